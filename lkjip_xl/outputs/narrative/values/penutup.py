"""Values of Bab IV and V."""

from __future__ import annotations

from lkjip_xl.outputs.narrative import analisis, tindak_lanjut
from lkjip_xl.outputs.narrative.value import Group, listed, said, table, told

PENUTUP = Group(
    "Tindak lanjut dan penutup",
    (
        table(
            "tabel_nilai_evaluasi",
            "tabel nilai evaluasi SAKIP",
            lambda of: tindak_lanjut.tabulate_lhe(of.laporan),
            condition="ada rincian nilai evaluasi SAKIP",
        ),
        said(
            "kalimat_nilai_evaluasi",
            "kalimat tentang nilai evaluasi SAKIP",
            "tindak_lanjut.nilai_evaluasi",
        ),
        table(
            "tabel_tindak_lanjut",
            "tabel rekomendasi dan tindak lanjutnya",
            lambda of: tindak_lanjut.tabulate_tindak_lanjut(of.laporan),
        ),
        told("uraian_tindak_lanjut", "uraian tindak lanjut", "tindak_lanjut.uraian"),
        told("kesimpulan", "paragraf kesimpulan", "ikhtisar.kesimpulan"),
        listed(
            "langkah_perbaikan",
            "langkah perbaikan, satu butir satu paragraf",
            lambda of: analisis.list_solutions(of.analisis),
            condition="ada langkah perbaikan",
        ),
    ),
)
