"""HIR: the tree of tujuan, sasaran, program, kegiatan and sub kegiatan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Evidence, Level
from lkjip_xl.domain.kode import segments_of
from lkjip_xl.figures.alignment import AlignedItem, Mention
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.records import Item, Lampiran
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.spelling import shorten

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

#: level → the level that its parent has.
_PARENT_LEVELS = {
    Level.SASARAN: Level.TUJUAN,
    Level.PROGRAM: Level.SASARAN,
    Level.KEGIATAN: Level.PROGRAM,
    Level.SUB_KEGIATAN: Level.KEGIATAN,
}
_BELOW_GOALS = (Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN)
_STRONG = (Evidence.KODE, Evidence.KOLOM, Evidence.KATA, Evidence.TAMPILAN, Evidence.JUMLAH)
#: A name with fewer letters than this may mean several things.
_TELLING = 10


@HIR01.check
def find_guessed_levels(context: Context) -> Iterator[Finding]:
    """Report a table once, at its first guessed row.

    The first row below a program is its kegiatan whatever the evidence; only a row that could be
    either is a guess.
    """
    for lampiran in context.laporan.lampiran:
        if not lampiran.form.is_lampiran or not lampiran.columns.has(Field.ITEM):
            continue
        guessed = [row for row in lampiran.rows if row.begins_item and row.evidence.is_weak]
        if len(guessed) < 2:
            continue
        first = guessed[1]
        yield HIR01.finding(
            first.at(Field.NAMA),
            Subject(lampiran=lampiran, item="tingkat baris", field="nama"),
            what=(
                f"tingkat {len(guessed)} baris diduga dari urutannya; “{shorten(first.nama)}” dibaca "
                f"sebagai {first.level.label}"
            ),
            fix="tambahkan kolom Kode, atau tebalkan dan menjorokkan nama menurut tingkatnya",
            written=first.nama,
            related=tuple(row.at(Field.NAMA) for row in guessed),
        )


@HIR02.check
def find_rows_without_parent(context: Context) -> Iterator[Finding]:
    """Report a table once per level; only what the table gives to most others can be missing."""
    for lampiran in context.laporan.lampiran:
        if lampiran.form.is_lampiran:
            for level, above in _PARENT_LEVELS.items():
                yield from _without_parent(lampiran, level, above)


def _without_parent(lampiran: Lampiran, level: Level, above: Level) -> Iterator[Finding]:
    items = [i for i in lampiran.items if i.level is level and i.nama and _is_sure(i)]
    lacking = [item for item in items if not item.jalur.name_at(above)]
    if not lacking or len(lacking) > len(items) - len(lacking):
        return
    first = lacking[0]
    others = f" ({len(lacking)} baris)" if len(lacking) > 1 else ""
    missing = _kode_above(first.kode, above)
    yield HIR02.finding(
        first.rows[0].at(Field.NAMA),
        Subject.of_item(lampiran, first, "nama"),
        what=(
            f"{level.label} “{shorten(first.nama)}” tidak mempunyai {above.label} di atasnya{others}, "
            f"padahal {level.label} lain di tabel ini mempunyainya"
        ),
        fix=f"tambahkan baris {above.label}{missing}, atau isi kolom {above.label} baris ini",
        written=first.nama,
        also=[item.rows[0].at(Field.NAMA) for item in lacking[1:]],
    )


def _kode_above(kode: str, above: Level) -> str:
    """Return the code that the missing parent has, where the item's own code tells it."""
    length = segments_of(above)
    parts = kode.split(".")
    return f" {'.'.join(parts[:length])}" if kode and length and len(parts) > length else ""


def _is_sure(item: Item) -> bool:
    return not item.rows[0].evidence.is_weak


@HIR04.check
def find_moved_items(context: Context) -> Iterator[Finding]:
    """Report each annex's group of siblings that moved together once."""
    moved: dict[tuple[int, str, str], list[tuple[Mention, Mention]]] = defaultdict(list)
    for node in context.alignment.items:
        told = [mention for mention in node.mentions if _has_parent(mention)]
        if len({_parent(mention).code for mention in told}) < 2:
            continue
        common = _common_parent(told)
        usual = next(mention for mention in told if _parent(mention) is common)
        for mention in told:
            parent = _parent(mention)
            if parent is not common:
                moved[id(mention.lampiran), parent.code, common.code].append((mention, usual))
    for pairs in moved.values():
        yield _moved(pairs)


