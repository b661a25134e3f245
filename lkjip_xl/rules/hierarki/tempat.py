"""HIR: the tree of tujuan, sasaran, program, kegiatan and sub kegiatan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import BELOW_GOALS, TREE, Level
from lkjip_xl.domain.kode import segments_of
from lkjip_xl.figures.alignment import AlignedItem, Mention
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.spelling import shorten
from lkjip_xl.rules.wording import grouped

HIR01 = Rule(
    code="HIR01",
    name="tingkat-baris-diduga",
    severity=Severity.WARNING,
    doc="""
        Tingkat beberapa baris (program, kegiatan, sub kegiatan) hanya dapat diduga dari urutannya.

        Mengapa: tanpa kode, kolom tersendiri, tampilan, atau anggaran yang dapat dijumlahkan, tidak
        ada bukti mana kegiatan dan mana sub kegiatan; penjumlahan dan ringkasan bisa keliru.

        Salah:
            | Program/Kegiatan/Sub Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | PROGRAM JALAN                 | Jalan mantap      | persen | 80     | 80        | 100         |
            | Pemeliharaan jalan            | Panjang jalan     | km     | 10     | 10        | 100         |
            | Perbaikan lubang              | Jumlah lubang     | titik  | 50     | 50        | 100         |

        Benar:
            | Kode             | Program/Kegiatan/Sub Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | 1.03.10          | PROGRAM JALAN                 | Jalan mantap      | persen | 80     | 80        | 100         |
            | 1.03.10.2.01     | Pemeliharaan jalan            | Panjang jalan     | km     | 10     | 10        | 100         |
            | 1.03.10.2.01.05  | Perbaikan lubang              | Jumlah lubang     | titik  | 50     | 50        | 100         |
    """,
)

HIR02 = Rule(
    code="HIR02",
    name="baris-tanpa-induk",
    severity=Severity.WARNING,
    doc="""
        Program, kegiatan, atau sub kegiatan berdiri tanpa induk yang dipunyai baris lain.

        Mengapa: sub kegiatan tanpa kegiatan di atasnya tidak ikut terjumlah ke kegiatan dan program mana
        pun, dan pembaca tidak tahu sasaran mana yang didukungnya.

        Salah:
            | Kode            | Program/Kegiatan/Sub Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | 1.03.10         | PROGRAM JALAN                 | Jalan mantap      | persen | 80     | 80        | 100         |
            | 1.03.10.2.01    | Pemeliharaan jalan            | Panjang jalan     | km     | 10     | 10        | 100         |
            | 1.03.10.2.01.05 | Perbaikan lubang              | Jumlah lubang     | titik  | 50     | 50        | 100         |
            | 1.03.11         | PROGRAM JEMBATAN              | Jembatan mantap   | persen | 90     | 90        | 100         |
            | 1.03.11.2.01.02 | Penggantian lantai            | Luas lantai       | m2     | 30     | 30        | 100         |

        Benar:
            | Kode            | Program/Kegiatan/Sub Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | 1.03.10         | PROGRAM JALAN                 | Jalan mantap      | persen | 80     | 80        | 100         |
            | 1.03.10.2.01    | Pemeliharaan jalan            | Panjang jalan     | km     | 10     | 10        | 100         |
            | 1.03.10.2.01.05 | Perbaikan lubang              | Jumlah lubang     | titik  | 50     | 50        | 100         |
            | 1.03.11         | PROGRAM JEMBATAN              | Jembatan mantap   | persen | 90     | 90        | 100         |
            | 1.03.11.2.01    | Pemeliharaan jembatan         | Jembatan terawat  | unit   | 2      | 2         | 100         |
            | 1.03.11.2.01.02 | Penggantian lantai            | Luas lantai       | m2     | 30     | 30        | 100         |
    """,
)

HIR04 = Rule(
    code="HIR04",
    name="induk-berbeda-antar-lampiran",
    severity=Severity.ERROR,
    doc="""
        Satu program, kegiatan, atau sub kegiatan berada di bawah induk yang berbeda di dua lampiran.

        Mengapa: anggaran dan kinerjanya terhitung pada sasaran, program, atau kegiatan yang keliru di
        salah satu lampiran.

        Salah:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sasaran         | Program/Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan membaik   |                  | Jalan mantap      | persen | 80     | 80        | 100         |
            |                 | PROGRAM JALAN    | Panjang jalan     | km     | 10     | 10        | 100         |
            |                 | PROGRAM JEMBATAN | Jumlah jembatan   | unit   | 4      | 4         | 100         |
            | Layanan membaik |                  | Nilai layanan     | nilai  | 90     | 90        | 100         |
            |                 | PROGRAM TERMINAL | Jumlah terminal   | unit   | 1      | 1         | 100         |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Sasaran         | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | Jalan membaik   | PROGRAM JALAN    | 500.000.000        | 500.000.000    | 100,00    |
            | Layanan membaik | PROGRAM JEMBATAN | 300.000.000        | 300.000.000    | 100,00    |
            |                 | PROGRAM TERMINAL | 100.000.000        | 100.000.000    | 100,00    |

        Benar:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sasaran         | Program/Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan membaik   |                  | Jalan mantap      | persen | 80     | 80        | 100         |
            |                 | PROGRAM JALAN    | Panjang jalan     | km     | 10     | 10        | 100         |
            |                 | PROGRAM JEMBATAN | Jumlah jembatan   | unit   | 4      | 4         | 100         |
            | Layanan membaik |                  | Nilai layanan     | nilai  | 90     | 90        | 100         |
            |                 | PROGRAM TERMINAL | Jumlah terminal   | unit   | 1      | 1         | 100         |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Sasaran         | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | Jalan membaik   | PROGRAM JALAN    | 500.000.000        | 500.000.000    | 100,00    |
            |                 | PROGRAM JEMBATAN | 300.000.000        | 300.000.000    | 100,00    |
            | Layanan membaik | PROGRAM TERMINAL | 100.000.000        | 100.000.000    | 100,00    |
    """,
)

HIR08 = Rule(
    code="HIR08",
    name="tingkat-berbeda-antar-lampiran",
    severity=Severity.WARNING,
    doc="""
        Nama yang sama adalah kegiatan di satu lampiran dan sub kegiatan (atau program) di lampiran lain.

        Mengapa: satu nama hanya mempunyai satu tingkat di DPA; penjumlahan di salah satu lampiran keliru.

        Salah:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Program/Kegiatan/Sub Kegiatan      | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | PROGRAM JALAN                      | Jalan mantap      | persen | 80     | 80        | 100         |
            | Kegiatan: Pemeliharaan Jalan       | Panjang jalan     | km     | 10     | 10        | 100         |
            | Kegiatan: Pembersihan Bahu Jalan   | Panjang bahu      | km     | 9      | 9         | 100         |
            | Sub Kegiatan: Pengecatan Marka     | Panjang marka     | km     | 8      | 8         | 100         |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan/Sub Kegiatan        | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN                        | 300.000.000        | 300.000.000    | 100,00    |
            | Kegiatan: Pemeliharaan Jalan         | 300.000.000        | 300.000.000    | 100,00    |
            | Sub Kegiatan: Pembersihan Bahu Jalan | 200.000.000        | 200.000.000    | 100,00    |
            | Sub Kegiatan: Pengecatan Marka       | 100.000.000        | 100.000.000    | 100,00    |

        Benar:
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Program/Kegiatan/Sub Kegiatan        | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | PROGRAM JALAN                        | Jalan mantap      | persen | 80     | 80        | 100         |
            | Kegiatan: Pemeliharaan Jalan         | Panjang jalan     | km     | 10     | 10        | 100         |
            | Sub Kegiatan: Pembersihan Bahu Jalan | Panjang bahu      | km     | 9      | 9         | 100         |
            | Sub Kegiatan: Pengecatan Marka       | Panjang marka     | km     | 8      | 8         | 100         |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan/Sub Kegiatan        | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN                        | 300.000.000        | 300.000.000    | 100,00    |
            | Kegiatan: Pemeliharaan Jalan         | 300.000.000        | 300.000.000    | 100,00    |
            | Sub Kegiatan: Pembersihan Bahu Jalan | 200.000.000        | 200.000.000    | 100,00    |
            | Sub Kegiatan: Pengecatan Marka       | 100.000.000        | 100.000.000    | 100,00    |
    """,
)

#: A name with fewer letters than this may mean several things.
_TELLING = 10


@HIR01.check
def find_guessed_levels(context: Context) -> Iterator[Finding]:
    """Report a table once, at its first guessed row.

    The first row below a program is its kegiatan whatever the evidence; only a row that could be
    either is a guess.
    """
    for lampiran in context.laporan.annexes:
        guessed = [row for row in lampiran.rows if row.begins_item and row.evidence.is_weak]
        if len(guessed) > 1 and lampiran.columns.has(Field.ITEM):
            first = guessed[1]
            yield HIR01.finding(
                first.at(Field.NAMA),
                Subject(lampiran=lampiran, item="tingkat baris", field="nama"),
                what=(
                    f"tingkat {len(guessed)} baris diduga dari urutannya; “{shorten(first.nama)}” "
                    f"dibaca sebagai {first.level.label}"
                ),
                fix="tambahkan kolom Kode, atau tebalkan dan menjorokkan nama menurut tingkatnya",
                written=first.nama,
                related=[row.at(Field.NAMA) for row in guessed],
            )


@HIR02.check
def find_rows_without_parent(context: Context) -> Iterator[Finding]:
    """Report a table once per level; only what the table gives to most others can be missing."""
    for lampiran in context.laporan.annexes:
        for above, level in pairwise(TREE):
            yield from _without_parent(lampiran, level, above)


def _without_parent(lampiran: Lampiran, level: Level, above: Level) -> Iterator[Finding]:
    named = [item for item in lampiran.items if item.level is level and item.nama]
    sure = [item for item in named if not item.rows[0].evidence.is_weak]
    lacking = [item for item in sure if not item.jalur.name_at(above)]
    if lacking and 2 * len(lacking) <= len(sure):
        first = lacking[0]
        number = f" ({len(lacking)} baris)" if len(lacking) > 1 else ""
        yield HIR02.about_items(
            lacking,
            Field.NAMA,
            what=(
                f"{level.label} “{shorten(first.nama)}” tidak mempunyai {above.label} di atasnya"
                f"{number}, padahal {level.label} lain di tabel ini mempunyainya"
            ),
            fix=(
                f"tambahkan baris {above.label}{_kode_above(first.kode, above)}, atau isi kolom "
                f"{above.label} baris ini"
            ),
            written=first.nama,
        )


def _kode_above(kode: str, above: Level) -> str:
    """Return the code that the missing parent has, where the item's own code tells it."""
    length = segments_of(above)
    parts = kode.split(".")
    return f" {'.'.join(parts[:length])}" if kode and length and len(parts) > length else ""


