"""Finds what stands for the same thing in several annexes, though its name may have drifted.

Each annex is compared with what the annexes before it named.  Equal names come first, then equal
codes; only what is left over under one parent is compared letter by letter, and two names that
differ in meaning are one item only where something else says so: its money, its indicators, or
that it is the only one left on either side.
"""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.figures.alignment.indicators import KnownIndicators
from lkjip_xl.figures.alignment.items import KnownItems
from lkjip_xl.figures.alignment.mentions import list_mentions, ordered
from lkjip_xl.figures.alignment.records import (
    AlignedIndicator,
    AlignedItem,
    IndicatorMention,
    Match,
    Mention,
)
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Baris, Item
from lkjip_xl.tables.text import squash

__all__ = (
    "AlignedIndicator",
    "AlignedItem",
    "Alignment",
    "IndicatorMention",
    "Match",
    "Mention",
)


class Alignment:
    """The items and indicators of an office-year, each once.

    Equal keys mean the same thing in all annexes, despite slips.
    """

    def __init__(self, laporan: LaporanKinerja) -> None:
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
