"""Judges equations together: one slip, one finding, at the cell that mends most.

A wrong pagu of one sub kegiatan upsets its serapan, the sum of its kegiatan, and its twin in another
annex.  Whoever reads three complaints about it mends the wrong one.  So every false equation proposes
values for its cells, and the cell is accused whose repair makes most equations true and breaks
fewest; where nothing distinguishes the cells, each rule's own choice stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from lkjip_xl.finding import Finding
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.location import CellRef
from lkjip_xl.rules.equations import Equation

#: Among more terms than this a slip could be anywhere: only what else is doubted is tried.
_MOST_SUSPECTS = 40


class _Repair(NamedTuple):
    """A value for one cell, the equations it mends, how many it breaks, and when it was proposed."""

    term: Sel
    value: Decimal
    mends: tuple[Equation, ...]
    broken: int
    is_default: bool
    number: int

    @property
    def score(self) -> int:
        return len(self.mends) - self.broken

    @property
    def rank(self) -> tuple[int, bool, int, int]:
        """What comes first mends most; of these a rule's own choice, then what came first."""
        return -self.score, not self.is_default, -len(self.mends), self.number


def solve(equations: Sequence[Equation], told: Collection[CellRef] = ()) -> Iterator[Finding]:
    """Yield a finding for each root of the equations that do not hold.

    Args:
        equations: what should be true.
        told: cells that another rule accuses already; what accuses them again is left out.
    """
    false = [equation for equation in equations if not equation.holds({})]
    false = [equation for equation in false if not told or equation.accused.cell not in told]
    suspects = {term for equation in false for term in equation.terms}
    touching: dict[Sel, list[Equation]] = defaultdict(list)
    for equation in equations:
        for term in equation.terms:
            if term in suspects:
                touching[term].append(equation)
    for group in _groups(false):
        yield from _Search(group, touching).solve()


