"""The few things that xlwings does not know, asked of Excel's own objects.

Windows speaks COM, Mac AppleScript; the names are those of Excel's object model in either.  What an
Excel does not tell is ``None``, as is what differs within a range.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import xlwings as xw

from lkjip_xl.adapters.marked_cells import Place

#: Excel's numbers of the complaints that its green corners stand for, by their names in a file.
_COMPLAINTS = {"evalError": 1, "formula": 4, "formulaRange": 5}


def indent(area: xw.Range) -> int | None:
    """Return how many steps all cells of an area are indented."""
    return _number(_get(area, "IndentLevel", "indent_level"))


def outline(rows: xw.Range) -> int | None:
    """Return at which depth of an outline all rows of an area are: 0 for rows outside of any."""
    level = _number(_get(rows, "EntireRow.OutlineLevel", "entire_row.outline_level"))
    return None if level is None else level - 1


def rows_hidden(area: xw.Range) -> bool | None:
    """Tell whether the rows of an area are hidden, also by a filter."""
    value = _get(area, "EntireRow.Hidden", "entire_row.hidden")
    return value if isinstance(value, bool) else None


def columns_hidden(area: xw.Range) -> bool | None:
    """Tell whether the columns of an area are hidden."""
    value = _get(area, "EntireColumn.Hidden", "entire_column.hidden")
    return value if isinstance(value, bool) else None


def is_protected(sheet: xw.Sheet) -> bool:
    """Tell whether a sheet is protected; one that does not say counts as free."""
    return _get(sheet, "ProtectContents", "protect_contents") is True


def has_fixed_sheets(book: xw.Book) -> bool:
    """Tell whether a workbook's protection keeps its sheets from being added or deleted."""
    return _get(book, "ProtectStructure", "protect_structure") is True


def hide_name(name: xw.Name) -> None:
    """Keep a defined name out of the lists that people choose from."""
    with suppress(*_SILENT):
        if _is_mac():
            name.api.visible.set(False)
        else:
            name.api.Visible = False


def plain_values(area: xw.Range) -> Any:
    """Return the values of an area without currency or date types; ``None`` where unknown."""
    return _get(area, "Value2", "value2")


def ignores(cell: xw.Range, complaint: str) -> bool:
    """Tell whether a person told Excel to keep quiet about a cell; Mac does not say."""
    if sys.platform == "darwin" or complaint not in _COMPLAINTS:
        return False
    try:
        return cell.api.Errors(_COMPLAINTS[complaint]).Ignore is True
    except _SILENT:
        return False


def threaded_cells(sheet: xw.Sheet) -> set[Place]:
    """Return the cells with a thread of comments; Mac and Excel before 2019 do not tell."""
    try:
        return {(one.location.row, one.location.column) for one in sheet.comments}
    except _SILENT:
        return set()


def enlarge_note(note: xw.Note, width: float, height: float) -> None:
    """Give the box of a note room for its text; sizes in points."""
    with suppress(*_SILENT):
        if _is_mac():
            shape = note.api.shape_object
            shape.width.set(width)
            shape.height.set(height)
        else:
            shape = note.api.Shape
            shape.Width, shape.Height = width, height


def append_to_note(note: xw.Note, text: str) -> None:
    """Write after what stands in a note; where that can be done apart, its bold words stay bold."""
    old = note.text
    if not _is_mac():
        try:
            note.api.Text(text, len(old) + 1, False)
        except _SILENT:
            pass
        else:
            return
    note.text = old + text


def draw_edges(rule: xw.main.ConditionalFormat, line: str, colour: str) -> None:
    """Give a conditional format its border, which xlwings cannot; Mac goes without.

    Args:
        rule: the conditional format.
        line: ``thin``, ``dashed`` or ``dotted``.
        colour: six hexadecimal digits.
    """
    if _is_mac():
        return
    styles = {"thin": 1, "dashed": -4115, "dotted": -4118}
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    with suppress(*_SILENT):
        borders = rule.impl.api.Borders
        borders.LineStyle = styles[line]
        borders.Color = red + 256 * green + 65_536 * blue


def freeze_rows(sheet: xw.Sheet, count: int) -> None:
    """Keep the first rows of a sheet in view; it must be the one that its window shows."""
    with suppress(*_SILENT):
        if _is_mac():
            window = sheet.book.app.api.active_window
            window.split_row.set(count)
            window.freeze_panes.set(True)
        else:
            window = sheet.book.api.Windows(1)
            window.SplitColumn, window.SplitRow = 0, count
            window.FreezePanes = True


def add_filter(table: xw.Range) -> None:
    """Put the buttons of a filter on a table's titles."""
    with suppress(*_SILENT):
        if _is_mac():
            table.api.autofilter_range(field=1)
        else:
            table.api.AutoFilter(1)


def _is_mac() -> bool:
    return sys.platform == "darwin"


def _get(owner: Any, com: str, mac: str) -> Any:
    """Return the property that lies at a path from an object, by its names in either language."""
    try:
        value = owner.api
        for word in (mac if _is_mac() else com).split("."):
            value = getattr(value, word)
        return value.get() if _is_mac() else value
    except _SILENT:
        return None


def _number(value: Any) -> int | None:
    return int(value) if isinstance(value, int | float) else None


def _silent() -> Sequence[type[Exception]]:
    """Return the errors by which an Excel says that it does not know or does not want to."""
    known: list[type[Exception]] = [AttributeError, NotImplementedError]
    if sys.platform == "win32":
        import pywintypes

        known.append(pywintypes.com_error)
    elif sys.platform == "darwin":
        from appscript import CommandError

        known.append(CommandError)
    return known


_SILENT = tuple(_silent())
