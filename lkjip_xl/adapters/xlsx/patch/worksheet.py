"""Marks inside a worksheet part: conditional formats, and the link to the notes' boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lkjip_xl.adapters.marked_cells import MarkedCell, group_alike, rule_formula
from lkjip_xl.adapters.xlsx.markup import is_true
from lkjip_xl.adapters.xlsx.patch.dialect import (
    COMPATIBILITY,
    STRICT,
    VML,
    Dialect,
    escape_text,
)
from lkjip_xl.adapters.xlsx.patch.outline import Element, Fragment, Outline
from lkjip_xl.adapters.xlsx.patch.splice import Splice
from lkjip_xl.finding import Severity
from lkjip_xl.location import CellRange

WORKSHEET_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects",
    "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip

#: Cells in one ``sqref``: Excel writes longer ones, other programs are known to cut them.
_CELLS_PER_RULE = 400

_PRIORITY = re.compile(rb"""\spriority\s*=\s*["'](\d{1,9})["']""")


def read_merges(outline: Outline) -> Iterator[CellRange]:
    """Yield the merged ranges of a sheet."""
    for element in outline.root.within("mergeCells", "mergeCell"):
        try:
            yield CellRange.parse(element.attributes.get("ref", ""))
        except ValueError:
            continue  # Excel ignores it as well


class Highlights(NamedTuple):
    """Splices that make room among the priorities, and the new conditional formats."""

    moved: Sequence[Splice]
    formats: Sequence[Fragment]


def highlight(
    data: bytes, outline: Outline, cells: Sequence[MarkedCell], dxfs: Mapping[Severity, int]
) -> Highlights:
    """Return the conditional formats that show the marks.

    Ours come first, else a format of the staff's could hide them or stop the evaluation.  Only
    where a pivot table counts on the priorities of its own formats do they come last.
    """
    chunks = [
        group[start : start + _CELLS_PER_RULE]
        for group in group_alike(cells)
        for start in range(0, len(group), _CELLS_PER_RULE)
    ]
    present = find_priorities(data, outline)
    fixed = any(is_true(rule.element.attributes.get("pivot")) for rule in present)
    first = max((rule.number for rule in present), default=0) + 1 if fixed else 1
    moved = [] if fixed else move_priorities(present, lambda _: len(chunks))
    formats = [
        Fragment(
            "conditionalFormatting",
            f'<conditionalFormatting sqref="{" ".join(cell.area.a1 for cell in chunk)}">'
            f'<cfRule type="expression" dxfId="{dxfs[chunk[0].severity]}" priority="{priority}">'
            f"<formula>{escape_text(rule_formula(chunk[0].code))}</formula>"
            "</cfRule></conditionalFormatting>",
        )
        for priority, chunk in enumerate(chunks, first)
    ]
    return Highlights(moved, formats)


class Priority(NamedTuple):
    """A rule that carries a priority: its element, where the digits lie, and their number."""

    element: Element
    start: int
    end: int
    number: int


def find_priorities(data: bytes, outline: Outline) -> list[Priority]:
    """Return every rule with a priority, those of the extension list included."""
    found = []
    for element in outline.root.walk():
        if element.name != "cfRule":
            continue
        match = _PRIORITY.search(data, element.start, element.inner_start)
        if match is not None:
            found.append(Priority(element, *match.span(1), int(match[1])))
    return found


def move_priorities(present: Sequence[Priority], by: Callable[[int], int]) -> list[Splice]:
    """Return the splices that add ``by(number)`` to each priority."""
    return [
        Splice(start, end, str(number + by(number)).encode())
        for _, start, end, number in present
        if by(number)
    ]


def link_drawing(outline: Outline, identifier: str, dialect: Dialect) -> Fragment:
    """Return the fragment that ties the notes' boxes to the sheet.

    The strict standard knows no such boxes: there Excel wraps the tie for those who do.
    """
    prefix = outline.prefixes.get(dialect.relationships, "")
    declared = "" if prefix else f' xmlns:r="{dialect.relationships}"'
    link = f'<legacyDrawing{declared} {prefix or "r"}:id="{identifier}"/>'
    if dialect is STRICT:
        link = (
            f'<mc:AlternateContent xmlns:mc="{COMPATIBILITY}">'
            f'<mc:Choice xmlns:v="{VML}" Requires="v">{link}</mc:Choice></mc:AlternateContent>'
        )
    return Fragment("legacyDrawing", link)


def find_drawings(outline: Outline) -> list[Element]:
    """Return what ties boxes to the sheet: mostly one element or none."""
    return [link for child in outline.root.children for link in _links_in(child)]


def unlink_drawing(outline: Outline) -> list[Splice]:
    """Return the splices that take the boxes' tie out, with the alternatives around it."""
    return [child.cut() for child in outline.root.children if _links_in(child)]


def _links_in(child: Element) -> list[Element]:
    if child.name not in ("legacyDrawing", "AlternateContent"):
        return []
    return [element for element in child.walk() if element.name == "legacyDrawing"]
