"""One case: a broken workbook goes through the command line, and what comes out is judged."""

from __future__ import annotations

import contextlib
import gc
import io
import signal
import traceback
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from mutations import mutate

from lkjip_xl.adapters.files import open_book
from lkjip_xl.apps.cli import main
from lkjip_xl.ports import BookError

#: Seconds that one command may take.
PATIENCE = 20

VERBS = ("periksa", "tandai", "bersihkan", "perbaiki", "data", "banding")


class TooSlowError(BaseException):
    """A command ran out of time; nothing in the program may catch this."""


@dataclass(frozen=True, slots=True)
class Crash:
    """What went wrong: by which verb, how, and in one line."""

    verb: str
    kind: str
    detail: str


def make_case(seeds: list[bytes], seed: int, number: int) -> tuple[bytes, bytes, Random]:
    """Return the workbook that a case starts from, the broken one, and the case's chance."""
    chance = Random(f"{seed}-{number}")
    original = seeds[number % len(seeds)]
    return original, mutate(original, chance), chance


def choose_verbs(chance: Random) -> list[str]:
    """Return two verbs: all of them would make a run three times as long."""
    return chance.sample(VERBS, 2)


def run_verb(verb: str, path: Path, sound: Path, chance: Random) -> Iterator[Crash]:
    """Run one command on a broken workbook, and yield what must not be."""
    folder = path.parent
    target = folder / "hasil.xlsx"
    target.unlink(missing_ok=True)
    arguments = {
        "periksa": ["periksa", "--format", chance.choice(("teks", "json", "sarif")), str(path)],
        "tandai": ["tandai", str(path), "-o", str(target)],
        "bersihkan": ["tandai", "--bersihkan", str(path), "-o", str(target)],
        "perbaiki": ["perbaiki", str(path), "-o", str(target)],
        "data": [
            "data",
            str(path),
            "-o",
            str(folder / f"data.{chance.choice(('csv', 'xlsx', 'json'))}"),
        ],
        "banding": ["banding", *chance.choice(((str(path), str(sound)), (str(sound), str(path))))],
    }[verb]
    yield from _run(verb, arguments)
    if target.exists() and zipfile.is_zipfile(path):
        yield from _judge(verb, path, target)


def _run(verb: str, arguments: list[str]) -> Iterator[Crash]:
    status: object = None
    try:
        with _limit(), _silence() as said:
            status = main(arguments)
    except TooSlowError:
        yield Crash(verb, "macet", f"> {PATIENCE} detik")
        return
    except SystemExit as error:
        status = error.code
    except MemoryError:
        yield Crash(verb, "memori", "")
        return
    except BaseException as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        frames = [f for f in traceback.extract_tb(error.__traceback__) if "lkjip_xl" in f.filename]
        last = frames[-1] if frames else place
        yield Crash(
            verb,
            "jejak",
            f"{type(error).__name__} {Path(last.filename).name}:{last.lineno} {error}"[:160],
        )
        return
    if status not in (0, 1, 2):
        yield Crash(verb, "status", str(status))
    elif status == 2 and not said.getvalue().strip():
        yield Crash(verb, "diam", "status 2 tanpa pesan")


def _judge(verb: str, source: Path, target: Path) -> Iterator[Crash]:
    """A copy opens where its source did, and cleaned it has the source's content again."""
    try:
        read = [grid.rows for grid in open_book(source).grids()]
    except BookError:
        return
    try:
        copied = [grid.rows for grid in open_book(target).grids()]
    except BookError as error:
        yield Crash(verb, "salinan", f"tidak terbuka: {error}")
        return
    if (
        verb in ("tandai", "bersihkan")
        and "Catatan" not in str(source)
        and repr(copied) != repr(read)
    ):
        yield Crash(verb, "salinan", "isinya lain")
    if verb != "tandai" or _is_marked(source):
        return
    clean = target.with_name("bersih.xlsx")
    clean.unlink(missing_ok=True)
    yield from _run("bersihkan", ["tandai", "--bersihkan", str(target), "-o", str(clean)])
    if not clean.exists() or _list(clean) != _list(source):
        yield Crash(verb, "salinan", "dibersihkan tidak kembali seperti asalnya")


def _is_marked(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        return any("lkjip" in name.lower() for name in archive.namelist())


def _list(path: Path) -> set[tuple[str, int, int]]:
    with zipfile.ZipFile(path) as archive:
        return {(one.filename, one.CRC, one.file_size) for one in archive.infolist()}


@contextlib.contextmanager
def _limit() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        gc.enable()  # a command switches it off, since its process ends; this one goes on
        gc.unfreeze()


@contextlib.contextmanager
def _silence() -> Iterator[io.StringIO]:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        yield said
