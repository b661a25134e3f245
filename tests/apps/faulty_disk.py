"""A disk that fails at a chosen step of writing below one folder, once or from then on."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


class FaultyDisk:
    """Counts the steps of writing below a folder, and fails at the one told.

    Steps are open for writing, write, flush, fsync, link, replace and unlink.  A disk that fails
    lastingly fails at every step from then on, as one does that is read-only or full.
    """

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._descriptors: set[int] = set()
        self.rest()
        monkeypatch.setattr(io, "open", self._opening(io.open))
        for name in ("replace", "rename", "link", "unlink", "open"):
            monkeypatch.setattr(os, name, self._guarding(name, getattr(os, name)))
        monkeypatch.setattr(os, "fsync", self._guarding("fsync", lambda _: None))  # slow, and moot

    def rest(self) -> None:
        """Fail no more."""
        self.begin(0, 0)

    def begin(self, fail_at: int, code: int, *, lastingly: bool = False) -> None:
        """Count anew, and fail with an error of the system at a step."""
        self._fail_at, self._code, self._lastingly = fail_at, code, lastingly
        self._steps = 0
        self.failed: list[str] = []

    def step(self, name: str) -> None:
        self._steps += 1
        is_late = self._lastingly and self._steps > self._fail_at
        if self._fail_at and (self._steps == self._fail_at or is_late):
            self.failed.append(name)
            raise OSError(self._code, os.strerror(self._code))

    def _is_watched(self, what: object) -> bool:
        if isinstance(what, int):
            return what in self._descriptors
        return isinstance(what, str | os.PathLike) and Path(what).is_relative_to(self._folder)

    def _guarding(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(first: Any, *others: Any, **options: Any) -> Any:
            if not self._is_watched(first):
                return real(first, *others, **options)
            self.step(name)
            result = real(first, *others, **options)
            if name == "open":
                self._descriptors.add(result)
            return result

        return guarded

    def _opening(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def opened(
            path: Any, mode: str = "r", buffering: int = -1, encoding: str | None = None,
            errors: str | None = None, newline: str | None = None, **options: Any,
        ) -> Any:  # fmt: skip
            if not set(mode) & set("wxa+") or not self._is_watched(path):
                return real(path, mode, buffering, encoding, errors, newline, **options)
            self.step("open")
            raw = _Raw(self, path, mode.translate({ord("b"): None, ord("t"): None}))
            self._descriptors.add(raw.fileno())
            buffered = (_Random if "+" in mode else _Writer)(raw)
            return (
                buffered if "b" in mode else io.TextIOWrapper(buffered, encoding, errors, newline)
            )

        return opened


class _Raw(io.FileIO):
    def __init__(self, disk: FaultyDisk, path: Any, mode: str) -> None:
        super().__init__(path, mode)
        self.disk = disk

    def write(self, data: Any) -> int | None:
        self.disk.step("write")
        return super().write(data)


class _Flushing:
    def flush(self) -> None:
        if not self.closed:  # type: ignore[attr-defined]
            self.raw.disk.step("flush")  # type: ignore[attr-defined]
        super().flush()  # type: ignore[misc]


class _Random(_Flushing, io.BufferedRandom):
    pass


class _Writer(_Flushing, io.BufferedWriter):
    pass
