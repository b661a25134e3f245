"""One worksheet part, read in one pass: its cells, its merges, what is hidden or ignored."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from xml.parsers import expat

from lkjip_xl.adapters.xlsx.cells import MAX_COLUMN_KEPT, BookTexts, CellReader, Cells
from lkjip_xl.adapters.xlsx.markup import is_true, local_name, make_parser, parse_part, prefix_of
from lkjip_xl.adapters.xlsx.package import Package
from lkjip_xl.adapters.xlsx.styles import Styles
from lkjip_xl.location import CellRange

#: Merges of one sheet, and the rows they cover in all: looking a cell up takes a step for each
#: merge of its row.  Only overlapping merges, which Excel refuses, come to so many.
MAX_MERGES = 50_000
MAX_MERGED_ROWS = 2_000_000

#: Ranges of one sheet where Excel keeps quiet; each is looked at for every formula.
MAX_IGNORED = 1_000

#: Elements of one kind that are looked at, useless ones included.
_MOST_SEEN = 100_000


@dataclass(slots=True, eq=False)
class Sheet:
    """What a worksheet part holds.  ``is_worksheet`` is false for a chart sheet or a dialog."""

    cells: Cells = field(default_factory=Cells)
    merges: list[CellRange] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    ignored: dict[str, list[CellRange]] = field(default_factory=dict)
    is_worksheet: bool = True
    _height: int = 0
    _merged_rows: int = 0
    _seen: Counter[str] = field(default_factory=Counter)

    def add_merge(self, reference: str) -> None:
        """Keep a merged range, unless it is none or the sheet has too many."""
        if self._is_enough("merge"):
            return
        try:
            merge = CellRange.parse(reference)
        except ValueError:
            self.cells.note_damage(
                "penggabungan sel beralamat tidak sah", reference[:40], loses=True
            )
            return
        self._height = self._height or max(self.cells.rows, default=0)
        rows = max(min(merge.bottom, self._height) - merge.top + 1, 0)
        if len(self.merges) >= MAX_MERGES or self._merged_rows + rows > MAX_MERGED_ROWS:
            what = "penggabungan sel diabaikan karena terlalu banyak"
            self.cells.note_damage(what, reference, loses=True)
            return
        self._merged_rows += rows
        self.merges.append(merge)

    def add_ignored(self, attributes: dict[str, str]) -> None:
        """Keep the ranges of an ``ignoredError`` element; those that are none are passed over."""
        if self._is_enough("ignored"):
            return
        complaints = [name for name, value in attributes.items() if is_true(value)]
        for reference in attributes.get("sqref", "").split(None, MAX_IGNORED)[:MAX_IGNORED]:
            try:
                cells = CellRange.parse(reference)
            except ValueError:
                continue
            for name in complaints:
                known = self.ignored.setdefault(name, [])
                if len(known) < MAX_IGNORED:
                    known.append(cells)

    def add_columns(self, attributes: dict[str, str]) -> None:
        """Note which columns a ``col`` element hides."""
        if not is_true(attributes.get("hidden")) or self._is_enough("columns"):
            return
        try:
            first, last = int(attributes["min"]), int(attributes["max"])
        except (KeyError, ValueError):
            return
        self.hidden_columns.update(range(max(first, 1), min(last, MAX_COLUMN_KEPT) + 1))

    def _is_enough(self, kind: str) -> bool:
        """Count an element, and tell whether its kind has come far more often than it can."""
        self._seen[kind] += 1
        return self._seen[kind] > _MOST_SEEN


def read_sheet(
    package: Package, name: str, texts: BookTexts, looks: Styles, *, allowed: int
) -> Sheet:
    """Return what a worksheet part holds; ``allowed`` is how many filled cells it may have.

    Raises:
        BookError: the part cannot be read or is not well formed.
        TooManyCellsError: it holds more than ``allowed`` filled cells.
    """
    sheet = Sheet()
    parser = make_parser()

    def root(tag: str, _attributes: dict[str, str]) -> None:
        sheet.is_worksheet = local_name(tag) == "worksheet"
        parser.StartElementHandler = None
        if sheet.is_worksheet:
            _read_frame(parser, prefix_of(tag), sheet, texts, looks.look_of, allowed)

    parser.StartElementHandler = root
    parse_part(package, name, parser)
    return sheet


def _read_frame(
    parser: expat.XMLParserType,
    prefix: str,
    sheet: Sheet,
    texts: BookTexts,
    look_of: dict[str, int],
    allowed: int,
) -> None:
    """Let the parser read what surrounds the cells, and the cells where they begin."""
    data, merge, column = prefix + "sheetData", prefix + "mergeCell", prefix + "col"
    ignored = prefix + "ignoredError"

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == merge:
            sheet.add_merge(attributes.get("ref", ""))
        elif tag == column:
            sheet.add_columns(attributes)
        elif tag == ignored:
            sheet.add_ignored(attributes)
        elif tag == data:
            reader = CellReader(prefix, sheet.cells, texts, look_of, allowed, leave)
            parser.StartElementHandler = reader.start
            parser.EndElementHandler = reader.end
            parser.CharacterDataHandler = reader.pieces.append

    def leave() -> None:
        parser.StartElementHandler = start
        parser.EndElementHandler = None
        parser.CharacterDataHandler = None

    parser.StartElementHandler = start
