"""Rows whose cells stand one column too far to the left or to the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lkjip_xl.domain.field import Field, Kind
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import SERATUS, Figure
from lkjip_xl.figures.sifat_satuan import is_known
from lkjip_xl.grid import Grid, Value
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.tables.numbers import is_bare_figure, read_figure
from lkjip_xl.tables.text import as_text, squash

#: The two figures that a percentage compares, and the percentage.
_RATIOS = (("target", "realisasi", "capaian"), ("pagu", "realisasi_anggaran", "serapan"))


class Shift(NamedTuple):
    """One row that stands beside its columns.

    ``by`` is 1 for a row moved to the right, -1 to the left.  ``misplaced`` is the column where it
    shows first, ``belongs`` the one that its value is meant for.
    """

    by: int
    misplaced: NamedColumn
    belongs: NamedColumn


def find_shifts(lampiran: Lampiran, grid: Grid) -> dict[int, Shift]:
    """Return the shifted rows of an annex by their row numbers.

    A row is shifted where a satuan or a name holds a figure, or a figure's cell a satuan, and all
    that follows makes sense one column further.
    """
    if not lampiran.form.is_lampiran:
        return {}
    table = _Table(lampiran, grid)
    shifts = ((row, table.judge(row)) for row in lampiran.rows if row.level is not Level.TOTAL)
    return {row.row: shift for row, shift in shifts if shift is not None}


class _Table:
    """The columns of an annex by their places, for looking one place beside a column."""

    def __init__(self, lampiran: Lampiran, grid: Grid) -> None:
        self._grid = grid
        self._columns: dict[int, NamedColumn] = {c.index: c for c in lampiran.columns}
        self._satuan = lampiran.columns.first(Field.SATUAN)
        self._figures = [c for c in lampiran.columns if c.is_figure and not c.is_month]
        self._ratios = tuple(self._adjacent_ratios())
        self._satuan_words = Counter(squash(row.satuan) for row in lampiran.rows if row.satuan)

    def judge(self, row: Baris) -> Shift | None:
        if len(self._figures) < 2:
            return None
        by_satuan = self._by_satuan(row) if self._satuan is not None else None
        return by_satuan or self._by_ratio(row)

    def _value(self, row: Baris, place: int) -> Value:
        return self._grid.shown(row.row, place) if place > 0 else None

    def _by_satuan(self, row: Baris) -> Shift | None:
        """Judge a row by its satuan: it stands beside its column, and figures follow it."""
        satuan = self._satuan
        assert satuan is not None
        right = self._columns.get(satuan.index + 1)
        if right is not None and right.is_figure and self._is_satuan(row, right.index):
            if self._figures_at(row, by=1) and not self._is_satuan(row, satuan.index):
                return Shift(1, right, satuan)
        elif is_bare_figure(self._value(row, satuan.index)):
            left = self._columns.get(satuan.index - 1)
            if left is not None and self._is_satuan(row, left.index):
                first = self._columns.get(satuan.index + 1)
                if first is not None and first.is_figure and self._figures_at(row, by=-1):
                    return Shift(-1, satuan, first)
        return None

    def _is_satuan(self, row: Baris, place: int) -> bool:
        value = self._value(row, place)
        if not isinstance(value, str) or is_bare_figure(value):
            return False
        word = squash(value)
        others = self._satuan_words[word] - (word == squash(row.satuan))
        return others > 0 or is_known(value)

    def _figures_at(self, row: Baris, by: int) -> bool:
        """Tell whether the columns of figures make sense so many places beside themselves.

        The run of figures that starts at the satuan counts; a remark or a blank may follow it.
        """
        assert self._satuan is not None
        found = 0
        place = self._satuan.index + 1
        while (column := self._columns.get(place)) is not None and column.is_figure:
            value = self._value(row, place + by)
            if is_bare_figure(value):
                found += 1
            elif as_text(value) not in ("", "-") or not found:
                return False
            place += 1
        last = self._value(row, place - 1)
        return found >= 2 and (by > 0 or not is_bare_figure(last))

    def _by_ratio(self, row: Baris) -> Shift | None:
        """Judge a row by its percentage: it comes out one place beside its column only."""
        for whole, part, share in self._ratios:
            for by in (1, -1):
                if self._comes_out(row, (whole, part, share), by):
                    left = self._columns.get(whole.index - 1, whole)
                    if by < 0:
                        return Shift(-1, left, whole)
                    text = as_text(self._value(row, whole.index))
                    return Shift(1, whole, left) if text else Shift(1, part, whole)
        return None

    def _adjacent_ratios(self) -> Iterator[tuple[NamedColumn, NamedColumn, NamedColumn]]:
        for fields in _RATIOS:
            columns = list(filter(None, map(self._single, fields)))
            if len(columns) == 3 and columns[2].index - columns[0].index == 2:
                whole, part, share = columns
                if part.index == whole.index + 1:
                    yield whole, part, share

    def _single(self, field: str) -> NamedColumn | None:
        found = [column for column in self._figures if column.field == field]
        return found[0] if len(found) == 1 else None

    def _comes_out(self, row: Baris, columns: Sequence[NamedColumn], by: int) -> bool:
        """Tell whether the percentage fits one place beside, and the place left is empty."""
        emptied, beside = (columns[0], columns[-1]) if by > 0 else (columns[-1], columns[0])
        if is_bare_figure(self._value(row, emptied.index)):
            return False
        place = self._columns.get(beside.index + by)
        if place is not None and place.is_figure:
            return False
        base, part, share = (self._read(row, column, by) for column in columns)
        if not base.value or part.value is None or share.value is None:
            return False
        return share.shows(part.value * SERATUS / base.value)

    def _read(self, row: Baris, column: NamedColumn, by: int) -> Figure:
        place = column.index + by
        look = self._grid.look(row.row, place)
        kind = Kind.PERSEN if column.field in ("capaian", "serapan") else column.kind
        return read_figure(self._value(row, place), look.number_format, kind, column.scale)


class ShiftedRows:
    """The shifted rows of all annexes, found for each annex when it is first asked about."""

    def __init__(self, grids: Mapping[tuple[str, str], Grid]) -> None:
        self._grids = grids
        self._known: dict[int, Mapping[int, Shift]] = {}

    def of(self, lampiran: Lampiran) -> Mapping[int, Shift]:
        """Return an annex's shifted rows by number, none where its sheet is not at hand."""
        known = self._known.get(id(lampiran))
        if known is None:
            grid = self._grids.get((lampiran.file, lampiran.sheet))
            known = {} if grid is None else find_shifts(lampiran, grid)
            self._known[id(lampiran)] = known
        return known

    def has(self, lampiran: Lampiran, row: Baris) -> bool:
        return row.row in self.of(lampiran)
