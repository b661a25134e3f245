"""What must agree with what: percentages, sums, and the same figure in two annexes.

Each rule of arithmetic states equations between cells.  Judging them together (``solving``) finds
the one cell at the root where a single slip upsets several of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import ClassVar

from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import Figure, format_number, format_rupiah, round_to
from lkjip_xl.figures.explanation import is_scale_slip
from lkjip_xl.figures.perhitungan import Perhitungan
from lkjip_xl.finding import Finding
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.rules.rule import Context, Rule
from lkjip_xl.tables.body import is_mean

#: Values that take the place of what is written, while a repair is tried.
Repairs = Mapping[Sel, Decimal]


@dataclass(frozen=True, kw_only=True, eq=False)  # without slots, which leave no room for a cache
class Equation(ABC):
    """A statement about some cells that is true or not; compared and hashed by identity.

    ``complain`` is given the statement and makes the finding about ``accused``, where this one alone
    is false.  Where several point at one cell, the finding is that of the lowest ``order``.
    """

    rule: Rule
    complain: Callable[..., Finding]
    order: ClassVar[int]

    def finding(self) -> Finding:
        return self.complain(self)

    @property
    @abstractmethod
    def terms(self) -> tuple[Sel, ...]: ...

    @property
    @abstractmethod
    def accused(self) -> Sel:
        """The term to blame where nothing else speaks for or against it."""

    @abstractmethod
    def holds(self, repairs: Repairs) -> bool:
        """Tell whether the statement is true with some values replaced."""

    @abstractmethod
    def implied(self, term: Sel, repairs: Repairs) -> Decimal | None:
        """Return the value of one term that makes the statement true, if it follows."""

    @abstractmethod
    def testify(self, term: Sel, value: Decimal) -> str:
        """Return why ``value`` is right for the term, in a few Indonesian words."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Percentage(Equation):
    """A percentage and the two figures it comes from."""

    percent: Sel
    whole: Sel
    part: Sel
    order = 2

    @property
    def terms(self) -> tuple[Sel, ...]:
        return self.percent, self.whole, self.part

    @property
    def accused(self) -> Sel:
        return self.percent


@dataclass(frozen=True, kw_only=True, eq=False)
class Ratio(Percentage):
    """A percentage that is computed as the office computes it."""

    perhitungan: Perhitungan

    def holds(self, repairs: Repairs) -> bool:
        if not repairs and self.perhitungan.agrees:
            return True
        expected = self.implied(self.percent, repairs)
        if expected is None:
            return True
        own = repairs.get(self.percent)
        if own is None:
            return self.percent.figure.shows(expected) or self._holds_within_grain(repairs)
        decimals = self.percent.figure.decimals
        return format_number(own, decimals) == format_number(expected, decimals)

    def _holds_within_grain(self, repairs: Repairs) -> bool:
        """Tell whether the percentage fits some amounts that are written alike in millions."""
        if not (self.whole.grain or self.part.grain):
            return False
        whole, part = _among(repairs, self.whole), _among(repairs, self.part)
        least = self.perhitungan.compute(whole + self.whole.grain, part - self.part.grain)
        most = self.perhitungan.compute(whole - self.whole.grain, part + self.part.grain)
        if least is None or most is None:
            return False
        places = self.percent.figure.decimals
        return round_to(least, places) <= self.percent.number <= round_to(most, places)

    def implied(self, term: Sel, repairs: Repairs) -> Decimal | None:
        if term is not self.percent:
            return None
        return self.perhitungan.compute(_among(repairs, self.whole), _among(repairs, self.part))

    def testify(self, term: Sel, value: Decimal) -> str:
        if term is self.percent:
            return f"hasil hitung {term.show(value)}"
        shown = self.percent.show(self.percent.number)
        return f"{self.percent.label} {shown} menjadi cocok"


