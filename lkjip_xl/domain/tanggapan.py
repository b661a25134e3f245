"""What people answer to a finding, on the sheet that lists the findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """How a finding stands with the people who deal with it."""

    TERBUKA = "Terbuka"
    DIPERBAIKI = "Diperbaiki"
    DITERIMA = "Diterima"


def parse_status(text: str) -> Status | None:
    """Return the status that a cell names, ``None`` where it names none."""
    word = text.strip().casefold()
    return next((status for status in Status if status.casefold() == word), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tanggapan:
    """One line of the listing as it came back: a finding, and what people wrote beside it.

    ``sidik`` is the finding's fingerprint, empty for a line that people added.  ``status``,
    ``tanggapan`` and ``riwayat`` are the cells as they stand.  ``shown`` holds all visible cells by
    column title, those of columns that people added too; ``file`` is the book the listing lay in.
    """

    file: str
    sidik: str
    kode: str = ""
    status: str = ""
    tanggapan: str = ""
    riwayat: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)

    @property
    def acceptance(self) -> str:
        """The reason for which people accept the finding, empty where they do not."""
        return self.tanggapan if parse_status(self.status) is Status.DITERIMA else ""
