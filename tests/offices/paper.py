"""Sheets held in memory while an office fills them in, so that a cell can still be spoilt.

Rows and columns count from 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from looks import Style, Value
from xlsxwriter.utility import xl_rowcol_to_cell as cell_name  # type: ignore[import-untyped]

Look = tuple[tuple[str, Any], ...]
PLAIN: Look = ()


@dataclass(slots=True)
class Cell:
    """``formula`` is empty where the value is typed."""

    value: Value | None
    look: Look = PLAIN
    formula: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What stands in a cell that can be spoilt: per cent on the 0-100 scale, money in rupiah."""

    sheet: str
    row: int
    column: int
    form: str
    field: str
    level: str
    nama: str
    indikator: str
    year: int
    value: Any

    @property
    def a1(self) -> str:
        return str(cell_name(self.row, self.column))


@dataclass(slots=True)
class Paper:
    """One sheet."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def put(
        self, row: int, column: int, value: Value | None, formula: str = "", **look: Any
    ) -> None:
        self.cells[row, column] = Cell(value, tuple(sorted(look.items())), formula)

    def span(
        self, top: int, left: int, bottom: int, right: int, value: Value | None, **look: Any
    ) -> None:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                self.put(row, column, None, **look)
        self.put(top, left, value, **look)
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))


@dataclass(frozen=True, slots=True)
class Column:
    """``path`` are the labels above the column, from the top."""

    key: str
    path: tuple[Value, ...]
    width: float = 12


_HEAD = {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1}


class Table:
    """A table on a sheet, whose header may come again on every page.

    Lines count from 0 and know nothing of pages.
    """

    def __init__(
        self, paper: Paper, columns: Sequence[Column], style: Style, top: int, lines: int
    ) -> None:
        self.paper, self.columns, self.style = paper, columns, style
        self.column = {one.key: style.left + at for at, one in enumerate(columns)}
        self.depth = max(len(one.path) for one in columns)
        self.numbered = style.column_numbers
        self.height = self.depth + self.numbered
        self.first, self.lines = top + self.height, lines
        for one in columns:
            paper.widths[self.column[one.key]] = one.width
        for line in range(0, max(lines, 1), style.repeat or max(lines, 1)):
            self._write_header(self.row(line) - self.height)

    def row(self, line: int) -> int:
        pages = line // self.style.repeat if self.style.repeat else 0
        return self.first + line + pages * self.height

    @property
    def below(self) -> int:
        return self.row(self.lines - 1) + 1

    def name(self, line: int, key: str) -> str:
        return str(cell_name(self.row(line), self.column[key]))

    def put(self, line: int, key: str, value: Value | None, formula: str = "", **look: Any) -> None:
        if key in self.column:
            look = {"border": 1, "text_wrap": True, "valign": "top"} | look
            self.paper.put(self.row(line), self.column[key], value, formula, **look)

    def block(self, first: int, last: int, key: str, value: Value | None, **look: Any) -> None:
        """Write what holds for several lines, the way the office fills such cells."""
        if key not in self.column or last < first:
            return
        fill = self.style.fill
        for line in range(first, last + 1):
            self.put(line, key, value if fill == "ulang" or line == first else None, **look)
        if fill == "gabung":
            self.merge(first, last, key)

    def merge(self, first: int, last: int, key: str) -> None:
        column = self.column[key]
        for top, bottom in self._pages(first, last):
            if top < bottom:
                self.paper.merges.append((top, column, bottom, column))

    def _pages(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        top = self.row(first)
        for line in range(first, last):
            if self.row(line + 1) != self.row(line) + 1:
                yield top, self.row(line)
                top = self.row(line + 1)
        yield top, self.row(last)

    def _write_header(self, top: int) -> None:
        depth = self.depth
        for at, one in enumerate(self.columns):
            for level, label in enumerate(one.path):
                alone = level == len(one.path) - 1
                before = self.columns[at - 1].path if at else ()
                if not alone and before[: level + 1] == one.path[: level + 1]:
                    continue  # its neighbour's label reaches over it
                right = at
                if not alone:
                    while (
                        right + 1 < len(self.columns)
                        and self.columns[right + 1].path[: level + 1] == one.path[: level + 1]
                    ):
                        right += 1
                bottom = top + (depth - 1 if alone else level)
                left = self.style.left
                self.paper.span(top + level, left + at, bottom, left + right, label, **_HEAD)
        if self.numbered:
            for at in range(len(self.columns)):
                self.paper.put(top + depth, self.style.left + at, at + 1, **_HEAD)


def write_book(papers: Sequence[Paper], target: Path, author: str) -> None:
    """Write the sheets as one workbook; the same sheets give the same bytes."""
    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    workbook.set_properties({"author": author, "created": datetime(2024, 1, 19, 9, 0, 0)})
    formats: dict[Look, Any] = {PLAIN: None}
    for paper in papers:
        for cell in paper.cells.values():
            if cell.look not in formats:
                formats[cell.look] = workbook.add_format(dict(cell.look))
        _write_sheet(workbook.add_worksheet(paper.name), paper, formats)
    workbook.close()


def _write_sheet(sheet: Any, paper: Paper, formats: dict[Look, Any]) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for column, width in paper.widths.items():
        sheet.set_column(column, column, width)
    for top, left, bottom, right in paper.merges:
        sheet.merge_range(top, left, bottom, right, "")
    for (row, column), cell in paper.cells.items():
        look = formats[cell.look]
        if cell.formula:
            sheet.write_formula(row, column, cell.formula, look, cell.value)
        elif cell.value is None:
            sheet.write_blank(row, column, None, look)
        elif isinstance(cell.value, str):
            sheet.write_string(row, column, cell.value, look)
        else:
            sheet.write_number(row, column, cell.value, look)
