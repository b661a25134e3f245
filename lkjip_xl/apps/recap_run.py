"""A run over many office-years: found, done where needed, remembered, and brought together."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath

from lkjip_xl.apps.office_run import Made, Order, run_office, set_aside_row
from lkjip_xl.apps.progress import Log, Progress
from lkjip_xl.apps.targets import make_folder
from lkjip_xl.batch import places
from lkjip_xl.batch.crew import Crew
from lkjip_xl.batch.jobs import Job, Limits, Outcome, Payload, Value
from lkjip_xl.batch.ledger import Head, Ledger
from lkjip_xl.batch.office_years import (
    OfficeYear,
    gather_office_years,
    keep_books,
    number_keys,
    pass_over,
)
from lkjip_xl.batch.places import PlacedFile
from lkjip_xl.batch.row_text import dump_row
from lkjip_xl.batch.signature import sign
from lkjip_xl.batch.supervisor import supervise
from lkjip_xl.batch.survey import dump_survey, load_survey, survey
from lkjip_xl.figures.survey import Survey
from lkjip_xl.finding import Severity
from lkjip_xl.outputs.rekap.records import State
from lkjip_xl.ports import BookError

LEDGER, LOG = "rekap.jsonl", "rekap.log"

#: What each round is told as: office-years are grouped anew by what was seen in the books.
_AGAIN = "Dipisah menurut isinya"
_ROUNDS = ("Perangkat daerah", _AGAIN, _AGAIN)

#: Seconds between two copies of the ledger to an output that is not on this machine.
_SEND_EVERY = 60.0

#: What a worker imports before its first job.
WARM_UP = (
    "lkjip_xl.apps.office_run",
    "lkjip_xl.adapters.xlsx.book",
    "lkjip_xl.adapters.calamine",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a run is to do.

    ``sources`` and ``output`` are folders or addresses.  ``redo`` does office-years again that
    have not changed.
    """

    sources: Sequence[str]
    output: str
    codes: frozenset[str]
    with_report: bool = False
    redo: bool = False
    limits: Limits = field(default_factory=Limits)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What a run came to; ``open`` counts the findings that count, by severity."""

    total: int = 0
    made: int = 0
    unchanged: int = 0
    set_aside: dict[str, str] = field(default_factory=dict)
    open: Counter[str] = field(default_factory=Counter)
    written: list[str] = field(default_factory=list)
    is_stopped: bool = False

    def count(self, severity: Severity) -> int:
        return self.open[severity.value]


def run_recap(
    task: Task,
    crew: Crew,
    progress: Progress | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Tally:
    """Do every office-year of the sources that is new or changed, and write the recap of them all.

    Args:
        task: what to do.
        crew: who does it; still there afterwards.
        progress: told how far it is.
        stop: tells whether to begin nothing more; what was done until then is remembered, and the
            next run goes on from there.

    Raises:
        BookError: a source holds no workbook, the output cannot be written, or no workers can be
            had.
    """
    with ExitStack() as stack:
        if places.is_address(task.output):
            desk = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lkjip-")))
            for name in {LEDGER, LOG} & set(places.names_at(task.output)):
                places.fetch_file(places.join(task.output, name), desk / name)
        else:
            desk = make_folder(Path(task.output))
        ledger = stack.enter_context(Ledger(desk / LEDGER))
        run = _Run(task, crew, progress or Progress(), stop, desk, ledger)
        try:
            return run.do()
        finally:
            run.progress.end()
            run.send()


@dataclass(eq=False)
class _Run:
    """One run; ``desk`` is the folder of the ledger, the log and the recap."""

    task: Task
    crew: Crew
    progress: Progress
    stop: Callable[[], bool]
    desk: Path
    ledger: Ledger

    def __post_init__(self) -> None:
        self.log = Log(self.desk / LOG)
        self.tally = Tally()
        self._contents: dict[PlacedFile, str] = {}
        self._seen: dict[PlacedFile, Survey] = {}
        self._ended: dict[OfficeYear, str] = {}  # with the reason of those set aside
        self._sent = time.monotonic()

    def do(self) -> Tally:
        self.log.write(f"mulai: {', '.join(self.task.sources)}")
        found = self._find_books()
        self._identify(file for books in found.values() for file in books)
        office_years: list[OfficeYear] = []
        for told in _ROUNDS:
            office_years = self._group(found)
            left = [one for one in office_years if one not in self._ended]
            left = [one for one in left if not self._is_done(one)]
            if not left or self.stop():
                break
            self._work(left, told)
        self.tally.is_stopped = self.stop()
        self._count(office_years)
        if not self.tally.is_stopped:
            self._withdraw(office_years)
            self._write_recap(office_years)
        self.log.write("dihentikan" if self.tally.is_stopped else "selesai")
        return self.tally

    def _find_books(self) -> dict[str, list[PlacedFile]]:
        """Return the workbooks below each source.

        Raises:
            BookError: a source holds no workbook, or cannot be listed.
        """
        found = {}
        for source in self.task.sources:
            files = list(self._list(source))
            books = found[source] = keep_books(files)
            self._tell_passed_over(files, books)
            if not books:
                raise BookError(
                    "tidak ada buku kerja Excel di sini",
                    source,
                    "Sebutkan folder yang berisi berkas .xlsx, juga di dalam subfoldernya",
                )
        return found

    def _tell_passed_over(self, files: Iterable[PlacedFile], books: Sequence[PlacedFile]) -> None:
        """Log what is not read; copies that people edited later than the book are told at once."""
        for one in pass_over(files, books):
            self.log.write(f"dilewati: {one.path}: {one.reason}")
            if one.original is not None:
                self.log.write(f"  {one.warning}")
                self.progress.say(one.warning)

    def _list(self, source: str) -> Iterator[PlacedFile]:
        """Yield the files of a source that no run of ours has written."""
        output = self.task.output
        is_remote = places.is_address(output)
        own = f"{places.normalise(output)}/" if is_remote else ""
        files = list(places.list_files(source, () if is_remote else (Path(output),)))
        ours = {file.folder for file in files if file.name == LEDGER and file.folder}
        for file in files:
            is_ours = any(file.folder[: len(folder)] == folder for folder in ours)
            if not is_ours and not (own and file.location.startswith(own)):
                yield file

    def _identify(self, files: Iterable[PlacedFile]) -> None:
        """Name what each workbook holds, and remember what earlier runs have seen in it."""
        known = {name: told for head in self.ledger.heads() for name, told in head.seen.items()}
        for file in files:
            if self.stop():
                return
            with suppress(BookError):  # whoever is to read it will say why it cannot be read
                name = self._contents[file] = places.identify(file)
                told = load_survey(known[name]) if name in known else None
                if told is not None:
                    self._seen[file] = told

    def _group(self, found: Mapping[str, Sequence[PlacedFile]]) -> list[OfficeYear]:
        """Return the office-years, by what is known by now."""
        grouped: list[OfficeYear] = []
        for source, books in found.items():
            prefix = PurePath(source.rstrip("/")).name or "akar" if len(found) > 1 else ""
            grouped += gather_office_years(books, self._seen, prefix)
        return number_keys(grouped)

    def _sign(self, office_year: OfficeYear) -> str:
        """Return an office-year's signature, which is empty where a book cannot be read."""
        contents = [("/".join(f.parts), self._contents.get(f, "")) for f in office_year.files]
        if not all(name for _, name in contents):
            return ""
        return sign(contents, (*sorted(self.task.codes), f"laporan={self.task.with_report}"))

    def _is_done(self, office_year: OfficeYear) -> bool:
        """Tell whether an office-year was done as it is, and all that was written is still so."""
        head = self.ledger.find(office_year.key)
        if head is None or self.task.redo or head.state is not State.DONE:
            return False
        if not head.signature or head.signature != self._sign(office_year):
            return False
        is_there = all(self._stamp(path) == stamp for path, stamp in head.outputs.items())
        return is_there and self.ledger.has_row(head.key)

    def _work(self, office_years: Sequence[OfficeYear], told: str) -> None:
        """Do some office-years; those that broke the workers have their books looked into."""
        self.progress.begin(told, len(office_years))
        broken: list[PlacedFile] = []
        jobs = (Job(one.key, self._order(one)) for one in office_years)
        for outcome in self._supervise(jobs, run_office):
            office_year = outcome.job.payload.office_year
            made = outcome.value
            if made is None and len(office_year.files) > 1:
                broken += office_year.files
            elif made is None:
                self._seen[office_year.files[0]] = Survey(is_readable=False)
            if made is None:
                row = set_aside_row(office_year, outcome.reason, outcome.seconds)
                made = Made(state=State.SET_ASIDE, row=dump_row(row), reason=outcome.reason)
            self._keep(office_year, made, outcome)
        self.progress.end()
        for looked in self._supervise((Job(one.location, one) for one in broken), survey):
            self._seen[looked.job.payload] = looked.value or Survey(is_readable=False)

    def _supervise(
        self, jobs: Iterable[Job[Payload]], work: Callable[[Payload], Value]
    ) -> Iterator[Outcome[Payload, Value]]:
        return supervise(jobs, work, self.crew, self.task.limits, self.stop)

    def _order(self, office_year: OfficeYear) -> Order:
        output = self.task.output
        if not places.is_address(output):
            output = str(Path(output).absolute())
        return Order(office_year, output, self.task.codes, self.task.with_report)

    def _keep(self, office_year: OfficeYear, made: Made, outcome: Outcome[Order, Made]) -> None:
        """Remember how an office-year ended."""
        self._seen.update(made.seen)
        named = {self._contents.get(file, ""): told for file, told in made.seen.items()}
        head = Head(
            key=office_year.key,
            signature=self._sign(office_year),
            state=made.state,
            open=made.open,
            outputs=made.outputs,
            seen={name: dump_survey(told) for name, told in named.items() if name},
        )
        self.ledger.add(head, made.row)
        self._ended[office_year] = made.reason
        self._write_log(office_year.key, made, outcome)
        self.progress.advance(is_set_aside=made.state is State.SET_ASIDE)
        if time.monotonic() - self._sent > _SEND_EVERY:
            self.send()

    def _write_log(self, key: str, made: Made, outcome: Outcome[Order, Made]) -> None:
        if made.state is None:
            parts = "beberapa perangkat daerah, tahun, atau salinan"
            self.log.write(f"{key}: ternyata {parts}, maka dipisah")
            return
        told = made.reason or ", ".join(
            f"{made.open.get(severity.value, 0)} {severity.label.lower()}" for severity in Severity
        )
        seconds = f"{outcome.seconds:.1f}".replace(".", ",")
        self.log.write(f"{made.state} ({seconds} detik) {key}: {told}")
        for remark in made.remarks:
            self.log.write(f"  {remark}")
        if outcome.detail:
            self.log.write(outcome.detail)

    def _count(self, office_years: Sequence[OfficeYear]) -> None:
        """Count what came of the office-years; what a stop left over is only in the total."""
        tally = self.tally
        tally.total = len(office_years)
        for one in office_years:
            head = self.ledger.find(one.key)
            if one not in self._ended and not self._is_done(one):
                continue
            if head is not None and head.state is State.DONE:
                tally.open.update(head.open)
                tally.made += one in self._ended
                tally.unchanged += one not in self._ended
            else:
                tally.set_aside[one.key] = self._ended.get(one, "")

    def _withdraw(self, office_years: Sequence[OfficeYear]) -> None:
        """Delete what was written for office-years that turned out to be none."""
        keys = {one.key for one in office_years}
        for one in self._ended:
            head = self.ledger.find(one.key)
            if one.key not in keys and head is not None and head.outputs:
                stamp_of = places.stamps_below(self.task.output)
                for path, stamp in head.outputs.items():
                    if stamp_of(path) == stamp:  # what people changed since is theirs
                        places.remove_file(places.join(self.task.output, *path.split("/")))
                self.ledger.add(Head(key=one.key, signature="", state=None, seen=head.seen))

    def _write_recap(self, office_years: Sequence[OfficeYear]) -> None:
        """Write the recap of all office-years, and take what is superseded out of the ledger."""
        from lkjip_xl.outputs.rekap.write import write_recap

        rows = self.ledger.rows(sorted(one.key for one in office_years))
        if places.is_address(self.task.output):
            for name in set(places.names_at(self.task.output)) - {LEDGER, LOG}:
                places.fetch_file(places.join(self.task.output, name), self.desk / name)
        written = write_recap(rows, self.desk, self._tell_kept)
        self.tally.written = [places.join(self.task.output, path.name) for path in written]
        self.ledger.tidy()

    def _tell_kept(self, text: str) -> None:
        self.log.write(text)
        self.progress.say(text)

    @cached_property
    def _stamp(self) -> Callable[[str], str]:
        return places.stamps_below(self.task.output)

    def send(self) -> None:
        """Copy ledger, log and recap to an output that is not on this machine."""
        self._sent = time.monotonic()
        if places.is_address(self.task.output):
            for path in sorted(self.desk.iterdir()):
                places.send_file(path, places.join(self.task.output, path.name))
