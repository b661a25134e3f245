"""The annexes; one that an office may lack stands last, since their numbers are fixed words."""

from __future__ import annotations

from lkjip_xl.outputs.narrative.outline.parts import PlannedChapter, PlannedSection, Tabled


def _annex(judul: str, name: str, when: str = "") -> PlannedSection:
    return PlannedSection(judul, (Tabled(judul, name),), when=when)


LAMPIRAN = PlannedChapter(
    judul="Lampiran",
    is_annex=True,
    sections=(
        _annex("Pencapaian Realisasi Kinerja Tahun {tahun}", "lampiran_tabel_3_1"),
        _annex("Realisasi Kinerja dan Anggaran Menurut Tahun", "lampiran_tabel_3_2"),
        _annex("Target dan Capaian Jangka Menengah", "lampiran_tabel_3_3"),
        _annex("Realisasi Anggaran Tahun {tahun}", "lampiran_tabel_3_4"),
        _annex("Serapan Anggaran Jangka Menengah", "lampiran_tabel_3_5"),
        _annex("Rencana Aksi Tahun {tahun}", "lampiran_rencana_aksi"),
        _annex("Nilai Hasil Evaluasi Akuntabilitas Kinerja", "tabel_nilai_evaluasi"),
        _annex(
            "Target dan Realisasi Rencana Aksi per Triwulan",
            "lampiran_triwulan",
            when="ada_lampiran_triwulan",
        ),
    ),
)


def annex_number(name: str) -> int:
    """Return the number of the annex that shows a table."""
    parts = [part for section in LAMPIRAN.sections for part in section.parts]
    return [part.name for part in parts if isinstance(part, Tabled)].index(name) + 1
