"""Finds what stands for the same thing in several annexes, though its name may have drifted.

Each annex is compared with what the annexes before it named.  Equal names come first, then equal
codes; only what is left over under one parent is compared letter by letter, and two names that
differ in meaning are one item only where something else says so: its money, its indicators, or
that it is the only one left on either side.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.kode import kode_fits, kode_parts
from lkjip_xl.figures.naming import (
    changes,
    deed_keys,
    deed_likeness,
    indicator_key,
    indicator_words,
    likeness,
    name_key,
    name_words,
)
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.location import CellRef

#: The order in which the annexes are read: those that name most, and most carefully, first.
ORDER = (
    Form.TABEL_3_1,
    Form.TABEL_3_4,
    Form.TABEL_3_2,
    Form.TABEL_3_5,
    Form.TABEL_3_3,
    Form.RENCANA_AKSI,
    Form.TUJUAN_SASARAN,
    Form.IKU,
    Form.ANALISIS,
    Form.PEMBANDING,
    Form.PENYEBAB_SERAPAN,
)
#: Forms whose column of names may hold an item of another level.
_LOOSE_LEVEL: dict[Form, tuple[Level, ...]] = {
    Form.IKU: (Level.TUJUAN,),
    Form.TUJUAN_SASARAN: (Level.TUJUAN,),
    Form.PENYEBAB_SERAPAN: (Level.SUB_KEGIATAN, Level.PROGRAM),
}
LEVELS = (Level.TUJUAN, Level.SASARAN, Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN)
_GOALS = (Level.TUJUAN, Level.SASARAN)
#: The columns that name a row's ancestors, with those that state a goal in their place.
_COLUMNS: dict[Level, tuple[Field, ...]] = {
    Level.TUJUAN: (Field.TUJUAN,),
    Level.SASARAN: (Field.SASARAN,),
    Level.PROGRAM: (Field.PROGRAM, Field.SASARAN_PROGRAM),
    Level.KEGIATAN: (Field.KEGIATAN, Field.SASARAN_KEGIATAN),
    Level.SUB_KEGIATAN: (Field.SUB_KEGIATAN, Field.SASARAN_SUB_KEGIATAN),
}
_MONEY = (Field.PAGU, Field.REALISASI_ANGGARAN, Field.ANGGARAN)
#: Amounts below this are shared by chance.
_LEAST_AMOUNT = Decimal(10_000)

#: How alike two names must be (0-100) when only slips part them; when something else says that
#: they are one; and when they are the only two left.
_SLIPS, _SUPPORTED, _ALONE = 85, 55, 72
#: How alike a name must be to be recognised in a list that gives nothing else to go by.
_LISTED = 92
#: Comparisons letter by letter that one group may cost; a larger group keeps its names apart.
_MOST_PAIRS = 10_000


#: How often an annex has a name under a parent, on one level.
_Counts = Counter[tuple[str, str]]


class Match(StrEnum):
    """How a mention was recognised."""

    NEW = "nama baru"
    NAME = "nama yang sama"
    KODE = "kode yang sama"
    SLIP = "nama yang hampir sama"
    MONEY = "jumlah anggaran yang sama"
    INDICATOR = "indikator yang sama"
    PLACE = "tempat yang sama"


@dataclass(slots=True, eq=False)
class Mention:
    """One annex's statement of an item; ``item`` is ``None`` where only a row's path names it.

    ``is_goal`` marks a column that states a goal in place of the item's own name.  ``below`` holds
    the keys of what stands below it.
    """

    lampiran: Lampiran
    level: Level
    nama: str
    cell: CellRef
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

    @property
    def words(self) -> tuple[str, ...]:
        return name_words(self.nama, self.level)


@dataclass(slots=True, eq=False)
class IndicatorMention:
    """One annex's statement of an indicator; the rows that share its cell are one statement.

    ``owner`` is the item that it stands beside, ``None`` where the annex names none.
    """

    lampiran: Lampiran
    rows: list[Baris]
    number: int = 1
    owner: AlignedItem | None = None
    how: Match = Match.NEW
    key: str = field(init=False)

    def __post_init__(self) -> None:
        number = f"#{self.number}" if self.number > 1 else ""
        self.key = indicator_key(self.nama) + number

    @property
    def nama(self) -> str:
        return self.rows[0].indikator

    @property
    def cell(self) -> CellRef:
        return self.rows[0].at(Field.INDIKATOR)


@dataclass(slots=True, eq=False)
class AlignedIndicator:
    """An indicator of an item, with every annex's statement of it."""

    code: str
    node: AlignedItem | None
    mentions: list[IndicatorMention] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class AlignedItem:
    """An item, with every annex's statement of it; its parent is the first annex's."""

    code: str
    level: Level
    parent: AlignedItem | None
    mentions: list[Mention] = field(default_factory=list)
    indicators: list[AlignedIndicator] = field(default_factory=list)

    @property
    def nama(self) -> str:
        return self.mentions[0].nama

    def of(self, lampiran: Lampiran) -> Mention | None:
        """Return the annex's own statement."""
        return next((one for one in self.mentions if one.lampiran is lampiran), None)


