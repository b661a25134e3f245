"""Rounding as on paper, and Indonesian notation."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl.domain.quantity import (
    BLANK,
    Figure,
    Reading,
    format_number,
    format_persen,
    format_rupiah,
    round_to,
    truncate_to,
)


@pytest.mark.parametrize(
    ("value", "decimals", "rounded", "truncated"),
    [
        ("87.465", 2, "87.47", "87.46"),
        ("87.5", 0, "88", "87"),
        ("-87.5", 0, "-88", "-87"),
        ("3.846", 2, "3.85", "3.84"),
        ("2.5", 0, "3", "2"),
        ("1e30", 2, "1e30", "1e30"),
    ],
)
def test_halves_go_away_from_zero(value: str, decimals: int, rounded: str, truncated: str) -> None:
    assert round_to(Decimal(value), decimals) == Decimal(rounded)
    assert truncate_to(Decimal(value), decimals) == Decimal(truncated)


@pytest.mark.parametrize(
    ("written", "decimals", "expected", "agrees"),
    [
        ("87.5", 1, "87.46", True),
        ("87.6", 1, "87.46", False),
        ("87.5", 1, "87.54", True),
        ("87.5", 1, "87.55", False),
        ("88", 0, "87.5", True),
        ("87.50", 2, "87.5", True),
    ],
)
def test_equal_at_the_digits_shown(
    written: str, decimals: int, expected: str, agrees: bool
) -> None:
    figure = Figure(value=Decimal(written), reading=Reading.NUMBER, decimals=decimals)
    assert figure.shows(Decimal(expected)) is agrees


def test_a_blank_figure_shows_nothing() -> None:
    assert BLANK.is_blank
    assert not BLANK.shows(Decimal(0))


@pytest.mark.parametrize(
    ("value", "decimals", "grouped", "text"),
    [
        ("6371088274", None, True, "6.371.088.274"),
        ("6371088274", None, False, "6371088274"),
        ("94.2", 2, True, "94,20"),
        ("94.20", None, True, "94,2"),
        ("1076.5", None, True, "1.076,5"),
        ("100", None, True, "100"),
        ("0.0046", None, True, "0,0046"),
        ("-0.001", 2, True, "0,00"),
        ("-1.5", 1, True, "-1,5"),
    ],
)
def test_indonesian_notation(value: str, decimals: int | None, grouped: bool, text: str) -> None:
    assert format_number(Decimal(value), decimals, grouped=grouped) == text


def test_percentages_and_rupiah() -> None:
    assert format_persen(Decimal("94.2")) == "94,20%"
    assert format_persen(Decimal("94.25"), 1) == "94,3%"
    assert format_rupiah(Decimal("6371088274")) == "Rp6.371.088.274"
    assert format_rupiah(Decimal("-1500.5")) == "-Rp1.500,50"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6), st.integers(0, 6))
def test_truncating_never_goes_further_from_zero(value: Decimal, decimals: int) -> None:
    assert abs(truncate_to(value, decimals)) <= abs(value)
    assert abs(round_to(value, decimals) - value) <= Decimal(5).scaleb(-decimals - 1)
