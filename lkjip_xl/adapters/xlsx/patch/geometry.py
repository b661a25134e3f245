"""How large the cells around a mark are, so that a note's box gets the size its text needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from lkjip_xl.adapters.xlsx.formulas import MAX_COLUMN, MAX_ROW
from lkjip_xl.adapters.xlsx.markup import is_true
from lkjip_xl.adapters.xlsx.patch.drawing import Anchor
from lkjip_xl.adapters.xlsx.patch.outline import Outline
from lkjip_xl.location import CellRange

#: Pixels at 96 dpi of Excel's standard column and row, with the standard font.
_COLUMN_PIXELS, _ROW_PIXELS = 64, 20
_PIXELS_PER_CHARACTER = 7
_PIXELS_PER_POINT = 96 / 72

#: A box reaches at most this many rows down and columns right; it never ends in far, hidden ones.
REACH = 60

#: Sizes in points or characters beyond which a statement about them is not believed.
_ABSURD = 1e6

_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d{1,9})["']""")
_ROW_HEIGHT = re.compile(rb"""\sht\s*=\s*["']([\d.]+)["']""")
_ROW_HIDDEN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")


@dataclass(slots=True)
class Geometry:
    """Sizes in pixels; whatever the sheet does not say has the default."""

    column_default: int = _COLUMN_PIXELS
    row_default: int = _ROW_PIXELS
    columns: list[tuple[int, int, int]] = field(default_factory=list)
    rows: dict[int, int] = field(default_factory=dict)

    def column_pixels(self, column: int) -> int:
        for first, last, pixels in self.columns:
            if first <= column <= last:
                return pixels
        return self.column_default

    def row_pixels(self, row: int) -> int:
        return self.rows.get(row, self.row_default)


def read_geometry(data: bytes, outline: Outline, wanted: Collection[int]) -> Geometry:
    """Return the sizes of the sheet's columns and of the wanted rows."""
    geometry = Geometry()
    defaults = outline.root.child("sheetFormatPr")
    if defaults is not None:
        height = _number(defaults.attributes.get("defaultRowHeight"), 15.0)
        geometry.row_default = round(height * _PIXELS_PER_POINT)
        width = defaults.attributes.get("defaultColWidth")
        if width is not None:
            geometry.column_default = _column_pixels(_number(width, 8.43))
    for column in outline.root.within("cols", "col"):
        attributes = column.attributes
        hidden = is_true(attributes.get("hidden"))
        pixels = 0 if hidden else _column_pixels(_number(attributes.get("width"), 8.43))
        first = int(_number(attributes.get("min"), 1))
        geometry.columns.append((first, int(_number(attributes.get("max"), first)), pixels))
    rows = outline.root.child("sheetData")
    if rows is not None:
        prefix = f"{rows.prefix}:" if rows.prefix else ""
        opening = f"<{prefix}row ".encode()
        _read_rows(data, opening, rows.inner_start, rows.inner_end, wanted, geometry.rows)
    return geometry


def _read_rows(
    data: bytes, opening: bytes, start: int, end: int, wanted: Collection[int], rows: dict[int, int]
) -> None:
    """Note the heights that wanted rows state, by plain searching: a sheet may have 60,000 rows."""
    last = max(wanted, default=0)
    number = 0
    position = data.find(opening, start, end)
    while position != -1 and number < last:
        close = data.find(b">", position, end)
        tag = data[position:close]
        match = _ROW_NUMBER.search(tag)
        number = int(match[1]) if match is not None else number + 1
        if number in wanted:
            height = _ROW_HEIGHT.search(tag)
            if _ROW_HIDDEN.search(tag):
                rows[number] = 0
            elif height is not None:
                rows[number] = round(_number(height[1].decode(), 15.0) * _PIXELS_PER_POINT)
        position = data.find(opening, close, end)


def place_box(geometry: Geometry, area: CellRange, width: int, height: int) -> Anchor:
    """Return the anchor of a box of this size in pixels right of a cell."""
    left, left_pixels = min(area.right + 1, MAX_COLUMN), 12
    top, top_pixels = area.top, 2
    right, right_pixels = _walk(left, left_pixels + width, geometry.column_pixels, MAX_COLUMN)
    bottom, bottom_pixels = _walk(top, top_pixels + height, geometry.row_pixels, MAX_ROW)
    return Anchor(
        left - 1, left_pixels, top - 1, top_pixels,
        right - 1, right_pixels, bottom - 1, bottom_pixels,
    )  # fmt: skip


def stretch_anchor(geometry: Geometry, anchor: Anchor, height: int) -> Anchor:
    """Return the anchor with its lower edge this many pixels further down."""
    start, height = anchor.bottom + 1, anchor.bottom_pixels + height
    row, pixels = _walk(start, height, geometry.row_pixels, MAX_ROW)
    return anchor._replace(bottom=row - 1, bottom_pixels=pixels)


def _walk(start: int, pixels: int, size: Callable[[int], int], last: int) -> tuple[int, int]:
    """Return the row or column, and the pixels into it, that lie so far from the start's edge."""
    index = start
    while index < min(start + REACH, last) and pixels >= size(index):
        pixels -= size(index)
        index += 1
    return index, min(pixels, max(size(index) - 1, 0))


def _column_pixels(width: float) -> int:
    return int(width * _PIXELS_PER_CHARACTER + 0.5) if width < 1000 else _COLUMN_PIXELS


def _number(text: str | None, default: float) -> float:
    try:
        number = float(text) if text is not None else default
    except ValueError:
        return default
    return number if abs(number) < _ABSURD else default  # which "not a number" is not, either
