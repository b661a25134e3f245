"""How a sheet that we wrote is told from the staff's: by a hidden defined name local to it.

The name stays with the sheet when a person renames or moves it, and when Excel or LibreOffice
saves the book.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

OWN_SHEET_NAME = "_LKJIP_XL_CATATAN"


def find_own_sheets(defined_names: Iterable[Mapping[str, str]]) -> set[int]:
    """Return the positions of our sheets among all tabs, charts included, counted from 0.

    Args:
        defined_names: the attributes of the workbook's ``definedName`` elements.
    """
    return {
        int(attributes["localSheetId"])
        for attributes in defined_names
        if attributes.get("name", "").upper() == OWN_SHEET_NAME
        and attributes.get("localSheetId", "").isdecimal()
    }
