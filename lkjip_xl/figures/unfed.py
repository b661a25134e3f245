"""Formulas that compute from nothing: every cell they refer to is blank.

Excel shows 0 in the total of a form that nobody has filled in yet.  That is no figure: what such a
formula shows counts as blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkjip_xl.figures.formula_text import read_cells, read_tokens
from lkjip_xl.grid import Grid
from lkjip_xl.location import CellRange

Place = tuple[str, int, int]
"""Sheet in small letters, row and column."""


def find_unfed(grids: Sequence[Grid]) -> None:
    """Note in the grids of one file which formulas show 0 and refer to blank cells only."""
    sheets = {grid.sheet.casefold(): grid for grid in grids}
    zeros = {
        (sheet, row, column): _references(text, sheet)
        for sheet, grid in sheets.items()
        for (row, column), text in grid.formulas.items()
        if grid.value(row, column) == 0
    }
    unfed: set[Place] = set()
    before = -1
    while len(unfed) > before:
        # A total of totals is blank once these are.
        before = len(unfed)
        unfed |= {
            place
            for place, cells in zeros.items()
            if place not in unfed and cells and all(_is_blank(sheets, one, unfed) for one in cells)
        }
    for sheet, grid in sheets.items():
        grid.unfed = {(row, column) for name, row, column in unfed if name == sheet}


def _references(text: str, sheet: str) -> list[tuple[str, CellRange]]:
    """Return the cells that a formula names; nothing where it names any otherwise."""
    tokens = read_tokens(text)
    named = (one for one in tokens if one.kind == "name" and one.text.upper() not in _TRUTH)
    if any(named):
        return []
    return [
        (one.sheet.casefold() or sheet, read_cells(one.text))
        for one in tokens
        if one.kind == "reference"
    ]


_TRUTH = frozenset({"TRUE", "FALSE"})


def _is_blank(sheets: dict[str, Grid], cells: tuple[str, CellRange], unfed: set[Place]) -> bool:
    """Tell whether cells of a known sheet hold nothing, or formulas that compute from nothing."""
    sheet, area = cells
    grid = sheets.get(sheet)
    if grid is None or grid.losses or any(cell in area for cell in grid.stale):
        return False
    return all((sheet, *place) in unfed for place in _filled(grid, area))


def _filled(grid: Grid, area: CellRange) -> Iterator[tuple[int, int]]:
    rows = (
        range(area.top, area.bottom + 1)
        if area.bottom - area.top < len(grid.rows)
        else [row for row in grid.rows if area.top <= row <= area.bottom]
    )
    for row in rows:
        for column, value in enumerate(
            grid.rows.get(row, ())[area.left - 1 : area.right], area.left
        ):
            if value not in (None, ""):
                yield row, column
