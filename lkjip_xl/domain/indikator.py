"""Indicators: which way is better, and the formula that follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lkjip_xl.domain.field import Key
from lkjip_xl.domain.quantity import Figure, Persen
from lkjip_xl.location import CellRef, Origin


class Arah(StrEnum):
    """Which way an indicator is better."""

    NAIK = "makin tinggi makin baik"
    TURUN = "makin rendah makin baik"


class Rumus(StrEnum):
    """The formulas of capaian that are in use; the text is what a finding shows."""

    NAIK = "realisasi / target × 100"
    TURUN = "(2 × target − realisasi) / target × 100"
    TURUN_BALIK = "target / realisasi × 100"
    TURUN_SELISIH = "(target − realisasi) / target × 100"
    RENTANG = "terhadap batas rentang target"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArahIndikator:
    """The direction of one indicator and how it is known.

    ``stated_at`` is the cell that states it; without one the direction was inferred from
    ``word`` in the indicator's name, and every finding that rests on it says so.  ``batas`` is the
    most that its capaian may be, in per cent, ``None`` where the office sets no cap.
    """

    arah: Arah
    rumus: Rumus = Rumus.NAIK
    batas: Persen | None = None
    stated_at: CellRef | None = None
    word: str = ""

    @property
    def is_inferred(self) -> bool:
        return self.stated_at is None and self.arah is Arah.TURUN


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
