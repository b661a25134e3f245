"""Mends a book in memory, as far as a second check has nothing new to say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lkjip_xl.domain.tanggapan import Tanggapan
from lkjip_xl.finding import Severity
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
    book = _Book(read, answers)
    done: dict[CellRef, Perbaikan] = {}
    left: dict[CellRef, Diserahkan] = {}
    waiting: list[Diserahkan] = []
    for _ in range(_MOST_ROUNDS):
        proposed = [one for one in propose(book.read, book.checked) if one.at not in left]
        waiting = [one for one in proposed if isinstance(one, Diserahkan)]
        fresh = [one for one in proposed if isinstance(one, Perbaikan)]
        hindered = obstacles([one.at for one in fresh])
        kept = book.try_repairs([one for one in fresh if one.at not in hindered])
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
        results=tuple(changed_results(read, book.read, repairs)),
        checked=book.checked,
    )


def _joined(first: Perbaikan | None, then: Perbaikan) -> Perbaikan:
    """Return two repairs of one cell as one: a text that was made a number, then a formula."""
    if first is None:
        return then
    number_format = then.number_format or first.number_format
    return replace(then, written=first.written, number_format=number_format)


class _Book:
    """A book with the repairs that have done no harm so far."""

    def __init__(self, read: Read, answers: Sequence[Tanggapan]) -> None:
        self.read = read
        self.checked = judge(read, answers=answers)
        self._answers = answers

    def try_repairs(self, repairs: Sequence[Perbaikan]) -> list[Perbaikan]:
        """Apply repairs and return those that do no harm."""
        kept = list(repairs)
        while kept:
            read = apply_repairs(self.read, kept)
            checked = judge(read, answers=self._answers)
            harm = _Harm(self.checked, checked, kept)
            if not (harm.cells or harm.rows):
                self.read, self.checked = read, checked
                return kept
            harmless = [one for one in kept if not harm.is_by(one)]
            if len(harmless) == len(kept):
                # What is wrong now does not say which repair made it so.
                middle = len(kept) // 2
                halves = (kept[:middle], kept[middle:]) if middle else ()
                return [one for half in halves for one in self.try_repairs(half)]
            kept = harmless
        return []


class _Harm:
    """What speaks against some repairs.

    ``cells`` are those whose own finding is still there, or that a finding contradicts; ``rows``
    those of what a check finds only now.
    """

    def __init__(self, before: Checked, after: Checked, repairs: Sequence[Perbaikan]) -> None:
        known = {finding.fingerprint for finding in before.findings}
        places = {(f.code, cell) for f in before.findings for cell in (f.at, *f.also)}
        # A sum that was filled in may call for more, a percentage beside it or the cause of a low
        # one: only an error contradicts it.
        filled = {_row(one.at) for one in repairs if not one.code}
        self.rows = {
            _row(cell)
            for finding in after.findings
            if finding.fingerprint not in known
            and (finding.code, finding.at) not in places
            and (finding.severity is Severity.ERROR or _row(finding.at) not in filled)
            for cell in (finding.at, *finding.also, *finding.related)
        }
        open_now = {(f.code, cell) for f in after.findings for cell in (f.at, *f.also)}
        # An error that still rests on the new figure contradicts it.
        errors = [finding for finding in after.findings if finding.severity is Severity.ERROR]
        disputed = {cell for finding in errors for cell in finding.related}
        self.cells = {
            one.at
            for one in repairs
            if (one.code, one.at) in open_now or (one.formula and one.at in disputed)
        }

    def is_by(self, repair: Perbaikan) -> bool:
        return repair.at in self.cells or _row(repair.at) in self.rows


def _row(cell: CellRef) -> tuple[str, int]:
    return cell.sheet, cell.row
