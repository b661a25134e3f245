"""Columns that are the sum of others in every row, as their form says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lkjip_xl.finding import Finding
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.rules.equations import Sum
from lkjip_xl.rules.rule import Context, Rule


def state_column_sums(
    context: Context, rule: Rule, lampiran: Lampiran, complain: Callable[[Sum], Finding]
) -> Iterator[Sum]:
    """State the sums of a table for the rows that give the whole and every part."""
    for one in lampiran.form.sums:
        for year in lampiran.years(one.whole):
            for row in lampiran.rows:
                whole = row.told(one.whole, year)
                told = [row.told(part, year) for part in one.parts]
                parts = tuple(cell for cell in told if cell is not None)
                if whole is not None and len(parts) == len(told):
                    context.tally["sums"] += 1
                    yield Sum(
                        rule=rule,
                        complain=complain,
                        wholes=(whole,),
                        parts=parts,
                        parts_label=f"{len(parts)} {one.called}",
                    )
