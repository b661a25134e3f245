"""The tags of a template as docxtpl will see them, each with its place in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lkjip_xl.outputs.docx.templates.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
_PREFIX = re.compile(r"(p|tr|tc|r) ")
_HEADING = re.compile(r"^heading \d$", re.I)
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_NEAR = 45


@dataclass(eq=False, slots=True)
class Paragraph:
    """A paragraph: its element, its visible letters, the place that people know it by."""

    element: Any
    text: str
    chapter: str
    before: str
    tags: list[Written] = field(default_factory=list)

    @property
    def rest(self) -> str:
        """What stands beside the tags."""
        return _TAG.sub("", self.text).strip()

    def place(self, at: int = 0) -> str:
        """Return where something is, from the letter ``at`` on."""
        if self.rest:
            words = _shorten(self.text, at)
            return f"{self.chapter}, di “{words}”"
        after = f"“{_shorten(self.before, 0)}”" if self.before else ""
        return self.chapter if self.chapter.endswith(after) else f"{self.chapter}, sesudah {after}"


@dataclass(frozen=True, eq=False, slots=True)
class Written:
    """A tag as written: ``source`` whole, ``prefix`` p, tr, tc, r or none, ``inner`` what it says.

    ``first`` and ``last`` are the elements that hold its braces.
    """

    source: str
    prefix: str
    inner: str
    paragraph: Paragraph
    at: int
    first: Any
    last: Any

    @property
    def opens(self) -> str:
        return self.source[:2]

    @property
    def is_block(self) -> bool:
        """Whether docxtpl takes the whole paragraph, row or cell away with it."""
        return self.prefix in ("p", "tr", "tc")

    @property
    def is_torn(self) -> bool:
        """Whether it reaches into another tag, since a brace is missing."""
        return any(brace in self.source[2:-2] for brace in ("{{", "{%", "}}", "%}"))

    @property
    def where(self) -> str:
        return self.paragraph.place(self.at)


@dataclass(frozen=True, slots=True)
class Part:
    """One part that docxtpl fills: its name for people, its paragraphs in reading order."""

    title: str
    tree: Any
    paragraphs: tuple[Paragraph, ...]

    @property
    def tags(self) -> list[Written]:
        """All tags in the order in which jinja meets them."""
        return [tag for paragraph in self.paragraphs for tag in paragraph.tags]


def read_parts(package: Package) -> list[Part]:
    """Return the parts of a template that are filled, the body first."""
    headings = _heading_styles(package)
    parts = [_read("", package.trees[package.main], headings)]
    for title, kind in (
        ("Kepala halaman", "header"),
        ("Kaki halaman", "footer"),
        ("Catatan kaki", "footnotes"),
    ):
        parts += [_read(title, tree, headings) for tree in package.of_kind(kind)]
    return parts


def unfilled_parts(package: Package) -> list[Part]:
    """Return the parts of a template that docxtpl leaves as they are, though readers see them."""
    return [_read("Catatan akhir", tree, set()) for tree in package.of_kind("endnotes")]


def _heading_styles(package: Package) -> set[str]:
    found = set()
    for tree in package.of_kind("styles"):
        for style in tree.iter(f"{W}style"):
            name = style.find(f"{W}name")
            level = style.find(f"{W}pPr/{W}outlineLvl")
            if level is not None or (name is not None and _HEADING.match(name.get(f"{W}val", ""))):
                found.add(style.get(f"{W}styleId"))
    return found


def _read(title: str, tree: Any, headings: set[str]) -> Part:
    pieces: dict[Any, list[Any]] = {}
    for element in tree.iter(f"{W}p", f"{W}t"):
        if element.tag == f"{W}p":
            pieces.setdefault(element, [])
        else:
            owner = next(element.iterancestors(f"{W}p"), None)
            if owner is not None:
                pieces[owner].append(element)
    paragraphs, chapter, before = [], title or "Awal dokumen", ""
    for element, texts in pieces.items():
        paragraph = Paragraph(element, "".join(t.text or "" for t in texts), chapter, before)
        paragraph.tags = list(_find_tags(paragraph, texts))
        style = element.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in headings and paragraph.text.strip():
            chapter = f"Bagian “{_shorten(paragraph.text, 0)}”"
            paragraph.chapter = chapter
        before = paragraph.text if paragraph.rest else before
        paragraphs.append(paragraph)
    return Part(title, tree, tuple(paragraphs))


def _find_tags(paragraph: Paragraph, texts: list[Any]) -> Iterator[Written]:
    holders = [text for text in texts for _ in text.text or ""]
    for match in _TAG.finditer(paragraph.text):
        yield make_tag(
            match[0], paragraph, match.start(), holders[match.start()], holders[match.end() - 1]
        )


def make_tag(source: str, paragraph: Paragraph, at: int, first: Any, last: Any) -> Written:
    """Return a tag taken apart as docxtpl does it."""
    inner = source[2:-2].translate(_QUOTES)
    prefix = _PREFIX.match(inner)
    return Written(
        source,
        prefix[1] if prefix else "",
        inner[prefix.end() :] if prefix else inner,
        paragraph,
        at,
        first,
        last,
    )


def without_tags(text: str) -> str:
    return _TAG.sub("", text)


def find_tags(text: str) -> list[str]:
    """Return the tags of any text, as written."""
    return _TAG.findall(text)


def _shorten(words: str, at: int) -> str:
    """Return the words around a place, in one line."""
    start = max(0, at - _NEAR) if at > _NEAR else 0
    end = max(at + _NEAR, start + 2 * _NEAR)
    middle = " ".join(words[start:end].split())
    return ("… " if start else "") + middle + (" …" if end < len(words) else "")
