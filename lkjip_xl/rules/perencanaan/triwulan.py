"""REN04, REN12: the quarters of a Rencana Aksi against its year and its calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Arah
from lkjip_xl.domain.kata import PERSEN, SKALA
from lkjip_xl.domain.quantity import format_number
from lkjip_xl.domain.rencana_aksi import Bulan, Triwulan
from lkjip_xl.figures.rollup import show_sum
from lkjip_xl.figures.sifat_satuan import is_month
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.records import Baris, Sel
from lkjip_xl.location import CellRef
from lkjip_xl.rules.extent import is_filled
from lkjip_xl.rules.perencanaan.rencana_aksi import Plan, marked_months, plans, quarters
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.tables.text import squash, words_of

REN04 = Rule(
    code="REN04",
    name="triwulan-tidak-sampai-setahun",
    severity=Severity.ERROR,
    doc="""
        Target triwulan tidak sampai pada target tahunan, atau realisasi triwulan tidak sampai pada
        realisasi tahunan di Tabel 3.1.

        Angka triwulan boleh kumulatif (TW IV = setahun) atau per triwulan (jumlahnya = setahun).
        Cara baca yang dipakai disebutkan: menurut judul kolom, atau menurut sebagian besar baris.

        Mengapa: target triwulan adalah jalan menuju target tahunan. Bila ujungnya berbeda, salah
        satunya keliru.

        Salah:
            Rencana Aksi Tahun 2023
            | Sub Kegiatan | Indikator Kinerja | Satuan | Target | Target TW I | Target TW II | Target TW III | Target TW IV | Penanggung Jawab |
            | Jalan kota   | Panjang jalan     | km     | 8      | 1           | 4            | 7             | 8            | Bidang Jalan     |
            | Jalan desa   | Panjang jalan     | km     | 12     | 2           | 6            | 10            | 11           | Bidang Jalan     |

        Benar:
            Rencana Aksi Tahun 2023
            | Sub Kegiatan | Indikator Kinerja | Satuan | Target | Target TW I | Target TW II | Target TW III | Target TW IV | Penanggung Jawab |
            | Jalan kota   | Panjang jalan     | km     | 8      | 1           | 4            | 7             | 8            | Bidang Jalan     |
            | Jalan desa   | Panjang jalan     | km     | 12     | 2           | 6            | 10            | 12           | Bidang Jalan     |
    """,
)

REN12 = Rule(
    code="REN12",
    name="jadwal-tidak-sejalan-dengan-target",
    severity=Severity.WARNING,
    doc="""
        Bulan yang ditandai tidak sejalan dengan target: target bertambah dalam triwulan tanpa
        bulan pelaksanaan, atau target sekian bulan dijadwalkan dalam bulan yang lebih sedikit.

        Mengapa: target tidak dapat bertambah ketika tidak ada yang dikerjakan; tanda bulannya
        tertinggal, atau targetnya keliru.

        Salah:
            Rencana Aksi Tahun 2023
            | Sub Kegiatan | Indikator Kinerja | Satuan | Target | JAN | FEB | MAR | APR | MEI | JUN | JUL | AGT | SEP | OKT | NOV | DES | Target TW I | Target TW II | Target TW III | Target TW IV | Penanggung Jawab |
            | Jalan kota   | Panjang jalan     | km     | 8      |     |     | v   | v   |     |     |     |     |     | v   |     |     | 1           | 4            | 7             | 8            | Bidang Jalan     |
            | Jalan desa   | Panjang jalan     | km     | 12     |     | v   | v   | v   | v   |     | v   | v   |     | v   |     |     | 2           | 6            | 10            | 12           | Bidang Jalan     |

        Benar:
            Rencana Aksi Tahun 2023
            | Sub Kegiatan | Indikator Kinerja | Satuan | Target | JAN | FEB | MAR | APR | MEI | JUN | JUL | AGT | SEP | OKT | NOV | DES | Target TW I | Target TW II | Target TW III | Target TW IV | Penanggung Jawab |
            | Jalan kota   | Panjang jalan     | km     | 8      |     |     | v   | v   |     |     | v   |     |     | v   |     |     | 1           | 4            | 7             | 8            | Bidang Jalan     |
            | Jalan desa   | Panjang jalan     | km     | 12     |     | v   | v   | v   | v   |     | v   | v   |     | v   |     |     | 2           | 6            | 10            | 12           | Bidang Jalan     |
    """,
)

#: Rows that must agree before a reading of the quarters is taken for the table's own.
_LEAST_VOTES = 3
#: Satuan whose quarters are levels, not amounts that add up.
_LEVELS = PERSEN | SKALA | {"rasio", "angka"}


class _Way(Enum):
    """What the figures of four quarters mean."""

    CUMULATIVE = "kumulatif"
    SEPARATE = "per triwulan"

    @property
    def other(self) -> _Way:
        return _Way.SEPARATE if self is _Way.CUMULATIVE else _Way.CUMULATIVE


class _Reading(NamedTuple):
    """How a table's quarters are meant, ``None`` where it cannot be told."""

    way: _Way | None
    is_sure: bool = False


