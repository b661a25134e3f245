"""Money: totals, kinds of expenditure, programs and kegiatan, and causes of low serapan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal

from lkjip_xl.domain.anggaran import PenyebabSerapan
from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import Persen, format_number
from lkjip_xl.figures.matching import Names
from lkjip_xl.figures.pengaturan import make_pengaturan
from lkjip_xl.figures.serapan import compute_serapan, compute_sisa, needs_cause, show_serapan
from lkjip_xl.lampiran.formulir.tabel_3_4 import TABEL_3_4
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Item, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.narrative.amount import Amount, add_up
from lkjip_xl.outputs.narrative.table import (
    Cell,
    Row,
    Table,
    Tone,
    cell,
    listing,
    money,
    number,
    numbered,
    numbering,
    row,
    words,
)
from lkjip_xl.outputs.narrative.text import Shown
from lkjip_xl.outputs.narrative.wording import (
    ask,
    show_amount,
    show_or_dash,
    show_persen,
    show_rupiah,
)

_TONES = {Level.PROGRAM: Tone.PROGRAM, Level.KEGIATAN: Tone.KEGIATAN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Serapan:
    """What was allowed and spent for something; recomputed from the amounts below it."""

    nama: str
    level: Level
    kode: str = ""
    sasaran: str = ""
    pagu: Amount
    realisasi: Amount

    @property
    def serapan(self) -> Persen | None:
        return compute_serapan(self.pagu.value, self.realisasi.value)

    @property
    def cells(self) -> tuple[CellRef, ...]:
        return (*self.realisasi.cells, *self.pagu.cells)

    @property
    def shown_serapan(self) -> Shown | None:
        if self.serapan is None or self.pagu.value is None or self.realisasi.value is None:
            return None
        calculation = show_serapan(self.pagu.value, self.realisasi.value)
        return show_persen(self.serapan, self.cells, calculation)

    @property
    def sisa(self) -> Decimal | None:
        return compute_sisa(self.pagu.value, self.realisasi.value)

    @property
    def shown_sisa(self) -> Shown:
        """What is left, or was spent beyond the pagu, without its sign."""
        return show_rupiah(abs(self.sisa or Decimal(0)), self.cells)


def gather_serapan(laporan: LaporanKinerja) -> tuple[Serapan, ...]:
    """Return programs and kegiatan of Tabel 3.4 in order, their amounts added up anew."""
    return tuple(one for lampiran in laporan.of(TABEL_3_4) for one in _serapan_of(lampiran))


def _serapan_of(lampiran: Lampiran) -> Iterator[Serapan]:
    pagu = RollUp(lampiran, Field.PAGU, lampiran.year)
    realisasi = RollUp(lampiran, Field.REALISASI_ANGGARAN, lampiran.year)
    for item in lampiran.items:
        if item.level in _TONES:
            yield Serapan(
                nama=item.nama,
                level=item.level,
                kode=item.kode,
                sasaran=item.jalur.sasaran,
                pagu=pagu.of(item),
                realisasi=realisasi.of(item),
            )


@dataclass(frozen=True, slots=True)
class RollUp:
    """The amounts of one column: of an item the sum of its children's, its own where one has none.

    Amounts once added up are kept: an annex asks for each on several rows and in several columns.
    """

    lampiran: Lampiran
    field: Field
    year: int
    _known: dict[Item, Amount] = dataclass_field(default_factory=dict)

    def of(self, item: Item) -> Amount:
        known = self._known.get(item)
        if known is None:
            known = self._known[item] = self._add_up(item)
        return known

    def _add_up(self, item: Item) -> Amount:
        children = [self.of(child) for child in self.lampiran.children_of(item)]
        if children and all(child.value is not None for child in children):
            return add_up(children)
        own = item.amount(self.field, self.year)
        return Amount(value=own.value, cells=own.cells)


def total_of(parts: Sequence[Serapan]) -> Serapan:
    return Serapan(
        nama="Jumlah",
        level=Level.TOTAL,
        pagu=add_up([part.pagu for part in parts]),
        realisasi=add_up([part.realisasi for part in parts]),
    )


def programs(parts: Sequence[Serapan]) -> list[Serapan]:
    return [part for part in parts if part.level is Level.PROGRAM]


def kegiatan_of(parts: Sequence[Serapan]) -> list[Serapan]:
    return [part for part in parts if part.level is Level.KEGIATAN]


def gather_total(laporan: LaporanKinerja, parts: Sequence[Serapan]) -> Serapan:
    """Return the year's total: over the programs, else over the kinds of expenditure."""
    return total_of(programs(parts) or kegiatan_of(parts) or gather_belanja(laporan))


