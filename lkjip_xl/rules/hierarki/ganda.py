"""HIR: a name, a code or an indicator that stands twice where it may stand once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import BELOW_GOALS, TREE, Level
from lkjip_xl.domain.kode import kode_begins, kode_fits, kode_parts
from lkjip_xl.figures.alignment import AlignedItem, IndicatorMention, Mention
from lkjip_xl.figures.likeness import likeness
from lkjip_xl.figures.naming import indicator_key, name_key
from lkjip_xl.figures.satuan_antar import satuan_key
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.records import Item, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Context, Rule, Subject, once
from lkjip_xl.rules.spelling import shorten
from lkjip_xl.rules.wording import grouped
from lkjip_xl.tables.text import squash

HIR03 = Rule(
    code="HIR03",
    name="nama-kode-atau-indikator-ganda",
    severity=Severity.WARNING,
    doc="""
        Nama, kode, atau indikator yang sama berdiri dua kali di tempat yang seharusnya hanya satu.

        Mengapa: baris yang tersalin dua kali terjumlah dua kali, satu kode hanya boleh berarti satu nama,
        dan indikator yang tertulis dua kali membuat pembaca ragu angka mana yang dimaksud.

        Salah:
            | Program/Kegiatan        | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | PROGRAM JALAN           | Jalan mantap      | persen | 80     | 80        | 100         |
            | Kegiatan: Pemeliharaan  | Panjang jalan     | km     | 10     | 10        | 100         |
            | Kegiatan: Peningkatan   | Jalan ditingkatkan | km    | 5      | 5         | 100         |
            | Kegiatan: Pemeliharaan  | Panjang jalan     | km     | 10     | 10        | 100         |

        Salah (satu kode untuk dua nama):
            | Kode         | Program/Kegiatan | Indikator Kinerja  | Satuan | Target | Realisasi | Capaian (%) |
            | 1.03.10      | PROGRAM JALAN    | Jalan mantap       | persen | 80     | 80        | 100         |
            | 1.03.10.2.01 | Pemeliharaan     | Panjang jalan      | km     | 10     | 10        | 100         |
            | 1.03.10.2.01 | Peningkatan      | Jalan ditingkatkan | km     | 5      | 5         | 100         |

        Salah (satu indikator dua kali):
            | Program/Kegiatan       | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | PROGRAM JALAN          | Jalan mantap      | persen | 80     | 80        | 100         |
            | Kegiatan: Pemeliharaan | Panjang jalan     | km     | 10     | 10        | 100         |
            |                        | Jumlah lubang     | titik  | 7      | 7         | 100         |
            |                        | Panjang jalan     | km     | 12     | 12        | 100         |

        Benar:
            | Program/Kegiatan       | Indikator Kinerja  | Satuan | Target | Realisasi | Capaian (%) |
            | PROGRAM JALAN          | Jalan mantap       | persen | 80     | 80        | 100         |
            | Kegiatan: Pemeliharaan | Panjang jalan      | km     | 10     | 10        | 100         |
            |                        | Jumlah lubang      | titik  | 7      | 7         | 100         |
            | Kegiatan: Peningkatan  | Jalan ditingkatkan | km     | 5      | 5         | 100         |
    """,
)

#: How alike two names must be (0-100) to be one name that is misspelt.
_SAME_NAME = 80


@HIR03.check
def find_duplicate_items(context: Context) -> Iterator[Finding]:
    """Find items that stand twice under one parent; a heading repeated without a figure is none."""
    return (_duplicate_item(*same) for same in _same_items(context))


@once
def _same_items(context: Context) -> Sequence[Sequence[Item]]:
    found: list[Sequence[Item]] = []
    for lampiran in _of_one_office(context):
        works = [item for item in lampiran.items if item.level in BELOW_GOALS and item.nama]
        known = [item for item in works if not item.rows[0].evidence.is_weak]
        for same in grouped(known, _name_and_place):
            told = [item for item in same if _says_something(item)]
            if len(told) > 1:
                found.append(told)
    return found


def copied_cells(context: Context) -> Mapping[CellRef, CellRef]:
    """Return the figures of rows that stand twice, and where that is told.

    What counts them twice is no other fault.
    """
    return {
        cell.cell: others[0].at(Field.NAMA)
        for first, *others in _same_items(context)
        for item in others
        if _is_copy(first, item)
        for row in item.rows
        for cell in row.angka
    }


def _is_copy(first: Item, second: Item) -> bool:
    figures = _figures_of(first)
    return figures == _figures_of(second) and any(value for row in figures for value in row[1:])


def _of_one_office(context: Context) -> Iterator[Lampiran]:
    """Yield the annexes in which a program of two offices does not stand twice."""
    return (lampiran for lampiran in context.laporan.annexes if not lampiran.is_of_several)


def _name_and_place(item: Item) -> Hashable:
    above = tuple(name_key(item.jalur.name_at(level)) for level in TREE[: item.level.depth])
    return item.level, name_key(item.nama, item.level), kode_parts(item.kode), above


def _says_something(item: Item) -> bool:
    return any(
        row.indikator or any(one.value is not None for one in row.angka) for row in item.rows
    )


def _duplicate_item(first: Item, second: Item, *further: Item) -> Finding:
    is_copy = _is_copy(first, second)
    cell = first.at(Field.NAMA)
    return HIR03.about_items(
        (second, *further),
        Field.NAMA,
        what=(
            f"{second.level.label} “{shorten(second.nama)}” sudah ada di {cell.a1} dengan induk yang "
            f"sama{', dengan angka yang sama pula' if is_copy else ''}"
        ),
        fix=(
            "hapus salah satu; angkanya terjumlah dua kali"
            if is_copy
            else "gabungkan kedua baris, atau perbaiki namanya bila yang dimaksud lain"
        ),
        written=second.nama,
        related=(cell,),
        severity=Severity.ERROR if is_copy else None,
    )


def _figures_of(item: Item) -> list[tuple[object, ...]]:
    return [(indicator_key(row.indikator), *(one.value for one in row.angka)) for row in item.rows]


@HIR03.check
def find_kode_of_two_names_in_an_annex(context: Context) -> Iterator[Finding]:
    for lampiran in _of_one_office(context):
        coded = [item for item in lampiran.items if item.kode and item.nama]
        for first, *others in grouped(coded, lambda item: kode_parts(item.kode)):
            odd = [i for i in others if not _same_name(first.nama, i.nama, first.level)]
            if odd:
                cell = first.at(Field.KODE)
                yield HIR03.about_items(
                    odd,
                    Field.KODE,
                    what=(
                        f"kode {odd[0].kode} dipakai untuk “{shorten(odd[0].nama)}”, padahal di "
                        f"{cell.a1} untuk “{shorten(first.nama)}”"
                    ),
                    fix="isi kode menurut DPA pada salah satunya",
                    written=odd[0].kode,
                    related=(cell,),
                    severity=Severity.ERROR,
                )


def _same_name(one: str, other: str, level: Level) -> bool:
    keys = name_key(one, level), name_key(other, level)
    return keys[0] == keys[1] or likeness(*keys) >= _SAME_NAME


@HIR03.check
def find_two_kode_of_an_item(context: Context) -> Iterator[Finding]:
    """Find the items that have another code in another annex, and then codes of two names."""
    owners: dict[tuple[str, ...], tuple[AlignedItem, Mention]] = {}
    for node in context.alignment.items:
        coded = [one for one in node.mentions if one.kode and _begins_as_parent(one)]
        if not coded:
            continue
        usual = max(coded, key=lambda one: sum(kode_fits(one.kode, m.kode) for m in coded))
        for mention in coded:
            if not kode_fits(mention.kode, usual.kode) and _same_parent(mention, usual):
                yield _kode_elsewhere(mention, usual, f"kode item ini {usual.kode}")
        owner, said = owners.setdefault(kode_parts(usual.kode), (node, usual))
        is_other = owner is not node and owner.level is node.level
        elsewhere = is_other and said.lampiran is not usual.lampiran
        if elsewhere and not _same_name(said.nama, usual.nama, node.level):
            yield _kode_elsewhere(usual, said, f"untuk “{shorten(said.nama)}”")


def _begins_as_parent(mention: Mention) -> bool:
    """Tell whether a code goes on from its parent's; one that does not is wrong for that."""
    parent = mention.parent
    return parent is None or not parent.kode or kode_begins(mention.kode, parent.kode)


