"""Predicates as figures: which step of an ordered scale a text is, and which of two is better."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache

from lkjip_xl.domain.indikator import Arah, ArahIndikator
from lkjip_xl.domain.pengaturan import Pengaturan
from lkjip_xl.domain.predikat import URUTAN_MUTU, URUTAN_OPINI, Urutan, order_of
from lkjip_xl.tables.text import squash

_LEVEL = re.compile(r"(?:level|lvl|tingkat)\s*([1-9])\b", re.I)
#: Maturity is counted in levels, the highest the best.
URUTAN_LEVEL = Urutan(tuple((f"level{number}",) for number in range(9, 0, -1)), is_size=True)
_PARTS = re.compile(r"[()/=:]")
_HEAD = re.compile(r"^\s*(?:opini|predikat|kategori|kriteria|nilai)\s+", re.I)
#: As short as this a step is a letter of a scale only in capitals: "b" may be a slip of the hand.
_LETTERS = 2


class Standing(IntEnum):
    """How a predicate that was reached stands to the one that was promised."""

    WORSE = -1
    SAME = 0
    BETTER = 1


def scales_of(pengaturan: Pengaturan) -> tuple[Urutan, ...]:
    """Return the ordered scales of an office, its own before those that are usual."""
    return (
        *pengaturan.urutan,
        URUTAN_OPINI,
        Urutan(order_of(pengaturan.skala_sakip)),
        Urutan(order_of(pengaturan.skala_capaian), is_size=True),
        URUTAN_MUTU,
        URUTAN_LEVEL,
    )


def find_steps(text: str, scales: Sequence[Urutan]) -> dict[Urutan, int]:
    """Return the scales that a text is a step of, each with its place from 0 for the best.

    ``A (Memuaskan)`` is a step of two scales; what names two steps of one scale is none of it.
    """
    found: dict[Urutan, set[int]] = {}
    for word in _words(text):
        for scale in scales:
            place = _places(scale).get(word)
            if place is not None:
                found.setdefault(scale, set()).add(place)
    return {scale: places.pop() for scale, places in found.items() if len(places) == 1}


def compare_steps(
    target: dict[Urutan, int], realisasi: dict[Urutan, int], arah: ArahIndikator
) -> Standing | None:
    """Return how the realisasi stands, ``None`` where no scale holds both or tells the better."""
    scale = next((one for one in target if one in realisasi), None)
    if scale is None:
        return None
    gain = target[scale] - realisasi[scale]
    if gain and scale.is_size and arah.arah is not Arah.NAIK:
        if arah.is_inferred or arah.arah is Arah.STABIL:
            return None
        gain = -gain
    return Standing((gain > 0) - (gain < 0))


def _words(text: str) -> Iterator[str]:
    """Yield the squashed texts that may be a step: the whole, and what signs part in it."""
    for part in dict.fromkeys((text, *_PARTS.split(text))):
        bare = _HEAD.sub("", part).strip()
        level = _LEVEL.fullmatch(bare)
        if level is not None:
            yield f"level{level[1]}"
        elif bare and (len(bare) > _LETTERS or bare.isupper()):
            yield squash(bare)


@lru_cache(maxsize=64)
def _places(scale: Urutan) -> dict[str, int]:
    return {squash(word): place for place, step in enumerate(scale.langkah) for word in step}
