"""Why indicators were reached or missed, in the office's own words, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lkjip_xl.domain.analisis import Analisis
from lkjip_xl.figures.matching import Names
from lkjip_xl.lampiran.formulir.analisis import ANALISIS
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.narrative.indikator import CapaianIndikator
from lkjip_xl.outputs.narrative.table import Cell, Table, cell, listing, number, numbered, words
from lkjip_xl.outputs.narrative.text import Missing, Sayable, Text, text
from lkjip_xl.outputs.narrative.wording import ask, sheet_of, show_or_dash


@dataclass(frozen=True, slots=True, kw_only=True)
class Isi:
    """The points that the office states of one thing, and the gap where it states none.

    ``needed`` tells whether the indicator's status calls for them.
    """

    butir: tuple[str, ...]
    kurang: Missing
    needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalisisIndikator:
    """The office's analysis of one main indicator."""

    indikator: CapaianIndikator
    keberhasilan: Isi
    kegagalan: Isi
    solusi: Isi


def gather_analisis(
    laporan: LaporanKinerja, daftar: Sequence[CapaianIndikator]
) -> tuple[AnalisisIndikator, ...]:
    """Return what the office states of each main indicator, also where that is nothing."""
    entries: Names[Analisis] = Names((one.indikator, one) for one in laporan.analisis)
    sheet = sheet_of(laporan, ANALISIS)
    return tuple(_gather(one, entries.find(one.nama, one.nama_lampiran), sheet) for one in daftar)


def _gather(one: CapaianIndikator, entry: Analisis | None, sheet: str) -> AnalisisIndikator:
    def stated(points: tuple[str, ...], column: str, *, needed: bool) -> Isi:
        gap = ask(f"{column.lower()} {one.nama}", sheet, column)
        return Isi(butir=points, kurang=gap, needed=needed)

    success, failure, solutions = (
        (entry.penyebab_keberhasilan, entry.penyebab_kegagalan, entry.solusi)
        if entry
        else ((), (), ())
    )
    return AnalisisIndikator(
        indikator=one,
        keberhasilan=stated(success, "Penyebab Keberhasilan", needed=one.status.is_reached),
        kegagalan=stated(failure, "Penyebab Kegagalan", needed=one.is_missed),
        solusi=stated(solutions, "Solusi", needed=one.is_missed),
    )


def tabulate_analisis(semua: Sequence[AnalisisIndikator]) -> Table:
    return listing(
        semua,
        (words("Indikator Kinerja Utama", 1.6), lambda one: one.indikator.nama),
        (number("Capaian"), lambda one: show_or_dash(one.indikator.shown_capaian)),
        (words("Penyebab Keberhasilan", 2.0), lambda one: _cell(one.keberhasilan)),
        (words("Penyebab Kegagalan", 2.0), lambda one: _cell(one.kegagalan)),
        (words("Alternatif Solusi", 2.0), lambda one: _cell(one.solusi)),
        missing=ask("analisis penyebab dan solusi", "Analisis"),
        small=True,
    )


def _cell(isi: Isi) -> Cell:
    if not isi.butir:
        return cell(isi.kurang if isi.needed else "")
    return numbered(isi.butir)


def list_solutions(semua: Sequence[AnalisisIndikator]) -> tuple[Text, ...]:
    """Return the solutions of the indicators that missed their target, each once."""
    solutions: dict[str, Text] = {}
    for one in semua:
        if one.indikator.is_missed:
            lines: Sequence[Sayable] = one.solusi.butir or (one.solusi.kurang,)
            for line in lines:
                solutions.setdefault(str(text(line)), text(line))
    return tuple(solutions.values())
