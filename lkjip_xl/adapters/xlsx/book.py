"""A workbook in an .xlsx, .xlsm, .xltx or .xltm file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lkjip_xl.adapters.xlsx.cells import MAX_CELLS, BookTexts, TooManyCellsError
from lkjip_xl.adapters.xlsx.package import Package, open_package
from lkjip_xl.adapters.xlsx.sheet import Sheet, read_sheet
from lkjip_xl.adapters.xlsx.strings import read_strings
from lkjip_xl.adapters.xlsx.styles import NO_STYLES, Styles, read_styles
from lkjip_xl.adapters.xlsx.workbook import SheetEntry, Workbook, read_workbook
from lkjip_xl.grid import Grid
from lkjip_xl.location import quote_sheet
from lkjip_xl.ports import BookError


class FileBook:
    """A workbook file, read afresh each time its grids are asked for."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._remarks: list[str] = []

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def remarks(self) -> Sequence[str]:
        """What the last reading could not see; complete once all grids have been taken."""
        return tuple(self._remarks)

    def grids(self) -> Iterator[Grid]:
        """Yield every worksheet in tab order; one that is damaged becomes a remark instead.

        Raises:
            BookError: the file is no workbook, is damaged as a whole, or is far too large.
        """
        self._remarks = []
        with open_package(self.path) as package:
            workbook = read_workbook(package)
            if not workbook.sheets:
                raise BookError(
                    "buku kerja ini tidak memiliki lembar tabel",
                    self.name,
                    "Pilih berkas yang berisi lampiran LKjIP",
                )
            yield from self._read_sheets(package, workbook)

    def _read_sheets(self, package: Package, workbook: Workbook) -> Iterator[Grid]:
        texts = BookTexts(read_strings(package, workbook.strings) if workbook.strings else ())
        styles = self._read_styles(package, workbook)
        if workbook.dates_from_1904:
            self._remarks.append(
                "Buku ini menghitung tanggal sejak 1904; tanggal yang berupa angka bergeser 1.462 "
                "hari. Matikan pilihan itu di Excel: Opsi, Tingkat Lanjut, Gunakan sistem tanggal "
                "1904"
            )
        allowed = MAX_CELLS
        readable = False
        damaged: BookError | None = None
        for entry in workbook.sheets:
            try:
                sheet = self._read_sheet(package, entry, texts, styles, allowed)
            except BookError as error:
                damaged = error
                self._remarks.append(f"Lembar {quote_sheet(entry.name)} dilewati: {error.what}")
                continue
            if sheet.is_worksheet:
                readable = True
                allowed -= sheet.cells.filled
                self._remark_damage(entry, sheet)
                yield self._make_grid(entry, sheet, styles)
        if damaged is not None and not readable:
            raise damaged

    def _read_styles(self, package: Package, workbook: Workbook) -> Styles:
        if not workbook.styles:
            return NO_STYLES
        try:
            return read_styles(package, workbook.styles)
        except BookError as error:
            self._remarks.append(f"Format angka dan huruf tidak terbaca: {error.what}")
            return NO_STYLES

    def _read_sheet(
        self, package: Package, entry: SheetEntry, texts: BookTexts, styles: Styles, allowed: int
    ) -> Sheet:
        if not entry.part:
            raise BookError(
                "isinya tidak ada di dalam berkas",
                f"{self.name}, lembar {quote_sheet(entry.name)}",
                "Salin lembar itu lagi dari berkas aslinya",
            )
        try:
            return read_sheet(package, entry.part, texts, styles, allowed=allowed)
        except TooManyCellsError as error:
            raise BookError(
                f"isi buku melebihi {MAX_CELLS // 1_000_000} juta sel",
                f"{self.name}, lembar {quote_sheet(entry.name)}",
                "Pisahkan lembar lampiran ke buku kerja tersendiri",
            ) from error

    def _remark_damage(self, entry: SheetEntry, sheet: Sheet) -> None:
        for what, (count, first) in sheet.cells.damage.items():
            where = f"mulai {first}" if count > 1 else first
            self._remarks.append(f"Lembar {quote_sheet(entry.name)}: {count} {what} ({where})")

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
        )
