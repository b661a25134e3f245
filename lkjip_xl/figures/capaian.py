"""Capaian: what was reached against what was promised."""

from __future__ import annotations

from decimal import Decimal

from lkjip_xl.domain.indikator import Arah, ArahIndikator, Rumus
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
        upper: the upper bound of a range target.  A range is measured against the bound that was
            missed; the share that is missing of the target has no answer for two of them, and is
            taken for the plain quotient.

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
        target, rumus = missed, _rumus_of_bound(rumus)
    match _plain(rumus, target, realisasi):
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
    """Return the capaian by an indicator's own formula, cap and floor; see ``compute_capaian``."""
    nothing = _of_nothing(arah, target, realisasi)
    if nothing is not None:
        return nothing
    value = compute_capaian(target, realisasi, arah.rumus_for(upper), upper=upper)
    return limit_capaian(value, most=arah.batas, least=arah.batas_bawah)


def limit_capaian(
    value: Persen | None, *, most: Persen | None = None, least: Persen | None = None
) -> Persen | None:
    """Return the capaian, at most ``most`` and at least ``least``, where the office sets these."""
    if value is None:
        return None
    if most is not None and value > most:
        return most
    return least if least is not None and value < least else value


def show_measured(
    arah: ArahIndikator,
    target: Decimal,
    realisasi: Decimal,
    *,
    upper: Decimal | None = None,
    decimals: int = 2,
) -> str:
    """Return how ``measure_capaian`` comes to its result; where a limit holds, with both."""
    rumus = arah.rumus_for(upper)
    if (nothing := _of_nothing(arah, target, realisasi)) is not None:
        which = "realisasi" if target else "target dan realisasi"
        return f"{which} nol, capaian {format_number(nothing, decimals)} menurut ketentuan kantor"
    value = compute_capaian(target, realisasi, rumus, upper=upper)
    shown = show_calculation(rumus, target, realisasi, value, upper=upper, decimals=decimals)
    own = limit_capaian(value, most=arah.batas, least=arah.batas_bawah)
    if value is None or own is None or own == value:
        return shown
    side = "tinggi" if own < value else "rendah"
    return f"{shown}, dibatasi paling {side} {format_number(own, decimals)}"


def show_calculation(
    rumus: Rumus,
    target: Decimal,
    realisasi: Decimal,
    result: Persen | None,
    *,
    upper: Decimal | None = None,
    decimals: int = 2,
) -> str:
    """Return the calculation with its numbers: ``80 / 100 × 100 = 80,00``.

    ``result`` is what ``compute_capaian`` gave, shown at ``decimals`` digits; for ``None`` the text
    says that there is no answer.
    """
    steps = _show_steps(rumus, target, realisasi, upper)
    if result is None:
        return f"{steps} tidak dapat dihitung (pembagi nol)"
    return f"{steps} = {format_number(result, decimals)}"


def _of_nothing(
    arah: ArahIndikator, target: Decimal | None, realisasi: Decimal | None
) -> Persen | None:
    """Return what the office lays down where nothing was reached, ``None`` where it does not."""
    if realisasi is None or realisasi or target is None:
        return None
    if not target:
        return arah.nihil_sama
    return arah.nihil if arah.arah is Arah.TURUN else None


def _rumus_of_bound(rumus: Rumus) -> Rumus:
    """Return the formula for the missed bound of a range."""
    return rumus if rumus in (Rumus.TURUN, Rumus.TURUN_BALIK, Rumus.STABIL) else Rumus.NAIK


def _plain(rumus: Rumus, target: Decimal, realisasi: Decimal) -> Rumus:
    """Return the half that holds of a formula of two: by which side of the target was reached."""
    if rumus is not Rumus.STABIL:
        return rumus
    return Rumus.TURUN if realisasi > target else Rumus.NAIK


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
        target, rumus = missed, _rumus_of_bound(rumus)
    shown = _plain(rumus, target, realisasi).value.replace("realisasi", _operand(realisasi))
    return shown.replace("target", _operand(target))


def _operand(value: Decimal) -> str:
    text = format_number(value)
    return f"({text})" if value < 0 else text
