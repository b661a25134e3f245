"""The charts of the recap's workbook: native ones, drawn by Excel from the cells they name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lkjip_xl.finding import Severity

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.workbook import Workbook

#: A chart of more offices than this has no room for their names.
MOST_BARS = 20

COLOURS = {
    Severity.ERROR.value: "#C00000",
    Severity.WARNING.value: "#ED9B33",
    Severity.INFO.value: "#8FAADC",
}
CAPAIAN, SERAPAN = "#1F3864", "#B5651D"

#: A block of cells: sheet, first row, column, last row, column; rows and columns count from 0.
Cells = list[Any]


def bar_chart(
    workbook: Workbook, title: str, names: Cells, series: list[tuple[str, Cells, str]]
) -> Chart:
    """Return lying bars, stacked where there are several series; the first name stands on top."""
    return _chart(workbook, {"type": "bar", "subtype": "stacked"}, title, names, series)


def column_chart(
    workbook: Workbook, title: str, names: Cells, series: list[tuple[str, Cells, str]]
) -> Chart:
    """Return standing bars, those of several series side by side."""
    return _chart(workbook, {"type": "column"}, title, names, series)


def _chart(
    workbook: Workbook,
    kind: dict[str, str],
    title: str,
    names: Cells,
    series: list[tuple[str, Cells, str]],
) -> Chart:
    chart = workbook.add_chart(kind)
    for label, values, colour in series:
        chart.add_series(
            {
                "name": label,
                "categories": names,
                "values": values,
                "fill": {"color": colour},
                "gap": 45,
                "data_labels": {"value": True, "num_format": "#,##0;;"},
            }
        )
    font = {"name": "Arial", "size": 9}
    is_bar = kind["type"] == "bar"
    chart.set_title({"name": title, "name_font": {"name": "Arial", "size": 12, "color": CAPAIAN}})
    chart.set_x_axis(
        {"num_font": font, "major_gridlines": {"visible": is_bar, "line": {"color": "#E0E0E0"}}}
    )
    chart.set_y_axis(
        {
            "num_font": font,
            "reverse": is_bar,
            "major_gridlines": {"visible": not is_bar, "line": {"color": "#E0E0E0"}},
        }
    )
    chart.set_legend({"none": True} if len(series) == 1 else {"position": "bottom", "font": font})
    return chart
