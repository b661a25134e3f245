"""The add-in in a real Excel: ``pytest -m excel tests/macros``, after installing it.

Excel must be closed before; a page of the guide stays open in the browser.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lkjip_xl.adapters.desktop import own_folder

pytestmark = pytest.mark.excel

ADDIN = Path(__file__).parents[2] / "macros" / "lkjip_xl.xlam"
#: Seconds that a cold Python may need.
PATIENCE = 60


@pytest.fixture
def excel() -> Iterator[Any]:
    """A new Excel with a blank book and the add-in, which it does not open by itself then."""
    import xlwings

    app = xlwings.App(visible=True, add_book=True)
    try:
        if ADDIN.name not in [book.name for book in app.books]:
            app.books.open(ADDIN)
            app.books[0].activate()
        yield app
    finally:
        app.quit()


def test_excel_compiles_the_launcher(excel: Any) -> None:
    assert excel.macro(f"'{ADDIN.name}'!BookName")() == excel.books.active.name


def test_a_click_reaches_the_installed_python(excel: Any) -> None:
    page = own_folder() / "panduan" / "panduan.html"
    page.unlink(missing_ok=True)

    excel.macro(f"'{ADDIN.name}'!LkjipPanduan")(None)

    deadline = time.monotonic() + PATIENCE
    while not page.exists() and time.monotonic() < deadline:
        time.sleep(0.5)
    assert page.exists()
