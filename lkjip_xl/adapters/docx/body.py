"""Reads the main part of a document into paragraphs and tables.

Text counts as a reader of the accepted document sees it: what a tracked change deleted or moved
away is gone, what it inserted is there; the second copy that Word keeps of a text box for old
programs is passed over, and so is hidden text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from lxml import etree

from lkjip_xl.adapters.docx.blocks import Block, Cell, Paragraph, Row, Table
from lkjip_xl.adapters.docx.columns import WIDEST

#: Elements whose content is not in the document that a reader sees.
_GONE = frozenset({"moveFrom", "del", "Fallback", "instrText", "delText", "pPr", "rPr", "sdtPr"})
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
#: Levels of an outline as stored; 9 is plain text.
LEVELS = frozenset("012345678")
_OFF = frozenset({"0", "false", "off"})


class Counter(Protocol):
    """Numbers the paragraphs of lists."""

    def next(self, properties: etree._Element | None) -> str:
        """Return the number of the next paragraph, empty for one that has none."""


def read_body(root: etree._Element, headings: Mapping[str, int], numbering: Counter) -> list[Block]:
    """Return the paragraphs and tables of a document; those of a text box follow its paragraph.

    Args:
        root: the document element.
        headings: the levels of heading styles by their ids.
        numbering: its lists; a paragraph that holds nothing but its number reads as that number.
    """
    places = {element: index for index, element in enumerate(_all_paragraphs(root))}
    return _Reader(places, headings, numbering).read(root)


def _all_paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    return (element for element in root.iter() if name_of(element) == "p")


def name_of(element: etree._Element) -> str:
    """Return an element's name without its namespace; of a drawing's ``a:p`` none.

    A word processor's own elements are in one namespace, which has two spellings (ISO/IEC 29500
    transitional and strict).
    """
    namespace, _, name = str(element.tag)[1:].rpartition("}")  # of a comment it is a function
    is_own = "wordprocessingml" in namespace or "markup-compatibility" in namespace
    return name if is_own else ""


def attribute(element: etree._Element | None, name: str = "val") -> str:
    """Return an attribute of a word processor's element, empty without one."""
    if element is None:
        return ""
    own = (value for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name)
    return str(next(own, ""))


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first descendant along a path of names."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if name_of(one) == name), None)
    return element


class _Reader:
    def __init__(
        self,
        places: Mapping[etree._Element, int],
        headings: Mapping[str, int],
        numbering: Counter,
    ) -> None:
        self._places = places
        self._headings = headings
        self._numbering = numbering
        self._host: int | None = None  # of the text box that is being read

    def read(self, holder: etree._Element) -> list[Block]:
        """Return the blocks in an element, through whatever wraps them."""
        blocks: list[Block] = []
        for element in holder:
            name = name_of(element)
            if name == "p":
                blocks.extend(self._paragraph(element))
            elif name == "tbl":
                blocks.append(self._table(element))
            elif name not in _GONE:
                blocks.extend(self.read(element))
        return blocks

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        properties = child(element, "pPr")
        style = attribute(child(properties, "pStyle"))
        level = attribute(child(properties, "outlineLvl"))
        outline = int(level) + 1 if level in LEVELS else 0
        index = self._places[element]
        host = index if self._host is None else self._host
        level_of_style = self._headings.get(style, 0)
        paragraph = Paragraph(index, host, style=style, outline=outline or level_of_style)
        boxes: list[Block] = []
        texts: list[str] = []
        length = 0
        for one in element:
            if name_of(one) == "pPr":
                continue
            text = "".join(self._texts(one, host, boxes))
            texts.append(text)
            length += len(text)
            paragraph.ends.append(length)
        number = self._numbering.next(properties)
        paragraph.text = "".join(texts) or number
        yield paragraph
        yield from boxes

    def _texts(self, element: etree._Element, host: int, boxes: list[Block]) -> Iterator[str]:
        name = name_of(element)
        if name == "t":
            yield element.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name == "txbxContent":
            outer, self._host = self._host, host
            boxes.extend(self.read(element))
            self._host = outer
        elif name not in _GONE and not (name == "r" and _is_hidden(element)):
            for one in element:
                yield from self._texts(one, host, boxes)

    def _table(self, element: etree._Element) -> Table:
        rows = [row for row in _through(element, "tr") if child(row, "trPr", "del") is None]
        grid = child(element, "tblGrid")
        widths = [] if grid is None else [_twips(one) for one in grid if name_of(one) == "gridCol"]
        return Table([self._row(row) for row in rows], widths)

    def _row(self, element: etree._Element) -> Row:
        before = _number(child(element, "trPr", "gridBefore"), 0)
        return Row([self._cell(cell) for cell in _through(element, "tc")], before)

    def _cell(self, element: etree._Element) -> Cell:
        properties = child(element, "tcPr")
        down = child(properties, "vMerge")
        goes_on = down is not None and attribute(down) in ("", "continue")
        span = max(1, _number(child(properties, "gridSpan"), 1))
        return Cell(self.read(element), span, goes_on)


def _through(holder: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, through whatever wraps them."""
    for element in holder:
        name = name_of(element)
        if name == wanted:
            yield element
        elif name and name not in _GONE and name not in ("tc", "p", "tbl", "trPr", "tblPr"):
            yield from _through(element, wanted)


def _is_hidden(run: etree._Element) -> bool:
    hidden = child(run, "rPr", "vanish")
    return hidden is not None and attribute(hidden).lower() not in _OFF


def _twips(column: etree._Element) -> int:
    text = attribute(column, "w")
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _number(element: etree._Element | None, otherwise: int) -> int:
    text = attribute(element)
    return min(int(text), WIDEST) if text.isdecimal() and len(text) < 6 else otherwise
