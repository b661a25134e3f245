"""Every step of writing fails, once or lastingly: the old file or the new one, and a clear word."""

from __future__ import annotations

import errno
import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from faulty_disk import FaultyDisk
from small_books import write_one_row

from lkjip_xl.apps import commands, office_run, perbaikan, reporting
from lkjip_xl.apps.cli import main
from lkjip_xl.batch.office_years import OfficeYear
from lkjip_xl.batch.places import PlacedFile
from lkjip_xl.keeping import MEMORY
from lkjip_xl.outputs import report_data
from lkjip_xl.outputs.docx.write import WordReport
from lkjip_xl.outputs.html import write as page
from lkjip_xl.outputs.rekap import write as recap
from lkjip_xl.outputs.rekap.records import State
from lkjip_xl.ports import BookError

pytestmark = pytest.mark.usefixtures("unwatched")

FOREIGN = b"milik kantor"

Run = Callable[[Path], int]


def told(work: Callable[[], object]) -> int:
    """Do what a command does within, and answer like one."""
    try:
        work()
    except BookError as error:
        print(f"lkjip: {error}.", file=sys.stderr)
        return 2
    return 0


def run_command(*arguments: str) -> Run:
    return lambda place: main([one.format(place) for one in arguments])


def run_office(place: Path) -> int:
    book = PlacedFile(("buku.xlsx",), str(place / "buku.xlsx"))
    order = office_run.Order(OfficeYear("hasil", "buku", (book,)), str(place), frozenset())
    made = office_run.run_office(order)
    print(f"lkjip: {made.reason}", file=sys.stderr)
    return 2 if made.state is State.SET_ASIDE else 0


#: Each way of writing with the name of the file of its that is looked at.
WAYS: dict[str, tuple[Run, str]] = {
    "data csv": (run_command("data", "{}/buku.xlsx", "-o", "{}/hasil/x.csv"), "x.csv"),
    "data xlsx": (run_command("data", "{}/buku.xlsx", "-o", "{}/hasil/x.xlsx"), "x.xlsx"),
    "data parquet": (run_command("data", "{}/buku.xlsx", "-o", "{}/hasil/x.parquet"), "x.parquet"),
    "data json": (run_command("data", "{}/buku.xlsx", "-o", "{}/hasil/x.json"), "x.json"),
    "tandai": (run_command("tandai", "{}/buku.xlsx", "-o", "{}/hasil"), "buku.catatan.xlsx"),
    "bersihkan": (
        run_command("tandai", "{}/buku.xlsx", "--bersihkan", "-o", "{}/hasil/x.xlsx"), "x.xlsx",
    ),
    "perbaiki": (run_command("perbaiki", "{}/buku.xlsx", "-o", "{}/hasil/x.xlsx"), "x.xlsx"),
    "laporan": (run_command("laporan", "{}/buku.xlsx", "-o", "{}/hasil"), "buku.laporan.docx"),
    "laporan html": (
        run_command("laporan", "{}/buku.xlsx", "-o", "{}/hasil", "--format", "html"),
        "buku.laporan.html",
    ),
    "proses": (run_command("proses", "{}/buku.xlsx", "-o", "{}/hasil"), "buku.laporan.docx"),
    "rekap, a listing": (run_office, "daftar-catatan.txt"),
    "rekap, the workbook": (
        lambda place: told(lambda: recap.write_recap([], place / "hasil")), "rekap.xlsx",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def known() -> dict[str, Any]:
    return {}


@pytest.fixture(autouse=True)
def quick(known: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Read, check and compose once: only how files are written is looked at here."""

    def once(module: Any, name: str, key: str = "") -> None:
        real = getattr(module, name)

        def recalled(*given: Any, **options: Any) -> Any:
            if (key or name) not in known:
                known[key or name] = real(*given, **options)
            return known[key or name]

        monkeypatch.setattr(module, name, recalled)

    for module in (commands, perbaikan, office_run):
        once(module, "read_books")
    for module, name in ((commands, "check"), (perbaikan, "mend"), (office_run, "judge")):
        once(module, name)
    once(page, "compose")
    once(page, "render_page")
    once(report_data, "compose")
    once(report_data, "report_data")
    once(recap, "make_frames")
    once(recap, "render_page", "recap")
    monkeypatch.setattr(recap, "write_workbook", lambda _, stream: stream.write(_tiny_book()))
    monkeypatch.setattr(reporting, "make_report", lambda *_, **__: _tiny_report())


@cache
def _tiny_book() -> bytes:
    from openpyxl import Workbook

    stream = io.BytesIO()
    Workbook().save(stream)
    return stream.getvalue()


@cache
def _tiny_report() -> WordReport:
    import docx

    return WordReport(docx.Document(), ())


#: What happens to the disk, and whether that lasts; every step meets one, all by turns.
FAULTS = ((errno.EIO, False), (errno.ENOSPC, True), (errno.EACCES, False), (errno.EROFS, True))


def each_fault(
    disk: FaultyDisk, prepare: Callable[[], object], *, all_of_them: bool
) -> Iterator[None]:
    """Let the disk fail one step later each time, until it need not fail."""
    for fail_at in count(1):
        turn = FAULTS if all_of_them else FAULTS[fail_at % 2 :][:1]
        for code, lastingly in turn:
            disk.rest()
            prepare()
            disk.begin(fail_at, code, lastingly=lastingly)
            yield
            if not disk.failed:
                assert fail_at > 5, "few steps were watched"
                return


@pytest.mark.parametrize("way", WAYS)
def test_the_old_file_or_the_new_one(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run, name = WAYS[way]
    book, folder = tmp_path / "buku.xlsx", tmp_path / "hasil"
    write_one_row(book)
    before = book.read_bytes()
    folder.mkdir()

    def prepare() -> None:
        for path in folder.iterdir():
            path.unlink()
        (folder / name).write_bytes(FOREIGN)

    prepare()
    done = run(tmp_path)
    new = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert new[name] != FOREIGN
    disk = FaultyDisk(folder, monkeypatch)
    for _ in each_fault(disk, prepare, all_of_them=way == "data csv"):
        capsys.readouterr()
        status = run(tmp_path)
        said = capsys.readouterr().err
        found = {path.name: path.read_bytes() for path in folder.iterdir()}

        assert book.read_bytes() == before
        is_old = found[name] == FOREIGN
        assert is_old or is_whole(folder / name, new[name])
        assert FOREIGN in found.values(), "what was there is kept"
        if "unlink" not in disk.failed:
            assert found.keys() <= new.keys(), "nothing else is left"
            assert list(found.values()).count(FOREIGN) == 1, "and not kept in vain"
        is_done = not is_old and new.keys() - {MEMORY} <= found.keys()
        assert status == (done if is_done else 2)
        assert is_done or said.startswith("lkjip: ")


def is_whole(path: Path, new: bytes) -> bool:
    """Tell whether a file is what an undisturbed run writes; a workbook holds the time."""
    return zipfile.is_zipfile(path) or path.read_bytes() == new
