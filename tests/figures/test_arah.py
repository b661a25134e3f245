import pytest

from lkjip_xl.domain.indikator import Arah, Rumus
from lkjip_xl.figures.arah import infer_arah, parse_arah

LOWER_IS_BETTER = [
    ("Rasio KDRT", "Rasio"),
    ("Tingkat kelahiran Rata-Rata/RJAK", "Poin"),
    ("Tingkat Kelahiran Rata - Rata /RJAK", "Poin"),
    ("LAJU PERTUMBUHAN PENDUDUK", "%"),
    ("Angka Kematian Ibu per 100.000 kelahiran hidup", "Angka"),
    ("Angka Kematian Bayi (AKB)", "per 1.000 KH"),
    ("Persentase penduduk miskin", "%"),
    ("Tingkat Kemiskinan", "%"),
    ("Persentase penduduk di bawah garis kemiskinan", "%"),
    ("Indeks Kedalaman Kemiskinan (P1)", "Indeks"),
    ("Prevalensi Stunting", "%"),
    ("Prevalensi balita gizi buruk", "%"),
    ("Menurunnya prevalensi stunting", "%"),
    ("Tingkat Pengangguran Terbuka (TPT)", "%"),
    ("Jumlah kasus kekerasan terhadap perempuan dan anak", "Kasus"),
    ("Jumlah kasus DBD yang terjadi", "Kasus"),
    ("Rata-rata waktu tunggu pasien rawat jalan", "menit"),
    ("Lama waktu pelayanan perizinan", "Hari"),
    ("Waktu tanggap kejadian kebakaran", "Menit"),
    ("Angka kecelakaan lalu lintas", "Kejadian"),
    ("Jumlah kecelakaan lalu lintas", "kejadian"),
    ("Tingkat Inflasi", "%"),
    ("Gini Ratio", "Indeks"),
    ("Indeks Gini", "Poin"),
    ("Angka perceraian", "Kasus"),
    ("Angka Putus Sekolah SMP/MTs", "%"),
    ("Luas kawasan kumuh", "Ha"),
    ("Luas genangan banjir di kawasan perkotaan", "Ha"),
    ("Persentase rumah tidak layak huni", "%"),
    ("Jumlah temuan BPK", "Temuan"),
    ("Persentase temuan audit yang berulang", "%"),
    ("Jumlah pengaduan masyarakat terhadap pelayanan publik", "Pengaduan"),
    ("Jumlah keluhan pelanggan", "Keluhan"),
    ("Unmet need KB", "%"),
    ("ASFR 15-19 tahun", "per 1.000"),
    ("Indeks Risiko Bencana", "Indeks"),
    ("Indeks Ketimpangan Gender (IKG)", "Indeks"),
    ("Persentase perkawinan usia anak", "%"),
    ("Tingkat kehilangan air (NRW)", "%"),
    ("Jumlah pelanggaran Perda", "Kasus"),
    ("Total Fertility Rate (TFR)", "Anak"),
    ("Angka buta huruf", "%"),
    ("Persentase kasus kekerasan yang belum ditangani", "%"),
    ("Timbulan sampah per orang", "Kilogram per Hari"),
    ("Persentase luas serangan hama tanaman", "Persen"),
]

