"""What follows from what by the formulas of a live book.

Where formulas are kept, a wrong pagu flows into the sums above it and into the annexes that refer to
them.  Whoever judges those cells one by one accuses six that are right.  Here it is found out which
cells a formula reads in the end, and what a book would show if one of them were another.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from lkjip_xl.figures.calculator import Undecided
from lkjip_xl.figures.plain_formula import PlainFormula, parse_plain
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.location import CellRef
from lkjip_xl.rules.cells import Tables
from lkjip_xl.tables.numbers import read_figure

#: A formula over more cells than this is not followed.
_MOST_READ = 3_000
#: Cells that one change may reach; a longer chain is not followed to its end.
_MOST_REACHED = 400

Values = Mapping[Sel, Decimal]


@dataclass(slots=True)
class _Formula:
    """A formula that can be computed here, on its sheet, with the cells that it reads."""

    grid: Grid
    plain: PlainFormula
    reads: tuple[CellRef, ...]


@dataclass(slots=True)
class Dependence:
    """The formulas of an office-year as a graph; nothing is built before it is asked."""

    tables: Tables
    grids: Sequence[Grid]
    _effects: dict[frozenset[tuple[Sel, Decimal]], Values] = field(default_factory=dict)
    _inputs: dict[Sel, Sequence[Sel]] = field(default_factory=dict)
    _graph: _Graph | None = None

    @property
    def graph(self) -> _Graph:
        if self._graph is None:
            self._graph = _Graph(self.tables, self.grids)
        return self._graph

    def is_derived(self, cell: Sel) -> bool:
        """Tell whether a figure is the result of a formula that can be followed."""
        return cell.cell in self.graph.formulas

    def inputs(self, cell: Sel) -> Sequence[Sel]:
        """Return the figures without a formula that a formula reads in the end."""
        if cell not in self._inputs:
            self._inputs[cell] = tuple(self.graph.leaves(cell.cell))
        return self._inputs[cell]

    def dependents(self, cell: Sel) -> Sequence[Sel]:
        """Return the figures that would change with a cell."""
        figures = self.graph.figures
        return [figures[at] for at in self.graph.reached((cell.cell,)) if at in figures]

    def effects(self, changed: Values) -> Values:
        """Return what the figures that follow would show if some cells were others."""
        key = frozenset(changed.items())
        if key not in self._effects:
            self._effects[key] = self.graph.compute(changed)
        return self._effects[key]


class _Graph:
    def __init__(self, tables: Tables, grids: Sequence[Grid]) -> None:
        self._tables = tables
        self.formulas = {
            CellRef(grid.file, grid.sheet, *at): formula
            for grid in grids
            for at, text in grid.formulas.items()
            if (formula := self._read(grid, text)) is not None
        }
        self._readers: dict[CellRef, list[CellRef]] = defaultdict(list)
        for at, formula in self.formulas.items():
            for read in formula.reads:
                self._readers[read].append(at)

    @cached_property
    def figures(self) -> Mapping[CellRef, Sel]:
        """The figures that formulas read or give, by address."""
        wanted = self._readers.keys() | self.formulas.keys()
        found = ((at, self._tables.figure(at)) for at in wanted)
        return {at: cell for at, cell in found if cell is not None}

    def _read(self, grid: Grid, text: str) -> _Formula | None:
        plain = parse_plain(text)
        if plain is None:
            return None
        reads: list[CellRef] = []
        for reference in plain.references:
            try:
                found = self._tables.calculator.locate(grid, reference)
            except Undecided:
                return None
            if len(reads) + found.cells.size > _MOST_READ:
                return None
            reads += (CellRef(found.grid.file, found.grid.sheet, *at) for at in found.cells)
        return _Formula(grid, plain, tuple(reads))

    def leaves(self, start: CellRef) -> Iterator[Sel]:
        """Yield the figures that a formula reads in the end, each once; a blank one counts as 0."""
        seen, waiting = {start}, deque([start])
        while waiting:
            at = waiting.popleft()
            formula = self.formulas.get(at)
            if formula is None:
                cell = self.figures.get(at)
                if cell is not None and (cell.value is not None or cell.figure.is_blank):
                    yield cell
                continue
            for read in formula.reads:
                if read not in seen:
                    seen.add(read)
                    waiting.append(read)

    def reached(self, starts: Sequence[CellRef]) -> list[CellRef]:
        """Return the formula cells that follow from some cells, each after those that it reads."""
        reached: dict[CellRef, int] = {}
        waiting = deque(starts)
        while waiting and len(reached) < _MOST_REACHED:
            for reader in self._readers.get(waiting.popleft(), ()):
                if reader not in reached:
                    reached[reader] = 0
                    waiting.append(reader)
        for at in reached:
            reached[at] = sum(read in reached for read in set(self.formulas[at].reads))
        ready = deque(at for at, count in reached.items() if count == 0)
        order: list[CellRef] = []
        while ready:
            at = ready.popleft()
            order.append(at)
            for reader in self._readers.get(at, ()):
                if reader in reached:
                    reached[reader] -= 1
                    if reached[reader] == 0:
                        ready.append(reader)
        return order  # what reads itself in a circle is left out

    def compute(self, changed: Values) -> Values:
        """Return the figures that follow from some changes; the sheets are left as they were."""
        order = self.reached([cell.cell for cell in changed])
        if not order:
            return {}
        starts = [self._tables.grid(cell) for cell in changed]
        reached = [self.formulas[at].grid for at in order]
        touched = {(grid.file, grid.sheet): grid for grid in (*starts, *reached)}
        kept = [(grid, grid.rows) for grid in touched.values()]
        try:
            for grid, rows in kept:  # a copy of a sheet may share its rows
                grid.rows = dict(rows)
            for cell, value in changed.items():
                self._tables.grid(cell).put(*cell.place, _stored(cell, value))
            return dict(self._computed(order, changed))
        finally:
            for grid, rows in kept:
                grid.rows = rows

    def _computed(self, order: Sequence[CellRef], changed: Values) -> Iterator[tuple[Sel, Decimal]]:
        for at in order:
            formula = self.formulas[at]
            try:
                value = self._tables.calculator.compute(
                    formula.grid, formula.plain.tree, formula.plain.references
                )
            except Undecided:
                continue
            formula.grid.put(at.row, at.column, value)
            cell = self.figures.get(at)
            if cell is None or cell in changed or not isinstance(value, float):
                continue
            look = formula.grid.look(at.row, at.column)
            figure = read_figure(value, look.number_format, cell.column.kind, cell.column.scale)
            if figure.value is not None:
                yield cell, figure.value


def _stored(cell: Sel, value: Decimal) -> float:
    """Return what a cell would store to show a value."""
    shown = value / 100 if cell.figure.percent and not cell.figure.as_text else value
    return float(shown.scaleb(-cell.column.scale))
