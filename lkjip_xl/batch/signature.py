"""Names what an office-year's outcome depends on, so that nothing is done twice for nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import lkjip_xl
from lkjip_xl.resources import resource_path


def sign(contents: Iterable[tuple[str, str]], options: Iterable[str]) -> str:
    """Return one name for books, rules and options.

    Args:
        contents: the name of each book and of what it holds.
        options: whatever else the outcome depends on.
    """
    told = hashlib.sha256(rules_version().encode())
    for text in (*(part for book in sorted(contents) for part in book), *options):
        told.update(b"\0" + text.encode())
    return told.hexdigest()


@cache
def rules_version() -> str:
    """Return the version together with a digest of the code that reads, checks and writes.

    The declarations of the rules alone would not tell that one of them became wiser.
    """
    package = Path(lkjip_xl.__file__).parent
    digest = hashlib.sha256()
    for path in (*sorted(package.rglob("*.py")), resource_path("templates", "lkjip.docx")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"{lkjip_xl.__version__}+{digest.hexdigest()[:16]}"
