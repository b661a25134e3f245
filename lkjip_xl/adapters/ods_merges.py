"""The merged cells of an .ods file, which python-calamine does not tell."""

from __future__ import annotations

from lkjip_xl.adapters.xlsx.markup import local_name, make_parser, parse_part
from lkjip_xl.adapters.xlsx.package import Package
from lkjip_xl.location import CellRange

CONTENT = "content.xml"

#: Merges of one file that are kept.
MAX_MERGES = 50_000


class _Reader:
    """Follows rows and cells through ``content.xml``; both may stand for many of their kind."""

    def __init__(self) -> None:
        self.merges: dict[str, list[CellRange]] = {}
        self._sheet: list[CellRange] = []
        self._row = self._column = self._next_row = 1
        self._left = MAX_MERGES

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = local_name(tag)
        if local in ("table-cell", "covered-table-cell"):
            self._start_cell({local_name(key): text for key, text in attributes.items()})
        elif local == "table-row":
            self._row, self._column = self._next_row, 1
            self._next_row += _count(attributes.get("table:number-rows-repeated"))
        elif local == "table":
            self._sheet = self.merges.setdefault(attributes.get("table:name", ""), [])
            self._row = self._column = self._next_row = 1

    def _start_cell(self, attributes: dict[str, str]) -> None:
        high = _count(attributes.get("number-rows-spanned"))
        wide = _count(attributes.get("number-columns-spanned"))
        if (high > 1 or wide > 1) and self._left:
            self._left -= 1
            top, left = self._row, self._column
            self._sheet.append(CellRange(top, left, top + high - 1, left + wide - 1))
        self._column += _count(attributes.get("number-columns-repeated"))


def read_ods_merges(package: Package) -> dict[str, list[CellRange]]:
    """Return the merged ranges of every sheet by its name.

    Raises:
        BookError: the content cannot be read or is not well formed.
    """
    reader = _Reader()
    parser = make_parser()
    parser.StartElementHandler = reader.start
    parse_part(package, CONTENT, parser)
    return reader.merges


def _count(text: str | None) -> int:
    if text and len(text) <= 7 and text.isascii() and text.isdigit():
        return max(int(text), 1)
    return 1
