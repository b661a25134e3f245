"""The text of a cell note: ours, and how it is told from what the staff wrote.

Our text begins with ``[LKJIP-XL]`` and ends with ``[/LKJIP-XL]``, so that it can be taken out of a
note in which people have written before or after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lkjip_xl.adapters.xlsx.patch.dialect import escape_text
from lkjip_xl.grid import Mark

START, END = "[LKJIP-XL]", "[/LKJIP-XL]"

#: Excel's limit for one note is 32,767 characters; the staff's own text needs room too.
_LONGEST = 16_000

#: Width of a box in pixels, characters that fit into it, and the height of a line, at 9 points.
BOX_WIDTH = 340
_CHARACTERS = 52
_LINE_PIXELS = 15
_MARGIN_PIXELS = 14
_TALLEST = 640

_OURS = re.compile(rf"\n*{re.escape(START)}.*?(?:{re.escape(END)}|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class NoteText:
    """Our text of one cell, as paragraphs: bold or not."""

    lines: Sequence[tuple[str, bool]]

    def runs(self, *, after_staff: bool) -> str:
        """Return the text as runs of rich text."""
        parts: list[tuple[str, str]] = [("\n\n" if after_staff else "", "")]
        parts += [(line, "<b/>" if bold else "") for line, bold in self.lines]
        merged: list[list[str]] = []
        for index, (text, look) in enumerate(parts):
            ending = "\n" if 0 < index < len(parts) - 1 else ""
            if merged and merged[-1][1] == look:
                merged[-1][0] += text + ending
            else:
                merged.append([text + ending, look])
        return "".join(
            f'<r><rPr>{look}<sz val="9"/><color indexed="81"/><rFont val="Tahoma"/>'
            f'<family val="2"/></rPr><t xml:space="preserve">{escape_text(text)}</t></r>'
            for text, look in merged
            if text
        )

    def pixels(self) -> int:
        """Return the height that a box needs to show the text."""
        rows = sum(max(1, -(-len(line) // _CHARACTERS)) for line, _ in self.lines)
        return min(rows * _LINE_PIXELS + _MARGIN_PIXELS, _TALLEST)


def compose_note(marks: Sequence[Mark]) -> NoteText:
    """Return the note of one cell; the marks come worst first."""
    if len(marks) == 1:
        lines = [(f"{START} {marks[0].severity.label}", True)]
    else:
        lines = [(f"{START} {len(marks)} catatan", True)]
    for mark in marks:
        heading, *rest = mark.note.splitlines() or [mark.code]
        if len(marks) > 1:
            heading = f"{mark.severity.label}: {heading}"
        lines.append((heading, True))
        lines += [(line, False) for line in rest]
    return NoteText([*_shorten(lines), (END, False)])


def _shorten(lines: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    kept: list[tuple[str, bool]] = []
    room = _LONGEST
    for line, bold in lines:
        # A rule's text may quote a cell, and a cell may hold our own markers.
        plain = line if not kept else line.replace(START, "LKJIP-XL").replace(END, "LKJIP-XL")
        if len(plain) > room:
            return [*kept, ("… selengkapnya di lembar Catatan", False)]
        room -= len(plain)
        kept.append((plain, bold))
    return kept


def find_ours(text: str) -> list[tuple[int, int]]:
    """Return where our text lies in a note, line breaks before it included."""
    return [match.span() for match in _OURS.finditer(text)]
