"""Everything that the program says and writes, kept to be compared with what it says after a change.

    python tests/benchmarks/oracle.py OUT [--offices 500]

runs every command on both sample books and ``periksa`` on invented offices, and leaves in OUT one file
for each answer; ``diff -r`` of two such folders tells what a change to the code has changed.  Packages
are unpacked, so that a difference names its part.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from lkjip_xl.apps.cli import main

ROOT = Path(__file__).parents[2]
SAMPLES = ("dp3akb-serang-2021", "contoh-bersih")


def run(*arguments: str) -> str:
    """Return what a command prints, with its exit status."""
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(shown):
        try:
            status = main(arguments)
        except SystemExit as stop:
            status = stop.code
    return f"{shown.getvalue()}status {status}\n"


def unpack(package: Path, folder: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        for entry in archive.infolist():
            part = folder / entry.filename.replace("/", "__")
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(archive.read(entry))
    package.unlink()


def ask_sample(book: Path, out: Path) -> None:
    """Put one sample book through every command."""
    out.mkdir(parents=True)
    own = out / "kerja"
    own.mkdir()
    (out / "periksa.json").write_text(run("periksa", str(book), "--format", "json"))
    (out / "sarif.json").write_text(run("periksa", str(book), "--format", "sarif"))
    run("data", str(book), "-o", str(out / "data.csv"))
    run("tandai", str(book), "-o", str(own / "tanda.xlsx"))
    run("tandai", str(own / "tanda.xlsx"), "--bersihkan", "-o", str(own / "bersih.xlsx"))
    (out / "perbaiki.txt").write_text(
        run("perbaiki", str(book), "--tampilkan").replace(str(ROOT), "")
    )
    run("perbaiki", str(book), "-o", str(own / "baik.xlsx"))
    (out / "banding.json").write_text(
        run("banding", str(book), str(own / "baik.xlsx"), "--format", "json")
        .replace(str(out), "")
        .replace(str(ROOT), "")
    )
    run("laporan", str(book), "-o", str(own), "--format", "docx,html")
    for made in sorted(own.iterdir()):
        if made.suffix in (".xlsx", ".docx"):
            unpack(made, out / made.name)
        else:
            shutil.move(made, out / made.name)
    own.rmdir()


def ask_offices(count: int, out: Path) -> None:
    """List the findings of invented offices."""
    books = out / "buku"
    make = ROOT / "tests" / "offices" / "make.py"
    subprocess.run([sys.executable, str(make), str(count), str(books)], check=True, stdout=-3)
    found = list(books.rglob("*.xls*"))
    for asked in sorted({*found, *(book.parent for book in found)}):
        name = asked.relative_to(books).as_posix().replace("/", "__")
        text = run("periksa", str(asked), "--format", "json")
        (out / f"{name}.json").write_text(text.replace(str(books), ""))
    shutil.rmtree(books)


def start() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--offices", type=int, default=500)
    options = parser.parse_args()
    options.out.mkdir(parents=True)
    for name in SAMPLES:
        ask_sample(ROOT / "workbooks" / f"{name}.xlsx", options.out / name)
    if options.offices:
        ask_offices(options.offices, options.out / "kantor")


if __name__ == "__main__":
    start()
