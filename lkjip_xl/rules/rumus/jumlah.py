"""RUM: formulas that add up, and what they leave out or take twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import Reading, format_number, format_persen, format_rupiah
from lkjip_xl.figures.added_percentages import show_added
from lkjip_xl.figures.rollup import show_sum, sum_values
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.records import Item, Lampiran, Sel
from lkjip_xl.location import CellRef
from lkjip_xl.rules.cells import tables_of
from lkjip_xl.rules.mending import mend_added_serapan, mend_incomplete_formula
from lkjip_xl.rules.rule import Context, Rule, Subject, once
from lkjip_xl.rules.rumus.sel import (
    Due,
    FormulaCell,
    accused,
    compute_due,
    compute_due_serapan,
    formula_cells,
    found_once,
)

RUM01 = Rule(
    code="RUM01",
    name="rumus-jumlah-tidak-lengkap",
    severity=Severity.ERROR,
    mend=mend_incomplete_formula,
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
    mend=mend_added_serapan,
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
#: Cells that a message names one by one.
_MOST_NAMED = 3


# --- RUM01 -------------------------------------------------------------------------------------


class _Column:
    """The amounts of one column of a form: what each item's own amount consists of."""

    def __init__(self, head: Lampiran, name: Field, year: int) -> None:
        self.own = {item: item.told(name, year) for item in head.items}
        self.below: dict[Item, tuple[Sel, ...]] = {}
        for item in reversed(head.items):
            self.below[item] = tuple(part for child in item.below for part in self._cover(child))
        tops = [item for item in head.items if item.parent is None]
        self.everything = tuple(
            part for top in tops if top.level is not Level.TOTAL for part in self._cover(top)
        )
        self.lowest = frozenset(part.cell for part in self.everything)

    def _cover(self, item: Item) -> tuple[Sel, ...]:
        """Return the lowest cells with amounts of an item and what lies below it."""
        return self.below[item] or self.own[item]

    def expected(self, item: Item) -> tuple[Sel, ...]:
        """Return what an item's amount is the sum of."""
        return self.everything if item.level is Level.TOTAL else self.below[item]


@once
def _column(_context: Context, head: Lampiran, name: Field, year: int) -> _Column:
    return _Column(head, name, year)


@dataclass(slots=True)
class _Judgement:
    """What a sum does with the cells it should add; ``counts`` says how often it takes each."""

    cell: FormulaCell
    expected: tuple[Sel, ...]
    counts: Counter[CellRef] = field(default_factory=Counter)
    alien: list[CellRef] = field(default_factory=list)

    @property
    def missed(self) -> list[Sel]:
        return [part for part in self._telling if not self.counts[part.cell]]

    @property
    def doubled(self) -> list[Sel]:
        return [part for part in self._telling if self.counts[part.cell] > 1]

    @property
    def texts(self) -> list[Sel]:
        """The parts that SUM passes over."""
        if "SUM" not in self.cell.text.upper():
            return []
        return [
            part
            for part in self._telling
            if self.counts[part.cell] == 1 and part.figure.as_text and self._is_text(part.cell)
        ]

    @property
    def typed(self) -> list[float]:
        """Numbers that the formula adds by itself."""
        summation = self.cell.summation
        return [] if summation is None else [number for number in summation.typed if number]

    @property
    def _telling(self) -> Iterator[Sel]:
        return (part for part in self.expected if part.value)

    def _is_text(self, ref: CellRef) -> bool:
        grid = self.cell.grid
        return ref.sheet == grid.sheet and isinstance(grid.value(ref.row, ref.column), str)

    @property
    def is_fault(self) -> bool:
        return bool(self.missed or self.doubled or self.alien or self.texts or self.typed)

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for the same fault in several columns."""
        lists = (self.missed, self.doubled, self.texts)
        rows = tuple(tuple(part.cell.row for part in one) for one in lists)
        cell = self.cell
        return cell.item.lampiran, cell.row.row, rows, tuple(ref.row for ref in self.alien)


@RUM01.check
@found_once
def find_incomplete_sums(context: Context) -> Iterator[Finding]:
    """Report a sum that does not add the item's parts, once for all columns with the same slip."""
    groups: dict[tuple[object, ...], list[_Judgement]] = {}
    for cell in filter(_adds_amounts, formula_cells(context)):
        judgement = _judge(context, cell)
        if judgement is not None and judgement.is_fault:
            groups.setdefault(judgement.key, []).append(judgement)
    for group in groups.values():
        yield _incomplete(group)


