"""The review from one round to the next: what people answered stays with its finding."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from lkjip_xl.domain.tanggapan import Status, Tanggapan, parse_status
from lkjip_xl.finding import Finding

_DATE = re.compile(r"\b\d{2}-\d{2}-\d{4}\b")
_GONE = "Hilang"
_BY_SETTING = "Menurut lembar Pengaturan"


class Standing(NamedTuple):
    """Where one line of the listing stands: the three columns that tell the review's story."""

    status: str
    tanggapan: str
    riwayat: str


class Review:
    """What the listing of an earlier round says about the findings of this one.

    Args:
        earlier: the earlier listing, ``None`` where there was none.
        today: the day that new and settled findings are told with.
    """

    def __init__(self, earlier: Sequence[Tanggapan] | None, today: date) -> None:
        self._is_first = earlier is None
        self._earlier = tuple(earlier or ())
        self._today = f"{today:%d-%m-%Y}"
        self._by_sidik: dict[str, Tanggapan] = {}
        for answer in self._earlier:
            if answer.sidik:
                self._by_sidik.setdefault(answer.sidik, answer)

    def answer(self, finding: Finding) -> Tanggapan | None:
        return self._by_sidik.get(finding.fingerprint)

    def stand(self, finding: Finding) -> Standing:
        """Return where a finding of this round stands."""
        answer = self.answer(finding)
        if answer is None:
            status = Status.DITERIMA if finding.accepted else Status.TERBUKA
            word = "Sejak" if self._is_first else "Baru"
            return Standing(status, "", _BY_SETTING if finding.accepted else self._dated(word))
        if finding.accepted and not answer.acceptance:
            return Standing(Status.DITERIMA, answer.tanggapan, _BY_SETTING)
        return Standing(self._status(answer), answer.tanggapan, self._history(answer))

    def settled(
        self, present: Collection[str], codes: Collection[str] | None
    ) -> Iterator[tuple[Tanggapan, Standing]]:
        """Yield the earlier lines without a finding now, with where they stand.

        Args:
            present: the fingerprints of this round, in whichever book of the office-year.
            codes: the rules applied, ``None`` for all: of others nothing is known.
        """
        told: set[str] = set()
        for answer in self._earlier:
            stands = Standing(answer.status, answer.tanggapan, answer.riwayat)
            if self._by_sidik.get(answer.sidik) is not answer:
                # A line that people added, or a copy of one that is there already.
                if not answer.sidik or stands != self._as_told(answer.sidik):
                    yield answer, stands
            elif answer.sidik in present or answer.sidik in told:
                continue
            elif codes is not None and answer.kode not in codes:
                yield answer, stands
            else:
                told.add(answer.sidik)
                was_gone = answer.riwayat.startswith(_GONE)
                riwayat = answer.riwayat if was_gone else self._dated(_GONE)
                yield answer, Standing(Status.DIPERBAIKI, answer.tanggapan, riwayat)

    def _as_told(self, sidik: str) -> Standing:
        first = self._by_sidik[sidik]
        return Standing(first.status, first.tanggapan, first.riwayat)

    def _status(self, answer: Tanggapan) -> str:
        status = parse_status(answer.status)
        withdrawn = status is Status.DITERIMA and answer.riwayat == _BY_SETTING
        if status is Status.DIPERBAIKI or withdrawn or not answer.status:
            return Status.TERBUKA
        return answer.status if status is None else status

    def _history(self, answer: Tanggapan) -> str:
        status = parse_status(answer.status)
        if answer.riwayat.startswith(_GONE):
            return self._dated("Muncul lagi")
        if status is Status.DITERIMA and not answer.tanggapan and answer.riwayat != _BY_SETTING:
            return "Isi alasannya di kolom Tanggapan agar diterima"
        found = _DATE.search(answer.riwayat)
        since = f"sejak {found[0]}" if found else ""
        if status is Status.DIPERBAIKI:
            return f"Belum berubah {since}".strip()
        return since[:1].upper() + since[1:]

    def _dated(self, word: str) -> str:
        return f"{word} {self._today}"


def is_answered(line: Tanggapan) -> bool:
    """Tell whether people wrote anything into a line of the listing, or wrote the line."""
    status = parse_status(line.status)
    by_us = status is Status.TERBUKA or line.riwayat.startswith((_GONE, _BY_SETTING))
    return bool(line.tanggapan or not line.sidik or (line.status and not by_us))
