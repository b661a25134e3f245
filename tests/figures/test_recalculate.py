from __future__ import annotations

import math
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl.figures.calculator import Calculator, Undecided
from lkjip_xl.figures.recalculate import recalculate
from lkjip_xl.grid import ErrorValue, Grid, Value
from lkjip_xl.location import parse_a1

Cells = Mapping[str, Value]


def sheet(cells: Cells, name: str = "Tabel 3.1", file: str = "buku.xlsx") -> Grid:
    """Return a grid whose texts that begin with ``=`` are formulas without a stored result."""
    rows: dict[int, list[Value]] = {}
    formulas: dict[tuple[int, int], str] = {}
    for a1, value in cells.items():
        row, column = parse_a1(a1)
        values = rows.setdefault(row, [])
        values += [None] * (column - len(values))
        if isinstance(value, str) and value.startswith("="):
            formulas[row, column] = value[1:]
        else:
            values[column - 1] = value
    return Grid(
        file=file,
        sheet=name,
        rows={row: tuple(values) for row, values in rows.items()},
        formulas=formulas,
        stale=set(formulas),
    )


def value(grid: Grid, a1: str) -> Value:
    return grid.value(*parse_a1(a1))


def reasons(*grids: Grid) -> dict[str, str]:
    return {at.a1: reason for at, reason in recalculate(grids).items()}


def test_results_take_their_place() -> None:
    grid = sheet({"A1": 80.0, "B1": 70.0, "D1": "=B1/A1*100", "A3": "=SUM(A1:B2)"})

    assert recalculate([grid]) == {}

    assert value(grid, "D1") == 87.5
    assert value(grid, "A3") == 150
    assert grid.rows[1][2] is None
    assert not grid.stale


def test_stored_results_are_left_alone() -> None:
    grid = sheet({"A1": 1.0, "B1": "=A1+1", "C1": "=B1+1"})
    grid.rows[1] = (1.0, 50.0, None)
    grid.stale = {(1, 3)}

    recalculate([grid])

    assert grid.rows[1] == [1.0, 50.0, 51.0]


def test_other_sheets_of_the_same_book_are_seen() -> None:
    first = sheet({"A1": "='Tabel 3.4'!B2*2"})
    second = sheet({"A2": 4.0, "B2": "=A2+1"}, name="TABEL 3.4")
    stranger = sheet({"B2": 99.0}, name="Tabel 3.4", file="lain.xlsx")

    recalculate([stranger, first, second])

    assert value(first, "A1") == 10


def test_a_long_running_total_is_no_trouble() -> None:
    rows = 3_000
    cells: dict[str, Value] = {"A1": 1.0}
    cells.update({f"A{row}": f"=A{row - 1}+1" for row in range(2, rows + 1)})
    grid = sheet(cells)

    recalculate([grid])

    assert value(grid, f"A{rows}") == rows


def test_errors_stay_errors() -> None:
    grid = sheet(
        {"A1": 1.0, "B1": 0.0, "C1": "=A1/B1", "D1": "=C1+1", "E1": '=IFERROR(D1,"-")',
         "F1": "=#REF!*2", "G1": "=SQRT(-1)", "H1": "=(-8)^0.5", "I1": ErrorValue.NA, "J1": "=I1"}
    )  # fmt: skip

    recalculate([grid])

    assert [grid.value(1, column) for column in range(3, 9)] == [
        ErrorValue.DIV0, ErrorValue.DIV0, "-", ErrorValue.REF, ErrorValue.NUM, ErrorValue.NUM,
    ]  # fmt: skip
    assert value(grid, "J1") is ErrorValue.NA


def test_a_number_that_excel_cannot_hold_is_an_error() -> None:
    grid = sheet({"A1": "=1E+400", "A2": "=9^9^9"})

    recalculate([grid])

    assert value(grid, "A1") is ErrorValue.NUM
    assert value(grid, "A2") == pytest.approx(float((9**9) ** 9))  # Excel reads from the left


