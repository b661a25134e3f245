"""ANG: the money of each sasaran against the programs below it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_number, format_rupiah
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.tabel_3_2 import TABEL_3_2
from lkjip_xl.lampiran.formulir.tabel_3_4 import TABEL_3_4
from lkjip_xl.lampiran.formulir.tabel_3_5 import TABEL_3_5
from lkjip_xl.lampiran.records import Item, Lampiran, Sel
from lkjip_xl.rules.antar_lampiran.angka import AMOUNT, money_of
from lkjip_xl.rules.equations import Equation, Sum, slack, total
from lkjip_xl.rules.rule import Context, Rule, Subject, once

ANG06 = Rule(
    code="ANG06",
    name="anggaran-sasaran-berbeda-dari-programnya",
    severity=Severity.ERROR,
    doc="""
        Anggaran sebuah sasaran di Tabel 3.5 tidak sama dengan jumlah programnya di lampiran lain.

        Tahun laporan dibandingkan dengan Tabel 3.4, tahun sebelumnya dengan Tabel 3.2.

        Mengapa: serapan jangka menengah dihitung dari angka ini; program yang salah letak atau
        tertinggal mengubah serapan dua sasaran sekaligus.

        Salah:
            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Sasaran        | Program          | Pagu (Rp)   | Realisasi (Rp) | % Capaian |
            | Jalan membaik  | PROGRAM JALAN    | 500.000.000 | 400.000.000    | 80,00     |
            | Lalu lintas    | PROGRAM TERMINAL | 300.000.000 | 270.000.000    | 90,00     |

            Tabel 3.5 Serapan Anggaran Jangka Menengah
            | Sasaran       | Target Anggaran 2022 (Rp) | Target Anggaran 2023 (Rp) | Realisasi Anggaran 2022 (Rp) | Realisasi Anggaran 2023 (Rp) |
            | Jalan membaik | 450.000.000               | 550.000.000               | 420.000.000                  | 400.000.000                  |
            | Lalu lintas   | 250.000.000               | 300.000.000               | 240.000.000                  | 270.000.000                  |

        Benar:
            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Sasaran        | Program          | Pagu (Rp)   | Realisasi (Rp) | % Capaian |
            | Jalan membaik  | PROGRAM JALAN    | 500.000.000 | 400.000.000    | 80,00     |
            | Lalu lintas    | PROGRAM TERMINAL | 300.000.000 | 270.000.000    | 90,00     |

            Tabel 3.5 Serapan Anggaran Jangka Menengah
            | Sasaran       | Target Anggaran 2022 (Rp) | Target Anggaran 2023 (Rp) | Realisasi Anggaran 2022 (Rp) | Realisasi Anggaran 2023 (Rp) |
            | Jalan membaik | 450.000.000               | 500.000.000               | 420.000.000                  | 400.000.000                  |
            | Lalu lintas   | 250.000.000               | 300.000.000               | 240.000.000                  | 270.000.000                  |
    """,
)

#: The key of a program → what it is about: the key of its sasaran, or the cell of its amount.
_Owners = Mapping[str, str]
_Programs = Mapping[str, Sel]


class _Stated(NamedTuple):
    """What Tabel 3.5 states for a sasaran, and what its programs add up to elsewhere."""

    item: Item
    key: str
    cells: tuple[Sel, ...]
    programs: tuple[Sel, ...]

    @property
    def written(self) -> Decimal:
        return total(self.cells)

    @property
    def expected(self) -> Decimal:
        return total(self.programs)

    @property
    def difference(self) -> Decimal:
        return self.written - self.expected

    @property
    def label(self) -> str:
        return f"{AMOUNT[self.cells[0].field]} {self.cells[0].year}"

    @property
    def subject(self) -> Subject:
        first = self.cells[0]
        return Subject.of_item(first.lampiran, self.item, first.field, first.year)


class _Moved(NamedTuple):
    """A program that one sasaran lacks and another has too much; ``key`` names it."""

    key: str
    program: Sel
    giver: _Stated
    taker: _Stated


class _Verdict(NamedTuple):
    """What a Tabel 3.5 says against the programs elsewhere.

    ``wrong`` holds the amounts of each sasaran that differ, ``sound`` those of sasaran of which at
    most one year differs: such a slip is judged together with what else speaks of the amount.
    """

    moved: Sequence[_Moved]
    wrong: Mapping[Item, Sequence[_Stated]]
    sound: Sequence[_Stated]


@ANG06.check
def find_wrong_sasaran_amounts(context: Context) -> Iterator[Finding]:
    """Compare sasaran by sasaran; a program under another sasaran is one finding for both."""
    for lampiran in context.laporan.of(TABEL_3_5):
        verdict = _verdict(context, lampiran)
        yield from map(_moved_finding, verdict.moved)
        yield from (_finding(group) for group in verdict.wrong.values() if _is_structural(group))


@ANG06.equations
def state_sasaran_amounts(context: Context) -> Iterator[Equation]:
    """State that the amount of a sasaran is the sum of its programs."""
    for lampiran in context.laporan.of(TABEL_3_5):
        for one in _verdict(context, lampiran).sound:
            yield Sum(
                rule=ANG06,
                complain=partial(_alone, one),
                wholes=one.cells,
                parts=one.programs,
                parts_label=f"{len(one.programs)} program",
            )


def _alone(one: _Stated, _: Sum) -> Finding:
    return _finding([one])


@once
def _verdict(context: Context, lampiran: Lampiran) -> _Verdict:
    owner = _owners(context, lampiran)
    moved = list(_moved(context, lampiran, owner))
    owner |= {one.key: one.taker.key for one in moved}
    wrong: dict[Item, list[_Stated]] = defaultdict(list)
    stated: list[_Stated] = []
    for field in AMOUNT:
        for year in lampiran.years(field):
            for one in _stated(context, lampiran, field, year, owner):
                context.tally["sums"] += 1
                stated.append(one)
                if abs(one.difference) > slack((*one.cells, *one.programs)):
                    wrong[one.item].append(one)
    sound = [one for one in stated if not _is_structural(wrong.get(one.item, ()))]
    return _Verdict(moved, wrong, sound)


def _is_structural(wrong: Sequence[_Stated]) -> bool:
    """Tell whether amounts of several years differ: then the programs are others, no figure."""
    counts = Counter(one.cells[0].field for one in wrong)
    return any(count > 1 for count in counts.values())


def _owners(context: Context, lampiran: Lampiran) -> dict[str, str]:
    """Return each program's sasaran by their keys, where each one in Tabel 3.4 is known here."""
    owner = {
        context.alignment.item_key(item): _sasaran_key(context, other, item)
        for other in context.laporan.of(TABEL_3_4)
        for item in other.items
        if item.level is Level.PROGRAM
    }
    known = {context.alignment.item_key(item) for item in _of_level(lampiran, Level.SASARAN)}
    return owner if set(owner.values()) <= known else {}


