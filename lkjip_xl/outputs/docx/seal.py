"""Tells a report that is as we wrote it from one that somebody saved since.

The document's identifier (``dc:identifier`` among its core properties) names the sizes and check
sums of all its parts; whatever program saves the document writes at least one of them anew.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lkjip_xl.zipped import DAMAGED

_START = "lkjip-xl:"
_CORE = "docProps/core.xml"
_IDENTIFIER = re.compile(rf"<dc:identifier>{_START}([0-9a-f]{{64}})</dc:identifier>".encode())

#: Parts that the packager writes: they have no content of their own.
_PACKAGING = re.compile(r"\[Content_Types\]\.xml|(?:.*/)?_rels/.*\.rels")

#: More than our properties ever hold: a foreign file is not unpacked whole.
_MOST = 2**16


def seal(document: Any) -> None:
    """Write into a document of python-docx what its parts are; nothing may change afterwards."""
    parts = (
        (str(part.partname).lstrip("/"), part.blob) for part in document.part.package.iter_parts()
    )
    stamps = ((name, len(blob), zlib.crc32(blob)) for name, blob in parts)
    document.core_properties.identifier = _START + _digest(stamps)


def is_sealed(path: Path) -> bool:
    """Tell whether a file is a report of ours that nobody saved since."""
    try:
        with zipfile.ZipFile(path) as package:
            stamps = [(one.filename, one.file_size, one.CRC) for one in package.infolist()]
            with package.open(_CORE) as stream:
                told = _IDENTIFIER.search(stream.read(_MOST))
    except DAMAGED:
        return False
    return told is not None and told[1].decode() == _digest(stamps)


def _digest(stamps: Iterable[tuple[str, int, int]]) -> str:
    kept = sorted(
        f"{name} {size} {crc}\n"
        for name, size, crc in stamps
        if name != _CORE and not _PACKAGING.fullmatch(name)
    )
    return hashlib.sha256("".join(kept).encode()).hexdigest()
