"""The labels that offices put over columns, as data.

A label is compared squashed: lower case, letters, digits and ``%`` only.
"""

from __future__ import annotations

from lkjip_xl.domain.rencana_aksi import Bulan
from lkjip_xl.tables.header import Vocabulary
from lkjip_xl.tables.text import squash, words_of

#: field → labels seen, commonest first.  Columns of figures are named by their words instead.
TEXT_LABELS: dict[str, tuple[str, ...]] = {
    "no": ("No", "Nomor", "No Urut", "Nomor Urut"),
    "kode": ("Kode", "Kode Rekening", "Kode Nomenklatur", "Kode Program/Kegiatan", "Kode Rek"),
    "tujuan": ("Tujuan", "Tujuan Strategis", "Tujuan Renstra", "Tujuan PD", "Tujuan OPD"),
    "sasaran": (
        "Sasaran",
        "Sasaran Strategis",
        "Sasaran Strategis OPD",
        "Sasaran Strategis PD",
        "Sasaran Perangkat Daerah",
        "Sasaran OPD",
        "Sasaran Renstra",
        "Kinerja Utama",
    ),
    "sasaran_program": ("Sasaran Program",),
    "sasaran_kegiatan": ("Sasaran Kegiatan",),
    "sasaran_sub_kegiatan": ("Sasaran Sub Kegiatan",),
    "program": ("Program", "Nama Program"),
    "kegiatan": ("Kegiatan", "Nama Kegiatan"),
    "sub_kegiatan": ("Sub Kegiatan", "Nama Sub Kegiatan", "Subkegiatan"),
    "item": (
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
    "indikator": (
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
    "satuan": ("Satuan", "Satuan Kinerja", "Satuan Target", "Sat"),
    "keterangan": ("Keterangan", "Ket", "Penjelasan", "Catatan"),
    "penanggung_jawab": (
        "Penanggung Jawab",
        "Unit Penanggung Jawab",
        "Bidang Penanggung Jawab",
        "PJ",
        "Pelaksana",
        "Unit Kerja Penanggung Jawab",
    ),
    "arah": (
        "Arah",
        "Arah Indikator",
        "Arah Kinerja",
        "Polaritas",
        "Sifat Indikator",
        "Tren Positif",
        "Jenis Indikator",
    ),
    "rumus": (
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
    "sumber_data": ("Sumber Data", "Sumber"),
    "level": ("Level", "Tingkat", "Tingkatan"),
    "isi": ("Isi", "Isian", "Data"),
    "penyebab_keberhasilan": (
        "Penyebab Keberhasilan",
        "Faktor Keberhasilan",
        "Faktor Pendorong",
        "Faktor Pendukung",
    ),
    "penyebab_kegagalan": (
        "Penyebab Kegagalan",
        "Faktor Kegagalan",
        "Faktor Penghambat",
        "Hambatan",
        "Kendala",
    ),
    "solusi": ("Solusi", "Alternatif Solusi", "Upaya Perbaikan", "Rencana Perbaikan"),
    "penyebab": (
        "Penyebab",
        "Penyebab/Permasalahan",
        "Penyebab Tidak Terserap",
        "Penyebab Serapan Rendah",
        "Alasan",
    ),
    "masalah_pokok": ("Masalah Pokok", "Pokok Masalah", "Permasalahan Pokok"),
    "permasalahan": ("Permasalahan", "Masalah"),
    "akar_masalah": ("Akar Masalah", "Akar Permasalahan"),
    "isu_strategis": ("Isu Strategis", "Isu", "Isu-isu Strategis"),
    "aspek": ("Aspek Terkait", "Aspek"),
    "rekomendasi": (
        "Rekomendasi",
        "Rekomendasi Hasil Reviu",
        "Rekomendasi Hasil Evaluasi",
        "Rekomendasi LHE",
    ),
    "tindak_lanjut": ("Tindak Lanjut", "Upaya Tindak Lanjut", "Rencana Tindak Lanjut"),
    "komponen": ("Komponen", "Komponen yang Dinilai", "Komponen Penilaian"),
    "sub_komponen": ("Sub Komponen", "Subkomponen", "Sub Komponen yang Dinilai"),
    "strategi": ("Strategi",),
    "arah_kebijakan": ("Arah Kebijakan", "Kebijakan"),
    "misi": ("Misi",),
    "jabatan": ("Jabatan", "Nama Jabatan"),
    "golongan": ("Golongan", "Gol", "Gol.", "Golongan/Ruang"),
    "kelompok": (
        "Status Kepegawaian",
        "Kepangkatan",
        "Pangkat",
        "Diklat",
        "Pendidikan",
        "Tingkat Pendidikan",
        "Jenis Pegawai",
        "Jenis Kelamin",
    ),
    "wilayah": ("Pembanding", "Wilayah", "Provinsi/Nasional"),
}

#: Columns of figures that the feeding sheets have and the annexes have not.
FIGURE_LABELS: dict[str, tuple[str, ...]] = {
    "nilai": ("Nilai", "Skor", "Nilai LHE", "Nilai Evaluasi"),
    "nilai_komponen": ("Nilai Komponen", "Nilai per Komponen"),
    "bobot": ("Bobot",),
    "jumlah": ("Jumlah", "Total"),
    "laki_laki": ("Laki-laki", "Laki - Laki", "L"),
    "perempuan": ("Perempuan",),
    "provinsi": ("Provinsi", "Realisasi Provinsi", "Capaian Provinsi", "Angka Provinsi"),
    "nasional": ("Nasional", "Realisasi Nasional", "Capaian Nasional", "Angka Nasional"),
    "target_akhir": (
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

_PLAIN_WORDS = """
    target realisasi capaian pencapaian kinerja tingkat persentase prosentase presentase persen %
    anggaran pagu rp rupiah juta ribu dalam tahun triwulan tw tri wulan i ii iii iv k p v volume
    rencana pelaksanaan jadwal waktu sisa serapan penyerapan keuangan fisik dana belanja apbd murni
    perubahan awal akhir kondisi renstra rpjmd opd pd skpd perangkat daerah sampai dengan s d dan
    atau per yang pada hasil output outcome keluaran utama jangka menengah strategis dinas nilai
    lalu berjalan sebelum sesudah n uraian nama jenis jumlah total bulan ini semester perjanjian
""".split()

PHRASES: dict[str, str] = {
    squash(label): field
    for labels in (TEXT_LABELS, FIGURE_LABELS)
    for field, names in labels.items()
    for label in names
}

VOCABULARY = Vocabulary(
    words=frozenset(_PLAIN_WORDS)
    | {word for label in (*TEXT_LABELS.values(), *FIGURE_LABELS.values()) for text in label for word in words_of(text)}
    | frozenset(MONTHS),
    phrases=PHRASES,
    fillers=frozenset(MONTHS) | {"k", "rp", "%", "p", "tw", "pencapaian"},
)
