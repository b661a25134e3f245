"""RUM: what formulas give, against what the file has stored for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lkjip_xl.domain.field import Kind
from lkjip_xl.figures.calculator import Undecided
from lkjip_xl.figures.formula_text import Role, take_apart
from lkjip_xl.figures.plain_formula import parse_plain
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import ErrorValue, Grid, Value
from lkjip_xl.lampiran.records import Lampiran, Sel
from lkjip_xl.location import CellRef, column_letters
from lkjip_xl.rules.cells import tables_of
from lkjip_xl.rules.isian.galat import cells_of_errors
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.rumus.sel import found_once, show_formula
from lkjip_xl.tables.numbers import read_figure

RUM04 = Rule(
    code="RUM04",
    name="rumus-kehilangan-acuan",
    severity=Severity.ERROR,
    doc="""
        Rumus memuat #REF! karena sel yang dirujuknya sudah dihapus, atau sel di luar kolom angka
        berisi galat.

        Galat di kolom angka dilaporkan oleh ISI05.

        Mengapa: IFERROR dan IF dapat menyembunyikan acuan yang hilang, sehingga angka yang tampil
        bukan hasil hitungan yang dimaksud.

        Salah:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%)                         |
            | Panjang jalan mantap | km     | 80     | 70        | =IFERROR(D2/#REF!*100,87.5) → 87,50 |

        Benar:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%)                     |
            | Panjang jalan mantap | km     | 80     | 70        | =IFERROR(D2/C2*100,"-") → 87,50 |
    """,
)

RUM06 = Rule(
    code="RUM06",
    name="hasil-rumus-belum-diperbarui",
    severity=Severity.ERROR,
    doc="""
        Angka yang tersimpan di berkas bukan hasil rumusnya.

        Mengapa: angka inilah yang tercetak dan disalin. Begitu buku kerja dihitung ulang, angkanya
        berubah dan tidak lagi sama dengan laporan.

        Salah:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%)        |
            | Panjang jalan mantap | km     | 80     | 70        | =D2/C2*100 → 95,00 |

        Benar:
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%)        |
            | Panjang jalan mantap | km     | 80     | 70        | =D2/C2*100 → 87,50 |
    """,
)

#: Formulas that are not plain and still worth the time that the library takes.
_MOST_FOR_LIBRARY = 40
#: Stale cells that a message names with their values.
_MOST_NAMED = 4
_RELATIVE, _ABSOLUTE = 1e-9, 1e-12


class _Cell(NamedTuple):
    """A cell of a sheet with a table."""

    lampiran: Lampiran
    grid: Grid
    row: int
    column: int

    @property
    def at(self) -> CellRef:
        return CellRef(self.grid.file, self.grid.sheet, self.row, self.column)

    @property
    def text(self) -> str:
        return self.grid.formulas.get((self.row, self.column), "")

    @property
    def value(self) -> Value:
        return self.grid.value(self.row, self.column)

    @property
    def nameless(self) -> Subject:
        """What a finding is about that no row of a table has."""
        field = f"kolom {column_letters(self.column)}"
        return Subject(lampiran=self.lampiran, item="", field=field)


# --- RUM04 -------------------------------------------------------------------------------------


@RUM04.check
@found_once
def find_broken_formulas(context: Context) -> Iterator[Finding]:
    """Report errors outside the figures, and lost references that a result still hides."""
    broken: dict[CellRef, _Cell] = {}
    for one in _list_broken(context):
        broken.setdefault(one.at, one)
    if not broken:
        return
    told, tables = cells_of_errors(context), tables_of(context)
    errors = {at for at, one in broken.items() if isinstance(one.value, ErrorValue)}
    hidden: dict[tuple[Lampiran, int], list[_Cell]] = {}
    for one in broken.values():
        if one.at in told or one.grid.ignores("evalError", one.row, one.column):
            continue
        if one.at not in errors:
            hidden.setdefault((one.lampiran, one.column), []).append(one)
        elif errors.isdisjoint(tables.read_by(one.grid, one.text)):
            yield _error_finding(one)
    for group in hidden.values():
        yield _lost_finding(group)


def _list_broken(context: Context) -> Iterator[_Cell]:
    """Yield the cells of tables that hold an error, or whose formula has lost a reference."""
    for lampiran in context.laporan.lampiran:
        grid = context.grids.get((lampiran.file, lampiran.sheet))
        if grid is None:
            continue
        area = lampiran.area
        lost = {at for at, text in grid.formulas.items() if "#REF!" in text and at in area}
        wrong = {
            (row, column)
            for row in range(area.top, area.bottom + 1)
            for column, value in enumerate(grid.rows.get(row, ()), start=1)
            if value.__class__ is ErrorValue and area.left <= column <= area.right
        }
        for at in sorted(lost | wrong):
            yield _Cell(lampiran, grid, *at)


def _subject(one: _Cell) -> Subject:
    lampiran = one.lampiran
    row = next((row for row in lampiran.rows if row.row == one.row), None)
    named = next((c for c in lampiran.columns if c.index == one.column), None)
    field = one.nameless.field if named is None else named.field
    year = (named.year if named is not None else 0) or lampiran.year
    if row is None:
        return Subject(lampiran=lampiran, item="", field=field, year=year)
    return Subject.of_row(lampiran, row, field, year)


def _error_finding(one: _Cell) -> Finding:
    rumus = f" dari rumus {show_formula(one.text)}" if one.text else ""
    return RUM04.finding(
        one.at,
        _subject(one),
        what=f"sel berisi galat {one.value}{rumus}",
        fix="perbaiki rumusnya: periksa sel yang dirujuk"
        if one.text
        else "ganti galat itu dengan isian yang benar",
        written=str(one.value),
    )


def _lost_finding(group: Sequence[_Cell]) -> Finding:
    first, *others = group
    what = (
        f"rumus {show_formula(first.text)} memuat #REF!: sel yang dirujuk sudah dihapus, dan nilai "
        "yang tampil bukan hasil hitungan yang dimaksud"
    )
    if others:
        what += f"; begitu juga {', '.join(one.at.a1 for one in others)}"
    return RUM04.finding(
        first.at,
        _subject(first),
        what=what,
        fix="ganti #REF! dengan sel yang benar",
        also=[one.at for one in others],
    )


# --- RUM06 -------------------------------------------------------------------------------------


class _Stale(NamedTuple):
    """A formula cell whose stored value is not what the formula gives, as a reader sees them."""

    cell: _Cell
    sel: Sel | None
    stored: str
    computed: str


@RUM06.check
@found_once
def find_stale_results(context: Context) -> Iterator[Finding]:
    """Report the stored results of a sheet that are out of date once, at the first.

    Each formula is computed from the stored values of the cells it refers to, so that a cell which
    follows from a stale one is not accused as well.
    """
    located: dict[tuple[str, str], Lampiran] = {}
    for lampiran in context.laporan.lampiran:
        located.setdefault((lampiran.file, lampiran.sheet), lampiran)
    cells = [
        _Cell(lampiran, grid, *at)
        for key, lampiran in located.items()
        for grid in (context.grids[key],)
        for at in grid.formulas
        if at not in grid.stale
    ]
    groups: dict[tuple[str, str], list[_Stale]] = {}
    for cell, value in _answers(context, cells):
        context.tally["formulas"] += 1
        one = _compare(context, cell, value)
        if one is not None:
            groups.setdefault((cell.grid.file, cell.grid.sheet), []).append(one)
    for group in groups.values():
        yield _stale_finding(group)


def _answers(context: Context, cells: Sequence[_Cell]) -> Iterator[tuple[_Cell, Value]]:
    """Yield what each formula gives that can be computed; few hard ones go to the library."""
    calculator = tables_of(context).calculator
    hard: list[_Cell] = []
    for cell in cells:
        parts = parse_plain(cell.text)
        try:
            if parts is None:
                raise Undecided
            yield cell, calculator.compute(cell.grid, parts.tree, parts.references)
        except Undecided:
            hard.append(cell)
    hard = [cell for cell in hard if _suits_library(cell.text)]
    for cell in hard if len(hard) <= _MOST_FOR_LIBRARY else ():
        try:
            yield cell, calculator.evaluate(cell.grid, cell.text)
        except Undecided:
            continue


def _suits_library(text: str) -> bool:
    """Tell whether the library's answer is Excel's: no array arithmetic, nothing unknown."""
    parts = take_apart(text)
    if parts.obstacle or "PI()" in text:
        return False
    return "LOOKUP" in text.upper() or all(
        one.is_single or one.role not in (Role.ARITHMETIC, Role.PLAIN) for one in parts.references
    )


def _compare(context: Context, cell: _Cell, computed: Value) -> _Stale | None:
    """Return a difference that a reader can see between the stored value and the formula's."""
    if _is_same(cell.value, computed):
        return None
    sel = tables_of(context).find(cell.grid, cell.row, cell.column)
    stored, shown = (_show(cell, sel, value) for value in (cell.value, computed))
    return None if stored == shown else _Stale(cell, sel, stored, shown)