class _Quarterly(NamedTuple):
    """The quarters of one row, at least one with a figure, and the year that they lead to."""

    cells: Sequence[Sel]
    annual: Sel

    @property
    def row(self) -> Baris:
        return self.cells[0].row

    @property
    def told(self) -> list[Sel]:
        return [cell for cell in self.cells if cell.value is not None]

    @property
    def values(self) -> list[Decimal]:
        return [cell.number for cell in self.told]

    @property
    def part(self) -> Field:
        return self.annual.field

    @property
    def related(self) -> list[CellRef]:
        return [cell.cell for cell in (self.annual, *self.cells)]

    @property
    def is_level(self) -> bool:
        """Tell whether every quarter is a level of its own, as with a percentage."""
        return bool(_LEVELS & set(words_of(self.row.satuan))) or len(set(self.values)) == 1

    @property
    def fits_as_level(self) -> bool:
        return self.is_level and (self._ends(self.values[-1]) or self._ends(max(self.values)))

    def reaches(self, way: _Way | None) -> bool:
        if way is None:
            return False
        is_cumulative = way is _Way.CUMULATIVE
        return self._ends(self.values[-1] if is_cumulative else sum(self.values, Decimal(0)))

    def _ends(self, end: Decimal) -> bool:
        annual, upper = self.annual, self.annual.figure.upper
        return annual.figure.shows(end) if upper is None else annual.number <= end <= upper

    def subject(self, field: str) -> Subject:
        lampiran = self.row.lampiran
        return Subject.of_row(lampiran, self.row, field, lampiran.year)


@REN04.check
def find_unreached_year(context: Context) -> Iterator[Finding]:
    told = _annual_realisasi(context)
    for plan in plans(context):
        closes = plan.lampiran.columns.has(Field.TW4_TARGET)
        targets = _quarterly(plan, Field.TARGET, plan.target) if closes else []
        reading = _reading_of(plan, Field.TARGET, targets)
        yield from _judge_quarters(context, targets, reading)
        realisasi = [
            one
            for one in _quarterly(plan, Field.REALISASI, lambda row: told.get(_name(row)))
            if one.told[-1].field is Field.TW4_REALISASI  # which closes the year
        ]
        own = _reading_of(plan, Field.REALISASI, realisasi)
        yield from _judge_quarters(context, realisasi, own if own.is_sure else reading)


def _quarterly(
    plan: Plan, part: Field, annual_of: Callable[[Baris], Sel | None]
) -> list[_Quarterly]:
    """Return the rows whose quarters are there and readable, with the figure of their year."""
    cells = [(quarters(row, part), annual_of(row)) for row in plan.rows]
    return [_Quarterly(own, annual) for own, annual in cells if annual and _is_complete(own)]


def _is_complete(cells: Sequence[Sel]) -> bool:
    readable = all(cell.value is not None or not is_filled(cell) for cell in cells)
    ranged = any(cell.figure.upper is not None for cell in cells)
    return readable and not ranged and any(cell.value is not None for cell in cells)


def _annual_realisasi(context: Context) -> dict[tuple[str, str], Sel]:
    """Return the realisasi of Tabel 3.1 by item and indicator; names that stand twice are left out."""
    told = [
        cell
        for lampiran in context.laporan.of(TABEL_3_1)
        for row in lampiran.rows
        if row.indikator and (cell := row.told(Field.REALISASI, lampiran.year)) is not None
    ]
    counted = Counter(_name(cell.row) for cell in told)
    return {_name(cell.row): cell for cell in told if counted[_name(cell.row)] == 1}


def _name(row: Baris) -> tuple[str, str]:
    return squash(row.nama), squash(row.indikator)


def _reading_of(plan: Plan, part: Field, rows: Sequence[_Quarterly]) -> _Reading:
    """Return how a table's quarters are meant.

    The heading says it, else most rows do; rows that fit both readings have no vote.
    """
    first = plan.lampiran.columns.first(part.in_quarter(Triwulan.I))
    if first is not None and "kumulatif" in first.label.lower():
        return _Reading(_Way.CUMULATIVE, is_sure=True)
    votes = Counter(
        way
        for one in rows
        for way in _Way
        if not one.is_level and one.reaches(way) and not one.reaches(way.other)
    )
    best = max(_Way, key=votes.__getitem__)
    most, least = votes[best], votes[best.other]
    if most == least:
        return _Reading(None)
    return _Reading(best, is_sure=most >= _LEAST_VOTES and most >= 4 * least)


def _judge_quarters(
    context: Context, rows: Sequence[_Quarterly], reading: _Reading
) -> Iterator[Finding]:
    for one in rows:
        context.tally["triwulan"] += 1
        if one.fits_as_level or one.reaches(reading.way):
            if reading.way is _Way.CUMULATIVE and not one.is_level:
                yield from _falling(context, one)
        elif any(map(one.reaches, _Way)):
            if reading.way is not None and reading.is_sure:
                yield _odd_reading(one, reading.way)
        else:
            yield _unreached(one, reading)


