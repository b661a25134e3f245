"""Writes the blank forms as a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from itertools import groupby
from math import ceil
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from lkjip_xl.lampiran.blank import BlankForm, Column
from lkjip_xl.lampiran.formulir.profil import ISIAN
from lkjip_xl.outputs.forms.catalogue import blank_forms
from lkjip_xl.saving import at_once, save_whole

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LEFT, _TITLE_ROW, _HEADER_ROW = 2, 2, 4
_BLUE, _GREY = "DDEBF7", "F2F2F2"
#: Of the instructions: letters that fit in their column, points a line takes.
_LETTERS_A_LINE, _LINE_HEIGHT = 100, 16
_PETUNJUK = (
    "Cara mengisi",
    "1. Isi lembar Profil dan IKU lebih dahulu: arah indikator di lembar IKU menentukan rumus "
    "capaian.",
    "2. Satu baris untuk satu indikator. Sel kosong di bawah tujuan, sasaran, program, atau "
    "kegiatan berarti sama dengan di atasnya.",
    "3. Sel berlatar kelabu berisi rumus; biarkan. Jumlah kegiatan dan program diisi dengan tombol "
    "Hitung Ulang.",
    "4. Kolom dan baris boleh ditambah, lembar yang tidak dipakai boleh dihapus: tabel dikenali "
    "dari judul kolomnya.",
    "5. Periksa isinya dengan tombol Validasi & Hitung di tab LKjIP, atau dengan lkjip tandai.",
)


def write_forms(target: Path, year: int | None = None) -> None:
    """Write a workbook of blank forms.

    Args:
        target: the file.
        year: the reporting year; the one that has just ended unless given.

    Raises:
        BookError: the file cannot be written.
    """
    from openpyxl import Workbook

    year = year or date.today().year - 1
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _write_instructions(workbook)
    _write_profil(workbook, year)
    for form in blank_forms(year):
        _write_form(workbook, form)
    save_whole(target, at_once(workbook.save))


def _write_instructions(workbook: Workbook) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = workbook.create_sheet("Petunjuk")
    sheet.column_dimensions["B"].width = 100
    for row, text in enumerate(_PETUNJUK, start=_TITLE_ROW):
        cell = sheet.cell(row, _LEFT, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=row == _TITLE_ROW)
        sheet.row_dimensions[row].height = _LINE_HEIGHT * ceil(len(text) / _LETTERS_A_LINE)
    _fit_width(sheet, "portrait")


def _write_profil(workbook: Workbook, year: int) -> None:
    from openpyxl.styles import Font

    sheet = workbook.create_sheet("Profil")
    sheet.column_dimensions["B"].width = 28
    sheet.column_dimensions["C"].width = 80
    sheet.cell(_TITLE_ROW, _LEFT, "Profil Perangkat Daerah").font = Font(bold=True)
    for row, label in enumerate(ISIAN, start=_HEADER_ROW):
        sheet.cell(row, _LEFT, label)
        sheet.cell(row, _LEFT + 1, year if label == "Tahun Laporan" else None)
        for column in (_LEFT, _LEFT + 1):
            _style(sheet.cell(row, column), align="left")
    _fit_width(sheet, "portrait")


def _write_form(workbook: Workbook, form: BlankForm) -> None:
    from openpyxl.styles import Font

    sheet = workbook.create_sheet(form.sheet)
    sheet.cell(_TITLE_ROW, _LEFT, form.title).font = Font(bold=True, size=12)
    depth = max(len(column.labels) for column in form.columns)
    _write_header(sheet, form.columns, depth)
    first = _HEADER_ROW + depth
    places = {column.key: _LEFT + number for number, column in enumerate(form.columns)}
    for column in form.columns:
        _write_column(sheet, column, places, first, form.rows)
    for row, text in enumerate(form.given, start=first):
        sheet.cell(row, _LEFT, row - first + 1)
        sheet.cell(row, _LEFT + 1, text)
    if form.total:
        _write_total(sheet, form, places, first)
    sheet.freeze_panes = sheet.cell(first, _LEFT)
    _fit_width(sheet, "landscape")
    sheet.print_title_rows = f"{_HEADER_ROW}:{first - 1}"


def _fit_width(sheet: Worksheet, orientation: Literal["portrait", "landscape"]) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_header(sheet: Worksheet, columns: Sequence[Column], depth: int) -> None:
    """Write the labels; a group's label stands over all its columns, a lone label over all rows."""
    bottom = _HEADER_ROW + depth - 1
    for place, column in enumerate(columns, start=_LEFT):
        row = _HEADER_ROW + len(column.labels) - 1
        sheet.cell(row, place, column.labels[-1])
        if row < bottom:
            sheet.merge_cells(None, row, place, bottom, place)
    for row in range(_HEADER_ROW, bottom):
        groups = [column.labels[:-1][: row - _HEADER_ROW + 1] for column in columns]
        placed = enumerate(groups, start=_LEFT)
        for group, run in groupby(placed, key=itemgetter(1)):
            if len(group) > row - _HEADER_ROW:
                places = [place for place, _ in run]
                sheet.cell(row, places[0], group[-1])
                sheet.merge_cells(None, row, places[0], row, places[-1])
                _make_room(sheet, row, group[-1], [columns[at - _LEFT].width for at in places])
    for row in range(_HEADER_ROW, bottom + 1):
        for place in range(_LEFT, _LEFT + len(columns)):
            _style(sheet.cell(row, place), bold=True, fill=_BLUE, align="center")


