"""Marks made in an open workbook are those that are made in a file, and go again without a trace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
import xlwings as xw
from excel_double import FakeSheet
from marked import read_cells, read_marks
from small_book import BLANK, NOTED, STAFF_NOTE, WRONG

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.adapters.xlsx.patch.marking import has_marks, write_clean
from lkjip_xl.adapters.xlsx.patch.note_text import END, START
from lkjip_xl.apps import live
from lkjip_xl.apps.cli import main

BOOKS = Path(__file__).parents[2] / "workbooks"
OpenCopy = Callable[[Path], xw.Book]


def mark_file(path: Path, folder: Path) -> Path:
    """Return a copy of a book that ``lkjip tandai`` marked, under the same name."""
    folder.mkdir()
    target = folder / path.name
    main(["tandai", str(path), "-o", str(target)])
    return target


def test_marks_equal_those_in_the_file(open_copy: OpenCopy, small: Path, tmp_path: Path) -> None:
    marked = open_copy(mark_file(small, tmp_path / "ditandai"))
    expected = read_marks(marked)
    marked.close()
    book = open_copy(small)

    live.validate(book)

    found = read_marks(book)
    assert found.notes == expected.notes
    assert found.formats == expected.formats
    assert found.theirs == expected.theirs == {"Tabel 3.1": 1, "Lain": 0}
    assert found.own == expected.own


@pytest.mark.parametrize("engine", ["openpyxl"], indirect=True)
def test_sample_is_marked_as_in_the_file(open_copy: OpenCopy, tmp_path: Path) -> None:
    sample = BOOKS / "dp3akb-serang-2021.xlsx"
    marked = open_copy(mark_file(sample, tmp_path / "ditandai"))
    expected = read_marks(marked)
    marked.close()
    book = open_copy(sample)

    live.validate(book)

    assert read_marks(book) == expected


def test_taking_out_restores(book: xw.Book) -> None:
    before, cells = read_marks(book), read_cells(book)
    names = [(name.name, name.refers_to) for name in book.names]

    live.validate(book)
    assert read_marks(book) != before
    assert live.clear(book) == "Tanda dihapus."

    assert read_marks(book) == before
    assert read_cells(book) == cells
    assert [(name.name, name.refers_to) for name in book.names] == names
    assert live.clear(book) == "Buku ini tidak bertanda."


def test_marks_of_a_file_are_taken_out(open_copy: OpenCopy, small: Path, tmp_path: Path) -> None:
    book = open_copy(mark_file(small, tmp_path / "ditandai"))

    live.clear(book)

    marks = read_marks(book)
    assert marks.notes == {
        ("Tabel 3.1", 3, 5): STAFF_NOTE,
        ("Tabel 3.1", 2, 2): "tetap di sini",
    }
    assert (marks.formats, marks.own) == ({}, {})
    assert marks.theirs == {"Tabel 3.1": 1, "Lain": 0}


def test_second_round_makes_the_same_marks(book: xw.Book) -> None:
    live.validate(book)
    first = read_marks(book)

    live.validate(book)

    assert read_marks(book) == first
    assert [sheet.name for sheet in book.sheets] == [
        "Tabel 3.1",
        "Lain",
        "Catatan",
        "Hasil Hitung",
    ]


def test_staff_text_stays_in_front_of_ours(book: xw.Book) -> None:
    sheet = book.sheets["Tabel 3.1"]
    sheet.range(WRONG).add_note("Ani: sudah benar")

    live.validate(book)
    text = sheet.range(WRONG).note.text
    assert text.startswith(f"Ani: sudah benar\n\n{START} ")
    assert text.endswith(END)

    live.clear(book)
    assert sheet.range(WRONG).note.text == "Ani: sudah benar"
    assert sheet.range(NOTED).note.text == STAFF_NOTE


def test_a_saved_book_is_as_good_as_a_marked_file(book: xw.Book, tmp_path: Path) -> None:
    live.validate(book)
    saved = tmp_path / "tersimpan.xlsx"
    book.save(saved)

    answers = FileBook(saved).tanggapan()
    assert answers is not None
    assert [one.sidik for one in answers if one.kode == "HIT01"]
    assert {grid.sheet for grid in FileBook(saved).grids()} == {"Tabel 3.1", "Lain"}
    write_clean(saved, tmp_path / "bersih.xlsx")
    assert not has_marks(tmp_path / "bersih.xlsx")


def test_answers_stay_with_their_findings(book: xw.Book) -> None:
    live.validate(book)
    listing = book.sheets["Catatan"]
    row, status, answer = _find_line(listing, "HIT01")
    listing.range((row, status)).value = "Diterima"
    listing.range((row, answer)).value = "sesuai surat bupati"

    message = live.validate(book)

    assert "(1 diterima dengan alasan)" in message
    row, status, answer = _find_line(book.sheets["Catatan"], "HIT01")
    assert book.sheets["Catatan"].range((row, status)).raw_value == "Diterima"
    assert book.sheets["Catatan"].range((row, answer)).raw_value == "sesuai surat bupati"

    assert "Lembar Catatan dibiarkan karena berisi tanggapan" in live.clear(book)
    assert [sheet.name for sheet in book.sheets] == ["Tabel 3.1", "Lain", "Catatan"]


def _find_line(listing: xw.Sheet, code: str) -> tuple[int, int, int]:
    """Return the row of a code's finding, and the columns for status and answer."""
    values = listing.used_range.raw_value
    header = next(n for n, row in enumerate(values) if "Tanggapan" in row)
    titles = values[header]
    row = next(n for n, line in enumerate(values) if line[titles.index("Kode")] == code)
    return row + 1, titles.index("Status") + 1, titles.index("Tanggapan") + 1


def test_texts_of_the_listing_are_texts(book: xw.Book) -> None:
    """What looks like a number, a date or a formula must not become one."""
    book.sheets["Tabel 3.1"].range("B2").value = "'=2+3"

    live.validate(book)

    row, *_ = _find_line(book.sheets["Catatan"], "HIT01")
    line = book.sheets["Catatan"].range((row, 1), (row, 16)).raw_value[0]
    assert "90,00" in line
    assert all(not isinstance(value, float) for value in line[1:])


def test_blank_cells_are_marked_too(book: xw.Book) -> None:
    live.validate(book)

    assert book.sheets["Tabel 3.1"].range(BLANK).note is not None


@pytest.mark.parametrize("engine", ["openpyxl"], indirect=True)
def test_a_thread_gets_no_note(book: xw.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel shows a thread or a note, and refuses the other."""
    threads = [SimpleNamespace(location=SimpleNamespace(row=3, column=6))]
    monkeypatch.setattr(FakeSheet, "comments", threads)

    live.validate(book)

    marks = read_marks(book)
    assert ("Tabel 3.1", 3, 6) in marks.formats
    assert ("Tabel 3.1", 3, 6) not in marks.notes
