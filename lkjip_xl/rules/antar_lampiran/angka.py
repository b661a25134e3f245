"""LAM: the same item and year in two annexes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import Doubt, Figure, format_rupiah
from lkjip_xl.figures.alignment import Told
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.periode import are_of_one_time
from lkjip_xl.lampiran.records import Lampiran, Sel
from lkjip_xl.rules.equations import Equation, Same
from lkjip_xl.rules.mending import mend_percentage, mend_sum
from lkjip_xl.rules.rule import Context, Rule, once

LAM01 = Rule(
    code="LAM01",
    name="kinerja-berbeda-antar-lampiran",
    severity=Severity.ERROR,
    mend=mend_percentage,
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
    mend=mend_sum,
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

#: What amounts of money mean, as a message calls it.
AMOUNT = {Field.PAGU: "pagu", Field.REALISASI_ANGGARAN: "realisasi anggaran"}
#: The forms that state figures of indicators, and amounts under headings that can be trusted.
_KINERJA = tuple(form for form in FORMS if any(not own.is_money for own in form.states))
_ANGGARAN = tuple(form for form in FORMS if any(own.is_money for own in form.states))
_OPEN = tuple(form for form in FORMS if form.is_anggaran_open)


@LAM01.equations
def state_kinerja(context: Context) -> Iterator[Equation]:
    """State that an indicator's figures are the same wherever they stand."""
    return _state_same(context, LAM01, context.alignment.kinerja)


@LAM02.equations
def state_anggaran(context: Context) -> Iterator[Equation]:
    """State that an item's pagu and realisasi are the same wherever they stand."""
    columns = [
        (lampiran, Field.ANGGARAN, year, meaning)
        for lampiran in context.laporan.of(*_OPEN)
        for year in lampiran.years(Field.ANGGARAN)
        if (meaning := money_of(context, lampiran, year)) is not None
    ]
    return _state_same(context, LAM02, _collect(context, columns, _trusted(context)))


@once
def _trusted(context: Context) -> Told:
    """Return the amounts of the forms whose headings can be trusted."""
    columns = (
        (lampiran, field, year, meaning)
        for lampiran in context.laporan.of(*_ANGGARAN)
        for field, meaning in lampiran.states.items()
        if field.is_money
        for year in lampiran.years(field)
    )
    return _collect(context, columns, {})


def _collect(
    context: Context, columns: Iterable[tuple[Lampiran, Field, int, Field]], known: Told
) -> Told:
    """Return what is known, and the amounts of further columns; each with what it means.

    Only an amount that one cell holds counts; split amounts are for the sums to judge.
    """
    told = defaultdict(list, {key: [*cells] for key, cells in known.items()})
    for lampiran, field, year, meaning in columns:
        for item in lampiran.items:
            cells = item.told(field, year)
            if len(cells) == 1 and (item.nama or item.level is Level.TOTAL):
                told[context.alignment.item_key(item), meaning, year].append(cells[0])
    return told


@once
def money_of(context: Context, lampiran: Lampiran, year: int) -> Field | None:
    """Return whether the column Anggaran holds pagu or realisasi: the one it agrees with most.

    Offices put the realisasi under the heading "Pagu"; the heading decides only where the figures
    agree with neither.
    """
    told = _trusted(context)
    votes = dict.fromkeys(AMOUNT, 0)
    for item in lampiran.items:
        amount = item.total(Field.ANGGARAN, year)
        if amount is not None:
            key = context.alignment.item_key(item)
            for meaning in votes:
                others = told.get((key, meaning, year), ())
                votes[meaning] += any(other.value == amount for other in others)
    best = max(votes, key=votes.__getitem__)
    return best if votes[best] >= 2 else None


def _state_same(context: Context, rule: Rule, told: Told) -> Iterator[Equation]:
    """State each figure against the one that is believed first, of another annex."""
    for (_, meaning, _), cells in told.items():
        first, *others = sorted(cells, key=lambda cell: cell.lampiran.form.precedence)
        seen = {first.lampiran}
        for other in others:
            # What a quarter brought is the same on the sheet of every later one.
            is_due = meaning.triwulan is not None or are_of_one_time(first.lampiran, other.lampiran)
            if is_due and other.lampiran not in seen:
                seen.add(other.lampiran)
                context.tally["antar_lampiran"] += 1
                yield Same(
                    rule=rule,
                    complain=partial(_contradiction, AMOUNT.get(meaning, meaning.label)),
                    first=first,
                    other=other,
                    agree=agree,
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


def _contradiction(meaning: str, one: Same) -> Finding:
    first, other = one.first, one.other
    here, there = (_show(cell, one.rule) for cell in (other, first))
    form = first.lampiran.form.label
    return one.rule.about(
        other,
        what=f"{meaning} {other.year} tertulis {here}, sedangkan di {form} ({first.cell}) {there}",
        fix=f"samakan: isi {there} di sini, atau perbaiki {form}",
        expected=first.figure.written,
        related=(first.cell,),
    )


def _show(cell: Sel, rule: Rule) -> str:
    if rule is LAM02 and cell.number == cell.number.to_integral_value():
        return format_rupiah(cell.number)
    return cell.figure.written
