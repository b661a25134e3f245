"""Merged ranges of a sheet.

All cells of a merge but one are blank, so only blank cells are asked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lkjip_xl.adapters.xlwings_live.looks import At
from lkjip_xl.grid import Value
from lkjip_xl.location import CellRange


def read_merges(at: At, area: CellRange, rows: Mapping[int, Sequence[Value]]) -> list[CellRange]:
    """Return the merges that touch an area, from the top."""
    return sorted(_Finder(at, rows).find(area))


class _Finder:
    def __init__(self, at: At, rows: Mapping[int, Sequence[Value]]) -> None:
        self._at = at
        self._rows = rows
        self._covered: set[tuple[int, int]] = set()

    def find(self, area: CellRange) -> Iterator[CellRange]:
        """Yield the merges in an area that were not found before."""
        if not any(True for _ in self._open_runs(area)):
            return
        merged: object = self._at(area).merge_cells
        if merged is False:
            return
        if area.bottom > area.top:
            middle = (area.top + area.bottom) // 2
            yield from self.find(CellRange(area.top, area.left, middle, area.right))
            yield from self.find(CellRange(middle + 1, area.left, area.bottom, area.right))
            return
        runs = list(self._open_runs(area))
        if runs == [area]:
            yield from self._split(area, is_merged=merged is True)
        else:
            for run in runs:
                yield from self.find(run)

    def _split(self, run: CellRange, *, is_merged: bool) -> Iterator[CellRange]:
        """Yield the merges in a run of blank cells of one row that has some."""
        if is_merged or run.left == run.right:
            merge = self._take(run.top, run.left)
            yield merge
            if merge.right < run.right:
                yield from self.find(CellRange(run.top, merge.right + 1, run.bottom, run.right))
        else:
            middle = (run.left + run.right) // 2
            yield from self.find(CellRange(run.top, run.left, run.bottom, middle))
            yield from self.find(CellRange(run.top, middle + 1, run.bottom, run.right))

    def _take(self, row: int, column: int) -> CellRange:
        whole = self._at(CellRange(row, column, row, column)).merge_area
        top, left = whole.row, whole.column
        height, width = whole.shape
        merge = CellRange(top, left, top + height - 1, left + width - 1)
        self._covered.update(merge)
        return merge

    def _open_runs(self, area: CellRange) -> Iterator[CellRange]:
        """Yield the runs of blank cells, row by row, that no known merge covers."""
        for row in range(area.top, area.bottom + 1):
            values = self._rows.get(row, ())
            start = 0
            for column in range(area.left, area.right + 2):
                is_open = (
                    column <= area.right
                    and (column > len(values) or values[column - 1] is None)
                    and (row, column) not in self._covered
                )
                if is_open and not start:
                    start = column
                elif not is_open and start:
                    yield CellRange(row, start, row, column - 1)
                    start = 0
