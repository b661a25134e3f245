"""RUM: a formula, or a typed number, beside the formulas of its column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Kind
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.indikator import Rumus
from lkjip_xl.domain.quantity import SERATUS, Reading, format_number
from lkjip_xl.figures.plain_formula import Ref, Target
from lkjip_xl.figures.rollup import sum_values
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import Value
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.location import CellRange, CellRef
from lkjip_xl.rules.rule import Context, Rule, Subject, once
from lkjip_xl.rules.rumus.acuan import (
    ENOUGH_ALIKE,
    direction_of,
    find_stray_references,
    own_rumus,
)
from lkjip_xl.rules.rumus.jumlah import find_added_percentages, find_incomplete_sums
from lkjip_xl.rules.rumus.sel import FormulaCell, Formulas, accused, formulas_of, found_once

RUM02 = Rule(
    code="RUM02",
    name="rumus-berbeda-dari-tetangganya",
    severity=Severity.WARNING,
    doc="""
        Satu rumus menghitung dengan cara lain daripada rumus lain di kolom yang sama.

        Mengapa: rumus yang disalin ke bawah seharusnya sama bentuknya. Satu yang berbeda biasanya
        pernah diubah dengan tangan dan tidak lagi mengikuti angka di barisnya.

        Salah:
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | Sisa Anggaran (Rp)        |
            | PROGRAM JALAN    | 500.000.000        | 400.000.000    | =B2-C2 → 100.000.000      |
            | PROGRAM JEMBATAN | 300.000.000        | 200.000.000    | =B3-C3 → 100.000.000      |
            | PROGRAM DRAINASE | 200.000.000        | 150.000.000    | =B4-C4 → 50.000.000       |
            | PROGRAM TERMINAL | 100.000.000        | 90.000.000     | =B5-80000000 → 20.000.000 |
            | PROGRAM PARKIR   | 400.000.000        | 300.000.000    | =B6-C6 → 100.000.000      |

        Benar:
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | Sisa Anggaran (Rp)   |
            | PROGRAM JALAN    | 500.000.000        | 400.000.000    | =B2-C2 → 100.000.000 |
            | PROGRAM JEMBATAN | 300.000.000        | 200.000.000    | =B3-C3 → 100.000.000 |
            | PROGRAM DRAINASE | 200.000.000        | 150.000.000    | =B4-C4 → 50.000.000  |
            | PROGRAM TERMINAL | 100.000.000        | 90.000.000     | =B5-C5 → 10.000.000  |
            | PROGRAM PARKIR   | 400.000.000        | 300.000.000    | =B6-C6 → 100.000.000 |
    """,
)

RUM05 = Rule(
    code="RUM05",
    name="angka-diketik-di-kolom-rumus",
    severity=Severity.INFO,
    doc="""
        Sebuah angka diketik di kolom yang baris lainnya memakai rumus.

        Mengapa: angka itu tidak ikut berubah bila target, realisasi, atau pagu diperbaiki.

        Salah:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%)          |
            | Panjang jalan mantap | km     | 80     | 70        | =D2/C2*100 → 87,50   |
            | Jembatan mantap      | unit   | 90     | 81        | =D3/C3*100 → 90,00   |
            | Terminal laik        | unit   | 4      | 4         | =D4/C4*100 → 100,00  |
            | Halte terpasang      | unit   | 20     | 18        | 90,00                |
            | Rambu terpasang      | unit   | 50     | 40        | =D6/C6*100 → 80,00   |
            | Marka tercat         | km     | 10     | 9         | =D7/C7*100 → 90,00   |

        Benar:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%)          |
            | Panjang jalan mantap | km     | 80     | 70        | =D2/C2*100 → 87,50   |
            | Jembatan mantap      | unit   | 90     | 81        | =D3/C3*100 → 90,00   |
            | Terminal laik        | unit   | 4      | 4         | =D4/C4*100 → 100,00  |
            | Halte terpasang      | unit   | 20     | 18        | =D5/C5*100 → 90,00   |
            | Rambu terpasang      | unit   | 50     | 40        | =D6/C6*100 → 80,00   |
            | Marka tercat         | km     | 10     | 9         | =D7/C7*100 → 90,00   |
    """,
)

#: The share of its neighbours that must be alike before a single other one is strange.
_SHARE = Decimal("0.8")
#: Formulas that make a column one of formulas, and how many typed numbers each may excuse.
_ENOUGH_FORMULAS, _PER_TYPED = 5, 5
#: More strange formulas than this make no column of one formula.
_MOST_DEVIANTS = 20


# --- RUM02 -------------------------------------------------------------------------------------

_Slot = tuple[Hashable, ...]


class _Shape(NamedTuple):
    """A formula as it looks from its own cell: the shape, and where each reference lies."""

    text: str
    slots: tuple[_Slot, ...]


def _shape(formulas: Formulas, cell: FormulaCell) -> _Shape | None:
    """Return a formula's shape; ``None`` for sums and links, which differ from row to row."""
    if cell.parts is None or cell.adds_column or isinstance(cell.parts.tree, Ref):
        return None
    slots: list[_Slot] = []
    for target in cell.parts.references:
        cells = target.cells
        if not cell.is_here(target):
            slots.append(("lembar", target.sheet.casefold(), cells.left, cells.right))
        elif formulas.is_fixed(cell, target):
            slots.append(("tetap", cells.top, cells.left, cells.bottom, cells.right))
        else:
            own = cell.row.row
            slots.append(("baris", cells.top - own, cells.left, cells.bottom - own, cells.right))
    return _Shape(cell.parts.shape, tuple(slots))


