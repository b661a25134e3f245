"""A sheet of ours in a workbook: what it shows, free of any file format."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from lkjip_xl.finding import Severity


class Look(StrEnum):
    """How a cell of ours looks."""

    TEXT = "text"
    CENTRED = "centred"
    NUMBER = "number"
    RUPIAH = "rupiah"
    PERSEN = "persen"
    ERROR = Severity.ERROR.value
    WARNING = Severity.WARNING.value
    INFO = Severity.INFO.value
    PAST = "past"

    @classmethod
    def of(cls, severity: Severity) -> Look:
        return cls(severity.value)


class Link(NamedTuple):
    """A cell to jump to; ``sheet`` is a tab of the same book, or the key of a sheet of ours."""

    sheet: str
    cell: str


class Cell(NamedTuple):
    """One cell: an empty text or ``None`` leaves it blank.

    ``formula`` is a live Excel formula without ``=``, whose present result is ``value``; in it
    ``{first}`` and ``{last}`` stand for the first and last row of the table.
    """

    value: str | int | Decimal | None
    look: Look = Look.TEXT
    link: Link | None = None
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its title, and its width in characters of the body text.

    ``choices`` are offered in a drop-down.
    """

    title: str
    width: float
    choices: tuple[str, ...] = ()
    hidden: bool = False


class SummaryLine(NamedTuple):
    """A line above the table: a short cell in the look of a legend, and a text beside it."""

    label: Cell
    text: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSheet:
    """A title, a remark, a few lines of summary, and a table with a filter.

    ``key`` tells our sheets apart, also in a book that comes back; ``tab`` is the name it gets
    where no sheet of the staff has it.  ``hint`` follows the remark where any link leads anywhere.
    ``faded`` names a column and the values of it that make the whole row fade.
    """

    key: str
    tab: str
    title: str
    remark: str
    hint: str = ""
    summary: tuple[SummaryLine, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    faded: tuple[str, tuple[str, ...]] | None = None
