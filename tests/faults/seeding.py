"""One thing changed in the clean book at a time, as a tired hand changes it.

``seed_faults`` draws a fixed sample from all that could be changed: every figure column of every
form for every year has its share, and so has every kind of fault.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from clean import with_copy, with_sheet, with_values, without_row

from lkjip_xl.adapters.drawn import DrawnBook
from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import Figure
from lkjip_xl.grid import Grid, Value
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.formulir.pembanding import PEMBANDING
from lkjip_xl.lampiran.formulir.rencana_aksi import RENCANA_AKSI
from lkjip_xl.lampiran.formulir.strategi import STRATEGI
from lkjip_xl.lampiran.formulir.tabel_3_2 import TABEL_3_2
from lkjip_xl.lampiran.formulir.tujuan_sasaran import TUJUAN_SASARAN
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.pipeline import read_books

Cell = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One change.

    ``cells`` are those changed; a finding that names one of them, or another of its row, has found
    the change.  ``names`` are the items whose row is gone or elsewhere: naming one of them counts
    as well.  ``free`` says why nothing in the book can tell that the figure is another one.
    """

    kind: str
    form: str
    field: str
    year: int
    item: str
    cells: tuple[Cell, ...]
    before: str
    after: str
    book: DrawnBook
    names: tuple[str, ...] = ()
    free: str = ""
    numeric: bool = field(default=True)

    @property
    def place(self) -> str:
        return f"{self.form} {self.field} {self.year or ''}".strip()

    def __str__(self) -> str:
        sheet, row, column = self.cells[0]
        at = f"{sheet} baris {row} kolom {column}"
        return f"{self.kind}: {self.place} ({at}; {self.item}): {self.before} → {self.after}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A figure that can be changed: its cell, its row, and where it stands."""

    lampiran: Lampiran
    row: Baris
    field: str
    year: int
    figure: Figure
    grid: Grid
    at: tuple[int, int]

    @property
    def is_percent(self) -> bool:
        return self.field in ("capaian", "serapan")

    @property
    def is_money(self) -> bool:
        return self.field in ("pagu", "anggaran", "realisasi_anggaran")

    @property
    def step(self) -> Decimal:
        """The smallest change that is seen on paper."""
        return Decimal(1).scaleb(-self.figure.decimals)


# --- kinds of faults in figures -----------------------------------------------------------------

Change = Callable[[random.Random, Slot], Decimal | None]


def replace_digit(rng: random.Random, slot: Slot) -> Decimal | None:
    digits = _digits(slot)
    at = rng.randrange(len(digits))
    others = [d for d in "0123456789" if d != digits[at] and not (at == 0 and d == "0")]
    return _number(slot, digits[:at] + rng.choice(others) + digits[at + 1 :])


def swap_digits(rng: random.Random, slot: Slot) -> Decimal | None:
    digits = _digits(slot)
    places = [
        i
        for i in range(len(digits) - 1)
        if digits[i] != digits[i + 1] and not (i == 0 and digits[1] == "0")
    ]
    if not places:
        return None
    at = rng.choice(places)
    return _number(slot, digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])


def drop_digit(rng: random.Random, slot: Slot) -> Decimal | None:
    digits = _digits(slot)
    if len(digits) < 3:
        return None
    at = rng.randrange(1, len(digits))
    return _number(slot, digits[:at] + digits[at + 1 :])


def turn_sign(rng: random.Random, slot: Slot) -> Decimal | None:
    return -_value(slot)


def tenfold(rng: random.Random, slot: Slot) -> Decimal | None:
    return _value(slot) * 10


def tenth(rng: random.Random, slot: Slot) -> Decimal | None:
    return _value(slot) / 10


def thousandfold(rng: random.Random, slot: Slot) -> Decimal | None:
    return _value(slot) * 1000 if slot.is_money else None


def thousandth(rng: random.Random, slot: Slot) -> Decimal | None:
    return _value(slot) / 1000 if slot.is_money else None


