"""Reads the Penyebab Serapan sheet: why kegiatan absorbed little of their budget."""

from __future__ import annotations

from lkjip_xl.domain.anggaran import PenyebabSerapan
from lkjip_xl.domain.field import Field
from lkjip_xl.lampiran.feeding_rows import entries, group_rows, points_of
from lkjip_xl.lampiran.records import Lampiran


def read_penyebab_serapan(lampiran: Lampiran) -> tuple[PenyebabSerapan, ...]:
    """Return the causes of each kegiatan, in order."""
    return tuple(
        PenyebabSerapan(
            kegiatan=rows[0].nama,
            penyebab=points_of(rows, Field.PENYEBAB),
            origin=rows[0].origin,
        )
        for rows in group_rows(entries(lampiran.rows), lambda row: row.nama)
    )
