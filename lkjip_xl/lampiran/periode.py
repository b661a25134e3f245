"""Words that tell a table from others that look alike and are meant to stand beside it."""

from __future__ import annotations

from lkjip_xl.tables.text import words_of

#: Stages of one year's budget.
_STAGES = frozenset(("murni", "induk", "perubahan", "pergeseran"))
_PERIODS = _STAGES | frozenset((
    "triwulan", "tw", "semester", "bulan", "sebelum", "sesudah",
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september",
    "oktober", "november", "desember", "i", "ii", "iii", "iv",
))  # fmt: skip


def periods_of(title: str) -> frozenset[str]:
    """Return what a table's title says about the part of the year or the budget that it is for."""
    return _PERIODS.intersection(words_of(title))


def budget_stages_of(text: str) -> frozenset[str]:
    """Return which stages of the budget a text names: murni, perubahan."""
    return _STAGES.intersection(words_of(text))
