"""Reads the Isu Strategis sheet."""

from __future__ import annotations

from lkjip_xl.domain.renstra import IsuStrategis
from lkjip_xl.lampiran.feeding_rows import carry_down, entries
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.tables.text import tidy


def read_isu_strategis(lampiran: Lampiran) -> tuple[IsuStrategis, ...]:
    """Return the issues in order, one record an aspect."""
    return tuple(
        IsuStrategis(
            isu=texts["isu_strategis"],
            aspek=tidy(row.texts.get("aspek", "")),
            origin=row.origin,
        )
        for row, texts in carry_down(entries(lampiran.rows), "isu_strategis")
        if texts["isu_strategis"]
    )
