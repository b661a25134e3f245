"""Scales of predikat: data, so that an office whose guideline has other limits replaces them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scale: ``label`` from ``limit`` on, or only above it.

    ``limit`` is on the 0-100 scale; ``None`` marks the lowest step, which takes everything.
    """

    label: str
    limit: Decimal | None = None
    above: bool = False

    def admits(self, value: Decimal) -> bool:
        if self.limit is None:
            return True
        return value > self.limit if self.above else value >= self.limit

    @property
    def condition(self) -> str:
        """The limit as a legend shows it."""
        if self.limit is None:
            return "selebihnya"
        return f"{'>' if self.above else '≥'} {self.limit:f}".replace(".", ",")


Skala = Sequence[Step]

SKALA_CAPAIAN: Skala = (
    Step("Sangat Tinggi", Decimal(91)),
    Step("Tinggi", Decimal(76)),
    Step("Sedang", Decimal(66)),
    Step("Rendah", Decimal(51)),
    Step("Sangat Rendah"),
)

SKALA_SAKIP: Skala = (
    Step("AA", Decimal(90), above=True),
    Step("A", Decimal(80), above=True),
    Step("BB", Decimal(70), above=True),
    Step("B", Decimal(60), above=True),
    Step("CC", Decimal(50), above=True),
    Step("C", Decimal(30), above=True),
    Step("D"),
)


class Urutan(NamedTuple):
    """An ordered scale of words: ``langkah`` from the best one down, those that mean one together.

    ``is_size`` marks a scale of more and less, whose best end is the other one for what is better
    when lower.
    """

    langkah: tuple[tuple[str, ...], ...]
    is_size: bool = False


def order_of(skala: Skala) -> tuple[tuple[str, ...], ...]:
    """Return the steps of a scale as words only."""
    return tuple((step.label,) for step in skala)


URUTAN_OPINI = Urutan(
    (
        ("WTP", "Wajar Tanpa Pengecualian", "Wajar Tanpa Pengecualian (WTP)"),
        ("WTP-DPP", "Wajar Tanpa Pengecualian dengan Paragraf Penjelasan"),
        ("WDP", "Wajar Dengan Pengecualian"),
        ("TW", "Tidak Wajar"),
        ("TMP", "Tidak Memberikan Pendapat", "Disclaimer"),
    )
)
URUTAN_MUTU = Urutan(
    (
        ("Sangat Memuaskan",),
        ("Memuaskan",),
        ("Sangat Baik",),
        ("Baik",),
        ("Cukup", "Cukup Baik"),
        ("Kurang", "Kurang Baik"),
        ("Sangat Kurang", "Tidak Baik", "Buruk"),
    )
)
