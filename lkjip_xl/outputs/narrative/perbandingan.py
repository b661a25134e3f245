"""Comparisons: with earlier years, with the Renstra's targets, with other places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import partial

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Arah
from lkjip_xl.domain.pembanding import Pembanding
from lkjip_xl.domain.profil import Profil
from lkjip_xl.domain.quantity import Figure
from lkjip_xl.domain.renstra import TargetRenstra
from lkjip_xl.figures.matching import Names
from lkjip_xl.lampiran.formulir.tabel_3_3 import TABEL_3_3
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.narrative.indikator import (
    UNMEASURED,
    CapaianIndikator,
    IndikatorRows,
    Measured,
    compute_against,
    show_against,
)
from lkjip_xl.outputs.narrative.status import Status, judge
from lkjip_xl.outputs.narrative.table import Table, centred, listing, number, words
from lkjip_xl.outputs.narrative.text import Shown, Text
from lkjip_xl.outputs.narrative.wording import NO_FIGURE, ask, say_gap, show_figure, show_or_dash
from lkjip_xl.tables.text import squash

#: More years than this make the table too wide for an upright page.
MOST_YEARS = 4


class Change(StrEnum):
    """How an indicator moved since the year before, judged by its direction."""

    BETTER = "Membaik"
    SAME = "Tetap"
    WORSE = "Menurun"
    UNKNOWN = NO_FIGURE


def compare(new: Decimal | None, old: Decimal | None, arah: Arah) -> Change:
    if new is None or old is None:
        return Change.UNKNOWN
    if new == old:
        return Change.SAME
    if arah is Arah.STABIL:
        return Change.UNKNOWN
    return Change.BETTER if (new > old) == (arah is Arah.NAIK) else Change.WORSE


def last_year(one: CapaianIndikator) -> tuple[int, Measured]:
    """Return the latest earlier year that has a realisasi, 0 without one."""
    if not one.earlier:
        return 0, UNMEASURED
    year = max(one.earlier)
    return year, one.earlier[year]


def change_of(one: CapaianIndikator) -> Change:
    _, before = last_year(one)
    return compare(one.realisasi.figure.value, before.figure.value, one.arah.arah)


def shown_years(daftar: Sequence[CapaianIndikator], year: int) -> tuple[int, ...]:
    years = sorted({earlier for one in daftar for earlier in one.earlier} | {year})
    return tuple(years[-MOST_YEARS:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Perubahan:
    """An indicator beside the latest earlier year that has a realisasi."""

    indikator: CapaianIndikator
    tahun: int
    sebelum: Measured
    arah: Change

    @property
    def selisih(self) -> Decimal:
        now = self.indikator.realisasi.figure.value or Decimal(0)
        return now - (self.sebelum.figure.value or Decimal(0))

    @property
    def besarnya(self) -> Text:
        now = self.indikator.realisasi
        decimals = max(now.figure.decimals, self.sebelum.figure.decimals)
        cells = (*now.cells, *self.sebelum.cells)
        return say_gap(self.selisih, decimals, self.indikator.satuan, cells)


def gather_years(daftar: Sequence[CapaianIndikator]) -> tuple[Perubahan, ...]:
    """Return every indicator beside the latest earlier year."""
    return tuple(
        Perubahan(indikator=one, tahun=year, sebelum=before, arah=change_of(one))
        for one in daftar
        for year, before in (last_year(one),)
    )


def tabulate_years(daftar: Sequence[CapaianIndikator], year: int) -> Table:
    def reached(one: CapaianIndikator, when: int) -> Shown:
        measured = one.realisasi if when == year else one.earlier.get(when, UNMEASURED)
        return show_or_dash(measured.shown)

    return listing(
        daftar,
        (words("Sasaran", 2.4), lambda one: one.sasaran),
        (words("Indikator Kinerja Utama", 2.6), lambda one: one.nama),
        (centred("Satuan", 1.2), lambda one: one.satuan),
        *(
            (number(str(when), group="Realisasi"), partial(reached, when=when))
            for when in shown_years(daftar, year)
        ),
        (centred("Keterangan", 1.1), lambda one: change_of(one).value),
        missing=ask("realisasi kinerja beberapa tahun", "Tabel 3.3"),
    ).merged((1,), lambda at: squash(daftar[at].sasaran))


@dataclass(frozen=True, slots=True, kw_only=True)
class RenstraIndikator:
    """An indicator beside the Renstra: this year's target and that of the last year."""

    indikator: CapaianIndikator
    target: Measured
    capaian: Shown | None
    status: Status
    akhir: Measured
    capaian_akhir: Shown | None

    @property
    def status_akhir(self) -> Status:
        return judge(compute_against(self.akhir, self.indikator.realisasi, self.indikator.arah))


def gather_renstra(
    laporan: LaporanKinerja, daftar: Sequence[CapaianIndikator]
) -> tuple[RenstraIndikator, ...]:
    targets = Names((target.indikator, target) for target in laporan.tujuan_sasaran)
    rows = IndikatorRows(laporan)
    return tuple(_beside_renstra(laporan, one, targets, rows) for one in daftar)


