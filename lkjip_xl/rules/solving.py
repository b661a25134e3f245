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
from typing import NamedTuple

from lkjip_xl.finding import Finding
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.location import CellRef
from lkjip_xl.rules.equations import Equation

#: Among more terms than this a slip could be anywhere: only what else is doubted is tried.
_MOST_SUSPECTS = 40


class _Repair(NamedTuple):
    """A value for one cell, the equations it mends, and how many it breaks."""

    term: Sel
    value: Decimal
    mends: tuple[Equation, ...]
    broken: int
    is_default: bool

    @property
    def score(self) -> int:
        return len(self.mends) - self.broken


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
        yield from _solve_group(group, touching)


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


def _solve_group(
    group: Sequence[Equation], touching: Mapping[Sel, Sequence[Equation]]
) -> Iterator[Finding]:
    search = _Search(group, touching)
    while search.false:
        repair = search.best()
        if repair is None:
            yield from (equation.complain() for equation in search.false.values())
            return
        yield _accuse(repair)
        search.accept(repair)


class _Search:
    """The repairs that a group's false equations propose, kept up to date as some are accepted.

    A book of many thousand rows has groups of hundreds of equations: after a repair only the trials
    are made again that it can have changed.
    """

    def __init__(
        self, group: Sequence[Equation], touching: Mapping[Sel, Sequence[Equation]]
    ) -> None:
        self.false = {id(equation): equation for equation in group}
        self._touching = touching
        self._repairs: dict[Sel, Decimal] = {}
        self._trials: dict[tuple[int, Sel], _Repair] = {}
        self._suspects = _suspects(group)
        for equation in group:
            for term in self._suspects[id(equation)]:
                self._try(equation, term)

    def best(self) -> _Repair | None:
        """Return the repair that mends most; a rule's own choice where nothing stands out."""
        tried = self._trials.values()
        best = max((repair.score for repair in tried), default=None)
        if best is None:
            return None
        leading = [repair for repair in tried if repair.score == best]
        defaults = [repair for repair in leading if repair.is_default]
        if defaults:
            return max(defaults, key=lambda repair: len(repair.mends))
        if len({repair.term for repair in leading}) == 1 or best > 1:
            return max(leading, key=lambda repair: len(repair.mends))
        # Several cells could be at fault alike: the rule's own choice stands.
        return next((repair for repair in tried if repair.is_default), leading[0])

    def accept(self, repair: _Repair) -> None:
        """Take a repair for true, and try again what it touches."""
        key = repair.term
        self._repairs[key] = repair.value
        mended = {id(equation) for equation in repair.mends}
        for number in mended:
            self.false.pop(number, None)
        upset = {term for equation in self._touching[key] for term in equation.terms}
        upset.update(term for equation in repair.mends for term in equation.terms)
        for number, cell in list(self._trials):
            if number in mended or cell == key:
                del self._trials[number, cell]
        for equation in self.false.values():
            for term in self._suspects[id(equation)]:
                if term in upset:
                    self._try(equation, term)

    def _try(self, proposer: Equation, term: Sel) -> None:
        if term in self._repairs:
            return
        value = proposer.implied(term, self._repairs)
        place = (id(proposer), term)
        if value is None:
            self._trials.pop(place, None)
            return
        changed = {**self._repairs, term: value}
        mends, broken = [], 0
        for equation in self._touching[term]:
            is_false = id(equation) in self.false
            holds = equation.holds(changed)
            if holds and is_false:
                mends.append(equation)
            elif not holds and not is_false:
                broken += 1
        self._trials[place] = _Repair(
            term=term,
            value=value,
            mends=tuple(sorted(mends, key=lambda equation: equation.order)) or (proposer,),
            broken=broken,
            is_default=term is proposer.accused,
        )


def _suspects(group: Sequence[Equation]) -> Mapping[int, Sequence[Sel]]:
    """Return each equation's terms worth trying: of a long sum what something else doubts too."""
    long = [equation for equation in group if len(equation.terms) > _MOST_SUSPECTS]
    suspects = {id(equation): equation.terms for equation in group}
    for equation in long:
        del suspects[id(equation)]
    doubted = {term for terms in suspects.values() for term in terms}
    for equation in long:
        keys = doubted | {equation.accused}
        suspects[id(equation)] = tuple(term for term in equation.terms if term in keys)
    return suspects


def _accuse(repair: _Repair) -> Finding:
    first = repair.mends[0]
    if len(repair.mends) == 1 and repair.is_default:
        return first.complain()
    return _testified(repair, _leader(repair))


def _leader(repair: _Repair) -> Equation:
    """Return the equation whose rule names the finding: one that accuses the cell itself."""
    own = [e for e in repair.mends if e.accused is repair.term]
    return (own or repair.mends)[0]


def _testified(repair: _Repair, leader: Equation) -> Finding:
    """Return the finding of several equations that point at one cell."""
    term, value = repair.term, repair.value
    related = [
        other.cell for equation in repair.mends for other in equation.terms if other is not term
    ]
    if leader.accused is term:
        others = [e.testify(term, value) for e in repair.mends if e is not leader]
        finding = leader.complain()
        return replace(
            finding,
            message=f"{finding.message}; {'; '.join(others)}",
            related=tuple(dict.fromkeys((*finding.related, *related))),
        )
    right = term.show(value)
    reasons = "; ".join(equation.testify(term, value) for equation in repair.mends)
    return leader.rule.about(
        term,
        what=f"{term.label} tertulis {term.show(term.number)}, semestinya {right}: {reasons}",
        fix=f"isi {right}, atau perbaiki angka lain yang disebut",
        expected=right.removeprefix("Rp").rstrip("%"),
        related=related,
    )
