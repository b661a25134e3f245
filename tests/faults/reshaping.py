"""Changes of a sheet's shape that change nothing of what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from lkjip_xl.grid import Grid, Look, Value
from lkjip_xl.location import CellRange


def reorder_columns(grid: Grid, order: Sequence[int]) -> Grid:
    """Return the sheet with the columns in another order: those not named are left out.

    Merges keep what they join as long as it stays side by side; titles above the table, which
    reach over columns that part, keep their first cell only.
    """
    place = {old: new for new, old in enumerate(order, start=1)}
    rows = {row: [_at(values, old, None) for old in order] for row, values in grid.rows.items()}
    looks = {row: [_at(values, old, 0) for old in order] for row, values in grid.looks.items()}
    merges: list[CellRange] = []
    for merge in grid.merges:
        own = sorted(place[c] for c in range(merge.left, merge.right + 1) if c in place)
        if not own or own[-1] - own[0] + 1 != len(own):
            continue
        moved = replace(merge, left=own[0], right=own[-1])
        if (moved.top, moved.left) != (moved.bottom, moved.right):
            merges.append(moved)
        first_moved = place.get(merge.left) != own[0]
        if first_moved and merge.top in rows:
            rows[merge.top][own[0] - 1] = grid.value(merge.top, merge.left)
    rows = {row: values for row, values in rows.items() if any(v is not None for v in values)}
    return replace(grid, rows=rows, looks=looks, merges=merges, _merges_by_row=None)


def _at(values: Sequence[Any], column: int, default: Any) -> Any:
    return values[column - 1] if column <= len(values) else default


def without_columns(grid: Grid, *columns: int) -> Grid:
    return reorder_columns(grid, [c for c in range(1, grid.width + 1) if c not in columns])


def with_blank_columns(grid: Grid, after: int, count: int) -> Grid:
    """Return the sheet with blank columns behind a column; merges over the place grow."""
    rows = {
        row: [*_padded(values, after)[:after], *[None] * count, *values[after:]]
        for row, values in grid.rows.items()
    }
    looks = {
        row: [*list(values)[:after], *[0] * count, *values[after:]]
        for row, values in grid.looks.items()
    }
    merges = [
        replace(
            m,
            left=m.left + count * (m.left > after),
            right=m.right + count * (m.right > after),
        )
        for m in grid.merges
    ]
    return replace(grid, rows=rows, looks=looks, merges=merges, _merges_by_row=None)


def _padded(values: Sequence[Value], width: int) -> list[Value]:
    return [*values, *[None] * (width - len(values))]


def map_cells(grid: Grid, change: Callable[[int, int, Value, Look], tuple[Value, Look]]) -> Grid:
    """Return the sheet with each filled cell and its look changed by a function."""
    palette = list(grid.palette)
    index = {look: position for position, look in enumerate(palette)}
    rows: dict[int, Sequence[Value]] = {}
    looks: dict[int, Sequence[int]] = {}
    for row, values in grid.rows.items():
        own = list(values)
        own_looks = list(grid.looks.get(row, ()))
        own_looks += [0] * (len(own) - len(own_looks))
        for column, value in enumerate(values, start=1):
            if value is None:
                continue
            new, look = change(row, column, value, grid.look(row, column))
            if look not in index:
                index[look] = len(palette)
                palette.append(look)
            own[column - 1], own_looks[column - 1] = new, index[look]
        rows[row], looks[row] = own, own_looks
    return replace(grid, rows=rows, looks=looks, palette=palette, _merges_by_row=None)


def unmerged(grid: Grid, rows: Iterable[int], columns: Iterable[int]) -> Grid:
    """Return the sheet with merges in these cells undone: each cell holds what it showed."""
    wanted_rows, wanted = set(rows), set(columns)
    undone = [
        m for m in grid.merges if m.left == m.right and m.left in wanted and m.top in wanted_rows
    ]
    values = {row: list(own) for row, own in grid.rows.items()}
    for merge in undone:
        for row in range(merge.top, merge.bottom + 1):
            own = values.setdefault(row, [])
            own += [None] * (merge.left - len(own))
            own[merge.left - 1] = grid.value(merge.top, merge.left)
    merges = [m for m in grid.merges if m not in undone]
    return replace(grid, rows=values, merges=merges, _merges_by_row=None)


def below(upper: Grid, lower: Grid, gap: int = 3) -> Grid:
    """Return one sheet that shows two: the second below the first."""
    down = max(upper.height, max((m.bottom for m in upper.merges), default=0)) + gap
    offset = len(upper.palette)
    return replace(
        upper,
        rows=upper.rows | {row + down: values for row, values in lower.rows.items()},
        looks=upper.looks
        | {row + down: [i + offset for i in own] for row, own in lower.looks.items()},
        palette=[*upper.palette, *lower.palette],
        merges=[
            *upper.merges,
            *(replace(m, top=m.top + down, bottom=m.bottom + down) for m in lower.merges),
        ],
        _merges_by_row=None,
    )


def plain(grid: Grid) -> Grid:
    """Return the sheet without bold, indents and fills; number formats stay."""
    palette = [Look(number_format=look.number_format) for look in grid.palette]
    return replace(grid, palette=palette, _merges_by_row=None)
