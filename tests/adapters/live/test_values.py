"""What Excel for Windows and for Mac hand over becomes the values that a file gives."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from lkjip_xl.adapters.xlwings_live.values import as_block, read_formulas, read_values
from lkjip_xl.grid import ErrorValue, Value


def area(raw: Any, shape: tuple[int, int], formula: Any = None, plain: Any = None) -> Any:
    """Return what looks like a range of xlwings."""
    api = SimpleNamespace() if plain is None else SimpleNamespace(Value2=plain)
    return SimpleNamespace(raw_value=raw, shape=shape, formula=formula, api=api)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (None, None),
        ("", ""),
        ("teks", "teks"),
        (True, True),
        (12.5, 12.5),
        (7, 7.0),
        (-2146826281, ErrorValue.DIV0),
        (-2146826246, ErrorValue.NA),
        (-2146826245, ErrorValue.OTHER),
        (datetime(2023, 12, 31, 18, tzinfo=UTC), 45291.75),
        (datetime(1899, 12, 30, 12), 0.5),
        (date(2023, 12, 31), 45291.0),
        (Decimal("0.1235"), 0.1235),
    ],
)
def test_single_cell(raw: Any, expected: Value) -> None:
    (((value,),)) = read_values(area(raw, (1, 1)))

    assert value == expected
    assert type(value) is type(expected)


def test_currency_is_read_again_since_it_comes_cut() -> None:
    raw = ((Decimal("0.3333"), "a"), (2.0, None))
    plain = ((1 / 3, "a"), (2.0, None))

    assert read_values(area(raw, (2, 2), plain=plain)) == [[1 / 3, "a"], [2.0, None]]


@pytest.mark.parametrize(
    ("data", "shape", "block"),
    [
        (1.0, (1, 1), [[1.0]]),
        ([1.0, 2.0], (1, 2), [[1.0, 2.0]]),
        ([1.0, 2.0], (2, 1), [[1.0], [2.0]]),
        (((1.0, 2.0),), (1, 2), [(1.0, 2.0)]),
        ([[1.0], [2.0]], (2, 1), [[1.0], [2.0]]),
        (None, (2, 2), [[None, None], [None, None]]),
    ],
)
def test_lines_come_flat_or_nested(data: Any, shape: tuple[int, int], block: Any) -> None:
    assert as_block(data, shape) == block


def test_text_that_looks_like_a_formula_is_none() -> None:
    values = [["=A1", 5.0, "x"]]
    cells = area(None, (1, 3), formula=(("=A1", "=2+3", "x"),))

    assert list(read_formulas(cells, values)) == [(0, 1, "2+3")]
