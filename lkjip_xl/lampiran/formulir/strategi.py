"""The Strategi sheet: strategies and their policy directions."""

from __future__ import annotations

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.renstra import Strategi
from lkjip_xl.lampiran.blank import NO, SASARAN, TUJUAN, BlankForm, Column
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.feeding_rows import carry_down, entries
from lkjip_xl.lampiran.form import FormKind, RecordForm
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.tables.text import tidy


def read_strategi(lampiran: Lampiran) -> tuple[Strategi, ...]:
    """Return the strategies in order, one record a row of policy directions."""
    years = lampiran.columns.years(Field.ARAH_KEBIJAKAN) or (0,)
    return tuple(
        Strategi(
            misi=texts[Field.MISI],
            tujuan=row.jalur.tujuan,
            sasaran=row.jalur.sasaran,
            strategi=texts[Field.STRATEGI],
            arah_kebijakan={year: _direction(row, year) for year in years},
            origin=row.origin,
        )
        for row, texts in carry_down(entries(lampiran.rows), Field.MISI, Field.STRATEGI)
        if texts[Field.STRATEGI]
    )


def _direction(row: Baris, year: int) -> str:
    return tidy(row.text(Field.ARAH_KEBIJAKAN, year))


def _fits(columns: Columns) -> int:
    told = columns.has(Field.STRATEGI) and columns.has_any(Field.ARAH_KEBIJAKAN, Field.MISI)
    return 6 if told else 0


def _blank(_: int) -> BlankForm:
    return BlankForm(
        place=20,
        sheet="Strategi",
        title="Tabel 2.2 Strategi dan Arah Kebijakan",
        columns=(
            *(NO, TUJUAN, SASARAN),
            Column("strategi", ("Strategi",), 44),
            Column("arah_kebijakan", ("Arah Kebijakan",), 44),
        ),
    )


STRATEGI = RecordForm(
    name="strategi",
    label="Strategi",
    kind=FormKind.WORDS,
    order=100,
    fits=_fits,
    read=read_strategi,
    blank=_blank,
)
