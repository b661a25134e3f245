"""The report's charts: each main indicator over the years, serapan per program, belanja by kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.renstra import TargetRenstra
from lkjip_xl.figures.matching import Names
from lkjip_xl.figures.sifat_satuan import is_percent
from lkjip_xl.lampiran.formulir.tabel_3_3 import TABEL_3_3
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Baris
from lkjip_xl.outputs.narrative.anggaran import Serapan, total_of
from lkjip_xl.outputs.narrative.chart import Chart, ChartKind, Point, Series
from lkjip_xl.outputs.narrative.indikator import CapaianIndikator, IndikatorRows, Measured
from lkjip_xl.outputs.narrative.text import Sayable, say
from lkjip_xl.outputs.narrative.wording import lower_words, readable_name, show_persen

#: A line through more years than this has no room for its labels.
MOST_YEARS = 6
#: A line whose ends lie nearer to each other than this part of the whole is seen as level.
_LEAST_PART = Decimal("0.02")
#: What the capitals of the annexes begin every program with.
_PROGRAM = "Program "


def chart_indikator(
    laporan: LaporanKinerja, daftar: Sequence[CapaianIndikator]
) -> tuple[Chart, ...]:
    """Return a chart an indicator: realisasi beside target; none where no year has a realisasi."""
    targets = _Targets(laporan)
    return tuple(chart for one in daftar for chart in _trend(laporan.year, one, targets))


class _Targets:
    """Finds the targets that an indicator had in earlier years."""

    def __init__(self, laporan: LaporanKinerja) -> None:
        self._year = laporan.year
        self._rows = IndikatorRows(laporan)
        self._stated: Names[TargetRenstra] = Names(
            (target.indikator, target) for target in laporan.tujuan_sasaran
        )

    def of(self, one: CapaianIndikator) -> dict[int, Measured]:
        """Return target by year: the Renstra's, over it that of Tabel 3.3, last the year's own."""
        found: dict[int, Measured] = {}
        stated = self._stated.find(one.nama, one.nama_lampiran)
        for year, figure in stated.target.items() if stated else ():
            cell = stated.origin.get((Field.TARGET, year)) if stated else None
            found[year] = Measured.of(figure, cell, one.satuan)
        row = self._rows.find(TABEL_3_3, one.nama, one.nama_lampiran)
        if row is not None:
            found |= _targets_of_row(row, one.satuan)
        if one.target.shown is not None:
            found[self._year] = one.target
        return {year: target for year, target in found.items() if year <= self._year}


def _targets_of_row(row: Baris, satuan: str) -> dict[int, Measured]:
    found = {
        year: Measured.of(row.figure(Field.TARGET, year), row.at(Field.TARGET, year), satuan)
        for year in row.lampiran.years(Field.TARGET)
    }
    return {year: target for year, target in found.items() if target.shown is not None}


def _trend(year: int, one: CapaianIndikator, targets: _Targets) -> Iterator[Chart]:
    reached = dict(one.earlier)
    if one.realisasi.shown is not None:
        reached[year] = one.realisasi
    promised = targets.of(one)
    if _flatten(promised, reached):
        promised = {}
    years = sorted({*reached, *promised} - {0})[-MOST_YEARS:]
    if not any(year in reached for year in years):
        return
    series = [_series("Realisasi", reached, years), _series("Target", promised, years)]
    drawn = tuple(one for one in series if any(one.points))
    yield Chart(
        kind=ChartKind.LINE if len(years) > 1 else ChartKind.BAR,
        judul=say(
            "{series} {nama} {span}",
            series=" dan ".join(one.nama for one in drawn),
            nama=one.nama,
            span=_years(years),
        ),
        categories=tuple(map(str, years)),
        series=drawn,
        satuan="%" if is_percent(one.satuan) else lower_words(one.satuan),
    )


def _flatten(promised: Mapping[int, Measured], reached: Mapping[int, Measured]) -> bool:
    """Tell whether the targets leave no room to see how realisasi changes.

    They do where an earlier plan counted in another measure: a ratio planned as 83, then as 0.0046.
    """
    moves = _span(_values(reached))
    return 0 < moves < _span([*_values(reached), *_values(promised)]) * _LEAST_PART


def _span(values: Sequence[Decimal]) -> Decimal:
    return max(values) - min(values) if values else Decimal(0)


def _values(measured: Mapping[int, Measured]) -> list[Decimal]:
    return [one.figure.value for one in measured.values() if one.figure.value is not None]


def _years(years: Sequence[int]) -> str:
    return f"Tahun {years[0]}" if len(years) == 1 else f"Tahun {years[0]}–{years[-1]}"


def _series(nama: str, measured: Mapping[int, Measured], years: Sequence[int]) -> Series:
    return Series(nama=nama, points=tuple(_point(measured.get(year)) for year in years))


def _point(measured: Measured | None) -> Point | None:
    if measured is None or measured.shown is None or measured.figure.value is None:
        return None
    return Point(measured.figure.value, measured.shown)


def chart_serapan(programs: Sequence[Serapan], tahun: Sayable) -> tuple[Chart, ...]:
    """Return a chart of each program's serapan; none where no serapan can be computed."""
    known = [part for part in programs if part.serapan is not None]
    if not known:
        return ()
    points = [_serapan_point(part) for part in known]
    chart = Chart(
        kind=ChartKind.BAR,
        judul=say("Serapan Anggaran Menurut Program Tahun {tahun}", tahun=tahun),
        categories=tuple(_program_name(part.nama) for part in known),
        series=(Series(nama="Serapan", points=tuple(points)),),
        satuan="%",
    )
    return (chart,)


def _serapan_point(part: Serapan) -> Point | None:
    if part.serapan is None or part.shown_serapan is None:
        return None
    return Point(part.serapan, part.shown_serapan)


def _program_name(nama: str) -> str:
    return readable_name(nama).removeprefix(_PROGRAM)


def chart_belanja(belanja: Sequence[Serapan], tahun: Sayable) -> tuple[Chart, ...]:
    """Return a chart of each kind's share of what was spent; none for fewer than two kinds."""
    spent = [part for part in belanja if part.realisasi.value is not None]
    total = total_of(spent).realisasi
    if len(spent) < 2 or not total.value:
        return ()
    points = []
    for part in spent:
        value = (part.realisasi.value or Decimal(0)) * 100 / total.value
        shown = show_persen(value, part.realisasi.cells, "realisasi / jumlah realisasi × 100")
        points.append(Point(value, shown) if shown else None)
    chart = Chart(
        kind=ChartKind.BAR,
        judul=say("Komposisi Realisasi Belanja Tahun {tahun}", tahun=tahun),
        categories=tuple(readable_name(part.nama) for part in spent),
        series=(Series(nama="Bagian dari realisasi belanja", points=tuple(points)),),
        satuan="%",
    )
    return (chart,)
