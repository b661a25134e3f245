"""NAR04 and NAR05: a report's tables against one another, and against the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.pernyataan import TOTAL, DaftarPernyataan, Pernyataan
from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Context, Rule, Subject, once
from lkjip_xl.rules.spelling import shorten

NAR04 = Rule(
    code="NAR04",
    name="tabel-laporan-saling-berbeda",
    severity=Severity.ERROR,
    doc="""
        Dua tabel laporan memuat angka yang berbeda untuk hal, tahun, dan kolom yang sama.

        Mengapa: tabel ringkas di dalam bab disalin dari lampirannya, lalu salah satunya berubah.
        Pagu dan target yang berbeda dinyatakan sebagai peringatan, karena dapat berasal dari
        anggaran murni dan perubahan; judul tabelnya harus mengatakan itu.

        Salah:
            > Rincian disajikan pada dua tabel berikut.

            ## Tabel 3.2
            Tabel 3.2 Perbandingan Realisasi Kinerja

            | Sasaran       | Indikator Kinerja    | Realisasi | <    |
            | ^             | ^                    | 2022      | 2023 |
            | Jalan membaik | Panjang jalan mantap | 65        | 72   |

            ## Lampiran
            Tabel 3.1 Pengukuran Kinerja Tahun 2023

            | Sasaran       | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan membaik | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

        Benar:
            > Rincian disajikan pada dua tabel berikut.

            ## Tabel 3.2
            Tabel 3.2 Perbandingan Realisasi Kinerja

            | Sasaran       | Indikator Kinerja    | Realisasi | <    |
            | ^             | ^                    | 2022      | 2023 |
            | Jalan membaik | Panjang jalan mantap | 65        | 70   |

            ## Lampiran
            Tabel 3.1 Pengukuran Kinerja Tahun 2023

            | Sasaran       | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan membaik | Panjang jalan mantap | km     | 80     | 70        | 87,50       |
    """,
)

NAR05 = Rule(
    code="NAR05",
    name="laporan-berbeda-dari-buku",
    severity=Severity.ERROR,
    doc="""
        Tabel laporan memuat angka yang berbeda dari buku kerja yang diperiksa bersamanya.

        Mengapa: buku kerja adalah sumber laporan; sesudah buku diperbaiki, tabel yang sudah ditempel
        ke Word tidak ikut berubah.

        Salah:
            > Capaian kinerja disajikan pada tabel berikut.

            | Sasaran       | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan membaik | Panjang jalan mantap | km     | 80     | 72        | 90,00       |

            # buku.xlsx
            Tabel 3.1 Pengukuran Kinerja Tahun 2023

            | Sasaran       | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan membaik | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

        Benar:
            > Capaian kinerja disajikan pada tabel berikut.

            | Sasaran       | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan membaik | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

            # buku.xlsx
            Tabel 3.1 Pengukuran Kinerja Tahun 2023

            | Sasaran       | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan membaik | Panjang jalan mantap | km     | 80     | 70        | 87,50       |
    """,
)

#: What may differ between a budget and its change, or an agreement and its revision.
_REVISED = frozenset({Field.PAGU, Field.TARGET})
#: So many figures of two tables that differ, and more than half, make another basis, not slips.
_MANY = 4


class _Difference(NamedTuple):
    """A figure of a table, and one that says otherwise."""

    wrong: Pernyataan
    right: Pernyataan


@once
def _against_book(context: Context) -> tuple[_Difference, ...]:
    naskah = context.naskah
    return tuple(
        _Difference(one, other)
        for one in naskah.tabel.all
        if one.field is not Field.ANGGARAN
        and (other := _only(naskah.buku, one)) is not None
        and _is_alone(naskah.tabel, one)
        and _counts(context, one, other)
    )


@NAR05.check
def find_other_than_book(context: Context) -> Iterator[Finding]:
    yield from _report(NAR05, context, _against_book(context))


@NAR04.check
def find_other_than_tables(context: Context) -> Iterator[Finding]:
    """Report what differs within the report; what the workbook shows to be wrong is told once."""
    told = {difference.wrong.cell for difference in _against_book(context)}
    found = [one for one in _among_tables(context) if one.wrong.cell not in told]
    yield from _report(NAR04, context, found)


def _among_tables(context: Context) -> Iterator[_Difference]:
    daftar = context.naskah.tabel
    for key in dict.fromkeys(one.key for one in daftar.all if one.field is not Field.ANGGARAN):
        stated = [one for one in daftar.of(*key) if _is_alone(daftar, one)]
        if len({one.table for one in stated}) < 2:
            continue
        right = _most_told(context, stated)
        for one in stated:
            both_annexes = context.naskah.is_annex(one.cell) and context.naskah.is_annex(right.cell)
            if one is right or both_annexes or not _share_names(context, one, right):
                continue
            if _counts(context, one, right):
                yield _Difference(one, right)


def _share_names(context: Context, one: Pernyataan, other: Pernyataan) -> bool:
    """Tell whether two totals add up the same things, at least one of which has a name."""
    if one.words != TOTAL:
        return True
    tables = context.naskah.names_of
    return bool(tables[one.table] & tables[other.table] - {TOTAL})


def _most_told(context: Context, stated: Sequence[Pernyataan]) -> Pernyataan:
    """Return the statement that most tables make; where as many say otherwise, an annex's."""
    counts = Counter(one.figure.value for one in stated)
    return max(
        stated, key=lambda one: (counts[one.figure.value], context.naskah.is_annex(one.cell))
    )


