"""Sees a run through: never too much at once, no job lost, none that takes the others along."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from typing import Generic

from lkjip_xl.batch.crew import Crew
from lkjip_xl.batch.jobs import Answer, Job, Limits, Outcome, Payload, Value, Work

#: Seconds between two looks at the clock and at a wish to stop.
_TICK = 0.2

_BUG = (
    "terjadi kesalahan di dalam program ({}). Rinciannya ada di berkas log; laporkan kepada "
    "pengembang"
)
_OPEN_IT = (
    "Buka bukunya di Excel, hapus lembar dan baris yang tidak dipakai, simpan, lalu ulangi; atau "
    "besarkan {}"
)
_AGAIN = ", juga ketika dikerjakan sendirian"


@dataclass(slots=True)
class _Running(Generic[Payload]):
    """A job in a worker's hands; ``begun`` is when, ``None`` while the worker is starting."""

    job: Job[Payload]
    begun: float | None = None


@dataclass(frozen=True, slots=True)
class _Ended(Generic[Payload, Value]):
    """A job out of the workers' hands; ``death`` says how its worker died, if it did."""

    job: Job[Payload]
    answer: Answer[Value] | None
    seconds: float
    death: str = ""
    advice: str = ""


def supervise(
    jobs: Iterable[Job[Payload]],
    work: Work[Payload, Value],
    crew: Crew,
    limits: Limits,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Outcome[Payload, Value]]:
    """Yield how each job ended, in the order in which they do.

    A job whose worker dies, runs out of memory or takes too long is a suspect: once the others are
    done it is tried again with nothing beside it, and given up when that ends badly too.

    Args:
        jobs: taken one by one, never more than the crew can work on.
        work: a function that the workers can import; it returns for every fault of the data.
        crew: the workers; they stay, for the next jobs.
        limits: what one job may take.
        stop: tells whether to give out no more jobs; those that were not given out, and suspects,
            are not among the outcomes.

    Raises:
        BookError: no workers can be had.
    """
    suspects: list[Job[Payload]] = []
    for ended in _drive(jobs, work, crew, lambda: crew.size, limits, stop):
        if ended.death:
            suspects.append(ended.job)
        else:
            yield _settle(ended)
    for job in suspects:
        crew.settle()
        for ended in _drive([job], work, crew, lambda: 1, limits, stop):
            if not (ended.death and stop()):
                yield _settle(ended)


def _drive(
    jobs: Iterable[Job[Payload]],
    work: Work[Payload, Value],
    crew: Crew,
    window: Callable[[], int],
    limits: Limits,
    stop: Callable[[], bool],
) -> Iterator[_Ended[Payload, Value]]:
    """Keep as many jobs at work as the window allows, and yield them as they end."""
    waiting = iter(jobs)
    running: dict[Future[Answer[Value]], _Running[Payload]] = {}
    ended: list[_Ended[Payload, Value]] = []
    try:
        while True:
            while not stop() and len(running) < window():
                job = next(waiting, None)
                if job is None:
                    break
                running[crew.submit(work, job.payload)] = _Running(job)
            # Only now: what is done with an answer must not keep a worker waiting.
            yield from ended
            ended.clear()
            if not running:
                return
            done = wait(running, _TICK, FIRST_COMPLETED).done
            ended += [_read(running.pop(future), future, crew, limits) for future in done]
            done.clear()  # a cluster does a job again whose worker dies while somebody holds it
            for future in _find_late(running, crew, limits):
                crew.drop(future)
                late = running.pop(future)
                ended.append(_too_late(late.job, limits))
    finally:
        for future in running:
            crew.drop(future)


def _too_late(job: Job[Payload], limits: Limits) -> _Ended[Payload, Value]:
    death = f"belum selesai dalam {limits.seconds:g} detik".replace(".", ",")
    return _Ended(job, None, limits.seconds, death, _OPEN_IT.format("--batas-waktu"))


def _find_late(
    running: dict[Future[Answer[Value]], _Running[Payload]], crew: Crew, limits: Limits
) -> list[Future[Answer[Value]]]:
    """Start the clock of jobs that have begun, and return those whose time is over."""
    now = time.monotonic()
    late = []
    for future, one in running.items():
        if one.begun is None:
            one.begun = now if crew.has_begun(future) else None
        elif now - one.begun > limits.seconds and not future.done():
            late.append(future)
    return late


def _read(
    running: _Running[Payload], future: Future[Answer[Value]], crew: Crew, limits: Limits
) -> _Ended[Payload, Value]:
    seconds = 0.0 if running.begun is None else time.monotonic() - running.begun
    try:
        answer = future.result()
    except MemoryError:
        crew.drop(future)
        text = f"{limits.megabytes:,}".replace(",", ".")
        death = f"memerlukan memori lebih dari {text} MB"
        return _Ended(running.job, None, seconds, death, _OPEN_IT.format("--batas-memori"))
    except Exception:
        advice = _OPEN_IT.format("--batas-memori")
        return _Ended(running.job, None, seconds, crew.explain(future), advice)
    return _Ended(running.job, answer, answer.seconds)


def _settle(ended: _Ended[Payload, Value]) -> Outcome[Payload, Value]:
    if ended.answer is None:
        reason = f"{ended.death}{_AGAIN}. {ended.advice}"
        return Outcome(ended.job, None, ended.seconds, reason)
    if ended.answer.traceback:
        last = ended.answer.traceback.strip().splitlines()[-1]
        reason = _BUG.format(last.partition(":")[0])
        return Outcome(ended.job, None, ended.seconds, reason, ended.answer.traceback)
    return Outcome(ended.job, ended.answer.value, ended.seconds)
