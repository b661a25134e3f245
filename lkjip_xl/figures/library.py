"""Formulas that are not plain, computed with the ``formulas`` library.

The library models a whole workbook, which takes seconds.  Here it only compiles single formulas:
references are replaced by numbered stand-ins (see ``formula_text``), so that one compiled formula
serves every cell of the same shape.
"""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from numbers import Real
from typing import Any, NamedTuple

from lkjip_xl.figures.calculator import ROUNDINGS, Range, Undecided
from lkjip_xl.figures.formula_text import Reference, Role, take_apart
from lkjip_xl.grid import ErrorValue, Grid, Value
from lkjip_xl.location import CellRange, CellRef

#: Text whose value as a number depends on the language Excel runs in: 1.076 is one or a thousand.
_LANGUAGE_BOUND = re.compile(r"\s*(?:Rp\.?)?\s*[-+]?(?=.*[0-9])[0-9 .,/:%-]*\s*\Z", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"\s*[-+]?[0-9]+\s*\Z")
_LOOKS_LIKE_NUMBER = re.compile(r"\s*[-+]?[0-9.]+(?:[Ee][-+]?[0-9]+)?\s*\Z")

#: Put before such text where COUNTIF compares, so that the library does not take it for a number.
_TEXT_MARK = "\u200b"

#: Own names of roundings, so that the library's functions stay as they are for everybody else.
_OWN = "LKJIP_"
_ROUNDING_CALL = re.compile(rf"\b(?=(?:{'|'.join(ROUNDINGS)})\()")


class Library:
    """Computes formulas from the stored values of the cells they refer to.

    Cells may get their result while it is in use, but none another one.
    """

    def __init__(self, locate: Callable[[Grid, Reference], Range], grids: Iterable[Grid]) -> None:
        self._locate = locate
        grids = tuple(grids)
        self._height = max((grid.height for grid in grids), default=1) or 1
        self._width = max((grid.width for grid in grids), default=1) or 1
        self._arrays: dict[tuple[str, str, CellRange, Role], Any] = {}

    def compute(self, grid: Grid, text: str) -> Value:
        """Return what a formula gives.

        Raises:
            Undecided: it cannot be computed, for the reason told.
        """
        parts = take_apart(text)
        if parts.obstacle:
            raise Undecided(parts.obstacle)
        compiled = _compile(parts.shape)
        arguments = [self._argument(grid, parts.references[i]) for i in compiled.order]
        with warnings.catch_warnings():
            # NumPy's complaints about arithmetic; an answer that is no number is an error value in
            # the cell, which says it better.
            warnings.simplefilter("ignore", RuntimeWarning)
            try:
                answer = compiled.function(*arguments)
            except Exception as error:  # the library raises whatever its parts raise
                raise Undecided("rumus tidak dapat dihitung oleh pustaka hitung") from error
            return _to_value(answer)

    def _argument(self, grid: Grid, reference: Reference) -> Any:
        """Return the cells of a reference as a formula of its role sees them."""
        found = self._locate(grid, reference)
        grid, cells = found.grid, found.cells
        if not cells.is_single:
            # Cut off where the books have no more; one measure for all sheets, so that ranges of
            # equal size stay equal.
            bottom = max(min(cells.bottom, self._height), cells.top)
            right = max(min(cells.right, self._width), cells.left)
            cells = CellRange(cells.top, cells.left, bottom, right)
        key = (grid.file, grid.sheet, cells, reference.role)
        if key not in self._arrays:
            found.refuse_stale()
            engine = _load_engine()
            size = (cells.bottom - cells.top + 1, cells.right - cells.left + 1)
            array = engine.numpy.empty(size, object)
            for row, column in cells:
                operand = _to_operand(_read(grid, row, column, reference.role), engine)
                array[row - cells.top, column - cells.left] = operand
            self._arrays[key] = array
        return self._arrays[key]


def _read(grid: Grid, row: int, column: int, role: Role) -> Value:
    value = grid.value(row, column)
    if isinstance(value, ErrorValue):
        return value
    if role is Role.NUMBERS and isinstance(value, str | bool):
        return None
    if not isinstance(value, str):
        return value
    if role is Role.CRITERIA and _LOOKS_LIKE_NUMBER.match(value):
        return f"{_TEXT_MARK}{value}"
    is_bound = _LANGUAGE_BOUND.match(value) and not _PLAIN_NUMBER.match(value)
    if role is Role.ARITHMETIC and is_bound:
        raise Undecided(
            f"menghitung dengan teks {value!r} di "
            f"{CellRef(grid.file, grid.sheet, row, column)}, "
            "yang nilainya bergantung pada pengaturan bahasa Excel"
        )
    return value


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

    for name, rounding in ROUNDINGS.items():
        get_functions()[f"{_OWN}{name}"] = wrap_ufunc(rounding)
    return _Engine(Parser().ast, numpy, schedula.EMPTY, dict(Error.errors))


@lru_cache(maxsize=1_024)
def _compile(shape: str) -> _Compiled:
    try:
        function = _load_engine().parse(f"={_ROUNDING_CALL.sub(_OWN, shape)}")[1].compile()
    except Exception as error:  # see Library.compute
        raise Undecided("rumus tidak dapat diuraikan") from error
    order = (int(name.partition(":")[0].lstrip("A")) - 1 for name in function.inputs)
    return _Compiled(function, tuple(order))


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
        raise Undecided("hasil rumus berupa larik")
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
    text = str(item)
    return ErrorValue(text) if text in _ERRORS else text.replace(_TEXT_MARK, "")


_ERRORS = frozenset(error.value for error in ErrorValue if error is not ErrorValue.OTHER)
