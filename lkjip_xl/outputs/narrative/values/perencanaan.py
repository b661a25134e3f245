"""Values of Bab II: what was planned."""

from __future__ import annotations

from lkjip_xl.outputs.narrative import perencanaan, rencana_aksi
from lkjip_xl.outputs.narrative.text import text
from lkjip_xl.outputs.narrative.value import Group, listed, said, table, told

PERENCANAAN = Group(
    "Perencanaan kinerja",
    (
        told("uraian_visi_misi", "visi dan misi", "perencanaan.visi_misi"),
        said(
            "kalimat_tujuan_sasaran",
            "kalimat pengantar tujuan dan sasaran",
            "perencanaan.tujuan_sasaran",
        ),
        table(
            "tabel_tujuan_sasaran",
            "tabel tujuan dan sasaran",
            lambda of: perencanaan.tabulate_tujuan(of.laporan),
        ),
        said("kalimat_strategi", "kalimat pengantar strategi", "perencanaan.strategi"),
        table(
            "tabel_strategi",
            "tabel strategi dan arah kebijakan",
            lambda of: perencanaan.tabulate_strategi(of.laporan),
        ),
        said("kalimat_program", "kalimat pengantar daftar program", "perencanaan.program"),
        listed(
            "daftar_program",
            "daftar program, satu butir satu paragraf",
            lambda of: tuple(map(text, of.program.program)),
        ),
        said(
            "kalimat_kegiatan",
            "kalimat pengantar daftar kegiatan; kosong bila tidak ada",
            "perencanaan.kegiatan",
        ),
        listed(
            "daftar_kegiatan",
            "daftar kegiatan, satu butir satu paragraf",
            lambda of: tuple(map(text, of.program.kegiatan)),
        ),
        said("kalimat_iku", "kalimat pengantar indikator kinerja utama", "perencanaan.iku"),
        table(
            "tabel_iku",
            "tabel indikator kinerja utama",
            lambda of: perencanaan.tabulate_iku(of.laporan, of.daftar),
        ),
        said(
            "kalimat_perjanjian_kinerja",
            "kalimat tentang perjanjian kinerja",
            "perencanaan.perjanjian_kinerja",
        ),
        said(
            "kalimat_rencana_anggaran",
            "kalimat tentang rencana anggaran",
            "perencanaan.rencana_anggaran",
        ),
        table(
            "tabel_rencana_anggaran",
            "tabel rencana anggaran",
            lambda of: perencanaan.tabulate_rencana_anggaran(of.belanja, of.serapan, of.total),
        ),
        said("kalimat_rencana_aksi", "kalimat tentang rencana aksi", "rencana_aksi.rencana"),
        table(
            "tabel_rencana_aksi",
            "tabel ringkasan rencana aksi",
            lambda of: rencana_aksi.tabulate_rencana(of.laporan, of.rencana),
        ),
    ),
)
