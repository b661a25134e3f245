"""Capaian and serapan as formulas of the row's own figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Arah, ArahIndikator, Rumus
from lkjip_xl.domain.quantity import SERATUS, Figure, format_persen, round_to
from lkjip_xl.figures.arah import infer_arah
from lkjip_xl.figures.capaian import measure_capaian
from lkjip_xl.figures.directions import Directions
from lkjip_xl.figures.explanation import (
    Match,
    explain_written,
    is_scale_slip,
    is_truncated,
)
from lkjip_xl.figures.plain_formula import PlainCalculator, Undecided, parse_plain
from lkjip_xl.perbaikan.saksi import Compute
from lkjip_xl.perbaikan.sel import Scale, Sel, scale_of
from lkjip_xl.tables.number_format import read_format
from lkjip_xl.tables.numbers import exact
from lkjip_xl.tables.text import squash

#: A percentage → what it is taken of, and what is taken of it.
BASES = {
    Field.CAPAIAN: (Field.TARGET, Field.REALISASI),
    Field.SERAPAN: (Field.PAGU, Field.REALISASI_ANGGARAN),
}

#: The formulas in terms of target ``{t}`` and realisasi ``{r}``, and the divisor.
_TERMS = {
    Rumus.NAIK: ("{r}/{t}", "{t}"),
    Rumus.TURUN: ("(2*{t}-{r})/{t}", "{t}"),
    Rumus.TURUN_BALIK: ("{t}/{r}", "{r}"),
    Rumus.TURUN_SELISIH: ("({t}-{r})/{t}", "{t}"),
}

_SERAPAN = ArahIndikator(arah=Arah.NAIK)


class Turunan(NamedTuple):
    """A derived figure: its formula, what that gives, and why it is so.

    ``inputs`` are the cells it rests on; ``compute`` gives a percentage from other inputs.
    ``is_explained`` says that it is plain how the written figure came about.  ``result`` is on
    the scale of the records: per cent 0-100, money in rupiah; ``stored`` is what the cell is to
    hold.
    """

    formula: str
    result: Decimal
    stored: float
    becomes: str
    number_format: str
    inputs: tuple[Sel, ...]
    reason: str
    compute: Compute | None = None
    is_explained: bool = False


class Ragu(NamedTuple):
    """Why a derived figure is left to people."""

    reason: str


def derive_percentage(
    calculator: PlainCalculator, directions: Directions, cell: Sel
) -> Turunan | Ragu | None:
    """Return a capaian or serapan from its row's figures, ``None`` where they are not there."""
    of, part = (cell.beside(name) for name in BASES[cell.column.field])
    if of is None or part is None or of.number is None or part.number is None:
        return None
    if of.column.scale != part.column.scale or _is_merged_over_rows(cell):
        return None
    arah, why = _SERAPAN, "serapan = realisasi / pagu × 100"
    if cell.column.field == "capaian":
        arah = directions.of(cell.row.indikator, cell.row.satuan)
        doubt = _why_uncertain(directions, cell, of.figure, part.figure, arah)
        if doubt:
            return Ragu(doubt)
        why = _why_capaian(arah)
    elif min(of.number, part.number) < 0:
        return None
    scale, result = scale_of(cell), measure_capaian(arah, of.number, part.number)
    if result is None or scale is None or arah.rumus not in _TERMS:
        return None
    stored = _stored(result, scale)
    formula = _like_neighbours(cell, calculator, stored) or _own_formula(
        arah, of.at.a1, part.at.a1, scale
    )
    shown = format_persen(result, scale.decimals)
    return Turunan(
        formula=formula,
        result=result,
        stored=stored,
        becomes=shown if scale.percent or cell.figure.written.endswith("%") else shown[:-1],
        number_format="" if scale.number_format == cell.number_format else scale.number_format,
        inputs=(of, part),
        reason=why,
        compute=partial(measure_capaian, arah),
        is_explained=_is_explained(cell, of.figure, part.figure, arah, result),
    )


def _is_explained(
    cell: Sel, of: Figure, part: Figure, arah: ArahIndikator, result: Decimal
) -> bool:
    """Tell whether it is plain how the written figure came about from the very same inputs."""
    if is_truncated(cell.figure, result) or is_scale_slip(cell.figure, result):
        return True
    return cell.column.field == "capaian" and any(
        one.match is Match.ROUNDED and one.rumus is not arah.rumus
        for one in explain_written(cell.figure, of, part, cell.row.satuan)
    )


def _is_merged_over_rows(cell: Sel) -> bool:
    """Tell whether one percentage stands for several indicators, whose figures differ."""
    merge = cell.grid.merge_at(cell.at.row, cell.at.column)
    if cell.column.field == "serapan" or merge is None:
        return False
    return merge.bottom > merge.top


