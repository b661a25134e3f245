"""From the click to the message: the command that VBA gives is run, in an environment like the one
that the installer makes, against an Excel that writes down what it would show."""

from __future__ import annotations

import json
import os
import subprocess
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from excel_stub import PYTHON, Excel

ROOT = Path(__file__).parents[2]
CLEAN = ROOT / "workbooks" / "contoh-bersih.xlsx"
#: The book in front, as fake_excel has it: all in its name that a shell could stumble over.
NAME = "Lampiran = 100% & 'siap'.xlsx"

CALLBACKS = (
    *("LkjipValidasiHitung", "LkjipHitungUlang", "LkjipHapusTanda"),
    *("LkjipCatatanBerikutnya", "LkjipCatatanSebelumnya"),
    *("LkjipBuatLaporan", "LkjipBukuBaru", "LkjipPanduan", "LkjipTentang"),
)


@dataclass
class Outcome:
    """What came of one click."""

    folder: Path
    status: int
    errors: bytes
    shown: list[dict[str, Any]]

    def all(self, what: str) -> list[Any]:
        return [one[what] for one in self.shown if what in one]

    @property
    def opened(self) -> Path:
        return Path((self.folder / "opened").read_text())

    @property
    def log(self) -> str:
        return (self.folder / "lkjip_xl" / "lkjip_xl.log").read_text(encoding="utf-8")


def install(folder: Path) -> Path:
    """Make the tool's own Python, as the installer leaves it, and return it."""
    venv.create(folder, with_pip=False)
    site = next((folder / "lib").glob("python*")) / "site-packages"
    paths = (sysconfig.get_path("purelib"), str(ROOT), str(Path(__file__).parent))
    (site / "installed.pth").write_text("\n".join((*paths, "import fake_excel", "")))
    return folder / "bin" / "python"


def receive(folder: Path) -> Path:
    """Make the folder of a received book, with modules that must never be imported."""
    folder.mkdir()
    for name in ("openpyxl", "xlwings", "lkjip_xl", "sitecustomize", "markdown_it"):
        (folder / f"{name}.py").write_text("raise SystemExit('imported from the folder')")
    return folder


def start(
    python: Path, asked: dict[str, Any], received: Path, own: Path
) -> subprocess.Popen[bytes]:
    """Start what VBA has asked of the shell."""
    before, _, tail = asked["command"].partition(f'"{PYTHON}"')
    assert before == ""
    opener = own / "xdg-open"
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" > "{own}/opened"\n')
    opener.chmod(0o755)
    (own / "record").touch()
    return subprocess.Popen(
        [str(python), *tail.split()],
        cwd=received,
        env={
            "PATH": f"{own}{os.pathsep}/usr/bin:/bin",
            "XDG_STATE_HOME": str(own),
            "LKJIP_SOFFICE": "",
            "PYTHONPATH": str(received),
            "FAKE_EXCEL_RECORD": str(own / "record"),
            "FAKE_EXCEL_BOOK": str(CLEAN),
            **{name: value for name, value in asked.items() if name.startswith("LKJIP_")},
        },
        stderr=subprocess.PIPE,
    )


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Click every button, all at once."""
    folder = tmp_path_factory.mktemp("tombol")
    python = install(folder / "venv")
    received = receive(folder / "kiriman")
    (received / NAME).write_bytes(CLEAN.read_bytes())
    excel = Excel(received / NAME)
    running = {}
    for callback in CALLBACKS:
        own = folder / callback
        own.mkdir()
        suffix = ".docx" if callback == "LkjipBuatLaporan" else ".xlsx"
        excel.machine.chosen = str(own / f"Pilihan saya{suffix}")
        excel.press(callback)
        running[callback] = start(python, excel.machine.ran[-1], received, own)
    found = {}
    for callback, process in running.items():
        _, errors = process.communicate(timeout=60)
        own = folder / callback
        shown = [json.loads(line) for line in (own / "record").read_text().splitlines()]
        found[callback] = Outcome(own, process.returncode, errors, shown)
    return found


@pytest.mark.parametrize("callback", CALLBACKS)
def test_every_button_ends_well(outcomes: dict[str, Outcome], callback: str) -> None:
    outcome = outcomes[callback]

    assert (outcome.status, outcome.errors) == (0, b"")
    assert f": {NAME}" in outcome.log


@pytest.mark.parametrize(
    ("callback", "job"),
    [
        ("LkjipValidasiHitung", "validate"),
        ("LkjipHitungUlang", "fill_formulas"),
        ("LkjipHapusTanda", "clear"),
    ],
)
def test_a_job_on_the_open_book_is_told(
    outcomes: dict[str, Outcome], callback: str, job: str
) -> None:
    outcome = outcomes[callback]

    (done,) = [one for one in outcome.shown if "job" in one]
    assert (done["job"], done["book"], done["rest"]) == (job, NAME, [])
    assert outcome.all("alert") == [f"{job} selesai × −"]
    assert outcome.all("status") == [False]
    assert ": selesai" in outcome.log and "×" not in outcome.log


def test_nothing_is_imported_from_the_folder_of_a_book(outcomes: dict[str, Outcome]) -> None:
    (done,) = [one for one in outcomes["LkjipValidasiHitung"].shown if "job" in one]

    received = done["folder"]
    assert Path(received).name == "kiriman"
    assert received not in done["path"] and "" not in done["path"]


@pytest.mark.parametrize(
    ("callback", "direction"), [("LkjipCatatanBerikutnya", 1), ("LkjipCatatanSebelumnya", -1)]
)
def test_walking_the_marks_asks_for_no_click(
    outcomes: dict[str, Outcome], callback: str, direction: int
) -> None:
    outcome = outcomes[callback]

    assert outcome.all("rest") == [[direction]]
    assert outcome.all("alert") == []
    assert outcome.all("status") == ["LKjIP: step selesai × −"]


def test_the_report_of_the_open_book_is_written_and_opened(outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes["LkjipBuatLaporan"]

    assert outcome.all("read") == [NAME]
    assert outcome.opened == outcome.folder / "Pilihan saya.docx"
    assert outcome.opened.read_bytes().startswith(b"PK")
    assert outcome.all("status")[0] == "LKjIP: membaca Tabel 3.1"
    assert outcome.all("status")[-1] is False
    (told,) = outcome.all("alert")
    assert told.startswith(f"Laporan ditulis ke {outcome.opened}.")
    assert "Ctrl+A lalu F9" in told


def test_a_new_book_is_written_and_opened_in_this_excel(outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes["LkjipBukuBaru"]

    (opened,) = outcome.all("opened")
    assert Path(opened) == outcome.folder / "Pilihan saya.xlsx"
    assert Path(opened).read_bytes().startswith(b"PK")


def test_the_guide_is_opened_as_a_page(outcomes: dict[str, Outcome]) -> None:
    opened = outcomes["LkjipPanduan"].opened

    assert opened.name == "panduan.html"
    assert "<h1" in opened.read_text(encoding="utf-8")


def test_about_tells_version_and_places(outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes["LkjipTentang"]

    (told,) = outcome.all("alert")
    assert told.startswith("lkjip_xl 0.")
    assert f"Terpasang di {outcome.folder.parent}\n" in told
    assert told.endswith(f"{outcome.folder}/lkjip_xl/lkjip_xl.log")
