"""Formula cells that the file stores no result for, computed in the order they need one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lkjip_xl.figures.calculator import Calculator, Undecided
from lkjip_xl.figures.formula_text import take_apart
from lkjip_xl.grid import Grid
from lkjip_xl.location import CellRef


def recalculate(grids: Sequence[Grid]) -> Mapping[CellRef, str]:
    """Fill the formula cells that have no stored result, in place.

    What is computed is written into ``Grid.rows`` and taken out of ``Grid.stale``; the rest stays
    stale.  Grids of the same file see one another.

    Returns:
        The cells that could not be computed, each with the reason in Indonesian.
    """
    stale = [CellRef(g.file, g.sheet, *at) for g in grids for at in sorted(g.stale)]
    filling = _Filling(grids)
    for cell in stale:
        filling.solve(cell)
    return {cell: filling.unsolved[cell] for cell in stale if cell in filling.unsolved}


class _Filling:
    def __init__(self, grids: Sequence[Grid]) -> None:
        self._grids = {(grid.file, grid.sheet): grid for grid in grids}
        self._calculator = Calculator(grids)
        self.unsolved: dict[CellRef, str] = {}

    def solve(self, start: CellRef) -> None:
        """Fill a cell and, before it, every stale cell that it needs.

        A stack instead of recursion: a running total down a long sheet is a chain of thousands.
        """
        stack, opened = [start], set[CellRef]()
        while stack:
            cell = stack[-1]
            grid, at = self._grids[cell.file, cell.sheet], (cell.row, cell.column)
            if at not in grid.stale or cell in self.unsolved:
                stack.pop()
                continue
            try:
                needed = list(self._needed_by(grid, grid.formulas[at]))
                if cell in needed or not opened.isdisjoint(needed):
                    raise Undecided("rumus merujuk dirinya sendiri (melingkar)")
                if needed:
                    opened.add(cell)
                    stack.extend(needed)
                    continue
                grid.put(*at, self._calculator.evaluate(grid, grid.formulas[at]))
                grid.stale.discard(at)
            except Undecided as obstacle:
                self.unsolved[cell] = str(obstacle)
            opened.discard(cell)

    def _needed_by(self, grid: Grid, text: str) -> Iterator[CellRef]:
        """Yield the stale cells to answer before a formula, itself among them if it is circular."""
        parts = take_apart(text)
        if parts.obstacle:
            raise Undecided(parts.obstacle)
        for reference in parts.references:
            found = self._calculator.locate(grid, reference)
            for at in found.grid.stale_in(found.cells):
                needed = CellRef(found.grid.file, found.grid.sheet, *at)
                if needed not in self.unsolved:
                    yield needed
