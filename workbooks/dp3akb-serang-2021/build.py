"""Build the sample workbook of DP3AKB Kota Serang, report year 2021.

``python build.py [target.xlsx]``; without a target the book is written one folder up.

The data lie beside this script.  One CSV file per annex: a line is a row of the sheet, a column
is a column of the sheet, and every figure is spelled as the office wrote it.  What is written in
regular Indonesian notation becomes a number that shows the same digits; anything else stays text.
Three things are not on the sheet:

- ``level`` tells what the row stands for; ``page`` repeats the header on a new page;
- ``join`` is ``^`` where the row shares the name and the amounts of the row above it;
- ``=77,03`` is a live formula that shows 77,03 and ``Σ198`` a live sum that shows 198.

``feeding_sheets.json`` holds the other sheets as they are drawn: ``^`` joins a cell to its upper
neighbour, ``<`` to its left one.
"""

import csv
import json
import math
import re
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from forms import FORMS, Form
from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

HERE = Path(__file__).parent
OFFICE = "DINAS PEMBERDAYAAN PEREMPUAN, PERLINDUNGAN ANAK DAN KELUARGA BERENCANA KOTA SERANG"
SIGNATURE = (
    "Serang,          Februari 2022",
    f"KEPALA {OFFICE}",
    "",
    "",
    "",
    "(........................................................)",
    "NIP. ................................................",
)
TOTALS = ("JUMLAH", "TOTAL", "PREDIKAT")
FONT = {"font_name": "Arial", "font_size": 9}
HEADER_SHADE = {"bg_color": "#D9E2F3"}
LINE_HEIGHT = 12.0
A4 = 9

