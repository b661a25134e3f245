"""A copy that is killed while it is written, and lock files beside books."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lkjip_xl.adapters.files import open_book
from lkjip_xl.adapters.folders import find_books
from lkjip_xl.adapters.xlsx.patch.marking import write_clean, write_marked
from lkjip_xl.grid import Mark

#: Writes a copy again and again in children of its own, each killed a little later than the one
#: before: at evenly spread calls into C, at each of the last ones, and at chance moments.
_KILLED = """
import os, random, signal, sys, time
from pathlib import Path
from lkjip_xl.adapters.xlsx.patch.marking import write_marked
from lkjip_xl.finding import Severity
from lkjip_xl.grid import Mark

source, target = Path(sys.argv[1]), Path(sys.argv[2])
marks = [Mark(sheet="Tabel 3.1", row=r, column=2, severity=Severity.ERROR, code="HIT01", note="x")
         for r in range(1, 40)]
calls = 0

def write(last=None):
    def count(frame, event, called):
        global calls
        if event == "c_call":
            calls += 1
            if calls == last:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.setprofile(count)
    write_marked(source, target, marks)
    sys.setprofile(None)

write()
new = target.read_bytes()
calls = 0
write()  # with warm caches, as in the children
total = calls
moments = [*range(1, total, total // 25), *range(total - 15, total + 1)]
seen = set()
for moment in [*moments, *[None] * 10]:
    target.write_bytes(b"lama")
    calls = 0
    child = os.fork()
    if not child:
        write(moment)
        os._exit(0)
    if moment is None:
        time.sleep(random.uniform(0, 0.03))
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or moment is None, moment
    content = target.read_bytes()
    assert content in (b"lama", new), (moment, len(content))
    seen.add(content)
assert len(seen) == 2, "killed before and after the exchange"
write()
assert target.read_bytes() == new
"""


def test_killed_at_any_moment_there_is_the_old_copy_or_the_new_one(
    plain_book: Path, tmp_path: Path
) -> None:
    source, target = tmp_path / "buku.xlsx", tmp_path / "salinan.catatan.xlsx"
    source.write_bytes(plain_book.read_bytes())
    subprocess.run([sys.executable, "-c", _KILLED, source, target], check=True, timeout=60)

    assert any(path.suffix == ".tmp" for path in tmp_path.iterdir())
    assert find_books([tmp_path]).books == (source,)
    assert len(list(open_book(target).grids())) == 3
    assert source.read_bytes() == plain_book.read_bytes()


def test_what_a_killed_run_left_goes_with_a_later_one(
    plain_book: Path, tmp_path: Path, finding_marks: list[Mark]
) -> None:
    old, young, other = (
        tmp_path / name
        for name in (".tanda.xlsx.0123abcd.tmp", ".tanda.xlsx.4567abcd.tmp", ".surat.tmp")
    )
    for path in (old, young, other):
        path.write_bytes(b"PK")
    for path in (old, other):
        os.utime(path, (0, 0))
    write_marked(plain_book, tmp_path / "tanda.xlsx", finding_marks)

    assert {path.name for path in tmp_path.iterdir()} == {"tanda.xlsx", young.name, other.name}


@pytest.mark.parametrize("lock", ["~$buku.xlsx", ".~lock.buku.xlsx#"])
def test_a_source_that_is_open_is_read_and_its_copy_written(
    lock: str, plain_book: Path, tmp_path: Path, finding_marks: list[Mark]
) -> None:
    source, marked, clean = (tmp_path / f"{name}.xlsx" for name in ("buku", "tanda", "bersih"))
    source.write_bytes(plain_book.read_bytes())
    (tmp_path / lock).write_bytes(b"\x04Staf" + bytes(160))
    assert next(grid.sheet for grid in open_book(source).grids()) == "Tabel 3.1"
    assert find_books([tmp_path]).books == (source,)

    write_marked(source, marked, finding_marks)
    write_clean(marked, clean)
    assert {path.name for path in tmp_path.iterdir()} == {
        lock, "buku.xlsx", "tanda.xlsx", "bersih.xlsx",
    }  # fmt: skip
