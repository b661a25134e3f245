"""Recognises the indicators that an annex states among those of the annexes before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from lkjip_xl.domain.hierarki import GOALS
from lkjip_xl.figures.alignment.fitting import fit_indicator
from lkjip_xl.figures.alignment.mentions import told_indicators
from lkjip_xl.figures.alignment.records import (
    AlignedIndicator,
    AlignedItem,
    IndicatorMention,
    Match,
    Mention,
)
from lkjip_xl.figures.pairing import pair_best_first
from lkjip_xl.lampiran.records import Lampiran


class KnownIndicators:
    """The indicators of the annexes so far; those of goals may stand beside another goal.

    ``_here`` are those that the annex at hand states: what it states besides is another one.
    """

    def __init__(self) -> None:
        self.indicators: list[AlignedIndicator] = []
        self._goals: list[AlignedIndicator] = []
        self._goal_keys: dict[str, AlignedIndicator] = {}
        self._everywhere: dict[str, dict[AlignedIndicator, None]] = defaultdict(dict)
        self._here: set[AlignedIndicator] = set()

    def add(self, lampiran: Lampiran, mentions: Sequence[Mention]) -> None:
        """Recognise what an annex states of the items that it names."""
        self._here.clear()
        owners = {row: one.node for one in mentions if one.item is not None for row in one.rows}
        groups: dict[AlignedItem | None, list[IndicatorMention]] = defaultdict(list)
        for told in told_indicators(lampiran, owners):
            groups[told.owner].append(told)
        for node, own in groups.items():
            self._match(node, own)

    def _match(self, node: AlignedItem | None, left: Sequence[IndicatorMention]) -> None:
        if node is not None:
            known = {told.key: one for one in node.indicators for told in one.mentions}
            left = self._match_in(left, known, node.indicators, is_own=True)
        if _is_of_goal(node):
            left = self._match_in(left, self._goal_keys, self._goals, is_own=False)
        if node is None:
            left = [told for told in left if not self._match_anywhere(told)]
        for told in left:
            self._new(node, told)

    def _match_anywhere(self, told: IndicatorMention) -> bool:
        found = list(self._everywhere.get(told.key, ()))
        if len(found) != 1:
            return False
        self._tell(found[0], told, Match.NAME)
        return True

    def _match_in(
        self,
        own: Sequence[IndicatorMention],
        known: Mapping[str, AlignedIndicator],
        pool: Sequence[AlignedIndicator],
        *,
        is_own: bool,
    ) -> Sequence[IndicatorMention]:
        """Join what is known by name, then by likeness to what a pool holds; return the rest."""
        left: list[IndicatorMention] = []
        taken: set[AlignedIndicator] = set()
        for told in own:
            found = known.get(told.key)
            if found is None or found in taken:
                left.append(told)
            else:
                taken.add(found)
                self._tell(found, told, Match.NAME)
        return left and self._pair(left, [one for one in pool if one not in taken], is_own=is_own)

    def _pair(
        self, own: Sequence[IndicatorMention], pool: Sequence[AlignedIndicator], *, is_own: bool
    ) -> Sequence[IndicatorMention]:
        fit = partial(fit_indicator, is_alone=is_own and len(own) == len(pool) == 1, is_own=is_own)
        # Where another item has exactly this indicator, likeness is no evidence.
        unknown = [told for told in own if not self._everywhere.get(told.key)]
        free = [one for one in pool if one not in self._here]
        done: set[IndicatorMention] = set()
        for told, one, found in pair_best_first(unknown, free, fit):
            done.add(told)
            self._tell(one, told, found.how)
        return [told for told in own if told not in done]

    def _new(self, node: AlignedItem | None, told: IndicatorMention) -> None:
        indicator = AlignedIndicator(f"indikator:{len(self.indicators) + 1}", node)
        self.indicators.append(indicator)
        if node is not None:
            node.indicators.append(indicator)
        if _is_of_goal(node):
            self._goals.append(indicator)
        self._tell(indicator, told, Match.NEW)

    def _tell(self, indicator: AlignedIndicator, told: IndicatorMention, how: Match) -> None:
        told.how = how
        self._here.add(indicator)
        indicator.mentions.append(told)
        self._everywhere[told.key][indicator] = None
        if _is_of_goal(indicator.node):
            self._goal_keys.setdefault(told.key, indicator)


def _is_of_goal(node: AlignedItem | None) -> bool:
    """Tell whether an indicator is a goal's, or may be."""
    return node is None or node.level in GOALS
