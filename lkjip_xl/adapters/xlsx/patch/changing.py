"""Cells of a book given other contents: which may be, and what else that touches."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from lkjip_xl.adapters.xlsx.patch.cells import CellParts, explain_obstacle, is_protected
from lkjip_xl.adapters.xlsx.patch.dialect import UnpatchableError
from lkjip_xl.adapters.xlsx.patch.draft import Draft
from lkjip_xl.adapters.xlsx.patch.outline import read_sheet_outline
from lkjip_xl.adapters.xlsx.patch.styles import StyleSheet
from lkjip_xl.adapters.xlsx.patch.workbook import WorkbookPart, calculate_on_load
from lkjip_xl.grid import CellChange
from lkjip_xl.location import CellRef


def change_cells(draft: Draft, book: WorkbookPart, changes: Sequence[CellChange]) -> None:
    """Give cells other contents, and let Excel compute the book when it opens it.

    Raises:
        UnpatchableError: a sheet is not there or holds no cells.
    """
    parts = _parts_by_sheet(book)
    styles = StyleSheet(draft, book)
    ordered = sorted(changes, key=lambda change: change.sheet)
    for name, group in groupby(ordered, key=lambda change: change.sheet):
        own = list(group)
        part = parts[name]
        data = draft.read(part)
        places = [(change.row, change.column) for change in own]
        cells = CellParts(data, read_sheet_outline(data, part), places)
        draft.patch(part, cells.splices(own, styles.with_number_format))
    styles.save()
    calculate_on_load(draft)


def explain_obstacles(
    draft: Draft, book: WorkbookPart, cells: Collection[CellRef]
) -> dict[CellRef, str]:
    """Return the cells that must not be changed, with the reason in Indonesian.

    Raises:
        UnpatchableError: a sheet is not there or holds no cells.
    """
    part_of = _parts_by_sheet(book)
    styles = StyleSheet(draft, book)
    found: dict[CellRef, str] = {}
    for name, group in groupby(sorted(cells), key=lambda cell: cell.sheet):
        own = list(group)
        data = draft.read(part_of[name])
        outline = read_sheet_outline(data, part_of[name])
        parts = CellParts(data, outline, [(cell.row, cell.column) for cell in own])
        arrays, protected = list(parts.arrays()), is_protected(outline)
        for cell in own:
            place = (cell.row, cell.column)
            if protected and styles.is_locked(parts.style_of(place)):
                found[cell] = "lembar dilindungi dan sel ini terkunci"
            elif reason := explain_obstacle(parts, place, arrays):
                found[cell] = reason
    return found


class _Parts(dict[str, str]):
    """The parts of worksheets by the sheets' names."""

    def __missing__(self, name: str) -> str:
        raise UnpatchableError(
            f"lembar {name} yang hendak diperbaiki tidak ada", "Periksa ulang buku ini dahulu"
        )


def _parts_by_sheet(book: WorkbookPart) -> Mapping[str, str]:
    return _Parts({sheet.name: sheet.part for sheet in book.worksheets()})
