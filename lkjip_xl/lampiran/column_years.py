"""The year that a column stands for, where its labels count years instead of naming one."""

from __future__ import annotations

import re

from lkjip_xl.tables.header import Column

_COUNTED_YEARS = re.compile(r"\btahun\s*ke\b", re.I)
_YEARS_BACK = re.compile(r"\bn\s*[-–]\s*([1-9])\b", re.I)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_COUNT = re.compile(r"\(?\s*([1-9])\s*\)?\Z")
_PERIOD = re.compile(
    r"(?<!\d)(20\d\d)\s*(?:[-–—]|s\s*[./]?\s*d\.?|sampai(?:\s+dengan)?)\s*20\d\d(?!\d)"
)


def year_of(column: Column, title: str) -> int:
    """Return the year that labels name, 0 for none.

    ``Tahun ke- | 1 | 2`` counts the years of a plan: from the first that the title names, else as
    they are written.  ``n-2`` is the year before the running one, ``n-1``, which the title names;
    else they are 8 and 9.
    """
    if column.year:
        return column.year
    back = next(filter(None, map(_YEARS_BACK.search, reversed(column.path))), None)
    if back is not None:
        named = _YEAR.findall(title)
        return (int(named[-1]) + 1 if named else 10) - int(back[1])
    if len(column.path) < 2 or not _COUNTED_YEARS.search(column.path[-2]):
        return 0
    counted = _COUNT.match(column.path[-1])
    if counted is None:
        return 0
    period = _PERIOD.search(title)
    return int(counted[1]) + (int(period[1]) - 1 if period else 0)
