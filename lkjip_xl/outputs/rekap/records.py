"""What a recap holds: one row per office-year, each with its findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class State(StrEnum):
    """What became of an office-year in the run; the values are read by office staff."""

    DONE = "selesai"
    SET_ASIDE = "disisihkan"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One finding as plain values, so that it can leave the process that found it.

    ``severity`` is that of ``Severity`` (``error``, ``warning``, ``info``); ``accepted`` tells
    whether the office accepts the finding with a reason, so that it no longer counts.
    """

    code: str
    name: str
    severity: str
    file: str
    sheet: str
    cell: str
    item: str
    written: str
    expected: str
    message: str
    fix: str
    accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow:
    """One office-year of a run.

    ``key`` names it in the ledger and in file names.  ``office`` is empty and ``year`` is ``None``
    where the books do not say.  ``source`` is the folder or file it was made from, as given, and
    ``files`` are its books.  ``reason`` says, in Indonesian, why it was set aside.  ``capaian`` is
    the mean capaian of the IKU and ``serapan`` realisasi against anggaran, both per cent on the
    0-100 scale and not capped; ``efisiensi`` is the index, capaian over serapan; money is in
    rupiah.  Each is ``None`` where the books do not give it.  ``checked`` counts the comparisons
    made by kind.  ``outputs`` are the files written, each a label (``Laporan``) and a path relative
    to the run's output folder, with forward slashes.  ``seconds`` is how long the office took.
    """

    key: str
    office: str
    year: int | None
    source: str
    files: tuple[str, ...]
    state: State
    reason: str = ""
    capaian: Decimal | None = None
    serapan: Decimal | None = None
    predikat: str = ""
    efisiensi: Decimal | None = None
    anggaran: Decimal | None = None
    realisasi: Decimal | None = None
    checked: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[FindingRow, ...] = ()
    outputs: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0
