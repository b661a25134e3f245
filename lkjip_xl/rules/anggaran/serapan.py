"""ANG: money, its absorption and its sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import Figure, format_number, format_persen, format_rupiah
from lkjip_xl.figures.added_percentages import explain_as_sum_or_mean
from lkjip_xl.figures.explanation import is_scale_slip, is_truncated
from lkjip_xl.figures.perhitungan import SERAPAN_FORMS
from lkjip_xl.figures.rollup import show_sum
from lkjip_xl.figures.serapan import compute_serapan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Item, Lampiran, Sel
from lkjip_xl.rules.anggaran.pindah import find_moved
from lkjip_xl.rules.equations import Equation, Ratio, Sum
from lkjip_xl.rules.rule import Context, Rule, Subject

ANG01 = Rule(
    code="ANG01",
    name="serapan-berbeda-dari-hitungan",
    severity=Severity.ERROR,
    doc="""
        Persentase serapan yang tertulis berbeda dari realisasi / pagu × 100.

        Mengapa: serapan di bawah 90% harus disertai penyebab; angka yang keliru menyembunyikannya.

        Salah:
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 400.000.000    | 85,00     |

        Benar:
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 400.000.000    | 80,00     |
    """,
)

ANG02 = Rule(
    code="ANG02",
    name="serapan-dipotong-bukan-dibulatkan",
    severity=Severity.INFO,
    doc="""
        Digit terakhir serapan dipotong, padahal seharusnya dibulatkan.

        Mengapa: selisihnya kecil, tetapi angka yang sama akan tampil berbeda di tabel lain.

        Salah:
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 150.000.000        | 100.000.000    | 66,66     |

        Benar:
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 150.000.000        | 100.000.000    | 66,67     |
    """,
)

ANG03 = Rule(
    code="ANG03",
    name="jumlah-rincian-berbeda",
    severity=Severity.ERROR,
    doc="""
        Anggaran sebuah tujuan, program atau kegiatan tidak sama dengan jumlah rincian di bawahnya.

        Mengapa: anggaran induk adalah jumlah rinciannya. Bila tidak sama, salah satunya keliru atau
        ada baris yang tertinggal.

        Salah:
            | Program/Kegiatan/Sub Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) |
            | PROGRAM JALAN                 | 500.000.000        | 400.000.000    |
            | Kegiatan: Pemeliharaan jalan  | 500.000.000        | 400.000.000    |
            | Sub Kegiatan: Jalan kota      | 300.000.000        | 250.000.000    |
            | Sub Kegiatan: Jalan desa      | 200.000.000        | 155.000.000    |

        Benar:
            | Program/Kegiatan/Sub Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) |
            | PROGRAM JALAN                 | 500.000.000        | 400.000.000    |
            | Kegiatan: Pemeliharaan jalan  | 500.000.000        | 400.000.000    |
            | Sub Kegiatan: Jalan kota      | 300.000.000        | 250.000.000    |
            | Sub Kegiatan: Jalan desa      | 200.000.000        | 150.000.000    |
    """,
)

ANG04 = Rule(
    code="ANG04",
    name="total-berbeda-dari-jumlah",
    severity=Severity.ERROR,
    doc="""
        Baris jumlah tidak sama dengan jumlah baris di atasnya.

        Mengapa: angka total dikutip di Bab III dan di ikhtisar; kekeliruannya ikut tersalin.

        Salah:
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) |
            | PROGRAM JALAN    | 500.000.000        | 400.000.000    |
            | PROGRAM JEMBATAN | 300.000.000        | 200.000.000    |
            | JUMLAH           | 800.000.000        | 610.000.000    |

        Benar:
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) |
            | PROGRAM JALAN    | 500.000.000        | 400.000.000    |
            | PROGRAM JEMBATAN | 300.000.000        | 200.000.000    |
            | JUMLAH           | 800.000.000        | 600.000.000    |
    """,
)

ANG05 = Rule(
    code="ANG05",
    name="realisasi-melebihi-pagu",
    severity=Severity.ERROR,
    doc="""
        Realisasi anggaran lebih besar daripada pagunya.

        Mengapa: belanja tidak dapat melebihi pagu; biasanya salah satu angka keliru diketik atau
        pagunya belum memakai anggaran perubahan.

        Salah:
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 400.000.000        | 500.000.000    | 125,00    |

        Benar:
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 400.000.000    | 80,00     |
    """,
)

_WITH_SUMS = (
    Form.TABEL_3_1,
    Form.TABEL_3_2,
    Form.TABEL_3_4,
    Form.TABEL_3_5,
    Form.RENCANA_AKSI,
    Form.BELANJA,
)
_MONEY = (Field.PAGU, Field.REALISASI_ANGGARAN, Field.ANGGARAN)
_LABEL = {
    Field.PAGU: Field.PAGU,
    Field.REALISASI_ANGGARAN: Field.REALISASI,
    Field.ANGGARAN: Field.ANGGARAN,
}


@ANG01.equations
def state_serapan(context: Context) -> Iterator[Equation]:
    for lampiran in context.laporan.of(*SERAPAN_FORMS):
        for year in lampiran.years(Field.SERAPAN):
            below = _percentages_below(lampiran, year)
            for row in lampiran.rows:
                percent = row.told(Field.SERAPAN, year)
                pagu = row.told(Field.PAGU, year)
                realisasi = row.told(Field.REALISASI_ANGGARAN, year)
                if percent is None or pagu is None or realisasi is None or not pagu.value:
                    continue
                expected = compute_serapan(pagu.value, realisasi.value)
                if expected is None or is_scale_slip(percent.figure, expected):
                    continue
                context.tally["serapan"] += 1
                yield Ratio(
                    rule=ANG01,
                    percent=percent,
                    whole=pagu,
                    part=realisasi,
                    compute=compute_serapan,
                    finding=partial(_wrong_serapan, lampiran, row, year, below.get(row.row, ())),
                )


def _percentages_below(lampiran: Lampiran, year: int) -> dict[int, list[Figure]]:
    """Return the serapan of an item's children, by the number of the item's first row."""
    return {
        item.rows[0].row: [
            row.figure(Field.SERAPAN, year)
            for child in lampiran.children_of(item)
            for row in child.rows
        ]
        for item in lampiran.items
        if item.children
    }


def _wrong_serapan(
    lampiran: Lampiran, row: Baris, year: int, below: Sequence[Figure], expected: Decimal
) -> Finding:
    stated = row.figure(Field.SERAPAN, year)
    pagu, realisasi = row.figure(Field.PAGU, year), row.figure(Field.REALISASI_ANGGARAN, year)
    assert pagu.value is not None and realisasi.value is not None
    correct = format_persen(expected, stated.decimals)
    cut = is_truncated(stated, expected)
    what = f"serapan tertulis {stated.written.rstrip('%')}%, hasil hitung {correct}"
    return (ANG02 if cut else ANG01).finding(
        row.at(Field.SERAPAN, year),
        Subject.of_row(lampiran, row, "serapan", year),
        what=what + _origin_of(stated, below, cut),
        fix=f"isi {correct}, atau periksa pagu dan realisasinya",
        written=stated,
        expected=format_number(expected, stated.decimals),
        calculation=(
            f"{format_number(realisasi.value)} / {format_number(pagu.value)} × 100 = "
            f"{format_number(expected, stated.decimals)}"
        ),
        related=(row.at(Field.PAGU, year), row.at(Field.REALISASI_ANGGARAN, year)),
    )


def _origin_of(stated: Figure, below: Sequence[Figure], cut: bool) -> str:
    """Say how a wrong percentage came about, where it shows."""
    if cut:
        return "; dipotong, bukan dibulatkan"
    added = explain_as_sum_or_mean(stated, below)
    return f"; angka tertulis adalah {added}" if added else ""


class _Comparison(NamedTuple):
    """One parent's amount beside the sum of what lies below it."""

    lampiran: Lampiran
    item: Item
    name: Field
    year: int
    wholes: tuple[Sel, ...]
    parts: tuple[Sel, ...]
    blank: int
    level: Level
    number_of_parts: int


