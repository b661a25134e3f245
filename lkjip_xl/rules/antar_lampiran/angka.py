"""LAM: the same item and year in two annexes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import Doubt, Figure, format_rupiah
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Item, Lampiran, Sel
from lkjip_xl.rules.equations import Equation, Same
from lkjip_xl.rules.rule import Context, Rule, once
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
    Form.TABEL_3_5,
    Form.IKU,
    Form.TUJUAN_SASARAN,
    Form.RENCANA_AKSI,
    Form.ANALISIS,
    Form.PEMBANDING,
    Form.PENYEBAB_SERAPAN,
    Form.BELANJA,
)
#: form → its field → what the field means.
_KINERJA: dict[Form, dict[Field, str]] = {
    Form.TABEL_3_1: {
        Field.TARGET: Field.TARGET,
        Field.REALISASI: Field.REALISASI,
        Field.CAPAIAN: Field.CAPAIAN,
    },
    Form.TABEL_3_2: {Field.KINERJA: Field.REALISASI},
    Form.TABEL_3_3: {
        Field.TARGET: Field.TARGET,
        Field.REALISASI: Field.REALISASI,
        Field.CAPAIAN: Field.CAPAIAN,
    },
    Form.IKU: {Field.TARGET: Field.TARGET},
    Form.TUJUAN_SASARAN: {Field.TARGET: Field.TARGET},
    Form.RENCANA_AKSI: {Field.TARGET: Field.TARGET},
    Form.ANALISIS: {
        Field.TARGET: Field.TARGET,
        Field.REALISASI: Field.REALISASI,
        Field.CAPAIAN: Field.CAPAIAN,
    },
    Form.PEMBANDING: {Field.REALISASI: Field.REALISASI},
}
_ANGGARAN: dict[Form, dict[Field, str]] = {
    Form.TABEL_3_1: {Field.PAGU: "pagu", Field.REALISASI_ANGGARAN: "realisasi anggaran"},
    Form.TABEL_3_4: {Field.PAGU: "pagu", Field.REALISASI_ANGGARAN: "realisasi anggaran"},
    Form.RENCANA_AKSI: {Field.ANGGARAN: Field.PAGU},
    Form.PENYEBAB_SERAPAN: {Field.PAGU: "pagu", Field.REALISASI_ANGGARAN: "realisasi anggaran"},
    Form.BELANJA: {Field.PAGU: "pagu", Field.REALISASI_ANGGARAN: "realisasi anggaran"},
    Form.TABEL_3_5: {Field.PAGU: "pagu", Field.REALISASI_ANGGARAN: "realisasi anggaran"},
}


#: What the figure is about, what it states, and the year.
_Key = tuple[str, str, int]
Told = dict[_Key, list[Sel]]


@LAM01.equations
def state_kinerja(context: Context) -> Iterator[Equation]:
    """State that an indicator's figures are the same wherever they stand."""
    told: Told = defaultdict(list)
    for lampiran in context.laporan.of(*_KINERJA):
        for field, meaning in _KINERJA[lampiran.form].items():
            for year in lampiran.years(field):
                for row in lampiran.rows:
                    term = row.told(field, year) if row.indikator else None
                    if term is not None:
                        told[indicator_key(context, lampiran, row), meaning, year].append(term)
    yield from _state_same(context, LAM01, told)


def indicator_key(context: Context, lampiran: Lampiran, row: Baris) -> str:
    """Return what is equal for one indicator in all annexes, whatever slips its names have."""
    return context.alignment.indicator_key(lampiran, row) or squash(row.indikator)


def item_key(context: Context, lampiran: Lampiran, item: Item) -> str:
    """Return what is equal for one item in all annexes; all totals of money are one."""
    if item.level is Level.TOTAL:
        return item.level.value
    known = context.alignment.item_key(lampiran, item)
    return known or f"{item.level.value}:{squash(item.nama)}"


