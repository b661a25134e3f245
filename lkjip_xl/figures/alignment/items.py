"""Recognises the items that an annex names among those that the annexes before it named."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial

from lkjip_xl.domain.hierarki import GOALS, TREE, Level
from lkjip_xl.domain.kode import kode_differs, kode_parts
from lkjip_xl.figures.alignment.fitting import fit_item
from lkjip_xl.figures.alignment.records import AlignedItem, Match, Mention
from lkjip_xl.figures.likeness import SUPPORTED, likeness
from lkjip_xl.figures.naming import deed_keys, name_key
from lkjip_xl.figures.pairing import pair_best_first

#: Items by what they are found by; as keys of a mapping, since the first that has it comes first.
_Nodes = dict[AlignedItem, None]


class KnownItems:
    """The items of the annexes so far, by name, by code and by what stands above them."""

    def __init__(self) -> None:
        self.nodes: list[AlignedItem] = []
        self.by_name: dict[tuple[Level, str], _Nodes] = defaultdict(dict)
        self.by_kode: dict[tuple[Level, tuple[str, ...]], _Nodes] = defaultdict(dict)
        self.children: dict[tuple[Level, AlignedItem | None], _Nodes] = defaultdict(dict)
        self.levels: dict[Level, list[AlignedItem]] = defaultdict(list)
        self._by_deed: dict[tuple[Level, str], _Nodes] = defaultdict(dict)
        self._deeds: list[Mention] = []  # found by their deeds once a goal is looked for

    def add(self, mentions: Sequence[Mention]) -> None:
        """Recognise what an annex names, level by level; what is new is known from then on."""
        taken: set[AlignedItem] = set()
        for level in TREE:
            own = [one for one in mentions if one.level is level]
            if own:
                _Matcher(self, own, taken).match()

    def named(self, mention: Mention) -> Collection[AlignedItem]:
        """Return the items of a mention's name; a goal is also found by the deed that it states."""
        found: Collection[AlignedItem] = self.by_name.get((mention.level, mention.key), ())
        for level in mention.lampiran.form.loose_levels:
            found = found or self.by_name.get((level, name_key(mention.nama, level)), ())
        if not found and mention.is_goal:
            self._list_deeds()
            for key in deed_keys(mention.nama, mention.level)[:1]:
                found = self._by_deed.get((mention.level, key), ())
        return found

    def _list_deeds(self) -> None:
        for told in self._deeds:
            for key in deed_keys(told.nama, told.level):
                if told.node is not None:
                    self._by_deed[told.level, key][told.node] = None
        self._deeds.clear()

    def may_hold(self, mention: Mention, parent: AlignedItem | None) -> Iterable[AlignedItem]:
        """Yield what a mention may be that stands under a parent, under any where it is none."""
        level = mention.level
        yield from self.levels[level] if parent is None else self.children[level, parent]
        for other in mention.lampiran.form.loose_levels:
            yield from self.levels[other]

    def is_named_twice(self, node: AlignedItem) -> bool:
        """Tell whether an item bears a name that another one has as well."""
        return any(len(self.by_name[node.level, told.key]) > 1 for told in node.mentions)

    def new(self, mention: Mention) -> AlignedItem:
        code = f"{mention.level.value}:{len(self.nodes) + 1}"
        node = AlignedItem(code, mention.level, mention.above)
        self.nodes.append(node)
        self.levels[mention.level].append(node)
        return node

    def join(self, mention: Mention, node: AlignedItem, how: Match) -> None:
        node.join(mention, how)
        level = mention.level
        self.by_name[level, mention.key][node] = None
        if not mention.is_goal:
            self._deeds.append(mention)
        if mention.kode:
            self.by_kode[level, kode_parts(mention.kode)][node] = None
        self.children[level, mention.above][node] = None


