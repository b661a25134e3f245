"""A province's offices in one run: time, memory, accidents, and what another way would cost.

Run by hand on a quiet machine: ``python tests/benchmarks/province.py [COUNT] [--tanpa-dask]``.  It
makes COUNT offices (500), then measures, each against the other within this one run:

- every office alone in a warm process, one after the other: what the sum of single runs costs;
- ``lkjip rekap`` over all of them on two workers, one of which is killed on the way, with a poison,
  a locked file and a file that is no workbook among them: time, memory, that nothing is missing,
  and that every answer is that of the single run;
- the same on a Dask cluster of two workers, one of which is killed;
- a script as an office would write it: pandas and openpyxl load, a comment per finding, a save.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from lkjip_xl.apps.office_run import LISTING_JSON, Order, run_office
from lkjip_xl.apps.recap_run import LEDGER, WARM_UP, Tally, Task, run_recap
from lkjip_xl.batch.jobs import Limits
from lkjip_xl.batch.ledger import Ledger
from lkjip_xl.batch.office_years import OfficeYear
from lkjip_xl.batch.places import PlacedFile
from lkjip_xl.outputs.rekap.records import OfficeRow, State
from lkjip_xl.rules.catalogue import RULES

TESTS = Path(__file__).resolve().parents[1]
WORKERS = 2
CODES = frozenset(rule.code for rule in RULES)
SCRIPTED = 12
PROVINCE, CORES = 25_000, 8
LEAST_FASTER, MOST_OF_SINGLE, MOST_GROWTH = 5.0, 0.6, 1.2
ACCIDENTS = ("racun", "terkunci", "bukan buku")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("count", nargs="?", type=int, default=500)
    parser.add_argument("--tanpa-dask", action="store_true")
    options = parser.parse_args()
    sys.path += [str(TESTS / "offices"), str(TESTS / "apps")]  # for the workers, too
    with tempfile.TemporaryDirectory(prefix="lkjip-provinsi-") as place:
        folder = Path(place)
        books = folder / "provinsi"
        make_province(books, options.count)
        local = run_local(books, folder / "rekap", options.count)
        single = run_single(local.done, folder / "sendiri")
        report_run("rekap, 2 workers", local, single, folder, options.count)
        print(f"  memory of a process               {local.megabytes:7.0f} MB")
        print(f"  its last tenth / second tenth     {local.growth:7.2f}    at most {MOST_GROWTH}")
        if not options.tanpa_dask:
            cluster = run_dask(books, folder / "dask", options.count)
            report_run("rekap, Dask", cluster, single, folder, options.count)
        report_script(books, local, options.count, folder)
        report_estimate(local, options.count)


def make_province(folder: Path, count: int) -> None:
    from make import make_offices
    from small_books import write_kinerja, write_locked

    folder.mkdir()
    make_offices(count, folder, seed=7)
    write_kinerja(folder / "A racun" / "racun.xlsx")
    write_locked(folder / "A terkunci" / "terkunci.xlsx")
    (folder / "A bukan buku").mkdir()
    (folder / "A bukan buku" / "bukan.xlsx").write_text("bukan buku kerja")


@dataclass
class Run:
    """One run over the province; ``growth`` compares the memory near its end and its beginning."""

    output: Path
    tally: Tally
    seconds: float
    recap_seconds: float
    growth: float = 1.0
    megabytes: float = 0.0
    done: list[OfficeRow] = field(default_factory=list)


def run_local(books: Path, output: Path, count: int) -> Run:
    from poison import PoisonedCrew

    limits = Limits()
    crew = PoisonedCrew(WORKERS, limits, modules=WARM_UP)
    with watch_memory() as samples, kill_later(count / 60, lambda: workers_of(os.getpid())):
        run = _run(books, str(output), output, crew)
    crew.close()
    run.growth, run.megabytes = growth_of(samples), statistics.median(samples)
    return run


def run_dask(books: Path, output: Path, count: int) -> Run:
    import dask
    from distributed import Client, LocalCluster
    from poison import PoisonedCluster

    with (
        # A worker that dies while its nanny is still starting it is lost to the cluster for good,
        # so a poison must not go from one to the next.
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(
            n_workers=WORKERS, threads_per_worker=1, dashboard_address=":0", silence_logs=50
        ) as cluster,
        Client(cluster) as client,
        kill_later(count / 60, lambda: list(client.run(os.getpid).values())),
    ):
        return _run(books, output.as_uri(), output, PoisonedCluster(client))


def _run(books: Path, output: str, folder: Path, crew: Any) -> Run:
    clock = Clock()
    begun = time.perf_counter()
    tally = run_recap(Task(sources=[str(books)], output=output, codes=CODES), crew, clock)
    seconds = time.perf_counter() - begun
    run = Run(folder, tally, seconds, time.perf_counter() - clock.last)
    with Ledger(folder / LEDGER) as ledger:
        keys = sorted(head.key for head in ledger.heads() if head.state is State.DONE)
        run.done = list(ledger.rows(keys))
    return run


class Clock:
    """Stands in for the progress line, and knows when the last office was done."""

    last = 0.0

    def begin(self, what: str, total: int) -> None: ...
    def say(self, text: str) -> None: ...
    def end(self) -> None: ...
    def advance(self, *, is_set_aside: bool = False) -> None:
        self.last = time.perf_counter()


def run_single(rows: Sequence[OfficeRow], output: Path) -> dict[str, float]:
    """Return how long each office takes alone, in a process that is warm."""
    orders = []
    for row in rows:
        source = Path(row.source)
        files = [source] if source.is_file() else [source / name for name in row.files]
        placed = tuple(PlacedFile(("x", path.name), str(path)) for path in sorted(files))
        orders.append(Order(OfficeYear(row.key, row.source, placed), str(output), CODES))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(time_each, orders).result()


def time_each(orders: Sequence[Order]) -> dict[str, float]:
    gc.disable()
    run_office(orders[0])
    seconds = {}
    for order in orders:
        begun = time.perf_counter()
        run_office(order)
        seconds[order.office_year.key] = time.perf_counter() - begun
        gc.collect()
    return seconds


def report_run(name: str, run: Run, single: dict[str, float], folder: Path, count: int) -> None:
    total = sum(single.values())
    told = {one for key in run.tally.set_aside for one in ACCIDENTS if one in key}
    same = sum(
        (run.output / key / LISTING_JSON).read_bytes()
        == (folder / "sendiri" / key / LISTING_JSON).read_bytes()
        for key in single
        if (run.output / key / LISTING_JSON).exists()
    )
    print(f"{name}: {count} offices and {len(ACCIDENTS)} accidents, workers killed: {len(killed)}")
    killed.clear()
    print(f"  sum of single warm runs           {total:7.1f} s  {total / len(single):.3f} s each")
    print(f"  the run                           {run.seconds:7.1f} s")
    print(f"  of which the recap                {run.recap_seconds:7.1f} s")
    print(
        f"  run / sum of single runs          {run.seconds / total:7.2f}    at most {MOST_OF_SINGLE}"
    )
    print(
        f"  accounted for                     {run.tally.made + len(run.tally.set_aside)} of {count + len(ACCIDENTS)}"
    )
    print(f"  set aside                         {len(run.tally.set_aside)}, {len(told)} as meant")
    print(f"  answers like the single run's     {same} of {count}")


def report_script(books: Path, run: Run, count: int, folder: Path) -> None:
    """Compare with a script over some of the single-file offices."""
    paths = sorted(path for path in books.rglob("LKjIP*.xlsx"))[:SCRIPTED]
    script_one(paths[0], folder / "hangat.xlsx")
    theirs, ours = [], []
    for path in paths:
        begun = time.perf_counter()
        script_one(path, folder / "skrip.xlsx")
        theirs.append(time.perf_counter() - begun)
        placed = PlacedFile((path.name,), str(path))
        order = Order(OfficeYear("skrip", str(path), (placed,)), str(folder), CODES)
        begun = time.perf_counter()
        run_office(order)
        ours.append(time.perf_counter() - begun)
    alone = statistics.median(their / own for their, own in zip(theirs, ours, strict=True))
    together = statistics.mean(theirs) / (run.seconds / count)
    print(f"a script of pandas and openpyxl, {len(paths)} books one after the other")
    print(f"  load, comments, save              {statistics.mean(theirs):7.2f} s each")
    print(f"  check, marks, listings            {statistics.mean(ours):7.2f} s each, one process")
    print(f"  script / one process              {alone:7.1f}")
    print(f"  script / the run, per office      {together:7.1f}    at least {LEAST_FASTER}")


def script_one(path: Path, target: Path) -> None:
    """What an office would write: read with pandas, remark with openpyxl, save.

    It recomputes nothing beyond one column, yet loads, remarks and saves as it must.
    """
    import openpyxl
    import pandas
    from openpyxl.comments import Comment

    frames = pandas.read_excel(path, sheet_name=None, header=None, engine="openpyxl")
    book = openpyxl.load_workbook(path)
    for name, frame in frames.items():
        numbers = frame.apply(pandas.to_numeric, errors="coerce")
        for row, column in list(zip(*numbers.notna().values.nonzero(), strict=True))[:5]:
            book[name].cell(int(row) + 1, int(column) + 1).comment = Comment("periksa", "skrip")
    book.save(target)


def report_estimate(run: Run, count: int) -> None:
    each = (run.seconds - run.recap_seconds) * WORKERS / count
    hours = each * PROVINCE / CORES / 3600
    recap = run.recap_seconds / count * PROVINCE / 3600
    print(f"estimate for {PROVINCE:,} offices on {CORES} cores")
    print(f"  {hours:.2f} hours, and {recap:.2f} hours for the recap if it grows evenly")


#: Processes that were killed while they worked.
killed: list[int] = []


@contextlib.contextmanager
def kill_later(seconds: float, find: Any) -> Iterator[None]:
    """Kill one of some processes after a while."""

    def kill() -> None:
        with contextlib.suppress(ProcessLookupError, IndexError):
            number = find()[0]
            os.kill(number, signal.SIGKILL)
            killed.append(number)

    timer = threading.Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    yield
    timer.cancel()


def workers_of(parent: int) -> list[int]:
    """Return the worker processes of a process, the oldest first."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(path.read_text().rpartition(")")[2].split()[1]) == parent:
                command = (path.parent / "cmdline").read_bytes()
                if b"spawn_main" in command:
                    found.append(int(path.parent.name))
    return sorted(found)


@contextlib.contextmanager
def watch_memory() -> Iterator[list[float]]:
    """Sample the memory of this process and its workers, in MB, the mean of each."""
    samples: list[float] = []
    ended = threading.Event()

    def sample() -> None:
        while not ended.wait(0.5):
            sizes = [size for one in (os.getpid(), *workers_of(os.getpid())) if (size := rss(one))]
            samples.append(sum(sizes) / len(sizes))

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()
    yield samples
    ended.set()
    thread.join()


def rss(number: int) -> float:
    with contextlib.suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/{number}/statm").read_text().split()[1]) * 4096 / 2**20
    return 0.0


def growth_of(samples: Sequence[float]) -> float:
    tenth = max(len(samples) // 10, 1)
    return statistics.median(samples[-2 * tenth : -tenth]) / statistics.median(
        samples[tenth : 2 * tenth]
    )


if __name__ == "__main__":
    main()
