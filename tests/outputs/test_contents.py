"""Contents and lists: real fields, filled, with the labels that the pages bear."""

import io
import re
import time
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.outputs.docx import WordReport, make_report, pages
from lkjip_xl.outputs.docx.contents import fill_contents
from lkjip_xl.outputs.docx.numbering import write_number
from lkjip_xl.outputs.docx.ooxml import W, words_of
from lkjip_xl.outputs.docx.sections import copy_for_printing, read_page_numbers
from lkjip_xl.outputs.pdf import write_pdf
from lkjip_xl.outputs.soffice import OfficeError, convert_to_pdf, find_soffice

WORKBOOKS = Path(__file__).parents[2] / "workbooks"


@cache
def read(name: str) -> LaporanKinerja:
    return read_office_year(list(FileBook(WORKBOOKS / f"{name}.xlsx").grids()))


@pytest.fixture
def report() -> WordReport:
    return make_report(read("contoh-bersih"))


def lines(document: Any, *styles: str) -> list[str]:
    return [words_of(p._p) for p in document.paragraphs if p.style.name in styles]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (4, "upperRoman", "IV"),
        (1999, "lowerRoman", "mcmxcix"),
        (2, "upperLetter", "B"),
        (28, "lowerLetter", "bb"),
        (12, "decimal", "12"),
        (0, "lowerRoman", "0"),
    ],
)
def test_numbers_are_written_in_words_forms(number: int, form: str, text: str) -> None:
    assert write_number(number, form) == text


@given(st.integers(1, 3999))
def test_roman_numbers_add_up(number: int) -> None:
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    values = [worth[letter] for letter in write_number(number, "upperRoman")]

    following = [*values[1:], 0]
    assert sum(-v if v < after else v for v, after in zip(values, following, strict=True)) == number


def test_the_contents_name_headings_with_their_numbers(report: WordReport) -> None:
    named = lines(report.document, "toc 1", "toc 2", "toc 3")

    assert named[:3] == ["KATA PENGANTAR", "IKHTISAR EKSEKUTIF", "DAFTAR ISI"]
    assert "BAB I PENDAHULUAN" in named
    assert "BAB III AKUNTABILITAS KINERJA" in named
    assert "A. Capaian Indikator Kinerja Utama" in named
    assert "1. Perbandingan dengan Tahun-Tahun Sebelumnya" in named


def test_the_lists_of_tables_and_figures_name_the_captions(report: WordReport) -> None:
    named = lines(report.document, "table of figures")

    captions = lines(report.document, "Caption")
    for word in ("Tabel", "Gambar"):
        assert [line for line in named if line.startswith(word)] == [
            line for line in captions if line.startswith(word)
        ]
    assert len(named) == len(captions) > 0


def test_a_list_of_nothing_goes_with_its_heading() -> None:
    document = make_report(LaporanKinerja(year=0, lampiran=())).document

    captions = [line for line in lines(document, "Caption") if line.startswith("Gambar")]
    assert ("DAFTAR GAMBAR" in lines(document, "Judul Tanpa Nomor")) == bool(captions)


def test_the_lists_stay_fields_that_ask_nothing_when_opened(report: WordReport) -> None:
    body = report.document.element.body
    kinds = [mark.get(f"{W}fldCharType") for mark in body.iter(f"{W}fldChar")]
    codes = [code.text.strip() for code in body.iter(f"{W}instrText")]

    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    assert r'TOC \o "1-3" \h \z \u' in codes
    assert not any(mark.get(f"{W}dirty") for mark in body.iter(f"{W}fldChar"))
    assert report.document.settings.element.find(f"{W}updateFields") is None


def test_entries_lead_to_bookmarks_that_are_there_once(report: WordReport) -> None:
    body = report.document.element.body
    marks = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    ids = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]

    assert len(marks) == len(set(marks)) == len(set(ids))
    assert {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} <= set(marks)


