"""STR: headings and the formulas they state, against what stands below them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Field, Kind
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import SERATUS, Figure, format_number, format_rupiah
from lkjip_xl.figures.column_formula import ColumnFormula, read_formula, read_number
from lkjip_xl.figures.explanation import is_truncated
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.struktur.lampiran import header_cell, join_words
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

STR05 = Rule(
    code="STR05",
    name="rumus-kepala-kolom-tidak-diikuti",
    severity=Severity.WARNING,
    doc="""
        Baris nomor kolom menyatakan rumus, misalnya 7=6/5*100, tetapi sebagian besar baris tidak
        mengikutinya.

        Mengapa: rumus itu janji kepada pembaca tentang cara menghitung kolom; bila nomornya keliru,
        orang yang memeriksa akan menghitung angka yang lain. Satu dua baris yang menyimpang bukan
        urusan catatan ini.

        Salah:
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | 1                | 2                  | 3              | 4=2/3*100 |
            | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00     |
            | PROGRAM JEMBATAN | 300.000.000        | 276.000.000    | 92,00     |

        Benar:
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
            | 1                | 2                  | 3              | 4=3/2*100 |
            | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00     |
            | PROGRAM JEMBATAN | 300.000.000        | 276.000.000    | 92,00     |
    """,
)

_BOTH = {
    Form.TABEL_3_1: (Field.PAGU, Field.REALISASI_ANGGARAN),
    Form.TABEL_3_4: (Field.PAGU, Field.REALISASI_ANGGARAN),
    Form.TABEL_3_5: (Field.PAGU, Field.REALISASI_ANGGARAN),
    Form.PENYEBAB_SERAPAN: (Field.PAGU, Field.REALISASI_ANGGARAN),
}
_REALISED = frozenset({"realisasi", "serapan", "penyerapan"})
_PROMISED = frozenset({Field.PAGU, Field.ANGGARAN, Field.TARGET})
_GOALS = (Level.TUJUAN, Level.SASARAN)


class _Pair(NamedTuple):
    """What another annex says of one item or indicator: promised and reached, two figures."""

    lampiran: Lampiran
    promised: Decimal
    reached: Decimal
    cells: tuple[CellRef, ...]


#: What the item or indicator is, and the year.
_Known = Mapping[tuple[str, int], _Pair]


@dataclass(slots=True)
class _Votes:
    """How a column's figures agree with what its heading says, and with the other meaning."""

    own: int = 0
    other: list[tuple[CellRef, Decimal, _Pair]] = field(default_factory=list)
    neither: int = 0

    @property
    def compared(self) -> int:
        return self.own + len(self.other) + self.neither

    @property
    def is_wrong(self) -> bool:
        return len(self.other) >= 2 and 10 * len(self.other) >= 7 * self.compared

    @property
    def leans(self) -> bool:
        """Tell what is too little alone, yet enough beside another year that is wrong."""
        return bool(self.other) and not self.own and not self.neither


@STR03.check
def find_money_under_a_wrong_heading(context: Context) -> Iterator[Finding]:
    known = _known_amounts(context)
    for lampiran in context.laporan.of(Form.TABEL_3_2, Form.RENCANA_AKSI):
        for promised in (True, False):
            votes = {
                column: _vote_on_money(context, lampiran, column, known, promised)
                for column in lampiran.columns
                if column.field == "anggaran" and _promises(column) is promised
            }
            yield from _money_finding(lampiran, votes, promised)


def _promises(column: NamedColumn) -> bool | None:
    """Tell whether a heading says pagu or realisasi, ``None`` where it says neither or both."""
    words = set(words_of(column.label))
    if words & _REALISED:
        return False if not words & {"pagu"} else None
    return True if words & _PROMISED else None


def _known_amounts(context: Context) -> _Known:
    """Return the pagu and realisasi of items for which some annex has both, and they differ."""
    known: dict[tuple[str, int], _Pair] = {}
    for lampiran in context.laporan.of(*_BOTH):
        for year in lampiran.years(Field.PAGU):
            for item in lampiran.items:
                pair = _pair_of_amounts(lampiran, item, year)
                key = _key(context, lampiran, item) if pair is not None else ""
                if pair is not None and key:
                    known.setdefault((key, year), pair)
    return known