def _has_parent(mention: Mention) -> bool:
    """Tell whether an annex names the item's parent itself, one level above it."""
    parent = mention.parent
    return (
        not mention.is_goal
        and parent is not None
        and not parent.is_goal
        and parent.node is not None
        and _PARENT_LEVELS.get(mention.level, Level.TUJUAN) is parent.level
    )


def _parent(mention: Mention) -> AlignedItem:
    assert mention.parent is not None and mention.parent.node is not None
    return mention.parent.node


def _common_parent(told: Sequence[Mention]) -> AlignedItem:
    """Return the parent that most annexes give; of two, that of the annex read first."""
    forms: dict[str, set[str]] = defaultdict(set)
    for mention in told:
        forms[_parent(mention).code].add(mention.lampiran.form)
    best = max(forms, key=lambda code: len(forms[code]))
    return next(_parent(mention) for mention in told if _parent(mention).code == best)


def _moved(pairs: Sequence[tuple[Mention, Mention]]) -> Finding:
    (mention, usual), *others = pairs
    here, there = _parent(mention), _parent(usual)
    is_clear = all(
        node.of(lampiran) is not None
        for node in (here, there)
        for lampiran in (mention.lampiran, usual.lampiran)
    )
    parent = mention.parent
    assert parent is not None and usual.parent is not None
    number = f" (dan {len(others)} lainnya)" if others else ""
    return HIR04.finding(
        mention.cell,
        Subject(lampiran=mention.lampiran, item=mention.nama, field="nama", path=(here.nama,)),
        what=(
            f"{mention.level.label} ini{number} di bawah {parent.level.label} "
            f"“{shorten(parent.nama)}”, sedangkan di {usual.lampiran.form.label} ({usual.cell}) di "
            f"bawah “{shorten(usual.parent.nama)}”"
        ),
        fix=(
            f"pindahkan ke {parent.level.label} yang sama, atau perbaiki {usual.lampiran.form.label}"
        ),
        written=parent.nama,
        also=[one.cell for one, _ in others],
        related=(parent.cell, usual.cell, usual.parent.cell),
        severity=None if is_clear and _is_stated(mention) else Severity.WARNING,
    )


def _is_stated(mention: Mention) -> bool:
    """Tell whether the parent stands in the item's own row or merge, or above it as a row."""
    parent = mention.parent
    if parent is None or not mention.rows or parent.item is not None:
        return True
    return mention.rows[0].at(Field(parent.level.value)).row == parent.cell.row


@HIR08.check
def find_two_levels(context: Context) -> Iterator[Finding]:
    named: dict[str, list[AlignedItem]] = defaultdict(list)
    for node in context.alignment.items:
        if node.level in _BELOW_GOALS:
            for key in {m.key for m in node.mentions if not m.is_goal and _is_strong(m)}:
                if len(key) >= _TELLING:
                    named[key].append(node)
    for nodes in named.values():
        if len(nodes) == 2 and nodes[0].level is not nodes[1].level:
            yield from _two_levels(*nodes)


def _is_strong(mention: Mention) -> bool:
    return mention.item is not None and mention.item.rows[0].evidence in _STRONG


def _two_levels(one: AlignedItem, other: AlignedItem) -> Iterator[Finding]:
    """Yield a finding where two annexes that list both levels disagree, and neither has both."""
    annexes = [{id(m.lampiran) for m in node.mentions} for node in (one, other)]
    if annexes[0] & annexes[1]:
        return
    usual, odd = one.mentions[0], other.mentions[0]
    if len(annexes[0]) < len(annexes[1]):
        usual, odd = odd, usual
    if not all(
        _lists(m.lampiran, level) for m in (usual, odd) for level in (one.level, other.level)
    ):
        return
    yield HIR08.finding(
        odd.cell,
        Subject(lampiran=odd.lampiran, item=odd.nama, field="nama", path=(odd.level.value,)),
        what=(
            f"“{shorten(odd.nama)}” di sini {odd.level.label}, sedangkan di "
            f"{usual.lampiran.form.label} ({usual.cell}) {usual.level.label}"
        ),
        fix="cocokkan tingkatnya dengan DPA, lalu samakan kedua lampiran",
        written=odd.level.label,
        expected=usual.level.label,
        related=(usual.cell,),
    )


def _lists(lampiran: Lampiran, level: Level) -> bool:
    return any(item.level is level for item in lampiran.items)
