"""All rules, in the order of their codes."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from lkjip_xl.rules import anggaran, antar_lampiran, hierarki, isian, kinerja
from lkjip_xl.rules.rule import Rule

_FAMILIES: tuple[ModuleType, ...] = (anggaran, antar_lampiran, hierarki, isian, kinerja)

FAMILY_NAMES = {
    "ANG": "Anggaran dan serapan",
    "HIR": "Hierarki tujuan sampai sub kegiatan",
    "HIT": "Hitungan capaian kinerja",
    "ISI": "Isian dan penulisan angka",
    "LAM": "Kesamaan antar lampiran",
}


def _rules_of(module: ModuleType) -> Iterator[Rule]:
    return (value for value in vars(module).values() if isinstance(value, Rule))


RULES: tuple[Rule, ...] = tuple(
    sorted((rule for family in _FAMILIES for rule in _rules_of(family)), key=lambda r: r.code)
)


def find_rule(code: str) -> Rule | None:
    """Return the rule of a code, in any case of letters."""
    return next((rule for rule in RULES if rule.code == code.upper()), None)
