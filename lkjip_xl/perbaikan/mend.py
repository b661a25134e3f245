"""Mends a book in memory, as far as a second check has nothing new to say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lkjip_xl.domain.tanggapan import Tanggapan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import CellChange
from lkjip_xl.location import CellRef
from lkjip_xl.perbaikan.penerapan import apply_repairs, changed_results
from lkjip_xl.perbaikan.records import Diserahkan, Perbaikan
from lkjip_xl.perbaikan.usulan import Usulan, propose
from lkjip_xl.pipeline import Checked, Read, judge

#: Tells which of some cells must not be written, and why.
Obstacles = Callable[[Collection[CellRef]], Mapping[CellRef, str]]

#: A mended figure may show that another one can be mended; no book needs more turns than its
#: tree has levels, twice.
_MOST_ROUNDS = 12

_CONTRADICTED = "angka yang baru bertentangan dengan catatan atau angka lain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A book with what could be mended.

    ``repairs`` and ``left`` come in the order of the sheets; ``results`` are the stored results of
    the staff's own formulas that follow from the repairs; ``checked`` is the mended book's check.
    """

    repairs: tuple[Perbaikan, ...]
    left: tuple[Diserahkan, ...]
    results: tuple[CellChange, ...]
    checked: Checked

    @property
    def changes(self) -> tuple[CellChange, ...]:
        return (*(repair.change for repair in self.repairs), *self.results)


@dataclass(slots=True)
class _State:
    read: Read
    checked: Checked
    answers: Sequence[Tanggapan]


def _no_obstacles(_cells: Collection[CellRef]) -> Mapping[CellRef, str]:
    return {}


def mend(
    read: Read,
    obstacles: Obstacles = _no_obstacles,
    answers: Sequence[Tanggapan] = (),
    propose: Callable[[Read, Checked], Iterable[Usulan]] = propose,
) -> Mended:
    """Mend the derived figures and the texts that are numbers, as far as nothing is in doubt.

    Each round tries all that is proposed, checks the book again, and keeps what takes its own
    finding away and brings no new one.

    Args:
        read: one workbook as read.
        obstacles: tells which cells must not be written.
        answers: what people answered to an earlier listing; what they accept is not touched.
        propose: tells what to try; ``propose_filling`` fills blank sums as well.
    """
    state = _State(read, judge(read, answers=answers), answers)
    done: dict[CellRef, Perbaikan] = {}
    left: dict[CellRef, Diserahkan] = {}
    waiting: list[Diserahkan] = []
    for _ in range(_MOST_ROUNDS):
        proposed = [one for one in propose(state.read, state.checked) if one.at not in left]
        waiting = [one for one in proposed if isinstance(one, Diserahkan)]
        fresh = [one for one in proposed if isinstance(one, Perbaikan)]
        hindered = obstacles([one.at for one in fresh])
        state, kept = _try(state, [one for one in fresh if one.at not in hindered])
        for one in fresh:
            if one not in kept:
                reason = hindered.get(one.at, _CONTRADICTED)
                left[one.at] = Diserahkan(one.at, one.item, reason)
        for one in kept:
            done[one.at] = _joined(done.get(one.at), one)
        if not kept:
            break
    left |= {one.at: one for one in waiting}
    order = {sheet: position for position, sheet in enumerate(read.grids)}

    def place(one: Perbaikan | Diserahkan) -> tuple[int, int, int]:
        return order[one.at.file, one.at.sheet], one.at.row, one.at.column

    repairs = sorted(done.values(), key=place)
    return Mended(
        repairs=tuple(repairs),
        left=tuple(sorted(left.values(), key=place)),
        results=tuple(changed_results(read, state.read, repairs)),
        checked=state.checked,
    )


def _joined(first: Perbaikan | None, then: Perbaikan) -> Perbaikan:
    """Return two repairs of one cell as one: a text that was made a number, then a formula."""
    if first is None:
        return then
    return replace(
        then,
        written=first.written,
        number_format=then.number_format or first.number_format,
    )


def _try(state: _State, repairs: Sequence[Perbaikan]) -> tuple[_State, list[Perbaikan]]:
    """Apply repairs and return the book with those that do no harm."""
    kept = list(repairs)
    while kept:
        read = apply_repairs(state.read, kept)
        tried = _State(read, judge(read, answers=state.answers), state.answers)
        harm = _harm(state.checked, tried.checked, kept)
        if not harm:
            return tried, kept
        guilty = [one for one in kept if _is_guilty(one, harm)]
        if not guilty:
            return _try_by_halves(state, kept)
        kept = [one for one in kept if one not in guilty]
    return state, []


def _try_by_halves(state: _State, repairs: Sequence[Perbaikan]) -> tuple[_State, list[Perbaikan]]:
    """Find the harmless ones where what is wrong now does not say which repair made it so."""
    if len(repairs) < 2:
        return state, []
    middle = len(repairs) // 2
    state, first = _try(state, repairs[:middle])
    state, second = _try(state, repairs[middle:])
    return state, first + second


def _harm(
    before: Checked, after: Checked, repairs: Sequence[Perbaikan]
) -> list[tuple[Finding | None, CellRef]]:
    """Return what a check finds only now, and the repairs whose own finding is still there."""
    known = {finding.fingerprint for finding in before.findings}
    places = {(f.code, cell) for f in before.findings for cell in (f.at, *f.also)}
    # A sum that was filled in may call for more, a percentage beside it or the cause of a low one:
    # only an error contradicts it.
    filled = {(one.at.sheet, one.at.row) for one in repairs if not one.code}
    harm: list[tuple[Finding | None, CellRef]] = [
        (finding, finding.at)
        for finding in after.findings
        if finding.fingerprint not in known
        and (finding.code, finding.at) not in places
        and (finding.severity is Severity.ERROR or (finding.at.sheet, finding.at.row) not in filled)
    ]
    open_now = {(f.code, cell) for f in after.findings for cell in (f.at, *f.also)}
    harm += [(None, one.at) for one in repairs if (one.code, one.at) in open_now]
    # An error that still rests on the new figure contradicts it.
    disputed = {cell for f in after.findings if f.severity is Severity.ERROR for cell in f.related}
    harm += [(None, one.at) for one in repairs if one.formula and one.at in disputed]
    return harm


def _is_guilty(repair: Perbaikan, harm: Sequence[tuple[Finding | None, CellRef]]) -> bool:
    for finding, at in harm:
        if at == repair.at:
            return True
        if finding is None:
            continue
        cells = (finding.at, *finding.also, *finding.related)
        if any((c.sheet, c.row) == (repair.at.sheet, repair.at.row) for c in cells):
            return True
    return False
