"""Formula cells that the file stores no result for, computed in the order they need one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lkjip_xl.figures.calculator import Calculator, Undecided
from lkjip_xl.figures.formula_text import take_apart
from lkjip_xl.grid import Grid
from lkjip_xl.location import CellRef


@dataclass(frozen=True, slots=True)
class Unsolved:
    """A formula cell that could not be computed, and why, in Indonesian."""

    at: CellRef
    reason: str


@dataclass(frozen=True, slots=True)
class Recalculated:
    """How many cells were filled, and which could not be."""

    filled: int = 0
    unsolved: tuple[Unsolved, ...] = ()


class _Cell(NamedTuple):
    sheet: int
    row: int
    column: int


def recalculate(grids: Sequence[Grid]) -> Recalculated:
    """Fill the formula cells that have no stored result, in place.

    What is computed is written into ``Grid.rows`` and taken out of ``Grid.stale``; the rest stays
    stale and is named in the answer.  Grids of the same file see one another.
    """
    stale = [_Cell(number, *at) for number, grid in enumerate(grids) for at in sorted(grid.stale)]
    filling = _Filling(grids)
    for cell in stale:
        filling.solve(cell)
    unsolved = tuple(filling.unsolved[cell] for cell in stale if cell in filling.unsolved)
    return Recalculated(len(stale) - len(unsolved), unsolved)


class _Filling:
    def __init__(self, grids: Sequence[Grid]) -> None:
        self._grids = tuple(grids)
        self._numbers = {(grid.file, grid.sheet): number for number, grid in enumerate(grids)}
        self._calculator = Calculator(grids)
        self.unsolved: dict[_Cell, Unsolved] = {}

    def solve(self, start: _Cell) -> None:
        """Fill a cell and, before it, every stale cell that it needs.

        A stack instead of recursion: a running total down a long sheet is a chain of thousands.
        """
        stack, opened = [start], set[_Cell]()
        while stack:
            cell = stack[-1]
            grid, at = self._grids[cell.sheet], (cell.row, cell.column)
            if at not in grid.stale or cell in self.unsolved:
                stack.pop()
                continue
            try:
                needed = list(self._needed_by(cell))
                if cell in needed or not opened.isdisjoint(needed):
                    raise Undecided("rumus merujuk dirinya sendiri (melingkar)")
                if needed:
                    opened.add(cell)
                    stack.extend(needed)
                    continue
                grid.put(*at, self._calculator.evaluate(grid, grid.formulas[at]))
                grid.stale.discard(at)
            except Undecided as obstacle:
                ref = CellRef(grid.file, grid.sheet, *at)
                self.unsolved[cell] = Unsolved(ref, str(obstacle))
            opened.discard(cell)

    def _needed_by(self, cell: _Cell) -> Iterator[_Cell]:
        """Yield the cells to answer before this one: stale ones, and itself if it is circular."""
        grid = self._grids[cell.sheet]
        parts = take_apart(grid.formulas[cell.row, cell.column])
        if parts.obstacle:
            raise Undecided(parts.obstacle)
        for reference in parts.references:
            found = self._calculator.locate(grid, reference)
            number = self._numbers[found.grid.file, found.grid.sheet]
            for at in found.grid.stale_in(found.cells):
                needed = _Cell(number, *at)
                if needed not in self.unsolved:
                    yield needed
