"""Makes a book many times as large: every annex with its rows repeated under other names."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_xl import check, open_book


def enlarge(source: Path, target: Path, times: int) -> None:
    """Write a copy of a workbook in which the rows of each annex stand ``times`` times.

    Names get a number, so that no item occurs twice; formulas become their values.
    """
    areas = {
        lampiran.sheet: (lampiran.rows[0].row, lampiran.area.bottom)
        for lampiran in check(open_book(source)).laporan.lampiran
        if lampiran.form.is_lampiran
    }
    book = openpyxl.load_workbook(source, data_only=True)
    with xlsxwriter.Workbook(target) as large:
        formats: dict[tuple[str, bool], xlsxwriter.format.Format] = {}
        for sheet in book.worksheets:
            out = large.add_worksheet(sheet.title)
            first, last = areas.get(sheet.title, (sheet.max_row + 1, sheet.max_row))
            _copy(large, formats, sheet, out, range(1, first), 0, 0)
            for copy in range(times if last >= first else 0):
                _copy(
                    large,
                    formats,
                    sheet,
                    out,
                    range(first, last + 1),
                    copy * (last - first + 1),
                    copy,
                )


def _copy(
    book: xlsxwriter.Workbook,
    formats: dict[tuple[str, bool], xlsxwriter.format.Format],
    sheet: Worksheet,
    out: xlsxwriter.worksheet.Worksheet,
    rows: range,
    down: int,
    copy: int,
) -> None:
    for row in rows:
        for cell in sheet[row]:
            if cell.value is None:
                continue
            look = (cell.number_format, bool(cell.font and cell.font.bold))
            if look not in formats:
                formats[look] = book.add_format({"num_format": look[0], "bold": look[1]})
            value = cell.value
            if copy and isinstance(value, str) and len(value) > 20 and cell.column < 6:
                value = f"{value} {copy}"
            out.write(row + down - 1, cell.column - 1, value, formats[look])
    for merge in sheet.merged_cells.ranges:
        if merge.min_row in rows and merge.max_row in rows:
            anchor = sheet.cell(merge.min_row, merge.min_col)
            value = anchor.value
            if copy and isinstance(value, str) and len(value) > 20 and merge.min_col < 6:
                value = f"{value} {copy}"
            look = (anchor.number_format, bool(anchor.font and anchor.font.bold))
            out.merge_range(
                merge.min_row + down - 1,
                merge.min_col - 1,
                merge.max_row + down - 1,
                merge.max_col - 1,
                value if value is not None else "",
                formats.get(look),
            )


if __name__ == "__main__":
    enlarge(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
