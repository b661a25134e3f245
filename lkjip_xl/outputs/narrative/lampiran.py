"""The annexes as tables of the report, their percentages and sums recomputed.

The path from tujuan to sub kegiatan stands in one column, since a wide form leaves no room for
five, and a merged cell down several pages shows its text on the first of them only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import itemgetter

from lkjip_xl.domain.field import DASAR, GOAL_FIELDS, Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.rencana_aksi import Triwulan
from lkjip_xl.figures.perhitungan import DaftarPerhitungan
from lkjip_xl.figures.serapan import compute_serapan, show_serapan
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.formulir.rencana_aksi import RENCANA_AKSI
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.printed import Printed, PrintedTable
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.outputs.narrative.amount import Amount, add_up
from lkjip_xl.outputs.narrative.anggaran import RollUp
from lkjip_xl.outputs.narrative.table import (
    Cell,
    Column,
    Row,
    Table,
    Tone,
    band,
    cell,
    centred,
    money,
    number,
    words,
)
from lkjip_xl.outputs.narrative.text import Sayable, Shown
from lkjip_xl.outputs.narrative.wording import (
    NO_FIGURE,
    ask,
    show_amount,
    show_figure,
    show_persen,
)
from lkjip_xl.tables.text import squash

_ABOVE = (Level.TUJUAN, Level.SASARAN, Level.PROGRAM, Level.KEGIATAN)
_TONES = {
    Level.TUJUAN: Tone.TUJUAN,
    Level.SASARAN: Tone.SASARAN,
    Level.PROGRAM: Tone.PROGRAM,
    Level.KEGIATAN: Tone.KEGIATAN,
    Level.SUB_KEGIATAN: Tone.SUB_KEGIATAN,
    Level.RINCIAN: Tone.PLAIN,
    Level.URUSAN: Tone.PLAIN,
    Level.TOTAL: Tone.TOTAL,
}
_ITEMS = "Tujuan/Sasaran/Program/Kegiatan/Sub Kegiatan"
_MARK = "■"

#: Gives one cell a row of an item; ``None`` where the cell above reaches down.
CellMaker = Callable[[Item, int], Cell | None]


@dataclass(frozen=True, slots=True)
class Isi:
    """A column of an annex and what stands in its cells."""

    column: Column
    make: CellMaker


#: Gives the columns of an annex.
FieldsOf = Callable[[DaftarPerhitungan, Lampiran], list[Isi]]


def tabulate_lampiran(laporan: LaporanKinerja, form: Form, daftar: DaftarPerhitungan) -> Table:
    """Return an annex of the report; a form on several sheets becomes one table."""
    return _tabulate(laporan, form, daftar, _columns_of)


def tabulate_triwulan(laporan: LaporanKinerja, daftar: DaftarPerhitungan) -> Table | None:
    """Return targets and realisasi by quarter, ``None`` where the Rencana Aksi has none."""
    fields = [part.in_quarter(tw) for tw in Triwulan for part in (Field.TARGET, Field.REALISASI)]
    if not any(one.columns.has_any(*fields) for one in laporan.of(RENCANA_AKSI)):
        return None
    return _tabulate(laporan, RENCANA_AKSI, daftar, _fields_triwulan)


def _tabulate(
    laporan: LaporanKinerja, form: Form, daftar: DaftarPerhitungan, fields_of: FieldsOf
) -> Table:
    columns: tuple[Column, ...] = ()
    rows: list[Row] = []
    for lampiran in laporan.of(form):
        fields = fields_of(daftar, lampiran)
        columns = columns or tuple(field.column for field in fields)
        rows += _rows(lampiran, fields)
    return Table(
        columns=columns or (words(_ITEMS),),
        rows=tuple(rows),
        missing=ask(f"isi {form.label}", form.label),
        small=True,
        wide=True,
    )


def _rows(lampiran: Lampiran, fields: Sequence[Isi]) -> Iterator[Row]:
    tracked: dict[Level, str] = {}
    for item in _reported(lampiran):
        rows = [
            Row(cells=tuple(field.make(item, at) for field in fields), tone=_TONES[item.level])
            for at in range(len(item.rows))
        ]
        if item.level is Level.TOTAL and not any(map(_says_more, rows)):
            continue
        yield from _bands(lampiran, item, tracked, len(fields))
        if item.level in _ABOVE:
            _track(tracked, item.level, item.nama)
        yield from rows


def _reported(lampiran: Lampiran) -> Iterator[Item]:
    """Yield the items; below the total a row without figures is a remark of the form."""
    after_total = False
    for item in lampiran.items:
        after_total = after_total or item.level is Level.TOTAL
        written = any(one.figure.written for row in item.rows for one in row.angka)
        if written or not after_total:
            yield item


def _says_more(row: Row) -> bool:
    """Tell whether a row holds anything beside its name."""
    return any(any(map(str, one.lines)) for one in row.cells[1:] if one is not None)


def _bands(lampiran: Lampiran, item: Item, tracked: dict[Level, str], width: int) -> Iterator[Row]:
    """Yield a row over all columns for each step of the path that has no row of its own."""
    for level in _ABOVE:
        name = item.jalur.name_at(level)
        if level.depth >= item.level.depth or not name or squash(name) == tracked.get(level):
            continue
        _track(tracked, level, name)
        yield band(f"{_band_label(lampiran, level)}: {name}", width, _TONES[level])


def _track(tracked: dict[Level, str], level: Level, name: str) -> None:
    tracked[level] = squash(name)
    for deeper in _ABOVE:
        if deeper.depth > level.depth:
            tracked.pop(deeper, None)


def _band_label(lampiran: Lampiran, level: Level) -> str:
    label = level.label.capitalize()
    if level in (Level.PROGRAM, Level.KEGIATAN) and lampiran.columns.has(GOAL_FIELDS[level]):
        return f"Sasaran {level.label}"
    return label


def _spanning(make: Callable[[Item], Sayable]) -> CellMaker:
    """Make one cell down all rows of an item."""

    def spanning(item: Item, position: int) -> Cell | None:
        return replace(cell(make(item)), rows=len(item.rows)) if position == 0 else None

    return spanning


def _each(make: Callable[[Baris], Sayable]) -> CellMaker:
    """Make a cell for each row."""
    return lambda item, position: cell(make(item.rows[position]))


def _name(item: Item) -> str:
    if item.level is Level.TOTAL:
        return item.nama or "JUMLAH"
    return f"{item.kode} {item.nama}".strip() or NO_FIGURE


def _indikator(baris: Baris) -> str:
    return "" if baris.level is Level.TOTAL else baris.indikator


def _figure(field: Field, year: int, column: Column) -> Isi:
    def shown(baris: Baris) -> Sayable:
        figure = baris.figure(field, year)
        found = show_figure(figure, "", baris.at(field, year))
        return found or (figure.written if figure.written else "")

    return Isi(column, _each(shown))


def _capaian(daftar: DaftarPerhitungan, year: int, column: Column) -> Isi:
    def shown(baris: Baris) -> Sayable:
        one = daftar.of(baris, Field.CAPAIAN, year)
        if one.hasil is None:
            return NO_FIGURE if one.dasar.written or one.realisasi.written else ""
        return show_persen(one.hasil, one.rests_on[::-1], one.show()) or ""

    return Isi(column, _each(shown))


def _amount(sums: RollUp, item: Item) -> Amount:
    """Return an item's amount, added up anew; of a total, from the roots of the tree."""
    if item.level is not Level.TOTAL:
        return sums.of(item)
    roots = [
        sums.of(root)
        for root in sums.lampiran.items
        if root.parent is None and root.level is not Level.TOTAL
    ]
    if roots and all(root.value is not None for root in roots):
        return add_up(roots)
    own = item.amount(sums.field, sums.year)
    return Amount(value=own.value, cells=own.cells)


