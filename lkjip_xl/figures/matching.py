"""Finds the same name on another sheet, where it may be misspelt or cut short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from lkjip_xl.figures.likeness import NEAR
from lkjip_xl.tables.text import squash

#: A name cut short is still recognised by so many letters.
LEAST_BEGINNING = 20

Record = TypeVar("Record")


class Names(Generic[Record]):
    """Records by name; the first record of a name has it.

    A name is looked for squashed; only a name that is not found so is compared with all others.
    """

    def __init__(self, named: Iterable[tuple[str, Record]]) -> None:
        self._records: dict[str, Record] = {}
        for name, record in named:
            if squash(name):
                self._records.setdefault(squash(name), record)
        self._near: dict[str, str] = {}

    def find(self, *names: str) -> Record | None:
        """Return the record of the first name that is known exactly, else nearly."""
        squashed = [squash(name) for name in names if squash(name)]
        for name in squashed:
            if name in self._records:
                return self._records[name]
        for name in squashed:
            near = self._nearest(name)
            if near:
                return self._records[near]
        return None

    def _nearest(self, name: str) -> str:
        if name not in self._near:
            self._near[name] = nearest(name, self._records) or _beginning(name, self._records)
        return self._near[name]


def nearest(name: str, known: Mapping[str, object]) -> str:
    """Return the squashed name that is nearly ``name``, empty where none is near enough."""
    from rapidfuzz import fuzz, process  # slow to import, and seldom needed

    found = process.extractOne(name, known.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
    return "" if found is None else str(found[0])


def _beginning(name: str, known: Iterable[str]) -> str:
    """Return the only known name that goes on where ``name`` ends, or that ``name`` goes on."""
    alike = [
        other
        for other in known
        if min(len(name), len(other)) >= LEAST_BEGINNING
        and (name.startswith(other) or other.startswith(name))
    ]
    return alike[0] if len(alike) == 1 else ""
