"""Which names of several tables are one name, written with a slip or cut short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from lkjip_xl.figures.likeness import SLIPS, likeness, only_slips

Words = tuple[str, ...]

#: Words from which on a name that stops earlier than another one is the same, cut off.
_CUT = 8


def find_same(names: Collection[Words]) -> Mapping[Words, Words]:
    """Return the longest spelling of each name; those that may be one of several stay themselves.

    Only names that begin alike are compared: a slip in the first word hides one, and no harm done.
    """
    begun: dict[str, list[Words]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len("".join(name)), name)):
        begun[name[0]].append(name)
    same: dict[Words, Words] = {}
    for group in begun.values():
        for at, name in enumerate(group):
            longer = [same[other] for other in group[:at] if _is_same(name, other)]
            same[name] = longer[0] if len(set(longer)) == 1 else name
    return same


def _is_same(short: Words, long: Words) -> bool:
    if len(short) >= _CUT and long[: len(short)] == short:
        return True
    # Letters first: to compare words takes a hundred times as long.
    is_like = len(short) > 2 and likeness("".join(short), "".join(long), SLIPS) > 0
    return is_like and only_slips(short, long)
