"""The numbers that Word gives to headings and pages, worked out as Word does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lkjip_xl.outputs.docx.ooxml import W, value

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_PLACE = re.compile(r"%(\d)")


def write_number(number: int, form: str) -> str:
    """Return a number in one of Word's forms: ``lowerRoman``, ``upperLetter``, else figures."""
    if form.endswith("Roman") and number > 0:
        text = _roman(number)
    elif form.endswith("Letter") and number > 0:
        # After Z come AA, BB, CC.
        text = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    else:
        return str(number)
    return text.lower() if form.startswith("lower") else text


def _roman(number: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        count, number = divmod(number, worth)
        text += letters * count
    return text


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A heading's number: as it stands before the heading, and its own part alone."""

    label: str = ""
    own: str = ""


NO_NUMBER = Number()


class Numbering:
    """Counts through the numbered paragraphs of a document, from its start."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, list[_Level]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        part = next(
            (
                r.target_part
                for r in document.part.rels.values()
                if r.reltype.endswith("/numbering")
            ),
            None,
        )
        if part is not None:
            self._read(part.element)

    def _read(self, root: Any) -> None:
        for abstract in root.iter(f"{W}abstractNum"):
            self._levels[abstract.get(f"{W}abstractNumId")] = [
                _Level(
                    int(value(level, "start") or 0),
                    value(level, "numFmt") or "decimal",
                    value(level, "lvlText") or "",
                )
                for level in abstract.iter(f"{W}lvl")
            ]
        for one in root.iter(f"{W}num"):
            self._lists[one.get(f"{W}numId")] = value(one, "abstractNumId") or ""

    def next(self, number: str, level: int) -> Number:
        """Return the number of the next paragraph in a list at a level (0 is the first)."""
        name = self._lists.get(number, "")
        levels = self._levels.get(name, [])
        if level >= len(levels):
            return NO_NUMBER
        counts = self._counts.setdefault(name, [])
        del counts[level + 1 :]
        for at in range(len(counts), level + 1):
            # A level that was jumped over counts as begun.
            counts.append(levels[at].start - (at == level))
        counts[level] += 1
        written = [
            write_number(count, one.form) for count, one in zip(counts, levels, strict=False)
        ]
        label = _PLACE.sub(lambda place: _pick(written, int(place[1])), levels[level].text)
        return Number(label, written[level])


def _pick(written: list[str], place: int) -> str:
    return written[place - 1] if place <= len(written) else ""
