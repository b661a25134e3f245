"""Settles figures that allow two readings, by what stands beside them.

Two kinds occur: a text whose full stop or comma may part thousands or decimals, and a percentage
from a file that does not tell number formats, where 0,942 may be shown as 94,2%.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial

from lkjip_xl.domain.field import Field, Key, Kind
from lkjip_xl.domain.kata import PERSEN
from lkjip_xl.domain.quantity import SERATUS, Doubt, Figure
from lkjip_xl.tables.numbers import settle, take_alternative
from lkjip_xl.tables.text import squash

#: A percentage stored as a fraction is not larger: 500% and more are typed as such.
_LARGEST_FRACTION = Decimal(5)
#: target → realisasi and the percentage that belong to it.
_RATIO = {
    Field.TARGET: (Field.REALISASI, Field.CAPAIAN),
    Field.PAGU: (Field.REALISASI_ANGGARAN, Field.SERAPAN),
}
#: The figures of a row, by column.
Figures = Mapping[Key, Figure]
#: The middle size of a column's clear percentages, empty where it has none.
Sizes = Callable[[Key], Sequence[Decimal]]


def doubt_scale(figure: Figure, kind: Kind, satuan: str) -> Figure:
    """Let a small percentage without a known format be read as a fraction too."""
    value = figure.value
    is_percentage = kind is Kind.PERSEN or squash(satuan) in PERSEN
    if value is None or not is_percentage or figure.as_text or figure.alternative is not None:
        return figure
    if not 0 < abs(value) <= _LARGEST_FRACTION:
        return figure
    return replace(figure, alternative=value * SERATUS, doubts=(*figure.doubts, Doubt.SCALE))


def settle_doubts(rows: Sequence[Figures], units: Sequence[str]) -> Sequence[Figures]:
    """Settle each row's doubtful figures: by its own percentage, else by size.

    ``units`` are the rows' satuan.
    """
    sizes_of = cache(partial(_column_sizes, rows, units))
    settled = list(rows)
    for position, row in enumerate(rows):
        if any(figure.alternative is not None for figure in row.values()):
            settled[position] = _settle_row(row, sizes_of)
    return settled


def _settle_row(row: Figures, sizes_of: Sizes) -> Figures:
    figures = dict(row)
    for key, figure in row.items():
        if figure.alternative is not None:
            figures[key] = _settle_figure(figures, key, sizes_of)
    return figures


def _settle_figure(figures: Figures, key: Key, sizes_of: Sizes) -> Figure:
    figure, (name, year) = figures[key], key
    expected = _expected_percentage(figures, name, year)
    if expected is not None:
        return settle(figure, [expected])
    by_ratio = _by_ratio(figures, name, year)
    if by_ratio is not None:
        return by_ratio
    partners = [
        other.value
        for (other_name, other_year), other in figures.items()
        if other_name in (Field.TARGET, Field.REALISASI, Field.KINERJA)
        and (other_name, other_year) != key
        and other.alternative is None
    ]
    if Doubt.SCALE in figure.doubts:
        return settle(figure, sizes_of(key))
    # The column's other rows count other things; only the row's own figures tell its size.
    return settle(figure, partners)


def _expected_percentage(figures: Figures, name: Field, year: int) -> Decimal | None:
    """Return what a percentage should be about, from the two figures that it compares."""
    for target, (realisasi, persen) in _RATIO.items():
        if name == persen:
            whole, part = figures.get((target, year)), figures.get((realisasi, year))
            if whole is not None and part is not None and whole.value and part.value:
                return part.value / whole.value * SERATUS
    return None


def _by_ratio(figures: Figures, name: Field, year: int) -> Figure | None:
    """Return the reading with which the row's written percentage comes out, if just one does."""
    for target, (realisasi, persen) in _RATIO.items():
        if name not in (target, realisasi):
            continue
        stated = figures.get((persen, year))
        partner = figures.get((realisasi if name == target else target, year))
        if stated is None or partner is None or not partner.value or stated.value is None:
            return None
        own = figures[(name, year)]
        fitting = [
            reading
            for reading in (own, take_alternative(own))
            if reading.value and stated.shows(_ratio(reading.value, partner.value, name == target))
        ]
        return fitting[0] if len(fitting) == 1 else None
    return None


def _ratio(reading: Decimal, partner: Decimal, is_target: bool) -> Decimal:
    over, under = (partner, reading) if is_target else (reading, partner)
    return over / under * SERATUS


def _column_sizes(rows: Sequence[Figures], units: Sequence[str], key: Key) -> list[Decimal]:
    """Return the middle size of the column's clear percentages."""
    sizes = [
        abs(other.value)
        for row, satuan in zip(rows, units, strict=True)
        if (other := row.get(key)) is not None
        and other.value
        and other.alternative is None
        and squash(satuan) in PERSEN
    ]
    if not sizes:
        return []
    from statistics import median  # seldom needed, and slow to import

    return [median(sizes)]
