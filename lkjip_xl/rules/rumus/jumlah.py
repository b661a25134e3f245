"""RUM: formulas that add up, and what they leave out or take twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Field, Kind
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import Reading, format_number, format_persen, format_rupiah
from lkjip_xl.figures.added_percentages import show_added
from lkjip_xl.figures.capaian import measure_capaian, show_calculation
from lkjip_xl.figures.plain_formula import iterate_cells
from lkjip_xl.figures.rollup import show_sum, sum_values
from lkjip_xl.figures.serapan import compute_serapan, show_serapan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.rumus.sel import (
    FormulaCell,
    Formulas,
    accused,
    formulas_of,
    found_once,
    name_of,
)

RUM01 = Rule(
    code="RUM01",
    name="rumus-jumlah-tidak-lengkap",
    severity=Severity.ERROR,
    doc="""
        Rumus jumlah sebuah kegiatan, program, tujuan atau total melewatkan satu rinciannya,
        menghitungnya dua kali, atau mengambil baris milik induk lain.

        Mengapa: setelah baris disisipkan, rentang rumus sering tidak ikut melebar. Jumlahnya tampak
        wajar, tetapi tidak lagi memuat semua rincian.

        Salah:
            | Program/Kegiatan/Sub Kegiatan | Pagu Anggaran (Rp)       | Realisasi (Rp) |
            | PROGRAM JALAN                 | 500.000.000              | 400.000.000    |
            | Kegiatan: Pemeliharaan jalan  | =SUM(B4:B4) → 300.000.000 | 400.000.000    |
            | Sub Kegiatan: Jalan kota      | 300.000.000              | 250.000.000    |
            | Sub Kegiatan: Jalan desa      | 200.000.000              | 150.000.000    |

        Benar:
            | Program/Kegiatan/Sub Kegiatan | Pagu Anggaran (Rp)       | Realisasi (Rp) |
            | PROGRAM JALAN                 | =B3 → 500.000.000        | 400.000.000    |
            | Kegiatan: Pemeliharaan jalan  | =SUM(B4:B5) → 500.000.000 | 400.000.000    |
            | Sub Kegiatan: Jalan kota      | 300.000.000              | 250.000.000    |
            | Sub Kegiatan: Jalan desa      | 200.000.000              | 150.000.000    |
    """,
)

RUM07 = Rule(
    code="RUM07",
    name="rumus-menjumlah-persentase",
    severity=Severity.ERROR,
    doc="""
        Rumus menjumlahkan atau merata-ratakan persentase, padahal persentase induk harus dihitung
        ulang dari pagu dan realisasinya sendiri.

        Mengapa: jumlah dua serapan dapat melampaui 100%, dan rata-ratanya menyamakan kegiatan kecil
        dengan yang besar.

        Salah:
            | Program/Kegiatan             | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian            |
            | PROGRAM JALAN                | 500.000.000        | 400.000.000    | =SUM(D3,D4) → 158,33 |
            | Kegiatan: Pemeliharaan jalan | 300.000.000        | 250.000.000    | 83,33                |
            | Kegiatan: Pembangunan jalan  | 200.000.000        | 150.000.000    | 75,00                |

        Benar:
            | Program/Kegiatan             | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian           |
            | PROGRAM JALAN                | 500.000.000        | 400.000.000    | =C2/B2*100 → 80,00  |
            | Kegiatan: Pemeliharaan jalan | 300.000.000        | 250.000.000    | 83,33               |
            | Kegiatan: Pembangunan jalan  | 200.000.000        | 150.000.000    | 75,00               |
    """,
)

#: Their rows are no parts of one another, or not in a way that we know.
_FLAT = (Form.PEGAWAI, Form.BELANJA)
#: Cells that a message names one by one.
_MOST_NAMED = 3


# --- RUM01 -------------------------------------------------------------------------------------


class _Part(NamedTuple):
    """One cell that a parent's amount consists of."""

    cell: CellRef
    item: Item
    value: Decimal
    as_text: bool


