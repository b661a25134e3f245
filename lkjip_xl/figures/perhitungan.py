"""Every capaian and serapan of an office-year: as written, and as computed from its own row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.domain.indikator import ArahIndikator
from lkjip_xl.domain.quantity import Figure, Persen
from lkjip_xl.figures.capaian import measure_capaian, show_measured
from lkjip_xl.figures.directions import Directions
from lkjip_xl.figures.serapan import compute_serapan, show_serapan
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.location import CellRef


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Perhitungan:
    """One capaian or serapan: what it is computed from, what is written, and what comes out.

    ``dasar`` is the target or the pagu.  ``hasil`` is in per cent, not rounded, and ``None`` where
    it cannot be computed.  ``arah`` is ``None`` for a serapan.
    """

    jenis: Field
    row: Baris
    year: int
    arah: ArahIndikator | None
    dasar: Figure
    realisasi: Figure
    tertulis: Figure
    hasil: Persen | None = field(init=False)

    def __post_init__(self) -> None:
        hasil = self.compute(self.dasar.value, self.realisasi.value)
        object.__setattr__(self, "hasil", hasil)

    def compute(self, dasar: Decimal | None, realisasi: Decimal | None) -> Persen | None:
        """Return what comes out for these figures, or would for others."""
        if self.arah is None:
            return compute_serapan(dasar, realisasi)
        return measure_capaian(self.arah, dasar, realisasi, upper=self.dasar.upper)

    @property
    def agrees(self) -> bool:
        """Whether the written figure is the computed one at the digits it shows."""
        return self.hasil is not None and self.tertulis.shows(self.hasil)

    @property
    def lampiran(self) -> Lampiran:
        return self.row.lampiran

    @property
    def at(self) -> CellRef:
        return self.row.at(self.jenis, self.year)

    @property
    def rests_on(self) -> tuple[CellRef, CellRef]:
        """The cells of the two figures that are compared."""
        dasar, realisasi = DASAR[self.jenis]
        return self.row.at(dasar, self.year), self.row.at(realisasi, self.year)

    def show(self, decimals: int = 2) -> str:
        """Return the calculation with its numbers, empty where a figure is missing."""
        dasar, realisasi = self.dasar.value, self.realisasi.value
        if dasar is None or realisasi is None:
            return ""
        if self.arah is None:
            return show_serapan(dasar, realisasi, decimals=decimals)
        return show_measured(self.arah, dasar, realisasi, upper=self.dasar.upper, decimals=decimals)


@dataclass(frozen=True, slots=True)
class SerapanItem:
    """The serapan of an item, from the sums of its pagu and realisasi; in per cent, not rounded."""

    item: Item
    year: int
    pagu: Decimal
    realisasi: Decimal
    hasil: Persen

    @property
    def calculation(self) -> str:
        return show_serapan(self.pagu, self.realisasi)

    @property
    def at(self) -> CellRef:
        return self.item.rows[0].at(Field.SERAPAN, self.year)

    @property
    def rests_on(self) -> tuple[CellRef, ...]:
        """The cells of the amounts."""
        amounts = (self.item.amount(name, self.year) for name in DASAR[Field.SERAPAN])
        return tuple(cell for amount in amounts for cell in amount.cells)


class DaftarPerhitungan:
    """The percentages of an office-year, each computed once, when it is first asked for."""

    def __init__(self, laporan: LaporanKinerja, directions: Directions) -> None:
        self._laporan = laporan
        self._directions = directions
        self._of_rows: dict[tuple[Baris, Field, int], Perhitungan] = {}
        self._of_items: dict[tuple[Item, int], SerapanItem | None] = {}

    def of(self, row: Baris, jenis: Field, year: int) -> Perhitungan:
        """Return the capaian or serapan of a row, whether or not a column is there for it."""
        key = (row, jenis, year)
        if key not in self._of_rows:
            dasar, realisasi = DASAR[jenis]
            is_capaian = jenis is Field.CAPAIAN
            self._of_rows[key] = Perhitungan(
                jenis=jenis,
                row=row,
                year=year,
                arah=self._directions.of(row.indikator, row.satuan) if is_capaian else None,
                dasar=row.figure(dasar, year),
                realisasi=row.figure(realisasi, year),
                tertulis=row.figure(jenis, year),
            )
        return self._of_rows[key]

    def of_item(self, item: Item, year: int) -> SerapanItem | None:
        """Return the serapan of an item, ``None`` where it cannot be computed."""
        key = (item, year)
        if key not in self._of_items:
            self._of_items[key] = _of_item(item, year)
        return self._of_items[key]

    def listed(self, jenis: Field) -> Iterator[Perhitungan]:
        """Yield what the columns for it hold, sheet by sheet, year by year and row by row."""
        for lampiran in self._laporan.lampiran:
            for year in lampiran.years(jenis) if jenis in lampiran.form.computes else ():
                for row in lampiran.rows:
                    yield self.of(row, jenis, year)

    def __iter__(self) -> Iterator[Perhitungan]:
        """Yield those that are written or can be computed, sheet by sheet and row by row."""
        for lampiran in self._laporan.lampiran:
            columns = [
                (jenis, year) for jenis in lampiran.form.computes for year in lampiran.years(jenis)
            ]
            for row in lampiran.rows:
                for jenis, year in columns:
                    one = self.of(row, jenis, year)
                    if not (one.tertulis.is_blank and one.hasil is None):
                        yield one


def _of_item(item: Item, year: int) -> SerapanItem | None:
    pagu, realisasi = (item.total(name, year) for name in DASAR[Field.SERAPAN])
    serapan = compute_serapan(pagu, realisasi)
    if serapan is None or pagu is None or realisasi is None:
        return None
    return SerapanItem(item, year, pagu, realisasi, serapan)
