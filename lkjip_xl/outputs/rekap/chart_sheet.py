"""The sheet of charts: how offices spread, what is found most, and who has the most errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lkjip_xl.outputs.rekap.cells import Formats, Look, Sheet, set_up
from lkjip_xl.outputs.rekap.charts import (
    CAPAIAN,
    COLOURS,
    MOST_BARS,
    SERAPAN,
    bar_chart,
    column_chart,
)
from lkjip_xl.outputs.rekap.frames import SEVERITIES, Frames
from lkjip_xl.outputs.rekap.office_sheet import KANTOR
from lkjip_xl.outputs.rekap.wording import LABELS, say_totals
from lkjip_xl.rules.catalogue import FAMILY_NAMES

if TYPE_CHECKING:
    from pandas import DataFrame
    from xlsxwriter.workbook import Workbook

GRAFIK = "Grafik"


def write_charts(workbook: Workbook, formats: Formats, frames: Frames, offices: Sheet) -> None:
    """Write the sheet of charts, the figures that they need in its first columns."""
    sheet = workbook.add_worksheet(GRAFIK)
    set_up(sheet, (34, *(12 for _ in SEVERITIES)))
    sheet.write_string(0, 0, "Grafik Rekap", formats[Look.TITLE])
    sheet.write_string(1, 0, say_totals(frames), formats[Look.REMARK])
    spread = _write_small(sheet, formats, 3, "Kelas (%)", ["Capaian IKU", "Serapan"], frames.spread)
    families = frames.families.rename(index=FAMILY_NAMES)
    top = spread + 2
    end = _write_small(sheet, formats, top, "Keluarga", list(LABELS.values()), families)
    chart = column_chart(
        workbook,
        "Sebaran rata-rata capaian IKU dan serapan (jumlah kantor)",
        [GRAFIK, 4, 0, spread, 0],
        [
            ("Capaian IKU", [GRAFIK, 4, 1, spread, 1], CAPAIAN),
            ("Serapan", [GRAFIK, 4, 2, spread, 2], SERAPAN),
        ],
    )
    _place(sheet, chart, 3, 760, 330)
    chart = bar_chart(
        workbook,
        "Catatan menurut keluarga aturan",
        [GRAFIK, top + 1, 0, end, 0],
        [
            (LABELS[name], [GRAFIK, top + 1, at, end, at], COLOURS[name])
            for at, name in enumerate(SEVERITIES, start=1)
        ],
    )
    _place(sheet, chart, 21, 760, 360)
    shown = min(len(frames.done), MOST_BARS)
    if shown:
        first = offices.first
        chart = bar_chart(
            workbook,
            f"Kantor dengan kesalahan terbanyak ({shown} teratas)"
            if shown > 1
            else "Kesalahan kantor ini",
            [KANTOR, first, 1, first + shown - 1, 1],
            [(LABELS["error"], [KANTOR, first, 4, first + shown - 1, 4], COLOURS["error"])],
        )
        _place(sheet, chart, 40, 760, 120 + 26 * shown)


def _write_small(
    sheet: Any, formats: Formats, row: int, title: str, labels: Sequence[str], frame: DataFrame
) -> int:
    """Write a small table of counts; return its last row."""
    for column, label in enumerate([title, *labels]):
        sheet.write_string(row, column, label, formats[Look.HEAD])
    for name, *counts in frame.itertuples():
        row += 1
        sheet.write_string(row, 0, name, formats[Look.TEXT])
        for column, count in enumerate(counts, start=1):
            sheet.write_number(row, column, count, formats[Look.COUNT])
    return row


def _place(sheet: Any, chart: Any, row: int, width: int, height: int) -> None:
    chart.set_size({"width": width, "height": height})
    sheet.insert_chart(row, 5, chart)
