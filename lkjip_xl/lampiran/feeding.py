"""What the sheets that feed the rest of the report look like."""

from __future__ import annotations

from collections.abc import Callable

from lkjip_xl.domain.field import Field
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Form, FormSpec


def _needs(
    *fields: Field, points: int = 6, without: tuple[Field, ...] = ()
) -> Callable[[Columns], int]:
    """Fit a table that has all the fields and none of the others."""

    def fits(columns: Columns) -> int:
        return points if columns.has(*fields) and not columns.has_any(*without) else 0

    return fits


def _fits_iku(columns: Columns) -> int:
    if not columns.has(Field.INDIKATOR):
        return 0
    described = sum(columns.has(field) for field in (Field.RUMUS, Field.SUMBER_DATA, Field.ARAH))
    if described:
        return 8 + 2 * described
    is_agreement = columns.has(Field.SASARAN, Field.TARGET) and not columns.has_any(
        Field.REALISASI, Field.CAPAIAN, Field.PAGU, Field.KINERJA, Field.ANGGARAN
    )
    return 4 if is_agreement and len(columns.years(Field.TARGET)) < 2 else 0


def _fits_tujuan_sasaran(columns: Columns) -> int:
    several = len(columns.years(Field.TARGET)) > 1
    plain = not columns.has_any(Field.REALISASI, Field.REALISASI_ANGGARAN, Field.KINERJA)
    return 8 if several and plain and columns.has(Field.SASARAN, Field.INDIKATOR) else 0


def _fits_analisis(columns: Columns) -> int:
    told = columns.has_any(Field.PENYEBAB_KEBERHASILAN, Field.PENYEBAB_KEGAGALAN)
    return 15 if columns.has(Field.INDIKATOR) and told else 0


def _fits_belanja(columns: Columns) -> int:
    """Komposisi belanja: the same columns as Tabel 3.4, over kinds of expenditure."""
    if not columns.has(Field.PAGU, Field.REALISASI_ANGGARAN) or columns.has(Field.TARGET):
        return 0
    item = columns.first(Field.ITEM)
    speaks_of_belanja = "belanja" in columns.title.lower() or (
        item is not None and "belanja" in item.label.lower()
    )
    return (
        13
        if speaks_of_belanja and not columns.has_any(Field.INDIKATOR, Field.TUJUAN, Field.SASARAN)
        else 0
    )


def _fits_pegawai(columns: Columns) -> int:
    grouped = columns.has_any(Field.KELOMPOK, Field.GOLONGAN, Field.JABATAN, Field.LAKI_LAKI)
    counted = columns.has_any(Field.JUMLAH, Field.LAKI_LAKI)
    return 7 if grouped and counted and not columns.has_any(Field.INDIKATOR, Field.TARGET) else 0


def _fits_pembanding(columns: Columns) -> int:
    return (
        15
        if columns.has(Field.INDIKATOR)
        and columns.has_any(Field.PROVINSI, Field.NASIONAL, Field.WILAYAH)
        else 0
    )


def _fits_lhe(columns: Columns) -> int:
    return (
        9 if columns.has_any(Field.KOMPONEN, Field.SUB_KOMPONEN) and columns.has(Field.NILAI) else 0
    )


def _fits_strategi(columns: Columns) -> int:
    return (
        6
        if columns.has_any(Field.STRATEGI) and columns.has_any(Field.ARAH_KEBIJAKAN, Field.MISI)
        else 0
    )


SPECS: tuple[FormSpec, ...] = (
    FormSpec(Form.IKU, _fits_iku),
    FormSpec(Form.TUJUAN_SASARAN, _fits_tujuan_sasaran),
    FormSpec(Form.STRATEGI, _fits_strategi),
    FormSpec(Form.PEGAWAI, _fits_pegawai),
    FormSpec(Form.ISU_STRATEGIS, _needs(Field.ISU_STRATEGIS, points=5)),
    FormSpec(
        Form.PERMASALAHAN, _needs(Field.PERMASALAHAN, points=4, without=(Field.PAGU, Field.SERAPAN))
    ),
    FormSpec(
        Form.PERMASALAHAN,
        _needs(Field.MASALAH_POKOK, points=4, without=(Field.PAGU, Field.SERAPAN)),
    ),
    FormSpec(Form.BELANJA, _fits_belanja),
    FormSpec(Form.ANALISIS, _fits_analisis),
    FormSpec(Form.PENYEBAB_SERAPAN, _needs(Field.KEGIATAN, Field.PENYEBAB, points=15)),
    FormSpec(Form.PENYEBAB_SERAPAN, _needs(Field.ITEM, Field.PENYEBAB, points=15)),
    FormSpec(Form.TINDAK_LANJUT, _needs(Field.REKOMENDASI, points=6)),
    FormSpec(Form.LHE, _fits_lhe),
    FormSpec(Form.PEMBANDING, _fits_pembanding),
)
