"""The staff tables of the general description: by sex, education, rank and training.

Sums and shares are computed anew from the counts; a total as written on the sheet is not taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import partial

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.pegawai import KelompokPegawai
from lkjip_xl.domain.quantity import Figure, format_number
from lkjip_xl.lampiran.formulir.pegawai import PEGAWAI
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.narrative.amount import Amount, add_up
from lkjip_xl.outputs.narrative.table import (
    Table,
    Tone,
    centred,
    listing,
    number,
    row,
    words,
)
from lkjip_xl.outputs.narrative.text import Sayable, Shown
from lkjip_xl.outputs.narrative.wording import ask, sheet_of, show_or_dash, show_persen
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

    def column(self, field: Field) -> Amount:
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


def count(one: KelompokPegawai) -> Amount:
    """Return the women and men of a group; the written sum where they are not told apart."""
    parts = [_counted(one, field) for field in (Field.LAKI_LAKI, Field.PEREMPUAN)]
    if all(part.value is not None for part in parts):
        return add_up(parts)
    return _counted(one, Field.JUMLAH)


def _counted(one: KelompokPegawai, field: Field) -> Amount:
    figure: Figure = getattr(one, field.value)
    cells = (one.origin[field, 0],) if (field, 0) in one.origin else ()
    return Amount(value=figure.value, cells=cells)


def _share(part: Amount, whole: Amount) -> Shown | None:
    if part.value is None or not whole.value:
        return None
    calculation = f"{format_number(part.value)} / {format_number(whole.value)} × 100"
    return show_persen(part.value * 100 / whole.value, part.cells, calculation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kelompok:
    """A number of people and what they have in common; ``bagian`` is their share of all."""

    nama: str
    jumlah: Shown
    bagian: Shown | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seluruhnya:
    """All who work for the office, and the groups that they belong to."""

    jumlah: Shown
    kelompok: tuple[Kelompok, ...]


def gather_all(laporan: LaporanKinerja) -> Seluruhnya | None:
    """Return the people of the first staff table, ``None`` where none are counted."""
    first = next((one.tabel for one in laporan.pegawai), "")
    groups = [one for one in laporan.pegawai if one.tabel == first and not one.is_total]
    counted = [(one, orang.value) for one in groups if (orang := count(one)).value]
    if not counted:
        return None
    total = sum((value for _, value in counted), Decimal(0))
    return Seluruhnya(
        jumlah=Shown(
            format_number(total, 0), tuple(cell for one, _ in counted for cell in _cells_of(one))
        ),
        kelompok=tuple(
            Kelompok(nama=one.kelompok, jumlah=Shown(format_number(value, 0), _cells_of(one)))
            for one, value in counted
        ),
    )


def _cells_of(one: KelompokPegawai) -> tuple[CellRef, ...]:
    return tuple(
        one.origin[field, 0]
        for field in (Field.LAKI_LAKI, Field.PEREMPUAN, Field.JUMLAH)
        if (field, 0) in one.origin
    )


def gather_sexes(pegawai: Mapping[Jenis, DaftarPegawai]) -> tuple[Kelompok, ...]:
    """Return how many men and women work for the office, where they are told apart."""
    daftar = pegawai.get(Jenis.KELAMIN)
    if daftar is None or not daftar.by_sex:
        return ()
    whole = daftar.column(Field.JUMLAH)
    return tuple(
        Kelompok(nama=sex, jumlah=orang.count, bagian=share)
        for field, sex in ((Field.LAKI_LAKI, "laki-laki"), (Field.PEREMPUAN, "perempuan"))
        if (orang := daftar.column(field)).count and (share := _share(orang, whole))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Terbanyak:
    """The largest groups of a staff table, and how many of its groups are filled in."""

    menurut: str
    nama: tuple[str, ...]
    jumlah: Shown | None
    seluruhnya: Shown | None
    bagian: Shown | None
    banyaknya: int


def gather_largest(pegawai: Mapping[Jenis, DaftarPegawai]) -> tuple[Terbanyak, ...]:
    """Return the largest groups by education, rank and training."""
    found = (
        _largest(jenis, pegawai[jenis])
        for jenis in (Jenis.PENDIDIKAN, Jenis.GOLONGAN, Jenis.DIKLAT)
        if jenis in pegawai
    )
    return tuple(filter(None, found))


def _largest(jenis: Jenis, daftar: DaftarPegawai) -> Terbanyak | None:
    counted = [(one, orang) for one in daftar.kelompok if (orang := count(one)).value]
    if not counted:
        return None
    most = max(orang.value or Decimal(0) for _, orang in counted)
    largest = [(one, orang) for one, orang in counted if orang.value == most]
    first, whole = largest[0][1], daftar.column(Field.JUMLAH)
    return Terbanyak(
        menurut=jenis.basis,
        nama=tuple(_named(one) for one, _ in largest),
        jumlah=first.count,
        seluruhnya=whole.count,
        bagian=_share(first, whole),
        banyaknya=len(counted),
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
    whole = daftar.column(Field.JUMLAH)

    def counted(one: KelompokPegawai, field: Field) -> Sayable:
        return show_or_dash((count(one) if field is Field.JUMLAH else _counted(one, field)).count)

    sexes = [(Field.LAKI_LAKI, "Laki-laki"), (Field.PEREMPUAN, "Perempuan")]
    fields = [*(sexes if daftar.by_sex else []), (Field.JUMLAH, "Jumlah")]
    ranked = [(centred("Golongan", unbroken=True), _golongan)] if daftar.has_golongan else []
    table = listing(
        daftar.kelompok,
        (words(jenis.head, 3.0), lambda one: one.kelompok),
        *ranked,
        *((number(label), partial(counted, field=field)) for field, label in fields),
        (number("Persentase"), lambda one: show_or_dash(_share(count(one), whole))),
        missing=missing,
    )
    total = row(
        "",
        "Jumlah",
        *("" for _ in ranked),
        *(show_or_dash(daftar.column(field).count) for field, _ in fields),
        show_or_dash(_share(whole, whole)),
        tone=Tone.TOTAL,
    )
    return replace(table, rows=(*table.rows, total))


def _golongan(one: KelompokPegawai) -> str:
    return one.golongan