def _make_room(sheet: Worksheet, row: int, label: str, widths: Sequence[float]) -> None:
    """Make a row of groups as high as a label needs that is too long for its columns."""
    lines = ceil(len(label) / sum(widths))
    if lines > 1:
        height = sheet.row_dimensions[row].height or 0
        sheet.row_dimensions[row].height = max(height, _LINE_HEIGHT * (lines + 1))


def _write_column(
    sheet: Worksheet, column: Column, places: Mapping[str, int], first: int, rows: int
) -> None:
    """Write a column's blank cells, its formulas and its drop-down."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    place = places[column.key]
    letter = get_column_letter(place)
    sheet.column_dimensions[letter].width = column.width
    top: Any = sheet.cell(first, place)
    top.number_format = column.look.value
    _style(top, fill=_GREY if column.formula else "")
    for row in range(first, first + rows):
        cell: Any = sheet.cell(row, place)
        cell._style = top._style  # thousands of cells share one look
        if column.formula:
            cells = {key: f"{get_column_letter(at)}{row}" for key, at in places.items()}
            cell.value = column.formula.format(**cells)
    if column.choices:
        choices = DataValidation("list", formula1=f'"{",".join(column.choices)}"')
        # A hint, not a fence: an office may have its own words.
        choices.errorStyle = "information"
        choices.add(f"{letter}{first}:{letter}{first + rows - 1}")
        sheet.add_data_validation(choices)


def _write_total(sheet: Worksheet, form: BlankForm, places: Mapping[str, int], first: int) -> None:
    from openpyxl.utils import get_column_letter

    total = first + form.rows
    for column in form.columns:
        cell = sheet.cell(total, places[column.key])
        letter = get_column_letter(places[column.key])
        cell.number_format = column.look.value
        _style(cell, bold=True, fill=_GREY)
        if column.key in form.total:
            cell.value = f"=SUM({letter}{first}:{letter}{total - 1})"
        elif column.formula:
            cells = {key: f"{get_column_letter(at)}{total}" for key, at in places.items()}
            cell.value = column.formula.format(**cells)
    sheet.cell(total, _LEFT + 1, "JUMLAH")


def _style(cell: Any, *, bold: bool = False, fill: str = "", align: str = "") -> None:
    look = _look(bold, fill, align)
    cell.border, cell.alignment, cell.font, cell.fill = look


@cache
def _look(bold: bool, fill: str, align: str) -> tuple[Any, ...]:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    side = Side("thin", color="A6A6A6")
    return (
        Border(left=side, right=side, top=side, bottom=side),
        Alignment(horizontal=align or None, vertical="center" if align else "top", wrap_text=True),
        Font(bold=bold),
        PatternFill("solid", start_color=fill) if fill else PatternFill(),
    )
