"""Finds the page of each heading and caption, by letting LibreOffice lay the report out."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkjip_xl.outputs.docx.contents import fill_contents
from lkjip_xl.outputs.docx.entries import Entry
from lkjip_xl.outputs.docx.sections import (
    SECTION_MARK,
    PageNumbers,
    copy_for_printing,
    read_page_numbers,
)
from lkjip_xl.outputs.soffice import OfficeError, convert_to_pdf

#: Bytes of XML that LibreOffice is given; each million takes it several seconds.
MOST_PRINTED = 12 * 2**20

#: Page numbers settle at once, unless they are so long that they break a line of the contents.
_ROUNDS = 3
_TOC_MARK = re.compile(r"Toc\d+$")
_SECTION = re.compile(rf"{SECTION_MARK}(\d+)$")


@dataclass(frozen=True, slots=True)
class Span:
    """The pages of one section in a PDF: the first (0 is the first of all), and its number."""

    first: int
    number: int
    numbers: PageNumbers

    def label(self, page: int) -> str:
        return self.numbers.label(self.number + page - self.first)


@dataclass(frozen=True, slots=True)
class Layout:
    """A laid out report: the PDF, the page label of each bookmark, the pages of each section."""

    pdf: bytes
    labels: Mapping[str, str]
    spans: tuple[Span, ...]


def number_pages(document: Any, entries: Sequence[Entry], program: Path) -> Layout:
    """Fill in the page numbers of a document's contents.

    Args:
        document: opened with python-docx; its contents are changed.
        entries: its headings and captions, bookmarked.
        program: LibreOffice.

    Raises:
        OfficeError: LibreOffice did not lay the document out.
    """
    layout = _lay_out(document, entries, program)
    fill_contents(document, entries, layout.labels)
    return layout


def print_pages(
    document: Any, entries: Sequence[Entry], program: Path, labels: Mapping[str, str]
) -> Layout:
    """Return the layout whose contents show its own page labels, beginning with those given.

    Raises:
        OfficeError: LibreOffice did not lay the document out.
    """
    for _ in range(_ROUNDS):
        layout = _lay_out(document, entries, program)
        if layout.labels == labels:
            break
        labels = layout.labels
        fill_contents(document, entries, labels)
    return layout


def _lay_out(document: Any, entries: Sequence[Entry], program: Path) -> Layout:
    numbers = read_page_numbers(document, entries)
    with tempfile.TemporaryDirectory(prefix="lkjip-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, "laporan.docx")
        source.write_bytes(_require_modest(copy_for_printing(document, numbers)))
        pdf = convert_to_pdf(program, source, Path(folder, "pdf")).read_bytes()
    headings, sections = _read_marks(pdf)
    spans = _spans(sections, numbers)
    labels = {name: _label(page, spans) for name, page in headings.items()}
    return Layout(pdf, labels, spans)


def _require_modest(document: bytes) -> bytes:
    """Return a document unless LibreOffice would work on it for many minutes.

    Raises:
        OfficeError: it would.
    """
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        size = sum(one.file_size for one in package.infolist() if one.filename.endswith(".xml"))
    if size > MOST_PRINTED:
        told = f"{size / 2**20:.0f} MB, batasnya {MOST_PRINTED / 2**20:.0f} MB"
        raise OfficeError(
            f"laporan terlalu besar untuk LibreOffice ({told})",
            "PDF",
            "Buka dokumen Wordnya, perbarui daftar isinya, dan simpan sebagai PDF di sana",
        )
    return document


def _read_marks(pdf: bytes) -> tuple[dict[str, int], dict[int, int]]:
    """Return the page of each heading's bookmark, and of each section's start."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(pdf))
    headings, sections = {}, {}
    for name, destination in reader.named_destinations.items():
        page = reader.get_destination_page_number(destination)
        if page is None:
            continue
        # LibreOffice writes the underscore of a name as 5F.
        if toc := _TOC_MARK.search(name):
            headings[f"_{toc[0]}"] = page
        elif section := _SECTION.search(name):
            sections[int(section[1])] = page
    return headings, sections


def _spans(sections: Mapping[int, int], numbers: Sequence[PageNumbers]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for at, page in sorted(sections.items()):
        if numbers[at].start is not None:
            number = numbers[at].start or 0
        elif spans:
            number = spans[-1].number + page - spans[-1].first
        else:
            number = page + 1
        spans.append(Span(page, number, numbers[at]))
    return tuple(spans)


def _label(page: int, spans: Sequence[Span]) -> str:
    """Return a page's label; where two sections share a page, that of the first, as in a footer."""
    begun = [span for span in spans if span.first <= page]
    last = max((span.first for span in begun), default=0)
    first_there = next((span for span in begun if span.first == last), None)
    return first_there.label(page) if first_there else str(page + 1)
