"""The Permasalahan sheet: problems down to their roots."""

from __future__ import annotations

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.renstra import Permasalahan
from lkjip_xl.lampiran.blank import NO, BlankForm, Column
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.feeding_rows import carry_down, entries
from lkjip_xl.lampiran.form import FormKind, RecordForm
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.tables.text import tidy


def read_permasalahan(lampiran: Lampiran) -> tuple[Permasalahan, ...]:
    """Return the problems in order, one record a root."""
    return tuple(
        Permasalahan(
            masalah_pokok=texts[Field.MASALAH_POKOK],
            masalah=texts[Field.PERMASALAHAN],
            akar_masalah=tidy(row.text(Field.AKAR_MASALAH)),
            origin=row.origin,
        )
        for row, texts in carry_down(
            entries(lampiran.rows), Field.MASALAH_POKOK, Field.PERMASALAHAN
        )
        if texts[Field.MASALAH_POKOK] or texts[Field.PERMASALAHAN]
    )


def _fits(columns: Columns) -> int:
    told = columns.has_any(Field.PERMASALAHAN, Field.MASALAH_POKOK)
    return 4 if told and not columns.has_any(Field.PAGU, Field.SERAPAN) else 0


def _blank(_: int) -> BlankForm:
    return BlankForm(
        place=150,
        sheet="Permasalahan",
        title="Tabel 1.6 Identifikasi Permasalahan",
        columns=(
            NO,
            Column("masalah_pokok", ("Masalah Pokok",), 40),
            Column("permasalahan", ("Masalah",), 40),
            Column("akar_masalah", ("Akar Masalah",), 40),
        ),
    )


PERMASALAHAN = RecordForm(
    name="permasalahan",
    label="Permasalahan",
    kind=FormKind.WORDS,
    order=130,
    fits=_fits,
    read=read_permasalahan,
    blank=_blank,
)
