"""Marking changes nothing but what it adds, and cleaning takes out exactly that."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lkjip_xl.adapters.xlsx.patch.marking import has_marks, write_clean, write_marked
from lkjip_xl.finding import Severity
from lkjip_xl.grid import Mark
from lkjip_xl.outputs.own_sheet import OwnSheet

Parts = dict[str, bytes]
Read = Callable[[Path], Parts]
Write = Callable[[Path, Mapping[str, bytes]], Path]


def test_clean_restores_every_part(
    variant: Path, tmp_path: Path, some_marks: list[Mark], some_catatan: OwnSheet,
    read_parts: Read,
) -> None:  # fmt: skip
    marked, clean = tmp_path / "marked.xlsx", tmp_path / "clean.xlsx"
    write_marked(variant, marked, some_marks, [some_catatan])
    write_clean(marked, clean)

    original, restored = read_parts(variant), read_parts(clean)
    assert list(restored) == list(original)
    assert restored == original
    assert (has_marks(variant), has_marks(marked), has_marks(clean)) == (False, True, False)


def test_a_second_round_replaces_the_first(
    variant: Path, tmp_path: Path, some_marks: list[Mark], some_catatan: OwnSheet
) -> None:
    once, other, again = (tmp_path / f"{name}.xlsx" for name in ("once", "other", "again"))
    write_marked(variant, once, some_marks, [some_catatan])
    write_marked(variant, other, some_marks[:2])
    write_marked(other, again, some_marks, [some_catatan])

    assert again.read_bytes() == once.read_bytes()


@pytest.mark.parametrize("book", ["rich_book", "plain_book"])
def test_untouched_parts_keep_their_compressed_bytes(
    book: str, request: pytest.FixtureRequest, tmp_path: Path, some_catatan: OwnSheet,
    finding_marks: list[Mark], read_parts: Read, read_raw: Read,
) -> None:  # fmt: skip
    source = request.getfixturevalue(book)
    marked = tmp_path / "marked.xlsx"
    write_marked(source, marked, finding_marks, [some_catatan])

    before, after = read_parts(source), read_parts(marked)
    raw_before, raw_after = read_raw(source), read_raw(marked)
    touched = {name for name in before if before[name] != after[name]}
    assert {name for name in touched if not re.search("ontent|workbook|styles|/sheet1", name)} <= {
        "xl/comments1.xml", "xl/comments/comment1.xml",
        "xl/drawings/vmlDrawing1.vml", "xl/drawings/commentsDrawing1.vml", "xl/drawings/comment1.vml",
    }  # fmt: skip
    for name in before.keys() - touched:
        assert raw_after[name] == raw_before[name], name


@pytest.mark.parametrize("variant", ["macros", "threads", "template"], indirect=True)
def test_parts_of_the_books_own_kind_are_copied(
    variant: Path, tmp_path: Path, some_marks: list[Mark], some_catatan: OwnSheet,
    read_parts: Read, read_raw: Read,
) -> None:  # fmt: skip
    marked = tmp_path / "marked.xlsx"
    write_marked(variant, marked, some_marks, [some_catatan])

    raw_before, raw_after = read_raw(variant), read_raw(marked)
    for name in raw_before:
        if re.search("vbaProject|persons|threadedComments|sharedStrings|theme|tables", name):
            assert raw_after[name] == raw_before[name], name
    kind = re.compile(rb'PartName="/xl/workbook.xml" ContentType="[^"]*"')
    types = "[Content_Types].xml"
    assert kind.findall(read_parts(marked)[types]) == kind.findall(read_parts(variant)[types])


@pytest.mark.parametrize("variant", ["threads"], indirect=True)
def test_beside_a_thread_other_cells_get_their_notes(
    variant: Path, tmp_path: Path, some_marks: list[Mark]
) -> None:
    marked = tmp_path / "marked.xlsx"
    write_marked(variant, marked, some_marks)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*extension is not supported|Conditional Formatting")
        sheet = openpyxl.load_workbook(marked)["Tabel 3.1"]

    assert "LKJIP-XL" not in sheet["B3"].comment.text
    assert "LKJIP-XL" in sheet["C4"].comment.text


def test_touched_parts_only_gain(
    rich_book: Path, tmp_path: Path, some_marks: list[Mark], read_parts: Read
) -> None:
    marked = tmp_path / "marked.xlsx"
    write_marked(rich_book, marked, some_marks)
    before = read_parts(rich_book)["xl/worksheets/sheet1.xml"].decode()
    after = read_parts(marked)["xl/worksheets/sheet1.xml"].decode()

    without = re.sub(
        r'<conditionalFormatting sqref="[^"]*"><cfRule[^>]*><formula>"LKJIP-XL:.*?'
        r"</conditionalFormatting>", "", after,
    )  # fmt: skip
    added = after.count('"LKJIP-XL:')
    lowered = re.sub(
        r'priority="(\d+)"', lambda match: f'priority="{int(match[1]) - added}"', without
    )
    assert added == 3
    assert lowered == before


def _cells(path: Path, *, data_only: bool) -> list[Any]:
    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", "Data Validation|Conditional Formatting|Unknown extension"
        )
        book = openpyxl.load_workbook(path, data_only=data_only)
    return [
        (sheet.title, cell.coordinate, cell.value, cell.number_format, cell.fill.fgColor.rgb)
        for sheet in book.worksheets
        if sheet.title != "Catatan"
        for row in sheet.iter_rows()
        for cell in row
    ]


@pytest.mark.parametrize("data_only", [False, True])
def test_no_value_formula_or_look_changes(
    rich_book: Path, tmp_path: Path, finding_marks: list[Mark], some_catatan: OwnSheet,
    data_only: bool,
) -> None:  # fmt: skip
    marked = tmp_path / "marked.xlsx"
    write_marked(rich_book, marked, finding_marks, [some_catatan])

    cells = _cells(rich_book, data_only=data_only)
    assert _cells(marked, data_only=data_only) == cells
    assert ("Tabel 3.1", "C4", 1 if data_only else "=B3/80", "0.00%", "FFFFFF00") in cells


def test_openpyxl_sees_the_marks_without_a_warning(
    plain_book: Path, tmp_path: Path, finding_marks: list[Mark], some_catatan: OwnSheet
) -> None:
    marked = tmp_path / "marked.xlsx"
    write_marked(plain_book, marked, finding_marks, [some_catatan])

    sheet = openpyxl.load_workbook(marked)["Tabel 3.1"]
    rules = [rule for entry in sheet.conditional_formatting for rule in entry.rules]
    ours = {str(rule.formula[0]): rule for rule in rules if "LKJIP-XL" in str(rule.formula)}
    assert sorted(ours) == ['"LKJIP-XL:HIT01"<>""', '"LKJIP-XL:SER01"<>""']
    assert ours['"LKJIP-XL:HIT01"<>""'].dxf.font.b is True
    note = sheet["C4"].comment
    assert note is not None
    assert note.text.splitlines()[:2] == [
        "[LKJIP-XL] 2 catatan",
        "Kesalahan: HIT01 capaian-berbeda-dari-hitungan",
    ]


def test_staff_formats_come_after_ours_and_keep_their_order(
    rich_book: Path, tmp_path: Path, some_marks: list[Mark], read_parts: Read
) -> None:
    marked = tmp_path / "marked.xlsx"
    write_marked(rich_book, marked, some_marks)
    sheet = read_parts(marked)["xl/worksheets/sheet1.xml"].decode()

    ours = re.findall(r'priority="(\d+)"><formula>"LKJIP', sheet)
    theirs = set(re.findall(r'priority="(\d+)"', sheet)) - set(ours)
    assert [int(number) for number in ours] == [1, 2, 3]
    assert {int(number) for number in theirs} == {4, 5}


def test_formats_of_a_pivot_table_keep_their_priorities(
    rich_book: Path, tmp_path: Path, some_marks: list[Mark], read_parts: Read, write_parts: Write
) -> None:
    parts = read_parts(rich_book)
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b'priority="1"', b'pivot="1" priority="1"', 1)
    source = write_parts(tmp_path / "buku.xlsx", parts)
    write_marked(source, tmp_path / "marked.xlsx", some_marks)
    sheet = read_parts(tmp_path / "marked.xlsx")[name].decode()

    assert 'pivot="1" priority="1"' in sheet
    assert re.findall(r'priority="(\d+)"><formula>"LKJIP', sheet) == ["3", "4", "5"]


def test_a_mark_in_a_merge_lies_on_the_whole_merge(
    plain_book: Path, tmp_path: Path, mark_at: Callable[..., Mark]
) -> None:
    marked = tmp_path / "marked.xlsx"
    write_marked(plain_book, marked, [mark_at("B7"), mark_at("A5", severity=Severity.INFO)])

    sheet = openpyxl.load_workbook(marked)["Tabel 3.1"]
    note = sheet["A5"].comment
    assert note is not None
    assert note.text.startswith("[LKJIP-XL] 2 catatan")
    assert "A5:B8" in {str(entry.sqref) for entry in sheet.conditional_formatting}


def test_without_marks_and_listing_the_copy_is_the_source(
    rich_book: Path, tmp_path: Path, read_raw: Read
) -> None:
    copy = tmp_path / "copy.xlsx"
    write_marked(rich_book, copy, [])

    assert read_raw(copy) == read_raw(rich_book)
