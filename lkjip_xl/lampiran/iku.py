"""Reads the IKU sheet: indicators with their direction, formula and source."""

from __future__ import annotations

from lkjip_xl.domain.indikator import IndikatorUtama
from lkjip_xl.lampiran.records import Lampiran


def read_iku(lampiran: Lampiran) -> tuple[IndikatorUtama, ...]:
    """Return the indicators of one IKU table in order; a row without a name is no indicator."""
    return tuple(
        IndikatorUtama(
            nama=row.indikator,
            sasaran=row.jalur.sasaran or row.jalur.tujuan,
            satuan=row.satuan,
            arah=row.texts.get("arah", ""),
            rumus=row.texts.get("rumus", ""),
            sumber_data=row.texts.get("sumber_data", ""),
            penanggung_jawab=row.texts.get("penanggung_jawab", ""),
            target=row.figure("target", lampiran.years("target")[-1])
            if lampiran.columns.has("target")
            else row.figure("target", lampiran.year),
            origin=row.origin,
        )
        for row in lampiran.rows
        if row.indikator
    )
