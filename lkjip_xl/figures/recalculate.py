"""Formula cells that the file stores no result for, computed with the ``formulas`` library.

The library models a whole workbook, which takes seconds.  Here it only compiles single formulas:
references are replaced by numbered stand-ins (see ``formula_text``), so that one compiled formula
serves every cell of the same shape, and only cells without a result are computed.
"""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from functools import lru_cache
from numbers import Real
from typing import Any, NamedTuple

from lkjip_xl.figures.formula_text import FormulaText, Reference, Role, take_apart
from lkjip_xl.grid import ErrorValue, Grid, Value
from lkjip_xl.location import CellRange, CellRef

#: Text whose value as a number depends on the language Excel runs in: 1.076 is one or a thousand.
_LANGUAGE_BOUND = re.compile(r"\s*(?:Rp\.?)?\s*[-+]?(?=.*[0-9])[0-9 .,/:%-]*\s*\Z", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"\s*[-+]?[0-9]+\s*\Z")
_LOOKS_LIKE_NUMBER = re.compile(r"\s*[-+]?[0-9.]+(?:[Ee][-+]?[0-9]+)?\s*\Z")

#: Put before such text where COUNTIF compares, so that the library does not take it for a number.
_TEXT_MARK = "\u200b"

#: Own names, so that the library's functions stay as they are for everybody else.
_ROUNDINGS = {
    "ROUND": ("LKJIP_ROUND", ROUND_HALF_UP),
    "ROUNDUP": ("LKJIP_ROUNDUP", ROUND_UP),
    "ROUNDDOWN": ("LKJIP_ROUNDDOWN", ROUND_DOWN),
}
_ROUNDING_CALL = re.compile(r"\b(ROUND|ROUNDUP|ROUNDDOWN)\(")


@dataclass(frozen=True, slots=True)
class Unsolved:
    """A formula cell that could not be computed, and why, in Indonesian."""

    at: CellRef
    reason: str


@dataclass(frozen=True, slots=True)
class Recalculated:
    """How many cells were filled, and which could not be."""

    filled: int = 0
    unsolved: tuple[Unsolved, ...] = ()


class _Cell(NamedTuple):
    sheet: int
    row: int
    column: int


class _UnsolvableError(Exception):
    """Why one formula cannot be computed; never leaves this module."""


def recalculate(grids: Sequence[Grid]) -> Recalculated:
    """Fill the formula cells that have no stored result, in place.

    What is computed is written into ``Grid.rows`` and taken out of ``Grid.stale``; the rest stays
    stale and is named in the answer.  Grids of the same file see one another.
    """
    if not any(grid.stale for grid in grids):
        return Recalculated()
    calculator = Calculator(grids)
    filled = 0
    unsolved: list[Unsolved] = []
    for grid in grids:
        solved: dict[tuple[int, int], Value] = {}
        for row, column in sorted(grid.stale):
            answer = calculator.evaluate(grid, row, column)
            if isinstance(answer, Unsolved):
                unsolved.append(answer)
            else:
                solved[row, column] = answer
        # Only after the whole sheet, so that the calculator sees the grids as they were read.
        _fill(grid, solved)
        filled += len(solved)
    return Recalculated(filled, tuple(unsolved))


