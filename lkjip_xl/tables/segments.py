"""Parts the rows of a program into kegiatan, each with its sub kegiatan: by sums, looks, names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from lkjip_xl.domain.hierarki import Evidence, Level
from lkjip_xl.tables.row_facts import Decided, KnownNames, RowFacts

#: A kegiatan with more sub kegiatan than this does not occur; the bound keeps the search linear.
_MOST_CHILDREN = 60


def decide_segments(
    rows: Sequence[RowFacts],
    decided: Decided,
    known: KnownNames,
) -> None:
    """Decide the rows between two programs: which are kegiatan, which sub kegiatan."""
    hints = _look_hints(rows, decided)
    segment: list[int] = []
    program: int | None = None
    for i, row in enumerate(rows):
        place = decided[i]
        if place is not None and place[0] not in (Level.KEGIATAN, Level.SUB_KEGIATAN):
            _decide_segment(rows, decided, segment, program, known, hints)
            segment = []
            program = i if place[0] is Level.PROGRAM else None
        elif row.name or place is not None:
            segment.append(i)
    _decide_segment(rows, decided, segment, program, known, hints)


def _look_hints(
    rows: Sequence[RowFacts], decided: Sequence[tuple[Level, Evidence] | None]
) -> dict[int, Level]:
    """Return what looks say of the open rows, where the looks part them in two kinds.

    The kind that follows a program first is the kegiatan's; it must do so every time, or the looks
    mean something else and give no hint.
    """
    signatures: dict[int, tuple[int, int, bool, bool, str]] = {}
    first_kinds: set[tuple[int, int, bool, bool, str]] = set()
    after_program = True
    for i, row in enumerate(rows):
        place = decided[i]
        if place is not None and place[0] is Level.PROGRAM:
            after_program = True
        if place is not None or not row.name or row.look is None:
            continue
        look = row.look
        signatures[i] = (row.outline, look.indent, look.bold, look.italic, look.fill)
        if after_program:
            first_kinds.add(signatures[i])
            after_program = False
    kinds = set(signatures.values())
    if len(kinds) != 2 or len(first_kinds) != 1:
        return {}
    return {
        i: Level.KEGIATAN if kind in first_kinds else Level.SUB_KEGIATAN
        for i, kind in signatures.items()
    }


def _decide_segment(
    rows: Sequence[RowFacts],
    decided: Decided,
    segment: Sequence[int],
    program: int | None,
    known: KnownNames,
    hints: Mapping[int, Level],
) -> None:
    if all(decided[i] is not None for i in segment):
        return
    votes = [_vote(rows[i], decided[i], known, hints.get(i)) for i in segment]
    amounts = _item_amounts(rows, segment)
    is_flat = False
    if program is not None and _is_flat(amounts, _item_amounts(rows, [program])[0]):
        levels = [Level.KEGIATAN] * len(segment)
        proved = [True] * len(segment)
    elif any(votes) or not any(map(any, amounts)) or _add_up_somewhere(amounts):
        levels, proved = _split(votes, amounts)
    else:  # amounts that never add up are those of equals
        is_flat = True
        levels, proved = [Level.KEGIATAN] * len(segment), [False] * len(segment)
    for i, level, by_sum, vote in zip(segment, levels, proved, votes, strict=True):
        if decided[i] is not None:
            continue
        if by_sum:
            evidence = Evidence.JUMLAH
        elif is_flat and rows[i].lowest is level:
            evidence = Evidence.KOLOM
        elif vote is not None and vote[0] is level:
            evidence = vote[1]
        else:
            evidence = Evidence.URUTAN
        decided[i] = (level, evidence)


def _vote(
    row: RowFacts,
    decided: tuple[Level, Evidence] | None,
    known: KnownNames,
    hint: Level | None,
) -> tuple[Level, Evidence] | None:
    if decided is not None:
        return decided
    if hint is not None:
        return hint, Evidence.TAMPILAN
    level = known.level_of(row.name)
    return None if level is None else (level, Evidence.LAMPIRAN_LAIN)


_WEIGHT = {
    Evidence.KODE: 1000,
    Evidence.KOLOM: 1000,
    Evidence.KATA: 500,
    Evidence.TAMPILAN: 5,
    Evidence.LAMPIRAN_LAIN: 4,
}


def _item_amounts(rows: Sequence[RowFacts], starts: Sequence[int]) -> list[list[Decimal]]:
    """Return each item's amounts: those of its own row and of the nameless rows that follow."""
    totals = []
    for start in starts:
        sums = [Decimal(0)] * len(rows[start].amounts)
        for i in range(start, len(rows)):
            if i > start and (rows[i].name or rows[i].names or rows[i].is_total or rows[i].kode):
                break
            for column, amount in enumerate(rows[i].amounts):
                sums[column] += amount or 0
        totals.append(sums)
    return totals


