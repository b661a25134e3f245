"""The Analisis sheet: causes and solutions per indicator."""

from __future__ import annotations

from lkjip_xl.domain.analisis import Analisis
from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.lampiran.blank import INDIKATOR, NO, BlankForm, Column
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.feeding_rows import entries, group_rows, points_of
from lkjip_xl.lampiran.form import RecordForm, alike
from lkjip_xl.lampiran.records import Lampiran


def read_analisis(lampiran: Lampiran) -> tuple[Analisis, ...]:
    """Return the analysis of each indicator, in order."""
    return tuple(
        Analisis(
            indikator=rows[0].indikator,
            penyebab_keberhasilan=points_of(rows, Field.PENYEBAB_KEBERHASILAN),
            penyebab_kegagalan=points_of(rows, Field.PENYEBAB_KEGAGALAN),
            solusi=points_of(rows, Field.SOLUSI),
            origin=rows[0].origin,
        )
        for rows in group_rows(entries(lampiran.rows), lambda row: row.indikator)
    )


def _fits(columns: Columns) -> int:
    told = columns.has_any(Field.PENYEBAB_KEBERHASILAN, Field.PENYEBAB_KEGAGALAN)
    return 15 if columns.has(Field.INDIKATOR) and told else 0


def _blank(year: int) -> BlankForm:
    return BlankForm(
        place=110,
        sheet="Analisis",
        title=f"Analisis Penyebab Keberhasilan/Kegagalan serta Alternatif Solusi Tahun {year}",
        columns=(
            *(NO, INDIKATOR),
            Column("penyebab_keberhasilan", ("Penyebab Keberhasilan",), 44),
            Column("penyebab_kegagalan", ("Penyebab Kegagalan",), 44),
            Column("solusi", ("Alternatif Solusi",), 44),
        ),
    )


ANALISIS = RecordForm(
    name="analisis",
    label="Analisis",
    order=150,
    fits=_fits,
    read=read_analisis,
    in_satuan=DASAR[Field.CAPAIAN],
    computes=(Field.CAPAIAN,),
    states=alike(*DASAR[Field.CAPAIAN], Field.CAPAIAN),
    naming=90,
    precedence=90,
    blank=_blank,
)
