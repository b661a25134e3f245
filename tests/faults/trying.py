"""What the rules say about seeded faults, counted by kind and by place."""

from __future__ import annotations

import gc
import multiprocessing
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from seeding import Fault

from lkjip_xl.finding import Finding
from lkjip_xl.location import CellRef
from lkjip_xl.pipeline import check


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found after one fault: ``at_cell`` where a changed cell itself is named."""

    fault: Fault
    findings: tuple[Finding, ...]
    found: bool
    at_cell: bool


#: What the worker processes inherit when they are forked: the books are too large to send.
_shared: list[Fault] = []


def try_faults(faults: Sequence[Fault]) -> list[Outcome]:
    """Check all changed books, side by side where the system can."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return [try_fault(fault) for fault in faults]
    _shared[:] = faults
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads
        with multiprocessing.get_context("fork").Pool(initializer=gc.freeze) as pool:
            told = pool.map(_try_shared, range(len(faults)), chunksize=8)
    return [Outcome(fault, *rest) for fault, rest in zip(faults, told, strict=True)]


def _try_shared(position: int) -> tuple[tuple[Finding, ...], bool, bool]:
    outcome = try_fault(_shared[position])
    return outcome.findings, outcome.found, outcome.at_cell


def try_fault(fault: Fault) -> Outcome:
    findings = check(fault.book).findings
    named = [cell for finding in findings for cell in _cells(finding)]
    cells = {(cell.sheet, cell.row, cell.column) for cell in named}
    rows = {(cell.sheet, cell.row) for cell in named}
    at_cell = any(cell in cells for cell in fault.cells)
    found = at_cell or any(cell[:2] in rows for cell in fault.cells)
    if not found and fault.names:
        told = "\n".join(f"{f.item}\n{f.message}" for f in findings)
        found = any(name and name in told for name in fault.names)
    return Outcome(fault, findings, found, at_cell)


def _cells(finding: Finding) -> Iterator[CellRef]:
    yield finding.at
    yield from finding.also
    yield from finding.related


def tabulate(outcomes: Sequence[Outcome], key: Callable[[Fault], str]) -> str:
    """Return a table of outcomes by a property of the fault."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(key(outcome.fault), []).append(outcome)
    lines = [f"{'':44} cases found   cell missed median max"]
    for name in sorted(groups):
        lines.append(_line(name, groups[name]))
    lines.append(_line("TOTAL", outcomes))
    return "\n".join(lines)


def _line(name: str, outcomes: Sequence[Outcome]) -> str:
    found = sum(outcome.found for outcome in outcomes)
    at_cell = sum(outcome.at_cell for outcome in outcomes)
    counts = counts_of_found(outcomes) or [0]
    missed = len(outcomes) - found
    return (
        f"{name[:44]:44} {len(outcomes):5} {found:5} {at_cell:6} {missed:6} "
        f"{median(counts):6.1f} {max(counts):3}"
    )


def counts_of_found(outcomes: Iterable[Outcome]) -> list[int]:
    """Return the number of findings of each fault that was found."""
    return [len(outcome.findings) for outcome in outcomes if outcome.found]
