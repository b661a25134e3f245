"""The tags of the Word template: what each stands for, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lkjip_xl.finding import Finding
from lkjip_xl.outputs.docx.chart_xml import drawing_xml
from lkjip_xl.outputs.docx.charts import name_charts
from lkjip_xl.outputs.docx.look import Look
from lkjip_xl.outputs.docx.table_xml import clean, table_xml
from lkjip_xl.outputs.narrative.asal_angka import list_origins, tabulate_origins
from lkjip_xl.outputs.narrative.capaian import UraianIndikator
from lkjip_xl.outputs.narrative.catatan import tabulate_catatan
from lkjip_xl.outputs.narrative.chapters import list_chapters
from lkjip_xl.outputs.narrative.gaps import list_gaps, name_draft
from lkjip_xl.outputs.narrative.report import Report
from lkjip_xl.outputs.narrative.table import Table
from lkjip_xl.outputs.narrative.text import Text
from lkjip_xl.outputs.narrative.value import Value

#: What a tag may hold: text, paragraphs, a condition, a list of named texts, a finished block.
TagValue = str | bool | list[str] | list[dict[str, str]] | list[dict[str, str | bool]]


def build_context(
    report: Report, look: Look, findings: Sequence[Finding] = ()
) -> dict[str, TagValue]:
    """Return every tag's value: nothing but strings, booleans and lists, with no method to call."""
    values = {name: _plain(value, look) for name, value in report.values.items()}
    chapters = list_chapters(report)
    gaps = list_gaps(chapters)
    notice = name_draft(len(findings), len(gaps))
    return {
        **values,
        **_charts(report, look),
        "konsep": notice,
        "tabel_catatan": _block(tabulate_catatan(findings, gaps), look) if notice else "",
        "daftar_asal_angka": _block(tabulate_origins(list_origins(chapters)), look),
    }


def _plain(value: Value, look: Look) -> TagValue:
    match value:
        case bool():
            return value
        case Text():
            return _words(value)
        case Table():
            return _block(value, look)
        case tuple():
            items = [one for one in value if isinstance(one, UraianIndikator)]
            return _named(items) or [_words(one) for one in value if isinstance(one, Text)]
        case None:
            return ""


def _named(items: Iterable[UraianIndikator]) -> list[dict[str, str]]:
    return [{"nama": clean(one.nama), "uraian": _words(one.uraian)} for one in items]


def _charts(report: Report, look: Look) -> dict[str, TagValue]:
    """Return the trend charts as a list, the first marked, and the two charts of the money."""
    from markupsafe import Markup

    named = name_charts(report)
    drawn = {name: Markup(drawing_xml(chart, name, look)) for name, chart in named.items()}
    trends = [name for name in named if name.startswith("indikator-")]
    listed: list[dict[str, str | bool]] = [
        {
            "judul": _words(named[name].judul),
            "gambar": drawn[name],
            "pertama": name == trends[0],
        }
        for name in trends
    ]
    context: dict[str, TagValue] = {"grafik_indikator": listed}
    for name in ("belanja", "serapan"):
        context[f"ada_grafik_{name}"] = name in drawn
        context[f"grafik_{name}"] = drawn.get(name, "")
        context[f"judul_grafik_{name}"] = _words(named[name].judul) if name in named else ""
    return context


def _block(table: Table, look: Look) -> str:
    """Return a table as markup that the template must not escape again."""
    from markupsafe import Markup

    return Markup(table_xml(table, look))


def _words(text: Text) -> str:
    return clean(str(text))
