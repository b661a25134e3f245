"""What may be written into a cell without asking anybody, by the finding that accuses it.

A rule names one of these as its ``mend``.
"""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.domain.field import Field
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.location import CellRef
from lkjip_xl.rules.cells import tables_of
from lkjip_xl.rules.derived import Derived, Ragu, derive_sum, leaves_rows_out
from lkjip_xl.rules.derived_percentage import derive_percentage
from lkjip_xl.rules.rule import Context

#: Amounts that are sums of what stands below them.
SUMS = frozenset({Field.PAGU, Field.REALISASI_ANGGARAN, Field.ANGGARAN})


def derive(context: Context, cell: Sel) -> Derived | None:
    """Return a figure as the formula it should be, ``None`` where it follows from nothing."""
    if cell.field.is_percent:
        return derive_percentage(context, cell)
    return derive_sum(context, cell) if cell.field in SUMS else None


def _typed(context: Context, *places: CellRef) -> Iterator[Derived]:
    """Yield what belongs in some cells; how the staff computes is for them to mend."""
    for at in places:
        cell = tables_of(context).figure(at)
        due = None if cell is None or tables_of(context).formula(cell) else derive(context, cell)
        if due is not None:
            yield due


def _is_confirmed(due: Derived, finding: Finding) -> bool:
    return isinstance(due, Ragu) or not finding.expected or due.gives(finding.expected)


def mend_figure(context: Context, finding: Finding) -> Iterator[Derived]:
    """Yield what belongs in the place of a typed figure, if it is what the rule expects too."""
    return (due for due in _typed(context, finding.at) if _is_confirmed(due, finding))


def mend_percentage(context: Context, finding: Finding) -> Iterator[Derived]:
    """Yield a percentage as ``mend_figure`` does."""
    return (due for due in mend_figure(context, finding) if due.cell.field.is_percent)


def mend_wrong_percentage(context: Context, finding: Finding) -> Iterator[Derived]:
    """Yield a percentage that is wrong for sure: else the written one may be the better one."""
    if finding.severity is Severity.ERROR:
        yield from mend_percentage(context, finding)


def mend_misread_percentage(context: Context, finding: Finding) -> Iterator[Derived]:
    """Yield a percentage whatever the rule expects: it may not know the column's own digits."""
    return (due for due in _typed(context, finding.at) if due.cell.field.is_percent)


def mend_sum(context: Context, finding: Finding) -> Iterator[Derived]:
    """Yield an amount as ``mend_figure`` does."""
    return (due for due in mend_figure(context, finding) if due.cell.field in SUMS)


def mend_typed(context: Context, finding: Finding) -> Iterator[Derived]:
    """Yield the formulas in place of all the typed figures."""
    return _typed(context, finding.at, *finding.also)


def mend_blank(context: Context, finding: Finding) -> Iterator[Derived]:
    """Yield the percentages that belong in blank cells."""
    for due in _typed(context, finding.at, *finding.related):
        if due.cell.field.is_percent and tables_of(context).is_blank(due.cell):
            yield due


def mend_incomplete_formula(context: Context, finding: Finding) -> Iterator[Derived]:
    """Yield the whole sum in place of a formula that does nothing but leave rows out."""
    for due in _formula(context, finding):
        if isinstance(due, Ragu) or leaves_rows_out(tables_of(context), due):
            yield due


def mend_added_serapan(context: Context, finding: Finding) -> Iterator[Derived]:
    """Yield a serapan in place of a formula that adds some up."""
    return (due for due in _formula(context, finding) if due.cell.field is Field.SERAPAN)


def _formula(context: Context, finding: Finding) -> Iterator[Derived]:
    """Yield what belongs in the place of a formula, if it is what the rule expects too."""
    cell = tables_of(context).figure(finding.at)
    due = derive(context, cell) if cell and tables_of(context).formula(cell) else None
    if due is not None and _is_confirmed(due, finding):
        yield due
