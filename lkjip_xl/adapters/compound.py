"""Compound files, the container of old workbooks and of encrypted ones: what is in them."""

from __future__ import annotations

from typing import BinaryIO

_BEGINNING = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: Streams whose names tell what a compound file is.
ENCRYPTED = "EncryptedPackage"
WORKBOOKS = frozenset({"Workbook", "Book", "BOOK"})

#: The names as the directory of a compound file stores them.
_STORED = {(name + "\0").encode("utf-16-le"): name for name in (ENCRYPTED, *WORKBOOKS)}
_LONGEST = max(map(len, _STORED))
_CHUNK = 2**20


def is_compound(beginning: bytes) -> bool:
    return beginning.startswith(_BEGINNING)


def streams_in(stream: BinaryIO) -> set[str]:
    """Return which of the known streams a compound file names.

    The directory's sectors may lie anywhere, so the whole file is looked through, piece by piece.
    """
    found: set[str] = set()
    kept = b""
    while chunk := stream.read(_CHUNK):
        piece = kept + chunk
        found.update(name for stored, name in _STORED.items() if stored in piece)
        kept = piece[-_LONGEST:]
    return found
