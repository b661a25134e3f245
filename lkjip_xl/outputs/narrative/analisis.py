"""Why indicators were reached or missed, in the office's own words, and what follows."""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_xl.domain.analisis import Analisis
from lkjip_xl.figures.matching import Names
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.formulir.analisis import ANALISIS
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.narrative.indikator import CapaianIndikator, Status
from lkjip_xl.outputs.narrative.table import (
    Cell,
    Table,
    cell,
    number,
    numbering,
    row,
    words,
)
from lkjip_xl.outputs.narrative.text import Missing, Sayable, Text, join, say, text
from lkjip_xl.outputs.narrative.wording import ask, say_points, show_or_dash

_NOTHING_KNOWN = ((), (), ())
_COLUMNS = ("Penyebab Keberhasilan", "Penyebab Kegagalan", "Solusi")


def sheet_of(laporan: LaporanKinerja, form: Form) -> str:
    """Return the sheet that holds a form, or the form's usual name where there is none."""
    return next((lampiran.sheet for lampiran in laporan.of(form)), form.label)


class Analyses:
    """The office's analysis of each main indicator."""

    def __init__(self, laporan: LaporanKinerja) -> None:
        self._entries: Names[Analisis] = Names((one.indikator, one) for one in laporan.analisis)
        self._sheet = sheet_of(laporan, ANALISIS)

    def points(
        self, one: CapaianIndikator
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Return causes of success, causes of failure, and solutions."""
        entry = self._entries.find(one.nama, one.nama_lampiran)
        if entry is None:
            return _NOTHING_KNOWN
        return entry.penyebab_keberhasilan, entry.penyebab_kegagalan, entry.solusi

    def gap(self, one: CapaianIndikator, column: str) -> Missing:
        return ask(f"{column.lower()} {one.nama}", self._sheet, column)


def describe_analisis(daftar: Sequence[CapaianIndikator], analyses: Analyses) -> tuple[Text, ...]:
    """Return one paragraph an indicator: why it stands where it stands, and what follows."""
    return tuple(_describe(one, analyses) for one in daftar if one.status is not Status.UNKNOWN)


def _describe(one: CapaianIndikator, analyses: Analyses) -> Text:
    success, failure, solutions = analyses.points(one)
    if one.status.is_reached:
        return say(
            "{nama} {status}. Faktor pendukungnya: {causes}.",
            nama=one.nama,
            status=one.status.value,
            causes=_points_or(success, analyses.gap(one, _COLUMNS[0])),
        )
    sentence = say(
        "{nama} belum mencapai target. Penyebabnya: {causes}.",
        nama=one.nama,
        causes=_points_or(failure, analyses.gap(one, _COLUMNS[1])),
    )
    follow = say(
        "Langkah perbaikan yang ditempuh: {solutions}.",
        solutions=_points_or(solutions, analyses.gap(one, _COLUMNS[2])),
    )
    return join([sentence, follow])


def _points_or(points: Sequence[str], gap: Missing) -> Text:
    return say_points(points) if points else text(gap)


def tabulate_analisis(daftar: Sequence[CapaianIndikator], analyses: Analyses) -> Table:
    rows = [
        row(
            str(position),
            one.nama,
            show_or_dash(one.shown_capaian),
            *_cells(one, analyses),
        )
        for position, one in enumerate(daftar, start=1)
    ]
    return Table(
        columns=(
            numbering(),
            words("Indikator Kinerja Utama", 1.6),
            number("Capaian"),
            words("Penyebab Keberhasilan", 2.0),
            words("Penyebab Kegagalan", 2.0),
            words("Alternatif Solusi", 2.0),
        ),
        rows=tuple(rows),
        missing=ask("analisis penyebab dan solusi", "Analisis"),
        small=True,
    )


def _cells(one: CapaianIndikator, analyses: Analyses) -> tuple[Cell, ...]:
    """Return the three cells; one that the indicator's status calls for asks to be filled in."""
    missed = one.status is Status.MISSED
    wanted = (one.status.is_reached, missed, missed)
    return tuple(
        _cell(points) if points else cell(analyses.gap(one, column) if needed else "")
        for points, column, needed in zip(analyses.points(one), _COLUMNS, wanted, strict=True)
    )


def _cell(points: Sequence[str]) -> Cell:
    if len(points) == 1:
        return cell(points[0])
    lines: list[Sayable] = [f"{n}. {point}" for n, point in enumerate(points, start=1)]
    return cell(*lines)


def list_solutions(daftar: Sequence[CapaianIndikator], analyses: Analyses) -> tuple[Text, ...]:
    """Return the solutions of the indicators that missed their target, each once."""
    solutions: dict[str, Text] = {}
    for one in daftar:
        if one.status is Status.MISSED:
            points = analyses.points(one)[2]
            lines: Sequence[Sayable] = points or (analyses.gap(one, _COLUMNS[2]),)
            for line in lines:
                solutions.setdefault(str(text(line)), text(line))
    return tuple(solutions.values())
