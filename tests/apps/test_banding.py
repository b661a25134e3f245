"""``lkjip banding``, run as staff run it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parents[2]
CLEAN_BOOK = ROOT / "workbooks" / "contoh-bersih.xlsx"


def run(*arguments: str | Path, python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *python, "-m", "lkjip_xl.apps.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two versions of a clean book, the newer one with a wrong realisasi, alone in a folder."""
    folder = tmp_path_factory.mktemp("banding")
    book = openpyxl.load_workbook(CLEAN_BOOK, data_only=True)
    book.save(folder / "lama.xlsx")
    book["T-C.1 Kinerja"]["K9"] = 28.36
    (folder / "baru").mkdir()
    book.save(folder / "baru" / "lampiran.xlsx")
    return folder / "lama.xlsx", folder / "baru"


def test_new_errors_exit_with_1(books: tuple[Path, Path]) -> None:
    done = run("banding", *books, python=("-X", "dev", "-W", "error"))

    assert (done.returncode, done.stderr) == (1, "")
    assert "      Realisasi: 82,36 → 28,36 (K9); turun 54,00\n" in done.stdout
    assert "\nCatatan baru (" in done.stdout


def test_what_was_mended_exits_with_0(books: tuple[Path, Path]) -> None:
    done = run("banding", *reversed(books), "--diam")

    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    assert line.startswith("1 angka berubah; catatan: ")
    assert ", 0 baru, " in line


def test_json_and_the_choice_of_rules(books: tuple[Path, Path]) -> None:
    done = run("banding", *books, "--format", "json", "--pilih", "REN")
    document = json.loads(done.stdout)

    assert done.returncode == 0
    assert document["new"]["name"] == str(books[1])
    assert document["summary"]["figures"] == 1
    assert {finding["code"][:3] for finding in document["findings"]["new"]} <= {"REN"}


def test_an_annotated_copy_has_not_changed(tmp_path: Path) -> None:
    book, marked = tmp_path / "buku.xlsx", tmp_path / "buku.catatan.xlsx"
    shutil.copy(ROOT / "workbooks" / "dp3akb-serang-2021.xlsx", book)
    run("tandai", book, "-o", marked)
    done = run("banding", book, marked, "--diam")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Tidak ada perubahan isi; catatan: 0 selesai, 0 baru, ")


def test_what_cannot_be_read_says_which_of_the_two(books: tuple[Path, Path]) -> None:
    done = run("banding", books[0], books[1] / "tidak-ada.xlsx")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("lkjip: buku baru, ")
    assert "Traceback" not in done.stderr
