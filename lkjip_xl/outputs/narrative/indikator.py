"""The main indicators with their figures: target, realisasi, capaian, earlier years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.indikator import Arah, ArahIndikator, IndikatorUtama, Rumus
from lkjip_xl.domain.quantity import BLANK, Figure
from lkjip_xl.figures.capaian import measure_capaian, show_measured
from lkjip_xl.figures.directions import Directions
from lkjip_xl.figures.kebiasaan import directions_of
from lkjip_xl.figures.matching import Names
from lkjip_xl.figures.predikat import predikat_capaian
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.formulir.tabel_3_2 import TABEL_3_2
from lkjip_xl.lampiran.formulir.tabel_3_3 import TABEL_3_3
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Baris
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.narrative.status import Status, judge
from lkjip_xl.outputs.narrative.text import Shown, Text
from lkjip_xl.outputs.narrative.wording import say_gap, show_figure, show_persen
from lkjip_xl.tables.text import squash

_UPPER = (Level.TUJUAN, Level.SASARAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A figure with the cell it stands in and the text that shows it."""

    figure: Figure = BLANK
    cell: CellRef | None = None
    shown: Shown | None = None

    @classmethod
    def of(cls, figure: Figure, cell: CellRef | None, satuan: str) -> Measured:
        return cls(figure=figure, cell=cell, shown=show_figure(figure, satuan, cell))

    @property
    def cells(self) -> tuple[CellRef, ...]:
        return (self.cell,) if self.cell else ()


UNMEASURED = Measured()


@dataclass(frozen=True, slots=True, kw_only=True)
class CapaianIndikator:
    """One main indicator in the reported year, its capaian recomputed.

    ``earlier`` holds the realisasi of earlier years; ``row`` is the annex row of the year.
    """

    nama: str
    nama_lampiran: str
    sasaran: str
    satuan: str
    arah: ArahIndikator
    target: Measured
    realisasi: Measured
    capaian: Decimal | None
    shown_capaian: Shown | None
    predikat: str
    status: Status
    earlier: dict[int, Measured]
    sumber_data: str
    row: Baris | None

    @property
    def is_known(self) -> bool:
        return self.status is not Status.UNKNOWN

    @property
    def is_missed(self) -> bool:
        return self.status is Status.MISSED

    @property
    def selisih(self) -> Decimal | None:
        """Realisasi less target, ``None`` where one is missing or the target is a range."""
        target, realisasi = self.target.figure, self.realisasi.figure
        if target.value is None or realisasi.value is None or target.upper is not None:
            return None
        return realisasi.value - target.value

    @property
    def besar_selisih(self) -> Text:
        decimals = max(self.target.figure.decimals, self.realisasi.figure.decimals)
        cells = (*self.realisasi.cells, *self.target.cells)
        return say_gap(self.selisih or Decimal(0), decimals, self.satuan, cells)

    @property
    def rumus_disebut(self) -> bool:
        """Whether its formula is another than that of most, so that the text names it."""
        return self.target.figure.upper is None and self.arah.rumus is not Rumus.NAIK

    @property
    def lembar(self) -> str:
        """The sheet on which its target and realisasi are to be filled in."""
        return self.row.origin.sheet if self.row else "Tabel 3.1"

    @property
    def is_lower_better(self) -> bool:
        return self.arah.arah is Arah.TURUN

    @property
    def is_of_tujuan(self) -> bool:
        """Tell whether it measures a tujuan; ``sasaran`` then holds the name of that."""
        return self.row is not None and self.row.level is Level.TUJUAN


class IndikatorRows:
    """Finds an indicator's row on the annexes, whatever they call it."""

    def __init__(self, laporan: LaporanKinerja) -> None:
        self._laporan = laporan
        self._by_form: dict[Form, Names[Baris]] = {}

    def find(self, form: Form, *names: str) -> Baris | None:
        if form not in self._by_form:
            self._by_form[form] = Names((row.indikator, row) for row in self.rows(form))
        return self._by_form[form].find(*names)

    def rows(self, form: Form) -> Iterator[Baris]:
        """Yield the rows of tujuan and sasaran before those further down, with any figure first."""
        located = [row for one in self._laporan.of(form) for row in one.rows if row.indikator]
        upper = [row for row in located if row.level in _UPPER]
        yield from (row for row in upper if _has_figures(row))
        yield from (row for row in upper if not _has_figures(row))
        yield from (row for row in located if row.level not in _UPPER)


def _has_figures(row: Baris) -> bool:
    return any(one.figure.written for one in row.angka)


def gather_indikator(laporan: LaporanKinerja) -> tuple[CapaianIndikator, ...]:
    """Return the main indicators: those of the IKU sheet, else of the annex's upper levels."""
    rows = IndikatorRows(laporan)
    directions = directions_of(laporan)
    entries = laporan.iku or tuple(_entries_of_annex(rows))
    found = _pair_up(entries, rows)
    return tuple(
        _gather(laporan, entry, row, rows, directions)
        for entry, row in zip(entries, found, strict=True)
    )


