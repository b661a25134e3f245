"""Where a written capaian may come from when it is not the one computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from lkjip_xl.domain.indikator import Rumus
from lkjip_xl.domain.kata import PERSEN
from lkjip_xl.domain.quantity import (
    SERATUS,
    Figure,
    Persen,
    format_number,
    round_to,
    truncate_to,
)
from lkjip_xl.figures.capaian import compute_capaian

#: The limits that offices put on a capaian.
BATAS_LAZIM = tuple(Persen(Decimal(limit)) for limit in (100, 120, 150, 200))

#: Satuan whose figures may have been rounded before they were written; people and documents
#: are counted whole.
SATUAN_PECAHAN = (*PERSEN, "rasio", "indeks", "poin", "skala", "nilai", "angka")

_SCALES = (
    (Decimal("0.01"), "masih berupa pecahan, belum dikalikan 100"),
    (Decimal(100), "dikalikan 100 dua kali"),
    (Decimal(10), "tanda koma bergeser satu angka ke kanan"),
    (Decimal("0.1"), "tanda koma bergeser satu angka ke kiri"),
)


#: The formulas of one target, and those that a missed bound of a range is put into.
_SIMPLE = (Rumus.NAIK, Rumus.TURUN, Rumus.TURUN_BALIK, Rumus.TURUN_SELISIH)
_OF_BOUNDS = (Rumus.TURUN, Rumus.TURUN_BALIK)


class Match(StrEnum):
    """How a written figure agrees with an explanation, most innocent first."""

    ROUNDED = "sama pada angka yang tampak"
    TRUNCATED = "dipotong, bukan dibulatkan"
    UNROUNDED_INPUT = "dihitung dari realisasi sebelum dibulatkan"
    CAPPED = "dibatasi"
    SLIP = "kekeliruan"


class Explanation(NamedTuple):
    """One way in which a written capaian may have come about.

    ``label`` is Indonesian and names the formula or the slip.  ``result`` is what that way gives,
    in per cent and not rounded.  ``rumus`` is ``None`` for a slip that is no formula at all.
    """

    match: Match
    label: str
    result: Decimal
    rumus: Rumus | None = None


def explain_written(
    written: Figure, target: Figure, realisasi: Figure, satuan: str = ""
) -> tuple[Explanation, ...]:
    """Return what gives the written capaian, most innocent first; empty if nothing known does.

    Every formula that fits is named, since several agree on some figures (all of them where
    realisasi equals target).  Slips are looked for only where no formula fits: they match
    loosely, and would only add noise.

    Args:
        written: the capaian on the sheet, per cent.
        target: the target as written, perhaps a range.
        realisasi: the realisasi as written.
        satuan: decides whether realisasi may have been rounded before it was written.
    """
    if written.value is None or target.value is None or realisasi.value is None:
        return ()
    ways = list(_list_ways(target, realisasi.value))
    found = [
        *(way for way in ways if written.shows(way.result)),
        *(way._replace(match=Match.TRUNCATED) for way in ways if is_truncated(written, way.result)),
        *_match_unrounded(written, target, realisasi, satuan),
        *_match_capped(written, ways),
    ]
    return tuple(found or _match_slips(written, target.value, realisasi.value, ways))


def _list_ways(target: Figure, realisasi: Decimal) -> Iterator[Explanation]:
    """Yield the known formulas, applied to the indikator's figures."""
    lower, upper = target.value, target.upper
    ways: list[tuple[str, Rumus, Decimal | None, Decimal | None]]
    at_bound = "terhadap batas rentang target"
    if upper is None:
        ways = [(r.value, r, lower, None) for r in _SIMPLE]
    else:
        ways = [
            (Rumus.RENTANG.value, Rumus.RENTANG, lower, upper),
            ("realisasi / batas bawah target × 100", Rumus.NAIK, lower, None),
            ("realisasi / batas atas target × 100", Rumus.NAIK, upper, None),
            *((f"{rumus}, {at_bound}", rumus, lower, upper) for rumus in _OF_BOUNDS),
        ]
    for label, rumus, own, bound in ways:
        result = compute_capaian(own, realisasi, rumus, upper=bound)
        if result is not None:
            yield Explanation(Match.ROUNDED, label, result, rumus)


