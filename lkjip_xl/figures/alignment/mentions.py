"""What an annex names: its items, the ancestors that only a path names, and its indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lkjip_xl.domain.field import GOAL_FIELDS, Field
from lkjip_xl.domain.hierarki import TREE, Level
from lkjip_xl.figures.alignment.records import AlignedItem, IndicatorMention, Mention
from lkjip_xl.figures.naming import indicator_key, name_key
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.location import CellRef

#: The forms that name items or indicators, the leading one first.
ORDER = tuple(sorted((form for form in FORMS if form.naming), key=lambda form: form.naming))


def ordered(laporan: LaporanKinerja) -> list[Lampiran]:
    """Return the forms that name items or indicators, the leading one first."""
    known = [lampiran for lampiran in laporan.lampiran if lampiran.form.naming]
    return sorted(known, key=lambda lampiran: lampiran.form.naming)


def list_mentions(lampiran: Lampiran) -> Sequence[Mention]:
    """Return the items that an annex names, and their ancestors that only a path names."""
    if not lampiran.form.names_items or lampiran.is_of_several:
        return ()
    reader = _Reader(lampiran)
    for item in lampiran.items:
        if item.level in TREE:
            reader.add(item)
    return (*reader.repeated, *reader.found.values())


class _Reader:
    """Adds item after item; ``repeated`` are those that a later one of the name has followed."""

    def __init__(self, lampiran: Lampiran) -> None:
        self.lampiran = lampiran
        self.found: dict[tuple[Level, str, Mention | None], Mention] = {}
        self.repeated: list[Mention] = []
        self._columns: dict[tuple[Lampiran, Level], Field] = {}

    def add(self, item: Item) -> None:
        first = item.rows[0]
        parent = None
        for level in TREE[: item.level.depth]:
            if name := item.jalur.name_at(level):
                parent = self._mention(level, name, parent, first)
        if not item.nama:
            return
        mention = self._mention(item.level, item.nama, parent, first)
        if mention.item is not None:
            # What follows stands below the second item of the name.
            self.repeated.append(mention)
            del self.found[item.level, mention.key, parent]
            mention = self._mention(item.level, item.nama, parent, first)
        mention.item, mention.kode = item, item.kode
        mention.row, mention.column = first, Field.NAMA
        mention.rows.extend(item.rows)

    def _mention(self, level: Level, name: str, parent: Mention | None, row: Baris) -> Mention:
        key = (level, name_key(name, level), parent)
        if key not in self.found:
            self.found[key] = self._new(level, name, parent, row)
            if parent is not None:
                parent.below.add(key[1])
        return self.found[key]

    def _new(self, level: Level, name: str, parent: Mention | None, row: Baris) -> Mention:
        column = self._column(row.lampiran, level)
        is_shared = level is row.level and (Field.ITEM, 0) in row.lampiran.positions
        return Mention(
            lampiran=self.lampiran,
            level=level,
            nama=name,
            row=row,
            column=Field.NAMA if is_shared else column,
            parent=parent,
            is_goal=column is GOAL_FIELDS.get(level),
        )

    def _column(self, lampiran: Lampiran, level: Level) -> Field:
        """Return the column that names a level: its own, or that of goals in its place."""
        key = lampiran, level
        if key not in self._columns:
            columns = (Field(level.value), GOAL_FIELDS.get(level, Field.NAMA))
            held = (one for one in columns if (one, 0) in lampiran.positions)
            self._columns[key] = next(held, Field.NAMA)
        return self._columns[key]


def told_indicators(
    lampiran: Lampiran, owners: Mapping[Baris, AlignedItem | None]
) -> Iterator[IndicatorMention]:
    """Yield an annex's indicators in order; an indicator that an item has again is its second."""
    counts: Counter[tuple[AlignedItem | None, str]] = Counter()
    last: IndicatorMention | None = None
    last_cell: CellRef | None = None
    for row in _all_rows(lampiran):
        key = indicator_key(row.indikator)
        if not key or row.level is Level.TOTAL:
            continue
        cell = row.at(Field.INDIKATOR)
        if last is not None and last_cell == cell:
            last.rows.append(row)
            continue
        owner = owners.get(row)
        counts[owner, key] += 1
        last, last_cell = IndicatorMention(lampiran, [row], counts[owner, key], owner), cell
        yield last


def _all_rows(lampiran: Lampiran) -> Iterable[Baris]:
    """Return the rows of the items, which of a first part are those of all its parts."""
    if lampiran.items:
        return (row for item in lampiran.items for row in item.rows)
    return lampiran.rows if not lampiran.form.stands_alone else ()
