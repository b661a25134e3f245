"""Writing sheets in the style of the clean sample book.  Rows and columns count from 0."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tree import TAHUN, Data, Indikator, Node, Number, exact, round_half_up

Label = str | int
Look = dict[str, Any]
Heading = Label | tuple[Label, Sequence[Label]]

RUPIAH = "#,##0"
FRACTION = "0.00%"
PERCENT = "0.00"
YELLOWISH, BLUISH, GREY = "#FFF2CC", "#EAF1FB", "#D9E1F2"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the six annexes, for the answer file: row as Excel counts, per cent 0-100."""

    sheet: str
    row: int
    form: str
    level: str
    nama: str
    indikator: str
    field: str
    year: int
    value: Number | Decimal


@dataclass(slots=True)
class Book:
    """The workbook being written, its formats, and the figures that went into it."""

    workbook: Any
    data: Data
    with_formulas: bool
    figures: list[Figure] = field(default_factory=list)
    formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)

    def format(self, **look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            base = {"font_name": "Arial", "font_size": 9, "valign": "vcenter"}
            self.formats[key] = self.workbook.add_format(base | look)
        return self.formats[key]


class Sheet:
    """A worksheet that knows the book's style.  Rows and columns count from 0."""

    def __init__(self, book: Book, name: str, widths: Sequence[float], form: str = "") -> None:
        self.book, self.name, self.form = book, name, form
        self.columns, self.widths = len(widths), (2.0, *widths)
        self.texts: list[tuple[int, int, int]] = []  # first row, last row, lines of text in them
        book.sheets.append(self)
        self.sheet = book.workbook.add_worksheet(name)
        self.sheet.set_column(0, 0, 2)
        for column, width in enumerate(widths, start=1):
            self.sheet.set_column(column, column, width)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.set_footer(f"&L&8{book.data.kantor['nama']}&R&8Halaman &P dari &N")
        self.sheet.hide_gridlines(2)

    def put(self, row: int, column: int, value: Label | float | None, **look: Any) -> None:
        self.write(row, column, value, look)
        if isinstance(value, str):
            self.measure(row, row, column, column, value, look)

    def span(
        self, top: int, left: int, bottom: int, right: int, value: Label | None, **look: Any
    ) -> None:
        """Write into the merge of a block, or into the cell where the block is only one."""
        if (top, left) != (bottom, right):
            self.sheet.merge_range(top, left, bottom, right, "", self.style(look))
        self.write(top, left, value, look)
        if isinstance(value, str):
            self.measure(top, bottom, left, right, value, look)

    def write(self, row: int, column: int, value: Label | float | None, look: Look) -> None:
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, self.style(look))
        elif isinstance(value, str):
            self.sheet.write_string(row, column, value, self.style(look))
        else:
            self.sheet.write_number(row, column, value, self.style(look))

    def style(self, look: Look) -> Any:
        """Return the format of a cell in a table; percentages stand in the middle."""
        middle = {"align": "center"} if look.get("num_format") == FRACTION else {}
        return self.book.format(**({"border": 1, "text_wrap": True} | middle | look))

    def measure(self, top: int, bottom: int, left: int, right: int, text: str, look: Look) -> None:
        """Remember how many lines a text takes, for Excel fits no row to a merged cell."""
        per_width = 0.95 if text.isupper() else 1.1 if look.get("bold") else 1.2
        capacity = int(sum(self.widths[left : right + 1]) * per_width)
        self.texts.append((top, bottom, len(textwrap.wrap(text, max(capacity, 1)))))

    def fit_rows(self) -> None:
        """Make every row high enough for its texts; a merge stretches its rows evenly."""
        heights: dict[int, float] = {}
        for top, bottom, lines in sorted(self.texts, key=lambda text: text[1] - text[0]):
            rows = range(top, bottom + 1)
            missing = 12.0 * lines + 4 - sum(heights.get(row, 16.0) for row in rows)
            for row in rows:
                heights[row] = heights.get(row, 16.0) + max(missing, 0.0) / len(rows)
        for row, height in heights.items():
            self.sheet.set_row(row, round(height, 1))

    def calculate(self, row: int, column: int, formula: str, value: Number, **look: Any) -> None:
        """Write a formula with its value, or the value as staff would type it."""
        if self.book.with_formulas:
            self.sheet.write_formula(row, column, formula, self.style(look), value)
        else:
            digits = {FRACTION: 4, PERCENT: 2}.get(look["num_format"], 0)
            rounded = round_half_up(exact(value), digits) if digits else value
            self.put(row, column, float(rounded) if digits else value, **look)

    def note(
        self,
        row: int,
        node: Node | None,
        indikator: Indikator | None,
        field: str,
        value: Number | Decimal,
        year: int = TAHUN,
    ) -> None:
        """Remember a figure of an annex for the answer file."""
        self.book.figures.append(
            Figure(
                self.name,
                row + 1,
                self.form,
                node.level if node else "total",
                node.nama if node else "JUMLAH TOTAL",
                indikator.nama if indikator else "",
                field,
                year,
                value,
            )
        )

    def letterhead(self) -> None:
        for row, line in enumerate(self.book.data.kantor["kop"]):
            self.sheet.merge_range(
                row,
                1,
                row,
                self.columns,
                line,
                self.book.format(
                    align="center",
                    bold=row < 2,
                    font_size=(12, 14, 9)[row],
                    bottom=6 if row == 2 else 0,
                ),
            )

    def title(self, row: int, text: str) -> None:
        self.sheet.merge_range(
            row,
            1,
            row,
            self.columns,
            text,
            self.book.format(align="center", bold=True, font_size=11, text_wrap=True),
        )
        self.sheet.set_row(row, 30)

    def header(self, row: int, headings: Sequence[Heading], column_numbers: bool = False) -> int:
        """Write one or two rows of labels, perhaps column numbers; return the row below."""
        look = {"bold": True, "align": "center", "bg_color": GREY}
        depth = 1 if all(not isinstance(heading, tuple) for heading in headings) else 2
        column = 1
        for heading in headings:
            if isinstance(heading, tuple):
                label, parts = heading
                self.span(row, column, row, column + len(parts) - 1, label, **look)
                for offset, part in enumerate(parts):
                    self.put(row + 1, column + offset, part, **look)
                column += len(parts)
            else:
                self.span(row, column, row + depth - 1, column, heading, **look)
                column += 1
        if column_numbers:
            for number in range(1, column):
                self.column_formula(row + depth, number, number)
        return row + depth + column_numbers

    def column_formula(self, row: int, column: int, text: Label) -> None:
        """Write what the row under the header says of a column: its number, or how it follows."""
        self.put(row, column, text, align="center", italic=True, font_size=8)

    def finish(self, header: int, first: int, frozen: int = 0) -> None:
        """Freeze and repeat the header."""
        self.sheet.freeze_panes(first, frozen)
        self.sheet.repeat_rows(header, first - 1)

    def blank(self, first: int, last: int, **look: Any) -> None:
        for row in range(first, last + 1):
            for column in range(1, self.columns + 1):
                self.put(row, column, None, **look)

    def remark(self, row: int, text: str) -> None:
        self.sheet.write_string(row, 1, text, self.book.format(italic=True, font_size=8))

    def signature(self, row: int, left: int, right: int) -> None:
        kantor = self.book.data.kantor
        head, name, rank, nip = kantor["penanda_tangan"]
        lines = (kantor["tanggal"], head, "", "", "", name, rank, nip)
        for offset, line in enumerate(lines):
            look: Look = {"align": "center"}
            if line in (head, name):
                look["bold"] = True
            if line == name:
                look["underline"] = 1
            self.sheet.merge_range(
                row + offset, left, row + offset, right, line, self.book.format(**look)
            )
