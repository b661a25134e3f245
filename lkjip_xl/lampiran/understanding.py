"""How every sheet was understood: the tables on it, what each column was taken for, what was left.

Nothing is decided here: it tells what the reading of the forms decided, for people who want to know
why a table was read as it was, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.columns import Columns, NamedColumn
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.formulir.profil import read_profil
from lkjip_xl.lampiran.ketetapan import Ketetapan
from lkjip_xl.lampiran.labels import VOCABULARY
from lkjip_xl.lampiran.locating import Located, locate_below, recognise
from lkjip_xl.lampiran.meaning import is_kode, read_meaning
from lkjip_xl.lampiran.naming import name_columns
from lkjip_xl.lampiran.pengaturan import find_pengaturan, read_ketetapan, without
from lkjip_xl.tables.header import Column, Header
from lkjip_xl.tables.text import as_text, squash

#: How far down a sheet without a table is searched for its best row of labels.
_DEEPEST = 300
#: Tables that fit no form, of one sheet: more of them are rows of data that read like labels.
_MOST_PASSED_OVER = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class KolomTerbaca:
    """A column: its labels from the group down, what it was taken for, or why it was not used."""

    column: int
    path: tuple[str, ...]
    named: NamedColumn | None
    sebab: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TabelTerbaca:
    """A table with a header: its form, its rows from first to last, its columns.

    ``form`` is ``None`` where it fits none; ``sebab`` then says what is missing.
    """

    form: Form | None
    top: int
    bottom: int
    first: int
    last: int
    columns: tuple[KolomTerbaca, ...]
    sebab: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LembarTerbaca:
    """A sheet with its tables; ``sebab`` says why it has none, or what was not read of it."""

    file: str
    sheet: str
    tables: tuple[TabelTerbaca, ...] = ()
    sebab: str = ""


def understand(grids: Sequence[Grid]) -> tuple[LembarTerbaca, ...]:
    """Return how each sheet is understood, in the order of the sheets."""
    pengaturan = find_pengaturan(grids)
    ketetapan = read_ketetapan(pengaturan)
    settings = {(one.file, one.sheet) for one in pengaturan}
    profil = read_profil(grids)
    return tuple(
        _understand(
            grid,
            ketetapan,
            has_settings=(grid.file, grid.sheet) in settings,
            is_profil=profil is not None
            and (profil.origin.file, profil.origin.sheet) == (grid.file, grid.sheet),
        )
        for grid in without(grids, pengaturan)
    )


def _understand(
    grid: Grid, ketetapan: Ketetapan, *, has_settings: bool, is_profil: bool
) -> LembarTerbaca:
    tables = () if is_profil else tuple(_tables(grid, ketetapan))
    notes = [loss.what for loss in grid.losses]
    if ketetapan.is_ignored(grid.sheet):
        return LembarTerbaca(file=grid.file, sheet=grid.sheet, sebab="diabaikan menurut Pengaturan")
    if is_profil:
        notes.append("dibaca sebagai Profil")
    if has_settings:
        notes.append("memuat pengaturan kantor")
    if not tables and not notes:
        notes.append(_best_row(grid) if grid.rows else "kosong")
    return LembarTerbaca(file=grid.file, sheet=grid.sheet, tables=tables, sebab="; ".join(notes))


def _tables(grid: Grid, ketetapan: Ketetapan) -> Iterator[TabelTerbaca]:
    headers = ketetapan.headers(grid)
    located: dict[int, list[Located]] = {}
    for one in locate_below(grid, headers, ketetapan):
        located.setdefault(one.header.top, []).append(one)
    last = passed_over = 0
    for header in headers:
        beside = located.get(header.top, [])
        for one in beside:
            last = max(last, one.body.last, header.bottom)
            yield _read(one)
        if beside:
            continue
        if header.top > last and passed_over < _MOST_PASSED_OVER:
            # Above ``last`` it would be a header that the next page repeats.
            passed_over += 1
            yield _passed_over(ketetapan.settle(header, grid.sheet))


def _read(located: Located) -> TabelTerbaca:
    rows = located.body.rows
    return TabelTerbaca(
        form=located.form,
        top=located.header.top,
        bottom=located.header.bottom,
        first=rows[0],
        last=rows[-1],
        columns=tuple(_columns(located.header, located.columns)),
    )


def _passed_over(header: Header) -> TabelTerbaca:
    columns = name_columns(header)
    is_known = recognise(columns) is not None
    return TabelTerbaca(
        form=None,
        top=header.top,
        bottom=header.bottom,
        first=0,
        last=0,
        columns=tuple(_columns(header, columns)),
        sebab="tidak ada isian di bawahnya" if is_known else what_is_missing(columns),
    )


def what_is_missing(columns: Columns) -> str:
    """Return which annex comes nearest to some columns, and what it lacks."""
    bare = Columns(())
    lacking = {
        form: missing
        for form in FORMS
        if form.is_lampiran and 0 < len(missing := form.missing(columns)) < len(form.missing(bare))
    }
    if not lacking:
        return "tidak cocok dengan formulir mana pun"
    form = min(lacking, key=lambda one: len(lacking[one]))
    told = ", ".join(lacking[form])
    return f"tidak cocok dengan formulir mana pun; terdekat {form.label}, yang kurang: {told}"


def _columns(header: Header, columns: Columns) -> Iterator[KolomTerbaca]:
    named = {column.index: column for column in columns}
    for column in header.columns:
        own = named.get(column.index)
        yield KolomTerbaca(
            column=column.index,
            path=column.path,
            named=own,
            sebab="" if own else _why_unused(column, columns),
        )


def _why_unused(column: Column, columns: Columns) -> str:
    makna = read_meaning(column)
    if is_kode(column):
        return "kode, dibaca bersama kolom kode yang lain"
    if makna is None:
        return "judul kolom tidak dikenal"
    twin = next((one for one in columns if squash(one.label) == squash(column.label)), None)
    return "judulnya sama dengan kolom lain" if twin else "artinya tidak pasti"


def _best_row(grid: Grid) -> str:
    """Return what the row with most labels says, of a sheet without a header."""
    best: list[str] = []
    at = 0
    for row in grid.filled_rows()[:_DEEPEST]:
        texts = dict.fromkeys(as_text(value) for value in grid.rows[row] if isinstance(value, str))
        labels = [text for text in texts if VOCABULARY.is_label(text)]
        if len(labels) > len(best):
            best, at = labels, row
    if not best:
        return "tidak ada judul kolom yang dikenal"
    told = ", ".join(f"“{text}”" for text in best)
    return f"tidak ada kepala tabel; yang paling mirip baris {at}: {told}"