class _Column:
    """The amounts of one column of a form: what each item's own amount consists of."""

    def __init__(self, head: Lampiran, name: Field, year: int) -> None:
        self.own: list[tuple[_Part, ...]] = [_own_parts(item, name, year) for item in head.items]
        self.below: list[tuple[_Part, ...]] = [()] * len(head.items)
        for item in reversed(head.items):
            self.below[item.position] = tuple(
                part for child in item.children for part in self.cover(child)
            )
        tops = [one.position for one in head.items if one.parent is None]
        self.everything = tuple(
            part
            for top in tops
            if head.items[top].level is not Level.TOTAL
            for part in self.cover(top)
        )
        self.lowest = frozenset(part.cell for part in self.everything)

    def cover(self, position: int) -> tuple[_Part, ...]:
        """Return the lowest cells with amounts of an item and what lies below it."""
        return self.below[position] or self.own[position]


def _own_parts(item: Item, name: Field, year: int) -> tuple[_Part, ...]:
    parts: dict[CellRef, _Part] = {}
    for row in item.rows:
        figure = row.figure(name, year)
        if figure.value is not None:
            cell = row.at(name, year)
            parts[cell] = _Part(cell, item, figure.value, figure.as_text)
    return tuple(parts.values())


@dataclass(slots=True)
class _Judgement:
    """What a sum does with the cells it should add."""

    cell: FormulaCell
    expected: tuple[_Part, ...]
    missed: list[_Part] = field(default_factory=list)
    doubled: list[_Part] = field(default_factory=list)
    alien: list[CellRef] = field(default_factory=list)
    texts: list[_Part] = field(default_factory=list)
    typed: tuple[float, ...] = ()

    @property
    def is_fault(self) -> bool:
        return bool(self.missed or self.doubled or self.alien or self.texts or self.typed)

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for the same fault in several columns."""
        lists = (self.missed, self.doubled, self.texts)
        rows = tuple(tuple(part.cell.row for part in one) for one in lists)
        line = self.cell.line
        return id(line.head), line.row.row, rows, tuple(cell.row for cell in self.alien)


@RUM01.check
@found_once
def find_incomplete_sums(context: Context) -> Iterator[Finding]:
    """Report a sum that does not add the item's parts, once for all columns with the same slip."""
    formulas = formulas_of(context)
    columns: dict[tuple[int, str, int], _Column] = {}
    groups: dict[tuple[object, ...], list[_Judgement]] = {}
    for cell in formulas.cells:
        if not _adds_amounts(cell):
            continue
        key = (id(cell.line.head), cell.column.field, cell.year)
        if key not in columns:
            columns[key] = _Column(cell.line.head, cell.column.field, cell.year)
        judgement = _judge(formulas, cell, columns[key])
        if judgement is not None and judgement.is_fault:
            groups.setdefault(judgement.key, []).append(judgement)
    for group in groups.values():
        yield _incomplete(group)


def _adds_amounts(cell: FormulaCell) -> bool:
    """Tell whether a formula adds cells above or below it, in a column where parts make a whole."""
    summation, item = cell.summation, cell.line.item
    if summation is None or summation.mean or not cell.column.is_figure:
        return False
    form = cell.line.lampiran.form
    if form in _FLAT:
        summable = item.level is Level.TOTAL and cell.column.kind is not Kind.PERSEN
    else:
        summable = form.has_tree and cell.column.kind is Kind.RUPIAH
    return summable and cell.adds_column


def _judge(formulas: Formulas, cell: FormulaCell, column: _Column) -> _Judgement | None:
    """Return what a sum takes and leaves, ``None`` where the table does not let us tell."""
    item, head = cell.line.item, cell.line.head
    is_total = item.level is Level.TOTAL
    expected = column.everything if is_total else column.below[item.position]
    if not expected or len(column.own[item.position]) > 1:
        return None
    if cell.figure.reading is Reading.ERROR:
        return None
    if item.rows[0].evidence.is_weak or (is_total and len(head.totals) > 1):
        return None
    taken = _take(formulas, cell, column)
    if taken is None:
        return None
    counts, alien = taken
    judgement = _Judgement(cell, expected, alien=alien)
    weak = False
    summed = cell.summation is not None and "SUM" in cell.text.upper()
    for part in expected:
        weak = weak or part.item.rows[0].evidence.is_weak
        if counts[part.cell] == 0 and part.value:
            judgement.missed.append(part)
        elif counts[part.cell] > 1 and part.value:
            judgement.doubled.append(part)
        elif part.as_text and part.value and summed and _is_text(cell, part.cell):
            judgement.texts.append(part)
    if cell.summation is not None:
        judgement.typed = tuple(number for number in cell.summation.typed if number)
    if len(judgement.missed) == len(expected) and not judgement.doubled:
        return None  # it adds something else altogether, or links to it
    if judgement.missed and cell.grid.ignores("formulaRange", cell.row.row, cell.column.index):
        return None
    return None if weak and judgement.is_fault else judgement


