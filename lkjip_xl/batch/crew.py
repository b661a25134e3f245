"""Those who work: processes of our own, or whatever executor a caller brings."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Protocol

from lkjip_xl.batch import worker
from lkjip_xl.batch.jobs import Answer, Limits, Payload, Value, Work
from lkjip_xl.ports import BookError
from lkjip_xl.programs import safe_path

#: Workers that die one after the other before they are ready: something is wrong with all of them.
_STARTS_LOST = 3

#: Seconds until it is known how a process that has ended did so.
_FETCHED_WITHIN = 1.0


class Crew(Protocol):
    """A group of workers that the supervisor gives work to."""

    @property
    def size(self) -> int:
        """How many jobs can be done at the same time."""

    def submit(self, work: Work[Payload, Value], payload: Payload) -> Future[Answer[Value]]:
        """Give a job to a worker that is free.

        Raises:
            BookError: no worker can be had.
        """

    def has_begun(self, future: Future[Any]) -> bool:
        """Tell whether the job is being done, rather than waiting for a worker to start."""

    def explain(self, future: Future[Any]) -> str:
        """Say in Indonesian how the worker of a job that failed came to its end."""

    def drop(self, future: Future[Any]) -> None:
        """Stop a job, with its worker if need be."""

    def settle(self) -> None:
        """Wait until workers that are being stopped can take no job along."""

    def close(self) -> None:
        """Send everybody home, also those still at work."""


class _Lane:
    """One worker process in a pool of its own, so that its end takes nobody else's job along."""

    def __init__(self, limits: Limits, log: Path | None, modules: Sequence[str]) -> None:
        with safe_path():
            self._pool = ProcessPoolExecutor(
                1,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=worker.prepare,
                initargs=(limits.megabytes, log, modules),
            )
            others = multiprocessing.active_children()
            self._number = self._pool.submit(worker.identify)
        started = [one for one in multiprocessing.active_children() if one not in others]
        self._process: BaseProcess | None = started[0] if len(started) == 1 else None

    @property
    def is_ready(self) -> bool:
        return self._number.done() and self._number.exception() is None

    def submit(self, work: Work[Payload, Value], payload: Payload) -> Future[Answer[Value]]:
        return self._pool.submit(worker.attempt, work, payload)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def exit_code(self) -> int | None:
        """Return how the worker ended; negative is the signal that ended it."""
        if self._process is None:
            return None
        # The pool fetches the process as well, and may be about to note down how it ended.
        until = time.monotonic() + _FETCHED_WITHIN
        while self._process.exitcode is None and time.monotonic() < until:
            time.sleep(0.01)
        return self._process.exitcode


class LocalCrew:
    """Worker processes on this machine; one that dies or hangs is replaced."""

    def __init__(
        self, size: int, limits: Limits, log: Path | None = None, modules: Sequence[str] = ()
    ) -> None:
        self._size = size
        self._limits, self._log, self._modules = limits, log, modules
        self._free: list[_Lane] = []
        self._busy: dict[Future[Any], _Lane] = {}
        self._ended: dict[Future[Any], _Lane] = {}
        self._starts_lost = 0

    @property
    def size(self) -> int:
        return self._size

    def submit(self, work: Work[Payload, Value], payload: Payload) -> Future[Answer[Value]]:
        self._take_back()
        while True:
            lane = self._free.pop() if self._free else self._start()
            try:
                future = lane.submit(work, payload)
            except BrokenExecutor:  # it died while it had nothing to do
                lane.kill()
                continue
            self._busy[future] = lane
            return future

    def has_begun(self, future: Future[Any]) -> bool:
        lane = self._busy.get(future)
        return lane is None or lane.is_ready

    def explain(self, future: Future[Any]) -> str:
        self._take_back()
        lane = self._ended.pop(future, None)
        code = lane.exit_code() if lane is not None else None
        if code is None:
            return "pekerjanya berhenti mendadak"
        if code < 0:
            return f"pekerjanya dihentikan sistem (sinyal {-code})"
        return f"pekerjanya berhenti mendadak (kode {code})"

    def drop(self, future: Future[Any]) -> None:
        self._ended.pop(future, None)
        lane = self._busy.pop(future, None)
        if lane is not None:
            lane.kill()

    def settle(self) -> None:
        """Nothing to wait for: a worker that is stopped gets no more jobs."""

    def close(self) -> None:
        for lane in (*self._free, *self._busy.values()):
            lane.kill()
        self._free.clear()
        self._busy.clear()
        self._ended.clear()

    def _start(self) -> _Lane:
        return _Lane(self._limits, self._log, self._modules)

    def _take_back(self) -> None:
        """Keep the workers whose job is done, and let go of those that died or ran out of room."""
        for future in [one for one in self._busy if one.done()]:
            lane = self._busy.pop(future)
            if future.exception() is None:
                self._starts_lost = 0
                self._free.append(lane)
                continue
            self._starts_lost = 0 if lane.is_ready else self._starts_lost + 1
            self._ended[future] = lane
            lane.kill()
            if self._starts_lost >= _STARTS_LOST:
                raise BookError(
                    "proses pekerja tidak dapat dimulai",
                    "lkjip rekap",
                    "Besarkan --batas-memori, kurangi --pekerja, atau tutup program lain",
                )


class BorrowedCrew:
    """Any executor of ``concurrent.futures``; its workers are its own affair.

    Args:
        executor: the executor, or what makes one, so that a broken one can be replaced.
        size: how many jobs it does at the same time, or what tells so while the run lasts.
    """

    def __init__(
        self, executor: Executor | Callable[[], Executor], size: int | Callable[[], int]
    ) -> None:
        self._make = None if isinstance(executor, Executor) else executor
        self._executor = executor if isinstance(executor, Executor) else executor()
        self._size = size

    @property
    def size(self) -> int:
        return self._size if isinstance(self._size, int) else self._size()

    def submit(self, work: Work[Payload, Value], payload: Payload) -> Future[Answer[Value]]:
        try:
            return self._executor.submit(worker.attempt, work, payload)
        except BrokenExecutor as error:
            if self._make is None:
                raise BookError(
                    "kumpulan pekerja rusak dan tidak dapat dibuat lagi",
                    type(self._executor).__name__,
                    "Berikan pembuatnya, bukan kumpulannya; lalu jalankan lagi untuk melanjutkan",
                ) from error
        self._executor.shutdown(wait=False)
        self._executor = self._make()
        return self._executor.submit(worker.attempt, work, payload)

    def has_begun(self, future: Future[Any]) -> bool:
        return True

    def explain(self, future: Future[Any]) -> str:
        error = None if future.cancelled() else future.exception()
        cause = "dibatalkan" if error is None else type(error).__name__
        return f"pekerjanya berhenti mendadak ({cause})"

    def drop(self, future: Future[Any]) -> None:
        future.cancel()

    def settle(self) -> None:
        """Nothing to wait for: its workers are not stopped."""

    def close(self) -> None:
        """Leave the executor to its owner; one that we had made ends with the run."""
        if self._make is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
