"""ANG: money, its absorption and its sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_number, format_persen, format_rupiah
from lkjip_xl.figures.explanation import is_truncated
from lkjip_xl.figures.rollup import show_sum
from lkjip_xl.figures.serapan import compute_serapan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Amount, Baris, Item, Lampiran
from lkjip_xl.location import CellRef
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

_WITH_SERAPAN = (
    Form.TABEL_3_1,
    Form.TABEL_3_4,
    Form.TABEL_3_5,
    Form.BELANJA,
    Form.PENYEBAB_SERAPAN,
)
_WITH_SUMS = (
    Form.TABEL_3_1,
    Form.TABEL_3_2,
    Form.TABEL_3_4,
    Form.TABEL_3_5,
    Form.RENCANA_AKSI,
    Form.BELANJA,
)
_MONEY = ("pagu", "realisasi_anggaran", "anggaran")
_LABEL = {"pagu": "pagu", "realisasi_anggaran": "realisasi", "anggaran": "anggaran"}


@ANG01.check
def find_wrong_serapan(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(*_WITH_SERAPAN):
        for year in lampiran.years("serapan"):
            for row in lampiran.rows:
                stated = row.figure("serapan", year)
                pagu = row.figure("pagu", year).value
                realisasi = row.figure("realisasi_anggaran", year).value
                expected = compute_serapan(pagu, realisasi)
                if stated.value is None or expected is None:
                    continue
                context.tally["serapan"] += 1
                if not stated.shows(expected):
                    yield _wrong_serapan(lampiran, row, year, expected)


def _wrong_serapan(lampiran: Lampiran, row: Baris, year: int, expected: Decimal) -> Finding:
    stated = row.figure("serapan", year)
    pagu, realisasi = row.figure("pagu", year), row.figure("realisasi_anggaran", year)
    assert pagu.value is not None and realisasi.value is not None
    correct = format_persen(expected, stated.decimals)
    cut = is_truncated(stated, expected)
    what = f"serapan tertulis {stated.written.rstrip('%')}%, hasil hitung {correct}"
    return (ANG02 if cut else ANG01).finding(
        row.at("serapan", year),
        Subject.of_row(lampiran, row, "serapan", year),
        what=what + ("; dipotong, bukan dibulatkan" if cut else ""),
        fix=f"isi {correct}, atau periksa pagu dan realisasinya",
        written=stated,
        expected=format_number(expected, stated.decimals),
        calculation=(
            f"{format_number(realisasi.value)} / {format_number(pagu.value)} × 100 = "
            f"{format_number(expected, stated.decimals)}"
        ),
        related=(row.at("pagu", year), row.at("realisasi_anggaran", year)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comparison:
    """One parent's amount beside the sum of what lies below it."""

    lampiran: Lampiran
    item: Item
    name: str
    year: int
    amount: Amount
    parts: tuple[tuple[Item, Amount], ...]

    @property
    def total(self) -> Decimal | None:
        known = [amount.value for _, amount in self.parts if amount.value is not None]
        return sum(known, Decimal(0)) if known else None

    @property
    def differs(self) -> bool:
        total = self.total
        return self.amount.value is not None and total is not None and self.amount.value != total

    @property
    def cells(self) -> tuple[CellRef, ...]:
        return tuple(cell for _, amount in self.parts for cell in amount.cells)


@ANG03.check
def find_wrong_sums(context: Context) -> Iterator[Finding]:
    """Compare each parent with its children, and each total with the top of the tree.

    A parent that agrees with the sums of its children's own children is right; then only the child
    between them is accused.
    """
    for lampiran in context.laporan.of(*_WITH_SUMS):
        for name in _MONEY:
            for year in lampiran.years(name):
                yield from _wrong_sums(context, lampiran, name, year)


def _wrong_sums(context: Context, lampiran: Lampiran, name: str, year: int) -> Iterator[Finding]:
    amounts = [item.amount(name, year) for item in lampiran.items]
    compared = {
        item.position: _compare(lampiran, item, name, year, amounts)
        for item in lampiran.items
        if item.children
    }
    for comparison in compared.values():
        if comparison.amount.value is None or comparison.total is None:
            continue
        context.tally["sums"] += 1
        if comparison.differs and not _explained_below(comparison, compared):
            yield _wrong_sum(ANG03, comparison)
    for item in lampiran.totals:
        comparison = _compare_total(lampiran, item, name, year, amounts)
        if comparison.amount.value is None or comparison.total is None:
            continue
        context.tally["sums"] += 1
        if comparison.differs and not _explained_below(comparison, compared):
            yield _wrong_sum(ANG04, comparison)


