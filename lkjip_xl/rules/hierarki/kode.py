"""HIR: codes against the tree and against the names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import BELOW_GOALS, Level
from lkjip_xl.domain.kode import kode_begins, kode_parts, level_of_kode, segments_of
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.records import Item, Lampiran
from lkjip_xl.rules.rule import Context, Rule

HIR07 = Rule(
    code="HIR07",
    name="kode-tidak-cocok",
    severity=Severity.ERROR,
    doc="""
        Kode tidak cocok dengan kode induknya, atau panjangnya bertentangan dengan tingkat barisnya.

        Kode program terdiri atas 3 bagian, kegiatan 5, sub kegiatan 6, dan kode anak diawali kode
        induknya.

        Mengapa: dari kode dibaca tingkat dan induk sebuah baris; satu angka yang keliru memindahkannya ke
        kegiatan lain.

        Salah:
            | Kode            | Program/Kegiatan/Sub Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | 1.03.10         | PROGRAM JALAN                 | Jalan mantap      | persen | 80     | 80        | 100         |
            | 1.03.10.2.01    | Pemeliharaan jalan            | Panjang jalan     | km     | 10     | 10        | 100         |
            | 1.03.10.2.07.05 | Perbaikan lubang              | Jumlah lubang     | titik  | 50     | 50        | 100         |
            | 1.03.10.2.01.06 | Pembersihan bahu jalan        | Panjang bahu      | km     | 9      | 9         | 100         |

        Benar:
            | Kode            | Program/Kegiatan/Sub Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | 1.03.10         | PROGRAM JALAN                 | Jalan mantap      | persen | 80     | 80        | 100         |
            | 1.03.10.2.01    | Pemeliharaan jalan            | Panjang jalan     | km     | 10     | 10        | 100         |
            | 1.03.10.2.01.05 | Perbaikan lubang              | Jumlah lubang     | titik  | 50     | 50        | 100         |
            | 1.03.10.2.01.06 | Pembersihan bahu jalan        | Panjang bahu      | km     | 9      | 9         | 100         |
    """,
)

#: Words that begin a name and say its level; in small letters "program" may be part of a name.
_LEVEL_WORDS = (
    (Level.PROGRAM, re.compile(r"PROGRAM\b|Program\s*:")),
    (Level.SUB_KEGIATAN, re.compile(r"sub\s*kegiatan\s*:", re.IGNORECASE)),
    (Level.KEGIATAN, re.compile(r"kegiatan\s*:", re.IGNORECASE)),
)


@HIR07.check
def find_kode_outside_parent(context: Context) -> Iterator[Finding]:
    """Find codes that do not begin with the parent's; where no child's does, the parent is wrong."""
    for lampiran in context.laporan.annexes:
        for item in lampiran.items:
            children = _coded_children(lampiran, item) if item.kode else []
            wrong = [child for child in children if not kode_begins(child.kode, item.kode)]
            length = len(item.kode.split("."))
            prefixes = {kode_parts(child.kode)[:length] for child in wrong}
            if wrong == children and len(wrong) > 1 and len(prefixes) == 1:
                yield _wrong_parent_kode(item, wrong)
            else:
                # A code that its own children contradict, too, is told of there.
                own = [child for child in wrong if not _is_contradicted(lampiran, child)]
                yield from (_wrong_kode(child, item) for child in own)


def _coded_children(lampiran: Lampiran, item: Item) -> list[Item]:
    return [child for child in lampiran.children_of(item) if child.kode]


def _is_contradicted(lampiran: Lampiran, item: Item) -> bool:
    children = _coded_children(lampiran, item)
    return len(children) > 1 and not any(kode_begins(c.kode, item.kode) for c in children)


def _wrong_kode(item: Item, parent: Item) -> Finding:
    length = len(parent.kode.split("."))
    expected = ".".join([parent.kode, *item.kode.split(".")[length:]])
    cell = parent.at(Field.KODE)
    return HIR07.about_items(
        item,
        Field.KODE,
        what=(
            f"kode {item.kode} tidak diawali kode {parent.level.label} di atasnya, {parent.kode} "
            f"({cell.a1}); di bawahnya menjadi {expected}"
        ),
        fix=f"isi {expected} bila hanya salah ketik, atau pindahkan barisnya ke induk yang benar",
        written=item.kode,
        expected=expected,
        related=(cell,),
    )


def _wrong_parent_kode(item: Item, children: list[Item]) -> Finding:
    length = len(item.kode.split("."))
    expected = ".".join(children[0].kode.split(".")[:length])
    return HIR07.about_items(
        item,
        Field.KODE,
        what=f"kode {item.kode} bukan awal kode {len(children)} baris di bawahnya, yaitu {expected}",
        fix=f"isi {expected}, atau perbaiki kode baris-baris di bawahnya",
        written=item.kode,
        expected=expected,
        related=[child.at(Field.KODE) for child in children],
    )


@HIR07.check
def find_kode_of_other_length(context: Context) -> Iterator[Finding]:
    """Find codes whose length says another level than the name or the column.

    A table in which most do so has a way of its own.
    """
    for lampiran in context.laporan.annexes:
        coded = [item for item in lampiran.items if item.kode and item.level in BELOW_GOALS]
        odd = [(item, level) for item in coded if (level := _other_level(item)) is not None]
        for item, level in odd if 2 * len(odd) <= len(coded) else ():
            yield HIR07.about_items(
                item,
                Field.KODE,
                what=(
                    f"kode {item.kode} mempunyai {len(item.kode.split('.'))} bagian, padahal baris "
                    f"ini {level.label} (kode {level.label}: {segments_of(level)} bagian)"
                ),
                fix="lengkapi kodenya menurut DPA, atau pindahkan nama ke kolom tingkatnya",
                written=item.kode,
            )


def _other_level(item: Item) -> Level | None:
    """Return the level that the name's first word or its column says, where the code says another."""
    said = level_of_kode(item.kode)
    if said is None:
        return item.level
    by_word = next((level for level, word in _LEVEL_WORDS if word.match(item.nama)), said)
    if by_word is not said:
        return by_word
    if not item.nama and not item.children:
        named = [level for level in BELOW_GOALS if item.jalur.name_at(level)]
        return named[-1] if named and named[-1] is not said else None
    return None
