"""What marks a workbook carries, however they came there, read through xlwings."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import xlwings as xw

from lkjip_xl.adapters.marked_cells import FORMULA_START
from lkjip_xl.adapters.xlwings_live.book import LiveBook, own_sheets
from lkjip_xl.adapters.xlwings_live.reading import SheetReader
from lkjip_xl.grid import Value

#: Sheets up to this size are looked at cell by cell, of larger ones the cells with notes.
_FEW_CELLS = 200


class Marks(NamedTuple):
    """``notes`` and ``formats`` by sheet and cell; ``theirs`` counts the formats of the staff."""

    notes: dict[tuple[str, int, int], str]
    formats: dict[tuple[str, int, int], list[tuple[str, Any]]]
    theirs: dict[str, int]
    own: dict[str, dict[int, tuple[Value, ...]]]


def read_marks(book: xw.Book) -> Marks:
    """Return the marks of an open book."""
    own = own_sheets(book)
    names = {sheet.name for _, sheet in own}
    marks = Marks({}, {}, {}, {key: _shown(sheet) for key, sheet in own})
    for sheet in book.sheets:
        if sheet.name not in names:
            _read_sheet(sheet, marks)
    return marks


def _read_sheet(sheet: xw.Sheet, marks: Marks) -> None:
    name = sheet.name
    for note in sheet.notes:
        marks.notes[name, note.location.row, note.location.column] = note.text.strip()
    rules = [rule.formula or "" for rule in sheet.cells.conditional_formats]
    marks.theirs[name] = sum(not _is_ours(formula) for formula in rules)
    cells = [(row, column) for where, row, column in marks.notes if where == name]
    used = sheet.used_range
    if used.size <= _FEW_CELLS:
        height, width = used.shape
        cells = [(row + 1, column + 1) for row in range(height) for column in range(width)]
    for cell in cells:
        own = [
            (rule.formula, rule.fill_color)
            for rule in sheet.range(cell).conditional_formats
            if _is_ours(rule.formula or "")
        ]
        if own:
            marks.formats[name, *cell] = own


def _is_ours(formula: str) -> bool:
    return formula.startswith(f"={FORMULA_START}")


def _shown(sheet: xw.Sheet) -> dict[int, tuple[Value, ...]]:
    """Return what a sheet of ours shows; links are formulas in Excel and none in a file."""
    grid = SheetReader(sheet, "").read_cells()
    rows = {row: list(values) for row, values in grid.rows.items()}
    for (row, column), formula in grid.formulas.items():
        link = re.fullmatch(r'HYPERLINK\(.*,(?:"(.*)"|(\d+))\)', formula)
        values = rows[row]
        values += [None] * (column - len(values))
        if link is None:
            values[column - 1] = f"={formula}"
        else:
            values[column - 1] = float(link[2]) if link[2] else link[1]
    return {row: tuple(values) for row, values in rows.items()}


def read_cells(book: xw.Book) -> list[Any]:
    """Return everything that a book holds besides marks."""
    return [
        (grid.sheet, grid.rows, grid.formulas, sorted(grid.merges), grid.looks, grid.palette)
        for grid in LiveBook(book).grids()
    ]
