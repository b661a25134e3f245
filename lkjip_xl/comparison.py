"""Compares two checked versions of an office-year: its figures, and the findings on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from lkjip_xl.domain.field import Kind
from lkjip_xl.figures.pairing import pair_alike
from lkjip_xl.figures.versions.comparing import BookChanges, compare_versions
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.location import CellRef
from lkjip_xl.pipeline import Checked
from lkjip_xl.tables.numbers import read_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One complaint in both versions."""

    old: Finding
    new: Finding

    @property
    def is_graver(self) -> bool:
        """Tell whether it is graver now: higher, accepted no longer, or about more cells."""
        old, new = _gravity(self.old), _gravity(self.new)
        return new < old or (new == old and count_cells(self.new) > count_cells(self.old))

    @property
    def is_changed(self) -> bool:
        """Tell whether its severity, its cells, what belongs there, or its acceptance changed."""
        return _substance(self.old) != _substance(self.new)


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

    @property
    def graver(self) -> tuple[Kept, ...]:
        """Those that stayed and are graver now."""
        return tuple(one for one in self.kept if one.is_graver)

    def has_new(self, least: Severity) -> bool:
        """Tell whether an open finding of this severity or above came in, or became so grave."""
        come = (*self.come, *(one.new for one in self.graver))
        return any(_gravity(finding) <= least.rank for finding in come)


def compare(old: Checked, new: Checked) -> Comparison:
    """Return what changed from the old version to the new one.

    A finding stays what it is where its cell, or the row that it is about, is still the same thing:
    mending a typo in a name makes no new finding of those about it.
    """
    formats = old.has_formats and new.has_formats
    changes = compare_versions(old.laporan, new.laporan, formats=formats)
    kept: list[Kept] = []
    gone, come = list(old.findings), list(new.findings)
    for pairs_of in (*_by_keys(changes.moved), _by_cells(changes.moved)):
        pairs = [Kept(old=one, new=other) for one, other in pairs_of(gone, come)]
        kept += pairs
        done = {id(f) for pair in pairs for f in (pair.old, pair.new)}
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


_Pairs = Iterable[tuple[Finding, Finding]]
_Pairing = Callable[[Sequence[Finding], Sequence[Finding]], _Pairs]


def _by_keys(moved: Mapping[CellRef, CellRef]) -> Iterator[_Pairing]:
    """Yield ways to pair findings by what they are about, the surest first."""
    rows = _rows_of(moved)
    keys: tuple[tuple[_Key, _Key], ...] = (
        (
            lambda f: (f.code, f.field, f.fingerprint, moved.get(f.at)),
            lambda f: (f.code, f.field, f.fingerprint, f.at),
        ),
        (lambda f: (f.code, f.field, moved.get(f.at)), lambda f: (f.code, f.field, f.at)),
        (lambda f: f.fingerprint, lambda f: f.fingerprint),
        (
            lambda f: (f.code, f.field, rows.get(_row_of(f.at))),
            lambda f: (f.code, f.field, _row_of(f.at)),
        ),
    )
    for old_key, new_key in keys:
        yield partial(_pair, old_key=old_key, new_key=new_key)


_Key = Callable[[Finding], Hashable]


def _pair(
    old: Iterable[Finding], new: Iterable[Finding], old_key: _Key, new_key: _Key
) -> Iterator[tuple[Finding, Finding]]:
    """Yield the findings of equal keys, in their order."""
    waiting: dict[Hashable, list[Finding]] = defaultdict(list)
    for finding in reversed(list(new)):
        waiting[new_key(finding)].append(finding)
    for finding in old:
        twins = waiting.get(old_key(finding))
        if twins:
            yield finding, twins.pop()


def _by_cells(moved: Mapping[CellRef, CellRef]) -> _Pairing:
    """Return a way to pair findings about several cells that have some in common."""

    def score(old: Finding, new: Finding) -> float:
        return len({moved.get(cell) for cell in _cells(old)} & set(_cells(new)))

    def pairs(old: Sequence[Finding], new: Sequence[Finding]) -> _Pairs:
        for code in dict.fromkeys(finding.code for finding in old):
            mine, theirs = ([f for f in side if f.code == code] for side in (old, new))
            yield from pair_alike(mine, theirs, score)

    return pairs


def _cells(finding: Finding) -> tuple[CellRef, ...]:
    return finding.at, *finding.also


def count_cells(finding: Finding) -> int:
    return len(_cells(finding))


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


def _substance(finding: Finding) -> Hashable:
    expected = read_text(finding.expected, Kind.KINERJA).value  # 135,90 is 135,9
    return (
        finding.severity,
        finding.expected if expected is None else expected,
        finding.accepted,
        count_cells(finding),
    )
