"""Reads all sheets of an office-year, from one workbook or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lkjip_xl.domain.hierarki import Evidence, Level
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.building import build, gather_facts, known_levels
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.locating import Located, locate_all
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.tables.nesting import KnownNames, Place, nest
from lkjip_xl.tables.text import squash

_YEAR = re.compile(r"(?<![\d-])(20\d\d)(?!\d|\s*[-–])")


@dataclass(frozen=True, slots=True, kw_only=True)
class LaporanKinerja:
    """What one perangkat daerah reports for one year: every form that was found.

    ``year`` is 0 where no sheet says which year it is.
    """

    year: int
    lampiran: tuple[Lampiran, ...]

    def of(self, *forms: Form) -> tuple[Lampiran, ...]:
        """Return the located forms of the given kinds, in the order of the sheets."""
        return tuple(lampiran for lampiran in self.lampiran if lampiran.form in forms)


def read_office_year(grids: Sequence[Grid]) -> LaporanKinerja:
    """Read every form on the sheets of one office-year."""
    located = locate_all(grids)
    year = _find_year(located)
    facts = [gather_facts(one) for one in located]
    places = [nest(rows) for rows in facts]
    known: dict[str, Level] = {}
    for one, rows, decided in zip(located, facts, places, strict=True):
        if one.form.is_lampiran:
            known.update(known_levels(rows, decided))
    names = KnownNames(known)
    for position, rows in enumerate(facts):
        if any(_is_open(place) for place in places[position]):
            places[position] = nest(rows, names)
    lampiran = tuple(
        build(one, rows, decided, _own_year(one) or year)
        for one, rows, decided in zip(located, facts, places, strict=True)
    )
    return LaporanKinerja(year=year, lampiran=lampiran)


def _is_open(place: Place) -> bool:
    return place.evidence is Evidence.URUTAN


def _own_year(located: Located) -> int:
    found = _YEAR.findall(located.header.title)
    return int(found[-1]) if found else 0


def _find_year(located: Sequence[Located]) -> int:
    """Return the year of the report: what the Profil sheet says, else the titles' commonest."""
    for one in located:
        if one.form is not Form.PROFIL:
            continue
        for row in one.body.rows:
            texts = [str(value) for value in one.grid.rows[row] if value is not None]
            if len(texts) > 1 and squash(texts[0]).startswith("tahun"):
                found = re.search(r"20\d\d", texts[-1])
                if found:
                    return int(found[0])
    votes: dict[int, int] = {}
    for one in located:
        year = _own_year(one)
        votes[year] = votes.get(year, 0) + 1 if year else 0
    return max(votes, key=lambda year: votes[year], default=0)