def _pair_of_amounts(lampiran: Lampiran, item: Item, year: int) -> _Pair | None:
    promised, reached = item.total(Field.PAGU, year), item.total(Field.REALISASI_ANGGARAN, year)
    if promised is None or reached is None or promised == reached:
        return None
    return _Pair(
        lampiran=lampiran,
        promised=promised,
        reached=reached,
        cells=(
            *item.amount(Field.PAGU, year).cells[:1],
            *item.amount(Field.REALISASI_ANGGARAN, year).cells[:1],
        ),
    )


def _key(context: Context, lampiran: Lampiran, item: Item) -> str:
    if item.level is Level.TOTAL:
        return item.level.value
    return context.alignment.item_key(lampiran, item)


def _vote_on_money(
    context: Context, lampiran: Lampiran, column: NamedColumn, known: _Known, promised: bool
) -> _Votes:
    votes = _Votes()
    year = column.year or lampiran.year
    for item in lampiran.items:
        pair = known.get((_key(context, lampiran, item), year))
        amount = None if pair is None else _amount_of(lampiran, item, column.field, year)
        if pair is None or amount is None:
            continue
        own, other = (pair.promised, pair.reached) if promised else (pair.reached, pair.promised)
        if amount == other:
            votes.other.append((_cell_of(lampiran, item, column, year), amount, pair))
        elif amount == own:
            votes.own += 1
        elif item.level not in _GOALS:
            votes.neither += 1
    return votes


def _amount_of(lampiran: Lampiran, item: Item, name: Field, year: int) -> Decimal | None:
    """Return an item's amount; of a goal that has none itself, the sum of what lies below it."""
    amount = item.total(name, year)
    if amount is not None or item.level not in _GOALS:
        return amount
    parts = [_amount_of(lampiran, child, name, year) for child in lampiran.children_of(item)]
    return sum((part or Decimal(0) for part in parts), Decimal(0)) or None


def _cell_of(lampiran: Lampiran, item: Item, column: NamedColumn, year: int) -> CellRef:
    cells = item.amount(column.field, year).cells
    return cells[0] if cells else header_cell(lampiran, column)


def _money_finding(
    lampiran: Lampiran, votes: Mapping[NamedColumn, _Votes], promised: bool
) -> Iterator[Finding]:
    sure = [column for column in votes if votes[column].is_wrong]
    if not sure:
        return
    wrong = [column for column in votes if column in sure or votes[column].leans]
    at = max(sure, key=lambda column: len(votes[column].other))
    own, other = ("pagu", "realisasi") if promised else ("realisasi", "pagu")
    head = header_cell(lampiran, at)
    found = votes[at].other
    cell, amount, pair = next((one for one in found if one[0] != head), found[0])
    places = join_words(sorted({other.lampiran.form.label for _, _, other in found}))
    told = pair.promised if promised else pair.reached
    what = (
        f"kolom “{at.label}” berisi {other}, bukan {own}: {len(found)} dari "
        f"{votes[at].compared} anggaran sama dengan {other} di {places}, "
        f"misalnya {cell.a1} {format_rupiah(amount)} ({own} {format_rupiah(told)})"
    )
    others = [column for column in wrong if column is not at]
    if others:
        what += f"; begitu juga kolom {join_words([column.label for column in others])}"
    yield STR03.finding(
        head,
        Subject(lampiran=lampiran, item="judul kolom anggaran", field=at.field, year=at.year),
        what=what,
        fix=(
            f"ganti judulnya menjadi “{other.capitalize()} (Rp)”, atau isi {own} yang sebenarnya; "
            "periksa juga kolom tahun lainnya"
        ),
        written=at.label,
        also=[header_cell(lampiran, column) for column in others],
        related=[cell, *pair.cells],
    )


@STR03.check
def find_targets_under_a_heading_of_results(context: Context) -> Iterator[Finding]:
    """Report a column of results that repeats the targets wherever the two differ."""
    known = _known_results(context)
    for lampiran in context.laporan.of(Form.TABEL_3_2, Form.TABEL_3_3):
        name = "kinerja" if lampiran.form is Form.TABEL_3_2 else "realisasi"
        for column in lampiran.columns:
            if column.field != name:
                continue
            votes = _vote_on_results(context, lampiran, column, known)
            if len(votes.other) >= 3 and votes.is_wrong and not votes.own:
                yield _targets_finding(lampiran, column, votes)


