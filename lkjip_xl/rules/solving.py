"""Judges equations together: one slip, one finding, at the cell that mends most.

A wrong pagu of one sub kegiatan upsets its serapan, the sum of its kegiatan, and its twin in another
annex.  Whoever reads three complaints about it mends the wrong one.  So every false equation proposes
values for its cells, and the cell is accused whose repair makes most equations true and breaks
fewest; where nothing distinguishes the cells, each rule's own choice stands.

Where formulas are kept, what is wrong is an input that they read: a value proposed for a sum is one for
each of its inputs, and what follows from that by the formulas is judged with it (``dependence``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from lkjip_xl.finding import Finding
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.location import CellRef
from lkjip_xl.rules.dependence import Dependence
from lkjip_xl.rules.equations import Equation, Ratio

#: Among more terms than this a slip could be anywhere: only what else is doubted is tried.
_MOST_SUSPECTS = 40
#: Inputs of an equation's formulas that are tried, those that most other equations rest on.
_MOST_INPUTS = 12
#: Inputs that a remedy names.
_MOST_NAMED = 8
#: Reasons that a finding tells.
_MOST_REASONS = 4


class _Repair(NamedTuple):
    """A value for one cell, the equations it mends, how many it breaks, and when it was proposed.

    ``is_input`` where the cell is an input of a formula that the equation speaks of.
    """

    term: Sel
    value: Decimal
    mends: tuple[Equation, ...]
    broken: int
    is_default: bool
    is_input: bool
    number: int

    @property
    def score(self) -> int:
        return len(self.mends) - self.broken

    @property
    def rank(self) -> tuple[int, bool, bool, int, int]:
        """What comes first mends most; of these a rule's own choice, then what came first.

        Inputs that all would mend the same tell nothing: the formula that reads them comes first.
        """
        return -self.score, self.is_input, not self.is_default, -len(self.mends), self.number


def solve(
    equations: Sequence[Equation], dependence: Dependence, told: Collection[CellRef] = ()
) -> Iterator[Finding]:
    """Yield a finding for each root of the equations that do not hold.

    Args:
        equations: what should be true.
        dependence: what follows from what by formulas.
        told: cells that another rule accuses already; what accuses them again is left out.
    """
    false = [equation for equation in equations if not equation.holds({})]
    false = [equation for equation in false if not told or equation.accused.cell not in told]
    if not false:
        return
    inputs = _shared_inputs(false, dependence)
    suspects = {term for equation in false for term in equation.terms}
    suspects |= {cell for cells in inputs.values() for cell in cells}
    suspects |= {cell for one in tuple(suspects) for cell in dependence.dependents(one)}
    touching: dict[Sel, list[Equation]] = defaultdict(list)
    for equation in equations:
        for term in equation.terms:
            if term in suspects:
                touching[term].append(equation)
    for group in _groups(false, inputs):
        yield from _Search(group, touching, dependence, inputs).solve()


def _shared_inputs(
    false: Sequence[Equation], dependence: Dependence
) -> Mapping[Equation, Sequence[Sel]]:
    """Return the inputs of each equation's formulas that a second false equation rests on too.

    One that rests on many comes first; an input that nothing else doubts explains no more than the
    formula itself.
    """
    reads: dict[Equation, dict[Sel, None]] = {}
    for equation in false:
        derived = (term for term in equation.terms if dependence.is_derived(term))
        reads[equation] = dict.fromkeys(
            cell for term in derived for cell in dependence.inputs(term)
        )
    counts = Counter(cell for cells in reads.values() for cell in cells)
    counts.update(term for equation in false for term in equation.terms)
    return {
        equation: sorted(
            (cell for cell in cells if counts[cell] > 1), key=counts.__getitem__, reverse=True
        )[:_MOST_INPUTS]
        for equation, cells in reads.items()
    }


def _groups(
    equations: Sequence[Equation], inputs: Mapping[Equation, Sequence[Sel]]
) -> Iterator[list[Equation]]:
    """Part equations into groups that share no cell; each can be solved by itself."""
    met: dict[Sel, int] = {}
    leader = list(range(len(equations)))

    def find(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for number, equation in enumerate(equations):
        for term in (*equation.terms, *inputs[equation]):
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
        self,
        group: Sequence[Equation],
        touching: Mapping[Sel, Sequence[Equation]],
        dependence: Dependence,
        inputs: Mapping[Equation, Sequence[Sel]],
    ) -> None:
        self._false = {equation: number for number, equation in enumerate(group)}
        self._touching = touching
        self._dependence = dependence
        self._suspects = {
            equation: tuple(dict.fromkeys((*terms, *inputs[equation])))
            for equation, terms in _suspects(group).items()
        }
        self._doubted = {term for terms in self._suspects.values() for term in terms}
        self._doubted_of: dict[Equation, Sequence[Sel]] = {}
        self._reach: dict[Sel, Sequence[Equation]] = {}
        self._roots: dict[Sel, Decimal] = {}
        self._repairs: Mapping[Sel, Decimal] = {}
        self._trials: dict[tuple[Equation, Sel], _Repair] = {}
        # With a trial's rank, and a number of its own; one made again leaves its old self behind.
        self._ranked: list[tuple[tuple[int, bool, bool, int, int], int, Equation, _Repair]] = []
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
            yield _accuse(repair, self._dependence)
            self._accept(repair)

    def _best(self) -> _Repair | None:
        """Return the repair that mends most; a rule's own choice where nothing stands out."""
        first = self._first()
        if first is not None and first.is_input:
            return self._common(first)
        if first is None or first.is_default or first.score > 1:
            return first
        tried = self._trials.values()
        leading = [repair for repair in tried if repair.score == first.score]
        if all(repair.term is first.term for repair in leading):
            return first
        # Several cells could be at fault alike: the rule's own choice stands.
        return next((repair for repair in tried if repair.is_default), leading[0])

    def _common(self, first: _Repair) -> _Repair:
        """Return the formula that reads all inputs that would mend the same: which is not known."""
        tried = self._trials.values()
        leading = [one for one in tried if one.score == first.score]
        if all(one.term is first.term for one in leading):
            return first
        blank = {one.term: one for one in leading if one.term.value is None}
        if len(blank) == 1:  # what is not filled in explains a difference best
            return next(iter(blank.values()))
        mended = set(first.mends)
        same = (one for one in tried if not one.is_input and set(one.mends) == mended)
        return next(same, first)

    def _first(self) -> _Repair | None:
        while self._ranked:
            *_, proposer, repair = self._ranked[0]
            if self._trials.get((proposer, repair.term)) is repair:
                return repair
            heappop(self._ranked)
        return None

    def _accept(self, repair: _Repair) -> None:
        """Take a repair for true, and try again what it touches."""
        self._roots[repair.term] = repair.value
        self._repairs = self._with_effects(self._roots)
        touched = self._touched(repair.term)
        for equation in repair.mends:
            self._false.pop(equation, None)
            for term in self._suspects[equation]:
                self._trials.pop((equation, term), None)
        for equation in touched:
            self._trials.pop((equation, repair.term), None)
        upset = {term for one in (*touched, *repair.mends) for term in self._doubted_in(one)}
        again = {e for term in upset for e in self._touched(term) if e in self._false}
        for equation in sorted(again, key=self._false.__getitem__):
            for term in self._suspects[equation]:
                if term in upset and term not in self._roots:
                    self._try(equation, term)

    def _with_effects(self, roots: Mapping[Sel, Decimal]) -> Mapping[Sel, Decimal]:
        """Return some values with what follows from them by formulas."""
        return {**self._dependence.effects(roots), **roots}

    def _touched(self, term: Sel) -> Sequence[Equation]:
        """Return the equations that a value for a cell, or what follows from it, decides."""
        if term not in self._reach:
            cells = (term, *self._dependence.dependents(term))
            own = (equation for cell in cells for equation in self._touching.get(cell, ()))
            self._reach[term] = tuple(dict.fromkeys(own))
        return self._reach[term]

    def _doubted_in(self, equation: Equation) -> Sequence[Sel]:
        """Return the terms of an equation that may be tried; of a long sum most never are."""
        if equation not in self._doubted_of:
            own = (*equation.terms, *self._suspects.get(equation, ()))
            terms = [term for term in dict.fromkeys(own) if term in self._doubted]
            self._doubted_of[equation] = terms
        return self._doubted_of[equation]

    def _implied(self, proposer: Equation, term: Sel) -> Decimal | None:
        """Return the value of a cell that makes an equation true, if it follows.

        For an input of a formula it is what the formula lacks: right for a sum, and tried out for
        every other formula.
        """
        if term in proposer.terms:
            return proposer.implied(term, self._repairs)
        for derived in proposer.terms:
            if term in self._dependence.inputs(derived):
                value = proposer.implied(derived, self._repairs)
                if value is not None:
                    lacking = value - self._repairs.get(derived, derived.number)
                    return self._repairs.get(term, term.value or Decimal(0)) + lacking
        return None

    def _try(self, proposer: Equation, term: Sel) -> None:
        place = (proposer, term)
        value = self._implied(proposer, term)
        if value is None:
            self._trials.pop(place, None)
            return
        mends, broken = [], 0
        repairs = self._with_effects({**self._roots, term: value})
        for equation in self._touched(term):
            is_false = equation in self._false
            holds = equation.holds(repairs)
            if holds and is_false:
                mends.append(equation)
            elif not holds and not is_false:
                broken += 1
        if term not in proposer.terms and proposer not in mends:
            self._trials.pop(place, None)
            return
        earlier = self._trials.get(place)
        repair = _Repair(
            term=term,
            value=value,
            mends=tuple(sorted(mends, key=lambda equation: equation.order)) or (proposer,),
            broken=broken,
            is_default=term is proposer.accused,
            is_input=term not in proposer.terms,
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


def _accuse(repair: _Repair, dependence: Dependence) -> Finding:
    """Return the finding of the equations that point at one cell.

    Of a formula the inputs are to be looked at: nobody should type over it.
    """
    finding = _name(repair, dependence)
    if isinstance(repair.mends[0], Ratio):
        return finding
    if not dependence.is_derived(repair.term):
        return _with_inputs(finding, repair, dependence)
    inputs = [cell.cell for cell in dependence.inputs(repair.term)]
    if not inputs:
        return finding
    named = ", ".join(cell.a1 for cell in inputs[:_MOST_NAMED])
    more = len(inputs) - _MOST_NAMED
    rest = f" dan {more} sel lain" if more > 0 else ""
    return replace(
        finding,
        fix=f"periksa angka yang dibaca rumus di sel ini ({named}{rest}); jangan timpa rumusnya",
        related=tuple(dict.fromkeys((*finding.related, *inputs))),
    )


def _with_inputs(finding: Finding, repair: _Repair, dependence: Dependence) -> Finding:
    """Add the inputs of the formulas that contradict a cell: one of them may be wrong instead."""
    terms = (
        term for equation in repair.mends for term in equation.terms if term is not repair.term
    )
    read = (
        cell.cell
        for term in terms
        if dependence.is_derived(term)
        for cell in dependence.inputs(term)
    )
    inputs = tuple(cell for cell in dict.fromkeys(read) if cell != finding.at)
    if not inputs or len(inputs) > _MOST_INPUTS or len(repair.mends) > 1:
        return finding
    return replace(finding, related=tuple(dict.fromkeys((*finding.related, *inputs))))


def _name(repair: _Repair, dependence: Dependence) -> Finding:
    """Return a finding about a cell.

    The rule that accuses the cell itself names it, and where no other speaks, tells it alone.
    """
    term, value = repair.term, repair.value
    leader = next((e for e in repair.mends if e.accused is term), None)
    if len(repair.mends) == 1 and repair.is_default:
        return repair.mends[0].finding()
    related = [e.cell for equation in repair.mends for e in equation.terms if e is not term]
    reasons = _Reasons(term, value, dependence)
    if leader is not None:
        others = reasons.told([e for e in repair.mends if e is not leader])
        finding = leader.finding()
        return replace(
            finding,
            message=f"{finding.message}; {others}",
            related=tuple(dict.fromkeys((*finding.related, *related))),
        )
    right = term.show(value)
    return repair.mends[0].rule.about(
        term,
        what=(f"{term.label} {_written(term)}, semestinya {right}: {reasons.told(repair.mends)}"),
        fix=f"isi {right}, atau perbaiki angka lain yang disebut",
        expected=right.removeprefix("Rp").rstrip("%"),
        related=related,
    )


def _written(term: Sel) -> str:
    return "kosong" if term.value is None else f"tertulis {term.show(term.value)}"


class _Reasons(NamedTuple):
    """What speaks for a value of a cell, or for what follows from it by formulas."""

    term: Sel
    value: Decimal
    dependence: Dependence

    def told(self, mends: Sequence[Equation]) -> str:
        """Return what equations say, those about the cell itself first; of many the first few."""
        ranked = sorted(mends, key=lambda equation: self.term not in equation.terms)
        told = "; ".join(map(self._testimony, ranked[:_MOST_REASONS]))
        more = len(ranked) - _MOST_REASONS
        return f"{told}; dan {more} hal lain" if more > 0 else told

    def _testimony(self, equation: Equation) -> str:
        if self.term in equation.terms:
            return equation.testify(self.term, self.value)
        effects = self.dependence.effects({self.term: self.value})
        derived = next(cell for cell in equation.terms if cell in effects)
        return equation.testify(derived, effects[derived])
