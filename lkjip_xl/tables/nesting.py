"""The level of each row, decided by the evidence a sheet gives.

Program, kegiatan and sub kegiatan often share one column and no code is printed.  The evidence,
strongest first: a code, columns of their own, the word PROGRAM or capitals, how the row looks, sums
of money, the same name elsewhere.  What remains is decided by order, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_xl.domain.hierarki import Evidence, Level
from lkjip_xl.tables import telling
from lkjip_xl.tables.outline import outline_levels
from lkjip_xl.tables.row_facts import NOTHING_KNOWN, KnownNames, Place, RowFacts
from lkjip_xl.tables.segments import decide_segments
from lkjip_xl.tables.telling import PROGRAM
from lkjip_xl.tables.text import squash


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
        telling.by_itself(row, known) if level is None or row.is_total else (level, Evidence.KODE)
        for row, level in zip(rows, outline, strict=True)
    ]
    telling.outside_the_tree(rows, decided)
    telling.above_the_programs(rows, decided)
    telling.by_bare_word(rows, decided)
    telling.by_capitals(rows, decided)
    telling.by_common_word(rows, decided)
    decide_segments(rows, decided, known)
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
        has_no_rows_above = row.merged_name or row.is_total or PROGRAM.match(row.name)
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
