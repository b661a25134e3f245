"""A run is seen through whatever the workers meet: no job is lost, and none is done for nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from tasks import Deed, act, process_number

from lkjip_xl.batch.crew import BorrowedCrew, LocalCrew
from lkjip_xl.batch.jobs import Job, Limits, Outcome
from lkjip_xl.batch.supervisor import supervise
from lkjip_xl.ports import BookError

LIMITS = Limits(seconds=1.0, megabytes=1500)


@pytest.fixture
def crew() -> Iterator[LocalCrew]:
    crew = LocalCrew(2, LIMITS)
    yield crew
    crew.close()


def jobs_of(*deeds: Deed) -> list[Job[Deed]]:
    return [Job(f"{number} {deed.kind}", deed) for number, deed in enumerate(deeds)]


def reasons(outcomes: list[Outcome[Deed, int]]) -> dict[str, str]:
    return {one.job.payload.kind: one.reason for one in outcomes if one.reason}


def test_every_job_is_accounted_for_whatever_happens_to_the_workers(
    crew: LocalCrew, tmp_path: Path
) -> None:
    plain = [Deed("jadi", number) for number in range(20)]
    once = Deed("mati-sekali", 100, tmp_path / "jejak")
    bad = [Deed("mati"), once, Deed("macet"), Deed("rakus"), Deed("keliru")]
    jobs = jobs_of(*plain[:5], *bad, *plain[5:])

    outcomes = list(supervise(jobs, act, crew, LIMITS))

    assert sorted(one.job.key for one in outcomes) == sorted(job.key for job in jobs)
    values = {one.job.payload: one.value for one in outcomes if one.value is not None}
    assert values == {deed: deed.number * 2 for deed in (*plain, once)}
    told = reasons(outcomes)
    assert told["mati"].startswith(
        "pekerjanya dihentikan sistem (sinyal 9), juga ketika dikerjakan sendirian. Buka bukunya"
    )
    assert told["macet"].startswith("belum selesai dalam 1 detik, juga ketika")
    assert told["rakus"].startswith("memerlukan memori lebih dari 1.500 MB, juga ketika")
    assert told["keliru"].startswith("terjadi kesalahan di dalam program (KeyError).")
    assert "mati-sekali" not in told
    traceback = next(one.detail for one in outcomes if one.job.payload.kind == "keliru")
    assert "KeyError: 'kolom'" in traceback


def test_a_worker_killed_from_outside_costs_no_job(crew: LocalCrew) -> None:
    (first,) = supervise([Job("siapa", None)], process_number, crew, LIMITS)
    assert first.value is not None

    os.kill(first.value, signal.SIGKILL)
    outcomes = list(supervise(jobs_of(*(Deed("jadi", n) for n in range(6))), act, crew, LIMITS))

    assert sorted(one.value or 0 for one in outcomes) == [0, 2, 4, 6, 8, 10]


def test_no_more_is_taken_up_than_the_workers_can_hold(crew: LocalCrew) -> None:
    taken = 0

    def count() -> Iterator[Job[Deed]]:
        nonlocal taken
        for job in jobs_of(*(Deed("jadi", number) for number in range(15))):
            taken += 1
            yield job

    for done, _ in enumerate(supervise(count(), act, crew, LIMITS), start=1):
        # In the workers' hands, or ended at the same moment and about to be told.
        assert taken - done < 2 * crew.size


def test_a_wish_to_stop_lets_what_has_begun_end_and_begins_nothing_more(crew: LocalCrew) -> None:
    outcomes: list[Outcome[Deed, int]] = []
    jobs = jobs_of(*(Deed("jadi", number) for number in range(50)))

    for outcome in supervise(jobs, act, crew, LIMITS, lambda: len(outcomes) >= 3):
        outcomes.append(outcome)

    assert 3 <= len(outcomes) <= 3 + crew.size


def test_workers_that_cannot_start_are_told_once_and_for_all() -> None:
    crew = LocalCrew(1, LIMITS, modules=("modul_yang_tidak_ada",))
    with pytest.raises(BookError, match="proses pekerja tidak dapat dimulai"):
        list(supervise(jobs_of(*(Deed("jadi") for _ in range(9))), act, crew, LIMITS))
    crew.close()


def test_threads_do_as_workers_too() -> None:
    with ThreadPoolExecutor(2) as executor:
        crew = BorrowedCrew(executor, 2)
        outcomes = list(supervise(jobs_of(Deed("jadi", 4), Deed("keliru")), act, crew, LIMITS))

    assert {one.value for one in outcomes} == {8, None}


def make_pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(2, mp_context=get_context("spawn"))


def test_a_borrowed_pool_that_breaks_is_made_anew() -> None:
    crew = BorrowedCrew(make_pool, 2)
    jobs = jobs_of(Deed("jadi", 1), Deed("mati"), *(Deed("jadi", n) for n in range(2, 8)))

    outcomes = list(supervise(jobs, act, crew, LIMITS))
    crew.close()

    assert sorted(one.value or 0 for one in outcomes) == [0, 2, 4, 6, 8, 10, 12, 14]
    assert reasons(outcomes)["mati"].startswith("pekerjanya berhenti mendadak (BrokenProcessPool)")


def test_a_borrowed_pool_that_nobody_can_make_anew_ends_the_run() -> None:
    with make_pool() as executor, pytest.raises(BookError, match="kumpulan pekerja rusak"):
        list(supervise(jobs_of(Deed("mati")), act, BorrowedCrew(executor, 1), LIMITS))


_PARENT = """
import time
from tasks import process_number
from lkjip_xl.batch.crew import LocalCrew
from lkjip_xl.batch.jobs import Limits
if __name__ == "__main__":
    print(LocalCrew(1, Limits()).submit(process_number, None).result().value, flush=True)
    time.sleep(60)
"""


def test_workers_do_not_outlive_a_run_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "induk.py"
    script.write_text(_PARENT)
    path = os.pathsep.join((str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")))
    parent = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # it complains of what it could not tidy up
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    with parent:
        assert parent.stdout is not None
        number = int(parent.stdout.readline())
        parent.kill()

    until = time.monotonic() + 10
    while is_alive(number) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_alive(number)


def is_alive(number: int) -> bool:
    """Tell whether a process runs; one that has ended but was not yet fetched does not."""
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
