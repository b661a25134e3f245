"""Compares two checked versions of an office-year: its figures, and the findings on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass

from lkjip_xl.figures.versions.comparing import BookChanges, compare_versions
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.location import CellRef
from lkjip_xl.pipeline import Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One complaint in both versions."""

    old: Finding
    new: Finding

    @property
    def is_graver(self) -> bool:
        """Tell whether it counts as graver now: a higher severity, or accepted no longer."""
        return _gravity(self.new) < _gravity(self.old)

    @property
    def is_changed(self) -> bool:
        """Tell whether its severity, what belongs in the cell, or its acceptance is another."""
        old, new = self.old, self.new
        return (old.severity, old.expected, old.accepted) != (
            new.severity,
            new.expected,
            new.accepted,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed from one version of an office-year to the next.

    ``gone`` are findings of the old version in its order, ``come`` those of the new one.
    """

    old: Checked
    new: Checked
    changes: BookChanges
    gone: tuple[Finding, ...]
    come: tuple[Finding, ...]
    kept: tuple[Kept, ...]

    @property
    def changed(self) -> tuple[Kept, ...]:
        return tuple(one for one in self.kept if one.is_changed)

    def has_new(self, least: Severity) -> bool:
        """Tell whether a finding of this severity or a graver one came in, or became so."""
        come = [*self.come, *(one.new for one in self.kept if one.is_graver)]
        return any(_gravity(finding) <= least.rank for finding in come)


def compare(old: Checked, new: Checked) -> Comparison:
    """Return what changed from the old version to the new one.

    A finding stays what it is where its cell, or the row that it is about, is still the same thing:
    mending a typo in a name makes no new finding of those about it.
    """
    changes = compare_versions(old.laporan, new.laporan)
    moved_rows = _rows_of(changes.moved)
    kept: list[Kept] = []
    gone, come = list(old.findings), list(new.findings)
    for old_key, new_key in (
        (
            lambda f: (f.code, f.field, f.fingerprint, changes.moved.get(f.at)),
            lambda f: (f.code, f.field, f.fingerprint, f.at),
        ),
        (
            lambda f: (f.code, f.field, changes.moved.get(f.at)),
            lambda f: (f.code, f.field, f.at),
        ),
        (lambda f: f.fingerprint, lambda f: f.fingerprint),
        (
            lambda f: (f.code, f.field, moved_rows.get(_row_of(f.at))),
            lambda f: (f.code, f.field, _row_of(f.at)),
        ),
    ):
        pairs = _pair(gone, come, old_key, new_key)
        kept += pairs
        done = {id(f) for one in pairs for f in (one.old, one.new)}
        gone = [f for f in gone if id(f) not in done]
        come = [f for f in come if id(f) not in done]
    place = {id(f): number for number, f in enumerate(new.findings)}
    return Comparison(
        old=old,
        new=new,
        changes=changes,
        gone=tuple(gone),
        come=tuple(come),
        kept=tuple(sorted(kept, key=lambda one: place[id(one.new)])),
    )


def _pair(
    old: Iterable[Finding],
    new: Iterable[Finding],
    old_key: Callable[[Finding], Hashable],
    new_key: Callable[[Finding], Hashable],
) -> list[Kept]:
    """Pair findings of equal keys in their order."""
    waiting: dict[Hashable, list[Finding]] = defaultdict(list)
    for finding in new:
        waiting[new_key(finding)].append(finding)
    found: list[Kept] = []
    for finding in old:
        twins = waiting.get(old_key(finding))
        if twins:
            found.append(Kept(old=finding, new=twins.pop(0)))
    return found


_Row = tuple[str, str, int]


def _row_of(cell: CellRef) -> _Row:
    return cell.file, cell.sheet, cell.row


def _rows_of(moved: Mapping[CellRef, CellRef]) -> dict[_Row, _Row]:
    """Return where the rows went whose cells all went to one row, and no other row's did."""
    there: dict[_Row, set[_Row]] = defaultdict(set)
    back: dict[_Row, set[_Row]] = defaultdict(set)
    for old, new in moved.items():
        there[_row_of(old)].add(_row_of(new))
        back[_row_of(new)].add(_row_of(old))
    return {
        row: next(iter(rows))
        for row, rows in there.items()
        if len(rows) == 1 and len(back[next(iter(rows))]) == 1
    }


def _gravity(finding: Finding) -> int:
    """Return the rank of a severity; what the office accepts counts least."""
    return len(Severity) if finding.accepted else finding.severity.rank
