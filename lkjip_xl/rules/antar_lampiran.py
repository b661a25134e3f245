"""LAM: the same item and year in two annexes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import Doubt, Figure, format_rupiah
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.tables.text import squash

LAM01 = Rule(
    code="LAM01",
    name="kinerja-berbeda-antar-lampiran",
    severity=Severity.ERROR,
    doc="""
        Target, realisasi, atau capaian indikator yang sama berbeda di dua lampiran.

        Mengapa: pembaca tidak tahu angka mana yang benar, dan narasi dapat mengutip yang keliru.

        Salah:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sasaran        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan membaik  | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

            Tabel 3.3 Target dan Capaian Jangka Menengah
            | Sasaran       | Indikator            | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Jalan membaik | Panjang jalan mantap | km     | 75          | 80          | 72             | 75             |

        Benar:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sasaran        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan membaik  | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

            Tabel 3.3 Target dan Capaian Jangka Menengah
            | Sasaran       | Indikator            | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Jalan membaik | Panjang jalan mantap | km     | 75          | 80          | 72             | 70             |
    """,
)

LAM02 = Rule(
    code="LAM02",
    name="anggaran-berbeda-antar-lampiran",
    severity=Severity.ERROR,
    doc="""
        Pagu atau realisasi anggaran yang sama berbeda di dua lampiran.

        Mengapa: satu mata anggaran hanya mempunyai satu pagu dan satu realisasi dalam satu tahun.

        Salah:
            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 400.000.000    | 80,00     |
            | PROGRAM JEMBATAN | 300.000.000        | 270.000.000    | 90,00     |
            | PROGRAM TERMINAL | 100.000.000        | 90.000.000     | 90,00     |

            Tabel 3.2 Realisasi Kinerja dan Anggaran
            | Program/Kegiatan | Indikator | Satuan | Kinerja 2022 | Pagu (Rp) 2022 | Kinerja 2023 | Pagu (Rp) 2023 |
            | PROGRAM JALAN    | Jalan     | km     | 60           | 450.000.000    | 70           | 500.000.000    |
            | PROGRAM JEMBATAN | Jembatan  | unit   | 5            | 250.000.000    | 6            | 330.000.000    |
            | PROGRAM TERMINAL | Terminal  | unit   | 1            | 90.000.000     | 1            | 100.000.000    |

        Benar:
            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 400.000.000    | 80,00     |
            | PROGRAM JEMBATAN | 300.000.000        | 270.000.000    | 90,00     |
            | PROGRAM TERMINAL | 100.000.000        | 90.000.000     | 90,00     |

            Tabel 3.2 Realisasi Kinerja dan Anggaran
            | Program/Kegiatan | Indikator | Satuan | Kinerja 2022 | Pagu (Rp) 2022 | Kinerja 2023 | Pagu (Rp) 2023 |
            | PROGRAM JALAN    | Jalan     | km     | 60           | 450.000.000    | 70           | 500.000.000    |
            | PROGRAM JEMBATAN | Jembatan  | unit   | 5            | 250.000.000    | 6            | 300.000.000    |
            | PROGRAM TERMINAL | Terminal  | unit   | 1            | 90.000.000     | 1            | 100.000.000    |
    """,
)

#: Which form is believed first when two disagree: the one that the others copy from.
_PRECEDENCE = (
    Form.TABEL_3_1,
    Form.TABEL_3_4,
    Form.TABEL_3_3,
    Form.TABEL_3_2,
    Form.IKU,
    Form.TUJUAN_SASARAN,
    Form.RENCANA_AKSI,
    Form.ANALISIS,
    Form.PEMBANDING,
    Form.PENYEBAB_SERAPAN,
)
#: form → its field → what the field means.
_KINERJA: dict[Form, dict[str, str]] = {
    Form.TABEL_3_1: {"target": "target", "realisasi": "realisasi", "capaian": "capaian"},
    Form.TABEL_3_2: {"kinerja": "realisasi"},
    Form.TABEL_3_3: {"target": "target", "realisasi": "realisasi", "capaian": "capaian"},
    Form.IKU: {"target": "target"},
    Form.TUJUAN_SASARAN: {"target": "target"},
    Form.RENCANA_AKSI: {"target": "target"},
    Form.ANALISIS: {"target": "target", "realisasi": "realisasi", "capaian": "capaian"},
    Form.PEMBANDING: {"realisasi": "realisasi"},
}
_ANGGARAN: dict[Form, dict[str, str]] = {
    Form.TABEL_3_1: {"pagu": "pagu", "realisasi_anggaran": "realisasi anggaran"},
    Form.TABEL_3_4: {"pagu": "pagu", "realisasi_anggaran": "realisasi anggaran"},
    Form.RENCANA_AKSI: {"anggaran": "pagu"},
    Form.PENYEBAB_SERAPAN: {"pagu": "pagu", "realisasi_anggaran": "realisasi anggaran"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statement:
    """What one annex says of one quantity."""

    lampiran: Lampiran
    row: Baris
    field: str
    year: int
    figure: Figure
    cell: CellRef

    @property
    def rank(self) -> int:
        return _PRECEDENCE.index(self.lampiran.form)


#: Squashed names of indicator and item, what is stated, year.
_Key = tuple[str, str, str, int]


@LAM01.check
def find_contradicting_kinerja(context: Context) -> Iterator[Finding]:
    told: dict[_Key, list[_Statement]] = defaultdict(list)
    for lampiran in context.laporan.of(*_KINERJA):
        for field, meaning in _KINERJA[lampiran.form].items():
            for year in lampiran.years(field):
                for row in lampiran.rows:
                    figure = row.figure(field, year)
                    if row.indikator and figure.value is not None:
                        key = (squash(row.indikator), _item_key(row), meaning, year)
                        told[key].append(_statement(lampiran, row, field, year))
    for (_, _, meaning, year), statements in told.items():
        yield from _contradictions(context, LAM01, meaning, year, statements)


def _item_key(row: Baris) -> str:
    """Name the item of a sub kegiatan, kegiatan or program; a goal's indicator is unique itself.

    Kegiatan and sub kegiatan reuse each other's indicators, so the indicator alone would mix them.
    """
    if row.level in (Level.TUJUAN, Level.SASARAN) or not row.nama:
        return ""
    return f"{row.level.value}:{squash(row.nama)}"


def _statement(lampiran: Lampiran, row: Baris, field: str, year: int) -> _Statement:
    return _Statement(
        lampiran=lampiran,
        row=row,
        field=field,
        year=year,
        figure=row.figure(field, year),
        cell=row.at(field, year),
    )


@LAM02.check
def find_contradicting_anggaran(context: Context) -> Iterator[Finding]:
    told: dict[_Key, list[_Statement]] = defaultdict(list)
    for lampiran in context.laporan.of(*_ANGGARAN):
        for field, meaning in _ANGGARAN[lampiran.form].items():
            for year in lampiran.years(field):
                _collect_amounts(told, lampiran, field, year, meaning)
    for lampiran in context.laporan.of(Form.TABEL_3_2):
        for year in lampiran.years("anggaran"):
            meaning_of_column = what_money_means(lampiran, year, told)
            if meaning_of_column:
                _collect_amounts(told, lampiran, "anggaran", year, meaning_of_column)
    for (_, _, meaning, year), statements in told.items():
        yield from _contradictions(context, LAM02, meaning, year, statements)


def _collect_amounts(
    told: dict[_Key, list[_Statement]], lampiran: Lampiran, field: str, year: int, meaning: str
) -> None:
    for item in lampiran.items:
        statement = _amount_statement(lampiran, item, field, year)
        if statement is not None:
            told[_amount_key(item, meaning, year)].append(statement)


def _amount_key(item: Item, meaning: str, year: int) -> _Key:
    return (squash(item.nama), item.level.value, meaning, year)


def _amount_statement(lampiran: Lampiran, item: Item, field: str, year: int) -> _Statement | None:
    """Return an item's amount where one cell holds it; split amounts are for the sums to judge."""
    if not item.nama or item.level is Level.TOTAL:
        return None
    rows = [row for row in item.rows if row.figure(field, year).value is not None]
    return _statement(lampiran, rows[0], field, year) if len(rows) == 1 else None


