"""Reads the Permasalahan sheet: problems down to their roots."""

from __future__ import annotations

from lkjip_xl.domain.renstra import Permasalahan
from lkjip_xl.lampiran.feeding_rows import carry_down, entries
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.tables.text import tidy


def read_permasalahan(lampiran: Lampiran) -> tuple[Permasalahan, ...]:
    """Return the problems in order, one record a root."""
    return tuple(
        Permasalahan(
            masalah_pokok=texts["masalah_pokok"],
            masalah=texts["permasalahan"],
            akar_masalah=tidy(row.texts.get("akar_masalah", "")),
            origin=row.origin,
        )
        for row, texts in carry_down(entries(lampiran.rows), "masalah_pokok", "permasalahan")
        if texts["masalah_pokok"] or texts["permasalahan"]
    )
