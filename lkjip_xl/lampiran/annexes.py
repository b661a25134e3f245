"""What the six annexes look like: the columns that tell one from another.

Titles help where columns alone leave a doubt; sheet names never count.
"""

from __future__ import annotations

from collections.abc import Callable

from lkjip_xl.domain.field import Field
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Form, FormSpec

_ITEM = (Field.ITEM, Field.PROGRAM, Field.KEGIATAN, Field.SUB_KEGIATAN)


def _fits_tabel_3_1(columns: Columns) -> int:
    """Pencapaian realisasi kinerja: target, realisasi and capaian of one year."""
    if not columns.has(Field.INDIKATOR, Field.TARGET, Field.REALISASI):
        return 0
    if len(columns.years(Field.TARGET)) > 1 or columns.has_any(*_FEEDING):
        return 0
    return 10 + 2 * columns.has(Field.CAPAIAN) + 2 * columns.has_any(*_ITEM)


def _fits_tabel_3_2(columns: Columns) -> int:
    """Realisasi kinerja dan anggaran: performance and money of several years side by side."""
    if not columns.has(Field.INDIKATOR) or columns.has(Field.TARGET):
        return 0
    kinerja = {*columns.years(Field.KINERJA), *columns.years(Field.REALISASI)}
    money = {*columns.years(Field.PAGU), *columns.years(Field.REALISASI_ANGGARAN)}
    return 14 if len(kinerja & money) > 1 else 0


def _fits_tabel_3_3(columns: Columns) -> int:
    """Target dan capaian jangka menengah: target and realisasi of several years."""
    years = set(columns.years(Field.TARGET)) & set(columns.years(Field.REALISASI))
    return 14 if columns.has(Field.INDIKATOR) and len(years) > 1 else 0


def _fits_tabel_3_4(columns: Columns) -> int:
    """Realisasi anggaran: pagu and realisasi of one year, by program and below."""
    if not columns.has(Field.PAGU, Field.REALISASI_ANGGARAN) or columns.has(Field.TARGET):
        return 0
    if len(columns.years(Field.PAGU)) > 1 or not columns.has_any(*_ITEM):
        return 0
    return 10 + 2 * columns.has(Field.SERAPAN)


def _fits_tabel_3_5(columns: Columns) -> int:
    """Serapan anggaran jangka menengah: pagu and realisasi of several years."""
    years = set(columns.years(Field.PAGU)) & set(columns.years(Field.REALISASI_ANGGARAN))
    return 14 if len(years) > 1 else 0


def _fits_rencana_aksi(columns: Columns) -> int:
    """Rencana aksi: months or quarters beside an indicator."""
    quarters = sum(column.field.startswith("tw") for column in columns)
    if columns.months < 6 and quarters < 3:
        return 0
    return 16 if columns.has_any(Field.INDIKATOR, Field.SASARAN_SUB_KEGIATAN, *_ITEM) else 0


def _has(*fields: Field) -> Callable[[Columns], bool]:
    return lambda columns: columns.has_any(*fields)


def _has_years(*fields: Field) -> Callable[[Columns], bool]:
    """Tell whether the fields together have columns of several years."""
    return lambda columns: len({year for field in fields for year in columns.years(field)}) > 1


def _has_times(columns: Columns) -> bool:
    return columns.months >= 6 or sum(c.field.triwulan is not None for c in columns) >= 3


#: What each annex is told by: the labels that its form has, and whether the columns have them.
_ESSENTIAL: dict[Form, tuple[tuple[str, Callable[[Columns], bool]], ...]] = {
    Form.TABEL_3_1: (
        ("Indikator Kinerja", _has(Field.INDIKATOR)),
        ("Target", _has(Field.TARGET)),
        ("Realisasi", _has(Field.REALISASI)),
    ),
    Form.TABEL_3_2: (
        ("Indikator Kinerja", _has(Field.INDIKATOR)),
        ("Kinerja tiap tahun", _has_years(Field.KINERJA, Field.REALISASI)),
        ("Anggaran tiap tahun", _has_years(Field.ANGGARAN, Field.PAGU, Field.REALISASI_ANGGARAN)),
    ),
    Form.TABEL_3_3: (
        ("Indikator Kinerja", _has(Field.INDIKATOR)),
        ("Target tiap tahun", _has_years(Field.TARGET)),
        ("Realisasi tiap tahun", _has_years(Field.REALISASI)),
    ),
    Form.TABEL_3_4: (
        ("Program/Kegiatan/Sub Kegiatan", _has(*_ITEM)),
        ("Pagu Anggaran", _has(Field.PAGU)),
        ("Realisasi Anggaran", _has(Field.REALISASI_ANGGARAN)),
    ),
    Form.TABEL_3_5: (
        ("Pagu Anggaran tiap tahun", _has_years(Field.PAGU)),
        ("Realisasi Anggaran tiap tahun", _has_years(Field.REALISASI_ANGGARAN)),
    ),
    Form.RENCANA_AKSI: (
        ("Indikator Kinerja", _has(Field.INDIKATOR, Field.SASARAN_SUB_KEGIATAN, *_ITEM)),
        ("bulan atau triwulan pelaksanaan", _has_times),
    ),
}


def missing_columns(form: Form, columns: Columns) -> list[str]:
    """Return the labels without which a table is not recognised as an annex."""
    return [label for label, is_there in _ESSENTIAL[form] if not is_there(columns)]


_FEEDING = (
    Field.PENYEBAB_KEBERHASILAN,
    Field.PENYEBAB_KEGAGALAN,
    Field.RUMUS,
    Field.SUMBER_DATA,
    Field.PROVINSI,
    Field.NASIONAL,
)

SPECS: tuple[FormSpec, ...] = (
    FormSpec(Form.TABEL_3_1, _fits_tabel_3_1),
    FormSpec(
        Form.TABEL_3_2,
        _fits_tabel_3_2,
        rename=(
            (Field.REALISASI, Field.KINERJA),
            (Field.PAGU, Field.ANGGARAN),
            (Field.REALISASI_ANGGARAN, Field.ANGGARAN),
        ),
    ),
    FormSpec(Form.TABEL_3_3, _fits_tabel_3_3),
    FormSpec(Form.TABEL_3_4, _fits_tabel_3_4),
    FormSpec(Form.TABEL_3_5, _fits_tabel_3_5),
    FormSpec(Form.RENCANA_AKSI, _fits_rencana_aksi, rename=((Field.PAGU, Field.ANGGARAN),)),
)
