"""Breaks small workbooks in thousands of ways, and proves that no command breaks with them.

Run by hand: ``python tests/fuzz/run.py --cases 10000 --seed 1 [--jobs 2] [--only 4711] [--keep
FOLDER]``.  Each case breaks one workbook and gives it to one of the commands periksa, tandai,
tandai --bersihkan, perbaiki, data and banding.  Nothing may end in a traceback, take longer than 20
seconds or more than 1 GB, or end with another status than 0, 1 or 2; a copy that was written must
open, and come back to what it was when it is cleaned.

The outcome is a table, and a line for each kind of crash with the numbers of its cases; ``--only``
does one case again, ``--keep`` leaves the broken workbooks in a folder.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from cases import VERBS, Crash, make_case, run_verb
from seed_books import write_seeds

#: Cases that one child does; bytes that it may have beside its code.
_BATCH, _MEMORY = 500, 2**30


def main() -> int:
    options = _read_options()
    if options.child is not None:
        _be_child(options)
        return 0
    started = time.perf_counter()
    told = list(_run_batches(options))
    crashes = [crash for one in told for crash in one["crashes"]]
    _show(told, crashes, time.perf_counter() - started)
    return int(bool(crashes))


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", type=int)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def _run_batches(options: argparse.Namespace) -> Iterator[dict]:
    if options.only is not None:
        yield _run_child(options, options.only, 1)
        return
    firsts = range(0, options.cases, _BATCH)
    with ThreadPoolExecutor(options.jobs) as pool:
        yield from pool.map(
            lambda first: _run_child(options, first, min(_BATCH, options.cases - first)), firsts
        )


def _run_child(options: argparse.Namespace, first: int, count: int) -> dict:
    """Do some cases in a process of their own; where it dies, the case it was at is the crash.

    A crash is told as soon as it happens: a run may take hours.
    """
    command = [sys.executable, __file__, "--seed", str(options.seed), "--child", str(first)]
    command += ["--cases", str(count), *(["--keep", str(options.keep)] if options.keep else [])]
    quiet = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    crashes, end, begun = [], {"runs": {}}, first
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, **quiet}
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            told = json.loads(line) if line.startswith("{") else {}
            begun = told.get("begun", begun)
            if "kind" in told:
                crashes.append(told)
                print(line, end="", file=sys.stderr, flush=True)
            elif "runs" in told:
                end = told
    if child.returncode:
        crashes.append({"case": begun, "verb": "?", "kind": "proses mati", "detail": ""})
    print(f"{first}…{first + count}: {len(crashes)}", file=sys.stderr, flush=True)
    return {"crashes": crashes, **end}


def _be_child(options: argparse.Namespace) -> None:
    """Do the cases, and tell about them in lines of JSON on standard output."""
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    warnings.simplefilter("ignore")
    runs: Counter[str] = Counter()
    slowest = 0.0
    room = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="lkjip-fuzz-", dir=room) as place:
        bench = Bench(Path(place), options.seed)
        for number in range(options.child, options.child + options.cases):
            _tell(begun=number)
            started = time.process_time()
            verb, crashes = bench.run(number, options.keep)
            for crash in crashes:
                _tell(case=number, verb=crash.verb, kind=crash.kind, detail=crash.detail)
            runs[verb] += 1
            slowest = max(slowest, time.process_time() - started)
            if number % 10 == 0:  # a command lets its garbage lie, since its process ends
                gc.unfreeze()
                gc.collect()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    _tell(runs=runs, slowest=slowest, peak=peak)


class Bench:
    """Where a child works: the sound workbooks, and the folder for those that are broken."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._path = folder / "rusak.xlsx"
        self._seed = seed
        self._seeds = write_seeds(folder)
        self._contents = [path.read_bytes() for path in self._seeds]

    def run(self, number: int, keep: Path | None) -> tuple[str, list[Crash]]:
        broken, chance = make_case(self._contents, self._seed, number)
        self._path.write_bytes(broken)
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{number}.xlsx").write_bytes(broken)
        verb = chance.choice(VERBS)
        return verb, list(run_verb(verb, self._path, self._seeds[0], chance))


def _tell(**facts: object) -> None:
    print(json.dumps(facts), file=sys.__stdout__, flush=True)


def _show(told: list[dict], crashes: list[dict], seconds: float) -> None:
    runs: Counter[str] = Counter()
    for one in told:
        runs.update(one["runs"])
    print(f"{'verb':<10} {'runs':>7} {'crashes':>8}")
    for verb in sorted({*runs, *(crash["verb"] for crash in crashes)}):
        count = sum(crash["verb"] == verb for crash in crashes)
        print(f"{verb:<10} {runs[verb]:>7} {count:>8}")
    kinds: dict[tuple[str, str], list[int]] = defaultdict(list)
    for crash in crashes:
        kinds[crash["kind"], crash["detail"]].append(crash["case"])
    for (kind, detail), numbers in sorted(kinds.items(), key=lambda item: -len(item[1])):
        print(f"{kind}: {detail}  x{len(numbers)}: {numbers[:5]}")
    slowest = max((one.get("slowest", 0) for one in told), default=0)
    peak = max((one.get("peak", 0) for one in told), default=0)
    print(
        f"{sum(runs.values())} runs in {seconds:.0f} s; slowest {slowest:.1f} s of computing, peak {peak} MB"
    )


if __name__ == "__main__":
    sys.exit(main())
