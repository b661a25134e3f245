"""Number formats, fonts, indents and fills of a sheet, read in areas that look alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlwings as xw

from lkjip_xl.adapters.xlwings_live import native
from lkjip_xl.adapters.xlwings_live.areas import (
    Limited,
    Part,
    TooVariedError,
    part_by_columns,
    part_by_rows,
)
from lkjip_xl.grid import PLAIN, Look
from lkjip_xl.location import CellRange

#: Calls for one property of one sheet.  Fonts and fills only hint at the levels of rows; a number
#: format tells what a figure means, and is worth more.
_MOST_HINTS, _MOST_FORMATS = 3_000, 10_000

#: Gives a range of the sheet.
At = Callable[[CellRange], xw.Range]


@dataclass(slots=True)
class Looks:
    """The looks of a sheet in the shapes that ``Grid`` uses.

    ``given_up`` names, in Indonesian, the properties that vary too much to be read;
    ``has_formats`` tells whether number formats could be.
    """

    rows: dict[int, Sequence[int]] = field(default_factory=dict)
    palette: Sequence[Look] = (PLAIN,)
    given_up: list[str] = field(default_factory=list)
    has_formats: bool = True


def read_looks(at: At, area: CellRange, rows: Sequence[int]) -> Looks:
    """Return the looks of an area, kept for the rows named, with column A first."""
    looks = Looks()
    properties: dict[str, list[Part[Any]]] = {}
    formats = Limited[str](_asked(at, _number_format), _MOST_FORMATS)
    try:
        properties["number_format"] = list(part_by_columns(area, formats))
    except TooVariedError:
        return Looks(given_up=["format angka, huruf dan warna"], has_formats=False)
    first = at(CellRange(area.top, area.left, area.top, area.left))
    for name, word, probe in _HINTS:
        if probe(first) is None:
            continue  # this Excel does not tell
        limited = Limited[Any](_asked(at, probe), _MOST_HINTS)
        try:
            properties[name] = list(part_by_rows(area, limited))
        except TooVariedError:
            looks.given_up.append(word)
    layers = {name: _by_row(parts) for name, parts in properties.items()}
    palette: dict[Look, int] = {PLAIN: 0}
    shapes: dict[tuple[int, ...], tuple[int, ...]] = {}
    for row in rows:
        shape = tuple(_row_looks(layers, row, area, palette))
        if any(shape):
            looks.rows[row] = shapes.setdefault(shape, shape)
    looks.palette = tuple(palette)
    return looks


def _row_looks(
    layers: Mapping[str, Mapping[int, Sequence[Part[Any]]]],
    row: int,
    area: CellRange,
    palette: dict[Look, int],
) -> Iterator[int]:
    cells: list[dict[str, Any]] = [{} for _ in range(area.right)]
    for name, by_row in layers.items():
        for part in by_row.get(row, ()):
            for column in range(part.area.left, part.area.right + 1):
                cells[column - 1][name] = part.value
    for cell in cells:
        yield palette.setdefault(Look(**cell), len(palette))


def _by_row(parts: Sequence[Part[Any]]) -> Mapping[int, Sequence[Part[Any]]]:
    found: dict[int, list[Part[Any]]] = {}
    for part in parts:
        for row in range(part.area.top, part.area.bottom + 1):
            found.setdefault(row, []).append(part)
    return found


def _asked(at: At, probe: Callable[[xw.Range], Any]) -> Callable[[CellRange], Any]:
    return lambda part: probe(at(part))


def _number_format(cells: xw.Range) -> str | None:
    code: object = cells.number_format
    return code if isinstance(code, str) else None


def _bold(cells: xw.Range) -> bool | None:
    value = cells.font.bold
    return value if isinstance(value, bool) else None


def _italic(cells: xw.Range) -> bool | None:
    value = cells.font.italic
    return value if isinstance(value, bool) else None


def _fill(cells: xw.Range) -> str | None:
    """Return the colour as a file names it, empty without one."""
    try:
        colour = cells.color
    except TypeError:
        return None  # xlwings trips over cells that disagree
    if colour is None:
        return ""
    if colour == (0, 0, 0) and cells.shape != (1, 1):
        return None  # Excel for Windows says black where cells disagree
    return "FF{:02X}{:02X}{:02X}".format(*map(int, colour))


_HINTS: Sequence[tuple[str, str, Callable[[xw.Range], Any]]] = (
    ("bold", "huruf tebal", _bold),
    ("italic", "huruf miring", _italic),
    ("indent", "inden", native.indent),
    ("fill", "warna isi", _fill),
)
