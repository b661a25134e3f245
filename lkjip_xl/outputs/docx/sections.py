"""How each section of a document numbers its pages, and a copy that LibreOffice numbers so too."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lkjip_xl.outputs.docx.entries import Entry, add_bookmark
from lkjip_xl.outputs.docx.numbering import write_number
from lkjip_xl.outputs.docx.ooxml import R, W

_SEPARATORS = {"period": ".", "colon": ":", "emDash": "—", "enDash": "–"}
#: The bookmarks that tell on which page a section begins; only the copy for LibreOffice has them.
SECTION_MARK = "LkjipBagian"
_MARK_IDS = 1_000_000


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """How a section numbers its pages: ``start`` is ``None`` where it counts on.

    ``chapter`` stands before each number, with its separator (``III.``); ``is_literal`` tells that
    the footer holds it as plain words already.  ``form`` is Word's name of the form of number.
    """

    start: int | None
    form: str
    chapter: str = ""
    is_literal: bool = False

    def label(self, number: int) -> str:
        return self.chapter + write_number(number, self.form)


def read_page_numbers(document: Any, entries: Sequence[Entry]) -> tuple[PageNumbers, ...]:
    """Return how each section numbers its pages, in order."""
    found, chapter, footer = [], "", None
    for at, section in enumerate(document.sections):
        here = [entry for entry in entries if entry.section == at and entry.level == 1]
        # Where a section holds more than one chapter, its first gives the labels.
        chapter = next((entry.number.own for entry in here if entry.number.own), chapter)
        own = _footer(document, section._sectPr)
        footer = footer if own is None else own
        found.append(_read_one(section._sectPr.find(f"{W}pgNumType"), chapter, footer))
    return tuple(found)


def _read_one(numbers: Any, chapter: str, footer: Any) -> PageNumbers:
    written = {} if numbers is None else {key.removeprefix(W): v for key, v in numbers.items()}
    start = int(written["start"]) if "start" in written else None
    form = written.get("fmt", "decimal")
    if "chapStyle" in written and chapter:
        separator = _SEPARATORS.get(written.get("chapSep", ""), "-")
        return PageNumbers(start, form, chapter + separator)
    literal = _words_before_number(footer)
    return PageNumbers(start, form, literal, is_literal=bool(literal))


def _footer(document: Any, section: Any) -> Any:
    """Return the footer of a section's ordinary pages, ``None`` where it has none of its own."""
    for reference in section.findall(f"{W}footerReference"):
        if reference.get(f"{W}type") == "default":
            return document.part.related_parts[reference.get(f"{R}id")].element
    return None


def _words_before_number(footer: Any) -> str:
    """Return what stands right before a footer's page number (``L.``); words apart are no part."""
    mark = None if footer is None else next(_number_fields(footer), None)
    if mark is None:
        return ""
    before = mark.itersiblings(f"{W}r", preceding=True)
    text = "".join(t.text or "" for run in before for t in run.iter(f"{W}t"))
    return "" if text.endswith(" ") else text.rpartition(" ")[2]


def _number_fields(root: Any) -> Iterator[Any]:
    """Yield the run that begins each PAGE field, or the simple field itself."""
    for simple in root.iter(f"{W}fldSimple"):
        if _is_page(simple.get(f"{W}instr")):
            yield simple
    for code in list(root.iter(f"{W}instrText")):
        if _is_page(code.text):
            for run in code.getparent().itersiblings(f"{W}r", preceding=True):
                mark = run.find(f"{W}fldChar")
                if mark is not None and mark.get(f"{W}fldCharType") == "begin":
                    yield run
                    break


def _is_page(instruction: str | None) -> bool:
    return (instruction or "").split()[:1] == ["PAGE"]


def copy_for_printing(document: Any, numbers: Sequence[PageNumbers]) -> bytes:
    """Return the document as LibreOffice must have it to print the same page labels.

    LibreOffice knows no chapter in a page number, so the copy's footers hold it as words; and each
    section begins with a bookmark.
    """
    from docx import Document

    memory = io.BytesIO()
    document.save(memory)
    memory.seek(0)
    copy = Document(memory)
    _mark_sections(copy.element.body)
    in_effect: dict[tuple[str, str], str] = {}
    for section, number in zip(copy.sections, numbers, strict=True):
        in_effect |= _references(section._sectPr)
        prefix = "" if number.is_literal else number.chapter
        for (tag, kind), identity in in_effect.items():
            _refer(section._sectPr, tag, kind, _with_prefix(copy, identity, prefix))
    target = io.BytesIO()
    copy.save(target)
    return target.getvalue()


def _mark_sections(body: Any) -> None:
    count, is_begun = 0, False
    for paragraph in list(body.iter(f"{W}p")):
        if not is_begun:
            add_bookmark(paragraph, f"{SECTION_MARK}{count}", _MARK_IDS + count)
            is_begun = True
        if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
            count, is_begun = count + 1, False


def _references(section: Any) -> dict[tuple[str, str], str]:
    return {
        (tag, reference.get(f"{W}type")): reference.get(f"{R}id")
        for tag in ("headerReference", "footerReference")
        for reference in section.findall(W + tag)
    }


def _refer(section: Any, tag: str, kind: str, identity: str) -> None:
    for reference in section.findall(W + tag):
        if reference.get(f"{W}type") == kind:
            reference.set(f"{R}id", identity)
            return
    reference = section.makeelement(W + tag, {f"{W}type": kind, f"{R}id": identity})
    section.insert(0, reference)


def _with_prefix(copy: Any, identity: str, prefix: str) -> str:
    """Return the relation to a header or footer whose page numbers follow the prefix."""
    from docx.opc.packuri import PackURI

    part = copy.part.related_parts[identity]
    if not prefix or next(_number_fields(part.element), None) is None:
        return identity
    number = len(copy.part.rels)
    name = PackURI(f"/word/salinan{number}.xml")
    clone = type(part)(name, part.content_type, deepcopy(part.element), part.package)
    for key, one in part.rels.items():
        target = one.target_ref if one.is_external else one.target_part
        clone.rels.add_relationship(one.reltype, target, key, one.is_external)
    for mark in list(_number_fields(clone.element)):
        run = mark.makeelement(f"{W}r")
        text = run.makeelement(f"{W}t")
        text.text = prefix
        run.append(text)
        mark.addprevious(run)
    reltype = next(one.reltype for one in copy.part.rels.values() if one.rId == identity)
    related: str = copy.part.relate_to(clone, reltype)
    return related
