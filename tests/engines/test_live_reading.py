"""The open workbook reads as the file does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwings as xw
from openpyxl import Workbook
from openpyxl.styles import Font

from lkjip_xl import check, open_book
from lkjip_xl.adapters.xlwings_live.book import LiveBook
from lkjip_xl.grid import Grid
from lkjip_xl.tables.number_format import read_format

BOOKS = Path(__file__).parents[2] / "workbooks"

OpenCopy = Callable[[Path], xw.Book]


@pytest.mark.parametrize("sample", ["dp3akb-serang-2021.xlsx", "contoh-bersih.xlsx"])
def test_sample_reads_as_its_file(open_copy: OpenCopy, sample: str) -> None:
    live = LiveBook(open_copy(BOOKS / sample))
    file = open_book(BOOKS / sample)

    seen = list(live.grids())
    for grid, expected in zip(seen, file.grids(), strict=True):
        assert _snapshot(grid, expected) == _snapshot(expected, expected)

    assert live.remarks == ()
    assert [str(one) for one in check(_Held(live.name, seen)).findings] == [
        str(one) for one in check(file).findings
    ]


class _Held:
    """The sheets as they were read: reading is the slow part."""

    remarks = ()

    def __init__(self, name: str, grids: list[Grid]) -> None:
        self.name = name
        self._grids = grids

    def grids(self) -> Any:
        return iter(self._grids)

    def tanggapan(self) -> None:
        return None


def _snapshot(grid: Grid, shape: Grid) -> dict[str, Any]:
    """Return what a sheet holds; ``shape`` tells which cells have a look of their own."""
    return {
        "sheet": (grid.file, grid.sheet, grid.hidden),
        "rows": grid.rows,
        "formulas": grid.formulas,
        "stale": grid.stale,
        "merges": sorted(grid.merges),
        "hidden": (grid.hidden_rows, grid.hidden_columns),
        "looks": {
            (row, column): (read_format(look.number_format), *look[1:])
            for row in shape.rows
            for column in range(1, shape.width + 1)
            if shape.anchor(row, column) == (row, column)
            for look in (grid.look(row, column),)
        },
    }


def test_odd_cells_read_as_their_file(open_copy: OpenCopy, engine: str, tmp_path: Path) -> None:
    path = _write_odd_book(tmp_path / "aneh.xlsx")
    live, file = LiveBook(open_copy(path)), open_book(path)

    for grid, expected in zip(live.grids(), file.grids(), strict=True):
        assert _snapshot(grid, expected) == _snapshot(expected, expected)
        if engine != "office":  # UNO does not tell the outline
            assert grid.outline == expected.outline


def _write_odd_book(path: Path) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Isi")
    sheet.write_row("B2", ["teks", 12.5, None, "baris\nkedua"])
    sheet.write_datetime("B3", _moment(), book.add_format({"num_format": "d/m/yyyy"}))
    sheet.write_formula("C3", "=1/0", None, "#DIV/0!")
    sheet.write_formula("D3", '=IF(C2>1,"ya","x")', None, "ya")
    sheet.write_formula("E3", "=SUM(C2,2)", None, 14.5)
    sheet.write_string("F3", "=bukan rumus")
    sheet.write("B4", "menjorok", book.add_format({"indent": 2, "italic": True}))
    sheet.write("C4", 0.875, book.add_format({"num_format": "0.00%", "bold": True}))
    sheet.write("D4", 1_000, book.add_format({"num_format": "#,##0", "bg_color": "#FFC000"}))
    sheet.merge_range("B6:D7", "gabung")
    sheet.merge_range("E6:G6", "judul lebar")
    sheet.write("B9", "ujung")
    sheet.set_row(3, None, None, {"level": 1})
    sheet.set_row(8, None, None, {"hidden": True})
    sheet.set_column("C:C", None, None, {"hidden": True})
    book.add_worksheet("Kosong")
    hidden = book.add_worksheet("Rahasia")
    hidden.write("A1", "x")
    hidden.hide()
    book.close()
    return path


def _moment() -> Any:
    from datetime import datetime

    return datetime(2023, 12, 31, 18)


def test_unsaved_changes_are_seen(book: xw.Book) -> None:
    book.sheets["Tabel 3.1"].range("E2").value = 75

    grid = next(LiveBook(book).grids())

    assert grid.value(2, 5) == 75


@pytest.mark.parametrize("engine", ["openpyxl"], indirect=True)
def test_calls_do_not_grow_with_the_cells(app: xw.App, open_copy: OpenCopy, tmp_path: Path) -> None:
    calls = {}
    for rows in (40, 150):
        live = LiveBook(open_copy(_write_regular_book(tmp_path / f"{rows}.xlsx", rows)))
        app.impl.calls.clear()
        assert sum(len(grid.rows) for grid in live.grids()) == 6 * (rows + 2)
        calls[rows] = sum(app.impl.calls.values())

    assert calls[150] <= 6 * 120
    # Nearly four times the cells: halving takes two more steps where a look changes.
    assert calls[150] <= calls[40] + 6 * 10


def _write_regular_book(path: Path, rows: int) -> Path:
    """Write six sheets of 18 columns with a title, a header, and columns that look alike."""
    book = Workbook()
    book.remove(book.worksheets[0])
    codes = ["General", "0", "#,##0", "0.00", "0.00%", "@"] * 3
    for number in range(6):
        sheet = book.create_sheet(f"Tabel {number}")
        sheet.append(["Judul"])
        sheet.merge_cells("A1:R1")
        sheet.append([f"Kolom {column}" for column in range(18)])
        for cell in sheet[2]:
            cell.font = Font(bold=True)
        for row in range(rows):
            sheet.append([row * column for column in range(1, 19)])
        for column, code in zip(sheet.iter_cols(min_row=3), codes, strict=True):
            for cell in column:
                cell.number_format = code
    book.save(path)
    return path


@pytest.mark.parametrize("engine", ["openpyxl"], indirect=True)
def test_excel_is_asked_where_it_keeps_quiet_only_when_a_rule_wants_it(
    app: xw.App, book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    grid = next(LiveBook(book).grids())
    asked = app.impl.calls["get"]
    monkeypatch.setattr(book.impl.backend, "get", lambda _sheet, _area, what: what == "ignored 4")

    assert grid.ignores("formula", 3, 6)
    assert not grid.ignores("evalError", 3, 6)
    assert grid.ignores("formula", 3, 6)
    assert app.impl.calls["get"] == asked + 2