class Calculator:
    """Computes formula cells of a book without changing it.

    Stored results are taken as they are; only formulas without one are computed on the way.  The
    grids must not change while a calculator is in use, but for values it has computed itself.
    """

    def __init__(self, grids: Sequence[Grid]) -> None:
        self._grids = tuple(grids)
        self._index = {(grid.file, grid.sheet.casefold()): i for i, grid in enumerate(grids)}
        self._height = max((grid.height for grid in grids), default=1) or 1
        self._width = max((grid.width for grid in grids), default=1) or 1
        self._answers: dict[_Cell, Value | Unsolved] = {}
        self._arrays: dict[tuple[int, CellRange, Role], Any] = {}

    def evaluate(self, grid: Grid, row: int, column: int) -> Value | Unsolved:
        """Return what the cell's formula gives from the stored values of the cells it refers to.

        A cell without a formula gives its value.  A formula that refers to a blank cell alone
        gives 0, as on the sheet.
        """
        if (row, column) not in grid.formulas:
            return grid.value(row, column)
        start = _Cell(self._index[grid.file, grid.sheet.casefold()], row, column)
        if start not in self._answers:
            with warnings.catch_warnings():
                # NumPy's complaints about arithmetic; an answer that is no number is an error
                # value in the cell, which says it better.
                warnings.simplefilter("ignore", RuntimeWarning)
                self._solve(start)
        return self._answers[start]

    def _solve(self, start: _Cell) -> None:
        """Answer a cell and, before it, every unanswered stale cell that it needs.

        A stack instead of recursion: a running total down a long sheet is a chain of thousands.
        """
        stack, opened = [start], set[_Cell]()
        while stack:
            cell = stack[-1]
            if cell in self._answers:
                stack.pop()
                continue
            try:
                needed = self._list_needed(cell)
                if not opened.isdisjoint(needed) or cell in needed:
                    raise _UnsolvableError("rumus merujuk dirinya sendiri (melingkar)")
                if needed:
                    opened.add(cell)
                    stack.extend(needed)
                    continue
                self._answers[cell] = self._compute(cell)
            except _UnsolvableError as obstacle:
                self._answers[cell] = Unsolved(self._ref(cell), str(obstacle))
            opened.discard(cell)

    def _list_needed(self, cell: _Cell) -> list[_Cell]:
        """Return the cells to answer before this one: stale ones, and itself if it is circular."""
        needed = []
        for reference in self._take_apart(cell).references:
            sheet, cells = self._locate(cell, reference)
            if sheet == cell.sheet and (cell.row, cell.column) in cells:
                needed.append(cell)
            needed += [at for at in self._stale_in(sheet, cells) if at not in self._answers]
        return needed

    def _stale_in(self, sheet: int, cells: CellRange) -> Iterator[_Cell]:
        stale = self._grids[sheet].stale
        if (cells.bottom - cells.top + 1) * (cells.right - cells.left + 1) < len(stale):
            inside: Iterator[tuple[int, int]] = (
                (row, column)
                for row in range(cells.top, cells.bottom + 1)
                for column in range(cells.left, cells.right + 1)
                if (row, column) in stale
            )
        else:
            inside = (at for at in stale if at in cells)
        return (_Cell(sheet, *at) for at in inside if at in self._grids[sheet].formulas)

    def _take_apart(self, cell: _Cell) -> FormulaText:
        parts = take_apart(self._grids[cell.sheet].formulas[cell.row, cell.column])
        if parts.obstacle:
            raise _UnsolvableError(parts.obstacle)
        return parts

    def _locate(self, cell: _Cell, reference: Reference) -> tuple[int, CellRange]:
        """Return the sheet a reference means and its cells, cut off where the book has no more."""
        sheet = cell.sheet
        if reference.sheet:
            file = self._grids[cell.sheet].file
            found = self._index.get((file, reference.sheet.casefold()))
            if found is None:
                raise _UnsolvableError(f"merujuk lembar {reference.sheet!r} yang tidak terbaca")
            sheet = found
        cells = reference.cells
        if reference.is_single:
            return sheet, cells
        # One measure for all sheets, so that ranges of equal size stay equal.
        bottom = max(min(cells.bottom, self._height), cells.top)
        right = max(min(cells.right, self._width), cells.left)
        return sheet, CellRange(cells.top, cells.left, bottom, right)

    def _compute(self, cell: _Cell) -> Value:
        parts = self._take_apart(cell)
        compiled = _compile(parts.shape)
        arguments = [self._argument(cell, parts.references[i]) for i in compiled.order]
        try:
            answer = compiled.function(*arguments)
        except Exception as error:  # the library raises whatever its parts raise
            raise _UnsolvableError("rumus tidak dapat dihitung oleh pustaka hitung") from error
        return _to_value(answer)

    def _argument(self, cell: _Cell, reference: Reference) -> Any:
        sheet, cells = self._locate(cell, reference)
        key = (sheet, cells, reference.role)
        if key not in self._arrays:
            self._arrays[key] = _to_array(
                [
                    [self._read(_Cell(sheet, row, column), reference.role) for column in columns]
                    for row, columns in _iterate(cells)
                ]
            )
        return self._arrays[key]

    def _read(self, cell: _Cell, role: Role) -> Value:
        """Return a cell's value as a formula of this role sees it."""
        grid = self._grids[cell.sheet]
        value: Value | Unsolved = grid.value(cell.row, cell.column)
        if (cell.row, cell.column) in grid.stale:
            value = self._answers.get(cell)
        if isinstance(value, Unsolved):
            raise _UnsolvableError(f"bergantung pada {value.at}, yang tidak dapat dihitung")
        if role is Role.NUMBERS and isinstance(value, str | bool):
            return value if isinstance(value, ErrorValue) else None
        if role is Role.CRITERIA and _is_numeric_text(value):
            return f"{_TEXT_MARK}{value}"
        if role is Role.ARITHMETIC and _is_language_bound(value):
            raise _UnsolvableError(
                f"menghitung dengan teks {value!r} di {self._ref(cell)}, "
                "yang nilainya bergantung pada pengaturan bahasa Excel"
            )
        return value

    def _ref(self, cell: _Cell) -> CellRef:
        grid = self._grids[cell.sheet]
        return CellRef(grid.file, grid.sheet, cell.row, cell.column)


