"""Tells whether the satuan of one indicator in two annexes are the same unit of measure."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from lkjip_xl.domain.kata import PERSEN
from lkjip_xl.tables.text import squash

#: One unit a line: its usual word, then what offices write for it.
_WORDS = """
    dokumen dok doc docs dokumendokumen
    laporan lap
    orang org
    kegiatan keg
    kelompok klp klmpk kelp
    kelurahan
    kecamatan kec
    desakelurahan
    bulan bln bulanan
    tahun thn
    hari
    triwulan tw
    unit
    buah bh
    lembar lbr
    paket pkt
    kali
    kasus
    rupiah rp
    kilometer km
    meter m
    meterpersegi m2
    meterkubik m3
    hektare ha hektar
    ton
    kilogram kg
    liter ltr
    angka
    nilai
    indeks index
    poin point
    skala
    skor score
    rasio ratio
    peserta
    menit mnt
    perangkatdaerah pd opd skpd
"""
_SAME = dict.fromkeys(PERSEN, "persen") | {
    word: words[0] for line in _WORDS.split("\n") if (words := line.split()) for word in words
}
#: Units that mean nearly the same: a reviewer may ask, the figure stays what it is.
_NUMBERS = frozenset({"angka", "nilai", "indeks", "poin", "skala", "skor"})
_NEAR = (
    _NUMBERS,
    frozenset({"orang", "peserta", "jiwa", "pegawai", "siswa", "anak", "kader", "akseptor"}),
    frozenset({"dokumen", "laporan", "berkas", "buku"}),
    frozenset({"unit", "buah", "paket", "set", "unitpaket"}),
    frozenset({"kali", "kegiatan"}),
)


class Apart(IntEnum):
    """How far two units lie apart."""

    SAME = 0
    NEAR = 1
    OTHER = 2
    SCALE = 3  # a percentage against something counted: the figure means another thing


@lru_cache(maxsize=4096)
def satuan_key(satuan: str) -> str:
    """Return what is equal for two spellings of a unit, empty where none is given."""
    key = squash(satuan)
    return _SAME.get(key, key)


def compare_satuan(one: str, other: str) -> Apart:
    """Return how far two units lie apart; a blank one says nothing."""
    first, second = satuan_key(one), satuan_key(other)
    if not first or not second or first == second:
        return Apart.SAME
    if first in second or second in first or any({first, second} <= near for near in _NEAR):
        return Apart.NEAR
    is_scale = "persen" in (first, second) and not {first, second} & _NUMBERS
    return Apart.SCALE if is_scale else Apart.OTHER
