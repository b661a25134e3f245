"""ANG: money, its absorption and its sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from lkjip_xl.domain.field import AMOUNTS, Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_number, format_persen, format_rupiah
from lkjip_xl.figures.added_percentages import explain_as_sum_or_mean
from lkjip_xl.figures.explanation import is_truncated
from lkjip_xl.figures.perhitungan import Perhitungan
from lkjip_xl.figures.rollup import show_sum
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.records import Item, Lampiran
from lkjip_xl.rules.anggaran.pindah import find_moved
from lkjip_xl.rules.equations import Equation, Ratio, Sum, state_percentages, total
from lkjip_xl.rules.mending import mend_percentage, mend_sum
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.totals import parts_of_total

ANG01 = Rule(
    code="ANG01",
    name="serapan-berbeda-dari-hitungan",
    severity=Severity.ERROR,
    mend=mend_percentage,
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
    mend=mend_percentage,
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
    mend=mend_sum,
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
    mend=mend_sum,
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

#: Sums that hold before a column that need not add up is taken to do so.
_LEAST_HOLDING = 2
_WITH_SUMS = tuple(form for form in FORMS if form.adds_up)
_WITH_SERAPAN = tuple(form for form in FORMS if Field.SERAPAN in form.computes)


@ANG01.equations
def state_serapan(context: Context) -> Iterator[Equation]:
    yield from state_percentages(context, ANG01, Field.SERAPAN, _wrong_serapan)


def _wrong_serapan(ratio: Ratio) -> Finding:
    one, stated = ratio.perhitungan, ratio.percent.figure
    assert one.hasil is not None
    correct = format_persen(one.hasil, stated.decimals)
    cut = is_truncated(stated, one.hasil)
    origin = "; dipotong, bukan dibulatkan" if cut else _origin_of(one)
    return (ANG02 if cut else ANG01).about(
        ratio.percent,
        what=f"serapan tertulis {stated.written.rstrip('%')}%, hasil hitung {correct}{origin}",
        fix=f"isi {correct}, atau periksa pagu dan realisasinya",
        expected=correct.removesuffix("%"),
        calculation=one.show(stated.decimals),
        related=one.rests_on,
    )


def _origin_of(one: Perhitungan) -> str:
    """Say how a wrong percentage came about, where those below it show."""
    item = one.row.item
    if item is None or item.rows[0] is not one.row or not one.lampiran.items:
        return ""
    below = [row for child in one.lampiran.children_of(item) for row in child.rows]
    added = explain_as_sum_or_mean(one.tertulis, [row.figure(one.jenis, one.year) for row in below])
    return f"; angka tertulis adalah {added}" if added else ""


@ANG03.equations
def state_sums(context: Context) -> Iterator[Equation]:
    """State that each parent is the sum of its children, and each total that of the top level."""
    for lampiran in context.laporan.of(*_WITH_SUMS):
        children = _children(context, lampiran)
        for name, year in lampiran.added_amounts:
            yield from _state_sums(context, lampiran, children, name, year)
        for name in lampiran.form.may_add_up:
            for year in lampiran.years(name):
                sums = list(_state_sums(context, lampiran, children, name, year))
                holding = sum(one.holds({}) for one in sums)
                if holding >= _LEAST_HOLDING and 2 * holding >= len(sums):
                    yield from sums


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
) -> Iterator[Sum]:
    told = [item.told(name, year) for item in lampiran.items]
    for item, wholes, own in zip(lampiran.items, told, children, strict=True):
        is_total = item.level is Level.TOTAL
        below = parts_of_total(lampiran, item, name, year) if is_total else own
        parts = tuple(cell for part in below for cell in told[part.position])
        if wholes and parts:
            context.tally["sums"] += 1
            subject = Subject.of_item(lampiran, item, name, year)
            yield Sum(
                rule=ANG04 if is_total else ANG03,
                complain=partial(_wrong_sum, subject),
                wholes=wholes,
                parts=parts,
                parts_label=f"{len(below)} {below[0].level.label}",
                blanks=tuple(
                    cell
                    for part in below
                    if not told[part.position]
                    and (cell := part.rows[0].sel(name, year)) is not None
                ),
            )


def _wrong_sum(subject: Subject, one: Sum) -> Finding:
    name = AMOUNTS.get(one.accused.field, one.accused.field.label)
    label = f"{name} {subject.year}" if subject.year else name
    where = "di tabel ini" if one.rule is ANG04 else "di bawahnya"
    written, due = total(one.wholes), total(one.parts)
    is_loose = one.accused.field in one.accused.lampiran.form.may_add_up
    what = (
        f"{label} tertulis {format_rupiah(written)}, jumlah {one.parts_label} {where} "
        f"{format_rupiah(due)}, selisih {format_rupiah(written - due)}"
    )
    if one.blanks:
        what += f"; {len(one.blanks)} di antaranya belum diisi"
    if is_loose:
        what += "; kegiatan yang tidak lagi dijalankan tahun ini dapat menjadi sebabnya"
    remedy = "lengkapi rincian yang kosong" if one.blanks else "perbaiki rincian yang keliru"
    return one.rule.about(
        one.accused,
        subject,
        what=what,
        fix=f"isi {format_rupiah(due)}, atau {remedy}",
        expected=format_number(due, 0),
        calculation=show_sum([part.number for part in one.parts]),
        related=[part.cell for part in one.parts],
        severity=Severity.WARNING if is_loose else None,
    )


@ANG05.check
def find_overspending(context: Context) -> Iterator[Finding]:
    """Accuse the lowest items only: a parent that overspends does so through a child."""
    for lampiran in context.laporan.of(*_WITH_SERAPAN):
        for year in lampiran.years(Field.REALISASI_ANGGARAN):
            over = {
                item.position
                for item in lampiran.items
                if (one := context.perhitungan.of_item(item, year)) and one.realisasi > one.pagu > 0
            }
            for item in lampiran.items:
                is_only_sum = item.level is Level.TOTAL and len(over) > 1
                if item.position in over and not over & set(item.children) and not is_only_sum:
                    yield _overspending(lampiran, item, year)


def _overspending(lampiran: Lampiran, item: Item, year: int) -> Finding:
    pagu, spent = item.amount(Field.PAGU, year), item.amount(Field.REALISASI_ANGGARAN, year)
    assert pagu.value is not None and spent.value is not None
    return ANG05.finding(
        spent.cells[0],
        Subject.of_item(lampiran, item, Field.REALISASI_ANGGARAN, year),
        what=(
            f"realisasi {format_rupiah(spent.value)} melebihi pagu {format_rupiah(pagu.value)} "
            f"sebesar {format_rupiah(spent.value - pagu.value)}"
        ),
        fix="periksa kedua angka; bila pagu sudah berubah, isi pagu perubahan",
        written=spent.figures[0],
        related=pagu.cells,
    )
