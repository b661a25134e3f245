"""The labels that offices put over columns, as data.

A label is compared squashed: lower case, letters, digits and ``%`` only.
"""

from __future__ import annotations

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.kata import PERSEN
from lkjip_xl.domain.rencana_aksi import Bulan
from lkjip_xl.tables.header import Vocabulary
from lkjip_xl.tables.text import squash, words_of

#: field → labels seen, commonest first.  Columns of figures are named by their words instead.
TEXT_LABELS: dict[Field, tuple[str, ...]] = {
    Field.NO: ("No", "Nomor", "No Urut", "Nomor Urut"),
    Field.KODE: ("Kode", "Kode Rekening", "Kode Nomenklatur", "Kode Program/Kegiatan", "Kode Rek"),
    Field.TUJUAN: ("Tujuan", "Tujuan Strategis", "Tujuan Renstra", "Tujuan PD", "Tujuan OPD"),
    Field.SASARAN: (
        "Sasaran",
        "Sasaran Strategis",
        "Sasaran Strategis OPD",
        "Sasaran Strategis PD",
        "Sasaran Perangkat Daerah",
        "Sasaran OPD",
        "Sasaran Renstra",
        "Kinerja Utama",
    ),
    Field.SASARAN_PROGRAM: ("Sasaran Program",),
    Field.SASARAN_KEGIATAN: ("Sasaran Kegiatan",),
    Field.SASARAN_SUB_KEGIATAN: ("Sasaran Sub Kegiatan",),
    Field.PROGRAM: ("Program", "Nama Program"),
    Field.KEGIATAN: ("Kegiatan", "Nama Kegiatan"),
    Field.SUB_KEGIATAN: ("Sub Kegiatan", "Nama Sub Kegiatan", "Subkegiatan"),
    Field.ITEM: (
        "Program/Kegiatan/Sub Kegiatan",
        "Program/Kegiatan",
        "Program dan Kegiatan",
        "Program, Kegiatan dan Sub Kegiatan",
        "Program, Kegiatan, Sub Kegiatan",
        "Kegiatan/Sub Kegiatan",
        "Nama Program/Kegiatan/Sub Kegiatan",
        "Nama Program/Kegiatan",
        "Urusan/Program/Kegiatan/Sub Kegiatan",
        "Uraian",
        "Uraian Program/Kegiatan",
        "Uraian Belanja",
        "Jenis Belanja",
    ),
    Field.INDIKATOR: (
        "Indikator",
        "Indikator Kinerja",
        "Indikator Kinerja Utama",
        "Indikator Kinerja Utama (IKU)",
        "IKU",
        "Indikator Tujuan/Sasaran",
        "Indikator Sasaran",
        "Indikator Tujuan",
        "Indikator Program/Kegiatan/Sub Kegiatan",
        "Indikator Kinerja Program/Kegiatan/Sub Kegiatan",
        "Tolok Ukur Kinerja",
    ),
    Field.SATUAN: ("Satuan", "Satuan Kinerja", "Satuan Target", "Sat"),
    Field.KETERANGAN: ("Keterangan", "Ket", "Penjelasan", "Catatan"),
    Field.PENANGGUNG_JAWAB: (
        "Penanggung Jawab",
        "Unit Penanggung Jawab",
        "Bidang Penanggung Jawab",
        "PJ",
        "Pelaksana",
        "Unit Kerja Penanggung Jawab",
    ),
    Field.ARAH: (
        "Arah",
        "Arah Indikator",
        "Arah Kinerja",
        "Polaritas",
        "Sifat Indikator",
        "Tren Positif",
        "Jenis Indikator",
    ),
    Field.RUMUS: (
        "Rumus",
        "Formulasi",
        "Formula",
        "Rumus Perhitungan",
        "Formulasi Perhitungan",
        "Formulasi Pengukuran",
        "Cara Perhitungan",
        "Cara Penghitungan",
        "Definisi Operasional",
        "Formula Perhitungan",
        "Penjelasan/Formulasi Perhitungan",
    ),
    Field.SUMBER_DATA: ("Sumber Data", "Sumber"),
    Field.SUMBER_DANA: ("Sumber Dana", "Sumber Pendanaan", "Sumber Anggaran"),
    Field.LEVEL: ("Level", "Tingkat", "Tingkatan"),
    Field.ISI: ("Isi", "Isian", "Data"),
    Field.PENYEBAB_KEBERHASILAN: (
        "Penyebab Keberhasilan",
        "Faktor Keberhasilan",
        "Faktor Pendorong",
        "Faktor Pendukung",
    ),
    Field.PENYEBAB_KEGAGALAN: (
        "Penyebab Kegagalan",
        "Faktor Kegagalan",
        "Faktor Penghambat",
        "Hambatan",
        "Kendala",
    ),
    Field.SOLUSI: ("Solusi", "Alternatif Solusi", "Upaya Perbaikan", "Rencana Perbaikan"),
    Field.PENYEBAB: (
        "Penyebab",
        "Penyebab/Permasalahan",
        "Penyebab Tidak Terserap",
        "Penyebab Serapan Rendah",
        "Alasan",
    ),
    Field.MASALAH_POKOK: ("Masalah Pokok", "Pokok Masalah", "Permasalahan Pokok"),
    Field.PERMASALAHAN: ("Permasalahan", "Masalah"),
    Field.AKAR_MASALAH: ("Akar Masalah", "Akar Permasalahan"),
    Field.ISU_STRATEGIS: ("Isu Strategis", "Isu", "Isu-isu Strategis"),
    Field.ASPEK: ("Aspek Terkait", "Aspek"),
    Field.REKOMENDASI: (
        "Rekomendasi",
        "Rekomendasi Hasil Reviu",
        "Rekomendasi Hasil Evaluasi",
        "Rekomendasi LHE",
    ),
    Field.TINDAK_LANJUT: ("Tindak Lanjut", "Upaya Tindak Lanjut", "Rencana Tindak Lanjut"),
    Field.KOMPONEN: ("Komponen", "Komponen yang Dinilai", "Komponen Penilaian"),
    Field.SUB_KOMPONEN: ("Sub Komponen", "Subkomponen", "Sub Komponen yang Dinilai"),
    Field.STRATEGI: ("Strategi",),
    Field.ARAH_KEBIJAKAN: ("Arah Kebijakan", "Kebijakan"),
    Field.MISI: ("Misi",),
    Field.JABATAN: ("Jabatan", "Nama Jabatan"),
    Field.GOLONGAN: ("Golongan", "Gol", "Gol.", "Golongan/Ruang"),
    Field.KELOMPOK: (
        "Status Kepegawaian",
        "Kepangkatan",
        "Pangkat",
        "Diklat",
        "Pendidikan",
        "Tingkat Pendidikan",
        "Jenis Pegawai",
        "Jenis Kelamin",
    ),
    Field.WILAYAH: ("Pembanding", "Wilayah", "Provinsi/Nasional"),
}

