"""Tables drawn in a text: a workbook for tests and for the examples of the rules' documentation.

A drawing reads like the form it stands for::

    Tabel 3.1 Pencapaian Kinerja Tahun 2023

    | Sasaran       | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
    | Jalan membaik | Jalan mantap      | km     | 80     | 70        | 87,50       |
    | ^             | Jembatan mantap   | unit   | 4      | 4         | 100         |

- a line of cells between bars is a row; ``<`` joins a cell to its left neighbour and ``^`` to its
  upper one, which together make a merge; ``^ 25`` leaves a number below the merge that covers it;
- any other line is a title in the first column, a blank line a blank row;
- ``## Nama lembar`` starts the next sheet of the book;
- ``> kalimat`` is a paragraph of a document, whose tables the sheets are;
- ``# buku.xlsx`` starts the next file, as of a workbook that is read beside a document;
- ``~~isinya terpotong~~``, alone on its sheet, is a sheet that cannot be read, and why;
- a text in regular Indonesian notation is what Excel makes of it when it is typed: a number with
  the format that shows it so (``87,50``, ``80``, ``6.371.088.274``, ``94,20%``); ``1.076`` with
  its one full stop stays a text, as does every irregular figure and whatever stands in quotes;
- ``#DIV/0!`` and its like are error values; ``**nama**`` is bold;
- ``=C2/B2*100 → 87,50`` is a formula with the result that the file stores for it.  Its references
  count from the drawing's own first row and cell, and move with a drawing that is placed elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from textwrap import dedent
from typing import NamedTuple

from lkjip_xl.adapters.xlsx.formulas import make_mover
from lkjip_xl.domain.tanggapan import Tanggapan
from lkjip_xl.grid import PLAIN, TEXT_SHEET, ErrorValue, Grid, Look, Loss, SheetKind, Value
from lkjip_xl.location import CellRange
from lkjip_xl.tables.sentences import split_sentences
from lkjip_xl.tables.typing_in import type_in

LEFT, UP = "<", "^"
RESULT = " → "
_FILE = re.compile(r"#\s+(.+\.\w+)")
_SHEET = re.compile(r"##\s+(.+)")
_PARAGRAPH = re.compile(r">\s+(.+)")
_LOST = re.compile(r"~~(.+)~~")


@dataclass(frozen=True, slots=True)
class DrawnBook:
    """A workbook that exists only as a drawing; a ``ports.Book``."""

    name: str
    sheets: tuple[Grid, ...]
    remarks: Sequence[str] = ()

    def tanggapan(self) -> Sequence[Tanggapan] | None:
        return None

    def grids(self) -> Iterator[Grid]:
        yield from self.sheets


def draw(
    text: str, *, sheet: str = "Lembar 1", file: str = "gambar.xlsx", top: int = 1, left: int = 1
) -> DrawnBook:
    """Return the workbook that a text draws.

    Args:
        text: the drawing; its common indentation does not count, nor do blank lines at its ends.
        sheet: the name of the sheet that the drawing starts with.
        file: the workbook's name.
        top: the row of each sheet's first line.
        left: the column of each line's first cell.

    Raises:
        ValueError: joined cells make no rectangle, or a cell is joined to nothing.
    """
    grids: list[Grid] = []
    for own, part in _part_files(dedent(text).splitlines(), file):
        prose = [match[1] for line in part if (match := _PARAGRAPH.match(line.strip()))]
        rest = [line for line in part if not _PARAGRAPH.match(line.strip())]
        grids += _draw_prose(prose, own, top, left)
        grids += (
            _draw_sheet(lines, name, own, top, left) for name, lines in _part_sheets(rest, sheet)
        )
    return DrawnBook(file, tuple(grids))


def _part_files(lines: Sequence[str], name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each file's name and lines; lines before the first name are the first file's."""
    own: list[str] = []
    for line in lines:
        match = _FILE.fullmatch(line.strip())
        if match is None:
            own.append(line)
            continue
        yield name, own
        name, own = match[1], []
    yield name, own


def _draw_prose(paragraphs: Sequence[str], file: str, top: int, left: int) -> Iterator[Grid]:
    """Yield the text of a document, if it has any."""
    if paragraphs:
        rows: dict[int, Sequence[Value]] = {
            row: [*[None] * (left - 1), *(one.text for one in split_sentences(paragraph))]
            for row, paragraph in enumerate(paragraphs, top)
        }
        yield Grid(file=file, sheet=TEXT_SHEET, rows=rows, kind=SheetKind.NASKAH)