def _known_results(context: Context) -> _Known:
    known: dict[tuple[str, int], _Pair] = {}
    for lampiran in context.laporan.of(Form.TABEL_3_1):
        for row in lampiran.rows:
            target, realisasi = (
                row.figure(name, lampiran.year).value for name in (Field.TARGET, Field.REALISASI)
            )
            key = context.alignment.indicator_key(lampiran, row) if row.indikator else ""
            if key and target is not None and realisasi is not None and target != realisasi:
                cells = (
                    row.at(Field.TARGET, lampiran.year),
                    row.at(Field.REALISASI, lampiran.year),
                )
                pair = _Pair(lampiran=lampiran, promised=target, reached=realisasi, cells=cells)
                known.setdefault((key, lampiran.year), pair)
    return known


def _vote_on_results(
    context: Context, lampiran: Lampiran, column: NamedColumn, known: _Known
) -> _Votes:
    votes = _Votes()
    year = column.year or lampiran.year
    for row in lampiran.rows:
        value = row.figure(column.field, year).value
        key = context.alignment.indicator_key(lampiran, row) if row.indikator else ""
        pair = known.get((key, year))
        if pair is None or value is None:
            continue
        if value == pair.promised:
            votes.other.append((row.at(column.field, year), value, pair))
        elif value == pair.reached:
            votes.own += 1
        else:
            votes.neither += 1
    return votes


def _targets_finding(lampiran: Lampiran, column: NamedColumn, votes: _Votes) -> Finding:
    cell, value, pair = votes.other[0]
    return STR03.finding(
        header_cell(lampiran, column),
        Subject(
            lampiran=lampiran, item="judul kolom kinerja", field=column.field, year=column.year
        ),
        what=(
            f"kolom “{column.label}” berisi target, bukan realisasi: {len(votes.other)} dari "
            f"{votes.compared} angka sama dengan target di {pair.lampiran.form.label}, misalnya "
            f"{cell.a1} {format_number(value)} (realisasi {format_number(pair.reached)})"
        ),
        fix="isi realisasi, atau sebut target pada judul kolomnya",
        written=column.label,
        related=[cell, *pair.cells],
    )


