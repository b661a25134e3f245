"""Texts that a spreadsheet program would take for formulas, made harmless where it would.

A workbook that an office sends may hold ``=HYPERLINK(…)`` as a plain text.  In a workbook of ours
it stays one, since every cell says what it holds; a cell that somebody opens to edit it must be
marked besides (``may_be_formula``).  A CSV file says nothing of the kind: there the text itself
is changed, in a way that a program can undo (``escape`` and ``unescape``).
"""

from __future__ import annotations

import re

#: What no reader sees, and what begins a formula behind it, also in full width.
_UNSEEN = r"\s\x00-\x1f\u200b-\u200f\u2060\ufeff"
_SIGN = r"[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]"
_MAY_BE_FORMULA = re.compile(rf"[\t\r\n]|[{_UNSEEN}]*{_SIGN}")

#: Where a cell may begin: Excel parts a line at semicolons where commas are the decimal marks, and
#: takes a quotation mark behind one for the beginning of a text.
_CELL = r"(\A|[;\t\r\n])"
_RISKY = re.compile(rf"{_CELL}(?='|[\t\r\n]|[{_UNSEEN}\"]*{_SIGN})")
_ESCAPED = re.compile(rf"{_CELL}'")


def may_be_formula(text: str) -> bool:
    """Tell whether a text would become a formula if somebody typed it into a cell."""
    return _MAY_BE_FORMULA.match(text) is not None


def escape(text: str) -> str:
    """Return a text with an apostrophe before all that might be a formula where a cell begins."""
    return _RISKY.sub(r"\1'", text)


def unescape(text: str) -> str:
    """Undo ``escape``: drop an apostrophe at the beginning, and behind each ``;`` and line end."""
    return _ESCAPED.sub(r"\1", text)
