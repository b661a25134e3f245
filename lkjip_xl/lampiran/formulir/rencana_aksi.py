"""Rencana aksi: months or quarters beside an indicator."""

from __future__ import annotations

from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.domain.rencana_aksi import Bulan, Triwulan
from lkjip_xl.lampiran import printed
from lkjip_xl.lampiran.blank import (
    INDIKATOR,
    PENANGGUNG_JAWAB,
    SATUAN,
    WORK,
    BlankForm,
    Column,
    Look,
)
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Essential, Form, FormKind, Title
from lkjip_xl.lampiran.printed import Printed, PrintedTable, uraian
from lkjip_xl.lampiran.recognition import ITEM, has

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MEI", "JUN", "JUL", "AGT", "SEP", "OKT", "NOV", "DES")
_QUARTERS = ("TW I", "TW II", "TW III", "TW IV")
#: The only words between "Rencana Aksi" and the office: there are many other plans of action.
_BESIDE = frozenset((
    "kinerja", "capaian", "pencapaian", "target", "perjanjian", "iku", "indikator", "utama", "atas",
    "sasaran", "strategis", "triwulan", "pelaksanaan", "realisasi", "program", "kegiatan", "dan",
    "lanjutan",
))  # fmt: skip


def _fits(columns: Columns) -> int:
    quarters = sum(column.field.startswith("tw") for column in columns)
    if columns.months < 6 and quarters < 3:
        return 0
    return 16 if columns.has_any(Field.INDIKATOR, Field.SASARAN_SUB_KEGIATAN, *ITEM) else 0


def _has_times(columns: Columns) -> bool:
    return columns.months >= 6 or sum(c.field.triwulan is not None for c in columns) >= 3


def _blank(year: int) -> BlankForm:
    return BlankForm(
        place=40,
        sheet="Rencana Aksi",
        title=f"Rencana Aksi Tahun {year}",
        columns=(
            Column("sasaran", ("Sasaran Strategis",), 26),
            *(*WORK, INDIKATOR, SATUAN),
            Column("target", ("Target",), 12),
            Column("anggaran", ("Anggaran (Rp)",), 18, Look.RUPIAH),
            *(
                Column(month.lower(), ("Rencana Pelaksanaan", month), 5, choices=("v",))
                for month in _MONTHS
            ),
            *(
                Column(f"tw{number}_{field}", (f"{label} Triwulan", name), 11)
                for field, label in (("target", "Target"), ("realisasi", "Realisasi"))
                for number, name in enumerate(_QUARTERS, start=1)
            ),
            PENANGGUNG_JAWAB,
        ),
        rows=100,
    )


RENCANA_AKSI = Form(
    name="rencana_aksi",
    label="Rencana Aksi",
    kind=FormKind.LAMPIRAN,
    order=60,
    fits=_fits,
    rename=((Field.PAGU, Field.ANGGARAN),),
    essential=(
        Essential("Indikator Kinerja", has(Field.INDIKATOR, Field.SASARAN_SUB_KEGIATAN, *ITEM)),
        Essential("bulan atau triwulan pelaksanaan", _has_times),
    ),
    title=Title(
        name=r"(?:matriks\s+|form(?:ulir)?\s+)?(?:rencana\s+aksi|renaksi)\b", beside=_BESIDE
    ),
    required=(Field.SATUAN, Field.TARGET),
    filled=(Field.TARGET, Field.ANGGARAN),
    series=tuple(tuple(part.in_quarter(tw) for tw in Triwulan) for part in DASAR[Field.CAPAIAN]),
    in_satuan=(Field.TARGET,),
    states={Field.TARGET: Field.TARGET, Field.ANGGARAN: Field.PAGU},
    adds_up=True,
    names_work=True,
    naming=60,
    precedence=80,
    blank=_blank,
    printed=PrintedTable(
        (
            uraian("Uraian", 2.6),
            printed.INDIKATOR,
            printed.SATUAN,
            Printed(field=Field.TARGET, label="Target"),
            Printed(field=Field.ANGGARAN, label="Anggaran (Rp)"),
            *(
                Printed(
                    field=Field(month.value),
                    label=month.value.capitalize(),
                    group="Jadwal Pelaksanaan",
                    optional=True,
                )
                for month in Bulan
            ),
            Printed(
                field=Field.PENANGGUNG_JAWAB, label="Penanggung Jawab", weight=1.6, optional=True
            ),
        )
    ),
)
