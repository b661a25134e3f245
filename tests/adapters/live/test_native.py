"""What xlwings does not know is asked in COM's words on Windows and in AppleScript's on Mac."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from lkjip_xl.adapters.xlwings_live import native


def test_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    rows = SimpleNamespace(Hidden=True, OutlineLevel=3)
    columns = SimpleNamespace(Hidden=None)
    complaints = {1: SimpleNamespace(Ignore=True), 4: SimpleNamespace(Ignore=False)}
    cells = owner(
        IndentLevel=2, EntireRow=rows, EntireColumn=columns, Errors=complaints.__getitem__
    )

    assert native.indent(cells) == 2
    assert native.outline(cells) == 2
    assert native.rows_hidden(cells) is True
    assert native.columns_hidden(cells) is None
    assert native.ignores(cells, "evalError")
    assert not native.ignores(cells, "formula")
    assert native.is_protected(owner(ProtectContents=True))


def test_mac(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    rows = SimpleNamespace(hidden=Told(False), outline_level=Told(1))
    cells = owner(indent_level=Told(1), entire_row=rows)

    assert native.indent(cells) == 1
    assert native.outline(cells) == 0
    assert native.rows_hidden(cells) is False
    assert native.columns_hidden(cells) is None
    assert not native.ignores(cells, "evalError")
    assert native.has_fixed_sheets(owner(protect_structure=Told(True)))


class Told:
    """A property as appscript hands it over."""

    def __init__(self, value: Any) -> None:
        self.get = lambda: value


def owner(**api: Any) -> Any:
    return SimpleNamespace(api=SimpleNamespace(**api))
