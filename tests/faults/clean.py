"""The clean sample book with typed values, and what can be done to one of its sheets."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from lkjip_xl.adapters.drawn import DrawnBook
from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.grid import Grid, Value
from lkjip_xl.location import CellRange

BUILDER = Path(__file__).parents[2] / "workbooks" / "contoh-bersih" / "build.py"


def read_clean_book(folder: Path) -> DrawnBook:
    """Build the book without formulas into a folder and read it."""
    target = folder / "bersih.xlsx"
    command = [sys.executable, "-B", str(BUILDER), "--tanpa-rumus", str(target)]
    subprocess.run(command, check=True)
    return DrawnBook(target.name, tuple(FileBook(target).grids()))


def with_sheet(book: DrawnBook, changed: Grid) -> DrawnBook:
    """Return the book with one of its sheets replaced by another of its name."""
    sheets = (changed if grid.sheet == changed.sheet else grid for grid in book.sheets)
    return DrawnBook(book.name, tuple(sheets))


def with_values(grid: Grid, values: dict[tuple[int, int], Value]) -> Grid:
    """Return the sheet with other values in some of its cells."""
    rows = dict(grid.rows)
    for (row, column), value in values.items():
        cells = list(rows.get(row, ()))
        cells += [None] * (column - len(cells))
        cells[column - 1] = value
        rows[row] = cells
    return replace(grid, rows=rows, _merges_by_row=None)


def without_row(grid: Grid, row: int) -> Grid:
    """Return the sheet without a row: what stood below moves up."""

    def shrunk(merge: CellRange) -> CellRange | None:
        top = merge.top - (merge.top > row)
        bottom = merge.bottom - (merge.bottom >= row)
        single = (top, merge.left) == (bottom, merge.right)
        return None if bottom < top or single else replace(merge, top=top, bottom=bottom)

    return _renumbered(grid, lambda r: None if r == row else r - (r > row), shrunk)


def with_blank_row(grid: Grid, row: int) -> Grid:
    """Return the sheet with a blank row in front of a row: it and what follows move down.

    Merges that cover both sides of the place grow, as in Excel.
    """

    def grown(merge: CellRange) -> CellRange:
        top = merge.top + (merge.top >= row)
        return replace(merge, top=top, bottom=merge.bottom + (merge.bottom >= row))

    return _renumbered(grid, lambda r: r + (r >= row), grown)


def with_copy(grid: Grid, source: Grid, row: int, to: int) -> Grid:
    """Return the sheet with a row of another state of it inserted in front of the row ``to``."""
    wide = with_blank_row(grid, to)
    rows = wide.rows | {to: source.rows[row]}
    looks = wide.looks | ({to: source.looks[row]} if row in source.looks else {})
    own = [m for m in source.merges if m.top == m.bottom == row]
    merges = [*wide.merges, *(replace(m, top=to, bottom=to) for m in own)]
    return replace(wide, rows=rows, looks=looks, merges=merges, _merges_by_row=None)


def _renumbered(
    grid: Grid,
    row_of: Callable[[int], int | None],
    merge_of: Callable[[CellRange], CellRange | None],
) -> Grid:
    def moved(cells: dict[int, Any]) -> dict[int, Any]:
        return {new: own for old, own in cells.items() if (new := row_of(old)) is not None}

    return replace(
        grid,
        rows=moved(grid.rows),
        looks=moved(grid.looks),
        merges=[merge for old in grid.merges if (merge := merge_of(old)) is not None],
        hidden_rows=frozenset(new for r in grid.hidden_rows if (new := row_of(r)) is not None),
        outline=moved(dict(grid.outline)),
        _merges_by_row=None,
    )
