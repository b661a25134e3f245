"""Predikat: the word that a capaian or a SAKIP score earns."""

from __future__ import annotations

from decimal import Decimal

from lkjip_xl.domain.predikat import SKALA_CAPAIAN, SKALA_SAKIP, Skala, Step

__all__ = ["SKALA_CAPAIAN", "SKALA_SAKIP", "Skala", "Step", "predikat_capaian", "predikat_sakip"]


def predikat_capaian(capaian: Decimal | None, skala: Skala = SKALA_CAPAIAN) -> str | None:
    """Return the category of a capaian (per cent, not rounded); ``None`` without a capaian."""
    return _classify(capaian, skala)


def predikat_sakip(nilai: Decimal | None, skala: Skala = SKALA_SAKIP) -> str | None:
    """Return the predikat of a SAKIP score (0-100); ``None`` without a score."""
    return _classify(nilai, skala)


def _classify(value: Decimal | None, skala: Skala) -> str | None:
    if value is None:
        return None
    return next((step.label for step in skala if step.admits(value)), None)
