"""Serapan: how much of the pagu was spent, and what is left of it."""

from __future__ import annotations

from decimal import Decimal

from lkjip_xl.domain.pengaturan import BATAS_SERAPAN
from lkjip_xl.domain.quantity import SERATUS, Persen, Rupiah, format_number


def compute_serapan(pagu: Decimal | None, realisasi: Decimal | None) -> Persen | None:
    """Return realisasi anggaran against pagu.

    Args:
        pagu: the ceiling, in rupiah.
        realisasi: what was spent, in rupiah.

    Returns:
        Per cent (0-100 scale), neither rounded nor capped; ``None`` where either amount is blank
        or the pagu is zero.
    """
    if pagu is None or realisasi is None or pagu == 0:
        return None
    return Persen(realisasi * SERATUS / pagu)


def compute_sisa(pagu: Decimal | None, realisasi: Decimal | None) -> Rupiah | None:
    """Return what is left of the pagu, in rupiah; negative where more was spent than allowed."""
    if pagu is None or realisasi is None:
        return None
    return Rupiah(pagu - realisasi)


def needs_cause(serapan: Persen | None, batas: Persen = BATAS_SERAPAN) -> bool:
    """Tell whether a serapan is low enough that its cause must be stated."""
    return serapan is not None and serapan < batas


def show_serapan(pagu: Decimal, realisasi: Decimal, *, decimals: int = 2) -> str:
    """Return the calculation with its numbers: ``900.000 / 1.000.000 × 100 = 90,00``."""
    steps = f"{format_number(realisasi)} / {format_number(pagu)} × 100"
    result = compute_serapan(pagu, realisasi)
    if result is None:
        return f"{steps} tidak dapat dihitung (pagu nol)"
    return f"{steps} = {format_number(result, decimals)}"
