"""Tabel 3.2, realisasi kinerja dan anggaran: kinerja and money of several years."""

from __future__ import annotations

from lkjip_xl.domain.field import Field
from lkjip_xl.lampiran import printed
from lkjip_xl.lampiran.blank import (
    INDIKATOR,
    KETERANGAN,
    SATUAN,
    TREE,
    BlankForm,
    Column,
    Look,
    past_years,
)
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Essential, Form, FormKind, Title
from lkjip_xl.lampiran.printed import Printed, PrintedTable, uraian
from lkjip_xl.lampiran.recognition import MONEY_WORDS, has, has_years


def _fits(columns: Columns) -> int:
    if not columns.has(Field.INDIKATOR) or columns.has(Field.TARGET):
        return 0
    kinerja = {*columns.years(Field.KINERJA), *columns.years(Field.REALISASI)}
    money = {*columns.years(Field.PAGU), *columns.years(Field.REALISASI_ANGGARAN)}
    return 14 if len(kinerja & money) > 1 else 0


def _blank(year: int) -> BlankForm:
    years = past_years(year)
    return BlankForm(
        place=60,
        sheet="Tabel 3.2",
        title=f"Tabel 3.2 Realisasi Kinerja dan Anggaran Tahun {years[0]}-{years[-1]}",
        columns=(
            *TREE,
            INDIKATOR,
            SATUAN,
            *(
                column
                for one in years
                for column in (
                    Column(f"kinerja {one}", (str(one), "Kinerja"), 13),
                    Column(f"anggaran {one}", (str(one), "Pagu (Rp)"), 18, Look.RUPIAH),
                )
            ),
            KETERANGAN,
        ),
        rows=150,
    )


TABEL_3_2 = Form(
    name="tabel_3_2",
    label="Tabel 3.2",
    kind=FormKind.LAMPIRAN,
    order=20,
    fits=_fits,
    rename=(
        (Field.REALISASI, Field.KINERJA),
        (Field.PAGU, Field.ANGGARAN),
        (Field.REALISASI_ANGGARAN, Field.ANGGARAN),
    ),
    essential=(
        Essential("Indikator Kinerja", has(Field.INDIKATOR)),
        Essential("Kinerja tiap tahun", has_years(Field.KINERJA, Field.REALISASI)),
        Essential(
            "Anggaran tiap tahun",
            has_years(Field.ANGGARAN, Field.PAGU, Field.REALISASI_ANGGARAN),
        ),
    ),
    title=Title(number="2", topics=(frozenset({"kinerja"}), MONEY_WORDS)),
    required=(Field.SATUAN,),
    filled=(Field.KINERJA,),
    series=((Field.KINERJA,), (Field.ANGGARAN,)),
    in_satuan=(Field.KINERJA,),
    states={Field.KINERJA: Field.REALISASI},
    adds_up=True,
    names_work=True,
    is_complete=True,
    naming=30,
    precedence=40,
    blank=_blank,
    printed=PrintedTable(
        (
            uraian("Tujuan/Sasaran/Program/Kegiatan/Sub Kegiatan"),
            printed.INDIKATOR,
            printed.SATUAN,
            Printed(field=Field.KINERJA, label="Kinerja", each_year=True),
            Printed(field=Field.ANGGARAN, label="Anggaran (Rp)", each_year=True),
        ),
        by_year=True,
    ),
)