class Alignment:
    """The items and indicators of an office-year, each once.

    Equal keys mean the same thing in all annexes, despite slips.
    """

    def __init__(self, laporan: LaporanKinerja) -> None:
        self._laporan = laporan  # keeps the records alive whose identities are the keys below
        self._items: dict[int, AlignedItem] = {}
        self._indicators: dict[int, AlignedIndicator] = {}
        self._builder = _Builder()
        for lampiran in ordered(laporan):
            self._builder.add(lampiran)
        for node in self.items:
            for mention in node.mentions:
                if mention.item is not None:
                    self._items[id(mention.item)] = node
        for indicator in self.indicators:
            for told in indicator.mentions:
                for row in told.rows:
                    self._indicators[id(row)] = indicator

    @property
    def items(self) -> Sequence[AlignedItem]:
        return self._builder.nodes

    @property
    def indicators(self) -> Sequence[AlignedIndicator]:
        return self._builder.indicators

    def item(self, item: Item) -> AlignedItem | None:
        return self._items.get(id(item))

    def indicator(self, row: Baris) -> AlignedIndicator | None:
        return self._indicators.get(id(row))

    def item_key(self, lampiran: Lampiran, item: Item) -> str:
        """Return what names an item in every annex, empty for a total or a nameless row."""
        found = self.item(item)
        return "" if found is None else found.code

    def indicator_key(self, lampiran: Lampiran, row: Baris) -> str:
        """Return what names a row's indicator, of its item, in every annex; empty without one."""
        found = self.indicator(row)
        return "" if found is None else found.code


def ordered(laporan: LaporanKinerja) -> list[Lampiran]:
    """Return the forms that name items or indicators, the leading one first."""
    known = [lampiran for lampiran in laporan.lampiran if lampiran.form in ORDER]
    return sorted(known, key=lambda lampiran: ORDER.index(lampiran.form))


