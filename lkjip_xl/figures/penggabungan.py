"""How the figures of several times make one: added, the last, their mean, or the highest.

A number of roads adds up over the quarters; a percentage or a position on a scale does not.  Which
way holds belongs to the indicator, and no form states it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lkjip_xl.domain.indikator import Cara
from lkjip_xl.domain.kata import PERSEN, SKALA
from lkjip_xl.tables.text import words_of

#: Satuan whose figures are positions, not amounts.
_POSITIONS = PERSEN | SKALA | {"rasio", "angka", "predikat", "opini", "level", "kategori"}

_WORDS = {
    Cara.RATA_RATA: frozenset({"rata", "rerata", "average"}),
    Cara.TERTINGGI: frozenset({"tertinggi", "maksimum", "maksimal", "terbesar"}),
    Cara.TERAKHIR: frozenset({"terakhir", "akhir", "posisi"}),
    Cara.JUMLAH: frozenset({"jumlah", "dijumlahkan", "dijumlah", "akumulasi", "kumulatif"}),
}


def combine(cara: Cara, values: Sequence[Decimal]) -> Decimal:
    """Return one figure of several, at least one, in the order of time."""
    match cara:
        case Cara.JUMLAH:
            return sum(values, Decimal(0))
        case Cara.TERAKHIR:
            return values[-1]
        case Cara.RATA_RATA:
            return sum(values, Decimal(0)) / len(values)
        case Cara.TERTINGGI:
            return max(values)


def parse_cara(text: str) -> Cara | None:
    """Return the way that an office's words mean, ``None`` where they mean none."""
    words = set(words_of(text))
    return next((cara for cara, own in _WORDS.items() if words & own), None)


def is_position(satuan: str) -> bool:
    """Tell whether the figures of a satuan are positions, of which the last one counts."""
    return not _POSITIONS.isdisjoint(words_of(satuan)) or "%" in satuan
