"""STR: the formulas that headings state, against what stands below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from lkjip_xl.domain.field import DASAR
from lkjip_xl.domain.quantity import SERATUS, format_number
from lkjip_xl.figures.column_formula import ColumnFormula, read_formula, read_number
from lkjip_xl.figures.explanation import is_truncated
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.records import Baris, Lampiran, Sel
from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Context, Rule, Subject

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


class _Trial(NamedTuple):
    """A figure of a column, and what the column's formula gives for its row."""

    cell: Sel
    expected: Decimal

    @property
    def agrees(self) -> bool:
        figure = self.cell.figure
        return figure.shows(self.expected) or is_truncated(figure, self.expected)


@dataclass(frozen=True)  # without slots, which leave no room for a cache
class _Stated:
    """A column whose number states a formula, with the columns that the numbers stand for."""

    lampiran: Lampiran
    column: NamedColumn
    formula: ColumnFormula
    numbered: Mapping[int, NamedColumn]

    @cached_property
    def trials(self) -> list[_Trial]:
        """The rows that the formula can be tried on."""
        cells = [cell for cell in self.lampiran.under(self.column) if cell.value is not None]
        results = ((cell, self._expected(cell.row)) for cell in cells)
        return [_Trial(cell, result) for cell, result in results if result is not None]

    @cached_property
    def wrong(self) -> list[_Trial]:
        return [trial for trial in self.trials if not (trial.agrees or self._is_state(trial))]

    def _is_state(self, trial: _Trial) -> bool:
        """Tell whether a column that adds up repeats one of its parts: a state, which adds up not."""
        values = self._values(trial.cell.row) or {}
        return not self.formula.divides and trial.cell.value in values.values()

    @property
    def is_mostly_wrong(self) -> bool:
        return 2 * len(self.wrong) > len(self.trials)

    def _expected(self, row: Baris) -> Decimal | None:
        values = self._values(row)
        result = None if values is None else self.formula.compute(values)
        makes_ratio = self.column.field.is_percent and self.formula.divides
        if result is not None and makes_ratio and not self.formula.has_hundred:
            return result * SERATUS
        return result

    def _values(self, row: Baris) -> Mapping[int, Decimal] | None:
        """Return what the formula takes from a row that can tell.

        Equal parts tell no ratio, and percentages are not added up.
        """
        columns = {number: self.numbered[number] for number in self.formula.columns}
        year = row.lampiran.year
        figures = {n: row.figure(c.field, c.year or year) for n, c in columns.items()}
        values = {n: o.value for n, o in figures.items() if o.value is not None and o.upper is None}
        if not self.formula.divides and any(figure.percent for figure in figures.values()):
            return None
        is_equal = self.formula.divides and len(values) > 1 == len(set(values.values()))
        return None if is_equal or len(values) < len(figures) else values

    @property
    def usual(self) -> str:
        """The usual formula of a percentage, where that is what most rows follow."""
        column = self.column
        if column.field not in DASAR:
            return ""
        place = {c.field: n for n, c in self.numbered.items() if c.year == column.year}
        under, over = (place.get(name, 0) for name in DASAR[column.field])
        text = f"{self.formula.number}={over}/{under}*100"
        formula = read_formula(text, self.numbered)
        if formula is None:
            return ""
        meant = _Stated(self.lampiran, column, formula, self.numbered)
        return "" if meant.is_mostly_wrong else text


@STR05.check
def find_ignored_formulas(context: Context) -> Iterator[Finding]:
    for lampiran in context.laporan.lampiran:
        for stated in _stated_formulas(lampiran):
            context.tally["rumus_kolom"] += len(stated.trials)
            if len(stated.wrong) >= 2 and stated.is_mostly_wrong:
                yield _ignored(stated)


def _stated_formulas(lampiran: Lampiran) -> Iterator[_Stated]:
    numbers = ((read_number(column.number), column) for column in lampiran.columns)
    numbered = {number: column for number, column in numbers if number and column.is_figure}
    for column in numbered.values():
        if column.field in lampiran.form.per_indicator:
            continue
        formula = read_formula(column.number, numbered) if "=" in column.number else None
        if formula is not None:
            yield _Stated(lampiran, column, formula, numbered)


def _ignored(stated: _Stated) -> Finding:
    lampiran, column, trial = stated.lampiran, stated.column, stated.wrong[0]
    expected = format_number(trial.expected, max(trial.cell.figure.decimals, 2))
    meant = stated.usual
    fix = f"tulis {meant}" if meant else "perbaiki nomor kolom pada rumusnya"
    return STR05.finding(
        CellRef(lampiran.file, lampiran.sheet, column.number_row, column.index),
        Subject(lampiran, f"rumus kolom {column.label}", column.field, column.year),
        what=(
            f"rumus kolom “{stated.formula.text}” tidak cocok dengan {len(stated.wrong)} dari "
            f"{len(stated.trials)} baris; misalnya {trial.cell.cell.a1} tertulis "
            f"{trial.cell.written}, menurut rumus {expected}"
        ),
        fix=f"{fix}, atau hitung ulang kolom ini menurut rumusnya",
        written=stated.formula.text,
        expected=meant,
        related=[one.cell.cell for one in stated.wrong],
    )
