"""A small workbook with one of everything that matters to marks in an open workbook."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from lkjip_xl.adapters.drawn import DrawnBook, draw
from lkjip_xl.grid import ErrorValue, Grid

STAFF_NOTE = "Budi:\nangka dari bidang"
BLANK, WRONG, NOTED = "F5", "F3", "E3"

_BOOK = """
## Tabel 3.1
    | Sasaran       | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
    | Jalan membaik | Jalan mantap         | km     | 80     | 70        | 87,50       |
    | ^             | Jembatan mantap      | unit   | 4      | 3         | 90,00       |
    | ^             | Drainase berfungsi   | km     | 20     | 10        | 50,00       |
    | Irigasi baik  | Jaringan irigasi     | km     | 50     | 40        |             |
    | ^             | Embung berfungsi     | unit   | 10     | 10        | 100,00      |
## Lain
    | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
    | Sumur bor            | unit   | 5      | 4         | 95,00       |
    | Sambungan rumah      | unit   | 100    | 90        | 90,00       |
"""


def write_small_book(path: Path) -> Path:
    """Write the book and return its path."""
    book = xlsxwriter.Workbook(path)
    for grid in draw(_BOOK).sheets:
        sheet = write_grid(book, grid)
        if grid.sheet == "Tabel 3.1":
            sheet.write_comment(NOTED, STAFF_NOTE, {"author": "Budi"})
            sheet.write_comment("B2", "tetap di sini", {"author": "Ani"})
            staff = book.add_format({"bg_color": "#FFFF00"})
            rule = {"type": "formula", "criteria": "=$E2>1000", "format": staff}
            sheet.conditional_format("A2:F6", rule)
            sheet.set_row(3, None, None, {"hidden": True})
    book.close()
    return path


def write_book(path: Path, drawn: DrawnBook) -> Path:
    """Write a drawn workbook and return its path."""
    book = xlsxwriter.Workbook(path)
    for grid in drawn.sheets:
        write_grid(book, grid)
    book.close()
    return path


def write_grid(book: xlsxwriter.Workbook, grid: Grid) -> xlsxwriter.worksheet.Worksheet:
    """Write a sheet with its values, formulas, number formats and merges."""
    sheet = book.add_worksheet(grid.sheet)
    formats = [
        book.add_format({"num_format": look.number_format, "bold": look.bold})
        for look in grid.palette
    ]
    for merge in grid.merges:
        sheet.merge_range(merge.a1, "")
    for row, values in grid.rows.items():
        for column, value in enumerate(values, 1):
            look = formats[grid.looks[row][column - 1]]
            formula = grid.formulas.get((row, column))
            if formula:
                result = "" if value is None else value
                sheet.write_formula(row - 1, column - 1, f"={formula}", look, result)
            elif isinstance(value, str) and not isinstance(value, ErrorValue):
                sheet.write_string(row - 1, column - 1, value, look)
            elif value is not None:
                sheet.write(row - 1, column - 1, value, look)
    return sheet
