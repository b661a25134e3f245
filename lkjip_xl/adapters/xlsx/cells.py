"""The cells of a worksheet, from ``<sheetData>`` to its end.

This is where the time goes: a book has 100,000 cells and each costs five calls from the parser.
So the handlers keep their state in slots, and a cell becomes an entry of a list, never an object of
its own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import InitVar, dataclass, field
from typing import NamedTuple

from lkjip_xl.adapters.xlsx.formulas import MAX_ROW, SharedFormulas
from lkjip_xl.adapters.xlsx.markup import is_true
from lkjip_xl.adapters.xlsx.strings import unescape
from lkjip_xl.grid import ErrorValue, Value
from lkjip_xl.location import column_letters, column_number, parse_a1, quote_sheet
from lkjip_xl.ports import BookError

#: Columns that are kept.  The widest known form has 60; a stray cell in column XFD would make
#: every row that has one 16,384 long.
MAX_COLUMN_KEPT = 1024

#: Filled cells of one book: a hundred times the largest annex seen, and still below 400 MB.
MAX_CELLS = 3_000_000

#: Cells of one sheet, blank ones included, and how often a sheet may be damaged in one way: what is
#: more was made to keep us busy.
MAX_AREA = 20_000_000
MAX_DAMAGE = 1_000_000

#: Characters of all formulas of one sheet: a short file can share a long formula a million times.
MAX_FORMULA_TEXT = 100_000_000

#: Depths of an outline that Excel knows.
_LEVELS = frozenset("1234567")

_MAX_FLOAT = sys.float_info.max
_ERRORS: dict[str, Value] = {error.value: error for error in ErrorValue}


class TooManyCellsError(Exception):
    """A sheet holds more cells or formulas than are left of what a book may have."""


def too_many_cells(book: str, sheet: str) -> BookError:
    """Return the error for a book that has become too large at one of its sheets."""
    return BookError(
        f"isi buku melebihi {MAX_CELLS // 1_000_000} juta sel",
        f"{book}, lembar {quote_sheet(sheet)}",
        "Pisahkan lembar lampiran ke buku kerja tersendiri",
    )


@dataclass(slots=True, eq=False)
class BookTexts:
    """The texts of a book: shared ones by number, and each inline one kept only once."""

    shared: Sequence[str | None] = ()
    inline: dict[str, str] = field(default_factory=dict)


class Damage(NamedTuple):
    """Something that could not be read as it should, how often, and the first place seen.

    ``loses`` tells that a value or its place is lost by it, so that the sheet must be mended.
    """

    what: str
    times: int
    first: str
    loses: bool

    def __str__(self) -> str:
        where = f"mulai {self.first}" if self.times > 1 else self.first
        return f"{self.times} {self.what} ({where})"


@dataclass(slots=True, eq=False)
class Cells:
    """Everything between ``<sheetData>`` and its end, in the shapes that ``Grid`` uses.

    ``filled`` counts the cells that hold something, ``area`` the blank ones too.  ``damage`` counts
    what could not be read, by what it is.
    """

    rows: dict[int, Sequence[Value]] = field(default_factory=dict)
    looks: dict[int, Sequence[int]] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    stale: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    outline: dict[int, int] = field(default_factory=dict)
    filled: int = 0
    area: int = 0
    damage: dict[str, Damage] = field(default_factory=dict)
    _shapes: dict[tuple[int, ...], tuple[int, ...]] = field(default_factory=dict)

    def note_damage(self, what: str, where: str, *, loses: bool = False) -> None:
        known = self.damage.get(what, Damage(what, 0, where, loses))
        self.damage[what] = known._replace(times=known.times + 1)
        if known.times > MAX_DAMAGE:
            raise TooManyCellsError

    def add_row(
        self, row: int, values: list[Value], looks: list[int], attributes: dict[str, str]
    ) -> None:
        """Keep a row that holds anything."""
        self.area += len(values)
        while values and values[-1] is None:
            values.pop()
        if not values:
            return
        self.filled += len(values) - values.count(None)
        self.rows[row] = tuple(values)
        if any(looks):
            # Rows of a table look alike: sharing the indices halves the memory of a large book.
            shape = tuple(looks)
            self.looks[row] = self._shapes.setdefault(shape, shape)
        if is_true(attributes.get("hidden")):
            self.hidden_rows.add(row)
        if (level := attributes.get("outlineLevel", "0")) in _LEVELS:
            self.outline[row] = int(level)


class _Columns(dict[str, int]):
    """Column letters to number, remembered; 0 for anything that is not a column's letters."""

    def __missing__(self, letters: str) -> int:
        if not (0 < len(letters) <= 3 and letters.isascii() and letters.isalpha()):
            return 0
        number = self[letters] = column_number(letters)
        return number