def _adds_amounts(cell: FormulaCell) -> bool:
    """Tell whether a formula adds cells above or below it, in a column where parts make a whole."""
    if cell.summation is None or cell.summation.mean or not cell.column.is_figure:
        return False
    form, name = cell.lampiran.form, cell.sel.field
    if form.adds_up and not form.has_tree:
        summable = cell.item.level is Level.TOTAL and not name.is_percent
    else:
        summable = form.has_tree and name.is_money
    return summable and cell.adds_column


def _judge(context: Context, cell: FormulaCell) -> _Judgement | None:
    """Return what a sum takes and leaves, ``None`` where the table does not let us tell."""
    item, head = cell.item, cell.item.lampiran
    column = _column(context, head, cell.sel.field, cell.sel.year)
    expected = column.expected(item)
    if not expected or len(column.own[item]) > 1 or cell.figure.reading is Reading.ERROR:
        return None
    is_weak = item.rows[0].evidence.is_weak
    if is_weak or (item.level is Level.TOTAL and len(head.totals) > 1):
        return None
    judgement = _Judgement(cell, expected)
    if not _take(context, judgement, column):
        return None
    missed = judgement.missed
    if len(missed) == len(expected) and not judgement.doubled:
        return None  # it adds something else altogether, or links to it
    if missed and cell.grid.ignores("formulaRange", cell.row.row, cell.column.index):
        return None
    weak = any(part.item and part.item.rows[0].evidence.is_weak for part in expected)
    return None if weak and judgement.is_fault else judgement


def _take(context: Context, judgement: _Judgement, column: _Column) -> bool:
    """Count the lowest cells that are added, and note those that are none of the item's.

    Returns:
        Whether the table lets us tell.
    """
    cell, own = judgement.cell, judgement.cell.item
    expected = _cells(judgement.expected)
    for ref, value in cell.added_cells():
        rows = tables_of(context).rows(cell.grid, ref.row)
        item = next((row.item for row in rows if _is_of(row.item, own)), None)
        if item is None:
            if isinstance(value, float) and value and not rows:
                judgement.alien.append(ref)
        elif ref in column.lowest:
            if ref in expected:
                judgement.counts[ref] += 1
            elif value:
                judgement.alien.append(ref)
        elif item.level is Level.TOTAL is own.level and item is not own:
            return False
        elif Level.TOTAL is item.level or not _cells(column.below[item]) <= expected or item is own:
            if value or ref == cell.at:  # a sum that takes itself shows 0
                judgement.alien.append(ref)
        elif len(column.own[item]) > 1:
            return False
        elif column.own[item]:
            judgement.counts.update(_cells(column.below[item]))
    for part in _below_unfilled(context, cell, column):
        judgement.counts[part.cell] = judgement.counts[part.cell] or 1
    return True


def _cells(parts: Sequence[Sel]) -> set[CellRef]:
    return {part.cell for part in parts}


def _is_of(item: Item | None, own: Item) -> bool:
    return item is not None and item.lampiran is own.lampiran


def _below_unfilled(context: Context, cell: FormulaCell, column: _Column) -> Iterator[Sel]:
    """Yield what lies below a parent that is added by name but holds no number: that is its fault."""
    for reference in cell.addends:
        row, left = reference.cells.top, reference.cells.left
        if reference.is_single and not isinstance(cell.grid.value(row, left), float):
            for one in tables_of(context).rows(cell.grid, row):
                if one.item is not None and _is_of(one.item, cell.item):
                    yield from column.below[one.item]


