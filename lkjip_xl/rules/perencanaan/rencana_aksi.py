"""REN, Rencana Aksi: when the work is done, who answers for it, and what it is to reach by when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.indikator import Arah
from lkjip_xl.domain.quantity import Figure, format_number, format_rupiah
from lkjip_xl.domain.rencana_aksi import Bulan, Triwulan
from lkjip_xl.figures.rollup import show_sum
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.extent import says_something
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.tables.text import squash, words_of

REN01 = Rule(
    code="REN01",
    name="rencana-aksi-tanpa-target-triwulan",
    severity=Severity.WARNING,
    doc="""
        Rencana Aksi tidak memuat target per triwulan.

        Mengapa: rencana aksi dipantau setiap triwulan. Tanpa target triwulan, kemajuan tidak dapat
        diukur sebelum tahun berakhir, dan Inspektorat memintanya.

        Salah:
            Rencana Aksi Tahun 2023
            | Sub Kegiatan | Indikator Kinerja | Satuan | Target | JAN | FEB | MAR | APR | MEI | JUN | JUL | AGT | SEP | OKT | NOV | DES | Penanggung Jawab |
            | Jalan kota   | Panjang jalan     | km     | 8      |     |     | v   | v   | v   | v   | v   | v   |     |     |     |     | Bidang Jalan     |
            | Jalan desa   | Panjang jalan     | km     | 12     |     |     | v   | v   | v   | v   | v   | v   |     |     |     |     | Bidang Jalan     |

        Benar:
            Rencana Aksi Tahun 2023
            | Sub Kegiatan | Indikator Kinerja | Satuan | Target | Target TW I | Target TW II | Target TW III | Target TW IV | Penanggung Jawab |
            | Jalan kota   | Panjang jalan     | km     | 8      | 1           | 4            | 7             | 8            | Bidang Jalan     |
            | Jalan desa   | Panjang jalan     | km     | 12     | 2           | 6            | 10            | 12           | Bidang Jalan     |
    """,
)

REN02 = Rule(
    code="REN02",
    name="rencana-aksi-tanpa-waktu-pelaksanaan",
    severity=Severity.WARNING,
    doc="""
        Baris Rencana Aksi tidak menandai satu bulan pun dan tidak mempunyai target triwulan.

        Mengapa: tanpa waktu pelaksanaan, keterlambatan tidak terlihat.

        Salah:
            Rencana Aksi Tahun 2023
            | Sub Kegiatan | Indikator Kinerja | Satuan | Target | Target TW I | Target TW II | Target TW III | Target TW IV | Penanggung Jawab |
            | Jalan kota   | Panjang jalan     | km     | 8      | 1           | 4            | 7             | 8            | Bidang Jalan     |
            | Jalan desa   | Panjang jalan     | km     | 12     |             |              |               |              | Bidang Jalan     |

        Benar:
            Rencana Aksi Tahun 2023
            | Sub Kegiatan | Indikator Kinerja | Satuan | Target | Target TW I | Target TW II | Target TW III | Target TW IV | Penanggung Jawab |
            | Jalan kota   | Panjang jalan     | km     | 8      | 1           | 4            | 7             | 8            | Bidang Jalan     |
            | Jalan desa   | Panjang jalan     | km     | 12     | 2           | 6            | 10            | 12           | Bidang Jalan     |
    """,
)

REN03 = Rule(
    code="REN03",
    name="rencana-aksi-tanpa-penanggung-jawab",
    severity=Severity.WARNING,
    doc="""
        Rencana Aksi tidak menyebut penanggung jawab.

        Mengapa: yang tidak dimiliki siapa pun tidak ditindaklanjuti siapa pun.

        Salah:
            Rencana Aksi Tahun 2023
            | Sub Kegiatan | Indikator Kinerja | Satuan | Target | Target TW I | Target TW II | Target TW III | Target TW IV | Penanggung Jawab |
            | Jalan kota   | Panjang jalan     | km     | 8      | 1           | 4            | 7             | 8            |                  |
            | Jalan desa   | Panjang jalan     | km     | 12     | 2           | 6            | 10            | 12           |                  |

        Benar:
            Rencana Aksi Tahun 2023
            | Sub Kegiatan | Indikator Kinerja | Satuan | Target | Target TW I | Target TW II | Target TW III | Target TW IV | Penanggung Jawab |
            | Jalan kota   | Panjang jalan     | km     | 8      | 1           | 4            | 7             | 8            | Bidang Jalan     |
            | Jalan desa   | Panjang jalan     | km     | 12     | 2           | 6            | 10            | 12           | Bidang Jalan     |
    """,
)

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

REN05 = Rule(
    code="REN05",
    name="rencana-aksi-tidak-memuat-seluruh-anggaran",
    severity=Severity.WARNING,
    doc="""
        Rencana Aksi tidak memuat semua sub kegiatan yang dianggarkan di Tabel 3.4.

        Sub kegiatan dicocokkan menurut nama, atau menurut pagunya bila Rencana Aksi menyebut
        sasarannya saja.

        Mengapa: sub kegiatan yang tidak direncanakan tetap dibelanjakan, tetapi tidak dipantau.

        Salah:
            Rencana Aksi Tahun 2023
            | Sub Kegiatan | Indikator Kinerja | Satuan | Target | Anggaran (Rp) | Target TW I | Target TW II | Target TW III | Target TW IV | Penanggung Jawab |
            | Jalan kota   | Panjang jalan     | km     | 8      | 300.000.000   | 1           | 4            | 7             | 8            | Bidang Jalan     |
            | Jalan desa   | Panjang jalan     | km     | 12     | 200.000.000   | 2           | 6            | 10            | 12           | Bidang Jalan     |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Sub Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | Jalan kota   | 300.000.000        | 285.000.000    | 95,00     |
            | Jalan desa   | 200.000.000        | 190.000.000    | 95,00     |
            | Jembatan     | 100.000.000        | 95.000.000     | 95,00     |

        Benar:
            Rencana Aksi Tahun 2023
            | Sub Kegiatan | Indikator Kinerja | Satuan | Target | Anggaran (Rp) | Target TW I | Target TW II | Target TW III | Target TW IV | Penanggung Jawab |
            | Jalan kota   | Panjang jalan     | km     | 8      | 300.000.000   | 1           | 4            | 7             | 8            | Bidang Jalan     |
            | Jalan desa   | Panjang jalan     | km     | 12     | 200.000.000   | 2           | 6            | 10            | 12           | Bidang Jalan     |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Sub Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | Jalan kota   | 300.000.000        | 285.000.000    | 95,00     |
            | Jalan desa   | 200.000.000        | 190.000.000    | 95,00     |
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

