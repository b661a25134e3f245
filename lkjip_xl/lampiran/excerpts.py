"""Tells a report's excerpts from the annexes that they repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.building import Table
from lkjip_xl.lampiran.formulir.tabel_3_4 import TABEL_3_4
from lkjip_xl.lampiran.locating import Located, locate
from lkjip_xl.tables.text import squash

#: How much of a table another one must have for the first to be taken from it.
_MOSTLY = 0.5
_KIND = re.compile(
    r"belanja(?:pegawai|barang(?:dan)?jasa|modal|operasi|tidak(?:ter)?duga|transfer)"
)


def part_excerpts(grids: Sequence[Grid]) -> tuple[list[Grid], list[Grid]]:
    """Return the tables of a document that stand for themselves, and those that repeat others.

    In its chapters a report shows again, shortened and under numbers of its own, what its annexes
    have in full.  A table of the same form whose names mostly stand in a larger one is such an
    excerpt: to judge it as an annex would find missing what was left out on purpose.
    So is one that adds up its money twice, by kinds of expenditure and by programs.
    """
    located = [(grid, one) for grid in grids for one in locate(grid)]
    names = [frozenset(_names(one)) for _, one in located]
    excerpts = {_key(grid) for grid, one in located if _lists_belanja(one)}
    for i, j in combinations(range(len(located)), 2):
        (grid, one), (other_grid, other) = located[i], located[j]
        if grid is other_grid or one.form is not other.form or not one.form.is_lampiran:
            continue
        small, large = (i, j) if len(names[i]) <= len(names[j]) else (j, i)
        if names[small] and len(names[small] & names[large]) >= _MOSTLY * len(names[small]):
            excerpts.add(_key(located[small][0]))
    own = [grid for grid in grids if _key(grid) not in excerpts]
    return own, [grid for grid in grids if _key(grid) in excerpts]


def _lists_belanja(located: Located) -> bool:
    """Tell whether the programs stand below the same money parted by kinds of expenditure."""
    facts = Table(located).facts if located.form is TABEL_3_4 else ()
    return any(_KIND.fullmatch(squash(row.name)) for row in facts)


def _key(grid: Grid) -> tuple[str, str]:
    return grid.file, grid.sheet


def _names(located: Located) -> Iterator[str]:
    for row in Table(located).facts:
        name = squash(row.indikator or row.name or " ".join(row.names.values()))
        if name and not row.is_total:
            yield name
