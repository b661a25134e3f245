"""Efisiensi: capaian kinerja held against serapan anggaran.

Every answer carries its formula and its numbers, because a reader who meets one of these figures
asks first how it came about.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lkjip_xl.domain.quantity import SERATUS, Persen, format_number, format_rupiah

#: From this capaian on, money that was not spent counts as saved.
BATAS_HEMAT = Persen(SERATUS)

RUMUS_SELISIH = "capaian − serapan"
RUMUS_INDEKS = "(capaian / 100) / (serapan / 100)"
RUMUS_HEMAT = "pagu − realisasi anggaran"


@dataclass(frozen=True, slots=True)
class Hitungan:
    """A computed figure, the formula that gave it, and the formula with its numbers filled in."""

    value: Decimal
    rumus: str
    calculation: str


def compute_selisih(capaian: Persen | None, serapan: Persen | None) -> Hitungan | None:
    """Return capaian − serapan in percentage points; positive means more done than spent.

    ``None`` where either is missing.
    """
    if capaian is None or serapan is None:
        return None
    value = capaian - serapan
    steps = f"{format_number(capaian, 2)} − {format_number(serapan, 2)}"
    return Hitungan(value, RUMUS_SELISIH, f"{steps} = {format_number(value, 2)} poin")


def compute_indeks(capaian: Persen | None, serapan: Persen | None) -> Hitungan | None:
    """Return (capaian/100) / (serapan/100), a plain number; above 1 means more done than spent.

    ``None`` where either is missing or nothing was spent.
    """
    if capaian is None or serapan is None or serapan == 0:
        return None
    value = capaian / serapan
    steps = f"({format_number(capaian, 2)} / 100) / ({format_number(serapan, 2)} / 100)"
    return Hitungan(value, RUMUS_INDEKS, f"{steps} = {format_number(value, 2)}")


def compute_hemat(
    capaian: Persen | None, pagu: Decimal | None, realisasi: Decimal | None
) -> Hitungan | None:
    """Return the money saved, in rupiah, where capaian is 100 or more.

    ``None`` where a figure is missing or capaian is lower: money not spent on work not done is
    no saving.  Negative where more was spent than the pagu.
    """
    if capaian is None or pagu is None or realisasi is None or capaian < BATAS_HEMAT:
        return None
    value = pagu - realisasi
    steps = f"{format_rupiah(pagu)} − {format_rupiah(realisasi)}"
    return Hitungan(value, RUMUS_HEMAT, f"{steps} = {format_rupiah(value)}")
