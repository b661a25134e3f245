"""Where a value lies: cells, ranges of cells, and the origin of a record's fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeVar

#: What a record calls its values.
Name = TypeVar("Name")

_A1 = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")


@lru_cache(maxsize=8_192)
def column_letters(column: int) -> str:
    """Return the letters of a 1-based column: 1 is ``A``, 27 is ``AA``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=8_192)
def column_number(letters: str) -> int:
    """Return the 1-based number of a column's letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def parse_a1(reference: str) -> tuple[int, int]:
    """Return ``(row, column)``, both 1-based, of a reference such as ``I12`` or ``$I$12``.

    Raises:
        ValueError: the text is no reference to one cell.
    """
    match = _A1.match(reference)
    if match is None:
        raise ValueError(f"not a cell reference: {reference!r}")
    return int(match[2]), column_number(match[1])


class CellRef(NamedTuple):
    """One cell of one sheet of one file; row and column are 1-based."""

    file: str
    sheet: str
    row: int
    column: int

    @property
    def a1(self) -> str:
        return f"{column_letters(self.column)}{self.row}"

    def moved(self, down: int, right: int) -> CellRef:
        return CellRef(self.file, self.sheet, self.row + down, self.column + right)

    def __str__(self) -> str:
        return f"{quote_sheet(self.sheet)}!{self.a1}"


@dataclass(frozen=True, slots=True, order=True)
class CellRange:
    """A rectangle of cells of one sheet; all four bounds are 1-based and included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_single(self) -> bool:
        return (self.top, self.left) == (self.bottom, self.right)

    @property
    def size(self) -> int:
        """How many cells it has."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    @property
    def a1(self) -> str:
        start = f"{column_letters(self.left)}{self.top}"
        if self.is_single:
            return start
        return f"{start}:{column_letters(self.right)}{self.bottom}"

    @classmethod
    def parse(cls, reference: str) -> CellRange:
        """Return the range of a reference such as ``A6:J149`` or ``B3``.

        Raises:
            ValueError: the text is no reference to cells.
        """
        first, _, last = reference.partition(":")
        top, left = parse_a1(first)
        bottom, right = parse_a1(last) if last else (top, left)
        return cls(min(top, bottom), min(left, right), max(top, bottom), max(left, right))

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield row and column of each cell, row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column

    def __contains__(self, cell: tuple[int, int]) -> bool:
        row, column = cell
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def __str__(self) -> str:
        return self.a1


def quote_sheet(name: str) -> str:
    """Return a sheet's name as Excel writes it before ``!``: always quoted, quotes doubled."""
    return "'" + name.replace("'", "''") + "'"


class Origin(Mapping[Name, CellRef]):
    """Where each value of a record lies: its name → cell.

    The cells of one record lie on one sheet; only positions are stored, since a book of many
    thousand rows has an origin a row.  A field that the sheet has no column for is absent.
    """

    __slots__ = ("_cells", "file", "sheet")

    def __init__(self, file: str, sheet: str, cells: Mapping[Name, tuple[int, int]]) -> None:
        self.file = file
        self.sheet = sheet
        self._cells = cells

    def __getitem__(self, field: Name) -> CellRef:
        row, column = self._cells[field]
        return CellRef(self.file, self.sheet, row, column)

    def __contains__(self, field: object) -> bool:
        # Mapping's own would make the cell, and raise where there is none.
        return field in self._cells

    def __iter__(self) -> Iterator[Name]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)
