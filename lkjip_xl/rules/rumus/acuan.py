"""RUM: formulas that refer to cells of another row or column than they should."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Field, Kind
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.indikator import Rumus
from lkjip_xl.domain.quantity import Reading, format_number
from lkjip_xl.domain.rencana_aksi import Triwulan
from lkjip_xl.figures.capaian import measure_capaian, show_calculation
from lkjip_xl.figures.plain_formula import PlainCalculator, PlainFormula, Ref, Target, Undecided
from lkjip_xl.figures.serapan import compute_serapan, compute_sisa, show_serapan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.records import Baris
from lkjip_xl.location import CellRange, CellRef, column_letters
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.rumus.jumlah import (
    added_cells,
    find_added_percentages,
    find_incomplete_sums,
)
from lkjip_xl.rules.rumus.sel import (
    FormulaCell,
    Formulas,
    accused,
    formulas_of,
    found_once,
    lies_below,
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

_BASES = {
    Field.CAPAIAN: (Field.TARGET, Field.REALISASI),
    Field.SERAPAN: (Field.PAGU, Field.REALISASI_ANGGARAN),
    Field.SISA: (Field.PAGU, Field.REALISASI_ANGGARAN),
    **{
        Field.CAPAIAN.in_quarter(tw): (Field.TARGET.in_quarter(tw), Field.REALISASI.in_quarter(tw))
        for tw in Triwulan
    },
}
#: What the percentages and the remainder are never computed from, unless it is their own base.
_FOREIGN = {
    Field.TARGET, Field.REALISASI, Field.KINERJA, Field.PAGU, Field.REALISASI_ANGGARAN, Field.ANGGARAN, Field.CAPAIAN, Field.SERAPAN,
}  # fmt: skip
_LABELS = {
    Field.TARGET: "target",
    Field.REALISASI: "realisasi",
    Field.KINERJA: "kinerja",
    Field.PAGU: "pagu",
    Field.REALISASI_ANGGARAN: "realisasi anggaran",
    Field.ANGGARAN: "anggaran",
    Field.CAPAIAN: "capaian",
    Field.SERAPAN: "serapan",
}


def _label(column: NamedColumn) -> str:
    name = _LABELS.get(column.field, column.field.replace("_", " "))
    return f"{name} {column.year}" if column.year else name


# --- what a formula of two figures does --------------------------------------------------------

_PROBE_TARGET, _PROBE_REALISASI = 8.0, 3.0
_KNOWN = {
    Rumus.NAIK: 3 / 8,
    Rumus.TURUN: 13 / 8,
    Rumus.TURUN_BALIK: 8 / 3,
    Rumus.TURUN_SELISIH: 5 / 8,
}
_PROBE = Grid(file="", sheet="", rows={1: (_PROBE_TARGET, _PROBE_REALISASI)})


def _recognise(parts: PlainFormula, is_target: Sequence[bool]) -> Rumus | None:
    """Return the known formula that one is, by what it gives for a target of 8 and 3 reached."""
    places = [Target("", CellRange(1, 1 if t else 2, 1, 1 if t else 2)) for t in is_target]
    try:
        value = PlainCalculator({}).compute(_PROBE, parts.tree, places)
    except Undecided:
        return None
    if not isinstance(value, float) or isinstance(value, bool):
        return None
    for rumus, ratio in _KNOWN.items():
        if abs(value - ratio) < 0.006 or abs(value - 100 * ratio) < 0.6:
            return rumus
    return None


def own_rumus(formulas: Formulas, cell: FormulaCell) -> Rumus | None:
    """Return the known formula that a cell applies to its own row's target and realisasi."""
    base = _BASES.get(cell.column.field)
    if cell.parts is None or base is None or not cell.parts.references:
        return None
    is_target: list[bool] = []
    for target in cell.parts.references:
        found = refers_to(formulas, cell, target)
        if found is None:
            return None
        line_row, named = found
        own = cell.row.at(named.field, cell.year)
        if named.field not in base or (own.row, own.column) != (line_row.row, named.index):
            return None
        is_target.append(named.field == base[0])
    key = (cell.parts.shape, *is_target)
    if key not in formulas.known:
        formulas.known[key] = _recognise(cell.parts, is_target)
    return formulas.known[key]