def _same_parent(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions stand under one parent whose code agrees, if both state one."""
    if one.parent is None or other.parent is None:
        return one.parent is other.parent
    kode, said = one.parent.kode, other.parent.kode
    fits = not kode or not said or kode_fits(kode, said)
    return one.parent.node is other.parent.node and fits


def _kode_elsewhere(mention: Mention, said: Mention, meaning: str) -> Finding:
    row, cell = mention.rows[0], said.rows[0].at(Field.KODE)
    return HIR03.finding(
        row.at(Field.KODE),
        Subject.of_row(mention.lampiran, row, Field.KODE),
        what=(
            f"kode {mention.kode} di sini untuk “{shorten(mention.nama)}”, sedangkan di "
            f"{said.lampiran.form.label} ({cell}) {meaning}"
        ),
        fix="cocokkan dengan DPA, lalu samakan di semua lampiran",
        written=mention.kode,
        expected=said.kode if said.kode != mention.kode else "",
        related=(cell,),
        severity=Severity.ERROR if said.kode == mention.kode else None,
    )


@HIR03.check
def find_duplicate_indicators(context: Context) -> Iterator[Finding]:
    mentions = [told for one in context.alignment.indicators for told in one.mentions]
    for same in grouped((told for told in mentions if told.owner is not None), _what_it_measures):
        if len(same) > 1:
            yield _duplicate_indicator(*sorted(same, key=lambda told: told.cell))


def _what_it_measures(told: IndicatorMention) -> Hashable:
    return told.lampiran, told.owner, squash(told.nama), satuan_key(told.rows[0].satuan)


def _duplicate_indicator(
    first: IndicatorMention, second: IndicatorMention, *further: IndicatorMention
) -> Finding:
    row = second.rows[0]
    return HIR03.finding(
        second.cell,
        Subject.of_row(first.lampiran, row, Field.INDIKATOR),
        what=(
            f"indikator “{shorten(row.indikator)}” sudah ada di {first.cell.a1} pada "
            f"{row.level.label} yang sama"
        ),
        fix="satukan barisnya, atau tulis indikator yang dimaksud",
        written=row.indikator,
        also=[told.cell for told in further],
        related=(first.cell,),
    )