class _Builder:
    """Adds annex after annex to what is known."""

    def __init__(self) -> None:
        self.nodes: list[AlignedItem] = []
        self.indicators: list[AlignedIndicator] = []
        self._by_name: dict[tuple[Level, str], list[AlignedItem]] = defaultdict(list)
        self._by_deed: dict[tuple[Level, str], list[AlignedItem]] = defaultdict(list)
        self._by_kode: dict[tuple[Level, tuple[str, ...]], list[AlignedItem]] = defaultdict(list)
        self._children: dict[tuple[Level, str], list[AlignedItem]] = defaultdict(list)
        self._levels: dict[Level, list[AlignedItem]] = defaultdict(list)
        self._goals: list[AlignedIndicator] = []
        self._goal_keys: dict[str, AlignedIndicator] = {}
        self._everywhere: dict[str, list[AlignedIndicator]] = defaultdict(list)

    def add(self, lampiran: Lampiran) -> None:
        has_items = lampiran.form.has_tree or lampiran.form is Form.PENYEBAB_SERAPAN
        mentions = _mentions(lampiran) if has_items else []
        taken: set[str] = set()
        for level in LEVELS:
            self._match_level([m for m in mentions if m.level is level], taken)
        self._add_indicators(lampiran, mentions)

    # -- items

    def _match_level(self, mentions: Sequence[Mention], taken: set[str]) -> None:
        counts = Counter((mention.key, _parent_code(mention)) for mention in mentions)
        for find in (
            self._sure_name,
            self._same_kode,
            self._misnamed,
            self._same_name_and_parent,
            self._same_name,
            self._again,
        ):
            for mention in mentions:
                if mention.node is None:
                    node, how = find(mention, counts, taken)
                    if node is not None:
                        self._join(mention, node, how, taken)
        self._match_left_over([m for m in mentions if m.node is None], taken)
        for mention in mentions:
            if mention.node is None:
                self._join(mention, self._new_node(mention), Match.NEW, taken)

    def _sure_name(
        self, mention: Mention, counts: _Counts, taken: set[str]
    ) -> tuple[AlignedItem | None, Match]:
        """Find the name under the same parent, where no code and no second one speaks against."""
        node, how = self._same_name_and_parent(mention, counts, taken)
        if node is None:
            return None, how
        is_alone = counts[mention.key, _parent_code(mention)] == 1
        if is_alone and not _kode_differs(mention, node):
            return node, how
        return (node if _shares(mention, node) else None), how

    def _same_name_and_parent(
        self, mention: Mention, counts: _Counts, taken: set[str]
    ) -> tuple[AlignedItem | None, Match]:
        parent = _parent_code(mention)
        named = [node for node in self._named(mention) if node.code not in taken]
        same = [n for n in named if parent in _parent_codes(n)]
        return (same[0] if same else None), Match.NAME

    def _same_name(
        self, mention: Mention, counts: _Counts, taken: set[str]
    ) -> tuple[AlignedItem | None, Match]:
        """Find the name under another parent, where neither side has it twice."""
        named = [node for node in self._named(mention) if node.code not in taken]
        if len(named) != 1 or _kode_differs(mention, named[0]):
            return None, Match.NAME
        alike = sum(count for (key, _), count in counts.items() if key == mention.key)
        return (named[0] if alike == 1 else None), Match.NAME

    def _misnamed(
        self, mention: Mention, counts: _Counts, taken: set[str]
    ) -> tuple[AlignedItem | None, Match]:
        """Find the sibling whose row this is where it bears the name of another item.

        What it shares with the sibling, and not with the item of the name, tells the row.
        """
        named = self._by_name.get((mention.level, mention.key), ())
        if mention.is_goal or any(_shares(mention, node) for node in named):
            return None, Match.NEW
        parent = _parent_code(mention)
        if counts[mention.key, parent] == 1 and any(parent in _parent_codes(n) for n in named):
            return None, Match.NEW
        siblings = [n for n in self._children[mention.level, parent] if n.code not in taken]
        if not named:  # then the sibling must be the one that bears another's name
            siblings = [node for node in siblings if self._is_named_twice(node)]
        own = [node for node in siblings if _shares(mention, node)]
        return (own[0] if len(own) == 1 else None), Match.MONEY

    def _is_named_twice(self, node: AlignedItem) -> bool:
        return any(len(self._by_name[node.level, told.key]) > 1 for told in node.mentions)

    def _again(
        self, mention: Mention, counts: _Counts, taken: set[str]
    ) -> tuple[AlignedItem | None, Match]:
        """Find a goal that the annex has named before: its column may repeat it anywhere."""
        if mention.level not in _GOALS:
            return None, Match.NEW
        named = [n for n in self._named(mention) if n.code in taken]
        parent = _parent_code(mention)
        own = [node for node in named if parent in _parent_codes(node)] or named
        return (own[0] if len(own) == 1 else None), Match.NAME

    def _named(self, mention: Mention) -> Sequence[AlignedItem]:
        found = self._by_name.get((mention.level, mention.key), ())
        for level in _LOOSE_LEVEL.get(mention.lampiran.form, ()):
            found = found or self._by_name.get((level, name_key(mention.nama, level)), ())
        if not found and mention.is_goal:
            told: dict[str, AlignedItem] = {}
            for key in deed_keys(mention.nama, mention.level)[:1]:
                for node in self._by_deed.get((mention.level, key), ()):
                    told[node.code] = node
            found = list(told.values())
        return found

    def _same_kode(
        self, mention: Mention, counts: _Counts, taken: set[str]
    ) -> tuple[AlignedItem | None, Match]:
        """Find the code, where the name is alike or something else speaks for it."""
        if not mention.kode:
            return None, Match.KODE
        found = [
            node
            for node in self._by_kode.get((mention.level, kode_parts(mention.kode)), ())
            if node.code not in taken
            and (
                likeness(node.mentions[0].key, mention.key) >= _SUPPORTED or _shares(mention, node)
            )
        ]
        return (found[0] if len(found) == 1 else None), Match.KODE

    def _match_left_over(self, mentions: Sequence[Mention], taken: set[str]) -> None:
        """Pair the names left over under one parent, the most alike first; then slips anywhere."""
        groups: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            groups["" if mention.is_goal else _parent_code(mention)].append(mention)
        for parent, group in groups.items():
            level = group[0].level
            loose = _LOOSE_LEVEL.get(group[0].lampiran.form, ())
            pool = self._children[level, parent] if parent else self._levels[level]
            pool = [*pool, *(node for other in loose for node in self._levels[other])]
            self._pair(group, [n for n in pool if n.code not in taken], taken, is_scoped=True)
        self._pair_again([m for m in mentions if m.node is None and m.level in _GOALS], taken)
        rest = [m for m in mentions if m.node is None and _parent_code(m)]
        if rest:
            pool = [n for n in self._levels[rest[0].level] if n.code not in taken]
            self._pair(rest, pool, taken, is_scoped=False)

    def _pair(
        self,
        mentions: Sequence[Mention],
        pool: Sequence[AlignedItem],
        taken: set[str],
        *,
        is_scoped: bool,
    ) -> None:
        if not pool or not mentions or len(mentions) * len(pool) > _MOST_PAIRS:
            return
        is_alone = is_scoped and len(mentions) == len(pool) == 1
        pairs: list[tuple[float, int, Mention, AlignedItem, Match]] = []
        for mention in mentions:
            for node in pool:
                score, how = _compare(mention, node, is_alone=is_alone, is_scoped=is_scoped)
                if score:
                    pairs.append((-score, len(pairs), mention, node, how))
        for _, _, mention, node, how in sorted(pairs, key=lambda pair: pair[:2]):
            if mention.node is None and node.code not in taken:
                self._join(mention, node, how, taken)

    def _pair_again(self, mentions: Sequence[Mention], taken: set[str]) -> None:
        """Join a goal that is misspelt where its column repeats it."""
        for mention in mentions:
            for node in self._levels[mention.level]:
                if (
                    node.code in taken
                    and _compare(mention, node, is_alone=False, is_scoped=False)[0]
                ):
                    self._join(mention, node, Match.SLIP, taken)
                    break

    def _new_node(self, mention: Mention) -> AlignedItem:
        parent = mention.parent.node if mention.parent else None
        node = AlignedItem(f"{mention.level.value}:{len(self.nodes) + 1}", mention.level, parent)
        self.nodes.append(node)
        self._levels[mention.level].append(node)
        return node

    def _join(self, mention: Mention, node: AlignedItem, how: Match, taken: set[str]) -> None:
        taken.add(node.code)
        mention.node, mention.how = node, how
        node.mentions.append(mention)
        _put(self._by_name[mention.level, mention.key], node)
        if not mention.is_goal:
            for key in deed_keys(mention.nama, mention.level):
                _put(self._by_deed[mention.level, key], node)
        if mention.kode:
            _put(self._by_kode[mention.level, kode_parts(mention.kode)], node)
        _put(self._children[mention.level, _parent_code(mention)], node)

    # -- indicators

    def _add_indicators(self, lampiran: Lampiran, mentions: Sequence[Mention]) -> None:
        owners = {id(row): m for m in mentions if m.item is not None for row in m.rows}
        groups: dict[str, tuple[AlignedItem | None, list[IndicatorMention]]] = {}
        for told in _told_indicators(lampiran, owners):
            code = told.owner.code if told.owner else ""
            groups.setdefault(code, (told.owner, []))[1].append(told)
        for node, own in groups.values():
            self._match_indicators(node, own)

    def _match_indicators(self, node: AlignedItem | None, own: Sequence[IndicatorMention]) -> None:
        left = list(own)
        if node is not None:
            known = {told.key: one for one in node.indicators for told in one.mentions}
            left = self._match_in(left, known, node.indicators, is_own=True)
        if node is None or node.level in _GOALS:
            left = self._match_in(left, self._goal_keys, self._goals, is_own=False)
        if node is None:
            left = [told for told in left if not self._match_anywhere(told)]
        for told in left:
            self._new_indicator(node, told)

    def _match_anywhere(self, told: IndicatorMention) -> bool:
        found = self._everywhere.get(told.key, ())
        if len(found) != 1:
            return False
        self._tell(found[0], told, Match.NAME)
        return True

    def _match_in(
        self,
        own: list[IndicatorMention],
        known: Mapping[str, AlignedIndicator],
        pool: Sequence[AlignedIndicator],
        *,
        is_own: bool,
    ) -> list[IndicatorMention]:
        """Join what is known by name, then by likeness to what a pool holds; return the rest."""
        left, taken = [], set()
        for told in own:
            found = known.get(told.key)
            if found is None or found.code in taken:
                left.append(told)
            else:
                taken.add(found.code)
                self._tell(found, told, Match.NAME)
        if not left:
            return left
        free = [one for one in pool if one.code not in taken]
        return self._pair_indicators(left, free, is_own=is_own)

    def _pair_indicators(
        self, own: list[IndicatorMention], pool: Sequence[AlignedIndicator], *, is_own: bool
    ) -> list[IndicatorMention]:
        if not own or not pool or len(own) * len(pool) > _MOST_PAIRS:
            return own
        is_alone = is_own and len(own) == len(pool) == 1
        pairs: list[tuple[float, int, IndicatorMention, AlignedIndicator, Match]] = []
        for told in own:
            if self._is_known_elsewhere(told):
                continue
            for one in pool:
                score, how = _compare_indicators(told, one, is_alone=is_alone, is_own=is_own)
                if score:
                    pairs.append((-score, len(pairs), told, one, how))
        done: set[int] = set()
        for _, _, told, one, how in sorted(pairs, key=lambda pair: pair[:2]):
            if id(told) not in done and id(one) not in done:
                done.update((id(told), id(one)))
                self._tell(one, told, how)
        return [told for told in own if id(told) not in done]

    def _is_known_elsewhere(self, told: IndicatorMention) -> bool:
        """Tell whether another item has exactly this indicator: then likeness is no evidence."""
        return bool(self._everywhere.get(told.key))

    def _new_indicator(self, node: AlignedItem | None, told: IndicatorMention) -> None:
        indicator = AlignedIndicator(f"indikator:{len(self.indicators) + 1}", node)
        self.indicators.append(indicator)
        if node is not None:
            node.indicators.append(indicator)
        if node is None or node.level in _GOALS:
            self._goals.append(indicator)
        self._tell(indicator, told, Match.NEW)

    def _tell(self, indicator: AlignedIndicator, told: IndicatorMention, how: Match) -> None:
        told.how = how
        indicator.mentions.append(told)
        named = self._everywhere[told.key]
        if not any(one is indicator for one in named):
            named.append(indicator)
        if indicator.node is None or indicator.node.level in _GOALS:
            self._goal_keys.setdefault(told.key, indicator)


