"""Charts as the report shows them, whatever document they are drawn in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lkjip_xl.outputs.narrative.text import Shown, Text
from lkjip_xl.outputs.narrative.wording import NO_FIGURE


class ChartKind(StrEnum):
    """``LINE`` runs over the years from left to right, ``BAR`` has one lying bar a category."""

    LINE = "garis"
    BAR = "batang"


@dataclass(frozen=True, slots=True)
class Point:
    """A value as it is drawn and as its label shows it."""

    value: Decimal
    shown: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line or one set of bars; ``None`` where a category has no value."""

    nama: str
    points: tuple[Point | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart: every series has one point a category.

    ``judul`` is its caption, ``satuan`` the unit of all its values, empty for a bare number.
    """

    kind: ChartKind
    judul: Text
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    satuan: str = ""

    @property
    def alt(self) -> str:
        """What the chart shows, in one sentence for those who cannot see it."""
        told = "; ".join(f"{one.nama}: {self._values_of(one)}" for one in self.series)
        unit = f" ({self.satuan})" if self.satuan else ""
        return f"Grafik {self.kind.value}, {self.judul}{unit}. {told}."

    def _values_of(self, series: Series) -> str:
        pairs = zip(self.categories, series.points, strict=True)
        return ", ".join(
            f"{category} {point.shown if point else NO_FIGURE}" for category, point in pairs
        )

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """The least and the greatest value of all series."""
        values = [point.value for one in self.series for point in one.points if point]
        return min(values), max(values)

    def is_upper(self, number: int, at: int) -> bool:
        """Tell whether no other series runs above one at a category; of equal ones the first."""
        own = self.series[number].points[at]
        others = [
            (point.value, -index)
            for index, one in enumerate(self.series)
            if index != number and (point := one.points[at]) is not None
        ]
        return own is not None and all((own.value, -number) > other for other in others)
