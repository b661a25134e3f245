"""REN01-03, REN05: what a Rencana Aksi must say: until when, when, by whom, and for which money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_number, format_rupiah
from lkjip_xl.domain.rencana_aksi import Bulan, Triwulan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.rencana_aksi import RENCANA_AKSI
from lkjip_xl.lampiran.formulir.tabel_3_4 import TABEL_3_4
from lkjip_xl.lampiran.records import Baris, Item, Lampiran, Sel
from lkjip_xl.rules.extent import is_filled
from lkjip_xl.rules.rule import Context, Rule, Subject, once
from lkjip_xl.rules.spelling import quote
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

#: A table with fewer rows is an excerpt, of which no further column is asked.
_LEAST_ROWS = 2
#: What was reached: a plan states what is to be.
_REACHED = (
    *(Field.REALISASI, Field.CAPAIAN, Field.REALISASI_ANGGARAN, Field.SERAPAN),
    *(Field.CAPAIAN.in_quarter(quarter) for quarter in Triwulan),
)


class Plan(NamedTuple):
    """The rows of a Rencana Aksi that plan something."""

    lampiran: Lampiran
    rows: Sequence[Baris]

    def target(self, row: Baris) -> Sel | None:
        return row.told(Field.TARGET, self.lampiran.year)

    @property
    def has_months(self) -> bool:
        return self.lampiran.columns.months >= 6

    @property
    def has_quarters(self) -> bool:
        return self.lampiran.columns.has(*map(Field.TARGET.in_quarter, Triwulan))

    @property
    def subject(self) -> Subject:
        """The table itself, of which a rule names the field."""
        return Subject(self.lampiran, RENCANA_AKSI.label, "")


@once
def plans(context: Context) -> Sequence[Plan]:
    found = []
    for lampiran in context.laporan.of(RENCANA_AKSI):
        rows = [
            row
            for item in lampiran.items
            if item.level is not Level.TOTAL
            for row in item.rows
            if any(
                is_filled(row.sel(name, lampiran.year)) for name in (Field.TARGET, Field.ANGGARAN)
            )
        ]
        if rows:
            found.append(Plan(lampiran, rows))
    return found


def quarters(row: Baris, part: Field) -> list[Sel]:
    """Return the cells of a row's four quarters, as far as there are columns for them."""
    cells = (row.sel(part.in_quarter(quarter), row.lampiran.year) for quarter in Triwulan)
    return [cell for cell in cells if cell is not None]


def marked_months(row: Baris) -> list[Sel]:
    """Return the cells of the months in which something is to be done."""
    cells = (row.sel(Field(month), row.lampiran.year) for month in Bulan)
    return [cell for cell in cells if is_filled(cell)]


def _has_quarterly(row: Baris) -> bool:
    return any(map(is_filled, [*quarters(row, Field.TARGET), *quarters(row, Field.ANGGARAN)]))


@REN01.check
def find_missing_quarters(context: Context) -> Iterator[Finding]:
    """Months that hold figures instead of marks are periodic targets, too."""
    for plan in plans(context):
        months = [cell for row in plan.rows for cell in marked_months(row)]
        has_amounts = any(cell.value not in (None, 1) for cell in months)
        if len(plan.rows) < _LEAST_ROWS or has_amounts or any(map(_has_quarterly, plan.rows)):
            continue
        if _is_no_plan(plan.lampiran):
            continue
        what = "tidak ada target per triwulan"
        if months:
            what += "; hanya bulan pelaksanaan yang ditandai"
        elif plan.has_quarters:
            what = "kolom target triwulan ada, tetapi kosong di semua baris"
        yield REN01.finding(
            plan.lampiran.header(Field.TARGET, Field.INDIKATOR),
            plan.subject._replace(field="target"),
            what=what,
            fix="tambahkan kolom Target TW I sampai TW IV dan isi sampai target tahunan tercapai",
        )


@REN02.check
def find_missing_time(context: Context) -> Iterator[Finding]:
    """A row without a time of its own may share that of its item's other rows."""
    for plan in plans(context):
        timed = {row for row in plan.rows if marked_months(row) or _has_quarterly(row)}
        shared = {other for row in timed if row.item for other in row.item.rows}
        lacking = [row for row in plan.rows if row not in shared]
        # Where no row has a time, the table itself lacks it, and that is another finding.
        if lacking and timed:
            yield _missing_time(plan, lacking)


def _missing_time(plan: Plan, rows: Sequence[Baris]) -> Finding:
    field = Field.JAN if plan.has_months else Field.TW1_TARGET
    first, year = rows[0], plan.lampiran.year
    what = "tidak ada bulan pelaksanaan yang ditandai"
    if plan.has_quarters:
        what = (
            f"{what} dan tidak ada target triwulan" if plan.has_months else "target triwulan kosong"
        )
    if len(rows) > 1:
        what += f"; begitu juga {len(rows) - 1} baris lain"
    return REN02.finding(
        first.at(field, year),
        Subject.of_row(plan.lampiran, first, field),
        what=what,
        fix="tandai bulan pelaksanaannya, atau isi target triwulannya",
        also=[row.at(field, year) for row in rows[1:]],
        related=(first.at(Field.TARGET, year),),
    )


