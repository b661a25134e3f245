"""Workbooks made by hand, part by part, so that each test shows the XML it is about."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.grid import Grid

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Parts = dict[str, str | bytes]
WritePackage = Callable[[Parts], Path]
MakeParts = Callable[..., Parts]
ReadSheet = Callable[..., Grid]


def _relations(*targets: tuple[str, str, str]) -> str:
    links = "".join(
        f'<Relationship Id="{key}" Type="{KINDS}/{kind}" Target="{target}"/>'
        for key, kind, target in targets
    )
    return f"<Relationships {RELATIONS}>{links}</Relationships>"


@pytest.fixture
def make_parts() -> MakeParts:
    """Return the parts of a book: the sheets' inner XML, shared strings and styles."""

    def make(*sheets: str, strings: str = "", styles: str = "") -> Parts:
        links = [
            (f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml")
            for number in range(1, len(sheets) + 1)
        ]
        entries = "".join(
            f'<sheet name="Lembar {number}" sheetId="{number}" r:id="rId{number}"/>'
            for number in range(1, len(sheets) + 1)
        )
        parts: Parts = {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _relations(("rId1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": (
                f'<workbook {MAIN} xmlns:r="{KINDS}"><sheets>{entries}</sheets></workbook>'
            ),
        }
        for number, sheet in enumerate(sheets, 1):
            parts[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet {MAIN}>{sheet}</worksheet>"
        if strings:
            links.append(("rIdS", "sharedStrings", "sharedStrings.xml"))
            parts["xl/sharedStrings.xml"] = f"<sst {MAIN}>{strings}</sst>"
        if styles:
            links.append(("rIdT", "styles", "styles.xml"))
            parts["xl/styles.xml"] = f"<styleSheet {MAIN}>{styles}</styleSheet>"
        parts["xl/_rels/workbook.xml.rels"] = _relations(*links)
        return parts

    return make


@pytest.fixture
def write_package(tmp_path: Path) -> WritePackage:
    def write(parts: Parts) -> Path:
        path = tmp_path / "buku.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in parts.items():
                package.writestr(name, content)
        return path

    return write


@pytest.fixture
def read_sheet(make_parts: MakeParts, write_package: WritePackage) -> ReadSheet:
    """Return the grid of one sheet, given its rows in XML."""

    def read(rows: str, *, around: str = "{}", strings: str = "", styles: str = "") -> Grid:
        sheet = around.format(f"<sheetData>{rows}</sheetData>")
        book = FileBook(write_package(make_parts(sheet, strings=strings, styles=styles)))
        (grid,) = book.grids()
        assert not book.remarks
        return grid

    return read
