"""Statements about a change of the budget: a signed difference, and a share of one of two pagu."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lkjip_xl.domain.quantity import SERATUS, format_number, format_rupiah
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.rules.equations import Percentage, Repairs, Sum

#: Decimals that a fraction has at least, where 50% is 0,50.
_OF_FRACTION = 2


@dataclass(frozen=True, kw_only=True, eq=False)
class Change(Sum):
    """Pagu setelah is pagu sebelum and the difference, which may be below zero."""

    @property
    def accused(self) -> Sel:
        return self.parts[1]

    def implied(self, term: Sel, repairs: Repairs) -> Decimal | None:
        value = repairs.get(term, term.number)
        difference = self._difference(repairs)
        return value + difference if term in self.wholes else value - difference

    def testify(self, term: Sel, value: Decimal) -> str:
        if term is self.parts[1]:
            return f"setelah dikurangi sebelum {format_rupiah(value)}"
        return f"selisih {format_rupiah(self.parts[1].number)} menjadi cocok"


@dataclass(frozen=True, kw_only=True, eq=False)
class Share(Percentage):
    """A percentage of an amount; ``factor`` is 100, or 1 where it is stored as a fraction."""

    factor: Decimal

    def holds(self, repairs: Repairs) -> bool:
        expected = self.implied(self.percent, repairs)
        own = repairs.get(self.percent)
        if expected is None:
            return True
        figure = self.percent.figure
        if own is None and (self.factor == SERATUS or figure.decimals >= _OF_FRACTION):
            return figure.shows(expected)
        # A fraction that is shown without decimals still has some.
        places = figure.decimals if self.factor == SERATUS else max(figure.decimals, _OF_FRACTION)
        stated = self.percent.number if own is None else own
        return format_number(stated, places) == format_number(expected, places)

    def implied(self, term: Sel, repairs: Repairs) -> Decimal | None:
        whole = repairs.get(self.whole, self.whole.number)
        if term is not self.percent or not whole:
            return None
        return repairs.get(self.part, self.part.number) * self.factor / whole

    def testify(self, term: Sel, value: Decimal) -> str:
        if term is self.percent:
            return f"hasil hitung {term.show(value)}"
        return f"{self.percent.label} {self.percent.written} menjadi cocok"
