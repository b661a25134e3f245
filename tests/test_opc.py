"""The checker of packages finds what it is there to find."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import opc
import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

Parts = dict[str, bytes]
SHEET, BOOK, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
TYPES, RELS = "[Content_Types].xml", "xl/worksheets/_rels/sheet1.xml.rels"


@pytest.fixture(scope="module")
def sound() -> Parts:
    """A sound workbook with a note, a table and a name."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Nama", "Nilai"], ["a", 1], ["b", "=B2"]):
        sheet.append(row)
    sheet["A2"].comment = Comment("catatan", "Staf")
    sheet.add_table(Table(displayName="Daftar", ref="A1:B3"))
    sheet.merge_cells("D1:E1")
    sheet.print_title_rows = "1:1"
    book.create_sheet("Lain")
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def swap(part: str, old: str, new: str) -> Callable[[Parts], Parts]:
    def change(parts: Parts) -> Parts:
        assert old.encode() in parts[part], parts[part]
        return parts | {part: parts[part].replace(old.encode(), new.encode(), 1)}

    return change


def without(part: str) -> Callable[[Parts], Parts]:
    return lambda parts: {name: data for name, data in parts.items() if name != part}


def beside(part: str, data: bytes) -> Callable[[Parts], Parts]:
    return lambda parts: parts | {part: data}


BROKEN = {
    "two entries": (beside("xl/Workbook.xml", b"<workbook/>"), "xl/workbook.xml: 2 entries"),
    "no types": (without(TYPES), "[Content_Types].xml is missing"),
    "no type": (swap(TYPES, 'Extension="rels"', 'Extension="rel"'), "no content type"),
    "two types": (
        swap(TYPES, "</Types>", '<Override PartName="/XL/styles.xml" ContentType="x"/></Types>'),
        "2 × Override xl/styles.xml",
    ),
    "type of nothing": (without("xl/theme/theme1.xml"), "Override of xl/theme/theme1.xml"),
    "dangling": (without("xl/tables/table1.xml"), "leads to xl/tables/table1.xml, which is missing"),
    "unreached": (swap(RELS, "/xl/tables/table1.xml", "/xl/theme/theme1.xml"), "nothing leads to it"),
    "called otherwise": (swap(RELS, "/xl/tables/table1.xml", "/xl/theme/theme1.xml"), "calls xl/theme"),
    "two of one name": (swap(RELS, 'Id="rId1"', 'Id="anysvml"'), "2 relationships 'anysvml'"),
    "no such relationship": (swap(SHEET, 'r:id="rId1"/></tableParts', 'r:id="x"/></tableParts'), "refers to x"),
    "orphaned": (without("xl/worksheets/sheet1.xml"), "which is missing"),
    "no xml": (swap(BOOK, "</workbook>", "</book>"), "xl/workbook.xml: not well formed"),
    "order": (swap(SHEET, "<sheetData>", "<mergeCells/><sheetData>"), "sheetData after mergeCells"),
    "tied twice": (
        swap(SHEET, "<tableParts", '<legacyDrawing xmlns:q="q" q:id="1"/><tableParts'),
        "more than one legacyDrawing",
    ),
    "style": (swap(SHEET, '<c r="A2"', '<c r="A2" s="77"'), "cell A2: style 77"),
    "string": (swap(SHEET, 'r="B2" t="n"', 'r="B2" t="s"'), "shared string 1"),
    "cell astray": (swap(SHEET, 'r="B2"', 'r="A2"'), "cell A2 out of its place"),
    "row astray": (swap(SHEET, '<row r="2"', '<row r="1"'), "row 1 after row 1"),
    "look": (
        swap(SHEET, "<legacyDrawing", '<conditionalFormatting><cfRule dxfId="5"/></conditionalFormatting><legacyDrawing'),
        "dxfId 5 points beyond dxfs",
    ),
    "font": (swap(STYLES, '<xf numFmtId="0" fontId="0"', '<xf numFmtId="0" fontId="9"'), "fontId 9"),
    "number format": (swap(STYLES, 'numFmtId="0"', 'numFmtId="200"'), "200 is not declared"),
    "count": (swap(STYLES, '<fonts count="1"', '<fonts count="3"'), "count that is not its own"),
    "sheet id": (swap(BOOK, 'sheetId="2"', 'sheetId="1"'), "2 sheets of sheetId '1'"),
    "scope": (swap(BOOK, 'localSheetId="0"', 'localSheetId="9"'), "is local to sheet 9"),
    "note": (swap("xl/comments/comment1.xml", 'authorId="0"', 'authorId="3"'), "has no author"),
    "tab": (swap(BOOK, 'activeTab="0"', 'activeTab="4"'), "activeTab 4"),
}  # fmt: skip


def write(path: Path, parts: Parts) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_is_found(sound: Parts, tmp_path: Path, name: str) -> None:
    change, told = BROKEN[name]
    good = write(tmp_path / "utuh.xlsx", sound)
    bad = write(tmp_path / "rusak.xlsx", change(sound))

    assert opc.find_problems(good) == []
    assert any(told in problem for problem in opc.newly_invalid(good, bad)), opc.find_problems(bad)


def test_a_fault_of_the_source_is_not_the_copys(sound: Parts, tmp_path: Path) -> None:
    bad = write(tmp_path / "rusak.xlsx", BROKEN["font"][0](sound))
    worse = write(tmp_path / "lebih.xlsx", BROKEN["style"][0](BROKEN["font"][0](sound)))

    assert opc.newly_invalid(bad, bad) == []
    assert opc.newly_invalid(bad, worse) == [f"{SHEET}: cell A2: style 77"]


def test_what_is_no_package_is_one_fault(tmp_path: Path) -> None:
    path = tmp_path / "bukan.xlsx"
    path.write_text("bukan zip")

    assert len(opc.find_problems(path)) == 1
