"""How a sheet that we wrote is told from the staff's: by a hidden defined name local to it.

The name stays with the sheet when a person renames or moves it, and when Excel or LibreOffice
saves the book.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_START = "_LKJIP_XL_"

#: Leads back to the listing from anywhere in the book: it is offered in the Name Box.
RETURN_NAME = "Catatan_LKjIP"


def own_sheet_name(key: str) -> str:
    """Return the name that marks our sheet of this key."""
    return _START + key


def find_own_sheets(defined_names: Iterable[Mapping[str, str]]) -> dict[int, str]:
    """Return the keys of our sheets by their position among all tabs, charts included, from 0.

    Args:
        defined_names: the attributes of the workbook's ``definedName`` elements.
    """
    return {
        int(attributes["localSheetId"]): name.removeprefix(_START)
        for attributes in defined_names
        if (name := attributes.get("name", "").upper()).startswith(_START)
        and attributes.get("localSheetId", "").isdecimal()
    }