def _unreached(one: _Quarterly, reading: _Reading) -> Finding:
    part, year = one.part, one.annual.written
    total = format_number(sum(one.values, Decimal(0)))
    place = f" di Tabel 3.1 ({one.annual.cell})" if part is Field.REALISASI else ""
    what = f"{part} triwulan berakhir pada {format_number(one.values[-1])}"
    if reading.way is _Way.SEPARATE:
        what = f"jumlah {part} triwulan {total}"
    what += f", sedangkan {part} setahun{place} {year}"
    if reading.way is None:
        what += f"; jumlah keempatnya pun {total}"
    else:
        what += f"; angka triwulan dibaca {reading.way.value}"
    is_cumulative = reading.way is _Way.CUMULATIVE
    return REN04.about(
        one.told[-1],
        one.subject(f"tw_{part}"),
        what=what,
        fix=f"samakan ujung {part} triwulan dengan {year}, atau perbaiki angka setahunnya",
        expected=year if is_cumulative else "",
        calculation="" if is_cumulative else show_sum(one.values),
        related=one.related,
        severity=None if reading.is_sure else Severity.WARNING,
    )


def _odd_reading(one: _Quarterly, way: _Way) -> Finding:
    return REN04.about(
        one.told[-1],
        one.subject(f"tw_{one.part}"),
        what=(
            f"{one.part} triwulan baris ini {way.other.value}, sedangkan baris lain {way.value}; "
            f"keduanya sampai pada {one.annual.written}"
        ),
        fix=f"tulis dengan cara yang sama: {way.value}",
        related=one.related,
        severity=Severity.INFO,
    )


def _falling(context: Context, one: _Quarterly) -> Iterator[Finding]:
    """Yield a finding where a cumulative figure falls, which a sum over the year cannot."""
    steps = pairwise(one.told) if context.arah(one.row).arah is Arah.NAIK else ()
    for before, after in steps:
        if after.number < before.number:
            yield REN04.about(
                after,
                one.subject(f"tw_{one.part}"),
                what=(
                    f"{one.part} kumulatif {_label(after)} {format_number(after.number)} lebih kecil "
                    f"daripada {_label(before)} {format_number(before.number)}"
                ),
                fix="angka kumulatif tidak dapat turun; periksa kedua triwulan itu",
                related=(before.cell,),
            )
            return


def _label(cell: Sel) -> str:
    assert cell.field.triwulan is not None
    return cell.field.triwulan.label


@REN12.check
def find_schedule_beside_target(context: Context) -> Iterator[Finding]:
    for plan in plans(context):
        if not plan.has_months:
            continue
        targets = _quarterly(plan, Field.TARGET, plan.target)
        reading = _reading_of(plan, Field.TARGET, targets)
        if reading.way is not None and (reading.is_sure or len(targets) == len(plan.rows)):
            for one in targets:
                yield from _idle_quarter(one, reading.way)
        yield from _too_few_months(plan)


def _idle_quarter(one: _Quarterly, way: _Way) -> Iterator[Finding]:
    """Yield the first quarter whose target grows without a month to work in."""
    months = marked_months(one.row)
    if not months or one.is_level or not one.reaches(way):
        return
    busy = {cell.field.bulan.triwulan for cell in months if cell.field.bulan}
    before = Decimal(0)
    for cell in one.told:
        step = cell.number - before
        before = cell.number if way is _Way.CUMULATIVE else Decimal(0)
        if step > 0 and cell.field.triwulan not in busy:
            yield _idle(one, cell, step)
            return


def _idle(one: _Quarterly, cell: Sel, step: Decimal) -> Finding:
    quarter = _label(cell)
    months = (month for month in Bulan if month.triwulan is cell.field.triwulan)
    return REN12.about(
        cell,
        one.subject("jadwal"),
        what=(
            f"target {quarter} bertambah {format_number(step)} {one.row.satuan}".rstrip()
            + f", tetapi tidak ada bulan pelaksanaan yang ditandai dalam {quarter}"
        ),
        fix=f"tandai bulan pelaksanaan dalam {quarter}, atau pindahkan targetnya",
        related=(one.row.at(Field(next(months)), cell.year),),
    )


def _too_few_months(plan: Plan) -> Iterator[Finding]:
    """Yield rows that promise so many months and plan fewer."""
    for row in plan.rows:
        months, target = marked_months(row), plan.target(row)
        if target is None or not is_month(row.satuan) or not months:
            continue
        if len(months) < target.number <= len(Bulan):
            yield REN12.about(
                target,
                Subject.of(target)._replace(field="jadwal"),
                what=f"target {target.written} bulan, tetapi hanya {len(months)} bulan yang ditandai",
                fix="tandai semua bulan pelaksanaannya, atau sesuaikan targetnya",
                related=[cell.cell for cell in months],
            )