@STR03.check
def find_results_called_capaian(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.of(Form.TABEL_3_3, Form.TABEL_3_5):
        for name, share in (
            (Field.REALISASI, Field.CAPAIAN),
            (Field.REALISASI_ANGGARAN, Field.SERAPAN),
        ):
            called = [
                column
                for column in lampiran.columns
                if column.field == name
                and {"capaian", "pencapaian"} & set(words_of(column.label))
                and not _REALISED & set(words_of(column.label))
            ]
            beside = lampiran.columns.first(share)
            if called and beside is not None and _is_filled(lampiran, called):
                yield _called_capaian(lampiran, called, beside)


def _is_filled(lampiran: Lampiran, columns: Sequence[NamedColumn]) -> bool:
    return any(
        row.figure(column.field, column.year or lampiran.year).value is not None
        for row in lampiran.rows
        for column in columns
    )


def _called_capaian(
    lampiran: Lampiran, called: Sequence[NamedColumn], beside: NamedColumn
) -> Finding:
    first, *others = called
    years = [str(column.year) for column in called if column.year]
    when = f" ({join_words(years)})" if years else ""
    return STR03.finding(
        header_cell(lampiran, first),
        Subject(lampiran=lampiran, item="judul kolom capaian", field=first.field),
        what=(
            f"kolom “{_without_year(first)}”{when} berisi realisasi; capaian, yaitu "
            f"perbandingannya dengan target, ada pada kolom “{_without_year(beside)}”"
        ),
        fix="ganti kata Capaian pada judulnya dengan Realisasi",
        written=first.label,
        also=[header_cell(lampiran, column) for column in others],
        related=[header_cell(lampiran, beside)],
        severity=Severity.INFO,
    )


def _without_year(column: NamedColumn) -> str:
    return tidy(column.label.replace(str(column.year), " ")) if column.year else column.label


class _Stated(NamedTuple):
    """A column whose number states a formula, with the columns that the numbers stand for."""

    lampiran: Lampiran
    column: NamedColumn
    formula: ColumnFormula
    numbered: Mapping[int, NamedColumn]

    def expected(self, row: Baris) -> Decimal | None:
        """Return what the formula gives for a row that can tell; equal parts tell no ratio."""
        figures = {
            number: row.figure(column.field, column.year or self.lampiran.year)
            for number, column in self.numbered.items()
            if number in self.formula.columns
        }
        values = {n: figure.value for n, figure in figures.items() if figure.value is not None}
        if len(values) < len(figures) or any(f.upper is not None for f in figures.values()):
            return None
        if self.formula.divides and len(values) > 1 and len(set(values.values())) == 1:
            return None
        result = self.formula.compute(values)
        per_cent = self.column.kind is Kind.PERSEN and self.formula.divides
        if result is not None and per_cent and not self.formula.has_hundred:
            return result * SERATUS
        return result

    def written(self, row: Baris) -> Figure:
        return row.figure(self.column.field, self.column.year or self.lampiran.year)

    def cell(self, row: Baris) -> CellRef:
        return row.at(self.column.field, self.column.year or self.lampiran.year)


@STR05.check
def find_ignored_formulas(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.lampiran:
        for stated in _stated_formulas(lampiran):
            compared, wrong = _compare(stated)
            context.tally["rumus_kolom"] += len(compared)
            if len(wrong) >= 2 and 2 * len(wrong) > len(compared):
                yield _ignored(stated, compared, wrong)


def _stated_formulas(lampiran: Lampiran) -> Iterator[_Stated]:
    numbered = {
        number: column
        for column in lampiran.columns
        if column.is_figure and (number := read_number(column.number))
    }
    for column in numbered.values():
        formula = read_formula(column.number, numbered) if "=" in column.number else None
        if formula is not None:
            yield _Stated(lampiran=lampiran, column=column, formula=formula, numbered=numbered)


def _compare(stated: _Stated) -> tuple[list[Baris], list[Baris]]:
    """Return the rows that the formula can be tried on, and those that it does not give."""
    compared: list[Baris] = []
    wrong: list[Baris] = []
    for row in stated.lampiran.rows:
        expected, written = stated.expected(row), stated.written(row)
        if expected is None or written.value is None:
            continue
        compared.append(row)
        if not written.shows(expected) and not is_truncated(written, expected):
            wrong.append(row)
    return compared, wrong


def _ignored(stated: _Stated, compared: Sequence[Baris], wrong: Sequence[Baris]) -> Finding:
    column, row = stated.column, wrong[0]
    expected, written = stated.expected(row), stated.written(row)
    assert expected is not None
    meant = _meant_formula(stated)
    fix = f"tulis {meant}" if meant else "perbaiki nomor kolom pada rumusnya"
    return STR05.finding(
        CellRef(stated.lampiran.file, stated.lampiran.sheet, column.number_row, column.index),
        Subject(
            lampiran=stated.lampiran,
            item=f"rumus kolom {column.label}",
            field=column.field,
            year=column.year,
        ),
        what=(
            f"rumus kolom “{stated.formula.text}” tidak cocok dengan {len(wrong)} dari "
            f"{len(compared)} baris; misalnya {stated.cell(row).a1} tertulis {written.written}, "
            f"menurut rumus {format_number(expected, max(written.decimals, 2))}"
        ),
        fix=fix + ", atau hitung ulang kolom ini menurut rumusnya",
        written=stated.formula.text,
        expected=meant,
        related=[stated.cell(one) for one in wrong],
    )


def _meant_formula(stated: _Stated) -> str:
    """Return the usual formula of a percentage where that is what most rows follow."""
    parts = {"capaian": ("realisasi", "target"), "serapan": ("realisasi_anggaran", "pagu")}
    if stated.column.field not in parts:
        return ""
    place: defaultdict[str, int] = defaultdict(int)
    for number, column in stated.numbered.items():
        if (column.year or 0) == (stated.column.year or 0):
            place[column.field] = number
    over, under = (place[name] for name in parts[stated.column.field])
    formula = read_formula(f"{stated.formula.number}={over}/{under}*100", stated.numbered)
    if formula is None:
        return ""
    usual = _Stated(
        lampiran=stated.lampiran, column=stated.column, formula=formula, numbered=stated.numbered
    )
    compared, wrong = _compare(usual)
    return formula.text if 2 * len(wrong) <= len(compared) else ""