def _incomplete(group: Sequence[_Judgement]) -> Finding:
    first, *others = group
    cell, written = first.cell, first.cell.figure.value
    values = [part.number for part in first.expected]
    total = sum(values, Decimal(0))
    what = f"rumus {cell.shown} {'; '.join(_describe(first))}"
    if written is not None:
        what += (
            f". Rumus itu memberi {_show(cell, written)}, jumlah {len(values)} rinciannya "
            f"{_show(cell, total)}"
        )
    also = [one.cell.at for one in others]
    if also:
        what += f"; begitu juga di {', '.join(one.a1 for one in also)}"
    cells = (*first.missed, *first.doubled, *first.texts)
    return RUM01.finding(
        cell.at,
        Subject.of_item(cell.lampiran, cell.item, cell.sel.field, cell.sel.year),
        what=what,
        fix="; ".join(_remedies(first)),
        written=cell.figure,
        expected=format_number(total, 0),
        calculation=show_sum(values),
        also=also,
        related=(*(part.cell for part in cells), *first.alien),
        severity=Severity.WARNING if written == total else None,
    )


def _show(cell: FormulaCell, value: Decimal) -> str:
    return format_rupiah(value) if cell.sel.field.is_money else format_number(value)


def _describe(one: _Judgement) -> Iterator[str]:
    if one.missed:
        yield f"melewatkan {_name_parts(one, one.missed)}"
    if one.doubled:
        yield f"menghitung dua kali {_name_parts(one, one.doubled)}"
    if one.texts:
        yield f"melewati {_name_parts(one, one.texts)}, yang berisi teks dan bukan angka"
    if one.alien:
        yield f"ikut menjumlahkan {_join([cell.a1 for cell in one.alien])}, yang bukan rinciannya"
    if one.typed:
        numbers = ", ".join(format_number(Decimal(str(number))) for number in one.typed)
        yield f"menambahkan angka yang diketik di dalam rumus ({numbers})"


def _name_parts(one: _Judgement, parts: Sequence[Sel]) -> str:
    return _join(
        [
            f"{part.cell.a1} ({part.item.name if part.item else ''}, {_show(one.cell, part.number)})"
            for part in parts
        ]
    )


def _join(names: Sequence[str], more: str = "sel lain") -> str:
    named = ", ".join(names[:_MOST_NAMED])
    further = len(names) - _MOST_NAMED
    return f"{named} dan {further} {more}" if further > 0 else named


def _remedies(one: _Judgement) -> Iterator[str]:
    if one.missed:
        yield f"masukkan {_join([part.cell.a1 for part in one.missed], 'lainnya')} ke dalam rumus"
    if one.doubled:
        yield "jumlahkan rinciannya saja atau subtotalnya saja"
    if one.texts:
        yield f"ketik {_join([part.cell.a1 for part in one.texts], 'lainnya')} sebagai angka"
    if one.alien:
        yield "keluarkan sel yang bukan rinciannya dari rumus"
    if one.typed:
        yield "keluarkan angka ketikan dari rumus dan isi pada baris rinciannya"


# --- RUM07 -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Recomputed:
    """A percentage that was added or averaged, the cells it adds, and what it should be."""

    cell: FormulaCell
    added: tuple[Sel, ...]
    due: Due | None

    @property
    def is_right(self) -> bool:
        return self.due is not None and self.cell.figure.shows(self.due.value)

    @property
    def expected(self) -> str:
        """The right percentage as the cell would show it, empty where it is not known."""
        decimals = self.cell.figure.decimals
        return "" if self.due is None else format_persen(self.due.value, decimals)

    @property
    def base(self) -> list[Sel]:
        """What the percentage is to be computed from, as far as it has a column."""
        sel = self.cell.sel
        name = Field.CAPAIAN if sel.field is Field.CAPAIAN else Field.SERAPAN
        return [one for one in map(sel.beside, name.base) if one is not None]


