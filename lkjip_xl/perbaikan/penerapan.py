"""Changes made to a book in memory, with everything that its formulas make of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lkjip_xl.figures.formula_text import take_apart
from lkjip_xl.figures.plain_formula import parse_plain
from lkjip_xl.figures.recalculate import recalculate
from lkjip_xl.grid import CellChange, Grid, Value
from lkjip_xl.location import CellRange
from lkjip_xl.perbaikan.records import Perbaikan
from lkjip_xl.pipeline import Read, read_books

Place = tuple[str, int, int]
"""Sheet in small letters, row and column."""


@dataclass(frozen=True, slots=True)
class _HeldBook:
    """A workbook of grids at hand; a ``ports.Book``."""

    name: str
    sheets: Sequence[Grid]
    remarks: Sequence[str] = ()

    def tanggapan(self) -> None:
        return None

    def grids(self) -> Iterator[Grid]:
        yield from self.sheets


def apply_repairs(read: Read, repairs: Sequence[Perbaikan]) -> Read:
    """Return the book with its cells mended and every formula that depends on them computed."""
    copies = {key: _copy(grid) for key, grid in read.grids.items()}
    for repair in repairs:
        _change(copies[repair.at.file, repair.at.sheet], repair.change)
    changed = {(r.at.sheet.casefold(), r.at.row, r.at.column) for r in repairs}
    for sheet, row, column in _dependents(copies.values(), changed):
        for grid in copies.values():
            if grid.sheet.casefold() == sheet:
                grid.stale.add((row, column))
    recalculate(list(copies.values()))
    again = read_books([_HeldBook(read_name(read), tuple(copies.values()))])
    return replace(again, remarks=read.remarks)


def read_name(read: Read) -> str:
    """Return the name of the only book."""
    return next(file for file, _ in read.grids)


def changed_results(before: Read, after: Read, repairs: Sequence[Perbaikan]) -> list[CellChange]:
    """Return the stored results of the staff's own formulas that came out otherwise."""
    own = {(one.at.sheet, one.at.row, one.at.column) for one in repairs}
    changes = []
    for key, old in before.grids.items():
        new = after.grids[key]
        for row, column in old.formulas:
            if (old.sheet, row, column) in own:
                continue
            value: Value = None if (row, column) in new.stale else new.value(row, column)
            if value != old.value(row, column):
                changes.append(
                    CellChange(sheet=old.sheet, row=row, column=column, value=value, formula=None)
                )
    return changes


def _copy(grid: Grid) -> Grid:
    return replace(
        grid,
        rows=dict(grid.rows),
        looks=dict(grid.looks),
        palette=list(grid.palette),
        formulas=dict(grid.formulas),
        stale=set(grid.stale),
        _merges_by_row=None,
    )


def _change(grid: Grid, change: CellChange) -> None:
    row, column = change.row, change.column
    grid.put(row, column, change.value)
    if change.formula:
        grid.formulas[row, column] = change.formula
        grid.stale.discard((row, column))
    if change.number_format:
        look = replace_format(grid, row, column, change.number_format)
        looks = list(grid.looks.get(row, ()))
        looks += [0] * (column - len(looks))
        looks[column - 1] = look
        grid.looks[row] = looks


def replace_format(grid: Grid, row: int, column: int, number_format: str) -> int:
    """Return the index of the cell's look with another number format, added where it is new."""
    look = grid.look(row, column)._replace(number_format=number_format)
    palette = list(grid.palette)
    if look not in palette:
        palette.append(look)
        grid.palette = palette
    return palette.index(look)


def _dependents(grids: Iterable[Grid], changed: set[Place]) -> set[Place]:
    """Return the formula cells that depend on changed ones, directly or through others."""
    references = {
        (grid.sheet.casefold(), row, column): list(_references(grid, text))
        for grid in grids
        for (row, column), text in grid.formulas.items()
    }
    found: set[Place] = set()
    fresh = changed
    while fresh:
        by_sheet: dict[str, set[tuple[int, int]]] = {}
        for sheet, row, column in fresh:
            by_sheet.setdefault(sheet, set()).add((row, column))
        fresh = {
            place
            for place, own in references.items()
            if place not in found
            and place not in changed
            and any(_touches(area, by_sheet.get(sheet, set())) for sheet, area in own)
        }
        found |= fresh
    return found


def _references(grid: Grid, text: str) -> Iterator[tuple[str, CellRange]]:
    parts = parse_plain(text) or take_apart(text)
    for one in parts.references:
        yield (one.sheet or grid.sheet).casefold(), one.cells


def _touches(area: CellRange, cells: Collection[tuple[int, int]]) -> bool:
    if area.is_single:
        return (area.top, area.left) in cells
    return any(cell in area for cell in cells)
