"""Plain formulas give what a spreadsheet program gives, or nothing."""

import math
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl.figures.calculator import Calculator, Undecided
from lkjip_xl.figures.plain_formula import parse_plain
from lkjip_xl.grid import ErrorValue, Grid, Value
from lkjip_xl.location import parse_a1

#: A target, a realisasi, text, truth, blanks and errors, as annexes have them.
DATA: dict[str, Value] = {
    "A1": 80.0, "B1": 70.0, "C1": 0.1, "D1": 0.2, "E1": 0.3,
    "A2": "n/a", "B2": None, "C2": True, "D2": -5.0, "E2": 0.0,
    "A3": 6371088274.0, "B3": 5975951784.0, "C3": 1.005, "D3": 2.5, "E3": -2.5,
    "A4": "Turun", "C4": 12.0, "D4": 3.0,
}  # fmt: skip

#: No sum over a truth value: LibreOffice adds it, Excel does not.
FORMULAS = (
    "B1/A1*100", "B1/A1", "(2*A1-B1)/A1*100", "A1/B1*100", "(A1-B1)/A1", "B3/A3*100", "A3-B3",
    "B1/A1*100%", "50%", "200%*2", "-2^2", "2^-1", "2^3^2", "-D2", "+D2", "--D2", "1-B1/A1",
    "A1+B1+C1", "C1+D1-E1", "A1*B1/C4", "A1-B1-C4", "A1/C4/D4", "A1/E2", "A1/G9", "G9", "G9+1",
    "A2+1", "C2+1", "C2*A1", "A4*2", "SUM(A1:E1)", "SUM(A1,B1)", "SUM(A1:B1,C4,5)", "SUM(A1:B4)",
    "SUM(A2:B2)", "SUM(G1:G9)", "SUM(A1+B1,C1)", "SUM(A1:B1)/2", "AVERAGE(A1:B1)", "AVERAGE(A1:B4)",
    "AVERAGE(G1:G9)", "MIN(A1:E3)", "MAX(A1:E3)", "MIN(G1:G9)", "MIN(B1/A1*100,100)",
    "MAX(0,(2*A1-B1)/A1)", "ROUND(C3,2)", "ROUND(D3,0)", "ROUND(E3,0)", "ROUND(B1/A1*100,2)",
    "ROUND(A3,-6)", "ROUNDUP(B1/A1,2)", "ROUNDDOWN(B1/A1*100,0)", "ABS(D2)", "INT(E3)", "INT(D3)",
    "IF(A1>0,B1/A1,0)", 'IF(A1=0,"",B1/A1*100)', 'IF(G9="","-",1)', 'IF(A4="turun",1,2)',
    "IF(E2=0,0,A1/E2)", "IF(A1>=80,1)", "IF(A1<80,1)", "IF(C1+D1=E1,1,2)", 'IF(A2="n/a",0,A2)',
    "IFERROR(A1/E2,0)", 'IFERROR(A1/E2,"-")', "IFERROR(B1/A1,0)", "IFERROR(A2*2,7)",
    "IF(AND(A1>0,B1>0),B1/A1,0)", "IF(OR(A1=0,B1=0),1,2)", "IF(NOT(A1=0),1,2)", "A1=80", "A1<>B1",
    "IF(ISBLANK(G9),1,2)", "IF(ISERROR(A1/E2),1,2)", "IF(ISNUMBER(A2),1,2)", "IF(ISNUMBER(A1),1,2)",
    "SUBTOTAL(9,A1:E1)", "$B$1/$A$1*100", "b1/a1*100", " B1 / A1 * 100 ", "(B1/A1)*100",
    "((B1))/(A1)", "SUM((A1),(B1))", "A1+B1*2-C4/4", "A1^0.5", "A4&A2", "1E3+A1", ".5*A1",
)  # fmt: skip


def sheet(cells: dict[str, Value], formulas: dict[str, str] | None = None) -> Grid:
    rows: dict[int, list[Value]] = {}
    for a1, value in cells.items():
        row, column = parse_a1(a1)
        values = rows.setdefault(row, [])
        values += [None] * (column - len(values))
        values[column - 1] = value
    own = {parse_a1(a1): text for a1, text in (formulas or {}).items()}
    return Grid(file="buku.xlsx", sheet="Data", rows=dict(rows), formulas=own)


def compute(formula: str, *grids: Grid) -> Value:
    own = grids or (sheet(DATA),)
    parts = parse_plain(formula)
    assert parts is not None, formula
    return Calculator(own).compute(own[0], parts.tree, parts.references)


@pytest.mark.soffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is missing")
def test_libreoffice_agrees(tmp_path: Path) -> None:
    theirs = ask_libreoffice(tmp_path)
    ours = [compute(formula) for formula in FORMULAS]

    assert [
        (formula, own, their)
        for formula, own, their in zip(FORMULAS, ours, theirs, strict=True)
        if not same(own, their)
    ] == []