class _Matcher:
    """Recognises what an annex names on one level; ``taken`` is what it has named already."""

    def __init__(
        self, known: KnownItems, mentions: Sequence[Mention], taken: set[AlignedItem]
    ) -> None:
        self.known = known
        self._left = mentions
        self.taken = taken
        self.counts = Counter((one.key, one.above) for one in mentions)
        self.names = Counter(one.key for one in mentions)

    def match(self) -> None:
        for find, how in _FINDERS:
            for mention in self.left():
                node = find(self, mention)
                if node is not None:
                    self.join(mention, node, how)
        if self.left():
            self._match_left_over()
        for mention in self.left():
            self.join(mention, self.known.new(mention), Match.NEW)

    def left(self) -> list[Mention]:
        self._left = [one for one in self._left if one.node is None]
        return self._left

    def free(self, nodes: Iterable[AlignedItem]) -> list[AlignedItem]:
        return [node for node in nodes if node not in self.taken]

    def join(self, mention: Mention, node: AlignedItem, how: Match) -> None:
        self.taken.add(node)
        self.known.join(mention, node, how)

    def is_alone(self, mention: Mention) -> bool:
        """Tell whether the annex names it once under its parent."""
        return self.counts[mention.key, mention.above] == 1

    def _match_left_over(self) -> None:
        """Pair the names left over under one parent, the most alike first; then slips anywhere."""
        groups: dict[AlignedItem | None, list[Mention]] = defaultdict(list)
        for mention in self.left():
            groups[None if mention.is_goal else mention.above].append(mention)
        for parent, group in groups.items():
            self._pair(group, self.free(self.known.may_hold(group[0], parent)), is_scoped=True)
        self._pair_again()
        rest = [one for one in self.left() if one.above is not None]
        if rest:
            self._pair(rest, self.free(self.known.levels[rest[0].level]), is_scoped=False)

    def _pair(
        self, mentions: Sequence[Mention], pool: Sequence[AlignedItem], *, is_scoped: bool
    ) -> None:
        is_alone = is_scoped and len(mentions) == len(pool) == 1
        fit = partial(fit_item, is_alone=is_alone, is_scoped=is_scoped)
        for mention, node, found in pair_best_first(mentions, pool, fit):
            self.join(mention, node, found.how)

    def _pair_again(self) -> None:
        """Join a goal that is misspelt where its column repeats it."""
        for mention in self.left():
            for node in self.known.levels[mention.level] if mention.level in GOALS else ():
                if (
                    node in self.taken
                    and fit_item(mention, node, is_alone=False, is_scoped=False).score
                ):
                    self.join(mention, node, Match.SLIP)
                    break


# -- by what an item is found, the surest first

_Finder = Callable[[_Matcher, Mention], AlignedItem | None]


def _sure_name(matcher: _Matcher, mention: Mention) -> AlignedItem | None:
    """Find the name under the same parent, where no code and no second one speaks against."""
    node = _name_and_parent(matcher, mention)
    if node is None:
        return None
    is_sure = matcher.is_alone(mention) and not kode_differs(node.kode, mention.kode)
    return node if is_sure or node.shares(mention) else None


def _same_kode(matcher: _Matcher, mention: Mention) -> AlignedItem | None:
    """Find the code, where the name is alike or something else speaks for it."""
    if not mention.kode:
        return None
    return _only(
        node
        for node in matcher.free(
            matcher.known.by_kode.get((mention.level, kode_parts(mention.kode)), ())
        )
        if likeness(node.mentions[0].key, mention.key) >= SUPPORTED or node.shares(mention)
    )


def _misnamed(matcher: _Matcher, mention: Mention) -> AlignedItem | None:
    """Find the sibling whose row this is where it bears the name of another item.

    What it shares with the sibling, and not with the item of the name, tells the row.
    """
    known, parent = matcher.known, mention.above
    named = known.by_name.get((mention.level, mention.key), ())
    if mention.is_goal or any(node.shares(mention) for node in named):
        return None
    if matcher.is_alone(mention) and any(parent in node.parents for node in named):
        return None
    siblings = matcher.free(known.children[mention.level, parent])
    return _only(
        node
        for node in siblings
        # Where none has the name, the sibling must be the one that bears another's.
        if (named or known.is_named_twice(node)) and node.shares(mention)
    )


def _name_and_parent(matcher: _Matcher, mention: Mention) -> AlignedItem | None:
    named = matcher.free(matcher.known.named(mention))
    return next((node for node in named if mention.above in node.parents), None)


def _same_name(matcher: _Matcher, mention: Mention) -> AlignedItem | None:
    """Find the name under another parent, where neither side has it twice."""
    node = _only(matcher.free(matcher.known.named(mention)))
    if node is None or kode_differs(node.kode, mention.kode):
        return None
    return node if matcher.names[mention.key] == 1 else None


def _named_again(matcher: _Matcher, mention: Mention) -> AlignedItem | None:
    """Find a goal that the annex has named before: its column may repeat it anywhere."""
    if mention.level not in GOALS:
        return None
    named = [node for node in matcher.known.named(mention) if node in matcher.taken]
    return _only([node for node in named if mention.above in node.parents] or named)


def _only(nodes: Iterable[AlignedItem]) -> AlignedItem | None:
    found = list(nodes)
    return found[0] if len(found) == 1 else None


_FINDERS: tuple[tuple[_Finder, Match], ...] = (
    (_sure_name, Match.NAME),
    (_same_kode, Match.KODE),
    (_misnamed, Match.MONEY),
    (_name_and_parent, Match.NAME),
    (_same_name, Match.NAME),
    (_named_again, Match.NAME),
)