Row = dict[str, str]
Value = int | float | str | None


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell, or one merged range, ready to be written.  Rows and columns count from 0."""

    row: int
    col: int
    last_row: int
    last_col: int
    value: Value = None
    formula: str = ""
    num_format: str = "General"
    align: str = "left"
    valign: str = "vcenter"
    bold: bool = False
    fill: bool = False
    border: bool = True


# --- figures -------------------------------------------------------------------------------


def read_figure(text: str) -> tuple[Value, str]:
    """Return the number that Indonesian Excel takes ``text`` for, and the format that shows it.

    Text that it would not take for a number comes back as it is.
    """
    if re.fullmatch(r"\d+%", text):
        return int(text[:-1]) / 100, "0%"
    match = re.fullmatch(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", text)
    if match is None:
        return text, "General"
    whole, decimals = match.groups()
    num_format = "#,##0" if "." in whole else "0"
    digits = whole.replace(".", "")
    if decimals is None:
        return int(digits), num_format
    return float(f"{digits}.{decimals}"), f"{num_format}.{'0' * len(decimals)}"


def shows(value: float, num_format: str) -> Decimal:
    """Return ``value`` at the digits that ``num_format`` shows."""
    places = len(num_format.partition(".")[2])
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


# --- annexes -------------------------------------------------------------------------------


def read_rows(name: str) -> list[Row]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Annex:
    """The rows of one annex and where each of them lies on its sheet."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.rows = read_rows(form.data)
        self.header = draw(form.header)
        self.header_top = len(form.titles) + 1
        self.places = list(self._place())
        self.bottom = self.places[-1]

    def _place(self) -> Iterator[int]:
        """Yield the sheet row of each data row; of a ``page`` the first row of its header."""
        at = self.header_top + self.header_height + bool(self.form.numbers)
        for row in self.rows:
            yield at
            at += self.header_height if row["level"] == "page" else 1

    @property
    def header_height(self) -> int:
        return 1 + max(cell.last_row for cell in self.header)

    def page_breaks(self) -> list[int]:
        placed = zip(self.places, self.rows, strict=True)
        return [place for place, row in placed if row["level"] == "page"]

    def cells(self) -> Iterator[Cell]:
        yield from self._titles()
        for top in (self.header_top, *self.page_breaks()):
            yield from (moved(cell, top) for cell in self.header)
        if self.form.numbers:
            yield from (
                moved(cell, self.header_top + self.header_height)
                for cell in draw(self.form.numbers)
            )
        yield from self._body()
        yield from self._signature()

    def _titles(self) -> Iterator[Cell]:
        last = len(self.form.columns) - 1
        for at, title in enumerate(self.form.titles):
            yield Cell(
                row=at, col=0, last_row=at, last_col=last, value=title,
                align="center", bold=True, border=False,
            )  # fmt: skip

    def _body(self) -> Iterator[Cell]:
        ends = dict(self._spans())
        covered = {
            (at, field)
            for (first, field), last in ends.items()
            for at in range(first + 1, last + 1)
        }
        for at, row in enumerate(self.rows):
            if row["level"] == "total":
                yield self._total_label(at)
            for field in self.form.columns if row["level"] != "page" else ():
                hidden = row["level"] == "total" and field in self.form.total_label
                if (at, field) not in covered and not hidden:
                    yield self._cell(at, field, ends.get((at, field), at))

    def _spans(self) -> Iterator[tuple[tuple[int, str], int]]:
        for field in self.form.down:
            yield from self._runs_down(field)
        yield from self._joined()

    def _runs_down(self, field: str) -> Iterator[tuple[tuple[int, str], int]]:
        """Yield the runs of one tujuan or sasaran, cut at page breaks."""
        above = self.form.down[: self.form.down.index(field) + 1]
        start: int | None = None
        running = False
        for at, row in enumerate([*self.rows, {"level": "total"}]):
            ends_here = row["level"] in ("page", "total") or any(row[name] for name in above)
            if not ends_here:
                continue
            if start is not None and start < at - 1:
                yield (start, field), at - 1
            if row["level"] == "page":
                start = at + 1 if running else None
            else:
                running = bool(row.get(field))
                start = at if running else None

    def _joined(self) -> Iterator[tuple[tuple[int, str], int]]:
        """Yield the names and amounts that stand on the first row of several joined rows."""
        first = 0
        for at, row in enumerate([*self.rows, {"join": ""}]):
            if row["join"] == "^":
                continue
            group = self.rows[first:at]
            for field in self.form.joined if len(group) > 1 else ():
                if group[0][field] and not any(member[field] for member in group[1:]):
                    yield (first, field), at - 1
            first = at

    def _cell(self, at: int, field: str, last: int) -> Cell:
        row, place = self.rows[at], self.places[at]
        text = row[field]
        col = self.form.column(field)
        plain = (*self.form.down, "keterangan")
        cell = Cell(
            row=place, col=col, last_row=place + last - at, last_col=col, value=text or None,
            align=self.form.align(field), valign="top" if field in self.form.down else "vcenter",
            bold=row["level"] in ("program", "total") and field not in plain,
        )  # fmt: skip
        if field not in self.form.figures or not text:
            return cell
        if text[0] in "=Σ":
            return self._formula(cell, at, field)
        value, num_format = read_figure(text)
        return replace(cell, value=value, num_format=num_format)

    def _formula(self, cell: Cell, at: int, field: str) -> Cell:
        mark, written = self.rows[at][field][0], self.rows[at][field][1:]
        if mark == "=":
            above, below = self.form.ratio(field)
            value = self._number(at, above) / self._number(at, below) * 100
            formula = f"={self._address(at, above)}/{self._address(at, below)}*100"
        else:
            parts = list(self._children(at, field))
            value = sum(self._number(part, field) for part in parts)
            formula = f"=SUM({','.join(self._address(part, field) for part in parts)})"
        shown, num_format = read_figure(written)
        if shows(value, num_format) != Decimal(str(shown)):
            raise ValueError(f"{self.form.data}: {formula} shows {value}, not {written}")
        return replace(cell, value=value, formula=formula, num_format=num_format)

    def _children(self, at: int, field: str) -> Iterator[int]:
        """Yield the rows that a total adds up: all programs, or the sasaran of one tujuan."""
        if self.rows[at]["level"] == "total":
            programs = (i for i, row in enumerate(self.rows) if row["level"] == "program")
            yield from (i for i in programs if self.rows[i][field])
            return
        for i, row in enumerate(self.rows[at + 1 :], start=at + 1):
            if row["level"] == "tujuan" and row["tujuan"]:
                return
            if row["level"] == "sasaran" and row[field]:
                yield i

    def _number(self, at: int, field: str) -> float:
        value, _ = read_figure(self.rows[at][field].lstrip("Σ"))
        if not isinstance(value, int | float):
            raise TypeError(f"{self.form.data}: {value!r} under {field} is not a number")
        return value

    def _address(self, at: int, field: str) -> str:
        return str(xl_rowcol_to_cell(self.places[at], self.form.column(field)))

    def _total_label(self, at: int) -> Cell:
        return Cell(
            row=self.places[at], col=0, last_row=self.places[at],
            last_col=len(self.form.total_label) - 1, value=self.rows[at]["no"],
            align="center", bold=True,
        )  # fmt: skip

    def _signature(self) -> Iterator[Cell]:
        last = len(self.form.columns) - 1
        col = last
        while sum(list(self.form.columns.values())[col:]) < 45:
            col -= 1
        for at, line in enumerate(SIGNATURE, start=self.bottom + 3):
            yield Cell(
                row=at, col=col, last_row=at, last_col=last, value=line or None,
                align="center", border=False,
            )  # fmt: skip


