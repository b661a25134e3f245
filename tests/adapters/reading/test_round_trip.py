"""What openpyxl and XlsxWriter write is what we read, and openpyxl reads the same as we do."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Alignment, Font, PatternFill

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.grid import PLAIN, Grid, Look, Value
from lkjip_xl.location import CellRange

FORMATS = ("General", "0.00%", "#,##0", "#,##0.00", "@", "0%", '#,##0.00" km"', "dd/mm/yyyy")


@dataclass(frozen=True)
class Table:
    """A table as drawn by chance: values and looks by (row, column), and merged ranges."""

    values: dict[tuple[int, int], Value]
    looks: dict[tuple[int, int], Look]
    merges: list[CellRange]


texts = st.text(
    st.characters(min_codepoint=32, max_codepoint=0xFFFD, exclude_categories=["Cs", "Cc", "Cn"]),
    min_size=1,
    max_size=20,
).filter(lambda text: "_x" not in text and text[0] not in "=#{")
values = st.one_of(
    st.floats(-1e300, 1e300, allow_subnormal=False),
    st.integers(-(10**15), 10**15).map(float),
    st.booleans(),
    texts,
)
looks = st.builds(
    Look,
    number_format=st.sampled_from(FORMATS),
    bold=st.booleans(),
    italic=st.booleans(),
    indent=st.integers(0, 5),
    fill=st.sampled_from(["", "FFFFC000", "FF00B050"]),
)
places = st.tuples(st.integers(1, 40), st.integers(1, 30))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    filled = draw(st.dictionaries(places, values, max_size=25))
    top, left = draw(places)
    high, wide = draw(st.tuples(st.integers(1, 5), st.integers(1, 5)))
    merges = []
    # XlsxWriter and openpyxl take merges of blank cells only.
    covered = {(top + down, left + right) for down in range(high) for right in range(wide)}
    if (high, wide) != (1, 1) and not covered & set(filled):
        merges.append(CellRange(top, left, top + high - 1, left + wide - 1))
    return Table(filled, {place: draw(looks) for place in filled}, merges)


def write_with_openpyxl(table: Table, path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for (row, column), value in table.values.items():
        look = table.looks[row, column]
        cell = sheet.cell(row, column, value)
        cell.number_format = look.number_format
        cell.font = Font(bold=look.bold, italic=look.italic)
        cell.alignment = Alignment(indent=look.indent)
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=look.fill)
    for merge in table.merges:
        sheet.merge_cells(merge.a1)
    book.save(path)


def write_with_xlsxwriter(table: Table, path: Path) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as book:
        sheet = book.add_worksheet()
        for (row, column), value in table.values.items():
            look = table.looks[row, column]
            properties = {
                "num_format": look.number_format,
                "bold": look.bold,
                "italic": look.italic,
                "indent": look.indent,
            }
            if look.fill:
                properties["bg_color"] = "#" + look.fill[2:]
            write = {str: sheet.write_string, bool: sheet.write_boolean, float: sheet.write_number}
            write[type(value)](row - 1, column - 1, value, book.add_format(properties))
        for merge in table.merges:
            sheet.merge_range(
                merge.top - 1, merge.left - 1, merge.bottom - 1, merge.right - 1, None
            )


@pytest.mark.parametrize("write", [write_with_openpyxl, write_with_xlsxwriter])
@settings(max_examples=40, deadline=None)
@given(tables())
def test_reads_what_was_written(write: Callable[[Table, Path], None], table: Table) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "buku.xlsx")
        write(table, path)
        (grid,) = FileBook(path).grids()

    read = {place: value for place, value in cells(grid) if value is not None}
    assert read.keys() == table.values.keys()
    assert all(same(read[place], value) for place, value in table.values.items()), read
    assert {place: grid.look(*place) for place in table.values} == table.looks
    assert list(grid.merges) == table.merges
    assert not grid.formulas


def same(read: Value, written: Value) -> bool:
    """Compare exactly, but numbers at the 16 digits that XlsxWriter writes."""
    if type(read) is float and type(written) is float:
        return math.isclose(read, written, rel_tol=1e-15)
    return type(read) is type(written) and read == written


def cells(grid: Grid) -> Iterator[tuple[tuple[int, int], Value]]:
    for row, row_values in grid.rows.items():
        for column, value in enumerate(row_values, 1):
            yield (row, column), value


WORKBOOKS = sorted(Path(__file__).parents[3].joinpath("workbooks").glob("*.xlsx"))


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_agrees_with_openpyxl_on_the_sample_books(path: Path) -> None:
    results = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    grids = list(FileBook(path).grids())

    assert [grid.sheet for grid in grids] == results.sheetnames
    for grid in grids:
        sheet = formulas[grid.sheet]
        for row in results[grid.sheet].iter_rows():
            for cell in row:
                place = cell.row, cell.column
                assert grid.value(*place) == cell.value, cell
                text = sheet.cell(*place).value
                expected = text[1:] if sheet.cell(*place).data_type == "f" else None
                assert grid.formulas.get(place) == expected, cell
                if cell.value is not None:
                    assert seen(grid.look(*place)) == (
                        cell.number_format,
                        bool(cell.font.b),
                        bool(cell.font.i),
                        int(cell.alignment.indent),
                    ), cell
        merges = {CellRange.parse(str(merge)) for merge in sheet.merged_cells.ranges}
        assert set(grid.merges) == merges
        assert grid.hidden == (sheet.sheet_state != "visible")


def seen(look: Look) -> tuple[str, bool, bool, int]:
    return look.number_format, look.bold, look.italic, look.indent


def test_a_blank_book(tmp_path: Path) -> None:
    path = tmp_path / "kosong.xlsx"
    openpyxl.Workbook().save(path)
    (grid,) = FileBook(path).grids()

    assert not grid.rows
    assert grid.look(1, 1) == PLAIN
