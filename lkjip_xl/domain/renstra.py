"""What the Renstra states: targets over the years, strategies, issues and problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lkjip_xl.domain.field import Key
from lkjip_xl.domain.quantity import BLANK, Figure
from lkjip_xl.location import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRenstra:
    """One indicator of a tujuan or sasaran with its target for each year of the period."""

    tujuan: str = ""
    sasaran: str = ""
    indikator: str
    satuan: str = ""
    target: Mapping[int, Figure] = field(default_factory=dict)
    target_akhir: Figure = BLANK
    origin: Origin[Key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategi:
    """A strategy with its policy directions by year; year 0 where the sheet names none."""

    misi: str = ""
    tujuan: str = ""
    sasaran: str = ""
    strategi: str
    arah_kebijakan: Mapping[int, str] = field(default_factory=dict)
    origin: Origin[Key]


@dataclass(frozen=True, slots=True, kw_only=True)
class IsuStrategis:
    """A strategic issue and one aspect of it."""

    isu: str
    aspek: str = ""
    origin: Origin[Key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Permasalahan:
    """A main problem, a problem that belongs to it, and one of its roots."""

    masalah_pokok: str = ""
    masalah: str = ""
    akar_masalah: str = ""
    origin: Origin[Key]
