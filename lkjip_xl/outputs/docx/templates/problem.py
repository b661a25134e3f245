"""What is wrong with a template, said to the one who edits it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, in Indonesian: where it stands, what it is, what to do."""

    where: str
    what: str
    fix: str