# --- drawings ------------------------------------------------------------------------------


def draw(drawing: str) -> list[Cell]:
    """Return the header cells of a drawing, one line per row."""
    lines = [[part.strip() for part in line.split("|")] for line in drawing.strip().splitlines()]
    return [replace(cell, align="center", bold=True, fill=True) for cell in join(lines)]


def join(lines: Sequence[Sequence[str]]) -> Iterator[Cell]:
    """Yield the cells of ``lines``, joined where a line says ``^`` or ``<``."""
    for at, line in enumerate(lines):
        for col, text in enumerate(line):
            if text in ("^", "<"):
                continue
            last_row, last_col = at, col
            while last_col + 1 < len(line) and line[last_col + 1] == "<":
                last_col += 1
            while last_row + 1 < len(lines) and lines[last_row + 1][col] == "^":
                last_row += 1
            value, num_format = read_figure(text)
            yield Cell(
                row=at, col=col, last_row=last_row, last_col=last_col,
                value=None if value == "" else value,
                num_format=num_format, align="left" if isinstance(value, str) else "center",
            )  # fmt: skip


def moved(cell: Cell, down: int) -> Cell:
    return replace(cell, row=cell.row + down, last_row=cell.last_row + down)


def drawn_sheet(content: dict[str, Any]) -> Iterator[Cell]:
    """Yield the cells of one feeding sheet: titles, tables, sources."""
    last = len(content["widths"]) - 1
    top = 0

    def line(text: str, align: str, *, bold: bool) -> Cell:
        return Cell(
            row=top, col=0, last_row=top, last_col=last, value=text,
            align=align, bold=bold, border=False,
        )  # fmt: skip

    for title in content.get("titles", ()):
        yield line(title, "center", bold=True)
        top += 1
    for table in content["tables"]:
        top += 1
        if "title" in table:
            yield line(table["title"], "left", bold=True)
            top += 1
        header = table["header"]
        for cell in join(header):
            yield replace(moved(cell, top), align="center", bold=True, fill=True)
        top += len(header)
        for cell in join(table["rows"]):
            is_total = table["rows"][cell.row][0].upper() in TOTALS
            yield replace(moved(cell, top), bold=is_total)
        top += len(table["rows"])
        if "source" in table:
            yield line(table["source"], "left", bold=False)
            top += 1


# --- sheets --------------------------------------------------------------------------------


def count_lines(text: str, width: float, *, bold: bool) -> int:
    """Return about how many lines ``text`` takes in a column of ``width``."""
    per_unit = 1.15 - 0.25 * text.isupper() - 0.05 * bold
    wrapped = (textwrap.wrap(part, max(4, int(width * per_unit))) for part in text.split("\n"))
    return sum(max(1, len(part)) for part in wrapped)


