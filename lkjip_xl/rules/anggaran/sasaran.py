"""ANG: the money of each sasaran against the programs below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_number, format_rupiah
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Item, Lampiran, Sel
from lkjip_xl.rules.antar_lampiran.angka import collect_anggaran, item_key, what_money_means
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

_MEANING = {Field.PAGU: "pagu", Field.REALISASI_ANGGARAN: "realisasi anggaran"}


class _Stated(NamedTuple):
    """What Tabel 3.5 states for a sasaran, and what its programs add up to elsewhere."""

    lampiran: Lampiran
    item: Item
    field: Field
    year: int
    key: str
    terms: tuple[Sel, ...]
    programs: tuple[Sel, ...]

    @property
    def written(self) -> Decimal:
        return sum((term.number for term in self.terms), Decimal(0))

    @property
    def expected(self) -> Decimal:
        return sum((term.number for term in self.programs), Decimal(0))

    @property
    def difference(self) -> Decimal:
        return self.written - self.expected

    @property
    def slack(self) -> Decimal:
        """What amounts in thousands or millions may differ by without being wrong."""
        return sum((term.grain for term in (*self.terms, *self.programs)), Decimal(0))


@ANG06.check
def find_wrong_sasaran_amounts(context: Context) -> Iterator[Finding]:
    """Compare sasaran by sasaran; a program under another sasaran is one finding for both."""
    for lampiran in context.laporan.of(Form.TABEL_3_5):
        owner = _owners(context, lampiran)
        if not owner:
            continue
        moved = list(_moved(context, lampiran, owner))
        for name, (giver, taker, pagu) in ((m[0], m[1:]) for m in moved):
            owner = {**owner, name: taker.key}
            yield _moved_finding(giver, taker, pagu)
        wrong: dict[int, list[_Stated]] = defaultdict(list)
        for stated in _all_stated(context, lampiran, owner):
            context.tally["sums"] += 1
            if abs(stated.difference) > stated.slack:
                wrong[stated.item.position].append(stated)
        for group in wrong.values():
            yield _finding(group)


def _owners(context: Context, lampiran: Lampiran) -> dict[str, str]:
    """Return each program's sasaran by their keys, where each one in Tabel 3.4 is known here."""
    known = {
        item_key(context, lampiran, item) for item in lampiran.items if item.level is Level.SASARAN
    }
    owner: dict[str, str] = {}
    for other in context.laporan.of(Form.TABEL_3_4):
        for item in other.items:
            if item.level is Level.PROGRAM:
                owner[item_key(context, other, item)] = _sasaran_key(context, other, item)
    return owner if owner and set(owner.values()) <= known else {}


def _sasaran_key(context: Context, lampiran: Lampiran, program: Item) -> str:
    node = context.alignment.item(program)
    mention = None if node is None else node.of(lampiran)
    parent = None if mention is None else mention.parent
    return "" if parent is None or parent.node is None else parent.node.code


def _all_stated(
    context: Context, lampiran: Lampiran, owner: Mapping[str, str]
) -> Iterator[_Stated]:
    for field, meaning in _MEANING.items():
        for year in lampiran.years(field):
            programs = _program_terms(context, lampiran, meaning, year)
            if programs:
                yield from _stated(context, lampiran, field, year, programs, owner)


def _stated(
    context: Context,
    lampiran: Lampiran,
    field: Field,
    year: int,
    programs: Mapping[str, Sel],
    owner: Mapping[str, str],
) -> Iterator[_Stated]:
    for item in lampiran.items:
        if item.level is not Level.SASARAN:
            continue
        terms = [t for row in item.rows if (t := row.told(field, year)) is not None]
        key = item_key(context, lampiran, item)
        own = [term for name, term in programs.items() if owner.get(name) == key]
        if terms and own:
            yield _Stated(
                lampiran=lampiran,
                item=item,
                field=field,
                year=year,
                key=key,
                terms=tuple(terms),
                programs=tuple(own),
            )


