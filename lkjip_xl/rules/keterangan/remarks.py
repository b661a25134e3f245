"""The remarks of the annexes, with the rows that each covers, and the figures that they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.figures.alignment import AlignedIndicator
from lkjip_xl.figures.hasil import Hasil
from lkjip_xl.lampiran.catalogue import LAMPIRAN
from lkjip_xl.lampiran.records import Baris, Lampiran, Sel
from lkjip_xl.rules.extent import is_filled
from lkjip_xl.rules.rule import Context, once

#: The annexes that state what indicators reached, and remark on it.
REMARKED = tuple(form for form in LAMPIRAN if form.realisasi)
_MEASURED = tuple(form for form in LAMPIRAN if Field.CAPAIAN in form.computes)
#: A remark on the first row of these may be meant for all rows of the item.
_WORK = (Level.KEGIATAN, Level.SUB_KEGIATAN)


class Remark(NamedTuple):
    """A remark with the rows that it covers."""

    cell: Sel
    rows: Sequence[Baris]

    @property
    def text(self) -> str:
        return self.cell.row.keterangan


def remarks(lampiran: Lampiran) -> Iterator[Remark]:
    """Yield each remark of a table; a merged one once, with all its rows."""
    for position, row in enumerate(lampiran.rows):
        cell = row.sel(Field.KETERANGAN)
        if is_filled(cell) and cell.is_own:
            yield Remark(cell, [row, *_covered(cell, lampiran.rows[position + 1 :])])


def _covered(cell: Sel, below: Sequence[Baris]) -> Iterator[Baris]:
    for row in below:
        goes_on = not row.keterangan and cell.row.level in _WORK and not row.begins_item
        if row.at(Field.KETERANGAN) != cell.cell and not goes_on:
            return
        yield row


@once
def measured(context: Context) -> Mapping[AlignedIndicator, Hasil]:
    """Return this year's figures of each indicator, Tabel 3.1 before the others."""
    found: dict[AlignedIndicator, Hasil] = {}
    for one in context.measured(*_MEASURED):
        indicator = context.alignment.meant(one.row)
        if indicator is not None:
            found.setdefault(indicator, one)
    return found


def measured_of(context: Context, row: Baris) -> Hasil | None:
    """Return this year's figures of a row's indicator, from whatever annex has them."""
    indicator = context.alignment.meant(row)
    return None if indicator is None else measured(context).get(indicator)
