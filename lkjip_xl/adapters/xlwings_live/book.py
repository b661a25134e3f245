"""The workbook that is open in Excel, as a ``ports.Book``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import xlwings as xw

from lkjip_xl.adapters.xlsx.cells import MAX_CELLS, too_many_cells
from lkjip_xl.adapters.xlsx.own_sheet import DefinedName, find_own_sheets
from lkjip_xl.adapters.xlwings_live.reading import SheetReader
from lkjip_xl.domain.tanggapan import Tanggapan
from lkjip_xl.grid import Grid
from lkjip_xl.location import CellRange
from lkjip_xl.outputs.catatan import KEY as CATATAN
from lkjip_xl.outputs.catatan_reading import read_catatan
from lkjip_xl.ports import BookError

Progress = Callable[[str], None]


class LiveBook:
    """An open workbook, read as it stands on the screen, saved or not.

    Args:
        book: the workbook as xlwings knows it.
        progress: is told in Indonesian what is being read.
    """

    def __init__(self, book: xw.Book, progress: Progress = lambda _: None) -> None:
        self.book = book
        self._progress = progress
        self._remarks: list[str] = []
        self._merges: dict[str, Sequence[CellRange]] = {}
        self._name = read_name(book)

    @property
    def name(self) -> str:
        return self._name

    @property
    def remarks(self) -> Sequence[str]:
        """What the last reading could not see; complete once all grids have been taken."""
        return tuple(self._remarks)

    @property
    def merges(self) -> Mapping[str, Sequence[CellRange]]:
        """The merged ranges by sheet, as the last reading saw them."""
        return self._merges

    def grids(self) -> Iterator[Grid]:
        """Yield every worksheet in tab order, also hidden ones, but none of our own.

        Raises:
            BookError: the workbook is far too large.
        """
        self._remarks, self._merges = [], {}
        own = {sheet.name for _, sheet in own_sheets(self.book)}
        filled = 0
        for sheet in self.book.sheets:
            if sheet.name in own:
                continue
            self._progress(f"membaca lembar {sheet.name}")
            reader = SheetReader(sheet, self._name)
            grid = reader.read()
            filled += sum(len(row) - row.count(None) for row in grid.rows.values())
            if filled > MAX_CELLS:
                raise too_many_cells(self._name, sheet.name)
            self._remarks += reader.remarks
            self._merges[grid.sheet] = grid.merges
            yield grid

    def tanggapan(self) -> Sequence[Tanggapan] | None:
        """Return the listing in the book, with people's answers; ``None`` where it holds none."""
        sheet = dict(own_sheets(self.book)).get(CATATAN)
        if sheet is None:
            return None
        return read_catatan(SheetReader(sheet, self._name).read_cells())


def read_name(book: xw.Book) -> str:
    """Return the name of an open workbook.

    Raises:
        BookError: it was closed in the meantime.
    """
    try:
        name: str = book.name
    except Exception as error:  # each platform has an error of its own for this
        raise BookError(
            "buku kerjanya sudah ditutup",
            "Excel",
            "Buka kembali buku kerja itu, lalu tekan tombolnya lagi",
        ) from error
    return name


class OwnTab(NamedTuple):
    """A sheet that we wrote, and its key."""

    key: str
    sheet: xw.Sheet


def own_sheets(book: xw.Book) -> list[OwnTab]:
    """Return the sheets that we wrote, with their keys, copies that people made of them too."""
    sheets = list(book.sheets)
    names = (
        DefinedName(name.name.rpartition("!")[2], "", (name.refers_to or "").removeprefix("="))
        for name in book.names
    )
    own = find_own_sheets(names, [sheet.name for sheet in sheets])
    return [OwnTab(own[place], sheets[place]) for place in sorted(own)]
