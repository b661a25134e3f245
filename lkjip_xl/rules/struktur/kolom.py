"""STR: headings against what stands below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from lkjip_xl.domain.field import DASAR, Field
from lkjip_xl.domain.hierarki import GOALS, Level
from lkjip_xl.domain.quantity import format_number, format_rupiah
from lkjip_xl.figures.alignment import AlignedIndicator, AlignedItem
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.records import Item, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.wording import join_words
from lkjip_xl.tables.text import tidy, words_of

STR03 = Rule(
    code="STR03",
    name="judul-kolom-bertentangan-dengan-isi",
    severity=Severity.ERROR,
    doc="""
        Judul kolom menyebut satu hal, isinya hal lain.

        Yang diperiksa: kolom “Pagu” yang berisi realisasi lampiran lain (atau sebaliknya), kolom
        kinerja yang berisi target, dan kolom “Capaian” yang berisi realisasi karena di sebelahnya
        ada kolom persentase. Yang terakhir hanya informasi: banyak kantor menulisnya begitu.

        Mengapa: pembaca mengutip angka menurut judul kolomnya; realisasi yang dikutip sebagai pagu
        membuat serapan tampak 100%.

        Salah:
            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00     |
            | PROGRAM JEMBATAN | 300.000.000        | 276.000.000    | 92,00     |

            Tabel 3.2 Realisasi Kinerja dan Anggaran Tahun 2023
            | Program/Kegiatan | Indikator | Satuan | Kinerja 2022 | Pagu (Rp) 2022 | Kinerja 2023 | Pagu (Rp) 2023 |
            | PROGRAM JALAN    | Jalan     | km     | 60           | 450.000.000    | 70           | 480.000.000    |
            | PROGRAM JEMBATAN | Jembatan  | unit   | 5            | 250.000.000    | 6            | 276.000.000    |

        Benar:
            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00     |
            | PROGRAM JEMBATAN | 300.000.000        | 276.000.000    | 92,00     |

            Tabel 3.2 Realisasi Kinerja dan Anggaran Tahun 2023
            | Program/Kegiatan | Indikator | Satuan | Kinerja 2022 | Realisasi (Rp) 2022 | Kinerja 2023 | Realisasi (Rp) 2023 |
            | PROGRAM JALAN    | Jalan     | km     | 60           | 450.000.000         | 70           | 480.000.000         |
            | PROGRAM JEMBATAN | Jembatan  | unit   | 5            | 250.000.000         | 6            | 276.000.000         |
    """,
)

#: The forms that state pagu and realisasi of items side by side.
_BOTH = tuple(form for form in FORMS if form.names_items and Field.SERAPAN in form.computes)
_WITH_ANGGARAN = tuple(form for form in FORMS if form.has_anggaran)
_YEARLY = tuple(form for form in FORMS if form.yearly)
_YEARLY_SHARES = tuple(form for form in _YEARLY if form.computes)
_REALISED = frozenset({"realisasi", "serapan", "penyerapan"})
_PROMISED = frozenset({"pagu", "anggaran", "target"})


class _Pair(NamedTuple):
    """What another annex says of one item or indicator: promised and reached, two figures."""

    form: Form
    promised: Decimal
    reached: Decimal
    cells: tuple[CellRef, ...]

    def meant(self, *, is_promise: bool) -> Decimal:
        return self.promised if is_promise else self.reached


#: What the item or indicator is, and the year.
_Known = dict[tuple[AlignedItem | AlignedIndicator | Level | None, int], _Pair]


class _Said(NamedTuple):
    """A figure below a heading, and what another annex says of the same thing."""

    cell: CellRef
    value: Decimal
    pair: _Pair


@dataclass(frozen=True)  # without slots, which leave no room for a cache
class _Votes:
    """How a column's figures agree with what its heading says, and with the other meaning."""

    column: NamedColumn
    is_promise: bool
    said: Sequence[_Said]

    @cached_property
    def own(self) -> list[_Said]:
        return [o for o in self.said if o.value == o.pair.meant(is_promise=self.is_promise)]

    @cached_property
    def other(self) -> list[_Said]:
        return [o for o in self.said if o.value == o.pair.meant(is_promise=not self.is_promise)]

    @property
    def compared(self) -> int:
        return len(self.said)

    @property
    def is_wrong(self) -> bool:
        return len(self.other) >= 2 and 10 * len(self.other) >= 7 * self.compared

    @property
    def leans(self) -> bool:
        """Tell what is too little alone, yet enough beside another year that is wrong."""
        return 0 < len(self.other) == self.compared


