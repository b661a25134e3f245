"""The numbers that Word writes in front of paragraphs itself; they stand in no text.

A column of numbers is often made so: its cells hold an empty paragraph of a list each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from lkjip_xl.adapters.docx.body import attribute, child, name_of

_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 10_000


class _Level(NamedTuple):
    """How one level of a list is numbered: its kind of number, its text (``%1.``), its first."""

    kind: str
    text: str
    start: int


class Numbering:
    """The lists of a document, counted while its paragraphs are read in order."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = [] if root is None else [one for one in root if name_of(one)]
        self._lists = {
            attribute(one, "abstractNumId"): dict(map(_read_level, _levels(one)))
            for one in elements
            if name_of(one) == "abstractNum"
        }
        self._list_of = {
            attribute(one, "numId"): attribute(child(one, "abstractNumId"))
            for one in elements
            if name_of(one) == "num"
        }
        self._counts: dict[str, dict[int, int]] = {}

    def next(self, properties: etree._Element | None) -> str:
        """Return the number of the next paragraph, empty for one that has none."""
        listed = child(properties, "numPr")
        name = self._list_of.get(attribute(child(listed, "numId")), "")
        depth = attribute(child(listed, "ilvl")) or "0"
        levels: Mapping[int, _Level] = self._lists.get(name, {})
        at = int(depth) if depth in "012345678" else 0
        if at not in levels:
            return ""
        counts = self._counts.setdefault(name, {})
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for deeper in [one for one in counts if one > at]:
            del counts[deeper]
        return _PLACE.sub(
            lambda place: self._say(levels, counts, int(place[1]) - 1), levels[at].text
        )

    def _say(self, levels: Mapping[int, _Level], counts: Mapping[int, int], at: int) -> str:
        level = levels.get(at)
        if level is None:
            return ""
        return _write(counts.get(at, level.start), level.kind)


def _levels(abstract: etree._Element) -> list[etree._Element]:
    return [
        one
        for one in abstract
        if name_of(one) == "lvl" and attribute(one, "ilvl") in set("012345678")
    ]


def _read_level(level: etree._Element) -> tuple[int, _Level]:
    start = attribute(child(level, "start"))
    first = int(start) if start.isdecimal() and len(start) < 5 else 1
    kind = attribute(child(level, "numFmt"))
    text = "" if kind == "bullet" else attribute(child(level, "lvlText"))
    return int(attribute(level, "ilvl")), _Level(kind, text, first)


def _write(number: int, kind: str) -> str:
    if not 0 < number < _MOST:
        return str(number)
    if kind in ("lowerLetter", "upperLetter"):
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman"):
        numeral = ""
        for worth, letters in _ROMAN:
            numeral += letters * (number // worth)
            number %= worth
        return numeral.upper() if kind == "upperRoman" else numeral
    return str(number)