def hundredfold(rng: random.Random, slot: Slot) -> Decimal | None:
    return _value(slot) * 100 if slot.is_percent else None


def hundredth(rng: random.Random, slot: Slot) -> Decimal | None:
    return _value(slot) / 100 if slot.is_percent else None


def slightly_more(rng: random.Random, slot: Slot) -> Decimal | None:
    return _value(slot) + 2 * slot.step if slot.is_percent else None


def slightly_less(rng: random.Random, slot: Slot) -> Decimal | None:
    return _value(slot) - 2 * slot.step if slot.is_percent else None


def thousand_more(rng: random.Random, slot: Slot) -> Decimal | None:
    return _value(slot) + 1000 if slot.is_money else None


def thousand_less(rng: random.Random, slot: Slot) -> Decimal | None:
    return _value(slot) - 1000 if slot.is_money else None


def one_more(rng: random.Random, slot: Slot) -> Decimal | None:
    return None if slot.is_percent or slot.is_money else _value(slot) + 1


def one_less(rng: random.Random, slot: Slot) -> Decimal | None:
    return None if slot.is_percent or slot.is_money else _value(slot) - 1


FIGURE_KINDS: dict[str, Change] = {
    "angka diganti": replace_digit,
    "angka tertukar": swap_digits,
    "angka terlewat": drop_digit,
    "tanda minus": turn_sign,
    "kali 10": tenfold,
    "bagi 10": tenth,
    "kali 1.000": thousandfold,
    "bagi 1.000": thousandth,
    "kali 100": hundredfold,
    "bagi 100": hundredth,
    "persen sedikit lebih": slightly_more,
    "persen sedikit kurang": slightly_less,
    "uang lebih 1.000": thousand_more,
    "uang kurang 1.000": thousand_less,
    "lebih satu": one_more,
    "kurang satu": one_less,
}


def _value(slot: Slot) -> Decimal:
    assert slot.figure.value is not None
    return slot.figure.value


def _digits(slot: Slot) -> str:
    return str(int(abs(_value(slot)).scaleb(slot.figure.decimals)))


def _number(slot: Slot, digits: str) -> Decimal:
    return Decimal(digits).scaleb(-slot.figure.decimals)


# --- the figures of the book --------------------------------------------------------------------


def find_slots(book: DrawnBook) -> list[Slot]:
    """Return every figure of every form once, in the order of the sheets."""
    read = read_books([book])
    slots: dict[Cell, Slot] = {}
    for lampiran in read.laporan.lampiran:
        months = {column.field for column in lampiran.columns if column.is_month}
        for row in lampiran.rows:
            for name, year, figure in ((one.field, one.year, one.figure) for one in row.angka):
                if figure.value is None or name in months:
                    continue
                at = row.at(name, year)
                slot = Slot(
                    lampiran=lampiran,
                    row=row,
                    field=name,
                    year=year,
                    figure=figure,
                    grid=read.grids[at.file, at.sheet],
                    at=(at.row, at.column),
                )
                slots.setdefault((at.sheet, at.row, at.column), slot)
    return list(slots.values())


def why_free(slot: Slot, year: int) -> str:
    """Return why a figure stands alone: in no sum, in no other place, under no other figure."""
    form, name = slot.lampiran.form, slot.field
    if form is TABEL_3_2 and name == "kinerja" and slot.year != year:
        if slot.row.level in (Level.TUJUAN, Level.SASARAN):
            return ""
        return "kinerja tahun lalu di bawah sasaran hanya ada di Tabel 3.2"
    if form is TUJUAN_SASARAN and slot.year > year and name == "target":
        return "target tahun mendatang hanya ada di Tujuan dan Sasaran"
    if form is PEMBANDING and name in ("provinsi", "nasional"):
        return "angka pembanding hanya ada di Pembanding"
    if name in ("tw1_target", "tw2_target", "tw3_target"):
        return "target triwulan sebelum akhir tahun hanya ada di Rencana Aksi"
    if name in ("tw1_realisasi", "tw2_realisasi", "tw3_realisasi"):
        return "realisasi triwulan sebelum akhir tahun hanya ada di Rencana Aksi"
    return ""


