"""What a document is made of: paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Paragraph:
    """One paragraph.

    ``index`` is its place among all paragraph elements of the part, by which its bytes are found
    again; ``host`` that of the paragraph which a comment on it belongs to, another one where it
    stands in a text box.  ``ends`` tells up to where in ``text`` each element directly in the
    paragraph reaches; its properties are not among them.  ``style`` is the style's
    id; ``outline`` the level of a heading, 0 for plain text.
    """

    index: int
    host: int
    text: str = ""
    style: str = ""
    outline: int = 0
    ends: list[int] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Cell:
    """One cell as stored: ``span`` columns wide; ``goes_on`` where it continues the one above."""

    blocks: list[Block] = field(default_factory=list)
    span: int = 1
    goes_on: bool = False

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    @property
    def text(self) -> str:
        return "\n".join(one.text for one in self.paragraphs).strip()


@dataclass(slots=True, eq=False)
class Row:
    """One row; ``before`` columns to its left are left free."""

    cells: list[Cell] = field(default_factory=list)
    before: int = 0

    @property
    def spans(self) -> list[int]:
        return [cell.span for cell in self.cells]


@dataclass(slots=True, eq=False)
class Table:
    """One table; ``widths`` are those of its grid in twentieths of a point, 0 where unknown."""

    rows: list[Row] = field(default_factory=list)
    widths: list[int] = field(default_factory=list)

    def nested(self) -> Iterator[Table]:
        """Yield the tables that stand in the cells, each before those in it."""
        for row in self.rows:
            for cell in row.cells:
                for block in cell.blocks:
                    if isinstance(block, Table):
                        yield block
                        yield from block.nested()


Block = Paragraph | Table
