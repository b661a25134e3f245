"""Marks workbooks that others made, and proves that nothing of them is lost.

Run by hand: ``python tests/benchmarks/corpus.py FOLDER… [--work FOLDER] [--jobs 2] [--limit 60]
[--no-office | --quick] [--only TEXT]``.  Takes every distinct .xlsx, .xlsm, .xltx and .xltm in the
folders, those inside archives (.zip, .whl, .tgz, .tar.gz, .tar.xz) too, and does with each:

- marks of three severities on used, merged, noted and blank cells of several sheets, hidden ones
  too, and the sheets Catatan and Hasil Hitung;
- parts that need not change keep their compressed bytes; touched ones only gain;
- the copy is a sound package wherever the original is (``tests/opc.py``), the swept one too;
- our reader, calamine and openpyxl read the same before and after, and see the marks;
- cleaning restores every part, a second round of marking gives the first one's bytes;
- LibreOffice opens the copy if it opens the original, and keeps the marks;
- a marked copy that openpyxl or LibreOffice saved is cleaned of every mark.

Each book is worked on in a child process with a time limit, so that a hostile one stops nothing.
The outcome is a table, and a line for each book that failed.

A corpus of a thousand books comes from the source archives of well-known packages, gathered in a
folder outside this repository: ``pip download --no-binary :all: --no-deps`` of pandas,
python-calamine, pyexcel-xlsx, xlsx2csv, xlcalculator, frictionless, xlwings, oletools, wolfxl,
tablib, agate-excel, csvkit; ``npm pack`` of xlsx-populate, xlsx-chart, xlsx-stream-reader; ``apt-get
source --download-only`` of libexcel-writer-xlsx-perl, libapache-poi-java, libxlsxwriter, liborcus.
To these come books that LibreOffice, openpyxl and XlsxWriter write.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import selectors
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
_ARCHIVES = (".zip", ".whl", ".tgz", ".tar.gz", ".tar.xz", ".tar.bz2")

#: Larger members of archives are left out: what they test is the machine.
_LARGEST = 30 * 2**20

#: Seconds for LibreOffice with one batch, and books in a batch.
_OFFICE_LIMIT, _BATCH = 360, 40

#: Steps that other libraries do; what kills one of them is no fault of ours.
_READERS = ("calamine", "openpyxl")

_PROBE = Path(__file__).with_name("corpus_probe.py")
_XLSX = "xlsx:Calc MS Excel 2007 XML"

#: The outcomes in the table, by the kinds of faults that the probe knows.
_KINDS = (
    "lost",
    "not restored",
    "newly invalid",
    "second round differs",
    "marks unseen",
    "marks left",
    "openpyxl cannot load",
    "LibreOffice cannot open",
    "LibreOffice reads other values",
    "crashed",
    "out of time",
)


@dataclass(slots=True)
class Outcome:
    """What became of one book; ``faults`` by kind, ``refused`` with the reason."""

    source: str
    path: Path
    refused: str = ""
    openpyxl: bool = False
    office: bool = False
    marks: int = 0
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def marked(self) -> Path:
        return self.path.with_name(f"{self.path.stem}.marked{self.path.suffix}")

    def note(self, faults: Mapping[str, str]) -> None:
        """Add faults, of each kind the first, and tell whoever waits for the run to end."""
        for kind, what in faults.items():
            if kind not in self.faults:
                self.faults[kind] = what
                print(f"{kind}: {self.source} ({self.path.name})\n    {what}", flush=True)


def main() -> None:
    options = _parse_arguments()
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        outcomes = [
            outcome for outcome in gather(options.folders, work) if options.only in outcome.source
        ]
        print(f"{len(outcomes)} distinct workbooks", flush=True)
        with ThreadPoolExecutor(options.jobs) as pool:
            workers = [Worker(options.limit, quick=options.quick) for _ in range(options.jobs)]
            shares = [outcomes[number :: options.jobs] for number in range(options.jobs)]
            list(pool.map(_mark_all, workers, shares))
        if not options.no_office and not options.quick:
            _try_office(outcomes, work, workers)
        for worker in workers:
            worker.stop()
    _print_table(outcomes, office=not options.no_office and not options.quick)
    raise SystemExit(any(outcome.faults for outcome in outcomes))


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--work", type=Path, help="keep the copies here, for the next run too")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--no-office", action="store_true", help="leave LibreOffice out")
    parser.add_argument("--quick", action="store_true", help="leave other readers out, too")
    parser.add_argument("--limit", type=int, default=60, help="seconds for one step with one book")
    parser.add_argument("--only", default="", help="only books whose origin contains this")
    return parser.parse_args()


# Gathering


def gather(folders: Sequence[Path], work: Path) -> list[Outcome]:
    """Copy every distinct workbook into the work folder, under a name made of its content."""
    outcomes: dict[str, Outcome] = {}
    paths = (
        path
        for folder in folders
        for path in (sorted(folder.rglob("*")) if folder.is_dir() else [folder])
    )
    for path in paths:
        try:
            for name, data in _books_in(path):
                digest = hashlib.sha256(data).hexdigest()[:16]
                if digest not in outcomes:
                    copy = work / (digest + Path(name).suffix.lower())
                    copy.write_bytes(data)
                    outcomes[digest] = Outcome(f"{path.name}: {name}", copy)
        except (zipfile.BadZipFile, tarfile.TarError, OSError, NotImplementedError) as error:
            print(f"archive left out: {path}: {error}", flush=True)
    return list(outcomes.values())


def _books_in(path: Path) -> Iterator[tuple[str, bytes]]:
    name = path.name.lower()
    if not path.is_file() or path.name.startswith("~$"):
        return
    if name.endswith(SUFFIXES):
        yield path.name, path.read_bytes()
    elif name.endswith((".zip", ".whl")):
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                if _is_book(entry.filename) and entry.file_size < _LARGEST:
                    yield entry.filename, archive.read(entry)
    elif name.endswith(_ARCHIVES):
        with tarfile.open(path) as tar:
            for member in tar:
                stream = tar.extractfile(member) if member.isfile() else None
                if stream is not None and _is_book(member.name) and member.size < _LARGEST:
                    yield member.name, stream.read()


def _is_book(name: str) -> bool:
    last = name.rpartition("/")[2]
    return last.lower().endswith(SUFFIXES) and not last.startswith(("~$", "._"))


# Children


class StuckError(Exception):
    """A child died or ran out of time at a step."""

    def __init__(self, step: str, what: str) -> None:
        super().__init__(f"{what} at {step}")
        self.step = step
        self.what = what


class Worker:
    """A child that checks one book after the other, started anew when one has killed it."""

    def __init__(self, limit: int, *, quick: bool) -> None:
        self._skip = _READERS if quick else ()
        self._limit = limit
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, task: str, *paths: Path) -> dict[str, Any]:
        """Return the answer to a task.

        A foreign reader that dies of a book is left out on the next try; if another step sticks,
        that is the answer.
        """
        skip = [*self._skip]
        while True:
            try:
                return self._ask({"task": task, "paths": [*map(str, paths)], "skip": skip})
            except StuckError as stuck:
                self.stop()
                if stuck.step in skip or stuck.step not in _READERS:
                    return {"faults": {stuck.what: f"at {stuck.step}"}}
                skip.append(stuck.step)

    def _ask(self, task: dict[str, Any]) -> dict[str, Any]:
        if self._process is None:
            command = [sys.executable, str(_PROBE)]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps(task).encode() + b"\n")
        process.stdin.flush()
        step = "start"
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            rest = b""
            while True:
                if not selector.select(self._limit):
                    raise StuckError(step, "out of time")
                chunk = process.stdout.read1(2**16)  # type: ignore[attr-defined]
                if not chunk:
                    raise StuckError(step, "crashed")
                *lines, rest = (rest + chunk).split(b"\n")
                for line in lines:
                    answer: dict[str, Any] = json.loads(line)
                    if "step" not in answer:
                        return answer
                    step = answer["step"]

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _mark_all(worker: Worker, outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        answer = worker.ask("mark", outcome.path, outcome.path.parent)
        outcome.note(answer["faults"])
        outcome.refused = answer.get("refused", "")
        outcome.openpyxl = answer.get("openpyxl", False)
        outcome.marks = answer.get("marks", 0)


# LibreOffice


def _try_office(outcomes: Sequence[Outcome], work: Path, workers: Sequence[Worker]) -> None:
    """Open originals and copies in LibreOffice, and clean what it saves of the copies."""
    before, after = work / "office-before", work / "office-after"
    shutil.rmtree(after, ignore_errors=True)
    shares = [outcomes[number :: len(workers)] for number in range(len(workers))]
    profiles = [work.resolve() / f"profile{number}" for number in range(len(workers))]

    def try_share(worker: Worker, share: Sequence[Outcome], profile: Path) -> None:
        _convert_all([outcome.path for outcome in share], before, profile)
        for outcome in share:
            outcome.office = _saved(outcome.path, before).exists()
        opened = [outcome for outcome in share if outcome.office and outcome.marked.exists()]
        _convert_all([outcome.marked for outcome in opened], after, profile)
        for outcome in opened:
            _compare_saved(outcome, _saved(outcome.path, before), after, worker)

    with ThreadPoolExecutor(len(workers)) as pool:
        list(pool.map(try_share, workers, shares, profiles))


def _compare_saved(outcome: Outcome, before: Path, after: Path, worker: Worker) -> None:
    saved = _saved(outcome.marked, after)
    if not saved.exists():
        outcome.note({"LibreOffice cannot open": outcome.marked.name})
        return
    swept = saved.with_suffix(".swept.xlsx")
    for answer in (worker.ask("sweep", before, saved, swept), worker.ask("same", before, saved)):
        outcome.note({kind: f"LibreOffice: {what}" for kind, what in answer["faults"].items()})


def _saved(path: Path, folder: Path) -> Path:
    return folder / f"{path.stem}.xlsx"


def _convert_all(paths: Sequence[Path], folder: Path, profile: Path) -> None:
    """Convert in batches, and one by one what a batch left undone; what is there stays."""
    folder.mkdir(exist_ok=True)
    paths = [path for path in paths if not _saved(path, folder).exists()]
    for start in range(0, len(paths), _BATCH):
        batch = paths[start : start + _BATCH]
        _convert(batch, folder, profile)
        for path in batch:
            if not _saved(path, folder).exists():
                _convert([path], folder, profile)


def _convert(paths: Sequence[Path], folder: Path, profile: Path) -> None:
    installation = f"-env:UserInstallation={profile.as_uri()}"
    command = ["soffice", installation, "--headless", "--convert-to", _XLSX, "--outdir"]
    # A time limit on soffice's starter alone would leave the program itself running.
    timer = ["timeout", "--kill-after=5", str(_OFFICE_LIMIT)] if shutil.which("timeout") else []
    subprocess.run(
        [*timer, *command, str(folder), *map(str, paths)], check=False, capture_output=True
    )


# The table


def _print_table(outcomes: Sequence[Outcome], *, office: bool) -> None:
    refused = [outcome for outcome in outcomes if outcome.refused]
    sound = [outcome for outcome in refused if outcome.openpyxl or outcome.office]
    marked = [outcome for outcome in outcomes if not outcome.refused]
    print(f"\n{'files':34}{len(outcomes):6}")
    print(f"{'marked':34}{len(marked):6}   {sum(outcome.marks for outcome in marked)} marks")
    _count("  loaded by openpyxl", marked, lambda outcome: outcome.openpyxl)
    if office:
        _count("  opened by LibreOffice", marked, lambda outcome: outcome.office)
    _count("  without any fault", marked, lambda outcome: not outcome.faults)
    for kind in _KINDS:
        _count(f"  {kind}", marked, lambda outcome, kind=kind: kind in outcome.faults)
    share = 100 * len(sound) / max(1, len(marked) + len(sound))
    print(f"{'refused':34}{len(sound):6}   {share:.1f} %")
    _print_reasons(sound)
    unread = [outcome for outcome in refused if outcome not in sound]
    asked = "opened by no program" if office or sound else "no other program asked"
    print(f"{'refused, and ' + asked:36}{len(unread):4}")
    _print_reasons(unread)
    for outcome in refused:
        print(f"refused: {outcome.source} ({outcome.path.name})\n    {outcome.refused}")
    for outcome in outcomes:
        for kind, what in outcome.faults.items():
            print(f"{kind}: {outcome.source} ({outcome.path.name})\n    {what}")


def _print_reasons(refused: Sequence[Outcome]) -> None:
    for reason, count in Counter(outcome.refused for outcome in refused).most_common():
        print(f"  {count:4}  {reason}")


def _count(label: str, outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> None:
    print(f"{label:34}{sum(map(holds, outcomes)):6}")


if __name__ == "__main__":
    main()
