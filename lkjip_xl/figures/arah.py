"""Arah: which way an indikator is better, as stated or, failing that, as its words suggest.

Higher is better unless the name speaks of something to be reduced, and does not speak of dealing
with it: *jumlah kasus* should fall, *jumlah kasus yang ditangani* should rise.  When in doubt the
answer is "higher", since that is what an office assumes that states nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lkjip_xl.domain.indikator import Arah, ArahIndikator, Rumus
from lkjip_xl.domain.kata import RENDAH, TINGGI

#: What an office wants less of.  Several words must follow one another in the name.
KATA_TURUN = (
    # keadaan sosial dan ekonomi
    "kdrt", "kekerasan", "tppo", "perdagangan orang", "perceraian", "kemiskinan", "miskin",
    "pengangguran", "tpt", "setengah menganggur", "inflasi", "gini", "ketimpangan", "kesenjangan",
    "disparitas", "indeks williamson", "icor", "ketergantungan", "dependency ratio", "pmks",
    "ppks", "penyandang masalah kesejahteraan sosial", "anak terlantar", "gelandangan",
    "pekerja anak", "rawan pangan", "kerawanan pangan", "desa tertinggal", "desa sangat tertinggal",
    # kependudukan
    "tingkat kelahiran", "angka kelahiran", "rata rata kelahiran", "laju pertumbuhan penduduk",
    "tfr", "total fertility rate", "asfr", "unmet need", "drop out", "putus sekolah",
    "tidak sekolah", "buta huruf", "buta aksara", "perkawinan anak", "perkawinan usia anak",
    "perkawinan dini", "pernikahan anak", "pernikahan dini", "menikah dini",
    # kesehatan
    "kematian", "aki", "akb", "akaba", "lahir mati", "stunting", "wasting", "underweight",
    "gizi buruk", "gizi kurang", "bblr", "anemia", "obesitas", "prevalensi", "insidensi",
    "insiden", "incidence", "kesakitan", "morbiditas", "mortalitas", "fatalitas",
    "case fatality rate", "kasus", "klb", "penderita", "perokok", "penyalahgunaan",
    # ketertiban, kebencanaan, lingkungan, prasarana
    "kecelakaan", "kriminalitas", "tindak pidana", "kejahatan", "pelanggaran", "konflik",
    "tawuran", "risiko bencana", "resiko bencana", "kejadian bencana", "kejadian kebakaran",
    "jumlah kebakaran", "luas kebakaran", "korban jiwa", "korban meninggal", "banjir", "genangan",
    "kumuh", "tidak layak huni", "rtlh", "lahan kritis", "emisi", "pencemaran", "gas rumah kaca",
    "sampah tidak terkelola", "timbulan sampah", "serangan hama", "kemacetan",
    "derajat kejenuhan", "jalan rusak", "rusak berat", "rusak ringan", "kondisi rusak",
    "kehilangan air", "kebocoran", "kehilangan hasil",
    # tata kelola
    "temuan", "jumlah pengaduan", "rasio pengaduan", "angka pengaduan", "tingkat pengaduan",
    "jumlah keluhan", "rasio keluhan", "angka keluhan", "tingkat keluhan", "jumlah komplain",
    "jumlah sengketa", "tunggakan", "silpa", "deviasi", "penyimpangan", "ketidakhadiran",
    "hukuman disiplin",
)  # fmt: skip

#: Durations: better when short, but a percentage *of* cases served in time is better when high.
KATA_WAKTU = (
    "waktu tunggu", "lama tunggu", "lama waktu", "lama pelayanan", "lama penyelesaian",
    "lama proses", "lama antre", "lama antri", "waktu pelayanan", "waktu penyelesaian",
    "waktu penerbitan", "waktu pengurusan", "waktu proses", "waktu tanggap", "waktu respon",
    "waktu respons", "waktu tempuh", "response time", "respon time", "respons time",
)  # fmt: skip

SATUAN_WAKTU = ("detik", "menit", "jam", "hari", "minggu", "bulan", "hk")

#: Before a word to be reduced these say that something is done about it, or count something else.
KATA_SEBELUM = (
    # tindakan
    "penanganan", "pencegahan", "penurunan", "pengurangan", "penanggulangan", "pengentasan",
    "pengendalian", "penyelesaian", "pelayanan", "layanan", "perlindungan", "pendampingan",
    "pembinaan", "pemberdayaan", "pemulihan", "pemantauan", "pengawasan", "pengelolaan",
    "pelaporan", "pencatatan", "pendataan", "penemuan", "penegakan", "penertiban", "penindakan",
    "penelusuran", "pengobatan", "pemeriksaan", "perawatan", "pemeliharaan", "penataan",
    "perbaikan", "peningkatan", "peremajaan", "pembangunan", "pemetaan", "pelatihan", "penyuluhan",
    "penyusunan", "penyediaan", "penyaluran", "pemberian", "pemenuhan", "pelaksanaan", "pengaturan",
    "pengungkapan", "pemberantasan", "percepatan", "intervensi", "mitigasi", "rehabilitasi",
    "revitalisasi", "reduksi", "deteksi", "skrining", "sosialisasi", "edukasi", "promosi",
    "kampanye", "advokasi", "koordinasi", "monitoring", "evaluasi", "verifikasi", "audit", "survei",
    "kajian", "analisis", "bimtek", "bintek", "workshop", "seminar", "rapat", "fasilitasi",
    "bantuan", "jaminan", "rujukan", "konseling", "mediasi", "tindak lanjut", "respons", "respon",
    # pelaku dan hasil kerja
    "peserta", "kader", "petugas", "relawan", "satgas", "tim", "forum", "lembaga", "kelompok",
    "dokumen", "laporan", "buku", "data", "peta", "sistem", "perda", "perwal", "perbup", "regulasi",
    "kebijakan", "kegiatan", "sarana", "prasarana", "akta", "akte", "kutipan", "posko", "pos",
    # ukuran yang sudah berarti baik
    "cakupan", "ketersediaan", "keberhasilan", "kesembuhan", "ketepatan", "kesesuaian", "kepatuhan",
    "ketahanan", "kesiapsiagaan", "kapasitas", "capaian", "tepat", "bebas", "tanpa", "nihil",
    "tidak ada", "tidak terjadi", "tidak mengalami", "tidak terdapat", "di atas garis",
    "diatas garis", "turunnya", "berkurangnya", "cepat",
)  # fmt: skip

#: Wherever they stand, these say that the thing was dealt with, or is meant in a good sense.
KATA_HASIL = (
    "ditangani", "tertangani", "diselesaikan", "terselesaikan", "selesai", "tuntas", "dituntaskan",
    "ditindaklanjuti", "ditindak lanjuti", "tertindaklanjuti", "dilayani", "terlayani", "dibina",
    "terbina", "didampingi", "terdampingi", "difasilitasi", "terfasilitasi", "diberdayakan",
    "direhabilitasi", "terehabilitasi", "diperbaiki", "ditata", "tertata", "terdata", "didata",
    "terverifikasi", "terungkap", "terkendali", "tercegah", "sembuh", "pulih", "mandiri",
    "tergraduasi", "penerima", "mendapat", "mendapatkan", "memperoleh", "menerima", "mengikuti",
    "memiliki", "memenuhi", "menjadi", "memanfaatkan", "sesuai standar", "sesuai sop", "penurunan",
    "menurun",
    "berkurang", "kontrasepsi", "peserta kb", "kesertaan ber kb", "mcpr", "cpr", "temuan kasus",
    "case detection",
)  # fmt: skip

#: A clause "yang di…" or "yang ter…" says that the thing was dealt with, but for these.
_BUKAN_TINDAKAN = frozenset((
    "terjadi", "dilaporkan", "tercatat", "ditemukan", "diterima", "terlapor", "terdaftar",
    "diakibatkan", "disebabkan", "terdampak", "terlantar", "tertinggal", "tertunda", "terlambat",
    "terkena", "terinfeksi", "terjangkit", "dialami", "diderita",
))  # fmt: skip
_CLAUSE = re.compile(r" yang (?:telah |sudah |dapat |bisa |berhasil )?((?:di|ter)[a-z]{4,}) ")

#: What was *not* dealt with.
_NEGATED = re.compile(r" (?:tidak|belum) [a-z]+(?= )")

#: Names that begin with an accomplishment: Terpenuhinya, Tersedianya (also misspelt Terpenuhnya).
_ACCOMPLISHMENT = re.compile(
    r" (?:ter[a-z]{3,}n(?:ya?|a)|meningkatnya|terbina[a-z]*|tercapai[a-z]*) "
)

#: The IKU sheet's wording of the direction.
KATA_ARAH_NAIK = (
    *TINGGI, "naik", "meningkat", "bertambah", "positif", "positive", "maks", "maksimal",
    "maksimum", "maksimalkan", "maximize", "maximise", "max", "maximum", "higher", "increase",
    "up", "plus",
)  # fmt: skip
KATA_ARAH_TURUN = (
    *RENDAH, "pendek", "turun", "menurun", "berkurang", "negatif", "negative", "min", "minimal",
    "minimum", "minimalkan", "minimize", "minimise", "lower", "decrease", "down", "minus",
)  # fmt: skip
KATA_ARAH_STABIL = (
    "stabil", "stabilize", "stabilise", "stable", "stabilkan", "dekat target",
)  # fmt: skip
KATA_BURUK = ("buruk", "jelek", "tidak baik", "kurang baik", "tidak bagus", "worse")

# A plain hyphen is missing on purpose: in these forms it means that nothing was stated.
_SIMBOL = {
    "+": Arah.NAIK, "(+)": Arah.NAIK, "↑": Arah.NAIK, "▲": Arah.NAIK, "⬆": Arah.NAIK,
    "−": Arah.TURUN, "(−)": Arah.TURUN, "(-)": Arah.TURUN, "↓": Arah.TURUN, "▼": Arah.TURUN,
    "⬇": Arah.TURUN,
}  # fmt: skip

_NOT_A_LETTER = re.compile(r"[^a-z]+")


def infer_arah(indikator: str, satuan: str = "") -> ArahIndikator:
    """Return the direction that an indikator's words suggest.

    Args:
        indikator: the name as written.
        satuan: tells a duration from a percentage of cases served in time.

    Returns:
        A direction without ``stated_at``; ``word`` is the word that made it lower-is-better, empty
        where higher is better.
    """
    name = _squeeze(indikator)
    found = _find_first(name, KATA_TURUN)
    if found is None and _squeeze(satuan).strip() in SATUAN_WAKTU:
        found = _find_first(name, KATA_WAKTU)
    if found is None or _is_dealt_with(name, *found):
        return ArahIndikator(arah=Arah.NAIK)
    return ArahIndikator(arah=Arah.TURUN, rumus=Rumus.TURUN, word=found[1])


def parse_arah(text: str) -> Arah | None:
    """Return the direction that the IKU sheet states, ``None`` where it states none we know.

    Understands *makin tinggi makin baik*, *semakin rendah semakin baik*, *makin besar makin buruk*,
    *naik*, *positif*, *minimize*, *stabil*, ``+``, ``−`` and the like.
    """
    symbol = _SIMBOL.get("".join(text.split()))
    if symbol is not None:
        return symbol
    words = _squeeze(text)
    rises = _find_first(words, KATA_ARAH_NAIK) is not None
    falls = _find_first(words, KATA_ARAH_TURUN) is not None
    if rises == falls:
        is_stable = not rises and _find_first(words, KATA_ARAH_STABIL) is not None
        return Arah.STABIL if is_stable else None
    if _find_first(words, KATA_BURUK) is not None:
        rises = not rises
    return Arah.NAIK if rises else Arah.TURUN


def _squeeze(text: str) -> str:
    """Return the words in lower case, each with a space on either side."""
    return f" {_NOT_A_LETTER.sub(' ', text.lower()).strip()} "


def _find_first(name: str, phrases: Iterable[str]) -> tuple[int, str] | None:
    """Return the position and the text of the phrase that comes first, the longer on a tie."""
    found = [
        (position, phrase)
        for phrase in phrases
        if phrase in name and (position := name.find(f" {phrase} ")) >= 0
    ]
    return min(found, key=lambda hit: (hit[0], -len(hit[1])), default=None)


def _is_dealt_with(name: str, position: int, word: str) -> bool:
    before, after = name[: position + 1], name[position + len(word) + 1 :]
    return (
        _ACCOMPLISHMENT.match(name) is not None
        or _holds(before, KATA_SEBELUM)
        or _holds(_NEGATED.sub(" ", name), KATA_HASIL)
        or any(verb not in _BUKAN_TINDAKAN for verb in _CLAUSE.findall(after))
    )


def _holds(name: str, phrases: Sequence[str]) -> bool:
    return _find_first(name, phrases) is not None
