"""Tables as the report shows them, whatever document they go into."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from lkjip_xl.outputs.narrative.text import NOTHING, Missing, Sayable, Text, text

Item = TypeVar("Item")


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Tone(StrEnum):
    """What a row is, which decides how it looks."""

    PLAIN = "plain"
    TUJUAN = "tujuan"
    SASARAN = "sasaran"
    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    SUB_KEGIATAN = "sub_kegiatan"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its label, how much room its words want, and whether they may be broken.

    ``weight`` shares out the room that the unbroken columns leave.  ``group`` is the label above
    those of several neighbours.
    """

    label: str
    weight: float = 1.0
    align: Align = Align.LEFT
    unbroken: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell; ``lines`` are its paragraphs, ``rows`` and ``columns`` how far it spans.

    ``filled`` ones are coloured: together they draw the bars of a schedule.  They hold a mark as
    well, for readers without colours.
    """

    lines: tuple[Text, ...] = ()
    rows: int = 1
    columns: int = 1
    filled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row; ``None`` stands where a cell above or to the left reaches."""

    cells: tuple[Cell | None, ...]
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; one without rows shows ``missing`` instead.

    ``small`` asks for small letters, ``wide`` tells that it stands on a landscape page.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    missing: Missing
    small: bool = False
    wide: bool = False

    def merged(self, columns: Iterable[int], key: Callable[[int], object]) -> Table:
        """Return the table with neighbouring cells joined; ``key`` takes the number of a row."""
        return replace(self, rows=merge_down(self.rows, columns, key))

    def texts(self) -> Iterator[Text]:
        """Yield every text of the table's body."""
        for row in self.rows:
            for cell in row.cells:
                if cell is not None:
                    yield from cell.lines


def money(label: str = "", group: str = "") -> Column:
    return Column(label=label, align=Align.RIGHT, unbroken=True, group=group)


def number(label: str, group: str = "") -> Column:
    return Column(label=label, align=Align.RIGHT, unbroken=True, group=group)


def numbering() -> Column:
    return Column(label="No", align=Align.CENTER, unbroken=True)


def words(label: str, weight: float = 1.0) -> Column:
    return Column(label=label, weight=weight)


def centred(label: str, weight: float = 1.0, group: str = "", *, unbroken: bool = False) -> Column:
    return Column(label=label, weight=weight, align=Align.CENTER, group=group, unbroken=unbroken)


def cell(*lines: Sayable) -> Cell:
    """Return a cell of one paragraph a line; empty lines are left out."""
    return Cell(lines=tuple(filter(None, map(text, lines))) or (NOTHING,))


def numbered(points: Sequence[str]) -> Cell:
    """Return a cell of points, numbered where there are several."""
    if len(points) == 1:
        return cell(points[0])
    return cell(*(f"{n}. {point}" for n, point in enumerate(points, start=1)))


def row(*values: Sayable | Cell, tone: Tone = Tone.PLAIN) -> Row:
    return Row(
        cells=tuple(value if isinstance(value, Cell) else cell(value) for value in values),
        tone=tone,
    )


def band(value: Sayable, columns: int, tone: Tone) -> Row:
    """Return a row with one text over all columns."""
    first = replace(cell(value), columns=columns)
    return Row(cells=(first, *([None] * (columns - 1))), tone=tone)


def merge_down(
    rows: Sequence[Row], columns: Iterable[int], key: Callable[[int], object]
) -> tuple[Row, ...]:
    """Join the cells of neighbouring rows with the same key, in the given columns."""
    merged = [list(one.cells) for one in rows]
    chosen = tuple(columns)
    start = 0
    for position in range(1, len(rows) + 1):
        if position < len(rows) and key(position) == key(start):
            continue
        for column in chosen:
            first = merged[start][column]
            if first is not None and position - start > 1:
                merged[start][column] = replace(first, rows=position - start)
                for covered in merged[start + 1 : position]:
                    covered[column] = None
        start = position
    return tuple(replace(one, cells=tuple(cells)) for one, cells in zip(rows, merged, strict=True))


def listing(
    items: Iterable[Item],
    *columns: tuple[Column, Callable[[Item], Sayable | Cell]],
    missing: Missing,
    small: bool = False,
) -> Table:
    """Return a numbered table: a row an item, each column with what its cells hold."""
    rows = (
        row(str(number), *(make(one) for _, make in columns))
        for number, one in enumerate(items, start=1)
    )
    heads = (numbering(), *(column for column, _ in columns))
    return Table(columns=heads, rows=tuple(rows), missing=missing, small=small)
