"""What was recommended to the office, and what it did."""

from __future__ import annotations

from dataclasses import dataclass

from lkjip_xl.domain.field import Key
from lkjip_xl.location import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class TindakLanjut:
    """One recommendation with its follow-up; ``tindak_lanjut`` holds one entry a point.

    ``tahun`` is the year that the table's title names, 0 without one.
    """

    rekomendasi: str
    tindak_lanjut: tuple[str, ...] = ()
    keterangan: str = ""
    tahun: int = 0
    origin: Origin[Key]