#: So many names of sub kegiatan are told in one message.
_MOST_NAMES = 3
#: A table with fewer rows is an excerpt, of which no further column is asked.
_LEAST_ROWS = 2
#: Rows that must agree before a reading of the quarters is taken for the table's own.
_LEAST_VOTES = 3
#: Satuan whose quarters are levels, not amounts that add up.
_LEVELS = frozenset({"persen", "%", "indeks", "nilai", "skor", "skala", "poin", "rasio", "angka"})


class _Reading(Enum):
    """What the figures of four quarters mean."""

    CUMULATIVE = "kumulatif"
    SEPARATE = "per triwulan"


class _Plan(NamedTuple):
    """One Rencana Aksi over all its sheets."""

    lampiran: Lampiran
    rows: tuple[Baris, ...]

    @property
    def year(self) -> int:
        return self.lampiran.year

    def quarters(self, row: Baris, part: Field) -> tuple[Figure, ...]:
        return tuple(row.figure(part.in_quarter(quarter), self.year) for quarter in Triwulan)

    def has_quarters(self, part: Field) -> bool:
        names = [part.in_quarter(quarter) for quarter in Triwulan]
        return self.lampiran.columns.has(*names)

    def months(self, row: Baris) -> tuple[Bulan, ...]:
        return tuple(m for m in Bulan if not _is_none(row.figure(Field(m.value), self.year)))

    @property
    def has_months(self) -> bool:
        return self.lampiran.columns.months >= 6

    def header(self, *fields: Field) -> CellRef:
        """Return the header's cell over the first of the fields that has a column."""
        columns = self.lampiran.columns
        named = next((c for f in fields if (c := columns.first(f)) is not None), None)
        column = self.lampiran.area.left if named is None else named.index
        return CellRef(self.lampiran.file, self.lampiran.sheet, self.lampiran.area.top, column)


