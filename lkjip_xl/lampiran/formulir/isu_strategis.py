"""The Isu Strategis sheet."""

from __future__ import annotations

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.renstra import IsuStrategis
from lkjip_xl.lampiran.blank import NO, BlankForm, Column
from lkjip_xl.lampiran.feeding_rows import carry_down, entries
from lkjip_xl.lampiran.form import FormKind, RecordForm
from lkjip_xl.lampiran.recognition import needs
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.tables.text import tidy


def read_isu_strategis(lampiran: Lampiran) -> tuple[IsuStrategis, ...]:
    """Return the issues in order, one record an aspect."""
    return tuple(
        IsuStrategis(
            isu=texts[Field.ISU_STRATEGIS],
            aspek=tidy(row.text(Field.ASPEK)),
            origin=row.origin,
        )
        for row, texts in carry_down(entries(lampiran.rows), Field.ISU_STRATEGIS)
        if texts[Field.ISU_STRATEGIS]
    )


def _blank(_: int) -> BlankForm:
    return BlankForm(
        place=140,
        sheet="Isu Strategis",
        title="Tabel 1.5 Isu Strategis dan Aspek Terkait",
        columns=(
            NO,
            Column("isu_strategis", ("Isu Strategis",), 48),
            Column("aspek", ("Aspek Terkait",), 48),
        ),
    )


ISU_STRATEGIS = RecordForm(
    name="isu_strategis",
    label="Isu Strategis",
    kind=FormKind.WORDS,
    order=120,
    fits=needs(Field.ISU_STRATEGIS, points=5),
    read=read_isu_strategis,
    blank=_blank,
)