def refers_to(
    formulas: Formulas, cell: FormulaCell, target: Target
) -> tuple[Baris, NamedColumn] | None:
    """Return the row and the column of the same table that a single reference points to."""
    if not target.is_single or not cell.is_here(target):
        return None
    found = formulas.find(cell.grid, target.cells.top, target.cells.left)
    if found is None or found[0].lampiran is not cell.line.lampiran:
        return None
    return found[0].row, found[1]


# --- RUM03 -------------------------------------------------------------------------------------


class _Astray(NamedTuple):
    """A reference that belongs to another row or column; equal ``key`` means the same slip."""

    cell: FormulaCell
    key: Hashable
    wrong: CellRef
    right: CellRef
    what: str
    fix: str


@RUM03.check
@found_once
def find_stray_references(context: Context) -> Iterator[Finding]:
    """Report a reference to a wrong row or column, once for all rows with the same slip."""
    formulas = formulas_of(context)
    taken = (
        accused(find_added_percentages(context)).keys()
        | accused(find_incomplete_sums(context)).keys()
    )
    groups: dict[Hashable, list[_Astray]] = {}
    sizes = Counter((id(cell.line.lampiran), cell.column.index) for cell in formulas.cells)
    for cell in formulas.cells:
        if cell.at in taken or cell.parts is None or cell.figure.reading is Reading.ERROR:
            continue
        astray = next(_stray(context, formulas, cell), None)
        if astray is not None:
            groups.setdefault((id(cell.line.lampiran), cell.column.index, astray.key), []).append(
                astray
            )
    for group in groups.values():
        first = group[0].cell
        size = sizes[id(first.line.lampiran), first.column.index]
        yield _astray(context, group, whole=len(group) >= _WHOLE and 2 * len(group) >= size)


def _stray(context: Context, formulas: Formulas, cell: FormulaCell) -> Iterator[_Astray]:
    yield from _stray_sum(cell, formulas)
    yield from _stray_link(context, formulas, cell)
    base = _BASES.get(cell.column.field)
    if base is None or any(cell.row.sel(name, cell.year) is None for name in base):
        return
    if cell.parts is None or cell.adds_column or not cell.parts.references:
        return
    for target in cell.parts.references:
        if formulas.is_fixed(cell, target):
            continue
        found = refers_to(formulas, cell, target)
        if found is not None:
            yield from _stray_cell(cell, base, *found)
    yield from _swapped(context, formulas, cell, base)
    yield from _half(context, formulas, cell, base)


def _stray_cell(
    cell: FormulaCell, base: tuple[Field, Field], row: Baris, column: NamedColumn
) -> Iterator[_Astray]:
    """Yield what is wrong with one reference into the cell's own table."""
    year = column.year or cell.line.lampiran.year
    wrong = CellRef(cell.grid.file, cell.grid.sheet, row.row, column.index)
    if column.field in base and year == cell.year:
        own = cell.row.at(column.field, year)
        figure = cell.row.figure(column.field, year)
        if own.row == row.row or figure.is_blank or row.level is Level.TOTAL:
            return
        yield _Astray(
            cell,
            ("baris", row.row - cell.row.row, column.index),
            wrong,
            own,
            f"memakai {_label(column)} baris lain, {wrong.a1} ({format_name(row)}), bukan {own.a1}",
            f"ganti {wrong.a1} dengan {own.a1}",
        )
    elif row is cell.row and column.field in _FOREIGN and column.index != cell.column.index:
        if "akhir" in f"{column.label} {cell.column.label}".casefold():
            return  # measured against the end of the Renstra, on purpose
        right = _meant(cell, base, column)
        if right is None:
            return
        meant, named = right
        yield _Astray(
            cell,
            ("kolom", column.index),
            wrong,
            meant,
            f"memakai {_label(column)} ({wrong.a1}), bukan {_label(named)} ({meant.a1})",
            f"ganti {wrong.a1} dengan {meant.a1}",
        )


def format_name(row: Baris) -> str:
    name = " ".join(row.subject.split())
    return name if len(name) <= 50 else f"{name[:50].rstrip()}…"