def _plans(context: Context) -> Iterator[_Plan]:
    for lampiran in context.laporan.of(Form.RENCANA_AKSI):
        rows = tuple(
            row
            for item in lampiran.items
            if item.level is not Level.TOTAL
            for row in item.rows
            if not _is_none(row.figure(Field.TARGET, lampiran.year))
            or not _is_none(row.figure(Field.ANGGARAN, lampiran.year))
        )
        if rows:
            yield _Plan(lampiran=lampiran, rows=rows)


def _is_none(figure: Figure) -> bool:
    """Tell whether a cell is blank or says that there is nothing."""
    return figure.is_blank or (figure.value is None and not says_something(figure.written))


@REN01.check
def find_missing_quarters(context: Context) -> Iterator[Finding]:
    """Months that hold figures instead of marks are periodic targets, too."""
    for plan in _plans(context):
        if len(plan.rows) < _LEAST_ROWS or _has_periodic_targets(plan):
            continue
        at = plan.header(Field.TARGET, Field.INDIKATOR)
        what = "tidak ada target per triwulan"
        if any(plan.months(row) for row in plan.rows):
            what += "; hanya bulan pelaksanaan yang ditandai"
        elif plan.has_quarters(Field.TARGET):
            what = "kolom target triwulan ada, tetapi kosong di semua baris"
        yield REN01.finding(
            at,
            Subject(lampiran=plan.lampiran, item=Form.RENCANA_AKSI.label, field="target"),
            what=what,
            fix="tambahkan kolom Target TW I sampai TW IV dan isi sampai target tahunan tercapai",
        )


def _has_periodic_targets(plan: _Plan) -> bool:
    parts = (Field.TARGET, Field.ANGGARAN)
    if any(not _is_none(f) for row in plan.rows for p in parts for f in plan.quarters(row, p)):
        return True
    values = {plan_month.value for row in plan.rows for plan_month in _month_figures(plan, row)}
    return bool(values - {None, Decimal(1)})


def _month_figures(plan: _Plan, row: Baris) -> Iterator[Figure]:
    return (row.figure(Field(month.value), plan.year) for month in Bulan)


@REN02.check
def find_missing_time(context: Context) -> Iterator[Finding]:
    """A row without a time of its own may share that of its item's other rows."""
    for plan in _plans(context):
        timed = {id(row) for row in plan.rows if _has_time(plan, row)}
        planned = {id(row) for row in plan.rows}
        lacking = [
            row
            for item in plan.lampiran.items
            if not any(id(row) in timed for row in item.rows)
            for row in item.rows
            if id(row) in planned
        ]
        # Where no row has a time, the table itself lacks it, and that is another finding.
        if lacking and timed:
            yield _missing_time(plan, lacking)


def _has_time(plan: _Plan, row: Baris) -> bool:
    quarters = (*plan.quarters(row, Field.TARGET), *plan.quarters(row, Field.ANGGARAN))
    return bool(plan.months(row)) or any(not _is_none(figure) for figure in quarters)


def _missing_time(plan: _Plan, rows: Sequence[Baris]) -> Finding:
    field = Field.JAN if plan.has_months else Field.TW1_TARGET
    first = rows[0]
    what = "tidak ada bulan pelaksanaan yang ditandai"
    if plan.has_quarters(Field.TARGET):
        what += " dan tidak ada target triwulan" if plan.has_months else ""
        what = what if plan.has_months else "target triwulan kosong"
    if len(rows) > 1:
        what += f"; begitu juga {len(rows) - 1} baris lain"
    return REN02.finding(
        first.at(field, plan.year),
        Subject.of_row(plan.lampiran, first, field),
        what=what,
        fix="tandai bulan pelaksanaannya, atau isi target triwulannya",
        also=[row.at(field, plan.year) for row in rows[1:]],
        related=(first.at(Field.TARGET, plan.year),),
    )


