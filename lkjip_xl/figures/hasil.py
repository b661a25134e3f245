"""Hasil: the target of one indicator for a year beside what was reached of it."""

from __future__ import annotations

from dataclasses import dataclass

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Arah, ArahIndikator, Rumus
from lkjip_xl.domain.quantity import Doubt, Persen
from lkjip_xl.figures.capaian import compute_capaian, measure_capaian
from lkjip_xl.lampiran.records import Baris, Sel
from lkjip_xl.location import CellRef

_DOUBTFUL = frozenset({Doubt.AMBIGUOUS, Doubt.SCALE})


@dataclass(frozen=True, slots=True, eq=False)
class Hasil:
    """A target and its realisasi, both with a value, and which way the indicator is better."""

    target: Sel
    realisasi: Sel
    arah: ArahIndikator

    @classmethod
    def of(cls, row: Baris, arah: ArahIndikator, year: int = 0) -> Hasil | None:
        """Return what a row tells of a year; ``None`` where a figure or the name is missing."""
        year = year or row.lampiran.year
        target, realisasi = row.told(Field.TARGET, year), row.told(Field.REALISASI, year)
        if not row.indikator or target is None or realisasi is None:
            return None
        return cls(target, realisasi, arah)

    @property
    def row(self) -> Baris:
        return self.target.row

    @property
    def cells(self) -> tuple[CellRef, CellRef]:
        return self.target.cell, self.realisasi.cell

    @property
    def falls(self) -> bool:
        return self.arah.arah is Arah.TURUN

    @property
    def is_clear(self) -> bool:
        """Tell whether neither figure can be read in two ways."""
        return _DOUBTFUL.isdisjoint([*self.target.figure.doubts, *self.realisasi.figure.doubts])

    @property
    def is_above(self) -> bool:
        """Tell whether the realisasi lies above the target, or above its range."""
        upper = self.target.figure.upper
        return self.realisasi.number > (self.target.number if upper is None else upper)

    @property
    def is_below(self) -> bool:
        return self.realisasi.number < self.target.number

    @property
    def is_better(self) -> bool:
        return self.is_below if self.falls else self.is_above

    @property
    def is_reached(self) -> bool:
        if self.arah.arah is Arah.STABIL:
            return not (self.is_above or self.is_below)
        return not (self.is_above if self.falls else self.is_below)

    def measure(self, rumus: Rumus) -> Persen | None:
        """Return the capaian by a formula, without a cap."""
        target = self.target.figure
        return compute_capaian(target.value, self.realisasi.value, rumus, upper=target.upper)

    @property
    def capaian(self) -> Persen | None:
        target = self.target.figure
        return measure_capaian(self.arah, target.value, self.realisasi.value, upper=target.upper)

    @property
    def standing(self) -> str:
        """Say how the realisasi stands to the target: ``realisasi 80 sama dengan target 80``."""
        within = "sama dengan" if self.target.figure.upper is None else "di dalam rentang"
        side = "di atas" if self.is_above else "di bawah" if self.is_below else within
        told = f"realisasi {self.realisasi.written} {side} target {self.target.written}"
        if not self.falls or side == within:
            return told
        outcome = "tercapai" if self.is_reached else "tidak tercapai"
        guess = ", diduga dari namanya" if self.arah.is_inferred else ""
        return f"{told}; indikator ini makin rendah makin baik{guess}, jadi target {outcome}"
