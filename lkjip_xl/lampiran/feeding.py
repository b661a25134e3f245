"""What the sheets that feed the rest of the report look like."""

from __future__ import annotations

from collections.abc import Callable

from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Form, FormSpec


def _needs(
    *fields: str, points: int = 6, without: tuple[str, ...] = ()
) -> Callable[[Columns], int]:
    """Fit a table that has all the fields and none of the others."""

    def fits(columns: Columns) -> int:
        return points if columns.has(*fields) and not columns.has_any(*without) else 0

    return fits


def _fits_iku(columns: Columns) -> int:
    if not columns.has("indikator"):
        return 0
    described = sum(columns.has(field) for field in ("rumus", "sumber_data", "arah"))
    if described:
        return 8 + 2 * described
    is_agreement = columns.has("sasaran", "target") and not columns.has_any(
        "realisasi", "capaian", "pagu", "kinerja", "anggaran"
    )
    return 4 if is_agreement and len(columns.years("target")) < 2 else 0


def _fits_tujuan_sasaran(columns: Columns) -> int:
    several = len(columns.years("target")) > 1
    plain = not columns.has_any("realisasi", "realisasi_anggaran", "kinerja")
    return 8 if several and plain and columns.has("sasaran", "indikator") else 0


def _fits_analisis(columns: Columns) -> int:
    told = columns.has_any("penyebab_keberhasilan", "penyebab_kegagalan")
    return 15 if columns.has("indikator") and told else 0


def _fits_belanja(columns: Columns) -> int:
    """Komposisi belanja: the same columns as Tabel 3.4, over kinds of expenditure."""
    if not columns.has("pagu", "realisasi_anggaran") or columns.has("target"):
        return 0
    item = columns.first("item")
    speaks_of_belanja = "belanja" in columns.title.lower() or (
        item is not None and "belanja" in item.label.lower()
    )
    return 13 if speaks_of_belanja and not columns.has_any("indikator", "tujuan", "sasaran") else 0


def _fits_pegawai(columns: Columns) -> int:
    grouped = columns.has_any("kelompok", "golongan", "jabatan", "laki_laki")
    counted = columns.has_any("jumlah", "laki_laki")
    return 7 if grouped and counted and not columns.has_any("indikator", "target") else 0


def _fits_pembanding(columns: Columns) -> int:
    return (
        15 if columns.has("indikator") and columns.has_any("provinsi", "nasional", "wilayah") else 0
    )


def _fits_lhe(columns: Columns) -> int:
    return 9 if columns.has_any("komponen", "sub_komponen") and columns.has("nilai") else 0


def _fits_strategi(columns: Columns) -> int:
    return 6 if columns.has_any("strategi") and columns.has_any("arah_kebijakan", "misi") else 0


SPECS: tuple[FormSpec, ...] = (
    FormSpec(Form.IKU, _fits_iku),
    FormSpec(Form.TUJUAN_SASARAN, _fits_tujuan_sasaran),
    FormSpec(Form.STRATEGI, _fits_strategi),
    FormSpec(Form.PEGAWAI, _fits_pegawai),
    FormSpec(Form.ISU_STRATEGIS, _needs("isu_strategis", points=5)),
    FormSpec(Form.PERMASALAHAN, _needs("permasalahan", points=4, without=("pagu", "serapan"))),
    FormSpec(Form.PERMASALAHAN, _needs("masalah_pokok", points=4, without=("pagu", "serapan"))),
    FormSpec(Form.BELANJA, _fits_belanja),
    FormSpec(Form.ANALISIS, _fits_analisis),
    FormSpec(Form.PENYEBAB_SERAPAN, _needs("kegiatan", "penyebab", points=15)),
    FormSpec(Form.PENYEBAB_SERAPAN, _needs("item", "penyebab", points=15)),
    FormSpec(Form.TINDAK_LANJUT, _needs("rekomendasi", points=6)),
    FormSpec(Form.LHE, _fits_lhe),
    FormSpec(Form.PEMBANDING, _fits_pembanding),
)
