"""The report as PDF: what LibreOffice printed, with page labels for a reader's side bar."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from lkjip_xl.outputs.docx.pages import Layout, Span
from lkjip_xl.saving import save_whole


def write_pdf(layout: Layout, target: Path) -> None:
    """Write a printed report, all of it or nothing.

    Raises:
        BookError: the file cannot be written.
    """
    content = _with_page_labels(layout)

    def write(stream: BinaryIO) -> None:
        stream.write(content)

    save_whole(target, write)


def _with_page_labels(layout: Layout) -> bytes:
    from pypdf import PdfWriter
    from pypdf.constants import PageLabelStyle

    styles = {
        "lowerRoman": PageLabelStyle.LOWERCASE_ROMAN,
        "upperRoman": PageLabelStyle.UPPERCASE_ROMAN,
        "lowerLetter": PageLabelStyle.LOWERCASE_LETTER,
        "upperLetter": PageLabelStyle.UPPERCASE_LETTER,
    }
    writer = PdfWriter(clone_from=io.BytesIO(layout.pdf))
    for span, last in _ends(layout.spans, len(writer.pages)):
        writer.set_page_label(
            span.first,
            last,
            style=styles.get(span.numbers.form, PageLabelStyle.DECIMAL),
            prefix=span.numbers.chapter or None,
            start=max(span.number, 1),
        )
    memory = io.BytesIO()
    writer.write(memory)
    return memory.getvalue()


def _ends(spans: tuple[Span, ...], pages: int) -> list[tuple[Span, int]]:
    """Return each section that has pages of its own, with its last page."""
    firsts = [*(span.first for span in spans), pages]
    ends = zip(spans, pairwise(firsts), strict=True)
    return [(span, after - 1) for span, (first, after) in ends if after > first]
