"""The staff of the office, counted in groups."""

from __future__ import annotations

from dataclasses import dataclass

from lkjip_xl.domain.field import Key
from lkjip_xl.domain.quantity import BLANK, Figure
from lkjip_xl.location import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class KelompokPegawai:
    """One group of staff: of one status, education, rank or training.

    ``tabel`` is the title of the table it stands in, which tells what the groups are.  The counts
    are people, ``persen`` per cent; a table that does not count by sex leaves those two blank.
    """

    tabel: str
    kelompok: str
    golongan: str = ""
    laki_laki: Figure = BLANK
    perempuan: Figure = BLANK
    jumlah: Figure = BLANK
    persen: Figure = BLANK
    is_total: bool = False
    origin: Origin[Key]