@REN03.check
def find_missing_owner(context: Context) -> Iterator[Finding]:
    """A blank below a name in the same program means "as above"."""
    for plan in _plans(context):
        if not plan.lampiran.columns.has(Field.PENANGGUNG_JAWAB):
            if len(plan.rows) >= _LEAST_ROWS:
                yield _no_owner_column(plan)
            continue
        named: set[str] = set()
        lacking = []
        for row in plan.rows:
            group = squash(row.jalur.program or row.jalur.sasaran)
            if says_something(row.text(Field.PENANGGUNG_JAWAB)):
                named.add(group)
            elif group not in named:
                lacking.append(row)
        if lacking:
            yield _no_owner(plan, lacking)


def _no_owner_column(plan: _Plan) -> Finding:
    return REN03.finding(
        plan.header(Field.INDIKATOR, Field.TARGET),
        Subject(lampiran=plan.lampiran, item=Form.RENCANA_AKSI.label, field="penanggung_jawab"),
        what="tidak ada kolom Penanggung Jawab",
        fix="tambahkan kolom Penanggung Jawab dan isi jabatan atau bidang untuk setiap baris",
    )


def _no_owner(plan: _Plan, rows: Sequence[Baris]) -> Finding:
    total = len(plan.rows)
    extent = "semua" if len(rows) == total else f"{len(rows)} dari"
    first = rows[0]
    return REN03.finding(
        first.at(Field.PENANGGUNG_JAWAB),
        Subject.of_row(plan.lampiran, first, "penanggung_jawab"),
        what=f"penanggung jawab kosong pada {extent} {total} baris",
        fix="isi jabatan atau bidang yang bertanggung jawab atas setiap baris",
        also=list(dict.fromkeys(row.at(Field.PENANGGUNG_JAWAB) for row in rows[1:])),
    )


class _Quarterly(NamedTuple):
    """The quarters of one row and the figure of the year that they lead to."""

    row: Baris
    part: Field
    figures: tuple[Figure, ...]
    annual: Figure
    annual_cell: CellRef

    @property
    def values(self) -> list[Decimal]:
        return [figure.value for figure in self.figures if figure.value is not None]

    @property
    def is_level(self) -> bool:
        """Tell whether every quarter is a level of its own, as with a percentage."""
        return bool(_LEVELS & set(words_of(self.row.satuan))) or len(set(self.values)) == 1

    def reaches(self, reading: _Reading) -> bool:
        values = self.values
        end = values[-1] if reading is _Reading.CUMULATIVE else sum(values, Decimal(0))
        return _same(self.annual, end)

    @property
    def fits_as_level(self) -> bool:
        return self.is_level and (
            _same(self.annual, self.values[-1]) or _same(self.annual, max(self.values))
        )


def _same(annual: Figure, end: Decimal) -> bool:
    if annual.value is None:
        return True
    if annual.upper is not None:
        return annual.value <= end <= annual.upper
    return annual.shows(end)


@REN04.check
def find_unreached_year(context: Context) -> Iterator[Finding]:
    told = _annual_realisasi(context)
    for plan in _plans(context):
        targets = list(_quarterly_targets(plan))
        reading, is_sure = _reading_of(plan, Field.TARGET, targets)
        yield from _judge_quarters(context, plan, targets, reading, is_sure)
        realisasi = list(_quarterly_realisasi(plan, told))
        stated, is_stated = _reading_of(plan, Field.REALISASI, realisasi)
        if not is_stated:
            stated, is_stated = reading, is_sure
        yield from _judge_quarters(context, plan, realisasi, stated, is_stated)


def _quarterly_targets(plan: _Plan) -> Iterator[_Quarterly]:
    for row in plan.rows:
        figures = plan.quarters(row, Field.TARGET)
        annual = row.figure(Field.TARGET, plan.year)
        if annual.value is not None and _is_complete(figures):
            yield _Quarterly(
                row=row,
                part=Field.TARGET,
                figures=figures,
                annual=annual,
                annual_cell=row.at(Field.TARGET, plan.year),
            )


def _is_complete(figures: Sequence[Figure]) -> bool:
    """Tell whether quarters are there and readable; the last of them closes the year."""
    unreadable = any(figure.value is None and not _is_none(figure) for figure in figures)
    ranged = any(figure.upper is not None for figure in figures)
    return any(figure.value is not None for figure in figures) and not unreadable and not ranged


