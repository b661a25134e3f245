"""One sheet of the open workbook as a ``Grid``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import xlwings as xw

from lkjip_xl.adapters.xlsx.cells import MAX_COLUMN_KEPT
from lkjip_xl.adapters.xlwings_live import native
from lkjip_xl.adapters.xlwings_live.areas import Limited, Part, TooVariedError, part_by_rows
from lkjip_xl.adapters.xlwings_live.looks import At, read_looks
from lkjip_xl.adapters.xlwings_live.merges import read_merges
from lkjip_xl.adapters.xlwings_live.values import read_formulas, read_values
from lkjip_xl.grid import Grid, Value
from lkjip_xl.location import CellRange, quote_sheet

#: Cells that are asked for in one call: Excel for Mac refuses answers that are too long.
_CELLS_PER_CALL = 200_000

#: Calls for the hidden rows of a sheet, and for its outline.
_MOST_CALLS = 1_000


@dataclass(slots=True)
class _Cells:
    rows: dict[int, Sequence[Value]] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    stale: set[tuple[int, int]] = field(default_factory=set)


class SheetReader:
    """Reads a sheet; ``remarks`` tells in Indonesian what could not be seen."""

    def __init__(self, sheet: xw.Sheet, file: str) -> None:
        self._sheet = sheet
        self._name = sheet.name
        self._file = file
        self.remarks: list[str] = []

    def read(self) -> Grid:
        """Return the sheet as it stands, saved or not."""
        used = self._used_area()
        cells = self._read_cells(used)
        filled = sorted(cells.rows)
        if not filled:
            return Grid(file=self._file, sheet=self._name, rows={}, hidden=not self._is_visible())
        width = max(map(len, cells.rows.values()))
        content = CellRange(filled[0], min(used.left, width), filled[-1], width)
        looks = read_looks(self._at, content, filled)
        if looks.given_up:
            self._remark(f"{', '.join(looks.given_up)} terlalu beragam untuk dibaca")
        return Grid(
            file=self._file,
            sheet=self._name,
            rows=cells.rows,
            looks=looks.rows,
            palette=looks.palette,
            formulas=cells.formulas,
            stale=cells.stale,
            merges=read_merges(self._at, used, cells.rows),
            hidden=not self._is_visible(),
            hidden_rows=frozenset(self._hidden_rows(content)).intersection(filled),
            hidden_columns=frozenset(self._hidden_columns(content)),
            outline=self._outline(content, filled),
            has_looks=looks.has_formats,
            ignored={name: (_Ignored(self._at, name),) for name in _COMPLAINTS},
        )

    def read_cells(self) -> Grid:
        """Return the values alone, as for a sheet of our own."""
        cells = self._read_cells(self._used_area())
        return Grid(file=self._file, sheet=self._name, rows=cells.rows, formulas=cells.formulas)

    def _at(self, area: CellRange) -> xw.Range:
        # By its address a range takes one call, by its corners three.
        return self._sheet.range(area.a1)

    def _is_visible(self) -> bool:
        # Windows says -1 for visible, 0 for hidden and 2 for what only a macro can show.
        return self._sheet.visible in (True, -1)

    def _used_area(self) -> CellRange:
        used = self._sheet.used_range
        top, left = used.row, used.column
        height, width = used.shape
        right = min(left + width - 1, MAX_COLUMN_KEPT)
        return CellRange(top, min(left, right), top + height - 1, right)

    def _read_cells(self, area: CellRange) -> _Cells:
        cells = _Cells()
        step = max(_CELLS_PER_CALL // (area.right - area.left + 1), 1)
        for top in range(area.top, area.bottom + 1, step):
            bottom = min(top + step - 1, area.bottom)
            self._read_block(CellRange(top, area.left, bottom, area.right), cells)
        return cells

    def _read_block(self, area: CellRange, cells: _Cells) -> None:
        block = self._at(area)
        values = read_values(block)
        for down, right, text in read_formulas(block, values):
            at = (area.top + down, area.left + right)
            cells.formulas[at] = text
            if values[down][right] is None:
                cells.stale.add(at)  # Excel for Mac does not hand over errors
        for row, line in enumerate(values, area.top):
            while line and line[-1] in (None, ""):
                line.pop()
            if line:
                own = (None if value == "" else value for value in line)
                cells.rows[row] = (*(None,) * (area.left - 1), *own)

    def _hidden_rows(self, content: CellRange) -> Iterator[int]:
        parts = self._parted(content, native.rows_hidden, "baris tersembunyi")
        for part, hidden in parts:
            if hidden:
                yield from range(part.top, part.bottom + 1)

    def _hidden_columns(self, content: CellRange) -> Iterator[int]:
        """Yield the hidden columns; a range of one row is halved from left to right."""
        line = CellRange(content.top, content.left, content.top, content.right)
        parts = self._parted(line, native.columns_hidden, "kolom tersembunyi")
        for part, hidden in parts:
            if hidden:
                yield from range(part.left, part.right + 1)

    def _outline(self, content: CellRange, filled: Sequence[int]) -> dict[int, int]:
        parts = self._parted(content, native.outline, "tingkat kerangka baris")
        levels = {
            row: level for part, level in parts if level for row in range(part.top, part.bottom + 1)
        }
        return {row: levels[row] for row in filled if row in levels}

    def _parted(
        self, area: CellRange, probe: Callable[[xw.Range], int | None], word: str
    ) -> list[Part[int]]:
        """Return the parts of an area that agree; nothing where Excel does not tell."""
        if area.top < area.bottom:
            area = CellRange(area.top, area.left, area.bottom, area.left)
        first = CellRange(area.top, area.left, area.top, area.left)
        if probe(self._at(first)) is None:
            return []
        limited = Limited[int](lambda part: probe(self._at(part)), _MOST_CALLS)
        try:
            return list(part_by_rows(area, limited))
        except TooVariedError:
            self._remark(f"{word} terlalu beragam untuk dibaca")
            return []

    def _remark(self, what: str) -> None:
        self.remarks.append(f"Lembar {quote_sheet(self._name)}: {what}")


#: What rules ask about whether a person told Excel to keep quiet, by the file's names.
_COMPLAINTS = ("evalError", "formula", "formulaRange")


class _Ignored:
    """The cells where Excel was told to keep quiet; each is asked about when a rule wants it."""

    def __init__(self, at: At, complaint: str) -> None:
        self._at = at
        self._complaint = complaint
        self._known: dict[tuple[int, int], bool] = {}

    def __contains__(self, cell: tuple[int, int]) -> bool:
        row, column = cell
        if cell not in self._known:
            at = self._at(CellRange(row, column, row, column))
            self._known[cell] = native.ignores(at, self._complaint)
        return self._known[cell]