#: Columns of figures that the feeding sheets have and the annexes have not.
FIGURE_LABELS: dict[Field, tuple[str, ...]] = {
    Field.NILAI: ("Nilai", "Skor", "Nilai LHE", "Nilai Evaluasi"),
    Field.NILAI_KOMPONEN: ("Nilai Komponen", "Nilai per Komponen"),
    Field.BOBOT: ("Bobot",),
    Field.JUMLAH: ("Jumlah", "Total"),
    Field.LAKI_LAKI: ("Laki-laki", "Laki - Laki", "L"),
    Field.PEREMPUAN: ("Perempuan",),
    Field.PROVINSI: ("Provinsi", "Realisasi Provinsi", "Capaian Provinsi", "Angka Provinsi"),
    Field.NASIONAL: ("Nasional", "Realisasi Nasional", "Capaian Nasional", "Angka Nasional"),
    Field.TARGET_AKHIR: (
        "Kondisi Akhir Renstra",
        "Target Akhir Renstra",
        "Kondisi Akhir",
        "Target Akhir",
    ),
}

MONTHS: dict[str, Bulan] = {
    name: month
    for month, names in {
        Bulan.JAN: ("jan", "januari", "1"),
        Bulan.FEB: ("feb", "februari", "pebruari", "peb"),
        Bulan.MAR: ("mar", "maret", "mrt"),
        Bulan.APR: ("apr", "april"),
        Bulan.MEI: ("mei", "may"),
        Bulan.JUN: ("jun", "juni"),
        Bulan.JUL: ("jul", "juli"),
        Bulan.AGT: ("agt", "agust", "agustus", "ags", "agu", "aug"),
        Bulan.SEP: ("sep", "sept", "september"),
        Bulan.OKT: ("okt", "oktober", "oct"),
        Bulan.NOV: ("nov", "november", "nopember", "nop"),
        Bulan.DES: ("des", "desember", "dec"),
    }.items()
    for name in names
    if not name.isdigit()
}

_PLAIN_WORDS = [
    "target",
    "realisasi",
    "capaian",
    "pencapaian",
    "kinerja",
    "tingkat",
    *PERSEN,
    "anggaran",
    "pagu",
    "rp",
    "rupiah",
    "juta",
    "ribu",
    "dalam",
    "tahun",
    "triwulan",
    "tw",
    "trw",
    "tri",
    "wulan",
    "i",
    "ii",
    "iii",
    "iv",
    "k",
    "p",
    "volume",
    "rencana",
    "pelaksanaan",
    "jadwal",
    "waktu",
    "sisa",
    "serapan",
    "penyerapan",
    "keuangan",
    "fisik",
    "dana",
    "belanja",
    "apbd",
    "murni",
    "perubahan",
    "awal",
    "akhir",
    "kondisi",
    "renstra",
    "rpjmd",
    "opd",
    "pd",
    "skpd",
    "perangkat",
    "daerah",
    "sampai",
    "dengan",
    "s",
    "d",
    "dan",
    "atau",
    "per",
    "yang",
    "pada",
    "hasil",
    "output",
    "outcome",
    "keluaran",
    "utama",
    "jangka",
    "menengah",
    "strategis",
    "dinas",
    "nilai",
    "lalu",
    "berjalan",
    "sebelum",
    "sesudah",
    "uraian",
    "nama",
    "jenis",
    "jumlah",
    "total",
    "bulan",
    "ini",
    "semester",
    "perjanjian",
]

PHRASES: dict[str, Field] = {
    squash(label): field
    for labels in (TEXT_LABELS, FIGURE_LABELS)
    for field, names in labels.items()
    for label in names
}

VOCABULARY = Vocabulary(
    words=frozenset(_PLAIN_WORDS)
    | {
        word
        for label in (*TEXT_LABELS.values(), *FIGURE_LABELS.values())
        for text in label
        for word in words_of(text)
    }
    | frozenset(MONTHS),
    phrases=PHRASES,
    fillers=frozenset(MONTHS) | {"k", "rp", "%", "p", "tw", "pencapaian"},
)
