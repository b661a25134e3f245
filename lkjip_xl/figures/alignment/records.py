"""An item or an indicator, and what each annex says of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from lkjip_xl.domain.field import AMOUNTS, Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.figures.naming import indicator_key, indicator_words, name_key, name_words
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.location import CellRef

#: Amounts below this are shared by chance.
_LEAST_AMOUNT = Decimal(10_000)
#: Columns that state the same of an indicator.
_MEANING = {
    Field.TARGET: Field.TARGET,
    Field.REALISASI: Field.REALISASI,
    Field.KINERJA: Field.REALISASI,
}


class Match(StrEnum):
    """How a mention was recognised."""

    NEW = "nama baru"
    NAME = "nama yang sama"
    KODE = "kode yang sama"
    SLIP = "nama yang hampir sama"
    MONEY = "jumlah anggaran yang sama"
    INDICATOR = "indikator yang sama"
    PLACE = "tempat yang sama"


@dataclass(eq=False)  # without slots, which leave no room for what is made once
class Mention:
    """One annex's statement of an item; ``item`` is ``None`` where only a row's path names it.

    ``row`` is the first that names it, in ``column``.
    ``is_goal`` marks a column that states a goal in place of the item's own name.  ``below`` holds
    the keys of what stands below it.
    """

    lampiran: Lampiran
    level: Level
    nama: str
    row: Baris
    column: Field
    parent: Mention | None
    kode: str = ""
    item: Item | None = None
    rows: list[Baris] = field(default_factory=list)
    is_goal: bool = False
    below: set[str] = field(default_factory=set)
    how: Match = Match.NEW
    node: AlignedItem | None = None
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = name_key(self.nama, self.level)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return name_words(self.nama, self.level)

    @property
    def cell(self) -> CellRef:
        return self.row.at(self.column)

    @property
    def above(self) -> AlignedItem | None:
        """The item that the annex puts it under."""
        return None if self.parent is None else self.parent.node

    @cached_property
    def amounts(self) -> frozenset[tuple[int, Decimal]]:
        """Its money of each year, but what others may have by chance."""
        return frozenset(
            (one.year, one.value)
            for row in self.rows
            for one in row.angka
            if one.field in AMOUNTS and one.value is not None and one.value >= _LEAST_AMOUNT
        )

    @cached_property
    def indicator_keys(self) -> frozenset[str]:
        return frozenset(indicator_key(row.indikator) for row in self.rows) - {""}


@dataclass(eq=False)
class IndicatorMention:
    """One annex's statement of an indicator; the rows that share its cell are one statement.

    ``owner`` is the item that it stands beside, ``None`` where the annex names none.  ``bare_key``
    is equal for all indicators of the name, ``key`` tells a second one of an item from the first.
    """

    lampiran: Lampiran
    rows: list[Baris]
    number: int = 1
    owner: AlignedItem | None = None
    how: Match = Match.NEW
    bare_key: str = field(init=False)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.bare_key = indicator_key(self.nama)
        self.key = self.bare_key + (f"#{self.number}" if self.number > 1 else "")

    @property
    def nama(self) -> str:
        return self.rows[0].indikator

    @property
    def cell(self) -> CellRef:
        return self.rows[0].at(Field.INDIKATOR)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return indicator_words(self.nama)

    @cached_property
    def figures(self) -> frozenset[tuple[Field, int, Decimal]]:
        """The target and realisasi of each year, apart from 0 and 100."""
        return frozenset(
            (_MEANING[one.field], one.year, one.value)
            for one in self.rows[0].angka
            if one.field in _MEANING and one.value is not None and one.value not in (0, 100)
        )


@dataclass(slots=True, eq=False)
class AlignedIndicator:
    """An indicator of an item, with every annex's statement of it."""

    code: str
    node: AlignedItem | None
    mentions: list[IndicatorMention] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class AlignedItem:
    """An item, with every annex's statement of it; its parent is the first annex's.

    ``kode`` is the first that an annex states; ``parents`` are those of all annexes; ``spellings``
    are the mentions that differ in name or in what else they say.
    """

    code: str
    level: Level
    parent: AlignedItem | None
    mentions: list[Mention] = field(default_factory=list)
    indicators: list[AlignedIndicator] = field(default_factory=list)
    kode: str = ""
    parents: set[AlignedItem | None] = field(default_factory=set)
    spellings: list[Mention] = field(default_factory=list)

    @property
    def nama(self) -> str:
        return self.mentions[0].nama

    def of(self, lampiran: Lampiran) -> Mention | None:
        """Return the annex's own statement."""
        return next((one for one in self.mentions if one.lampiran is lampiran), None)

    def join(self, mention: Mention, how: Match) -> None:
        """Take a mention for one of this item."""
        mention.node, mention.how = self, how
        if not self.mentions or mention.item is not None or mention.key != self.mentions[0].key:
            self.spellings.append(mention)
        self.mentions.append(mention)
        self.kode = self.kode or mention.kode
        self.parents.add(mention.above)

    def shares(self, mention: Mention) -> bool:
        """Tell whether it has money, indicators or most of what is below in common."""
        return any(
            not mention.amounts.isdisjoint(one.amounts)
            or not mention.indicator_keys.isdisjoint(one.indicator_keys)
            or _holds_most(one.below, mention.below)
            for one in self.mentions
        )


def _holds_most(known: Collection[str], below: set[str]) -> bool:
    return bool(below) and 2 * len(below.intersection(known)) > len(below)