def _take(
    formulas: Formulas, cell: FormulaCell, column: _Column
) -> tuple[Counter[CellRef], list[CellRef]] | None:
    """Return how often each lowest cell is added, and the cells that are none of the item's."""
    head, own = cell.line.head, cell.line.item
    within = {part.cell for part in column.below[own.position]}
    is_total = own.level is Level.TOTAL
    counts: Counter[CellRef] = Counter()
    alien: list[CellRef] = []
    for ref, value in added_cells(cell):
        lines = formulas.lines.get((ref.file, ref.sheet, ref.row), ())
        line = next((one for one in lines if one.head is head), None)
        if line is None:
            if isinstance(value, float) and value and len(lines) == 0:
                alien.append(ref)
            continue
        if ref in column.lowest:
            if is_total or ref in within:
                counts[ref] += 1
            elif value:
                alien.append(ref)
            continue
        if is_total and line.item.level is Level.TOTAL and line.item.position != own.position:
            return None
        covered = column.below[line.item.position]
        inside = is_total or all(part.cell in within for part in covered)
        if line.item.position == own.position or line.item.level is Level.TOTAL or not inside:
            if value or ref == cell.at:  # a sum that takes itself shows 0
                alien.append(ref)
        elif len(column.own[line.item.position]) > 1:
            return None
        elif column.own[line.item.position]:
            counts.update(part.cell for part in covered)
    for part in _below_unfilled(formulas, cell, column):
        counts[part.cell] = counts[part.cell] or 1
    return counts, alien


def _below_unfilled(formulas: Formulas, cell: FormulaCell, column: _Column) -> Iterator[_Part]:
    """Yield what lies below a parent that is added by name but holds no number: that is its fault."""
    grid = cell.grid
    for target in cell.addends:
        row = target.cells.top
        if target.is_single and not isinstance(grid.value(row, target.cells.left), float):
            for line in formulas.lines.get((grid.file, grid.sheet, row), ()):
                if line.head is cell.line.head:
                    yield from column.below[line.item.position]


def added_cells(cell: FormulaCell) -> Iterator[tuple[CellRef, object]]:
    """Yield the filled cells that a sum adds, each as often as it is added."""
    summation, grid = cell.summation, cell.grid
    nested = summation is not None and summation.subtotal
    for target in cell.addends:
        for row, column, value in iterate_cells(grid, target.cells):
            if nested and grid.formulas.get((row, column), "").upper().startswith("SUBTOTAL("):
                continue
            yield CellRef(grid.file, grid.sheet, row, column), value


def _is_text(cell: FormulaCell, ref: CellRef) -> bool:
    return ref.sheet == cell.grid.sheet and isinstance(cell.grid.value(ref.row, ref.column), str)


def _incomplete(group: Sequence[_Judgement]) -> Finding:
    first = group[0]
    cell, item = first.cell, first.cell.line.item
    faults = list(_describe(first))
    total = sum_values(part.value for part in first.expected).total or Decimal(0)
    written = cell.figure.value
    what = f"rumus {cell.shown} {'; '.join(faults)}"
    if written is not None:
        what += (
            f". Rumus itu memberi {_amount(cell, written)}, jumlah {len(first.expected)} rinciannya "
            f"{_amount(cell, total)}"
        )
    also = [one.cell.at for one in group[1:]]
    if also:
        what += f"; begitu juga di {', '.join(one.a1 for one in also)}"
    cells = (*first.missed, *first.doubled, *first.texts)
    return RUM01.finding(
        cell.at,
        Subject.of_item(cell.line.lampiran, item, cell.column.field, cell.year),
        what=what,
        fix=_remedy(first),
        written=cell.figure,
        expected=format_number(total, 0),
        calculation=show_sum([part.value for part in first.expected]),
        also=also,
        related=(*(part.cell for part in cells), *first.alien),
        severity=Severity.WARNING if written == total else None,
    )


def _amount(cell: FormulaCell, value: Decimal) -> str:
    return format_rupiah(value) if cell.column.kind is Kind.RUPIAH else format_number(value)


