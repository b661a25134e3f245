"""What a run hands to its workers, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Payload = TypeVar("Payload")
Value = TypeVar("Value")

#: What a worker does with a payload; importable by name, since it travels to other processes.
Work = Callable[[Payload], Value]


@dataclass(frozen=True, slots=True)
class Job(Generic[Payload]):
    """One piece of work; payloads can be pickled."""

    key: str
    payload: Payload


@dataclass(frozen=True, slots=True)
class Answer(Generic[Value]):
    """What a worker says of a job: its value, or the traceback of an error in our own code."""

    value: Value | None
    traceback: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Payload, Value]):
    """How a job ended: with a value, or with the reason, in Indonesian, why there is none.

    ``detail`` is for the log: a traceback, if there is one.  ``seconds`` is the time of the last
    attempt.
    """

    job: Job[Payload]
    value: Value | None
    seconds: float
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one job may take: seconds, and megabytes of its worker's memory."""

    seconds: float = 120.0
    megabytes: int = 2048
