"""Cells given other contents, by splices into a worksheet part."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from lkjip_xl.adapters.marked_cells import Place
from lkjip_xl.adapters.xlsx.markup import is_true
from lkjip_xl.adapters.xlsx.patch.dialect import (
    RESAVE,
    UnpatchableError,
    escape_text,
    read_count,
    to_ascii,
)
from lkjip_xl.adapters.xlsx.patch.outline import (
    Element,
    Outline,
    match_start_tag,
    read_attribute,
)
from lkjip_xl.adapters.xlsx.patch.splice import Splice
from lkjip_xl.grid import CellChange, ErrorValue, Value
from lkjip_xl.location import CellRange, column_letters, parse_a1

#: What could hold look-alikes of tags; in rows it is rare, and hidden while cells are looked for.
_UNSEEN = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)

#: Attributes that belong to a cell's old content: its type and style, rich values, phonetic signs.
_OF_CONTENT = re.compile(rb"""\s+(?:t|s|vm|ph)\s*=\s*(?:"[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the part has it: its span, its start tag, and what it holds."""

    column: int
    start: int
    end: int
    tag: bytes
    body: bytes

    def attribute(self, name: str) -> str:
        return read_attribute(self.tag, name) or ""


class Formula(NamedTuple):
    """A formula element: its start tag, and the whole of it."""

    tag: bytes
    whole: bytes


@dataclass(slots=True)
class Row:
    """A row as the part has it; ``inner_end`` is where its last cell ends."""

    number: int
    start: int
    end: int
    tag: bytes
    inner_end: int
    cells: list[Cell] = field(default_factory=list)

    @property
    def self_closing(self) -> bool:
        return self.tag.endswith(b"/>")

    def find(self, column: int) -> Cell | None:
        return next((cell for cell in self.cells if cell.column == column), None)


#: Gives the style's number for a cell from the number it has (``0`` for none) and a number format.
Restyle = Callable[[int, str], int]


class CellParts:
    """The rows of a worksheet part that hold some cells, with what they need to be changed."""

    def __init__(self, data: bytes, outline: Outline, wanted: Collection[Place]) -> None:
        holder = outline.root.child("sheetData")
        if holder is None or holder.self_closing:
            raise UnpatchableError("lembar yang hendak diperbaiki tidak berisi sel", RESAVE)
        self._data = data
        self._holder = holder
        self._outline = outline
        self._prefix = f"{holder.prefix}:" if holder.prefix else ""
        self._numbers: list[int] = []
        self._starts: list[int] = []
        try:
            self.rows = self._read_rows({row for row, _ in wanted})
        except ValueError as error:  # an address that is none, a row within a row
            raise UnpatchableError("ada baris atau sel yang alamatnya tidak sah", RESAVE) from error

    def cell(self, place: Place) -> Cell | None:
        row = self.rows.get(place[0])
        return None if row is None else row.find(place[1])

    def style_of(self, place: Place) -> int:
        """Return the number of a cell's style: its own, else its row's, else its column's."""
        cell, row = self.cell(place), self.rows.get(place[0])
        if cell is not None:
            return read_count(cell.attribute("s"))
        if row is not None and read_attribute(row.tag, "customFormat") is not None:
            return read_count(read_attribute(row.tag, "s"))
        for column in self._outline.root.within("cols", "col"):
            first, last = (read_count(column.attributes.get(edge, "0")) for edge in ("min", "max"))
            if first <= place[1] <= last:
                return read_count(column.attributes.get("style", "0"))
        return 0

    def formula_of(self, cell: Cell) -> Formula:
        """Return a cell's formula element, empty without one."""
        name = (self._prefix + "f").encode()
        match = re.search(rb"<" + name + rb"(?=[\s/>])", cell.body)
        if match is None:
            return Formula(b"", b"")
        tag = match_start_tag(cell.body, match.start())
        if tag.endswith(b"/>"):
            return Formula(tag, tag)
        end = re.compile(rb"</" + name + rb"\s*>").search(cell.body, match.end())
        return Formula(tag, cell.body[match.start() : end.end() if end else len(cell.body)])

    def arrays(self) -> Iterator[CellRange]:
        """Yield the ranges whose cells share one formula that cannot be parted."""
        name = re.escape((self._prefix + "f").encode())
        span = self._data[self._holder.inner_start : self._holder.inner_end]
        pattern = rb"<" + name + rb"""\s[^<>]*\bt\s*=\s*["'](?:array|dataTable)["'][^<>]*>"""
        for match in re.finditer(pattern, span):
            try:
                yield CellRange.parse(read_attribute(match[0], "ref") or "")
            except ValueError:
                continue

    def splices(self, changes: Sequence[CellChange], restyle: Restyle) -> list[Splice]:
        """Return the splices that give cells other contents."""
        splices: list[Splice] = []
        ordered = sorted(changes, key=lambda change: (change.row, change.column))
        for number, group in groupby(ordered, key=lambda change: change.row):
            splices += self._row_splices(number, list(group), restyle)
        return splices

    def _row_splices(
        self, number: int, changes: Sequence[CellChange], restyle: Restyle
    ) -> Iterator[Splice]:
        row = self.rows.get(number)
        absent: list[bytes] = []
        for change in changes:
            place = (change.row, change.column)
            cell = self.cell(place)
            old = self.style_of(place)
            style = restyle(old, change.number_format) if change.number_format else old
            new = self._render(cell, change, style)
            if cell is not None:
                yield Splice(cell.start, cell.end, new)
            elif row is None or row.self_closing:
                absent.append(new)
            else:
                after = (other.start for other in row.cells if other.column > change.column)
                start = next(after, row.inner_end)
                yield Splice(start, start, new)
        if not absent:
            return
        name = f"{self._prefix}row".encode()
        body = b"".join(absent) + b"</" + name + b">"
        if row is not None:
            yield Splice(row.start, row.end, row.tag[:-2].rstrip() + b">" + body)
            return
        start = self._where_row_belongs(number)
        yield Splice(start, start, b"<" + name + f' r="{number}">'.encode() + body)

    def _where_row_belongs(self, number: int) -> int:
        index = bisect_left(self._numbers, number)
        return self._starts[index] if index < len(self._starts) else self._holder.inner_end

    def _render(self, cell: Cell | None, change: CellChange, style: int) -> bytes:
        name = f"{self._prefix}c".encode()
        tag = b"<" + name + f' r="{column_letters(change.column)}{change.row}"'.encode()
        formula = b""
        if cell is not None:
            tag = _OF_CONTENT.sub(b"", cell.tag.rstrip(b">").rstrip(b"/")).rstrip()
            formula = self.formula_of(cell).whole if change.formula is None else b""
        if change.formula:
            formula = self._element("f", change.formula)
        kind, text = _as_stored(change.value)
        if style:
            tag += f' s="{style}"'.encode()
        if kind:
            tag += f' t="{kind}"'.encode()
        value = b"" if text is None else self._element("v", text)
        return tag + b">" + formula + value + b"</" + name + b">"

    def _element(self, name: str, text: str) -> bytes:
        tag = f"{self._prefix}{name}"
        return to_ascii(f"<{tag}>{escape_text(text)}</{tag}>")

    def _read_rows(self, wanted: Collection[int]) -> dict[int, Row]:
        """Find the wanted rows by plain searching: a sheet may have 60,000 of them."""
        start, end = self._holder.inner_start, self._holder.inner_end
        data = _hide_unseen(self._data, start, end)
        opening = re.compile(rb"<" + re.escape(f"{self._prefix}row".encode()) + rb"(?=[\s/>])")
        closing = f"</{self._prefix}row".encode()
        rows: dict[int, Row] = {}
        number = 0
        match = opening.search(data, start, end)
        while match is not None:
            tag = match_start_tag(data, match.start())
            inner = inner_end = match.start() + len(tag)
            after = inner
            if not tag.endswith(b"/>"):
                inner_end = data.index(closing, inner)
                after = data.index(b">", inner_end) + 1
            number = self._number_of(data, tag, inner, inner_end, number)
            self._numbers.append(number)
            self._starts.append(match.start())
            if number in wanted and number not in rows:
                row = Row(number, match.start(), after, tag, inner_end)
                row.cells += self._read_cells(data, inner, inner_end)
                rows[number] = row
            match = opening.search(data, after, end)
        return rows

    def _number_of(self, data: bytes, tag: bytes, start: int, end: int, last: int) -> int:
        """Return a row's number: as it says, else as its first cell does, else the next one."""
        stated = read_attribute(tag, "r")
        if stated is not None:
            return read_count(stated)
        first = next(self._read_cells(data, start, end), None)
        reference = "" if first is None else first.attribute("r")
        return parse_a1(reference)[0] if reference else last + 1

    def _read_cells(self, data: bytes, start: int, end: int) -> Iterator[Cell]:
        name = re.escape(f"{self._prefix}c".encode())
        opening = re.compile(rb"<" + name + rb"(?=[\s/>])")
        closing = re.compile(rb"</" + name + rb"\s*>")
        column = 0
        match = opening.search(data, start, end)
        while match is not None:
            tag = match_start_tag(data, match.start())
            inner = inner_end = after = match.start() + len(tag)
            if not tag.endswith(b"/>"):
                close = closing.search(data, inner, end)
                if close is None:
                    return
                inner_end, after = close.start(), close.end()
            stated = read_attribute(tag, "r")
            column = column + 1 if stated is None else parse_a1(stated)[1]
            yield Cell(column, match.start(), after, tag, self._data[inner:inner_end])
            match = opening.search(data, after, end)


def _hide_unseen(data: bytes, start: int, end: int) -> bytes:
    """Return the part with what is no element blanked out, every offset as it was."""
    span = data[start:end]
    if b"<!" not in span and b"<?" not in span:
        return data
    hidden = _UNSEEN.sub(lambda match: b" " * len(match[0]), span)
    return data[:start] + hidden + data[end:]


def _as_stored(value: Value) -> tuple[str, str | None]:
    """Return a formula result or a number as a cell stores it: its type and its text."""
    if value is None:
        return "", None
    if isinstance(value, bool):
        return "b", "1" if value else "0"
    if isinstance(value, ErrorValue):
        return "e", value.value
    if isinstance(value, str):
        return "str", value
    return "", repr(value).removesuffix(".0")


def is_protected(outline: Outline) -> bool:
    """Tell whether people can change only unlocked cells of the sheet."""
    protection: Element | None = outline.root.child("sheetProtection")
    return protection is not None and is_true(protection.attributes.get("sheet"))


def explain_obstacle(parts: CellParts, place: Place, arrays: Sequence[CellRange]) -> str:
    """Say what about a cell forbids to change it, empty where nothing does."""
    if any(place in area for area in arrays):
        return "sel ini bagian dari rumus larik"
    cell = parts.cell(place)
    if cell is None:
        return ""
    tag = parts.formula_of(cell).tag
    if tag and read_attribute(tag, "ref") is not None:
        return "rumus sel ini dipakai bersama oleh sel lain"
    if cell.attribute("cm"):
        return "sel ini memuat rumus larik dinamis"
    return ""
