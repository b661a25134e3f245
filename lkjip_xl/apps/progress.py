"""Tells how far a long run is: to a person at the terminal, to a pipe, and always to a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TextIO

#: Seconds between two lines where nobody watches a terminal, and between two looks of a terminal.
_LINE_EVERY, _REDRAW_EVERY = 15.0, 0.2

_WIDTH = 78


class Log:
    """A text file that grows by a line with the time for whatever happens."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, text: str) -> None:
        moment = datetime.now().isoformat(sep=" ", timespec="seconds")
        with self._path.open("a", encoding="utf-8", errors="replace") as stream:
            stream.writelines(f"{moment} {line}\n" for line in text.splitlines())


class Progress:
    """How many of a known number are done, and when the rest will be."""

    def __init__(
        self, stream: TextIO = sys.stderr, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream
        self._clock = clock
        self._is_terminal = stream.isatty()
        self._begin("", 0)

    def begin(self, what: str, total: int) -> None:
        """Start to count anew."""
        self._begin(what, total)
        if total and not self._is_terminal:
            self._stream.write(f"{what}: {total}\n")
        self._show()

    def advance(self, *, is_set_aside: bool = False) -> None:
        """Count one more."""
        self._done += 1
        self._set_aside += is_set_aside
        self._show()

    def say(self, text: str) -> None:
        """Write a line of its own, above the count."""
        self._clear()
        self._stream.write(f"{text}\n")
        self._stream.flush()

    def end(self) -> None:
        """Leave the terminal's line clean."""
        self._clear()
        self._total = 0

    def text(self) -> str:
        """Return the count as a line: done, set aside, and the time that is left."""
        line = f"{self._what}: {self._done} dari {self._total}"
        if self._set_aside:
            line += f", {self._set_aside} disisihkan"
        elapsed = self._clock() - self._started
        if 0 < self._done < self._total and elapsed > 1:
            left = elapsed / self._done * (self._total - self._done)
            line += f"; sisa sekitar {as_duration(left)}"
        return line

    def _begin(self, what: str, total: int) -> None:
        self._what, self._total = what, total
        self._done = self._set_aside = 0
        self._started = self._shown = self._clock()

    def _show(self) -> None:
        now = self._clock()
        is_last = self._done == self._total
        if not self._total or (now - self._shown < self._pause and not is_last):
            return
        self._shown = now
        if self._is_terminal:
            self._stream.write(f"\r{self.text()[:_WIDTH]:<{_WIDTH}}")
        elif self._done:
            self._stream.write(f"{self.text()}\n")
        self._stream.flush()

    @property
    def _pause(self) -> float:
        return _REDRAW_EVERY if self._is_terminal else _LINE_EVERY

    def _clear(self) -> None:
        if self._is_terminal and self._total:
            self._stream.write(f"\r{'':<{_WIDTH}}\r")
            self._stream.flush()


def as_duration(seconds: float) -> str:
    """Return a time as people say it: ``40 detik``, ``5 menit``, ``2 jam 10 menit``."""
    if seconds < 90:
        return f"{max(round(seconds), 1)} detik"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} menit"
    hours, rest = divmod(minutes, 60)
    return f"{hours} jam {rest} menit" if rest else f"{hours} jam"
