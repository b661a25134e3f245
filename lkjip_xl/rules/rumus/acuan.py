"""RUM: formulas that refer to cells of another row or column than they should."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.indikator import Rumus
from lkjip_xl.domain.quantity import Reading, format_number
from lkjip_xl.figures.calculator import Calculator, Undecided
from lkjip_xl.figures.formula_text import Reference
from lkjip_xl.figures.plain_formula import Node, Ref
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.records import Baris, Sel
from lkjip_xl.location import CellRange, CellRef, column_letters
from lkjip_xl.rules.cells import tables_of
from lkjip_xl.rules.rule import Context, Rule, Subject, once
from lkjip_xl.rules.rumus.jumlah import find_added_percentages, find_incomplete_sums
from lkjip_xl.rules.rumus.sel import (
    Column,
    FormulaCell,
    accused,
    compute_due,
    find_referred,
    formula_cells,
    found_once,
    is_fixed,
)
from lkjip_xl.tables.text import squash

RUM03 = Rule(
    code="RUM03",
    name="rumus-menunjuk-sel-keliru",
    severity=Severity.ERROR,
    doc="""
        Rumus memakai angka dari baris atau kolom yang bukan miliknya: target baris lain, pagu
        sebagai ganti target, tahun yang lain, atau pembilang dan penyebut yang tertukar.

        Mengapa: hasilnya tampak wajar tetapi bukan capaian atau serapan baris itu.

        Salah:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%)         |
            | Panjang jalan mantap | km     | 80     | 70        | =D2/C3*100 → 77,78  |
            | Jembatan mantap      | unit   | 90     | 81        | =D3/C3*100 → 90,00  |

        Benar:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%)         |
            | Panjang jalan mantap | km     | 80     | 70        | =D2/C2*100 → 87,50  |
            | Jembatan mantap      | unit   | 90     | 81        | =D3/C3*100 → 90,00  |
    """,
)

#: Neighbours that must be alike before a single other one is strange.
ENOUGH_ALIKE = 4
#: Rows that make a slip one of the whole column.
_WHOLE = 3

#: What the percentages and the remainder are never computed from, unless it is their own base.
_FOREIGN = {
    Field.TARGET,
    Field.REALISASI,
    Field.KINERJA,
    Field.PAGU,
    Field.REALISASI_ANGGARAN,
    Field.ANGGARAN,
    Field.CAPAIAN,
    Field.SERAPAN,
}


def _label(column: NamedColumn) -> str:
    return f"{column.field.label} {column.year}" if column.year else column.field.label


# --- what a formula of two figures does --------------------------------------------------------

_PROBE = Grid(file="", sheet="", rows={1: (8.0, 3.0)})
_PROBE_TARGET, _PROBE_REALISASI = (Reference("", CellRange(1, at, 1, at)) for at in (1, 2))
#: What the known formulas give for a target of 8 and 3 reached.
_KNOWN = {
    Rumus.NAIK: 3 / 8,
    Rumus.TURUN: 13 / 8,
    Rumus.TURUN_BALIK: 8 / 3,
    Rumus.TURUN_SELISIH: 5 / 8,
}


@lru_cache(maxsize=1_024)
def _recognise(tree: Node, is_target: tuple[bool, ...]) -> Rumus | None:
    """Return the known formula that one is, by what it gives for the probe."""
    places = [_PROBE_TARGET if one else _PROBE_REALISASI for one in is_target]
    try:
        value = Calculator(()).compute(_PROBE, tree, places)
    except Undecided:
        return None
    if not isinstance(value, float):
        return None
    for rumus, ratio in _KNOWN.items():
        if abs(value - ratio) < 0.006 or abs(value - 100 * ratio) < 0.6:
            return rumus
    return None


def own_rumus(context: Context, cell: FormulaCell) -> Rumus | None:
    """Return the known formula that a cell applies to its own row's target and realisasi."""
    base = cell.sel.field.base
    if cell.parts is None or not base or not cell.references:
        return None
    is_target: list[bool] = []
    for reference in cell.references:
        found = find_referred(context, cell, reference)
        if found is None or found.field not in base:
            return None
        own = cell.sel.beside(found.field)
        if own is None or own.place != (reference.cells.top, reference.cells.left):
            return None
        is_target.append(found.field is base[0])
    return _recognise(cell.parts.tree, tuple(is_target))


@once
def _count_rising(context: Context) -> Counter[Column]:
    """Count each column's formulas that divide realisasi by target."""
    cells = formula_cells(context)
    return Counter(cell.key for cell in cells if own_rumus(context, cell) is Rumus.NAIK)


def direction_of(context: Context, row: Baris) -> Rumus:
    return context.directions.of(row.indikator, row.satuan).rumus


# --- RUM03 -------------------------------------------------------------------------------------


