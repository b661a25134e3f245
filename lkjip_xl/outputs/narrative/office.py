"""Who reports: the names the report uses, with gaps where the Profil sheet is silent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lkjip_xl.domain.profil import Profil
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.narrative.text import Sayable, Shown, Text, text
from lkjip_xl.outputs.narrative.wording import ask_profil

_PEMERINTAH = re.compile(r"^\s*pemerintah\s+", re.I)
#: What each field of the profile is called in the text, and in its row of the sheet.
_LABELS = {
    "nama": ("nama perangkat daerah", "Nama Perangkat Daerah"),
    "pemerintah_daerah": ("nama pemerintah daerah", "Pemerintah Daerah"),
    "kota": ("kota tempat penetapan", "Kota"),
    "tanggal": ("tanggal laporan", "Tanggal Laporan"),
    "jabatan_kepala": ("jabatan kepala", "Jabatan Kepala"),
    "nama_kepala": ("nama kepala", "Nama Kepala"),
    "nip": ("NIP kepala", "NIP"),
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
    nama = _field(laporan, "nama")
    daerah = text(_PEMERINTAH.sub("", profil.pemerintah_daerah)) or _field(
        laporan, "pemerintah_daerah"
    )
    year = str(laporan.year) if laporan.year else ""
    return Office(
        nama=nama,
        nama_lengkap=_full_name(nama, daerah),
        sebutan=text(profil.singkatan) or nama,
        daerah=daerah,
        pemerintah_daerah=text(f"Pemerintah {daerah}") if profil.pemerintah_daerah else daerah,
        tahun=text(year or ask_profil(laporan, "tahun laporan", "Tahun Laporan")),
        renstra=_period(laporan),
        kota=_field(laporan, "kota"),
        tanggal=_field(laporan, "tanggal"),
        jabatan_kepala=_field(laporan, "jabatan_kepala"),
        nama_kepala=_field(laporan, "nama_kepala"),
        pangkat=text(profil.pangkat),
        nip=_field(laporan, "nip"),
        alamat=text(profil.alamat),
    )


def _field(laporan: LaporanKinerja, name: str) -> Text:
    profil = laporan.profil or Profil()
    value: Sayable = str(getattr(profil, name)) or ask_profil(laporan, *_LABELS[name])
    if isinstance(value, str) and name in profil.origin:
        value = Shown(value, (profil.origin[name],))
    return text(value)


def _full_name(nama: Text, daerah: Text) -> Text:
    """Return the office's name with its region's, unless the name holds it already."""
    if str(daerah).lower() in str(nama).lower():
        return nama
    return Text((*nama.parts, " ", *daerah.parts))


def _period(laporan: LaporanKinerja) -> Text:
    first, last = (laporan.profil or Profil()).renstra
    gap = ask_profil(laporan, "periode Renstra", "Periode Renstra")
    return text(f"{first}–{last}" if first else gap)
