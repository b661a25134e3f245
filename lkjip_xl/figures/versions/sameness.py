"""When two names, texts or figures say the same."""

from __future__ import annotations

from lkjip_xl.domain.quantity import SERATUS, Figure, round_to
from lkjip_xl.figures.naming import without_number


def is_renamed(old: str, new: str) -> bool:
    return differs(without_number(old), without_number(new))


def differs(old: str, new: str) -> bool:
    """Tell whether two texts differ in more than spaces and capitals."""
    return "".join(old.split()).casefold() != "".join(new.split()).casefold()


def means_same(old: Figure, new: Figure, *, formats: bool = True) -> bool:
    """Tell whether two figures say the same, at the digits that the finer one shows.

    Args:
        old: the figure in one version.
        new: the figure in the other.
        formats: whether the number formats of both versions could be read; else 100% may be read
            as 1.
    """
    if old.reading is not new.reading:
        return False
    if old.value is None or new.value is None:
        return old.value is new.value and not differs(old.written, new.written)
    if (old.upper is None) is not (new.upper is None):
        return False
    if old.written == new.written or (not formats and old.percent is not new.percent):
        # The rows around it decide the scale of a percentage without a sign: no change of its own.
        small, large = sorted((old.value, new.value), key=abs)
        if small * SERATUS == large:
            return True
    decimals = max(old.decimals, new.decimals)
    return all(
        one == other or round_to(one, decimals) == round_to(other, decimals)
        for one, other in ((old.value, new.value), (old.upper, new.upper))
        if one is not None and other is not None
    )