class _Move(NamedTuple):
    """An annex's statement of an item under another parent than it has in most annexes."""

    mention: Mention
    usual: Mention

    @property
    def parents(self) -> tuple[AlignedItem, AlignedItem]:
        return _parent(self.mention), _parent(self.usual)


@HIR04.check
def find_moved_items(context: Context) -> Iterator[Finding]:
    """Report each annex's group of siblings that moved together once."""
    moves = [move for node in context.alignment.items for move in _moves(node)]
    for same in grouped(moves, lambda move: (move.mention.lampiran, move.parents)):
        yield _moved(same)


def _moves(node: AlignedItem) -> Iterator[_Move]:
    """Judge by the parent that most annexes give; of two, by that of the annex read first."""
    by_parent = grouped((m for m in node.mentions if _has_parent(m)), _parent)
    usual = max(by_parent, key=lambda told: len({m.lampiran.form for m in told}), default=[])
    for told in by_parent:
        if told is not usual:
            yield from (_Move(mention, usual[0]) for mention in told)


def _has_parent(mention: Mention) -> bool:
    """Tell whether an annex names the item's parent itself, one level above it."""
    parent = mention.parent
    return (
        not mention.is_goal
        and parent is not None
        and not parent.is_goal
        and parent.node is not None
        and (parent.level, mention.level) in pairwise(TREE)
    )


