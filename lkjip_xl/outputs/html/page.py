"""Fills in the page's template: its words are ours, what is in the cells is always escaped."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lkjip_xl.outputs.html.figures import Figures
from lkjip_xl.outputs.html.svg import chart_svg
from lkjip_xl.outputs.html.table import table_html
from lkjip_xl.outputs.narrative.asal_angka import (
    LEAD,
    list_origins,
    name_section,
    tabulate_origins,
)
from lkjip_xl.outputs.narrative.chapters import list_chapters
from lkjip_xl.outputs.narrative.gaps import list_gaps, name_draft
from lkjip_xl.outputs.narrative.report import Report
from lkjip_xl.resources import resource_path

if TYPE_CHECKING:
    from jinja2 import Template

#: No page may hold these letters, not even as numbers.
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def render_page(report: Report, findings_open: int) -> str:
    """Return the whole page; nothing in it is fetched from elsewhere, and no script runs."""
    chapters = list_chapters(report)
    origins = list_origins(chapters)
    page = _template().render(
        said=report.text,
        konsep=name_draft(findings_open, len(list_gaps(chapters))),
        chapters=chapters,
        name_section=name_section,
        figures=Figures(origins),
        origins=tabulate_origins(origins),
        origins_lead=LEAD,
        captioned=lambda word: [one for chapter in chapters for one in chapter.captioned(word)],
        anchor=_anchor,
        table=table_html,
        chart=chart_svg,
    )
    return _ILLEGAL.sub("", page)


def _anchor(label: str) -> str:
    """Return the anchor of a table or figure: ``tabel-3-1``."""
    return label.lower().replace(" ", "-").replace(".", "-")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.tests["kind"] = lambda block, name: type(block).__name__ == name
    source = resource_path("templates", "lkjip.html.j2").read_text(encoding="utf-8")
    return environment.from_string(source)