def _put(nodes: list[AlignedItem], node: AlignedItem) -> None:
    if not any(one is node for one in nodes):
        nodes.append(node)


# -- what an annex names


def _mentions(lampiran: Lampiran) -> list[Mention]:
    """Return what an annex names: its items, and their ancestors that only a path names."""
    found: dict[tuple[Level, str, int], Mention] = {}
    repeated: list[Mention] = []
    for item in lampiran.items:
        if item.level not in LEVELS:
            continue
        parent = None
        for level in LEVELS[: item.level.depth]:
            name = item.jalur.name_at(level)
            if name:
                parent = _mention(found, lampiran, level, name, parent, item.rows[0])
        if not item.nama:
            continue
        mention = _mention(found, lampiran, item.level, item.nama, parent, item.rows[0])
        if mention.item is not None:
            # What follows stands below the second item of the name.
            repeated.append(mention)
            del found[item.level, mention.key, id(parent)]
            mention = _mention(found, lampiran, item.level, item.nama, parent, item.rows[0])
        mention.item, mention.kode = item, item.kode
        mention.cell = item.rows[0].at(Field.NAMA)
        mention.rows.extend(item.rows)
    return [*repeated, *found.values()]


def _mention(
    found: dict[tuple[Level, str, int], Mention],
    lampiran: Lampiran,
    level: Level,
    name: str,
    parent: Mention | None,
    row: Baris,
) -> Mention:
    key = (level, name_key(name, level), id(parent))
    if key not in found:
        column = next((c for c in _COLUMNS[level] if row.sel(c)), Field.NAMA)
        is_shared = level is row.level and row.sel(Field.ITEM) is not None
        found[key] = Mention(
            lampiran=lampiran,
            level=level,
            nama=name,
            cell=row.at(Field.NAMA if is_shared else column),
            parent=parent,
            is_goal=column.startswith("sasaran_"),
        )
        if parent is not None:
            parent.below.add(key[1])
    return found[key]


