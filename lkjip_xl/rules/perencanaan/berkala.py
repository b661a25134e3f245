"""The periods of a year, quarters or months, against the figure that they lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Arah
from lkjip_xl.domain.kata import PERSEN, SKALA
from lkjip_xl.domain.quantity import format_number
from lkjip_xl.figures.rollup import show_sum
from lkjip_xl.figures.satuan_sel import satuan_of
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.records import Baris, Sel
from lkjip_xl.location import CellRef
from lkjip_xl.rules.extent import is_filled
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.tables.text import words_of

#: Rows that must agree before a reading of the periods is taken for the table's own.
_LEAST_VOTES = 3
#: Satuan whose periods are levels, not amounts that add up.
_LEVELS = PERSEN | SKALA | {"rasio", "angka"}


class Way(Enum):
    """What the figures of the periods mean."""

    CUMULATIVE = "kumulatif"
    SEPARATE = "per"

    @property
    def other(self) -> Way:
        return Way.SEPARATE if self is Way.CUMULATIVE else Way.CUMULATIVE

    def said(self, period: str) -> str:
        return self.value if self is Way.CUMULATIVE else f"{self.value} {period}"


class Reading(NamedTuple):
    """How a table's periods are meant, ``None`` where it cannot be told."""

    way: Way | None
    is_sure: bool = False


class Berkala(NamedTuple):
    """The periods of one row, at least one with a figure, and the year that they lead to."""

    cells: Sequence[Sel]
    annual: Sel

    @property
    def row(self) -> Baris:
        return self.cells[0].row

    @property
    def period(self) -> str:
        return "triwulan" if self.cells[0].field.triwulan else "bulan"

    @property
    def field(self) -> str:
        """What a finding is about."""
        return f"tw_{self.part}" if self.cells[0].field.triwulan else f"bulan_{self.part}"

    @property
    def told(self) -> list[Sel]:
        return [cell for cell in self.cells if cell.value is not None]

    @property
    def values(self) -> list[Decimal]:
        return [cell.number for cell in self.told]

    @property
    def part(self) -> Field:
        return self.annual.field

    @property
    def related(self) -> list[CellRef]:
        return [cell.cell for cell in (self.annual, *self.cells)]

    @property
    def is_level(self) -> bool:
        """Tell whether every period is a level of its own, as with a percentage."""
        if self.annual.figure.percent or len(set(self.values)) == 1:
            return True
        return bool(_LEVELS & set(words_of(satuan_of(self.annual))))

    @property
    def fits_as_level(self) -> bool:
        return self.is_level and (self._ends(self.values[-1]) or self._ends(max(self.values)))

    def reaches(self, way: Way | None) -> bool:
        if way is None:
            return False
        is_cumulative = way is Way.CUMULATIVE
        return self._ends(self.values[-1] if is_cumulative else sum(self.values, Decimal(0)))

    def _ends(self, end: Decimal) -> bool:
        annual, upper = self.annual, self.annual.figure.upper
        return annual.figure.shows(end) if upper is None else annual.number <= end <= upper

    def subject(self, field: str) -> Subject:
        lampiran = self.row.lampiran
        return Subject.of_row(lampiran, self.row, field, lampiran.year)


def is_complete(cells: Sequence[Sel]) -> bool:
    readable = all(cell.value is not None or not is_filled(cell) for cell in cells)
    ranged = any(cell.figure.upper is not None for cell in cells)
    return readable and not ranged and any(cell.value is not None for cell in cells)


def reading_of(first: NamedColumn | None, rows: Sequence[Berkala]) -> Reading:
    """Return how a table's periods are meant.

    The heading of the first one says it, else most rows do; rows that fit both readings have no
    vote.
    """
    if first is not None and "kumulatif" in first.label.lower():
        return Reading(Way.CUMULATIVE, is_sure=True)
    votes = Counter(
        way
        for one in rows
        for way in Way
        if not one.is_level and one.reaches(way) and not one.reaches(way.other)
    )
    best = max(Way, key=votes.__getitem__)
    most, least = votes[best], votes[best.other]
    if most == least:
        return Reading(None)
    return Reading(best, is_sure=most >= _LEAST_VOTES and most >= 4 * least)


def judge_periods(
    context: Context, rule: Rule, rows: Sequence[Berkala], reading: Reading
) -> Iterator[Finding]:
    """Yield what is wrong with rows whose table is read in one way."""
    for one in rows:
        context.tally[one.period] += 1
        if one.fits_as_level or one.reaches(reading.way):
            if reading.way is Way.CUMULATIVE and not one.is_level:
                yield from _falling(context, rule, one)
        elif any(map(one.reaches, Way)):
            if reading.way is not None and reading.is_sure:
                yield _odd_reading(rule, one, reading.way)
        else:
            yield _unreached(rule, one, reading)


def _unreached(rule: Rule, one: Berkala, reading: Reading) -> Finding:
    part, period, year = one.part, one.period, one.annual.written
    total = format_number(sum(one.values, Decimal(0)))
    is_elsewhere = one.annual.lampiran is not one.row.lampiran
    place = f" di {one.annual.lampiran.form.label} ({one.annual.cell})" if is_elsewhere else ""
    what = f"{part} {period} berakhir pada {format_number(one.values[-1])}"
    if reading.way is Way.SEPARATE:
        what = f"jumlah {part} {period} {total}"
    what += f", sedangkan {part} setahun{place} {year}"
    if reading.way is None:
        what += f"; jumlah {'keempat' if period == 'triwulan' else 'semua'}nya pun {total}"
    else:
        what += f"; angka {period} dibaca {reading.way.said(period)}"
    is_cumulative = reading.way is Way.CUMULATIVE
    return rule.about(
        one.told[-1],
        one.subject(one.field),
        what=what,
        fix=f"samakan ujung {part} {period} dengan {year}, atau perbaiki angka setahunnya",
        expected=year if is_cumulative else "",
        calculation="" if is_cumulative else show_sum(one.values),
        related=one.related,
        severity=None if reading.is_sure else Severity.WARNING,
    )


def _odd_reading(rule: Rule, one: Berkala, way: Way) -> Finding:
    return rule.about(
        one.told[-1],
        one.subject(one.field),
        what=(
            f"{one.part} {one.period} baris ini {way.other.said(one.period)}, sedangkan baris lain "
            f"{way.said(one.period)}; "
            f"keduanya sampai pada {one.annual.written}"
        ),
        fix=f"tulis dengan cara yang sama: {way.said(one.period)}",
        related=one.related,
        severity=Severity.INFO,
    )


def _falling(context: Context, rule: Rule, one: Berkala) -> Iterator[Finding]:
    """Yield a finding where a cumulative figure falls, which a sum over the year cannot."""
    steps = pairwise(one.told) if context.arah(one.row).arah is Arah.NAIK else ()
    for before, after in steps:
        if after.number < before.number:
            yield rule.about(
                after,
                one.subject(one.field),
                what=(
                    f"{one.part} kumulatif {period_label(after)} {format_number(after.number)} lebih kecil "
                    f"daripada {period_label(before)} {format_number(before.number)}"
                ),
                fix=f"angka kumulatif tidak dapat turun; periksa kedua {one.period} itu",
                related=(before.cell,),
            )
            return


def period_label(cell: Sel) -> str:
    """Return what a period is called: ``TW II``, ``Mar``."""
    if cell.field.triwulan is not None:
        return cell.field.triwulan.label
    assert cell.field.bulan is not None
    return cell.field.bulan.value.capitalize()
