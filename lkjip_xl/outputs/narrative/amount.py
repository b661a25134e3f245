"""An amount that was added up from cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from lkjip_xl.domain.quantity import format_number
from lkjip_xl.figures.rollup import show_sum
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.narrative.text import Shown
from lkjip_xl.outputs.narrative.wording import show_amount, show_or_dash, show_rupiah


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number of rupiah or of people, the cells it was added up from, and the addition.

    The number is ``None`` where no cell tells it.
    """

    value: Decimal | None = None
    cells: tuple[CellRef, ...] = ()
    calculation: str = ""

    @property
    def rupiah(self) -> Shown:
        if self.value is None:
            return show_or_dash(None)
        return show_rupiah(self.value, self.cells, self.calculation)

    @property
    def count(self) -> Shown | None:
        """The number as one of people."""
        if self.value is None:
            return None
        return Shown(format_number(self.value), self.cells, self.calculation)

    @property
    def shown(self) -> Shown:
        """The amount for a table column whose head says rupiah."""
        if self.value is None:
            return show_or_dash(None)
        return show_amount(self.value, self.cells, self.calculation)


def add_up(amounts: Iterable[Amount]) -> Amount:
    amounts = tuple(amounts)
    values = [amount.value for amount in amounts if amount.value is not None]
    if not values:
        return Amount()
    return Amount(
        value=sum(values, Decimal(0)),
        cells=tuple(cell for amount in amounts for cell in amount.cells),
        calculation=show_sum(values) if len(values) > 1 else "",
    )
