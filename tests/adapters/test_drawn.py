"""A drawing behaves like what staff type into Excel."""

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.grid import ErrorValue, Value
from lkjip_xl.location import CellRange


@pytest.mark.parametrize(
    ("text", "value", "number_format"),
    [
        ("80", 80.0, "0"),
        ("0", 0.0, "0"),
        ("-5", -5.0, "0"),
        ("87,50", 87.5, "0.00"),
        ("0,5", 0.5, "0.0"),
        ("500.000.000", 5e8, "#,##0"),
        ("6.371.088.274", 6371088274.0, "#,##0"),
        ("4.953.752.936,00", 4953752936.0, "#,##0.00"),
        ("1.234,5", 1234.5, "#,##0.0"),
        ("94,20%", 0.942, "0.00%"),
        ("100%", 1.0, "0%"),
        ("1.250,00%", 12.5, "0.00%"),
        ("1.076", "1.076", "General"),
        ('"1.076"', "1.076", "General"),
        ('"80"', "80", "General"),
        ("64.10%", "64.10%", "General"),
        ("0.5", "0.5", "General"),
        ("05", "05", "General"),
        ("4.953.752.936,-", "4.953.752.936,-", "General"),
        ("1.03.02", "1.03.02", "General"),
        ("-", "-", "General"),
        ("69,1-69,5", "69,1-69,5", "General"),
        ("#DIV/0!", ErrorValue.DIV0, "General"),
    ],
)
def test_a_cell_holds_what_typing_leaves(text: str, value: Value, number_format: str) -> None:
    (grid,) = draw(f"| {text} |").grids()

    assert grid.value(1, 1) == value
    assert type(grid.value(1, 1)) is type(value)
    assert grid.look(1, 1).number_format == number_format


def test_titles_blank_rows_and_sheets() -> None:
    first, second = draw(
        """
        Tabel 3.1

        | a | b |
        ## Lembar kedua
        | c |
        """
    ).grids()

    assert (first.sheet, second.sheet) == ("Lembar 1", "Lembar kedua")
    assert first.rows == {1: ["Tabel 3.1"], 3: ["a", "b"]}
    assert second.rows == {1: ["c"]}


def test_a_named_first_sheet_leaves_no_blank_one_before_it() -> None:
    assert [grid.sheet for grid in draw("\n## Satu\n| a |\n## Dua\n| b |").grids()] == [
        "Satu",
        "Dua",
    ]


def test_joined_cells_are_merges() -> None:
    (grid,) = draw(
        """
        | a | < | b |
        | c | d | ^ |
        | e | < | f |
        | ^ | < | g |
        """,
        top=5,
        left=3,
    ).grids()

    assert list(grid.merges) == [
        CellRange.parse("C5:D5"),
        CellRange.parse("E5:E6"),
        CellRange.parse("C7:D8"),
    ]
    assert grid.shown(8, 4) == "e"


def test_bold() -> None:
    (grid,) = draw("| **PROGRAM A** | b |").grids()

    assert grid.value(1, 1) == "PROGRAM A"
    assert (grid.look(1, 1).bold, grid.look(1, 2).bold) == (True, False)


@pytest.mark.parametrize("text", ["| < |", "| ^ |", "| a | < |\n| ^ | b |", "| a | b |\n| < | ^ |"])
def test_joins_that_make_no_merge_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"drawing|rectangle"):
        draw(text)


def test_a_formula_with_its_stored_result() -> None:
    (grid,) = draw("| 80 | 70 | =B1/A1*100 → 87,50 | =SUM(A1:B1) → 150 | =A1 |").grids()

    assert grid.formulas == {(1, 3): "B1/A1*100", (1, 4): "SUM(A1:B1)"}
    assert (grid.value(1, 3), grid.value(1, 4), grid.value(1, 5)) == (87.5, 150.0, "=A1")
    assert grid.look(1, 3).number_format == "0.00"
    assert not grid.stale


def test_formulas_move_with_their_drawing() -> None:
    (grid,) = draw("| 80 | 70 | =B1/$A$1*100 → #DIV/0! |", top=4, left=2).grids()

    assert grid.formulas == {(4, 4): "C4/$A$1*100"}
    assert grid.value(4, 4) is ErrorValue.DIV0


def test_a_sheet_that_cannot_be_read_is_drawn_by_its_reason() -> None:
    first, second = draw("""
        ## Kinerja
        | Indikator | Target |

        ## Anggaran
        ~~isinya terpotong~~
    """).sheets

    assert not first.losses
    assert [loss.what for loss in second.losses] == ["isinya terpotong"]
    assert not second.rows


def test_more_digits_than_a_number_has_stay_a_text() -> None:
    """The number of an official, say; as a number it would lose its last digits."""
    (grid,) = draw("| 197001011998031001 | " + "9" * 400 + " |").sheets

    assert grid.rows[1] == ["197001011998031001", "9" * 400]
