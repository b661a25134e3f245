"""Fixtures of the front ends; makes the modules beside this file importable, also for workers."""

import sys
from pathlib import Path

import pytest

from lkjip_xl.outputs.soffice import PROGRAM

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave LibreOffice out: laying the report out takes seconds and has a test of its own."""
    monkeypatch.setenv(PROGRAM, "")
