"""What must agree with what: percentages, sums, and the same figure in two annexes.

Each rule of arithmetic states equations between cells.  Judging them together (``solving``) finds
the one cell at the root where a single slip upsets several of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple, Protocol

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.quantity import Figure, format_number, format_rupiah, round_to
from lkjip_xl.finding import Finding
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Rule, Subject

#: Names a term: its row, field and year.
TermKey = tuple[int, str, int]
#: Values that take the place of what is written, while a repair is tried.
Repairs = Mapping[TermKey, Decimal]

_EXACT = Decimal(0)

FIELD_LABELS = {
    Field.TARGET: "target",
    Field.REALISASI: "realisasi",
    Field.CAPAIAN: "capaian",
    Field.KINERJA: "kinerja",
    Field.PAGU: "pagu",
    Field.REALISASI_ANGGARAN: "realisasi anggaran",
    Field.ANGGARAN: "anggaran",
    Field.SERAPAN: "serapan",
}


class Term(NamedTuple):
    """One figure in its cell, as an equation uses it.

    ``grain`` is half of what the writing may hide: 0 for whole rupiah, 500.000 for whole millions.
    """

    lampiran: Lampiran
    row: Baris
    field: Field
    year: int
    figure: Figure
    grain: Decimal = _EXACT

    @classmethod
    def of(cls, lampiran: Lampiran, row: Baris, field: Field, year: int) -> Term | None:
        """Return a row's figure, ``None`` where it has no value."""
        figure = row.figure(field, year)
        if figure.value is None:
            return None
        return cls(
            lampiran=lampiran,
            row=row,
            field=field,
            year=year,
            figure=figure,
            grain=_grain(lampiran.column(field, year), figure),
        )

    @property
    def key(self) -> TermKey:
        """What tells one cell from another; cheaper than the cell, and made for every term."""
        return (id(self.row), self.field, self.year)

    @property
    def cell(self) -> CellRef:
        return self.row.at(self.field, self.year)

    @property
    def value(self) -> Decimal:
        assert self.figure.value is not None
        return self.figure.value

    @property
    def label(self) -> str:
        """The field and its year, as a reader calls them."""
        name = FIELD_LABELS.get(self.field, self.field.replace("_", " "))
        return f"{name} {self.year}" if self.year else name

    @property
    def subject(self) -> Subject:
        return Subject.of_row(self.lampiran, self.row, self.field, self.year)

    def show(self, value: Decimal) -> str:
        """Return a value as this cell would show it."""
        if self.field.is_money:
            return format_rupiah(value)
        percent = "%" if self.field.is_percent or self.figure.percent else ""
        return format_number(value, self.figure.decimals) + percent

    def among(self, repairs: Repairs) -> Decimal:
        return repairs.get(self.key, self.value)


def _grain(column: NamedColumn | None, figure: Figure) -> Decimal:
    if column is None or not column.scale:
        return _EXACT
    shown = len(figure.written.partition(",")[2])
    return Decimal(10) ** (column.scale - shown) / 2


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
    def terms(self) -> tuple[Term, ...]: ...

    @property
    def accused(self) -> Term: ...

    def holds(self, repairs: Repairs) -> bool:
        """Tell whether the statement is true with some values replaced."""

    def implied(self, term: Term, repairs: Repairs) -> Decimal | None:
        """Return the value of one term that makes the statement true, if it follows."""

    def complain(self) -> Finding:
        """Return the finding about ``accused`` where this statement alone is false."""

    def testify(self, term: Term, value: Decimal) -> str:
        """Return why ``value`` is right for the term, in a few Indonesian words."""


class Ratio(NamedTuple):
    """A percentage and the two figures it comes from; ``compute`` takes whole, then part."""

    rule: Rule
    percent: Term
    whole: Term
    part: Term
    compute: Callable[[Decimal, Decimal], Decimal | None]
    finding: Callable[[Decimal], Finding]
    order: int = 2

    @property
    def terms(self) -> tuple[Term, ...]:
        return (self.percent, self.whole, self.part)

    @property
    def accused(self) -> Term:
        return self.percent

    def holds(self, repairs: Repairs) -> bool:
        expected = self.compute(self.whole.among(repairs), self.part.among(repairs))
        if expected is None:
            return True
        own = repairs.get(self.percent.key)
        if own is None:
            return self.percent.figure.shows(expected) or self._holds_within_grain(repairs)
        return _at_digits(own, self.percent) == _at_digits(expected, self.percent)

    def _holds_within_grain(self, repairs: Repairs) -> bool:
        """Tell whether the percentage fits some amounts that are written alike in millions."""
        whole, part = self.whole.among(repairs), self.part.among(repairs)
        if not (self.whole.grain or self.part.grain):
            return False
        least = self.compute(whole + self.whole.grain, part - self.part.grain)
        most = self.compute(whole - self.whole.grain, part + self.part.grain)
        if least is None or most is None:
            return False
        places = self.percent.figure.decimals
        return round_to(least, places) <= self.percent.value <= round_to(most, places)

    def implied(self, term: Term, repairs: Repairs) -> Decimal | None:
        if term.key != self.percent.key:
            return None
        return self.compute(self.whole.among(repairs), self.part.among(repairs))

    def complain(self) -> Finding:
        expected = self.compute(self.whole.value, self.part.value)
        assert expected is not None
        return self.finding(expected)

    def testify(self, term: Term, value: Decimal) -> str:
        if term.key == self.percent.key:
            return f"hasil hitung {term.show(value)}"
        shown = self.percent.show(self.percent.value)
        return f"{self.percent.label} {shown} menjadi cocok"


