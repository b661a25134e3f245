"""Columns that say the same of one year: which of them the table's percentages speak of.

A target before and after a change, what was spent this month and up to this month, what was reached
last year, a percentage of the goal of the Renstra beside that of the year's target.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.domain.rencana_aksi import Triwulan
from lkjip_xl.lampiran.draft import LONG, Draft
from lkjip_xl.lampiran.meaning import Ukuran

_BASES = frozenset(field for base in DASAR.values() for field in base)
_AIMED = frozenset({Field.TARGET, Field.PAGU})
_REACHED = frozenset({Field.REALISASI, Field.REALISASI_ANGGARAN})
#: What a percentage is taken of where it is not the year's own target.
_FAR_GOAL = re.compile(r"\bakhir\b|\brenstra\b|\brpjmd\b|jangka menengah|\bkemajuan\b", re.I)
#: Half of a year; with both halves the year's own column is another one.
_SEMESTER = re.compile(r"\bsem(?:ester)?\.?\s*(?:ke\s*-?\s*)?(ii?|[12])\b", re.I)
#: Whose goal it is: the nearer the place, the more it is the office's own.
_PLACES = (re.compile(r"\bprovinsi\b", re.I), re.compile(r"\bnasional\b|\bsdg'?s\b", re.I))
_OF_WORK = frozenset({Field.TARGET, Field.KINERJA, Field.INDIKATOR})
_OF_QUARTER = (Field.TARGET, Field.REALISASI, Field.CAPAIAN)
_IN_MONEY = {
    part.in_quarter(tw): money.in_quarter(tw)
    for tw in Triwulan
    for part, money in (
        (Field.TARGET, Field.ANGGARAN),
        (Field.REALISASI, Field.REALISASI_ANGGARAN),
    )
}


def resolve_rivals(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave to each field and year the one column that the others are compared with.

    A pagu that a later one replaced keeps a name of its own; the other columns have none.
    """
    for resolve in (_only_quarter, _money_of_quarters, _pagu_beside_spent, _spent_percentages):
        drafts = resolve(drafts)
    drafts = [d for d in _without_semesters(drafts) if not _is_of_another_year(d, drafts)]
    beaten = [any(_is_beaten(d, other, drafts) for other in drafts) for d in drafts]
    return [
        replace(draft, field=Field.PAGU_SEBELUM) if lost else draft
        for draft, lost in zip(drafts, beaten, strict=True)
        if not lost or (draft.field is Field.PAGU and _was_replaced(draft, drafts))
    ]


def _only_quarter(drafts: Sequence[Draft]) -> list[Draft]:
    """Read the figures of one quarter as those of the table where it has no others."""
    own = {d.field.triwulan for d in drafts if d.field.triwulan is not None}
    has_others = any(draft.field in _BASES for draft in drafts)
    if len(own) != 1 or has_others:
        return list(drafts)
    return [replace(d, field=d.field.part) if d.field.part in _OF_QUARTER else d for d in drafts]


def _money_of_quarters(drafts: Sequence[Draft]) -> list[Draft]:
    """Read quarters as money where the table measures nothing else."""
    fields = {draft.field for draft in drafts}
    if Field.PAGU not in fields or fields & _OF_WORK:
        return list(drafts)
    return [replace(d, field=_IN_MONEY.get(d.field, d.field)) for d in drafts]


def _pagu_beside_spent(drafts: Sequence[Draft]) -> list[Draft]:
    """Read "Anggaran" in a group "Realisasi" as the pagu where its neighbour is the realisasi."""

    def group(draft: Draft) -> tuple[str, ...]:
        return draft.column.path[:-1]

    said = {group(d) for d in drafts if d.field in _REACHED and not d.makna.is_from_group}
    return [
        replace(d, field=Field.PAGU)
        if d.field is Field.REALISASI_ANGGARAN and d.makna.is_from_group and group(d) in said
        else d
        for d in drafts
    ]


def _spent_percentages(drafts: Sequence[Draft]) -> list[Draft]:
    """Read "Capaian" of money as a percentage where another column says what was spent."""

    def is_open(draft: Draft) -> bool:
        spent = draft.field is Field.REALISASI_ANGGARAN
        return spent and draft.makna.ukuran is Ukuran.CAPAIAN

    told = {d.year for d in drafts if d.field is Field.REALISASI_ANGGARAN and not is_open(d)}
    taken = {d.year for d in drafts if d.field is Field.SERAPAN}
    return [
        replace(d, field=Field.SERAPAN) if is_open(d) and d.year in told - taken else d
        for d in drafts
    ]


def _without_semesters(drafts: Sequence[Draft]) -> list[Draft]:
    halves = {d.index: match[1] for d in drafts if (match := _SEMESTER.search(d.column.label))}
    if len(set(halves.values())) < 2:
        return list(drafts)
    return [draft for draft in drafts if draft.index not in halves]


def _is_of_another_year(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether a percentage that names no year stands beside those of every year."""
    if draft.field not in DASAR or draft.year:
        return False
    reached = {d.year for d in drafts if d.field in _REACHED}
    named = {d.year for d in drafts if d.field is draft.field}
    return bool(reached) and reached <= named and all(d.year for d in drafts if d.field in _BASES)


def _was_replaced(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether a later pagu of the same year holds, of the whole and not of a part."""
    return not draft.makna.is_after and any(
        d.makna.is_after and (d.field, d.year) == (draft.field, draft.year) for d in drafts
    )


def _is_beaten(draft: Draft, other: Draft, drafts: Sequence[Draft]) -> bool:
    """Tell whether another column says what counts in place of this one."""
    if draft is other or (draft.field, draft.year) != (other.field, other.year):
        return False
    own, its = draft.makna, other.makna
    if its.is_sum and not own.is_sum and draft.column.path[:-1] == other.column.path[:-1]:
        return True
    if _distance(draft) != _distance(other):
        return _distance(draft) > _distance(other)
    has_plan = any(d.field in LONG.values() for d in drafts)
    if own.is_past and not its.is_past and not has_plan:
        return True
    if draft.field in _AIMED:
        return its.is_after and not own.is_after
    if draft.field in _REACHED:
        return its.is_up_to and not own.is_up_to and not its.is_past
    far = [_FAR_GOAL.search(d.column.label) is not None for d in (draft, other)]
    return draft.field in DASAR and far == [True, False]


def _distance(draft: Draft) -> int:
    """Return how far away the place is that a column speaks of, 0 for the office's own."""
    places = enumerate(_PLACES, start=1)
    return max((far for far, place in places if place.search(draft.column.label)), default=0)
