"""Which way each indicator of an office is better, and the formula of capaian that follows.

The sheet Pengaturan says it before the IKU sheet does, and this before an annex that has a column
for it; without any of them it is inferred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Arah, ArahIndikator, IndikatorUtama, Rumus
from lkjip_xl.domain.pengaturan import Pengaturan, PengaturanIndikator
from lkjip_xl.figures.arah import infer_arah, parse_arah
from lkjip_xl.figures.matching import nearest
from lkjip_xl.figures.pengaturan import make_pengaturan
from lkjip_xl.figures.rumus import parse_rumus
from lkjip_xl.lampiran.formulir.iku import IKU
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.location import CellRef
from lkjip_xl.tables.text import squash


class Directions:
    """Finds an indicator's entry on the IKU sheet, its direction and its formula.

    A name is looked for squashed; only a name that is not found so is compared with all others,
    since offices misspell and shorten names from one sheet to the next.
    """

    def __init__(self, laporan: LaporanKinerja, pengaturan: Pengaturan | None = None) -> None:
        self.pengaturan = make_pengaturan(laporan.pengaturan) if pengaturan is None else pengaturan
        self._entries: dict[str, IndikatorUtama] = {}
        for entry in laporan.iku:
            self._entries.setdefault(squash(entry.nama), entry)
        self._stated: dict[str, ArahIndikator] = {}
        for name, entry in self._entries.items():
            stated = self._of_entry(entry)
            if stated is not None:
                self._stated[name] = stated
        for name, stated in _of_annexes(laporan, self._default):
            self._stated.setdefault(name, stated)
        self._known: dict[tuple[str, str], ArahIndikator] = {}
        self._near: dict[tuple[int, str], str] = {}

    def of(self, indikator: str, satuan: str) -> ArahIndikator:
        """Return the direction of an indicator: as stated, else as its words suggest."""
        key = (indikator, satuan)
        if key not in self._known:
            own = self.pengaturan
            self._known[key] = replace(
                self._find(indikator, satuan),
                batas=own.batas_capaian,
                batas_bawah=own.batas_bawah,
                nihil=own.nihil,
                nihil_sama=own.nihil_sama,
            )
        return self._known[key]

    def entry(self, indikator: str) -> IndikatorUtama | None:
        """Return the IKU sheet's entry for an indicator, ``None`` where it is no IKU."""
        return self._entries.get(self._match(indikator, self._entries))

    def setting(self, indikator: str) -> PengaturanIndikator | None:
        """Return what the sheet Pengaturan sets for an indicator, ``None`` where nothing."""
        own = self.pengaturan.indikator
        return own.get(self._match(indikator, own))

    def _find(self, indikator: str, satuan: str) -> ArahIndikator:
        known = self._stated.get(self._match(indikator, self._stated))
        if known is None:
            known = self._with_default(infer_arah(indikator, satuan))
        own = self.setting(indikator)
        return known if own is None else self._combine(own, known)

    def _combine(self, own: PengaturanIndikator, known: ArahIndikator) -> ArahIndikator:
        """Return what the office sets, and what is known for the rest."""
        if own.rumus is not None:
            arah = own.arah or (Arah.NAIK if own.rumus is Rumus.NAIK else Arah.TURUN)
            return ArahIndikator(arah=arah, rumus=own.rumus, states_rumus=True, stated_at=own.cell)
        if own.arah is None:
            return known
        if own.arah is known.arah:
            return replace(known, stated_at=own.cell, word="")
        return ArahIndikator(arah=own.arah, rumus=self._default(own.arah), stated_at=own.cell)

    def _of_entry(self, entry: IndikatorUtama) -> ArahIndikator | None:
        """Return what a row of the IKU sheet states.

        Its formula mostly says how the indicator itself is measured; only one that is a known
        formula of capaian for lower-is-better says anything here.
        """
        arah, rumus = parse_arah(entry.arah), parse_rumus(entry.rumus)
        if arah in (None, Arah.TURUN) and rumus not in (None, Rumus.NAIK):
            return ArahIndikator(
                arah=Arah.TURUN,
                rumus=rumus or Rumus.TURUN,
                states_rumus=True,
                stated_at=_cell_of(entry),
            )
        if arah is None:
            return None
        return ArahIndikator(arah=arah, rumus=self._default(arah), stated_at=_cell_of(entry))

    def _default(self, arah: Arah) -> Rumus:
        match arah:
            case Arah.NAIK:
                return Rumus.NAIK
            case Arah.TURUN:
                return self.pengaturan.rumus_turun
            case Arah.STABIL:
                return Rumus.STABIL

    def _with_default(self, inferred: ArahIndikator) -> ArahIndikator:
        return replace(inferred, rumus=self._default(inferred.arah))

    def _match(self, indikator: str, known: Mapping[str, object]) -> str:
        """Return the known name that is the same or nearly so, empty without one."""
        name = squash(indikator)
        if name in known or not name or not known:
            return name
        key = (id(known), name)
        if key not in self._near:
            self._near[key] = nearest(name, known)
        return self._near[key]


def _of_annexes(
    laporan: LaporanKinerja, rumus_of: Callable[[Arah], Rumus]
) -> Iterator[tuple[str, ArahIndikator]]:
    """Yield the directions that annexes state in a column of their own, by squashed name."""
    for lampiran in laporan.lampiran:
        if lampiran.form is IKU or not lampiran.columns.has(Field.ARAH):
            continue
        for row in lampiran.rows:
            cell = row.sel(Field.ARAH)
            arah = None if cell is None or not row.indikator else parse_arah(cell.text)
            if cell is not None and arah is not None:
                stated = ArahIndikator(arah=arah, rumus=rumus_of(arah), stated_at=cell.cell)
                yield squash(row.indikator), stated


def _cell_of(entry: IndikatorUtama) -> CellRef:
    """Return the cell that states the direction of a row of the IKU sheet."""
    stated = (Field.ARAH, 0)
    return entry.origin[stated] if stated in entry.origin else next(iter(entry.origin.values()))
