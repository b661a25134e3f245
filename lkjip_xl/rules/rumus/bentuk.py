"""RUM: a formula, or a typed number, beside the formulas of its column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.indikator import Rumus
from lkjip_xl.domain.quantity import SERATUS, Reading, format_number
from lkjip_xl.figures.calculator import Undecided
from lkjip_xl.figures.formula_text import Reference
from lkjip_xl.figures.plain_formula import Ref
from lkjip_xl.figures.rollup import sum_values
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.records import Baris, Sel
from lkjip_xl.location import CellRange
from lkjip_xl.rules.cells import tables_of
from lkjip_xl.rules.mending import mend_typed
from lkjip_xl.rules.rule import Context, Rule, Subject, once
from lkjip_xl.rules.rumus.acuan import (
    ENOUGH_ALIKE,
    direction_of,
    find_stray_references,
    own_rumus,
)
from lkjip_xl.rules.rumus.jumlah import find_added_percentages, find_incomplete_sums
from lkjip_xl.rules.rumus.sel import (
    Column,
    FormulaCell,
    accused,
    formula_cells,
    found_once,
    is_fixed,
)

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
    mend=mend_typed,
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


# --- the shape of a formula --------------------------------------------------------------------


class _Slot(NamedTuple):
    """Where a reference lies, seen from its formula.

    Rows count from the formula's own where it is ``relative``; ``sheet`` names another sheet.
    """

    sheet: str
    relative: bool
    cells: tuple[int, int, int, int]

    def seen_from(self, row: int) -> Reference:
        top, left, bottom, right = self.cells
        down = row if self.relative else 0
        return Reference("", CellRange(top + down, left, bottom + down, right))


class _Shaped(NamedTuple):
    """A formula with its shape, and the direction of the indicator whose capaian it is."""

    cell: FormulaCell
    shape: tuple[Hashable, ...]
    slots: tuple[_Slot, ...]
    direction: Rumus | None

    def computed_at(self, context: Context, row: int) -> Decimal | None:
        """Return what the formula gives in another row, on the scale of its own figure."""
        if self.cell.parts is None or any(slot.sheet for slot in self.slots):
            return None
        references = [slot.seen_from(row) for slot in self.slots]
        calculator = tables_of(context).calculator
        try:
            value = calculator.compute(self.cell.grid, self.cell.parts.tree, references)
        except Undecided:
            return None
        if not isinstance(value, float):
            return None
        number = Decimal(f"{value:.15g}")
        if self.cell.column.scale:
            number = number.scaleb(self.cell.column.scale)
        return number * SERATUS if self.cell.figure.percent else number


def _slot(context: Context, cell: FormulaCell, reference: Reference) -> _Slot:
    cells, own = reference.cells, cell.row.row
    if not cell.is_here(reference):
        return _Slot(reference.sheet.casefold(), False, (0, cells.left, 0, cells.right))
    if is_fixed(context, cell, reference):
        return _Slot("", False, (cells.top, cells.left, cells.bottom, cells.right))
    return _Slot("", True, (cells.top - own, cells.left, cells.bottom - own, cells.right))


@once
def _shaped_by_column(context: Context) -> Mapping[Column, Sequence[_Shaped]]:
    """Return each column's formulas but sums and links, which differ from row to row."""
    columns: dict[Column, list[_Shaped]] = {}
    for cell in formula_cells(context):
        if cell.parts is None or not cell.column.is_figure:
            continue
        if cell.adds_column or isinstance(cell.parts.tree, Ref):
            continue
        slots = tuple(_slot(context, cell, one) for one in cell.references)
        shape = (cell.parts.shape, slots)
        direction = _direction(context, cell.sel.field, cell.row)
        columns.setdefault(cell.key, []).append(_Shaped(cell, shape, slots, direction))
    return columns


def _direction(context: Context, name: Field, row: Baris) -> Rumus | None:
    return direction_of(context, row) if name.part is Field.CAPAIAN else None


def _commonest(group: Sequence[_Shaped], of: int) -> list[_Shaped]:
    """Return the formulas of the shape that nearly all have, none where there is no such."""
    if len(group) < ENOUGH_ALIKE:
        return []
    shape, count = Counter(one.shape for one in group).most_common(1)[0]
    return [one for one in group if one.shape == shape] if count >= _SHARE * of else []


# --- RUM02 -------------------------------------------------------------------------------------


@RUM02.check
@found_once
def find_deviant_formulas(context: Context) -> Iterator[Finding]:
    """Report the one formula of a column that computes otherwise than all its neighbours."""
    taken = accused(context, find_added_percentages, find_incomplete_sums, find_stray_references)
    for column in _shaped_by_column(context).values():
        for one, alike in _deviants(column):
            cell = one.cell
            if cell.at in taken or cell.figure.reading is Reading.ERROR:
                continue
            if cell.grid.ignores("formula", cell.row.row, cell.column.index):
                continue
            if cell.sel.field in cell.lampiran.form.per_indicator:
                continue
            if one.direction is not None and own_rumus(context, cell) is not None:
                continue  # a known formula of capaian: whether it is the right one, others tell
            value = alike[0].computed_at(context, cell.row.row)
            if value is not None and not cell.figure.shows(value):
                yield _deviant(cell, alike, value)