def _parent(mention: Mention) -> AlignedItem:
    assert mention.parent is not None and mention.parent.node is not None
    return mention.parent.node


def _moved(moves: Sequence[_Move]) -> Finding:
    (mention, usual), *others = moves
    parents = moves[0].parents
    parent, other = mention.parent, usual.parent
    assert parent is not None and other is not None
    annexes = (mention.lampiran, usual.lampiran)
    is_clear = all(node.of(lampiran) is not None for node in parents for lampiran in annexes)
    number = f" (dan {len(others)} lainnya)" if others else ""
    form = usual.lampiran.form.label
    return HIR04.finding(
        mention.cell,
        Subject(mention.lampiran, mention.nama, "nama", path=(parents[0].nama,)),
        what=(
            f"{mention.level.label} ini{number} di bawah {parent.level.label} "
            f"“{shorten(parent.nama)}”, sedangkan di {form} ({usual.cell}) di bawah "
            f"“{shorten(other.nama)}”"
        ),
        fix=f"pindahkan ke {parent.level.label} yang sama, atau perbaiki {form}",
        written=parent.nama,
        also=[move.mention.cell for move in others],
        related=(parent.cell, usual.cell, other.cell),
        severity=None if is_clear and _is_stated(mention, parent) else Severity.WARNING,
    )


