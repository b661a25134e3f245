"""The Rencana Aksi: what it plans, in short, and how far each quarter came."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from lkjip_xl.domain.field import GOAL_FIELDS, Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.rencana_aksi import Bulan, Triwulan
from lkjip_xl.figures.capaian import measure_capaian
from lkjip_xl.figures.directions import Directions
from lkjip_xl.figures.kebiasaan import directions_of
from lkjip_xl.lampiran.formulir.rencana_aksi import RENCANA_AKSI
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Baris, Item
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.narrative.amount import Amount, add_up
from lkjip_xl.outputs.narrative.status import Status, judge
from lkjip_xl.outputs.narrative.table import Table, centred, listing, money, number, row, words
from lkjip_xl.outputs.narrative.text import Missing, Sayable, Shown
from lkjip_xl.outputs.narrative.wording import (
    NO_FIGURE,
    ask,
    readable_name,
    share,
    sheet_of,
    show_or_dash,
)
from lkjip_xl.tables.text import squash

_ABOVE = (Level.SASARAN, Level.PROGRAM, Level.KEGIATAN)


#: The names of sasaran, program and kegiatan; empty where the form has none.
_Path = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rencana:
    """What the Rencana Aksi plans under one kegiatan, or whatever the form has above its rows.

    ``jadwal`` holds the months, or quarters, with work.
    """

    sasaran: str
    program: str
    kegiatan: str
    sub_kegiatan: int
    indikator: int
    anggaran: Amount
    jadwal: tuple[Shown, ...]

    @property
    def shown_jadwal(self) -> Shown:
        if not self.jadwal:
            return show_or_dash(None)
        first, last = self.jadwal[0], self.jadwal[-1]
        if first.text == last.text:
            return first
        return Shown(f"{first}–{last}", (*first.cells, *last.cells))


def gather_rencana(laporan: LaporanKinerja) -> tuple[Rencana, ...]:
    """Return the plan by sasaran, program and kegiatan, in the order of the form."""
    groups: dict[_Path, list[Item]] = {}
    names: dict[_Path, _Path] = {}
    for item in _items(laporan):
        above = item.jalur
        own = (above.sasaran or above.tujuan, above.program, above.kegiatan)
        key = (squash(own[0]), squash(own[1]), squash(own[2]))
        names.setdefault(key, own)
        groups.setdefault(key, []).append(item)
    gathered = (_gather(names[key], items) for key, items in groups.items())
    return tuple(one for one in gathered if one.indikator)


def _items(laporan: LaporanKinerja) -> Iterator[Item]:
    for lampiran in laporan.of(RENCANA_AKSI):
        yield from (item for item in lampiran.items if item.level is not Level.TOTAL)


def _gather(names: _Path, items: Sequence[Item]) -> Rencana:
    # An item with others below it repeats their amounts.
    lowest = [item for item in items if not item.children]
    amounts = [item.amount(Field.ANGGARAN, item.lampiran.year) for item in lowest]
    rows = [one for item in items for one in item.rows if one.indikator]
    return Rencana(
        sasaran=names[0],
        program=names[1],
        kegiatan=names[2],
        sub_kegiatan=sum(item.level is Level.SUB_KEGIATAN for item in items),
        indikator=len(rows),
        anggaran=add_up([Amount(value=one.value, cells=one.cells) for one in amounts]),
        jadwal=_schedule(rows),
    )


def _schedule(rows: Sequence[Baris]) -> tuple[Shown, ...]:
    """Return the months with work, else the quarters with a target."""
    months = [(Field(month.value), month.value.capitalize()) for month in Bulan]
    quarters = [(Field.TARGET.in_quarter(quarter), quarter.label) for quarter in Triwulan]
    for periods in (months, quarters):
        found = tuple(
            Shown(label, (baris.at(field, baris.lampiran.year),))
            for field, label in periods
            for baris in rows
            if baris.figure(field, baris.lampiran.year).value
        )
        if found:
            return found
    return ()


def tabulate_rencana(laporan: LaporanKinerja, rencana: Sequence[Rencana]) -> Table:
    """Return Tabel 2.5, the plan in short; columns that the form does not fill are left out."""
    levels = [level for level in _ABOVE if any(getattr(one, level.value) for one in rencana)] or [
        Level.SASARAN
    ]
    table = listing(
        rencana,
        *((words(_label(laporan, level), 2.2), partial(_name, level=level)) for level in levels),
        (number("Indikator"), lambda one: str(one.indikator)),
        (money("Anggaran (Rp)"), lambda one: one.anggaran.shown),
        (centred("Jadwal", 1.1), lambda one: one.shown_jadwal),
        missing=ask("rencana aksi", sheet_of(laporan, RENCANA_AKSI)),
        small=True,
    )
    for position in range(1, len(levels)):
        table = table.merged((position,), _key(rencana, levels[:position]))
    return table


def _name(one: Rencana, level: Level) -> str:
    return readable_name(getattr(one, level.value)) or NO_FIGURE


def _key(rencana: Sequence[Rencana], levels: Sequence[Level]) -> Callable[[int], object]:
    return lambda at: tuple(squash(getattr(rencana[at], level.value)) for level in levels)


def _label(laporan: LaporanKinerja, level: Level) -> str:
    """Return a column's head: forms that name the sasaran of a program say so."""
    goal = GOAL_FIELDS.get(level)
    if goal and any(one.columns.has(goal) for one in laporan.of(RENCANA_AKSI)):
        return f"Sasaran {level.label.capitalize()}"
    return level.label.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class HasilTriwulan:
    """How the indicators stand at the end of one quarter; ``belum`` names those behind."""

    triwulan: Triwulan
    tercapai: int
    belum: tuple[str, ...]
    tanpa_realisasi: int
    cells: tuple[CellRef, ...]

    @property
    def diukur(self) -> int:
        return self.tercapai + len(self.belum)