def test_what_cannot_be_computed_stays_stale_and_is_reported() -> None:
    grid = sheet(
        {"A1": "=SUBTOTAL(9,B1:B2)", "A2": "=A1*2", "A3": "=A3+1", "A4": "=Hilang!A1",
         "A5": "=A6", "A6": "=A5", "A7": "=B1:B2*2", "A8": "=1+", "A9": "=[1]X!A1", "B1": 1.0}
    )  # fmt: skip

    said = reasons(grid)

    assert said["A1"] == "fungsi SUBTOTAL tidak didukung"
    assert said["A2"] == "bergantung pada 'Tabel 3.1'!A1, yang tidak dapat dihitung"
    assert said["A3"] == "rumus merujuk dirinya sendiri (melingkar)"
    assert said["A4"] == "merujuk lembar 'Hilang' yang tidak terbaca"
    assert "melingkar" in said["A6"]
    assert said["A7"] == "hasil rumus berupa larik"
    assert said["A8"] == "rumus tidak dapat diuraikan"
    assert said["A9"] == "merujuk buku kerja lain"
    assert grid.stale == {(row, 1) for row in range(1, 10)}


@pytest.mark.parametrize("text", ["1.076", "10,5", "Rp 4.953", "64,10%", "2021-2022"])
def test_text_that_is_a_number_in_one_language_only_is_not_guessed(text: str) -> None:
    grid = sheet({"A1": text, "B1": "=A1*2", "C1": '=IF(A1="","kosong","isi")'})

    assert "bergantung pada pengaturan bahasa" in reasons(grid)["B1"]
    assert value(grid, "C1") == "isi"


def test_plain_digits_and_words_mean_the_same_in_every_language() -> None:
    grid = sheet({"A1": "12", "A2": "teks", "B1": "=A1*2", "B2": "=A2*2", "B3": "=SUM(A1:A2)"})

    assert reasons(grid) == {}
    assert (value(grid, "B1"), value(grid, "B2"), value(grid, "B3")) == (24, ErrorValue.VALUE, 0)


def test_sums_pass_over_text_and_truth_values_as_excel_does() -> None:
    grid = sheet({"A1": True, "A2": "7", "A3": 2.0, "B1": "=SUM(A1:A3)", "B2": "=COUNT(A1:A3)"})

    recalculate([grid])

    assert (value(grid, "B1"), value(grid, "B2")) == (2, 1)


def test_evaluating_changes_nothing() -> None:
    grid = sheet({"A1": 80.0, "B1": 70.0, "C1": "=B1/A1*100", "D1": "=ROUND(C1,0)"})
    grid.rows[1] = (80.0, 70.0, 90.0, None)
    grid.stale = set()
    calculator = Calculator([grid])

    assert calculator.evaluate(grid, "B1/A1*100") == 87.5
    assert calculator.evaluate(grid, "ROUND(C1,0)") == 90  # from the stored 90, not the formula
    assert calculator.evaluate(grid, "A1") == 80
    assert grid.rows[1] == (80.0, 70.0, 90.0, None)


def test_a_stored_result_that_cannot_be_computed_again_still_serves_others() -> None:
    grid = sheet({"A1": "=INDIRECT(B1)", "C1": "=A1+1"})
    grid.rows[1] = (5.0,)
    grid.stale = {(1, 3)}

    recalculate([grid])

    with pytest.raises(Undecided, match="INDIRECT"):
        Calculator([grid]).evaluate(grid, grid.formulas[1, 1])
    assert value(grid, "C1") == 6


