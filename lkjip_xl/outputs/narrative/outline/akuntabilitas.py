"""Bab III: what was reached, why, with what money, and how efficiently.

Efficiency sets capaian beside serapan, so it stands behind the money.  The tables that every report
of this kind has (capaian, earlier years, Renstra, causes, belanja, serapan, low serapan) thereby
come first, and bear the numbers 3.1 to 3.7 that evaluators know them by; figures of other regions,
which few offices have, move the later ones up by one.
"""

from __future__ import annotations

from lkjip_xl.outputs.narrative.outline.parts import (
    Drawn,
    Only,
    PlannedChapter,
    PlannedSection,
    Said,
    Tabled,
    Told,
    opening,
)

_RESULTS = (
    PlannedSection(
        "Capaian Indikator Kinerja Utama",
        (
            Told("kalimat_cara_mengukur"),
            Tabled(
                "Capaian Indikator Kinerja Utama {sebutan} Tahun {tahun}",
                "tabel_capaian",
                "Predikat: {skala_predikat}.",
            ),
            Told("uraian_capaian"),
            Only(
                "daftar_indikator",
                (Said("Uraian setiap indikator adalah sebagai berikut.", leads=True),),
            ),
        ),
    ),
    PlannedSection("{nama}", (Said("{uraian}"),), 3, each="daftar_indikator"),
)

_COMPARISONS = (
    PlannedSection("Evaluasi dan Analisis Kinerja"),
    PlannedSection(
        "Perbandingan dengan Tahun-Tahun Sebelumnya",
        (
            Tabled("Realisasi Indikator Kinerja Utama Menurut Tahun", "tabel_antar_tahun"),
            Told("uraian_antar_tahun"),
            Drawn("grafik_indikator"),
        ),
        2,
    ),
    PlannedSection(
        "Perbandingan dengan Target Renstra {periode_renstra}",
        (
            Tabled("Realisasi Tahun {tahun} terhadap Target Renstra", "tabel_renstra"),
            Told("uraian_renstra"),
        ),
        2,
    ),
    PlannedSection(
        "Perbandingan dengan Daerah Lain",
        (
            Tabled("Realisasi Tahun {tahun} dan Angka Pembanding", "tabel_pembanding"),
            Told("uraian_pembanding"),
        ),
        2,
        when="ada_pembanding",
    ),
    PlannedSection(
        "Penyebab Keberhasilan dan Kegagalan serta Solusi",
        (
            Tabled("Analisis Penyebab dan Alternatif Solusi", "tabel_analisis"),
            Told("uraian_analisis"),
        ),
        2,
    ),
)

_MONEY = (
    PlannedSection("Realisasi Anggaran"),
    PlannedSection(
        "Anggaran Menurut Jenis Belanja",
        (
            Told("uraian_anggaran"),
            Tabled("Realisasi Belanja Tahun {tahun}", "tabel_belanja"),
            Drawn("grafik_belanja"),
        ),
        2,
    ),
    PlannedSection(
        "Anggaran Menurut Program dan Kegiatan",
        (
            Said(
                "Jumlah program dan kegiatan pada tabel berikut dihitung dari sub kegiatan di "
                "bawahnya. Rincian sampai sub kegiatan terdapat dalam lampiran."
            ),
            Tabled("Realisasi Anggaran Menurut Program dan Kegiatan", "tabel_anggaran"),
            Drawn("grafik_serapan"),
        ),
        2,
    ),
    PlannedSection(
        "Kegiatan dengan Serapan di Bawah {batas_serapan}",
        (
            Told("uraian_serapan_rendah"),
            Only(
                "ada_serapan_rendah",
                (
                    Tabled(
                        "Kegiatan dengan Serapan di Bawah {batas_serapan} dan Penyebabnya",
                        "tabel_serapan_rendah",
                    ),
                ),
            ),
        ),
        2,
    ),
)

_MEAN = "Capaian ialah rata-rata capaian seluruh indikatornya yang dapat diukur."

_EFFICIENCY = (
    PlannedSection("Efisiensi, Program Pendukung, dan Rencana Aksi"),
    PlannedSection(
        "Efisiensi Penggunaan Sumber Daya",
        (
            Told("kalimat_pegawai"),
            Said(
                "Efisiensi dihitung dengan membandingkan capaian kinerja dengan serapan anggaran. "
                "Selisih ialah capaian dikurangi serapan, dalam poin. Indeks ialah (capaian / 100) "
                "dibagi (serapan / 100). Anggaran yang dihemat ialah pagu dikurangi realisasi, dan "
                "hanya dihitung bila capaian kinerjanya 100% atau lebih. Sasaran atau program "
                "tergolong efisien bila capaiannya 100% atau lebih dan indeksnya tidak kurang "
                "dari 1."
            ),
            Tabled("Efisiensi Menurut Sasaran", "tabel_efisiensi_sasaran", _MEAN),
            Tabled("Efisiensi Menurut Program", "tabel_efisiensi_program", _MEAN),
            Told("uraian_efisiensi"),
        ),
        2,
    ),
    PlannedSection(
        "Program yang Mendukung Keberhasilan",
        (
            Tabled("Program Pendukung Setiap Sasaran", "tabel_program_pendukung", _MEAN),
            Told("uraian_program_pendukung"),
        ),
        2,
    ),
    PlannedSection(
        "Evaluasi Rencana Aksi per Triwulan",
        (
            Told("uraian_triwulan"),
            Only(
                "ada_triwulan",
                (Tabled("Pencapaian Target Rencana Aksi per Triwulan", "tabel_triwulan"),),
            ),
        ),
        2,
    ),
)

AKUNTABILITAS = PlannedChapter(
    number=3,
    judul="Akuntabilitas Kinerja",
    sections=(
        opening(
            Said(
                "Bab ini menyajikan hasil pengukuran kinerja {nama_lengkap} tahun {tahun}: capaian "
                "indikator kinerja utama, perbandingannya dengan tahun sebelumnya dan dengan "
                "Renstra periode {periode_renstra}, penyebab keberhasilan dan kegagalan, realisasi "
                "anggaran, efisiensi penggunaan sumber daya, serta pelaksanaan rencana aksi."
            )
        ),
        *_RESULTS,
        *_COMPARISONS,
        *_MONEY,
        *_EFFICIENCY,
    ),
)
