"""The level of each row, decided by the evidence a sheet gives.

Program, kegiatan and sub kegiatan often share one column and no code is printed.  The evidence,
strongest first: a code, columns of their own, the word PROGRAM or capitals, how the row looks, sums
of money, the same name elsewhere.  What remains is decided by order, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.hierarki import Evidence, Level
from lkjip_xl.domain.kode import is_akun, is_organisasi, level_of_kode, may_be_urusan
from lkjip_xl.grid import Look
from lkjip_xl.tables.outline import outline_levels
from lkjip_xl.tables.text import squash

_PROGRAM = re.compile(r"\s*(?:[IVXLC\d]+[.)]?\s+)?p(?:ro|o|r)gram\b", re.IGNORECASE)
_KEGIATAN = re.compile(r"\s*kegiatan\s*:", re.IGNORECASE)
#: The word as every name of a table may bear it; a sub kegiatan of a few tables begins so, too.
_BEGINS_KEGIATAN = re.compile(r"\s*kegiatan\b", re.IGNORECASE)
_SUB = re.compile(r"\s*sub\s*(?:keg\b\.?|kegiatan)\s*:?", re.IGNORECASE)
#: The word without a colon begins many a name; it tells the level where others say "Sub Kegiatan".
_BARE_KEGIATAN = re.compile(r"\s*kegiatan\s+\w", re.IGNORECASE)
#: A kind of expenditure: no program, kegiatan or sub kegiatan is called so.
_BELANJA = re.compile(r"\s*(?:[IVXLC\d]+[.)]?\s+)?belanja\b", re.IGNORECASE)
#: A kegiatan with more sub kegiatan than this does not occur; the bound keeps the search linear.
_MOST_CHILDREN = 60
#: Names that begin with the word of their level before it is taken for that.
_LEAST_WORDED = 3


@dataclass(slots=True, kw_only=True)
class RowFacts:
    """What a row says about its place, before anything is decided.

    ``names`` holds the texts that stand in columns of their own (tujuan, sasaran, and program,
    kegiatan, sub kegiatan where the form parts them); ``name`` the text of the shared column.
    ``goal`` is its level where that column holds goals as well and the words are those of one.
    ``amounts`` are the row's rupiah figures, one per column of money.  ``kode`` is a code of the
    tree, ``stated_kode`` whatever stands in the column of codes.  ``lowest`` is the lowest level
    that the label over the shared column names.
    """

    row: int
    kode: str = ""
    stated_kode: str = ""
    names: dict[Level, str] = field(default_factory=dict)
    name: str = ""
    goal: Level | None = None
    indikator: str = ""
    satuan: str = ""
    amounts: tuple[Decimal | None, ...] = ()
    look: Look | None = None
    outline: int = 0
    merged_name: bool = False
    lowest: Level | None = None
    is_total: bool = False


class Place(NamedTuple):
    """A row's level, what decided it, and whether the row begins a new item."""

    level: Level
    evidence: Evidence
    begins: bool
    name: str = ""


class KnownNames:
    """The names whose level other tables of the book show, found despite slips of typing."""

    #: Below this likeness (0-100) two names are two items: "RKA-SKPD" and "DPA-SKPD" differ.
    LIKENESS = 88

    def __init__(self, levels: Mapping[str, Level]) -> None:
        self._levels = dict(levels)
        self._near: dict[str, Level | None] = {}

    def level_of(self, name: str) -> Level | None:
        """Return the level of the same or nearly the same name, ``None`` where there is none."""
        key = squash(name)
        if not key or not self._levels:
            return None
        if key in self._levels:
            return self._levels[key]
        if key not in self._near:
            self._near[key] = self._find_near(key)
        return self._near[key]

    def _find_near(self, key: str) -> Level | None:
        from rapidfuzz import fuzz, process

        found = process.extractOne(
            key, self._levels.keys(), scorer=fuzz.ratio, score_cutoff=self.LIKENESS
        )
        return None if found is None else self._levels[found[0]]


NOTHING_KNOWN = KnownNames({})


def nest(rows: Sequence[RowFacts], known: KnownNames = NOTHING_KNOWN) -> list[Place]:
    """Return each row's place.

    Args:
        rows: the rows of one table in order.
        known: names whose level other tables of the book show.
    """
    _drop_repeated_names(rows)
    _move_centred_names(rows)
    outline = outline_levels([row.stated_kode for row in rows])
    for row, level in zip(rows, outline, strict=True):
        if level is not None:
            row.kode = row.stated_kode = ""
    decided = [
        _by_itself(row, known) if level is None or row.is_total else (level, Evidence.KODE)
        for row, level in zip(rows, outline, strict=True)
    ]
    _outside_the_tree(rows, decided)
    _above_the_programs(rows, decided)
    _by_bare_word(rows, decided)
    _by_capitals(rows, decided)
    _by_common_word(rows, decided)
    _in_segments(rows, decided, known)
    return _with_continuations(rows, decided)