@STR03.check
def find_money_under_a_wrong_heading(context: Context) -> Iterator[Finding]:
    known = _known_amounts(context)
    for lampiran in context.laporan.of(*_WITH_ANGGARAN):
        money = [column for column in lampiran.columns if column.field is Field.ANGGARAN]
        for is_promise in (True, False):
            votes = [
                _Votes(column, is_promise, list(_amounts(context, lampiran, column, known)))
                for column in money
                if _promises(column) is is_promise
            ]
            if any(one.is_wrong for one in votes):
                yield _money_finding(lampiran, [one for one in votes if one.is_wrong or one.leans])


def _promises(column: NamedColumn) -> bool | None:
    """Tell whether a heading says pagu or realisasi, ``None`` where it says neither or both."""
    words = set(words_of(column.label))
    if words & _REALISED:
        return False if "pagu" not in words else None
    return True if words & _PROMISED else None


def _known_amounts(context: Context) -> _Known:
    """Return the pagu and realisasi of items for which some annex has both, and they differ."""
    known: _Known = {}
    for lampiran in context.laporan.of(*_BOTH):
        for year in lampiran.years(Field.PAGU):
            for item in lampiran.items:
                amounts = [item.amount(name, year) for name in DASAR[Field.SERAPAN]]
                promised, reached = (amount.value for amount in amounts)
                key = _key(context, item)
                if key and promised is not None and reached is not None and promised != reached:
                    cells = tuple(amount.cells[0] for amount in amounts)
                    pair = _Pair(lampiran.form, promised, reached, cells)
                    known.setdefault((key, year), pair)
    return known


def _key(context: Context, item: Item) -> AlignedItem | Level | None:
    return item.level if item.level is Level.TOTAL else context.alignment.item(item)


def _amounts(
    context: Context, lampiran: Lampiran, column: NamedColumn, known: _Known
) -> Iterator[_Said]:
    """Yield the amounts below a heading; one of a goal may be meant for some of its work only."""
    year = column.year or lampiran.year
    for item in lampiran.items:
        pair = known.get((_key(context, item), year))
        value = None if pair is None else _amount_of(lampiran, item, column.field, year)
        if pair is None or value is None:
            continue
        if item.level not in GOALS or value in (pair.promised, pair.reached):
            cells = item.amount(column.field, year).cells
            yield _Said(cells[0] if cells else lampiran.head(column), value, pair)


def _amount_of(lampiran: Lampiran, item: Item, name: Field, year: int) -> Decimal | None:
    """Return an item's amount; of a goal that has none itself, the sum of what lies below it."""
    amount = item.total(name, year)
    if amount is not None or item.level not in GOALS:
        return amount
    parts = [_amount_of(lampiran, child, name, year) for child in lampiran.children_of(item)]
    return sum((part or Decimal(0) for part in parts), Decimal(0)) or None


def _money_finding(lampiran: Lampiran, wrong: Sequence[_Votes]) -> Finding:
    votes = max((one for one in wrong if one.is_wrong), key=lambda one: len(one.other))
    column, found = votes.column, votes.other
    head = lampiran.head(column)
    cell, value, pair = next((one for one in found if one.cell != head), found[0])
    own, other = ("pagu", "realisasi") if votes.is_promise else ("realisasi", "pagu")
    due = pair.meant(is_promise=votes.is_promise)
    places = join_words(sorted({one.pair.form.label for one in found}))
    what = (
        f"kolom “{column.label}” berisi {other}, bukan {own}: {len(found)} dari {votes.compared} "
        f"anggaran sama dengan {other} di {places}, misalnya {cell.a1} {format_rupiah(value)} "
        f"({own} {format_rupiah(due)})"
    )
    others = [one.column for one in wrong if one is not votes]
    if others:
        what += f"; begitu juga kolom {join_words([one.label for one in others])}"
    return STR03.finding(
        head,
        Subject(lampiran, "judul kolom anggaran", column.field, column.year),
        what=what,
        fix=(
            f"ganti judulnya menjadi “{other.capitalize()} (Rp)”, atau isi {own} yang sebenarnya; "
            "periksa juga kolom tahun lainnya"
        ),
        written=column.label,
        also=[lampiran.head(one) for one in others],
        related=[cell, *pair.cells],
    )


