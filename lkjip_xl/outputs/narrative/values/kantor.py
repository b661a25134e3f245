"""The office that reports."""

from __future__ import annotations

from lkjip_xl.outputs.narrative.value import Group, words

KANTOR = Group(
    "Perangkat daerah",
    (
        words("nama_perangkat_daerah", "nama perangkat daerah", lambda of: of.kantor.nama),
        words(
            "nama_lengkap",
            "nama perangkat daerah beserta daerahnya",
            lambda of: of.kantor.nama_lengkap,
        ),
        words(
            "sebutan",
            "singkatan, atau nama bila tidak ada singkatannya",
            lambda of: of.kantor.sebutan,
        ),
        words("daerah", "nama daerah", lambda of: of.kantor.daerah),
        words(
            "pemerintah_daerah", "nama pemerintah daerah", lambda of: of.kantor.pemerintah_daerah
        ),
        words("alamat", "alamat kantor", lambda of: of.kantor.alamat),
        words("tahun", "tahun laporan", lambda of: of.tahun),
        words("periode_renstra", "tahun awal dan akhir Renstra", lambda of: of.kantor.renstra),
        words("kota", "tempat laporan ditandatangani", lambda of: of.kantor.kota),
        words("tanggal", "tanggal laporan ditandatangani", lambda of: of.kantor.tanggal),
        words("jabatan_kepala", "jabatan penanda tangan", lambda of: of.kantor.jabatan_kepala),
        words("nama_kepala", "nama penanda tangan", lambda of: of.kantor.nama_kepala),
        words("pangkat", "pangkat penanda tangan", lambda of: of.kantor.pangkat),
        words("nip", "NIP penanda tangan", lambda of: of.kantor.nip),
    ),
)