def _quarterly_realisasi(
    plan: _Plan, told: Mapping[tuple[str, str], tuple[Figure, CellRef]]
) -> Iterator[_Quarterly]:
    for row in plan.rows:
        figures = plan.quarters(row, Field.REALISASI)
        found = told.get((squash(row.nama), squash(row.indikator)))
        if found is not None and _is_complete(figures) and figures[-1].value is not None:
            annual, cell = found
            yield _Quarterly(
                row=row, part=Field.REALISASI, figures=figures, annual=annual, annual_cell=cell
            )


def _annual_realisasi(context: Context) -> dict[tuple[str, str], tuple[Figure, CellRef]]:
    """Return the realisasi of Tabel 3.1 by item and indicator; names that stand twice are left out."""
    rows = [
        (lampiran.year, row)
        for lampiran in context.laporan.of(Form.TABEL_3_1)
        for row in lampiran.rows
        if row.indikator and row.figure(Field.REALISASI, lampiran.year).value is not None
    ]
    counted = Counter((squash(row.nama), squash(row.indikator)) for _, row in rows)
    return {
        key: (row.figure(Field.REALISASI, year), row.at(Field.REALISASI, year))
        for year, row in rows
        if counted[key := (squash(row.nama), squash(row.indikator))] == 1
    }


def _reading_of(
    plan: _Plan, part: Field, rows: Sequence[_Quarterly]
) -> tuple[_Reading | None, bool]:
    """Return how a table's quarters are meant, and whether that is certain.

    The heading says it, else most rows do; rows that fit both readings have no vote.
    """
    labels = [c.label.lower() for c in plan.lampiran.columns if c.field == f"tw1_{part}"]
    if any("kumulatif" in label for label in labels):
        return _Reading.CUMULATIVE, True
    votes = {
        reading: sum(
            one.reaches(reading) and not one.is_level and not one.reaches(_other(reading))
            for one in rows
        )
        for reading in _Reading
    }
    best = max(votes, key=lambda reading: votes[reading])
    most, least = votes[best], votes[_other(best)]
    if most == least:
        return None, False
    return best, most >= _LEAST_VOTES and most >= 4 * least


def _other(reading: _Reading) -> _Reading:
    is_cumulative = reading is _Reading.CUMULATIVE
    return _Reading.SEPARATE if is_cumulative else _Reading.CUMULATIVE


def _judge_quarters(
    context: Context,
    plan: _Plan,
    rows: Sequence[_Quarterly],
    reading: _Reading | None,
    is_sure: bool,
) -> Iterator[Finding]:
    for one in rows:
        context.tally["triwulan"] += 1
        if one.fits_as_level or (reading is not None and one.reaches(reading)):
            if reading is _Reading.CUMULATIVE and not one.is_level:
                yield from _falling(context, plan, one)
        elif any(one.reaches(either) for either in _Reading):
            if reading is not None and is_sure:
                yield _odd_reading(plan, one, reading)
        else:
            yield _unreached(plan, one, reading, is_sure)


def _last_cell(plan: _Plan, one: _Quarterly) -> CellRef:
    last = max(i for i, figure in enumerate(one.figures, start=1) if figure.value is not None)
    return one.row.at(one.part.in_quarter(Triwulan(last)), plan.year)


def _cells(plan: _Plan, one: _Quarterly) -> list[CellRef]:
    return [one.row.at(one.part.in_quarter(quarter), plan.year) for quarter in Triwulan]