def _changed(slot: Slot, value: Decimal) -> Value:
    return float(value / 100 if slot.figure.percent else value)


def seed_figures(book: DrawnBook, rng: random.Random, per_place: int) -> Iterator[Fault]:
    """Yield changes of figures: so many of each field and year of each form, kinds in turn."""
    slots = find_slots(book)
    places: dict[tuple[Form, str, int, bool], list[Slot]] = {}
    year = max(s.lampiran.year for s in slots)
    for slot in slots:
        free = bool(why_free(slot, year))
        places.setdefault((slot.lampiran.form, slot.field, slot.year, free), []).append(slot)
    kinds = list(FIGURE_KINDS.items())
    turn = 0
    for (form, *_), own in places.items():
        wanted = per_place if form.is_lampiran else max(per_place * 2 // 3, 1)
        made = tries = 0
        while made < wanted and tries < 60:
            tries += 1
            kind, change = kinds[turn % len(kinds)]
            turn += 1
            slot = rng.choice(own)
            value = change(rng, slot)
            if value is None or value == slot.figure.value:
                continue
            made += 1
            yield _figure_fault(book, slot, kind, value, why_free(slot, year))


def _figure_fault(
    book: DrawnBook, slot: Slot, kind: str, value: Decimal | None, free: str
) -> Fault:
    new = None if value is None else _changed(slot, value)
    sheet = with_values(slot.grid, {slot.at: new})
    return Fault(
        kind=kind,
        form=slot.lampiran.form.label,
        field=slot.field,
        year=slot.year,
        item=slot.row.subject,
        cells=((slot.grid.sheet, *slot.at),),
        before=slot.figure.written,
        after="kosong" if value is None else f"{value}",
        book=with_sheet(book, sheet),
        free=free,
    )


def seed_deleted_figures(book: DrawnBook, rng: random.Random, count: int) -> Iterator[Fault]:
    by_place: dict[tuple[Form, str], list[Slot]] = {}
    for slot in find_slots(book):
        by_place.setdefault((slot.lampiran.form, slot.field), []).append(slot)
    places = list(by_place.values())
    for number in range(count):
        slot = rng.choice(places[number % len(places)])
        yield _figure_fault(book, slot, "angka dihapus", None, "")


EXCHANGES = (
    ("target", "realisasi"),
    ("pagu", "realisasi_anggaran"),
    ("realisasi", "capaian"),
    ("laki_laki", "perempuan"),
    ("bobot", "nilai"),
    ("tw2_target", "tw3_target"),
    ("kinerja", "anggaran"),
)


def seed_exchanges(book: DrawnBook, rng: random.Random, each: int) -> Iterator[Fault]:
    """Yield rows in which two figures have changed places."""
    slots = find_slots(book)
    by_row = {(s.grid.sheet, s.at[0], s.field, s.year): s for s in slots}
    for one, other in EXCHANGES:
        pairs = [
            (slot, twin)
            for slot in slots
            if slot.field == one
            and (twin := by_row.get((slot.grid.sheet, slot.at[0], other, slot.year)))
            and slot.figure.value != twin.figure.value
        ]
        for slot, twin in rng.sample(pairs, min(each, len(pairs))):
            yield _swapped(book, slot, twin, f"{one} dan {other} tertukar")


def seed_row_slips(book: DrawnBook, rng: random.Random, count: int) -> Iterator[Fault]:
    """Yield figures exchanged with the figure of the row below, in the same column."""
    slots = find_slots(book)
    below = {(s.grid.sheet, s.at[0], s.at[1]): s for s in slots}
    pairs = [
        (slot, twin)
        for slot in slots
        if slot.lampiran.form.is_lampiran
        and not why_free(slot, slot.lampiran.year)
        and (twin := below.get((slot.grid.sheet, slot.at[0] + 1, slot.at[1])))
        and twin.figure.value != slot.figure.value
    ]
    for slot, twin in rng.sample(pairs, count):
        yield _swapped(book, slot, twin, "tertukar dengan baris berikut", _why_alike(slot, twin))


def _why_alike(slot: Slot, twin: Slot) -> str:
    """Return why a sum cannot tell two figures apart, where nothing else names them."""
    siblings = (
        slot.row.level is twin.row.level and slot.row.jalur.kegiatan == twin.row.jalur.kegiatan
    )
    past = slot.lampiran.form is TABEL_3_2 and slot.year != slot.lampiran.year
    return (
        "dua pagu tahun lalu di bawah satu induk, yang jumlahnya tetap" if siblings and past else ""
    )


def _swapped(book: DrawnBook, slot: Slot, twin: Slot, kind: str, free: str = "") -> Fault:
    values = {
        slot.at: slot.grid.value(*twin.at),
        twin.at: slot.grid.value(*slot.at),
    }
    return Fault(
        kind=kind,
        form=slot.lampiran.form.label,
        field=slot.field,
        year=slot.year,
        item=slot.row.subject,
        cells=((slot.grid.sheet, *slot.at), (slot.grid.sheet, *twin.at)),
        before=f"{slot.figure.written}; {twin.figure.written}",
        after=f"{twin.figure.written}; {slot.figure.written}",
        book=with_sheet(book, with_values(slot.grid, values)),
        free=free,
    )


# --- texts --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that can be changed."""

    lampiran: Lampiran
    row: Baris
    field: str
    grid: Grid
    at: tuple[int, int]
    written: str


def find_texts(book: DrawnBook, *fields: str) -> list[Text]:
    """Return the texts of some fields, each cell once."""
    read = read_books([book])
    found: dict[Cell, Text] = {}
    for lampiran in read.laporan.lampiran:
        for row in lampiran.rows:
            if row.level is Level.TOTAL:
                continue
            for name in fields:
                own = Field(name)
                if own is not Field.NAMA and row.sel(own) is None:
                    continue
                at = row.at(own)
                grid = read.grids[at.file, at.sheet]
                value = grid.value(at.row, at.column)
                if isinstance(value, str) and value.strip():
                    text = Text(
                        lampiran=lampiran,
                        row=row,
                        field=name,
                        grid=grid,
                        at=(at.row, at.column),
                        written=value,
                    )
                    found.setdefault((at.sheet, at.row, at.column), text)
    return list(found.values())


def _text_fault(book: DrawnBook, text: Text, kind: str, new: str | None) -> Fault:
    return Fault(
        kind=kind,
        form=text.lampiran.form.label,
        field=text.field,
        year=0,
        item=text.row.subject,
        cells=((text.grid.sheet, *text.at),),
        before=text.written,
        after=new or "kosong",
        book=with_sheet(book, with_values(text.grid, {text.at: new})),
        numeric=False,
    )


def _slip(rng: random.Random, text: str) -> str:
    """Return a text with two neighbouring letters swapped, or one left out, inside a word."""
    places = [
        i
        for i in range(1, len(text) - 2)
        if text[i - 1 : i + 3].isalpha() and text[i].lower() != text[i + 1].lower()
    ]
    at = rng.choice(places)
    if rng.random() < 0.5:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at + 1 :]


