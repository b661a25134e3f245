"""What may change about a workbook without changing what is found in it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from lkjip_xl.adapters.drawn import DrawnBook, draw
from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.domain.field import Kind
from lkjip_xl.domain.quantity import Figure
from lkjip_xl.finding import Finding
from lkjip_xl.grid import Grid, Value
from lkjip_xl.location import CellRange
from lkjip_xl.pipeline import check
from lkjip_xl.rules.catalogue import RULES
from lkjip_xl.tables.numbers import read_figure, read_text

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
BOOKS = ("dp3akb-serang-2021.xlsx", "contoh-bersih.xlsx")
DRAWINGS = [
    pytest.param(drawing, id=f"{rule.code}-{kind}")
    for rule in RULES
    for kind, drawing in rule.examples
]
drawings = st.sampled_from([drawing for rule in RULES for _, drawing in rule.examples])


@cache
def read_book(name: str) -> DrawnBook:
    return DrawnBook(name, tuple(FileBook(WORKBOOKS / name).grids()))


@cache
def findings_at_home(name: str) -> list[Finding]:
    return findings_of(read_book(name))


def findings_of(*books: DrawnBook) -> list[Finding]:
    return list(check(*books).findings)


def changed(book: DrawnBook, *sheets: Grid) -> DrawnBook:
    return DrawnBook(book.name, sheets)


def verdicts(findings: list[Finding]) -> list[tuple[str, ...]]:
    """Return what was found, where it does not say in which cell."""
    return sorted((f.fingerprint, f.code, f.severity, f.written, f.expected) for f in findings)


def move(grid: Grid, down: int, right: int) -> Grid:
    """Return the sheet with so many blank rows above it and blank columns left of it."""
    return replace(
        grid,
        rows={r + down: [None] * right + list(row) for r, row in grid.rows.items()},
        looks={r + down: [0] * right + list(row) for r, row in grid.looks.items()},
        formulas={
            (r + down, c + right): _shift_formula(text, down, right)
            for (r, c), text in grid.formulas.items()
        },
        ignored={
            name: tuple(_shift_range(cells, down, right) for cells in ranges)
            for name, ranges in grid.ignored.items()
        },
        stale={(r + down, c + right) for r, c in grid.stale},
        merges=[_shift_range(merge, down, right) for merge in grid.merges],
        hidden_rows=frozenset(r + down for r in grid.hidden_rows),
        hidden_columns=frozenset(c + right for c in grid.hidden_columns),
        outline={r + down: depth for r, depth in grid.outline.items()},
        _merges_by_row=None,
    )


def _shift_range(cells: CellRange, down: int, right: int) -> CellRange:
    return CellRange(cells.top + down, cells.left + right, cells.bottom + down, cells.right + right)


def _shift_formula(text: str, down: int, right: int) -> str:
    """Return a formula as Excel rewrites it when rows and columns are inserted before its cells."""
    # A fixed reference moves along too when rows are inserted above it.
    bare = text.replace("$", "")
    moved = Translator(f"={bare}", "A1").translate_formula(row_delta=down, col_delta=right)
    return moved.removeprefix("=")


def without_formulas(grid: Grid) -> Grid:
    """Return the sheet with its formulas pasted as values."""
    return replace(grid, formulas={}, stale=set(), _merges_by_row=None)


def rename(grid: Grid, sheet: str, file: str = "") -> Grid:
    return replace(grid, sheet=sheet, file=file or grid.file, _merges_by_row=None)


def write_as_text(grid: Grid) -> Grid:
    """Return the sheet with its numbers as texts in regular notation, where these are clear."""
    rows = {
        row: [_as_text(grid, row, column, value) for column, value in enumerate(values, start=1)]
        for row, values in grid.rows.items()
    }
    return replace(grid, rows=rows, _merges_by_row=None)


def _as_text(grid: Grid, row: int, column: int, value: Value) -> Value:
    if not isinstance(value, float):
        return value
    shown = read_figure(value, grid.look(row, column).number_format, Kind.KINERJA)
    readings = [read_text(shown.written, kind) for kind in Kind]
    return shown.written if all(_is_same(shown, reading) for reading in readings) else value


def _is_same(one: Figure, other: Figure) -> bool:
    return one.value == other.value and other.alternative is None and not other.doubts


@given(drawings, st.integers(0, 30), st.integers(0, 9))
def test_moving_a_table_moves_its_findings(drawing: str, down: int, right: int) -> None:
    at_home = findings_of(draw(drawing))
    moved = findings_of(draw(drawing, top=1 + down, left=1 + right))

    assert [f.at.moved(down, right) for f in at_home] == [f.at for f in moved]
    assert [[cell.moved(down, right) for cell in f.related] for f in at_home] == [
        list(f.related) for f in moved
    ]
    assert verdicts(at_home) == verdicts(moved)


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize(("down", "right"), [(1, 0), (7, 0), (0, 3), (5, 2)])
def test_moving_the_sheets_of_a_book_moves_its_findings(name: str, down: int, right: int) -> None:
    book = read_book(name)
    moved = findings_of(changed(book, *(move(grid, down, right) for grid in book.sheets)))

    assert [f.at.moved(down, right) for f in findings_at_home(name)] == [f.at for f in moved]
    assert verdicts(findings_at_home(name)) == verdicts(moved)


@pytest.mark.parametrize("name", BOOKS)
def test_the_names_of_the_sheets_mean_nothing(name: str) -> None:
    book = read_book(name)
    sheets = [rename(grid, f"Sheet{number}") for number, grid in enumerate(book.sheets)]

    assert verdicts(findings_of(changed(book, *sheets))) == verdicts(findings_at_home(name))


@pytest.mark.parametrize("name", BOOKS)
def test_the_order_of_the_sheets_means_nothing(name: str) -> None:
    book = read_book(name)
    turned = findings_of(changed(book, *reversed(book.sheets)))

    assert verdicts(turned) == verdicts(findings_at_home(name))


@pytest.mark.parametrize("name", BOOKS)
def test_one_book_may_be_many(name: str) -> None:
    def split() -> Iterator[DrawnBook]:
        for number, grid in enumerate(read_book(name).sheets):
            file = f"bagian {number}.xlsx"
            yield DrawnBook(file, (rename(grid, "Sheet1", file),))

    assert verdicts(findings_of(*split())) == verdicts(findings_at_home(name))


@pytest.mark.parametrize("name", BOOKS)
def test_numbers_written_as_text_are_numbers(name: str) -> None:
    book = read_book(name)
    typed = [without_formulas(grid) for grid in book.sheets]
    written = [write_as_text(grid) for grid in typed]
    count = sum(
        isinstance(old, float) and isinstance(new, str)
        for before, after in zip(book.sheets, written, strict=True)
        for row in before.rows
        for old, new in zip(before.rows[row], after.rows[row], strict=True)
    )

    assert count > 900
    # A live formula over texts does give another result, and is told so.
    assert verdicts(findings_of(changed(book, *written))) == verdicts(
        findings_of(changed(book, *typed))
    )


@pytest.mark.parametrize("name", BOOKS)
def test_without_looks_the_verdict_is_the_same(name: str) -> None:
    """A reader that sees values only still sees number formats as written texts."""
    book = read_book(name)
    bare = [
        replace(
            grid,
            palette=[look._replace(bold=False, italic=False, indent=0) for look in grid.palette],
            _merges_by_row=None,
        )
        for grid in book.sheets
    ]
    assert verdicts(findings_of(changed(book, *bare))) == verdicts(findings_at_home(name))


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_checking_twice_gives_the_same(drawing: str) -> None:
    assert findings_of(draw(drawing)) == findings_of(draw(drawing))


KINERJA = """
| No | Sasaran       | Program/Kegiatan/Sub Kegiatan | Indikator | Satuan | Target | Realisasi | % Capaian | Pagu (Rp)   | Realisasi (Rp) | Serapan (%) | Keterangan |
| 1  | Jalan membaik |                  | Mantap    | km     | 80     | 70        | 90,00     |             |                |             |            |
| 2  |               | PROGRAM JALAN    | Terawat   | km     | 10     | 9.5       | 95,00     | 900.000.000 | 800.000.000    | 88,89       | baik       |
|    |               | Pemeliharaan     | Panjang   | km     | 20     |           |           | 500.000.000 | 450.000.000    | 91,00       |            |
|    |               | Pembangunan      | Trotoar   | m      | 1.076  | 927       | 86,15     | 300.000.000 | 350.000.000    | 116,66      |            |
|    |               |                  | Saluran   | m      | 50     | dua       | -         |             |                |             |            |
|    |               | JUMLAH           |           |        |        |           |           | 900.000.000 | 810.000.000    | 90,00       |            |
"""


def reorder(drawing: str, order: list[int]) -> str:
    lines = [line.strip("|").split("|") for line in drawing.strip().splitlines()]
    return "\n".join("|" + "|".join(cells[i] for i in order) + "|" for cells in lines)


def test_the_table_to_reorder_has_findings_of_every_family_that_one_table_can_have() -> None:
    codes = {finding.code for finding in findings_of(draw(KINERJA))}
    assert {code[:3] for code in codes} == {"ANG", "HIR", "HIT", "ISI"}
    assert len(codes) >= 10


@given(st.permutations(range(12)))
def test_the_order_of_the_columns_means_nothing(order: list[int]) -> None:
    home, turned = findings_of(draw(KINERJA)), findings_of(draw(reorder(KINERJA, order)))
    assert _by_code(verdicts(home)) == _by_code(verdicts(turned))


def _by_code(found: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return sorted((code, fingerprint) for fingerprint, code, *_ in found)


@given(drawings, st.integers(0, 11))
def test_rows_inserted_above_leave_the_fingerprints(drawing: str, rows: int) -> None:
    below = verdicts(findings_of(draw(drawing, top=1 + rows)))
    assert below == verdicts(findings_of(draw(drawing)))
