"""Fixtures that open workbooks in what stands in for Excel, or with ``-m excel`` in Excel itself."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlwings as xw

sys.path.insert(0, str(Path(__file__).parent))

from excel_double import start_engine
from office_backend import Office, OfficeBackend
from openpyxl_backend import OpenpyxlBackend
from small_book import write_small_book

BOOKS = Path(__file__).parents[2] / "workbooks"
SAMPLES = ("dp3akb-serang-2021.xlsx", "contoh-bersih.xlsx")

OpenCopy = Callable[[Path], xw.Book]

#: Engines that can be told to refuse, and whose calls are counted.
DOUBLES = ("openpyxl", "office")


@pytest.fixture(scope="session")
def apps() -> Iterator[Callable[[str], xw.App]]:
    """Give the app of an engine, started when first asked for."""
    started: dict[str, xw.App] = {}
    offices: list[Office] = []

    def start(name: str) -> xw.App:
        if name == "openpyxl":
            return start_engine(name, OpenpyxlBackend)
        if name == "office":
            offices.append(Office())
            return start_engine(name, lambda path: OfficeBackend(offices[0], path))
        return xw.App(visible=False, add_book=False)

    def give(name: str) -> xw.App:
        if name not in started:
            started[name] = start(name)
        app = started[name]
        app.engine.activate()
        return app

    yield give
    for office in offices:
        office.quit()
    if "excel" in started:
        started["excel"].quit()


@pytest.fixture(params=[*DOUBLES, pytest.param("excel", marks=pytest.mark.excel)])
def engine(request: pytest.FixtureRequest) -> str:
    """The name of each engine in turn."""
    return str(request.param)


@pytest.fixture
def app(apps: Callable[[str], xw.App], engine: str) -> Iterator[xw.App]:
    """The app of an engine, with Excel's usual settings before and after."""
    app = apps(engine)
    yield app
    for book in list(app.books):
        book.close()
    if engine in DOUBLES:
        app.impl.reset()


@pytest.fixture
def open_copy(app: xw.App, tmp_path: Path) -> OpenCopy:
    """Open a copy of a workbook, so that nothing harms the original."""

    def open_book(path: Path) -> xw.Book:
        folder = tmp_path / "terbuka"
        folder.mkdir(exist_ok=True)
        return app.books.open(shutil.copy(path, folder / path.name))

    return open_book


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small book with an error, a blank capaian, merges, notes and a format of the staff's."""
    return write_small_book(tmp_path / "kecil.xlsx")


@pytest.fixture
def book(open_copy: OpenCopy, small: Path) -> xw.Book:
    """The small book, open."""
    return open_copy(small)
