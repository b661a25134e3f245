"""The catalogue as a reader sees it: a list of rules, and one rule explained."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from lkjip_xl.rules.catalogue import FAMILY_NAMES
from lkjip_xl.rules.rule import Rule


def list_rules(rules: Iterable[Rule]) -> str:
    """Return the rules by family, a line each."""
    lines: list[str] = []
    for family, own in groupby(rules, key=lambda rule: rule.family):
        lines += [f"{family}  {FAMILY_NAMES[family]}"]
        lines += [f"  {rule.code}  {rule.severity.label:<10}  {rule.name}" for rule in own]
        lines += [""]
    lines += ["Penjelasan satu aturan: lkjip aturan KODE"]
    return "\n".join(lines) + "\n"


def explain_rule(rule: Rule) -> str:
    """Return one rule with its reason and its examples."""
    lines = [f"{rule.code} {rule.name} ({rule.severity.label.lower()})", "", rule.explanation]
    if rule.dasar:
        lines += ["", f"Dasar: {rule.dasar}"]
    return "\n".join(lines) + "\n"
