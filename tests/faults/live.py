"""A book as staff keep it: an input is typed over, and every formula follows."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from lkjip_xl import open_book
from lkjip_xl.adapters.drawn import DrawnBook
from lkjip_xl.figures.recalculate import recalculate
from lkjip_xl.finding import Finding
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.location import CellRef
from lkjip_xl.pipeline import check, make_context, read_books, state_equations
from lkjip_xl.rules.cells import tables_of
from lkjip_xl.rules.dependence import Dependence

CLEAN = Path(__file__).parents[2] / "workbooks" / "contoh-bersih.xlsx"


@dataclass(frozen=True, slots=True)
class Slip:
    """A digit typed wrong: where, what stood there, and how many figures contradict it.

    ``against`` counts the statements that it makes false, by the figures that stand against it: none
    where nothing in the book can tell, one where it is one figure's word against another's, more
    where the slip is decidable.
    """

    cell: CellRef
    column: str
    before: float
    after: float
    against: int

    def __str__(self) -> str:
        return (
            f"{self.column} {self.cell}: {self.before:g} → {self.after:g} ({self.against} against)"
        )


class LiveBook:
    """The clean sample with its formulas, to be changed and calculated again."""

    def __init__(self) -> None:
        self.grids = list(open_book(CLEAN).grids())

    def slips(self, each: int, seed: int = 1) -> Iterator[Slip]:
        """Yield slips in every column of inputs of the annexes, at most ``each`` of a column."""
        context = make_context(read_books([DrawnBook("contoh.xlsx", tuple(self.grids))]))
        dependence = Dependence(tables_of(context), self.grids)
        equations = state_equations(context)
        chance = random.Random(seed)
        for lampiran in context.laporan.annexes:
            for column in lampiran.columns:
                if not column.is_figure or column.is_month:
                    continue
                cells = [cell for cell in lampiran.under(column) if self._is_input(cell)]
                for cell in chance.sample(cells, min(each, len(cells))):
                    before = float(str(self._grid(cell.cell).value(*cell.place)))
                    after = _slip(before)
                    changed = {cell: Decimal(str(after))}
                    values = {**dependence.effects(changed), **changed}
                    false = [one for one in equations if not one.holds(values)]
                    others = {term for one in false for term in one.terms if term not in values}
                    yield Slip(
                        cell.cell, f"{lampiran.form} {column.said}", before, after, len(others)
                    )

    def _is_input(self, cell: Sel) -> bool:
        grid = self._grid(cell.cell)
        value = grid.value(*cell.place)
        return (
            cell.is_own
            and cell.place not in grid.formulas
            and isinstance(value, float)
            and value > 0
        )

    def _grid(self, cell: CellRef) -> Grid:
        return next(grid for grid in self.grids if grid.sheet == cell.sheet)

    def is_formula(self, cell: CellRef) -> bool:
        return (cell.row, cell.column) in self._grid(cell).formulas

    def findings(self, slip: Slip) -> tuple[Finding, ...]:
        def type_over(sheets: Mapping[str, Grid]) -> None:
            sheets[slip.cell.sheet].put(slip.cell.row, slip.cell.column, slip.after)

        return self.findings_after(type_over)

    def findings_after(self, change: Callable[[Mapping[str, Grid]], None]) -> tuple[Finding, ...]:
        """Return what is found after a change of the sheets, which every formula follows."""
        grids = [
            replace(grid, rows=dict(grid.rows), formulas=dict(grid.formulas), _merges_by_row=None)
            for grid in self.grids
        ]
        change({grid.sheet: grid for grid in grids})
        for grid in grids:
            grid.stale = set(grid.formulas)
        recalculate(grids)
        return check(DrawnBook("contoh.xlsx", tuple(grids))).findings


def _slip(value: float) -> float:
    """Return a figure with its second digit one higher, as a finger slips."""
    digits = len(str(int(value)))
    step = 10.0 ** (digits - 2) if digits > 1 else 0.1 if value != int(value) else 1.0
    return round(value + step, 4)
