"""The sheet of charts: how offices spread, what is found most, and who has the most errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lkjip_xl.outputs.rekap.cells import Formats, Look, Sheet, set_up
from lkjip_xl.outputs.rekap.charts import (
    CAPAIAN,
    COLOURS,
    MOST_BARS,
    SERAPAN,
    Cells,
    Series,
    bar_chart,
    column_chart,
)
from lkjip_xl.outputs.rekap.frames import SEVERITIES, Frames
from lkjip_xl.outputs.rekap.office_sheet import ERROR_COLUMN, KANTOR, NAME_COLUMN
from lkjip_xl.outputs.rekap.wording import LABELS, say_totals
from lkjip_xl.rules.catalogue import FAMILY_NAMES

if TYPE_CHECKING:
    from pandas import DataFrame
    from xlsxwriter.chart import Chart
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

GRAFIK = "Grafik"
_MEASURES = ("Capaian IKU", "Serapan")
_TOP = 3


def write_charts(workbook: Workbook, formats: Formats, frames: Frames, offices: Sheet) -> None:
    """Write the charts, the figures that they need in the first columns.

    ``offices`` is the sheet of offices, which is written already.
    """
    sheet = workbook.add_worksheet(GRAFIK)
    set_up(sheet, (34, *(12 for _ in SEVERITIES)))
    sheet.fit_to_pages(1, 1)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, "Grafik Rekap", formats[Look.TITLE])
    sheet.write_string(1, 0, say_totals(frames), formats[Look.REMARK])
    spread = _write_small(sheet, formats, _TOP, "Kelas (%)", [*_MEASURES], frames.spread)
    families = frames.families.rename(index=FAMILY_NAMES)
    counts = _write_small(sheet, formats, spread.stop + 1, "Keluarga", [*LABELS.values()], families)
    _place(sheet, _spread_chart(workbook, spread), _TOP, 340)
    _place(sheet, _family_chart(workbook, counts), _TOP + 18, 360)
    shown = min(len(frames.done), MOST_BARS)
    if shown:
        _place(sheet, _worst_chart(workbook, offices.first, shown), _TOP + 37, 90 + 24 * shown)


def _spread_chart(workbook: Workbook, rows: range) -> Chart:
    colours = (CAPAIAN, SERAPAN)
    return column_chart(
        workbook,
        "Sebaran rata-rata capaian IKU dan serapan (jumlah kantor)",
        _cells(rows, 0),
        *(
            Series(label, _cells(rows, column), colour)
            for column, (label, colour) in enumerate(zip(_MEASURES, colours, strict=True), start=1)
        ),
    )


def _family_chart(workbook: Workbook, rows: range) -> Chart:
    return bar_chart(
        workbook,
        "Catatan menurut keluarga aturan",
        _cells(rows, 0),
        *(
            Series(LABELS[name], _cells(rows, column), COLOURS[name])
            for column, name in enumerate(SEVERITIES, start=1)
        ),
    )


def _worst_chart(workbook: Workbook, first: int, shown: int) -> Chart:
    last = first + shown - 1
    title = "Kantor dengan kesalahan terbanyak"
    names = Cells(KANTOR, first, last, NAME_COLUMN)
    errors = Cells(KANTOR, first, last, ERROR_COLUMN)
    series = Series(LABELS[SEVERITIES[0]], errors, COLOURS[SEVERITIES[0]])
    return bar_chart(workbook, title, names, series)


def _cells(rows: range, column: int) -> Cells:
    return Cells(GRAFIK, rows.start, rows.stop - 1, column)


def _write_small(
    sheet: Worksheet,
    formats: Formats,
    row: int,
    title: str,
    labels: Sequence[str],
    frame: DataFrame,
) -> range:
    """Write a small table of counts; return the rows below its head."""
    for column, label in enumerate([title, *labels]):
        sheet.write_string(row, column, label, formats[Look.HEAD])
    first = row + 1
    for below, (name, *counts) in enumerate(frame.itertuples(), start=first):
        sheet.write_string(below, 0, name, formats[Look.TEXT])
        for column, count in enumerate(counts, start=1):
            sheet.write_number(below, column, count, formats[Look.COUNT])
    return range(first, first + len(frame))


def _place(sheet: Worksheet, chart: Chart, row: int, height: int) -> None:
    chart.set_size({"width": 860, "height": height})
    sheet.insert_chart(row, 5, chart)
