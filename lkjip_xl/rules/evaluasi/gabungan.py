"""Equations of an evaluation: a figure that several make, in one of the ways that are usual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from lkjip_xl.domain.indikator import Cara
from lkjip_xl.domain.quantity import Figure, format_number, round_to
from lkjip_xl.figures.penggabungan import combine, is_position
from lkjip_xl.finding import Finding
from lkjip_xl.lampiran.records import Baris, Sel
from lkjip_xl.rules.equations import Equation, Repairs, slack
from lkjip_xl.rules.rule import Context, Rule

#: Amounts add up; some offices write in each quarter what was spent up to its end.
_OF_MONEY = (Cara.JUMLAH, Cara.TERAKHIR)


def satuan_of(cell: Sel) -> str:
    """Return the satuan of a figure, from the figure itself where the table has no such column."""
    return f"{cell.row.satuan or cell.figure.written} {'%' if cell.figure.percent else ''}".strip()


class Bagian(NamedTuple):
    """A figure, and those that it is made of, in the order of time; each has a value."""

    whole: Sel
    parts: tuple[Sel, ...]

    @property
    def row(self) -> Baris:
        return self.whole.row

    @property
    def is_position(self) -> bool:
        """Whether it stands on a scale, as a percentage does, and is no amount."""
        return not self.whole.field.is_money and is_position(satuan_of(self.whole))

    @property
    def cara(self) -> Iterator[Cara]:
        """The ways that explain the figure."""
        for way in _OF_MONEY if self.whole.field.is_money else Cara:
            if any(self.whole.figure.shows(combine(way, one)) for one in self._readings(way)):
                yield way

    def _readings(self, way: Cara) -> Iterator[Sequence[Decimal]]:
        """Yield the values, and those before the zeros of a year that is not over."""
        values = [part.number for part in self.parts]
        yield values
        if way in (Cara.TERAKHIR, Cara.RATA_RATA):
            while len(values) > 1 and not values[-1]:
                values = values[:-1]
                yield values


@dataclass(frozen=True, kw_only=True, eq=False)
class Gabungan(Equation):
    """A figure and what makes it, in the way that explains it or that its like follow.

    ``is_set``: the office sets the way, or there is no other.  ``is_sure``: that, or the figures of
    others like it show it.
    """

    bagian: Bagian
    cara: Cara
    is_explained: bool
    is_set: bool
    is_sure: bool
    order = 0

    @property
    def terms(self) -> tuple[Sel, ...]:
        return self.bagian.whole, *self.bagian.parts

    @property
    def accused(self) -> Sel:
        return self.bagian.whole

    @cached_property
    def due(self) -> Decimal:
        return combine(self.cara, [part.number for part in self.bagian.parts])

    def holds(self, repairs: Repairs) -> bool:
        if not any(term in repairs for term in self.terms):
            if self.is_explained:
                return True
            allowed = slack(self.terms)
            return bool(allowed) and abs(self.due - self.accused.number) <= allowed
        whole = self.accused
        value = combine(self.cara, self._values(repairs))
        if whole not in repairs:
            return whole.figure.shows(value)
        return same_at(whole.figure, repairs[whole], value)

    def _values(self, repairs: Repairs) -> list[Decimal]:
        return [repairs.get(part, part.number) for part in self.bagian.parts]

    def implied(self, term: Sel, repairs: Repairs) -> Decimal | None:
        values = self._values(repairs)
        if term is self.accused:
            return combine(self.cara, values)
        whole = repairs.get(self.accused, self.accused.number)
        if self.cara is Cara.JUMLAH:
            own = repairs.get(term, term.number) + whole - sum(values, Decimal(0))
            return own if own >= 0 else None
        is_last = self.cara is Cara.TERAKHIR and term is self.bagian.parts[-1]
        return whole if is_last else None

    def testify(self, term: Sel, value: Decimal) -> str:
        if term is self.accused:
            return f"{self.cara} {len(self.bagian.parts)} angkanya {term.show(value)}"
        whole = self.accused
        return f"{whole.label} {whole.show(whole.number)} ({whole.cell.a1}) menjadi cocok"


def same_at(figure: Figure, one: Decimal, other: Decimal) -> bool:
    """Tell whether two values are one at the digits that a figure shows."""
    return round_to(one, figure.decimals) == round_to(other, figure.decimals)


#: Others like it that show a way before it is held against a figure.
_ENOUGH = 2


def state(
    context: Context,
    rule: Rule,
    complain: Callable[[Gabungan], Finding],
    told: Sequence[Bagian],
    *,
    of_quarters: bool,
) -> Iterator[Gabungan]:
    """State what several figures of a table make, each in the way that the office sets for it.

    Settings are for quarters.  Without one any way may explain a figure; one that none explains is
    held against the way that most others of its kind follow.  Figures that two ways explain do not
    tell which.
    """
    explained = [list(one.cara) for one in told]
    votes = {True: Counter[Cara](), False: Counter[Cara]()}
    for one, ways in zip(told, explained, strict=True):
        if len(ways) == 1:
            votes[one.is_position][ways[0]] += 1
    for one, ways in zip(told, explained, strict=True):
        own = votes[one.is_position]
        is_set, best = True, _settled(context, one, own) if of_quarters else _of_years(one)
        if best is None:
            is_set, best = False, max((_usual(one), *own), key=own.__getitem__)
            best = best if best in ways or not ways else ways[0]
        yield Gabungan(
            rule=rule,
            complain=complain,
            bagian=one,
            cara=best,
            is_explained=best in ways,
            is_set=is_set,
            is_sure=is_set or len(one.parts) == 1 or own[best] >= _ENOUGH or best is Cara.JUMLAH,
        )


def _settled(context: Context, one: Bagian, votes: Counter[Cara]) -> Cara | None:
    """Return the way of quarters that needs no guess: an office may set that of an indicator.

    Amounts are added, unless the table shows that its quarters hold sums up to their ends.
    """
    if one.whole.field.is_money:
        is_up_to = votes[Cara.TERAKHIR] >= _ENOUGH and votes[Cara.TERAKHIR] > votes[Cara.JUMLAH]
        return Cara.TERAKHIR if is_up_to else Cara.JUMLAH
    setting = context.directions.setting(one.row.indikator)
    return None if setting is None else setting.triwulan


def _usual(one: Bagian) -> Cara:
    return Cara.TERAKHIR if one.is_position else Cara.JUMLAH


def _of_years(one: Bagian) -> Cara | None:
    return Cara.JUMLAH if one.whole.field.is_money else None


def show_parts(one: Gabungan) -> str:
    """Return how the figure comes about, with its numbers."""
    values = [part.number for part in one.bagian.parts]
    shown = [format_number(value) for value in values]
    due = format_number(one.due, 2 if one.due % 1 else 0)
    match one.cara:
        case Cara.JUMLAH:
            return f"{' + '.join(shown)} = {due}"
        case Cara.RATA_RATA:
            return f"({' + '.join(shown)}) / {len(shown)} = {due}"
        case _:
            return f"{one.cara} dari {'; '.join(shown)}: {due}"
