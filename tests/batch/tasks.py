"""Small pieces of work that end well or badly, for the supervisor to deal with."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Deed:
    """What to do: ``jadi``, ``mati``, ``mati-sekali``, ``macet``, ``rakus`` or ``keliru``."""

    kind: str
    number: int = 0
    trace: Path | None = None


def act(deed: Deed) -> int:
    """Do it, and return twice the number."""
    if deed.kind == "mati" or (deed.kind == "mati-sekali" and _is_first(deed)):
        os.kill(os.getpid(), signal.SIGKILL)
    if deed.kind == "macet":
        time.sleep(60)
    if deed.kind == "rakus":
        return len(bytearray(8 * 2**30))
    if deed.kind == "keliru":
        raise KeyError("kolom")
    return deed.number * 2


def process_number(_: object) -> int:
    return os.getpid()


def _is_first(deed: Deed) -> bool:
    assert deed.trace is not None
    try:
        deed.trace.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
