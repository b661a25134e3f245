"""A marked copy is a sound package even where its source is not; see also ``sound_packages``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import opc
import pytest

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.adapters.xlsx.patch.marking import write_marked
from lkjip_xl.grid import Mark
from lkjip_xl.outputs.own_sheet import OwnSheet

Parts = dict[str, bytes]
Read = Callable[[Path], Parts]
Write = Callable[[Path, Mapping[str, bytes]], Path]


@pytest.mark.parametrize("variant", ["boxes in alternatives", "strict"], indirect=True)
def test_the_boxes_of_notes_are_tied_once(
    variant: Path, tmp_path: Path, some_marks: list[Mark], read_parts: Read
) -> None:
    marked = tmp_path / "marked.xlsx"
    write_marked(variant, marked, some_marks)
    parts = read_parts(marked)

    for number in (1, 2, 3):
        assert parts[f"xl/worksheets/sheet{number}.xml"].count(b"<legacyDrawing ") == 1
    added = parts["xl/worksheets/sheet3.xml"]
    assert re.search(rb'Requires="v"><legacyDrawing [^>]*/></mc:Choice>', added)


@pytest.mark.parametrize("variant", ["relations by name"], indirect=True)
def test_relationships_that_come_anew_have_a_type(
    variant: Path, tmp_path: Path, some_marks: list[Mark], read_parts: Read
) -> None:
    marked = tmp_path / "marked.xlsx"
    write_marked(variant, marked, some_marks)

    assert "xl/worksheets/_rels/sheet3.xml.rels" in read_parts(marked).keys() - (
        read_parts(variant).keys()
    )
    assert opc.find_problems(marked) == []


@pytest.mark.parametrize("variant", ["lost styles"], indirect=True)
def test_styles_that_a_book_lost_come_back_under_their_name(
    variant: Path, tmp_path: Path, some_marks: list[Mark], read_parts: Read
) -> None:
    marked = tmp_path / "marked.xlsx"
    write_marked(variant, marked, some_marks)
    parts = read_parts(marked)

    assert opc.find_problems(variant) != []
    assert opc.find_problems(marked) == []
    assert parts["xl/_rels/workbook.xml.rels"].count(b"/styles") == 1
    assert parts["[Content_Types].xml"].count(b"styles.xml") == 1


def test_what_points_beyond_a_list_does_not_meet_our_looks(
    rich_book: Path, tmp_path: Path, some_marks: list[Mark], some_catatan: OwnSheet,
    read_parts: Read, write_parts: Write,
) -> None:  # fmt: skip
    parts = read_parts(rich_book)
    styles, sheet = "xl/styles.xml", "xl/worksheets/sheet1.xml"
    parts[styles] = parts[styles].replace(b'fontId="0" fillId="2"', b'fontId="4" fillId="2"')
    looks = parts[styles].count(b"<dxf>")
    parts[sheet] = parts[sheet].replace(b'dxfId="0"', b'dxfId="%d"' % (looks + 1))
    source, marked = write_parts(tmp_path / "buku.xlsx", parts), tmp_path / "marked.xlsx"
    assert opc.find_problems(source) == [
        "styles: cellXfs 1: fontId 4 points beyond fonts",
        f"{sheet}: cfRule dxfId 2 points beyond dxfs",
    ]
    write_marked(source, marked, some_marks, [some_catatan])

    before, after = (next(iter(FileBook(path, "buku").grids())) for path in (source, marked))
    assert [before.look(row, 1) for row in before.rows] == [
        after.look(row, 1) for row in before.rows
    ]
    found = re.findall(rb"<dxf/?>", read_parts(marked)[styles])
    assert found[looks : looks + 3] == [b"<dxf/>", b"<dxf/>", b"<dxf>"]