_columns = _Columns()


@dataclass(slots=True, eq=False)
class CellReader:
    """The parser's handlers between ``<sheetData>`` and its end.

    ``start`` and ``end`` treat the cell and its value first and by themselves, and look the rarer
    elements up.  They raise ``TooManyCellsError`` where more than ``allowed`` cells hold something.
    """

    prefix: InitVar[str]
    cells: Cells
    texts: BookTexts
    look_of: dict[str, int]
    allowed: int
    leave: Callable[[], None]
    pieces: list[str] = field(default_factory=list)  # of the text being read
    _shared: Sequence[str | None] = ()
    _cell: str = ""
    _value: str = ""
    _starts: dict[str, Callable[[dict[str, str]], None]] = field(init=False)
    _ends: dict[str, Callable[[], None]] = field(init=False)
    _formulas: SharedFormulas = field(default_factory=SharedFormulas)
    _runs: list[str] = field(default_factory=list)  # of an inline text
    _row: int = 0
    _column: int = 0
    _cut: int = 0  # minus the length of the row's number within a reference; 0: not known
    _widest: int = MAX_COLUMN_KEPT  # 0 in a row that is ignored
    _place: int = -1  # the cell's index in its row; -1: the cell is ignored
    _kind: str = "n"
    _waiting: bool = False  # for the result of a formula
    _phonetic: bool = False
    _values: list[Value] = field(default_factory=list)
    _looks: list[int] = field(default_factory=list)
    _row_attributes: dict[str, str] = field(default_factory=dict)
    _formula_attributes: dict[str, str] = field(default_factory=dict)
    _formula_text: int = 0

    def __post_init__(self, prefix: str) -> None:
        self._shared = self.texts.shared
        self._cell, self._value = prefix + "c", prefix + "v"
        self._starts = {
            prefix + "row": self._start_row,
            prefix + "f": self._start_formula,
            prefix + "t": self._start_text,
            prefix + "rPh": self._start_phonetic,
        }
        self._ends = {
            prefix + "row": self._end_row,
            prefix + "f": self._end_formula,
            prefix + "t": self._end_text,
            prefix + "rPh": self._end_phonetic,
            prefix + "is": self._end_inline,
            prefix + "sheetData": self._end_data,
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == self._value:
            self.pieces.clear()
        elif tag == self._cell:
            if "r" in attributes:
                reference = attributes["r"]
                column = _columns[reference[: self._cut]] or self._find_column(reference)
            else:
                column = self._column + 1
            self._column = column
            self._kind = attributes.get("t", "n")
            self._place = place = column - 1
            values = self._values
            if column > self._widest:
                self._ignore_cell()
            elif place == len(values):
                values.append(None)
                self._looks.append(self.look_of.get(attributes.get("s", "0"), 0))
            else:
                self._make_room(attributes)
        elif tag in self._starts:
            self._starts[tag](attributes)

    def end(self, tag: str) -> None:
        if tag == self._value:
            place, kind, pieces = self._place, self._kind, self.pieces
            text = pieces[0] if len(pieces) == 1 else "".join(pieces)
            if place < 0:
                return
            if self._waiting and (text or kind == "str"):
                self._waiting = False
            try:
                if kind == "n":
                    number = float(text)
                    # The comparison is false for "not a number" as well.
                    finite = -_MAX_FLOAT <= number <= _MAX_FLOAT
                    value: Value = number if finite else ErrorValue.NUM
                elif kind == "s":
                    value = self._shared[_index(text)]
                else:
                    value = self._read_rarer(text)
            except (ValueError, IndexError):
                value = self._mend(text)
            self._values[place] = value
        elif tag == self._cell:
            if self._waiting:
                self._waiting = False
                self.cells.stale.add((self._row, self._column))
        elif tag in self._ends:
            self._ends[tag]()

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row_attributes = attributes
        number = attributes.get("r", "")
        if len(number) <= 7 and number.isascii() and number.isdigit() and int(number) > 0:
            self._enter_row(int(number), -len(number))
        else:
            # The row follows the last one, unless its first cell says otherwise.
            self._enter_row(self._row + 1, 0)

    def _enter_row(self, row: int, cut: int) -> None:
        self._row, self._cut, self._column = row, cut, 0
        self._values, self._looks = [], []
        if row in self.cells.rows:  # a row that comes twice goes on where it was
            self._values += self.cells.rows[row]
            self._looks += self.cells.looks.get(row, ())[: len(self._values)]
            self._looks += [0] * (len(self._values) - len(self._looks))
        self._widest = MAX_COLUMN_KEPT if row <= MAX_ROW else 0

    def _end_row(self) -> None:
        if self._widest:
            self.cells.add_row(self._row, self._values, self._looks, self._row_attributes)
        cells = self.cells
        formulas = len(cells.formulas) + self._formulas.pending
        if max(cells.filled, formulas) > self.allowed or self._formula_text > MAX_FORMULA_TEXT:
            raise TooManyCellsError
        if cells.area > MAX_AREA:
            raise TooManyCellsError

    def _find_column(self, reference: str) -> int:
        """Return the column of a reference that is not plainly one of the row being read."""
        try:
            row, column = parse_a1(reference)
        except ValueError:
            self.cells.note_damage("sel beralamat tidak sah", reference[:20], loses=True)
            return self._column + 1
        if not self._cut and row:
            self._enter_row(row, -len(str(row)))
        elif row != self._row:
            self.cells.note_damage("sel beralamat di luar barisnya", reference, loses=True)
        return column

    def _make_room(self, attributes: dict[str, str]) -> None:
        """Fill the blanks up to a cell that does not follow the one before it."""
        place = self._place
        if (missing := place + 1 - len(self._values)) > 0:
            self._values.extend([None] * missing)
        if (missing := place + 1 - len(self._looks)) > 0:
            self._looks.extend([0] * missing)
        self._looks[place] = self.look_of.get(attributes.get("s", "0"), 0)

    def _ignore_cell(self) -> None:
        self._place = -1
        where = f"{column_letters(self._column)}{self._row}"
        what = f"sel diabaikan karena di luar {MAX_COLUMN_KEPT} kolom pertama atau di luar lembar"
        self.cells.note_damage(what, where)

    def _start_formula(self, attributes: dict[str, str]) -> None:
        self.pieces.clear()
        self._formula_attributes = attributes

    def _end_formula(self) -> None:
        if self._place < 0 or self._formula_attributes.get("t") == "dataTable":
            return
        at, text = (self._row, self._column), unescape("".join(self.pieces)).removeprefix("=")
        if self._formula_attributes.get("t") == "shared":
            shared = self._formulas.share(self._formula_attributes.get("si", ""), text, at)
            self._waiting = True
            if shared is None:
                return
            text = shared
        if text:
            self._waiting = True
            self.cells.formulas[at] = text
            self._formula_text += len(text)

    def _start_text(self, _attributes: dict[str, str]) -> None:
        self.pieces.clear()

    def _end_text(self) -> None:
        if not self._phonetic:
            self._runs.extend(self.pieces)

    def _start_phonetic(self, _attributes: dict[str, str]) -> None:
        self._phonetic = True

    def _end_phonetic(self) -> None:
        self._phonetic = False

    def _end_inline(self) -> None:
        self._waiting = False
        if self._place >= 0:
            self._values[self._place] = self._keep("".join(self._runs))
        self._runs.clear()

    def _end_data(self) -> None:
        for at, text in self._formulas.settle():
            if text:
                self.cells.formulas[at] = text
            else:
                self.cells.stale.discard(at)
                where = f"{column_letters(at[1])}{at[0]}"
                self.cells.note_damage("rumus kehilangan sumbernya", where)
        self.leave()

    def _keep(self, text: str) -> str | None:
        """Return a text as the one object that the book has of it; the empty text is blank."""
        if "_x" in text:
            text = unescape(text)
        return self.texts.inline.setdefault(text, text) if text else None

    def _read_rarer(self, text: str) -> Value:
        """Return the value of a text, truth value, error or ISO date.

        Raises:
            ValueError: the text is none of its kind.
        """
        kind = self._kind
        if kind == "b":
            return is_true(text.strip())
        if kind == "e":
            return _ERRORS.get(text.strip(), ErrorValue.OTHER)
        if kind == "d":
            return parse_date(text)
        return self._keep(text)

    def _mend(self, text: str) -> Value:
        """Return the best value for a cell whose content does not fit its kind."""
        if not text.strip():
            return None
        where = f"{column_letters(self._column)}{self._row}"
        if self._kind == "s":
            what = "sel merujuk teks yang tidak ada di dalam berkas"
            self.cells.note_damage(what, where, loses=True)
            return ErrorValue.OTHER
        self.cells.note_damage("nilai tidak sesuai jenisnya dan dibaca sebagai teks", where)
        return self._keep(text)


def parse_date(text: str) -> float:
    """Return the serial number, in days since 30 December 1899, of an ISO date or date and time.

    Raises:
        ValueError: the text is no such date.
    """
    # Such cells are rare, and importing datetime takes as long as reading a small sheet.
    from datetime import datetime, timedelta

    moment = datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    return (moment - datetime(1899, 12, 30)) / timedelta(days=1)


def _index(text: str) -> int:
    index = int(text)
    if index < 0:
        raise IndexError
    return index
