"""How an office computes capaian: as it states, and for the rest in a way of its own.

What the sheet Pengaturan or the IKU sheet states always holds.  For the rest the usual formulas are
tried; where written figures differ from them, a way is looked for that all of these follow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Arah, ArahIndikator, Rumus
from lkjip_xl.domain.pengaturan import Pengaturan, PengaturanIndikator
from lkjip_xl.domain.quantity import Persen
from lkjip_xl.figures.directions import Directions
from lkjip_xl.figures.pengaturan import make_pengaturan
from lkjip_xl.figures.perhitungan import DaftarPerhitungan
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.location import Origin
from lkjip_xl.tables.text import squash

#: Indicators that must show a habit.
ENOUGH = 2


class Kebiasaan(NamedTuple):
    """A setting that an office follows without stating it.

    ``setelan`` is the field of ``Pengaturan``, ``seen`` the written capaian that show it.
    """

    setelan: str
    nilai: Persen | Rumus
    seen: tuple[Sel, ...]


class Terbalik(NamedTuple):
    """A direction that every written capaian of its indicator contradicts.

    ``stated`` says higher is better, ``seen`` are the capaian that say lower is.
    """

    indikator: str
    stated: ArahIndikator
    seen: tuple[Sel, ...]


class Settled(NamedTuple):
    """How an office computes capaian: what it states, and what it is seen to do."""

    directions: Directions
    perhitungan: DaftarPerhitungan
    kebiasaan: tuple[Kebiasaan, ...] = ()
    terbalik: tuple[Terbalik, ...] = ()


def settle(laporan: LaporanKinerja) -> Settled:
    """Return the directions of an office-year and its percentages, as the office computes them."""
    pengaturan = make_pengaturan(laporan.pengaturan)
    directions = Directions(laporan, pengaturan)
    perhitungan = DaftarPerhitungan(laporan, directions)
    listed = list(perhitungan.listed(Field.CAPAIAN))
    differing = sum(one.tertulis.value is not None and not one.agrees for one in listed)
    if differing < ENOUGH:
        return Settled(directions, perhitungan)
    # Only now: in most books all figures agree.
    from lkjip_xl.figures.habits import find_reversed, infer_habits

    terbalik = tuple(find_reversed(listed, pengaturan))
    if terbalik:
        pengaturan = _turned(pengaturan, terbalik)
        directions = Directions(laporan, pengaturan)
        listed = list(DaftarPerhitungan(laporan, directions).listed(Field.CAPAIAN))
    habits = tuple(infer_habits(listed, pengaturan))
    if not habits and not terbalik:
        return Settled(directions, perhitungan)
    for habit in habits:
        pengaturan = pengaturan.having(habit.setelan, habit.nilai)
    directions = Directions(laporan, pengaturan)
    return Settled(directions, DaftarPerhitungan(laporan, directions), habits, terbalik)


def _turned(pengaturan: Pengaturan, terbalik: Iterable[Terbalik]) -> Pengaturan:
    """Return the settings with some indicators better when lower, whatever else says so."""
    turned: dict[str, PengaturanIndikator] = {}
    for one in terbalik:
        at = one.stated.stated_at
        assert at is not None
        origin = Origin(at.file, at.sheet, {"arah": (at.row, at.column)})
        turned[squash(one.indikator)] = PengaturanIndikator(
            nama=one.indikator, arah=Arah.TURUN, origin=origin
        )
    return replace(pengaturan, indikator={**pengaturan.indikator, **turned})


def directions_of(laporan: LaporanKinerja) -> Directions:
    """Return which way each indicator is better, and how the office computes its capaian."""
    return settle(laporan).directions
