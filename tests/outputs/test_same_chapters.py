"""Word, the web page and the data file: the same chapters, sections and numbers, read apart."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
import lxml.html
import pytest

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.outputs.docx import write_report
from lkjip_xl.outputs.html.page import render_page
from lkjip_xl.outputs.narrative.report import compose
from lkjip_xl.outputs.report_data import report_data

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
BOOKS = ("dp3akb-serang-2021", "contoh-bersih", "")
#: What only a document has that is read on paper.
#: What Word lists beside the chapters; the last one only in a draft.
LISTS = {
    "DAFTAR ISI",
    "DAFTAR TABEL",
    "DAFTAR GAMBAR",
    "DAFTAR ASAL ANGKA",
    "CATATAN YANG BELUM SELESAI",
}
ROMAN = ("", "I", "II", "III", "IV", "V")

#: A heading or caption: how deep it is, and its words with the number before them.
Line = tuple[int, str]


@cache
def read(book: str) -> LaporanKinerja:
    if not book:
        return LaporanKinerja(year=0, lampiran=())
    return read_office_year(list(FileBook(WORKBOOKS / f"{book}.xlsx").grids()))


def without_lists(lines: Iterator[Line]) -> list[Line]:
    """Return the lines with chapters in capitals, as Word has them, without lists of contents."""
    told = [(depth, words.upper() if depth == 1 else words) for depth, words in lines]
    return [line for line in told if line[1].upper() not in LISTS]


def lines_of_word(path: Path) -> Iterator[Line]:
    """Count the headings as Word does: BAB I, A., 1.; the numbers of captions are in their text."""
    counts = [0, 0, 0]
    for paragraph in docx.Document(str(path)).paragraphs:
        words = " ".join(paragraph.text.split())
        match paragraph.style.name if paragraph.style else "":
            case "Heading 1":
                counts = [counts[0] + 1, 0, 0]
                yield 1, f"BAB {ROMAN[counts[0]]} {words}"
            case "Heading 2":
                counts[1:] = [counts[1] + 1, 0]
                yield 2, f"{chr(64 + counts[1])}. {words}"
            case "Heading 3":
                counts[2] += 1
                yield 3, f"{counts[2]}. {words}"
            case "Judul Tanpa Nomor":
                yield 1, words
            case "Judul Lampiran":
                yield 2, words
            case "Nama Indikator":
                yield 3, words
            case "Caption":
                yield 4, words


def lines_of_page(page: str) -> Iterator[Line]:
    depths = {"h2": 1, "h3": 2, "h4": 3}
    for one in lxml.html.document_fromstring(page).iter():
        words = " ".join(one.text_content().split()) if isinstance(one.tag, str) else ""
        if one.tag in depths:
            yield depths[one.tag], words
        elif one.tag in ("caption", "figcaption", "p") and re.match(r"(Tabel|Gambar) \d+\.", words):
            yield 4, words


def lines_of_data(data: dict[str, Any]) -> Iterator[Line]:
    for chapter in data["bab"]:
        yield 1, f"{chapter['nomor']} {chapter['judul']}".strip()
        for section in chapter["bagian"]:
            if section["judul"]:
                depth = 2 if re.match(r"[A-Z]\.|Lampiran", section["nomor"]) else 3
                yield depth, f"{section['nomor']} {section['judul']}".strip()
            for block in section["isi"]:
                if block.get("nomor"):
                    yield 4, f"{block['nomor']} {block['judul']}"


@pytest.mark.parametrize("book", BOOKS)
def test_every_form_has_the_same_chapters_sections_and_captions(book: str, tmp_path: Path) -> None:
    report = compose(read(book))
    write_report(read(book), tmp_path / "laporan.docx")

    in_word = without_lists(lines_of_word(tmp_path / "laporan.docx"))

    assert without_lists(lines_of_page(render_page(report, 0))) == in_word
    assert without_lists(lines_of_data(report_data(report))) == in_word
    assert [words for depth, words in in_word if depth == 1][:3] == [
        "KATA PENGANTAR",
        "IKHTISAR EKSEKUTIF",
        "BAB I PENDAHULUAN",
    ]


def test_every_form_says_the_same(tmp_path: Path) -> None:
    """No sentence stands in one form only; tables and the list of sources are left aside."""
    book = "contoh-bersih"
    write_report(read(book), tmp_path / "laporan.docx")
    document = docx.Document(str(tmp_path / "laporan.docx"))
    spoken = ("Body Text", "List Number", "Catatan Tabel")
    in_word = [
        words
        for paragraph in document.paragraphs
        if paragraph.style and paragraph.style.name in spoken
        if (words := " ".join(paragraph.text.split()))
    ]
    data = report_data(compose(read(book)))

    told = []
    for chapter in data["bab"]:
        for section in chapter["bagian"]:
            for block in section["isi"]:
                texts = [block["teks"]] if "teks" in block else block.get("butir", [])
                told += [one["teks"] for one in texts]
                told += [note] if (note := block.get("catatan", "")) else []

    assert [one for one in in_word if not one.startswith("Setiap angka dalam uraian")] == told
