"""Gives the charts of a rendered document their parts; a chart that no tag asked for gets none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lkjip_xl.outputs.docx.chart_book import chart_book
from lkjip_xl.outputs.docx.chart_xml import PENDING, chart_xml
from lkjip_xl.outputs.narrative.chart import Chart
from lkjip_xl.outputs.narrative.report import Report

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CONTENT = "application/vnd.openxmlformats-officedocument"


def name_charts(report: Report) -> dict[str, Chart]:
    """Return the charts by the names under which the document refers to them."""
    trends = enumerate(report.charts("grafik_indikator"), start=1)
    money = {name: report.charts(f"grafik_{name}") for name in ("belanja", "serapan")}
    return {
        **{f"indikator-{at}": chart for at, chart in trends},
        **{name: chart for name, charts in money.items() for chart in charts},
    }


def attach_charts(document: Any, charts: Mapping[str, Chart]) -> None:
    """Make a chart part with its workbook for every chart that the document shows.

    ``document`` is a document of python-docx whose body refers to charts by name.
    """
    for number, place in enumerate(_pending(document), start=1):
        name = place.get(_ID).removeprefix(PENDING)
        place.set(_ID, _add_chart(document.part, charts[name], number))


def _pending(document: Any) -> list[Any]:
    places = document.element.body.iter(_CHART)
    return [place for place in places if place.get(_ID, "").startswith(PENDING)]


def _add_chart(host: Any, chart: Chart, number: int) -> str:
    """Add the parts of one chart to the document, and return the relation to it."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    book = Part(
        PackURI(f"/word/embeddings/grafik{number}.xlsx"),
        f"{_CONTENT}.spreadsheetml.sheet",
        chart_book(chart),
        host.package,
    )
    part = Part(
        PackURI(f"/word/charts/grafik{number}.xml"),
        f"{_CONTENT}.drawingml.chart+xml",
        b"",
        host.package,
    )
    part._blob = chart_xml(chart, part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE))
    return str(host.relate_to(part, RELATIONSHIP_TYPE.CHART))
