"""The installers as texts: what can be seen of them without Windows and without a Mac."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from lkjip_xl.apps import dropped

ROOT = Path(__file__).parents[2]
MACROS = ROOT / "macros"
FOR_WINDOWS = sorted(
    path.name for path in MACROS.iterdir() if path.suffix in (".cmd", ".ps1", ".bas")
)
SCRIPTS = [name for name in FOR_WINDOWS if not name.endswith(".bas")]
#: What a script may not ask for: rights of an administrator, the machine's own places, a network.
FORBIDDEN = re.compile(
    r"runas|-Verb|HKLM|HKEY_LOCAL_MACHINE|%ProgramFiles|\$env:ProgramFiles|%SystemRoot%(?!\\System32)|"
    r"Set-ExecutionPolicy|Invoke-WebRequest|DownloadFile|https?:|setx\b|reg add",
    re.IGNORECASE,
)


def read(name: str) -> str:
    return (MACROS / name).read_bytes().decode("ascii")


def test_the_scripts_are_those_that_are_handed_out() -> None:
    assert SCRIPTS == ["buat-laporan.cmd", "copot.cmd", "pasang.cmd", "pasang.ps1"]


@pytest.mark.parametrize("name", FOR_WINDOWS)
def test_what_windows_reads_is_ascii_with_its_own_line_ends(name: str) -> None:
    text = read(name)

    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n")
    assert "\t" not in text


def test_git_keeps_those_line_ends() -> None:
    attributes = (ROOT / ".gitattributes").read_text(encoding="ascii")

    for suffix in {Path(name).suffix for name in FOR_WINDOWS}:
        assert f"*{suffix} text eol=crlf" in attributes
    assert "*.xlam binary" in attributes


@pytest.mark.parametrize("name", [*SCRIPTS, "pasang.command"])
def test_no_administrator_and_no_network_of_its_own(name: str) -> None:
    assert FORBIDDEN.findall(read(name)) == []


def test_the_installer_refers_to_files_that_are_handed_out() -> None:
    script = read("pasang.ps1")
    named = re.findall(r"Join-Path \$PSScriptRoot '([^']+)'", script)

    assert set(named) == {"roda", "lkjip_xl.xlam", "copot.cmd", "buat-laporan.cmd"}
    assert all((MACROS / name).exists() for name in named if name != "roda")
    assert '"%~dp0pasang.ps1"' in read("pasang.cmd")


def test_installer_and_addin_agree_on_the_place() -> None:
    launcher, script = read("LkjipJalan.bas"), read("pasang.ps1")

    assert r'"%LOCALAPPDATA%\lkjip_xl"' in launcher
    assert "Join-Path $env:LOCALAPPDATA 'lkjip_xl'" in script
    assert "Join-Path $home_folder 'venv'" in script
    assert r"\venv\Scripts\pythonw.exe" in launcher
    assert r"!LOCALAPPDATA!\lkjip_xl\venv\Scripts\python.exe" in read("buat-laporan.cmd")


def test_the_installer_needs_no_network_and_no_other_packages() -> None:
    (line,) = [line for line in read("pasang.ps1").splitlines() if "'pip', 'install'" in line]

    assert "'-I', '-m', 'pip', 'install'" in line
    assert "'--no-index', '--find-links', $wheels" in line


def test_the_brackets_of_the_installer_are_closed() -> None:
    """No PowerShell is at hand here, so at least this."""
    script = re.sub(r"'[^']*'|\"(?:[^\"`]|`.)*\"|#.*", "", read("pasang.ps1"))
    open_ones: list[str] = []
    for one in re.findall(r"[()\[\]{}]", script):
        if one in "([{":
            open_ones.append(one)
        else:
            assert open_ones and open_ones.pop() + one in ("()", "[]", "{}")
    assert open_ones == []


@pytest.mark.parametrize("name", [name for name in SCRIPTS if name.endswith(".cmd")])
def test_every_jump_has_its_label(name: str) -> None:
    text = read(name)
    labels = set(re.findall(r"^:(\w+)", text, re.MULTILINE))

    assert set(re.findall(r"\bgoto (\w+)", text)) == labels
    assert text.startswith("@echo off\r\n")


def test_removing_takes_what_installing_put_there() -> None:
    script, removal = read("pasang.ps1"), read("copot.cmd")

    for put in (r"Microsoft\Excel\XLSTART", r"Microsoft\Windows\SendTo"):
        assert put in script and put in removal
    assert "Buat laporan LKjIP.cmd" in script and "Buat laporan LKjIP.cmd" in removal
    assert re.findall(r"rmdir /s /q (.*)", removal) == ['"%LOCALAPPDATA%\\lkjip_xl"\r']
    assert "if not defined LOCALAPPDATA exit /b 1" in removal


def test_the_batch_script_starts_a_module_that_exists() -> None:
    (line,) = [
        line
        for line in read("buat-laporan.cmd").splitlines()
        if "python.exe" in line and " -m " in line
    ]

    program, options = line.strip().rsplit('" ', 1)
    assert program == r'"!LOCALAPPDATA!\lkjip_xl\venv\Scripts\python.exe'
    assert options == f"-I -X utf8 -m {dropped.__name__}"


def test_no_dropped_name_is_part_of_a_command() -> None:
    """A name with & would be a second command; %, ^ and ! would vanish from it."""
    lines = [line.strip() for line in read("buat-laporan.cmd").splitlines()]
    lines = [line for line in lines if not line.startswith("rem ")]
    at = lines.index("setlocal enabledelayedexpansion")

    assert "setlocal disabledelayedexpansion" in lines[:at]
    assert [line for line in lines if "%" in line] == [
        'set "LKJIP_XL_ALAT=%~nx0"',
        'if "%~1"=="" goto jalankan',
        'set LKJIP_XL_SERETAN=%LKJIP_XL_SERETAN% "%~f1"',
    ]
    assert all("%" not in line for line in lines[at:])
    # What is only known by then stands between exclamation marks, which are read after the line.
    assert [line for line in lines[at:] if "cmdcmdline" in line] == [
        'set "LKJIP_XL_BARIS=!cmdcmdline!"'
    ]


def test_what_follows_an_ampersand_in_the_line_is_not_run() -> None:
    """Only ``exit`` ends the command interpreter; ``exit /b`` would let it go on with the line."""
    text = read("buat-laporan.cmd")

    assert re.findall(r"\bexit\b.*", text) == ["exit !kode!\r"]
    assert text.rstrip().endswith("exit !kode!")


def test_the_script_sets_what_python_reads() -> None:
    named = set(re.findall(r"LKJIP_XL_\w+", read("buat-laporan.cmd")))

    assert named == {dropped.TOOL, dropped.LINE, dropped.NAMES, dropped.HERE}


BUILT_IN = {
    *("cd", "del", "echo", "exit", "goto", "pause"),
    *("rem", "rmdir", "set", "setlocal", "shift"),
}
_CONDITION = re.compile(
    r'if (not )?(exist "[^"]*"|defined \w+|errorlevel \d+|"[^"]*"=="[^"]*") \(?'
)
_WHOLE = re.compile(r'"(%SystemRoot%\\System32|!LOCALAPPDATA!)\\')


@pytest.mark.parametrize("name", [name for name in SCRIPTS if name.endswith(".cmd")])
def test_no_program_is_looked_for_in_the_working_folder(name: str) -> None:
    """Windows looks there before anywhere else."""
    for line in read(name).splitlines():
        for part in re.split(r"&|\|", "" if re.match("rem |:", line) else line):
            command = _CONDITION.sub("", part.strip()).lstrip("@(")
            word = re.match(r"\w*", command)
            assert word is not None
            is_known = word[0] in BUILT_IN or command in ("", ") else (", ")")
            assert is_known or _WHOLE.match(command), line
    assert 'set "NoDefaultCurrentDirectoryInExePath=1"' in read(name)


def test_the_installer_looks_for_nothing_in_the_folder_that_it_is_in() -> None:
    script = read("pasang.ps1")

    assert script.index("$env:NoDefaultCurrentDirectoryInExePath = '1'") < script.index(
        "Test-Program"
    )
    assert "$env:PYTHONSAFEPATH = '1'" in script
    assert "\ncd /\n" in (MACROS / "pasang.command").read_text()


@pytest.fixture
def mac(tmp_path: Path) -> dict[str, str]:
    """A home, and a Python that only writes down what it is asked."""
    (tmp_path / "bin").mkdir()
    python = tmp_path / "bin" / "python3"
    python.write_text(
        f'#!/bin/sh\necho "$@" >> "{tmp_path}/asked"\n'
        'for last; do :; done\ncase "$*" in *venv*)\n'
        'mkdir -p "$last/bin"; cp "$0" "$last/bin/python3";; esac\n'
    )
    python.chmod(0o755)
    return {"PATH": f"{tmp_path / 'bin'}{os.pathsep}/usr/bin:/bin", "HOME": str(tmp_path / "rumah")}


def test_the_installer_for_mac_puts_everything_in_its_place(
    tmp_path: Path, mac: dict[str, str]
) -> None:
    done = subprocess.run(
        ["sh", str(MACROS / "pasang.command")], env=mac, capture_output=True, text=True
    )

    assert (done.returncode, done.stderr) == (0, "")
    library = tmp_path / "rumah" / "Library"
    put = {path.relative_to(library).as_posix() for path in library.rglob("*") if path.is_file()}
    assert put == {
        "Application Support/lkjip_xl/venv/bin/python3",
        "Application Scripts/com.microsoft.Excel/lkjip_xl.applescript",
        "Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel/"
        "lkjip_xl.xlam",
    }
    assert "lkjip_xl" in (tmp_path / "asked").read_text()
    script = (MACROS / "lkjip_xl.applescript").read_text(encoding="ascii")
    assert "Library/Application Support/lkjip_xl/venv/bin/python3" in script


def test_the_installer_for_mac_tells_that_python_is_too_old(
    tmp_path: Path, mac: dict[str, str]
) -> None:
    (tmp_path / "bin" / "python3").write_text("#!/bin/sh\nexit 1\n")

    done = subprocess.run(
        ["sh", str(MACROS / "pasang.command")], env=mac, capture_output=True, text=True
    )

    assert done.returncode == 1
    assert "Python 3.11 atau lebih baru tidak ditemukan" in done.stderr
    assert not (tmp_path / "rumah").exists()
