"""Who reports: the names the report uses, with gaps where the Profil sheet is silent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lkjip_xl.domain.profil import Profil
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.narrative.text import Missing, Sayable, Shown, Text, text
from lkjip_xl.outputs.narrative.wording import sheet_place

_PEMERINTAH = re.compile(r"^\s*pemerintah\s+", re.I)
_LABELS = {
    "nama": "nama perangkat daerah",
    "pemerintah_daerah": "nama pemerintah daerah",
    "kota": "kota tempat penetapan",
    "tanggal": "tanggal laporan",
    "jabatan_kepala": "jabatan kepala",
    "nama_kepala": "nama kepala",
    "nip": "NIP kepala",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """``sebutan`` is what the text calls the office: its short name where it has one."""

    nama: Text
    nama_lengkap: Text
    sebutan: Text
    daerah: Text
    pemerintah_daerah: Text
    tahun: Text
    renstra: Text
    kota: Text
    tanggal: Text
    jabatan_kepala: Text
    nama_kepala: Text
    pangkat: Text
    nip: Text
    alamat: Text


def describe_office(laporan: LaporanKinerja) -> Office:
    profil = laporan.profil or Profil()
    nama = _field(profil, "nama")
    daerah = text(_PEMERINTAH.sub("", profil.pemerintah_daerah)) or _field(
        profil, "pemerintah_daerah"
    )
    return Office(
        nama=nama,
        nama_lengkap=_full_name(nama, daerah),
        sebutan=text(profil.singkatan) or nama,
        daerah=daerah,
        pemerintah_daerah=text(f"Pemerintah {daerah}") if profil.pemerintah_daerah else daerah,
        tahun=text(str(laporan.year)) if laporan.year else text(_gap("tahun laporan")),
        renstra=_period(profil),
        kota=_field(profil, "kota"),
        tanggal=_field(profil, "tanggal"),
        jabatan_kepala=_field(profil, "jabatan_kepala"),
        nama_kepala=_field(profil, "nama_kepala"),
        pangkat=text(profil.pangkat),
        nip=_field(profil, "nip"),
        alamat=text(profil.alamat),
    )


def _field(profil: Profil, name: str) -> Text:
    value: Sayable = str(getattr(profil, name)) or _gap(_LABELS[name])
    if isinstance(value, str) and name in profil.origin:
        value = Shown(value, (profil.origin[name],))
    return text(value)


def _gap(what: str) -> Missing:
    return Missing(what, sheet_place("Profil"))


def _full_name(nama: Text, daerah: Text) -> Text:
    """Return the office's name with its region's, unless the name holds it already."""
    if str(daerah).lower() in str(nama).lower():
        return nama
    return Text((*nama.parts, " ", *daerah.parts))


def _period(profil: Profil) -> Text:
    first, last = profil.renstra
    return text(f"{first}–{last}") if first else text(_gap("periode Renstra"))