@REN03.check
def find_missing_owner(context: Context) -> Iterator[Finding]:
    """A blank below a name in the same program means "as above"."""
    for plan in plans(context):
        if plan.lampiran.columns.has(Field.PENANGGUNG_JAWAB):
            yield from _missing_owners(plan)
        elif len(plan.rows) >= _LEAST_ROWS and not _is_no_plan(plan.lampiran):
            yield REN03.finding(
                plan.lampiran.header(Field.INDIKATOR, Field.TARGET),
                plan.subject._replace(field="penanggung_jawab"),
                what="tidak ada kolom Penanggung Jawab",
                fix="tambahkan kolom Penanggung Jawab dan isi jabatan atau bidang untuk setiap baris",
            )


def _is_no_plan(lampiran: Lampiran) -> bool:
    """Tell whether a table with quarters is no plan, but tells what was reached, or money."""
    is_of_money = not lampiran.columns.has_any(Field.INDIKATOR, Field.SASARAN, Field.TARGET)
    told = is_of_money or lampiran.columns.has_any(*_REACHED)
    return told and "aksi" not in words_of(f"{lampiran.title} {lampiran.sheet}")


def _missing_owners(plan: Plan) -> Iterator[Finding]:
    named: set[str] = set()
    lacking = []
    for row in plan.rows:
        group = squash(row.jalur.program or row.jalur.sasaran)
        if is_filled(row.sel(Field.PENANGGUNG_JAWAB)):
            named.add(group)
        elif group not in named:
            lacking.append(row)
    if lacking:
        total = len(plan.rows)
        extent = "semua" if len(lacking) == total else f"{len(lacking)} dari"
        yield REN03.about_rows(
            lacking,
            Field.PENANGGUNG_JAWAB,
            what=f"penanggung jawab kosong pada {extent} {total} baris",
            fix="isi jabatan atau bidang yang bertanggung jawab atas setiap baris",
        )


class _Funded(NamedTuple):
    """An item with its rupiah."""

    item: Item
    amount: Decimal

    @property
    def first(self) -> Baris:
        return self.item.rows[0]


def _funded(lampiran: Lampiran, name: Field) -> list[_Funded]:
    """Return the items with money of the deepest level."""
    items = [item for item in lampiran.items if item.level is not Level.TOTAL]
    depth = max((item.level.depth for item in items), default=0)
    return [
        _Funded(item, amount)
        for item in items
        if item.level.depth == depth and (amount := item.total(name, lampiran.year))
    ]


@REN05.check
def find_uncovered_budget(context: Context) -> Iterator[Finding]:
    with_money = [p for p in plans(context) if p.lampiran.columns.has(Field.ANGGARAN)]
    annexes = context.laporan.of(TABEL_3_4)
    budget = [one for lampiran in annexes for one in _funded(lampiran, Field.PAGU)]
    if len(with_money) != 1:
        return
    lampiran = with_money[0].lampiran
    planned = _funded(lampiran, Field.ANGGARAN)
    missing = list(_missing(budget, planned))
    pagu, anggaran = (sum((one.amount for one in each), Decimal(0)) for each in (budget, planned))
    if not missing or not planned or anggaran == pagu:
        return
    level = missing[0].item.level.label
    names = quote([one.item.nama for one in missing], joint=", dan ")
    yield REN05.finding(
        lampiran.header(Field.ANGGARAN),
        with_money[0].subject._replace(field="anggaran"),
        what=(
            f"{len(missing)} dari {len(budget)} {level} Tabel 3.4 tidak ada di Rencana Aksi: {names}; "
            f"anggarannya {format_rupiah(anggaran)}, sedangkan pagu Tabel 3.4 {format_rupiah(pagu)}"
        ),
        fix=f"tambahkan {level} yang belum ada, atau samakan anggarannya dengan pagu Tabel 3.4",
        written=format_rupiah(anggaran),
        expected=format_number(pagu),
        related=[one.first.at(Field.PAGU, one.first.lampiran.year) for one in missing],
    )


def _missing(budget: Sequence[_Funded], planned: Sequence[_Funded]) -> Iterator[_Funded]:
    """Yield what is planned neither by its name nor by its amount."""
    names = {squash(one.item.nama) for one in planned}
    amounts = Counter(one.amount for one in planned)
    for one in budget:
        if squash(one.item.nama) not in names:
            amounts[one.amount] -= 1
            if amounts[one.amount] < 0:
                yield one
