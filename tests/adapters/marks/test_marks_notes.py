"""Our notes beside the staff's."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl.adapters.xlsx.patch.marking import write_clean, write_marked
from lkjip_xl.grid import Mark

Parts = dict[str, bytes]
Read = Callable[[Path], Parts]
Write = Callable[[Path, Mapping[str, bytes]], Path]
MakeMark = Callable[..., Mark]

STAFF_NOTE = "Angka ini dari bidang, sudah dicek."


def _note(path: Path, cell: str) -> str:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*extension is not supported")
        comment = openpyxl.load_workbook(path)["Tabel 3.1"][cell].comment
    return "" if comment is None else comment.text


def _boxes(parts: Parts) -> dict[tuple[int, int], list[int]]:
    """Return the anchor of each note's box by its 0-based row and column."""
    vml = b"".join(data for name, data in sorted(parts.items()) if name.endswith(".vml")).decode()
    found = re.findall(
        r"<x:Anchor>([^<]*)</x:Anchor>.*?<x:Row>(\d+)</x:Row>\s*<x:Column>(\d+)", vml, re.DOTALL
    )
    return {
        (int(row), int(column)): [int(number) for number in anchor.split(",")]
        for anchor, row, column in found
    }


@pytest.mark.parametrize("book", ["rich_book", "plain_book"])
def test_our_text_follows_the_staffs(
    book: str, request: pytest.FixtureRequest, tmp_path: Path, mark_at: MakeMark
) -> None:
    marked = tmp_path / "marked.xlsx"
    write_marked(request.getfixturevalue(book), marked, [mark_at("B3")])

    assert _note(marked, "B3").replace("Staf:\n", "") == (
        f"{STAFF_NOTE}\n\n"
        "[LKJIP-XL] Kesalahan\n"
        "HIT01 capaian-berbeda\n"
        "Tertulis: 90,00\n"
        "Perbaikan: isi 87,50\n"
        "[/LKJIP-XL]"
    )


def test_the_staffs_box_grows_and_keeps_its_place(
    rich_book: Path, tmp_path: Path, mark_at: MakeMark, read_parts: Read
) -> None:
    marked = tmp_path / "marked.xlsx"
    write_marked(rich_book, marked, [mark_at("B3"), mark_at("C4")])
    before, after = _boxes(read_parts(rich_book)), _boxes(read_parts(marked))

    assert after[2, 1][:6] == before[2, 1][:6]
    assert after[2, 1][6] > before[2, 1][6]
    assert after[3, 2][0] == 3  # right of C4, in D


def test_a_box_is_as_large_as_its_text_whatever_the_columns(
    tmp_path: Path, mark_at: MakeMark, read_parts: Read
) -> None:
    source, marked = tmp_path / "buku.xlsx", tmp_path / "marked.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tabel 3.1"
    for letter in "CDEFG":
        sheet.column_dimensions[letter].width = 50
    sheet.row_dimensions[2].height = 300
    sheet["A9"] = 1
    book.save(source)
    write_marked(source, marked, [mark_at("B2"), mark_at("J2"), mark_at("B5")])
    boxes = _boxes(read_parts(marked))

    assert boxes[1, 1] == [2, 12, 1, 2, 3, 2, 1, 91]
    assert boxes[1, 9] == [10, 12, 1, 2, 15, 32, 1, 91]
    assert boxes[4, 1] == [2, 12, 4, 2, 3, 2, 8, 11]


def _with_thread(parts: Parts) -> Parts:
    thread = (
        b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
        b'threadedcomments"><threadedComment ref="B3" id="{1}"><text>Mohon dicek</text>'
        b"</threadedComment></ThreadedComments>"
    )
    relation = (
        b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2017/10/'
        b'relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"/>'
        b"</Relationships>"
    )
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    return parts | {
        "xl/threadedComments/threadedComment1.xml": thread,
        rels: parts[rels].replace(b"</Relationships>", relation),
    }


def test_a_cell_with_a_thread_gets_the_highlight_only(
    rich_book: Path, tmp_path: Path, mark_at: MakeMark, read_parts: Read, write_parts: Write
) -> None:
    source = write_parts(tmp_path / "buku.xlsx", _with_thread(read_parts(rich_book)))
    write_marked(source, tmp_path / "marked.xlsx", [mark_at("B3")])
    before, after = read_parts(source), read_parts(tmp_path / "marked.xlsx")

    assert after["xl/comments1.xml"] == before["xl/comments1.xml"]
    assert b'sqref="B3"><cfRule type="expression"' in after["xl/worksheets/sheet1.xml"]


def test_a_sheet_with_a_button_keeps_it_beside_the_notes(
    rich_book: Path, tmp_path: Path, mark_at: MakeMark, read_parts: Read
) -> None:
    marked = tmp_path / "marked.xlsx"
    write_marked(rich_book, marked, [mark_at("B2", sheet="Tabel 3.4")])
    parts = read_parts(marked)
    (vml,) = (data for name, data in parts.items() if b'ObjectType="Button"' in data)

    assert vml.count(b"<v:shape ") == 2
    assert vml.count(b"_x0000_t202") == 2  # the kind of shape, and its use
    assert parts["xl/worksheets/sheet2.xml"].count(b"<legacyDrawing") == 1


def test_words_that_people_add_to_our_note_stay(
    plain_book: Path, tmp_path: Path, mark_at: MakeMark
) -> None:
    marked, edited, clean = (tmp_path / f"{name}.xlsx" for name in ("marked", "edited", "clean"))
    write_marked(plain_book, marked, [mark_at("C4"), mark_at("B3")])
    book = openpyxl.load_workbook(marked)
    for cell in ("C4", "B3"):
        note = book["Tabel 3.1"][cell].comment
        assert note is not None
        note.text = f"Awal.\n{note.text}\nSudah saya perbaiki."
    book.save(edited)
    write_clean(edited, clean)

    assert _note(clean, "C4") == "Awal.\nSudah saya perbaiki."
    assert _note(clean, "B3") == f"Awal.\n{STAFF_NOTE}\nSudah saya perbaiki."


def test_text_of_any_kind_survives(plain_book: Path, tmp_path: Path, mark_at: MakeMark) -> None:
    text = "=1+1 <b> & \"kutip\" 'satu' × − “dua” _x0041_ \x07]]> [/LKJIP-XL] akhir"
    marked = tmp_path / "marked.xlsx"
    write_marked(plain_book, marked, [mark_at("C4", note=f"HIT01\n{text}")])

    # openpyxl shows Excel's escapes as they are stored.
    shown = _note(marked, "C4").replace("_x005F_", "_")
    expected = text.replace("\x07", "").replace("[/LKJIP-XL]", "LKJIP-XL")
    assert shown.splitlines()[2] == expected


def test_a_very_long_text_is_cut_with_a_word_about_it(
    plain_book: Path, tmp_path: Path, mark_at: MakeMark
) -> None:
    marked = tmp_path / "marked.xlsx"
    marks = [mark_at("C4", note="HIT01 aturan\n" + "panjang " * 500) for _ in range(9)]
    write_marked(plain_book, marked, marks)
    text = _note(marked, "C4")

    assert len(text) < 32_767
    assert text.endswith("… selengkapnya di lembar Catatan\n[/LKJIP-XL]")
