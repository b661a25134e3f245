"""Money apart from the annexes: kinds of expenditure, and why a budget was not spent."""

from __future__ import annotations

from dataclasses import dataclass

from lkjip_xl.domain.field import Key
from lkjip_xl.domain.quantity import BLANK, Figure
from lkjip_xl.location import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Belanja:
    """One kind of expenditure, or their total; amounts in rupiah, serapan in per cent."""

    uraian: str
    pagu: Figure = BLANK
    realisasi: Figure = BLANK
    serapan: Figure = BLANK
    is_total: bool = False
    origin: Origin[Key]


@dataclass(frozen=True, slots=True, kw_only=True)
class PenyebabSerapan:
    """Why one kegiatan absorbed little of its budget; one entry a point, as written."""

    kegiatan: str
    penyebab: tuple[str, ...] = ()
    origin: Origin[Key]
