"""Where the add-in keeps things, as its VBA names them too."""

import sys
from pathlib import Path

import pytest

from lkjip_xl.adapters.desktop import own_folder

LAUNCHER = (Path(__file__).parents[2] / "macros" / "LkjipJalan.bas").read_text(encoding="ascii")


@pytest.mark.parametrize(
    ("platform", "variable", "below", "named"),
    [
        ("win32", "LOCALAPPDATA", "", r"%LOCALAPPDATA%\lkjip_xl"),
        ("darwin", "HOME", "Library/Application Support", "Support/lkjip_xl/lkjip_xl.log"),
        ("linux", "XDG_STATE_HOME", "", "lkjip_xl.log"),
    ],
)
def test_the_own_folder_is_under_the_users_profile(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    platform: str,
    variable: str,
    below: str,
    named: str,
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(tmp_path))

    assert own_folder() == tmp_path / below / "lkjip_xl"
    assert own_folder().is_dir()
    assert named in LAUNCHER
