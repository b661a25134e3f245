"""The programs behind each sasaran, and how far each carried it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.figures.efisiensi import BATAS_HEMAT
from lkjip_xl.figures.matching import Names
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.narrative.efisiensi import Efisiensi
from lkjip_xl.outputs.narrative.table import Table, listing, number, words
from lkjip_xl.outputs.narrative.text import Shown
from lkjip_xl.outputs.narrative.wording import ask, readable_name, show_or_dash
from lkjip_xl.tables.text import squash


@dataclass(frozen=True, slots=True, kw_only=True)
class Pendukung:
    """One program under its sasaran; ``hasil`` is missing where nothing can be measured."""

    sasaran: str
    program: str
    hasil: Efisiensi | None

    @property
    def kunci(self) -> str:
        """What its sasaran is known by, however it is spelt."""
        return squash(self.sasaran)

    @property
    def is_full(self) -> bool:
        return self.hasil is not None and self.hasil.capaian.value >= BATAS_HEMAT

    @property
    def shown_capaian(self) -> Shown | None:
        return self.hasil.capaian.explained if self.hasil else None

    @property
    def shown_serapan(self) -> Shown | None:
        return self.hasil.money.shown_serapan if self.hasil else None


def gather_pendukung(
    laporan: LaporanKinerja, program: Sequence[Efisiensi]
) -> tuple[Pendukung, ...]:
    """Return the programs of Tabel 3.1 that stand under a sasaran."""
    known = Names((one.nama, one) for one in program)
    return tuple(
        Pendukung(sasaran=item.jalur.sasaran, program=item.nama, hasil=known.find(item.nama))
        for lampiran in laporan.of(TABEL_3_1)
        for item in lampiran.items
        if item.level is Level.PROGRAM and item.jalur.sasaran
    )


def tabulate_pendukung(daftar: Sequence[Pendukung]) -> Table:
    return listing(
        daftar,
        (words("Sasaran", 2.2), lambda one: one.sasaran),
        (words("Program", 2.4), lambda one: readable_name(one.program)),
        (number("Capaian"), lambda one: show_or_dash(one.shown_capaian)),
        (number("Serapan"), lambda one: show_or_dash(one.shown_serapan)),
        missing=ask("sasaran dengan program di bawahnya", "Tabel 3.1"),
    ).merged((1,), lambda at: daftar[at].kunci)