def _is_flat(amounts: Sequence[Sequence[Decimal]], parent: Sequence[Decimal]) -> bool:
    """Tell whether all rows together make the program: then they are all its kegiatan."""
    if len(amounts) < 2:
        return False
    told = [(sum(row[c] for row in amounts), parent[c]) for c in range(len(parent)) if parent[c]]
    return bool(told) and all(total == whole for total, whole in told)


def _add_up_somewhere(amounts: Sequence[Sequence[Decimal]]) -> bool:
    """Tell whether some row, in some column, is the sum of what follows it."""
    for column in zip(*amounts, strict=True):
        for start, whole in enumerate(column):
            added = Decimal(0)
            for part in column[start + 1 : start + 1 + _MOST_CHILDREN]:
                added += part
                if whole and added == whole:
                    return True
    return False


def _split(
    votes: Sequence[tuple[Level, Evidence] | None], amounts: Sequence[Sequence[Decimal]]
) -> tuple[list[Level], list[bool]]:
    """Part a program's rows into kegiatan, each followed by its sub kegiatan.

    Dynamic programming over where a kegiatan begins: a group earns points for every column in which
    the kegiatan is the sum of what follows it, the more rows the better since many seldom add up
    by chance, and for agreeing with the other evidence.
    """
    count = len(votes)
    amounts = _of_some_column(amounts)
    best: list[float] = [0.0] + [float("-inf")] * count
    back = [(0, False)] * (count + 1)
    for start in range(count):
        if best[start] == float("-inf"):
            continue
        score = best[start] + _agreement(votes[start], Level.KEGIATAN)
        sums = [Decimal(0)] * (len(amounts[0]) if amounts else 0)
        for end in range(start + 1, min(count, start + _MOST_CHILDREN) + 1):
            if end > start + 1:
                score += _agreement(votes[end - 1], Level.SUB_KEGIATAN)
                sums = [a + b for a, b in zip(sums, amounts[end - 1], strict=True)]
            matches, misses = _compare(amounts[start], sums)
            children = end - start - 1
            total = score + (2.0 * matches * children - misses if children else -1.5)
            if total > best[end]:
                best[end] = total
                back[end] = (start, matches > 0 and misses == 0 and children > 0)
    return _trace(back, count)


def _agreement(vote: tuple[Level, Evidence] | None, level: Level) -> float:
    if vote is None:
        return 0.0
    weight = _WEIGHT.get(vote[1], 1)
    return weight if vote[0] is level else -weight


def _of_some_column(amounts: Sequence[Sequence[Decimal]]) -> Sequence[Sequence[Decimal]]:
    """Return the amounts without the columns in which no row has any: they cannot tell."""
    filled = [c for c, column in enumerate(zip(*amounts, strict=True)) if any(column)]
    return [[row[c] for c in filled] for row in amounts]


def _compare(parent: Sequence[Decimal], sums: Sequence[Decimal]) -> tuple[int, int]:
    matches = misses = 0
    for amount, total in zip(parent, sums, strict=True):
        if amount == total:
            matches += bool(amount)
        elif amount:
            misses += 1
    return matches, misses


def _trace(back: Sequence[tuple[int, bool]], count: int) -> tuple[list[Level], list[bool]]:
    levels = [Level.SUB_KEGIATAN] * count
    proved = [False] * count
    end = count
    while end:
        start, by_sum = back[end]
        levels[start] = Level.KEGIATAN
        proved[start:end] = [by_sum] * (end - start)
        end = start
    return levels, proved
