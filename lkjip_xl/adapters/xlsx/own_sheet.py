"""How a sheet that we wrote is told from the staff's: by a hidden defined name of its own.

What the name refers to follows the sheet when a person renames or moves it, and when Excel or
LibreOffice saves the book.  Only where that leads nowhere, as after a renaming by openpyxl, is the
sheet taken that the name is local to; and never beside chart sheets, which openpyxl leaves out when
it counts: a sheet of the staff's could be meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

OWN_SHEET_NAME = "_LKJIP_XL_CATATAN"


class DefinedName(NamedTuple):
    """A defined name: what it is called, its ``localSheetId`` or nothing, what it refers to."""

    name: str
    local: str
    text: str


class Tab(NamedTuple):
    name: str
    is_worksheet: bool


def find_own_sheets(names: Iterable[DefinedName], tabs: Sequence[Tab]) -> set[int]:
    """Return the positions of our sheets among all tabs, charts included, counted from 0."""
    places = {tab.name.casefold(): index for index, tab in enumerate(tabs)}
    countable = all(tab.is_worksheet for tab in tabs)
    own = set()
    for name in names:
        if name.name.upper() != OWN_SHEET_NAME:
            continue
        place = places.get(referred_sheet(name.text))
        if place is None and countable and name.local.isdecimal():
            place = int(name.local)
        if place is not None:
            own.add(place)
    return own


def referred_sheet(text: str) -> str:
    """Return, in folded case, the sheet that a name's text such as ``'Isu'!$A$1`` refers to."""
    sheet = text.strip().rpartition("!")[0]
    if sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet.casefold()