NAMES = ("tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "indikator")


def seed_names(book: DrawnBook, rng: random.Random, each: int) -> Iterator[Fault]:
    """Yield names with a slip, names of siblings, and missing names."""
    texts = [t for t in find_texts(book, *NAMES) if t.lampiran.form is not STRATEGI]
    by_field: dict[str, list[Text]] = {}
    for text in texts:
        by_field.setdefault(text.field, []).append(text)
    for name, own in by_field.items():
        for text in rng.sample(own, min(each, len(own))):
            yield _text_fault(book, text, f"{name}: salah ketik", _slip(rng, text.written))
        for text in rng.sample(own, min(each // 2, len(own))):
            siblings = [
                other.written
                for other in own
                if other.lampiran is text.lampiran and other.written != text.written
            ]
            if siblings:
                yield _text_fault(book, text, f"{name}: nama saudaranya", rng.choice(siblings))
        if name == "indikator":
            for text in rng.sample(own, each // 2):
                yield _text_fault(book, text, f"{name}: dihapus", None)


def seed_satuan(book: DrawnBook, rng: random.Random, count: int) -> Iterator[Fault]:
    texts = find_texts(book, "satuan")
    units = sorted({text.written for text in texts})
    for text in rng.sample(texts, count):
        other = rng.choice([unit for unit in units if unit != text.written])
        yield _text_fault(book, text, "satuan diganti", other)
    for text in rng.sample(texts, count // 2):
        yield _text_fault(book, text, "satuan dihapus", None)


def seed_kode(book: DrawnBook, rng: random.Random, count: int) -> Iterator[Fault]:
    texts = find_texts(book, "kode")
    for text in rng.sample(texts, count):
        at = rng.choice([i for i, letter in enumerate(text.written) if letter.isdigit()])
        digit = rng.choice([d for d in "123456789" if d != text.written[at]])
        new = text.written[:at] + digit + text.written[at + 1 :]
        yield _text_fault(book, text, "kode diganti", new)


_TURNS = (
    ("di bawah target", "melampaui target"),
    ("melampaui target", "di bawah target"),
    ("sesuai target", "di bawah target"),
    ("lebih baik", "lebih buruk"),
    ("lebih rendah", "lebih tinggi"),
    ("lebih lama", "lebih cepat"),
    ("lebih tinggi", "lebih rendah"),
    ("meningkat", "menurun"),
    ("menurun", "meningkat"),
    ("di bawah", "di atas"),
)


def seed_remarks(book: DrawnBook, rng: random.Random, count: int) -> Iterator[Fault]:
    """Yield remarks that say the opposite, and causes that are missing."""
    texts = find_texts(book, "keterangan", "penyebab_keberhasilan", "penyebab_kegagalan")
    turned = [
        (text, text.written.lower().replace(old, new, 1).capitalize())
        for text in texts
        for old, new in _TURNS
        if old in text.written.lower()
    ]
    for text, new in rng.sample(turned, min(count, len(turned))):
        yield _text_fault(book, text, "keterangan dibalik", new)
    causes = find_texts(book, "penyebab_keberhasilan", "penyebab_kegagalan", "penyebab", "solusi")
    for text in rng.sample(causes, min(count // 2, len(causes))):
        yield _text_fault(book, text, "penyebab dihapus", None)


PLANNING = ("arah", "rumus", "sumber_data", "penanggung_jawab", "tindak_lanjut", "komponen")


def seed_planning(book: DrawnBook, rng: random.Random, each: int) -> Iterator[Fault]:
    """Yield texts of planning left out, directions turned, and marks of months taken away."""
    by_field: dict[str, list[Text]] = {}
    for text in find_texts(book, *PLANNING):
        by_field.setdefault(text.field, []).append(text)
    for name, own in by_field.items():
        for text in rng.sample(own, min(each, len(own))):
            yield _text_fault(book, text, f"{name}: dihapus", None)
    for text in rng.sample(by_field["arah"], each):
        low = "rendah" in text.written
        new = text.written.replace("rendah" if low else "tinggi", "tinggi" if low else "rendah")
        yield _text_fault(book, text, "arah dibalik", new)
    yield from _seed_months(book, rng, each)


def _seed_months(book: DrawnBook, rng: random.Random, each: int) -> Iterator[Fault]:
    read = read_books([book])
    lampiran = next(one for one in read.laporan.lampiran if one.form is RENCANA_AKSI)
    grid = read.grids[lampiran.file, lampiran.sheet]
    months = [column.index for column in lampiran.columns if column.is_month]
    rows = [row for row in lampiran.rows if row.figure("target", lampiran.year).value is not None]
    for kind, cells in (
        ("semua tanda bulan dihapus", months),
        ("tanda bulan satu triwulan dihapus", months[3:6]),
    ):
        for row in rng.sample(rows, each):
            yield Fault(
                kind=kind,
                form=lampiran.form.label,
                field="bulan",
                year=0,
                item=row.subject,
                cells=tuple((grid.sheet, row.row, column) for column in cells),
                before="v",
                after="kosong",
                book=with_sheet(
                    book, with_values(grid, {(row.row, column): None for column in cells})
                ),
                numeric=False,
            )


# --- rows ---------------------------------------------------------------------------------------


def _movable_rows(lampiran: Lampiran, grid: Grid) -> list[Baris]:
    """Return the rows that are a whole sub kegiatan and start no merge of what stands above."""
    return [
        item.rows[0]
        for item in lampiran.items
        if item.level is Level.SUB_KEGIATAN
        and len(item.rows) == 1
        and not any(m.top == item.rows[0].row < m.bottom for m in grid.merges)
    ]


def seed_rows(book: DrawnBook, rng: random.Random, each: int) -> Iterator[Fault]:
    """Yield rows that are gone, there twice, or under another parent."""
    read = read_books([book])
    for lampiran in read.laporan.lampiran:
        if not lampiran.form.is_lampiran:
            continue
        grid = read.grids[lampiran.file, lampiran.sheet]
        rows = _movable_rows(lampiran, grid)
        if len(rows) < each:
            continue
        for row in rng.sample(rows, each):
            gone = without_row(grid, row.row)
            yield _row_fault(book, lampiran, row, "baris dihapus", gone, (row.row - 1, row.row))
        for row in rng.sample(rows, each):
            twice = with_copy(grid, grid, row.row, row.row + 1)
            yield _row_fault(book, lampiran, row, "baris ganda", twice, (row.row, row.row + 1))
        for row in rng.sample(rows, each):
            places = [
                other.row
                for other in rows
                if other.jalur.kegiatan != row.jalur.kegiatan and other.row < row.row
            ]
            if places:
                to = rng.choice(places)
                moved = without_row(with_copy(grid, grid, row.row, to), row.row + 1)
                yield _row_fault(
                    book, lampiran, row, "baris pindah ke induk lain", moved, (to, row.row)
                )


def _row_fault(
    book: DrawnBook, lampiran: Lampiran, row: Baris, kind: str, grid: Grid, rows: Sequence[int]
) -> Fault:
    return Fault(
        kind=kind,
        form=lampiran.form.label,
        field="baris",
        year=0,
        item=row.nama,
        cells=tuple((grid.sheet, number, 1) for number in rows),
        before=f"baris {row.row}",
        after=f"baris {', '.join(map(str, rows))}",
        book=with_sheet(book, grid),
        names=(row.nama, row.indikator),
        numeric=False,
    )


SEED = 20230817


def seed_faults(book: DrawnBook) -> list[Fault]:
    """Return the fixed sample of faults of the clean book."""

    def draw_from(name: str) -> random.Random:
        return random.Random(f"{SEED} {name}")

    return [
        *seed_figures(book, draw_from("figures"), 3),
        *seed_deleted_figures(book, draw_from("deleted"), 30),
        *seed_exchanges(book, draw_from("exchanges"), 3),
        *seed_row_slips(book, draw_from("slips"), 15),
        *seed_names(book, draw_from("names"), 5),
        *seed_satuan(book, draw_from("satuan"), 12),
        *seed_kode(book, draw_from("kode"), 6),
        *seed_remarks(book, draw_from("remarks"), 12),
        *seed_planning(book, draw_from("planning"), 3),
        *seed_rows(book, draw_from("rows"), 3),
    ]