def _describe(one: _Judgement) -> Iterator[str]:
    if one.missed:
        yield f"melewatkan {_name_parts(one, one.missed)}"
    if one.doubled:
        yield f"menghitung dua kali {_name_parts(one, one.doubled)}"
    if one.texts:
        yield f"melewati {_name_parts(one, one.texts)}, yang berisi teks dan bukan angka"
    if one.alien:
        named = ", ".join(cell.a1 for cell in one.alien[:_MOST_NAMED])
        more = len(one.alien) - _MOST_NAMED
        yield f"ikut menjumlahkan {named}{f' dan {more} sel lain' if more > 0 else ''}, yang bukan rinciannya"
    if one.typed:
        numbers = ", ".join(format_number(Decimal(str(number))) for number in one.typed)
        yield f"menambahkan angka yang diketik di dalam rumus ({numbers})"


def _name_parts(one: _Judgement, parts: Sequence[_Part]) -> str:
    named = [
        f"{part.cell.a1} ({name_of(part.item)}, {_amount(one.cell, part.value)})"
        for part in parts[:_MOST_NAMED]
    ]
    more = len(parts) - _MOST_NAMED
    return ", ".join(named) + (f" dan {more} sel lain" if more > 0 else "")


def _remedy(one: _Judgement) -> str:
    ways = []
    if one.missed:
        ways.append(f"masukkan {_cells(one.missed)} ke dalam rumus")
    if one.doubled:
        ways.append("jumlahkan rinciannya saja atau subtotalnya saja")
    if one.texts:
        ways.append(f"ketik {_cells(one.texts)} sebagai angka")
    if one.alien:
        ways.append("keluarkan sel yang bukan rinciannya dari rumus")
    if one.typed:
        ways.append("keluarkan angka ketikan dari rumus dan isi pada baris rinciannya")
    return "; ".join(ways)


def _cells(parts: Sequence[_Part]) -> str:
    named = ", ".join(part.cell.a1 for part in parts[:_MOST_NAMED])
    return named + (f" dan {len(parts) - _MOST_NAMED} lainnya" if len(parts) > _MOST_NAMED else "")


# --- RUM07 -------------------------------------------------------------------------------------


class _Recomputed(NamedTuple):
    """What a percentage that was added or averaged should be."""

    cell: FormulaCell
    addends: tuple[Decimal, ...]
    cells: tuple[CellRef, ...]
    expected: Decimal | None
    calculation: str


@RUM07.check
@found_once
def find_added_percentages(context: Context) -> Iterator[Finding]:
    """Report a row's percentages that are added or averaged once, at the first."""
    formulas = formulas_of(context)
    groups: dict[tuple[int, int], list[_Recomputed]] = {}
    for cell in formulas.cells:
        one = _recompute(context, formulas, cell)
        if one is not None:
            groups.setdefault((id(cell.line.lampiran), cell.row.row), []).append(one)
    for group in groups.values():
        yield _added(group)


def adds_percentages(context: Context, cell: CellRef) -> bool:
    """Tell whether RUM07 has a finding for the cell."""
    return cell in accused(find_added_percentages(context))


def _recompute(context: Context, formulas: Formulas, cell: FormulaCell) -> _Recomputed | None:
    summation = cell.summation
    if summation is None or cell.column.kind is not Kind.PERSEN or not cell.column.is_figure:
        return None
    form = cell.line.lampiran.form
    if not (form.is_lampiran or form is Form.BELANJA) or not cell.adds_column:
        return None
    added = [
        (line.row, figure.value, line.row.at(cell.column.field, cell.year))
        for ref, _ in added_cells(cell)
        for line in formulas.lines.get((ref.file, ref.sheet, ref.row), ())
        if (figure := line.row.figure(cell.column.field, cell.year)).value is not None
        and line.lampiran is cell.line.lampiran
    ]
    if len(added) < 2 or cell.figure.value is None:
        return None
    values = tuple(value for _, value, _ in added if value is not None)
    rows = [row for row, _, _ in added]
    expected, calculation = _expected(context, cell, rows)
    if expected is None and (summation.mean or _is_composition(values)):
        return None  # the mean of what cannot be computed again is all there is
    return _Recomputed(cell, values, tuple(ref for _, _, ref in added), expected, calculation)


def _is_composition(values: Sequence[Decimal]) -> bool:
    """Tell shares of one whole, which add up to 100, from percentages of different ones."""
    return abs(sum(values, Decimal(0)) - 100) < 1 and max(values) < 100


