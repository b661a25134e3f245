"""An Excel for the add-in's Python, put in place before anything else runs (``import fake_excel``).

It is an xlwings engine with one app and one open book, and writes down what Excel would show.  The
jobs on the open book are played: they are tested with real engines elsewhere.  What each test wants
of it is in environment variables.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from lkjip_xl.adapters.xlwings_live.session import _import_xlwings

xlwings = _import_xlwings()
base_classes = importlib.import_module("xlwings.base_classes")
HWND = 657418


def record(**what: Any) -> None:
    with Path(os.environ["FAKE_EXCEL_RECORD"]).open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(what) + "\n")


class FakeBook(base_classes.Book):
    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def name(self) -> str:
        return self._name


class FakeBooks(base_classes.Books):
    def __init__(self) -> None:
        self._books = [FakeBook("Lampiran = 100% & 'siap'.xlsx")]

    @property
    def app(self) -> FakeApp:
        return APP

    def __call__(self, name: str) -> FakeBook:
        raise KeyError(name)

    def __len__(self) -> int:
        return len(self._books)

    def __iter__(self) -> Any:
        return iter(self._books)

    def open(self, fullname: str, *_: Any, **__: Any) -> FakeBook:
        record(opened=str(fullname))
        return FakeBook(Path(fullname).name)


class FakeApp(base_classes.App):
    def __init__(self) -> None:
        self._books = FakeBooks()

    @property
    def engine(self) -> FakeEngine:
        return FakeEngine()

    @property
    def pid(self) -> int:
        return os.getpid()

    @property
    def hwnd(self) -> int:
        return HWND

    @property
    def books(self) -> FakeBooks:
        return self._books

    @property
    def status_bar(self) -> Any:
        return False

    @status_bar.setter
    def status_bar(self, value: Any) -> None:
        record(status=value)

    def alert(self, prompt: str, title: str, buttons: Any, mode: Any, callback: Any) -> str:
        record(alert=prompt, title=title, mode=mode, buttons=buttons)
        return "ok"


class FakeApps(base_classes.Apps):
    def __iter__(self) -> Any:
        return iter([APP])

    def __len__(self) -> int:
        return 1


class FakeEngine:
    name = "fake"
    type = "desktop"
    apps: FakeApps


APP = FakeApp()


def install() -> None:
    FakeEngine.apps = FakeApps()
    engine = xlwings.Engine(impl=FakeEngine())
    xlwings.engines.add(engine)
    engine.activate()
    _play("lkjip_xl.apps.live", **{name: _job(name) for name in ("validate", "fill_formulas")})
    sys.modules["lkjip_xl.apps.live"].__dict__.update(step=_job("step"), clear=_job("clear"))
    _play("lkjip_xl.adapters.xlwings_live")
    _play("lkjip_xl.adapters.xlwings_live.book", LiveBook=_live_book)


def _play(name: str, **content: Any) -> None:
    module = ModuleType(name)
    module.__dict__.update(content)
    sys.modules[name] = module


def _job(name: str) -> Any:
    def job(book: Any, *rest: int) -> str:
        record(job=name, book=book.name, rest=list(rest), path=sys.path, folder=str(Path.cwd()))
        return f"{name} selesai × −"

    return job


def _live_book(book: Any, progress: Any) -> Any:
    from lkjip_xl import open_book

    progress("membaca Tabel 3.1")
    record(read=book.name)
    return open_book(os.environ["FAKE_EXCEL_BOOK"])


install()
