"""What runs inside a worker process: its limits, its manners, and one job after another."""

from __future__ import annotations

import contextlib
import gc
import importlib
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from lkjip_xl.batch.jobs import Answer, Payload, Value, Work


def prepare(megabytes: int, log: Path | None, modules: Sequence[str]) -> None:
    """Make a fresh process ready: warm, bounded, and unable to outlive the run.

    Args:
        megabytes: address space that the process may have, where the system lets it be limited.
        log: where its output goes, that of native code as well; ``None`` drops it.
        modules: what the work imports, so that no job waits for it.
    """
    # Ctrl-C reaches every process of the terminal; what to do about it is the supervisor's matter.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _redirect(log)
    _leave_with_parent()
    for module in modules:
        importlib.import_module(module)
    # A job makes millions of objects, and looking for cycles among them takes a tenth of its time:
    # that is done between two jobs, when hardly anything is alive.
    gc.freeze()
    gc.disable()
    _limit_memory(megabytes)


def identify() -> int:
    """Return the worker's process number; its first answer tells that the worker is ready."""
    return os.getpid()


def attempt(work: Work[Payload, Value], payload: Payload) -> Answer[Value]:
    """Do one job, and tell an error in our own code from the end of the worker.

    Raises:
        MemoryError: the job needs more than the worker may have.
    """
    started = time.perf_counter()
    try:
        value, text = work(payload), ""
    except MemoryError:
        # What has been allocated so far goes first; the traceback would hold on to it.
        raise MemoryError from None
    except Exception:
        value, text = None, traceback.format_exc()
    finally:
        if not gc.isenabled():
            gc.collect()
            gc.freeze()  # what is still alive was loaded or remembered for all jobs
    return Answer(value, text, time.perf_counter() - started)


def _redirect(log: Path | None) -> None:
    """Send what is printed to the log; a progress line on the terminal would be torn apart."""
    target = os.devnull if log is None else str(log)
    with contextlib.suppress(OSError):
        descriptor = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(AttributeError, ValueError):
                stream.flush()
        os.dup2(descriptor, 1)
        os.dup2(descriptor, 2)
        os.close(descriptor)


def _leave_with_parent() -> None:
    """End with the parent: a worker waits for work on a pipe that does not close when it dies."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, name="lkjip-induk", daemon=True).start()


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit remains
        return
    with contextlib.suppress(OSError, ValueError):  # macOS refuses
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = megabytes * 2**20
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
