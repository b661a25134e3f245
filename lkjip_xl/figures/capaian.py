"""Capaian: what was reached against what was promised."""

from __future__ import annotations

from decimal import Decimal

from lkjip_xl.domain.indikator import ArahIndikator, Rumus
from lkjip_xl.domain.quantity import SERATUS, Persen, format_number


def compute_capaian(
    target: Decimal | None,
    realisasi: Decimal | None,
    rumus: Rumus,
    *,
    upper: Decimal | None = None,
) -> Persen | None:
    """Return the capaian of one indikator.

    Args:
        target: what was promised, in the indikator's own satuan; of a range its lower bound.
        realisasi: what was reached, in the same satuan.
        rumus: the formula, which follows from the indikator's direction.
        upper: the upper bound of a range target.  A range is measured against its bounds
            whichever ``rumus`` is named: the other formulas have no answer for two targets.

    Returns:
        Per cent (0-100 scale), neither rounded nor capped.  ``None`` where either figure is
        blank or the formula would divide by zero: there is no answer, and we invent none.
    """
    if target is None or realisasi is None:
        return None
    if upper is not None or rumus is Rumus.RENTANG:
        bounds = _order(target, upper)
        missed = _missed(realisasi, *bounds)
        if missed is None:
            return Persen(SERATUS) if any(bounds) else None
        target, rumus = missed, Rumus.NAIK
    match rumus:
        case Rumus.TURUN:
            return _divide(2 * target - realisasi, target)
        case Rumus.TURUN_BALIK:
            # A target of zero makes this 0 for every realisasi, which says nothing.
            return None if target == 0 else _divide(target, realisasi)
        case Rumus.TURUN_SELISIH:
            return _divide(target - realisasi, target)
        case _:
            return _divide(realisasi, target)


def measure_capaian(
    arah: ArahIndikator,
    target: Decimal | None,
    realisasi: Decimal | None,
    *,
    upper: Decimal | None = None,
) -> Persen | None:
    """Return the capaian by an indicator's own formula and cap; see ``compute_capaian``."""
    return cap_capaian(compute_capaian(target, realisasi, arah.rumus, upper=upper), arah.batas)


def cap_capaian(value: Persen | None, cap: Persen | None) -> Persen | None:
    """Return the capaian, at most ``cap``; ``None`` for ``cap`` means the office sets none."""
    if value is None or cap is None:
        return value
    return min(value, cap)


def show_calculation(
    rumus: Rumus,
    target: Decimal,
    realisasi: Decimal,
    result: Persen | None,
    *,
    upper: Decimal | None = None,
    decimals: int = 2,
    batas: Persen | None = None,
) -> str:
    """Return the calculation with its numbers: ``80 / 100 × 100 = 80,00``.

    ``result`` is what ``compute_capaian`` gave, shown at ``decimals`` digits; for ``None`` the text
    says that there is no answer.  Above ``batas``, the office's cap, the text shows both.
    """
    steps = _show_steps(rumus, target, realisasi, upper)
    if result is None:
        return f"{steps} tidak dapat dihitung (pembagi nol)"
    uncapped = compute_capaian(target, realisasi, rumus, upper=upper)
    if batas is not None and uncapped is not None and uncapped > batas:
        reached, limit = format_number(uncapped, decimals), format_number(batas, decimals)
        return f"{steps} = {reached}, dibatasi paling tinggi {limit}"
    return f"{steps} = {format_number(result, decimals)}"


def _divide(part: Decimal, whole: Decimal) -> Persen | None:
    # Multiplied first, so that a quotient with few digits comes out exact.
    return None if whole == 0 else Persen(part * SERATUS / whole)


def _order(one: Decimal, other: Decimal | None) -> tuple[Decimal, Decimal]:
    """Return the bounds of a range, the lower first."""
    other = one if other is None else other
    return min(one, other), max(one, other)


def _missed(realisasi: Decimal, lower: Decimal, upper: Decimal) -> Decimal | None:
    """Return the bound of a range that a realisasi missed, ``None`` for one inside."""
    if lower <= realisasi <= upper:
        return None
    return upper if realisasi > upper else lower


def _show_steps(rumus: Rumus, target: Decimal, realisasi: Decimal, upper: Decimal | None) -> str:
    if upper is not None or rumus is Rumus.RENTANG:
        bounds = _order(target, upper)
        missed = _missed(realisasi, *bounds)
        if missed is None:
            rentang = " sampai ".join(map(_operand, bounds))
            return f"{_operand(realisasi)} berada dalam rentang {rentang}, capaian"
        target, rumus = missed, Rumus.NAIK
    shown = rumus.value.replace("realisasi", _operand(realisasi))
    return shown.replace("target", _operand(target))


def _operand(value: Decimal) -> str:
    text = format_number(value)
    return f"({text})" if value < 0 else text