def row_heights(cells: Sequence[Cell], widths: Sequence[float]) -> dict[int, float]:
    """Return a height for every row in which each text can be read in full."""
    heights: dict[int, float] = {}
    for cell in sorted(cells, key=lambda cell: cell.last_row - cell.row):
        rows = range(cell.row, cell.last_row + 1)
        text = cell.value if isinstance(cell.value, str) else ""
        width = sum(widths[cell.col : cell.last_col + 1])
        needed = LINE_HEIGHT * count_lines(text, width, bold=cell.bold) + 3
        missing = needed - sum(heights.setdefault(row, LINE_HEIGHT + 3) for row in rows)
        for row in rows:
            heights[row] += max(0.0, math.ceil(missing / len(rows)))
    return heights


class Writer:
    """The workbook being written; equal looks share one format."""

    def __init__(self, target: Path) -> None:
        self.workbook = xlsxwriter.Workbook(str(target))
        self.workbook.set_properties(
            {
                "title": "Lampiran LKjIP Tahun 2021",
                "author": "Sub Bagian Program, Evaluasi dan Pelaporan",
                "company": "DP3AKB Kota Serang",
                "created": datetime(2022, 2, 1),
            }
        )
        self._formats: dict[tuple[object, ...], Any] = {}

    def _format(self, cell: Cell) -> Any:
        key = (cell.num_format, cell.align, cell.valign, cell.bold, cell.fill, cell.border)
        if key not in self._formats:
            look = {
                "num_format": cell.num_format,
                "align": cell.align,
                "valign": cell.valign,
                "bold": cell.bold,
                "border": int(cell.border),
                "text_wrap": True,
            }
            shade = HEADER_SHADE if cell.fill else {}
            self._formats[key] = self.workbook.add_format(FONT | look | shade)
        return self._formats[key]

    def _write(self, sheet: Any, cell: Cell) -> None:
        look = self._format(cell)
        if (cell.row, cell.col) != (cell.last_row, cell.last_col):
            sheet.merge_range(cell.row, cell.col, cell.last_row, cell.last_col, "", look)
        if cell.formula:
            sheet.write_formula(cell.row, cell.col, cell.formula, look, cell.value)
        elif isinstance(cell.value, str):
            sheet.write_string(cell.row, cell.col, cell.value, look)
        elif cell.value is not None:
            sheet.write_number(cell.row, cell.col, cell.value, look)
        else:
            sheet.write_blank(cell.row, cell.col, None, look)

    def add_sheet(self, name: str, cells: Sequence[Cell], widths: Sequence[float]) -> Any:
        sheet = self.workbook.add_worksheet(name)
        for col, width in enumerate(widths):
            sheet.set_column(col, col, width)
        for row, height in row_heights(cells, widths).items():
            sheet.set_row(row, height)
        for cell in cells:
            self._write(sheet, cell)
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&8DP3AKB Kota Serang&R&8&A - &P")
        sheet.center_horizontally()
        return sheet


def add_annex(writer: Writer, form: Form) -> None:
    annex = Annex(form)
    sheet = writer.add_sheet(form.sheet, list(annex.cells()), list(form.columns.values()))
    sheet.set_landscape()
    header_bottom = annex.header_top + annex.header_height - 1
    sheet.freeze_panes(header_bottom + 1 + bool(form.numbers), 0)
    if annex.page_breaks():  # the header is on the sheet again, so Excel must not repeat it
        sheet.set_print_scale(form.scale)
        sheet.set_h_pagebreaks(annex.page_breaks())
    else:
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(annex.header_top, header_bottom)


def add_drawn_sheet(writer: Writer, content: dict[str, Any]) -> None:
    sheet = writer.add_sheet(content["sheet"], list(drawn_sheet(content)), content["widths"])
    if sum(content["widths"]) > 110:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    if len(content["tables"]) == 1:
        top = len(content.get("titles", ())) + 1 + ("title" in content["tables"][0])
        sheet.repeat_rows(top, top + len(content["tables"][0]["header"]) - 1)


def build(target: Path) -> None:
    feeding = json.loads((HERE / "feeding_sheets.json").read_text(encoding="utf-8"))
    writer = Writer(target)
    for content in feeding["before"]:
        add_drawn_sheet(writer, content)
    for form in FORMS:
        add_annex(writer, form)
    for content in feeding["after"]:
        add_drawn_sheet(writer, content)
    writer.workbook.get_worksheet_by_name("Tabel 3.1").activate()
    writer.workbook.close()


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / f"{HERE.name}.xlsx")
