"""Which formula cells are at fault themselves, for the rules that judge their values."""

from __future__ import annotations

from collections.abc import Mapping

from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Context, once
from lkjip_xl.rules.rumus.acuan import find_stray_references
from lkjip_xl.rules.rumus.bentuk import find_deviant_formulas
from lkjip_xl.rules.rumus.hasil import find_stale_results
from lkjip_xl.rules.rumus.jumlah import find_added_percentages, find_incomplete_sums
from lkjip_xl.rules.rumus.sel import accused


@once
def faulty_formulas(context: Context) -> Mapping[CellRef, str]:
    """Return the cells whose formula is reported with what it should give, and by which rule.

    A wrong value in such a cell has its root in the formula: one finding says both.
    """
    told = accused(
        context,
        find_incomplete_sums,
        find_deviant_formulas,
        find_stray_references,
        find_stale_results,
        find_added_percentages,
    )
    return {cell: finding.code for cell, finding in told.items()}
