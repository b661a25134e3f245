"""What speaks for a figure: equations that hold; and what speaks against it: a likely slip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from lkjip_xl.lampiran.records import Sel
from lkjip_xl.location import CellRef
from lkjip_xl.pipeline import state_equations
from lkjip_xl.rules.derived import Turunan
from lkjip_xl.rules.equations import Equation, Same
from lkjip_xl.rules.rule import Context

#: Powers of ten by which a number is off when zeros or the mark are miscounted.
_SHIFTS = (1, -1, 2, -2, 3, -3)


class Saksi:
    """The equations of a book by the cells they speak about; made when first asked."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def is_confirmed(self, figure: Sel, derived: Sel, *, by_twin: bool = False) -> bool:
        """Tell whether something besides the derived figure agrees with a figure.

        Args:
            figure: what the derived figure rests on.
            derived: the figure in question.
            by_twin: whether only the same figure in another place counts.
        """
        return any(
            equation.holds({})
            for equation in self._equations_of(figure.cell)
            if (isinstance(equation, Same) or not by_twin)
            and all(term.cell != derived.cell for term in equation.terms)
        )

    def is_backed(self, due: Turunan) -> bool:
        """Tell whether a new value makes true what else is said about a figure and is false now."""
        derived = due.cell.cell
        own = {derived, *(one.cell for one in due.inputs)}
        for equation in self._equations_of(derived):
            if equation.holds({}) or all(term.cell in own for term in equation.terms):
                continue
            own_terms = (term for term in equation.terms if term.cell == derived)
            if any(equation.holds({term: due.result}) for term in own_terms):
                return True
        return False

    def _equations_of(self, cell: CellRef) -> Sequence[Equation]:
        return self._by_cell.get(cell, ())

    @cached_property
    def _by_cell(self) -> dict[CellRef, list[Equation]]:
        found: dict[CellRef, list[Equation]] = defaultdict(list)
        for equation in state_equations(self._context):
            for term in equation.terms:
                found[term.cell].append(equation)
        return found


def find_slip(saksi: Saksi, due: Turunan) -> Sel | None:
    """Return the figure that one slip of a tired hand explains the written one by.

    Only a figure that nothing else confirms: then nobody but the staff knows which of the two is
    wrong.  A figure may also have changed places with that of a neighbouring row.
    """
    derived, is_percentage = due.cell, due.compute is not None
    if derived.value is None or (is_percentage and derived.figure.shows(due.result)):
        return None
    is_backed = saksi.is_backed(due)
    for figure in () if is_backed and is_percentage else due.inputs:
        meant: list[Decimal] = []
        if not saksi.is_confirmed(figure, derived, by_twin=True):
            meant += _neighbours(figure, derived)
        if not is_backed and not saksi.is_confirmed(figure, derived):
            meant += _slips(figure.number)
        if any(_explains(due, figure, value) for value in meant):
            return figure
    return None


def _explains(due: Turunan, figure: Sel, value: Decimal) -> bool:
    """Tell whether the written figure is right with another value of one it rests on."""
    if due.compute is None:
        return value == figure.number - (due.result - due.cell.number)
    result = due.compute(*(value if one is figure else one.number for one in due.inputs))
    return result is not None and due.cell.figure.shows(result)


def _neighbours(figure: Sel, derived: Sel) -> Iterator[Decimal]:
    """Yield the figures of the rows above and below, and of the item's brothers and sisters."""
    rows, item = figure.lampiran.rows, figure.item
    position = rows.index(figure.row)
    near = [*rows[max(position - 1, 0) : position], *rows[position + 1 : position + 2]]
    if item is not None and item.parent is not None:
        near += [row for one in item.lampiran.items[item.parent].below for row in one.rows]
    for row in near:
        value = row.figure(figure.field, figure.year).value
        if row not in (figure.row, derived.row) and value not in (None, figure.value):
            assert value is not None
            yield value


def _slips(value: Decimal) -> Iterator[Decimal]:
    """Yield the numbers from which one slip makes this one: a digit or a place of the mark."""
    yield from (value.scaleb(shift) for shift in _SHIFTS)
    exponent = value.normalize().as_tuple().exponent
    places = max(-exponent, 0) if isinstance(exponent, int) else 0
    digits = str(int(abs(value).scaleb(places)))
    for written in _edits(digits):
        yield Decimal(written).scaleb(-places)
    for place in range(len(digits)):
        step = Decimal(1).scaleb(place - places)
        yield from (value + step, value - step)


def _edits(digits: str) -> Iterator[str]:
    for at in range(len(digits)):
        for digit in "0123456789":
            yield digits[:at] + digit + digits[at + 1 :]
            yield digits[:at] + digit + digits[at:]
        if at and len(digits) > 1:
            yield digits[: at - 1] + digits[at] + digits[at - 1] + digits[at + 1 :]
        if len(digits) > 1:
            yield digits[:at] + digits[at + 1 :]
    for digit in "0123456789":
        yield digits + digit
