"""Capaian and serapan as formulas of the row's own figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.indikator import Arah, ArahIndikator, Rumus
from lkjip_xl.domain.quantity import SERATUS, Figure, format_persen, round_to
from lkjip_xl.figures.arah import infer_arah
from lkjip_xl.figures.calculator import Undecided
from lkjip_xl.figures.capaian import measure_capaian
from lkjip_xl.figures.directions import Directions
from lkjip_xl.figures.explanation import (
    Match,
    explain_written,
    is_scale_slip,
    is_truncated,
)
from lkjip_xl.figures.plain_formula import parse_plain
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.location import CellRange
from lkjip_xl.rules.cells import Tables, tables_of
from lkjip_xl.rules.derived import Derived, Ragu, Turunan
from lkjip_xl.rules.rule import Context
from lkjip_xl.tables.number_format import read_format
from lkjip_xl.tables.numbers import exact
from lkjip_xl.tables.text import squash

#: The formulas in terms of target ``{t}`` and realisasi ``{r}``, and the divisor.
_TERMS = {
    Rumus.NAIK: ("{r}/{t}", "{t}"),
    Rumus.TURUN: ("(2*{t}-{r})/{t}", "{t}"),
    Rumus.TURUN_BALIK: ("{t}/{r}", "{r}"),
    Rumus.TURUN_SELISIH: ("({t}-{r})/{t}", "{t}"),
    Rumus.STABIL: ("IF({r}>{t},2*{t}-{r},{r})/{t}", "{t}"),
}

_SERAPAN = ArahIndikator(arah=Arah.NAIK)
#: Neighbours whose formula is tried, the nearest first.
_MOST_NEIGHBOURS = 5
#: More digits than this a percentage is not written with, whatever a neighbour shows.
_MOST_DECIMALS = 2


def derive_percentage(context: Context, cell: Sel) -> Derived | None:
    """Return a capaian or serapan from its row's figures, ``None`` where they are not there."""
    tables = tables_of(context)
    of, part = (cell.beside(name) for name in cell.field.base)
    if of is None or part is None or not (of.is_own and part.is_own):
        return None
    whole, reached = tables.number(of), tables.number(part)
    if whole is None or reached is None:
        return None
    if of.column.scale != part.column.scale or _is_merged_over_rows(tables, cell):
        return None
    arah, why = _SERAPAN, "serapan = realisasi / pagu × 100"
    if cell.field is Field.CAPAIAN:
        arah = context.directions.of(cell.row.indikator, cell.row.satuan)
        doubt = _why_uncertain(context.directions, cell, of.figure, part.figure, arah)
        if doubt:
            return Ragu(cell, doubt)
        why = _why_capaian(arah)
    elif min(whole, reached) < 0:
        return None
    scale, result = _scale_of(tables, cell), measure_capaian(arah, whole, reached)
    if result is None or scale is None or arah.rumus not in _TERMS:
        return None
    stored = scale.store(result)
    shown = format_persen(result, scale.decimals)
    own_format = tables.number_format(cell)
    return Turunan(
        cell=cell,
        formula=_like_neighbours(tables, cell, stored)
        or _own_formula(arah, of.cell.a1, part.cell.a1, scale),
        result=result,
        stored=stored,
        becomes=shown if scale.percent or cell.figure.written.endswith("%") else shown[:-1],
        number_format="" if scale.number_format == own_format else scale.number_format,
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
    return cell.field is Field.CAPAIAN and any(
        one.match is Match.ROUNDED and one.rumus is not arah.rumus
        for one in explain_written(cell.figure, of, part, cell.row.satuan)
    )


def _is_merged_over_rows(tables: Tables, cell: Sel) -> bool:
    """Tell whether one percentage stands for several indicators, whose figures differ."""
    merge = tables.grid(cell).merge_at(*cell.place)
    return cell.field is Field.CAPAIAN and merge is not None and merge.bottom > merge.top


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
    limits = (("tinggi", arah.batas), ("rendah", arah.batas_bawah))
    limited = "".join(
        f", paling {side} {format_persen(limit, 0)}" for side, limit in limits if limit is not None
    )
    return f"{arah.arah}: capaian = {arah.rumus}{limited} ({where})"


# --- how a percentage is written ---------------------------------------------------------------


class _Scale(NamedTuple):
    """How a cell of a column of percentages is to write its own: as a fraction, or 0-100.

    ``decimals`` counts the digits after the mark that a reader sees; ``number_format`` shows them,
    and is ``General`` where the digits are the number's own.
    """

    percent: bool
    decimals: int
    number_format: str

    @property
    def is_open(self) -> bool:
        """Whether the number itself decides how many digits are shown."""
        return read_format(self.number_format).decimals is None

    def own(self, value: Decimal) -> Decimal:
        return value / SERATUS if self.percent else value

    def store(self, result: Decimal) -> float:
        value = self.own(result)
        return float(round_to(value, self.decimals) if self.is_open else value)


def _scale_of(tables: Tables, cell: Sel) -> _Scale | None:
    """Return the cell's own way of writing a percentage, else that of most of its column."""
    own = _Scale(cell.figure.percent, cell.figure.decimals, tables.number_format(cell))
    keeps = tables.number(cell) is not None and not tables.has_text_format(cell)
    if keeps and not own.is_open:
        return own
    peers = [
        _Scale(peer.figure.percent, peer.figure.decimals, tables.number_format(peer))
        for row in cell.lampiran.rows
        if (peer := row.sel(cell.field, cell.year)) is not None
        and peer.is_own
        and tables.number(peer) is not None
        and not tables.has_text_format(peer)
        and not (keeps and peer.figure.percent)
    ]
    if not peers:
        return None
    ways = Counter((peer.percent, peer.number_format) for peer in peers)
    percent, number_format = ways.most_common(1)[0][0]
    decimals = read_format(number_format).decimals
    if keeps or decimals is None:
        decimals = max(min(peer.decimals, _MOST_DECIMALS) for peer in peers)
    return _Scale(percent, decimals, own.number_format if keeps else number_format)


def _own_formula(arah: ArahIndikator, t: str, r: str, scale: _Scale) -> str:
    """Return the formula in the cell's scale: guarded against a blank divisor, capped, rounded."""
    term, divisor = (text.format(t=t, r=r) for text in _TERMS[arah.rumus])
    if not scale.percent:
        term += "*100"
    if arah.batas is not None:
        term = f"MIN({term},{_plain(scale.own(arah.batas))})"
    if arah.batas_bawah is not None:
        term = f"MAX({term},{_plain(scale.own(arah.batas_bawah))})"
    if scale.is_open:
        term = f"ROUND({term},{scale.decimals})"
    formula = f'IF({divisor}=0,"",{term})'
    if arah.nihil is not None and arah.arah is Arah.TURUN:
        formula = f"IF(AND({r}=0,{t}<>0),{_plain(scale.own(arah.nihil))},{formula})"
    if arah.nihil_sama is not None:
        formula = f"IF(AND({t}=0,{r}=0),{_plain(scale.own(arah.nihil_sama))},{formula})"
    return formula


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _like_neighbours(tables: Tables, cell: Sel, stored: float) -> str:
    """Return a neighbour's formula for the cell's own row, if it gives the same."""
    grid = tables.grid(cell)
    for row, text in _formulas_of_column(tables, cell):
        moved = move_to_row(text, row, cell.row.row)
        parts = parse_plain(moved) if moved else None
        if parts is None:
            continue
        try:
            value = tables.calculator.compute(grid, parts.tree, parts.references)
        except Undecided:
            continue
        if isinstance(value, float) and exact(value) == exact(stored):
            return moved
    return ""


def _formulas_of_column(tables: Tables, cell: Sel) -> Iterator[tuple[int, str]]:
    """Yield row and formula of the nearest formulas of the cell's column, the nearest first."""
    formulas, own = tables.grid(cell).formulas, cell.row.row
    rows = [row.row for row in cell.lampiran.rows if row is not cell.row]
    with_formulas = [row for row in rows if (row, cell.column.index) in formulas]
    for row in sorted(with_formulas, key=lambda number: abs(number - own))[:_MOST_NEIGHBOURS]:
        yield row, formulas[row, cell.column.index]


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
    wanted = tuple(
        one._replace(cells=CellRange(to, one.cells.left, to, one.cells.right))
        for one in parts.references
    )
    same = again is not None and (again.shape, again.references) == (parts.shape, wanted)
    return moved if same else ""