def _deviants(column: Sequence[_Shaped]) -> Iterator[tuple[_Shaped, list[_Shaped]]]:
    """Yield each formula of a shape of its own, with the neighbours that are all alike.

    Rows of its own level and direction are its neighbours, where there are enough; else all rows of
    its direction.
    """
    shapes = Counter(one.shape for one in column)
    if len(column) <= ENOUGH_ALIKE or list(shapes.values()).count(1) > _MOST_DEVIANTS:
        return
    for one in column:
        if shapes[one.shape] == 1:
            peers = [p for p in column if p.direction is one.direction and p is not one]
            level = [peer for peer in peers if peer.cell.row.level is one.cell.row.level]
            group = level if len(level) >= ENOUGH_ALIKE else peers
            alike = _commonest(group, len(group) + 1)
            if len(alike) >= ENOUGH_ALIKE:
                yield one, alike


def _deviant(cell: FormulaCell, alike: Sequence[_Shaped], value: Decimal) -> Finding:
    other, sign = alike[0].cell, cell.percent
    expected = format_number(value, other.figure.decimals)
    return RUM02.finding(
        cell.at,
        Subject.of(cell.sel),
        what=(
            f"rumus {cell.shown} berbeda bentuk dari {len(alike)} rumus lain di kolom ini "
            f"(misalnya {other.at.a1}: {other.shown}); hasilnya {cell.figure.written.rstrip('%')}"
            f"{sign}, dengan rumus tetangganya {expected}{sign}"
        ),
        fix=f"salin rumus {other.at.a1} ke {cell.at.a1}, atau jelaskan di kolom Keterangan mengapa berbeda",
        written=cell.figure,
        expected=expected,
        related=(other.at,),
    )


# --- RUM05 -------------------------------------------------------------------------------------


class _Typed(NamedTuple):
    """A typed number where its neighbours have formulas, and what a formula like one gives."""

    sel: Sel
    value: Decimal
    pattern: FormulaCell

    @property
    def agrees(self) -> bool:
        return self.sel.figure.shows(self.value)


@RUM05.check
@found_once
def find_typed_numbers(context: Context) -> Iterator[Finding]:
    """Report the few typed numbers of a column of formulas once, at the first that differs."""
    columns: dict[Column, list[FormulaCell]] = {}
    for cell in formula_cells(context):
        is_alike = cell.sel.field not in cell.lampiran.form.per_indicator
        if cell.column.is_figure and not cell.column.is_month and is_alike:
            columns.setdefault(cell.key, []).append(cell)
    for cells in columns.values():
        typed = list(_typed_numbers(context, cells))
        if typed:
            yield _typed_finding(sorted(typed, key=lambda one: one.agrees))


def _typed_numbers(context: Context, cells: Sequence[FormulaCell]) -> Iterator[_Typed]:
    first = cells[0]
    per_level = Counter(cell.row.level for cell in cells)
    typed: dict[Level, list[Sel]] = {}
    for row in first.lampiran.rows:
        own = row.told(first.sel.field, first.sel.year)
        if own is None or own.place != (row.row, first.column.index):
            continue
        if not tables_of(context).formula(own):
            typed.setdefault(row.level, []).append(own)
    for level, own_cells in typed.items():
        if per_level[level] < max(_ENOUGH_FORMULAS, len(own_cells) * _PER_TYPED):
            continue
        same = [cell for cell in cells if cell.row.level is level]
        for own in own_cells:
            found = _formula_value(context, same, own)
            if found is not None:
                yield found


def _formula_value(context: Context, same: Sequence[FormulaCell], own: Sel) -> _Typed | None:
    """Return a typed number with what a formula like those of its level gives in its place."""
    sums = [cell for cell in same if cell.adds_column]
    if 2 * len(sums) > len(same):
        return _sum_below(sums[0], own)
    direction = _direction(context, own.field, own.row)
    level = [
        one
        for one in _shaped_by_column(context).get(same[0].key, ())
        if one.direction is direction and one.cell.row.level is own.row.level
    ]
    for pattern in _commonest(level, len(level))[:1]:
        value = pattern.computed_at(context, own.row.row)
        return None if value is None else _Typed(own, value, pattern.cell)
    return None


def _sum_below(pattern: FormulaCell, own: Sel) -> _Typed | None:
    """Return a typed number of a column of sums with the sum of its item's children."""
    if not own.field.is_money or own.item is None:
        return None
    total = sum_values(child.total(own.field, own.year) for child in own.item.below)
    if total.total is None or not total.is_complete:
        return None
    return _Typed(own, total.total, pattern)


#: Columns whose values other rules judge in every row.
_JUDGED = {
    Field.CAPAIAN,
    Field.SERAPAN,
    Field.PAGU,
    Field.REALISASI_ANGGARAN,
    Field.ANGGARAN,
}


def _typed_finding(typed: Sequence[_Typed]) -> Finding:
    first, *others = typed
    sel, pattern = first.sel, first.pattern
    result = format_number(first.value, sel.figure.decimals)
    told = "sama dengan" if first.agrees else "berbeda dari"
    what = (
        f"{sel.written} diketik di kolom yang berisi rumus (misalnya {pattern.at.a1}: "
        f"{pattern.shown}); {told} hasil rumusnya, {result}{pattern.percent}"
    )
    if others:
        what += f"; begitu juga {', '.join(one.sel.cell.a1 for one in others)}"
    unjudged = not first.agrees and sel.field not in _JUDGED
    return RUM05.about(
        [one.sel for one in typed],
        what=what,
        fix="ganti angka ketikan dengan rumus seperti baris lainnya",
        expected=result,
        related=(pattern.at,),
        severity=Severity.WARNING if unjudged else None,
    )
