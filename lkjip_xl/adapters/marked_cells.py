"""Which cells of a sheet are marked, and by which conditional format, in a file or in Excel."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lkjip_xl.finding import Severity
from lkjip_xl.grid import Mark
from lkjip_xl.location import CellRange

#: What the formula of every conditional format of ours begins with, and no other does.
FORMULA_START = '"LKJIP-XL:'

Place = tuple[int, int]
"""Row and column of a cell, from 1."""


class Shade(NamedTuple):
    """How a severity looks: by colour, and by border and font for whoever sees no colours.

    Colours are six hexadecimal digits; ``line`` is Excel's word for the border's style.
    """

    fill: str
    line: str
    line_colour: str
    font_colour: str
    bold: bool = False
    italic: bool = False


SHADES = {
    Severity.ERROR: Shade("FFC7CE", "thin", "C00000", "9C0006", bold=True),
    Severity.WARNING: Shade("FFE3B8", "dashed", "C65911", "7F3F00"),
    Severity.INFO: Shade("DDEBF7", "dotted", "2F75B5", "1F4E78", italic=True),
}


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """One cell, or the merge that covers it, with all marks that fall on it, worst first."""

    area: CellRange
    marks: Sequence[Mark]

    @property
    def place(self) -> Place:
        """The cell that carries the marks."""
        return self.area.top, self.area.left

    @property
    def severity(self) -> Severity:
        return self.marks[0].severity

    @property
    def code(self) -> str:
        return self.marks[0].code


def gather(marks: Sequence[Mark], merges: Iterable[CellRange]) -> list[MarkedCell]:
    """Return the marked cells from the top; marks inside a merge gather on its top left cell."""
    areas = {
        (mark.row, mark.column): CellRange(mark.row, mark.column, mark.row, mark.column)
        for mark in marks
    }
    rows = sorted(areas)
    for merge in merges:
        first = bisect_left(rows, (merge.top, 0))
        last = bisect_right(rows, (merge.bottom, 2**20))
        for cell in rows[first:last]:
            if cell in merge:
                areas[cell] = merge
    gathered: dict[CellRange, list[Mark]] = {}
    for mark in marks:
        gathered.setdefault(areas[mark.row, mark.column], []).append(mark)
    return [
        MarkedCell(area, sorted(group, key=lambda mark: mark.severity.rank))
        for area, group in sorted(gathered.items())
    ]


def group_alike(cells: Sequence[MarkedCell]) -> list[list[MarkedCell]]:
    """Return the cells that share a conditional format, the worst first."""
    groups: dict[tuple[int, str], list[MarkedCell]] = {}
    for cell in cells:
        groups.setdefault((cell.severity.rank, cell.code), []).append(cell)
    return [group for _, group in sorted(groups.items())]


def rule_formula(code: str) -> str:
    """Return the formula, true everywhere, that carries our marker and a rule's code.

    It has no function, separator or reference, so neither the country that Excel runs in nor the
    active cell can disturb it.
    """
    safe = re.sub(r"[^A-Za-z0-9_-]", "", code)
    return f'{FORMULA_START}{safe}"<>""'
