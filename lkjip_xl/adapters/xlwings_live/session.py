"""The running Excel in which a button was pressed: its book, its messages, its status bar."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from lkjip_xl.adapters.desktop import open_file, show_message
from lkjip_xl.ports import BookError

if TYPE_CHECKING:
    import xlwings

TITLE = "LKjIP"


class ExcelSession:
    """An Excel, if it could be reached, and the name of the book that was in front."""

    def __init__(self, app: xlwings.App | None = None, book_name: str = "") -> None:
        self._app = app
        self._book_name = book_name

    @property
    def book(self) -> xlwings.Book:
        """The workbook that was in front when the button was pressed.

        Raises:
            BookError: there was none, or Excel does not know it any more.
        """
        if not self._book_name:
            raise BookError(
                "tidak ada buku kerja yang terbuka",
                "Excel",
                "Buka buku kerja lampiran LKjIP; bila di atasnya tertulis Tampilan Terproteksi, "
                "klik Aktifkan Pengeditan",
            )
        if self._app is not None:
            for book in self._app.books:
                if book.name.casefold() == self._book_name.casefold():
                    return book
        raise BookError(
            "buku kerja ini tidak lagi terbuka di Excel",
            self._book_name,
            "Buka lagi, klik salah satu selnya, lalu tekan tombolnya sekali lagi",
        )

    def tell(self, text: str, *, is_bad: bool = False) -> None:
        """Show a message over Excel's window, or one of the system's if Excel cannot show it.

        Raises:
            OSError: neither can.
        """
        try:
            if self._app is not None:
                self._app.alert(text, TITLE, mode="critical" if is_bad else "info")
                return
        except Exception:  # Excel may be the very thing that failed
            pass
        show_message(text, TITLE)

    def ask(self, question: str) -> bool:
        """Ask a question that is answered with yes or no; no Excel means no."""
        if self._app is None:
            return False
        return self._app.alert(question, TITLE, buttons="yes_no") == "yes"

    def show_status(self, text: str | None) -> None:
        """Write into the status bar; ``None`` gives it back to Excel.  Never fails."""
        try:
            if self._app is not None:
                self._app.status_bar = False if text is None else f"{TITLE}: {text}"
        except Exception:  # the work goes on without
            pass

    def open_book(self, path: Path) -> None:
        """Open a workbook in this Excel, or in the one that the system starts.

        Raises:
            BookError: another book of this name is open.
            OSError: no program opens it.
        """
        if self._app is None:
            open_file(path)
            return
        try:
            self._app.books.open(path)
        except ValueError as error:  # so xlwings says it
            raise BookError(
                "buku kerja lain dengan nama yang sama sedang terbuka",
                str(path),
                "Tutup buku kerja itu, lalu buka berkas baru ini dari Excel",
            ) from error


def find_session(book_name: str, hwnd: int) -> ExcelSession:
    """Return the Excel whose window has a handle, or the one in front where windows have none.

    Args:
        book_name: the name of the book in front, empty if there is none.
        hwnd: the handle that Excel for Windows gave, 0 on a Mac.
    """
    xlwings = _import_xlwings()
    apps = list(xlwings.apps)
    app = next((one for one in apps if hwnd and one.hwnd == hwnd), None)
    if app is None and len(apps) == 1:
        app = apps[0]
    if app is None and not hwnd:
        app = xlwings.apps.active
    return ExcelSession(app, book_name)


def _import_xlwings() -> ModuleType:
    """Import xlwings without pandas, which it loads where it can and of which we use nothing.

    That halves the time from a click to the first sign of work.
    """
    if "xlwings" in sys.modules or "pandas" in sys.modules:
        return importlib.import_module("xlwings")
    sys.modules["pandas"] = None  # type: ignore[assignment]  # so Python says: it cannot be had
    try:
        return importlib.import_module("xlwings")
    finally:
        del sys.modules["pandas"]