def _is_same(stored: Value, computed: Value) -> bool:
    if isinstance(stored, float) and isinstance(computed, float):
        if stored == computed:
            return True
        if stored.is_integer() and computed.is_integer():
            return False
        size = max(abs(stored), abs(computed))
        return abs(stored - computed) <= max(_RELATIVE * size, _ABSOLUTE)
    if stored in (None, "") and computed in (None, "", 0.0):
        return True
    return stored == computed and isinstance(stored, bool) == isinstance(computed, bool)


def _show(cell: _Cell, sel: Sel | None, value: Value) -> str:
    """Return a value as the cell shows it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        kind = Kind.KINERJA if sel is None else sel.column.kind
        number_format = cell.grid.look(cell.row, cell.column).number_format
        return read_figure(value, number_format, kind).written
    return "" if value is None else str(value)


def _stale_finding(group: Sequence[_Stale]) -> Finding:
    first, *others = group
    stored, computed = first.stored or "kosong", first.computed or "kosong"
    formula = show_formula(first.cell.text)
    what = f"tersimpan {stored}, padahal rumus {formula} memberi {computed}"
    if others:
        named = ", ".join(
            f"{one.cell.at.a1} tersimpan {one.stored or 'kosong'}, rumusnya {one.computed or 'kosong'}"
            for one in others[:_MOST_NAMED]
        )
        more = len(others) - _MOST_NAMED
        what += f"; begitu juga {named}{f' dan {more} sel lain' if more > 0 else ''}"
    return RUM06.finding(
        first.cell.at,
        first.cell.nameless if first.sel is None else Subject.of(first.sel),
        what=what,
        fix="hitung ulang buku kerja (Ctrl+Alt+F9), pastikan perhitungannya Otomatis, lalu simpan",
        written=first.stored,
        expected=first.computed,
        also=[one.cell.at for one in others],
    )