def test_the_library_is_not_loaded_where_nothing_is_stale() -> None:
    code = (
        "import sys\n"
        "from lkjip_xl.figures.recalculate import recalculate\n"
        "from lkjip_xl.grid import Grid\n"
        "recalculate([Grid(file='a', sheet='b', rows={1: (1.0,)})])\n"
        "assert not {'formulas', 'numpy', 'schedula'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_many_formulas_of_few_shapes_are_quick() -> None:
    cells: dict[str, Value] = {}
    for row in range(1, 151):
        cells |= {f"A{row}": 1000.0 + row, f"B{row}": 900.0}
        cells |= {f"C{row}": f"=B{row}/A{row}*100", f"D{row}": f"=IFERROR(ROUND(C{row},2),0)"}
    recalculate([sheet({"A1": "=1+1"})])  # the import is paid once
    grid = sheet(cells)

    start = time.perf_counter()
    recalculate([grid])

    assert not grid.stale
    assert time.perf_counter() - start < 2  # measured: 0.1 s; the margin is for busy machines


# The truth value stands apart: LibreOffice adds those in a range up, Excel passes over them.
DATA: dict[str, Value] = {
    "A1": 10.0, "A2": 4.0, "A4": "teks", "A5": 0.0, "A6": 2.5, "A7": "12", "A9": -7.0,
    "A10": "10,5", "D9": True, "B1": 1.0, "B2": 2.0, "B3": 3.0, "B5": "x", "B6": 4.0, "B7": "7",
    "C1": "a", "C2": "b", "C3": "a", "C4": "B",
}  # fmt: skip

FORMULAS = (
    # arithmetic, blanks, text
    "A1/A2", "A1/A5", "A1+A3", "A1*A4", "A7+1", "A2^2", "-A2^2", "2^-1", "A1%", "A1*50%", "D9+1",
    'A1&"x"', 'A3&"x"', "A3", "A4", "D9", "1E3+1", "(A1-A2)/A2*100", "((2*A1)-A2)/A1*100",
    # comparison
    "A3=0", 'A3=""', 'A4="TEKS"', "A1>A2", "A1<>A2", "A1<=10", 'A1="10"', "A1<A4",
    # sums over cells that hold text, blanks and truth values
    "SUM(B1:B7)", "SUM(A7,1)", "SUM(A1:A10)", "SUM(A3)", "SUM(A1,A2,B1:B3)", "SUM(A1:B3)",
    "AVERAGE(B1:B7)", "AVERAGE(A1:A10)", "AVERAGE(B4:B5)", "MIN(B1:B7)", "MAX(B1:B7)",
    "MAX(B4:B5)", "COUNT(B1:B7)", "COUNTA(B1:B7)", "PRODUCT(B1:B3)", "MEDIAN(B1:B7)",
    "LARGE(B1:B7,1)", "SMALL(B1:B7,2)", "SUMPRODUCT(B1:B3,B1:B3)", "SUMPRODUCT(B4:B7,B1:B4)",
    'SUMPRODUCT((C1:C3="a")*B1:B3)', "SUM(B:B)", "SUM(B1:B1000)", "AVERAGE(B:C)",
    # rounding
    "ROUND(A6,0)", "ROUND(-2.5,0)", "ROUND(1.005,2)", "ROUND(2.675,2)", "ROUND(0.285,2)",
    "ROUND(5.015,2)", "ROUND(58.335,2)", "ROUND(1234567.5,-1)", "ROUND(A1/3,2)", "ROUND(A4,1)",
    "ROUND(A3,1)", "ROUNDUP(A6,0)", "ROUNDUP(-2.41,1)", "ROUNDDOWN(A6,0)", "ROUNDDOWN(-2.55,1)",
    "TRUNC(A6)", "INT(A9/2)", "MOD(A9,4)", "ABS(A9)", "SIGN(A9)", "POWER(A2,2)", "SQRT(A2)",
    "CEILING(A6,1)", "FLOOR(A6,1)",
    # conditions
    "IF(A5=0,0,A1/A5)", 'IF(A1>5,"Tinggi","Rendah")', 'IF(A4="teks",1)', "IF(A5,1)",
    "IF(AND(A1>5,A2<5),1,2)", "IF(OR(A1>50,A2<5),1,2)", "NOT(D9)", "IF(TRUE,1,0)",
    'IFERROR(A1/A5,"-")', "IFERROR(A1/A2*100,0)", "IFERROR(A4*1,0)",
    'IF(ISBLANK(A3),"kosong",A3)', 'IF(A3="","",1)', "ISBLANK(A4)", "ISNUMBER(A1)",
    "ISNUMBER(A7)", "ISNUMBER(A3)", "ISTEXT(A4)", "ISTEXT(A7)", "ISERROR(A1/A5)",
    "IF( A1 > 5 , 1 , 0 )",
    # by their names in files
    "_xlfn.IFNA(A1/A2,0)", '_xlfn.IFS(A1>50,"x",TRUE,"y")', "PI()", "IF(TRUE(),FALSE(),1)",
    # criteria
    'COUNTIF(C1:C4,"a")', 'COUNTIF(C1:C4,"b")', 'COUNTIF(B1:B7,">1")', "COUNTIF(B1:B7,2)",
    'SUMIF(C1:C3,"a",B1:B3)', 'SUMIF(B1:B3,">1")', 'SUMIF(B1:B7,">"&B1)',
    'SUMIF(C1:C7,"a",B1:B7)', 'AVERAGEIF(C1:C3,"a",B1:B3)', 'SUMIFS(B1:B3,C1:C3,"a")',
    'COUNTIFS(C1:C3,"a",B1:B3,">1")', 'AVERAGEIFS(B1:B3,C1:C3,"a")',
    # looking up, text
    "HLOOKUP(10,A1:B2,2,FALSE)", "SUM(A1:B1)/SUM(A2:B2)%",
    'VLOOKUP("b",C1:D4,1,FALSE)', 'VLOOKUP("z",C1:D4,1,FALSE)', "INDEX(B1:B7,2)",
    'MATCH("b",C1:C4,0)', "CHOOSE(2,A1,A2)", "LEN(A4)", "UPPER(A4)", "LEFT(A4,2)", "RIGHT(A4,2)",
    "MID(A4,2,2)", 'TRIM(" a ")', "CONCATENATE(A4,A1)", '"a""b"', "N(A4)", 'LOWER("AB")',
    # errors, other sheets
    "#REF!+1", "IFERROR(#REF!,0)", "#N/A", "Data!B2*2", "SUM(Data!B1:B3)",
    "SUM('Data'!$B$1:$B$3)",
)  # fmt: skip


@pytest.mark.soffice
def test_libreoffice_agrees(tmp_path: Path) -> None:
    cells: dict[str, Value] = {
        **DATA,
        **{f"H{row}": f"={formula}" for row, formula in enumerate(FORMULAS, start=1)},
    }
    other: dict[str, Value] = {"B1": 5.0, "B2": 6.0, "B3": "=B1+B2"}
    grids = [sheet(cells), sheet(other, name="Data")]

    unsolved = recalculate(grids)

    theirs = _ask_libreoffice(tmp_path, {"Tabel 3.1": cells, "Data": other})
    ours = [value(grids[0], f"H{row}") for row in range(1, len(FORMULAS) + 1)]
    differing = [
        (formula, own, their)
        for formula, own, their in zip(FORMULAS, ours, theirs, strict=True)
        if not _same(own, their)
    ]
    assert unsolved == {}
    assert differing == []


def _ask_libreoffice(folder: Path, sheets: Mapping[str, Cells]) -> list[object]:
    """Return column H of the first sheet as LibreOffice computes it."""
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for name, cells in sheets.items():
        page = book.create_sheet(name)
        for a1, content in cells.items():
            page[a1] = content
    source, target = folder / "buku.xlsx", folder / "hasil"
    book.save(source)
    profile = (folder / "profil").as_uri()  # of its own, so that a running LibreOffice is no matter
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(target), str(source)],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    page = openpyxl.load_workbook(target / "buku.xlsx", data_only=True).worksheets[0]
    return [page.cell(row, 8).value for row in range(1, len(FORMULAS) + 1)]


def _same(own: Value, their: object) -> bool:
    if isinstance(own, float) and isinstance(their, int | float) and not isinstance(their, bool):
        return math.isclose(own, their, rel_tol=1e-12, abs_tol=1e-12)
    # An empty text result is stored as no value at all.
    return own == their or (own == "" and their is None)
