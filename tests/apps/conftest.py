"""Fixtures of the front ends."""

import pytest

from lkjip_xl.outputs.soffice import PROGRAM


@pytest.fixture(autouse=True)
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave LibreOffice out: laying the report out takes seconds and has a test of its own."""
    monkeypatch.setenv(PROGRAM, "")