def _moved(shape: _Shape, row: int) -> tuple[Target, ...] | None:
    """Return a shape's references seen from another row, ``None`` where that cannot be told."""
    targets = []
    for kind, *numbers in shape.slots:
        if kind == "lembar":
            return None
        top, left, bottom, right = (int(str(number)) for number in numbers)
        down = row if kind == "baris" else 0
        targets.append(Target("", CellRange(top + down, left, bottom + down, right)))
    return tuple(targets)


class _Shaped(NamedTuple):
    cell: FormulaCell
    shape: _Shape
    direction: Rumus | None


@RUM02.check
@found_once
def find_deviant_formulas(context: Context) -> Iterator[Finding]:
    """Report the one formula of a column that computes otherwise than all its neighbours."""
    formulas = formulas_of(context)
    taken = (
        accused(find_added_percentages(context)).keys()
        | accused(find_incomplete_sums(context)).keys()
        | accused(find_stray_references(context)).keys()
    )
    for column in _by_column(context, formulas).values():
        if len(column) <= ENOUGH_ALIKE:
            continue
        for one, alike in _deviants(column):
            if one.cell.at in taken or one.cell.figure.reading is Reading.ERROR:
                continue
            if one.cell.grid.ignores("formula", one.cell.row.row, one.cell.column.index):
                continue
            if one.direction is not None and own_rumus(formulas, one.cell) is not None:
                continue  # a known formula of capaian: whether it is the right one, others tell
            value = _neighbours_value(formulas, alike, one.cell)
            if value is not None and not one.cell.figure.shows(value):
                yield _deviant(one.cell, alike, value)


def _deviants(column: Sequence[_Shaped]) -> Iterator[tuple[_Shaped, list[_Shaped]]]:
    """Yield each formula of a shape of its own, with the neighbours that are all alike.

    Rows of its own level and direction are its neighbours, where there are enough; else all rows of
    its direction.
    """
    shapes = Counter(one.shape for one in column)
    if list(shapes.values()).count(1) > _MOST_DEVIANTS:
        return
    for one in column:
        if shapes[one.shape] == 1:
            alike = _alike(column, one)
            if alike:
                yield one, alike


def _alike(column: Sequence[_Shaped], one: _Shaped) -> list[_Shaped]:
    peers = [other for other in column if other.direction is one.direction and other is not one]
    level = [other for other in peers if other.cell.row.level is one.cell.row.level]
    group = level if len(level) >= ENOUGH_ALIKE else peers
    if len(group) < ENOUGH_ALIKE:
        return []
    shape, count = Counter(other.shape for other in group).most_common(1)[0]
    if count < ENOUGH_ALIKE or count < _SHARE * (len(group) + 1):
        return []
    return [other for other in group if other.shape == shape]