def _groups(equations: Sequence[Equation]) -> Iterator[list[Equation]]:
    """Part equations into groups that share no cell; each can be solved by itself."""
    met: dict[Sel, int] = {}
    leader = list(range(len(equations)))

    def find(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for number, equation in enumerate(equations):
        for term in equation.terms:
            leader[find(number)] = find(met.setdefault(term, number))
    groups: dict[int, list[Equation]] = defaultdict(list)
    for number, equation in enumerate(equations):
        groups[find(number)].append(equation)
    yield from groups.values()


class _Search:
    """The repairs that a group's false equations propose, kept up to date as some are accepted.

    A book of many thousand rows has groups of hundreds of equations: after a repair only the trials
    are made again that it can have changed.
    """

    def __init__(
        self, group: Sequence[Equation], touching: Mapping[Sel, Sequence[Equation]]
    ) -> None:
        self._false = {equation: number for number, equation in enumerate(group)}
        self._touching = touching
        self._suspects = _suspects(group)
        self._doubted = {term for terms in self._suspects.values() for term in terms}
        self._doubted_of: dict[Equation, Sequence[Sel]] = {}
        self._repairs: dict[Sel, Decimal] = {}
        self._trials: dict[tuple[Equation, Sel], _Repair] = {}
        # With a trial's rank, and a number of its own; one made again leaves its old self behind.
        self._ranked: list[tuple[tuple[int, bool, int, int], int, Equation, _Repair]] = []
        self._proposed, self._made = count(), count()
        for equation in group:
            for term in self._suspects[equation]:
                self._try(equation, term)

    def solve(self) -> Iterator[Finding]:
        """Yield a finding for each repair, the best first; at last what no repair mends."""
        while self._false:
            repair = self._best()
            if repair is None:
                yield from (equation.finding() for equation in self._false)
                return
            yield _accuse(repair)
            self._accept(repair)

    def _best(self) -> _Repair | None:
        """Return the repair that mends most; a rule's own choice where nothing stands out."""
        first = self._first()
        if first is None or first.is_default or first.score > 1:
            return first
        tried = self._trials.values()
        leading = [repair for repair in tried if repair.score == first.score]
        if all(repair.term is first.term for repair in leading):
            return first
        # Several cells could be at fault alike: the rule's own choice stands.
        return next((repair for repair in tried if repair.is_default), leading[0])

    def _first(self) -> _Repair | None:
        while self._ranked:
            *_, proposer, repair = self._ranked[0]
            if self._trials.get((proposer, repair.term)) is repair:
                return repair
            heappop(self._ranked)
        return None

    def _accept(self, repair: _Repair) -> None:
        """Take a repair for true, and try again what it touches."""
        self._repairs[repair.term] = repair.value
        touched = self._touching[repair.term]
        for equation in repair.mends:
            self._false.pop(equation, None)
            for term in self._suspects[equation]:
                self._trials.pop((equation, term), None)
        for equation in touched:
            self._trials.pop((equation, repair.term), None)
        upset = {term for one in (*touched, *repair.mends) for term in self._doubted_in(one)}
        again = {e for term in upset for e in self._touching[term] if e in self._false}
        for equation in sorted(again, key=self._false.__getitem__):
            for term in self._suspects[equation]:
                if term in upset and term not in self._repairs:
                    self._try(equation, term)

    def _doubted_in(self, equation: Equation) -> Sequence[Sel]:
        """Return the terms of an equation that may be tried; of a long sum most never are."""
        if equation not in self._doubted_of:
            terms = [term for term in equation.terms if term in self._doubted]
            self._doubted_of[equation] = terms
        return self._doubted_of[equation]

    def _try(self, proposer: Equation, term: Sel) -> None:
        place = (proposer, term)
        value = proposer.implied(term, self._repairs)
        if value is None:
            self._trials.pop(place, None)
            return
        mends, broken = [], 0
        self._repairs[term] = value
        for equation in self._touching[term]:
            is_false = equation in self._false
            holds = equation.holds(self._repairs)
            if holds and is_false:
                mends.append(equation)
            elif not holds and not is_false:
                broken += 1
        del self._repairs[term]
        earlier = self._trials.get(place)
        repair = _Repair(
            term=term,
            value=value,
            mends=tuple(sorted(mends, key=lambda equation: equation.order)) or (proposer,),
            broken=broken,
            is_default=term is proposer.accused,
            number=next(self._proposed) if earlier is None else earlier.number,
        )
        self._trials[place] = repair
        heappush(self._ranked, (repair.rank, next(self._made), proposer, repair))


def _suspects(group: Sequence[Equation]) -> Mapping[Equation, Sequence[Sel]]:
    """Return each equation's terms worth trying: of a long sum what something else doubts too."""
    suspects = {equation: equation.terms for equation in group}
    short = [equation for equation in group if len(equation.terms) <= _MOST_SUSPECTS]
    doubted = {term for equation in short for term in equation.terms}
    for equation in suspects.keys() - short:
        own = doubted | {equation.accused}
        suspects[equation] = tuple(term for term in equation.terms if term in own)
    return suspects


def _accuse(repair: _Repair) -> Finding:
    """Return the finding of the equations that point at one cell.

    The rule that accuses the cell itself names it, and where no other speaks, tells it alone.
    """
    term, value = repair.term, repair.value
    leader = next((e for e in repair.mends if e.accused is term), None)
    if len(repair.mends) == 1 and repair.is_default:
        return repair.mends[0].finding()
    related = [e.cell for equation in repair.mends for e in equation.terms if e is not term]
    if leader is not None:
        others = [e.testify(term, value) for e in repair.mends if e is not leader]
        finding = leader.finding()
        return replace(
            finding,
            message=f"{finding.message}; {'; '.join(others)}",
            related=tuple(dict.fromkeys((*finding.related, *related))),
        )
    right = term.show(value)
    reasons = "; ".join(equation.testify(term, value) for equation in repair.mends)
    return repair.mends[0].rule.about(
        term,
        what=f"{term.label} tertulis {term.show(term.number)}, semestinya {right}: {reasons}",
        fix=f"isi {right}, atau perbaiki angka lain yang disebut",
        expected=right.removeprefix("Rp").rstrip("%"),
        related=related,
    )