def _program_terms(context: Context, lampiran: Lampiran, meaning: str, year: int) -> dict[str, Sel]:
    """Return each program's amount of a year: from Tabel 3.4, for earlier years from Tabel 3.2."""
    field = next(name for name, told in _MEANING.items() if told == meaning)
    terms: dict[str, Sel] = {}
    for other in context.laporan.of(Form.TABEL_3_4):
        if year in other.years(field):
            terms |= _programs(context, other, field, year)
    if terms:
        return terms
    for other in context.laporan.of(Form.TABEL_3_2):
        if year in other.years(Field.ANGGARAN) and _meaning(context, other) == meaning:
            terms |= _programs(context, other, Field.ANGGARAN, year)
    return terms


@once
def _meaning(context: Context, lampiran: Lampiran) -> str:
    """Return what the report year's money of a table means, for all its years."""
    told = collect_anggaran(context)
    return what_money_means(context, lampiran, context.laporan.year, told)


def _programs(context: Context, lampiran: Lampiran, field: Field, year: int) -> dict[str, Sel]:
    terms: dict[str, Sel] = {}
    for item in lampiran.items:
        if item.level is Level.PROGRAM:
            own = [t for row in item.rows if (t := row.told(field, year)) is not None]
            if len(own) == 1:
                terms[item_key(context, lampiran, item)] = own[0]
    return terms


def _moved(
    context: Context, lampiran: Lampiran, owner: Mapping[str, str]
) -> Iterator[tuple[str, _Stated, _Stated, Sel]]:
    """Yield programs whose pagu one sasaran lacks and another has too much, in the report year."""
    year = context.laporan.year
    programs = _program_terms(context, lampiran, "pagu", year)
    stated = list(_stated(context, lampiran, Field.PAGU, year, programs, owner))
    for taker in stated:
        for giver in stated:
            if taker.difference <= 0 or giver.difference != -taker.difference:
                continue
            for name, term in programs.items():
                is_givers = owner.get(name) == giver.key
                if is_givers and term.value == taker.difference:
                    yield name, giver, taker, term


def _moved_finding(giver: _Stated, taker: _Stated, program: Sel) -> Finding:
    name = program.row.nama
    return ANG06.finding(
        taker.terms[0].cell,
        Subject.of_item(taker.lampiran, taker.item, "pagu", taker.year),
        what=(
            f"pagu {taker.year} {format_rupiah(taker.written)} memuat {name} "
            f"({format_rupiah(program.number)}), yang di {program.lampiran.form.label} "
            f"({program.cell}) berada di bawah sasaran “{giver.item.nama}”; tanpa program itu "
            f"{format_rupiah(taker.expected)}"
        ),
        fix="tempatkan program itu di bawah sasaran yang sama di kedua lampiran",
        written=taker.terms[0].figure,
        expected=format_number(taker.expected, 0),
        related=[program.cell, *(term.cell for term in giver.terms)],
    )


def _finding(group: Sequence[_Stated]) -> Finding:
    """Return one finding for a sasaran, at its first wrong amount."""
    first = group[0]
    label = _MEANING[first.field]
    form = first.programs[0].lampiran.form.label
    what = (
        f"{label} {first.year} tertulis {format_rupiah(first.written)}, jumlah "
        f"{len(first.programs)} program di {form} {format_rupiah(first.expected)}, selisih "
        f"{format_rupiah(first.difference)}"
    )
    rest = [f"{_MEANING[one.field]} {one.year}" for one in group[1:]]
    if rest:
        what += f"; begitu juga {', '.join(rest)}"
    return ANG06.finding(
        first.terms[0].cell,
        Subject.of_item(first.lampiran, first.item, first.field, first.year),
        what=what,
        fix=f"samakan dengan jumlah program di {form}, atau perbaiki lampiran itu",
        written=first.terms[0].figure,
        expected=format_number(first.expected, 0),
        calculation=" + ".join(format_number(term.number) for term in first.programs),
        also=[one.terms[0].cell for one in group[1:]],
        related=[term.cell for term in first.programs],
    )
