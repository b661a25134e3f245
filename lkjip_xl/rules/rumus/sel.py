"""The formula cells of the located tables, each with what it refers to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, wraps
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.quantity import Figure, format_number
from lkjip_xl.figures.calculator import is_subtotal
from lkjip_xl.figures.capaian import measure_capaian, show_measured
from lkjip_xl.figures.formula_text import Reference
from lkjip_xl.figures.plain_formula import PlainFormula, Summation, parse_plain
from lkjip_xl.figures.serapan import compute_serapan, compute_sisa, show_serapan
from lkjip_xl.finding import Finding
from lkjip_xl.grid import Grid, Value
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.records import Baris, Item, Lampiran, Sel
from lkjip_xl.location import CellRef
from lkjip_xl.rules.cells import tables_of
from lkjip_xl.rules.rule import Context, once

#: Rows that share one cell on purpose: each is a share of the same total.
_ON_PURPOSE = 3
#: Characters of a formula that a finding quotes.
_MOST_SHOWN = 60

Column = tuple[Lampiran, int]
"""A column of a table: its place on the sheet."""


def show_formula(text: str) -> str:
    """Return a formula as a reader sees it, shortened where it is long."""
    return f"={text}" if len(text) <= _MOST_SHOWN else f"={text[:_MOST_SHOWN]}…"


@dataclass(frozen=True, eq=False)  # without slots, which leave no room for what is cached
class FormulaCell:
    """A formula in a named column of a table's row; ``parts`` is ``None`` where it is not plain."""

    sel: Sel
    item: Item
    grid: Grid
    text: str

    @cached_property
    def parts(self) -> PlainFormula | None:
        return parse_plain(self.text)

    @cached_property
    def at(self) -> CellRef:
        return CellRef(self.grid.file, self.grid.sheet, self.row.row, self.column.index)

    @property
    def row(self) -> Baris:
        return self.sel.row

    @property
    def column(self) -> NamedColumn:
        return self.sel.column

    @property
    def lampiran(self) -> Lampiran:
        return self.sel.row.lampiran

    @cached_property
    def key(self) -> Column:
        return self.lampiran, self.column.index

    @property
    def figure(self) -> Figure:
        return self.sel.figure

    @property
    def percent(self) -> str:
        """The sign behind the column's figures."""
        return "%" if self.sel.field.is_percent else ""

    @property
    def references(self) -> tuple[Reference, ...]:
        return () if self.parts is None else self.parts.references

    @property
    def summation(self) -> Summation | None:
        return None if self.parts is None else self.parts.summation

    @property
    def addends(self) -> tuple[Reference, ...]:
        """The references that a summation adds."""
        summation = self.summation
        if summation is None:
            return ()
        return tuple(self.references[index] for index in summation.references)

    @cached_property
    def adds_column(self) -> bool:
        """Tell whether the formula adds up, or takes the mean of, other rows of its own column."""
        edges = {edge for one in self.addends for edge in (one.cells.left, one.cells.right)}
        return edges == {self.column.index} and self.is_here(*self.addends)

    @property
    def shown(self) -> str:
        return show_formula(self.text)

    def is_here(self, *references: Reference) -> bool:
        """Tell whether references stay on the formula's own sheet."""
        return all(one.is_on(self.grid.sheet) for one in references)

    def own(self, name: Field) -> CellRef:
        """Return the row's cell of another field of the same year."""
        return self.row.at(name, self.sel.year)

    def added_cells(self) -> Iterator[tuple[CellRef, Value]]:
        """Yield the filled cells that a sum adds, each as often as it is added."""
        passes_over = self.summation is not None and self.summation.subtotal
        for reference in self.addends:
            for row, column, value in self.grid.filled_in(reference.cells):
                if not (passes_over and is_subtotal(self.grid, row, column)):
                    yield CellRef(self.grid.file, self.grid.sheet, row, column), value


@once
def formula_cells(context: Context) -> Sequence[FormulaCell]:
    """Return the formulas in the tables of an office-year, sheet by sheet."""
    tables = tables_of(context)
    return tuple(
        FormulaCell(sel, sel.row.item, grid, text)
        for grid in context.grids.values()
        for (row, column), text in grid.formulas.items()
        if (sel := tables.find(grid, row, column)) is not None and sel.row.item is not None
    )


def find_referred(context: Context, cell: FormulaCell, reference: Reference) -> Sel | None:
    """Return the cell of the same table that a single reference points to."""
    if not reference.is_single or not cell.is_here(reference):
        return None
    top, left = reference.cells.top, reference.cells.left
    found = tables_of(context).find(cell.grid, top, left)
    return found if found is not None and found.lampiran is cell.lampiran else None


def is_fixed(context: Context, cell: FormulaCell, reference: Reference) -> bool:
    """Tell whether several rows of the cell's column refer to the same cell on purpose."""
    place = (reference.cells.top, reference.cells.left)
    return _users(context)[cell.key, place] >= _ON_PURPOSE


@once
def _users(context: Context) -> Counter[tuple[Column, tuple[int, int]]]:
    """Count the formulas of each column that refer to a cell."""
    return Counter(
        (cell.key, place)
        for cell in formula_cells(context)
        if cell.summation is None
        for place in {(one.cells.top, one.cells.left) for one in cell.references}
    )


Check = Callable[[Context], Iterator[Finding]]


def found_once(check: Check) -> Check:
    """Let a check run once for a context, however often it is asked."""
    kept = once(lambda context: tuple(check(context)))
    return wraps(check)(lambda context: iter(kept(context)))


def accused(context: Context, *checks: Check) -> Mapping[CellRef, Finding]:
    """Return the cells that the findings of some checks are about."""
    found = (one for check in checks for one in check(context))
    return {cell: one for one in found for cell in (one.at, *one.also)}


# --- what a percentage should be ---------------------------------------------------------------


class Due(NamedTuple):
    """What a figure should be, and how that comes about."""

    value: Decimal
    calculation: str


def compute_due(context: Context, cell: FormulaCell) -> Due | None:
    """Return what a percentage or remainder should be by its own row."""
    base = [cell.row.told(name, cell.sel.year) for name in cell.sel.field.base]
    if not base or base[0] is None or base[1] is None:
        return None
    whole, part, decimals = base[0], base[1].number, cell.figure.decimals
    if cell.sel.field is Field.SERAPAN:
        return compute_due_serapan(whole.number, part, decimals)
    if cell.sel.field is Field.SISA:
        rest = compute_sisa(whole.number, part)
        assert rest is not None
        shown = (format_number(one) for one in (whole.number, part, rest))
        return Due(rest, "{} − {} = {}".format(*shown))
    arah, upper = context.directions.of(cell.row.indikator, cell.row.satuan), whole.figure.upper
    result = measure_capaian(arah, whole.number, part, upper=upper)
    if result is None:
        return None
    calculation = show_measured(arah, whole.number, part, upper=upper, decimals=decimals)
    return Due(result, calculation)


def compute_due_serapan(
    pagu: Decimal | None, realisasi: Decimal | None, decimals: int
) -> Due | None:
    result = compute_serapan(pagu, realisasi)
    if result is None or pagu is None or realisasi is None:
        return None
    return Due(result, show_serapan(pagu, realisasi, decimals=decimals))
