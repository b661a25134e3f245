"""How many changes of each kind there are."""

from __future__ import annotations

from lkjip_xl.comparison import Comparison
from lkjip_xl.figures.versions.changes import Fate
from lkjip_xl.finding import Severity


def count_changes(comparison: Comparison) -> dict[str, int]:
    """Return how many changes of each kind there are, in the order they are told."""
    forms = comparison.changes.forms
    fates = [item.fate for form in forms for item in form.items]
    return {
        "figures": sum(len(form.figures) for form in forms),
        "rewritten": sum(len(form.rewritten) for form in forms),
        "texts": sum(len(form.texts) for form in forms) + len(comparison.changes.profil),
        **{fate.value: fates.count(fate) for fate in Fate},
        "columns": sum(len(form.columns) for form in forms),
        "forms": sum(form.fate is not None for form in forms),
    }


def count_new(comparison: Comparison) -> dict[Severity, int]:
    """Return how many of the findings that came in are open, by severity."""
    return {
        severity: sum(f.severity is severity and not f.accepted for f in comparison.come)
        for severity in Severity
    }
