"""Bab I: why the report is made, what it rests on, and the office in general."""

from __future__ import annotations

from lkjip_xl.outputs.narrative.outline.parts import (
    Items,
    Listed,
    PlannedChapter,
    PlannedSection,
    Said,
    Tabled,
    Told,
)

_PURPOSE = (
    PlannedSection(
        "Latar Belakang",
        (
            Said(
                "Setiap instansi pemerintah wajib mempertanggungjawabkan hasil kerjanya dan "
                "anggaran yang dipakainya. Dalam sistem akuntabilitas kinerja, pertanggungjawaban "
                "itu berawal dari rencana strategis, dijabarkan setiap tahun dalam perjanjian "
                "kinerja, diukur dengan indikator, dan disampaikan dalam laporan kinerja pada "
                "akhir tahun."
            ),
            Said(
                "Sebagai perangkat daerah pada {pemerintah_daerah}, {sebutan} menyusun laporan "
                "kinerja tahun {tahun} untuk disampaikan kepada kepala daerah. Laporan ini menjadi "
                "bagian dari laporan kinerja pemerintah daerah dan terbuka bagi masyarakat."
            ),
        ),
    ),
    PlannedSection(
        "Maksud dan Tujuan",
        (
            Said(
                "Laporan ini dimaksudkan untuk menyampaikan capaian kinerja {nama_lengkap} selama "
                "tahun {tahun}, dibandingkan dengan target yang diperjanjikan. Tujuannya ialah:",
                leads=True,
            ),
            Items(
                (
                    "mempertanggungjawabkan pelaksanaan tugas, fungsi, dan penggunaan sumber daya "
                    "kepada pemberi mandat dan masyarakat;",
                    "menunjukkan sasaran yang tercapai dan yang belum, beserta penyebabnya;",
                    "memberikan bahan untuk evaluasi akuntabilitas kinerja;",
                    "memberikan dasar bagi perbaikan perencanaan, penganggaran, dan pelaksanaan "
                    "program pada tahun berikutnya.",
                )
            ),
        ),
    ),
)

_BASIS = (
    PlannedSection(
        "Dasar Hukum",
        (Said("Penyusunan laporan ini didasarkan pada:", leads=True), Listed("dasar_hukum")),
    ),
    PlannedSection(
        "Sistematika Penulisan",
        (
            Said("Laporan ini terdiri atas lima bab dan lampiran:", leads=True),
            Items(
                (
                    "Bab I Pendahuluan memuat latar belakang, maksud dan tujuan, dasar hukum, "
                    "sistematika, dan gambaran umum {sebutan};",
                    "Bab II Perencanaan Kinerja memuat rencana strategis, indikator kinerja utama, "
                    "perjanjian kinerja, rencana anggaran, dan rencana aksi;",
                    "Bab III Akuntabilitas Kinerja memuat capaian kinerja, evaluasi dan "
                    "analisisnya, realisasi anggaran, efisiensi penggunaan sumber daya, serta "
                    "pelaksanaan rencana aksi;",
                    "Bab IV memuat tindak lanjut rekomendasi hasil evaluasi;",
                    "Bab V Penutup memuat kesimpulan dan langkah perbaikan;",
                    "Lampiran memuat rincian kinerja, anggaran, rencana aksi, dan nilai hasil "
                    "evaluasi.",
                )
            ),
        ),
    ),
)

_OFFICE = (
    PlannedSection("Gambaran Umum {sebutan}"),
    PlannedSection(
        "Kondisi Organisasi",
        (
            Told("uraian_organisasi"),
            Said("Susunan organisasi {sebutan} terdiri atas:", leads=True),
            Listed("susunan_organisasi"),
        ),
        2,
    ),
    PlannedSection(
        "Sumber Daya Manusia",
        (
            Told("kalimat_pegawai"),
            Told("uraian_komposisi_pegawai"),
            Tabled("Pegawai Menurut Status Kepegawaian dan Jenis Kelamin", "tabel_pegawai_status"),
            Tabled("Pegawai Menurut Tingkat Pendidikan Terakhir", "tabel_pegawai_pendidikan"),
            Tabled("Pegawai Menurut Pangkat dan Golongan", "tabel_pegawai_golongan"),
            Tabled("Pegawai Menurut Keikutsertaan Diklat Aparatur", "tabel_pegawai_diklat"),
        ),
        2,
    ),
    PlannedSection(
        "Isu Strategis",
        (
            Told("kalimat_isu_strategis"),
            Tabled("Isu Strategis dan Aspek Terkait", "tabel_isu_strategis"),
        ),
        2,
    ),
    PlannedSection(
        "Identifikasi Permasalahan",
        (
            Told("kalimat_permasalahan"),
            Tabled("Identifikasi Permasalahan", "tabel_permasalahan"),
        ),
        2,
    ),
)

PENDAHULUAN = PlannedChapter(number=1, judul="Pendahuluan", sections=(*_PURPOSE, *_BASIS, *_OFFICE))
