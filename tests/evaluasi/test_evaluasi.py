"""Evaluations of the Renja: read right, silent where right, and accused where wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import NamedTuple

import pytest
from evaluasi_buku import Buku

from lkjip_xl import check
from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.formulir.evaluasi_renja import EVALUASI_RENJA

SEEDS = range(40)
_LEVELS = {1: Level.PROGRAM, 2: Level.KEGIATAN, 3: Level.SUB_KEGIATAN}


@pytest.fixture(scope="module")
def books() -> list[Buku]:
    return [Buku(seed) for seed in SEEDS]


def test_every_figure_is_read_in_its_field(books: list[Buku]) -> None:
    right = Counter[bool]()
    for buku in books:
        (lampiran,) = check(buku.gambar()).laporan.lampiran
        assert lampiran.form is EVALUASI_RENJA
        assert [column.field.value for column in lampiran.columns] == buku.fields
        assert len(lampiran.rows) == len(buku.baris)
        for row, baris in zip(lampiran.rows, buku.baris, strict=True):
            right[row.level is _LEVELS[baris.tingkat]] += 1
            for name in buku.fields:
                if Field(name).is_figure:
                    figure = row.figure(Field(name), lampiran.year)
                    right[figure.value == baris.angka.get(name)] += 1
    assert right[True] >= 0.99 * right.total()


def test_a_right_evaluation_has_no_finding(books: list[Buku]) -> None:
    for buku in books:
        found = check(buku.gambar()).findings
        assert not [str(f) for f in found if f.severity is not Severity.INFO], buku.gaya
        assert {f.code for f in found} <= {"ISI02"}  # the satuan stands in the cells


class Keliru(NamedTuple):
    """A book with one digit of one cell changed: the cell, and its field."""

    buku: Buku
    at: tuple[int, int]
    name: str
    found: list[Finding]

    @property
    def is_found(self) -> bool:
        """Tell whether a finding of a fault accuses the cell."""
        return any(
            (one.at.row, one.at.column) == self.at
            for one in self.found
            if one.severity is not Severity.INFO
        )

    @property
    def others(self) -> list[Finding]:
        """What accuses another cell of an error."""
        wrong = [one for one in self.found if one.severity is Severity.ERROR]
        return [one for one in wrong if (one.at.row, one.at.column) != self.at]


def _changed(text: str, acak: Random) -> str:
    """Return a figure with its first digit changed, as a slip of the hand does."""
    at = next(n for n, letter in enumerate(text) if letter.isdigit())
    digit = acak.choice([str(d) for d in range(1, 10) if str(d) != text[at]])
    return text[:at] + digit + text[at + 1 :]


def _keliru(names: list[str], seeds: range, **gaya: object) -> Iterator[Keliru]:
    for seed in seeds:
        acak = Random(seed * 7 + 1)
        base = Buku(seed)
        buku = Buku(seed, replace(base.gaya, **gaya))  # type: ignore[arg-type]
        for name in names:
            if name not in buku.fields:
                continue
            sel = buku.sel()
            column = buku.fields.index(name)
            rows = [n for n, row in enumerate(sel) if any(map(str.isdigit, row[column]))]
            if not rows:
                continue
            row = acak.choice(rows)
            sel[row][column] = _changed(sel[row][column], acak)
            found = list(check(buku.gambar(sel)).findings)
            yield Keliru(buku, (buku.baris_pertama + row, column + 1), name, found)


#: Figures of money that sums or percentages pin down wherever they stand.
MONEY = [
    *("pagu", "realisasi_anggaran", "realisasi_anggaran_renstra", "serapan_renstra"),
    *("tw1_realisasi_anggaran", "tw2_realisasi_anggaran", "serapan"),
]
#: Figures of performance that are made of others, or compare two.
KINERJA = ["realisasi", "realisasi_renstra", "capaian_renstra", "capaian"]


@pytest.mark.parametrize("names", [MONEY, KINERJA], ids=["anggaran", "kinerja"])
def test_a_slip_is_found_at_its_cell(names: list[str]) -> None:
    told = Counter[bool](one.is_found for one in _keliru(names, range(25), tw=4))
    assert told[True] >= 0.95 * told.total()
