"""Words that tell a table from others that look alike and are meant to stand beside it."""

from __future__ import annotations

import re
from functools import lru_cache

from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.tables.text import words_of

#: Stages of one year's budget.
_STAGES = frozenset(("murni", "induk", "perubahan", "pergeseran"))
_PERIODS = _STAGES | frozenset((
    "triwulan", "tw", "semester", "bulan", "sebelum", "sesudah",
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september",
    "oktober", "november", "desember", "i", "ii", "iii", "iv",
))  # fmt: skip

#: ``Triwulan II``, ``TW 3``, ``Semester I``; not the range ``Triwulan I-IV``, which is the year.
_PART = re.compile(
    r"\b(triwulan|tw|trw|semester|sem)\b\.?\s*(?:ke\s*-?\s*)?(i{1,3}|iv|[1-4])\b"
    r"(?!\s*(?:-|–|,|/|&|dan\b|s\s*[./]?\s*d\b|sampai\b))",
    re.I,
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def periods_of(title: str) -> frozenset[str]:
    """Return what a table's title says about the part of the year or the budget that it is for."""
    return _PERIODS.intersection(words_of(title))


def budget_stages_of(text: str) -> frozenset[str]:
    """Return which stages of the budget a text names: murni, perubahan."""
    return _STAGES.intersection(words_of(text))


def are_of_one_time(one: Lampiran, other: Lampiran) -> bool:
    """Tell whether two tables speak of the same part of the year and the same stage of its budget.

    A quarter's figures are not those of the year; a budget without a stage is the one that holds.
    """
    if _parts_of_year(one) != _parts_of_year(other):
        return False
    stages = [budget_stages_of(f"{lampiran.title} {lampiran.sheet}") for lampiran in (one, other)]
    return not all(stages) or stages[0] == stages[1]


def _parts_of_year(lampiran: Lampiran) -> frozenset[tuple[str, str]]:
    """Return the quarters or halves that a table's title names, else the name of its sheet."""
    return _parts_in(lampiran.title) or _parts_in(lampiran.sheet)


@lru_cache(maxsize=1_024)
def _parts_in(text: str) -> frozenset[tuple[str, str]]:
    return frozenset((word[0].lower(), _ROMAN.get(n.lower(), n)) for word, n in _PART.findall(text))
