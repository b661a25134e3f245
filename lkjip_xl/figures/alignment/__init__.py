"""Finds what stands for the same thing in several annexes, though its name may have drifted.

Each annex is compared with what the annexes before it named.  Equal names come first, then equal
codes; only what is left over under one parent is compared letter by letter, and two names that
differ in meaning are one item only where something else says so: its money, its indicators, or
that it is the only one left on either side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.figures.alignment.indicators import KnownIndicators
from lkjip_xl.figures.alignment.items import KnownItems
from lkjip_xl.figures.alignment.likely import find_likely
from lkjip_xl.figures.alignment.mentions import list_mentions, ordered
from lkjip_xl.figures.alignment.records import (
    AlignedIndicator,
    AlignedItem,
    IndicatorMention,
    Match,
    Mention,
)
from lkjip_xl.figures.alignment.stated import Told, gather_kinerja
from lkjip_xl.figures.naming import indicator_key
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Baris, Item, Sel
from lkjip_xl.tables.text import squash

__all__ = (
    "AlignedIndicator",
    "AlignedItem",
    "Alignment",
    "IndicatorMention",
    "Match",
    "Mention",
    "Told",
)


class Alignment:
    """The items and indicators of an office-year, each once.

    Equal keys mean the same thing in all annexes, despite slips.
    """

    def __init__(self, laporan: LaporanKinerja) -> None:
        self._laporan = laporan
        items, indicators = KnownItems(), KnownIndicators()
        for lampiran in ordered(laporan):
            mentions = list_mentions(lampiran)
            items.add(mentions)
            indicators.add(lampiran, mentions)
        self.items: Sequence[AlignedItem] = items.nodes
        self.indicators: Sequence[AlignedIndicator] = indicators.indicators
        self._items = {
            mention.item: node
            for node in self.items
            for mention in node.mentions
            if mention.item is not None
        }
        self._indicators = {
            row: indicator
            for indicator in self.indicators
            for told in indicator.mentions
            for row in told.rows
        }

    def item(self, item: Item) -> AlignedItem | None:
        """Return the item in all annexes, ``None`` for a total or a nameless row."""
        return self._items.get(item)

    def indicator(self, row: Baris) -> AlignedIndicator | None:
        """Return a row's indicator, of its item, in all annexes; ``None`` without one."""
        return self._indicators.get(row)

    def item_key(self, item: Item) -> str:
        """Return what is equal for one item in all annexes; all totals of money are one."""
        if item.level is Level.TOTAL:
            return item.level.value
        found = self.item(item)
        return f"{item.level.value}:{squash(item.nama)}" if found is None else found.code

    def indicator_key(self, row: Baris) -> str:
        """Return what is equal for one indicator in all annexes, whatever slips its names have."""
        found = self.indicator(row)
        return squash(row.indikator) if found is None else found.code

    @cached_property
    def _likely(self) -> Mapping[AlignedIndicator, AlignedIndicator]:
        return find_likely(self.indicators)

    @cached_property
    def _told(self) -> Mapping[tuple[AlignedIndicator | str, Form], Sequence[Baris]]:
        """The rows of each form by what they mean, and by their name alone."""
        told: dict[tuple[AlignedIndicator | str, Form], list[Baris]] = defaultdict(list)
        for one in self.indicators:
            for mention in one.mentions:
                told[self._likely.get(one, one), mention.lampiran.form] += mention.rows
                told[mention.bare_key, mention.lampiran.form] += mention.rows
        return told

    @cached_property
    def kinerja(self) -> Told:
        """Every target, realisasi and capaian, by what ``indicator_key`` returns."""
        return gather_kinerja(self._laporan, self.indicator_key)

    def told(self, row: Baris, what: Field, year: int) -> Sequence[Sel]:
        """Return the cells that state the target, realisasi or capaian of what a row means."""
        meant = self.meant(row)
        return () if meant is None else self.kinerja.get((meant.code, what, year), ())

    def meant(self, row: Baris) -> AlignedIndicator | None:
        """Return a row's indicator; of one that only feeds the report, what it likely means."""
        found = self.indicator(row)
        return None if found is None else self._likely.get(found, found)

    def rows(self, row: Baris, form: Form) -> Sequence[Baris]:
        """Return the rows of a form that speak of what a row means.

        Where there are none, those of its name: a goal and its program often share an indicator,
        and a form that names no items tells of both at once.
        """
        meant = self.meant(row)
        if meant is None:
            return ()
        named = indicator_key(row.indikator), form
        return self._told.get((meant, form)) or self._told.get(named, ())