def test_filling_again_replaces_the_labels(report: WordReport) -> None:
    for label in ("I.1", "XII.34"):
        fill_contents(report.document, report.entries, {e.bookmark: label for e in report.entries})

    named = lines(report.document, "toc 1", "toc 2", "toc 3", "table of figures")
    assert all(line.endswith(" XII.34") for line in named)
    assert len(named) == len(report.entries)


def test_each_part_numbers_its_pages_in_its_own_way(report: WordReport) -> None:
    numbers = read_page_numbers(report.document, report.entries)

    assert [one.label(2) for one in numbers[1:]] == [
        "ii",
        "I.2",
        "II.2",
        "III.2",
        "IV.2",
        "V.2",
        "L.2",
    ]


def test_the_copy_for_printing_says_the_chapter_in_words(report: WordReport) -> None:
    numbers = read_page_numbers(report.document, report.entries)

    copy = docx.Document(io.BytesIO(copy_for_printing(report.document, numbers)))

    feet = ["".join(p.text for p in section.footer.paragraphs) for section in copy.sections]
    assert feet == ["", "i", "I.i", "II.i", "III.i", "IV.i", "V.i", "L.1"]
    own = {section.footer.part.partname for section in report.document.sections[1:7]}
    assert len(own) == 1, "the office's document keeps one footer"


def test_a_program_that_hangs_is_stopped_with_its_children(tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60 & echo $! >" + f"'{tmp_path}/anak'\nwait\n")
    program.chmod(0o755)

    with pytest.raises(OfficeError, match="tidak selesai dalam"):
        convert_to_pdf(program, tmp_path / "a.docx", tmp_path / "pdf", seconds=0.4)

    child = Path("/proc", (tmp_path / "anak").read_text().strip())
    patience = time.monotonic() + 5  # the system takes its time to end a killed process
    while is_running(child) and time.monotonic() < patience:
        time.sleep(0.01)
    assert not is_running(child)


def is_running(process: Path) -> bool:
    try:
        return "\nState:\tZ" not in (process / "status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_program_that_writes_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="tidak menghasilkan PDF"):
        convert_to_pdf(Path("/bin/true"), tmp_path / "a.docx", tmp_path / "pdf")
    with pytest.raises(OfficeError, match="tidak dapat dijalankan"):
        convert_to_pdf(tmp_path / "tidak-ada", tmp_path / "a.docx", tmp_path / "pdf")


def test_a_report_that_is_too_large_is_not_given_to_the_office(
    report: WordReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_PRINTED", 2**20)

    with pytest.raises(
        OfficeError, match=r"terlalu besar untuk LibreOffice \(\d+ MB, batasnya 1 MB\)"
    ):
        report.number_pages(Path("/bin/false"))


@pytest.mark.soffice
@pytest.mark.skipif(find_soffice() is None, reason="LibreOffice is missing")
def test_the_labels_in_the_contents_are_those_at_the_feet_of_the_pages(
    report: WordReport, tmp_path: Path
) -> None:
    program = find_soffice()
    assert program is not None

    labels = report.number_pages(program).labels
    write_pdf(report.print(program, labels), tmp_path / "laporan.pdf")

    pdf = PdfReader(tmp_path / "laporan.pdf")
    feet, texts = [], []
    for page in pdf.pages:
        text = page.extract_text()
        texts.append("".join(text.split()))
        foot = re.search(r"(?m)^\s*([ivxl]+|(?:[IVX]+|L)\.\d+)\s*$", text)
        feet.append(foot[1] if foot else "")
    assert feet[1:] == pdf.page_labels[1:]
    assert len(set(feet)) == len(feet)
    for entry in report.entries:
        on_page = texts[feet.index(labels[entry.bookmark])]
        assert "".join(entry.title.split()) in on_page
    shown = lines(report.document, "toc 1", "toc 2", "toc 3", "table of figures")
    assert {line.rpartition(" ")[2] for line in shown} == set(labels.values())
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert pdf.root_object["/Lang"] == "id-ID"
    assert pdf.outline
    assert pdf.metadata is not None and "Laporan Kinerja" in (pdf.metadata.title or "")
