"""RUM: what formulas give, against what the file has stored for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lkjip_xl.domain.field import Kind
from lkjip_xl.figures.formula_text import Role, take_apart
from lkjip_xl.figures.plain_formula import Undecided, parse_plain
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import ErrorValue, Grid, Value
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.location import CellRef, column_letters
from lkjip_xl.rules.isian.terbaca import ISI05
from lkjip_xl.rules.rule import Context, Rule, Subject
from lkjip_xl.rules.rumus.sel import MOST_SHOWN, Formulas, formulas_of, found_once
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


# --- RUM04 -------------------------------------------------------------------------------------


class _Broken(NamedTuple):
    """A cell of a table that holds an error, or whose formula has lost a reference."""

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


@RUM04.check
@found_once
def find_broken_formulas(context: Context) -> Iterator[Finding]:
    """Report errors outside the figures, and lost references that a result still hides."""
    broken = list(_list_broken(context))
    if not broken:
        return
    told = {
        cell
        for check in ISI05.checks
        for finding in check(context)
        for cell in (finding.at, *finding.also)
    }
    errors = {one.at for one in broken if isinstance(one.value, ErrorValue)}
    hidden: dict[tuple[int, int], list[_Broken]] = {}
    for one in broken:
        if one.at in told or one.grid.ignores("evalError", one.row, one.column):
            continue
        if not isinstance(one.value, ErrorValue):
            hidden.setdefault((id(one.lampiran), one.column), []).append(one)
        elif not errors & set(_referred(context, one)):
            yield _error_finding(one)
    for group in hidden.values():
        yield _lost_finding(group)


def _list_broken(context: Context) -> Iterator[_Broken]:
    seen: set[CellRef] = set()
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
        for row, column in sorted(lost | wrong):
            one = _Broken(lampiran, grid, row, column)
            if one.at not in seen:
                seen.add(one.at)
                yield one


def _referred(context: Context, one: _Broken) -> Iterator[CellRef]:
    """Yield the cells that a broken cell's formula refers to, those of large ranges left out."""
    parts = parse_plain(one.text) if one.text else None
    for target in parts.references if parts is not None else ():
        sheet = target.sheet or one.grid.sheet
        cells = target.cells
        if (cells.bottom - cells.top + 1) * (cells.right - cells.left + 1) > 10_000:
            continue
        for row in range(cells.top, cells.bottom + 1):
            for column in range(cells.left, cells.right + 1):
                yield CellRef(one.grid.file, sheet, row, column)


def _subject(one: _Broken) -> Subject:
    row = next((row for row in one.lampiran.rows if row.row == one.row), None)
    named = next((c for c in one.lampiran.columns if c.index == one.column), None)
    field = named.field if named is not None else f"kolom {column_letters(one.column)}"
    year = (named.year if named is not None else 0) or one.lampiran.year
    if row is None:
        return Subject(lampiran=one.lampiran, item="", field=field, year=year)
    return Subject.of_row(one.lampiran, row, field, year)


def _error_finding(one: _Broken) -> Finding:
    rumus = f" dari rumus {_shorten(one.text)}" if one.text else ""
    return RUM04.finding(
        one.at,
        _subject(one),
        what=f"sel berisi galat {one.value}{rumus}",
        fix="perbaiki rumusnya: periksa sel yang dirujuk"
        if one.text
        else "ganti galat itu dengan isian yang benar",
        written=str(one.value),
    )


def _lost_finding(group: Sequence[_Broken]) -> Finding:
    first = group[0]
    also = [one.at for one in group[1:]]
    what = (
        f"rumus {_shorten(first.text)} memuat #REF!: sel yang dirujuk sudah dihapus, dan nilai yang "
        "tampil bukan hasil hitungan yang dimaksud"
    )
    if also:
        what += f"; begitu juga {', '.join(cell.a1 for cell in also)}"
    return RUM04.finding(
        first.at,
        _subject(first),
        what=what,
        fix="ganti #REF! dengan sel yang benar",
        also=also,
    )


def _shorten(text: str) -> str:
    return f"={text}" if len(text) <= MOST_SHOWN else f"={text[:MOST_SHOWN]}…"


# --- RUM06 -------------------------------------------------------------------------------------


class _Stale(NamedTuple):
    """A formula cell whose stored value is not what the formula gives."""

    grid: Grid
    row: int
    column: int
    text: str
    stored: str
    computed: str

    @property
    def at(self) -> CellRef:
        return CellRef(self.grid.file, self.grid.sheet, self.row, self.column)


