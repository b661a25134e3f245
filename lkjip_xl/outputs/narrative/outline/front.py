"""What stands before the chapters: the preface and the executive summary."""

from __future__ import annotations

from lkjip_xl.outputs.narrative.outline.parts import PlannedChapter, Said, Signed, Told, opening

KATA_PENGANTAR = PlannedChapter(
    judul="Kata Pengantar",
    sections=(
        opening(
            Said(
                "Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa karena Laporan Kinerja "
                "Instansi Pemerintah (LKjIP) {nama_lengkap} tahun {tahun} dapat diselesaikan. "
                "Laporan ini memuat apa yang dijanjikan dalam perjanjian kinerja tahun {tahun}, "
                "apa yang tercapai, dan berapa anggaran yang digunakan untuk mencapainya."
            ),
            Said(
                "Setiap angka dalam laporan ini dihitung dari data kinerja dan anggaran yang "
                "dikumpulkan {sebutan}. Target yang belum tercapai kami sampaikan apa adanya "
                "bersama penyebab dan langkah perbaikannya, agar laporan ini berguna sebagai bahan "
                "evaluasi dan dasar perencanaan tahun berikutnya."
            ),
            Said(
                "Kami berterima kasih kepada semua pihak yang membantu pelaksanaan program dan "
                "kegiatan serta penyusunan laporan ini. Saran untuk memperbaiki kinerja dan "
                "pelaporan {sebutan} kami terima dengan terbuka."
            ),
            Signed(),
        ),
    ),
)

IKHTISAR = PlannedChapter(judul="Ikhtisar Eksekutif", sections=(opening(Told("ikhtisar")),))