def _beside_renstra(
    laporan: LaporanKinerja,
    one: CapaianIndikator,
    targets: Names[TargetRenstra],
    rows: IndikatorRows,
) -> RenstraIndikator:
    stated = targets.find(one.nama, one.nama_lampiran)
    target, akhir = UNMEASURED, UNMEASURED
    if stated is not None:
        key = (Field.TARGET, laporan.year)
        if laporan.year in stated.target:
            target = Measured.of(stated.target[laporan.year], stated.origin[key], one.satuan)
        akhir = _last_target(stated, one.satuan)
    if target.shown is None:
        found = rows.find(TABEL_3_3, one.nama, one.nama_lampiran)
        if found and (own := found.sel(Field.TARGET, laporan.year)):
            target = Measured.of(own.figure, own.cell, one.satuan)
    capaian = compute_against(target, one.realisasi, one.arah)
    return RenstraIndikator(
        indikator=one,
        target=target,
        capaian=show_against(target, one.realisasi, one.arah),
        status=judge(capaian),
        akhir=akhir,
        capaian_akhir=show_against(akhir, one.realisasi, one.arah),
    )


def _last_target(stated: TargetRenstra, satuan: str) -> Measured:
    if stated.target_akhir.value is not None:
        return Measured.of(stated.target_akhir, stated.origin[Field.TARGET_AKHIR, 0], satuan)
    years = [year for year, figure in stated.target.items() if figure.value is not None]
    if not years:
        return UNMEASURED
    year = max(years)
    return Measured.of(stated.target[year], stated.origin[Field.TARGET, year], satuan)


def tabulate_renstra(beside: Sequence[RenstraIndikator], year: int, profil: Profil) -> Table:
    own, end = f"Tahun {year}", profil.renstra[1]
    last = f"Akhir Renstra ({end})" if end else "Akhir Renstra"
    return listing(
        beside,
        (words("Indikator Kinerja Utama", 3.0), lambda one: one.indikator.nama),
        (centred("Satuan", 1.3), lambda one: one.indikator.satuan),
        (number("Target Renstra", group=own), lambda one: show_or_dash(one.target.shown)),
        (number("Realisasi", group=own), lambda one: show_or_dash(one.indikator.realisasi.shown)),
        (number("Capaian", group=own), lambda one: show_or_dash(one.capaian)),
        (number("Target", group=last), lambda one: show_or_dash(one.akhir.shown)),
        (number("Capaian", group=last), lambda one: show_or_dash(one.capaian_akhir)),
        missing=ask("target Renstra", "Tujuan dan Sasaran"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DaerahLain:
    """How an indicator stands beside another place."""

    tempat: str
    indikator: str
    arah: Change


def gather_elsewhere(
    laporan: LaporanKinerja, daftar: Sequence[CapaianIndikator]
) -> tuple[DaerahLain, ...]:
    """Return, place by place, the indicators that can be compared with it."""
    others = Names((one.indikator, one) for one in laporan.pembanding)
    found = [(one, others.find(one.nama, one.nama_lampiran)) for one in daftar]
    compared = (
        DaerahLain(tempat=place, indikator=one.nama, arah=_beside(one, other.angka[place]))
        for place in _places(laporan)
        for one, other in found
        if other is not None and place in other.angka
    )
    return tuple(one for one in compared if one.arah is not Change.UNKNOWN)


def _places(laporan: LaporanKinerja) -> list[str]:
    return list(dict.fromkeys(place for one in laporan.pembanding for place in one.angka))


def _beside(one: CapaianIndikator, other: Figure) -> Change:
    return compare(one.realisasi.figure.value, other.value, one.arah.arah)


def tabulate_elsewhere(laporan: LaporanKinerja, daftar: Sequence[CapaianIndikator]) -> Table:
    own = Names((one.nama, one) for one in daftar)

    def satuan(one: Pembanding) -> str:
        iku = own.find(one.indikator)
        return one.satuan or (iku.satuan if iku else "")

    def reached(one: Pembanding) -> Shown:
        iku = own.find(one.indikator)
        return show_or_dash(
            iku.realisasi.shown if iku else show_figure(one.realisasi, satuan(one), None)
        )

    def elsewhere(one: Pembanding, place: str) -> Shown:
        figure, at = one.angka.get(place), one.origin.get((Field(place), 0))
        return show_or_dash(show_figure(figure, satuan(one), at) if figure else None)

    return listing(
        laporan.pembanding,
        (words("Indikator Kinerja Utama", 2.6), lambda one: one.indikator),
        (centred("Satuan", 1.3), satuan),
        (number("Realisasi"), reached),
        *(
            (number(place.capitalize()), partial(elsewhere, place=place))
            for place in _places(laporan)
        ),
        (words("Sumber Data Pembanding", 2.2), lambda one: one.sumber_data),
        missing=ask("angka pembanding", "Pembanding"),
    )
