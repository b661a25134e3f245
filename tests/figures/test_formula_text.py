import pytest

from lkjip_xl.figures.formula_text import LAST_COLUMN, LAST_ROW, Role, take_apart
from lkjip_xl.location import CellRange


@pytest.mark.parametrize(
    ("formula", "shape"),
    [
        ("H12/G12*100", "A1/A2*100"),
        ("$H$13/G13*100", "A1/A2*100"),
        ("'Tabel 3.4'!F7/E7*100", "A1/A2*100"),
        ("(2*G8-H8)/G8*100", "(2*A1-A2)/A1*100"),
        ("SUM(H7:H9)", "SUM(A1:B1)"),
        ("sum( H7:H90 )", "SUM(A1:B1)"),
        ("IFERROR(H7/G7,\"H8\")", "IFERROR(A1/A2,\"H8\")"),
        ("SUM(A:C)+SUM(2:3)", "SUM(A1:B1)+SUM(A2:B2)"),
        ("_xlfn.IFNA(B2,0)", "IFNA(A1,0)"),
        ("'Tabel 3.4'!#REF!*2", "#REF!*2"),
        ("B2*1E3", "A1*1000"),
        ("IF(B2>=10%,TRUE,#N/A)", "IF(A1>=10%,TRUE,#N/A)"),
    ],
)  # fmt: skip
def test_formulas_of_one_shape_differ_only_in_their_cells(formula: str, shape: str) -> None:
    assert take_apart(formula).shape == shape


def test_references_keep_their_sheet_and_cells() -> None:
    first, second, third = take_apart("'Tahun ''21'!$B$2:C9+Data!D:D+F1").references

    assert (first.sheet, first.cells) == ("Tahun '21", CellRange(2, 2, 9, 3))
    assert (second.sheet, second.cells) == ("Data", CellRange(1, 4, LAST_ROW, 4))
    assert (third.sheet, third.cells, third.is_single) == ("", CellRange(1, 6, 1, 6), True)
    assert take_apart("SUM(2:3)").references[0].cells == CellRange(2, 1, 3, LAST_COLUMN)


@pytest.mark.parametrize(
    ("formula", "role"),
    [
        ("SUM(B2:B9)", Role.NUMBERS),
        ("SUM(1, B2)", Role.NUMBERS),
        ("SUM(B2*2)", Role.ARITHMETIC),
        ("-B2", Role.ARITHMETIC),
        ("ROUND(B2,1)", Role.ARITHMETIC),
        ("COUNTIF(B2:B9,\">1\")", Role.CRITERIA),
        ("IF(B2=\"\",0,1)", Role.PLAIN),
        ("IF(1,B2)", Role.PLAIN),
        ("B2", Role.PLAIN),
    ],
)  # fmt: skip
def test_a_reference_knows_what_is_done_with_its_text(formula: str, role: Role) -> None:
    assert [reference.role for reference in take_apart(formula).references] == [role]


@pytest.mark.parametrize(
    ("formula", "obstacle"),
    [
        ("SUBTOTAL(9,B2:B9)", "fungsi SUBTOTAL tidak didukung"),
        ("INDIRECT(\"A\"&1)", "fungsi INDIRECT tidak didukung"),
        ("[1]Lembar!A1*2", "merujuk buku kerja lain"),
        ("'[lain.xlsx]Tabel 3'!A1", "merujuk buku kerja lain"),
        ("[1]!pagu*2", "merujuk buku kerja lain"),
        ("pagu*2", "nama pagu tidak didukung"),
        ("SUM(Tabel1[[#This Row],[pagu]])", "nama Tabel1[[#This Row],[pagu]] tidak didukung"),
        ("SUM((A1,B1))", "gabungan rentang tidak didukung"),
        ("SUM(A1:B2 B1:C3)", "irisan rentang tidak didukung"),
        ("SUM({1,2})", "tanda { tidak didukung"),
        ("COUNTIF(A1:A9,\"<>\")", "syarat \"<>\" tidak didukung"),
        ("COUNTIF(A1:A9,\"jalan*\")", "syarat \"jalan*\" tidak didukung"),
        ("SUM(A1:INDEX(B1:B9,2))", "tanda : tidak didukung"),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_is_said(formula: str, obstacle: str) -> None:
    assert take_apart(formula).obstacle == obstacle
