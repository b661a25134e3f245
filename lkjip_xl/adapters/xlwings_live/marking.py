"""Marks of a whole open workbook: put there, taken away, walked through."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

import xlwings as xw

from lkjip_xl.adapters.xlwings_live import native
from lkjip_xl.adapters.xlwings_live.book import own_sheets
from lkjip_xl.adapters.xlwings_live.tinting import clear_cells, mark_cells
from lkjip_xl.grid import Mark
from lkjip_xl.location import CellRange


class Changed(NamedTuple):
    """How many marks went, and the names of the sheets whose protection kept theirs."""

    gone: int
    refused: list[str]


def mark_book(
    book: xw.Book,
    marks: Sequence[Mark],
    merges: Mapping[str, Sequence[CellRange]],
    progress: Callable[[str], None],
) -> list[str]:
    """Put marks on the cells of a workbook in the place of earlier ones.

    Args:
        book: the open workbook.
        marks: those to put.
        merges: the merged ranges by sheet.
        progress: is told in Indonesian what is being done.

    Returns:
        The names of the sheets whose protection kept marks from being changed.
    """
    by_sheet: dict[str, list[Mark]] = {}
    for mark in marks:
        by_sheet.setdefault(mark.sheet, []).append(mark)

    def change(sheet: xw.Sheet) -> int:
        gone = clear_cells(sheet)
        try:
            mark_cells(sheet, by_sheet.get(sheet.name, ()), merges.get(sheet.name, ()))
        except BaseException:
            # Half the marks would look like all of them; a protection may allow formats alone.
            with suppress(Exception):
                clear_cells(sheet)
            raise
        return gone

    return _each_sheet(book, change, progress, "menandai").refused


def clear_book(book: xw.Book, progress: Callable[[str], None]) -> Changed:
    """Take every mark off the cells of a workbook."""
    return _each_sheet(book, clear_cells, progress, "membersihkan")


def _each_sheet(
    book: xw.Book,
    change: Callable[[xw.Sheet], int],
    progress: Callable[[str], None],
    word: str,
) -> Changed:
    own = {sheet.name for _, sheet in own_sheets(book)}
    done = 0
    refused = []
    for sheet in book.sheets:
        if sheet.name in own:
            continue
        progress(f"{word} lembar {sheet.name}")
        try:
            done += change(sheet)
        except Exception:
            # Excel refuses with an error of the platform; a sheet without protection has none to.
            if not native.is_protected(sheet):
                raise
            refused.append(sheet.name)
    return Changed(done, refused)
