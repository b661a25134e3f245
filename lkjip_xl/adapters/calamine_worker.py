"""Reads one workbook with python-calamine in a process of its own, and writes what it saw.

Run as a script with a workbook for its standard input, it writes one marshalled ``Answer`` to
standard output.  It stands alone, without imports from this package, so that it starts fast.

Why apart: calamine lays a sheet out as a full rectangle, and one stray cell in the far corner makes
it ask for 500 GB, which ends the process without an exception.  Here that ends only the worker.
"""

from __future__ import annotations

import datetime
import marshal
import math
import re
import sys
from collections.abc import Sequence
from typing import Any, BinaryIO

import python_calamine

#: Bytes of memory for the worker; a sheet of 3 million cells takes about 300 MB.
MAX_MEMORY = 2 * 2**30

#: Seconds of computing.
MAX_SECONDS = 60

#: Cells of one sheet's rectangle, blank ones included.
MAX_AREA = 20_000_000

#: Name, hidden, rows by number, merges as (top, left, bottom, right); all 1-based.
SheetAnswer = tuple[str, bool, dict[int, Sequence[Any]] | None, list[tuple[int, int, int, int]]]

#: What went wrong ("password", "damaged" or nothing), its detail, the sheets; the rows of a sheet
#: that is damaged or too large are ``None``.
Answer = tuple[str, str, list[SheetAnswer]]

#: Characters that no text has, and that no XML can hold.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

_DAY = datetime.timedelta(days=1)


def read(stream: BinaryIO) -> Answer:
    """Return every worksheet of a workbook, as plain objects."""
    try:
        return _read_book(python_calamine.CalamineWorkbook.from_filelike(stream))
    except python_calamine.PasswordError as error:
        return "password", str(error), []
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        return "damaged", str(error), []
    except BaseException as error:
        # A panic in native code arrives as an exception outside of Exception.
        return "damaged", type(error).__name__, []


def _read_book(book: python_calamine.CalamineWorkbook) -> Answer:
    sheets: list[SheetAnswer] = []
    for number, about in enumerate(book.sheets_metadata):
        if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
        try:
            sheet = book.get_sheet_by_index(number)
            fits = sheet.height * sheet.width <= MAX_AREA
            rows = _read_rows(sheet) if fits else None
            sheets.append((about.name, hidden, rows, _read_merges(sheet)))
        except python_calamine.CalamineError:
            sheets.append((about.name, hidden, None, []))
    return "", "", sheets


def _read_rows(sheet: python_calamine.CalamineSheet) -> dict[int, Sequence[Any]]:
    top, left = sheet.start or (0, 0)
    rows: dict[int, Sequence[Any]] = {}
    for number, cells in enumerate(sheet.to_python(), top + 1):
        values = [_plain(cell) for cell in cells]
        while values and values[-1] is None:
            values.pop()
        if values:
            rows[number] = [None] * left + values
    return rows


def _read_merges(sheet: python_calamine.CalamineSheet) -> list[tuple[int, int, int, int]]:
    return [
        (top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]


def _plain(cell: Any) -> Any:
    """Return a value as text, number, truth value or ``None``; moments as ISO text."""
    if isinstance(cell, str):
        return (cell if cell.isprintable() else _NO_TEXT.sub("", cell)) or None
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, (int, float)):
        return float(cell) if math.isfinite(cell) else "#NUM!"
    if isinstance(cell, datetime.timedelta):
        return cell / _DAY
    return cell.isoformat()


def _limit_resources() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the caller's time limit remains
        return
    for kind, most in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(kind, (most, hard))


if __name__ == "__main__":
    _limit_resources()
    marshal.dump(read(sys.stdin.buffer), sys.stdout.buffer)
