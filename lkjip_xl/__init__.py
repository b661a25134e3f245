"""Reads, checks and marks the Excel annexes of Indonesian government performance reports.

``from lkjip_xl import check, open_book`` is all that a script needs::

    checked = check(open_book("buku.xlsx"))
    for finding in checked.findings:
        print(finding)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lkjip_xl.adapters.files import open_book
    from lkjip_xl.pipeline import check

__version__ = "0.1.0"
__all__ = ["__version__", "check", "open_book"]


def __getattr__(name: str) -> object:
    # Imported on first use: ``lkjip --help`` must not pay for reading workbooks.
    if name == "check":
        from lkjip_xl.pipeline import check

        return check
    if name == "open_book":
        from lkjip_xl.adapters.files import open_book

        return open_book
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