def place_flat(rows: Sequence[RowFacts]) -> list[Place]:
    """Return the places of rows that make no tree but may name a tujuan, sasaran or kegiatan."""
    places: list[Place] = []
    for row in rows:
        level = max(row.names, key=lambda level: level.depth, default=Level.RINCIAN)
        evidence = Evidence.KOLOM
        if row.is_total:
            level, evidence = Level.TOTAL, Evidence.KATA
        begins = bool(row.name or row.names or row.is_total or not places)
        name = row.name or row.names.get(level, "")
        if not begins:
            level, name = places[-1].level, places[-1].name
        places.append(Place(level, evidence, begins, name))
    return places


def _by_itself(row: RowFacts, known: KnownNames) -> tuple[Level, Evidence] | None:
    """Decide by what the row itself shows: total, code, column, word."""
    if row.is_total:
        return Level.TOTAL, Evidence.KATA
    level = level_of_kode(row.kode)
    if level is not None:
        return level, Evidence.KODE
    deepest = max(row.names, key=lambda level: level.depth, default=None)
    if row.name:
        if row.goal is not None:
            return row.goal, Evidence.KATA
        if _SUB.match(row.name):
            return Level.SUB_KEGIATAN, Evidence.KATA
        if _KEGIATAN.match(row.name):
            return Level.KEGIATAN, Evidence.KATA
        if _PROGRAM.match(row.name):
            return Level.PROGRAM, Evidence.KATA
        return None
    if deepest is Level.TUJUAN and known.level_of(row.names[deepest]) is Level.SASARAN:
        return Level.SASARAN, Evidence.LAMPIRAN_LAIN
    if deepest is not None:
        return deepest, Evidence.KOLOM
    return None


def _outside_the_tree(
    rows: Sequence[RowFacts], decided: list[tuple[Level, Evidence] | None]
) -> None:
    """Set the rows apart that stand above the programs or below the sub kegiatan.

    Their codes tell, or a name of expenditure.

    A short code is an urusan's only where codes of programs begin with it; elsewhere it numbers
    the rows.
    """
    programs = {row.kode for row in rows if row.kode and not is_akun(row.kode)}
    urusan = {".".join(kode.split(".")[:count]) for kode in programs for count in (1, 2)}
    stated = [row.stated_kode.strip(" .") for row in rows]
    groups = {kode.partition(".")[0] for kode in stated if "." in kode and is_akun(kode)}
    for i, row in enumerate(rows):
        kode = row.stated_kode.rstrip(".")
        if row.is_total:
            continue
        if not kode:
            if decided[i] is None and _BELANJA.match(row.name) and not row.indikator:
                decided[i] = (Level.RINCIAN, Evidence.KATA)
            continue
        if is_akun(kode) and "." not in kode and kode not in groups:
            continue  # 4. in a list that counts 1. 2. 3.
        if is_akun(kode) and not (_PROGRAM.match(row.name) or kode in urusan):
            decided[i] = (Level.RINCIAN, Evidence.KODE)
        elif is_organisasi(kode) or (may_be_urusan(kode) and kode in urusan):
            decided[i] = (Level.URUSAN, Evidence.KODE)


def _above_the_programs(
    rows: Sequence[RowFacts], decided: list[tuple[Level, Evidence] | None]
) -> None:
    """Set names apart that head the first program of a table: an urusan, the office itself.

    They have no indicator where the rows below have theirs; elsewhere that would tell nothing.
    """
    named = [row for row in rows if row.name and not row.is_total]
    first = next((i for i, row in enumerate(rows) if _PROGRAM.match(row.name)), 0)
    if 2 * sum(bool(row.indikator) for row in named) < len(named):
        return
    heads = [i for i in range(first) if rows[i].name or rows[i].indikator]
    if not any(rows[i].indikator or decided[i] is not None for i in heads):
        for i in heads:
            decided[i] = (Level.URUSAN, Evidence.KATA)