def _why_uncertain(
    directions: Directions, cell: Sel, target: Figure, realisasi: Figure, arah: ArahIndikator
) -> str:
    """Say why a capaian's formula is not certain, empty where it is."""
    if target.value == realisasi.value and arah.rumus is not Rumus.TURUN_SELISIH:
        return ""  # 100 whichever way is better
    if arah.is_inferred:
        return f"arah indikator hanya diduga dari kata “{arah.word}”; nyatakan pada lembar IKU"
    if arah.stated_at is not None and not _is_named(directions, cell.row.indikator):
        guess = infer_arah(cell.row.indikator, cell.row.satuan)
        if guess.arah is not arah.arah:
            return "nama indikator di sini berbeda dari yang menyatakan arahnya"
    for one in explain_written(cell.figure, target, realisasi, cell.row.satuan):
        if one.match is Match.UNROUNDED_INPUT:
            return "capaian tertulis mungkin dihitung dari realisasi sebelum dibulatkan"
        if one.match is Match.CAPPED:
            return f"capaian tertulis mungkin {one.label}; nyatakan batasnya pada lembar Pengaturan"
        if arah.stated_at is None and one.rumus not in (None, arah.rumus):
            return f"capaian tertulis cocok dengan rumus {one.label}; nyatakan arah indikatornya"
    return ""


def _is_named(directions: Directions, indikator: str) -> bool:
    """Tell whether the sheet that states the direction names the indicator just so."""
    entry, setting = directions.entry(indikator), directions.setting(indikator)
    names = {squash(one.nama) for one in (entry, setting) if one is not None}
    return squash(indikator) in names


def _why_capaian(arah: ArahIndikator) -> str:
    stated = arah.stated_at
    where = "rumus bawaan" if stated is None else f"menurut {stated}"
    capped = "" if arah.batas is None else f", paling tinggi {format_persen(arah.batas, 0)}"
    return f"{arah.arah}: capaian = {arah.rumus}{capped} ({where})"


def _stored(result: Decimal, scale: Scale) -> float:
    value = result / SERATUS if scale.percent else result
    if read_format(scale.number_format).decimals is None:
        value = round_to(value, scale.decimals)
    return float(value)


def _own_formula(arah: ArahIndikator, t: str, r: str, scale: Scale) -> str:
    """Return the formula in the cell's scale: guarded against a blank divisor, capped, rounded."""
    term, divisor = (text.format(t=t, r=r) for text in _TERMS[arah.rumus])
    batas = arah.batas
    if not scale.percent:
        term += "*100"
    if batas is not None:
        term = f"MIN({term},{_plain(batas / SERATUS if scale.percent else batas)})"
    if read_format(scale.number_format).decimals is None:
        term = f"ROUND({term},{scale.decimals})"
    return f'IF({divisor}=0,"",{term})'


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _like_neighbours(cell: Sel, calculator: PlainCalculator, stored: float) -> str:
    """Return a neighbour's formula for the cell's own row, if it gives the same."""
    for row, text in _formulas_of_column(cell):
        moved = move_to_row(text, row, cell.at.row)
        parts = parse_plain(moved) if moved else None
        if parts is None:
            continue
        try:
            value = calculator.compute(cell.grid, parts.tree, parts.references)
        except Undecided:
            continue
        if isinstance(value, float) and exact(value) == exact(stored):
            return moved
    return ""


def _formulas_of_column(cell: Sel) -> Iterator[tuple[int, str]]:
    """Yield row and formula of the nearest formulas of the cell's column, the nearest first."""
    rows = [
        row.row
        for row in cell.lampiran.rows
        if (row.row, cell.column.index) in cell.grid.formulas and row is not cell.row
    ]
    for row in sorted(rows, key=lambda number: abs(number - cell.at.row))[:5]:
        yield row, cell.grid.formulas[row, cell.column.index]


def move_to_row(formula: str, row: int, to: int) -> str:
    """Return a formula moved from one row to another, empty unless it stays within its row."""
    parts = parse_plain(formula)
    if parts is None or any(
        one.sheet or (one.cells.top, one.cells.bottom) != (row, row) for one in parts.references
    ):
        return ""
    moved = re.sub(
        rf"(?<![\w.$])([A-Za-z]{{1,3}}){row}(?![\w.(])", lambda match: f"{match[1]}{to}", formula
    )
    again = parse_plain(moved)
    if (
        again is None
        or again.shape != parts.shape
        or len(again.references) != len(parts.references)
    ):
        return ""
    before = [(one.cells.left, one.cells.right) for one in parts.references]
    after = [(one.cells.left, one.cells.right) for one in again.references]
    rows = {edge for one in again.references for edge in (one.cells.top, one.cells.bottom)}
    return moved if before == after and rows <= {to} else ""
