"""Which columns a table has for its reader, whatever the grid behind it.

Somebody drags the border of one cell, and Word gives the whole table one more column, a few points
wide, that most cells span.  Borders so near to one another are one border to a reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from lkjip_xl.adapters.docx.blocks import Table

#: Columns of a grid beyond which nothing is believed: a table in Word has 63 at most.
WIDEST = 500
#: Twentieths of a point up to which two borders are one: 4 mm.
_NEAR = 230


def place_columns(table: Table) -> Sequence[int]:
    """Return for each border of the grid, from the left edge on, the columns to the left of it.

    A column stays where any cell is just as wide.
    """
    cells = [edges for row in table.rows for edges in _edges(row.before, row.spans)]
    last = max((right for _, right in cells), default=0)
    used = sorted({border for edges in cells for border in edges} | {0, last})
    widths = [*table.widths[:last], *[0] * (last - len(table.widths))]
    at = [0, *accumulate(widths)]
    first = used[0]  # the first border of those that are one
    group = {first: 0}
    for border in used[1:]:
        is_near = all(widths) and at[border] - at[first] <= _NEAR
        if not is_near or any(
            group.get(left) == group[first] and right == border for left, right in cells
        ):
            group[border] = group[first] + 1
            first = border
        else:
            group[border] = group[first]
    places: list[int] = []
    for border in range(last + 1):
        places.append(group.get(border, places[-1] if places else 0))
    return places


def _edges(before: int, spans: Sequence[int]) -> list[tuple[int, int]]:
    """Return the left and right border of each cell of a row."""
    borders = [min(border, WIDEST) for border in accumulate(spans, initial=before)]
    return list(pairwise(borders))
