"""What the terminal that we write to can show."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TextIO


def wants_colour(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Tell whether to write colours: to a terminal that has them, unless ``NO_COLOR`` is set."""
    if environment.get("NO_COLOR") or not stream.isatty():
        return False
    if sys.platform == "win32":
        # The old console shows the codes themselves; these two name terminals that do not.
        return bool(environment.get("WT_SESSION") or environment.get("TERM"))
    return environment.get("TERM", "") not in ("", "dumb")


def show_step(what: str) -> None:
    """Tell a person at the terminal what the program is at; a log or a pipe gets nothing."""
    if sys.stderr.isatty():
        print(f"… {what}", file=sys.stderr, flush=True)
