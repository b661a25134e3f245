"""The charts of the recap's workbook: native ones, drawn by Excel from the cells they name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
_FONT = {"name": "Arial", "size": 9}
_GRID = {"visible": True, "line": {"color": "#E0E0E0"}}


class Cells(NamedTuple):
    """Cells of one column, top and bottom included; rows and columns count from 0."""

    sheet: str
    top: int
    bottom: int
    column: int

    @property
    def as_list(self) -> list[str | int]:
        return [self.sheet, self.top, self.column, self.bottom, self.column]


class Series(NamedTuple):
    """What one colour of a chart shows."""

    label: str
    cells: Cells
    colour: str


def bar_chart(workbook: Workbook, title: str, names: Cells, *series: Series) -> Chart:
    """Return lying bars, one behind the other where there are several; the first name on top."""
    kind = {"type": "bar"} | ({"subtype": "stacked"} if len(series) > 1 else {})
    chart = workbook.add_chart(kind)
    for one in series:
        label = {"value": True, "num_format": "#,##0;;", "font": _FONT}
        if len(series) > 1 and one.colour == COLOURS[Severity.ERROR.value]:
            label["font"] = _FONT | {"color": "#FFFFFF"}
        _add(chart, one, names, label)
    chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    chart.set_y_axis({"num_font": _FONT, "reverse": True})
    return _finish(chart, title, len(series))


def column_chart(workbook: Workbook, title: str, names: Cells, *series: Series) -> Chart:
    """Return standing bars, those of several series side by side."""
    chart = workbook.add_chart({"type": "column"})
    for one in series:
        _add(chart, one, names, {"value": True, "num_format": "#,##0;;", "font": _FONT})
    chart.set_x_axis({"num_font": _FONT})
    chart.set_y_axis({"num_font": _FONT, "min": 0, "major_gridlines": _GRID})
    return _finish(chart, title, len(series))


def _add(chart: Chart, series: Series, names: Cells, label: dict[str, object]) -> None:
    chart.add_series(
        {
            "name": series.label,
            "categories": names.as_list,
            "values": series.cells.as_list,
            "fill": {"color": series.colour},
            "gap": 45,
            "data_labels": label,
        }
    )


def _finish(chart: Chart, title: str, count: int) -> Chart:
    font = _FONT | {"size": 12, "color": CAPAIAN}
    chart.set_title({"name": title, "name_font": font})
    chart.set_legend({"none": True} if count == 1 else {"position": "bottom", "font": _FONT})
    return chart
