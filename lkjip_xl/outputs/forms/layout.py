"""What a blank form is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Look(Enum):
    """How the cells of a column show; the value is Excel's number format."""

    PLAIN = "General"
    RUPIAH = "#,##0"
    PERSEN = "0.00%"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a form.

    ``key`` is the field that our reader takes it for, with the year where there is one; ``labels``
    stand above it, the outermost first.  ``formula`` holds keys in braces for the cells of the same
    row.  ``choices`` become a drop-down.
    """

    key: str
    labels: tuple[str, ...]
    width: int
    look: Look = Look.PLAIN
    formula: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankForm:
    """One sheet with a table.

    ``given`` are texts that every office writes, row by row, in the first column after the number.
    ``total`` names the columns that get a sum below them.
    """

    sheet: str
    title: str
    columns: tuple[Column, ...]
    rows: int = 30
    given: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
