"""Plans the widths of a table's columns, so that no amount is broken over two lines."""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_xl.outputs.narrative.table import Column, Table

#: The width of a letter as a part of its size: figures, words, bold words in a head; a capital
#: among figures (``LAM01``) takes that much more.
_FIGURE, _LETTER, _BOLD, _CAPITAL = 0.556, 0.54, 0.62, 0.2
_PADDING = 160
#: No column of words becomes narrower than this many letters.
_LEAST_LETTERS = 5


def plan_widths(table: Table, room: int, size: float, head_size: float) -> list[int]:
    """Return each column's width in twentieths of a point; together they fill ``room``."""
    least = [
        _least(table, position, column, size, head_size)
        for position, column in enumerate(table.columns)
    ]
    fixed = sum(
        width for width, column in zip(least, table.columns, strict=True) if column.unbroken
    )
    widths = _share_out(table.columns, least, room - fixed)
    return _fit(widths, room)


def _least(table: Table, position: int, column: Column, size: float, head_size: float) -> int:
    """Return the least width: the longest figure, or the longest word."""
    head = max((len(word) for word in column.label.split()), default=0) * _BOLD * head_size
    cells = (row.cells[position] for row in table.rows)
    texts = [str(line) for cell in cells if cell and cell.columns == 1 for line in cell.lines]
    if column.unbroken:
        longest = max(map(_length, texts), default=0.0)
    else:
        longest = max((len(word) for text in texts for word in text.split()), default=0)
    body = longest * (_FIGURE if column.unbroken else _LETTER) * size
    if not column.unbroken:
        body = max(body, _LEAST_LETTERS * _LETTER * size if column.label else 0)
    return int(max(head, body) * 20) + _PADDING


def _length(figure: str) -> float:
    """Return how many figures wide a figure or code is."""
    if figure.lower() == figure:
        return len(figure)
    return len(figure) + sum(map(str.isupper, figure)) * _CAPITAL / _FIGURE


def _share_out(columns: Sequence[Column], least: Sequence[int], room: int) -> list[int]:
    """Give the columns of words their share of the room, none less than its longest word."""
    widths = list(least)
    open_columns = {position for position, column in enumerate(columns) if not column.unbroken}
    while open_columns:
        weight = sum(columns[position].weight for position in open_columns)
        left = room - sum(
            widths[position]
            for position, column in enumerate(columns)
            if not column.unbroken and position not in open_columns
        )
        tight = {
            position
            for position in open_columns
            if left * columns[position].weight / weight < least[position]
        }
        if not tight:
            for position in open_columns:
                widths[position] = int(left * columns[position].weight / weight)
            break
        open_columns -= tight
    return widths


def _fit(widths: Sequence[int], room: int) -> list[int]:
    """Scale widths that are too wide together, and widen those that leave room."""
    total = sum(widths)
    return [max(1, int(width * room / total)) for width in widths]
