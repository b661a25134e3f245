"""The sheet for LKPJ and monev: performance and money of a year with what stood in the way."""

from __future__ import annotations

from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.lampiran.blank import (
    INDIKATOR,
    KODE,
    SATUAN,
    BlankForm,
    Column,
    Look,
    capaian,
    serapan,
)
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Form, FormKind, alike
from lkjip_xl.lampiran.recognition import ITEM

#: More than Tabel 3.1 has of the same columns.
_POINTS = 17


def _fits(columns: Columns) -> int:
    both = columns.has(*DASAR[Field.CAPAIAN], *DASAR[Field.SERAPAN])
    told = columns.has_any(Field.PERMASALAHAN, Field.SOLUSI, Field.TINDAK_LANJUT)
    is_of_a_year = len(columns.years(Field.TARGET)) < 2
    has_tree = columns.has_any(*ITEM) and not columns.has_any(Field.TUJUAN, Field.SASARAN)
    return _POINTS if both and told and is_of_a_year and has_tree else 0


def _blank(year: int) -> BlankForm:
    return BlankForm(
        place=94,
        sheet="Monev",
        title=f"Capaian Kinerja Program dan Kegiatan Tahun {year}",
        columns=(
            KODE,
            Column("item", ("Program/Kegiatan/Sub Kegiatan",), 44),
            *(INDIKATOR, SATUAN),
            Column("target", ("Fisik", "Target"), 12),
            Column("realisasi", ("Fisik", "Realisasi"), 12),
            Column("capaian", ("Fisik", "%"), 10, Look.PERSEN, capaian("{target}", "{realisasi}")),
            Column("pagu", ("Keuangan", "Alokasi (Rp)"), 18, Look.RUPIAH),
            Column("realisasi_anggaran", ("Keuangan", "Realisasi (Rp)"), 18, Look.RUPIAH),
            Column(
                "serapan",
                ("Keuangan", "%"),
                10,
                Look.PERSEN,
                serapan("{pagu}", "{realisasi_anggaran}"),
            ),
            Column("permasalahan", ("Permasalahan",), 36),
            Column("solusi", ("Upaya Mengatasi Permasalahan",), 36),
            Column("tindak_lanjut", ("Tindak Lanjut Rekomendasi",), 36),
        ),
        rows=100,
    )


MONEV = Form(
    name="monev",
    label="Monev Program dan Kegiatan",
    kind=FormKind.OWN,
    order=12,
    fits=_fits,
    filled=(*DASAR[Field.CAPAIAN], *DASAR[Field.SERAPAN]),
    in_satuan=DASAR[Field.CAPAIAN],
    computes=(Field.CAPAIAN, Field.SERAPAN),
    states=alike(*DASAR[Field.CAPAIAN], Field.CAPAIAN, *DASAR[Field.SERAPAN]),
    adds_up=True,
    names_work=True,
    naming=25,
    precedence=35,
    blank=_blank,
)
