"""Times of the command line as whole processes, as ratios within one run.

Run by hand: ``python tests/benchmarks/speed.py``.  Times are processor time: wall time on a machine
that does other things too has shown ratios that were wrong by a factor of three.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from enlarge import enlarge

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "workbooks" / "dp3akb-serang-2021.xlsx"
LKJIP = [str(Path(sys.executable).with_name("lkjip"))]
REPEATS = 7


def main() -> None:
    bare = _best([sys.executable, "-c", "pass"])
    help_time = _best([*LKJIP, "--help"])
    load = _best([sys.executable, "-c", _LOAD.format(path=str(BOOK))])
    check = _best([*LKJIP, "periksa", str(BOOK)])
    print(f"python -c pass             {bare * 1000:7.0f} ms")
    print(f"lkjip --help               {help_time * 1000:7.0f} ms  {help_time / bare:5.2f} x bare")
    print(f"openpyxl load              {load * 1000:7.0f} ms")
    print(f"lkjip periksa              {check * 1000:7.0f} ms  {check / load:5.2f} x openpyxl load")
    with tempfile.TemporaryDirectory() as folder:
        _compare_marking(BOOK, Path(folder), REPEATS)
        large = Path(folder) / "besar.xlsx"
        enlarge(BOOK, large, 40)
        _compare_marking(large, Path(folder), 1)
        seconds, megabytes = _measured([*LKJIP, "periksa", str(large)])
    print(
        f"lkjip periksa, 40 x book   {seconds * 1000:7.0f} ms  {seconds / check:5.1f} x one book,"
        f" {megabytes:.0f} MB at most"
    )


def _compare_marking(book: Path, folder: Path, repeats: int) -> None:
    """Print how long marking takes, checks included, beside a load, 100 notes and a save."""
    target = folder / "tanda.xlsx"
    own = _best([*LKJIP, "tandai", str(book), "-o", str(target)], repeats)
    other = _best([sys.executable, "-c", _NOTES.format(path=str(book), to=str(target))], repeats)
    print(f"openpyxl load, notes, save {other * 1000:7.0f} ms  {book.name}")
    print(f"lkjip tandai               {own * 1000:7.0f} ms  {own / other:5.2f} x that")


_NOTES = """
import itertools, openpyxl
from openpyxl.comments import Comment
book = openpyxl.load_workbook({path!r})
cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
filled = (cell for cell in cells if cell.value is not None)
for cell in itertools.islice(filled, 100):
    cell.comment = Comment("catatan", "pemeriksa")
book.save({to!r})
"""
_LOAD = "import openpyxl; openpyxl.load_workbook({path!r})"


def _best(command: list[str], repeats: int = REPEATS) -> float:
    times = []
    for _ in range(repeats):
        begin = _children_seconds()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        times.append(_children_seconds() - begin)
    return min(times)


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _measured(command: list[str]) -> tuple[float, float]:
    """Return seconds and peak memory in MB of one process, by GNU time where it is installed."""
    timer = shutil.which("time")
    if timer is None:
        raise SystemExit("install GNU time to measure memory")
    begin = _children_seconds()
    done = subprocess.run(
        [timer, "-f", "%M", *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    return _children_seconds() - begin, int(done.stderr.split()[-1]) / 1024


if __name__ == "__main__":
    main()
