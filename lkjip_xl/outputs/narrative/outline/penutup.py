"""Bab IV and V: what became of the evaluation's recommendations, and the closing words."""

from __future__ import annotations

from lkjip_xl.outputs.narrative.outline.lampiran import annex_number
from lkjip_xl.outputs.narrative.outline.parts import (
    Listed,
    Only,
    PlannedChapter,
    Said,
    Signed,
    Tabled,
    Told,
    opening,
)

TINDAK_LANJUT = PlannedChapter(
    number=4,
    judul="Tindak Lanjut Rekomendasi Hasil Evaluasi",
    sections=(
        opening(
            Told("uraian_tindak_lanjut"),
            Only(
                "kalimat_nilai_evaluasi",
                (
                    Said(
                        "{kalimat_nilai_evaluasi} Rinciannya terdapat dalam Lampiran "
                        f"{annex_number('tabel_nilai_evaluasi')}."
                    ),
                ),
            ),
            Tabled("Rekomendasi dan Tindak Lanjutnya", "tabel_tindak_lanjut"),
        ),
    ),
)

PENUTUP = PlannedChapter(
    number=5,
    judul="Penutup",
    sections=(
        opening(
            Told("kesimpulan"),
            Only(
                "ada_langkah_perbaikan",
                (
                    Said(
                        "Untuk indikator yang belum mencapai target, langkah perbaikannya ialah:",
                        leads=True,
                    ),
                    Listed("langkah_perbaikan"),
                ),
            ),
            Signed(),
        ),
    ),
)
