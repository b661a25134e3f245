"""Cells get other contents, and nothing else of the book changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.adapters.xlsx.patch.marking import find_obstacles, write_clean, write_marked
from lkjip_xl.grid import CellChange, Mark, Value
from lkjip_xl.location import CellRef, parse_a1
from lkjip_xl.outputs.own_sheet import OwnSheet

Parts = dict[str, bytes]
Read = Callable[[Path], Parts]
Write = Callable[[Path, Mapping[str, bytes]], Path]


def change(
    cell: str,
    value: Value,
    formula: str | None = "",
    number_format: str = "",
    sheet: str = "Tabel 3.1",
) -> CellChange:
    row, column = parse_a1(cell)
    return CellChange(
        sheet=sheet,
        row=row,
        column=column,
        value=value,
        formula=formula,
        number_format=number_format,
    )


#: A number, a text, the result of a formula, a blank cell in a row, a cell in no row, a merge.
CHANGES = (
    change("C3", 0.875, "B3/80", "0.00%"),
    change("A3", 1234.5, number_format='"Rp "#,##0.00'),
    change("C4", 1.5, None),
    change("D3", 5.0, 'IF(B3=0,"",B3&"<")'),
    change("B900", 7.0),
    change("A5", 3.0, "SUM(B3:B4)"),
)


def grid_of(path: Path, sheet: str = "Tabel 3.1"):  # type: ignore[no-untyped-def]
    return next(grid for grid in FileBook(path).grids() if grid.sheet == sheet)


def test_cells_change_in_every_way_a_book_is_written(
    variant: Path, tmp_path: Path, read_parts: Read
) -> None:
    target = tmp_path / "lain.xlsx"
    write_marked(variant, target, [], changes=CHANGES)

    before, after = grid_of(variant), grid_of(target)
    for one in CHANGES:
        assert after.value(one.row, one.column) == one.value
        if one.formula is not None:
            assert after.formulas.get((one.row, one.column), "") == one.formula
        if one.number_format:
            assert after.look(one.row, one.column).number_format == one.number_format
    assert after.formulas[4, 3] == before.formulas[4, 3] == "B3/80"
    changed = {(one.row, one.column) for one in CHANGES}
    for row in range(1, 10):
        for column in range(1, 8):
            if (row, column) not in changed:
                assert after.value(row, column) == before.value(row, column)
                assert after.look(row, column) == before.look(row, column)
    assert after.merges == before.merges

    old, new = read_parts(variant), read_parts(target)
    touched = {name for name in new if old.get(name) != new[name]}
    own = re.compile(r"(sheet1|workbook|styles)\.xml(\.rels)?\Z|Content_Types", re.IGNORECASE)
    assert all(own.search(name) for name in touched)
    (book,) = (data for name, data in new.items() if re.search(r"xl.workbook\.xml\Z", name, re.I))
    assert b'fullCalcOnLoad="1"' in book.replace(b"\0", b"")


def test_the_changed_book_opens_elsewhere(plain_book: Path, tmp_path: Path) -> None:
    target = tmp_path / "lain.xlsx"
    write_marked(plain_book, target, [], changes=CHANGES)

    sheet = openpyxl.load_workbook(target)["Tabel 3.1"]
    assert sheet["C3"].value == "=B3/80"
    assert sheet["C3"].number_format == "0.00%"
    assert sheet["A3"].number_format == '"Rp "#,##0.00'
    assert sheet["B900"].value == 7


def test_taking_the_marks_out_keeps_what_was_changed(
    variant: Path, tmp_path: Path, some_marks: list[Mark], some_catatan: OwnSheet,
    read_parts: Read,
) -> None:  # fmt: skip
    plain, marked, clean = (tmp_path / f"{name}.xlsx" for name in ("polos", "tanda", "bersih"))
    write_marked(variant, plain, [], changes=CHANGES)
    listings = [some_catatan, replace(some_catatan, key="PERBAIKAN")]
    write_marked(variant, marked, some_marks, listings, changes=CHANGES)
    write_clean(marked, clean)

    assert read_parts(clean) == read_parts(plain)


def test_a_text_forced_by_an_apostrophe_becomes_a_true_number(tmp_path: Path) -> None:
    source, target = tmp_path / "buku.xlsx", tmp_path / "lain.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Tabel 3.1"
    book.active["A1"] = "94,20%"
    book.active["A1"].quotePrefix = True
    book.active["A1"].number_format = "@"
    book.active["A1"].alignment = openpyxl.styles.Alignment(horizontal="center")
    book.save(source)
    write_marked(source, target, [], changes=[change("A1", 0.942, number_format="0.00%")])

    cell = openpyxl.load_workbook(target)["Tabel 3.1"]["A1"]
    assert (cell.value, cell.number_format, cell.quotePrefix) == (0.942, "0.00%", False)
    assert cell.alignment.horizontal == "center"


def test_results_of_every_kind_are_stored(plain_book: Path, tmp_path: Path) -> None:
    from lkjip_xl.grid import ErrorValue

    target = tmp_path / "lain.xlsx"
    values: dict[str, Value] = {
        "E1": "a < b", "E2": True, "E3": ErrorValue.DIV0, "E4": 1e20, "E5": -0.25,
    }  # fmt: skip
    changes = [change(cell, value, "A1") for cell, value in values.items()]
    write_marked(plain_book, target, [], changes=changes)

    grid = grid_of(target)
    assert {cell: grid.value(*parse_a1(cell)) for cell in values} == values


@pytest.fixture
def odd_book(tmp_path: Path, read_parts: Read, write_parts: Write) -> Path:
    path = tmp_path / "buku.xlsx"
    book = xlsxwriter.Workbook(path)
    free = book.add_format({"locked": False})
    sheet = book.add_worksheet("Tabel 3.1")
    sheet.write_array_formula("A1:A3", "{=B1:B3*2}")
    sheet.write_row("B1", [1, 2, 3])
    locked = book.add_worksheet("Tabel 3.4")
    locked.write("A1", 1)
    locked.write("A2", 1, free)
    locked.protect()
    shared = book.add_worksheet("Bersama")
    shared.write_formula("A1", "=B1*2")
    shared.write_formula("A2", "=B2*2")
    book.close()
    parts = read_parts(path)
    data = parts["xl/worksheets/sheet3.xml"]
    data = data.replace(b"<f>B1*2</f>", b'<f t="shared" ref="A1:A2" si="0">B1*2</f>')
    data = data.replace(b"<f>B2*2</f>", b'<f t="shared" si="0"/>')
    return write_parts(path, parts | {"xl/worksheets/sheet3.xml": data})


def test_cells_that_must_not_be_changed_are_named(odd_book: Path) -> None:
    def at(sheet: str, cell: str) -> CellRef:
        return CellRef("buku.xlsx", sheet, *parse_a1(cell))

    cells = [
        *(at("Tabel 3.1", cell) for cell in ("A1", "A2", "B1")),
        *(at("Tabel 3.4", cell) for cell in ("A1", "A2")),
        *(at("Bersama", cell) for cell in ("A1", "A2", "B1")),
    ]

    told = {(one.sheet, one.a1): reason for one, reason in find_obstacles(odd_book, cells).items()}
    assert told == {
        ("Tabel 3.1", "A1"): "sel ini bagian dari rumus larik",
        ("Tabel 3.1", "A2"): "sel ini bagian dari rumus larik",
        ("Tabel 3.4", "A1"): "lembar dilindungi dan sel ini terkunci",
        ("Bersama", "A1"): "rumus sel ini dipakai bersama oleh sel lain",
    }


def test_a_part_of_a_shared_formula_can_be_replaced(odd_book: Path, tmp_path: Path) -> None:
    target = tmp_path / "lain.xlsx"
    write_marked(odd_book, target, [], changes=[change("A2", 9.0, "B2*3", sheet="Bersama")])

    assert grid_of(target, "Bersama").formulas == {(1, 1): "B1*2", (2, 1): "B2*3"}
