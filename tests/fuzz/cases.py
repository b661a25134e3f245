"""One case: a broken workbook goes through the command line, and what comes out is judged."""

from __future__ import annotations

import contextlib
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

#: Seconds of computing that one command may take, and seconds by the clock on a busy machine.
PATIENCE, LONGEST = 20, 1200

#: What is said where a book takes no marks, and its copy holds the findings alone.
_TO_ITSELF = "dalam buku tersendiri"

VERBS = ("periksa", "tandai", "bersihkan", "perbaiki", "data", "banding")


class TooSlowError(BaseException):
    """A command ran out of time; nothing in the program may catch this."""


@dataclass(frozen=True, slots=True)
class Crash:
    """What went wrong: by which verb, how, and in one line."""

    verb: str
    kind: str
    detail: str


def make_case(seeds: list[bytes], seed: int, number: int) -> tuple[bytes, Random]:
    """Return the broken workbook of a case, and the chance that the rest of the case hangs on."""
    chance = Random(f"{seed}-{number}")
    return mutate(seeds[number % len(seeds)], chance), chance


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
    crash, said = _run(verb, arguments)
    if crash is not None:
        yield crash
    elif target.exists() and _TO_ITSELF not in said:
        yield from _judge(verb, path, target)


def _run(verb: str, arguments: list[str]) -> tuple[Crash | None, str]:
    """Run a command, and return how it crashed, if it did, and what it said."""
    with _silence() as told:
        try:
            with _limit():
                status: object = main(arguments)
        except TooSlowError:
            return Crash(verb, "macet", f"lebih dari {PATIENCE} detik"), ""
        except SystemExit as error:
            status = error.code
        except BaseException as error:
            return Crash(verb, "jejak", _describe(error)), ""
    said = told.getvalue()
    if status not in (0, 1, 2):
        return Crash(verb, "status", str(status)), said
    if status == 2 and not said.strip():
        return Crash(verb, "diam", "status 2 tanpa pesan"), said
    return None, said


def _describe(error: BaseException) -> str:
    """Return the error with the last place in the program that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    place = [one for one in frames if "lkjip_xl" in one.filename][-1]
    return f"{type(error).__name__} {Path(place.filename).name}:{place.lineno} {error}"[:160]


def _judge(verb: str, source: Path, target: Path) -> Iterator[Crash]:
    """A copy opens where its source did, and cleaned it has the source's content again."""
    read = _read(source)
    copied = _read(target)
    if read is None:
        return
    if copied is None:
        yield Crash(verb, "salinan", "tidak terbuka")
    elif verb != "perbaiki" and copied != read:
        yield Crash(verb, "salinan", "isinya lain")
    elif verb == "tandai" and not _is_marked(source):
        clean = target.with_name("bersih.xlsx")
        clean.unlink(missing_ok=True)
        crash, _ = _run(verb, ["tandai", "--bersihkan", str(target), "-o", str(clean)])
        if crash is not None:
            yield crash
        elif not clean.exists() or _list(clean) != _list(source):
            yield Crash(verb, "salinan", "dibersihkan tidak kembali seperti asalnya")


def _read(path: Path) -> list[str] | None:
    """Return all that the sheets of a workbook hold; ``None`` where it cannot be read."""
    try:
        return [repr((grid.sheet, grid.rows, grid.formulas)) for grid in open_book(path).grids()]
    except BookError:
        return None


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

    before = [(kind, signal.signal(kind, stop)) for kind in (signal.SIGALRM, signal.SIGPROF)]
    signal.alarm(LONGEST)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        for kind, handler in before:
            signal.signal(kind, handler)


@contextlib.contextmanager
def _silence() -> Iterator[io.StringIO]:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        yield said