def _is_split(sums: RollUp, item: Item) -> bool:
    """Tell whether the rows of an item have amounts of their own."""
    filled = (row.figure(sums.field, sums.year).value is not None for row in item.rows)
    return len(item.rows) > 1 and sum(filled) > 1


def _row_amount(sums: RollUp, item: Item, position: int) -> Amount:
    if not _is_split(sums, item):
        return _amount(sums, item)
    baris = item.rows[position]
    value = baris.figure(sums.field, sums.year).value
    return Amount(value=value, cells=(baris.at(sums.field, sums.year),))


def _money(lampiran: Lampiran, field: Field, year: int, column: Column) -> Isi:
    sums = RollUp(lampiran, field, year)

    def make(item: Item, position: int) -> Cell | None:
        split = _is_split(sums, item)
        if position and not split:
            return None
        amount = _row_amount(sums, item, position)
        shown: Sayable = ""
        if amount.value is not None:
            shown = show_amount(amount.value, amount.cells, amount.calculation)
        return replace(cell(shown), rows=1 if split else len(item.rows))

    return Isi(column, make)


def _serapan(lampiran: Lampiran, year: int, column: Column) -> Isi:
    allowed = RollUp(lampiran, Field.PAGU, year)
    spent = RollUp(lampiran, Field.REALISASI_ANGGARAN, year)

    def make(item: Item, position: int) -> Cell | None:
        split = _is_split(allowed, item) or _is_split(spent, item)
        if position and not split:
            return None
        shown = _show_serapan(
            _row_amount(allowed, item, position), _row_amount(spent, item, position)
        )
        return replace(cell(shown), rows=1 if split else len(item.rows))

    return Isi(column, make)


