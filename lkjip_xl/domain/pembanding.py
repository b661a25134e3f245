"""Figures of the province or the nation to compare an indicator with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lkjip_xl.domain.field import Key
from lkjip_xl.domain.quantity import BLANK, Figure
from lkjip_xl.location import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Pembanding:
    """One indicator's figure elsewhere, by the name of the place: ``provinsi``, ``nasional``."""

    indikator: str
    satuan: str = ""
    realisasi: Figure = BLANK
    angka: Mapping[str, Figure] = field(default_factory=dict)
    sumber_data: str = ""
    keterangan: str = ""
    origin: Origin[Key]
