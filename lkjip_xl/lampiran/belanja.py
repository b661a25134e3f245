"""Reads the Belanja sheet: the budget by kind of expenditure."""

from __future__ import annotations

from lkjip_xl.domain.anggaran import Belanja
from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.lampiran.records import Lampiran


def read_belanja(lampiran: Lampiran) -> tuple[Belanja, ...]:
    """Return the kinds of expenditure in order, their total among them."""
    return tuple(
        Belanja(
            uraian=row.nama or row.text(Field.NO),
            pagu=row.figure(Field.PAGU, lampiran.year),
            realisasi=row.figure(Field.REALISASI_ANGGARAN, lampiran.year),
            serapan=row.figure(Field.SERAPAN, lampiran.year),
            is_total=row.level is Level.TOTAL,
            origin=row.origin,
        )
        for row in lampiran.rows
        if row.nama or row.level is Level.TOTAL
    )
