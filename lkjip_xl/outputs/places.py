"""How a reader is told where a finding is: a cell of a sheet, or a place of a document."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from lkjip_xl.grid import Grid, SheetKind
from lkjip_xl.lampiran.labels import VOCABULARY
from lkjip_xl.location import CellRef
from lkjip_xl.pipeline import Checked
from lkjip_xl.tables.header import Header, find_headers
from lkjip_xl.tables.text import as_text

_MOST_WORDS = 8


class Places:
    """The places of a check, in words.

    A document has no cells that a reader could look up by ``E7``: of a table its row and the label
    of the column are told, of the text the heading and how the sentence begins.
    """

    def __init__(self, checked: Checked) -> None:
        self._grids: Mapping[tuple[str, str], Grid] = checked.naskah.grids
        self._headers: dict[tuple[str, str], list[Header]] = {}

    @cached_property
    def has_documents(self) -> bool:
        return bool(self._grids)

    def heading(self, file: str, sheet: str) -> str:
        """Return what stands above the findings of one sheet, table or text."""
        grid = self._grids.get((file, sheet))
        return f"lembar {sheet}" if grid is None or grid.kind is SheetKind.LEMBAR else sheet

    def of(self, cell: CellRef) -> str:
        """Return a place within its sheet, table or text."""
        grid = self._grids.get((cell.file, cell.sheet))
        if grid is None or grid.kind is SheetKind.LEMBAR:
            return cell.a1
        return (
            _sentence(grid, cell) if grid.kind is SheetKind.NASKAH else self._in_table(grid, cell)
        )

    def whole(self, cell: CellRef) -> str:
        """Return a place with its table, empty for a cell of a workbook."""
        grid = self._grids.get((cell.file, cell.sheet))
        if grid is None or grid.kind is SheetKind.LEMBAR:
            return ""
        return self.of(cell) if grid.kind is SheetKind.NASKAH else f"{cell.sheet}, {self.of(cell)}"

    def _in_table(self, grid: Grid, cell: CellRef) -> str:
        headers = self._headers_of(grid)
        above = [header for header in headers if header.top <= cell.row]
        labels = {column.index: column.label for column in above[-1].columns} if above else {}
        label = labels.get(cell.column, "")
        return f"baris {cell.row}, kolom {label or f'ke-{cell.column}'}"

    def _headers_of(self, grid: Grid) -> list[Header]:
        key = (grid.file, grid.sheet)
        if key not in self._headers:
            self._headers[key] = find_headers(grid, VOCABULARY)
        return self._headers[key]


def _sentence(grid: Grid, cell: CellRef) -> str:
    headings = [row for row in grid.outline if row < cell.row]
    under = f" di bawah {as_text(grid.value(max(headings), 1))}" if headings else ""
    words = as_text(grid.value(cell.row, cell.column)).split()
    begins = " ".join(words[:_MOST_WORDS]) + ("…" if len(words) > _MOST_WORDS else "")
    return f"paragraf ke-{cell.row}{under}, “{begins}”"
