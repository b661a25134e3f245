"""Reads the Strategi sheet: strategies and their policy directions."""

from __future__ import annotations

from lkjip_xl.domain.renstra import Strategi
from lkjip_xl.lampiran.feeding_rows import carry_down, entries
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.tables.text import tidy


def read_strategi(lampiran: Lampiran) -> tuple[Strategi, ...]:
    """Return the strategies in order, one record a row of policy directions."""
    years = lampiran.columns.years("arah_kebijakan") or (0,)
    return tuple(
        Strategi(
            misi=texts["misi"],
            tujuan=row.jalur.tujuan,
            sasaran=row.jalur.sasaran,
            strategi=texts["strategi"],
            arah_kebijakan={year: _direction(row, year) for year in years},
            origin=row.origin,
        )
        for row, texts in carry_down(entries(lampiran.rows), "misi", "strategi")
        if texts["strategi"]
    )


def _direction(row: Baris, year: int) -> str:
    key = f"arah_kebijakan {year}" if year else "arah_kebijakan"
    return tidy(row.texts.get(key, ""))
