"""Efficiency: what was reached held against what was spent, per sasaran and per program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import Persen, format_number
from lkjip_xl.figures.efisiensi import (
    BATAS_HEMAT,
    Hitungan,
    compute_hemat,
    compute_indeks,
    compute_selisih,
)
from lkjip_xl.figures.matching import Names
from lkjip_xl.figures.perhitungan import DaftarPerhitungan
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Item, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.narrative.anggaran import Serapan, programs, total_of
from lkjip_xl.outputs.narrative.table import Table, listing, money, number, words
from lkjip_xl.outputs.narrative.text import Shown
from lkjip_xl.outputs.narrative.wording import (
    ask,
    show_amount,
    show_or_dash,
    show_persen,
    show_rupiah,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capaian:
    """The mean capaian of an item's indicators; ``count`` tells of how many."""

    value: Persen
    count: int
    cells: tuple[CellRef, ...]

    @property
    def shown(self) -> Shown:
        return show_or_dash(show_persen(self.value, self.cells))

    @property
    def explained(self) -> Shown:
        """The mean with what it is the mean of."""
        calculation = f"rata-rata capaian {self.count} indikator"
        return show_or_dash(show_persen(self.value, self.cells, calculation))


@dataclass(frozen=True, slots=True, kw_only=True)
class Efisiensi:
    """One sasaran or program; each figure is ``None`` where it has no answer."""

    nama: str
    capaian: Capaian
    money: Serapan
    selisih: Hitungan | None
    indeks: Hitungan | None
    hemat: Hitungan | None

    @property
    def is_efficient(self) -> bool:
        """Work left undone saves nothing, so the capaian must be full as well."""
        return (
            self.indeks is not None and self.indeks.value >= 1 and self.capaian.value >= BATAS_HEMAT
        )

    @property
    def shown_selisih(self) -> Shown:
        return self._show(self.selisih)

    @property
    def shown_indeks(self) -> Shown:
        return self._show(self.indeks)

    @property
    def shown_hemat(self) -> Shown:
        if self.hemat is None:
            return show_or_dash(None)
        return show_amount(self.hemat.value, self.money.cells, self.hemat.calculation)

    def _show(self, computed: Hitungan | None) -> Shown:
        if computed is None:
            return show_or_dash(None)
        cells = (*self.capaian.cells, *self.money.cells)
        return Shown(format_number(computed.value, 2), cells, computed.calculation)


def gather_efisiensi(
    laporan: LaporanKinerja, parts: Sequence[Serapan], level: Level, perhitungan: DaftarPerhitungan
) -> tuple[Efisiensi, ...]:
    """Return the sasaran, or the programs, of Tabel 3.1 whose money Tabel 3.4 states."""
    money_of = Names((part.nama, part) for part in programs(parts))
    found = []
    for lampiran in laporan.of(TABEL_3_1):
        for item in (item for item in lampiran.items if item.level is level):
            capaian = _mean_capaian(lampiran, item, perhitungan)
            spent = _money_of(lampiran, item, money_of)
            if capaian is not None and spent is not None:
                found.append(_compute(item.nama, capaian, spent))
    return tuple(found)


def _mean_capaian(lampiran: Lampiran, item: Item, perhitungan: DaftarPerhitungan) -> Capaian | None:
    each = (perhitungan.of(baris, Field.CAPAIAN, lampiran.year) for baris in item.rows)
    known = [(one.hasil, one.rests_on[::-1]) for one in each if one.hasil is not None]
    if not known:
        return None
    mean = sum((hasil for hasil, _ in known), Decimal(0)) / len(known)
    cells = tuple(cell for _, both in known for cell in both)
    return Capaian(value=Persen(mean), count=len(known), cells=cells)


def _money_of(lampiran: Lampiran, item: Item, money_of: Names[Serapan]) -> Serapan | None:
    """Return a program's own money, or that of a sasaran's programs together."""
    if item.level is Level.PROGRAM:
        return money_of.find(item.nama)
    below = [money_of.find(child.nama) for child in lampiran.children_of(item)]
    known = [part for part in below if part is not None]
    return total_of(known) if known and len(known) == len(below) else None


def _compute(nama: str, capaian: Capaian, spent: Serapan) -> Efisiensi:
    return Efisiensi(
        nama=nama,
        capaian=capaian,
        money=spent,
        selisih=compute_selisih(capaian.value, spent.serapan),
        indeks=compute_indeks(capaian.value, spent.serapan),
        hemat=compute_hemat(capaian.value, spent.pagu.value, spent.realisasi.value),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Penghematan:
    """The money saved, counted by sasaran or by program, which differ rightly."""

    jenis: str
    items: tuple[Efisiensi, ...]

    @property
    def shown(self) -> Shown:
        amount = sum((one.hemat.value for one in self.items if one.hemat), Decimal(0))
        return show_rupiah(amount, [cell for one in self.items for cell in one.money.cells])


def gather_hemat(
    sasaran: Sequence[Efisiensi], program: Sequence[Efisiensi]
) -> tuple[Penghematan, ...]:
    told = (
        Penghematan(
            jenis=jenis,
            items=tuple(one for one in items if one.hemat is not None and one.hemat.value > 0),
        )
        for jenis, items in (("sasaran", sasaran), ("program", program))
    )
    return tuple(one for one in told if one.items)


def tabulate_efisiensi(items: Sequence[Efisiensi], label: str) -> Table:
    return listing(
        items,
        (words(label, 2.6), lambda one: one.nama),
        (number("Capaian"), lambda one: one.capaian.explained),
        (number("Serapan"), lambda one: show_or_dash(one.money.shown_serapan)),
        (number("Selisih (poin)"), lambda one: one.shown_selisih),
        (number("Indeks"), lambda one: one.shown_indeks),
        (money("Dihemat (Rp)"), lambda one: one.shown_hemat),
        missing=ask(f"capaian dan anggaran {label.lower()}", "Tabel 3.1 dan Tabel 3.4"),
    )
