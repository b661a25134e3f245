"""How alike two names are, and how alike they must be to be taken for one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.figures.naming import changes, deed_keys

#: How alike two names must be (0-100) when only slips part them; when something else says that
#: they are one; and when they are the only two left.
SLIPS, SUPPORTED, ALONE = 85, 55, 72
#: How alike a name must be to be recognised in a list that gives nothing else to go by; and one
#: that is compared by its letters only.
LISTED, NEAR = 92, 90


def only_slips(here: tuple[str, ...], there: tuple[str, ...]) -> bool:
    """Tell whether nothing but slips of the pen part the words of two names."""
    return all(change.is_slip for change in changes(here, there))


def likeness(one: str, other: str, least: float = 0) -> float:
    """Return how alike two keys are, 0-100; 0 where it is less than ``least``."""
    if 200 * min(len(one), len(other)) < least * (len(one) + len(other)):
        return 0
    return _ratio()(one, other, score_cutoff=least)


@lru_cache(maxsize=8_192)
def deed_likeness(one: tuple[str, Level], other: tuple[str, Level], least: float) -> float:
    """Return how alike a goal and a name are, whichever way the goal states its deed."""
    pairs = ((own, its) for own in deed_keys(*one) for its in deed_keys(*other))
    return max((likeness(own, its, least) for own, its in pairs), default=0)


@cache
def _ratio() -> Callable[..., float]:
    from rapidfuzz import fuzz  # slow to import, and not needed where all names are alike

    return fuzz.ratio