def _expected(
    context: Context, cell: FormulaCell, rows: Sequence[Baris]
) -> tuple[Decimal | None, str]:
    """Return the row's own percentage and its calculation, ``None`` where it has no base."""
    year, own = cell.year, cell.row
    if cell.column.field == "capaian":
        return _expected_capaian(context, cell)
    if cell.column.field != "serapan":
        return None, ""
    pagu, realisasi = (
        own.figure(Field.PAGU, year).value,
        own.figure(Field.REALISASI_ANGGARAN, year).value,
    )
    if compute_serapan(pagu, realisasi) is None:
        pagu = sum_values(row.figure(Field.PAGU, year).value for row in rows).total
        realisasi = sum_values(
            row.figure(Field.REALISASI_ANGGARAN, year).value for row in rows
        ).total
    result = compute_serapan(pagu, realisasi)
    if result is None or pagu is None or realisasi is None:
        return None, ""
    return result, show_serapan(pagu, realisasi, decimals=cell.figure.decimals)


def _expected_capaian(context: Context, cell: FormulaCell) -> tuple[Decimal | None, str]:
    target = cell.row.figure(Field.TARGET, cell.year)
    realisasi = cell.row.figure(Field.REALISASI, cell.year)
    arah = context.directions.of(cell.row.indikator, cell.row.satuan)
    result = measure_capaian(arah, target.value, realisasi.value, upper=target.upper)
    if result is None or target.value is None or realisasi.value is None:
        return None, ""
    return result, show_calculation(
        arah.rumus,
        target.value,
        realisasi.value,
        result,
        upper=target.upper,
        decimals=cell.figure.decimals,
        batas=arah.batas,
    )


def _added(group: Sequence[_Recomputed]) -> Finding:
    first = group[0]
    cell = first.cell
    mean = cell.summation is not None and cell.summation.mean
    verb = "merata-ratakan" if mean else "menjumlahkan"
    what = f"rumus {cell.shown} {verb} persentase: {show_added(first.addends, mean=mean)}"
    right = all(one.expected is not None and one.cell.figure.shows(one.expected) for one in group)
    if first.expected is not None:
        decimals = cell.figure.decimals
        what += f"; seharusnya {format_persen(first.expected, decimals)}"
        if right:
            what += "; hasilnya kebetulan sama"
    for one in group[1:]:
        what += f"; begitu juga {one.cell.at.a1}: {one.cell.figure.written.rstrip('%')}%"
        if one.expected is not None:
            what += f", seharusnya {format_persen(one.expected, one.cell.figure.decimals)}"
    year, row = cell.year, cell.row
    base = [row.at(name, year) for name in _base(cell) if row.sel(name, year)]
    return RUM07.finding(
        cell.at,
        Subject.of_row(cell.line.lampiran, row, cell.column.field, year),
        what=what,
        fix=_fix_added(first),
        written=cell.figure,
        expected=""
        if first.expected is None
        else format_number(first.expected, cell.figure.decimals),
        calculation=first.calculation,
        also=[one.cell.at for one in group[1:]],
        related=(*first.cells, *base),
        severity=Severity.WARNING if right or first.expected is None else None,
    )


def _base(cell: FormulaCell) -> tuple[Field, Field]:
    return (
        (Field.TARGET, Field.REALISASI)
        if cell.column.field is Field.CAPAIAN
        else (Field.PAGU, Field.REALISASI_ANGGARAN)
    )


def _fix_added(one: _Recomputed) -> str:
    """Return the formula to put there, with the row's own cells where it has them."""
    row, year = one.cell.row, one.cell.year
    own = [
        row.at(name, year).a1
        for name in _base(one.cell)
        if row.figure(name, year).value is not None
    ]
    if one.expected is None:
        return (
            "hitung dari target dan realisasi, atau dari jumlah rupiahnya, bukan dari persentasenya"
        )
    if one.cell.column.field == "capaian":
        return f"ganti rumusnya: hitung dari target {own[0]} dan realisasi {own[1]}"
    if len(own) < 2:
        return "hitung dari jumlah realisasi dibagi jumlah pagu, bukan dari persentasenya"
    times = "" if one.cell.figure.percent else "*100"
    return f"ganti rumusnya dengan ={own[1]}/{own[0]}{times}"