HIGHER_IS_BETTER = [
    ("Persentase fakir miskin yang memenuhi syarat bantuan", "Persen"),
    ("Persentase timbulan sampah yang dikelola", "Persen"),
    ("Luas pengendalian serangan hama tanaman", "Hektare"),
    ("Jumlah penanganan kasus", "Kasus"),
    ("Terpenuhinya penanganan kasus", "Kasus"),
    ("Terpenuhnya penanganan kasus", "Kasus"),
    ("Terpenuhinya layanan pengaduan perempuan korban kekerasan", "persen"),
    ("Terpenuhnya pengaduan korban TPPO", "persen"),
    ("Cakupan Penanganan Kekerasan Perempuan dan Anak", "Persen"),
    ("'Capaian pencegahan kekerasan terhadap perempuan", "Persen"),
    ("Persentase layanan rujukan lanjutan bagi perempuan korban kekerasan", "Persen"),
    ("Jumlah kegiatan pada Pencegahan dan Penanganan Perlindungan Perempuan termasuk TPPO", ""),
    ("Jumlah Pembentukan Satgas TPPO Kota Serang", "Satgas"),
    ("Jumlah calon pengantin yang mendapat pembinaan kespro dan stunting", "Pasangan"),
    ("Pembinaan kespro dan stunting bagi calon pengantin", "Pasangan"),
    ("Jumlah peserta sosialisasi stunting", "Orang"),
    ("Persentase penurunan stunting", "%"),
    ("Persentase penurunan kasus kekerasan", "%"),
    ("Persentase kasus kekerasan yang ditangani", "%"),
    ("Persentase kasus yang diselesaikan", "%"),
    ("Persentase perkara yang telah diselesaikan dari kasus masuk", "%"),
    ("Persentase pengaduan masyarakat yang ditindaklanjuti", "%"),
    ("Persentase temuan yang ditindaklanjuti", "%"),
    ("Persentase tindak lanjut temuan hasil pemeriksaan", "%"),
    ("Cakupan penanganan kemiskinan", "%"),
    ("Jumlah keluarga miskin penerima bantuan sosial", "KK"),
    ("Persentase penduduk miskin yang mendapat jaminan kesehatan", "%"),
    ("Jumlah Dokumen Kajian Kemiskinan", "Dokumen"),
    ("Jumlah dokumen laporan keuangan akhir tahun", "Dokumen"),
    ("Jumlah anak pada Peringatan Hari Anak Nasional Tingkat Kota Serang", "Anak"),
    ("Jumlah bulan pelayanan KB bergerak melalui muyan", "Bulan"),
    ("Persentase ketepatan waktu pelayanan", "%"),
    ("Tingkat waktu tanggap (response time rate)", "%"),
    ("Prevalensi pemakaian kontrasepsi modern (mCPR)", "%"),
    ("Cakupan kepemilikan akta kematian", "%"),
    ("Persentase penerbitan akta perceraian", "%"),
    ("Rata-rata lama sekolah", "Tahun"),
    ("Angka Harapan Hidup", "Tahun"),
    ("Angka melek huruf", "%"),
    ("Penemuan kasus TBC", "%"),
    ("Persentase penderita hipertensi yang mendapatkan pelayanan", "%"),
    ("Jumlah rumah tidak layak huni yang diperbaiki", "Unit"),
    ("Persentase kelurahan bebas kumuh", "%"),
    ("INDEKS PEMBANGUNAN GENDER (IPG)", "Indeks"),
    ("Indeks Kepuasan Pelayanan Kesekretariatan", "Persen"),
    ("Capaian hasil evaluasi LKJIP Perangkat Daerah (skala 0-100)", "Skala"),
    ("Capaian hak-hak anak di Kota Serang", "Persen"),
    ("Persentase Kelompok Masyarakat yang Berprestasi", "Persen"),
    ("Panjang jalan mantap", "km"),
    ("Jumlah akseptor PUS menjadi akseptor MOW", "Akseptor"),
    ("", ""),
]


@pytest.mark.parametrize(("indikator", "satuan"), LOWER_IS_BETTER)
def test_what_should_fall_is_recognised(indikator: str, satuan: str) -> None:
    answer = infer_arah(indikator, satuan)

    assert answer.arah is Arah.TURUN
    assert answer.rumus is Rumus.TURUN
    assert answer.word
    assert answer.is_inferred


@pytest.mark.parametrize(("indikator", "satuan"), HIGHER_IS_BETTER)
def test_dealing_with_what_should_fall_should_rise(indikator: str, satuan: str) -> None:
    answer = infer_arah(indikator, satuan)

    assert answer.arah is Arah.NAIK, answer.word
    assert not answer.is_inferred


def test_the_word_is_named_for_the_reader() -> None:
    assert infer_arah("Tingkat kelahiran Rata-Rata").word == "tingkat kelahiran"
    assert infer_arah("Prevalensi Stunting").word == "prevalensi"


@pytest.mark.parametrize(
    "text",
    [
        "Makin tinggi makin baik", "semakin besar semakin baik", "NAIK", "Meningkat", "positif",
        "Maximize", "maks.", "+", " ( + ) ", "↑", "Makin rendah makin buruk", "Higher is better",
    ],
)  # fmt: skip
def test_stated_upwards(text: str) -> None:
    assert parse_arah(text) is Arah.NAIK


@pytest.mark.parametrize(
    "text",
    [
        "Makin rendah makin baik", "semakin kecil semakin baik", "TURUN", "Menurun", "negatif",
        "Minimize", "min.", "−", "(-)", "↓", "semakin tinggi semakin tidak baik", "makin cepat",
    ],
)  # fmt: skip
def test_stated_downwards(text: str) -> None:
    assert parse_arah(text) is Arah.TURUN


@pytest.mark.parametrize(
    "text", ["Stabilize", "stabil", "Makin stabil makin baik", *map(str, [Arah.STABIL])]
)
def test_stated_to_stay(text: str) -> None:
    assert parse_arah(text) is Arah.STABIL


@pytest.mark.parametrize("text", ["", "-", "tetap", "n/a", "naik atau turun"])
def test_not_stated(text: str) -> None:
    assert parse_arah(text) is None
