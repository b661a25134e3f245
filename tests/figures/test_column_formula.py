"""The formula that a row of column numbers states."""

from decimal import Decimal

import pytest

from lkjip_xl.figures.column_formula import read_formula, read_number

VALUES = {n: Decimal(value) for n, value in {5: 80, 6: 70, 9: 1, 10: 2, 11: 3, 12: 4}.items()}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("7=6/5*100", "87.5"),
        ("(7)=(6)/(5)x100", "87.5"),
        ("7 = (6 : 5) × 100%", "87.5"),
        ("7=6/5", "0.875"),
        ("13 = 9 + 10 + 11 + 12", "10"),
        ("8=5-6", "10"),
        ("7=(2x5-6)/5x100", "112.5"),
        ("7=5-6-9", "9"),
    ],
)
def test_what_a_formula_gives(text: str, result: str) -> None:
    formula = read_formula(text, VALUES)
    assert formula is not None
    assert formula.compute(VALUES) == Decimal(result)


@pytest.mark.parametrize(
    "text",
    [
        *("7", "(7)", "", "7=", "7=7/5", "7=SUM(5)", "7=6^5", "7=6//5", "7=(6/5", "7=6/5)*100"),
        *("7=6/8", "7=100", "7=__import__('os')", "7=" + "(" * 80, "7=6 5"),
    ],
)
def test_what_is_no_formula(text: str) -> None:
    assert read_formula(text, VALUES) is None


def test_a_division_by_zero_or_a_blank_gives_nothing() -> None:
    formula = read_formula("7=6/5*100", VALUES)
    assert formula is not None
    assert formula.compute({5: Decimal(0), 6: Decimal(1)}) is None
    assert formula.compute({5: Decimal(0), 6: Decimal(0)}) is None
    assert formula.compute({5: Decimal(1)}) is None


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), ("(7)", 7), ("7=6/5", 7), ("a", 0), ("2023", 0)]
)
def test_the_number_of_a_column(text: str, number: int) -> None:
    assert read_number(text) == number
