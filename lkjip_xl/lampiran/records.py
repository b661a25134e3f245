"""What an annex says, row by row: the records that figures, rules and reports work on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.hierarki import Evidence, Jalur, Level
from lkjip_xl.domain.quantity import BLANK, Figure
from lkjip_xl.lampiran.columns import Columns, NamedColumn
from lkjip_xl.lampiran.form import Form
from lkjip_xl.location import CellRange, CellRef, Origin

#: Names a figure of a row: its field and its year.
Key = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Baris:
    """One row of an annex: an item of the tree, with one of its indicators.

    ``nama`` is the item's name, carried down where the row continues the item above
    (``begins_item`` is false).  ``texts`` holds further texts by field.  ``figures`` has an entry
    for every figure column, blank cells included; the year of a column without one is the table's.
    """

    row: int
    level: Level
    evidence: Evidence
    begins_item: bool
    nama: str
    jalur: Jalur
    kode: str = ""
    indikator: str = ""
    satuan: str = ""
    keterangan: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[Key, Figure]
    origin: Origin

    def figure(self, name: str, year: int) -> Figure:
        return self.figures.get((name, year), BLANK)

    def at(self, name: str, year: int = 0) -> CellRef:
        """Return the cell of a value, or the row's best substitute where it has no column."""
        for key in (f"{name} {year}", name, "indikator", "nama"):
            if key in self.origin:
                return self.origin[key]
        return next(iter(self.origin.values()))

    @property
    def subject(self) -> str:
        """What a reader calls this row: its indicator, or its item."""
        return self.indikator or self.nama or self.level.label


class Amount(NamedTuple):
    """The rupiah of one item in one column: the sum over its rows, and the cells that hold it.

    ``value`` is ``None`` where every cell is blank, says "none" or cannot be read.
    """

    value: Decimal | None
    figures: tuple[Figure, ...]
    cells: tuple[CellRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A tujuan, sasaran, program, kegiatan or sub kegiatan of an annex, with all its rows.

    ``parent`` and ``children`` are positions in ``Lampiran.items``.
    """

    position: int
    level: Level
    nama: str
    jalur: Jalur
    kode: str
    rows: tuple[Baris, ...]
    parent: int | None
    children: tuple[int, ...]

    def total(self, name: str, year: int) -> Decimal | None:
        """Return the item's amount in a column of money; a vertical merge counts once."""
        key = (name, year)
        values = [
            figure.value
            for row in self.rows
            if (figure := row.figures.get(key)) is not None and figure.value is not None
        ]
        return sum(values, Decimal(0)) if values else None

    def amount(self, name: str, year: int) -> Amount:
        """Return the item's amount with the figures and cells that make it up."""
        told = [
            (row.figure(name, year), row.at(name, year))
            for row in self.rows
            if not row.figure(name, year).is_blank
        ]
        return Amount(
            value=self.total(name, year),
            figures=tuple(figure for figure, _ in told),
            cells=tuple(cell for _, cell in told),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lampiran:
    """One located form with everything read from it.

    Of a form that runs over several sheets each has its own rows; ``items`` of them all are in the
    first, since an item may begin on one sheet and end on the next.
    """

    form: Form
    file: str
    sheet: str
    title: str
    area: CellRange
    year: int
    columns: Columns
    rows: tuple[Baris, ...]
    items: tuple[Item, ...]

    def years(self, name: str) -> tuple[int, ...]:
        """Return the years that a field has figures for; the table's own where none is named."""
        if not self.columns.has(name):
            return ()
        return self.columns.years(name) or (self.year,)

    def column(self, name: str, year: int) -> NamedColumn | None:
        """Return the column of a figure."""
        return next(
            (c for c in self.columns if c.field == name and (c.year or self.year) == year), None
        )

    def children_of(self, item: Item) -> Iterator[Item]:
        return (self.items[position] for position in item.children)

    @property
    def totals(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.level is Level.TOTAL)
