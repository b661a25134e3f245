"""The buttons of the Excel add-in: ``python -I -m lkjip_xl.apps.ribbon TOMBOL``.

The add-in names the button; the book in front, the handle of Excel's window and the file that the
user chose come in environment variables, so that none of them is ever part of a command line.
"""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path

from lkjip_xl import __version__
from lkjip_xl.adapters.desktop import open_file, own_folder
from lkjip_xl.adapters.xlwings_live.session import ExcelSession, find_session
from lkjip_xl.keeping import replacing
from lkjip_xl.ports import BookError

#: What the add-in sets.
BOOK, WINDOW, TARGET = "LKJIP_XL_BUKU", "LKJIP_XL_HWND", "LKJIP_XL_TUJUAN"

_log = logging.getLogger("lkjip_xl.ribbon")


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """One press of a button; ``target`` is the file that the user chose, if the button asks."""

    session: ExcelSession
    target: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the user is told; ``is_passing`` keeps it in the status bar, where nobody must click."""

    text: str = ""
    is_passing: bool = False


def validasi_hitung(press: Press) -> Reply:
    """Recompute, check and mark the open book."""
    from lkjip_xl.apps import live

    return Reply(text=live.validate(press.session.book))


def hitung_ulang(press: Press) -> Reply:
    """Fill blank computed cells with formulas."""
    from lkjip_xl.apps import live

    return Reply(text=live.fill_formulas(press.session.book))


def catatan_berikutnya(press: Press) -> Reply:
    """Go to the next marked cell."""
    from lkjip_xl.apps import live

    return Reply(text=live.step(press.session.book, 1), is_passing=True)


def catatan_sebelumnya(press: Press) -> Reply:
    """Go to the marked cell before."""
    from lkjip_xl.apps import live

    return Reply(text=live.step(press.session.book, -1), is_passing=True)


def hapus_tanda(press: Press) -> Reply:
    """Take our marks out of the open book."""
    from lkjip_xl.apps import live

    return Reply(text=live.clear(press.session.book))


def buat_laporan(press: Press) -> Reply:
    """Write the report of the book as it stands on the screen, saved or not, and open it."""
    from lkjip_xl.adapters.xlwings_live.book import LiveBook
    from lkjip_xl.apps.reporting import write_word
    from lkjip_xl.pipeline import check

    book = LiveBook(press.session.book, press.session.show_status)
    target = _chosen(press, ".docx")
    if target is None:
        return Reply()
    checked = check(book)
    press.session.show_status("menyusun laporan …")
    remarks = write_word(checked, target)
    open_file(target)
    return Reply(text="\n\n".join((f"Laporan ditulis ke {target}.", *remarks)))


def buku_baru(press: Press) -> Reply:
    """Write a workbook of blank forms, and open it."""
    from lkjip_xl.outputs.forms import write_forms

    target = _chosen(press, ".xlsx")
    if target is None:
        return Reply()
    with replacing(target) as kept:
        write_forms(target)
    press.session.open_book(target)
    return Reply(text=f"{kept}." if kept.path else "")


def panduan(press: Press) -> Reply:
    """Open the user guide."""
    from lkjip_xl.outputs.guide import write_guide

    open_file(write_guide(own_folder() / "panduan"))
    return Reply()


def tentang(press: Press) -> Reply:
    """Tell the version, and where things lie."""
    return Reply(
        text=f"lkjip_xl {__version__}\nMemeriksa lampiran LKjIP dan menyusun laporannya.\n\n"
        f"Terpasang di {Path(sys.prefix).parent}\nCatatan teknis: {_log_path()}"
    )


BUTTONS: dict[str, Callable[[Press], Reply]] = {
    button.__name__: button
    for button in (
        validasi_hitung,
        hitung_ulang,
        catatan_berikutnya,
        catatan_sebelumnya,
        hapus_tanda,
        buat_laporan,
        buku_baru,
        panduan,
        tentang,
    )
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what one button asks, and return 0 if its outcome, good or bad, could be told.

    Any other status leaves it to the add-in to say that something failed.
    """
    (name,) = sys.argv[1:] if arguments is None else arguments
    button = BUTTONS[name]
    _give_streams()
    with _kept_log():
        _log.info("%s: %s", name, os.environ.get(BOOK) or "tanpa buku kerja")
        return _answer(name, button)


def _answer(name: str, button: Callable[[Press], Reply]) -> int:
    session = ExcelSession()
    try:
        session = find_session(os.environ.get(BOOK, ""), int(os.environ.get(WINDOW) or 0))
        chosen = os.environ.get(TARGET)
        reply = button(Press(session=session, target=Path(chosen) if chosen else None))
    except BookError as error:
        _log.warning("%s: %s", name, error)
        return _fail(session, f"{error}.")
    except Exception:
        _log.exception("%s", name)
        return _fail(
            session,
            "Pekerjaan berhenti karena kesalahan yang tidak terduga. Simpan buku kerja, tutup dan "
            "buka lagi Excel, lalu ulangi.",
        )
    _log.info("%s: selesai", name)  # not what was found: a log is sent around
    session.show_status(reply.text if reply.is_passing else None)
    if reply.text and not reply.is_passing:
        return _tell(session, reply.text)
    return 0


def _fail(session: ExcelSession, text: str) -> int:
    session.show_status(None)
    return _tell(session, f"{text}\n\nCatatan teknis: {_log_path()}", is_bad=True)


def _tell(session: ExcelSession, text: str, *, is_bad: bool = False) -> int:
    try:
        session.tell(text, is_bad=is_bad)
    except Exception:
        _log.exception("tidak dapat memberi tahu")
        return 1
    return 0


def _chosen(press: Press, suffix: str) -> Path | None:
    """Return the file to write, with its suffix; ``None`` if it exists and is to stay.

    Raises:
        BookError: none was chosen.
    """
    if press.target is None:
        raise BookError(
            "belum ada nama berkas yang dipilih", "Excel", "Tekan tombolnya sekali lagi"
        )
    target = press.target
    if target.suffix.lower() != suffix:
        target = target.with_name(target.name + suffix)
    if target.exists() and not press.session.ask(f"{target} sudah ada. Ganti dengan yang baru?"):
        return None
    return target


def _log_path() -> Path:
    return own_folder() / "lkjip_xl.log"


@contextmanager
def _kept_log() -> Iterator[None]:
    """Write what happens to a file of at most 2 × 200 kB; without one the work goes on."""
    try:
        handler = RotatingFileHandler(
            _log_path(), maxBytes=200_000, backupCount=1, encoding="utf-8", errors="replace"
        )
    except OSError:
        yield
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    root = logging.getLogger("lkjip_xl")
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        handler.close()


def _give_streams() -> None:
    """Python without a console has no standard streams, which some code takes for granted."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, io.StringIO())


if __name__ == "__main__":
    sys.exit(main())
