"""The staff tables of the general description: by sex, education, rank and training.

Sums and shares are computed anew from the counts; a total as written on the sheet is not taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.pegawai import KelompokPegawai
from lkjip_xl.domain.quantity import Figure, format_number
from lkjip_xl.figures.rollup import show_sum
from lkjip_xl.lampiran.formulir.pegawai import PEGAWAI
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.narrative.analisis import sheet_of
from lkjip_xl.outputs.narrative.table import (
    Column,
    Row,
    Table,
    Tone,
    centred,
    number,
    numbering,
    row,
    words,
)
from lkjip_xl.outputs.narrative.text import (
    NOTHING,
    Sayable,
    Shown,
    Text,
    capitalise,
    enumerate_items,
    join,
    say,
)
from lkjip_xl.outputs.narrative.wording import ask, show_or_dash, show_persen
from lkjip_xl.tables.text import words_of


class Jenis(Enum):
    """What a staff table counts people by: its head and basis, and the words that tell it.

    The first set of words stands in titles, the second in the names of groups.  The order decides
    where a title holds words of two: a table of ``pendidikan dan pelatihan`` is one of training.
    """

    DIKLAT = ("Diklat", "keikutsertaan diklat", "diklat pelatihan", "diklatpim bimtek")
    GOLONGAN = ("Pangkat", "pangkat dan golongan", "golongan kepangkatan pangkat", "pembina penata")
    PENDIDIKAN = (
        "Tingkat Pendidikan",
        "pendidikan terakhir",
        "pendidikan",
        "sd sltp smp slta sma diploma sarjana strata",
    )
    KELAMIN = (
        "Status Kepegawaian",
        "status kepegawaian",
        "kelamin status",
        "pns pppk honorer thl",
    )

    def __init__(self, head: str, basis: str, in_title: str, in_groups: str) -> None:
        self.head = head
        self.basis = basis
        self.in_title = frozenset(in_title.split())
        self.in_groups = frozenset(f"{in_title} {in_groups}".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Orang:
    """A number of people, the cells it rests on, and its addition; ``None`` where none is told."""

    value: Decimal | None = None
    cells: tuple[CellRef, ...] = ()
    calculation: str = ""

    @property
    def shown(self) -> Shown | None:
        if self.value is None:
            return None
        return Shown(format_number(self.value), self.cells, self.calculation)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaftarPegawai:
    """One staff table of the book: its groups without the written total."""

    kelompok: tuple[KelompokPegawai, ...]

    @property
    def judul(self) -> str:
        return self.kelompok[0].tabel

    @property
    def by_sex(self) -> bool:
        return any(one.laki_laki.written or one.perempuan.written for one in self.kelompok)

    @property
    def has_golongan(self) -> bool:
        return any(one.golongan for one in self.kelompok)

    def column(self, field: Field) -> Orang:
        """Return the sum of one column."""
        if field is Field.JUMLAH:
            return add_up([count(one) for one in self.kelompok])
        return add_up([_counted(one, field) for one in self.kelompok])


def gather_pegawai(laporan: LaporanKinerja) -> dict[Jenis, DaftarPegawai]:
    """Return the staff tables by what they count; of two of a kind the first."""
    found: dict[Jenis, DaftarPegawai] = {}
    for daftar in _tables(laporan.pegawai):
        jenis = _jenis_of(daftar)
        if jenis is not None:
            found.setdefault(jenis, daftar)
    return found


def _tables(groups: Sequence[KelompokPegawai]) -> Iterator[DaftarPegawai]:
    """Yield the tables: a new one begins with another title, or below a total."""
    own: list[KelompokPegawai] = []
    above: KelompokPegawai | None = None
    for one in groups:
        if above is not None and (above.is_total or above.tabel != one.tabel) and own:
            yield DaftarPegawai(kelompok=tuple(own))
            own = []
        if not one.is_total:
            own.append(one)
        above = one
    if own:
        yield DaftarPegawai(kelompok=tuple(own))


def _jenis_of(daftar: DaftarPegawai) -> Jenis | None:
    """Return what a table counts by: its title says it, else its column of ranks, or its groups."""
    in_title = set(words_of(daftar.judul))
    named = next((jenis for jenis in Jenis if jenis.in_title & in_title), None)
    if named is not None:
        return named
    if daftar.has_golongan:
        return Jenis.GOLONGAN
    in_groups = {word for one in daftar.kelompok for word in words_of(one.kelompok)}
    return next((jenis for jenis in Jenis if jenis.in_groups & in_groups), None)


def count(one: KelompokPegawai) -> Orang:
    """Return the women and men of a group; the written sum where they are not told apart."""
    parts = [_counted(one, field) for field in (Field.LAKI_LAKI, Field.PEREMPUAN)]
    if all(part.value is not None for part in parts):
        return add_up(parts)
    return _counted(one, Field.JUMLAH)


def _counted(one: KelompokPegawai, field: Field) -> Orang:
    figure: Figure = getattr(one, field.value)
    cells = (one.origin[field, 0],) if (field, 0) in one.origin else ()
    return Orang(value=figure.value, cells=cells)


def add_up(parts: Sequence[Orang]) -> Orang:
    known = [part for part in parts if part.value is not None]
    if not known:
        return Orang()
    values = [part.value for part in known if part.value is not None]
    return Orang(
        value=sum(values, Decimal(0)),
        cells=tuple(cell for part in known for cell in part.cells),
        calculation=show_sum(values) if len(values) > 1 else "",
    )


def _share(part: Orang, whole: Orang) -> Shown | None:
    if part.value is None or not whole.value:
        return None
    calculation = f"{format_number(part.value)} / {format_number(whole.value)} × 100"
    return show_persen(part.value * 100 / whole.value, part.cells, calculation)


def describe_komposisi(pegawai: Mapping[Jenis, DaftarPegawai]) -> tuple[Text, ...]:
    """Return the sentences on women and men, and on the largest group of each staff table."""
    sentences = [_describe_sexes(pegawai.get(Jenis.KELAMIN))]
    sentences += [
        _describe_largest(pegawai.get(jenis), jenis)
        for jenis in (Jenis.PENDIDIKAN, Jenis.GOLONGAN, Jenis.DIKLAT)
    ]
    return tuple(filter(None, (join(sentences),)))


def _describe_sexes(daftar: DaftarPegawai | None) -> Text:
    """Return how many women and men work for the office, nothing where they are not told apart."""
    if daftar is None or not daftar.by_sex:
        return NOTHING
    whole = daftar.column(Field.JUMLAH)
    told = [
        say("{count} {sex} ({share})", count=orang.shown, sex=sex, share=share)
        for field, sex in ((Field.LAKI_LAKI, "laki-laki"), (Field.PEREMPUAN, "perempuan"))
        if (orang := daftar.column(field)).shown and (share := _share(orang, whole))
    ]
    if not told:
        return NOTHING
    return say("Menurut jenis kelamin, pegawai terdiri atas {told}.", told=enumerate_items(told))


def _describe_largest(daftar: DaftarPegawai | None, jenis: Jenis) -> Text:
    """Return the largest group of a table and its share."""
    if daftar is None:
        return NOTHING
    counted = [(one, orang) for one in daftar.kelompok if (orang := count(one)).value]
    if not counted:
        return NOTHING
    most = max(orang.value or Decimal(0) for _, orang in counted)
    largest = [(one, orang) for one, orang in counted if orang.value == most]
    first, whole = largest[0][1], daftar.column(Field.JUMLAH)
    if len(largest) == len(counted) > 1:
        pattern = (
            "Menurut {basis}, setiap kelompok yang terisi berjumlah sama, yaitu {count} orang."
        )
    elif len(counted) == 1:
        pattern = "Menurut {basis}, seluruhnya ({count} orang) tergolong {names}."
    elif len(largest) > 1:
        pattern = "Menurut {basis}, kelompok terbesar ialah {names}, masing-masing {count} orang."
    else:
        pattern = (
            "Menurut {basis}, kelompok terbesar ialah {names}, yaitu {count} dari {whole} orang "
            "({share})."
        )
    return capitalise(
        say(
            pattern,
            basis=jenis.basis,
            names=enumerate_items([_named(one) for one, _ in largest]),
            count=show_or_dash(first.shown),
            whole=show_or_dash(whole.shown),
            share=show_or_dash(_share(first, whole)),
        )
    )


def _named(one: KelompokPegawai) -> str:
    if one.golongan and one.golongan not in one.kelompok:
        return f"{one.kelompok} ({one.golongan})"
    return one.kelompok


def tabulate_pegawai(
    laporan: LaporanKinerja, pegawai: Mapping[Jenis, DaftarPegawai], jenis: Jenis
) -> Table:
    """Return one staff table with its total; what the book does not tell apart has no column."""
    missing = ask(f"jumlah pegawai menurut {jenis.basis}", sheet_of(laporan, PEGAWAI))
    daftar = pegawai.get(jenis)
    if daftar is None:
        return Table(columns=(words(jenis.head),), rows=(), missing=missing)
    columns, fields = _columns(daftar, jenis)
    whole = daftar.column(Field.JUMLAH)
    rows: list[Row] = [
        row(str(position), one.kelompok, *_cells(one, daftar, fields, whole))
        for position, one in enumerate(daftar.kelompok, start=1)
    ]
    totals = (_total(daftar, field, whole) for field in fields)
    rows.append(row("", "Jumlah", *totals, tone=Tone.TOTAL))
    return Table(columns=columns, rows=tuple(rows), missing=missing)


def _columns(daftar: DaftarPegawai, jenis: Jenis) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Return the columns of a table and the fields that stand in those after the name."""
    fields = {
        "golongan": centred("Golongan", unbroken=True),
        "laki_laki": number("Laki-laki"),
        "perempuan": number("Perempuan"),
        "jumlah": number("Jumlah"),
        "persen": number("Persentase"),
    }
    if not daftar.has_golongan:
        del fields["golongan"]
    if not daftar.by_sex:
        del fields["laki_laki"], fields["perempuan"]
    return (numbering(), words(jenis.head, 3.0), *fields.values()), tuple(fields)


def _cells(
    one: KelompokPegawai, daftar: DaftarPegawai, fields: Sequence[str], whole: Orang
) -> Iterator[Sayable]:
    for field in fields:
        match field:
            case "golongan":
                yield one.golongan
            case "jumlah":
                yield show_or_dash(count(one).shown)
            case "persen":
                yield show_or_dash(_share(count(one), whole))
            case _:
                yield show_or_dash(_counted(one, Field(field)).shown)


def _total(daftar: DaftarPegawai, field: str, whole: Orang) -> Sayable:
    if field == "golongan":
        return ""
    if field == "persen":
        return show_or_dash(_share(whole, whole))
    return show_or_dash(daftar.column(Field(field)).shown)
