"""Chooses rules by code, name or family."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lkjip_xl.ports import BookError
from lkjip_xl.rules.catalogue import FAMILY_NAMES, RULES
from lkjip_xl.rules.rule import Rule

_PARTS = re.compile(r"[,;\s]+")


def select_rules(chosen: Iterable[str] = (), ignored: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Return the chosen rules, all where none is chosen, without the ignored ones.

    Args:
        chosen: texts of codes, names or families, parted by commas or blanks, in any case.
        ignored: the same for the rules to leave out.

    Raises:
        BookError: a word names no rule, or no rule is left.
    """
    wanted = _codes("--pilih", chosen) or {rule.code for rule in RULES}
    unwanted = _codes("--abaikan", ignored)
    rules = tuple(rule for rule in RULES if rule.code in wanted - unwanted)
    if not rules:
        raise BookError(
            "semua aturan yang dipilih juga diabaikan",
            "--abaikan",
            "Sisakan sedikitnya satu aturan",
        )
    return rules


def _codes(option: str, texts: Iterable[str]) -> set[str]:
    words = [word for text in texts for word in _PARTS.split(text) if word]
    return {code for word in words for code in _codes_of(option, word)}


def _codes_of(option: str, word: str) -> set[str]:
    codes = {rule.code for rule in RULES if word.upper() in (rule.code, rule.family)}
    codes |= {rule.code for rule in RULES if word.lower() == rule.name}
    if not codes:
        raise BookError(f"aturan atau keluarga “{word}” tidak ada", option, _choices(word))
    return codes


def _choices(word: str) -> str:
    siblings = [rule.code for rule in RULES if rule.family == word[:3].upper()]
    if siblings:
        return f"Pilih dari {_enumerate(siblings)}"
    families = _enumerate(sorted({rule.family for rule in RULES} & set(FAMILY_NAMES)))
    return f"Pilih keluarga {families}, atau kode dari lkjip aturan"


def _enumerate(words: Sequence[str]) -> str:
    return ", ".join(words)
