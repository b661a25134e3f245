"""Figures that follow from others, as the formulas to put in their cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_number, format_rupiah
from lkjip_xl.figures.plain_formula import parse_plain
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.records import Item, Sel
from lkjip_xl.location import CellRange, column_letters
from lkjip_xl.rules.cells import Tables, tables_of
from lkjip_xl.rules.rule import Context
from lkjip_xl.rules.totals import parts_of_total

Compute = Callable[[Decimal, Decimal], Decimal | None]
"""Gives a percentage from what it is taken of and what is taken of it."""

#: What Excel takes: arguments of one function, and a formula that a reader still follows.
_MOST_ARGUMENTS, _MOST_SIGNS = 250, 8


class Turunan(NamedTuple):
    """A derived figure: its cell, its formula, what that gives, and why it is so.

    ``inputs`` are the cells it rests on; ``compute`` gives a percentage from other inputs.
    ``is_explained`` says that it is plain how the written figure came about.  ``result`` is on
    the scale of the records: per cent 0-100, money in rupiah; ``stored`` is what the cell is to
    hold.
    """

    cell: Sel
    formula: str
    result: Decimal
    stored: float
    becomes: str
    number_format: str
    inputs: tuple[Sel, ...]
    reason: str
    compute: Compute | None = None
    is_explained: bool = False

    def gives(self, expected: str) -> bool:
        """Tell whether the formula gives what a rule has computed in its own way."""
        places = (self.cell.figure.decimals, 0, None)
        shown = [format_number(self.result, decimals) for decimals in places]
        return any(expected in (one, f"Rp{one}", f"{one}%") for one in shown)


class Ragu(NamedTuple):
    """Why a derived figure is left to people."""

    cell: Sel
    reason: str


Derived = Turunan | Ragu


def derive_sum(context: Context, cell: Sel) -> Derived | None:
    """Return an amount as the sum of its item's children, ``None`` where it is no such sum."""
    tables = tables_of(context)
    children = _children(cell)
    if not children or not _is_only_amount(cell):
        return None
    if any(row.evidence.is_weak for child in children for row in child.rows):
        return Ragu(cell, "tingkat baris di bawahnya hanya diduga")
    parts: list[Sel] = []
    for child in children:
        own = [
            row.sel(cell.field, cell.year) for row in child.rows if row.lampiran is cell.lampiran
        ]
        known = [one for one in own if one is not None and not one.figure.is_blank]
        if not known or len(own) < len(child.rows):
            return Ragu(cell, f"rincian “{child.nama or child.level.label}” belum diisi")
        parts += known
    values = [value for part in parts if (value := tables.number(part)) is not None]
    if len(parts) > _MOST_ARGUMENTS or len(values) < len(parts):
        return Ragu(cell, "ada rincian yang tidak berupa angka")
    if min(values) < 0 or len({part.cell for part in parts}) != len(parts):
        return Ragu(cell, "ada rincian yang bernilai minus atau ditulis dua kali")
    result = sum(values, Decimal(0))
    own_format = tables.has_text_format(cell) or tables.number(cell) is None
    where = "di tabel ini" if _is_total(cell) else "di bawahnya"
    return Turunan(
        cell=cell,
        formula=_add(tables.grid(cell), cell.column.index, parts),
        result=result,
        stored=float(result.scaleb(-cell.column.scale)),
        becomes=format_rupiah(result),
        number_format=tables.number_format(parts[0]) if own_format else "",
        inputs=tuple(parts),
        reason=f"jumlah {len(children)} {children[0].level.label} {where}",
    )


def leaves_rows_out(tables: Tables, due: Turunan) -> bool:
    """Tell whether the cell's own formula adds nothing but some of its parts, each of them once."""
    parts = parse_plain(tables.formula(due.cell))
    summation = None if parts is None else parts.summation
    if parts is None or summation is None or summation.typed or summation.mean:
        return False
    grid = tables.grid(due.cell)
    if not all(one.is_on(grid.sheet) for one in parts.references):
        return False
    added = [at[:2] for one in parts.references for at in grid.filled_in(one.cells)]
    return len(set(added)) == len(added) and set(added) < {part.place for part in due.inputs}


def _is_total(cell: Sel) -> bool:
    return cell.item is not None and cell.item.level is Level.TOTAL


def _children(cell: Sel) -> Sequence[Item]:
    if cell.item is None:
        return ()
    if not _is_total(cell):
        return tuple(cell.item.below)
    return parts_of_total(cell.item.lampiran, cell.item, cell.field, cell.year)


def _is_only_amount(cell: Sel) -> bool:
    """Tell whether the item's amount stands in this cell alone."""
    rows = () if cell.item is None else cell.item.rows
    own = (row.sel(cell.field, cell.year) for row in rows)
    return {one.cell for one in own if one and not one.figure.is_blank} <= {cell.cell}


def _add(grid: Grid, column: int, parts: Sequence[Sel]) -> str:
    """Return the formula: a range where it holds just the parts, else the cells one by one."""
    letters = column_letters(column)
    rows = sorted(part.place[0] for part in parts)
    area = CellRange(rows[0], column, rows[-1], column)
    if len(rows) > 1 and [row for row, _, _ in grid.filled_in(area)] == rows:
        return f"SUM({letters}{rows[0]}:{letters}{rows[-1]})"
    single = [f"{letters}{row}" for row in rows]
    return "+".join(single) if len(single) <= _MOST_SIGNS else f"SUM({','.join(single)})"
