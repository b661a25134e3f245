"""Shared formulas: one text for many cells, moved to each of them as Excel does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from lkjip_xl.location import column_letters, column_number

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

#: Characters of one formula; Excel takes no longer ones.
MAX_LENGTH = 8_192

Mover = Callable[[int, int], str]


@cache
def _token() -> re.Pattern[str]:
    """Return the pattern of references; compiling it takes as long as reading a small sheet.

    What moves: A1, whole columns (A:C), whole rows (1:3).  What only looks like it: text, quoted
    sheet names, [1] and Table[Column], functions such as LOG10( and names such as TW1_target.
    """
    return re.compile(
        r"""
        (?P<fixed> "(?:[^"]|"")*" | '(?:[^']|'')*' | \[(?:[^\[\]]|\[[^\]]*\])*\] )
      | (?<![\w.$\\?])
        (?: (?P<column>\$?[A-Za-z]{1,3}) (?P<row>\$?[1-9][0-9]{0,6})
          | (?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})
          | (?P<rows>\$?[1-9][0-9]{0,6}:\$?[1-9][0-9]{0,6})
        )
        (?![\w.(!\\?]|:[\w.]+!)
        """,
        re.VERBOSE,
    )


def make_mover(formula: str) -> Mover:
    """Return a function that gives ``formula`` moved by so many rows and columns.

    A reference that leaves the sheet becomes ``#REF!``.  A formula too long for Excel stays as
    it is, since it was made by hand to keep us busy.
    """
    if len(formula) > MAX_LENGTH:
        return lambda _down, _right: formula
    parts: list[str | tuple[str, str]] = []
    end = 0
    for match in _token().finditer(formula):
        if match["fixed"]:
            continue
        parts += (formula[end : match.start()], *_split(match))
        end = match.end()
    parts.append(formula[end:])

    def move(down: int, right: int) -> str:
        return "".join(
            part if isinstance(part, str) else _move(*part, down, right) for part in parts
        )

    return move


class SharedFormulas:
    """The shared formulas of one sheet: ``si`` numbers to the cell that has the text."""

    def __init__(self) -> None:
        self._texts: dict[str, tuple[str, int, int]] = {}
        self._movers: dict[str, Mover] = {}
        self._pending: dict[tuple[int, int], str] = {}

    @property
    def pending(self) -> int:
        """How many cells wait for a text."""
        return len(self._pending)

    def share(self, number: str, text: str, at: tuple[int, int]) -> str | None:
        """Return the formula of the cell ``at`` (row, column), with or without a text of its own.

        ``None`` means that the text has not come yet; ``settle`` knows the rest.
        """
        if text:
            self._texts[number] = (text, *at)
            self._movers.pop(number, None)
            return text
        if number not in self._texts:
            self._pending[at] = number
            return None
        text, row, column = self._texts[number]
        if number not in self._movers:
            self._movers[number] = make_mover(text)
        return self._movers[number](at[0] - row, at[1] - column)

    def settle(self) -> Iterator[tuple[tuple[int, int], str]]:
        """Yield the cells that came before their text; those without any get an empty one."""
        for at, number in self._pending.items():
            known = number in self._texts
            yield at, (self.share(number, "", at) or "") if known else ""


def _split(match: re.Match[str]) -> list[str | tuple[str, str]]:
    """Return a reference in pieces: ``(column, row)`` pairs, either part possibly empty."""
    if match["column"]:
        return [(match["column"], match["row"])]
    if match["columns"]:
        first, _, last = match["columns"].partition(":")
        return [(first, ""), ":", (last, "")]
    first, _, last = match["rows"].partition(":")
    return [("", first), ":", ("", last)]


def _move(column: str, row: str, down: int, right: int) -> str:
    if column and column[0] != "$":
        number = column_number(column) + right
        if not 1 <= number <= MAX_COLUMN:
            return "#REF!"
        column = column_letters(number)
    if row and row[0] != "$":
        line = int(row) + down
        if not 1 <= line <= MAX_ROW:
            return "#REF!"
        row = str(line)
    return column + row