def _show_serapan(pagu: Amount, spent: Amount) -> Sayable:
    value: Decimal | None = compute_serapan(pagu.value, spent.value)
    if value is None or pagu.value is None or spent.value is None:
        return ""
    calculation = show_serapan(pagu.value, spent.value)
    return show_persen(value, (*spent.cells, *pagu.cells), calculation) or ""


def _columns_of(daftar: DaftarPerhitungan, lampiran: Lampiran) -> list[Isi]:
    """Return the columns that the form says are printed, of the years that are told."""
    printed = lampiran.form.printed
    if printed is None:
        return []
    found: list[tuple[tuple[int, int], Isi]] = []
    for position, one in enumerate(printed.columns):
        if one.optional and not lampiran.columns.has(one.field):
            continue
        beside = one.each_year and printed.by_year
        for year in _years_of(lampiran, one.field) if one.each_year else (lampiran.year,):
            place = (len(printed.columns), year) if beside else (position, 0)
            column = _column(one, *_heads(printed, one, year))
            found.append((place, _isi(daftar, lampiran, one.field, year, column)))
    return [isi for _, isi in sorted(found, key=itemgetter(0))]


def _heads(table: PrintedTable, one: Printed, year: int) -> tuple[str, str]:
    """Return the label of a column, and the one above it."""
    if not one.each_year:
        return one.label, one.group
    return (one.label, str(year)) if table.by_year else (str(year), one.label)


def _column(printed: Printed, label: str, group: str) -> Column:
    field = printed.field
    if field.bulan is not None:
        return centred(label, group=group, unbroken=True)
    if field.is_money:
        return money(label, group)
    if field.is_figure:
        return number(label, group)
    return centred(label, printed.weight) if field is Field.SATUAN else words(label, printed.weight)


def _isi(
    daftar: DaftarPerhitungan, lampiran: Lampiran, field: Field, year: int, column: Column
) -> Isi:
    if field is Field.NAMA:
        return Isi(column, _spanning(_name))
    if field.bulan is not None:
        return _month(field, year, column)
    if field is Field.CAPAIAN:
        return _capaian(daftar, year, column)
    if field is Field.SERAPAN:
        return _serapan(lampiran, year, column)
    if field.is_money:
        return _money(lampiran, field, year, column)
    if field.is_figure:
        return _figure(field, year, column)
    return Isi(column, _each(_TEXTS.get(field, lambda baris: baris.text(field))))


_TEXTS: Mapping[Field, Callable[[Baris], str]] = {
    Field.INDIKATOR: _indikator,
    Field.SATUAN: lambda baris: baris.satuan,
    Field.KETERANGAN: lambda baris: baris.keterangan,
}


def _years_of(lampiran: Lampiran, field: Field) -> tuple[int, ...]:
    """Return the years of a field; of a percentage those that have what it is computed from."""
    if field not in DASAR:
        return _told_years(lampiran, field)
    promised, reached = (_told_years(lampiran, one) for one in DASAR[field])
    return tuple(year for year in reached if year in promised)


def _told_years(lampiran: Lampiran, field: Field) -> tuple[int, ...]:
    """Return the years up to the reported one that have a figure other than zero somewhere."""
    return tuple(
        year
        for year in lampiran.years(field)
        if year <= lampiran.year and any(row.figure(field, year).value for row in lampiran.rows)
    )


def _month(field: Field, year: int, column: Column) -> Isi:
    """Make a month of the schedule: neighbouring months with work are seen as one bar."""

    def mark(item: Item, position: int) -> Cell:
        baris = item.rows[position]
        if not baris.figure(field, year).value:
            return cell("")
        return replace(cell(Shown(_MARK, (baris.at(field, year),))), filled=True)

    return Isi(column, mark)


def _fields_triwulan(_: DaftarPerhitungan, lampiran: Lampiran) -> list[Isi]:
    year = lampiran.year
    fields = [
        Isi(words("Uraian", 3.0), _spanning(_name)),
        Isi(words("Indikator Kinerja", 2.6), _each(_indikator)),
        Isi(centred("Satuan", 1.1), _each(lambda baris: baris.satuan)),
    ]
    for part in (Field.TARGET, Field.REALISASI):
        labels = [
            column.label
            for column in lampiran.columns
            if column.field == part.in_quarter(Triwulan.I)
        ]
        counts_on = any("kumulatif" in label.lower() for label in labels)
        group = f"{part.capitalize()} Kumulatif" if counts_on else part.capitalize()
        for triwulan in Triwulan:
            name = part.in_quarter(triwulan)
            if lampiran.columns.has(name):
                fields.append(_figure(name, year, number(triwulan.label, group=group)))
    return fields