class _Astray(NamedTuple):
    """A reference that belongs to another row or column; equal ``key`` means the same slip."""

    cell: FormulaCell
    key: Hashable
    wrong: CellRef
    right: CellRef
    what: str
    fix: str = ""

    @property
    def remedy(self) -> str:
        return self.fix or f"ganti {self.wrong.a1} dengan {self.right.a1}"


@RUM03.check
@found_once
def find_stray_references(context: Context) -> Iterator[Finding]:
    """Report a reference to a wrong row or column, once for all rows with the same slip."""
    taken = accused(context, find_added_percentages, find_incomplete_sums)
    groups: dict[Hashable, list[_Astray]] = {}
    sizes = Counter(cell.key for cell in formula_cells(context))
    for cell in formula_cells(context):
        if cell.at in taken or cell.parts is None or cell.figure.reading is Reading.ERROR:
            continue
        astray = next(_stray(context, cell), None)
        if astray is not None:
            groups.setdefault((cell.key, astray.key), []).append(astray)
    for group in groups.values():
        size = sizes[group[0].cell.key]
        yield _astray(context, group, whole=len(group) >= _WHOLE and 2 * len(group) >= size)


def _stray(context: Context, cell: FormulaCell) -> Iterator[_Astray]:
    yield from _stray_sum(context, cell)
    yield from _stray_link(context, cell)
    base = cell.sel.field.base
    if not base or any(cell.sel.beside(name) is None for name in base):
        return
    if cell.adds_column or not cell.references:
        return
    for reference in cell.references:
        found = find_referred(context, cell, reference)
        if found is not None and not is_fixed(context, cell, reference):
            yield from _stray_cell(cell, base, found)
    yield from _swapped(context, cell, base)
    yield from _half(context, cell, base)


def _stray_cell(cell: FormulaCell, base: Sequence[Field], found: Sel) -> Iterator[_Astray]:
    """Yield what is wrong with one reference into the cell's own table."""
    row, column = found.row, found.column
    wrong = CellRef(cell.grid.file, cell.grid.sheet, row.row, column.index)
    if column.field in base and found.year == cell.sel.year:
        own = cell.own(column.field)
        is_blank = cell.row.figure(column.field, found.year).is_blank
        if own.row != row.row and not is_blank and row.level is not Level.TOTAL:
            yield _Astray(
                cell,
                ("baris", row.row - cell.row.row, column.index),
                wrong,
                own,
                f"memakai {_label(column)} baris lain, {wrong.a1} ({format_name(row)}), "
                f"bukan {own.a1}",
            )
    elif row is cell.row and column.field in _FOREIGN and column.index != cell.column.index:
        if "akhir" in f"{column.label} {cell.column.label}".casefold():
            return  # measured against the end of the Renstra, on purpose
        meant = _meant(cell, base, column)
        if meant is not None:
            yield _Astray(
                cell,
                ("kolom", column.index),
                wrong,
                meant.cell,
                f"memakai {_label(column)} ({wrong.a1}), bukan {_label(meant.column)} "
                f"({meant.cell.a1})",
            )


def format_name(row: Baris) -> str:
    name = " ".join(row.subject.split())
    return name if len(name) <= 50 else f"{name[:50].rstrip()}…"


def _meant(cell: FormulaCell, base: Sequence[Field], column: NamedColumn) -> Sel | None:
    """Return the cell of the base that the formula does not refer to, in place of a wrong one."""
    used = {(one.cells.top, one.cells.left) for one in cell.references if one.is_single}
    own = (cell.sel.beside(name) for name in base)
    unused = [one for one in own if one is not None and one.place not in used]
    same = [one for one in unused if one.field is column.field]
    if same:
        return same[0]
    return unused[0] if len(unused) == 1 else None


def _half(context: Context, cell: FormulaCell, base: Sequence[Field]) -> Iterator[_Astray]:
    """Yield a quotient that leaves out its row's target or pagu, where that makes it wrong."""
    if "/" not in cell.text or not cell.is_here(*cell.references):
        return
    used: set[Field] = set()
    for reference in cell.references:
        found = find_referred(context, cell, reference)
        if found is None or found.row is not cell.row or found.field not in base:
            return
        used.add(found.field)
    due = compute_due(context, cell)
    if len(used) > 1 or due is None or cell.figure.shows(due.value):
        return
    (name,) = used
    other = base[1 - base.index(name)]
    there, missing = cell.own(name), cell.own(other)
    yield _Astray(
        cell,
        ("separuh", other),
        there,
        missing,
        f"hanya memakai {name.label} ({there.a1}), tidak memakai {other.label} ({missing.a1})",
        f"bagi {cell.own(base[1]).a1} dengan {cell.own(base[0]).a1}",
    )


