"""Words and figures of a recap as its readers see them."""

from __future__ import annotations

from decimal import Decimal
from math import isnan
from typing import TYPE_CHECKING

from lkjip_xl.domain.quantity import format_number, format_persen, format_rupiah
from lkjip_xl.finding import Severity

if TYPE_CHECKING:
    from lkjip_xl.outputs.rekap.frames import Frames

LABELS = {severity.value: severity.label for severity in Severity}
NO_FIGURE = "–"
NO_NAME = "(nama tidak tertulis)"


def say_count(count: float) -> str:
    return format_number(Decimal(int(count)), 0)


def say_percent(value: float, decimals: int = 2) -> str:
    return NO_FIGURE if isnan(value) else format_persen(Decimal(repr(float(value))), decimals)


def say_ratio(value: float) -> str:
    return NO_FIGURE if isnan(value) else format_number(Decimal(repr(float(value))), 2)


def say_rupiah(value: float) -> str:
    return NO_FIGURE if isnan(value) else format_rupiah(Decimal(round(value)))


def say_totals(frames: Frames) -> str:
    """Return the line that says what the run came to."""
    done, aside = frames.done, frames.set_aside
    parts = [f"{say_count(len(done))} kantor diperiksa"]
    if len(aside):
        parts.append(f"{say_count(len(aside))} disisihkan")
    parts += [f"{say_count(done[name].sum())} {label.lower()}" for name, label in LABELS.items()]
    if done["accepted"].sum():
        parts.append(f"{say_count(done['accepted'].sum())} diterima dengan alasan")
    return ", ".join(parts) + "."


def name_office(office: str, source: str) -> str:
    """Return what to call an office: its name, else where its books lie."""
    return office or f"{NO_NAME} {source}"