def _is_stated(mention: Mention, parent: Mention) -> bool:
    """Tell whether the parent stands in the item's own row or merge, or above it as a row."""
    if not mention.rows or parent.item is not None:
        return True
    return mention.rows[0].at(Field(parent.level.value)).row == parent.cell.row


@HIR08.check
def find_two_levels(context: Context) -> Iterator[Finding]:
    named: defaultdict[str, list[AlignedItem]] = defaultdict(list)
    for node in context.alignment.items:
        if node.level in BELOW_GOALS:
            for key in {mention.key for mention in node.mentions if _is_sure(mention)}:
                named[key].append(node)
    for nodes in named.values():
        if len(nodes) == 2 and nodes[0].level is not nodes[1].level:
            yield from _two_levels(*nodes)


def _is_sure(mention: Mention) -> bool:
    is_telling = not mention.is_goal and len(mention.key) >= _TELLING
    return is_telling and mention.item is not None and mention.item.rows[0].evidence.is_own


def _two_levels(one: AlignedItem, other: AlignedItem) -> Iterator[Finding]:
    """Yield a finding where two annexes that list both levels disagree, and neither has both."""
    told, told_otherwise = ({m.lampiran for m in node.mentions} for node in (one, other))
    usual, odd = one.mentions[0], other.mentions[0]
    if len(told) < len(told_otherwise):
        usual, odd = odd, usual
    levels = {one.level, other.level}
    both_listed = all(levels <= {i.level for i in m.lampiran.items} for m in (usual, odd))
    if both_listed and not told & told_otherwise:
        yield HIR08.finding(
            odd.cell,
            Subject(odd.lampiran, odd.nama, "nama", path=(odd.level.value,)),
            what=(
                f"“{shorten(odd.nama)}” di sini {odd.level.label}, sedangkan di "
                f"{usual.lampiran.form.label} ({usual.cell}) {usual.level.label}"
            ),
            fix="cocokkan tingkatnya dengan DPA, lalu samakan kedua lampiran",
            written=odd.level.label,
            expected=usual.level.label,
            related=(usual.cell,),
        )
