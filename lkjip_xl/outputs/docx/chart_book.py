"""The small workbook behind a chart, which Word opens when a reader edits the chart's values.

It is written here rather than by a library: five short parts, where importing one takes longer
than the whole report.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from lkjip_xl.location import column_letters
from lkjip_xl.outputs.docx.table_xml import clean
from lkjip_xl.outputs.narrative.chart import Chart

_OFFICE = "http://schemas.openxmlformats.org"
_MAIN = f"{_OFFICE}/spreadsheetml/2006/main"
_TYPES = f"{_OFFICE}/package/2006/content-types"
_PACKAGE_RELATIONS = f"{_OFFICE}/package/2006/relationships"
_RELATIONS = f"{_OFFICE}/officeDocument/2006/relationships"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_FIXED = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_CONTENT}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_CONTENT}.worksheet+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def chart_book(chart: Chart) -> bytes:
    """Return a workbook with one sheet ``Data``: categories down, one column a series."""
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(_rows(chart))}</sheetData></worksheet>'
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as book:
        for name, xml in {**_FIXED, "xl/worksheets/sheet1.xml": sheet}.items():
            book.writestr(zipfile.ZipInfo(name), _HEAD + xml)
    return memory.getvalue()


def _rows(chart: Chart) -> Iterator[str]:
    heads = ["", *(one.nama for one in chart.series)]
    yield f'<row r="1">{"".join(_words(1, at, head) for at, head in enumerate(heads, 1))}</row>'
    for position, category in enumerate(chart.categories):
        row = position + 2
        numbers = "".join(
            f'<c r="{column_letters(column)}{row}"><v>{point.value:f}</v></c>'
            for column, one in enumerate(chart.series, start=2)
            if (point := one.points[position]) is not None
        )
        yield f'<row r="{row}">{_words(row, 1, category)}{numbers}</row>'


def _words(row: int, column: int, words: str) -> str:
    return (
        f'<c r="{column_letters(column)}{row}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{escape(clean(words))}</t></is></c>'
    )
