"""What a row of a table says of its place, and the place that it is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.hierarki import Evidence, Level
from lkjip_xl.grid import Look
from lkjip_xl.tables.text import squash

#: What each row's level was decided to be, and by what; ``None`` while it is open.
Decided = list[tuple[Level, Evidence] | None]


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
