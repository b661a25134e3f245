"""A workbook file held by openpyxl; nothing in it is ever computed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from excel_double import Typed
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import CellRange as Area
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_xl.location import CellRange, column_letters, quote_sheet


@dataclass
class OpenpyxlRule:
    key: Any
    formula: str
    areas: Sequence[CellRange]
    look: dict[str, Any] = field(default_factory=dict)


class OpenpyxlBackend:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path, keep_vba=path.suffix == ".xlsm")
        self.results: dict[tuple[str, int, int], Any] = {}
        for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value is not None:
                        self.results[sheet.title, cell.row, cell.column] = cell.value

    def sheets(self) -> list[str]:
        return [sheet.title for sheet in self.book.worksheets]

    def add_sheet(self, name: str, position: int) -> None:
        self.book.create_sheet(name, position)

    def delete_sheet(self, sheet: str) -> None:
        self.book.remove(self.book[sheet])

    def rename_sheet(self, sheet: str, name: str) -> None:
        """Rename a sheet, and what refers to it, as Excel does."""
        for _, holder in self._name_holders():
            for one in holder.values():
                old = f"{quote_sheet(sheet)}!"
                one.value = one.value.replace(old, f"{quote_sheet(name)}!")
        self.book[sheet].title = name

    def used(self, sheet: str) -> CellRange:
        own = self.book[sheet]
        return CellRange(own.min_row, own.min_column, own.max_row, own.max_column)

    def values(self, sheet: str, area: CellRange) -> list[list[Any]]:
        return [[self._value(sheet, cell) for cell in row] for row in self._rows(sheet, area)]

    def _value(self, sheet: str, cell: Cell | MergedCell) -> Any:
        if cell.data_type == "f":
            return self.results.get((sheet, cell.row, cell.column))
        return cell.value

    def formulas(self, sheet: str, area: CellRange) -> list[list[str]]:
        return [[_formula(cell) for cell in row] for row in self._rows(sheet, area)]

    def write(self, sheet: str, area: CellRange, data: list[list[Any]]) -> None:
        for row, line in zip(self._rows(sheet, area), data, strict=True):
            for cell, value in zip(row, line, strict=True):
                if isinstance(cell, MergedCell):
                    continue
                self.results.pop((sheet, cell.row, cell.column), None)
                cell.value = None if value == "" else value
                if isinstance(value, Typed):
                    cell.value = str(value)
                    cell.data_type = "s"

    def get(self, sheet: str, area: CellRange, what: str) -> Any:
        own = self.book[sheet]
        if what == "protected":
            return own.protection.sheet
        if what == "sheet_hidden":
            return own.sheet_state != "visible"
        values = set(_READERS[what](own, area)) if what in _READERS else {None}
        return values.pop() if len(values) == 1 else None

    def set(self, sheet: str, area: CellRange, what: str, value: Any) -> None:
        own = self.book[sheet]
        if what == "sheet_hidden":
            own.sheet_state = "hidden" if value else "visible"
        elif what == "merged":
            own.merge_cells(area.a1)
        elif what in ("columns_hidden", "column_width"):
            for column in range(area.left, area.right + 1):
                dimension = own.column_dimensions[column_letters(column)]
                setattr(dimension, "hidden" if what == "columns_hidden" else "width", value)
        elif what == "row_height":
            for row in range(area.top, area.bottom + 1):
                own.row_dimensions[row].height = value
        elif what == "frozen":
            own.freeze_panes = f"A{area.bottom + 1}"
        elif what == "filter":
            own.auto_filter.ref = area.a1
        elif what == "choices":
            offer = DataValidation(type="list", formula1='"' + ",".join(value) + '"')
            offer.add(area.a1)
            own.add_data_validation(offer)
        elif what == "gridlines":
            own.sheet_view.showGridLines = value
        elif what in _WRITERS:
            for row in self._rows(sheet, area):
                for cell in row:
                    _WRITERS[what](cell, value)

    def merge_area(self, sheet: str, area: CellRange) -> CellRange:
        for merge in self.book[sheet].merged_cells.ranges:
            own = _as_range(merge)
            if (area.top, area.left) in own:
                return own
        return area

    def rules(self, sheet: str) -> list[OpenpyxlRule]:
        found = []
        for ranges in self.book[sheet].conditional_formatting:
            areas = [_as_range(part) for part in ranges.cells.ranges]
            for rule in ranges.rules:
                formula = str(rule.formula[0]) if rule.type == "expression" else ""
                found.append((rule.priority, OpenpyxlRule(rule, formula, areas, _look(rule))))
        return [rule for _, rule in sorted(found, key=lambda pair: pair[0])]

    def add_rule(
        self, sheet: str, areas: Sequence[CellRange], formula: str, look: dict[str, Any]
    ) -> None:
        own = self.book[sheet]
        for ranges in own.conditional_formatting:
            for rule in ranges.rules:
                rule.priority += 1
        rule = FormulaRule(
            formula=[formula],
            font=Font(bold=look.get("font_bold"), italic=look.get("font_italic")),
            fill=PatternFill(bgColor=_hex(look["fill_color"])) if "fill_color" in look else None,
        )
        own.conditional_formatting.add(" ".join(area.a1 for area in areas), rule)
        rule.priority = 1

    def delete_rule(self, sheet: str, key: Any) -> None:
        own = self.book[sheet]
        kept = ConditionalFormattingList()
        for ranges in own.conditional_formatting:
            for rule in ranges.rules:
                if rule is not key:
                    priority = rule.priority - (rule.priority > key.priority)
                    kept.add(str(ranges.sqref), rule)
                    rule.priority = priority
        own.conditional_formatting = kept

    def notes(self, sheet: str) -> dict[tuple[int, int], str]:
        return {
            (cell.row, cell.column): cell.comment.text
            for row in self.book[sheet].iter_rows()
            for cell in row
            if cell.comment is not None
        }

    def write_note(self, sheet: str, row: int, column: int, text: str) -> None:
        self.book[sheet].cell(row, column).comment = Comment(text, "Excel")

    def delete_note(self, sheet: str, row: int, column: int) -> None:
        self.book[sheet].cell(row, column).comment = None

    def _name_holders(self) -> Iterator[tuple[str, Any]]:
        yield "", self.book.defined_names
        for sheet in self.book.worksheets:
            yield sheet.title, sheet.defined_names

    def names(self) -> list[tuple[str, str, str]]:
        return [
            (sheet, name, f"={one.value}")
            for sheet, holder in self._name_holders()
            for name, one in holder.items()
        ]

    def add_name(self, sheet: str, name: str, refers_to: str) -> None:
        holder = self.book[sheet].defined_names if sheet else self.book.defined_names
        holder[name] = DefinedName(name, attr_text=refers_to.removeprefix("="))

    def delete_name(self, sheet: str, name: str) -> None:
        holder = self.book[sheet].defined_names if sheet else self.book.defined_names
        del holder[name]

    def calculate(self) -> None:
        pass

    def save(self, path: Path) -> None:
        self.book.save(path)

    def close(self) -> None:
        self.book.close()

    def _rows(self, sheet: str, area: CellRange) -> Iterator[tuple[Cell | MergedCell, ...]]:
        yield from self.book[sheet].iter_rows(area.top, area.bottom, area.left, area.right)


def _formula(cell: Cell | MergedCell) -> str:
    value = cell.value
    if value is None:
        return ""
    return str(getattr(value, "text", value))


def _as_range(area: Area) -> CellRange:
    return CellRange(area.min_row, area.min_col, area.max_row, area.max_col)


def _hex(colour: Sequence[int]) -> str:
    return "FF{:02X}{:02X}{:02X}".format(*colour)


def _look(rule: Any) -> dict[str, Any]:
    fill = rule.dxf.fill if rule.dxf is not None else None
    return {"fill_color": fill.bgColor.rgb if fill is not None else ""}


def _fill(cell: Cell | MergedCell) -> tuple[int, ...]:
    fill = cell.fill
    if fill.patternType != "solid" or fill.fgColor.type != "rgb":
        return ()
    digits = fill.fgColor.rgb[-6:]
    return tuple(int(digits[at : at + 2], 16) for at in (0, 2, 4))


def _each(read: Callable[[Any], Any]) -> Callable[[Worksheet, CellRange], Iterator[Any]]:
    def values(sheet: Worksheet, area: CellRange) -> Iterator[Any]:
        for row in sheet.iter_rows(area.top, area.bottom, area.left, area.right):
            yield from map(read, row)

    return values


def _merged(sheet: Worksheet, area: CellRange) -> Iterator[bool]:
    inside = 0
    for merge in map(_as_range, sheet.merged_cells.ranges):
        height = min(merge.bottom, area.bottom) - max(merge.top, area.top) + 1
        width = min(merge.right, area.right) - max(merge.left, area.left) + 1
        inside += max(height, 0) * max(width, 0)
    yield inside > 0
    yield inside == (area.bottom - area.top + 1) * (area.right - area.left + 1)


def _columns_hidden(sheet: Worksheet, area: CellRange) -> Iterator[bool]:
    for column in range(area.left, area.right + 1):
        yield any(
            one.hidden and one.min <= column <= one.max
            for one in sheet.column_dimensions.values()
            if one.min is not None
        )


def _rows_of(read: Callable[[Any], Any]) -> Callable[[Worksheet, CellRange], Iterator[Any]]:
    def values(sheet: Worksheet, area: CellRange) -> Iterator[Any]:
        for row in range(area.top, area.bottom + 1):
            yield read(sheet.row_dimensions.get(row))

    return values


_READERS: dict[str, Callable[[Worksheet, CellRange], Iterator[Any]]] = {
    "number_format": _each(lambda cell: cell.number_format),
    "font_bold": _each(lambda cell: bool(cell.font.b)),
    "font_italic": _each(lambda cell: bool(cell.font.i)),
    "indent": _each(lambda cell: int(cell.alignment.indent)),
    "fill": _each(_fill),
    "merged": _merged,
    "rows_hidden": _rows_of(lambda row: bool(row is not None and row.hidden)),
    "columns_hidden": _columns_hidden,
    "outline": _rows_of(lambda row: 1 + (row.outlineLevel if row is not None else 0)),
}


def _set_font(**look: Any) -> Callable[[Any, Any], None]:
    (name,) = look

    def write(cell: Any, value: Any) -> None:
        font = cell.font
        parts = {"b": font.b, "i": font.i, "sz": font.sz, "color": font.color}
        parts[name] = _hex(value) if name == "color" else value
        cell.font = Font(name="Calibri", **parts)

    return write


def _set_alignment(name: str) -> Callable[[Any, Any], None]:
    def write(cell: Any, value: Any) -> None:
        old = cell.alignment
        parts = {"horizontal": old.horizontal, "vertical": old.vertical, "wrapText": old.wrapText}
        cell.alignment = Alignment(**parts | {name: value})

    return write


def _set_fill(cell: Any, value: Any) -> None:
    cell.fill = PatternFill("solid", fgColor=_hex(value)) if value else PatternFill()


def _set_number_format(cell: Any, value: Any) -> None:
    cell.number_format = value


_WRITERS: dict[str, Callable[[Any, Any], None]] = {
    "number_format": _set_number_format,
    "font_bold": _set_font(b=True),
    "font_italic": _set_font(i=True),
    "font_size": _set_font(sz=True),
    "font_color": _set_font(color=True),
    "wrap": _set_alignment("wrapText"),
    "horizontal": _set_alignment("horizontal"),
    "vertical": _set_alignment("vertical"),
    "fill": _set_fill,
}
