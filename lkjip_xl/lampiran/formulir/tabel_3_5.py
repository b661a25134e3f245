"""Tabel 3.5, serapan anggaran jangka menengah: pagu and realisasi of several years."""

from __future__ import annotations

from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.lampiran.blank import GOALS, BlankForm, Look, numbers, past_years, shares
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Essential, Form, FormKind, Title, alike
from lkjip_xl.lampiran.printed import Printed, PrintedTable, uraian
from lkjip_xl.lampiran.recognition import MONEY_WORDS, SPENT_WORDS, has_years


def _fits(columns: Columns) -> int:
    years = set(columns.years(Field.PAGU)) & set(columns.years(Field.REALISASI_ANGGARAN))
    return 14 if len(years) > 1 else 0


def _blank(year: int) -> BlankForm:
    years = past_years(year)
    return BlankForm(
        place=90,
        sheet="Tabel 3.5",
        title="Tabel 3.5 Serapan Anggaran Tujuan dan Sasaran Jangka Menengah",
        columns=(
            *GOALS,
            *numbers("pagu", "Pagu Anggaran (Rp)", years, Look.RUPIAH),
            *numbers("realisasi_anggaran", "Realisasi Anggaran (Rp)", years, Look.RUPIAH),
            *shares("serapan", "Persentase Serapan Anggaran (%)", years),
        ),
    )


TABEL_3_5 = Form(
    name="tabel_3_5",
    label="Tabel 3.5",
    kind=FormKind.LAMPIRAN,
    order=50,
    fits=_fits,
    essential=(
        Essential("Pagu Anggaran tiap tahun", has_years(Field.PAGU)),
        Essential("Realisasi Anggaran tiap tahun", has_years(Field.REALISASI_ANGGARAN)),
    ),
    title=Title(number="5", topics=(SPENT_WORDS, MONEY_WORDS)),
    series=((Field.PAGU,), (Field.REALISASI_ANGGARAN,), (Field.SERAPAN,)),
    in_satuan=(),
    computes=(Field.SERAPAN,),
    states=alike(*DASAR[Field.SERAPAN]),
    adds_up=True,
    naming=40,
    precedence=50,
    blank=_blank,
    printed=PrintedTable(
        (
            uraian("Tujuan/Sasaran", 2.4),
            Printed(field=Field.INDIKATOR, label="Indikator Kinerja", weight=2.2),
            Printed(field=Field.PAGU, label="Pagu (Rp)", each_year=True),
            Printed(field=Field.REALISASI_ANGGARAN, label="Realisasi (Rp)", each_year=True),
            Printed(field=Field.SERAPAN, label="Serapan", each_year=True),
        )
    ),
)
