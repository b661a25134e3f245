"""Bab II: what was planned for the year, and within which Renstra."""

from __future__ import annotations

from lkjip_xl.outputs.narrative.outline.lampiran import annex_number
from lkjip_xl.outputs.narrative.outline.parts import (
    Listed,
    Only,
    PlannedChapter,
    PlannedSection,
    Said,
    Tabled,
    Told,
)

_STRATEGY = (
    PlannedSection("Rencana Strategis", (Told("uraian_visi_misi"),)),
    PlannedSection(
        "Tujuan dan Sasaran",
        (
            Told("kalimat_tujuan_sasaran"),
            Tabled("Tujuan dan Sasaran {sebutan}", "tabel_tujuan_sasaran"),
        ),
        2,
    ),
    PlannedSection(
        "Strategi dan Arah Kebijakan",
        (
            Told("kalimat_strategi"),
            Tabled("Strategi dan Arah Kebijakan {sebutan}", "tabel_strategi"),
        ),
        2,
    ),
    PlannedSection(
        "Program dan Kegiatan",
        (
            Told("kalimat_program", leads=True),
            Listed("daftar_program"),
            Only(
                "kalimat_kegiatan",
                (Told("kalimat_kegiatan", leads=True), Listed("daftar_kegiatan")),
            ),
        ),
        2,
    ),
)

_YEAR = (
    PlannedSection(
        "Indikator Kinerja Utama",
        (
            Told("kalimat_iku"),
            Tabled("Indikator Kinerja Utama {sebutan} Tahun {tahun}", "tabel_iku"),
        ),
    ),
    PlannedSection(
        "Perjanjian Kinerja",
        (
            Said(
                "Perjanjian kinerja ialah janji kepala perangkat daerah kepada kepala daerah untuk "
                "mencapai target yang terukur dalam satu tahun dengan anggaran yang tersedia. "
                "Janji itu menjadi ukuran keberhasilan pada akhir tahun."
            ),
            Told("kalimat_perjanjian_kinerja"),
        ),
    ),
    PlannedSection(
        "Rencana Anggaran",
        (
            Told("kalimat_rencana_anggaran"),
            Tabled("Rencana Anggaran {sebutan} Tahun {tahun}", "tabel_rencana_anggaran"),
        ),
    ),
    PlannedSection(
        "Rencana Aksi",
        (
            Told("kalimat_rencana_aksi"),
            Said(
                "Ringkasannya terdapat pada tabel berikut; rincian setiap indikator beserta "
                f"jadwalnya terdapat dalam Lampiran {annex_number('lampiran_rencana_aksi')}."
            ),
            Tabled("Ringkasan Rencana Aksi Tahun {tahun}", "tabel_rencana_aksi"),
        ),
    ),
)

PERENCANAAN = PlannedChapter(number=2, judul="Perencanaan Kinerja", sections=(*_STRATEGY, *_YEAR))