def _by_bare_word(rows: Sequence[RowFacts], decided: list[tuple[Level, Evidence] | None]) -> None:
    """Take "Kegiatan …" for a kegiatan in a table that says "Sub Kegiatan …" of others."""
    if not any(_SUB.match(row.name) for row in rows):
        return
    for i, row in enumerate(rows):
        if decided[i] is None and _BARE_KEGIATAN.match(row.name):
            decided[i] = (Level.KEGIATAN, Evidence.KATA)


def _by_capitals(rows: Sequence[RowFacts], decided: list[tuple[Level, Evidence] | None]) -> None:
    """Take capitals for a program, where capitals are the exception in the column."""
    open_rows = [i for i, row in enumerate(rows) if decided[i] is None and row.name]
    capital = [i for i in open_rows if rows[i].name.isupper() and len(rows[i].name) > 5]
    if len(capital) <= 0.4 * len(open_rows):
        for i in capital:
            decided[i] = (Level.PROGRAM, Evidence.KATA)


def _by_common_word(rows: Sequence[RowFacts], decided: list[tuple[Level, Evidence] | None]) -> None:
    """Take "Kegiatan …" for the level where nearly all the open names begin so."""
    open_rows = [i for i, row in enumerate(rows) if decided[i] is None and row.name]
    worded = [i for i in open_rows if _BEGINS_KEGIATAN.match(rows[i].name)]
    if len(worded) >= _LEAST_WORDED and len(worded) >= 0.8 * len(open_rows):
        for i in worded:
            decided[i] = (Level.KEGIATAN, Evidence.KATA)


def _in_segments(
    rows: Sequence[RowFacts],
    decided: list[tuple[Level, Evidence] | None],
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
    decided: list[tuple[Level, Evidence] | None],
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


def _with_continuations(
    rows: Sequence[RowFacts], decided: Sequence[tuple[Level, Evidence] | None]
) -> list[Place]:
    """Give nameless rows the level of the item above: they are its further indicators."""
    places: list[Place] = []
    for row, place in zip(rows, decided, strict=True):
        if place is not None:
            name = row.name or row.names.get(place[0], "")
            if not name and row.names:
                name = row.names[max(row.names, key=lambda level: level.depth)]
            places.append(Place(place[0], place[1], True, name))
            continue
        above = next((p for p in reversed(places) if p.level is not Level.TOTAL), None)
        level = Level.SUB_KEGIATAN if above is None else above.level
        evidence = Evidence.URUTAN if above is None else Evidence.LANJUTAN
        places.append(Place(level, evidence, above is None, "" if above is None else above.name))
    return places


def _drop_repeated_names(rows: Sequence[RowFacts]) -> None:
    """Forget names that only repeat those of the row above: such a row goes on with its item.

    Some offices write tujuan and sasaran on every row instead of merging the cells.
    """
    current: dict[Level, str] = {}
    for row in rows:
        own = {level: squash(name) for level, name in row.names.items()}
        repeats = own and all(current.get(level) == name for level, name in own.items())
        if repeats and not row.name and not row.kode and not row.is_total:
            row.names = {}
            continue
        for level, name in own.items():
            if current.get(level) != name:
                current = {
                    known: text for known, text in current.items() if known.depth < level.depth
                }
            current[level] = name


def _move_centred_names(rows: Sequence[RowFacts]) -> None:
    """Move a name that stands in the middle of its rows up to the first of them.

    Some offices write the name of a sub kegiatan with many indicators on the middle row and leave
    the cells unmerged.  The rows above the name are its own when they carry its satuan and not that
    of the item before, and when the name then stands in the middle.
    """
    previous: int | None = None
    for i, row in enumerate(rows):
        if not row.name:
            continue
        has_no_rows_above = row.merged_name or row.is_total or _PROGRAM.match(row.name)
        if previous is not None and not has_no_rows_above:
            above = _nameless(rows, range(i - 1, previous, -1), row.satuan)
            below = _nameless(rows, range(i + 1, len(rows)), row.satuan)
            differs = squash(rows[previous].satuan) != squash(row.satuan)
            parted = any(rows[between].names for between in range(previous + 1, i))
            if above and below and differs and not parted and abs(above - below) <= 1:
                rows[i - above].name, row.name = row.name, ""
        previous = i


def _nameless(rows: Sequence[RowFacts], indices: range, satuan: str) -> int:
    """Count the nameless rows in a direction that carry the same satuan."""
    count = 0
    for i in indices:
        row = rows[i]
        if row.name or row.names or row.is_total or not row.indikator:
            break
        if squash(row.satuan) != squash(satuan):
            break
        count += 1
    return count
