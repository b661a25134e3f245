"""Percentages that were added or averaged, where they must be computed again from the sums."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lkjip_xl.domain.quantity import Figure, format_number
from lkjip_xl.figures.rollup import show_sum


def explain_as_sum_or_mean(stated: Figure, children: Sequence[Figure]) -> str | None:
    """Return in words how a percentage follows from its children's, ``None`` where it does not.

    A single child, or children that are all alike, explain nothing: their mean is any of them.

    Args:
        stated: the parent's percentage as written.
        children: those of the rows below it; blank and unreadable ones are passed over.
    """
    values = [child.value for child in children if child.value is not None]
    if len(values) < 2 or stated.value is None or not any(values):
        return None
    total = sum(values, Decimal(0))
    if stated.shows(total):
        return f"jumlah {len(values)} persentase di bawahnya: {show_added(values, mean=False)}"
    if len(set(values)) > 1 and stated.shows(total / len(values)):
        return f"rata-rata {len(values)} persentase di bawahnya: {show_added(values, mean=True)}"
    return None


def show_added(values: Sequence[Decimal], *, mean: bool) -> str:
    """Return the addition or the mean with its numbers: ``(90 + 70) / 2 = 80``."""
    if not mean:
        return show_sum(values)
    steps = show_sum(values).partition(" = ")[0]
    result = format_number(sum(values, Decimal(0)) / len(values), 2)
    return f"({steps}) / {len(values)} = {result}"
