"""Indicators: which way is better, and the formula that follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lkjip_xl.domain.field import Key
from lkjip_xl.domain.quantity import Figure, Persen
from lkjip_xl.location import CellRef, Origin


class Arah(StrEnum):
    """Which way an indicator is better."""

    NAIK = "makin tinggi makin baik"
    TURUN = "makin rendah makin baik"
    STABIL = "makin dekat target makin baik"


class Rumus(StrEnum):
    """The formulas of capaian that are in use; the text is what a finding shows."""

    NAIK = "realisasi / target × 100"
    TURUN = "(2 × target − realisasi) / target × 100"
    TURUN_BALIK = "target / realisasi × 100"
    TURUN_SELISIH = "(target − realisasi) / target × 100"
    STABIL = "realisasi / target × 100, di atas target (2 × target − realisasi) / target × 100"
    RENTANG = "terhadap batas rentang target"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArahIndikator:
    """The direction of one indicator and how it is known.

    ``stated_at`` is the cell that states it; without one the direction was inferred from
    ``word`` in the indicator's name, and every finding that rests on it says so.  ``states_rumus``
    tells whether its formula was named for itself.

    All in per cent, and ``None`` where the office lays down nothing: ``batas`` is the most that its
    capaian may be and ``batas_bawah`` the least; ``nihil`` is its capaian where nothing was reached
    of what is better when lower, ``nihil_sama`` where target and realisasi are both zero.
    """

    arah: Arah
    rumus: Rumus = Rumus.NAIK
    states_rumus: bool = False
    batas: Persen | None = None
    batas_bawah: Persen | None = None
    nihil: Persen | None = None
    nihil_sama: Persen | None = None
    stated_at: CellRef | None = None
    word: str = ""

    @property
    def is_inferred(self) -> bool:
        return self.stated_at is None and self.arah is Arah.TURUN

    def rumus_for(self, upper: Decimal | None) -> Rumus:
        """Return the formula for a target, of a range with its ``upper`` bound.

        A range says itself what is wanted: a direction that is only inferred does not count.
        """
        return Rumus.RENTANG if upper is not None and self.is_inferred else self.rumus


@dataclass(frozen=True, slots=True, kw_only=True)
class IndikatorUtama:
    """One row of the IKU sheet; ``arah`` is the direction as written, empty where it is missing."""

    nama: str
    sasaran: str = ""
    satuan: str = ""
    arah: str = ""
    rumus: str = ""
    sumber_data: str = ""
    penanggung_jawab: str = ""
    target: Figure
    origin: Origin[Key]


class Cara(StrEnum):
    """How the figures of several times make one; the value is what a sentence calls the result."""

    JUMLAH = "jumlah"
    TERAKHIR = "angka terakhir"
    RATA_RATA = "rata-rata"
    TERTINGGI = "angka tertinggi"
