"""Cells of the recap's workbook: columns, their looks, and rows written one after another.

Texts stay texts, whatever they begin with; rows go to disk as they come, so a million need no more
memory than a few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from math import ceil, isnan
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from lkjip_xl.outputs.harmless import may_be_formula

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: What Excel holds: letters in a cell, letters of a link, links on a sheet.
_MOST_LETTERS, _LONGEST_LINK, _MOST_LINKS = 32_000, 2_000, 65_000


class Look(Enum):
    """How a cell looks."""

    TITLE = auto()
    REMARK = auto()
    HEAD = auto()
    TEXT = auto()
    CENTRED = auto()
    COUNT = auto()
    YEAR = auto()
    PERCENT = auto()
    RATIO = auto()
    RUPIAH = auto()
    LINK = auto()
    ERROR = auto()
    WARNING = auto()
    INFO = auto()

    @classmethod
    def of(cls, severity: str) -> Look:
        return cls[severity.upper()]


#: What a letter takes of a column's width, broken lines included; the highest row that Excel has.
_LETTER, _HIGHEST = 0.82, 400.0

_INK, _LINE = "#1F3864", "#BFBFBF"
_BODY = {"font_name": "Arial", "font_size": 9, "valign": "top", "border": 1, "border_color": _LINE}
_RIGHT, _CENTRED = {"align": "right"}, {"align": "center"}
#: What differs from the body of a table.
_STYLES: Mapping[Look, Mapping[str, Any]] = {
    Look.TITLE: {"bold": True, "font_size": 16, "font_color": _INK, "border": 0},
    Look.REMARK: {"italic": True, "font_color": "#595959", "border": 0},
    Look.HEAD: {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": _INK,
        "valign": "vcenter",
        "text_wrap": True,
        **_CENTRED,
    },
    Look.TEXT: {"text_wrap": True},
    Look.CENTRED: _CENTRED,
    Look.COUNT: {"num_format": "#,##0;-#,##0;–", **_RIGHT},
    Look.YEAR: {"num_format": "0", **_CENTRED},
    Look.PERCENT: {"num_format": '0.00"%"', **_RIGHT},
    Look.RATIO: {"num_format": "0.00", **_RIGHT},
    Look.RUPIAH: {"num_format": "#,##0", **_RIGHT},
    Look.LINK: {"font_color": "#0563C1", "underline": 1},
    Look.ERROR: {"bold": True, "font_color": "#C00000", **_CENTRED},
    Look.WARNING: {"bold": True, "font_color": "#9C5700", **_CENTRED},
    Look.INFO: {"bold": True, "font_color": "#1F4E79", **_CENTRED},
}


class Link(NamedTuple):
    """A file beside the workbook: ``path`` has forward slashes."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its title, its width in characters, and how its cells look."""

    title: str
    width: float
    look: Look = Look.TEXT


class Formats:
    """The workbook's formats by look, each made when first asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[Look, bool], Format] = {}

    def __getitem__(self, look: Look) -> Format:
        return self._make(look, is_quoted=False)

    def of_text(self, look: Look, text: str) -> Format:
        """Return the format in which a text stays one, also when somebody edits it."""
        return self._make(look, is_quoted=may_be_formula(text))

    def _make(self, look: Look, *, is_quoted: bool) -> Format:
        if (look, is_quoted) not in self._made:
            style = _BODY | dict(_STYLES[look]) | {"quote_prefix": is_quoted}
            self._made[look, is_quoted] = self._workbook.add_format(style)
        return self._made[look, is_quoted]


def set_up(sheet: Worksheet, widths: Iterable[float]) -> None:
    """Give a sheet its columns and its paper: A4, landscape, as wide as the page."""
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&8&A&R&8Halaman &P dari &N")


class Sheet:
    """A sheet with a title, a remark, and one table; rows count from 0.

    ``printed`` columns go on paper, all unless fewer are named.
    """

    HEAD_ROW = 3

    def __init__(
        self,
        sheet: Worksheet,
        formats: Formats,
        columns: Sequence[Column],
        printed: int | None = None,
    ) -> None:
        self.sheet, self.formats, self.columns = sheet, formats, columns
        self.rows = 0
        self._links = 0
        self._printed = printed or len(columns)
        set_up(sheet, (column.width for column in columns))
        sheet.repeat_rows(self.HEAD_ROW)

    @property
    def first(self) -> int:
        return self.HEAD_ROW + 1

    @property
    def last(self) -> int:
        """The last row of the table; that of its head where it is empty."""
        return self.HEAD_ROW + self.rows

    def start(self, title: str, remark: str, frozen: int) -> None:
        """Write what stands above the table, and its head; ``frozen`` columns stay in sight."""
        self.sheet.set_row(0, 24)
        self.sheet.write_string(0, 0, title, self.formats[Look.TITLE])
        self.sheet.write_string(1, 0, remark, self.formats[Look.REMARK])
        self.sheet.set_row(self.HEAD_ROW, 38)
        for at, column in enumerate(self.columns):
            self.sheet.write_string(self.HEAD_ROW, at, column.title, self.formats[Look.HEAD])
        self.sheet.freeze_panes(self.first, frozen)

    def add(self, values: Iterable[object], looks: dict[int, Look] | None = None) -> None:
        """Write the next row; ``looks`` are those that differ from their column's."""
        self.rows += 1
        values = list(values)
        self.sheet.set_row(self.last, self._height(values))
        for at, (value, column) in enumerate(zip(values, self.columns, strict=True)):
            look = (looks or {}).get(at, column.look)
            self._write(self.last, at, value, look)

    def finish(self) -> None:
        """Say how far the table reaches, for filtering and printing."""
        end = len(self.columns) - 1
        self.sheet.autofilter(self.HEAD_ROW, 0, max(self.last, self.first), end)
        self.sheet.print_area(0, 0, max(self.last, self.first), self._printed - 1)

    def _height(self, values: Sequence[object]) -> float:
        """Return a height for all of a row's texts: programs fit no rows that nobody has seen."""
        lines = (
            ceil(len(value) * _LETTER / column.width)
            for value, column in zip(values, self.columns, strict=True)
            if isinstance(value, str)
        )
        return min(12.0 * max(lines, default=1) + 3, _HIGHEST)

    def _write(self, row: int, column: int, value: Any, look: Look) -> None:
        style = self.formats[look]
        if isinstance(value, Link):
            self._write_link(row, column, value)
        elif isinstance(value, str) and value:
            style = self.formats.of_text(look, value)
            self.sheet.write_string(row, column, _shortened(value), style)
        elif _is_number(value):
            self.sheet.write_number(row, column, value, style)
        else:
            self.sheet.write_blank(row, column, None, style)

    def _write_link(self, row: int, column: int, link: Link) -> None:
        target = quote(link.path)
        self._links += 1
        if self._links > _MOST_LINKS or len(target) > _LONGEST_LINK:
            self._write(row, column, link.path, Look.TEXT)
            return
        style = self.formats[Look.LINK]
        self.sheet.write_url(row, column, f"external:{target}", style, link.text)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isnan(value)


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else text[:_MOST_LETTERS] + "…"