def _fill(grid: Grid, solved: dict[tuple[int, int], Value]) -> None:
    by_row: dict[int, list[tuple[int, Value]]] = {}
    for (row, column), value in solved.items():
        by_row.setdefault(row, []).append((column, value))
    for row, cells in by_row.items():
        values = list(grid.rows.get(row, ()))
        values += [None] * (max(column for column, _ in cells) - len(values))
        for column, value in cells:
            values[column - 1] = value
        grid.rows[row] = values
    grid.stale.difference_update(solved)


def _iterate(cells: CellRange) -> Iterator[tuple[int, range]]:
    columns = range(cells.left, cells.right + 1)
    return ((row, columns) for row in range(cells.top, cells.bottom + 1))


def _is_numeric_text(value: Value) -> bool:
    return _is_text(value) and _LOOKS_LIKE_NUMBER.match(str(value)) is not None


def _is_language_bound(value: Value) -> bool:
    if not _is_text(value) or _PLAIN_NUMBER.match(str(value)):
        return False
    return _LANGUAGE_BOUND.match(str(value)) is not None


def _is_text(value: Value) -> bool:
    return isinstance(value, str) and not isinstance(value, ErrorValue)


# --- the library's side ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A compiled shape; ``order`` gives the index of the reference behind each argument."""

    function: Callable[..., Any]
    order: tuple[int, ...]


class _Engine(NamedTuple):
    """What is needed of the library, imported on first use since that takes most of a second."""

    parse: Callable[[str], Any]
    numpy: Any
    empty: object
    errors: dict[str, object]


@lru_cache(maxsize=1)
def _load_engine() -> _Engine:
    import numpy
    import schedula
    from formulas import Parser
    from formulas.functions import get_functions, wrap_ufunc
    from formulas.tokens.operand import Error

    for name, mode in _ROUNDINGS.values():
        get_functions()[name] = wrap_ufunc(_make_rounding(mode))
    return _Engine(Parser().ast, numpy, schedula.EMPTY, dict(Error.errors))


def _make_rounding(mode: str) -> Callable[[float, float], float]:
    """Return a rounding of the decimal number that a reader sees, not of its binary neighbour.

    The library rounds 1.005 to 1.00 and halves to even; spreadsheets give 1.01 and go away from 0.
    """

    def round_seen(value: float, digits: float) -> float:
        seen = Decimal(f"{value:.15g}")
        return float(seen.quantize(Decimal(1).scaleb(-int(digits)), rounding=mode))

    return round_seen


@lru_cache(maxsize=1_024)
def _compile(shape: str) -> _Compiled:
    renamed = _ROUNDING_CALL.sub(lambda call: f"{_ROUNDINGS[call[1]][0]}(", shape)
    try:
        function = _load_engine().parse(f"={renamed}")[1].compile()
    except Exception as error:  # see Calculator._compute
        raise _UnsolvableError("rumus tidak dapat diuraikan") from error
    order = (int(name.partition(":")[0].lstrip("A")) - 1 for name in function.inputs)
    return _Compiled(function, tuple(order))


def _to_array(rows: list[list[Value]]) -> Any:
    engine = _load_engine()
    array = engine.numpy.empty((len(rows), len(rows[0])), object)
    for index, row in enumerate(rows):
        array[index, :] = [_to_operand(value, engine) for value in row]
    return array


def _to_operand(value: Value, engine: _Engine) -> object:
    if value is None:
        return engine.empty
    if isinstance(value, ErrorValue):
        return engine.errors.get(value.value, engine.errors["#VALUE!"])
    return value


def _to_value(answer: Any) -> Value:
    """Return the library's answer as a cell's value."""
    engine = _load_engine()
    items = engine.numpy.asarray(answer, object).ravel().tolist()
    if len(items) != 1:
        raise _UnsolvableError("hasil rumus berupa larik")
    item = items[0]
    if item is engine.empty:
        return 0.0
    if isinstance(item, bool | engine.numpy.bool_):
        return bool(item)
    if isinstance(item, Real):  # NumPy's own integers too
        try:
            number = float(item)
        except OverflowError:
            return ErrorValue.NUM
        return number if math.isfinite(number) else ErrorValue.NUM
    if isinstance(item, complex):
        return ErrorValue.NUM
    return _to_error(str(item)) or str(item).replace(_TEXT_MARK, "")


def _to_error(text: str) -> ErrorValue | None:
    return ErrorValue(text) if text in _ERRORS else None


_ERRORS = frozenset(error.value for error in ErrorValue if error is not ErrorValue.OTHER)