def _unreached(plan: _Plan, one: _Quarterly, reading: _Reading | None, is_sure: bool) -> Finding:
    values = one.values
    total = sum(values, Decimal(0))
    place = "" if one.part == "target" else f" di Tabel 3.1 ({one.annual_cell})"
    year = f"{one.part} setahun{place} {one.annual.written}"
    if reading is _Reading.SEPARATE:
        what = f"jumlah {one.part} triwulan {format_number(total)}, sedangkan {year}"
    else:
        what = f"{one.part} triwulan berakhir pada {format_number(values[-1])}, sedangkan {year}"
    if reading is None:
        what += f"; jumlah keempatnya pun {format_number(total)}"
    else:
        what += f"; angka triwulan dibaca {reading.value}"
    return REN04.finding(
        _last_cell(plan, one),
        Subject.of_row(plan.lampiran, one.row, f"tw_{one.part}", plan.year),
        what=what,
        fix=f"samakan ujung {one.part} triwulan dengan {one.annual.written}, atau perbaiki angka setahunnya",
        written=one.figures[-1],
        expected=one.annual.written if reading is _Reading.CUMULATIVE else "",
        calculation=show_sum(values) if reading is not _Reading.CUMULATIVE else "",
        related=(one.annual_cell, *_cells(plan, one)),
        severity=None if is_sure else Severity.WARNING,
    )


def _odd_reading(plan: _Plan, one: _Quarterly, reading: _Reading) -> Finding:
    other = _other(reading)
    return REN04.finding(
        _last_cell(plan, one),
        Subject.of_row(plan.lampiran, one.row, f"tw_{one.part}", plan.year),
        what=(
            f"{one.part} triwulan baris ini {other.value}, sedangkan baris lain {reading.value}; "
            f"keduanya sampai pada {one.annual.written}"
        ),
        fix=f"tulis dengan cara yang sama: {reading.value}",
        written=one.figures[-1],
        related=(one.annual_cell, *_cells(plan, one)),
        severity=Severity.INFO,
    )


def _falling(context: Context, plan: _Plan, one: _Quarterly) -> Iterator[Finding]:
    """Yield a finding where a cumulative figure falls, which a sum over the year cannot."""
    arah = context.directions.of(one.row.indikator, one.row.satuan).arah
    told = [(q, f.value) for q, f in zip(Triwulan, one.figures, strict=True) if f.value is not None]
    fallen = [(before, after) for before, after in pairwise(told) if after[1] < before[1]]
    if not fallen or arah is Arah.TURUN:
        return
    (before, high), (quarter, low) = fallen[0]
    yield REN04.finding(
        one.row.at(one.part.in_quarter(quarter), plan.year),
        Subject.of_row(plan.lampiran, one.row, f"tw_{one.part}", plan.year),
        what=(
            f"{one.part} kumulatif {quarter.label} {format_number(low)} lebih kecil daripada "
            f"{before.label} {format_number(high)}"
        ),
        fix="angka kumulatif tidak dapat turun; periksa kedua triwulan itu",
        written=one.figures[quarter.value - 1],
        related=(one.row.at(one.part.in_quarter(before), plan.year),),
    )


@REN12.check
def find_schedule_beside_target(context: Context) -> Iterator[Finding]:
    for plan in _plans(context):
        if not plan.has_months:
            continue
        targets = list(_quarterly_targets(plan))
        reading, is_sure = _reading_of(plan, Field.TARGET, targets)
        if (reading is not None and is_sure) or (
            len(targets) == len(plan.rows) and reading is not None
        ):
            yield from (f for one in targets for f in _idle_quarter(plan, one, reading))
        yield from _too_few_months(plan)


def _idle_quarter(plan: _Plan, one: _Quarterly, reading: _Reading) -> Iterator[Finding]:
    months = plan.months(one.row)
    if not months or one.is_level or not one.reaches(reading):
        return
    busy = {month.triwulan for month in months}
    before = Decimal(0)
    for quarter, figure in zip(Triwulan, one.figures, strict=True):
        value = figure.value or Decimal(0)
        step = value - before if reading is _Reading.CUMULATIVE else value
        before = figure.value if figure.value is not None else before
        if step > 0 and quarter not in busy:
            yield _idle(plan, one, quarter, step)
            return


def _idle(plan: _Plan, one: _Quarterly, quarter: Triwulan, step: Decimal) -> Finding:
    first = list(Bulan)[quarter.value * 3 - 3]
    return REN12.finding(
        one.row.at(Field.TARGET.in_quarter(quarter), plan.year),
        Subject.of_row(plan.lampiran, one.row, "jadwal", plan.year),
        what=(
            f"target {quarter.label} bertambah {format_number(step)} {one.row.satuan}".rstrip()
            + f", tetapi tidak ada bulan pelaksanaan yang ditandai dalam {quarter.label}"
        ),
        fix=f"tandai bulan pelaksanaan dalam {quarter.label}, atau pindahkan targetnya",
        written=one.figures[quarter.value - 1],
        related=(one.row.at(Field(first.value), plan.year),),
    )