def gather_triwulan(laporan: LaporanKinerja) -> tuple[HasilTriwulan, ...]:
    """Return the quarters that have targets; a target and its realisasi are read alike, so that
    it does not matter whether the form counts on from quarter to quarter."""
    directions = directions_of(laporan)
    found = (_measure(laporan, triwulan, directions) for triwulan in Triwulan)
    return tuple(one for one in found if one.diukur or one.tanpa_realisasi)


def _measure(laporan: LaporanKinerja, triwulan: Triwulan, directions: Directions) -> HasilTriwulan:
    reached, unknown = 0, 0
    behind: list[str] = []
    cells: list[CellRef] = []
    for baris in (one for item in _items(laporan) for one in item.rows if one.indikator):
        target, realisasi = (
            baris.figure(part.in_quarter(triwulan), baris.lampiran.year)
            for part in (Field.TARGET, Field.REALISASI)
        )
        if not target.value:
            continue
        arah = directions.of(baris.indikator, baris.satuan)
        status = judge(measure_capaian(arah, target.value, realisasi.value, upper=target.upper))
        cells.append(baris.at(Field.REALISASI.in_quarter(triwulan), baris.lampiran.year))
        if status is Status.UNKNOWN:
            unknown += 1
        elif status.is_reached:
            reached += 1
        else:
            behind.append(baris.indikator)
    return HasilTriwulan(
        triwulan=triwulan,
        tercapai=reached,
        belum=tuple(behind),
        tanpa_realisasi=unknown,
        cells=tuple(cells),
    )


def ask_triwulan(laporan: LaporanKinerja, *, has_targets: bool) -> Missing:
    sheet = sheet_of(laporan, RENCANA_AKSI)
    if has_targets:
        return ask("realisasi setiap triwulan", sheet, "Realisasi TW I sampai TW IV")
    what = "target dan realisasi setiap triwulan"
    return ask(what, sheet, "Target TW I sampai TW IV dan Realisasi TW I sampai TW IV")


def tabulate_triwulan_hasil(laporan: LaporanKinerja, hasil: Sequence[HasilTriwulan]) -> Table:
    rows = [
        row(
            one.triwulan.label,
            _counted(one, one.diukur + one.tanpa_realisasi),
            _counted(one, one.tercapai),
            _counted(one, len(one.belum)),
            _counted(one, one.tanpa_realisasi),
            _share(one),
        )
        for one in hasil
    ]
    return Table(
        columns=(
            words("Triwulan"),
            number("Bertarget"),
            number("Mencapai Target"),
            number("Belum Mencapai"),
            number("Belum Diisi"),
            number("Persentase Tercapai"),
        ),
        rows=tuple(rows),
        missing=ask_triwulan(laporan, has_targets=bool(hasil)),
    )


def _counted(one: HasilTriwulan, count: int) -> Sayable:
    return Shown(str(count), one.cells)


def _share(one: HasilTriwulan) -> Shown:
    if not one.diukur:
        return show_or_dash(None)
    calculation = f"{one.tercapai} / {one.diukur} × 100"
    return Shown(share(one.tercapai, one.diukur), one.cells, calculation)
