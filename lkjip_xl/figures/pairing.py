"""Pairs the members of two lists: by equal keys first, then those that are clearly alike.

But for ``pair_best_first``, nothing here depends on which list is called old: paired the other way
round, the pairs are the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

T = TypeVar("T")
Other = TypeVar("Other")
Key = Callable[[T], Hashable]

#: Comparisons that one group may cost; the members of a larger one are paired by their keys only.
_MOST_PAIRS = 10_000


def pair_equal(
    old: Iterable[T], new: Iterable[T], key: Key[T], finer: Sequence[Key[T]]
) -> Iterator[tuple[T, T]]:
    """Yield what has equal keys on both sides, in the order of the old side.

    Where a key occurs several times, the finer keys tell which belongs to which, one after the
    other; what even they leave over is paired in order.
    """
    theirs = _grouped(new, key)
    for own_key, own in _grouped(old, key).items():
        other = theirs.get(own_key)
        if other is None:
            continue
        if len(own) == len(other) == 1:
            yield own[0], other[0]
        else:
            yield from _pair_doubles(own, other, finer)


def pair_unique(old: Iterable[T], new: Iterable[T], key: Key[T]) -> Iterator[tuple[T, T]]:
    """Yield what has equal keys, where neither side has the key twice."""
    theirs = _grouped(new, key)
    for own_key, own in _grouped(old, key).items():
        other = theirs.get(own_key, ())
        if len(own) == len(other) == 1:
            yield own[0], other[0]


def pair_alike(
    old: Sequence[T], new: Sequence[T], score: Callable[[T, T], float]
) -> Iterator[tuple[T, T]]:
    """Yield those that are each other's single best match, again and again until none is left.

    Args:
        old: what is left on one side.
        new: what is left on the other.
        score: how well two go together, whichever is named first; 0 for not at all.
    """
    if len(old) * len(new) > _MOST_PAIRS:
        return
    scores = {
        (i, j): found
        for i, one in enumerate(old)
        for j, other in enumerate(new)
        if (found := score(one, other))
    }
    while scores:
        best_new = _best((i, j, found) for (i, j), found in scores.items())
        best_old = _best((j, i, found) for (i, j), found in scores.items())
        sure = [(i, j) for i, j in best_new.items() if best_old.get(j) == i]
        if not sure:
            return
        for i, j in sure:
            yield old[i], new[j]
        done_old, done_new = {i for i, _ in sure}, {j for _, j in sure}
        scores = {
            (i, j): found
            for (i, j), found in scores.items()
            if i not in done_old and j not in done_new
        }


class Scored(Protocol):
    """What a comparison found; ``score`` is 0 where two do not go together."""

    @property
    def score(self) -> float: ...


Found = TypeVar("Found", bound=Scored)


def pair_best_first(
    own: Sequence[T], pool: Sequence[Other], fit: Callable[[T, Other], Found]
) -> Iterator[tuple[T, Other, Found]]:
    """Yield pairs with what speaks for them, the best first; of equal ones, the first in order.

    All are compared before the first pair is yielded.  Members are told apart by their hash.
    """
    if len(own) * len(pool) > _MOST_PAIRS:
        return
    fits = [
        (one, other, found) for one in own for other in pool if (found := fit(one, other)).score
    ]
    done_own, done_pool = set[T](), set[Other]()
    for one, other, found in sorted(fits, key=lambda pair: -pair[2].score):
        if one not in done_own and other not in done_pool:
            done_own.add(one)
            done_pool.add(other)
            yield one, other, found


class _Best(NamedTuple):
    score: float
    other: int | None


def _best(scored: Iterable[tuple[int, int, float]]) -> dict[int, int]:
    """Return for each its best match, where no second one is as good."""
    best: dict[int, _Best] = {}
    for one, other, score in scored:
        known = best.get(one)
        if known is None or score > known.score:
            best[one] = _Best(score, other)
        elif score == known.score:
            best[one] = _Best(score, None)
    return {one: found.other for one, found in best.items() if found.other is not None}


def _grouped(members: Iterable[T], key: Key[T]) -> dict[Hashable, list[T]]:
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for member in members:
        groups[key(member)].append(member)
    return groups


def _pair_doubles(
    own: Sequence[T], other: Sequence[T], finer: Sequence[Key[T]]
) -> Iterator[tuple[T, T]]:
    turn = {id(member): number for side in (own, other) for number, member in enumerate(side)}
    for key in (lambda member: (turn[id(member)], *(key(member) for key in finer[:1])), *finer):
        theirs = {name: iter(group) for name, group in _grouped(other, key).items()}
        left: list[T] = []
        used: set[int] = set()
        for member in own:
            twin = next(theirs.get(key(member), iter(())), None)
            if twin is None:
                left.append(member)
            else:
                used.add(id(twin))
                yield member, twin
        own, other = left, [member for member in other if id(member) not in used]
    yield from zip(own, other, strict=False)