def _at_digits(value: Decimal, term: Term) -> str:
    return format_number(value, term.figure.decimals)


@dataclass(frozen=True, kw_only=True)  # without slots, which leave no room for what is cached
class Sum:
    """An amount and the amounts that make it up; several cells on a side are added.

    A sum of a thousand parts is asked for once a part, so it is added up only once.
    ``blank`` counts parts without a value.  ``parts_label`` names the parts: ``3 sub kegiatan``.
    """

    rule: Rule
    wholes: tuple[Term, ...]
    parts: tuple[Term, ...]
    parts_label: str
    blank: int
    finding: Callable[[Decimal], Finding]
    order: int = 0

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.wholes + self.parts

    @property
    def accused(self) -> Term:
        return self.wholes[0]

    def difference(self, repairs: Repairs) -> Decimal:
        """Return parts − wholes."""
        difference = self._difference
        if not repairs:
            return difference
        for key in self._effects.keys() & repairs.keys():
            term, count = self._effects[key]
            difference += count * (repairs[key] - term.value)
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
    def _effects(self) -> Mapping[TermKey, tuple[Term, int]]:
        """Return how often the difference counts each term, less than never for the wholes."""
        effects: dict[TermKey, tuple[Term, int]] = {}
        for terms, sign in ((self.parts, 1), (self.wholes, -1)):
            for term in terms:
                _, count = effects.get(term.key, (term, 0))
                effects[term.key] = (term, count + sign)
        return effects

    def implied(self, term: Term, repairs: Repairs) -> Decimal | None:
        difference = self.difference(repairs)
        own = term.among(repairs)
        if any(whole.key == term.key for whole in self.wholes):
            return own + difference
        # A part left blank explains a difference better than a part that is filled in.
        value = own - difference
        return None if self.blank or value < 0 else value

    def complain(self) -> Finding:
        return self.finding(_total(self.parts))

    def testify(self, term: Term, value: Decimal) -> str:
        if any(whole.key == term.key for whole in self.wholes):
            return f"jumlah {self.parts_label} {format_rupiah(_total(self.parts))}"
        total = format_rupiah(_total(self.wholes))
        return f"jumlah {self.parts_label} menjadi sama dengan {total} ({self.wholes[0].cell.a1})"


def _total(terms: Sequence[Term]) -> Decimal:
    return sum((term.value for term in terms), Decimal(0))


class Same(NamedTuple):
    """One figure stated in two places; the second is accused where nothing else speaks."""

    rule: Rule
    first: Term
    other: Term
    agree: Callable[[Figure, Figure], bool]
    finding: Callable[[], Finding]
    order: int = 1

    @property
    def terms(self) -> tuple[Term, ...]:
        return (self.first, self.other)

    @property
    def accused(self) -> Term:
        return self.other

    def holds(self, repairs: Repairs) -> bool:
        if self.first.key not in repairs and self.other.key not in repairs:
            return self.agree(self.first.figure, self.other.figure)
        decimals = min(self.first.figure.decimals, self.other.figure.decimals)
        one, two = self.first.among(repairs), self.other.among(repairs)
        return format_number(one, decimals) == format_number(two, decimals)

    def implied(self, term: Term, repairs: Repairs) -> Decimal | None:
        partner = self.other if term.key == self.first.key else self.first
        return partner.among(repairs)

    def complain(self) -> Finding:
        return self.finding()

    def testify(self, term: Term, value: Decimal) -> str:
        partner = self.other if term.key == self.first.key else self.first
        form = partner.lampiran.form.label
        return f"{form} ({partner.cell}) menulis {partner.show(partner.value)}"
