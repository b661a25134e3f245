"""What an Excel number format shows: digits after the mark, per cent, thousands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DECIMALS = re.compile(r"\.([0#?]+)")
_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)


class Shown(NamedTuple):
    """How a number format shows a number.

    ``decimals`` is ``None`` for ``General``, which shows the digits a number has.  ``scale`` is the
    power of ten that trailing commas divide by: 3 for thousands, 6 for millions.
    """

    decimals: int | None
    percent: bool = False
    grouped: bool = False
    date: bool = False
    scale: int = 0


GENERAL = Shown(None)


@lru_cache(maxsize=1_024)
def read_format(code: str) -> Shown:
    """Return what the first section of a format code shows."""
    section = _QUOTED.sub("", code.split(";", 1)[0])
    if not section.strip() or section.strip().lower() in ("general", "@", "standard"):
        return GENERAL
    if not re.search(r"[0#?]", section):
        return Shown(0, date=True) if _DATE.search(section) else GENERAL
    decimals = _DECIMALS.search(section)
    whole = section[: decimals.start()] if decimals else section
    digits = re.sub(r"[^0#?,]", "", whole)
    commas = len(digits) - len(digits.rstrip(","))
    if decimals and re.search(r"[0#?](,+)\s*%?\s*\Z", section):
        commas = len(re.findall(",", section[decimals.end() :]))
    return Shown(
        decimals=len(decimals[1]) if decimals else 0,
        percent="%" in section,
        grouped="," in digits.rstrip(","),
        scale=3 * commas,
    )