@RUM06.check
@found_once
def find_stale_results(context: Context) -> Iterator[Finding]:
    """Report the stored results of a sheet that are out of date once, at the first.

    Each formula is computed from the stored values of the cells it refers to, so that a cell which
    follows from a stale one is not accused as well.
    """
    formulas = formulas_of(context)
    located: dict[tuple[str, str], Lampiran] = {}
    for lampiran in context.laporan.lampiran:
        located.setdefault((lampiran.file, lampiran.sheet), lampiran)
    answers = _answers(context, formulas, [context.grids[key] for key in located])
    groups: dict[tuple[str, str], list[_Stale]] = {}
    for grid, (row, column), value in answers:
        context.tally["formulas"] += 1
        one = _compare(formulas, grid, row, column, value)
        if one is not None:
            groups.setdefault((grid.file, grid.sheet), []).append(one)
    for key, group in groups.items():
        yield _stale_finding(formulas, located[key], group)


def _answers(
    context: Context, formulas: Formulas, grids: Sequence[Grid]
) -> Iterator[tuple[Grid, tuple[int, int], Value]]:
    """Yield what each formula gives that can be computed; few hard ones go to the library."""
    hard: list[tuple[Grid, tuple[int, int]]] = []
    for grid in grids:
        for at, text in grid.formulas.items():
            if at in grid.stale:
                continue
            parts = formulas.parse(text)
            if parts is None:
                hard.append((grid, at))
                continue
            try:
                value = formulas.calculator.compute(grid, parts.tree, parts.references)
            except Undecided:
                hard.append((grid, at))
                continue
            yield grid, at, value
    hard = [(grid, at) for grid, at in hard if _suits_library(grid.formulas[at])]
    if not hard or len(hard) > _MOST_FOR_LIBRARY:
        return
    from lkjip_xl.figures.recalculate import Calculator, Unsolved

    calculator = Calculator(tuple(context.grids.values()))
    for grid, at in hard:
        answer = calculator.evaluate(grid, *at)
        if not isinstance(answer, Unsolved):
            yield grid, at, answer


def _suits_library(text: str) -> bool:
    """Tell whether the library's answer is Excel's: no array arithmetic, nothing unknown."""
    parts = take_apart(text)
    if parts.obstacle or "PI()" in text:
        return False
    return not any(
        one.role in (Role.ARITHMETIC, Role.PLAIN)
        and not one.is_single
        and "LOOKUP" not in text.upper()
        for one in parts.references
    )


def _compare(
    formulas: Formulas, grid: Grid, row: int, column: int, computed: Value
) -> _Stale | None:
    """Return a difference that a reader can see between the stored value and the formula's."""
    stored = grid.value(row, column)
    if _is_same(stored, computed):
        return None
    found = formulas.find(grid, row, column)
    named = found[1] if found is not None else None
    texts = [_show(grid, row, column, named, value) for value in (stored, computed)]
    if texts[0] == texts[1]:
        return None
    return _Stale(grid, row, column, grid.formulas[row, column], *texts)


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


def _show(grid: Grid, row: int, column: int, named: NamedColumn | None, value: Value) -> str:
    """Return a value as the cell shows it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        kind = Kind.KINERJA if named is None else named.kind
        return read_figure(value, grid.look(row, column).number_format, kind).written
    return "" if value is None else str(value)


def _stale_finding(formulas: Formulas, lampiran: Lampiran, group: Sequence[_Stale]) -> Finding:
    first = group[0]
    what = f"tersimpan {first.stored or 'kosong'}, padahal rumus {_shorten(first.text)} memberi {first.computed or 'kosong'}"
    others = group[1:]
    if others:
        named = ", ".join(
            f"{one.at.a1} tersimpan {one.stored or 'kosong'}, rumusnya {one.computed or 'kosong'}"
            for one in others[:_MOST_NAMED]
        )
        more = len(others) - _MOST_NAMED
        what += f"; begitu juga {named}{f' dan {more} sel lain' if more > 0 else ''}"
    found = formulas.find(first.grid, first.row, first.column)
    subject = Subject(lampiran=lampiran, item="", field=f"kolom {column_letters(first.column)}")
    if found is not None:
        line, named_column = found
        year = named_column.year or line.lampiran.year
        subject = Subject.of_row(line.lampiran, line.row, named_column.field, year)
    return RUM06.finding(
        first.at,
        subject,
        what=what,
        fix="hitung ulang buku kerja (Ctrl+Alt+F9), pastikan perhitungannya Otomatis, lalu simpan",
        written=first.stored,
        expected=first.computed,
        also=[one.at for one in others],
        severity=Severity.ERROR,
    )
