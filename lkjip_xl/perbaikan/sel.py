"""The figure cells of the located tables, found by their address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.quantity import Figure
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.pipeline import Read
from lkjip_xl.tables.number_format import read_format


class Sel(NamedTuple):
    """A figure cell of a table's row; ``head`` is the part of the form that holds the items."""

    lampiran: Lampiran
    head: Lampiran
    row: Baris
    item: Item
    column: NamedColumn
    grid: Grid

    @property
    def at(self) -> CellRef:
        return self.row.origin[self.column.key]

    @property
    def year(self) -> int:
        return self.column.year or self.lampiran.year

    @property
    def figure(self) -> Figure:
        return self.row.figure(self.column.field, self.year)

    @property
    def formula(self) -> str:
        return self.grid.formulas.get((self.at.row, self.at.column), "")

    @property
    def number_format(self) -> str:
        return self.grid.look(self.at.row, self.at.column).number_format

    @property
    def is_text_format(self) -> bool:
        """Tell whether Excel would take for text what is typed here, formulas too."""
        return self.number_format.strip() == "@"

    def beside(self, field: Field) -> Sel | None:
        """Return the row's cell of another field of the same year, if it lies in the row itself."""
        column = self.lampiran.column(field, self.year)
        if column is None or self.row.origin[column.key].row != self.row.row:
            return None
        return self._replace(column=column)

    @property
    def number(self) -> Decimal | None:
        """The figure's value, ``None`` where the cell holds anything but a plain number."""
        stored = self.grid.value(self.at.row, self.at.column)
        figure = self.figure
        is_number = isinstance(stored, float) and figure.upper is None and not figure.doubts
        return figure.value if is_number else None


class Cells:
    """All tables of a book by the address of their cells."""

    def __init__(self, read: Read) -> None:
        self.read = read
        self._rows: dict[tuple[str, str, int], list[Sel]] = {}
        head: Lampiran | None = None
        items: dict[int, Item] = {}
        for lampiran in read.laporan.lampiran:
            if lampiran.items or head is None or head.form is not lampiran.form:
                head = lampiran
                items = {id(row): item for item in lampiran.items for row in item.rows}
            grid = read.grids[lampiran.file, lampiran.sheet]
            for row in lampiran.rows:
                item = items.get(id(row))
                for column in lampiran.columns if item is not None else ():
                    if column.is_figure and row.origin[column.key].row == row.row:
                        assert item is not None
                        place = (lampiran.file, lampiran.sheet, row.row)
                        cell = Sel(lampiran, head, row, item, column, grid)
                        self._rows.setdefault(place, []).append(cell)

    def __iter__(self) -> Iterator[Sel]:
        for cells in self._rows.values():
            yield from cells

    def at(self, ref: CellRef) -> Sel | None:
        """Return the figure cell at an address, ``None`` where two tables claim it or none."""
        found = [
            cell
            for cell in self._rows.get((ref.file, ref.sheet, ref.row), ())
            if cell.at == ref and not cell.column.is_month
        ]
        return found[0] if len(found) == 1 else None


class Scale(NamedTuple):
    """How a cell of a column of percentages is to write its own: as a fraction, or 0-100.

    ``decimals`` counts the digits after the mark that a reader sees; ``number_format`` shows them,
    and is ``General`` where the digits are the number's own.
    """

    percent: bool
    decimals: int
    number_format: str


#: More digits than this a percentage is not written with, whatever a neighbour shows.
_MOST_DECIMALS = 2


def scale_of(cell: Sel) -> Scale | None:
    """Return the cell's own way of writing a percentage, else that of most of its column."""
    own = cell.figure
    keeps = cell.number is not None and not cell.is_text_format
    if keeps and read_format(cell.number_format).decimals is not None:
        return Scale(own.percent, own.decimals, cell.number_format)
    peers = [
        other
        for row in cell.lampiran.rows
        if (other := cell._replace(row=row)).at.row == row.row
        and other.number is not None
        and not other.is_text_format
    ]
    if keeps:
        peers = [other for other in peers if not other.figure.percent]
    if not peers:
        return None
    ways = Counter((other.figure.percent, other.number_format) for other in peers)
    percent, number_format = ways.most_common(1)[0][0]
    decimals = read_format(number_format).decimals
    if keeps or decimals is None:
        decimals = max(min(other.figure.decimals, _MOST_DECIMALS) for other in peers)
    return Scale(percent, decimals, cell.number_format if keeps else number_format)