def _part_sheets(lines: Sequence[str], name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each sheet's name and lines; lines before the first name are the first sheet's."""
    own: list[str] = []
    for line in lines:
        match = _SHEET.match(line.strip())
        if match is None:
            own.append(line)
            continue
        if any(map(str.strip, own)):
            yield name, own
        name, own = match[1].strip(), []
    yield name, own


def _draw_sheet(lines: Sequence[str], name: str, file: str, top: int, left: int) -> Grid:
    lines = _without_blank_ends(lines)
    if lost := _LOST.fullmatch(" ".join(lines).strip()):
        loss = Loss(lost[1], "salin lembar itu lagi dari berkas aslinya", top, left)
        return Grid(file=file, sheet=name, rows={}, losses=(loss,))
    cells = [_cells_of(line.strip()) for line in lines]
    palette = _Palette()
    rows: dict[int, Sequence[Value]] = {}
    looks: dict[int, Sequence[int]] = {}
    formulas: dict[tuple[int, int], str] = {}
    for row, texts in enumerate(cells, start=top):
        for column, text in enumerate(texts, start=left):
            if _is_formula(text):
                formula = text[1:].partition(RESULT)[0].strip()
                formulas[row, column] = make_mover(formula)(top - 1, left - 1)
        values = [_read_cell(text) for text in texts]
        if any(value is not None for value, _ in values):
            rows[row] = [None] * (left - 1) + [value for value, _ in values]
            looks[row] = [0] * (left - 1) + [palette.index(look) for _, look in values]
    return Grid(
        file=file,
        sheet=name,
        rows=rows,
        looks=looks,
        palette=palette.looks,
        formulas=formulas,
        merges=[_moved(merge, top - 1, left - 1) for merge in _merges(cells)],
    )


def _without_blank_ends(lines: Sequence[str]) -> Sequence[str]:
    filled = [position for position, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else ()


def _cells_of(line: str) -> list[str]:
    """Return the texts of a line's cells: a row's own, a title as the only one."""
    if not line.startswith("|"):
        return [line] if line else []
    return [text.strip() for text in line.removesuffix("|")[1:].split("|")]


@dataclass(slots=True)
class _Palette:
    """The looks that a sheet uses, each once."""

    looks: list[Look] = field(default_factory=lambda: [PLAIN])

    def index(self, look: Look) -> int:
        if look not in self.looks:
            self.looks.append(look)
        return self.looks.index(look)


def _read_cell(text: str) -> tuple[Value, Look]:
    """Return what typing a text into a cell leaves there, and how it looks."""
    if _is_formula(text):
        text = text.partition(RESULT)[2].strip()
    if text in ("", LEFT, UP):
        return None, PLAIN
    text = text.removeprefix(f"{UP} ")
    bold = len(text) > 4 and text.startswith("**") and text.endswith("**")
    if bold:
        text = text[2:-2].strip()
    value, number_format = _type_in(text)
    return value, Look(number_format=number_format, bold=bold)


class _Typed(NamedTuple):
    value: Value
    number_format: str = "General"


def _type_in(text: str) -> _Typed:
    if len(text) > 1 and text[0] == text[-1] == '"':
        return _Typed(text[1:-1])
    if text in ErrorValue._value2member_map_:
        return _Typed(ErrorValue(text))
    return _Typed(*type_in(text))


def _is_formula(text: str) -> bool:
    return text.startswith("=") and RESULT in text


def _merges(cells: Sequence[Sequence[str]]) -> Iterator[CellRange]:
    """Yield the ranges, counted from 1, that joined cells make."""
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row, texts in enumerate(cells, start=1):
        for column, text in enumerate(texts, start=1):
            here = (row, column)
            sign = UP if text.startswith(f"{UP} ") else text
            joined = {LEFT: (row, column - 1), UP: (row - 1, column)}.get(sign)
            if joined is not None and joined not in owners:
                raise ValueError(f"row {row}, cell {column} of the drawing is joined to nothing")
            owners[here] = here if joined is None else owners[joined]
            members.setdefault(owners[here], []).append(here)
    for owner, joint in members.items():
        if len(joint) > 1:
            yield _rectangle(owner, joint)


def _rectangle(owner: tuple[int, int], joint: Sequence[tuple[int, int]]) -> CellRange:
    rows, columns = zip(*joint, strict=True)
    merge = CellRange(*owner, max(rows), max(columns))
    if len(joint) != merge.size or min(columns) != merge.left:
        raise ValueError(f"the cells joined to row {owner[0]}, cell {owner[1]} are no rectangle")
    return merge


def _moved(merge: CellRange, down: int, right: int) -> CellRange:
    return CellRange(merge.top + down, merge.left + right, merge.bottom + down, merge.right + right)
