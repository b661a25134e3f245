"""Where a written capaian may come from when it is not the one computed."""

from __future__ import annotations

from collections.abc import Iterator
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
from lkjip_xl.figures.capaian import cap_capaian, compute_capaian

#: The limits that offices put on a capaian.
BATAS_LAZIM = (Persen(Decimal(100)), Persen(Decimal(120)), Persen(Decimal(200)))

#: Satuan whose figures may have been rounded before they were written; people and documents
#: are counted whole.
SATUAN_PECAHAN = (*PERSEN, "rasio", "indeks", "poin", "skala", "nilai", "angka")

_SCALES = (
    (Decimal("0.01"), "masih berupa pecahan, belum dikalikan 100"),
    (Decimal(100), "dikalikan 100 dua kali"),
    (Decimal(10), "tanda koma bergeser satu angka ke kanan"),
    (Decimal("0.1"), "tanda koma bergeser satu angka ke kiri"),
)


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


class _Candidate(NamedTuple):
    """A known formula applied to the indikator's figures."""

    label: str
    result: Persen
    rumus: Rumus


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
    candidates = tuple(_list_candidates(target, realisasi.value))
    found = [
        *_match_digits(written, candidates),
        *_match_unrounded(written, target, realisasi, satuan),
        *_match_capped(written, candidates),
    ]
    return tuple(found or _match_slips(written, target.value, realisasi.value, candidates))


def _list_candidates(target: Figure, realisasi: Decimal) -> Iterator[_Candidate]:
    lower, upper = target.value, target.upper
    if upper is not None:
        yield from _candidate(Rumus.RENTANG, lower, realisasi, upper=upper)
        yield from _candidate(Rumus.NAIK, lower, realisasi, "realisasi / batas bawah target × 100")
        yield from _candidate(Rumus.NAIK, upper, realisasi, "realisasi / batas atas target × 100")
        return
    for rumus in Rumus:
        if rumus is not Rumus.RENTANG:
            yield from _candidate(rumus, lower, realisasi)


def _candidate(
    rumus: Rumus,
    target: Decimal | None,
    realisasi: Decimal,
    label: str = "",
    *,
    upper: Decimal | None = None,
) -> Iterator[_Candidate]:
    result = compute_capaian(target, realisasi, rumus, upper=upper)
    if result is not None:
        yield _Candidate(label or rumus.value, result, rumus)


def _match_digits(written: Figure, candidates: tuple[_Candidate, ...]) -> Iterator[Explanation]:
    rounded = [way for way in candidates if written.shows(way.result)]
    cut = [way for way in candidates if way not in rounded and is_truncated(written, way.result)]
    for match, ways in ((Match.ROUNDED, rounded), (Match.TRUNCATED, cut)):
        for way in ways:
            yield Explanation(match=match, label=way.label, result=way.result, rumus=way.rumus)


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
    for rumus in (Rumus.NAIK, Rumus.TURUN, Rumus.TURUN_BALIK, Rumus.TURUN_SELISIH):
        result = compute_capaian(target.value, realisasi.value, rumus)
        ends = [
            compute_capaian(target.value, realisasi.value + step, rumus)
            for step in (-margin, margin)
        ]
        if result is None or written.shows(result) or is_truncated(written, result):
            continue
        if _lies_between(written, ends):
            yield Explanation(
                match=Match.UNROUNDED_INPUT,
                label=f"{rumus.value}, dengan realisasi sebelum dibulatkan",
                result=result,
                rumus=rumus,
            )


def _may_be_rounded(satuan: str) -> bool:
    return satuan.strip().lower().startswith(SATUAN_PECAHAN)


def _lies_between(written: Figure, ends: list[Persen | None]) -> bool:
    known = [end for end in ends if end is not None]
    if written.value is None or len(known) < 2:
        return False
    return min(known) <= written.value <= max(known)


def _match_capped(written: Figure, candidates: tuple[_Candidate, ...]) -> Iterator[Explanation]:
    for way in candidates:
        for cap in BATAS_LAZIM:
            if way.result > cap and written.shows(cap) and not written.shows(way.result):
                yield Explanation(
                    match=Match.CAPPED,
                    label=f"{way.label}, dibatasi paling tinggi {format_number(cap)}",
                    result=cap_capaian(way.result, cap) or cap,
                    rumus=way.rumus,
                )


def _match_slips(
    written: Figure, target: Decimal, realisasi: Decimal, candidates: tuple[_Candidate, ...]
) -> Iterator[Explanation]:
    if not written.value:
        return  # a zero agrees with every small result
    for label, result in _list_slips(target, realisasi):
        if result is not None and written.shows(result):
            yield Explanation(match=Match.SLIP, label=label, result=result)
    for factor, label in _SCALES:
        for way in candidates:
            if written.shows(way.result * factor):
                yield Explanation(
                    match=Match.SLIP,
                    label=f"{way.label}, {label}",
                    result=way.result * factor,
                    rumus=way.rumus,
                )


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
