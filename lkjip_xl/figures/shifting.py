"""Rows whose cells stand one column too far to the left or to the right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, takewhile
from typing import NamedTuple

from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import SERATUS, Figure
from lkjip_xl.figures.sifat_satuan import is_known
from lkjip_xl.grid import Grid, Value
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.tables.numbers import is_bare_figure, read_figure
from lkjip_xl.tables.text import as_text, squash


class Shift(NamedTuple):
    """One row that stands beside its columns.

    ``by`` is 1 for a row moved to the right, -1 to the left.  ``misplaced`` is the column where it
    shows first, ``belongs`` the one that its value is meant for.
    """

    by: int
    misplaced: NamedColumn
    belongs: NamedColumn


class ShiftedRows:
    """The shifted rows of all annexes, found for each annex when it is first asked about.

    A row is shifted where a satuan or a name holds a figure, or a figure's cell a satuan, and all
    that follows makes sense one column further.
    """

    def __init__(self, grids: Mapping[tuple[str, str], Grid]) -> None:
        self._grids = grids
        self._known: dict[Lampiran, Mapping[Baris, Shift]] = {}

    def of(self, lampiran: Lampiran) -> Mapping[Baris, Shift]:
        """Return an annex's shifted rows, none where its sheet is not at hand."""
        if lampiran not in self._known:
            grid = self._grids.get((lampiran.file, lampiran.sheet))
            self._known[lampiran] = (
                dict(_Table(lampiran, grid).shifts())
                if grid is not None and lampiran.form.stands_alone
                else {}
            )
        return self._known[lampiran]

    def __contains__(self, row: Baris) -> bool:
        return row in self.of(row.lampiran)


class _Table:
    """The columns of an annex by their places, for looking one place beside a column."""

    def __init__(self, lampiran: Lampiran, grid: Grid) -> None:
        self._grid = grid
        self._lampiran = lampiran
        self._columns = {column.index: column for column in lampiran.columns}
        self._satuan = lampiran.columns.first(Field.SATUAN)
        self._figures = [c for c in lampiran.columns if c.is_figure and not c.is_month]
        self._ratios = tuple(self._adjacent_ratios())
        self._satuan_words = Counter(squash(row.satuan) for row in lampiran.rows if row.satuan)

    def shifts(self) -> Iterator[tuple[Baris, Shift]]:
        for row in self._lampiran.rows if len(self._figures) > 1 else ():
            if row.level is not Level.TOTAL:
                shift = self._by_satuan(row) or self._by_ratio(row)
                if shift is not None:
                    yield row, shift

    def _value(self, row: Baris, place: int) -> Value:
        return self._grid.shown(row.row, place) if place > 0 else None

    def _by_satuan(self, row: Baris) -> Shift | None:
        """Judge a row by its satuan: it stands beside its column, and figures follow it."""
        satuan = self._satuan
        right = self._columns.get(satuan.index + 1) if satuan is not None else None
        if satuan is None or right is None or not right.is_figure:
            return None
        if self._is_satuan(row, right.index):
            moved = not self._is_satuan(row, satuan.index) and self._figures_at(row, right, by=1)
            return Shift(1, right, satuan) if moved else None
        is_figure = is_bare_figure(self._value(row, satuan.index))
        left = self._columns.get(satuan.index - 1)
        if not is_figure or left is None or not self._is_satuan(row, left.index):
            return None
        return Shift(-1, satuan, right) if self._figures_at(row, right, by=-1) else None

    def _is_satuan(self, row: Baris, place: int) -> bool:
        value = self._value(row, place)
        if not isinstance(value, str) or is_bare_figure(value):
            return False
        word = squash(value)
        others = self._satuan_words[word] - (word == squash(row.satuan))
        return others > 0 or is_known(value)

    def _figures_at(self, row: Baris, first: NamedColumn, by: int) -> bool:
        """Tell whether a run of columns of figures makes sense so many places beside itself.

        It begins with a figure; a remark or a blank may follow it.
        """
        following = takewhile(lambda place: place in self._columns, count(first.index))
        run = list(takewhile(lambda place: self._columns[place].is_figure, following))
        values = [self._value(row, place + by) for place in run]
        figures = [value for value in values if is_bare_figure(value)]
        blank = [value for value in values if as_text(value) in ("", "-")]
        return (
            is_bare_figure(values[0])
            and len(figures) >= 2
            and len(figures) + len(blank) == len(values)
            and (by > 0 or not is_bare_figure(self._value(row, run[-1])))
        )

    def _adjacent_ratios(self) -> Iterator[Sequence[NamedColumn]]:
        """Yield a percentage and the two figures that it compares, where they are neighbours."""
        for share, dasar in DASAR.items():
            fields = (*dasar, share)
            columns = [c for name in fields for c in self._figures if c.field is name]
            left = columns[0].index if columns else 0
            places = [(c.field, c.index) for c in columns]
            if places == list(zip(fields, count(left), strict=False)):
                yield columns

    def _by_ratio(self, row: Baris) -> Shift | None:
        """Judge a row by its percentage: it comes out one place beside its column only."""
        for ratio in self._ratios:
            whole, part, _ = ratio
            left = self._columns.get(whole.index - 1, whole)
            if self._comes_out(row, ratio, 1):
                text = as_text(self._value(row, whole.index))
                return Shift(1, whole, left) if text else Shift(1, part, whole)
            if self._comes_out(row, ratio, -1):
                return Shift(-1, left, whole)
        return None

    def _comes_out(self, row: Baris, ratio: Sequence[NamedColumn], by: int) -> bool:
        """Tell whether the percentage fits one place beside, and the place left is empty."""
        emptied, *_, beside = ratio[::by]
        place = self._columns.get(beside.index + by)
        is_taken = place is not None and place.is_figure
        if is_taken or is_bare_figure(self._value(row, emptied.index)):
            return False
        base, part, share = (self._read(row, column, by) for column in ratio)
        if not base.value or part.value is None:
            return False
        return share.shows(part.value * SERATUS / base.value)

    def _read(self, row: Baris, column: NamedColumn, by: int) -> Figure:
        place = column.index + by
        look = self._grid.look(row.row, place)
        return read_figure(self._value(row, place), look.number_format, column.kind, column.scale)
