"""Which way each indicator of an office is better: stated on its IKU sheet, else inferred."""

from __future__ import annotations

from collections.abc import Mapping

from lkjip_xl.domain.indikator import Arah, ArahIndikator, IndikatorUtama, Rumus
from lkjip_xl.figures.arah import infer_arah, parse_arah
from lkjip_xl.figures.matching import nearest
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.tables.text import squash

_RUMUS = {Arah.NAIK: Rumus.NAIK, Arah.TURUN: Rumus.TURUN}


class Directions:
    """Finds an indicator's entry on the IKU sheet, and its direction.

    A name is looked for squashed; only a name that is not found so is compared with all others,
    since offices misspell and shorten names from one sheet to the next.
    """

    def __init__(self, laporan: LaporanKinerja) -> None:
        self._entries: dict[str, IndikatorUtama] = {}
        for entry in laporan.iku:
            self._entries.setdefault(squash(entry.nama), entry)
        self._stated: dict[str, ArahIndikator] = {}
        for name, entry in self._entries.items():
            arah = parse_arah(entry.arah)
            if arah is not None:
                self._stated[name] = ArahIndikator(
                    arah=arah, rumus=_RUMUS[arah], stated_at=entry.origin
                )
        self._known: dict[tuple[str, str], ArahIndikator] = {}
        self._near: dict[str, str] = {}

    def of(self, indikator: str, satuan: str) -> ArahIndikator:
        """Return the direction of an indicator: as stated, else as its words suggest."""
        key = (indikator, satuan)
        if key not in self._known:
            stated = self._stated.get(self._match(indikator, self._stated))
            self._known[key] = stated or infer_arah(indikator, satuan)
        return self._known[key]

    def entry(self, indikator: str) -> IndikatorUtama | None:
        """Return the IKU sheet's entry for an indicator, ``None`` where it is no IKU."""
        return self._entries.get(self._match(indikator, self._entries))

    def _match(self, indikator: str, known: Mapping[str, object]) -> str:
        """Return the known name that is the same or nearly so, empty without one."""
        name = squash(indikator)
        if name in known or not name or not known:
            return name
        if name not in self._near:
            self._near[name] = nearest(name, known)
        return self._near[name]
