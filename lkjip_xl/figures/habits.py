"""Looks for the way of computing capaian that an office keeps to without stating it.

The ways are a cap, another formula of what is better when lower, a floor, and a figure for what is
zero.  One figure alone shows none, nor do several that others contradict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.domain.indikator import Arah, ArahIndikator, Rumus
from lkjip_xl.domain.pengaturan import Pengaturan
from lkjip_xl.domain.quantity import SERATUS, Persen
from lkjip_xl.figures.capaian import compute_capaian, limit_capaian
from lkjip_xl.figures.explanation import BATAS_LAZIM, is_truncated
from lkjip_xl.figures.kebiasaan import ENOUGH, Kebiasaan, Terbalik
from lkjip_xl.figures.perhitungan import Perhitungan
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.tables.text import squash

#: Indicators that must show a cap that is not one of those in use.
_ENOUGH_FOR_ODD_CAP = 3
_VARIANTS = (Rumus.TURUN_BALIK, Rumus.TURUN_SELISIH)
_FULL = Persen(SERATUS)


class _Told(NamedTuple):
    """A written capaian and the row that it stands in, both of whose figures have a value."""

    percent: Sel
    target: Sel
    realisasi: Sel
    arah: ArahIndikator

    @property
    def indikator(self) -> tuple[str, int]:
        """What it is about: an indicator that two annexes repeat shows a habit once."""
        return squash(self.percent.row.indikator), self.percent.year

    @property
    def may_vary(self) -> bool:
        """Whether its formula is that of all that is better when lower."""
        is_plain = self.target.figure.upper is None and not self.arah.states_rumus
        return is_plain and self.arah.arah is Arah.TURUN

    def formulas(self) -> Sequence[Rumus]:
        own = self.arah.rumus_for(self.target.figure.upper)
        return (own, *_VARIANTS) if self.may_vary else (own,)

    def result(self, rumus: Rumus) -> Persen | None:
        upper = self.target.figure.upper
        return compute_capaian(self.target.number, self.realisasi.number, rumus, upper=upper)

    def fits(self, result: Persen | None) -> bool:
        """Tell whether the written capaian is a result, at its digits or with the rest cut off."""
        figure = self.percent.figure
        return result is not None and (figure.shows(result) or is_truncated(figure, result))


def infer_habits(listed: Sequence[Perhitungan], pengaturan: Pengaturan) -> Iterator[Kebiasaan]:
    """Yield the settings that the office follows, each found with those before taken for granted.

    Args:
        listed: every capaian of the office, computed as it states.
        pengaturan: what it states; that is never looked for.
    """
    rows = list(_told(listed))
    odd = list(_told(one for one in listed if not one.agrees))
    for setelan, find in _HABITS.items():
        habit = None if setelan in pengaturan.dinyatakan else find(odd, rows, pengaturan)
        if habit is not None:
            yield habit
            pengaturan = pengaturan.having(habit.setelan, habit.nilai)


def find_reversed(listed: Sequence[Perhitungan], pengaturan: Pengaturan) -> Iterator[Terbalik]:
    """Yield the indicators that are said to be better when higher, while nobody computes them so.

    The other way round proves nothing: realisasi / target is what whoever does not think of the
    direction takes.
    """
    groups: dict[str, list[_Told]] = {}
    for one in _told(listed):
        is_open = one.target.figure.upper is None and one.target.number != one.realisasi.number
        if is_open and one.arah.stated_at is not None and one.arah.arah is Arah.NAIK:
            groups.setdefault(squash(one.percent.row.indikator), []).append(one)
    for name, rows in groups.items():
        distinct = {(one.percent.lampiran, one.percent.year) for one in rows}
        if name in pengaturan.indikator or len(distinct) < ENOUGH:
            continue
        if any(one.fits(one.result(Rumus.NAIK)) for one in rows):
            continue
        if all(one.fits(one.result(pengaturan.rumus_turun)) for one in rows):
            seen = tuple(one.percent for one in rows)
            yield Terbalik(rows[0].percent.row.indikator, rows[0].arah, seen)


def _told(listed: Iterable[Perhitungan]) -> Iterator[_Told]:
    for one in listed:
        if one.arah is None or one.tertulis.value is None or not one.row.indikator:
            continue
        percent, target, realisasi = (
            one.row.told(name, one.year) for name in (Field.CAPAIAN, *DASAR[Field.CAPAIAN])
        )
        if percent is not None and target is not None and realisasi is not None:
            yield _Told(percent, target, realisasi, one.arah)


def _habit(
    setelan: str, nilai: Persen | Rumus, seen: Iterable[_Told], least: int = ENOUGH
) -> Kebiasaan | None:
    """Return a habit that enough indicators show, ``None`` where there are too few."""
    shown = {one.indikator: one.percent for one in seen}
    return Kebiasaan(setelan, nilai, tuple(shown.values())) if len(shown) >= least else None


_Rows = Sequence[_Told]


def _find_cap(odd: _Rows, rows: _Rows, own: Pengaturan) -> Kebiasaan | None:
    """Return the capaian that is written wherever more was reached, and that none exceeds."""
    seen: dict[Persen, list[_Told]] = {}
    for one in _of_something(odd):
        written = Persen(one.percent.number)
        if written >= SERATUS and any(_exceeds(one.result(way), written) for way in one.formulas()):
            seen.setdefault(written, []).append(one)
    for cap, told in sorted(seen.items(), key=lambda pair: -len(pair[1])):
        least = ENOUGH if cap in BATAS_LAZIM else _ENOUGH_FOR_ODD_CAP
        above = [one for one in rows if one.percent.number > cap]
        if not any(one.fits(one.result(way)) for one in above for way in one.formulas()):
            return _habit("batas_capaian", cap, told, least)
    return None


def _of_something(rows: _Rows) -> Iterator[_Told]:
    """Yield the rows where something was reached: 100 for nothing may come from no formula."""
    return (one for one in rows if one.realisasi.number)


def _exceeds(result: Persen | None, limit: Persen) -> bool:
    return result is not None and result > limit


def _find_formula(odd: _Rows, rows: _Rows, own: Pengaturan) -> Kebiasaan | None:
    """Return the other formula that what is better when lower is computed by, all of it."""

    def follows(one: _Told, rumus: Rumus) -> bool:
        return one.fits(limit_capaian(one.result(rumus), most=own.batas_capaian))

    falling = [one for one in rows if one.may_vary]
    usual = [one for one in falling if follows(one, own.rumus_turun)]
    others = [
        one for one in _of_something(odd) if one.may_vary and not follows(one, own.rumus_turun)
    ]
    for rumus in _VARIANTS:
        habit = _habit("rumus_turun", rumus, (one for one in others if follows(one, rumus)))
        if habit is not None and all(follows(one, rumus) for one in usual):
            return habit
    return None


def _limited(one: _Told, own: Pengaturan) -> Persen | None:
    """Return the result by the formula and the cap that are known so far."""
    rumus = own.rumus_turun if one.may_vary else one.formulas()[0]
    return limit_capaian(one.result(rumus), most=own.batas_capaian)


def _find_floor(odd: _Rows, rows: _Rows, own: Pengaturan) -> Kebiasaan | None:
    """Return zero where it is written for whatever would be less."""
    below = [one for one in rows if (_limited(one, own) or 0) < 0]
    if any(one.percent.number < 0 and one.fits(_limited(one, own)) for one in below):
        return None
    zero = Persen(SERATUS * 0)
    return _habit("batas_bawah", zero, (one for one in below if not one.percent.number))


def _find_nihil(odd: _Rows, rows: _Rows, own: Pengaturan) -> Kebiasaan | None:
    """Return 100 where it is written wherever nothing occurred of what is better when lower."""
    nothing = [
        one
        for one in rows
        if one.target.number and not one.realisasi.number and one.arah.arah is Arah.TURUN
    ]
    if any(one.fits(_limited(one, own)) for one in nothing):
        return None
    return _full("nihil", nothing)


def _find_nihil_sama(odd: _Rows, rows: _Rows, own: Pengaturan) -> Kebiasaan | None:
    """Return 100 where it is written wherever target and realisasi are both zero."""
    return _full(
        "nihil_sama", [one for one in rows if not (one.target.number or one.realisasi.number)]
    )


def _full(setelan: str, rows: _Rows) -> Kebiasaan | None:
    """Return 100 where most of some rows have it."""
    full = [one for one in rows if one.percent.number == SERATUS]
    return _habit(setelan, _FULL, full) if 2 * len(full) > len(rows) else None


_HABITS: dict[str, Callable[[_Rows, _Rows, Pengaturan], Kebiasaan | None]] = {
    "batas_capaian": _find_cap,
    "rumus_turun": _find_formula,
    "batas_bawah": _find_floor,
    "nihil": _find_nihil,
    "nihil_sama": _find_nihil_sama,
}