@RUM07.check
@found_once
def find_added_percentages(context: Context) -> Iterator[Finding]:
    """Report a row's percentages that are added or averaged once, at the first."""
    groups: dict[tuple[object, ...], list[_Recomputed]] = {}
    for cell in formula_cells(context):
        one = _recompute(context, cell)
        if one is not None:
            groups.setdefault((cell.lampiran, cell.row.row), []).append(one)
    for group in groups.values():
        yield _added(group)


def adds_percentages(context: Context, cell: CellRef) -> bool:
    """Tell whether RUM07 has a finding for the cell."""
    return cell in accused(context, find_added_percentages)


def _recompute(context: Context, cell: FormulaCell) -> _Recomputed | None:
    if cell.summation is None or not cell.sel.field.is_percent or cell.figure.value is None:
        return None
    form = cell.lampiran.form
    is_sound = form.stands_alone or (form.adds_up and not form.allows_words)
    if not is_sound or not cell.adds_column:
        return None
    added = tuple(
        one
        for ref, _ in cell.added_cells()
        for row in tables_of(context).rows(cell.grid, ref.row)
        if row.lampiran is cell.lampiran
        and (one := row.told(cell.sel.field, cell.sel.year)) is not None
    )
    if len(added) < 2:
        return None
    due = _due(context, cell, added)
    if due is None and (cell.summation.mean or _is_composition([one.number for one in added])):
        return None  # the mean of what cannot be computed again is all there is
    return _Recomputed(cell, added, due)


def _is_composition(values: Sequence[Decimal]) -> bool:
    """Tell shares of one whole, which add up to 100, from percentages of different ones."""
    return abs(sum(values, Decimal(0)) - 100) < 1 and max(values) < 100


def _due(context: Context, cell: FormulaCell, added: Sequence[Sel]) -> Due | None:
    """Return the row's own percentage; a serapan without a base is that of what is added."""
    due = compute_due(context, cell)
    if due is not None or cell.sel.field is not Field.SERAPAN:
        return due
    pagu, realisasi = (
        sum_values(one.row.figure(name, one.year).value for one in added).total
        for name in Field.SERAPAN.base
    )
    return compute_due_serapan(pagu, realisasi, cell.figure.decimals)


def _added(group: Sequence[_Recomputed]) -> Finding:
    first, *others = group
    cell = first.cell
    mean = cell.summation is not None and cell.summation.mean
    verb = "merata-ratakan" if mean else "menjumlahkan"
    added = show_added([one.number for one in first.added], mean=mean)
    what = f"rumus {cell.shown} {verb} persentase: {added}"
    right = all(one.is_right for one in group)
    if first.expected:
        what += f"; seharusnya {first.expected}"
        what += "; hasilnya kebetulan sama" if right else ""
    for one in others:
        what += f"; begitu juga {one.cell.at.a1}: {one.cell.figure.written.rstrip('%')}%"
        what += f", seharusnya {one.expected}" if one.expected else ""
    return RUM07.finding(
        cell.at,
        Subject.of(cell.sel),
        what=what,
        fix=_fix_added(first),
        written=cell.figure,
        expected=first.expected.rstrip("%"),
        calculation="" if first.due is None else first.due.calculation,
        also=[one.cell.at for one in others],
        related=[one.cell for one in (*first.added, *first.base)],
        severity=Severity.WARNING if right or first.due is None else None,
    )


def _fix_added(one: _Recomputed) -> str:
    """Return the formula to put there, with the row's own cells where it has them."""
    if one.due is None:
        return (
            "hitung dari target dan realisasi, atau dari jumlah rupiahnya, bukan dari persentasenya"
        )
    own = [sel.cell.a1 for sel in one.base if sel.value is not None]
    if one.cell.sel.field is Field.CAPAIAN:
        return f"ganti rumusnya: hitung dari target {own[0]} dan realisasi {own[1]}"
    if len(own) < 2:
        return "hitung dari jumlah realisasi dibagi jumlah pagu, bukan dari persentasenya"
    times = "" if one.cell.figure.percent else "*100"
    return f"ganti rumusnya dengan ={own[1]}/{own[0]}{times}"
