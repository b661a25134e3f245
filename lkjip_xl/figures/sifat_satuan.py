"""What a satuan and an indicator's words say about the figure: a count, a share, months."""

from __future__ import annotations

from lkjip_xl.domain.kata import BULAN, PERSEN
from lkjip_xl.tables.text import squash, words_of

#: Kinds of things that are counted one by one.  Words of one kind may stand for one another.
_KINDS: dict[str, tuple[str, ...]] = {
    "orang": (
        "orang", "org", "peserta", "jiwa", "anak", "siswa", "mahasiswa", "kader", "pegawai", "asn",
        "pns", "akseptor", "warga", "penduduk", "pasien", "korban", "lansia", "ibu", "bayi",
        "balita", "petugas", "pengunjung", "wisatawan", "atlet", "guru", "pengurus", "penerima",
    ),
    "dokumen": (
        "dokumen", "dok", "laporan", "lap", "berkas", "naskah", "buku", "eksemplar", "lembar",
    ),
    "barang": ("unit", "buah", "paket", "set", "pcs", "bh", "titik", "rumah"),
    "kegiatan": ("kegiatan", "keg", "kali", "event", "kasus", "kejadian", "pertemuan", "acara"),
    "kelompok": ("kelompok", "klmpk", "klp", "poktan", "forum"),
    "lembaga": ("lembaga", "organisasi", "instansi", "opd", "skpd", "perusahaan", "koperasi"),
    "keluarga": ("keluarga", "kk", "pasangan", "kepala keluarga"),
    "kelurahan": ("kelurahan", "desa", "gampong", "nagari"),
    "kecamatan": ("kecamatan",),
    "rt": ("rt", "rw"),
    "sekolah": ("sekolah", "satuan pendidikan"),
    "faskes": ("faskes", "puskesmas", "posyandu"),
    "lokasi": ("lokasi",),
}  # fmt: skip
_KIND_OF = {squash(word): kind for kind, words in _KINDS.items() for word in words}
#: Not counted whole by every office, yet a satuan and no figure.
_MEASURES = frozenset({
    "rasio", "indeks", "poin", "skala", "nilai", "angka", "predikat", "bulan", "bln", "tahun",
    "hari", "jam", "menit", "km", "m", "m2", "meter", "ha", "hektar", "ton", "kg", "liter",
    "rupiah", "rp", "level", "skor", "kategori", "opini", "permil",
})  # fmt: skip
#: Words of percentages that compare with another year or with a target and may well pass 100.
_OPEN_ENDED = frozenset({
    "peningkatan", "kenaikan", "pertumbuhan", "penurunan", "perubahan", "capaian", "pencapaian",
    "tercapainya", "realisasi", "pendapatan", "penerimaan", "pad", "retribusi", "pajak", "rasio",
    "perbandingan", "kontribusi", "target", "selisih", "laju", "pemanfaatan", "hasil", "produksi",
    "efisiensi", "meningkatnya", "rata",
})  # fmt: skip
#: Words of indicators whose figure may fall below zero.
_SIGNED = frozenset({
    "pertumbuhan", "laju", "inflasi", "deflasi", "selisih", "perubahan", "penurunan", "kenaikan",
    "peningkatan", "deviasi", "surplus", "defisit", "neraca", "migrasi", "saldo",
})  # fmt: skip
_COUNTS = (("jumlah",), ("banyaknya",))


def is_percent(satuan: str) -> bool:
    return squash(satuan) in PERSEN


def is_month(satuan: str) -> bool:
    return squash(satuan) in BULAN


def is_known(satuan: str) -> bool:
    """Tell whether a text is a satuan in common use."""
    text = squash(satuan)
    return text in PERSEN or text in _MEASURES or is_countable(satuan)


def is_countable(satuan: str) -> bool:
    """Tell whether the things of a satuan are counted whole, so that half of one means nothing.

    ``Unit/Paket`` names two such things; ``Kejadian per 1.000 Kendaraan`` is a ratio.
    """
    parts = satuan.replace(" dan ", "/").replace(" atau ", "/").split("/")
    return all(squash(part) in _KIND_OF for part in parts)


def kind_of(satuan: str) -> str:
    """Return what kind of thing a countable satuan counts, empty for any other."""
    return _KIND_OF.get(squash(satuan), "")


def counted_noun(indikator: str) -> str:
    """Return the thing that an indicator counts: ``dokumen`` of ``Jumlah Dokumen Renja``."""
    words = words_of(indikator)
    counts = words[:1] in _COUNTS and len(words) > 1 and words[1] in _KIND_OF
    return words[1] if counts else ""


def begins_as_count(indikator: str) -> bool:
    """Tell whether an indicator names a count: ``Jumlah …``, but not ``Jumlah persentase …``."""
    words = words_of(indikator)
    return words[:1] in _COUNTS and not PERSEN & set(words)


def begins_as_share(indikator: str) -> bool:
    """Tell whether an indicator names a percentage: ``Persentase …``."""
    return not PERSEN.isdisjoint(words_of(indikator)[:1])


def is_share(indikator: str) -> bool:
    """Tell whether an indicator is a part of a whole, which 100 per cent exhaust."""
    words = words_of(indikator)
    begins = begins_as_share(indikator) or words[:1] == ("cakupan",)
    return begins and not _OPEN_ENDED & set(words)


def may_be_negative(indikator: str) -> bool:
    return bool(_SIGNED & set(words_of(indikator)))
