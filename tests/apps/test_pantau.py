"""A book is checked again when it is saved, in the way in which Excel saves."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_books import write_anggaran, write_kinerja

from lkjip_xl.apps.cli import main
from lkjip_xl.apps.pantau import Watch
from lkjip_xl.batch.watching import is_book

ROOT = Path(__file__).parents[2]


def save_as_excel_does(path: Path, capaian: float) -> None:
    """Write beside the book, put the book aside, take its name, delete the old one."""
    beside, aside = path.with_name("5D3A1B00"), path.with_name("7C00F2E0.tmp")
    write_kinerja(beside, capaian)
    path.rename(aside)
    beside.rename(path)
    aside.unlink()


def wait_for(target: Path, text: str) -> str:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if target.exists() and text in (content := target.read_text(encoding="utf-8")):
            return content
        time.sleep(0.02)
    pytest.fail(f"{target.name} never told: {text}")


def test_a_saved_book_gets_a_new_listing(tmp_path: Path, interruptible: None) -> None:
    book, listing = tmp_path / "a" / "lampiran.xlsx", tmp_path / "a" / "lampiran.catatan.txt"
    write_kinerja(book)
    write_kinerja(tmp_path / "b" / "kinerja.xlsx")
    write_anggaran(tmp_path / "b" / "anggaran.xlsx")
    told = tmp_path / "layar.txt"
    command = [sys.executable, "-X", "dev", "-W", "error", "-m", "lkjip_xl.apps.cli", "pantau"]
    with (
        told.open("w") as screen,
        subprocess.Popen(
            [*command, tmp_path], stdout=screen, stderr=subprocess.PIPE, text=True, cwd=ROOT
        ) as process,
    ):
        wait_for(listing, "\n\n")
        both = wait_for(tmp_path / "b" / "b.catatan.txt", "serapan")
        book.with_name("~$lampiran.xlsx").write_text("kunci")
        save_as_excel_does(book, 90)
        text = wait_for(listing, "HIT01")
        wait_for(told, "1 baru")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)

    out = told.read_text(encoding="utf-8")
    assert (process.returncode, err) == (0, "")
    assert text.startswith("Diperiksa ")
    assert "kinerja.xlsx" in both or "0 kesalahan" in both
    assert "lampiran.catatan.txt: 1 kesalahan, " in out
    assert "(0 selesai, 1 baru)" in out
    assert out.endswith("Berhenti memantau.\n")


def test_a_folder_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pantau", str(tmp_path / "x")]) == 2

    assert "folder tidak ditemukan" in capsys.readouterr().err


@pytest.mark.parametrize(
    "name", ["~$a.xlsx", ".~lock.a.xlsx#", "5D3A1B00", "a.catatan.xlsx", "a.tmp", ".a.xlsx"]
)
def test_what_programs_write_beside_a_book_is_no_book(name: str) -> None:
    assert not is_book(Path(name))


def test_a_listing_that_is_not_ours_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_kinerja(tmp_path / "lampiran.xlsx")
    listing, kept = (tmp_path / f"lampiran.catatan{end}.txt" for end in ("", "-lama"))
    listing.write_text("milik kantor")
    watch = Watch([tmp_path], ())
    watch.check_all()
    watch.check_all()

    told = capsys.readouterr().out
    assert told.count("maka disimpan") == 1 and str(kept) in told
    assert kept.read_text() == "milik kantor" != listing.read_text()
