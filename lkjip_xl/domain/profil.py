"""Who reports, for which year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lkjip_xl.location import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Profil:
    """What the Profil sheet states of a perangkat daerah; what it does not state is empty.

    ``tahun`` and ``renstra`` are 0 where they are missing.  What may have several entries, on rows
    of their own or as points of one cell, holds one entry a point.  ``isian`` holds every label of
    the sheet as written with its values, those the fields below do not know as well.
    """

    nama: str = ""
    singkatan: str = ""
    pemerintah_daerah: str = ""
    provinsi: str = ""
    kota: str = ""
    tahun: int = 0
    renstra: tuple[int, int] = (0, 0)
    jabatan_kepala: str = ""
    nama_kepala: str = ""
    nip: str = ""
    pangkat: str = ""
    alamat: str = ""
    tanggal: str = ""
    visi: str = ""
    misi: tuple[str, ...] = ()
    tugas_pokok: tuple[str, ...] = ()
    fungsi: tuple[str, ...] = ()
    susunan_organisasi: tuple[str, ...] = ()
    dasar_hukum: tuple[str, ...] = ()
    isian: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    origin: Origin[str] = field(default_factory=lambda: Origin("", "", {}))
