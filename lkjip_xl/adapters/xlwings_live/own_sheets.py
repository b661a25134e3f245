"""Sheets of ours, drawn into the open workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import xlwings as xw

from lkjip_xl.adapters.marked_cells import SHADES
from lkjip_xl.adapters.own_sheet_layout import (
    CHARACTERS_PER_UNIT,
    LONGEST,
    REMARK_ROW,
    REMARK_WIDTH,
    TITLE_ROW,
    count_lines,
    header_row,
    label_columns,
    remark_columns,
    to_points,
)
from lkjip_xl.adapters.xlsx.own_sheet import RETURN_NAME, own_sheet_name
from lkjip_xl.adapters.xlsx.patch.workbook import free_sheet_name
from lkjip_xl.adapters.xlwings_live import native
from lkjip_xl.adapters.xlwings_live.book import own_sheets
from lkjip_xl.adapters.xlwings_live.tinting import join_addresses
from lkjip_xl.finding import Severity
from lkjip_xl.location import CellRange, column_letters, quote_sheet
from lkjip_xl.outputs.catatan import KEY as CATATAN
from lkjip_xl.outputs.own_sheet import Cell, Look, OwnSheet

_GREY, _LINE, _DARK, _BLUE = "#7F7F7F", "#BFBFBF", "#1F3864", "#0563C1"

_FORMATS = {Look.RUPIAH: "#,##0", Look.PERSEN: "0.00"}
_ALIGNED = {
    Look.CENTRED: "center",
    Look.NUMBER: "right",
    Look.RUPIAH: "right",
    Look.PERSEN: "right",
}


def replace_own_sheets(book: xw.Book, sheets: Sequence[OwnSheet]) -> None:
    """Draw sheets behind the last tab, in the place of those that we drew before.

    The old ones, which hold people's answers, go when the new ones are complete.
    """
    old = own_sheets(book)
    theirs = [sheet.name for sheet in book.sheets]
    old_names = {sheet.name for sheet in old.values()}
    kept = [name for name in theirs if name not in old_names]
    tabs: dict[str, str] = {}
    for sheet in sheets:
        tabs[sheet.key] = free_sheet_name([*kept, *tabs.values()], sheet.tab)
    drawn: dict[str, xw.Sheet] = {}
    try:
        for sheet in sheets:
            present = [one.name for one in book.sheets]
            name = free_sheet_name([*present, *tabs.values()], sheet.tab)
            last = book.sheets[len(present) - 1]
            drawn[sheet.key] = book.sheets.add(name, after=last)
            _Drawing(drawn[sheet.key], sheet, {one: one for one in kept} | tabs).draw()
    except BaseException:
        for one in drawn.values():
            one.delete()
        raise
    for one in old.values():
        one.delete()
    for sheet in sheets:
        own = drawn[sheet.key]
        own.name = tabs[sheet.key]
        name = own.names.add(own_sheet_name(sheet.key), f"={quote_sheet(own.name)}!$A$1")
        native.hide_name(name)
    if CATATAN in tabs:
        header = next(header_row(sheet) for sheet in sheets if sheet.key == CATATAN)
        _lead_back(book, f"={quote_sheet(tabs[CATATAN])}!$A${header}")


def remove_own_sheets(book: xw.Book, keep: frozenset[str] = frozenset()) -> int:
    """Delete the sheets that we drew but those of some keys; return how many there were."""
    gone = {key: sheet for key, sheet in own_sheets(book).items() if key not in keep}
    for sheet in gone.values():
        sheet.delete()
    if CATATAN in gone:
        _drop_name(book)
    return len(gone)


def _lead_back(book: xw.Book, refers_to: str) -> None:
    """Offer the listing in the Name Box, unless the staff have that name for something else."""
    _drop_name(book)
    if RETURN_NAME.casefold() not in {name.name.casefold() for name in book.names}:
        book.names.add(RETURN_NAME, refers_to)


def _drop_name(book: xw.Book) -> None:
    """Delete the name that leads to the listing, once the sheet it led to is gone."""
    for name in list(book.names):
        if name.name.casefold() == RETURN_NAME.casefold() and "#REF!" in (name.refers_to or ""):
            name.delete()


class _Drawing:
    """One sheet being drawn.

    Args:
        sheet: an empty sheet, which Excel shows.
        own: what it is to hold.
        tabs: the tabs that links may lead to, those of ours by their keys.
    """

    def __init__(self, sheet: xw.Sheet, own: OwnSheet, tabs: Mapping[str, str]) -> None:
        self._sheet = sheet
        self._own = own
        self._tabs = tabs
        self._header = header_row(own)
        self._last_row = self._header + len(own.rows)
        self._width = len(own.columns)
        self._visible = sum(not column.hidden for column in own.columns)

    def draw(self) -> None:
        self._sheet.show_gridlines = False
        self._set_widths()
        self._write_head()
        self._write_table()
        self._sheet.freeze_panes.freeze_at(f"1:{self._header}")
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
        title.row_height = 24
        title.font.bold, title.font.size, title.font.color = True, 16, _DARK
        linked = any(self._target(cell) for row in self._own.rows for cell in row)
        remark = f"{self._own.remark} {self._own.hint}" if linked and self._own.hint else ""
        self._write_remark(remark or self._own.remark)
        for row, line in enumerate(self._own.summary, REMARK_ROW + 1):
            self._write_summary(row, line.label, line.text)

    def _write_remark(self, text: str) -> None:
        right = remark_columns(self._own.columns)
        cells = self._area(REMARK_ROW, 1, REMARK_ROW, right)
        self._area(REMARK_ROW, 1, REMARK_ROW, 1).raw_value = _as_text(text)
        cells.merge()
        cells.wrap_text = True
        cells.vertical_alignment = "center"
        cells.font.italic, cells.font.size, cells.font.color = True, 10, "#595959"
        cells.row_height = to_points(count_lines(text, int(REMARK_WIDTH * CHARACTERS_PER_UNIT)))

    def _write_summary(self, row: int, label: Cell, text: Cell) -> None:
        split, last = label_columns(self._own.columns), self._visible
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
        width = sum(column.width for column in self._own.columns[split:last])
        lines = count_lines(str(text.value or ""), int(width * CHARACTERS_PER_UNIT))
        right.row_height = max(to_points(lines), 17.25)

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
            for cells in self._cells_where(lambda cell, look=look: cell.look is look):
                _shade(cells, level)
                cells.horizontal_alignment = "center"
        for cells in self._cells_where(lambda cell: cell.look is Look.PAST):
            cells.font.color = _GREY
        for cells in self._cells_where(lambda cell: bool(self._target(cell))):
            cells.font.color = _BLUE
            cells.horizontal_alignment = "center"

    def _cells_where(self, test: Any) -> Iterator[xw.Range]:
        """Yield the cells that pass a test, many in one range; neighbours above each other joined."""
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
        if self._own.faded is None or not self._own.rows:
            return
        title, values = self._own.faded
        number = [column.title for column in self._own.columns].index(title) + 1
        first = self._header + 1
        status = f"${column_letters(number)}{first}"
        cells = self._area(first, 1, self._last_row, self._visible)
        # References of a format count from the cell that is selected.
        self._area(first, 1, first, 1).select()
        tests = "+".join(f'({status}="{value}")' for value in values)
        cells.conditional_formats.add_custom(f"={tests}", font_color=_GREY)

    def _target(self, cell: Cell) -> str:
        return "" if cell.link is None else self._tabs.get(cell.link.sheet, "")

    def _content(self, cell: Cell) -> Any:
        """Return what is written into a cell; a link is a formula, which one call writes for all."""
        if cell.formula and self._own.rows:
            return "=" + cell.formula.format(first=self._header + 1, last=self._last_row)
        if cell.value is None or cell.value == "":
            return None
        tab = self._target(cell)
        if tab and cell.link is not None:
            place = _quote(f"#{quote_sheet(tab)}!{cell.link.cell}")
            shown = cell.value if isinstance(cell.value, int) else _quote(str(cell.value))
            return f"=HYPERLINK({place},{shown})"
        if isinstance(cell.value, int | Decimal):
            return float(cell.value)
        return _as_text(cell.value)


_SEVERITIES = {Look.of(level): level for level in Severity}


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
