"""The boxes of cell notes: shapes in a VML part.

VML parts of the wild are not always well formed XML, and other shapes lie in them (form controls,
notes of the staff); so they are searched as text, and only whole shapes are added or removed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lkjip_xl.adapters.marked_cells import Place
from lkjip_xl.adapters.xlsx.patch.dialect import VML
from lkjip_xl.adapters.xlsx.patch.splice import Splice

VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"

_NAMESPACES = {
    "v": VML,
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_SHAPE = re.compile(rb"<(?:\w+:)?shape[\s>].*?</(?:\w+:)?shape\s*>", re.DOTALL)
_ANCHOR = re.compile(rb"<(?:\w+:)?Anchor[^>]*>([\s\d,-]+)</")
_ROW = re.compile(rb"<(?:\w+:)?Row[^>]*>\s*(\d{1,9})\s*</")
_COLUMN = re.compile(rb"<(?:\w+:)?Column[^>]*>\s*(\d{1,9})\s*</")
_NOTE = re.compile(rb"""ObjectType\s*=\s*["']Note["']""")
_NUMBERED = re.compile(rb"""\sid\s*=\s*["']_x0000_s(\d{1,9})["']""")
_LAST_CLOSE = re.compile(rb"</[^<>]*>\s*\Z")

#: Excel hands out shape numbers in blocks of this size, one block or more for a sheet.
_BLOCK = 1024


class Anchor(NamedTuple):
    """The corners of a box: columns and rows from 0, and the pixels from their edges."""

    left: int
    left_pixels: int
    top: int
    top_pixels: int
    right: int
    right_pixels: int
    bottom: int
    bottom_pixels: int

    def __str__(self) -> str:
        return ", ".join(map(str, self))


@dataclass(frozen=True, slots=True)
class NoteShape:
    """The box of one note: its cell, its span, and its anchor with the span of that."""

    place: Place
    start: int
    end: int
    anchor: Anchor | None
    anchor_start: int
    anchor_end: int


def read_note_shapes(data: bytes) -> Iterator[NoteShape]:
    for match in _SHAPE.finditer(data):
        shape = match[0]
        row, column = _ROW.search(shape), _COLUMN.search(shape)
        if row is None or column is None or not _NOTE.search(shape):
            continue
        anchor = _ANCHOR.search(shape)
        corners = None
        span = (0, 0)
        if anchor is not None and anchor[1].count(b",") == 7:
            corners = Anchor(*map(int, anchor[1].split(b",")))
            span = anchor.span(1)
        yield NoteShape(
            (int(row[1]) + 1, int(column[1]) + 1), match.start(), match.end(),
            corners, match.start() + span[0], match.start() + span[1],
        )  # fmt: skip


def has_shapes_besides(data: bytes, removed: int) -> bool:
    """Return whether anything is drawn when so many shapes are gone."""
    return len(_SHAPE.findall(data)) > removed


def new_drawing(sheet_number: int, boxes: Mapping[Place, Anchor]) -> bytes:
    """Return a VML part with a box for each cell (1-based row and column to anchor)."""
    first = sheet_number * _BLOCK + 1
    blocks = range(sheet_number, (first + len(boxes)) // _BLOCK + 1)
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    prefixes = {prefix: prefix for prefix in _NAMESPACES}
    return (
        f'<xml {names}>\n<o:shapelayout v:ext="edit">'
        f'<o:idmap v:ext="edit" data="{",".join(map(str, blocks))}"/></o:shapelayout>\n'
        f"{_shape_type(prefixes)}{_shapes(prefixes, boxes, first)}</xml>"
    ).encode()


def extend_drawing(data: bytes, boxes: Mapping[Place, Anchor]) -> list[Splice]:
    """Return the splice that adds boxes after the shapes that a VML part has.

    Raises:
        ValueError: the part has no end tag to put them before.
    """
    close = _LAST_CLOSE.search(data)
    if close is None:
        raise ValueError("no end tag")
    prefixes = {}
    for prefix, uri in _NAMESPACES.items():
        declared = re.search(rb"""xmlns:([\w.-]+)\s*=\s*["']""" + uri.encode() + rb"""["']""", data)
        prefixes[prefix] = declared[1].decode() if declared is not None else ""
    taken = [int(match[1]) for match in _NUMBERED.finditer(data)]
    kind = b"" if b"_x0000_t202" in data else _shape_type(prefixes).encode()
    shapes = _shapes(prefixes, boxes, max(taken, default=_BLOCK) + 1).encode()
    return [Splice(close.start(), close.start(), kind + shapes)]


def _shape_type(prefixes: Mapping[str, str]) -> str:
    return _in_prefixes(
        '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
        ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
        '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>',
        prefixes,
    )


def _shapes(prefixes: Mapping[str, str], boxes: Mapping[Place, Anchor], first: int) -> str:
    return "".join(
        _in_prefixes(
            f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;'
            f'z-index:{number - first + 1};visibility:hidden" fillcolor="#ffffe1"'
            ' o:insetmode="auto"><v:fill color2="#ffffe1"/>'
            '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
            '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
            '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
            f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
            f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>",
            prefixes,
        )
        for number, ((row, column), anchor) in enumerate(sorted(boxes.items()), first)
    )


def _in_prefixes(fragment: str, prefixes: Mapping[str, str]) -> str:
    """Return our fragment in the part's own prefixes; what it lacks is declared on the spot."""
    missing = [prefix for prefix, own in prefixes.items() if not own]
    for prefix, own in prefixes.items():
        if own and own != prefix:
            fragment = re.sub(rf"(?<=[</ ]){prefix}:", f"{own}:", fragment)
    if missing:
        names = "".join(f' xmlns:{prefix}="{_NAMESPACES[prefix]}"' for prefix in missing)
        fragment = re.sub(r"\A(<[\w:]+)", rf"\1{names}", fragment)
    return fragment