@dataclass(frozen=True, kw_only=True, eq=False)
class Sum(Equation):
    """An amount and the amounts that make it up; several cells on a side are added.

    A sum of a thousand parts is asked for once a part, so it is added up only once.
    ``blanks`` are the cells of parts without a value.  ``parts_label`` names the parts: ``3 sub kegiatan``.
    """

    wholes: tuple[Sel, ...]
    parts: tuple[Sel, ...]
    parts_label: str
    blanks: tuple[Sel, ...] = ()
    order = 0

    @property
    def terms(self) -> tuple[Sel, ...]:
        return self.wholes + self.parts

    @property
    def accused(self) -> Sel:
        return self.wholes[0]

    def holds(self, repairs: Repairs) -> bool:
        difference = self._difference(repairs)
        return not difference or abs(difference) <= self._slack

    def _difference(self, repairs: Repairs) -> Decimal:
        """Return parts − wholes."""
        difference = self._written_difference
        if repairs:
            for term in self._effects.keys() & repairs.keys():
                difference += self._effects[term] * (repairs[term] - term.number)
            difference += sum(repairs[cell] for cell in self.blanks if cell in repairs)
        return difference

    @cached_property
    def _written_difference(self) -> Decimal:
        return total(self.parts) - total(self.wholes)

    @cached_property
    def _slack(self) -> Decimal:
        return slack(self.terms)

    @cached_property
    def _effects(self) -> Mapping[Sel, int]:
        """Return how often the difference counts each term, less than never for the wholes."""
        effects = Counter(self.parts)
        effects.subtract(self.wholes)
        return effects

    def implied(self, term: Sel, repairs: Repairs) -> Decimal | None:
        difference = self._difference(repairs)
        own = _among(repairs, term)
        if term in self.wholes:
            return own + difference
        # A part left blank explains a difference better than a part that is filled in.
        value = own - difference
        return None if self.blanks or value < 0 else value

    def testify(self, term: Sel, value: Decimal) -> str:
        if term in self.wholes:
            return f"jumlah {self.parts_label} {format_rupiah(total(self.parts))}"
        whole = format_rupiah(total(self.wholes))
        return f"jumlah {self.parts_label} menjadi sama dengan {whole} ({self.wholes[0].cell.a1})"


@dataclass(frozen=True, kw_only=True, eq=False)
class Same(Equation):
    """One figure stated in two places; the second is accused where nothing else speaks."""

    first: Sel
    other: Sel
    agree: Callable[[Figure, Figure], bool]
    order = 1

    @property
    def terms(self) -> tuple[Sel, ...]:
        return self.first, self.other

    @property
    def accused(self) -> Sel:
        return self.other

    def holds(self, repairs: Repairs) -> bool:
        if self.first not in repairs and self.other not in repairs:
            return self.agree(self.first.figure, self.other.figure)
        decimals = min(self.first.figure.decimals, self.other.figure.decimals)
        one, two = _among(repairs, self.first), _among(repairs, self.other)
        return format_number(one, decimals) == format_number(two, decimals)

    def _partner(self, term: Sel) -> Sel:
        return self.other if term is self.first else self.first

    def implied(self, term: Sel, repairs: Repairs) -> Decimal | None:
        return _among(repairs, self._partner(term))

    def testify(self, term: Sel, value: Decimal) -> str:
        partner = self._partner(term)
        form = partner.lampiran.form.label
        return f"{form} ({partner.cell}) menulis {partner.show(partner.number)}"


def state_percentages(
    context: Context,
    rule: Rule,
    jenis: Field,
    complain: Callable[[Ratio], Finding],
) -> Iterator[Equation]:
    """State that every written percentage is its own row's; a slip of scale is another finding."""
    for one in context.perhitungan.listed(jenis):
        percent = one.row.told(jenis, one.year)
        if one.row.level is Level.TOTAL and is_mean(one.row.nama):
            continue  # a mean of percentages is what it says
        if percent is None or one.hasil is None or is_scale_slip(percent.figure, one.hasil):
            continue
        whole, part = (one.row.told(name, one.year) for name in DASAR[jenis])
        if whole is not None and part is not None:
            context.tally[jenis] += 1
            yield Ratio(
                rule=rule,
                complain=complain,
                perhitungan=one,
                percent=percent,
                whole=whole,
                part=part,
            )


def total(cells: Sequence[Sel]) -> Decimal:
    """Return the sum of figures that have a value."""
    return sum((cell.number for cell in cells), Decimal(0))


def slack(cells: Sequence[Sel]) -> Decimal:
    """Return what amounts in thousands or millions may differ by without being wrong."""
    return sum((cell.grain for cell in cells), Decimal(0))


def _among(repairs: Repairs, cell: Sel) -> Decimal:
    """Return a cell's value, the one that is tried where there is one."""
    tried = repairs.get(cell) if repairs else None
    return cell.number if tried is None else tried