@STR03.check
def find_targets_under_a_heading_of_results(context: Context) -> Iterator[Finding]:
    """Report a column of results that repeats the targets wherever the two differ."""
    known = _known_results(context)
    for lampiran in context.laporan.of(*_YEARLY):
        for column in lampiran.columns:
            if column.field is lampiran.form.realisasi:
                said = list(_results(context, lampiran, column, known))
                votes = _Votes(column, is_promise=False, said=said)
                if len(votes.other) >= 3 and votes.is_wrong and not votes.own:
                    yield _targets_finding(lampiran, votes)


def _known_results(context: Context) -> _Known:
    known: _Known = {}
    for lampiran in context.laporan.of(TABEL_3_1):
        for row in lampiran.rows:
            target, realisasi = (row.told(name, lampiran.year) for name in DASAR[Field.CAPAIAN])
            key = context.alignment.indicator(row)
            if key and target and realisasi and target.value != realisasi.value:
                cells = (target.cell, realisasi.cell)
                pair = _Pair(lampiran.form, target.number, realisasi.number, cells)
                known.setdefault((key, lampiran.year), pair)
    return known


def _results(
    context: Context, lampiran: Lampiran, column: NamedColumn, known: _Known
) -> Iterator[_Said]:
    for cell in lampiran.under(column):
        is_told = cell.row.indikator and cell.value is not None
        key = context.alignment.indicator(cell.row) if is_told else None
        pair = known.get((key, cell.year))
        if pair is not None:
            yield _Said(cell.cell, cell.number, pair)


def _targets_finding(lampiran: Lampiran, votes: _Votes) -> Finding:
    column, (cell, value, pair) = votes.column, votes.other[0]
    return STR03.finding(
        lampiran.head(column),
        Subject(lampiran, "judul kolom kinerja", column.field, column.year),
        what=(
            f"kolom “{column.label}” berisi target, bukan realisasi: {len(votes.other)} dari "
            f"{votes.compared} angka sama dengan target di {pair.form.label}, misalnya "
            f"{cell.a1} {format_number(value)} (realisasi {format_number(pair.reached)})"
        ),
        fix="isi realisasi, atau sebut target pada judul kolomnya",
        written=column.label,
        related=[cell, *pair.cells],
    )


@STR03.check
def find_results_called_capaian(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(*_YEARLY_SHARES):
        for share, (_, name) in DASAR.items():
            called = [c for c in lampiran.columns if c.field is name and _is_called_capaian(c)]
            beside = lampiran.columns.first(share)
            filled = any(cell.value is not None for c in called for cell in lampiran.under(c))
            if filled and beside is not None:
                yield _called_capaian(lampiran, called, beside)


def _is_called_capaian(column: NamedColumn) -> bool:
    words = set(words_of(column.label))
    return bool(words & {"capaian", "pencapaian"}) and not words & _REALISED


def _called_capaian(
    lampiran: Lampiran, called: Sequence[NamedColumn], beside: NamedColumn
) -> Finding:
    first, *others = called
    years = [str(column.year) for column in called if column.year]
    when = f" ({join_words(years)})" if years else ""
    return STR03.finding(
        lampiran.head(first),
        Subject(lampiran, "judul kolom capaian", first.field),
        what=(
            f"kolom “{_without_year(first)}”{when} berisi realisasi; capaian, yaitu "
            f"perbandingannya dengan target, ada pada kolom “{_without_year(beside)}”"
        ),
        fix="ganti kata Capaian pada judulnya dengan Realisasi",
        written=first.label,
        also=[lampiran.head(column) for column in others],
        related=[lampiran.head(beside)],
        severity=Severity.INFO,
    )


def _without_year(column: NamedColumn) -> str:
    return tidy(column.label.replace(str(column.year), " ")) if column.year else column.label
