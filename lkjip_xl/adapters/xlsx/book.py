"""A workbook in an .xlsx, .xlsm, .xltx or .xltm file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lkjip_xl.adapters.xlsx.cells import (
    MAX_CELLS,
    MAX_COLUMN_KEPT,
    BookTexts,
    Cells,
    Damage,
    TooManyCellsError,
    too_many_cells,
)
from lkjip_xl.adapters.xlsx.formulas import MAX_ROW
from lkjip_xl.adapters.xlsx.package import Package, open_package
from lkjip_xl.adapters.xlsx.sheet import Sheet, read_sheet
from lkjip_xl.adapters.xlsx.strings import read_strings
from lkjip_xl.adapters.xlsx.styles import NO_STYLES, Styles, is_date_format, read_styles
from lkjip_xl.adapters.xlsx.workbook import SheetEntry, Workbook, read_workbook
from lkjip_xl.domain.tanggapan import Tanggapan
from lkjip_xl.grid import Grid, Loss
from lkjip_xl.location import parse_a1, quote_sheet
from lkjip_xl.outputs.catatan import KEY as CATATAN
from lkjip_xl.outputs.catatan_reading import read_catatan
from lkjip_xl.ports import BookError, legible

#: What the looks of a book are whose styles cannot be read; told from a book that has none.
LOST_STYLES = Styles(*NO_STYLES)

_COMPARE = (
    "Buka berkas ini di Excel, pilih Buka dan Perbaiki, cocokkan selnya dengan berkas atau cetakan "
    "aslinya, lalu simpan dengan nama baru"
)

#: Books made on a Macintosh used to count days from 1 January 1904.
DAYS_FROM_1900_TO_1904 = 1462


class FileBook:
    """A workbook file, read afresh each time its grids are asked for."""

    def __init__(self, path: Path | str, name: str = "") -> None:
        self.path = Path(path)
        self._name = legible(name or self.path.name)
        self._remarks: list[str] = []

    @property
    def name(self) -> str:
        return self._name

    @property
    def remarks(self) -> Sequence[str]:
        """What the last reading could not see; complete once all grids have been taken."""
        return tuple(self._remarks)

    def grids(self) -> Iterator[Grid]:
        """Yield every worksheet in tab order; of one that is damaged, an empty grid that says so.

        Raises:
            BookError: the file is no workbook, is damaged as a whole, or is far too large.
        """
        self._remarks = []
        with open_package(self.path) as package:
            workbook = read_workbook(package)
            yield from self._read_sheets(package, workbook)

    def tanggapan(self) -> Sequence[Tanggapan] | None:
        """Return the listing in the book, with people's answers; ``None`` where it holds none.

        Raises:
            BookError: the file is no workbook, or its listing is damaged.
        """
        with open_package(self.path) as package:
            workbook = read_workbook(package)
            entry = workbook.own.get(CATATAN)
            if entry is None:
                return None
            texts = _read_texts(package, workbook)
            sheet = self._read_sheet(package, entry, texts, NO_STYLES, MAX_CELLS)
            return read_catatan(self._make_grid(entry, sheet, NO_STYLES))

    def _read_sheets(self, package: Package, workbook: Workbook) -> Iterator[Grid]:
        texts = _read_texts(package, workbook)
        styles = self._read_styles(package, workbook)
        allowed = MAX_CELLS
        readable = False
        damaged: BookError | None = None
        for entry in workbook.sheets:
            try:
                sheet = self._read_sheet(package, entry, texts, styles, allowed)
            except BookError as error:
                damaged = error
                yield self._make_lost(entry, error)
                continue
            if sheet.is_worksheet:
                readable = True
                allowed -= sheet.cells.filled
                self._remark_damage(entry, sheet)
                if workbook.dates_from_1904:
                    _count_from_1900(sheet.cells, styles)
                yield self._make_grid(entry, sheet, styles)
        if not readable:
            raise damaged or BookError(
                "buku kerja ini tidak memiliki lembar tabel",
                self.name,
                "Pilih berkas yang berisi lampiran LKjIP",
            )

    def _read_styles(self, package: Package, workbook: Workbook) -> Styles:
        if not workbook.styles:
            return NO_STYLES
        try:
            return read_styles(package, workbook.styles)
        except BookError as error:
            self._remarks.append(f"Format angka dan huruf tidak terbaca: {error.what}")
            return LOST_STYLES

    def _read_sheet(
        self, package: Package, entry: SheetEntry, texts: BookTexts, styles: Styles, allowed: int
    ) -> Sheet:
        part = entry.part or entry.relation.lacking
        if not part:
            raise BookError(
                "isinya tidak ada di dalam berkas",
                f"{self.name}, lembar {quote_sheet(entry.name)}",
                "Salin lembar itu lagi dari berkas aslinya",
            )
        try:
            return read_sheet(package, part, texts, styles, allowed=allowed)
        except TooManyCellsError as error:
            raise too_many_cells(self.name, entry.name) from error

    def _remark_damage(self, entry: SheetEntry, sheet: Sheet) -> None:
        for damage in sheet.cells.damage.values():
            if not damage.loses:
                self._remarks.append(f"Lembar {quote_sheet(entry.name)}: {damage}")

    def _make_lost(self, entry: SheetEntry, error: BookError) -> Grid:
        """Return a grid that holds nothing but why the sheet could not be read."""
        loss = Loss(error.what, error.fix)
        return Grid(file=self.name, sheet=entry.name, rows={}, hidden=entry.hidden, losses=(loss,))

    def _make_grid(self, entry: SheetEntry, sheet: Sheet, styles: Styles) -> Grid:
        cells = sheet.cells
        return Grid(
            file=self.name,
            sheet=entry.name,
            rows=cells.rows,
            looks=cells.looks,
            palette=styles.palette,
            formulas=cells.formulas,
            stale=cells.stale,
            merges=sheet.merges,
            hidden=entry.hidden,
            hidden_rows=frozenset(cells.hidden_rows),
            hidden_columns=frozenset(sheet.hidden_columns),
            outline=cells.outline,
            ignored=sheet.ignored,
            # As of an .xls file: figures without their formats are read with doubt.
            has_looks=styles is not LOST_STYLES,
            losses=tuple(_make_loss(one) for one in cells.damage.values() if one.loses),
        )


def _read_texts(package: Package, workbook: Workbook) -> BookTexts:
    return BookTexts(read_strings(package, workbook.strings) if workbook.strings else ())


def _make_loss(damage: Damage) -> Loss:
    """Return a loss at the first cell that it concerns, at A1 where that is no cell."""
    try:
        row, column = parse_a1(damage.first)
    except ValueError:
        row = column = 0
    is_cell = 0 < row <= MAX_ROW and 0 < column <= MAX_COLUMN_KEPT
    return Loss(str(damage), _COMPARE, *((row, column) if is_cell else (1, 1)))


def _count_from_1900(cells: Cells, styles: Styles) -> None:
    """Move the dates of a book that counts days from 1904 to where all others have them."""
    dates = {
        index for index, look in enumerate(styles.palette) if is_date_format(look.number_format)
    }
    for row, indices in cells.looks.items():
        if dates.isdisjoint(indices):
            continue
        cells.rows[row] = tuple(
            value + DAYS_FROM_1900_TO_1904 if index in dates and isinstance(value, float) else value
            for value, index in zip(cells.rows[row], indices, strict=False)
        )
