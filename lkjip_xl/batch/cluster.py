"""A Dask cluster as a crew."""

from __future__ import annotations

import contextlib
import threading
import time
import uuid
from concurrent.futures import Future
from typing import Any
from weakref import WeakKeyDictionary

from lkjip_xl.batch import worker
from lkjip_xl.batch.jobs import Answer, Payload, Value, Work
from lkjip_xl.ports import BookError

#: Seconds for which the number of threads in the cluster is taken as known.
_FRESH = 2.0

#: Seconds after which a cluster without workers is given up.
_WITHOUT_WORKERS = 60.0

#: Seconds to wait for the scheduler, and for a worker that is started anew.
_PATIENCE = 10


class DaskCrew:
    """The threads of a Dask cluster; a worker with a job that hangs is started anew.

    The cluster itself gives the jobs of a worker that died to others, and gives a job up when more
    have died of it than ``distributed.scheduler.allowed-failures`` says.  With 0 that is left to
    the supervisor, which tries a suspect with nothing beside it.
    """

    def __init__(self, client: Any, *, owns: bool = False) -> None:
        self._client = client
        self._owns = owns
        self._executor = client.get_executor(pure=False)
        # Not to hold them: while somebody does, the cluster does a job again whose worker dies.
        self._keys: WeakKeyDictionary[Future[Any], str] = WeakKeyDictionary()
        self._restarts: list[threading.Thread] = []
        self._threads = 0
        self._counted = float("-inf")
        self._last_seen = time.monotonic()

    @property
    def size(self) -> int:
        """How many threads the cluster has now; it may grow and shrink.

        Raises:
            BookError: it has had none for a while.
        """
        threads = self._count_threads()
        if time.monotonic() - self._last_seen > _WITHOUT_WORKERS:
            raise BookError(
                "kluster Dask tidak punya pekerja lagi",
                str(self._client.scheduler.address),
                "Jalankan dask worker di sana, lalu ulangi perintah yang sama untuk melanjutkan",
            )
        return max(threads, 1)

    def submit(self, work: Work[Payload, Value], payload: Payload) -> Future[Answer[Value]]:
        key = f"lkjip-{uuid.uuid4().hex}"
        future: Future[Answer[Value]] = self._executor.submit(
            worker.attempt, work, payload, key=key
        )
        self._keys[future] = key
        return future

    def has_begun(self, future: Future[Any]) -> bool:
        return self._count_threads() > 0

    def explain(self, future: Future[Any]) -> str:
        error = None if future.cancelled() else future.exception()
        if type(error).__name__ == "KilledWorker":
            return "beberapa pekerja Dask berhenti mendadak"
        cause = "dibatalkan" if error is None else type(error).__name__
        return f"pekerja Dask gagal ({cause})"

    def drop(self, future: Future[Any]) -> None:
        key = self._keys.pop(future, None)
        if key is None or future.done():
            return
        holders = [name for name, keys in self._client.processing().items() if key in keys]
        future.cancel()
        # In the background: the other jobs need not wait until it is up again.
        restart = threading.Thread(target=self._restart, args=(holders,), daemon=True)
        restart.start()
        self._restarts.append(restart)

    def settle(self) -> None:
        for restart in self._restarts:
            restart.join(2 * _PATIENCE)
        self._restarts.clear()

    def _restart(self, workers: list[str]) -> None:
        # Only workers with a nanny can be started anew; others keep a thread busy for nothing.
        with contextlib.suppress(Exception):
            self._client.restart_workers(workers, timeout=_PATIENCE, raise_for_error=False)

    def close(self) -> None:
        for future in list(self._keys):
            future.cancel()
        self._keys.clear()
        if self._owns:
            self._client.close()

    def _count_threads(self) -> int:
        now = time.monotonic()
        if now - self._counted > _FRESH:
            self._threads = sum(self._client.nthreads().values())
            self._counted = now
            if self._threads:
                self._last_seen = now
        return self._threads


def connect(address: str) -> DaskCrew:
    """Return the crew of the cluster whose scheduler is at an address such as ``tcp://host:8786``.

    Raises:
        BookError: Dask is not installed, or nobody answers.
    """
    try:
        import distributed
    except ImportError as error:
        raise BookError(
            "Dask belum terpasang", "--dask", 'Pasang dengan pip install "lkjip_xl[dask]"'
        ) from error
    try:
        make: Any = distributed.Client
        client = make(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise BookError(
            "penjadwal Dask tidak menjawab",
            address,
            "Periksa alamatnya, misalnya tcp://server:8786, dan jalankan dask scheduler di sana",
        ) from error
    return DaskCrew(client, owns=True)
