"""Sums of money as formulas: a program of its kegiatan, a total of what stands above it."""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_rupiah
from lkjip_xl.figures.plain_formula import iterate_cells, parse_plain
from lkjip_xl.lampiran.records import Baris, Item
from lkjip_xl.location import CellRange, column_letters
from lkjip_xl.perbaikan.persentase import Ragu, Turunan
from lkjip_xl.perbaikan.sel import Sel

FIELDS = frozenset({"pagu", "realisasi_anggaran", "anggaran"})

#: What Excel takes: arguments of one function, and a formula that a reader still follows.
_MOST_ARGUMENTS, _MOST_SIGNS = 250, 8


def derive_sum(cell: Sel) -> Turunan | Ragu | None:
    """Return an amount as the sum of its item's children, ``None`` where it is no such sum."""
    children = _children(cell)
    if not children or not _is_only_amount(cell):
        return None
    if any(row.evidence.is_weak for child in children for row in child.rows):
        return Ragu("tingkat baris di bawahnya hanya diduga")
    parts: list[Sel] = []
    for child in children:
        own = [cell._replace(row=row) for row in child.rows if _is_beside(cell, row)]
        known = [one for one in own if not one.figure.is_blank]
        if not known or len(own) < len(child.rows):
            return Ragu(f"rincian “{child.nama or child.level.label}” belum diisi")
        parts += known
    if len(parts) > _MOST_ARGUMENTS or any(part.number is None for part in parts):
        return Ragu("ada rincian yang tidak berupa angka")
    values = [part.number for part in parts if part.number is not None]
    if min(values) < 0 or len({part.at for part in parts}) != len(parts):
        return Ragu("ada rincian yang bernilai minus atau ditulis dua kali")
    result = sum(values)
    assert not isinstance(result, int)  # there is at least one part
    stored = float(result.scaleb(-cell.column.scale))
    label = children[0].level.label
    where = "di tabel ini" if _is_total(cell) else "di bawahnya"
    return Turunan(
        formula=_add(cell, parts),
        result=result,
        stored=stored,
        becomes=format_rupiah(result),
        number_format=parts[0].number_format if cell.is_text_format or cell.number is None else "",
        inputs=tuple(parts),
        reason=f"jumlah {len(children)} {label} {where}",
    )


def leaves_rows_out(cell: Sel, due: Turunan) -> bool:
    """Tell whether the cell's own formula adds nothing but some of its parts, each of them once."""
    parts = parse_plain(cell.formula)
    summation = None if parts is None else parts.summation
    if parts is None or summation is None or summation.typed or summation.mean:
        return False
    added: list[tuple[int, int]] = []
    for one in parts.references:
        if one.sheet and one.sheet.casefold() != cell.grid.sheet.casefold():
            return False
        added += [(row, column) for row, column, _ in iterate_cells(cell.grid, one.cells)]
    wanted = {(part.at.row, part.at.column) for part in due.inputs}
    return len(set(added)) == len(added) and set(added) < wanted


def _is_total(cell: Sel) -> bool:
    return cell.item.level is Level.TOTAL


def _children(cell: Sel) -> Sequence[Item]:
    if not _is_total(cell):
        return tuple(cell.head.children_of(cell.item))
    name, year = cell.column.field, cell.year
    with_amounts = [
        item
        for item in cell.head.items
        if item.level is not Level.TOTAL and item.total(name, year) is not None
    ]
    top = min((item.level.depth for item in with_amounts), default=-1)
    return [item for item in cell.head.items if item.level.depth == top]


def _is_only_amount(cell: Sel) -> bool:
    """Tell whether the item's amount stands in this cell alone."""
    amount = cell.item.amount(cell.column.field, cell.year)
    return amount.cells == (cell.at,) or not amount.cells


def _is_beside(cell: Sel, row: Baris) -> bool:
    """Tell whether a row stands on the cell's own sheet."""
    return (row.origin.file, row.origin.sheet) == (cell.lampiran.file, cell.lampiran.sheet)


def _add(cell: Sel, parts: Sequence[Sel]) -> str:
    """Return the formula: a range where it holds just the parts, else the cells one by one."""
    letters = column_letters(cell.column.index)
    rows = sorted(part.at.row for part in parts)
    area = CellRange(rows[0], cell.column.index, rows[-1], cell.column.index)
    filled = [row for row, _, _ in iterate_cells(cell.grid, area)]
    if len(rows) > 1 and filled == rows:
        return f"SUM({letters}{rows[0]}:{letters}{rows[-1]})"
    single = [f"{letters}{row}" for row in rows]
    return "+".join(single) if len(single) <= _MOST_SIGNS else f"SUM({','.join(single)})"
