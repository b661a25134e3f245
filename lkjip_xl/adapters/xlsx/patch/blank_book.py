"""A workbook that holds our sheets and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from lkjip_xl.adapters.xlsx.package import Package
from lkjip_xl.adapters.xlsx.patch.archive import ArchiveWriter
from lkjip_xl.adapters.xlsx.patch.dialect import (
    CONTENT_TYPES,
    PACKAGE_RELATIONSHIPS,
    TRANSITIONAL,
    xml_part,
)
from lkjip_xl.adapters.xlsx.patch.draft import Draft
from lkjip_xl.adapters.xlsx.patch.own_sheets import add_own_sheets
from lkjip_xl.adapters.xlsx.patch.styles import StyleSheet
from lkjip_xl.adapters.xlsx.patch.undo import announce_undo, make_record
from lkjip_xl.adapters.xlsx.patch.workbook import read_workbook
from lkjip_xl.outputs.own_sheet import OwnSheet

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


def write_blank_book(stream: BinaryIO, sheets: Sequence[OwnSheet]) -> None:
    """Write sheets as a workbook of their own, by the same patches as in a marked copy."""
    empty = io.BytesIO()
    writer = ArchiveWriter(empty)
    for name, xml in _EMPTY_BOOK.items():
        data = xml_part(xml)
        writer.add(name, [data], len(data))
    writer.close()
    with Package(Path("catatan.xlsx"), zipfile.ZipFile(empty)) as package:
        draft = Draft(package)
        book = read_workbook(draft)
        styles = StyleSheet(draft, book)
        add_own_sheets(draft, styles, sheets)
        styles.save()
        record = announce_undo(draft, book.part)
        draft.write(stream, (record, lambda written: make_record(draft, written)))
