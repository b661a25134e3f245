"""REN04, REN12: the quarters of a Rencana Aksi against its year and its calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.quantity import format_number
from lkjip_xl.domain.rencana_aksi import Bulan, Triwulan
from lkjip_xl.figures.sifat_satuan import is_month
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.records import Baris, Sel
from lkjip_xl.rules.perencanaan.berkala import (
    Berkala,
    Way,
    is_complete,
    judge_periods,
    period_label,
    reading_of,
)
from lkjip_xl.rules.perencanaan.rencana_aksi import Plan, marked_months, plans, quarters
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.tables.text import squash

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


@REN04.check
def find_unreached_year(context: Context) -> Iterator[Finding]:
    told = _annual_realisasi(context)
    for plan in plans(context):
        closes = plan.lampiran.columns.has(Field.TW4_TARGET)
        targets = _quarterly(plan, Field.TARGET, plan.target) if closes else []
        reading = reading_of(_first(plan, Field.TARGET), targets)
        yield from judge_periods(context, REN04, targets, reading)
        realisasi = [
            one
            for one in _quarterly(plan, Field.REALISASI, lambda row: told.get(_name(row)))
            if one.told[-1].field is Field.TW4_REALISASI  # which closes the year
        ]
        own = reading_of(_first(plan, Field.REALISASI), realisasi)
        yield from judge_periods(context, REN04, realisasi, own if own.is_sure else reading)


def _quarterly(plan: Plan, part: Field, annual_of: Callable[[Baris], Sel | None]) -> list[Berkala]:
    """Return the rows whose quarters are there and readable, with the figure of their year."""
    cells = [(quarters(row, part), annual_of(row)) for row in plan.rows]
    return [Berkala(own, annual) for own, annual in cells if annual and is_complete(own)]


def _first(plan: Plan, part: Field) -> NamedColumn | None:
    return plan.lampiran.columns.first(part.in_quarter(Triwulan.I))


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


@REN12.check
def find_schedule_beside_target(context: Context) -> Iterator[Finding]:
    for plan in plans(context):
        if not plan.has_months:
            continue
        targets = _quarterly(plan, Field.TARGET, plan.target)
        reading = reading_of(_first(plan, Field.TARGET), targets)
        if reading.way is not None and (reading.is_sure or len(targets) == len(plan.rows)):
            for one in targets:
                yield from _idle_quarter(one, reading.way)
        yield from _too_few_months(plan)


def _idle_quarter(one: Berkala, way: Way) -> Iterator[Finding]:
    """Yield the first quarter whose target grows without a month to work in."""
    months = marked_months(one.row)
    if not months or one.is_level or not one.reaches(way):
        return
    busy = {cell.field.bulan.triwulan for cell in months if cell.field.bulan}
    before = Decimal(0)
    for cell in one.told:
        step = cell.number - before
        before = cell.number if way is Way.CUMULATIVE else Decimal(0)
        if step > 0 and cell.field.triwulan not in busy:
            yield _idle(one, cell, step)
            return


def _idle(one: Berkala, cell: Sel, step: Decimal) -> Finding:
    quarter = period_label(cell)
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
