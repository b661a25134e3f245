"""The annexes as tables of the report, their percentages and sums recomputed.

The path from tujuan to sub kegiatan stands in one column, since a wide form leaves no room for
five, and a merged cell down several pages shows its text on the first of them only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lkjip_xl.domain.field import GOAL_FIELDS, Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.rencana_aksi import Bulan, Triwulan
from lkjip_xl.figures.capaian import measure_capaian, show_measured
from lkjip_xl.figures.directions import Directions
from lkjip_xl.figures.kebiasaan import directions_of
from lkjip_xl.figures.serapan import compute_serapan, show_serapan
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.outputs.narrative.anggaran import Amount, RollUp, add_up
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
_URAIAN = "Tujuan/Sasaran/Program/Kegiatan/Sub Kegiatan"
_MARK = "■"

#: Gives one cell a row of an item; ``None`` where the cell above reaches down.
CellMaker = Callable[[Item, int], Cell | None]


@dataclass(frozen=True, slots=True)
class Isi:
    """A column of an annex and what stands in its cells."""

    column: Column
    make: CellMaker


def tabulate_lampiran(laporan: LaporanKinerja, form: Form) -> Table:
    """Return an annex of the report; a form on several sheets becomes one table."""
    builders: dict[Form, Callable[[LaporanKinerja, Lampiran], list[Isi]]] = {
        Form.TABEL_3_1: _fields_3_1,
        Form.TABEL_3_2: _fields_3_2,
        Form.TABEL_3_3: _fields_3_3,
        Form.TABEL_3_4: _fields_3_4,
        Form.TABEL_3_5: _fields_3_5,
        Form.RENCANA_AKSI: _fields_rencana_aksi,
    }
    return _tabulate(laporan, form, builders[form])


def tabulate_triwulan(laporan: LaporanKinerja) -> Table | None:
    """Return targets and realisasi by quarter, ``None`` where the Rencana Aksi has none."""
    fields = [part.in_quarter(tw) for tw in Triwulan for part in (Field.TARGET, Field.REALISASI)]
    if not any(one.columns.has_any(*fields) for one in laporan.of(Form.RENCANA_AKSI)):
        return None
    return _tabulate(laporan, Form.RENCANA_AKSI, _fields_triwulan)


def _tabulate(
    laporan: LaporanKinerja,
    form: Form,
    fields_of: Callable[[LaporanKinerja, Lampiran], list[Isi]],
) -> Table:
    columns: tuple[Column, ...] = ()
    rows: list[Row] = []
    for lampiran in laporan.of(form):
        fields = fields_of(laporan, lampiran)
        columns = columns or tuple(field.column for field in fields)
        rows += _rows(lampiran, fields)
    return Table(
        columns=columns or (words(_URAIAN),),
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


def _uraian(label: str = _URAIAN, weight: float = 3.2) -> Isi:
    return Isi(words(label, weight), _spanning(_name))


def _name(item: Item) -> str:
    if item.level is Level.TOTAL:
        return item.nama or "JUMLAH"
    return f"{item.kode} {item.nama}".strip() or NO_FIGURE


def _described() -> list[Isi]:
    return [
        Isi(words("Indikator Kinerja", 2.6), _each(_indikator)),
        Isi(centred("Satuan", 1.1), _each(lambda baris: baris.satuan)),
    ]


def _indikator(baris: Baris) -> str:
    return "" if baris.level is Level.TOTAL else baris.indikator


def _remarks() -> Isi:
    return Isi(words("Keterangan", 2.2), _each(lambda baris: baris.keterangan))


def _figure(field: Field, year: int, column: Column) -> Isi:
    def shown(baris: Baris) -> Sayable:
        figure = baris.figure(field, year)
        found = show_figure(figure, "", baris.at(field, year))
        return found or (figure.written if figure.written else "")

    return Isi(column, _each(shown))


def _capaian(directions: Directions, year: int, column: Column, realisasi: Field) -> Isi:
    def shown(baris: Baris) -> Sayable:
        target, reached = baris.figure(Field.TARGET, year), baris.figure(realisasi, year)
        arah = directions.of(baris.indikator, baris.satuan)
        value = measure_capaian(arah, target.value, reached.value, upper=target.upper)
        if value is None or target.value is None or reached.value is None:
            return NO_FIGURE if target.written or reached.written else ""
        calculation = show_measured(arah, target.value, reached.value, upper=target.upper)
        cells = (baris.at(realisasi, year), baris.at(Field.TARGET, year))
        return show_persen(value, cells, calculation) or ""

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


def _fields_3_1(laporan: LaporanKinerja, lampiran: Lampiran) -> list[Isi]:
    year = lampiran.year
    return [
        _uraian(),
        *_described(),
        _figure(Field.TARGET, year, number("Target")),
        _figure(Field.REALISASI, year, number("Realisasi")),
        _capaian(directions_of(laporan), year, number("Capaian"), Field.REALISASI),
        _remarks(),
    ]


def _fields_3_2(_: LaporanKinerja, lampiran: Lampiran) -> list[Isi]:
    kinerja, anggaran = (_told_years(lampiran, field) for field in (Field.KINERJA, Field.ANGGARAN))
    fields = [_uraian(), *_described()]
    for year in sorted({*kinerja, *anggaran}):
        group = str(year)
        if year in kinerja:
            fields.append(_figure(Field.KINERJA, year, number("Kinerja", group=group)))
        if year in anggaran:
            column = money("Anggaran (Rp)", group=group)
            fields.append(_money(lampiran, Field.ANGGARAN, year, column))
    return fields


def _fields_3_3(laporan: LaporanKinerja, lampiran: Lampiran) -> list[Isi]:
    target, realisasi = (_told_years(lampiran, field) for field in (Field.TARGET, Field.REALISASI))
    directions = directions_of(laporan)
    return [
        _uraian("Tujuan/Sasaran"),
        *_described(),
        *(_figure(Field.TARGET, year, number(str(year), group="Target")) for year in target),
        *(
            _figure(Field.REALISASI, year, number(str(year), group="Realisasi"))
            for year in realisasi
        ),
        *(
            _capaian(directions, year, number(str(year), group="Capaian"), Field.REALISASI)
            for year in realisasi
            if year in target
        ),
    ]


def _fields_3_4(_: LaporanKinerja, lampiran: Lampiran) -> list[Isi]:
    year = lampiran.year
    return [
        _uraian("Program/Kegiatan/Sub Kegiatan", 4.4),
        _money(lampiran, Field.PAGU, year, money("Pagu (Rp)")),
        _money(lampiran, Field.REALISASI_ANGGARAN, year, money("Realisasi (Rp)")),
        _serapan(lampiran, year, number("Serapan")),
        _remarks(),
    ]


def _fields_3_5(_: LaporanKinerja, lampiran: Lampiran) -> list[Isi]:
    pagu = _told_years(lampiran, Field.PAGU)
    realisasi = _told_years(lampiran, Field.REALISASI_ANGGARAN)
    return [
        _uraian("Tujuan/Sasaran", 2.4),
        Isi(words("Indikator Kinerja", 2.2), _each(_indikator)),
        *(_money(lampiran, Field.PAGU, year, money(str(year), group="Pagu (Rp)")) for year in pagu),
        *(
            _money(
                lampiran, Field.REALISASI_ANGGARAN, year, money(str(year), group="Realisasi (Rp)")
            )
            for year in realisasi
        ),
        *(
            _serapan(lampiran, year, number(str(year), group="Serapan"))
            for year in realisasi
            if year in pagu
        ),
    ]


def _told_years(lampiran: Lampiran, field: Field) -> tuple[int, ...]:
    """Return the years up to the reported one that have a figure other than zero somewhere."""
    return tuple(
        year
        for year in lampiran.years(field)
        if year <= lampiran.year and any(row.figure(field, year).value for row in lampiran.rows)
    )


def _fields_rencana_aksi(_: LaporanKinerja, lampiran: Lampiran) -> list[Isi]:
    year = lampiran.year
    fields = [
        _uraian("Uraian", 2.6),
        *_described(),
        _figure(Field.TARGET, year, number("Target")),
        _money(lampiran, Field.ANGGARAN, year, money("Anggaran (Rp)")),
    ]
    fields += [_month(month, year) for month in Bulan if lampiran.columns.has(Field(month.value))]
    if lampiran.columns.has(Field.PENANGGUNG_JAWAB):
        fields.append(
            Isi(
                words("Penanggung Jawab", 1.6),
                _each(lambda baris: baris.text(Field.PENANGGUNG_JAWAB)),
            )
        )
    return fields


def _month(month: Bulan, year: int) -> Isi:
    """Make a month of the schedule: neighbouring months with work are seen as one bar."""

    def mark(item: Item, position: int) -> Cell:
        baris = item.rows[position]
        if not baris.figure(Field(month.value), year).value:
            return cell("")
        return replace(cell(Shown(_MARK, (baris.at(Field(month.value), year),))), filled=True)

    column = centred(month.value.capitalize(), group="Jadwal Pelaksanaan", unbroken=True)
    return Isi(column, mark)


def _fields_triwulan(_: LaporanKinerja, lampiran: Lampiran) -> list[Isi]:
    year = lampiran.year
    fields = [_uraian("Uraian", 3.0), *_described()]
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
