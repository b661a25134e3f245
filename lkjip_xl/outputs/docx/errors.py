"""What can stop the writing of a report, said in three parts."""

from __future__ import annotations

from lkjip_xl.ports import BookError


class ReportError(BookError):
    """The report cannot be written: the template or the target is at fault."""