def _of_level(lampiran: Lampiran, level: Level) -> Iterator[Item]:
    return (item for item in lampiran.items if item.level is level)


def _sasaran_key(context: Context, lampiran: Lampiran, program: Item) -> str:
    node = context.alignment.item(program)
    mention = None if node is None else node.of(lampiran)
    parent = None if mention is None else mention.parent
    return "" if parent is None or parent.node is None else parent.node.code


def _stated(
    context: Context, lampiran: Lampiran, field: Field, year: int, owner: _Owners
) -> Iterator[_Stated]:
    programs = _programs(context, field, year) if owner else {}
    for item in _of_level(lampiran, Level.SASARAN) if programs else ():
        key, cells = context.alignment.item_key(item), item.told(field, year)
        own = tuple(cell for name, cell in programs.items() if owner.get(name) == key)
        if cells and own:
            yield _Stated(item, key, cells, own)


def _programs(context: Context, field: Field, year: int) -> _Programs:
    """Return each program's amount of a year: from Tabel 3.4, for earlier years from Tabel 3.2.

    What the report year's money of Tabel 3.2 means it means in all years.
    """
    laporan = context.laporan
    told = _told(context, laporan.of(TABEL_3_4), field, year)
    alike = [t for t in laporan.of(TABEL_3_2) if money_of(context, t, laporan.year) is field]
    return told or _told(context, alike, Field.ANGGARAN, year)


def _told(context: Context, annexes: Sequence[Lampiran], field: Field, year: int) -> _Programs:
    return {
        context.alignment.item_key(item): cells[0]
        for lampiran in annexes
        if year in lampiran.years(field)
        for item in _of_level(lampiran, Level.PROGRAM)
        if len(cells := item.told(field, year)) == 1
    }


def _moved(context: Context, lampiran: Lampiran, owner: _Owners) -> Iterator[_Moved]:
    """Yield programs whose pagu one sasaran lacks and another has too much, in the report year."""
    year = context.laporan.year
    stated = list(_stated(context, lampiran, Field.PAGU, year, owner))
    for taker in stated:
        for giver in stated:
            if taker.difference <= 0 or giver.difference != -taker.difference:
                continue
            for key, program in _programs(context, Field.PAGU, year).items():
                if owner.get(key) == giver.key and program.value == taker.difference:
                    yield _Moved(key, program, giver, taker)


def _moved_finding(one: _Moved) -> Finding:
    _, program, giver, taker = one
    return ANG06.about(
        taker.cells[0],
        taker.subject,
        what=(
            f"{taker.label} {format_rupiah(taker.written)} memuat {program.row.nama} "
            f"({format_rupiah(program.number)}), yang di {program.lampiran.form.label} "
            f"({program.cell}) berada di bawah sasaran “{giver.item.nama}”; tanpa program itu "
            f"{format_rupiah(taker.expected)}"
        ),
        fix="tempatkan program itu di bawah sasaran yang sama di kedua lampiran",
        expected=format_number(taker.expected, 0),
        related=[program.cell, *(cell.cell for cell in giver.cells)],
    )


def _finding(group: Sequence[_Stated]) -> Finding:
    """Return one finding for a sasaran, at its first wrong amount."""
    first, *others = group
    form = first.programs[0].lampiran.form.label
    what = (
        f"{first.label} tertulis {format_rupiah(first.written)}, jumlah "
        f"{len(first.programs)} program di {form} {format_rupiah(first.expected)}, selisih "
        f"{format_rupiah(first.difference)}"
    )
    if others:
        what += f"; begitu juga {', '.join(one.label for one in others)}"
    return ANG06.about(
        [one.cells[0] for one in group],
        first.subject,
        what=what,
        fix=f"samakan dengan jumlah program di {form}, atau perbaiki lampiran itu",
        expected=format_number(first.expected, 0),
        calculation=" + ".join(format_number(cell.number) for cell in first.programs),
        related=[cell.cell for cell in first.programs],
    )
