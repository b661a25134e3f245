"""The buttons one after another on one open book, as a person presses them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from excel_double import start_engine
from openpyxl_backend import OpenpyxlBackend

from lkjip_xl.apps import ribbon

ROWS: tuple[tuple[Any, ...], ...] = (
    ("Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"),
    ("Panjang jalan mantap", "km", 80, 70, 90),
    ("Jumlah pelatihan", "kali", 20, 19, None),
    ("Cakupan layanan", "persen", 50, 45, 95),
)


class Excel:
    """A running Excel with one book in front, and a person who presses buttons."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = folder / "buku.xlsx"
        workbook = openpyxl.Workbook()
        for row in ROWS:
            workbook.worksheets[0].append(row)
        workbook.save(path)
        self.alerts: list[str] = []
        self.opened: list[Path] = []
        self.app = start_engine("openpyxl-ribbon", OpenpyxlBackend)
        self.app.impl.hwnd = 657418
        self.app.impl.alert = self._alert
        self.book = self.app.books.open(path)
        monkeypatch.setattr(ribbon, "open_file", self.opened.append)
        monkeypatch.setattr(ribbon, "own_folder", lambda: folder)
        monkeypatch.setenv("LKJIP_SOFFICE", "")
        monkeypatch.setenv(ribbon.BOOK, self.book.name)
        monkeypatch.setenv(ribbon.WINDOW, "657418")
        monkeypatch.setenv(ribbon.TARGET, str(folder / "laporan.docx"))

    def _alert(self, prompt: str, title: str, buttons: str, mode: str, callback: Any) -> str:
        assert (title, mode) == ("LKjIP", "info"), prompt
        self.alerts.append(prompt)
        return "ok"

    def press(self, button: str) -> str:
        """Return what the person reads afterwards."""
        self.alerts.clear()
        assert ribbon.main([button]) == 0
        return self.alerts[0] if self.alerts else str(self.app.status_bar)

    @property
    def sheets(self) -> list[str]:
        return [sheet.name for sheet in self.book.sheets]


@pytest.fixture
def excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Excel:
    return Excel(tmp_path, monkeypatch)


def test_check_walk_fill_and_clear(excel: Excel) -> None:
    before = excel.sheets

    assert "2 kesalahan" in excel.press("validasi_hitung")
    assert excel.app.status_bar is False
    assert {"Catatan", "Hasil Hitung"} <= set(excel.sheets)

    excel.book.sheets[before[0]].activate()
    first, second = excel.press("catatan_berikutnya"), excel.press("catatan_berikutnya")
    assert first.startswith("LKjIP: ") and first != second
    assert excel.press("catatan_sebelumnya") == first

    assert "E3" in excel.press("hitung_ulang")
    assert "D3/C3*100" in excel.book.sheets[0]["E3"].formula

    assert excel.press("hapus_tanda").startswith("Tanda dihapus.")
    assert excel.sheets == before


def test_the_report_is_of_the_book_on_the_screen(excel: Excel, tmp_path: Path) -> None:
    """What was typed since the book was saved is in it, and the book's file is left alone."""
    import docx

    saved = (tmp_path / "buku.xlsx").read_bytes()
    excel.book.sheets[0]["A2"].value = "Panjang jalan yang baru diketik"

    told = excel.press("buat_laporan")

    assert told.startswith(f"Laporan ditulis ke {tmp_path / 'laporan.docx'}.")
    assert excel.opened == [tmp_path / "laporan.docx"]
    texts = [
        cell.text
        for table in docx.Document(str(excel.opened[0])).tables
        for row in table.rows
        for cell in row.cells
    ]
    assert "Panjang jalan yang baru diketik" in texts
    assert (tmp_path / "buku.xlsx").read_bytes() == saved
    assert excel.sheets == ["Sheet"]
