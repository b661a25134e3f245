"""Where the parts of a sheet of ours lie and how much room its texts need."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lkjip_xl.location import column_letters
from lkjip_xl.outputs.own_sheet import Cell, Column, OwnSheet

TITLE_ROW, REMARK_ROW = 1, 2

#: Excel's limit for the text of one cell, in characters.
LONGEST = 32_767

#: Row heights are stated, since LibreOffice fits none in books that Excel wrote: points a line
#: and around it, Excel's limit, and how many characters of the body text a unit of width holds.
_LINE_POINTS, _PADDING_POINTS, _MOST_POINTS = 13.2, 4, 409
_CHARACTERS_PER_UNIT = 1.1

#: Room for ``Kesalahan: 1.234`` in bold, and how much of the columns a remark may run over.
_LABEL_WIDTH = 17
_REMARK_WIDTH = 150

#: Points of the title's row, and the least of a row of the summary.
TITLE_POINTS, _SUMMARY_POINTS = 24, 17.25


def header_row(sheet: OwnSheet) -> int:
    """Return the row of the table's titles."""
    return REMARK_ROW + len(sheet.summary) + 1


def name_tabs(present: Iterable[str], sheets: Sequence[OwnSheet]) -> dict[str, str]:
    """Return, by their keys, the tabs that our sheets get beside those that are there."""
    names: dict[str, str] = {}
    taken = list(present)
    for sheet in sheets:
        names[sheet.key] = free_sheet_name([*taken, *names.values()], sheet.tab)
    return names


def free_sheet_name(present: Iterable[str], wanted: str) -> str:
    """Return the name wanted for a tab, or the first like it that no tab has."""
    taken = {name.casefold() for name in present}
    candidates = [wanted, f"{wanted} LKjIP"]
    candidates += [f"{wanted} LKjIP {number}" for number in range(2, len(taken) + 3)]
    return next(name for name in candidates if name.casefold() not in taken)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a sheet lie; ``tabs`` are those that links may lead to, ours by key."""

    sheet: OwnSheet
    tabs: Mapping[str, str]

    @property
    def header(self) -> int:
        return header_row(self.sheet)

    @property
    def last_row(self) -> int:
        return self.header + len(self.sheet.rows)

    @property
    def width(self) -> int:
        return len(self.sheet.columns)

    @property
    def visible(self) -> int:
        return sum(not column.hidden for column in self.sheet.columns)

    @property
    def label_columns(self) -> int:
        """How many columns a label of the summary takes."""
        count = 1
        while sum(column.width for column in self.sheet.columns[:count]) < _LABEL_WIDTH:
            count += 1
        return count

    @property
    def remark_columns(self) -> int:
        """Over how many columns the remark runs."""
        count, width = 0, 0.0
        for column in self.sheet.columns:
            if column.hidden or width + column.width > _REMARK_WIDTH:
                break
            count, width = count + 1, width + column.width
        return max(count, 1)

    @property
    def remark(self) -> str:
        """The remark, with the hint about links where the sheet has any."""
        linked = any(self.target(cell) for row in self.sheet.rows for cell in row)
        hint = self.sheet.hint if linked else ""
        return f"{self.sheet.remark} {hint}" if hint else self.sheet.remark

    @property
    def remark_height(self) -> float:
        return _fit(self.remark, _REMARK_WIDTH)

    def summary_height(self, text: Cell) -> float:
        """Return the height that shows what stands beside a label of the summary."""
        columns = self.sheet.columns[self.label_columns : self.visible]
        height = _fit(str(text.value), sum(column.width for column in columns))
        return max(height, _SUMMARY_POINTS)

    @property
    def header_height(self) -> float:
        lines = max(_count_lines(c.title, max(int(c.width), 1)) for c in self.sheet.columns)
        return _to_points(lines) + _PADDING_POINTS

    def target(self, cell: Cell) -> str:
        """Return the tab that a cell's link leads to, empty without one or where it is missing."""
        return "" if cell.link is None else self.tabs.get(cell.link.sheet, "")

    def formula(self, cell: Cell) -> str:
        """Return a cell's formula over the rows of the table, empty without one or without rows."""
        if not cell.formula or not self.sheet.rows:
            return ""
        return cell.formula.format(first=self.header + 1, last=self.last_row)

    def fading_tests(self) -> list[str]:
        """Return comparisons of which one holds in a row that needs no more attention."""
        if self.sheet.faded is None or not self.sheet.rows:
            return []
        title, values = self.sheet.faded
        number = [column.title for column in self.sheet.columns].index(title) + 1
        cell = f"${column_letters(number)}{self.header + 1}"
        return [f'{cell}="{value}"' for value in values]


def fit_height(cells: Sequence[Cell], columns: Sequence[Column]) -> float:
    """Return the height in points that shows a row of the table whole."""
    return max(
        _fit(cell.value, column.width)
        if isinstance(cell.value, str) and not column.hidden
        else _to_points(1)
        for cell, column in zip(cells, columns, strict=True)
    )


def _fit(text: str, width: float) -> float:
    """Return the height of a row that shows a text in so many units of width."""
    return _to_points(_count_lines(text, int(width * _CHARACTERS_PER_UNIT)))


def _to_points(lines: int) -> float:
    return min(round(lines * _LINE_POINTS + _PADDING_POINTS, 2), _MOST_POINTS)


@lru_cache(maxsize=4096)
def _count_lines(text: str, characters: int) -> int:
    if len(text) <= 0.7 * characters and "\n" not in text:
        return 1
    capitals = sum(character.isupper() for character in text)
    characters = int(characters / (1 + 0.25 * capitals / max(len(text), 1)))
    return sum(max(1, len(textwrap.wrap(line, characters))) for line in text.splitlines())
