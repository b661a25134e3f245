"""A workbook open in a LibreOffice without windows, which also computes it.

UNO belongs to the system's own Python, so LibreOffice is driven by ``office_bridge`` in a process of
its own.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

from excel_double import ExcelRefusedError, Typed

from lkjip_xl.location import CellRange

#: Debian's package python3-uno serves this one.
SYSTEM_PYTHON = "/usr/bin/python3"


#: What leaves a book as it is.
_QUESTIONS = frozenset(
    {
        "sheets", "used", "values", "formulas", "is_protected", "is_hidden", "looks", "visible",
        "merges", "rules", "notes", "names", "save",
    }
)  # fmt: skip


_PLAIN: dict[str, Any] = {
    "number_format": "General",
    "font_bold": False,
    "font_italic": False,
    "indent": 0,
    "fill": (),
}


class Office:
    """One LibreOffice for all books."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, str(Path(__file__).with_name("office_bridge.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, *question: Any) -> Any:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(question, default=astuple) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("LibreOffice has gone; is the package python3-uno installed?")
        result, error = json.loads(line)
        if error is not None:
            raise ExcelRefusedError(error)
        return result

    def quit(self) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


@dataclass
class OfficeRule:
    key: Any
    formula: str
    areas: Sequence[CellRange]
    look: dict[str, Any] = field(default_factory=dict)


class OfficeBackend:
    def __init__(self, office: Office, path: Path) -> None:
        self.path = path
        self._office = office
        self._key = office.ask("open", str(path))
        self._known: dict[tuple[str, str], Any] = {}

    def _ask(self, name: str, *arguments: Any) -> Any:
        if name not in _QUESTIONS:
            self._known.clear()
        return self._office.ask(name, self._key, *arguments)

    def _ask_once(self, name: str, sheet: str) -> Any:
        """Return what a sheet is like, as long as nothing changes: LibreOffice answers slowly."""
        if (name, sheet) not in self._known:
            self._known[name, sheet] = self._ask(name, sheet)
        return self._known[name, sheet]

    def __getattr__(self, name: str) -> Any:
        """Pass on what needs no translation."""
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *arguments: self._ask(name, *arguments)

    def used(self, sheet: str) -> CellRange:
        return CellRange(*self._ask("used", sheet))

    def write(self, sheet: str, area: CellRange, data: list[list[Any]]) -> None:
        self._ask("write", sheet, area, [list(map(_kind, row)) for row in data])

    def get(self, sheet: str, area: CellRange, what: str) -> Any:
        if what == "protected":
            return self._ask_once("is_protected", sheet)
        if what == "sheet_hidden":
            return self._ask_once("is_hidden", sheet)
        if what == "outline":
            return 1  # UNO has no way to ask
        if what == "merged":
            inside = sum(_shared(area, merge) for merge in self._ask_once("merges", sheet))
            return False if not inside else True if inside == _shared(area, _flat(area)) else None
        if what == "rows_hidden":
            return self._is_hidden(sheet, area.top, area.bottom, 0)
        if what == "columns_hidden":
            return self._is_hidden(sheet, area.left, area.right, 1)
        cells = self._looks(sheet)
        values = {
            cells.get((row, column), _PLAIN)[what]
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        }
        return values.pop() if len(values) == 1 else None

    def _looks(self, sheet: str) -> dict[tuple[int, int], dict[str, Any]]:
        if ("cells", sheet) not in self._known:
            cells = {}
            for areas, look in self._ask_once("looks", sheet):
                own = look | {"fill": tuple(look["fill"])}
                for top, left, bottom, right in areas:
                    for row in range(top, bottom + 1):
                        cells |= {(row, column): own for column in range(left, right + 1)}
            self._known["cells", sheet] = cells
        found: dict[tuple[int, int], dict[str, Any]] = self._known["cells", sheet]
        return found

    def _is_hidden(self, sheet: str, first: int, last: int, side: int) -> bool | None:
        shown = {
            line
            for one in self._ask_once("visible", sheet)
            for line in range(max(one[side], first), min(one[side + 2], last) + 1)
        }
        return False if len(shown) == last - first + 1 else None if shown else True

    def merge_area(self, sheet: str, area: CellRange) -> CellRange:
        found = [one for one in self._ask_once("merges", sheet) if _shared(area, one)]
        return CellRange(*found[0]) if found else area

    def rules(self, sheet: str) -> list[OfficeRule]:
        return [
            OfficeRule(key, formula, [CellRange(*area) for area in areas], {"fill_color": colour})
            for key, formula, areas, colour in self._ask("rules", sheet)
        ]

    def notes(self, sheet: str) -> dict[tuple[int, int], str]:
        return {(row, column): text for row, column, text in self._ask("notes", sheet)}

    def names(self) -> list[tuple[str, str, str]]:
        return [(sheet, name, refers_to) for sheet, name, refers_to in self._ask("names")]

    def save(self, path: Path) -> None:
        self._ask("save", str(path))


def _flat(area: CellRange) -> tuple[int, int, int, int]:
    return area.top, area.left, area.bottom, area.right


def _shared(area: CellRange, other: Sequence[int]) -> int:
    """Return how many cells two areas have in common."""
    top, left, bottom, right = other
    height = min(area.bottom, bottom) - max(area.top, top) + 1
    width = min(area.right, right) - max(area.left, left) + 1
    return max(height, 0) * max(width, 0)


def _kind(value: Any) -> tuple[str, Any]:
    if isinstance(value, Typed):
        return "text", str(value)
    if isinstance(value, str) and value.startswith("="):
        return "formula", value
    if isinstance(value, int | float):
        return "number", value
    return "text", value
