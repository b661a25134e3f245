"""A run over many office-years: found, done where needed, remembered, and brought together."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath

from lkjip_xl.apps.office_run import Made, Order, run_office, set_aside_row
from lkjip_xl.apps.progress import Log, Progress
from lkjip_xl.apps.targets import make_folder
from lkjip_xl.batch import places
from lkjip_xl.batch.crew import Crew
from lkjip_xl.batch.jobs import Job, Limits, Outcome
from lkjip_xl.batch.ledger import Head, Ledger
from lkjip_xl.batch.office_years import (
    OfficeYear,
    files_in_doubt,
    gather_office_years,
    keep_books,
    number_keys,
)
from lkjip_xl.batch.places import PlacedFile
from lkjip_xl.batch.row_text import dump_row
from lkjip_xl.batch.signature import sign
from lkjip_xl.batch.supervisor import supervise
from lkjip_xl.batch.survey import Survey, survey
from lkjip_xl.finding import Severity
from lkjip_xl.outputs.rekap.records import State
from lkjip_xl.ports import BookError

LEDGER, LOG = "rekap.jsonl", "rekap.log"

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


class _Run:
    """One run; ``desk`` is the folder of the ledger, the log and the recap."""

    def __init__(
        self,
        task: Task,
        crew: Crew,
        progress: Progress,
        stop: Callable[[], bool],
        desk: Path,
        ledger: Ledger,
    ) -> None:
        self.task = task
        self.crew = crew
        self.progress = progress
        self.stop = stop
        self.desk = desk
        self.ledger = ledger
        self.log = Log(desk / LOG)
        self.tally = Tally()
        self._sent = time.monotonic()

    def do(self) -> Tally:
        tally = self.tally
        self.log.write(f"mulai: {', '.join(self.task.sources)}")
        office_years = self._find()
        tally.total = len(office_years)
        signatures = self._sign(office_years)
        left = [one for one in office_years if not self._is_done(one, signatures.get(one.key, ""))]
        tally.unchanged = tally.total - len(left)
        self.progress.begin("Perangkat daerah", len(left))
        for outcome in supervise(
            (Job(one.key, self._order(one)) for one in left),
            run_office,
            self.crew,
            self.task.limits,
            self.stop,
        ):
            self._keep(outcome, signatures.get(outcome.job.key, ""))
        self.progress.end()
        tally.is_stopped = self.stop()
        if not tally.is_stopped:
            self._finish(office_years)
        self.log.write("dihentikan" if tally.is_stopped else "selesai")
        return tally

    def _find(self) -> list[OfficeYear]:
        """Return the office-years of all sources.

        Raises:
            BookError: a source holds no workbook, or cannot be listed.
        """
        found: list[OfficeYear] = []
        several = len(self.task.sources) > 1
        for source in self.task.sources:
            books = keep_books(self._list(source))
            if not books:
                raise BookError(
                    "tidak ada buku kerja Excel di sini",
                    source,
                    "Sebutkan folder yang berisi berkas .xlsx, juga di dalam subfoldernya",
                )
            prefix = PurePath(source.rstrip("/")).name or "akar" if several else ""
            found += gather_office_years(books, self._survey(books), prefix)
        return number_keys(found)

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

    def _survey(self, books: Sequence[PlacedFile]) -> Mapping[PlacedFile, Survey]:
        doubtful = files_in_doubt(books)
        self.progress.begin("Melihat isi buku", len(doubtful))
        seen: dict[PlacedFile, Survey] = {}
        jobs = (Job(file.location, file) for file in doubtful)
        for outcome in supervise(jobs, survey, self.crew, self.task.limits, self.stop):
            seen[outcome.job.payload] = outcome.value or Survey(is_readable=False)
            self.progress.advance()
        self.progress.end()
        return seen

    def _sign(self, office_years: Sequence[OfficeYear]) -> Mapping[str, str]:
        """Return each office-year's signature; what cannot be read has none."""
        options = (*sorted(self.task.codes), f"laporan={self.task.with_report}")
        signatures: dict[str, str] = {}
        for one in office_years:
            if self.stop():
                break
            try:
                contents = [("/".join(f.parts), places.identify(f)) for f in one.files]
            except BookError:
                continue
            signatures[one.key] = sign(contents, options)
        return signatures

    def _is_done(self, office_year: OfficeYear, signature: str) -> bool:
        """Tell whether an office-year was done as it is, and all that was written is still so."""
        head = self.ledger.find(office_year.key)
        if head is None or self.task.redo or head.state is not State.DONE:
            return False
        if not signature or head.signature != signature:
            return False
        if any(self._stamp(path) != stamp for path, stamp in head.outputs.items()):
            return False
        self.tally.open.update(head.open)
        return True

    @cached_property
    def _stamp(self) -> Callable[[str], str]:
        return places.stamps_below(self.task.output)

    def _order(self, office_year: OfficeYear) -> Order:
        output = self.task.output
        if not places.is_address(output):
            output = str(Path(output).absolute())
        return Order(office_year, output, self.task.codes, self.task.with_report)

    def _keep(self, outcome: Outcome[Order, Made], signature: str) -> None:
        """Remember how an office-year ended."""
        key = outcome.job.key
        made = outcome.value
        if made is None:
            row = set_aside_row(outcome.job.payload.office_year, outcome.reason, outcome.seconds)
            made = Made(dump_row(row), State.SET_ASIDE, {}, {}, (), outcome.reason)
        head = Head(
            key=key, signature=signature, state=made.state, open=made.open, outputs=made.outputs
        )
        self.ledger.add(head, made.row)
        is_set_aside = made.state is State.SET_ASIDE
        if is_set_aside:
            self.tally.set_aside[key] = made.reason
        else:
            self.tally.made += 1
            self.tally.open.update(made.open)
        self._write_log(key, made, outcome)
        self.progress.advance(is_set_aside=is_set_aside)
        if time.monotonic() - self._sent > _SEND_EVERY:
            self.send()

    def _write_log(self, key: str, made: Made, outcome: Outcome[Order, Made]) -> None:
        told = made.reason or ", ".join(
            f"{made.open.get(severity.value, 0)} {severity.label.lower()}" for severity in Severity
        )
        seconds = f"{outcome.seconds:.1f}".replace(".", ",")
        self.log.write(f"{made.state} ({seconds} detik) {key}: {told}")
        for remark in made.remarks:
            self.log.write(f"  {remark}")
        if outcome.detail:
            self.log.write(outcome.detail)

    def _finish(self, office_years: Sequence[OfficeYear]) -> None:
        """Write the recap of all office-years, and take what is superseded out of the ledger."""
        from lkjip_xl.outputs.rekap.write import write_recap

        rows = self.ledger.rows(sorted(one.key for one in office_years))
        written = write_recap(rows, self.desk)
        self.tally.written = [places.join(self.task.output, path.name) for path in written]
        self.ledger.tidy()

    def send(self) -> None:
        """Copy ledger, log and recap to an output that is not on this machine."""
        self._sent = time.monotonic()
        if places.is_address(self.task.output):
            for path in sorted(self.desk.iterdir()):
                places.send_file(path, places.join(self.task.output, path.name))
