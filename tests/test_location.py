"""Cells, ranges, and where a record's fields lie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl.location import (
    CellRange,
    CellRef,
    Origin,
    column_letters,
    column_number,
    parse_a1,
    quote_sheet,
)


@pytest.mark.parametrize(
    ("column", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")],
)
def test_columns_have_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters
    assert column_number(letters) == column_number(letters.lower()) == column


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_a_reference_reads_back(row: int, column: int) -> None:
    cell = CellRef("b.xlsx", "Lembar", row, column)
    assert parse_a1(cell.a1) == (row, column)


@pytest.mark.parametrize("text", ["", "12", "A", "A1:B2", "A1 ", "ABCD1", "A12345678"])
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a cell reference"):
        parse_a1(text)


@pytest.mark.parametrize(
    ("text", "a1"), [("A6:J149", "A6:J149"), ("$B$3", "B3"), ("C5:A2", "A2:C5"), ("B3:B3", "B3")]
)
def test_a_range_reads_back(text: str, a1: str) -> None:
    assert CellRange.parse(text).a1 == a1


def test_a_range_knows_its_cells() -> None:
    cells = CellRange.parse("B2:C4")
    assert (2, 2) in cells
    assert (4, 3) in cells
    assert (5, 3) not in cells
    assert (4, 4) not in cells
    assert list(cells) == [(2, 2), (2, 3), (3, 2), (3, 3), (4, 2), (4, 3)]
    assert (cells.size, cells.is_single, CellRange.parse("B2").is_single) == (6, False, True)


def test_a_cell_is_shown_as_excel_shows_it() -> None:
    cell = CellRef("b.xlsx", "Tabel '3.1'", 12, 9)
    assert str(cell) == "'Tabel ''3.1'''!I12"
    assert str(cell.moved(1, -8)) == "'Tabel ''3.1'''!A13"
    assert quote_sheet("A") == "'A'"


def test_an_origin_gives_cells_by_field() -> None:
    origin = Origin("b.xlsx", "Lembar", {"target": (4, 7)})

    assert origin["target"] == CellRef("b.xlsx", "Lembar", 4, 7)
    assert ("realisasi" in origin, list(origin), len(origin)) == (False, ["target"], 1)
