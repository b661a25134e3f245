"""The level that a row shows by itself, or by the words and codes of its whole table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lkjip_xl.domain.hierarki import Evidence, Level
from lkjip_xl.domain.kode import is_akun, is_organisasi, level_of_kode, may_be_urusan
from lkjip_xl.tables.row_facts import Decided, KnownNames, RowFacts

PROGRAM = re.compile(r"\s*(?:[IVXLC\d]+[.)]?\s+)?p(?:ro|o|r)gram\b", re.IGNORECASE)
_KEGIATAN = re.compile(r"\s*kegiatan\s*:", re.IGNORECASE)
#: The word as every name of a table may bear it; a sub kegiatan of a few tables begins so, too.
_BEGINS_KEGIATAN = re.compile(r"\s*kegiatan\b", re.IGNORECASE)
_SUB = re.compile(r"\s*sub\s*(?:keg\b\.?|kegiatan)\s*:?", re.IGNORECASE)
#: The word without a colon begins many a name; it tells the level where others say "Sub Kegiatan".
_BARE_KEGIATAN = re.compile(r"\s*kegiatan\s+\w", re.IGNORECASE)
#: A kind of expenditure: no program, kegiatan or sub kegiatan is called so.
_BELANJA = re.compile(r"\s*(?:[IVXLC\d]+[.)]?\s+)?belanja\b", re.IGNORECASE)
#: Names that begin with the word of their level before it is taken for that.
_LEAST_WORDED = 3


def by_itself(row: RowFacts, known: KnownNames) -> tuple[Level, Evidence] | None:
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
        if PROGRAM.match(row.name):
            return Level.PROGRAM, Evidence.KATA
        return None
    if deepest is Level.TUJUAN and known.level_of(row.names[deepest]) is Level.SASARAN:
        return Level.SASARAN, Evidence.LAMPIRAN_LAIN
    if deepest is not None:
        return deepest, Evidence.KOLOM
    return None


def outside_the_tree(rows: Sequence[RowFacts], decided: Decided) -> None:
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
        if is_akun(kode) and not (PROGRAM.match(row.name) or kode in urusan):
            decided[i] = (Level.RINCIAN, Evidence.KODE)
        elif is_organisasi(kode) or (may_be_urusan(kode) and kode in urusan):
            decided[i] = (Level.URUSAN, Evidence.KODE)


def above_the_programs(rows: Sequence[RowFacts], decided: Decided) -> None:
    """Set names apart that head the first program of a table: an urusan, the office itself.

    They have no indicator where the rows below have theirs; elsewhere that would tell nothing.
    """
    named = [row for row in rows if row.name and not row.is_total]
    first = next((i for i, row in enumerate(rows) if PROGRAM.match(row.name)), 0)
    if 2 * sum(bool(row.indikator) for row in named) < len(named):
        return
    heads = [i for i in range(first) if rows[i].name or rows[i].indikator]
    if not any(rows[i].indikator or decided[i] is not None for i in heads):
        for i in heads:
            decided[i] = (Level.URUSAN, Evidence.KATA)


def by_bare_word(rows: Sequence[RowFacts], decided: Decided) -> None:
    """Take "Kegiatan …" for a kegiatan in a table that says "Sub Kegiatan …" of others."""
    if not any(_SUB.match(row.name) for row in rows):
        return
    for i, row in enumerate(rows):
        if decided[i] is None and _BARE_KEGIATAN.match(row.name):
            decided[i] = (Level.KEGIATAN, Evidence.KATA)


def by_capitals(rows: Sequence[RowFacts], decided: Decided) -> None:
    """Take capitals for a program, where capitals are the exception in the column."""
    open_rows = [i for i, row in enumerate(rows) if decided[i] is None and row.name]
    capital = [i for i in open_rows if rows[i].name.isupper() and len(rows[i].name) > 5]
    if len(capital) <= 0.4 * len(open_rows):
        for i in capital:
            decided[i] = (Level.PROGRAM, Evidence.KATA)


def by_common_word(rows: Sequence[RowFacts], decided: Decided) -> None:
    """Take "Kegiatan …" for the level where nearly all the open names begin so."""
    open_rows = [i for i, row in enumerate(rows) if decided[i] is None and row.name]
    worded = [i for i in open_rows if _BEGINS_KEGIATAN.match(rows[i].name)]
    if len(worded) >= _LEAST_WORDED and len(worded) >= 0.8 * len(open_rows):
        for i in worded:
            decided[i] = (Level.KEGIATAN, Evidence.KATA)
