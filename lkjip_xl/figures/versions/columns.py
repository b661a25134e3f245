"""Which columns of figures are the same in two versions of a form, and which only one has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lkjip_xl.domain.field import Key
from lkjip_xl.figures.versions.changes import ColumnChange, Fate
from lkjip_xl.figures.versions.tree import texts_of
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.location import CellRef


class ColumnPairs:
    """Which figures of the old version's rows stand for which of the new one's.

    A column without a year is its table's own year, which may have been mended in the title: what
    is the only one left of a field on both sides is the same column.
    """

    def __init__(self, old: Sequence[Lampiran], new: Sequence[Lampiran]) -> None:
        self._old, self._new = old, new
        mine, theirs = _columns(old), _columns(new)
        pairs = {key: key for key in mine if key in theirs}
        gone = _by_field(key for key in mine if key not in theirs)
        come = _by_field(key for key in theirs if key not in mine)
        for field in sorted(gone.keys() & come.keys()):
            (one, *more), (other, *others) = gone[field], come[field]
            if not more and not others and not (mine[one] and theirs[other]):
                pairs[one] = other
        self.pairs: Sequence[tuple[Key, Key]] = tuple(pairs.items())
        self._common = frozenset(pairs), frozenset(pairs.values())

    def has(self, key: Key, *, is_old: bool) -> bool:
        """Tell whether a figure of one version has its column in the other one too."""
        return key in self._common[0 if is_old else 1]

    def changes(self) -> Iterator[ColumnChange]:
        """Yield the columns that only one version has, and that hold anything there."""
        mine, theirs = _texts(self._old), _texts(self._new)
        yield from self._figures(Fate.ADDED, self._new)
        yield from _columns_of_texts(Fate.ADDED, theirs, mine)
        yield from self._figures(Fate.GONE, self._old)
        yield from _columns_of_texts(Fate.GONE, mine, theirs)

    def _figures(self, fate: Fate, tables: Sequence[Lampiran]) -> Iterator[ColumnChange]:
        filled: dict[Key, list[CellRef]] = defaultdict(list)
        for table in tables:
            for column in table.columns:
                key = column.field, column.year or table.year
                if column.is_figure and not self.has(key, is_old=fate is Fate.GONE):
                    filled[key] += [
                        baris.origin[column.key]
                        for baris in table.rows
                        if not baris.figure(*key).is_blank
                    ]
        for (field, year), cells in filled.items():
            if cells:
                yield ColumnChange(
                    fate=fate, field=field, year=year, at=cells[0], filled=len(cells), is_text=False
                )


def _texts(tables: Sequence[Lampiran]) -> dict[Key, set[CellRef]]:
    """Return the columns of texts with the cells that are filled; a merge counts once."""
    found: dict[Key, set[CellRef]] = defaultdict(set)
    for table in tables:
        for baris in table.rows:
            for key, told in texts_of(table, baris):
                found[key].update([told.at] if told.text else ())
    return found


def _columns_of_texts(
    fate: Fate, own: Mapping[Key, set[CellRef]], other: Mapping[Key, set[CellRef]]
) -> Iterator[ColumnChange]:
    for key, cells in own.items():
        if cells and key not in other:
            field, year = key
            yield ColumnChange(
                fate=fate, field=field, year=year, at=min(cells), filled=len(cells), is_text=True
            )


def _columns(tables: Sequence[Lampiran]) -> dict[Key, bool]:
    """Return the figures that the tables have columns for, and whether a label names the year."""
    found: dict[Key, bool] = {}
    for table in tables:
        for column in table.columns:
            if column.is_figure:
                found.setdefault((column.field, column.year or table.year), bool(column.year))
    return found


def _by_field(keys: Iterable[Key]) -> dict[str, list[Key]]:
    fields: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        fields[key[0]].append(key)
    return fields
