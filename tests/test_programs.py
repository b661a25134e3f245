"""Programs are found where the system has them, not where a workbook lies."""

import os
import sys
from pathlib import Path

import pytest

from lkjip_xl.outputs.soffice import PROGRAM, find_soffice
from lkjip_xl.programs import find_program, python_command, safe_path, windows_program


def put_program(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    for suffix in ("", ".com", ".exe"):
        (folder / f"{name}{suffix}").write_text("")
        (folder / f"{name}{suffix}").chmod(0o755)
    return next(folder.glob(f"{name}*.com" if sys.platform == "win32" else name))


@pytest.mark.parametrize("relative", ["", ".", "./", "sub", ".."])
def test_a_program_below_the_working_folder_is_not_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, relative: str
) -> None:
    here = tmp_path / "kiriman"
    for folder in (tmp_path, here, here / "sub"):
        put_program(folder, "soffice")
    installed = put_program(tmp_path / "bin", "soffice")
    monkeypatch.chdir(here)
    monkeypatch.delenv(PROGRAM, raising=False)

    monkeypatch.setenv("PATH", relative)
    assert find_program("soffice") is None
    monkeypatch.setenv("PATH", os.pathsep.join((relative, str(tmp_path / "bin"))))
    assert find_program("soffice") == find_soffice() == installed


def test_what_cannot_be_run_is_no_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "soffice").mkdir()
    (tmp_path / "libreoffice").write_text("")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_program("soffice") is None
    assert sys.platform == "win32" or find_program("libreoffice") is None


def test_the_office_that_is_named_is_a_path_or_on_the_search_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed = put_program(tmp_path / "bin", "kantor")
    put_program(tmp_path, "kantor")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for named, found in (("", None), ("kantor", installed), (str(installed), installed)):
        monkeypatch.setenv(PROGRAM, named)
        assert find_soffice() == found


def test_windows_own_programs_have_whole_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEMROOT", str(Path("/W")))

    assert windows_program("taskkill.exe") == str(Path("/W/System32/taskkill.exe"))


def test_a_script_is_started_without_the_working_folder() -> None:
    python, options, script = python_command(Path("/a/b.py"))

    assert (python, script) == (sys.executable, str(Path("/a/b.py")))
    assert options.startswith("-P")
    assert ("E" in options, "s" in options) == (
        bool(sys.flags.ignore_environment),
        bool(sys.flags.no_user_site),
    )


@pytest.mark.parametrize("before", [None, "", "1"])
def test_the_environment_is_as_before(monkeypatch: pytest.MonkeyPatch, before: str | None) -> None:
    if before is None:
        monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    else:
        monkeypatch.setenv("PYTHONSAFEPATH", before)

    with safe_path():
        assert os.environ["PYTHONSAFEPATH"] == "1"
    assert os.environ.get("PYTHONSAFEPATH") == before