def what_money_means(lampiran: Lampiran, year: int, told: dict[_Key, list[_Statement]]) -> str:
    """Return whether a money column holds pagu or realisasi: the one it agrees with most.

    Offices put the realisasi under the heading "Pagu"; the heading decides only where the figures
    agree with neither.
    """
    votes = {"pagu": 0, "realisasi anggaran": 0}
    for item in lampiran.items:
        amount = item.amount("anggaran", year).value
        if amount is None:
            continue
        for meaning in votes:
            others = told.get(_amount_key(item, meaning, year), ())
            votes[meaning] += any(other.figure.value == amount for other in others)
    best = max(votes, key=lambda meaning: votes[meaning])
    return best if votes[best] >= 2 else ""


def _contradictions(
    context: Context, rule: Rule, meaning: str, year: int, statements: Sequence[_Statement]
) -> Iterator[Finding]:
    """Yield one finding for each statement that differs from the one believed first."""
    ordered = sorted(statements, key=lambda statement: statement.rank)
    first = ordered[0]
    others = [one for one in ordered[1:] if one.lampiran is not first.lampiran]
    for other in others:
        context.tally["antar_lampiran"] += 1
        if not _agree(first.figure, other.figure):
            yield _contradiction(rule, meaning, year, first, other)
            return


def _agree(one: Figure, other: Figure) -> bool:
    if one.value is None or other.value is None:
        return True
    if one.upper is not None or other.upper is not None:
        return one.upper == other.upper and one.value == other.value
    if one.shows(other.value) or other.shows(one.value):
        return True
    # A file that tells no number formats leaves 0,69 and 69% apart.
    return any(
        Doubt.SCALE in doubtful.doubts and doubtful.alternative == clear.value
        for doubtful, clear in ((one, other), (other, one))
    )


def _contradiction(
    rule: Rule, meaning: str, year: int, first: _Statement, other: _Statement
) -> Finding:
    here, there = _show(other.figure, rule), _show(first.figure, rule)
    place = f"{first.lampiran.form.label} ({first.cell})"
    return rule.finding(
        other.cell,
        Subject.of_row(other.lampiran, other.row, other.field, year),
        what=f"{meaning} {year} tertulis {here}, sedangkan di {place} {there}",
        fix=f"samakan: isi {there} di sini, atau perbaiki {first.lampiran.form.label}",
        written=other.figure,
        expected=first.figure.written,
        related=(first.cell,),
    )


def _show(figure: Figure, rule: Rule) -> str:
    value = figure.value
    if rule is LAM02 and value is not None and value == value.quantize(Decimal(1)):
        return format_rupiah(value)
    return figure.written
