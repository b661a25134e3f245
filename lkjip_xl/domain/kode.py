"""Kode nomenklatur: the dotted code that names a program, kegiatan or sub kegiatan."""

from __future__ import annotations

import re

from lkjip_xl.domain.hierarki import Level

_KODE = re.compile(r"[0-9Xx]{1,2}(?:\.[0-9Xx]{1,4}){2,6}\.?\Z")
_SEGMENTS = {3: Level.PROGRAM, 5: Level.KEGIATAN, 6: Level.SUB_KEGIATAN}


def normalise_kode(text: str) -> str:
    """Return the code without spaces and without a closing dot, empty if the text is no code."""
    squeezed = "".join(text.split())
    if _KODE.match(squeezed) is None:
        return ""
    return squeezed.rstrip(".")


def level_of_kode(kode: str) -> Level | None:
    """Return the level a code names: 3 segments program, 5 kegiatan, 6 sub kegiatan.

    Source: the row levels of the annexes' guide; ``None`` for a code of another length.
    """
    return _SEGMENTS.get(len(kode.split("."))) if kode else None
