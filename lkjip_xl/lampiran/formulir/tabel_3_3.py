"""Tabel 3.3, target dan capaian jangka menengah: target and realisasi of several years."""

from __future__ import annotations

from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.lampiran import printed
from lkjip_xl.lampiran.blank import GOALS, BlankForm, numbers, past_years, shares
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Essential, Form, FormKind, Title, alike
from lkjip_xl.lampiran.printed import Printed, PrintedTable, uraian
from lkjip_xl.lampiran.recognition import has, has_years


def _fits(columns: Columns) -> int:
    years = set(columns.years(Field.TARGET)) & set(columns.years(Field.REALISASI))
    return 14 if columns.has(Field.INDIKATOR) and len(years) > 1 else 0


def _blank(year: int) -> BlankForm:
    years = past_years(year)
    return BlankForm(
        place=70,
        sheet="Tabel 3.3",
        title="Tabel 3.3 Target dan Capaian Tujuan dan Sasaran Jangka Menengah",
        columns=(
            *GOALS,
            *numbers("target", "Target Kinerja", years),
            *numbers("realisasi", "Realisasi Kinerja", years),
            *shares("capaian", "Persentase Capaian (%)", years),
        ),
    )


TABEL_3_3 = Form(
    name="tabel_3_3",
    label="Tabel 3.3",
    kind=FormKind.LAMPIRAN,
    order=30,
    fits=_fits,
    essential=(
        Essential("Indikator Kinerja", has(Field.INDIKATOR)),
        Essential("Target tiap tahun", has_years(Field.TARGET)),
        Essential("Realisasi tiap tahun", has_years(Field.REALISASI)),
    ),
    title=Title(
        number="3",
        topics=(
            frozenset({"target", "capaian", "pencapaian", "realisasi", "pengukuran", "hasil"}),
            frozenset({"menengah", "renstra", "rpjmd", "strategis", "periode"}),
        ),
    ),
    required=(Field.SATUAN,),
    filled=DASAR[Field.CAPAIAN],
    series=((Field.TARGET,), (Field.REALISASI,), (Field.CAPAIAN,)),
    in_satuan=DASAR[Field.CAPAIAN],
    computes=(Field.CAPAIAN,),
    states=alike(*DASAR[Field.CAPAIAN], Field.CAPAIAN),
    naming=50,
    precedence=30,
    blank=_blank,
    printed=PrintedTable(
        (
            uraian("Tujuan/Sasaran"),
            printed.INDIKATOR,
            printed.SATUAN,
            Printed(field=Field.TARGET, label="Target", each_year=True),
            Printed(field=Field.REALISASI, label="Realisasi", each_year=True),
            Printed(field=Field.CAPAIAN, label="Capaian", each_year=True),
        )
    ),
)
