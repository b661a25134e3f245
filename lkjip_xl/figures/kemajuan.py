"""How far a recommendation has come, as the office words it; doubt counts as not finished."""

from __future__ import annotations

import re
from enum import StrEnum

from lkjip_xl.domain.tindak_lanjut import TindakLanjut
from lkjip_xl.tables.text import squash


class Kemajuan(StrEnum):
    """``TIDAK_JELAS`` is a follow-up that says neither that it is finished nor that it is not."""

    SELESAI = "selesai"
    BERJALAN = "berjalan"
    BELUM = "belum"
    TIDAK_JELAS = "tidak jelas"


_NOTHING = frozenset({"", "nihil", "tidakada", "kosong", "na", "nol"})
#: A name that begins with "Rencana" is no plan to do something.
_NOT_BEGUN = re.compile(
    r"\W*(?:"
    r"belum(?!\s+(?:selesai|seluruhnya|sepenuhnya|semua|tuntas|optimal|lengkap|maksimal|final))"
    r"|rencana(?!\s+(?:aksi|strategis|kerja|kinerja|anggaran|program|induk|pembangunan))"
    r"|akan|direncanakan|dijadwalkan|diagendakan|tidak)\b",
    re.I,
)
_UNDER_WAY = re.compile(
    r"\b(?:belum|(?<!tahun )berjalan|bertahap|sedang|berlangsung|berproses|diproses|sebagian|masih|"
    r"hampir|menunggu|(?:dalam|tahap|on) (?:proses|process))\b|^\W*proses\b",
    re.I,
)
_FINISHED = re.compile(
    r"\b(?:selesai|tuntas|terlaksana|rampung)\b"
    r"|(?<!yang )\b(?:sudah|telah)\s+(?:di|ter|me|ber|ada\b|se)\w*"
    r"|\W*(?:sudah|telah)\W*\Z",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:akan|target|rencana|diharapkan|tidak|segera)\s+(?:\w+\s+){0,3}\Z", re.I
)
_SHARE = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*(?:%|persen\b)", re.I)


def judge_kemajuan(entry: TindakLanjut) -> Kemajuan:
    """Return how far a recommendation has come: by the remark, else by what was done."""
    stated = _judge(entry.keterangan)
    if stated not in (None, Kemajuan.TIDAK_JELAS):
        return stated
    found = {one for one in map(_judge, entry.tindak_lanjut) if one is not None}
    if not found:
        return stated or Kemajuan.BELUM
    if len(found) == 1:
        return found.pop()
    begun = {Kemajuan.BERJALAN, Kemajuan.SELESAI} & found
    is_mixed = Kemajuan.BERJALAN in found or (begun and Kemajuan.BELUM in found)
    return Kemajuan.BERJALAN if is_mixed else Kemajuan.TIDAK_JELAS


def _judge(words: str) -> Kemajuan | None:
    """Return what a text says of its matter, ``None`` where it says nothing at all."""
    if squash(words) in _NOTHING:
        return None
    if _NOT_BEGUN.match(words):
        return Kemajuan.BELUM
    if _UNDER_WAY.search(words) or any(int(one[1]) < 100 for one in _SHARE.finditer(words)):
        return Kemajuan.BERJALAN
    finished = _FINISHED.search(words)
    if finished is None:
        return Kemajuan.SELESAI if squash(words) == "100%" else Kemajuan.TIDAK_JELAS
    is_planned = _PLANNED.search(words[: finished.start()])
    return Kemajuan.TIDAK_JELAS if is_planned else Kemajuan.SELESAI
