"""Fills the contents and the lists of tables and figures; they stay fields that Word can renew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from lkjip_xl.outputs.docx.entries import SEQ, Entry
from lkjip_xl.outputs.docx.look import Look, read_look
from lkjip_xl.outputs.docx.ooxml import NAMESPACES, Styles, W, paragraphs

_TOC = re.compile(r"^\s*TOC\b")
_LEVELS = re.compile(r'\\o\s*"(\d)-(\d)"')
_SEQUENCE = re.compile(r'\\c\s*"?(\w+)')
#: Where the words begin behind a heading's number, by level, in twentieths of a point.
_WORDS_AT = {1: 1100, 2: 1500, 3: 1900}


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of contents: its instruction, and the paragraphs from its begin to its end."""

    instruction: str
    paragraphs: tuple[Any, ...]


def fill_contents(document: Any, entries: Sequence[Entry], labels: Mapping[str, str]) -> None:
    """Write the entries that each TOC field of the document asks for.

    Args:
        document: opened with python-docx.
        entries: the headings and captions, bookmarked.
        labels: each bookmark's page label (``III.20``); entries without one get no page number.
    """
    look = read_look(document)
    for one in _find_fields(document.element.body):
        chosen = _choose(one.instruction, entries)
        if not chosen:
            continue
        written = [_entry_xml(entry, labels.get(entry.bookmark, ""), look) for entry in chosen]
        written[0] = written[0].replace("</w:pPr>", f"</w:pPr>{_begin(one.instruction)}", 1)
        written[-1] = written[-1].removesuffix("</w:p>") + _mark("end") + "</w:p>"
        _replace(one, written)


def drop_empty_lists(document: Any) -> None:
    """Take away each list of captions that has nothing to list, with its heading."""
    body, styles = document.element.body, Styles(document)
    present = {name for code in body.iter(f"{W}instrText") for name in SEQ.findall(code.text or "")}
    for one in _find_fields(body):
        sequence = _SEQUENCE.search(one.instruction)
        if sequence is None or sequence[1] in present:
            continue
        heading = one.paragraphs[0].getprevious()
        if heading is not None and heading.tag == f"{W}p" and styles.outline_level(heading):
            heading.getparent().remove(heading)
        _replace(one, [])


def _find_fields(body: Any) -> list[_Field]:
    found: list[_Field] = []
    depth, instruction, spanned = 0, "", []
    for paragraph in paragraphs(body):
        if depth:
            spanned.append(paragraph)
        for element in paragraph.iter(f"{W}fldChar", f"{W}instrText"):
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                depth += 1
                if depth == 1:
                    instruction, spanned = "", [paragraph]
            elif kind == "end":
                depth -= 1
                if depth == 0 and _TOC.match(instruction):
                    found.append(_Field(instruction.strip(), tuple(spanned)))
            elif kind is None and depth == 1:
                instruction += element.text or ""
    return found


def _choose(instruction: str, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that a TOC field asks for: those of a sequence, or headings by level."""
    sequence = _SEQUENCE.search(instruction)
    if sequence:
        return [entry for entry in entries if entry.sequence == sequence[1]]
    levels = _LEVELS.search(instruction)
    first, last = (int(levels[1]), int(levels[2])) if levels else (1, 9)
    return [entry for entry in entries if first <= entry.level <= last]


def _replace(one: _Field, written: Sequence[str]) -> None:
    from lxml import etree

    first, last = one.paragraphs[0], one.paragraphs[-1]
    if last.find(f"{W}pPr/{W}sectPr") is not None:
        # The section that ends here must go on ending here.
        keeper = etree.SubElement(last.getparent(), f"{W}p")
        keeper.append(deepcopy(last.find(f"{W}pPr")))
        last.addnext(keeper)
    for words in written:
        first.addprevious(etree.fromstring(words.replace("<w:p>", f"<w:p {NAMESPACES}>", 1)))
    for paragraph in one.paragraphs:
        paragraph.getparent().remove(paragraph)


def _entry_xml(entry: Entry, label: str, look: Look) -> str:
    style = look.style_id(f"toc {entry.level}" if entry.level else "table of figures")
    number = entry.number.label
    stops = f'<w:tab w:val="right" w:leader="dot" w:pos="{look.page.upright}"/>'
    if number:
        stops = f'<w:tab w:val="left" w:pos="{_WORDS_AT.get(entry.level, 1900)}"/>{stops}'
    return (
        "<w:p><w:pPr>"
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + f"<w:tabs>{stops}</w:tabs></w:pPr>"
        + f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">'
        + "".join(_runs(entry, number, label))
        + "</w:hyperlink></w:p>"
    )


def _runs(entry: Entry, number: str, label: str) -> Iterator[str]:
    if number:
        yield _words(number)
        yield "<w:r><w:tab/></w:r>"
    yield _words(entry.title)
    if label:
        yield "<w:r><w:tab/></w:r>"
        yield _begin(f"PAGEREF {entry.bookmark} \\h")
        yield _words(label)
        yield _mark("end")


def _words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _begin(instruction: str) -> str:
    code = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return _mark("begin") + code + _mark("separate")


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
