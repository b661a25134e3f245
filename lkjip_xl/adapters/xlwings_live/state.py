"""Excel's settings while we work, put back whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import xlwings as xw

#: What is switched off meanwhile: drawing, questions, macros of the book, and computing after each
#: cell that is written.
_AT_WORK: dict[str, Any] = {
    "screen_updating": False,
    "display_alerts": False,
    "enable_events": False,
    "calculation": "manual",
}


@contextmanager
def working(book: xw.Book) -> Iterator[Callable[[str], None]]:
    """Let Excel rest while the block works on a book.

    Gives a function that shows in the status bar what is being done.  Afterwards the settings, the
    status bar, the sheet that was shown and what was selected on it are as before, also where the
    block fails.
    """
    app = book.app
    before = {name: value for name in _AT_WORK if (value := _setting(app, name)) is not None}
    status = _setting(app, "status_bar")
    shown = book.sheets.active.name
    selected = book.selection
    address = None if selected is None else selected.address

    def show(what: str) -> None:
        with suppress(Exception):  # nothing depends on it
            app.status_bar = f"LKjIP: {what} …"

    try:
        for name in before:
            _set(app, name, _AT_WORK[name])
        yield show
    finally:
        _return_to(book, shown, address)
        for name, value in reversed(before.items()):
            _set(app, name, value)
        _set(app, "status_bar", False if status is None else status)


def _setting(app: xw.App, name: str) -> Any:
    """Return a setting, ``None`` where this Excel does not tell, as without an open window."""
    try:
        return getattr(app, name)
    except Exception:  # each platform has an error of its own for this
        return None


def _set(app: xw.App, name: str, value: Any) -> None:
    """Change a setting, or leave it where Excel refuses: the others still count."""
    with suppress(Exception):
        setattr(app, name, value)


def _return_to(book: xw.Book, sheet: str, address: str | None) -> None:
    """Show the sheet again that was shown, if it is still there and Excel lets us."""
    with suppress(Exception):
        if book.sheets.active.name != sheet:
            book.sheets[sheet].activate()
        selected = book.selection
        if address is not None and (selected is None or selected.address != address):
            book.sheets[sheet].range(address).select()