@LAM02.equations
def state_anggaran(context: Context) -> Iterator[Equation]:
    """State that an item's pagu and realisasi are the same wherever they stand."""
    told = collect_anggaran(context)
    for lampiran in context.laporan.of(Form.TABEL_3_2):
        for year in lampiran.years(Field.ANGGARAN):
            meaning_of_column = what_money_means(context, lampiran, year, told)
            if meaning_of_column:
                _collect_amounts(context, told, lampiran, Field.ANGGARAN, year, meaning_of_column)
    yield from _state_same(context, LAM02, told)


def collect_anggaran(context: Context) -> Told:
    """Return the amounts of the forms whose headings can be trusted; a copy, to be added to."""
    return defaultdict(list, {key: [*terms] for key, terms in _collect_trusted(context).items()})


@once
def _collect_trusted(context: Context) -> Told:
    told: Told = defaultdict(list)
    for lampiran in context.laporan.of(*_ANGGARAN):
        for field, meaning in _ANGGARAN[lampiran.form].items():
            for year in lampiran.years(field):
                _collect_amounts(context, told, lampiran, field, year, meaning)
    return told


def _collect_amounts(
    context: Context, told: Told, lampiran: Lampiran, field: Field, year: int, meaning: str
) -> None:
    for item in lampiran.items:
        term = _amount_term(lampiran, item, field, year)
        if term is not None:
            told[item_key(context, lampiran, item), meaning, year].append(term)


def _amount_term(lampiran: Lampiran, item: Item, field: Field, year: int) -> Sel | None:
    """Return an item's amount where one cell holds it; split amounts are for the sums to judge."""
    if not item.nama and item.level is not Level.TOTAL:
        return None
    terms = [t for row in item.rows if (t := row.told(field, year)) is not None]
    return terms[0] if len(terms) == 1 else None


def what_money_means(context: Context, lampiran: Lampiran, year: int, told: Told) -> str:
    """Return whether a money column holds pagu or realisasi: the one it agrees with most.

    Offices put the realisasi under the heading "Pagu"; the heading decides only where the figures
    agree with neither.
    """
    votes = {"pagu": 0, "realisasi anggaran": 0}
    for item in lampiran.items:
        amount = item.total(Field.ANGGARAN, year)
        if amount is None:
            continue
        for meaning in votes:
            others = told.get((item_key(context, lampiran, item), meaning, year), ())
            votes[meaning] += any(other.value == amount for other in others)
    best = max(votes, key=lambda meaning: votes[meaning])
    return best if votes[best] >= 2 else ""


def _state_same(context: Context, rule: Rule, told: Told) -> Iterator[Equation]:
    """State each figure against the one that is believed first, of another annex."""
    for (_, meaning, _), terms in told.items():
        ordered = sorted(terms, key=lambda term: _PRECEDENCE.index(term.lampiran.form))
        first = ordered[0]
        seen = {id(first.lampiran)}
        for other in ordered[1:]:
            if id(other.lampiran) in seen:
                continue
            seen.add(id(other.lampiran))
            context.tally["antar_lampiran"] += 1
            yield Same(
                rule=rule,
                first=first,
                other=other,
                agree=agree,
                finding=partial(_contradiction, rule, meaning, first, other),
            )


def agree(one: Figure, other: Figure) -> bool:
    """Tell whether two figures state one value, at the digits that each shows."""
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


def _contradiction(rule: Rule, meaning: str, first: Sel, other: Sel) -> Finding:
    here, there = _show(other, rule), _show(first, rule)
    place = f"{first.lampiran.form.label} ({first.cell})"
    return rule.about(
        other,
        what=f"{meaning} {other.year} tertulis {here}, sedangkan di {place} {there}",
        fix=f"samakan: isi {there} di sini, atau perbaiki {first.lampiran.form.label}",
        expected=first.figure.written,
        related=(first.cell,),
    )


def _show(term: Sel, rule: Rule) -> str:
    if rule is LAM02 and term.number == term.number.to_integral_value():
        return format_rupiah(term.number)
    return term.figure.written
