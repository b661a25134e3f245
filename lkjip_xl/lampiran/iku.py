"""Reads the IKU sheet: indicators with their direction, formula and source."""

from __future__ import annotations

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import IndikatorUtama
from lkjip_xl.lampiran.records import Lampiran


def read_iku(lampiran: Lampiran) -> tuple[IndikatorUtama, ...]:
    """Return the indicators of one IKU table in order; a row without a name is no indicator."""
    return tuple(
        IndikatorUtama(
            nama=row.indikator,
            sasaran=row.jalur.sasaran or row.jalur.tujuan,
            satuan=row.satuan,
            arah=row.text(Field.ARAH),
            rumus=row.text(Field.RUMUS),
            sumber_data=row.text(Field.SUMBER_DATA),
            penanggung_jawab=row.text(Field.PENANGGUNG_JAWAB),
            target=row.figure(Field.TARGET, lampiran.years(Field.TARGET)[-1])
            if lampiran.columns.has(Field.TARGET)
            else row.figure(Field.TARGET, lampiran.year),
            origin=row.origin,
        )
        for row in lampiran.rows
        if row.indikator
    )
