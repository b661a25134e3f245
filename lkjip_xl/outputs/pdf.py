"""The report as PDF: what LibreOffice printed, with the page labels that a reader's side bar shows."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

from lkjip_xl.outputs.docx.pages import Layout, Span
from lkjip_xl.saving import save_whole

_STYLES = {
    "decimal": "/D",
    "lowerRoman": "/r",
    "upperRoman": "/R",
    "lowerLetter": "/a",
    "upperLetter": "/A",
}


def write_pdf(layout: Layout, target: Path) -> None:
    """Write a printed report, all of it or nothing.

    Raises:
        BookError: the file cannot be written.
    """
    content = _with_page_labels(layout)
    save_whole(target, lambda stream: stream.write(content) and None)


def _with_page_labels(layout: Layout) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(layout.pdf))
    for span, last in _ends(layout.spans, len(writer.pages)):
        writer.set_page_label(
            span.first,
            last,
            style=_STYLES.get(span.numbers.form, "/D"),
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
