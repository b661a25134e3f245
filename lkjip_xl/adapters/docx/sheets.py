"""From a document's blocks to grids: one for each table, and one for its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lkjip_xl.adapters.docx.blocks import Block, Cell, Paragraph, Row, Table
from lkjip_xl.adapters.docx.captions import find_caption, is_continued, table_number
from lkjip_xl.adapters.docx.columns import place_columns
from lkjip_xl.grid import PLAIN, TEXT_SHEET, Grid, Look, SheetKind, Value
from lkjip_xl.location import CellRange
from lkjip_xl.tables.sentences import Sentence, split_sentences
from lkjip_xl.tables.text import tidy
from lkjip_xl.tables.typing_in import type_in

#: Styles of lists of contents, which repeat what stands elsewhere.
_LISTS = ("toc", "tableoffigures", "daftarisi")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a place of a grid stands for: a paragraph, or some of its text."""

    paragraph: Paragraph
    sentence: Sentence | None = None


@dataclass(slots=True)
class Sheets:
    """The grids of a document, and what their cells stand for by sheet, row and column."""

    grids: list[Grid] = field(default_factory=list)
    anchors: dict[tuple[str, int, int], Anchor] = field(default_factory=dict)


def make_sheets(blocks: Sequence[Block], file: str) -> Sheets:
    """Return a document's grids: first its text, then its tables in order."""
    parts = list(_part(blocks))
    captions = {one for part in parts for one in (*part.caption, *part.repeated)}
    sheets = Sheets()
    text = [block for block in blocks if isinstance(block, Paragraph) and block not in captions]
    _add_text(sheets, text, file)
    for number, part in enumerate(parts, 1):
        _add_table(sheets, part, number, file)
    return sheets


@dataclass(slots=True)
class _Part:
    """One table with its caption; ``tables`` has those that continue it on later pages too.

    ``repeated`` are the captions of these.
    """

    caption: Sequence[Paragraph]
    tables: list[Table]
    repeated: list[Paragraph] = field(default_factory=list)


def _part(blocks: Sequence[Block]) -> Iterator[_Part]:
    """Yield the tables with their captions; one that goes on from the last is part of it."""
    last: _Part | None = None
    above: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            above.append(block)
            continue
        caption = find_caption(above)
        if last is not None and _goes_on(last, block, caption, above):
            last.tables.append(block)
            last.repeated += caption
        else:
            if last is not None:
                yield from _with_nested(last)
            last = _Part(caption, [block])
        above = []
    if last is not None:
        yield from _with_nested(last)


def _with_nested(part: _Part) -> Iterator[_Part]:
    yield part
    for table in part.tables:
        for inner in table.nested():
            yield _Part((), [inner])


def _goes_on(
    last: _Part, table: Table, caption: Sequence[Paragraph], above: Sequence[Paragraph]
) -> bool:
    if _width(last.tables[-1]) != _width(table):
        return False
    if not any(one.text.strip() for one in above):
        return True
    return is_continued(caption) and table_number(caption) in ("", table_number(last.caption))


def _width(table: Table) -> int:
    return place_columns(table)[-1]


# -- text


def _add_text(sheets: Sheets, paragraphs: Sequence[Paragraph], file: str) -> None:
    rows: dict[int, Sequence[Value]] = {}
    outline: dict[int, int] = {}
    number = 0
    for paragraph in paragraphs:
        sentences = list(split_sentences(paragraph.text))
        if not sentences or paragraph.style.lower().startswith(_LISTS):
            continue
        number += 1
        rows[number] = [tidy(sentence.text) for sentence in sentences]
        if paragraph.outline:
            outline[number] = paragraph.outline
        for column, sentence in enumerate(sentences, 1):
            sheets.anchors[TEXT_SHEET, number, column] = Anchor(paragraph, sentence)
    if rows:
        grid = Grid(file=file, sheet=TEXT_SHEET, rows=rows, kind=SheetKind.NASKAH, outline=outline)
        sheets.grids.append(grid)


# -- tables


def _add_table(sheets: Sheets, part: _Part, number: int, file: str) -> None:
    named = table_number(part.caption)
    sheet = f"Tabel {named} (tabel ke-{number})" if named else f"Tabel ke-{number}"
    drawing = _Drawing(sheet, sheets)
    for table in part.tables:
        drawing.add(table)
    sheets.grids.append(
        Grid(
            file=file,
            sheet=sheet,
            rows=drawing.rows,
            looks=drawing.looks,
            palette=drawing.palette,
            merges=drawing.merges,
            kind=SheetKind.TABEL,
            caption=[tidy(paragraph.text) for paragraph in part.caption],
        )
    )


class _Drawing:
    """The cells of one grid while its rows are laid out."""

    def __init__(self, sheet: str, sheets: Sheets) -> None:
        self.row = 0
        self.rows: dict[int, Sequence[Value]] = {}
        self.looks: dict[int, Sequence[int]] = {}
        self.palette: list[Look] = [PLAIN]
        self.merges: list[CellRange] = []
        self._sheet = sheet
        self._anchors = sheets.anchors
        self._open: dict[int, CellRange] = {}  # by its first column, a merge that may go on

    def add(self, table: Table) -> None:
        self._open.clear()
        places = place_columns(table)
        for row in table.rows:
            self.row += 1
            self._lay(row, places)
        self.merges.extend(merge for merge in self._open.values() if not merge.is_single)

    def _lay(self, row: Row, places: Sequence[int]) -> None:
        most = len(places) - 1
        values: list[Value] = [None] * places[min(row.before, most)]
        looks = [0] * len(values)
        still_open: dict[int, CellRange] = {}
        border = min(row.before, most)
        for cell in row.cells:
            left = len(values) + 1
            border = min(border + cell.span, most)
            right = max(left, places[border])
            above = self._open.pop(left, None)
            if cell.goes_on and above is not None and above.right == right:
                still_open[left] = CellRange(above.top, left, self.row, right)
                value, look = None, 0
            else:
                still_open[left] = CellRange(self.row, left, self.row, right)
                if above is not None and not above.is_single:
                    self.merges.append(above)
                value, look = self._read(cell)
            if cell.paragraphs:
                self._anchors[self._sheet, self.row, left] = Anchor(_first_text(cell))
            values += [value, *[None] * (right - left)]
            looks += [look, *[0] * (right - left)]
        self.merges.extend(merge for merge in self._open.values() if not merge.is_single)
        self._open = still_open
        if any(value is not None for value in values):
            self.rows[self.row] = values
            self.looks[self.row] = looks

    def _read(self, cell: Cell) -> tuple[Value, int]:
        text = cell.text
        if not text:
            return None, 0
        value, number_format = type_in(tidy(text) if "\n" not in text else text)
        look = Look(number_format=number_format)
        if look not in self.palette:
            self.palette.append(look)
        return value, self.palette.index(look)


def _first_text(cell: Cell) -> Paragraph:
    """Return the paragraph that a comment on the cell belongs to: the first that says anything."""
    paragraphs = cell.paragraphs
    return next((one for one in paragraphs if one.text.strip()), paragraphs[0])
