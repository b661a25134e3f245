"""Nothing in the working folder or in that of a workbook is executed, whatever it is called."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_books import write_kinerja

MODULES = (
    *("json", "datetime", "encodings", "multiprocessing", "concurrent", "sitecustomize"),
    *("xlwings", "openpyxl", "pandas", "docxtpl", "python_calamine", "watchfiles"),
)
PROGRAMS = (
    "soffice",
    "libreoffice",
    "xdg-open",
    "python",
    "python3",
    "chcp",
    "where",
    "powershell",
)

#: Runs commands one after another as the installed script does, then tells what each came to.
DRIVER = """
import os, signal, sys, threading, time
from pathlib import Path
from lkjip_xl.apps.cli import main

def interrupt(listing):
    while not listing.exists():
        time.sleep(0.02)
    os.kill(os.getpid(), signal.SIGINT)

if __name__ == "__main__":
    for line in sys.argv[1:]:
        arguments = line.split("|")
        if arguments[0] == "pantau":
            listing = Path(arguments[1], "buku.catatan.txt")
            threading.Thread(target=interrupt, args=(listing,), daemon=True).start()
        print("=>", arguments[0], main(arguments), file=sys.stderr, flush=True)
"""


def make_hostile(folder: Path, flags: Path) -> None:
    """Fill a folder with modules and programs that leave a flag when they are executed."""
    folder.mkdir()
    flags.mkdir(exist_ok=True)
    for name in MODULES:
        (folder / f"{name}.py").write_text(f"open({str(flags / name)!r}, 'w')\n")
    for name in PROGRAMS:
        for program in (folder / name, folder / f"{name}.exe"):
            program.write_text(f"#!/bin/sh\ntouch '{flags / name}'\n")
            program.chmod(0o755)


@pytest.fixture
def flags(tmp_path: Path) -> Path:
    """Return where executed files leave their flags; both folders are ready."""
    flags = tmp_path / "terjalankan"
    make_hostile(tmp_path / "kerja", flags)
    make_hostile(tmp_path / "kiriman", flags)
    write_kinerja(tmp_path / "kiriman" / "buku.xlsx")
    return flags


def start(command: list[str], here: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command with the working folder on the search path of programs, twice over."""
    path = os.pathsep.join((".", "", str(Path(sys.executable).parent)))
    environment = {name: one for name, one in os.environ.items() if name != "LKJIP_SOFFICE"}
    return subprocess.run(
        command,
        cwd=here,
        env=environment | {"PATH": path, **more},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_no_command_and_no_worker_executes_what_lies_there(tmp_path: Path, flags: Path) -> None:
    """What PYTHONPATH names, an office's own choice, still reaches every Python that is started."""
    make_package(tmp_path / "kerja", flags)
    chosen, started = tmp_path / "pilihan", tmp_path / "jejak"
    chosen.mkdir()
    (chosen / "sitecustomize.py").write_text(
        f"import sys; open({str(started)!r}, 'a').write(' '.join(sys.orig_argv) + '\\n')"
    )
    driver = tmp_path / "program" / "lkjip.py"
    driver.parent.mkdir()
    driver.write_text(DRIVER)
    book = str(tmp_path / "kiriman" / "buku.xlsx")
    old = tmp_path / "kiriman" / "lama.xls"
    old.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook\0".encode("utf-16-le")
    )
    watched = tmp_path / "pantauan"
    write_kinerja(watched / "buku.xlsx")
    lines = (
        f"periksa|{book}",
        f"periksa|{old}",
        f"tandai|{book}",
        f"perbaiki|{book}",
        "templat|baru|templat.docx",
        "templat|daftar",
        f"laporan|{book}|-o|laporan|--templat|templat.docx|--format|html,pdf",
        f"proses|{book}",
        f"data|{book}|-o|angka.xlsx",
        f"banding|{book}|{book}",
        f"rekap|{tmp_path / 'kiriman'}|-o|rekap|--pekerja|1",
        "aturan|HIT01",
        f"pantau|{watched}",
    )

    command = [sys.executable, str(driver), *lines]
    done = start(command, tmp_path / "kerja", PYTHONPATH=str(chosen))

    assert "Traceback" not in done.stderr
    ended = [line for line in done.stderr.splitlines() if line.startswith("=> ")]
    assert list(flags.iterdir()) == []
    # All do their work, but for a broken book, one left aside for it, and what needs LibreOffice.
    without = {"periksa|" + str(old): 2, "laporan": 2, "rekap": 3}
    assert ended == [
        f"=> {name} {without.get(line, without.get(name, 0))}"
        for line in lines
        for name in [line.partition("|")[0]]
    ]
    workers = ("calamine_worker.py", "filling.py", "multiprocessing.spawn", "resource_tracker")
    assert [one for one in workers if one not in started.read_text()] == []


def make_package(folder: Path, flags: Path) -> None:
    """Add what would stand for this program itself."""
    (folder / "lkjip_xl.py").write_text(f"open({str(flags / 'lkjip_xl')!r}, 'w')\n")


@pytest.mark.parametrize("options", [["-P"], ["-I"], []], ids=["-P", "-I", "none"])
def test_a_start_as_a_module_leaves_the_folder_alone(
    tmp_path: Path, flags: Path, options: list[str]
) -> None:
    """Without an option Python itself finds the program, so there it is only what comes after."""
    if options:
        make_package(tmp_path / "kerja", flags)
    command = [sys.executable, *options, "-m", "lkjip_xl.apps.cli"]

    done = start(
        [*command, "periksa", "../kiriman/buku.xlsx", "--format", "json"], tmp_path / "kerja"
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("{")
    assert list(flags.iterdir()) == []
