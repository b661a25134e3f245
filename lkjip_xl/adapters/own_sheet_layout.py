"""Where the parts of a sheet of ours lie and how much room its texts need."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from functools import lru_cache

from lkjip_xl.outputs.own_sheet import Cell, Column, OwnSheet

TITLE_ROW, REMARK_ROW = 1, 2

#: Excel's limit for the text of one cell, in characters.
LONGEST = 32_767

#: Row heights are stated, since LibreOffice fits none in books that Excel wrote: points a line
#: and around it, Excel's limit, and how many characters of the body text a unit of width holds.
_LINE_POINTS, _PADDING_POINTS, _MOST_POINTS = 13.2, 4, 409
CHARACTERS_PER_UNIT = 1.1

#: Room for ``Kesalahan: 1.234`` in bold, and how much of the columns a remark may run over.
_LABEL_WIDTH = 17
REMARK_WIDTH = 150


def header_row(sheet: OwnSheet) -> int:
    """Return the row of the table's titles."""
    return REMARK_ROW + len(sheet.summary) + 1


def label_columns(columns: Sequence[Column]) -> int:
    """Return how many columns a label of the summary takes."""
    count = 1
    while sum(column.width for column in columns[:count]) < _LABEL_WIDTH:
        count += 1
    return count


def remark_columns(columns: Sequence[Column]) -> int:
    """Return over how many columns the remark runs."""
    count, width = 0, 0.0
    for column in columns:
        if column.hidden or width + column.width > REMARK_WIDTH:
            break
        count, width = count + 1, width + column.width
    return max(count, 1)


def fit_height(cells: Sequence[Cell], columns: Sequence[Column]) -> float:
    """Return the height in points that shows a row of the table whole."""
    lines = max(
        count_lines(cell.value, int(column.width * CHARACTERS_PER_UNIT))
        if isinstance(cell.value, str) and not column.hidden
        else 1
        for cell, column in zip(cells, columns, strict=True)
    )
    return to_points(lines)


def to_points(lines: int) -> float:
    """Return the height of a row that shows so many lines."""
    return min(round(lines * _LINE_POINTS + _PADDING_POINTS, 2), _MOST_POINTS)


@lru_cache(maxsize=4096)
def count_lines(text: str, characters: int) -> int:
    if len(text) <= 0.7 * characters and "\n" not in text:
        return 1
    capitals = sum(character.isupper() for character in text)
    characters = int(characters / (1 + 0.25 * capitals / max(len(text), 1)))
    return sum(max(1, len(textwrap.wrap(line, characters))) for line in text.splitlines())