def _counts(context: Context, one: Pernyataan, other: Pernyataan) -> bool:
    """Count a comparison, and tell whether the two differ at the digits that both show."""
    mine, its = one.figure.value, other.figure.value
    if mine is None or its is None or one.version != other.version:
        return False
    context.tally["naskah"] += 1
    computed = context.naskah.hitungan.get(other.cell)
    if computed is not None and one.figure.shows(computed):
        return False  # the report is right
    if other.cell in context.naskah.accused:
        return False  # the report may be right, and the workbook is told so already
    return not (one.figure.shows(its) or other.figure.shows(mine))


def _only(daftar: DaftarPernyataan, one: Pernyataan) -> Pernyataan | None:
    """Return what a workbook states of the same, ``None`` where it says nothing or two things.

    Its plan of action may have another amount than its budget: then the report has one of the two.
    """
    stated = daftar.of(*one.key)
    values = {other.figure.value for other in stated}
    if one.field is Field.PAGU:
        planned = daftar.of(one.words, Field.ANGGARAN, one.year)
        values |= {
            other.figure.value for other in planned if other.figure.value == one.figure.value
        }
    return stated[0] if stated and len(values) == 1 else None


def _is_alone(daftar: DaftarPernyataan, one: Pernyataan) -> bool:
    """Tell whether a table says one thing only under a name."""
    return len({other.figure.value for other in daftar.of_table(one, one.cell)}) == 1


def _report(rule: Rule, context: Context, found: Sequence[_Difference]) -> Iterator[Finding]:
    """Yield a finding for each difference, one for all where two tables rest on another basis."""
    groups: dict[tuple[str, str, str, str, Field, int], list[_Difference]] = {}
    for one in found:
        wrong, right = one.wrong, one.right
        groups.setdefault((*wrong.table, *right.table, wrong.field, wrong.year), []).append(one)
    for group in groups.values():
        if len(group) >= _MANY and 2 * len(group) > _shared(context, rule, group[0]):
            yield _about_tables(rule, group)
        else:
            yield from (_about_cell(rule, one) for one in group)


def _shared(context: Context, rule: Rule, one: _Difference) -> int:
    """Count the figures that both tables of a difference state."""
    naskah = context.naskah
    there = naskah.buku if rule is NAR05 else naskah.tabel
    return sum(
        other.table == one.wrong.table
        and (other.field, other.year) == (one.wrong.field, one.wrong.year)
        and bool(there.of_table(other, one.right.cell))
        for other in naskah.tabel.all
    )


def _about_cell(rule: Rule, one: _Difference) -> Finding:
    wrong, right = one
    label = f"{wrong.field.label} {wrong.year}".removesuffix(" 0")
    return rule.finding(
        wrong.cell,
        Subject(None, wrong.name, wrong.field, wrong.year),
        what=f"{label} “{shorten(wrong.name)}” tertulis {wrong.shown}, sedangkan "
        f"{right.shown} di {_place(right, wrong.cell)}",
        fix=f"samakan: isi {right.shown} di sini, atau perbaiki {_place(right, wrong.cell)}",
        written=wrong.figure,
        expected=right.shown,
        related=[right.cell],
        severity=_severity(rule, wrong),
    )


def _about_tables(rule: Rule, group: Sequence[_Difference]) -> Finding:
    (wrong, right), *others = group
    label = f"{wrong.field.label} {wrong.year}".removesuffix(" 0")
    there = _place(right, wrong.cell)
    return rule.finding(
        wrong.cell,
        Subject(None, "", wrong.field, wrong.year),
        what=f"{len(group)} {label} di tabel ini berbeda dari {there}, misalnya “{shorten(wrong.name)}” "
        f"{wrong.shown}, di sana {right.shown}",
        fix=f"sebutkan di judulnya bila dasarnya lain (murni atau perubahan), atau samakan dengan {there}",
        written=wrong.figure,
        expected=right.shown,
        also=[one.wrong.cell for one in others],
        related=[right.cell],
        severity=Severity.WARNING,
    )


def _severity(rule: Rule, one: Pernyataan) -> Severity | None:
    is_open = rule is NAR04 and one.field in _REVISED
    return Severity.WARNING if is_open else None


def _place(one: Pernyataan, near: CellRef) -> str:
    if one.cell.file == near.file:
        return f"{one.title}, baris {one.cell.row}"
    return f"{one.cell.file}, lembar {one.title} ({one.cell.a1})"
