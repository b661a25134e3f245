"""Blocks of values and formulas, as Excel for Windows and for Mac hand them over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import xlwings as xw

from lkjip_xl.adapters.xlwings_live.native import plain_values
from lkjip_xl.grid import ErrorValue, Value

Block = Sequence[Sequence[Any]]

#: By which numbers Excel for Windows hands over its errors.
_ERRORS = {
    -2146826288: ErrorValue.NULL,
    -2146826281: ErrorValue.DIV0,
    -2146826273: ErrorValue.VALUE,
    -2146826265: ErrorValue.REF,
    -2146826259: ErrorValue.NAME,
    -2146826252: ErrorValue.NUM,
    -2146826246: ErrorValue.NA,
}
#: All its further ones, such as ``#SPILL!``, lie close by, where no whole number of a sheet does.
_ERROR_NUMBERS = range(-2146826300, -2146826200)

_EPOCH = datetime(1899, 12, 30)
_DAY = timedelta(days=1)


def read_values(area: xw.Range) -> list[list[Value]]:
    """Return the values of an area, rows of cells: numbers as floats, dates as serial numbers.

    The empty text that a formula may give is kept, so that it is told from no result at all.
    """
    block = as_block(area.raw_value, area.shape)
    if any(isinstance(value, Decimal) for row in block for value in row):
        # Currency comes cut to four digits; only where it occurs is it worth a second call.
        block = _with_exact_currency(block, area)
    return [[_clean(value) for value in row] for row in block]


def read_formulas(area: xw.Range, values: Block) -> Iterator[tuple[int, int, str]]:
    """Yield row and column, counted from 0 within the area, and text of each formula without ``=``.

    A text that only looks like a formula has itself as its value.
    """
    for row, texts in enumerate(as_block(area.formula, area.shape)):
        for column, text in enumerate(texts):
            is_formula = isinstance(text, str) and text.startswith("=") and len(text) > 1
            if is_formula and values[row][column] != text:
                yield row, column, text[1:]


def as_block(data: Any, shape: tuple[int, int]) -> Block:
    """Return what Excel gave as rows of cells: a cell comes bare, a line often flat."""
    rows, columns = shape
    if (rows, columns) == (1, 1) and not isinstance(data, list | tuple):
        return [[data]]
    if data is None:
        return [[None] * columns] * rows
    if not isinstance(data[0], list | tuple):
        return [data] if rows == 1 else [[value] for value in data]
    return list(data)


def _with_exact_currency(block: Block, area: xw.Range) -> Block:
    plain = plain_values(area)
    if plain is None:
        return block
    return [
        [
            exact if isinstance(value, Decimal) else value
            for value, exact in zip(row, exact_row, strict=True)
        ]
        for row, exact_row in zip(block, as_block(plain, area.shape), strict=True)
    ]


def _clean(value: Any) -> Value:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int) and value in _ERROR_NUMBERS:
        return _ERRORS.get(value, ErrorValue.OTHER)
    if isinstance(value, datetime):
        # What Excel for Windows hands over claims to be in UTC and is not.
        return (value.replace(tzinfo=None) - _EPOCH) / _DAY
    if isinstance(value, date):
        return float((value - _EPOCH.date()).days)
    return float(value)
