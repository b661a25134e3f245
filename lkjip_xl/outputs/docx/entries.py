"""What the contents and the lists name: headings and captions, bookmarked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lkjip_xl.outputs.docx.numbering import NO_NUMBER, Number, Numbering
from lkjip_xl.outputs.docx.ooxml import NAMESPACES, Styles, W, paragraphs, words_of

#: A field that counts captions, and the name of its sequence.
SEQ = re.compile(r"\bSEQ\s+(\w+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading (``level`` 1 and on) or a caption (``sequence`` is ``Tabel`` or ``Gambar``).

    ``section`` counts the sections of the document from 0.
    """

    bookmark: str
    title: str
    section: int
    level: int = 0
    number: Number = NO_NUMBER
    sequence: str = ""


def mark_entries(document: Any) -> tuple[Entry, ...]:
    """Set a bookmark at every heading and caption, and return them in the document's order."""
    body = document.element.body
    taken = [int(mark.get(f"{W}id")) for mark in body.iter(f"{W}bookmarkStart")]
    first = max(taken, default=0) + 1
    entries = []
    for at, (paragraph, entry) in enumerate(_find(document)):
        add_bookmark(paragraph, entry.bookmark, first + at)
        entries.append(entry)
    return tuple(entries)


def _find(document: Any) -> Iterator[tuple[Any, Entry]]:
    styles, numbering = Styles(document), Numbering(document)
    section = count = 0
    for paragraph in list(paragraphs(document.element.body)):
        # Word knows the bookmarks of contents by this form of name, and hides them.
        name = f"_Toc{900_000_001 + count}"
        title = words_of(paragraph)
        level = styles.outline_level(paragraph)
        if level and title:
            count += 1
            place = styles.numbering(paragraph)
            number = numbering.next(*place) if place else NO_NUMBER
            yield paragraph, Entry(name, title, section, level, number)
        elif match := SEQ.search(_instructions(paragraph)):
            count += 1
            yield paragraph, Entry(name, title, section, sequence=match[1])
        section += paragraph.find(f"{W}pPr/{W}sectPr") is not None


def _instructions(paragraph: Any) -> str:
    return "".join(code.text or "" for code in paragraph.iter(f"{W}instrText"))


def add_bookmark(paragraph: Any, name: str, identity: int) -> None:
    """Put a bookmark around a paragraph's words."""
    from lxml import etree

    start = etree.fromstring(
        f'<w:bookmarkStart {NAMESPACES} w:id="{identity}" w:name="{name}"/>'.encode()
    )
    end = etree.fromstring(f'<w:bookmarkEnd {NAMESPACES} w:id="{identity}"/>'.encode())
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else 1, start)
    paragraph.append(end)
