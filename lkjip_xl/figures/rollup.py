"""Roll-up: parents are sums of their children, in rupiah.

A percentage is never added or averaged: it is computed again from the sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.quantity import format_number

#: More addends than this no reader follows; the calculation then shows the ends only.
MOST_ADDENDS = 6


class Sum(NamedTuple):
    """A sum and what went into it.

    ``total`` is ``None`` where nothing was there to add, which is not the same as zero.
    ``missing`` counts the addends without a value: with any, the total is a lower bound at best.
    """

    total: Decimal | None
    counted: int
    missing: int

    @property
    def is_complete(self) -> bool:
        return self.missing == 0 and self.counted > 0


def sum_values(values: Iterable[Decimal | None]) -> Sum:
    """Add up what is there and count what is not."""
    everything = tuple(values)
    known = [value for value in everything if value is not None]
    total = sum(known, Decimal(0)) if known else None
    return Sum(total, len(known), len(everything) - len(known))


def show_sum(values: Sequence[Decimal]) -> str:
    """Return the addition with its numbers: ``10 + 20 = 30``."""
    total = format_number(sum(values, Decimal(0)))
    if len(values) > MOST_ADDENDS:
        first = " + ".join(format_number(value) for value in values[: MOST_ADDENDS - 2])
        return f"{first} + … + {format_number(values[-1])} = {total} ({len(values)} angka)"
    return f"{' + '.join(map(format_number, values))} = {total}" if values else ""
