"""Cleaning a marked copy that another program saved in between."""

from __future__ import annotations

import re
import shutil
import subprocess
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.adapters.xlsx.patch.marking import has_marks, write_clean, write_marked
from lkjip_xl.grid import Mark
from lkjip_xl.location import parse_a1
from lkjip_xl.outputs.own_sheet import OwnSheet

Parts = dict[str, bytes]
Read = Callable[[Path], Parts]
Write = Callable[[Path, Mapping[str, bytes]], Path]

needs_soffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is missing")


def _forget(parts: Parts) -> Parts:
    """Return a marked copy's parts as a program leaves them that drops what it does not know."""
    changed = {name: data for name, data in parts.items() if not name.endswith("lkjip-undo.json")}
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        changed[name] = re.sub(rb"<[^<>]*lkjip-undo\.json[^<>]*/>", b"", changed[name])
    return changed


def _lookless(parts: Parts) -> Parts:
    """Return the parts without what a sweep leaves: formats, a kind of shape, a file extension."""
    without = {
        name: re.sub(
            rb'<v:shapetype id="_x0000_t202".*?</v:shapetype>\s*', b"", data, flags=re.DOTALL
        )
        for name, data in parts.items()
        if name != "xl/styles.xml"
    }
    name = "[Content_Types].xml"
    without[name] = re.sub(rb'<[\w:]*Default Extension="vml"[^<>]*/>', b"", without[name])
    return without


@pytest.mark.parametrize("forgotten", [True, False], ids=["record dropped", "record out of date"])
def test_sheets_come_out_as_they_were(
    rich_book: Path, tmp_path: Path, some_marks: list[Mark], some_catatan: OwnSheet,
    read_parts: Read, write_parts: Write, forgotten: bool,
) -> None:  # fmt: skip
    marked, saved, clean = (tmp_path / f"{name}.xlsx" for name in ("marked", "saved", "clean"))
    outside = [mark for mark in some_marks if (mark.row, mark.column) != (3, 2)]
    write_marked(rich_book, marked, outside, [some_catatan])
    parts = read_parts(marked)
    parts = _forget(parts) if forgotten else parts | {"xl/lkjip-undo.json": b"{}"}
    write_parts(saved, parts)
    assert has_marks(saved)
    write_clean(saved, clean)

    original, restored = _lookless(read_parts(rich_book)), _lookless(read_parts(clean))
    assert {name for name in original if restored.get(name) != original[name]} == set()
    assert restored.keys() == original.keys()
    assert not has_marks(clean)


def test_a_sheet_that_people_moved_and_renamed_is_still_ours(
    plain_book: Path, tmp_path: Path, finding_marks: list[Mark], some_catatan: OwnSheet
) -> None:
    marked, saved, clean = (tmp_path / f"{name}.xlsx" for name in ("marked", "saved", "clean"))
    write_marked(plain_book, marked, finding_marks, [some_catatan])
    book = openpyxl.load_workbook(marked)
    book.move_sheet("Catatan", -3)
    book["Catatan"].title = "Hasil Periksa"
    book["Tabel 3.4"].print_title_rows = "1:1"
    book.active = 2
    book.save(saved)
    assert [grid.sheet for grid in FileBook(saved).grids()] == [
        "Tabel 3.1", "Tabel 3.4", "Rincian & Isu"
    ]  # fmt: skip
    write_clean(saved, clean)

    cleaned = openpyxl.load_workbook(clean)
    assert cleaned.sheetnames == ["Tabel 3.1", "Tabel 3.4", "Rincian & Isu"]
    assert cleaned["Tabel 3.4"].print_title_rows == "$1:$1"
    assert cleaned.active is cleaned["Tabel 3.4"]
    assert not has_marks(clean)


def test_marking_a_saved_copy_again_leaves_one_set_of_marks(
    plain_book: Path, tmp_path: Path, finding_marks: list[Mark], some_catatan: OwnSheet
) -> None:
    marked, saved, again = (tmp_path / f"{name}.xlsx" for name in ("marked", "saved", "again"))
    write_marked(plain_book, marked, finding_marks, [some_catatan])
    openpyxl.load_workbook(marked).save(saved)
    write_marked(saved, again, finding_marks[:1], [some_catatan])

    book = openpyxl.load_workbook(again)
    sheet = book["Tabel 3.1"]
    notes = {
        cell.coordinate: cell.comment.text
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }
    ours = [rule for entry in sheet.conditional_formatting for rule in entry.rules]
    assert book.sheetnames == ["Tabel 3.1", "Tabel 3.4", "Rincian & Isu", "Catatan"]
    assert notes.keys() == {"B3", "C4"}
    assert "LKJIP" not in notes["B3"]
    assert sum("LKJIP" in str(rule.formula) for rule in ours) == 1


