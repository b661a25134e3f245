"""How a finding speaks of several things, and which of them it gathers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import TypeVar

from lkjip_xl.lampiran.records import Sel

Thing = TypeVar("Thing")


def grouped(things: Iterable[Thing], key: Callable[[Thing], Hashable]) -> Collection[list[Thing]]:
    """Return the things with equal keys together, in the order of the first of each."""
    groups: dict[Hashable, list[Thing]] = {}
    for one in things:
        groups.setdefault(key(one), []).append(one)
    return groups.values()


def join_words(words: Sequence[str]) -> str:
    """Return the words as one list in a sentence: ``a, b dan c``."""
    *most, last = words
    return f"{', '.join(most)} dan {last}" if most else last


#: Of more cells than this a sentence names the first half.
_MOST_NAMED = 12


def and_at(cells: Sequence[Sel]) -> str:
    """Return the clause that names the further cells of a finding, nothing where there are none."""
    if not cells:
        return ""
    named = cells if len(cells) <= _MOST_NAMED else cells[: _MOST_NAMED // 2]
    rest = f" dan {len(cells) - len(named)} sel lain" if len(cells) > len(named) else ""
    return f"; begitu juga {', '.join(one.cell.a1 for one in named)}{rest}"
