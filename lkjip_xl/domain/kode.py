"""Kode nomenklatur: the dotted code that names a program, kegiatan or sub kegiatan."""

from __future__ import annotations

import re
from functools import lru_cache

from lkjip_xl.domain.hierarki import Level

_KODE = re.compile(r"[0-9Xx]{1,2}(?:\.[0-9Xx]{1,4}){2,6}\.?\Z")
#: An akun: 4 pendapatan, 5 belanja, 6 pembiayaan; its second part has one digit, an urusan's two.
_AKUN = re.compile(r"[456](?:\.[1-9](?:\.\d{1,5})*)?\.?\Z")
#: An office below its urusan: up to three urusan of two parts each, then the office and its unit.
_ORGANISASI = re.compile(r"\d{1,2}(?:\.\d{1,2}){5,8}\.\d{4}\Z")
_URUSAN = re.compile(r"\d(?:\.\d{2})?\.?\Z")
#: A kegiatan or sub kegiatan written without its urusan: program, whose it is, kegiatan.
_WITHOUT_URUSAN = re.compile(r"\d\d\.[12]\.\d\d(?:\.\d{2,4})?\Z")
_URUSAN_SEGMENTS = 2
_FIRST = frozenset("0123456789Xx")
_SEGMENTS = {3: Level.PROGRAM, 5: Level.KEGIATAN, 6: Level.SUB_KEGIATAN}


def normalise_kode(text: str) -> str:
    """Return the code without spaces and without a closing dot, empty if the text is no code."""
    squeezed = "".join(text.split())
    if _KODE.match(squeezed) is None:
        return ""
    return squeezed.rstrip(".")


def is_akun(text: str) -> bool:
    """Tell whether a code is one of the chart of accounts: ``5.1.02.01.001.00024``."""
    return _AKUN.match("".join(text.split())) is not None


def is_organisasi(text: str) -> bool:
    """Tell whether a code names an office: ``2.16.2.20.2.21.01.0000``."""
    return _ORGANISASI.match("".join(text.split())) is not None


def may_be_urusan(text: str) -> bool:
    """Tell whether a code has the shape of an urusan or bidang urusan: ``2``, ``2.16``."""
    return _URUSAN.match("".join(text.split())) is not None


def split_kode(text: str) -> tuple[str, str]:
    """Return the code that a name begins with, and the rest; an empty code where it has none."""
    if text[:1] not in _FIRST:
        return "", text
    first, _, rest = text.strip().partition(" ")
    kode = normalise_kode(first)
    return (kode, rest.strip(" -:")) if kode and rest.strip() else ("", text)


def level_of_kode(kode: str) -> Level | None:
    """Return the level a code names: 3 segments program, 5 kegiatan, 6 sub kegiatan.

    Of a kegiatan and what is below it some write no urusan, which are 2 segments less.

    Source: the row levels of the annexes' guide; ``None`` for a code of another length.
    """
    if not kode:
        return None
    left_out = _URUSAN_SEGMENTS if _WITHOUT_URUSAN.match(kode) else 0
    return _SEGMENTS.get(len(kode.split(".")) + left_out)


@lru_cache(maxsize=4_096)
def kode_parts(kode: str) -> tuple[str, ...]:
    """Return the segments as numbers: ``01`` and ``0001`` are the same one."""
    return tuple(part.lstrip("0") or "0" for part in kode.lower().split("."))


def kode_begins(kode: str, start: str) -> bool:
    """Tell whether a code begins with another; a segment of ``x`` stands for any."""
    parts, first = kode_parts(kode), kode_parts(start)
    return len(parts) >= len(first) and all(map(_fits, parts, first))


def kode_fits(one: str, other: str) -> bool:
    """Tell whether two codes may be the same; one of them may leave out its urusan."""
    short, long = sorted((one, other), key=lambda kode: len(kode_parts(kode)))
    left_out = len(kode_parts(long)) - len(kode_parts(short))
    if left_out == _URUSAN_SEGMENTS and _WITHOUT_URUSAN.match(short):
        return all(map(_fits, kode_parts(long)[_URUSAN_SEGMENTS:], kode_parts(short)))
    return not left_out and kode_begins(one, other)


def kode_differs(one: str, other: str) -> bool:
    """Tell whether two codes speak against what bears them being one; a missing one does not."""
    return bool(one and other) and not kode_fits(one, other)


def _fits(one: str, other: str) -> bool:
    return one == other or not one.strip("x") or not other.strip("x")


def segments_of(level: Level) -> int:
    """Return how many segments a level's code has, 0 for a level without codes."""
    return next((count for count, own in _SEGMENTS.items() if own is level), 0)
