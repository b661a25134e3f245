"""What is mended and what is left to people, as records that every output shows."""

from __future__ import annotations

from dataclasses import dataclass

from lkjip_xl.grid import CellChange
from lkjip_xl.location import CellRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Perbaikan:
    """One cell that is mended.

    ``written`` is what stood there and ``becomes`` what stands there now, both as a reader sees
    them.  ``formula`` is without ``=``, empty where a number takes the place of a text.
    ``code`` and ``name`` are the rule whose finding is mended, empty where no rule complains.
    Texts are Indonesian.
    """

    at: CellRef
    item: str
    field: str
    written: str
    becomes: str
    value: float
    reason: str
    formula: str = ""
    number_format: str = ""
    code: str = ""
    name: str = ""

    @property
    def change(self) -> CellChange:
        """What the cell is to hold."""
        return CellChange(
            sheet=self.at.sheet,
            row=self.at.row,
            column=self.at.column,
            value=self.value,
            formula=self.formula,
            number_format=self.number_format,
        )


@dataclass(frozen=True, slots=True)
class Diserahkan:
    """A cell that looks mendable and is left to people all the same, with the reason."""

    at: CellRef
    item: str
    reason: str