def _meant(
    cell: FormulaCell, base: tuple[Field, Field], column: NamedColumn
) -> tuple[CellRef, NamedColumn] | None:
    """Return the cell of the base that the formula does not refer to, in place of a wrong one."""
    assert cell.parts is not None
    used = {(t.cells.top, t.cells.left) for t in cell.parts.references if t.is_single}
    unused = []
    for name in base:
        own = cell.row.at(name, cell.year)
        named = cell.line.lampiran.column(name, cell.year)
        if (own.row, own.column) not in used and named is not None:
            unused.append((own, named))
    same = [one for one in unused if one[1].field == column.field]
    if same:
        return same[0]
    return unused[0] if len(unused) == 1 else None


def _half(
    context: Context, formulas: Formulas, cell: FormulaCell, base: tuple[Field, Field]
) -> Iterator[_Astray]:
    """Yield a quotient that leaves out its row's target or pagu, where that makes it wrong."""
    assert cell.parts is not None
    if "/" not in cell.text or not all(map(cell.is_here, cell.parts.references)):
        return
    used = [refers_to(formulas, cell, target) for target in cell.parts.references]
    if any(one is None or one[0] is not cell.row or one[1].field not in base for one in used):
        return
    expected, _ = _due(context, cell)
    fields = {one[1].field for one in used if one is not None}
    if len(fields) > 1 or expected is None or cell.figure.shows(expected):
        return
    (name,) = fields
    other = base[1 - base.index(name)]
    there, missing = cell.row.at(name, cell.year), cell.row.at(other, cell.year)
    yield _Astray(
        cell,
        ("separuh", other),
        there,
        missing,
        f"hanya memakai {_LABELS.get(name, name)} ({there.a1}), tidak memakai "
        f"{_LABELS.get(other, other)} ({missing.a1})",
        f"bagi {cell.row.at(base[1], cell.year).a1} dengan {cell.row.at(base[0], cell.year).a1}",
    )


def _swapped(
    context: Context, formulas: Formulas, cell: FormulaCell, base: tuple[Field, Field]
) -> Iterator[_Astray]:
    """Yield a quotient turned upside down; of capaian only where its neighbours are not so."""
    if own_rumus(formulas, cell) is not Rumus.TURUN_BALIK or cell.column.field == "sisa":
        return
    if cell.column.field != "serapan":
        if direction_of(context, cell) is not Rumus.NAIK:
            return
        if _count_rising(formulas, cell) < ENOUGH_ALIKE:
            return
    below, above = (cell.row.at(name, cell.year) for name in base)
    yield _Astray(
        cell,
        ("tertukar",),
        below,
        above,
        f"membagi {_LABELS.get(base[0], base[0])} ({below.a1}) dengan "
        f"{_LABELS.get(base[1], base[1])} ({above.a1}); pembilang dan penyebutnya tertukar",
        f"bagi {above.a1} dengan {below.a1}",
    )


def _count_rising(formulas: Formulas, cell: FormulaCell) -> int:
    """Count the column's formulas that divide realisasi by target."""
    key = ("rising", id(cell.line.lampiran), cell.column.index)
    if key not in formulas.counted:
        formulas.counted[key] = sum(
            own_rumus(formulas, other) is Rumus.NAIK
            for other in formulas.cells
            if other.line.lampiran is cell.line.lampiran and other.column == cell.column
        )
    return formulas.counted[key]


def direction_of(context: Context, cell: FormulaCell) -> Rumus:
    return context.directions.of(cell.row.indikator, cell.row.satuan).rumus


def _stray_sum(cell: FormulaCell, formulas: Formulas) -> Iterator[_Astray]:
    """Yield a parent's sum that adds the rows below it in another column of money."""
    if cell.summation is None or cell.summation.mean or cell.column.kind is not Kind.RUPIAH:
        return
    if cell.adds_column or not all(map(cell.is_here, cell.addends)):
        return
    line = cell.line
    others: list[tuple[CellRef, NamedColumn]] = []
    own = False
    for ref, value in added_cells(cell):
        found = formulas.find(cell.grid, ref.row, ref.column)
        if found is None or not isinstance(value, float):
            continue
        below, named = found
        if below.head is not line.head or not lies_below(line.head, below.item, line.item):
            return
        if named.index == cell.column.index:
            own = True
        else:
            others.append((ref, named))
    strays = [one for one in others if own or (one[1].kind is Kind.RUPIAH and one[1].is_figure)]
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


