"""A finished report: its sentences, its tables, and the workbook beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from lkjip_xl.figures.naskah.mentions import Names
from lkjip_xl.figures.naskah.sameness import Words, find_same
from lkjip_xl.grid import Grid, SheetKind
from lkjip_xl.lampiran.naskah import Kalimat, read_naskah
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.pernyataan import DaftarPernyataan, read_pernyataan
from lkjip_xl.location import CellRef
from lkjip_xl.tables.text import words_of

_NOTHING = DaftarPernyataan(())


@dataclass(frozen=True)  # without slots, which leave no room for a cache
class Naskah:
    """What a report says in sentences, in its tables, and what the workbook says.

    ``annexes`` are the files and sheets of the tables that are judged as annexes already, with one
    another.  ``same`` tells under which of its spellings the statements of a name are kept;
    ``hitungan`` has what the percentages of the workbook should be, ``accused`` its cells that are
    wrong.
    """

    kalimat: tuple[Kalimat, ...] = ()
    tabel: DaftarPernyataan = _NOTHING
    buku: DaftarPernyataan = _NOTHING
    annexes: frozenset[tuple[str, str]] = frozenset()
    year: int = 0
    same: Mapping[Words, Words] = field(default_factory=dict)
    hitungan: Mapping[CellRef, Decimal] = field(default_factory=dict)
    accused: frozenset[CellRef] = frozenset()
    grids: Mapping[tuple[str, str], Grid] = field(default_factory=dict)

    @cached_property
    def names(self) -> Names:
        units = {word for one in self.tabel.all for word in words_of(one.satuan)}
        return Names(self.same, units)

    @cached_property
    def names_of(self) -> Mapping[tuple[str, str], frozenset[tuple[str, ...]]]:
        """The names in each table, by its file and sheet."""
        found: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        for one in self.tabel.all:
            found.setdefault(one.table, set()).add(one.words)
        return {table: frozenset(names) for table, names in found.items()}

    def is_annex(self, cell: CellRef) -> bool:
        return (cell.file, cell.sheet) in self.annexes


def make_naskah(
    grids: Sequence[Grid], laporan: LaporanKinerja, buku: Sequence[Grid] = (), year: int = 0
) -> Naskah:
    """Return what a document says.

    Args:
        grids: its text and its tables.
        laporan: the annexes that were read from it.
        buku: the sheets of the workbook that it is compared with.
        year: that of the workbook, 0 where there is none.
    """
    own = laporan.year or year
    tables = [grid for grid in grids if grid.kind is not SheetKind.NASKAH]
    stated, of_book = read_pernyataan(tables, own), read_pernyataan(buku, own)
    same = find_same({one.words for one in (*stated, *of_book)})
    return Naskah(
        kalimat=read_naskah(grids),
        tabel=DaftarPernyataan([replace(one, words=same[one.words]) for one in stated]),
        buku=DaftarPernyataan([replace(one, words=same[one.words]) for one in of_book]),
        same=same,
        annexes=frozenset((one.file, one.sheet) for one in laporan.lampiran),
        year=own,
        grids={(grid.file, grid.sheet): grid for grid in grids},
    )
