"""Finds the same items and rows in two versions of a form, wherever they stand.

An item is looked for below its own parent: by name, then by what speaks for it where the name was
mended; what is left over is looked for in the rest of the form, where only an exact name counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from lkjip_xl.domain.hierarki import TREE, Level
from lkjip_xl.domain.kode import kode_differs, kode_parts
from lkjip_xl.figures.likeness import ALONE, SLIPS, SUPPORTED, likeness, only_slips
from lkjip_xl.figures.naming import indicator_words, name_words
from lkjip_xl.figures.pairing import pair_alike, pair_equal, pair_unique
from lkjip_xl.figures.versions.tree import Node, Row

#: A word that counts: another one makes another thing of the same words.
_NUMERAL = re.compile(r"[ivx]+\Z|[a-z]\Z|.*\d")


@dataclass(slots=True)
class Twins:
    """What is the same in both versions of a form, old one first."""

    nodes: list[tuple[Node, Node]] = field(default_factory=list)
    rows: list[tuple[Row, Row]] = field(default_factory=list)

    def places(self, old: Sequence[Node], new: Sequence[Node]) -> dict[Row, int]:
        """Return for each row of both versions the number of the pair above it.

        Two rows stay in their place where the numbers are the same: rows may have been inserted
        between them and the pair.
        """
        pairs = {row: number for number, pair in enumerate(self.rows) for row in pair}
        found: dict[Row, int] = {}
        for nodes in (old, new):
            above = -1
            rows = (row for node in nodes for row in node.rows)
            for row in sorted(rows, key=lambda row: row.order):
                found[row] = above
                above = pairs.get(row, above)
        return found


def find_twins(old: Sequence[Node], new: Sequence[Node]) -> Twins:
    """Return the items, ancestors and rows that both versions of a form have."""
    finder = _Finder()
    finder.pair_siblings(
        [node for node in old if node.parent is None], [node for node in new if node.parent is None]
    )
    finder.pair_moved(old, new)
    finder.pair_rows()
    finder.pair_in_place(old, new)
    finder.pair_rows()
    finder.pair_moved_rows(old, new)
    return finder.twins


class _Finder:
    def __init__(self) -> None:
        self.twins = Twins()
        self._done: set[Node | Row] = set()
        self._with_rows = 0

    def pair_siblings(self, old: Sequence[Node], new: Sequence[Node]) -> None:
        """Pair what stands below one parent, and then what stands below each pair."""
        waiting = [(old, new)]
        while waiting:
            mine, theirs = (self._left(nodes) for nodes in waiting.pop())
            if not mine or not theirs:
                continue
            found = list(pair_equal(mine, theirs, _name, _NODE_DOUBLES))
            self._take(found)
            mine, theirs = self._left(mine), self._left(theirs)
            alike = list(pair_alike(mine, theirs, _score_nodes))
            self._take(alike)
            found += alike
            alone = self._only_ones_left(self._left(mine), self._left(theirs))
            self._take(alone)
            found += alone
            waiting.extend((one.children, other.children) for one, other in found)

    def pair_moved(self, old: Sequence[Node], new: Sequence[Node]) -> None:
        """Pair items left over anywhere by their exact name, the highest first."""
        for key in (_kode_and_name, _bare_name):
            for level in TREE:
                self._pair_moved(
                    [node for node in old if node.level is level],
                    [node for node in new if node.level is level],
                    key,
                )
        self._pair_moved(old, new, _bare_name)  # though its level is another now

    def _pair_moved(
        self, old: Iterable[Node], new: Iterable[Node], key: Callable[[Node], Hashable]
    ) -> None:
        mine, theirs = (
            [node for node in self._left(nodes) if node.in_tree and key(node)]
            for nodes in (old, new)
        )
        found = list(pair_unique(mine, theirs, key))
        self._take(found)
        for one, other in found:
            self.pair_siblings(one.children, other.children)

    def pair_in_place(self, old: Sequence[Node], new: Sequence[Node]) -> None:
        """Pair items left over that follow the same row, whatever they stand below by now.

        A level that was inferred from looks or money may change with them, and all that stands
        below it with the level.
        """
        places = self.twins.places(old, new)
        mine, theirs = (
            [node for node in self._left(nodes) if node.in_tree and node.rows]
            for nodes in (old, new)
        )
        gaps: dict[int, tuple[list[Node], list[Node]]] = defaultdict(lambda: ([], []))
        for side, nodes in enumerate((mine, theirs)):
            for node in nodes:
                gaps[places[node.rows[0]]][side].append(node)
        for left, right in gaps.values():
            self._take(list(pair_alike(left, right, _score_names)))

    def _only_ones_left(self, old: Sequence[Node], new: Sequence[Node]) -> list[tuple[Node, Node]]:
        return [
            (mine[0], theirs[0])
            for level in {node.level for node in old}
            if len(mine := [node for node in old if node.level is level]) == 1
            and len(theirs := [node for node in new if node.level is level]) == 1
            and _may_be_one(mine[0], theirs[0])
        ]

    def _take(self, pairs: Iterable[tuple[Node, Node]]) -> None:
        for pair in pairs:
            self.twins.nodes.append(pair)
            self._done.update(pair)

    def _left(self, nodes: Iterable[Node]) -> list[Node]:
        return [node for node in nodes if node not in self._done]

    # -- rows

    def pair_rows(self) -> None:
        """Pair the rows of each new pair of items: by indicator, then by likeness."""
        pairs, self._with_rows = self.twins.nodes[self._with_rows :], len(self.twins.nodes)
        for one, other in pairs:
            if len(one.rows) == len(other.rows) == 1 and one.rows[0].key == other.rows[0].key:
                self._take_rows([(one.rows[0], other.rows[0])])
                continue
            self._take_rows(pair_equal(one.rows, other.rows, _row_name, _ROW_DOUBLES))
            mine, theirs = self._left_rows(one.rows), self._left_rows(other.rows)
            self._take_rows(list(pair_alike(mine, theirs, _score_rows)))
            mine, theirs = self._left_rows(mine), self._left_rows(theirs)
            if len(mine) == len(theirs) == 1 and _may_be_one_row(mine[0], theirs[0]):
                self._take_rows([(mine[0], theirs[0])])

    def pair_moved_rows(self, old: Sequence[Node], new: Sequence[Node]) -> None:
        """Pair the rows left over of items that stayed, by their exact indicator.

        The rows of an item that is gone are gone with it.
        """
        mine, theirs = (
            [
                row
                for node in nodes
                if node in self._done
                for row in self._left_rows(node.rows)
                if row.key
            ]
            for nodes in (old, new)
        )
        self._take_rows(list(pair_unique(mine, theirs, _row_name)))

    def _take_rows(self, pairs: Iterable[tuple[Row, Row]]) -> None:
        for pair in pairs:
            self.twins.rows.append(pair)
            self._done.update(pair)

    def _left_rows(self, rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if row not in self._done]


# -- what names an item or a row


def _name(node: Node) -> tuple[Level, str]:
    return node.level, node.key


def _bare_name(node: Node) -> str:
    return node.key


def _kode_and_name(node: Node) -> tuple[object, ...]:
    return (kode_parts(node.kode), node.key) if node.kode else ()


def _row_name(row: Row) -> str:
    return row.key


#: What tells items of one name apart, the surest first.
_NODE_DOUBLES = (
    lambda node: (node.sheet, node.table, node.kode, node.content),
    lambda node: (node.table, node.kode, node.content),
    lambda node: (node.table, node.beside, node.kode),
    lambda node: (node.sheet, node.table),
    lambda node: node.content,
    lambda node: node.table,
    lambda node: node.kode,
)
_ROW_DOUBLES = (
    lambda row: (row.lampiran.sheet, row.table, row.content),
    lambda row: (row.table, row.content),
    lambda row: (row.lampiran.sheet, row.table),
    lambda row: row.content,
    lambda row: row.table,
)


# -- how well two go together


def _score_nodes(old: Node, new: Node) -> float:
    return _score_names(old, new) if old.level is new.level else 0


def _score_names(old: Node, new: Node) -> float:
    if kode_differs(old.kode, new.kode):
        return 0
    support = 20 * (
        bool(old.kode and new.kode)
        + _mostly_shared(old.below, new.below)
        + bool(old.amounts & new.amounts)
        + bool(old.indicators & new.indicators)
    )
    words = name_words(old.nama, old.level), name_words(new.nama, new.level)
    return _score(likeness(old.key, new.key), *words, support)


def _score_rows(old: Row, new: Row) -> float:
    shared = len(old.telling & new.telling)
    support = 20 * (bool(shared) + _mostly_shared(old.telling, new.telling))
    words = indicator_words(old.name), indicator_words(new.name)
    return _score(likeness(old.key, new.key), *words, support)


def _score(alike: float, old: tuple[str, ...], new: tuple[str, ...], support: int) -> float:
    """Return how well two names go together; two grounds besides make up for the name."""
    if alike >= SLIPS and only_slips(old, new) and only_slips(new, old):
        return 100 + alike + support
    if support > 20:
        return alike + support
    is_near = alike >= SUPPORTED and _numerals(old) == _numerals(new)
    return alike + support if support and is_near else 0


def _mostly_shared(old: Collection[object], new: Collection[object]) -> bool:
    return 2 * len(set(old) & set(new)) > max(len(old), len(new))


def _may_be_one(old: Node, new: Node) -> bool:
    """Tell whether the only two left of a level are one item."""
    if old.level is Level.TOTAL:
        return True
    if kode_differs(old.kode, new.kode) or likeness(old.key, new.key) < ALONE:
        return False
    return _numerals(name_words(old.nama)) == _numerals(name_words(new.nama))


def _may_be_one_row(old: Row, new: Row) -> bool:
    """Tell whether the only two rows left of an item are one, a name filled in included."""
    if not old.key or not new.key:
        return True
    return likeness(old.key, new.key) >= ALONE and _numerals(
        indicator_words(old.name)
    ) == _numerals(indicator_words(new.name))


def _numerals(words: Iterable[str]) -> list[str]:
    return sorted(word for word in words if _NUMERAL.match(word))
