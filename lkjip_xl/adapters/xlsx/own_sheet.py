"""How a sheet that we wrote is told from the staff's: by a hidden defined name of its own.

What the name refers to follows the sheet when a person renames or moves it, and when Excel or
LibreOffice saves the book.  Only where that leads nowhere, as after a renaming by openpyxl, is the
sheet taken that the name is local to; and never beside chart sheets, which openpyxl leaves out when
it counts: a sheet of the staff's could be meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_START = "_LKJIP_XL_"

#: Leads back to the listing from anywhere in the book: it is offered in the Name Box.
RETURN_NAME = "Catatan_LKjIP"


class DefinedName(NamedTuple):
    """A defined name: what it is called, its ``localSheetId`` or nothing, what it refers to."""

    name: str
    local: str
    text: str


def own_sheet_name(key: str) -> str:
    """Return the name that marks our sheet of this key."""
    return _START + key


def is_own_name(name: str) -> bool:
    """Tell whether a defined name marks a sheet of ours."""
    return name.upper().startswith(_START)


def find_own_sheets(
    names: Iterable[DefinedName], tabs: Sequence[str], *, countable: bool = True
) -> dict[int, str]:
    """Return the keys of our sheets by their position among all tabs, charts included, from 0.

    ``countable`` says that all tabs are worksheets, so that every program counts them alike.
    """
    places = {tab.casefold(): index for index, tab in enumerate(tabs)}
    own = {}
    for name in names:
        if not is_own_name(name.name):
            continue
        place = places.get(referred_sheet(name.text))
        if place is None and countable and name.local.isdecimal():
            place = int(name.local)
        if place is not None and place < len(tabs):
            own[place] = name.name.upper().removeprefix(_START)
    return own


def referred_sheet(text: str) -> str:
    """Return, in folded case, the sheet that a name's text such as ``'Isu'!$A$1`` refers to."""
    sheet = text.strip().rpartition("!")[0]
    if sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet.casefold()
