"""Shared formulas moved to other cells, with openpyxl as the judge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from lkjip_xl.adapters.xlsx.formulas import make_mover
from lkjip_xl.location import column_letters


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1", "C4"),
        ("$A1+A$1+$A$1", "$A4+C$1+$A$1"),
        ("SUM(B2:B9)/'Tabel A1'!C3", "SUM(D5:D12)/'Tabel A1'!E6"),
        ('IF(A1="B2",LOG10(A1),TW1_target)', 'IF(C4="B2",LOG10(C4),TW1_target)'),
        ("SUM(A:C,$A:A,1:3,2:$3)", "SUM(C:E,$A:C,4:6,5:$3)"),
        ("[1]Data!A1+Tabel1[[#This Row],[A1]]", "[1]Data!C4+Tabel1[[#This Row],[A1]]"),
        ("1E5+2.5E3+ATAN2(A1,B1)", "1E5+2.5E3+ATAN2(C4,D4)"),
        ('"a ""A1"" b"&A1', '"a ""A1"" b"&C4'),
        ("XFD1048576", "#REF!"),
        ("_xlfn.CONCAT(AB12)", "_xlfn.CONCAT(AD15)"),
    ],
)
def test_moving_by_three_rows_and_two_columns(formula: str, moved: str) -> None:
    assert make_mover(formula)(3, 2) == moved


references = st.builds(
    lambda lock_column, column, lock_row, row: (
        f"{lock_column}{column_letters(column)}{lock_row}{row}"
    ),
    st.sampled_from(["", "$"]),
    st.integers(30, 700),
    st.sampled_from(["", "$"]),
    st.integers(30, 90_000),
)
formulas = st.lists(
    st.one_of(
        references,
        st.builds("{}:{}".format, references, references),
        st.builds("'Tabel 3.1'!{}".format, references),
        st.sampled_from(['"A1 teks"', "100", "ROUND(AD31/AE31*100,2)", "1.5"]),
    ),
    min_size=1,
    max_size=5,
).map("+".join)


@given(formulas, st.integers(-29, 500), st.integers(-29, 500))
def test_moves_as_openpyxl_does(formula: str, down: int, right: int) -> None:
    target = f"{column_letters(100 + right)}{100 + down}"
    expected = Translator(f"={formula}", "CV100").translate_formula(target)

    assert "=" + make_mover(formula)(down, right) == expected