def test_the_right_sheet_goes_where_a_program_miscounts_the_tabs(
    rich_book: Path, tmp_path: Path, finding_marks: list[Mark], some_catatan: OwnSheet,
    read_parts: Read, write_parts: Write,
) -> None:  # fmt: skip
    """openpyxl leaves chart sheets out when it numbers the sheets that names are local to."""
    marked, clean = tmp_path / "marked.xlsx", tmp_path / "clean.xlsx"
    write_marked(rich_book, marked, finding_marks, [some_catatan])
    parts = _forget(read_parts(marked))
    name = "xl/workbook.xml"
    assert parts[name].count(b'localSheetId="4"') == 3
    saved = write_parts(
        tmp_path / "saved.xlsx",
        parts | {name: parts[name].replace(b'localSheetId="4"', b'localSheetId="2"')},
    )
    write_clean(saved, clean)
    names = ["Tabel 3.1", "Tabel 3.4", "Rincian & Isu"]

    assert [grid.sheet for grid in FileBook(saved).grids()] == names
    assert [grid.sheet for grid in FileBook(clean).grids()] == names
    assert read_parts(clean)[name] == read_parts(rich_book)[name]


def test_our_name_leaves_the_authors_wherever_it_stands(
    plain_book: Path, tmp_path: Path, mark_at: Callable[..., Mark], read_parts: Read
) -> None:
    marked, saved, clean = (tmp_path / f"{name}.xlsx" for name in ("marked", "saved", "clean"))
    write_marked(plain_book, marked, [mark_at("A1")])
    openpyxl.load_workbook(marked).save(saved)
    authors = b"<author>LKJIP-XL</author><author>Staf</author>"
    assert authors in read_parts(saved)["xl/comments/comment1.xml"]
    write_clean(saved, clean)

    assert (
        b"<authors><author>Staf</author></authors>"
        in (read_parts(clean)["xl/comments/comment1.xml"])
    )
    assert openpyxl.load_workbook(clean)["Tabel 3.1"]["B3"].comment.author == "Staf"


def _convert(paths: list[Path], kind: str, folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=180)


@pytest.mark.soffice
@needs_soffice
def test_libreoffice_opens_keeps_and_gives_back_what_we_mark(
    tmp_path: Path, rich_book: Path, plain_book: Path, finding_marks: list[Mark],
    some_catatan: OwnSheet, read_parts: Read, write_parts: Write,
) -> None:  # fmt: skip
    marked = []
    for name, source in (("rich", rich_book), ("plain", plain_book)):
        marked.append(tmp_path / f"{name}.xlsx")
        write_marked(source, marked[-1], finding_marks, [some_catatan])
    saved = tmp_path / "saved"
    saved.mkdir()
    _convert(marked, "xlsx:Calc MS Excel 2007 XML", saved)
    _convert(marked, "pdf", saved)

    for path in marked:
        assert (saved / path.name).with_suffix(".pdf").stat().st_size > 10_000
        book = _load(saved / path.name)
        assert book.sheetnames[-1] == "Catatan"
        assert "[LKJIP-XL] 2 catatan" in book["Tabel 3.1"]["C4"].comment.text
        assert "Catatan" not in [grid.sheet for grid in FileBook(saved / path.name).grids()]
        link = book["Catatan"]["E8"].hyperlink
        assert parse_a1(link.location.rpartition("!")[2].rpartition(".")[2]) == (4, 3)

        # A book that LibreOffice wrote, marks and all: clean it, mark it, clean it to the byte.
        clean, again, restored = (
            tmp_path / f"{name}-{path.name}" for name in ("clean", "again", "restored")
        )
        write_clean(saved / path.name, clean)
        assert not has_marks(clean)
        assert _load(clean)["Tabel 3.1"]["C4"].comment is None
        assert "LKJIP" not in _load(clean)["Tabel 3.1"]["B3"].comment.text
        write_marked(clean, again, finding_marks, [some_catatan])
        write_clean(again, restored)
        assert read_parts(restored) == read_parts(clean)


def _load(path: Path) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", "Data Validation|Conditional Formatting|Unknown extension"
        )
        return openpyxl.load_workbook(path)
