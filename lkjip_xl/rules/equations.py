"""What must agree with what: percentages, sums, and the same figure in two annexes.

Each rule of arithmetic states equations between cells.  Judging them together (``solving``) finds
the one cell at the root where a single slip upsets several of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple, Protocol

from lkjip_xl.domain.quantity import Figure, format_number, format_rupiah, round_to
from lkjip_xl.finding import Finding
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.rules.rule import Rule

#: Values that take the place of what is written, while a repair is tried.
Repairs = Mapping[Sel, Decimal]


def among(repairs: Repairs, cell: Sel) -> Decimal:
    """Return a cell's value, the one that is tried where there is one."""
    return repairs.get(cell, cell.number)


class Equation(Protocol):
    """A statement about some cells that is true or not.

    ``accused`` is the term to blame where nothing else speaks for or against it.  Where several
    statements point at one cell, the finding is that of the lowest ``order``.
    """

    @property
    def order(self) -> int: ...

    @property
    def rule(self) -> Rule: ...

    @property
    def terms(self) -> tuple[Sel, ...]: ...

    @property
    def accused(self) -> Sel: ...

    def holds(self, repairs: Repairs) -> bool:
        """Tell whether the statement is true with some values replaced."""

    def implied(self, term: Sel, repairs: Repairs) -> Decimal | None:
        """Return the value of one term that makes the statement true, if it follows."""

    def complain(self) -> Finding:
        """Return the finding about ``accused`` where this statement alone is false."""

    def testify(self, term: Sel, value: Decimal) -> str:
        """Return why ``value`` is right for the term, in a few Indonesian words."""


class Ratio(NamedTuple):
    """A percentage and the two figures it comes from; ``compute`` takes whole, then part."""

    rule: Rule
    percent: Sel
    whole: Sel
    part: Sel
    compute: Callable[[Decimal, Decimal], Decimal | None]
    finding: Callable[[Decimal], Finding]
    order: int = 2

    @property
    def terms(self) -> tuple[Sel, ...]:
        return (self.percent, self.whole, self.part)

    @property
    def accused(self) -> Sel:
        return self.percent

    def holds(self, repairs: Repairs) -> bool:
        expected = self.compute(among(repairs, self.whole), among(repairs, self.part))
        if expected is None:
            return True
        own = repairs.get(self.percent)
        if own is None:
            return self.percent.figure.shows(expected) or self._holds_within_grain(repairs)
        return _at_digits(own, self.percent) == _at_digits(expected, self.percent)

    def _holds_within_grain(self, repairs: Repairs) -> bool:
        """Tell whether the percentage fits some amounts that are written alike in millions."""
        whole, part = among(repairs, self.whole), among(repairs, self.part)
        if not (self.whole.grain or self.part.grain):
            return False
        least = self.compute(whole + self.whole.grain, part - self.part.grain)
        most = self.compute(whole - self.whole.grain, part + self.part.grain)
        if least is None or most is None:
            return False
        places = self.percent.figure.decimals
        return round_to(least, places) <= self.percent.number <= round_to(most, places)

    def implied(self, term: Sel, repairs: Repairs) -> Decimal | None:
        if term is not self.percent:
            return None
        return self.compute(among(repairs, self.whole), among(repairs, self.part))

    def complain(self) -> Finding:
        expected = self.compute(self.whole.number, self.part.number)
        assert expected is not None
        return self.finding(expected)

    def testify(self, term: Sel, value: Decimal) -> str:
        if term is self.percent:
            return f"hasil hitung {term.show(value)}"
        shown = self.percent.show(self.percent.number)
        return f"{self.percent.label} {shown} menjadi cocok"


def _at_digits(value: Decimal, term: Sel) -> str:
    return format_number(value, term.figure.decimals)


@dataclass(frozen=True, kw_only=True)  # without slots, which leave no room for what is cached
class Sum:
    """An amount and the amounts that make it up; several cells on a side are added.

    A sum of a thousand parts is asked for once a part, so it is added up only once.
    ``blank`` counts parts without a value.  ``parts_label`` names the parts: ``3 sub kegiatan``.
    """

    rule: Rule
    wholes: tuple[Sel, ...]
    parts: tuple[Sel, ...]
    parts_label: str
    blank: int
    finding: Callable[[Decimal], Finding]
    order: int = 0

    @property
    def terms(self) -> tuple[Sel, ...]:
        return self.wholes + self.parts

    @property
    def accused(self) -> Sel:
        return self.wholes[0]

    def difference(self, repairs: Repairs) -> Decimal:
        """Return parts − wholes."""
        difference = self._difference
        if not repairs:
            return difference
        for term in self._effects.keys() & repairs.keys():
            difference += self._effects[term] * (repairs[term] - term.number)
        return difference

    def holds(self, repairs: Repairs) -> bool:
        return abs(self.difference(repairs)) <= self._slack

    @cached_property
    def _difference(self) -> Decimal:
        return _total(self.parts) - _total(self.wholes)

    @cached_property
    def _slack(self) -> Decimal:
        return sum((term.grain for term in self.terms), Decimal(0))

    @cached_property
    def _effects(self) -> Mapping[Sel, int]:
        """Return how often the difference counts each term, less than never for the wholes."""
        effects = Counter(self.parts)
        effects.subtract(self.wholes)
        return effects

    def implied(self, term: Sel, repairs: Repairs) -> Decimal | None:
        difference = self.difference(repairs)
        own = among(repairs, term)
        if term in self.wholes:
            return own + difference
        # A part left blank explains a difference better than a part that is filled in.
        value = own - difference
        return None if self.blank or value < 0 else value

    def complain(self) -> Finding:
        return self.finding(_total(self.parts))

    def testify(self, term: Sel, value: Decimal) -> str:
        if term in self.wholes:
            return f"jumlah {self.parts_label} {format_rupiah(_total(self.parts))}"
        total = format_rupiah(_total(self.wholes))
        return f"jumlah {self.parts_label} menjadi sama dengan {total} ({self.wholes[0].cell.a1})"


def _total(terms: Sequence[Sel]) -> Decimal:
    return sum((term.number for term in terms), Decimal(0))


class Same(NamedTuple):
    """One figure stated in two places; the second is accused where nothing else speaks."""

    rule: Rule
    first: Sel
    other: Sel
    agree: Callable[[Figure, Figure], bool]
    finding: Callable[[], Finding]
    order: int = 1

    @property
    def terms(self) -> tuple[Sel, ...]:
        return (self.first, self.other)

    @property
    def accused(self) -> Sel:
        return self.other

    def holds(self, repairs: Repairs) -> bool:
        if self.first not in repairs and self.other not in repairs:
            return self.agree(self.first.figure, self.other.figure)
        decimals = min(self.first.figure.decimals, self.other.figure.decimals)
        one, two = among(repairs, self.first), among(repairs, self.other)
        return format_number(one, decimals) == format_number(two, decimals)

    def implied(self, term: Sel, repairs: Repairs) -> Decimal | None:
        partner = self.other if term is self.first else self.first
        return among(repairs, partner)

    def complain(self) -> Finding:
        return self.finding()

    def testify(self, term: Sel, value: Decimal) -> str:
        partner = self.other if term is self.first else self.first
        form = partner.lampiran.form.label
        return f"{form} ({partner.cell}) menulis {partner.show(partner.number)}"
