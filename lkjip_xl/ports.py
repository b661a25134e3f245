"""What the core asks of a workbook, and the errors every adapter speaks in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from lkjip_xl.domain.tanggapan import Tanggapan
from lkjip_xl.grid import Grid

_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def legible(name: str) -> str:
    """Return a name that can be shown and written anywhere.

    Old archives hold file names that are no UTF-8, and any name may hold control characters; each
    of these becomes its byte in hexadecimal, so that two names do not become one.
    """
    if name.isprintable():
        return name
    return _NO_TEXT.sub(lambda found: f"%{ord(found[0]) & 0xFF:02X}", name)


class BookError(Exception):
    """The work cannot be done: a workbook cannot be read or written.

    Carries the three parts of every message that office staff see, in Indonesian.
    """

    def __init__(self, what: str, where: str, fix: str) -> None:
        self.what = what
        self.where = legible(where)
        self.fix = fix
        super().__init__(f"{self.where}: {what}. {fix}")


class UnmarkableError(BookError):
    """A workbook that can be read but takes no marks; its findings need a workbook of their own."""


class Book(Protocol):
    """A workbook, in a file or open in Excel."""

    @property
    def name(self) -> str:
        """The file's name, as findings show it."""

    def grids(self) -> Iterator[Grid]:
        """Yield every worksheet in tab order, also hidden ones.

        Raises:
            BookError: the workbook cannot be read.
        """

    def tanggapan(self) -> Sequence[Tanggapan] | None:
        """Return the listing of findings that the book carries, with people's answers.

        ``None`` where it carries none.

        Raises:
            BookError: the workbook cannot be read.
        """

    @property
    def remarks(self) -> Sequence[str]:
        """What the reader could not see, in Indonesian: looks of an .xls file, say."""