@ANG03.equations
def state_sums(context: Context) -> Iterator[Equation]:
    """State that each parent is the sum of its children, and each total that of the top level."""
    for lampiran in context.laporan.of(*_WITH_SUMS):
        children = _children(context, lampiran)
        for name in _MONEY:
            for year in lampiran.years(name):
                yield from _state_sums(context, lampiran, children, name, year)


def _children(context: Context, lampiran: Lampiran) -> list[tuple[Item, ...]]:
    """Return each item's children, a misplaced one with the parent that counts it."""
    children = [tuple(lampiran.children_of(item)) for item in lampiran.items]
    for moved in find_moved(context, lampiran):
        giver, taker = moved.stands_under.position, moved.belongs_to.position
        children[giver] = tuple(child for child in children[giver] if child is not moved.child)
        children[taker] = (*children[taker], moved.child)
    return children


def _state_sums(
    context: Context,
    lampiran: Lampiran,
    children: Sequence[tuple[Item, ...]],
    name: Field,
    year: int,
) -> Iterator[Equation]:
    terms = [tuple(_terms(lampiran, item, name, year)) for item in lampiran.items]
    tops = _topmost_with_amounts(lampiran, terms)
    for item in lampiran.items:
        is_total = item.level is Level.TOTAL
        parts = tops if is_total else children[item.position]
        if not parts or not terms[item.position]:
            continue
        known = tuple(term for part in parts for term in terms[part.position])
        if not known:
            continue
        context.tally["sums"] += 1
        rule = ANG04 if is_total else ANG03
        comparison = _Comparison(
            lampiran=lampiran,
            item=item,
            name=name,
            year=year,
            wholes=terms[item.position],
            parts=known,
            blank=sum(not terms[part.position] for part in parts),
            level=parts[0].level,
            number_of_parts=len(parts),
        )
        yield Sum(
            rule=rule,
            wholes=comparison.wholes,
            parts=known,
            parts_label=f"{len(parts)} {parts[0].level.label}",
            blank=comparison.blank,
            finding=partial(_wrong_sum, rule, comparison),
        )