def ask_libreoffice(folder: Path) -> list[object]:
    """Return what LibreOffice computes for every formula, all in one book."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for a1, value in DATA.items():
        page[a1] = value
    for row, formula in enumerate(FORMULAS, start=1):
        page[f"H{row}"] = f"={formula}"
    source, target = folder / "buku.xlsx", folder / "hasil"
    book.save(source)
    profile = (folder / "profil").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(target), str(source)],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    done = openpyxl.load_workbook(target / "buku.xlsx", data_only=True).worksheets[0]
    return [done.cell(row, 8).value for row in range(1, len(FORMULAS) + 1)]


def same(own: Value, their: object) -> bool:
    if isinstance(own, bool) or isinstance(their, bool):
        return own is their
    if isinstance(own, float) and isinstance(their, int | float):
        return math.isclose(own, their, rel_tol=1e-12, abs_tol=1e-12)
    return own == their or (own == "" and their is None)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("B1/A1*100", 87.5),
        ("A1/E2", ErrorValue.DIV0),
        ("A2+1", ErrorValue.VALUE),
        ("G9", 0.0),
        ('IF(G9="","-",1)', "-"),
        ("SUM(A1:E4)", 80 + 70 + 0.6 - 5 + 6371088274 + 5975951784 + 1.005 + 15),
        ("#REF!+1", ErrorValue.REF),
        ("IFERROR(#REF!,3)", 3.0),
    ],
)
def test_values(formula: str, value: Value) -> None:
    assert compute(formula) == value


def test_other_sheets_of_the_book() -> None:
    other = Grid(file="buku.xlsx", sheet="Tabel 3.4", rows={2: (None, 5.0), 3: (None, 7.0)})

    assert compute("'Tabel 3.4'!B2*2", sheet(DATA), other) == 10
    assert compute("SUM('tabel 3.4'!B2:B3)+A1", sheet(DATA), other) == 92


def test_a_subtotal_passes_over_subtotals() -> None:
    grid = sheet({"A1": 2.0, "A2": 3.0, "A3": 5.0, "A4": 7.0}, {"A3": "SUBTOTAL(9,A1:A2)"})

    assert compute("SUBTOTAL(9,A1:A4)", grid) == 12
    assert compute("SUM(A1:A4)", grid) == 17


@pytest.mark.parametrize(
    "formula",
    ["A1:B1*2", "'Lain'!A1+1", "A1&B1", "MEDIAN(A1:B1)", "VLOOKUP(A1,A1:B2,2,FALSE)", "IF(A4,1,2)"],
)
def test_what_is_not_known_is_left_undecided(formula: str) -> None:
    with pytest.raises(Undecided):
        compute(formula)


def test_text_with_digits_depends_on_the_language() -> None:
    grid = sheet({"A1": "1.076", "B1": 2.0})

    with pytest.raises(Undecided):
        compute("A1*B1", grid)
    assert compute("SUM(A1:B1)", grid) == 2


def test_a_stale_cell_is_not_taken_for_a_blank_one() -> None:
    grid = sheet({"B1": 2.0}, {"A1": "B1"})
    grid.stale.add((1, 1))

    for formula in ("A1*2", "SUM(A1:B1)"):
        with pytest.raises(Undecided):
            compute(formula, grid)


@pytest.mark.parametrize(
    "formula",
    [
        "TODAY()-A1", "NOW()", "RAND()", "OFFSET(A1,1,0)", 'INDIRECT("A1")', "[1]Lain!A1",
        "pagu*2", "A1 B1", "{1,2}", "SUM(A1", "A1+", "", "Table1[Pagu]", "@A1",
    ],
)  # fmt: skip
def test_what_is_no_plain_formula(formula: str) -> None:
    parts = parse_plain(formula)
    if parts is None:
        return
    with pytest.raises(Undecided):
        Calculator([]).compute(sheet(DATA), parts.tree, parts.references)


@pytest.mark.parametrize(
    ("formula", "references", "typed", "mean"),
    [
        ("SUM(A1:A5)", 1, (), False),
        ("A1+A2+A3", 3, (), False),
        ("SUM(A1,A3)+A5", 3, (), False),
        ("ROUND(SUM(A1:A5),0)", 1, (), False),
        ("SUBTOTAL(9,A1:A5)", 1, (), False),
        ("SUM(A1:A5)+1000", 1, (1000.0,), False),
        ("AVERAGE(A1:A5)", 1, (), True),
        ("SUM(A1:A5)/5", 1, (), True),
        ("SUM(A1:A5)/COUNT(A1:A5)", 1, (), True),
        ("(A1+A2)/2", 2, (), True),
        ("A1", 1, (), False),
    ],
)
def test_summations(formula: str, references: int, typed: tuple[float, ...], mean: bool) -> None:
    parts = parse_plain(formula)
    assert parts is not None and parts.summation is not None

    assert len(parts.summation.references) == references
    assert (parts.summation.typed, parts.summation.mean) == (typed, mean)


@pytest.mark.parametrize("formula", ["A1/B1*100", "A1-B1", "A1*2", "(A1+A2)/3", "MAX(A1:A5)", "5"])
def test_no_summations(formula: str) -> None:
    parts = parse_plain(formula)
    assert parts is not None and parts.summation is None


@pytest.mark.parametrize(
    ("formula", "a1"),
    [("SUM(B:B)", "B1:B1048576"), ("SUM(2:3)", "A2:XFD3"), ("SUM($2:$3)", "A2:XFD3")],
)
def test_whole_columns_and_rows_are_ranges(formula: str, a1: str) -> None:
    parts = parse_plain(formula)
    assert parts is not None
    assert [one.cells.a1 for one in parts.references] == [a1]


@given(st.text(alphabet="A1B2:+-*/^%()$,!'\"<>=&# SUMIF.", max_size=40))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    parts = parse_plain(text)
    if parts is not None:
        try:
            Calculator([]).compute(sheet(DATA), parts.tree, parts.references)
        except Undecided:
            return


def test_the_library_is_not_imported() -> None:
    code = (
        "import sys; from lkjip_xl.figures.plain_formula import parse_plain; "
        "parse_plain('SUM(A1:A5)'); assert 'formulas' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
