"""What is wrong, where it is, and how to repair it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from lkjip_xl.location import CellRef


class Severity(StrEnum):
    """How much a finding matters.

    ``ERROR``: a figure or statement is wrong or contradicts another.  ``WARNING``: likely wrong,
    or a reviewer will ask.  ``INFO``: worth knowing.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        return ("error", "warning", "info").index(self.value)

    @property
    def label(self) -> str:
        """The Indonesian word that office staff see."""
        return {"error": "Kesalahan", "warning": "Peringatan", "info": "Informasi"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One complaint about one cell.

    Every text is Indonesian, since office staff read it.  ``field`` and ``item`` name what the
    complaint is about (``capaian`` of ``Rasio KDRT``); ``written`` and ``expected`` are as shown
    on paper, empty where the rule compares nothing; ``calculation`` shows how ``expected`` came
    about.  ``also`` names further cells with the same fault, ``related`` those the statement rests
    on.  ``fingerprint`` stays the same when rows are inserted above or the sheet is renamed.
    ``accepted`` is the office's reason for leaving things as they are, empty where it gives none.
    """

    code: str
    name: str
    severity: Severity
    at: CellRef
    message: str
    fix: str
    field: str = ""
    item: str = ""
    written: str = ""
    expected: str = ""
    calculation: str = ""
    also: tuple[CellRef, ...] = ()
    related: tuple[CellRef, ...] = ()
    fingerprint: str = ""
    accepted: str = ""

    def __str__(self) -> str:
        return f"{self.at}: {self.code} {self.message}\n    perbaikan: {self.fix}"


def make_fingerprint(*parts: str) -> str:
    """Return a short stable name of a complaint from what it is about, never from its position."""
    text = "\x1f".join(parts)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
