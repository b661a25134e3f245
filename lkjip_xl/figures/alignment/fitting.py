"""How well a mention fits what is known, and what speaks for it."""

from __future__ import annotations

from typing import NamedTuple

from lkjip_xl.domain.kode import kode_differs
from lkjip_xl.figures.alignment.records import (
    AlignedIndicator,
    AlignedItem,
    IndicatorMention,
    Match,
    Mention,
)
from lkjip_xl.figures.likeness import (
    ALONE,
    LISTED,
    SLIPS,
    SUPPORTED,
    deed_likeness,
    likeness,
    only_slips,
)


class Fit(NamedTuple):
    """How well two go together, 0 for not at all, and what speaks for it."""

    score: float = 0
    how: Match = Match.NEW


NO_FIT = Fit()


def fit_item(mention: Mention, node: AlignedItem, *, is_alone: bool, is_scoped: bool) -> Fit:
    """Compare a mention with an item.

    Args:
        mention: of the annex at hand.
        node: what it may be.
        is_alone: whether either is the only one left under its parent.
        is_scoped: whether both stand under one parent; else only slips may part them.
    """
    if kode_differs(node.kode, mention.kode):
        return NO_FIT
    best = NO_FIT
    least = SUPPORTED if is_scoped else SLIPS
    for other in node.spellings:
        alike = _likeness(mention, other, least)
        if alike < least:
            continue
        if alike >= SLIPS and only_slips(mention.words, other.words):
            best = max(best, Fit(alike + 100, Match.SLIP))
        elif alike >= LISTED and mention.lampiran.form.lists_items:
            best = max(best, Fit(alike, Match.PLACE))
        elif is_scoped:
            best = max(best, _supported(mention, other, alike, is_alone=is_alone))
    return best


def _likeness(mention: Mention, other: Mention, least: float) -> float:
    if mention.is_goal is other.is_goal:
        return likeness(mention.key, other.key, least)
    return deed_likeness((mention.nama, mention.level), (other.nama, other.level), least)


def _supported(mention: Mention, other: Mention, alike: float, *, is_alone: bool) -> Fit:
    if not mention.amounts.isdisjoint(other.amounts):
        return Fit(alike + 60, Match.MONEY)
    if not mention.indicator_keys.isdisjoint(other.indicator_keys):
        return Fit(alike + 50, Match.INDICATOR)
    return Fit(alike, Match.PLACE) if is_alone and alike >= ALONE else NO_FIT


def fit_indicator(
    told: IndicatorMention, one: AlignedIndicator, *, is_alone: bool, is_own: bool
) -> Fit:
    """Compare a mention with an indicator, of the same item where ``is_own``."""
    best = NO_FIT
    for said in one.mentions:
        alike = likeness(told.bare_key, said.bare_key, SUPPORTED)
        if alike < SUPPORTED:
            continue
        if alike >= SLIPS and only_slips(told.words, said.words):
            best = max(best, Fit(alike + 100, Match.SLIP))
        elif is_own and alike >= ALONE and not told.figures.isdisjoint(said.figures):
            best = max(best, Fit(alike + 50, Match.MONEY))
        elif is_alone and (alike >= ALONE or _goes_on(told.words, said.words)):
            best = max(best, Fit(alike, Match.PLACE))
    return best


def _goes_on(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether one indicator is the other with words added or left out at its end."""
    least = min(len(one), len(other))
    return least >= 3 and one[:least] == other[:least]
