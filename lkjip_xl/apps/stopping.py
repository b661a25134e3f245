"""Ctrl-C in a long run: the first asks it to come to an end, the second ends it at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, Self


class Stop:
    """Whether a person, or the system with SIGTERM, has asked to stop; use it as a context.

    Args:
        tell: called once, when somebody learns of the request.
    """

    def __init__(self, tell: Callable[[], None]) -> None:
        self._tell = tell
        self._is_asked = self._is_told = False
        self._before: dict[int, Any] = {}

    def __call__(self) -> bool:
        if self._is_asked and not self._is_told:
            # Not in the handler: it may have come in the midst of writing a line.
            self._is_told = True
            self._tell()
        return self._is_asked

    def __enter__(self) -> Self:
        # Elsewhere than in the main thread signals are somebody else's matter.
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._before[number] = signal.signal(number, self._ask)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self._is_asked:
            raise KeyboardInterrupt
        self._is_asked = True