def is_truncated(written: Figure, expected: Decimal) -> bool:
    """Tell whether ``written`` is ``expected`` with its further digits cut off, not rounded."""
    if written.value is None or written.shows(expected):
        return False
    shown = round_to(written.value, written.decimals)
    return truncate_to(expected, written.decimals) == shown


def is_scale_slip(stated: Figure, expected: Decimal) -> bool:
    """Tell whether a percentage is right but for its scale: 0,95 or 9500% where 95 is meant.

    A figure without decimals has to be exact then: 1 is no slip for 87, though 0,87 rounds to 1.
    """
    if not stated.value or not expected or stated.shows(expected):
        return False
    larger, smaller = stated.value * SERATUS, stated.value / SERATUS
    if smaller == round_to(expected, _own_decimals(smaller)):
        return True
    if not stated.decimals:
        return larger == round_to(expected, 0)
    fraction = expected / SERATUS
    return stated.shows(fraction) or is_truncated(stated, fraction)


def _own_decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _match_unrounded(
    written: Figure, target: Figure, realisasi: Figure, satuan: str
) -> Iterator[Explanation]:
    """Yield the formulas that give the written capaian for some realisasi shown as this one."""
    if target.upper is not None or realisasi.value is None or not _may_be_rounded(satuan):
        return
    margin = Decimal(5).scaleb(-realisasi.decimals - 1)
    for rumus in _SIMPLE:
        low, result, high = (
            compute_capaian(target.value, realisasi.value + step, rumus)
            for step in (-margin, Decimal(0), margin)
        )
        if result is None or written.shows(result) or is_truncated(written, result):
            continue
        if _lies_between(written, low, high):
            label = f"{rumus.value}, dengan realisasi sebelum dibulatkan"
            yield Explanation(Match.UNROUNDED_INPUT, label, result, rumus)


def _may_be_rounded(satuan: str) -> bool:
    return satuan.strip().lower().startswith(SATUAN_PECAHAN)


def _lies_between(written: Figure, one: Persen | None, other: Persen | None) -> bool:
    if written.value is None or one is None or other is None:
        return False
    return min(one, other) <= written.value <= max(one, other)


def _match_capped(written: Figure, ways: Sequence[Explanation]) -> Iterator[Explanation]:
    for way in ways:
        for cap in BATAS_LAZIM:
            if way.result > cap and written.shows(cap) and not written.shows(way.result):
                label = f"{way.label}, dibatasi paling tinggi {format_number(cap)}"
                yield Explanation(Match.CAPPED, label, cap, way.rumus)


def _match_slips(
    written: Figure, target: Decimal, realisasi: Decimal, ways: Sequence[Explanation]
) -> Iterator[Explanation]:
    if not written.value:
        return  # a zero agrees with every small result
    for label, result in _list_slips(target, realisasi):
        if result is not None and written.shows(result):
            yield Explanation(Match.SLIP, label, result)
    for factor, label in _SCALES:
        for way in ways:
            if written.shows(way.result * factor):
                label_of_both = f"{way.label}, {label}"
                yield Explanation(Match.SLIP, label_of_both, way.result * factor, way.rumus)


def _list_slips(target: Decimal, realisasi: Decimal) -> Iterator[tuple[str, Decimal | None]]:
    yield "angka realisasi disalin sebagai capaian", realisasi
    yield "angka target disalin sebagai capaian", target
    yield (
        "target dan realisasi tertukar: (2 × realisasi − target) / realisasi × 100",
        compute_capaian(realisasi, target, Rumus.TURUN),
    )
    yield "selisih realisasi dan target, bukan perbandingannya", realisasi - target
    naik = compute_capaian(target, realisasi, Rumus.NAIK)
    yield "selisih dari 100, bukan capaiannya", None if naik is None else abs(naik - SERATUS)
