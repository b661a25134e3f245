"""Finds where a sentence names what the tables speak of.

A name counts only where nothing around it makes it a part of another one: ``Perlindungan
Perempuan`` is no program in ``persentase perlindungan perempuan dan anak``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

_WORD = re.compile(r"[a-z0-9%]+")
_SPELLED = {"prosentase": "persentase", "presentase": "persentase"}
#: One word alone is too often a common one.
_LEAST_WORDS = 2
#: Words after which a name may begin, beside marks.
_BEFORE = frozenset((
    "program", "kegiatan", "subkegiatan", "indikator", "iku", "sasaran", "capaian",
    "pencapaian", "realisasi", "target", "pagu", "anggaran", "alokasi", "serapan", "penyerapan",
    "nilai", "kinerja", "untuk", "pada", "yaitu", "yakni", "adalah", "dari", "dan", "serta",
    "sedangkan", "sementara", "itu", "antara", "lain", "bahwa", "oleh", "terhadap", "utama",
    "meliputi", "atas", "keuangan", "sisa", "ialah",
))  # fmt: skip
#: Words that may follow a name, beside marks.
_AFTER = frozenset((
    "sebesar", "sebanyak", "dengan", "mencapai", "adalah", "pada", "tahun", "yaitu", "yakni",
    "terealisasi", "realisasi", "realisasinya", "capaian", "capaiannya", "target", "targetnya",
    "pagu", "pagunya", "anggaran", "anggarannya", "dari", "di", "ini", "tersebut", "sudah",
    "telah", "masih", "hanya", "dapat", "memperoleh", "mendapat", "mendapatkan", "dianggarkan",
    "dialokasikan", "yang", "sampai", "memiliki", "menunjukkan", "ditargetkan",
    "direalisasikan", "tercapai", "terserap", "menyerap", "serapan", "serapannya", "berada",
    "menjadi", "tetap", "cukup", "sama", "tidak", "belum", "senilai", "kota", "kabupaten",
    "provinsi", "selama", "dalam", "dimana", "sehingga", "karena", "disebabkan",
))  # fmt: skip


#: Words that may stand between a name and its figure: any other may begin another thing.
_LINKS = _BEFORE | _AFTER | frozenset((
    "sejumlah", "tingkat", "persentase", "atau", "penyerapannya", "baru", "juga", "maka", "sisanya",
    "terhadap", "dibanding", "dibandingkan", "angka", "persen", "poin", "rupiah", "rp", "jumlah",
    "ditetapkan", "direncanakan", "diperoleh", "tercatat", "ialah", "total", "kinerjanya", "dana",
    "naik", "turun", "oleh",
))  # fmt: skip


_OFFICES = frozenset((
    "dinas", "badan", "kantor", "inspektorat", "kecamatan", "sekretariat", "bidang", "seksi",
    "bagian", "uptd", "upt", "kementerian", "satuan", "urusan", "unit", "kepala", "subbagian",
    "subbidang",
))  # fmt: skip
_LONGEST_OFFICE = 15
_PARTS = re.compile(r"[.;:()]")
_NOT_IN_OFFICES = (_BEFORE | _AFTER) - {"dan", "serta", "kota", "kabupaten", "provinsi"}


class Penyebutan(NamedTuple):
    """A name in a sentence: its words, and its characters."""

    words: tuple[str, ...]
    start: int
    end: int


class Names:
    """The names of a report's tables, ready to be found in its sentences.

    Args:
        same: each spelling of a name, with the one under which it is known.
        units: the words of what the indicators are counted in.
    """

    def __init__(
        self, same: Mapping[tuple[str, ...], tuple[str, ...]], units: Collection[str] = ()
    ) -> None:
        self._same = same
        self._links = _LINKS.union(units)
        by_first: Mapping[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in same:
            if len(name) >= _LEAST_WORDS:
                by_first[name[0]].append(name)
        self._by_first = {
            first: sorted(own, key=len, reverse=True) for first, own in by_first.items()
        }

    def find(self, text: str) -> Iterator[Penyebutan]:
        """Yield the names in a sentence from left to right, of two at one place the longer."""
        found = list(_WORD.finditer(text.lower()))
        words = [_SPELLED.get(match[0], match[0]) for match in found]
        at = 0
        while at < len(words):
            name = self._longest_at(words, at)
            if name is None:
                at += 1
                continue
            end = at + len(name)
            if _stands_alone(text, found, at, end):
                yield Penyebutan(self._same[name], found[at].start(), found[end - 1].end())
            at = end

    def link(self, between: str) -> bool:
        """Tell whether some words only link a name with its figure, and name nothing else."""
        return all(
            word in self._links or not word.isalpha() for word in _WORD.findall(between.lower())
        )

    def _longest_at(self, words: Sequence[str], at: int) -> tuple[str, ...] | None:
        named = self._by_first.get(words[at], ())
        return next((name for name in named if tuple(words[at : at + len(name)]) == name), None)


def _leads_on(word: str) -> bool:
    """Tell whether a word after a name begins what is said of it: ``mencapai``, ``Rp200``."""
    return word in _AFTER or word[0].isdigit() or word.startswith("rp")


def _names_an_office(text: str, found: Sequence[re.Match[str]], at: int) -> bool:
    """Tell whether a name is the last part of an office's: ``Dinas Sosial dan Perlindungan Anak``.

    Its words run on from the word for an office, without one that begins something else.
    """
    for before in reversed(found[max(0, at - _LONGEST_OFFICE) : at]):
        if before[0] in _OFFICES:
            return not _PARTS.search(text[before.end() : found[at].start()])
        if before[0] in _NOT_IN_OFFICES or before[0].isdigit():
            return False
    return False


def _stands_alone(text: str, found: Sequence[re.Match[str]], at: int, end: int) -> bool:
    if _names_an_office(text, found, at):
        return False
    before = text[found[at - 1].end() : found[at].start()] if at else "."
    after = text[found[end - 1].end() : found[end].start()] if end < len(found) else "."
    begins = before.strip() != "" or found[at - 1][0] in _BEFORE or found[at - 1][0].isdigit()
    ends = after.strip() not in ("", "/", "-") or _leads_on(found[end][0])
    return begins and ends
