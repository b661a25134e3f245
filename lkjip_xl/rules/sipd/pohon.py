"""The rows of a table of codes as one tree: urusan, office, program, kegiatan, sub kegiatan, akun.

The items of an annex end at the sub kegiatan and begin at the program; amounts add up all the way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile

from lkjip_xl.domain.hierarki import BELOW_GOALS, Level
from lkjip_xl.domain.kode import is_akun, is_organisasi
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.rules.rule import Context, once

_OFFICE, _UNIT = 2, 3
_WORK = {level: _UNIT + number for number, level in enumerate(BELOW_GOALS, start=1)}
_BELOW_WORK = max(_WORK.values())


@dataclass(slots=True, eq=False)
class Simpul:
    """A row with the rows that its amounts are the sum of."""

    row: Baris
    rank: int
    below: list[Simpul] = field(default_factory=list)

    @property
    def is_office(self) -> bool:
        return self.rank == _OFFICE

    @property
    def called(self) -> str:
        """What rows of its kind are called."""
        if self.row.level is Level.RINCIAN:
            return "rekening"
        if self.rank in (_OFFICE, _UNIT):
            return "SKPD"
        return self.row.level.label


def leading(context: Context, *forms: Form) -> list[Lampiran]:
    """Return the tables of some forms, of one that runs over several sheets the first part."""
    return [lampiran for lampiran in context.laporan.of(*forms) if lampiran.items]


@once
def rows_of(context: Context, lampiran: Lampiran) -> tuple[Baris, ...]:
    """Return a table's rows with those of the sheets on which it goes on."""
    own = context.laporan.lampiran
    rest = own[own.index(lampiran) + 1 :]
    further = takewhile(lambda one: one.form is lampiran.form and not one.items, rest)
    return (*lampiran.rows, *(row for part in further for row in part.rows))


@once
def tree_of(context: Context, lampiran: Lampiran) -> tuple[Simpul, ...]:
    """Return every row that has a place in the tree, from top to bottom; totals have none."""
    found: list[Simpul] = []
    path: list[Simpul] = []
    for row in rows_of(context, lampiran):
        rank = _rank(row, path)
        if rank is None:
            continue
        while path and path[-1].rank >= rank:
            path.pop()
        own = Simpul(row, rank)
        if path:
            path[-1].below.append(own)
        path.append(own)
        found.append(own)
    return tuple(found)


def roots(tree: tuple[Simpul, ...]) -> list[Simpul]:
    """Return what stands below nothing."""
    below = {row for one in tree for row in one.below}
    return [one for one in tree if one not in below]


def _rank(row: Baris, path: list[Simpul]) -> int | None:
    kode = row.stated_kode.rstrip(".")
    if row.level is Level.URUSAN:
        if not is_organisasi(kode):
            return kode.count(".")
        # An office that has units is followed by these, the first of them with its own code.
        above = [one.row.stated_kode.rstrip(".") for one in path if one.rank == _OFFICE]
        is_unit = any(_office(kode) == _office(other) for other in above)
        return _UNIT if is_unit else _OFFICE
    if row.level is Level.RINCIAN:
        return _BELOW_WORK + 1 + kode.count(".") if is_akun(kode) else None
    return _WORK.get(row.level) if row.begins_item else None


def _office(kode: str) -> str:
    return kode.rpartition(".")[0]
