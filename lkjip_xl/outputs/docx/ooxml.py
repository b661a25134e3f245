"""WordprocessingML as our finishing steps read it: names, paragraphs, fields, styles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def value(parent: Any, path: str) -> str | None:
    """Return the ``w:val`` of a child, such as ``value(p, "pPr/pStyle")``."""
    if parent is None:
        return None
    found = parent.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def paragraphs(block: Any) -> Iterator[Any]:
    """Yield the paragraphs of a document's flow, not those in tables."""
    for element in block:
        if element.tag == f"{W}p":
            yield element
        elif element.tag == f"{W}sdt":
            content = element.find(f"{W}sdtContent")
            if content is not None:
                yield from paragraphs(content)


def words_of(paragraph: Any) -> str:
    """Return a paragraph's text on one line, with what its fields show."""
    pieces = []
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr"):
        in_run = element.getparent().tag == f"{W}r"  # a tab stop of the paragraph is no tab
        pieces.append((element.text or "") if element.tag == f"{W}t" else " " * in_run)
    return " ".join("".join(pieces).split())


class Styles:
    """The paragraph styles of a document, asked through the styles they are based on."""

    def __init__(self, document: Any) -> None:
        self._styles = {
            style.get(f"{W}styleId"): style for style in document.styles.element.iter(f"{W}style")
        }
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") == "1"
            ),
            None,
        )

    def chain(self, paragraph: Any) -> Iterator[Any]:
        """Yield the paragraph's own properties, then its style's, then those below."""
        own = paragraph.find(f"{W}pPr")
        if own is not None:
            yield own
        name, seen = value(paragraph, "pPr/pStyle") or self._default, set()
        while name in self._styles and name not in seen:
            seen.add(name)
            properties = self._styles[name].find(f"{W}pPr")
            if properties is not None:
                yield properties
            name = value(self._styles[name], "basedOn")

    def outline_level(self, paragraph: Any) -> int:
        """Return 1 for a heading of the first level and so on, 0 for what is no heading."""
        for properties in self.chain(paragraph):
            level = value(properties, "outlineLvl")
            if level is not None:
                return 0 if int(level) > 8 else int(level) + 1
        return 0

    def numbering(self, paragraph: Any) -> tuple[str, int] | None:
        """Return the list and its level (0 is the first) that numbers a paragraph."""
        level = None
        for properties in self.chain(paragraph):
            level = level or value(properties, "numPr/ilvl")
            number = value(properties, "numPr/numId")
            if number is not None:
                return None if number == "0" else (number, int(level or 0))
        return None
