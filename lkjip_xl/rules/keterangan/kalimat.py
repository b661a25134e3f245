"""How a remark is read: its clauses, whom they speak of, and the figures in them.

A clause counts only where all words before a claim speak of the indicator itself: ``jumlah peserta
di bawah target`` under an indicator that counts no peserta is about something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.kata import INGKAR, NYARIS
from lkjip_xl.domain.quantity import round_to
from lkjip_xl.tables.text import words_of

#: What a remark calls the indicator itself, and what it puts around a claim.
_GENERIC = frozenset({
    "realisasi", "realisasinya", "capaian", "capaiannya", "pencapaian", "kinerja", "kinerjanya",
    "hasil", "hasilnya", "nilai", "nilainya", "angka", "angkanya", "indikator", "ini",
    "tersebut", "target", "targetnya", "tahun", "tahunan", "sudah", "telah", "masih", "berada",
    "tetap", "jauh", "sedikit", "sangat", "dapat", "berhasil", "yang", "ditetapkan",
    "direncanakan", "pada", "secara", "keseluruhan", "umum", "sebesar", "sebanyak", "dari",
    "sepanjang", "selama", "persentase", "tingkat", "program", "kegiatan", "sub", "sasaran",
    "tujuan", "dengan", "adalah", "terealisasi", "besar", "kecil", "juga", "bahkan",
    "cenderung", "terus", "mengalami", "rata",
})  # fmt: skip

NUMBER = r"\d+(?:[.,]\d+)*"
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+\Z")
_YEAR = re.compile(r"\b20\d\d\b")
_REASON = re.compile(
    r"\b(?:karena|sebab|disebabkan|dikarenakan|akibat|diakibatkan|berkat|meski(?:pun)?|walau(?:pun)?"
    r"|jika|apabila|bila|kalau|agar|supaya|untuk|guna)\b"
)
_PARTED = re.compile(r"[;\n]|[.,:](?=\s|\Z)|\b(?:namun|tetapi|tapi|sedangkan|sehingga|serta)\b")
_SENTENCE = re.compile(r"[;\n]|\.(?=\s|\Z)")
_CLAUSE_END = re.compile(r"[.;:,\n](?=\s)")
_SPACES = re.compile(r"\s+")
_DENIED = re.compile(rf"\b(?:{'|'.join((*INGKAR, *NYARIS))}|untuk|agar)\b")


class Number(NamedTuple):
    """A figure in a text: what it may mean, and the digits it shows."""

    written: str
    readings: tuple[Decimal, ...]
    decimals: int

    def equals(self, value: Decimal | None) -> bool:
        """Tell whether the text gives a value, at the digits that it shows."""
        return value is not None and round_to(value, self.decimals) in self.readings


def read_number(text: str) -> Number:
    """Return the figure that a text writes; a lone full stop may part thousands or decimals."""
    if text.count(".") == 1 and "," not in text and not _THOUSANDS.match(text):
        return Number(text, (Decimal(text),), len(text.partition(".")[2]))
    if text.count(",") > 1:
        return Number(text, (), 0)
    plain = text.replace(".", "").replace(",", ".")
    return Number(text, (Decimal(plain),), len(plain.partition(".")[2]))


def years_in(text: str) -> set[int]:
    return set(map(int, _YEAR.findall(text)))


def is_year(text: str) -> bool:
    return _YEAR.fullmatch(text) is not None


def clauses(text: str) -> Iterator[str]:
    """Yield the clauses that state something, without those that give a reason or an aim."""
    for sentence in _SENTENCE.split(text.lower()):
        statement = _REASON.split(sentence, maxsplit=1)[0]
        for clause in _PARTED.split(statement):
            yield _SPACES.sub(" ", clause.replace("(", " ").replace(")", " ")).strip()


def clause_before(text: str, position: int) -> str:
    """Return what stands before a place in a text, in the same clause."""
    return _CLAUSE_END.split(text[:position])[-1]


def is_denied(clause: str) -> bool:
    """Tell whether a clause denies what follows, or only aims at it."""
    return _DENIED.search(clause) is not None


def speaks_of(words: str, indikator: str) -> bool:
    """Tell whether all words name the indicator, or nothing in particular."""
    own = _GENERIC.union(words_of(indikator))
    return all(word in own or word.isdigit() for word in words_of(words))


def asserts(text: str, position: int, indikator: str) -> bool:
    """Tell whether what begins at a place in a text is said of the indicator, and not denied."""
    clause = clause_before(text, position)
    return not is_denied(clause) and speaks_of(clause, indikator)