def _told_indicators(lampiran: Lampiran, owners: dict[int, Mention]) -> Iterator[IndicatorMention]:
    """Yield an annex's indicators in order; an indicator that an item has again is its second."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    last: IndicatorMention | None = None
    last_cell: CellRef | None = None
    for row in _all_rows(lampiran):
        if not indicator_key(row.indikator) or row.level is Level.TOTAL:
            continue
        cell = row.at(Field.INDIKATOR)
        if last is not None and last_cell == cell:
            last.rows.append(row)
            continue
        owner = owners.get(id(row))
        node = owner.node if owner else None
        counted = (node.code if node else "", indicator_key(row.indikator))
        counts[counted] += 1
        last, last_cell = IndicatorMention(lampiran, [row], counts[counted], node), cell
        yield last


def _all_rows(lampiran: Lampiran) -> Iterable[Baris]:
    """Return the rows of the items, which of a first part are those of all its parts."""
    if lampiran.items:
        return (row for item in lampiran.items for row in item.rows)
    return lampiran.rows if not lampiran.form.is_lampiran else ()


# -- how alike


def _kode_differs(mention: Mention, node: AlignedItem) -> bool:
    kode = [one.kode for one in node.mentions if one.kode]
    return bool(mention.kode and kode) and not kode_fits(kode[0], mention.kode)


def _parent_code(mention: Mention) -> str:
    parent = mention.parent
    return parent.node.code if parent is not None and parent.node is not None else ""


def _parent_codes(node: AlignedItem) -> set[str]:
    return {_parent_code(mention) for mention in node.mentions}


def _compare(
    mention: Mention, node: AlignedItem, *, is_alone: bool, is_scoped: bool
) -> tuple[float, Match]:
    """Return how well a mention fits an item, 0 where it does not, and what speaks for it."""
    if _kode_differs(mention, node):
        return 0, Match.NEW
    best: tuple[float, Match] = (0, Match.NEW)
    least = _SUPPORTED if is_scoped else _SLIPS
    for other in _spellings(node):
        alike = _likeness(mention, other, least)
        if alike < least:
            continue
        if alike >= _SLIPS and all(c.is_slip for c in changes(mention.words, other.words)):
            best = max(best, (alike + 100, Match.SLIP))
        elif alike >= _LISTED and mention.lampiran.form is Form.PENYEBAB_SERAPAN:
            best = max(best, (alike, Match.PLACE))
        elif is_scoped:
            best = max(best, _supported(mention, other, alike, is_alone=is_alone))
    return best


def _spellings(node: AlignedItem) -> Iterable[Mention]:
    """Return the mentions that differ in name or in what else they say."""
    first = node.mentions[0]
    return (first, *(m for m in node.mentions[1:] if m.key != first.key or m.item is not None))


def _likeness(mention: Mention, other: Mention, least: float) -> float:
    if mention.is_goal is other.is_goal:
        return likeness(mention.key, other.key, least)
    return deed_likeness((mention.nama, mention.level), (other.nama, other.level), least)


def _supported(
    mention: Mention, other: Mention, alike: float, *, is_alone: bool
) -> tuple[float, Match]:
    if _amounts(mention) & _amounts(other):
        return alike + 60, Match.MONEY
    if _indicator_keys(mention) & _indicator_keys(other):
        return alike + 50, Match.INDICATOR
    if is_alone and alike >= _ALONE:
        return alike, Match.PLACE
    return 0, Match.NEW


def _shares(mention: Mention, node: AlignedItem) -> bool:
    """Tell whether a mention has money, indicators or most of what is below it in common."""
    amounts, indicators = _amounts(mention), _indicator_keys(mention)
    for other in node.mentions:
        if amounts & _amounts(other) or indicators & _indicator_keys(other):
            return True
        if mention.below and 2 * len(mention.below & other.below) > len(mention.below):
            return True
    return False


def _amounts(mention: Mention) -> frozenset[tuple[int, Decimal]]:
    return frozenset(
        (one.year, one.value)
        for row in mention.rows
        for one in row.angka
        if one.field in _MONEY and one.value is not None and one.value >= _LEAST_AMOUNT
    )


def _indicator_keys(mention: Mention) -> set[str]:
    return {indicator_key(row.indikator) for row in mention.rows} - {""}


def _compare_indicators(
    told: IndicatorMention, one: AlignedIndicator, *, is_alone: bool, is_own: bool
) -> tuple[float, Match]:
    best: tuple[float, Match] = (0, Match.NEW)
    for said in one.mentions:
        if said.lampiran is told.lampiran:
            return 0, Match.NEW
        alike = likeness(indicator_key(told.nama), indicator_key(said.nama), _SUPPORTED)
        if alike < _SUPPORTED:
            continue
        words = changes(indicator_words(told.nama), indicator_words(said.nama))
        if alike >= _SLIPS and all(change.is_slip for change in words):
            best = max(best, (alike + 100, Match.SLIP))
        elif is_own and alike >= _ALONE and _same_figures(told, said):
            best = max(best, (alike + 50, Match.MONEY))
        elif is_alone and (alike >= _ALONE or _goes_on(told, said)):
            best = max(best, (alike, Match.PLACE))
    return best


def _goes_on(told: IndicatorMention, said: IndicatorMention) -> bool:
    """Tell whether one indicator is the other with words added or left out at its end."""
    one, other = indicator_words(told.nama), indicator_words(said.nama)
    least = min(len(one), len(other))
    return least >= 3 and one[:least] == other[:least]


def _same_figures(told: IndicatorMention, said: IndicatorMention) -> bool:
    """Tell whether two rows state the same target or realisasi of a year, apart from 0 and 100."""
    own, other = _figures(told), _figures(said)
    return bool(own & other)


def _figures(told: IndicatorMention) -> set[tuple[Field, int, Decimal]]:
    meaning = {
        Field.TARGET: Field.TARGET,
        Field.REALISASI: Field.REALISASI,
        Field.KINERJA: Field.REALISASI,
    }
    return {
        (meaning[one.field], one.year, one.value)
        for one in told.rows[0].angka
        if one.field in meaning and one.value is not None and one.value not in (0, 100)
    }
