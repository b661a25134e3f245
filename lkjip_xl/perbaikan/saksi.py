"""What speaks for a figure: equations that hold; and what speaks against it: a likely slip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from decimal import Decimal

from lkjip_xl.location import CellRef
from lkjip_xl.perbaikan.sel import Sel
from lkjip_xl.pipeline import Read, make_context, state_equations
from lkjip_xl.rules.equations import Equation, Same

#: Powers of ten by which a number is off when zeros or the mark are miscounted.
_SHIFTS = (1, -1, 2, -2, 3, -3)

Compute = Callable[[Decimal, Decimal], Decimal | None]
"""Gives a percentage from what it is taken of and what is taken of it."""


class Saksi:
    """The equations of a book by the cells they speak about; made when first asked."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._by_cell: dict[CellRef, list[Equation]] | None = None

    def is_confirmed(self, figure: Sel, derived: Sel, *, by_twin: bool = False) -> bool:
        """Tell whether something besides the derived figure agrees with a figure.

        Args:
            figure: what the derived figure rests on.
            derived: the figure in question.
            by_twin: whether only the same figure in another place counts.
        """
        return any(
            equation.holds({})
            for equation in self._equations_of(figure.at)
            if (isinstance(equation, Same) or not by_twin)
            and all(term.cell != derived.at for term in equation.terms)
        )

    def is_backed(self, derived: Sel, value: Decimal, rests_on: Collection[CellRef]) -> bool:
        """Tell whether a new value makes true what else is said about a figure and is false now."""
        own = {derived.at, *rests_on}
        for equation in self._equations_of(derived.at):
            if equation.holds({}) or all(term.cell in own for term in equation.terms):
                continue
            if any(
                term.cell == derived.at and equation.holds({term: value}) for term in equation.terms
            ):
                return True
        return False

    def _equations_of(self, cell: CellRef) -> Sequence[Equation]:
        if self._by_cell is None:
            self._by_cell = self._collect()
        return self._by_cell.get(cell, ())

    def _collect(self) -> dict[CellRef, list[Equation]]:
        found: dict[CellRef, list[Equation]] = defaultdict(list)
        for equation in state_equations(make_context(self._read)):
            for term in equation.terms:
                found[term.cell].append(equation)
        return found


def find_slip(saksi: Saksi, derived: Sel, whole: Sel, part: Sel, compute: Compute) -> Sel | None:
    """Return the figure that one slip of a tired hand explains the written percentage by.

    Only a figure that nothing else confirms: then nobody but the staff knows which of the two is
    wrong.  A figure may also have changed places with that of a neighbouring row.
    """
    stated = derived.figure
    if stated.value is None or whole.number is None or part.number is None:
        return None
    as_it_is = compute(whole.number, part.number)
    if as_it_is is not None and stated.shows(as_it_is):
        return None
    for figure, other in ((whole, part), (part, whole)):
        assert figure.number is not None and other.number is not None
        meant = list(_neighbours(figure, derived))
        if saksi.is_confirmed(figure, derived, by_twin=True):
            meant = []
        if not saksi.is_confirmed(figure, derived):
            meant += _slips(figure.number)
        for value in meant:
            pair = (value, other.number) if figure is whole else (other.number, value)
            result = compute(*pair)
            if result is not None and stated.shows(result):
                return figure
    return None


def find_slip_in_sum(
    saksi: Saksi, derived: Sel, parts: Sequence[Sel], total: Decimal
) -> Sel | None:
    """Return the addend that one slip explains a written sum by, as ``find_slip`` does."""
    stated = derived.figure.value
    if stated is None:
        return None
    backed = saksi.is_backed(derived, total, [part.at for part in parts])
    for part in parts:
        assert part.number is not None
        meant = part.number - (total - stated)
        by_twin = saksi.is_confirmed(part, derived, by_twin=True)
        if not by_twin and meant in set(_neighbours(part, derived)):
            return part
        if (
            not backed
            and not saksi.is_confirmed(part, derived)
            and meant in set(_slips(part.number))
        ):
            return part
    return None


def _neighbours(figure: Sel, derived: Sel) -> Iterator[Decimal]:
    """Yield the figures of the rows above and below, and of the item's brothers and sisters."""
    rows = figure.lampiran.rows
    position = next(index for index, row in enumerate(rows) if row is figure.row)
    near = [*rows[max(position - 1, 0) : position], *rows[position + 1 : position + 2]]
    if figure.item.parent is not None:
        parent = figure.head.items[figure.item.parent]
        near += [row for child in figure.head.children_of(parent) for row in child.rows]
    for row in near:
        value = row.figure(figure.column.field, figure.year).value
        if (
            row is not figure.row
            and row is not derived.row
            and value is not None
            and value != figure.number
        ):
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
