"""Which figure of a thing a sentence means, by the words before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lkjip_xl.domain.field import Field, Kind

_REALISASI = re.compile(
    r"\w*realisasi\w*|terserap|diserap|menyerap|\w*serapan\w*|pengeluaran", re.I
)
_PAGU = re.compile(r"pagu\w*|\w*alokasi\w*|plafon\w*|dianggarkan", re.I)
_ANGGARAN = re.compile(r"anggaran|dana", re.I)
_SISA = re.compile(r"\bsisa\b", re.I)
_TARGET = re.compile(r"\w*target\w*", re.I)
_CAPAIAN = re.compile(r"\w*capai\w*", re.I)
#: What is said of a target without giving its figure.
_TARGET_MET = re.compile(
    r"(?:capai|penuhi|lebihi|lampaui|bawah|atas|sesuai|dari|belum|tidak)\s+target\w*|"
    r"target\w*\s+(?:yang\s+(?:telah\s+|sudah\s+)?ditetapkan|\w*penuhi\w*|tercapai|belum|tidak)",
    re.IGNORECASE,
)
_UNSPENT = re.compile(r"\s*[,;]?\s*(?:yang\s+)?(?:tidak|belum)\s+(?:dapat\s+)?terserap", re.I)
#: What makes a figure another one than those of the year: another version, a part of the year.
_OTHER = re.compile(
    r"\b(?:murni|perubahan|pergeseran|semula|sebelum(?:nya)?|awal|triwulan|semester|tw\s*[iv]+|"
    r"bulan|refocusing|renstra|rpjmd|nasional|provinsi|akhir\s+periode|tahun\s+lalu|selisih|"
    r"efisiensi|proporsi|kontribusi|porsi)\b",
    re.IGNORECASE,
)


def fields_meant(kind: Kind, before: str, after: str, sentence: str) -> Sequence[Field]:
    """Return the fields of which one is meant, none where the words leave it open.

    Args:
        kind: what the figure counts.
        before: the words since the figure before it, or since the name that it belongs to.
        after: the words that follow it.
        sentence: the whole sentence.
    """
    before = _TARGET_MET.sub(" ", before)
    if _OTHER.search(before):
        return ()
    if kind is Kind.RUPIAH:
        return _of_money(before, after)
    return _of_kinerja(before) if kind is Kind.KINERJA else _of_percent(before, sentence)


def _of_money(before: str, after: str) -> Sequence[Field]:
    if _SISA.search(before) or _UNSPENT.match(after):
        return (Field.SISA,)
    reached, promised = _last(_REALISASI, before), _last(_PAGU, before)
    if reached > promised:
        return (Field.REALISASI_ANGGARAN,)
    if promised >= 0 or _ANGGARAN.search(before):
        return (Field.PAGU,)
    return (Field.PAGU, Field.REALISASI_ANGGARAN)


def _of_kinerja(before: str) -> Sequence[Field]:
    target, reached = (
        _last(_TARGET, before),
        max(_last(_REALISASI, before), _last(_CAPAIAN, before)),
    )
    if target > reached:
        return (Field.TARGET,)
    if reached >= 0:
        return (Field.REALISASI, Field.CAPAIAN)
    return (Field.TARGET, Field.REALISASI, Field.CAPAIAN)


def _of_percent(before: str, sentence: str) -> Sequence[Field]:
    of_money = re.search(r"\brp\b|\banggaran|keuangan|serap", sentence, re.I)
    return (*_of_kinerja(before), *((Field.SERAPAN,) if of_money else ()))


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return where the last match begins, -1 without one."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)