def _compare(
    lampiran: Lampiran, item: Item, name: str, year: int, amounts: list[Amount]
) -> _Comparison:
    parts = tuple((child, amounts[child.position]) for child in lampiran.children_of(item))
    return _Comparison(
        lampiran=lampiran,
        item=item,
        name=name,
        year=year,
        amount=amounts[item.position],
        parts=parts,
    )


def _compare_total(
    lampiran: Lampiran, item: Item, name: str, year: int, amounts: list[Amount]
) -> _Comparison:
    """Compare a total with the topmost level that carries amounts."""
    tops = _topmost_with_amounts(lampiran, amounts)
    return _Comparison(
        lampiran=lampiran,
        item=item,
        name=name,
        year=year,
        amount=amounts[item.position],
        parts=tuple((top, amounts[top.position]) for top in tops),
    )


def _topmost_with_amounts(lampiran: Lampiran, amounts: list[Amount]) -> list[Item]:
    depths = [
        item.level.depth
        for item in lampiran.items
        if item.level is not Level.TOTAL and amounts[item.position].value is not None
    ]
    top = min(depths, default=-1)
    return [item for item in lampiran.items if item.level.depth == top]


def _explained_below(comparison: _Comparison, compared: dict[int, _Comparison]) -> bool:
    """Tell whether the difference is that of a child which is accused itself."""
    corrected = Decimal(0)
    replaced = False
    for child, amount in comparison.parts:
        below = compared.get(child.position)
        if below is not None and below.differs and below.total is not None:
            corrected += below.total
            replaced = True
        else:
            corrected += amount.value or 0
    return replaced and corrected == comparison.amount.value


def _wrong_sum(rule: Rule, one: _Comparison) -> Finding:
    total, written = one.total, one.amount.value
    assert total is not None and written is not None
    label = f"{_LABEL[one.name]} {one.year}" if one.year else _LABEL[one.name]
    parts = one.parts[0][0].level.label
    blank = sum(amount.value is None for _, amount in one.parts)
    what = (
        f"{label} tertulis {format_rupiah(written)}, jumlah {len(one.parts)} {parts} di bawahnya "
        f"{format_rupiah(total)}, selisih {format_rupiah(written - total)}"
    )
    if rule is ANG04:
        what = what.replace("di bawahnya", "di tabel ini")
    if blank:
        what += f"; {blank} di antaranya belum diisi"
    remedy = "lengkapi rincian yang kosong" if blank else "perbaiki rincian yang keliru"
    values = [amount.value for _, amount in one.parts if amount.value is not None]
    return rule.finding(
        one.amount.cells[0],
        Subject.of_item(one.lampiran, one.item, one.name, one.year),
        what=what,
        fix=f"isi {format_rupiah(total)}, atau {remedy}",
        written=one.amount.figures[0],
        expected=format_number(total, 0),
        calculation=show_sum(values),
        related=one.cells,
    )


@ANG05.check
def find_overspending(context: Context) -> Iterator[Finding]:
    """Accuse the lowest items only: a parent that overspends does so through a child."""
    for lampiran in context.laporan.of(*_WITH_SERAPAN):
        for year in lampiran.years("realisasi_anggaran"):
            over = {
                item.position
                for item in lampiran.items
                if (pagu := item.amount("pagu", year).value) is not None
                and (spent := item.amount("realisasi_anggaran", year).value) is not None
                and spent > pagu > 0
            }
            for item in lampiran.items:
                if item.position not in over or over & set(item.children):
                    continue
                if item.level is Level.TOTAL and len(over) > 1:
                    continue
                yield _overspending(lampiran, item, year)


def _overspending(lampiran: Lampiran, item: Item, year: int) -> Finding:
    pagu, spent = item.amount("pagu", year), item.amount("realisasi_anggaran", year)
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