def _too_few_months(plan: _Plan) -> Iterator[Finding]:
    """Yield rows that promise so many months and plan fewer."""
    for row in plan.rows:
        target = row.figure(Field.TARGET, plan.year)
        marked = len(plan.months(row))
        if squash(row.satuan) != "bulan" or target.value is None or not marked:
            continue
        if marked < target.value <= len(Bulan):
            yield REN12.finding(
                row.at(Field.TARGET, plan.year),
                Subject.of_row(plan.lampiran, row, "jadwal", plan.year),
                what=f"target {target.written} bulan, tetapi hanya {marked} bulan yang ditandai",
                fix="tandai semua bulan pelaksanaannya, atau sesuaikan targetnya",
                written=target,
                related=tuple(row.at(Field(month.value), plan.year) for month in plan.months(row)),
            )


@REN05.check
def find_uncovered_budget(context: Context) -> Iterator[Finding]:
    budget = [
        (lampiran, item)
        for lampiran in context.laporan.of(Form.TABEL_3_4)
        for item in _lowest(lampiran)
        if item.total(Field.PAGU, lampiran.year)
    ]
    plans = [plan for plan in _plans(context) if plan.lampiran.columns.has(Field.ANGGARAN)]
    if len(plans) == 1 and budget:
        yield from _uncovered(plans[0], budget)


def _lowest(lampiran: Lampiran) -> list[Item]:
    items = [item for item in lampiran.items if item.level is not Level.TOTAL]
    depth = max((item.level.depth for item in items), default=0)
    return [item for item in items if item.level.depth == depth]


def _uncovered(plan: _Plan, budget: Sequence[tuple[Lampiran, Item]]) -> Iterator[Finding]:
    planned = [
        (item, amount)
        for item in _lowest(plan.lampiran)
        if (amount := item.total(Field.ANGGARAN, plan.year))
    ]
    names = {squash(item.nama) for item, _ in planned}
    amounts = Counter(value for item, value in planned)
    missing: list[tuple[Lampiran, Item, Decimal]] = []
    for lampiran, item in budget:
        pagu = item.total(Field.PAGU, lampiran.year) or Decimal(0)
        if squash(item.nama) in names:
            continue
        if amounts[pagu] > 0:
            amounts[pagu] -= 1
            continue
        missing.append((lampiran, item, pagu))
    total = sum((i.total(Field.PAGU, t.year) or Decimal(0) for t, i in budget), Decimal(0))
    told = sum((value for _, value in planned if value), Decimal(0))
    if missing and planned and told != total:
        yield _coverage(plan, missing, len(budget), total, told)


def _coverage(
    plan: _Plan,
    missing: Sequence[tuple[Lampiran, Item, Decimal]],
    count: int,
    total: Decimal,
    told: Decimal,
) -> Finding:
    level = missing[0][1].level.label
    names = [f"“{item.nama}”" for _, item, _ in missing[:_MOST_NAMES]]
    if len(missing) > _MOST_NAMES:
        names.append(f"dan {len(missing) - _MOST_NAMES} lainnya")
    return REN05.finding(
        plan.header(Field.ANGGARAN),
        Subject(lampiran=plan.lampiran, item=Form.RENCANA_AKSI.label, field="anggaran"),
        what=(
            f"{len(missing)} dari {count} {level} Tabel 3.4 tidak ada di Rencana Aksi: "
            f"{', '.join(names)}; anggarannya {format_rupiah(told)}, sedangkan pagu Tabel 3.4 "
            f"{format_rupiah(total)}"
        ),
        fix=f"tambahkan {level} yang belum ada, atau samakan anggarannya dengan pagu Tabel 3.4",
        written=format_rupiah(told),
        expected=format_number(total),
        related=[item.rows[0].at(Field.PAGU, lampiran.year) for lampiran, item, _ in missing],
    )
