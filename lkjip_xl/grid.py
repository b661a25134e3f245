"""A sheet as it was read, whichever adapter read it, and what goes back onto it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol

from lkjip_xl.finding import Severity
from lkjip_xl.location import CellRange


class ErrorValue(StrEnum):
    """What Excel shows where a formula has no answer."""

    NULL = "#NULL!"
    DIV0 = "#DIV/0!"
    VALUE = "#VALUE!"
    REF = "#REF!"
    NAME = "#NAME?"
    NUM = "#NUM!"
    NA = "#N/A"
    OTHER = "#GALAT!"


#: A cell's value.  Numbers are floats as the file stores them; blank is ``None``.
Value = str | float | bool | ErrorValue | None


class Look(NamedTuple):
    """How a cell looks, as far as it says something about the table.

    ``number_format`` is Excel's own format code (``General`` where none is set); ``indent`` counts
    indent steps; ``fill`` is the solid fill's colour as the file names it, empty without one.
    """

    number_format: str = "General"
    bold: bool = False
    italic: bool = False
    indent: int = 0
    fill: str = ""


PLAIN = Look()


class Loss(NamedTuple):
    """What could not be read of a sheet, with what to do, both in Indonesian.

    ``row`` and ``column`` are where it begins: A1 where the sheet as a whole is lost, so that its
    grid is empty.
    """

    what: str
    fix: str
    row: int = 1
    column: int = 1


class SheetKind(StrEnum):
    """What a grid was made of: a sheet of a workbook, or a part of a document.

    Of a document each table is a grid, whose rows are those of the table; the text is one more,
    with a row for each paragraph and a cell for each sentence.
    """

    LEMBAR = "lembar"
    TABEL = "tabel"
    NASKAH = "naskah"


#: What the text of a document is called among its tables.
TEXT_SHEET = "Naskah"


class CellSet(Protocol):
    """Some cells of a sheet, as a range, or as what Excel says when it is asked."""

    def __contains__(self, cell: tuple[int, int]) -> bool: ...


@dataclass(slots=True, kw_only=True)
class Grid:
    """One sheet: values, formulas, looks and merges, addressed by 1-based row and column.

    ``rows`` maps a row's number to its values by column, where index 0 is column A; trailing
    blanks may be missing and blank rows have no entry, so a sheet that claims a million rows costs
    what it holds.  ``looks`` has the same shape with indices into ``palette``; it is empty where
    the adapter cannot see looks (``has_looks`` is false).  ``formulas`` holds formula text without
    ``=``; a formula whose result the file does not store is also in ``stale``; one that shows 0
    because all it computes from is blank is in ``unfed``, and counts as blank.  ``ignored`` holds
    the cells where the user told Excel to keep quiet, by the file's name of the complaint
    (``formula``, ``formulaRange``, ``evalError``, ``numberStoredAsText`` …).  ``losses`` tells what
    the file should hold and the grid does not.  ``kind`` tells a part of a document from a sheet;
    ``caption`` are the lines above a table, which are none of its rows.  Of a document's text
    ``outline`` has the levels of the headings.
    """

    file: str
    sheet: str
    rows: dict[int, Sequence[Value]]
    kind: SheetKind = SheetKind.LEMBAR
    caption: Sequence[str] = ()
    looks: dict[int, Sequence[int]] = field(default_factory=dict)
    palette: Sequence[Look] = (PLAIN,)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    stale: set[tuple[int, int]] = field(default_factory=set)
    unfed: Collection[tuple[int, int]] = frozenset()
    merges: Sequence[CellRange] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    outline: Mapping[int, int] = field(default_factory=dict)
    ignored: Mapping[str, Sequence[CellSet]] = field(default_factory=dict)
    has_looks: bool = True
    losses: Sequence[Loss] = ()
    _merges_by_row: dict[int, list[CellRange]] | None = None

    @property
    def height(self) -> int:
        return max(self.rows, default=0)

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows.values()), default=0)

    def value(self, row: int, column: int) -> Value:
        """Return what is stored in the cell itself, also where a merge covers it up."""
        values = self.rows.get(row)
        if values is None or column > len(values):
            return None
        return values[column - 1]

    def own(self, row: int, column: int) -> Value:
        """Return what the cell itself shows: nothing where a merge covers it up."""
        return None if self.is_covered(row, column) else self.value(row, column)

    def is_covered(self, row: int, column: int) -> bool:
        """Tell whether a merge hides what the cell stores; formulas still count it."""
        return self.anchor(row, column) != (row, column)

    def put(self, row: int, column: int, value: Value) -> None:
        """Put a value into a cell; its row is a new one, since copies of a grid share theirs."""
        values = list(self.rows.get(row, ()))
        values += [None] * (column - len(values))
        values[column - 1] = value
        self.rows[row] = values

    def filled_in(self, cells: CellRange) -> Iterator[tuple[int, int, Value]]:
        """Yield row, column and value of the filled cells of a range."""
        whole = cells.bottom - cells.top > len(self.rows)
        rows = sorted(self.rows) if whole else range(cells.top, cells.bottom + 1)
        for row in rows:
            values = self.rows.get(row)
            if values is None or not cells.top <= row <= cells.bottom:
                continue
            for column in range(cells.left, min(cells.right, len(values)) + 1):
                if values[column - 1] is not None:
                    yield row, column, values[column - 1]

    def stale_in(self, cells: CellRange) -> Iterator[tuple[int, int]]:
        """Yield the cells of a range whose formula has no stored result."""
        if cells.size < len(self.stale):
            return (at for at in cells if at in self.stale)
        return (at for at in self.stale if at in cells)

    def look(self, row: int, column: int) -> Look:
        indices = self.looks.get(row)
        if indices is None or column > len(indices):
            return PLAIN
        return self.palette[indices[column - 1]]

    def merges_on(self, row: int) -> Sequence[CellRange]:
        """Return the merged ranges that cover a cell of the row."""
        if self._merges_by_row is None:
            self._merges_by_row = _index_by_row(self.merges, self.height)
        return self._merges_by_row.get(row, ())

    def merge_at(self, row: int, column: int) -> CellRange | None:
        """Return the merged range that covers the cell, if any."""
        for merge in self.merges_on(row):
            if merge.left <= column <= merge.right:
                return merge
        return None

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """Return the cell that holds the value shown at this place: a merge's top left cell."""
        for merge in self.merges_on(row):
            if merge.left <= column <= merge.right:
                return merge.top, merge.left
        return row, column

    def shown(self, row: int, column: int) -> Value:
        """Return the value a reader sees at this place: that of the merge which covers it."""
        return self.value(*self.anchor(row, column))

    def ignores(self, complaint: str, row: int, column: int) -> bool:
        """Tell whether Excel was told to keep quiet about the cell."""
        return any((row, column) in cells for cells in self.ignored.get(complaint, ()))

    def filled_rows(self) -> list[int]:
        """Return the numbers of the rows that hold anything, in order."""
        return sorted(self.rows)


def _index_by_row(merges: Sequence[CellRange], height: int) -> dict[int, list[CellRange]]:
    """Return each row's merges; rows below the last filled one need none."""
    by_row: dict[int, list[CellRange]] = {}
    for merge in merges:
        for row in range(merge.top, min(merge.bottom, height) + 1):
            by_row.setdefault(row, []).append(merge)
    return by_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A highlight and a note for one cell of a sheet."""

    sheet: str
    row: int
    column: int
    severity: Severity
    code: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """What a cell is to hold instead.

    ``formula`` is without ``=``, empty for a plain value; ``None`` keeps the cell's own formula,
    of which only the stored result changes.  ``value`` is that result, or the value itself.
    ``number_format`` is Excel's code, empty where the cell keeps its own.
    """

    sheet: str
    row: int
    column: int
    value: Value
    formula: str | None = ""
    number_format: str = ""