def _terms(lampiran: Lampiran, item: Item, name: Field, year: int) -> Iterator[Sel]:
    """Yield the cells of an item's amount; a vertical merge counts once."""
    for row in item.rows:
        term = row.told(name, year)
        if term is not None:
            yield term


def _topmost_with_amounts(lampiran: Lampiran, terms: Sequence[tuple[Sel, ...]]) -> tuple[Item, ...]:
    depths = [
        item.level.depth
        for item in lampiran.items
        if item.level is not Level.TOTAL and terms[item.position]
    ]
    top = min(depths, default=-1)
    return tuple(item for item in lampiran.items if item.level.depth == top)


def _wrong_sum(rule: Rule, one: _Comparison, total: Decimal) -> Finding:
    written = sum((term.number for term in one.wholes), Decimal(0))
    label = f"{_LABEL[one.name]} {one.year}" if one.year else _LABEL[one.name]
    where = "di tabel ini" if rule is ANG04 else "di bawahnya"
    what = (
        f"{label} tertulis {format_rupiah(written)}, "
        f"jumlah {one.number_of_parts} {one.level.label} {where} "
        f"{format_rupiah(total)}, selisih {format_rupiah(written - total)}"
    )
    if one.blank:
        what += f"; {one.blank} di antaranya belum diisi"
    remedy = "lengkapi rincian yang kosong" if one.blank else "perbaiki rincian yang keliru"
    return rule.finding(
        one.wholes[0].cell,
        Subject.of_item(one.lampiran, one.item, one.name, one.year),
        what=what,
        fix=f"isi {format_rupiah(total)}, atau {remedy}",
        written=one.wholes[0].figure,
        expected=format_number(total, 0),
        calculation=show_sum([term.number for term in one.parts]),
        related=[term.cell for term in one.parts],
    )


@ANG05.check
def find_overspending(context: Context) -> Iterator[Finding]:
    """Accuse the lowest items only: a parent that overspends does so through a child."""
    for lampiran in context.laporan.of(*SERAPAN_FORMS):
        for year in lampiran.years(Field.REALISASI_ANGGARAN):
            over = {
                item.position
                for item in lampiran.items
                if (pagu := item.total(Field.PAGU, year)) is not None
                and (spent := item.total(Field.REALISASI_ANGGARAN, year)) is not None
                and spent > pagu > 0
            }
            for item in lampiran.items:
                if item.position not in over or over & set(item.children):
                    continue
                if item.level is Level.TOTAL and len(over) > 1:
                    continue
                yield _overspending(lampiran, item, year)


def _overspending(lampiran: Lampiran, item: Item, year: int) -> Finding:
    pagu, spent = item.amount(Field.PAGU, year), item.amount(Field.REALISASI_ANGGARAN, year)
    assert pagu.value is not None and spent.value is not None
    return ANG05.finding(
        spent.cells[0],
        Subject.of_item(lampiran, item, "realisasi_anggaran", year),
        what=(
            f"realisasi {format_rupiah(spent.value)} melebihi pagu {format_rupiah(pagu.value)} "
            f"sebesar {format_rupiah(spent.value - pagu.value)}"
        ),
        fix="periksa kedua angka; bila pagu sudah berubah, isi pagu perubahan",
        written=spent.figures[0],
        related=pagu.cells,
    )
