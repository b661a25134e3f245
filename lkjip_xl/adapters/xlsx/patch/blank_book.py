"""A workbook that holds the listing of the findings and nothing else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import BinaryIO

from lkjip_xl.adapters.xlsx.package import Package
from lkjip_xl.adapters.xlsx.patch.archive import ArchiveWriter
from lkjip_xl.adapters.xlsx.patch.catatan_sheet import add_catatan
from lkjip_xl.adapters.xlsx.patch.dialect import (
    CONTENT_TYPES,
    PACKAGE_RELATIONSHIPS,
    TRANSITIONAL,
)
from lkjip_xl.adapters.xlsx.patch.draft import Draft
from lkjip_xl.adapters.xlsx.patch.styles import StyleSheet
from lkjip_xl.adapters.xlsx.patch.workbook import read_workbook
from lkjip_xl.outputs.catatan import CatatanSheet

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_EMPTY_BOOK = {
    "[Content_Types].xml": (
        f'<Types xmlns="{CONTENT_TYPES}">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_WORKBOOK_TYPE}"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}"><Relationship Id="rId1"'
        f' Type="{TRANSITIONAL.relation_type("officeDocument")}" Target="xl/workbook.xml"/>'
        "</Relationships>"
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{TRANSITIONAL.main}"><bookViews><workbookView/></bookViews>'
        "<sheets/></workbook>"
    ),
}


def write_blank_book(stream: BinaryIO, catatan: CatatanSheet) -> None:
    """Write the listing as a workbook of its own, by the same patches as in a marked copy."""
    empty = io.BytesIO()
    writer = ArchiveWriter(empty)
    for name, xml in _EMPTY_BOOK.items():
        data = (_HEAD + xml).encode()
        writer.add(name, [data], len(data))
    writer.close()
    with Package(Path("catatan.xlsx"), zipfile.ZipFile(empty)) as package:
        draft = Draft(package)
        styles = StyleSheet(draft, read_workbook(draft))
        add_catatan(draft, read_workbook(draft), styles, catatan)
        styles.save()
        draft.write(stream, None)