def _stray_link(context: Context, formulas: Formulas, cell: FormulaCell) -> Iterator[_Astray]:
    """Yield a link to another annex that points to another item's row than its own."""
    if cell.parts is None or not isinstance(cell.parts.tree, Ref) or not cell.line.row.begins_item:
        return
    target = cell.parts.references[0]
    if not target.is_single or cell.is_here(target) or cell.column.kind is not Kind.RUPIAH:
        return
    for lampiran in context.laporan.lampiran:
        same_sheet = lampiran.sheet.casefold() == target.sheet.casefold()
        if lampiran.file != cell.grid.file or not same_sheet:
            continue
        linked = next((row for row in lampiran.rows if row.row == target.cells.top), None)
        own = [row for row in lampiran.rows if _same_item(row, cell.row)]
        if linked is None or len(own) != 1 or linked.level is not cell.row.level:
            continue
        if squash(linked.nama) == squash(cell.row.nama):
            continue
        wrong = CellRef(lampiran.file, lampiran.sheet, target.cells.top, target.cells.left)
        right = CellRef(lampiran.file, lampiran.sheet, own[0].row, target.cells.left)
        yield _Astray(
            cell,
            ("tautan", target.sheet.casefold(), target.cells.top - own[0].row),
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
    first = group[0]
    cell = first.cell
    expected, calculation = _due(context, cell)
    what = f"rumus {cell.shown} {first.what}"
    harmless = False
    if expected is not None and cell.figure.value is not None:
        decimals = cell.figure.decimals
        sign = "%" if cell.column.kind is Kind.PERSEN else ""
        harmless = cell.figure.shows(expected)
        what += (
            f"; hasilnya {cell.figure.written.rstrip('%')}{sign}, "
            f"{'kebetulan sama' if harmless else 'seharusnya ' + format_number(expected, decimals) + sign}"
        )
    also = [one.cell.at for one in group[1:]]
    if also:
        named = ", ".join(one.a1 for one in also[:5])
        what += f"; begitu juga {len(also)} rumus lain di kolom ini ({named}{', …' if len(also) > 5 else ''})"
    return RUM03.finding(
        cell.at,
        Subject.of_row(cell.line.lampiran, cell.row, cell.column.field, cell.year),
        what=what,
        fix=first.fix + ("; perbaiki sel lain di kolom ini dengan cara yang sama" if also else ""),
        written=cell.figure,
        expected="" if expected is None else format_number(expected, cell.figure.decimals),
        calculation=calculation,
        also=also,
        related=(first.wrong, first.right),
        severity=Severity.WARNING if whole or harmless else None,
    )


def _due(context: Context, cell: FormulaCell) -> tuple[Decimal | None, str]:
    """Return what a percentage or remainder should be by its own row, and the calculation."""
    base = _BASES.get(cell.column.field)
    if base is None:
        return None, ""
    whole, part = (cell.row.figure(name, cell.year) for name in base)
    if whole.value is None or part.value is None:
        return None, ""
    decimals = cell.figure.decimals
    if cell.column.field == "sisa":
        rest = compute_sisa(whole.value, part.value)
        shown = f"{format_number(whole.value)} − {format_number(part.value)}"
        return rest, "" if rest is None else f"{shown} = {format_number(rest)}"
    if cell.column.field == "serapan":
        serapan = compute_serapan(whole.value, part.value)
        return serapan, "" if serapan is None else show_serapan(
            whole.value, part.value, decimals=decimals
        )
    arah = context.directions.of(cell.row.indikator, cell.row.satuan)
    capaian = measure_capaian(arah, whole.value, part.value, upper=whole.upper)
    if capaian is None:
        return None, ""
    return capaian, show_calculation(
        arah.rumus,
        whole.value,
        part.value,
        capaian,
        upper=whole.upper,
        decimals=decimals,
        batas=arah.batas,
    )
