"""The formula cells of the located tables, each with its row, its column and what it refers to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, wraps
from typing import NamedTuple

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.indikator import Rumus
from lkjip_xl.domain.quantity import Figure
from lkjip_xl.figures.plain_formula import (
    PlainCalculator,
    PlainFormula,
    Summation,
    Target,
    Undecided,
    parse_plain,
)
from lkjip_xl.finding import Finding
from lkjip_xl.grid import Grid, Value
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Context, once

Place = tuple[str, str, int]
"""File, sheet and row."""


class Line(NamedTuple):
    """A row of a table in its sheet, with the item it belongs to.

    ``head`` is the part of the form that holds the items, mostly ``lampiran`` itself.
    """

    lampiran: Lampiran
    head: Lampiran
    row: Baris
    item: Item


class FormulaCell(NamedTuple):
    """A formula in a named column of a table's row; ``parts`` is ``None`` where it is not plain."""

    line: Line
    column: NamedColumn
    grid: Grid
    text: str
    parts: PlainFormula | None
    at: CellRef

    @property
    def row(self) -> Baris:
        return self.line.row

    @property
    def year(self) -> int:
        return self.column.year or self.line.lampiran.year

    @property
    def figure(self) -> Figure:
        return self.row.figure(self.column.field, self.year)

    @property
    def summation(self) -> Summation | None:
        return None if self.parts is None else self.parts.summation

    @property
    def addends(self) -> tuple[Target, ...]:
        """The references that a summation adds."""
        summation = self.summation
        if summation is None or self.parts is None:
            return ()
        if len(summation.references) == len(self.parts.references):
            return self.parts.references
        return tuple(self.parts.references[index] for index in summation.references)

    @property
    def adds_column(self) -> bool:
        """Tell whether the formula adds up, or takes the mean of, other rows of its own column."""
        return in_one_column(self.addends) == self.column.index and all(
            map(self.is_here, self.addends)
        )

    @property
    def shown(self) -> str:
        """The formula as a reader sees it, shortened where it is long."""
        return f"={self.text}" if len(self.text) <= MOST_SHOWN else f"={self.text[:MOST_SHOWN]}…"

    def is_here(self, target: Target) -> bool:
        return not target.sheet or target.sheet.casefold() == self.grid.sheet.casefold()


#: Rows that share one cell on purpose: each is a share of the same total.
_ON_PURPOSE = 3
#: Characters of a formula that a finding quotes.
MOST_SHOWN = 60


class Formulas:
    """All that the formula rules ask of an office-year.

    ``lines`` gives the table rows of a place; ``known`` and ``counted`` keep what the rules found
    out about shapes and columns.
    """

    def __init__(self, context: Context) -> None:
        self.lines: dict[Place, list[Line]] = {}
        self.calculator = PlainCalculator(context.grids)
        self.known: dict[tuple[object, ...], Rumus | None] = {}
        self.counted: dict[tuple[object, ...], int] = {}
        self._context = context
        self._parsed: dict[str, PlainFormula | None] = {}
        self._columns = {
            id(lampiran): {column.index: column for column in lampiran.columns}
            for lampiran in context.laporan.lampiran
        }
        with_formulas = {key for key, grid in context.grids.items() if grid.formulas}
        head: Lampiran | None = None
        items: dict[int, Item] = {}
        for lampiran in context.laporan.lampiran:
            if lampiran.items or head is None or head.form is not lampiran.form:
                head = lampiran
                items = {id(row): item for item in lampiran.items for row in item.rows}
            for row in lampiran.rows:
                item = items.get(id(row))
                if item is not None and (lampiran.file, lampiran.sheet) in with_formulas:
                    place = (lampiran.file, lampiran.sheet, row.row)
                    self.lines.setdefault(place, []).append(Line(lampiran, head, row, item))
        self.cells = tuple(self._collect(with_formulas))

    def _collect(self, sheets: set[tuple[str, str]]) -> Iterator[FormulaCell]:
        for key, grid in self._context.grids.items():
            if key not in sheets:
                continue
            for (row, column), text in grid.formulas.items():
                found = self.find(grid, row, column)
                if found is not None:
                    line, named = found
                    at = CellRef(grid.file, grid.sheet, row, column)
                    yield FormulaCell(line, named, grid, text, self.parse(text), at)

    def is_fixed(self, cell: FormulaCell, target: Target) -> bool:
        """Tell whether several rows of the cell's column refer to the same cell on purpose."""
        place = (target.cells.top, target.cells.left)
        return (id(cell.line.lampiran), cell.column.index, place) in self._fixed

    @cached_property
    def _fixed(self) -> frozenset[tuple[int, int, tuple[int, int]]]:
        users: Counter[tuple[int, int, tuple[int, int]]] = Counter()
        for cell in self.cells:
            if cell.parts is not None and cell.parts.summation is None:
                table = id(cell.line.lampiran), cell.column.index
                users.update(
                    (*table, place)
                    for place in {(one.cells.top, one.cells.left) for one in cell.parts.references}
                )
        return frozenset(key for key, count in users.items() if count >= _ON_PURPOSE)

    def parse(self, text: str) -> PlainFormula | None:
        """Return a formula as a tree, taken apart once."""
        if text not in self._parsed:
            self._parsed[text] = parse_plain(text)
        return self._parsed[text]

    def find(self, grid: Grid, row: int, column: int) -> tuple[Line, NamedColumn] | None:
        """Return the table row and the column that a cell stands in."""
        for line in self.lines.get((grid.file, grid.sheet, row), ()):
            named = self._columns[id(line.lampiran)].get(column)
            if named is not None:
                return line, named
        return None

    def compute(self, grid: Grid, parts: PlainFormula, moved: Sequence[Target]) -> Value:
        """Return what a formula's shape gives for other cells; ``None`` where it is undecided."""
        try:
            return self.calculator.compute(grid, parts.tree, moved)
        except Undecided:
            return None


@once
def formulas_of(context: Context) -> Formulas:
    """Return the office-year's formulas."""
    return Formulas(context)


Check = Callable[[Context], Iterator[Finding]]


def found_once(check: Check) -> Check:
    """Let a check run once for a context, however often it is asked."""
    kept = once(lambda context: tuple(check(context)))
    return wraps(check)(lambda context: iter(kept(context)))


def accused(findings: Iterator[Finding]) -> Mapping[CellRef, Finding]:
    """Return the cells that findings are about."""
    return {cell: one for one in findings for cell in (one.at, *one.also)}


def in_one_column(targets: Sequence[Target]) -> int | None:
    """Return the only column that all the cells stand in."""
    columns = {edge for one in targets for edge in (one.cells.left, one.cells.right)}
    return columns.pop() if len(columns) == 1 else None


def lies_below(head: Lampiran, item: Item, above: Item) -> bool:
    """Tell whether an item is part of another one; all are part of a total."""
    if above.level is Level.TOTAL:
        return item.level is not Level.TOTAL
    while item.parent is not None:
        item = head.items[item.parent]
        if item.position == above.position:
            return True
    return False


def name_of(item: Item, most: int = 50) -> str:
    """Return an item's name for a message, shortened."""
    name = " ".join(item.nama.split()) or item.level.label
    return name if len(name) <= most else f"{name[:most].rstrip()}…"