@once
def _by_column(context: Context, formulas: Formulas) -> dict[tuple[int, int], list[_Shaped]]:
    """Return the formulas of each column that neither add up nor link, by table and column."""
    columns: dict[tuple[int, int], list[_Shaped]] = {}
    for cell in formulas.cells:
        shape = _shape(formulas, cell) if cell.column.is_figure else None
        if shape is not None:
            by_direction = cell.column.field.endswith("capaian")
            direction = direction_of(context, cell) if by_direction else None
            columns.setdefault((id(cell.line.lampiran), cell.column.index), []).append(
                _Shaped(cell, shape, direction)
            )
    return columns


def _neighbours_value(
    formulas: Formulas, alike: Sequence[_Shaped], cell: FormulaCell
) -> Decimal | None:
    """Return what the neighbours' formula gives in another row, on the scale of its figures."""
    pattern = alike[0]
    targets = _moved(pattern.shape, cell.row.row)
    if targets is None or pattern.cell.parts is None:
        return None
    value = formulas.compute(cell.grid, pattern.cell.parts, targets)
    return _as_figure(value, pattern.cell)


def _as_figure(value: Value, pattern: FormulaCell) -> Decimal | None:
    """Return a computed value on the scale that the pattern's own cell is shown in."""
    if not isinstance(value, float) or isinstance(value, bool):
        return None
    number = Decimal(f"{value:.15g}")
    if pattern.column.scale:
        number = number.scaleb(pattern.column.scale)
    return number * SERATUS if pattern.figure.percent else number


def _deviant(cell: FormulaCell, alike: Sequence[_Shaped], value: Decimal) -> Finding:
    other = alike[0].cell
    sign = "%" if cell.column.kind is Kind.PERSEN else ""
    decimals = other.figure.decimals
    own = cell.figure.written.rstrip("%")
    return RUM02.finding(
        cell.at,
        Subject.of_row(cell.line.lampiran, cell.row, cell.column.field, cell.year),
        what=(
            f"rumus {cell.shown} berbeda bentuk dari {len(alike)} rumus lain di kolom ini "
            f"(misalnya {other.at.a1}: {other.shown}); hasilnya {own}{sign}, dengan rumus "
            f"tetangganya {format_number(value, decimals)}{sign}"
        ),
        fix=f"salin rumus {other.at.a1} ke {cell.at.a1}, atau jelaskan di kolom Keterangan mengapa berbeda",
        written=cell.figure,
        expected=format_number(value, decimals),
        related=(other.at,),
    )


# --- RUM05 -------------------------------------------------------------------------------------


class _Typed(NamedTuple):
    """A typed number where its neighbours have formulas, and what a formula would give."""

    lampiran: Lampiran
    row: Baris
    column: NamedColumn
    at: CellRef
    value: Decimal
    pattern: FormulaCell

    @property
    def agrees(self) -> bool:
        return self.row.figure(self.column.field, self.year).shows(self.value)

    @property
    def year(self) -> int:
        return self.column.year or self.lampiran.year


@RUM05.check
@found_once
def find_typed_numbers(context: Context) -> Iterator[Finding]:
    """Report the few typed numbers of a column of formulas once, at the first that differs."""
    formulas = formulas_of(context)
    columns: dict[tuple[int, int], list[FormulaCell]] = {}
    for cell in formulas.cells:
        if cell.column.is_figure and not cell.column.is_month:
            columns.setdefault((id(cell.line.lampiran), cell.column.index), []).append(cell)
    shaped = _by_column(context, formulas)
    for key, cells in columns.items():
        if len(cells) >= _ENOUGH_FORMULAS:
            typed = list(_typed_numbers(context, formulas, cells, shaped.get(key, [])))
            if typed:
                yield _typed_finding(sorted(typed, key=lambda one: one.agrees))


