"""Which paragraphs above a table are its caption."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lkjip_xl.adapters.docx.blocks import Paragraph
from lkjip_xl.tables.text import tidy

_NUMBERED = re.compile(r"(?:lampiran\s*[\w.]*\s*[:.\-–]?\s*)?(?:tabel|table)\.?\s*\w*\.?\d", re.I)
_NUMBER = re.compile(r"(?:tabel|table)\.?\s*([\dA-Z]+(?:[.,-]\d+)*)", re.I)
_CONTINUED = re.compile(r"\blanjutan\b", re.I)
#: Lines of a caption, and letters of one of them.
_MOST_LINES, _LONGEST = 6, 250
#: Lines directly above a table that name it although none has a number.
_MOST_PLAIN = 4


def find_caption(above: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs that name the table which follows, in order.

    Args:
        above: the paragraphs since the last table, in order; blank ones count as no line.
    """
    lines: list[Paragraph] = []
    for paragraph in reversed(above):
        if not paragraph.text.strip():
            continue
        if len(lines) == _MOST_LINES or not _reads_as_title(paragraph):
            break
        lines.insert(0, paragraph)
        if _NUMBERED.match(tidy(paragraph.text)):
            return lines
    plain = [one for one in lines[-_MOST_PLAIN:] if not one.outline]
    return plain if plain and plain[-1] is lines[-1] else []


def table_number(caption: Sequence[Paragraph]) -> str:
    """Return the number in a caption, ``3.1``, empty where there is none."""
    match = next(filter(None, (_NUMBER.match(tidy(one.text)) for one in caption)), None)
    return match[1].replace(",", ".") if match else ""


def is_continued(caption: Sequence[Paragraph]) -> bool:
    """Tell whether a caption says that its table goes on from the one before."""
    return any(_CONTINUED.search(one.text) for one in caption)


def _reads_as_title(paragraph: Paragraph) -> bool:
    text = tidy(paragraph.text)
    if len(text) > _LONGEST:
        return False
    return bool(_NUMBERED.match(text)) or not text.endswith((".", ":", ";", ","))
