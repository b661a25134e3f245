"""Whatever the cells hold, and however few or many rows there are, the report holds all of it."""

import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import Markup

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.outputs.docx import write_report
from lkjip_xl.outputs.docx.blocks import Blocks
from lkjip_xl.outputs.docx.look import Look, Page
from lkjip_xl.outputs.docx.table_xml import table_xml
from lkjip_xl.outputs.narrative.table import Cell, Row, Table, money, row, words
from lkjip_xl.outputs.narrative.text import Missing, Text
from lkjip_xl.resources import resource_path

BOOK = Path(__file__).parents[2] / "workbooks" / "contoh-bersih.xlsx"
SHIPPED = resource_path("templates", "lkjip.docx")
NASTY = ' & <b> "k" {{ x }} {% if y %} {%p endfor %} ]]> &amp; '
LONG = "panjang" * 60
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def soil(grid: Grid) -> Grid:
    """Write marks of markup into every long text of a sheet, and make every tenth very long."""
    for number, values in grid.rows.items():
        ending = NASTY + (LONG if number % 10 == 0 else "akhir")
        grid.rows[number] = [
            f"{value}{ending}" if isinstance(value, str) and len(value) > 30 else value
            for value in values
        ]
    return grid


@cache
def soiled() -> LaporanKinerja:
    return read_office_year([soil(grid) for grid in FileBook(BOOK).grids()])


def text_of(document: Any) -> str:
    return "".join(text.text or "" for text in document.element.body.iter(f"{W}t", f"{W}p"))


@pytest.mark.parametrize("template", [None, SHIPPED], ids=["bawaan", "sendiri"])
def test_markup_in_every_cell_reaches_the_report_as_written(
    tmp_path: Path, template: Path | None
) -> None:
    target = tmp_path / "laporan.docx"

    write_report(soiled(), target, template=template)

    with zipfile.ZipFile(target) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                etree.fromstring(package.read(name))
    text = text_of(docx.Document(str(target)))
    assert text.count('<b> "k" {{ x }} {% if y %} {%p endfor %} ]]> &amp;') > 100
    assert LONG in text
    assert "PENUTUP" in text


def test_both_ways_of_filling_give_the_same_report(tmp_path: Path) -> None:
    texts = []
    for number, template in enumerate((None, SHIPPED)):
        write_report(soiled(), tmp_path / f"{number}.docx", template=template)
        texts.append(docx.Document(str(tmp_path / f"{number}.docx")).element.body.xml)

    assert texts[0] == texts[1]


@pytest.mark.parametrize("rows", [0, 1, 2, 3000])
def test_a_table_of_any_length_is_whole(rows: int) -> None:
    table = Table(
        columns=(words("Uraian"), money("Pagu (Rp)")),
        rows=tuple(row(f"{NASTY}{LONG}", "13.953.545.705") for _ in range(rows)),
        missing=Missing("isi", "lembar <Belanja> & {{ x }}"),
    )

    xml = etree.fromstring(
        f'<w:body xmlns:w="{W[1:-1]}">{table_xml(table, Look({}, {}, Page(9000, 14000)))}</w:body>'
    )

    words_shown = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in xml.iter(f"{W}p")]
    assert len(xml.findall(f"{W}tbl/{W}tr")) == (rows + 1 if rows else 0)
    if rows:
        assert words_shown.count(f"{NASTY}{LONG}") == rows
    else:
        assert words_shown == ["[lengkapi: isi di lembar <Belanja> & {{ x }}]"]


def test_breaks_and_tabs_of_a_cell_are_kept() -> None:
    table = Table(
        columns=(words("Uraian"),), rows=(row("satu\ndua\ttiga"),), missing=Missing("", "")
    )

    xml = etree.fromstring(
        f'<w:body xmlns:w="{W[1:-1]}">{table_xml(table, Look({}, {}, Page(9000, 14000)))}</w:body>'
    )

    run = list(xml.iter(f"{W}r"))[-1]
    assert [etree.QName(one).localname for one in run] == ["t", "br", "t", "tab", "t"]
    assert "".join(run.itertext()) == "satuduatiga"


def test_a_table_stands_wherever_its_tag_stood(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("{{p tabel }}")
    document.add_paragraph("{% if tabel %}Ada tabel.{% endif %}")
    document.add_paragraph("{{p tabel }}")
    document.sections[0].header.add_paragraph("{{p tabel }}")
    document.save(str(tmp_path / "templat.docx"))
    table = f"<w:tbl><w:tblPr/><w:tr><w:tc><w:p><w:r><w:t>{LONG}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"

    blocks = Blocks()
    template = DocxTemplate(tmp_path / "templat.docx")
    template.render(blocks.take({"tabel": Markup(table)}), autoescape=True)
    blocks.set_in(template.docx).save(str(tmp_path / "laporan.docx"))
    finished = docx.Document(str(tmp_path / "laporan.docx"))

    assert [one.tag for one in finished.element.body][:3] == [f"{W}tbl", f"{W}p", f"{W}tbl"]
    assert [one.rows[0].cells[0].text for one in finished.tables] == [LONG, LONG]
    header = finished.sections[0].header
    assert [one.rows[0].cells[0].text for one in header.tables] == [LONG]


def test_a_band_stays_with_the_row_below_it() -> None:
    band = Row(cells=(Cell(lines=(Text(("Program",)),), columns=2), None))
    rows = [one for _ in range(10) for one in (band, row("Kegiatan", "1.000"))]
    table = Table(
        columns=(words("Uraian"), money("Pagu (Rp)")), rows=(*rows, band), missing=Missing("", "")
    )

    xml = etree.fromstring(
        f'<w:body xmlns:w="{W[1:-1]}">{table_xml(table, Look({}, {}, Page(9000, 14000)))}</w:body>'
    )

    _, *body = xml.iter(f"{W}tr")
    kept = [one.find(f".//{W}keepNext") is not None for one in body]
    assert kept == [True, False] * 10 + [False]