def _typed_numbers(
    context: Context, formulas: Formulas, cells: Sequence[FormulaCell], shaped: Sequence[_Shaped]
) -> Iterator[_Typed]:
    lampiran, column, grid = cells[0].line.lampiran, cells[0].column, cells[0].grid
    year = column.year or lampiran.year
    per_level = Counter(cell.row.level for cell in cells)
    typed: dict[Level, list[Baris]] = {}
    for row in lampiran.rows:
        at = row.at(column.field, year)
        here = (at.row, at.column) == (row.row, column.index)
        figure = row.figure(column.field, year)
        if here and figure.value is not None and (row.row, column.index) not in grid.formulas:
            typed.setdefault(row.level, []).append(row)
    for level, rows in typed.items():
        if per_level[level] < _ENOUGH_FORMULAS or len(rows) * _PER_TYPED > per_level[level]:
            continue
        for row in rows:
            found = _formula_value(context, formulas, cells, shaped, row)
            if found is not None:
                value, pattern = found
                yield _Typed(lampiran, row, column, row.at(column.field, year), value, pattern)


def _formula_value(
    context: Context,
    formulas: Formulas,
    cells: Sequence[FormulaCell],
    shaped: Sequence[_Shaped],
    row: Baris,
) -> tuple[Decimal, FormulaCell] | None:
    """Return what a formula like its neighbours' gives in a row, and such a neighbour."""
    same = [cell for cell in cells if cell.row.level is row.level]
    sums = [cell for cell in same if cell.adds_column]
    if 2 * len(sums) > len(same):
        return _sum_below(formulas, sums[0], row)
    direction = None
    if cells[0].column.field.endswith("capaian"):
        direction = context.directions.of(row.indikator, row.satuan).rumus
    alike = [
        one for one in shaped if one.direction is direction and one.cell.row.level is row.level
    ]
    if len(alike) < ENOUGH_ALIKE:
        return None
    shape, count = Counter(one.shape for one in alike).most_common(1)[0]
    if count < _SHARE * len(alike):
        return None
    pattern = next(one.cell for one in alike if one.shape == shape)
    targets = _moved(shape, row.row)
    if targets is None or pattern.parts is None:
        return None
    value = _as_figure(formulas.compute(pattern.grid, pattern.parts, targets), pattern)
    return None if value is None else (value, pattern)


def _sum_below(
    formulas: Formulas, pattern: FormulaCell, row: Baris
) -> tuple[Decimal, FormulaCell] | None:
    """Return the sum of the item's children in a column of sums."""
    if pattern.column.kind is not Kind.RUPIAH:
        return None
    lines = formulas.lines.get((pattern.grid.file, pattern.grid.sheet, row.row), ())
    line = next((one for one in lines if one.lampiran is pattern.line.lampiran), None)
    if line is None:
        return None
    children: Iterator[Item] = line.head.children_of(line.item)
    amounts = [child.amount(pattern.column.field, pattern.year).value for child in children]
    total = sum_values(amounts)
    return (total.total, pattern) if total.total is not None and total.is_complete else None


#: Columns whose values other rules judge in every row.
_JUDGED = ("capaian", "serapan", "pagu", "realisasi_anggaran", "anggaran")


def _typed_finding(typed: Sequence[_Typed]) -> Finding:
    first = typed[0]
    figure = first.row.figure(first.column.field, first.year)
    result = format_number(first.value, figure.decimals)
    percent = "%" if first.column.kind is Kind.PERSEN else ""
    told = "sama dengan" if first.agrees else "berbeda dari"
    what = (
        f"{figure.written} diketik di kolom yang berisi rumus (misalnya {first.pattern.at.a1}: "
        f"{first.pattern.shown}); {told} hasil rumusnya, {result}{percent}"
    )
    also = [one.at for one in typed[1:]]
    if also:
        what += f"; begitu juga {', '.join(cell.a1 for cell in also)}"
    unjudged = not first.agrees and first.column.field not in _JUDGED
    return RUM05.finding(
        first.at,
        Subject.of_row(first.lampiran, first.row, first.column.field, first.year),
        what=what,
        fix="ganti angka ketikan dengan rumus seperti baris lainnya",
        written=figure,
        expected=result,
        also=also,
        related=(first.pattern.at,),
        severity=Severity.WARNING if unjudged else None,
    )
