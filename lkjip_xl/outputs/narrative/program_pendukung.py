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
from lkjip_xl.outputs.narrative.table import Table, merge_down, number, numbering, row, words
from lkjip_xl.outputs.narrative.text import Shown, Text, enumerate_items, join, say, text
from lkjip_xl.outputs.narrative.wording import (
    ask,
    count_words,
    readable_name,
    show_or_dash,
    show_persen,
)
from lkjip_xl.tables.text import squash


@dataclass(frozen=True, slots=True, kw_only=True)
class Pendukung:
    """One program under its sasaran; ``hasil`` is missing where nothing can be measured."""

    sasaran: str
    program: str
    hasil: Efisiensi | None

    @property
    def is_full(self) -> bool:
        return self.hasil is not None and self.hasil.capaian.value >= BATAS_HEMAT

    @property
    def shown_capaian(self) -> Shown | None:
        if self.hasil is None:
            return None
        mean = self.hasil.capaian
        calculation = f"rata-rata capaian {mean.count} indikator"
        return show_persen(mean.value, mean.cells, calculation)


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


def describe_pendukung(daftar: Sequence[Pendukung]) -> tuple[Text, ...]:
    """Return for each sasaran which programs carried it, and which fell short."""
    if not daftar:
        return (text(_MISSING),)
    by_sasaran: dict[str, list[Pendukung]] = {}
    for one in daftar:
        by_sasaran.setdefault(squash(one.sasaran), []).append(one)
    return tuple(_describe(programs) for programs in by_sasaran.values())


_MISSING = ask("sasaran dengan program di bawahnya", "Tabel 3.1")


def _describe(programs: Sequence[Pendukung]) -> Text:
    full = [one for one in programs if one.is_full]
    short = [one for one in programs if one.hasil is not None and not one.is_full]
    opening = say(
        "{sasaran} didukung oleh {count} program.",
        sasaran=programs[0].sasaran,
        count=count_words(len(programs)),
    )
    if len(programs) == 1:
        only = programs[0]
        return say("{sasaran} didukung oleh {program}.", sasaran=only.sasaran, program=_named(only))
    sentences = [opening]
    if full:
        sentences.append(
            say("Capaian 100% atau lebih ditunjukkan oleh {names}.", names=_names(full))
        )
    if short:
        sentences.append(say("Yang belum mencapai 100% ialah {names}.", names=_names(short)))
    return join(sentences)


def _names(programs: Sequence[Pendukung]) -> Text:
    return enumerate_items([_named(one) for one in programs])


def _named(one: Pendukung) -> Text:
    name = readable_name(one.program)
    if one.shown_capaian is None:
        return text(name)
    return say("{name} ({capaian})", name=name, capaian=one.shown_capaian)


def tabulate_pendukung(daftar: Sequence[Pendukung]) -> Table:
    rows = [
        row(
            str(at),
            one.sasaran,
            readable_name(one.program),
            show_or_dash(one.shown_capaian),
            show_or_dash(one.hasil.money.shown_serapan if one.hasil else None),
        )
        for at, one in enumerate(daftar, start=1)
    ]
    return Table(
        columns=(
            numbering(),
            words("Sasaran", 2.2),
            words("Program", 2.4),
            number("Capaian"),
            number("Serapan"),
        ),
        rows=merge_down(rows, (1,), lambda at: squash(daftar[at].sasaran)),
        missing=_MISSING,
    )