def _entries_of_annex(rows: IndikatorRows) -> Iterator[IndikatorUtama]:
    for form in (TABEL_3_1, TABEL_3_3):
        entries = [
            IndikatorUtama(
                nama=row.indikator,
                sasaran=row.jalur.sasaran or row.jalur.tujuan,
                satuan=row.satuan,
                target=_target_of(row),
                origin=row.origin,
            )
            for row in rows.rows(form)
            if row.level in _UPPER and not _target_of(row).is_blank
        ]
        if entries:
            yield from entries
            return


def _target_of(row: Baris) -> Figure:
    return row.figure(Field.TARGET, row.lampiran.year)


def _pair_up(entries: Sequence[IndikatorUtama], rows: IndikatorRows) -> list[Baris | None]:
    """Return each entry's row of Tabel 3.1, else of Tabel 3.3.

    An entry no name leads to takes the one row left over under its sasaran, if its target agrees.
    """
    found = [rows.find(TABEL_3_1, entry.nama) for entry in entries]
    taken = set(found)
    for position, entry in enumerate(entries):
        if found[position] is None:
            left_over = {
                row for row in rows.rows(TABEL_3_1) if row not in taken and _is_alike(entry, row)
            }
            found[position] = (
                left_over.pop() if len(left_over) == 1 else rows.find(TABEL_3_3, entry.nama)
            )
    return found


def _is_alike(entry: IndikatorUtama, row: Baris) -> bool:
    target = _target_of(row).value
    same_sasaran = squash(entry.sasaran) == squash(row.jalur.sasaran)
    return (
        row.level in _UPPER and same_sasaran and target is not None and target == entry.target.value
    )


def _gather(
    laporan: LaporanKinerja,
    entry: IndikatorUtama,
    row: Baris | None,
    rows: IndikatorRows,
    directions: Directions,
) -> CapaianIndikator:
    satuan = entry.satuan or (row.satuan if row else "")
    arah = directions.of(entry.nama, satuan)
    target = _measure(row, Field.TARGET, laporan.year, satuan)
    if target.shown is None:
        target = _of_entry(entry, satuan)
    realisasi = _measure(row, Field.REALISASI, laporan.year, satuan)
    capaian = compute_against(target, realisasi, arah)
    return CapaianIndikator(
        nama=entry.nama,
        nama_lampiran=row.indikator if row else "",
        sasaran=entry.sasaran or (row.jalur.sasaran if row else ""),
        satuan=satuan,
        arah=arah,
        target=target,
        realisasi=realisasi,
        capaian=capaian,
        shown_capaian=show_against(target, realisasi, arah),
        predikat=predikat_capaian(capaian, directions.pengaturan.skala_capaian) or "",
        status=judge(capaian),
        earlier=_earlier(laporan, entry, row, rows, satuan),
        sumber_data=entry.sumber_data,
        row=row,
    )


def _measure(row: Baris | None, field: Field, year: int, satuan: str) -> Measured:
    own = row.sel(field, year) if row else None
    return Measured.of(own.figure, own.cell, satuan) if own else UNMEASURED


def _of_entry(entry: IndikatorUtama, satuan: str) -> Measured:
    keys = [key for key in entry.origin if key[0] is Field.TARGET]
    cell = entry.origin[keys[-1]] if keys else None
    return Measured.of(entry.target, cell, satuan)


def compute_against(target: Measured, realisasi: Measured, arah: ArahIndikator) -> Decimal | None:
    """Return the capaian of a realisasi against any target."""
    return measure_capaian(
        arah, target.figure.value, realisasi.figure.value, upper=target.figure.upper
    )


def show_against(target: Measured, realisasi: Measured, arah: ArahIndikator) -> Shown | None:
    """Return the capaian against a target as text, with its calculation."""
    promised, reached = target.figure.value, realisasi.figure.value
    capaian = measure_capaian(arah, promised, reached, upper=target.figure.upper)
    if promised is None or reached is None or capaian is None:
        return None
    calculation = show_measured(arah, promised, reached, upper=target.figure.upper)
    return show_persen(capaian, (*realisasi.cells, *target.cells), calculation)


_HISTORY = ((TABEL_3_3, Field.REALISASI), (TABEL_3_2, Field.KINERJA))


def _earlier(
    laporan: LaporanKinerja,
    entry: IndikatorUtama,
    row: Baris | None,
    rows: IndikatorRows,
    satuan: str,
) -> dict[int, Measured]:
    """Return the realisasi of earlier years, Tabel 3.3 before Tabel 3.2."""
    earlier: dict[int, Measured] = {}
    for form, field in _HISTORY:
        found = rows.find(form, entry.nama, row.indikator if row else "")
        if found is None:
            continue
        for year in found.lampiran.years(field):
            measured = _measure(found, field, year, satuan)
            if year < laporan.year and year not in earlier and measured.shown is not None:
                earlier[year] = measured
    return dict(sorted(earlier.items()))
