"""Tabel 3.4, realisasi anggaran: pagu and realisasi of one year, by program and below."""

from __future__ import annotations

from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.lampiran import printed
from lkjip_xl.lampiran.blank import (
    KETERANGAN,
    REALISASI_ANGGARAN,
    SERAPAN,
    TREE,
    BlankForm,
    Column,
    Look,
)
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Essential, Form, FormKind, Title, alike
from lkjip_xl.lampiran.printed import Printed, PrintedTable, uraian
from lkjip_xl.lampiran.recognition import ITEM, MONEY_WORDS, SPENT_WORDS, has


def _fits(columns: Columns) -> int:
    if not columns.has(Field.PAGU, Field.REALISASI_ANGGARAN):
        return 0
    if columns.has(Field.TARGET, Field.INDIKATOR) or _is_of_the_pagu_before(columns):
        return 0
    if len(columns.years(Field.PAGU)) > 1 or not columns.has_any(*ITEM):
        return 0
    return 10 + 2 * columns.has(Field.SERAPAN)


def _is_of_the_pagu_before(columns: Columns) -> bool:
    """Tell whether the realisasi stands between the pagu before a change and the one after it."""
    places = [
        column.index
        for field in (Field.PAGU_SEBELUM, Field.REALISASI_ANGGARAN, Field.PAGU)
        if (column := columns.first(field)) is not None
    ]
    return len(places) == 3 and places == sorted(places)


def _blank(year: int) -> BlankForm:
    return BlankForm(
        place=80,
        sheet="Tabel 3.4",
        title=f"Tabel 3.4 Pencapaian Realisasi Anggaran Tahun {year}",
        columns=(
            *TREE,
            Column("pagu", ("Pagu Anggaran (Rp)",), 20, Look.RUPIAH),
            REALISASI_ANGGARAN,
            SERAPAN,
            KETERANGAN,
        ),
        rows=120,
    )


TABEL_3_4 = Form(
    name="tabel_3_4",
    label="Tabel 3.4",
    kind=FormKind.LAMPIRAN,
    order=40,
    fits=_fits,
    essential=(
        Essential("Program/Kegiatan/Sub Kegiatan", has(*ITEM)),
        Essential("Pagu Anggaran", has(Field.PAGU)),
        Essential("Realisasi Anggaran", has(Field.REALISASI_ANGGARAN)),
    ),
    title=Title(number="4", topics=(SPENT_WORDS, MONEY_WORDS)),
    required=(Field.SERAPAN,),
    filled=(*DASAR[Field.SERAPAN], Field.SERAPAN),
    computes=(Field.SERAPAN,),
    states=alike(*DASAR[Field.SERAPAN]),
    adds_up=True,
    names_work=True,
    is_complete=True,
    naming=20,
    precedence=20,
    blank=_blank,
    printed=PrintedTable(
        (
            uraian("Program/Kegiatan/Sub Kegiatan", 4.4),
            Printed(field=Field.PAGU, label="Pagu (Rp)"),
            Printed(field=Field.REALISASI_ANGGARAN, label="Realisasi (Rp)"),
            Printed(field=Field.SERAPAN, label="Serapan"),
            printed.KETERANGAN,
        )
    ),
)
