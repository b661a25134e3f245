"""The cells of the tables by their address, and what their sheets say beside the value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lkjip_xl.figures.calculator import Calculator, Undecided
from lkjip_xl.figures.formula_text import take_apart
from lkjip_xl.grid import Grid, Value
from lkjip_xl.lampiran.records import Baris, Lampiran, Sel
from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Context, once

#: A range of more cells than this is not gone through.
_MOST_READ = 10_000


class Tables:
    """All tables of an office-year by the addresses of their rows and cells."""

    def __init__(self, context: Context) -> None:
        self._grids = context.grids
        self.calculator = Calculator(context.grids.values())
        self._rows: dict[tuple[str, str, int], list[Baris]] = {}
        self._positions: dict[Lampiran, dict[int, int]] = {}
        for lampiran in context.laporan.lampiran:
            indices = enumerate(column.index for column in lampiran.columns)
            self._positions[lampiran] = {index: position for position, index in indices}
            for row in lampiran.rows:
                if row.item is not None:
                    place = (lampiran.file, lampiran.sheet, row.row)
                    self._rows.setdefault(place, []).append(row)

    def rows(self, grid: Grid, row: int) -> Sequence[Baris]:
        """Return the table rows that lie in a row of a sheet; two tables may stand side by side."""
        return self._rows.get((grid.file, grid.sheet, row), ())

    def cells(self, grid: Grid, row: int, column: int) -> Iterator[Sel]:
        """Yield the tables' cells at an address, even those that a merge covers."""
        for baris in self.rows(grid, row):
            position = self._positions[baris.lampiran].get(column)
            if position is not None:
                yield baris.cells[position]

    def find(self, grid: Grid, row: int, column: int) -> Sel | None:
        return next(self.cells(grid, row, column), None)

    def figure(self, at: CellRef) -> Sel | None:
        """Return the figure at an address, ``None`` where two tables claim the cell or none."""
        rows = self._rows.get((at.file, at.sheet, at.row), ())
        found = [
            cell
            for row in rows
            for cell in row.angka
            if cell.cell == at and not cell.column.is_month
        ]
        return found[0] if len(found) == 1 else None

    def grid(self, cell: Sel) -> Grid:
        """Return the sheet that a cell stands on."""
        return self._grids[cell.lampiran.file, cell.lampiran.sheet]

    def formula(self, cell: Sel) -> str:
        """Return a cell's formula without ``=``, empty where it has none."""
        return self.grid(cell).formulas.get(cell.place, "")

    def read_by(self, grid: Grid, formula: str) -> Iterator[CellRef]:
        """Yield the cells that a formula of a sheet reads, those of large ranges left out."""
        for reference in take_apart(formula).references:
            try:
                found = self.calculator.locate(grid, reference)
            except Undecided:
                continue
            if found.cells.size <= _MOST_READ:
                yield from (CellRef(found.grid.file, found.grid.sheet, *at) for at in found.cells)

    def number_format(self, cell: Sel) -> str:
        return self.grid(cell).look(*cell.place).number_format

    def has_text_format(self, cell: Sel) -> bool:
        """Tell whether Excel would take for text what is typed here, formulas too."""
        return self.number_format(cell).strip() == "@"

    def number(self, cell: Sel) -> Decimal | None:
        """Return a figure's value, ``None`` where the cell holds anything but a plain number."""
        figure = cell.figure
        is_plain = figure.upper is None and not figure.doubts
        return figure.value if is_plain and isinstance(self._value(cell), float) else None

    def is_blank(self, cell: Sel) -> bool:
        """Tell whether nothing is stored in a cell, no formula either."""
        return self._value(cell) is None and not self.formula(cell)

    def _value(self, cell: Sel) -> Value:
        return self.grid(cell).value(*cell.place)


@once
def tables_of(context: Context) -> Tables:
    """Return the office-year's tables by address."""
    return Tables(context)


def figures_of(context: Context) -> Iterator[Sel]:
    """Yield the figures of all items, a vertical merge once."""
    for cell in context.angka():
        if cell.is_own and cell.item is not None:
            yield cell