def gather_belanja(laporan: LaporanKinerja) -> tuple[Serapan, ...]:
    """Return the kinds of expenditure without their written total."""
    return tuple(
        Serapan(
            nama=one.uraian,
            level=Level.RINCIAN,
            pagu=Amount(value=one.pagu.value, cells=(one.origin[Field.PAGU, 0],)),
            realisasi=Amount(
                value=one.realisasi.value, cells=(one.origin[Field.REALISASI_ANGGARAN, 0],)
            ),
        )
        for one in laporan.belanja
        if not one.is_total
    )


def tabulate_belanja(parts: Sequence[Serapan]) -> Table:
    rows = [
        row(str(position), part.nama, *_money_cells(part))
        for position, part in enumerate(parts, start=1)
    ]
    if rows:
        rows.append(row("", "Jumlah", *_money_cells(total_of(parts)), tone=Tone.TOTAL))
    return Table(
        columns=(numbering(), words("Jenis Belanja", 3.0), *_MONEY_COLUMNS),
        rows=tuple(rows),
        missing=ask("pagu dan realisasi per jenis belanja", "Belanja"),
    )


_MONEY_COLUMNS = (
    money("Pagu (Rp)"),
    money("Realisasi (Rp)"),
    number("Serapan"),
    money("Sisa (Rp)"),
)


def _money_cells(part: Serapan) -> tuple[Shown, ...]:
    return (
        part.pagu.shown,
        part.realisasi.shown,
        show_or_dash(part.shown_serapan),
        show_or_dash(None if part.sisa is None else show_amount(part.sisa, part.cells)),
    )


def tabulate_serapan(parts: Sequence[Serapan], total: Serapan) -> Table:
    """Return programs and kegiatan with their money, and the total below."""
    rows: list[Row] = []
    numbers = {Level.PROGRAM: 0, Level.KEGIATAN: 0}
    for part in parts:
        numbers[part.level] += 1
        if part.level is Level.PROGRAM:
            numbers[Level.KEGIATAN] = 0
        own = f"{numbers[Level.PROGRAM] or ''}"
        label = own if part.level is Level.PROGRAM else f"{own}.{numbers[Level.KEGIATAN]}"
        rows.append(row(label.strip("."), part.nama, *_money_cells(part), tone=_TONES[part.level]))
    if rows:
        rows.append(row("", "Jumlah", *_money_cells(total), tone=Tone.TOTAL))
    return Table(
        columns=(
            numbering(),
            words("Program/Kegiatan", 3.0),
            *_MONEY_COLUMNS,
        ),
        rows=tuple(rows),
        missing=ask("pagu dan realisasi per program dan kegiatan", "Tabel 3.4"),
        small=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SerapanRendah:
    """A kegiatan under the limit, and the causes the office states for it."""

    part: Serapan
    penyebab: tuple[str, ...]


def show_limit(batas: Persen) -> str:
    return f"{format_number(batas)}%"


def gather_low(laporan: LaporanKinerja, parts: Sequence[Serapan]) -> tuple[SerapanRendah, ...]:
    causes: Names[PenyebabSerapan] = Names((one.kegiatan, one) for one in laporan.penyebab_serapan)
    batas = make_pengaturan(laporan.pengaturan).batas_serapan
    low = []
    for part in kegiatan_of(parts):
        if part.serapan is None or not needs_cause(part.serapan, batas):
            continue
        stated = causes.find(part.nama)
        causes_of = stated.penyebab if stated else ()
        low.append(SerapanRendah(part=part, penyebab=causes_of))
    return tuple(low)


def show_unspent(low: Sequence[SerapanRendah]) -> Shown:
    """Return what those kegiatan left of their pagu."""
    whole = total_of([one.part for one in low])
    cells = [cell for one in low for cell in one.part.cells]
    return show_rupiah(whole.sisa or Decimal(0), cells)


def tabulate_low(low: Sequence[SerapanRendah], sheet: str) -> Table:
    return listing(
        low,
        (words("Kegiatan", 2.4), lambda one: one.part.nama),
        (money("Pagu (Rp)"), lambda one: one.part.pagu.shown),
        (money("Realisasi (Rp)"), lambda one: one.part.realisasi.shown),
        (number("Serapan"), lambda one: show_or_dash(one.part.shown_serapan)),
        (words("Penyebab", 2.6), lambda one: _causes(one, sheet)),
        missing=ask("penyebab serapan yang rendah", sheet),
        small=True,
    )


def _causes(one: SerapanRendah, sheet: str) -> Cell:
    if not one.penyebab:
        return cell(ask(f"penyebab serapan {one.part.nama}", sheet, "Penyebab"))
    return numbered(one.penyebab)
