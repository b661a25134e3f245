"""Efficiency: what was reached held against what was spent, per sasaran and per program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import Persen, format_number
from lkjip_xl.figures.capaian import measure_capaian
from lkjip_xl.figures.directions import Directions
from lkjip_xl.figures.efisiensi import (
    BATAS_HEMAT,
    Hitungan,
    compute_hemat,
    compute_indeks,
    compute_selisih,
)
from lkjip_xl.figures.kebiasaan import directions_of
from lkjip_xl.figures.matching import Names
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Item, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.narrative.anggaran import Serapan, programs, total_of
from lkjip_xl.outputs.narrative.table import Table, money, number, numbering, row, words
from lkjip_xl.outputs.narrative.text import (
    Sayable,
    Shown,
)
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

    def _show(self, computed: Hitungan | None) -> Shown:
        if computed is None:
            return show_or_dash(None)
        cells = (*self.capaian.cells, *self.money.cells)
        return Shown(format_number(computed.value, 2), cells, computed.calculation)


def gather_efisiensi(
    laporan: LaporanKinerja, parts: Sequence[Serapan], level: Level
) -> tuple[Efisiensi, ...]:
    """Return the sasaran, or the programs, of Tabel 3.1 whose money Tabel 3.4 states."""
    directions = directions_of(laporan)
    money_of = Names((part.nama, part) for part in programs(parts))
    found = []
    for lampiran, item in _items(laporan, level):
        capaian = _mean_capaian(lampiran, item, directions)
        spent = _money_of(lampiran, item, money_of)
        if capaian is not None and spent is not None:
            found.append(_compute(item.nama, capaian, spent))
    return tuple(found)


def _items(laporan: LaporanKinerja, level: Level) -> Iterator[tuple[Lampiran, Item]]:
    for lampiran in laporan.of(Form.TABEL_3_1):
        yield from ((lampiran, item) for item in lampiran.items if item.level is level)


def _mean_capaian(lampiran: Lampiran, item: Item, directions: Directions) -> Capaian | None:
    values: list[Decimal] = []
    cells: list[CellRef] = []
    for baris in item.rows:
        target = baris.figure(Field.TARGET, lampiran.year)
        realisasi = baris.figure(Field.REALISASI, lampiran.year)
        arah = directions.of(baris.indikator, baris.satuan)
        capaian = measure_capaian(arah, target.value, realisasi.value, upper=target.upper)
        if capaian is not None:
            values.append(capaian)
            cells += [
                baris.at(Field.REALISASI, lampiran.year),
                baris.at(Field.TARGET, lampiran.year),
            ]
    if not values:
        return None
    mean = sum(values, Decimal(0)) / len(values)
    return Capaian(value=Persen(mean), count=len(values), cells=tuple(cells))


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
    rows = [row(str(position), *_cells(one)) for position, one in enumerate(items, start=1)]
    return Table(
        columns=(
            numbering(),
            words(label, 2.6),
            number("Capaian"),
            number("Serapan"),
            number("Selisih (poin)"),
            number("Indeks"),
            money("Dihemat (Rp)"),
        ),
        rows=tuple(rows),
        missing=ask(f"capaian dan anggaran {label.lower()}", "Tabel 3.1 dan Tabel 3.4"),
    )


def _cells(one: Efisiensi) -> tuple[Sayable, ...]:
    hemat = None
    if one.hemat is not None:
        hemat = show_amount(one.hemat.value, one.money.cells, one.hemat.calculation)
    calculation = f"rata-rata capaian {one.capaian.count} indikator"
    return (
        one.nama,
        show_or_dash(show_persen(one.capaian.value, one.capaian.cells, calculation)),
        show_or_dash(one.money.shown_serapan),
        one.shown_selisih,
        one.shown_indeks,
        show_or_dash(hemat),
    )