def _swapped(context: Context, cell: FormulaCell, base: Sequence[Field]) -> Iterator[_Astray]:
    """Yield a quotient turned upside down; of capaian only where its neighbours are not so."""
    if own_rumus(context, cell) is not Rumus.TURUN_BALIK or cell.sel.field is Field.SISA:
        return
    if cell.sel.field is not Field.SERAPAN and (
        direction_of(context, cell.row) is not Rumus.NAIK
        or _count_rising(context)[cell.key] < ENOUGH_ALIKE
    ):
        return
    below, above = map(cell.own, base)
    yield _Astray(
        cell,
        ("tertukar",),
        below,
        above,
        f"membagi {base[0].label} ({below.a1}) dengan {base[1].label} ({above.a1}); pembilang dan "
        "penyebutnya tertukar",
        f"bagi {above.a1} dengan {below.a1}",
    )


def _stray_sum(context: Context, cell: FormulaCell) -> Iterator[_Astray]:
    """Yield a parent's sum that adds the rows below it in another column of money."""
    if cell.summation is None or cell.summation.mean or not cell.sel.field.is_money:
        return
    if cell.adds_column or not cell.is_here(*cell.addends):
        return
    others: list[tuple[CellRef, NamedColumn]] = []
    own = False
    for ref, value in cell.added_cells():
        found = tables_of(context).find(cell.grid, ref.row, ref.column)
        if found is None or not isinstance(value, float):
            continue
        if found.item is None or not found.item.is_part_of(cell.item):
            return
        if ref.column == cell.column.index:
            own = True
        else:
            others.append((ref, found.column))
    strays = [one for one in others if own or one[1].field.is_money]
    if not strays:
        return
    wrong, named = strays[0]
    letters = column_letters(cell.column.index)
    yield _Astray(
        cell,
        ("jumlah", named.index),
        wrong,
        CellRef(wrong.file, wrong.sheet, wrong.row, cell.column.index),
        f"{'ikut ' if own else ''}menjumlahkan kolom {_label(named)} "
        f"({column_letters(named.index)}), padahal selnya berada di kolom "
        f"{_label(cell.column)} ({letters})",
        f"jumlahkan kolom {letters} saja",
    )


def _stray_link(context: Context, cell: FormulaCell) -> Iterator[_Astray]:
    """Yield a link to another annex that points to another item's row than its own."""
    if cell.parts is None or not isinstance(cell.parts.tree, Ref) or not cell.row.begins_item:
        return
    (target, *_) = cell.references
    if not target.is_single or cell.is_here(target) or not cell.sel.field.is_money:
        return
    top, left = target.cells.top, target.cells.left
    for lampiran in context.laporan.lampiran:
        if lampiran.file != cell.grid.file or not target.is_on(lampiran.sheet):
            continue
        linked = next((row for row in lampiran.rows if row.row == top), None)
        own = [row for row in lampiran.rows if _same_item(row, cell.row)]
        if linked is None or len(own) != 1 or linked.level is not cell.row.level:
            continue
        if squash(linked.nama) == squash(cell.row.nama):
            continue
        wrong = CellRef(lampiran.file, lampiran.sheet, top, left)
        right = CellRef(lampiran.file, lampiran.sheet, own[0].row, left)
        yield _Astray(
            cell,
            ("tautan", target.sheet.casefold(), top - own[0].row),
            wrong,
            right,
            f"mengambil angka {wrong} milik {format_name(linked)}, padahal baris ini "
            f"{format_name(cell.row)} ada di {right.a1}",
            f"ganti {wrong} dengan {right.a1}",
        )


def _same_item(one: Baris, other: Baris) -> bool:
    return (
        one.begins_item
        and one.level is other.level
        and squash(one.nama) == squash(other.nama)
        and squash(one.jalur.program) == squash(other.jalur.program)
    )


def _astray(context: Context, group: Sequence[_Astray], *, whole: bool) -> Finding:
    first, *others = group
    cell, figure = first.cell, first.cell.figure
    due = compute_due(context, cell)
    expected = "" if due is None else format_number(due.value, figure.decimals)
    what, fix = f"rumus {cell.shown} {first.what}", first.remedy
    harmless = due is not None and figure.shows(due.value)
    if due is not None and figure.value is not None:
        verdict = "kebetulan sama" if harmless else f"seharusnya {expected}{cell.percent}"
        what += f"; hasilnya {figure.written.rstrip('%')}{cell.percent}, {verdict}"
    also = [one.cell.at for one in others]
    if also:
        named = ", ".join(one.a1 for one in also[:5]) + (", …" if len(also) > 5 else "")
        what += f"; begitu juga {len(also)} rumus lain di kolom ini ({named})"
        fix += "; perbaiki sel lain di kolom ini dengan cara yang sama"
    return RUM03.finding(
        cell.at,
        Subject.of(cell.sel),
        what=what,
        fix=fix,
        written=figure,
        expected=expected,
        calculation="" if due is None else due.calculation,
        also=also,
        related=(first.wrong, first.right),
        severity=Severity.WARNING if whole or harmless else None,
    )
