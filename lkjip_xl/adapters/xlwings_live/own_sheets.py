"""Sheets of ours, drawn into the open workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, Literal

import xlwings as xw

from lkjip_xl.adapters.marked_cells import SHADES
from lkjip_xl.adapters.own_sheet_layout import (
    LONGEST,
    REMARK_ROW,
    TITLE_POINTS,
    TITLE_ROW,
    Layout,
    free_sheet_name,
    header_row,
    name_tabs,
)
from lkjip_xl.adapters.xlsx.own_sheet import RETURN_NAME, own_sheet_name, referred_sheet
from lkjip_xl.adapters.xlwings_live import native
from lkjip_xl.adapters.xlwings_live.book import own_sheets
from lkjip_xl.adapters.xlwings_live.tinting import join_addresses
from lkjip_xl.finding import Severity
from lkjip_xl.location import CellRange, quote_sheet
from lkjip_xl.outputs.catatan import KEY as CATATAN
from lkjip_xl.outputs.own_sheet import Cell, Look, OwnSheet

_GREY, _LINE, _DARK, _BLUE = "#7F7F7F", "#BFBFBF", "#1F3864", "#0563C1"

_FORMATS = {Look.RUPIAH: "#,##0", Look.PERSEN: "0.00"}
_ALIGNED: dict[Look, Literal["center", "right"]] = {
    Look.CENTRED: "center",
    Look.NUMBER: "right",
    Look.RUPIAH: "right",
    Look.PERSEN: "right",
}


def replace_own_sheets(book: xw.Book, sheets: Sequence[OwnSheet]) -> None:
    """Draw sheets behind the last tab, in the place of those that we drew before.

    The old ones, which hold people's answers, go when the new ones are complete.
    """
    old = [sheet for _, sheet in own_sheets(book)]
    old_names = {sheet.name for sheet in old}
    kept = [sheet.name for sheet in book.sheets if sheet.name not in old_names]
    tabs = name_tabs(kept, sheets)
    drawn: dict[str, xw.Sheet] = {}
    try:
        for sheet in sheets:
            present = [one.name for one in book.sheets]
            name = free_sheet_name([*present, *tabs.values()], sheet.tab)
            last = book.sheets[len(present) - 1]
            drawn[sheet.key] = book.sheets.add(name, after=last)
            layout = Layout(sheet, {one: one for one in kept} | tabs)
            _Drawing(drawn[sheet.key], layout).draw()
    except BaseException:
        for one in drawn.values():
            one.delete()
        raise
    _remove(book, old)
    for sheet in sheets:
        own = drawn[sheet.key]
        own.name = tabs[sheet.key]
        native.hide_name(own.names.add(own_sheet_name(sheet.key), f"={quote_sheet(own.name)}!$A$1"))
    if CATATAN in tabs:
        header = next(header_row(sheet) for sheet in sheets if sheet.key == CATATAN)
        _lead_back(book, f"={quote_sheet(tabs[CATATAN])}!$A${header}")


def remove_own_sheets(book: xw.Book, keep: frozenset[str] = frozenset()) -> int:
    """Delete the sheets that we drew but those of some keys; return how many there were."""
    gone = [sheet for key, sheet in own_sheets(book) if key not in keep]
    _remove(book, gone)
    return len(gone)


def _remove(book: xw.Book, sheets: Sequence[xw.Sheet]) -> None:
    """Delete sheets of ours, and the name that leads to one of them."""
    gone = {sheet.name.casefold() for sheet in sheets}
    for name in list(book.names):
        returns = name.name.casefold() == RETURN_NAME.casefold()
        if returns and referred_sheet((name.refers_to or "").removeprefix("=")) in gone:
            name.delete()
    for sheet in sheets:
        sheet.delete()


def _lead_back(book: xw.Book, refers_to: str) -> None:
    """Offer the listing in the Name Box, unless the staff have that name for something else."""
    if RETURN_NAME.casefold() not in {name.name.casefold() for name in book.names}:
        book.names.add(RETURN_NAME, refers_to)


class _Drawing:
    """One sheet being drawn.

    Args:
        sheet: an empty sheet, which Excel shows.
        layout: what it is to hold, and where.
    """

    def __init__(self, sheet: xw.Sheet, layout: Layout) -> None:
        self._sheet = sheet
        self._layout = layout
        self._own = layout.sheet
        self._header = layout.header
        self._last_row = layout.last_row
        self._width = layout.width

    def draw(self) -> None:
        # Frozen rows and references of formats count from what is shown and selected.
        self._sheet.activate()
        self._sheet.show_gridlines = False
        self._set_widths()
        self._write_head()
        self._write_table()
        native.freeze_rows(self._sheet, self._header)
        if self._own.rows:
            native.add_filter(self._area(self._header, 1, self._last_row, self._width))
        for number, column in enumerate(self._own.columns, 1):
            if column.hidden:
                self._area(1, number, 1, number).columns.hidden = True

    def _area(self, top: int, left: int, bottom: int, right: int) -> xw.Range:
        return self._sheet.range(CellRange(top, left, bottom, right).a1)

    def _set_widths(self) -> None:
        for number, column in enumerate(self._own.columns, 1):
            self._area(1, number, 1, number).column_width = column.width

    def _write_head(self) -> None:
        title = self._area(TITLE_ROW, 1, TITLE_ROW, 1)
        title.raw_value = _as_text(self._own.title)
        title.row_height = TITLE_POINTS
        title.font.bold, title.font.size, title.font.color = True, 16, _DARK
        self._write_remark()
        for row, line in enumerate(self._own.summary, REMARK_ROW + 1):
            self._write_summary(row, line.label, line.text)

    def _write_remark(self) -> None:
        cells = self._area(REMARK_ROW, 1, REMARK_ROW, self._layout.remark_columns)
        self._area(REMARK_ROW, 1, REMARK_ROW, 1).raw_value = _as_text(self._layout.remark)
        cells.merge()
        cells.wrap_text = True
        cells.vertical_alignment = "center"
        cells.font.italic, cells.font.size, cells.font.color = True, 10, "#595959"
        cells.row_height = self._layout.remark_height

    def _write_summary(self, row: int, label: Cell, text: Cell) -> None:
        split, last = self._layout.label_columns, self._layout.visible
        left = self._area(row, 1, row, split)
        right = self._area(row, split + 1, row, last)
        self._area(row, 1, row, 1).raw_value = self._content(label)
        self._area(row, split + 1, row, split + 1).raw_value = self._content(text)
        for cells in (left, right):
            cells.merge()
            cells.wrap_text = True
            cells.vertical_alignment = "center"
            cells.borders.set(line_style="continuous", color=_LINE)
            cells.font.size = 10
        left.font.bold = True
        left.horizontal_alignment = "center"
        if label.look in _SEVERITIES:
            _shade(left, _SEVERITIES[label.look])
        right.row_height = self._layout.summary_height(text)

    def _write_table(self) -> None:
        whole = self._area(self._header, 1, self._last_row, self._width)
        titles = [_as_text(column.title) for column in self._own.columns]
        whole.font.size = 10
        whole.wrap_text = True
        whole.vertical_alignment = "top"
        whole.borders.set(line_style="continuous", color=_LINE)
        self._align_columns()
        # All at once: a call for each cell would take Excel minutes.
        rows = [[self._content(cell) for cell in row] for row in self._own.rows]
        whole.raw_value = [titles, *rows]
        self._dress_cells()
        header = self._area(self._header, 1, self._header, self._width)
        header.color = _DARK
        header.font.bold, header.font.color = True, "#FFFFFF"
        header.horizontal_alignment, header.vertical_alignment = "center", "center"
        whole.rows.autofit()
        self._offer_choices()
        self._fade()

    def _align_columns(self) -> None:
        for number in range(1, self._width + 1):
            looks = {row[number - 1].look for row in self._own.rows}
            cells = self._area(self._header + 1, number, max(self._last_row, 2), number)
            for look, side in _ALIGNED.items():
                if look in looks:
                    cells.horizontal_alignment = side
            for look, code in _FORMATS.items():
                if look in looks:
                    cells.number_format = code

    def _dress_cells(self) -> None:
        for look, level in _SEVERITIES.items():
            for cells in self._cells_where(partial(_has_look, look)):
                _shade(cells, level)
                cells.horizontal_alignment = "center"
        for cells in self._cells_where(partial(_has_look, Look.PAST)):
            cells.font.color = _GREY
        for cells in self._cells_where(lambda cell: bool(self._layout.target(cell))):
            cells.font.color = _BLUE
            cells.horizontal_alignment = "center"

    def _cells_where(self, test: Callable[[Cell], bool]) -> Iterator[xw.Range]:
        """Yield the cells that pass a test, many in one range; those below each other joined."""
        areas = []
        for number in range(1, self._width + 1):
            top = 0
            for row in range(self._header + 1, self._last_row + 2):
                is_one = row <= self._last_row and test(
                    self._own.rows[row - self._header - 1][number - 1]
                )
                if is_one and not top:
                    top = row
                elif not is_one and top:
                    areas.append(CellRange(top, number, row - 1, number))
                    top = 0
        for address in join_addresses(areas):
            yield self._sheet.range(address)

    def _offer_choices(self) -> None:
        for number, column in enumerate(self._own.columns, 1):
            if column.choices and self._own.rows:
                cells = self._area(self._header + 1, number, self._last_row, number)
                cells.data_validation.set_list(list(column.choices))

    def _fade(self) -> None:
        """Grey the rows that need no more attention, also when people change their status.

        The formula has neither functions nor separators, which differ from country to country.
        """
        tests = "+".join(f"({test})" for test in self._layout.fading_tests())
        if not tests:
            return
        first = self._header + 1
        cells = self._area(first, 1, self._last_row, self._layout.visible)
        # References of a format count from the cell that is selected.
        self._area(first, 1, first, 1).select()
        cells.conditional_formats.add_custom(f"={tests}", font_color=_GREY)

    def _content(self, cell: Cell) -> Any:
        """Return what is written into a cell; links are formulas, which one call writes for all."""
        if formula := self._layout.formula(cell):
            return f"={formula}"
        if cell.value is None or cell.value == "":
            return None
        tab = self._layout.target(cell)
        if tab and cell.link is not None:
            place = _quote(f"#{quote_sheet(tab)}!{cell.link.cell}")
            shown = cell.value if isinstance(cell.value, int) else _quote(str(cell.value))
            return f"=HYPERLINK({place},{shown})"
        if isinstance(cell.value, int | Decimal):
            return float(cell.value)
        return _as_text(cell.value)


_SEVERITIES = {Look.of(level): level for level in Severity}


def _has_look(look: Look, cell: Cell) -> bool:
    return cell.look is look


def _shade(cells: xw.Range, level: Severity) -> None:
    shade = SHADES[level]
    cells.color = f"#{shade.fill}"
    cells.font.color = f"#{shade.font_colour}"
    cells.font.bold, cells.font.italic = shade.bold, shade.italic


def _as_text(text: str) -> str:
    """Return a text so that Excel takes it for one: ``95,65`` is no number, ``=A1`` no formula."""
    return f"'{text[: LONGEST - 1]}" if text else ""


def _quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
