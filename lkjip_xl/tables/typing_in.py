"""What Excel makes of a text that somebody types: a number with the format that shows it so."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"-?(?:0|[1-9]\d*)\Z")
_GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3}){2,}\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:\.\d{3})+),(\d+)\Z")
_GENERAL = "General"
_MOST_DIGITS = 15


def type_in(text: str) -> tuple[str | float, str]:
    """Return a cell's value and number format after a text was typed into it.

    A text in regular Indonesian notation becomes a number (``87,50``, ``80``, ``6.371.088.274``,
    ``94,20%``); ``1.076`` with its one full stop stays a text, as does every irregular figure, and
    one with more digits than a number has.
    """
    bare = text.removesuffix("%")
    number_format = _format_of(bare)
    if not number_format or sum(map(str.isdigit, bare)) > _MOST_DIGITS:
        return text, _GENERAL
    number = float(bare.replace(".", "").replace(",", "."))
    if bare is text:
        return number, number_format
    # Excel divides what was typed, and keeps 15 digits of it.
    return float(f"{number / 100:.15g}"), number_format.replace("#,##0", "0") + "%"


def _format_of(text: str) -> str:
    """Return the number format that shows a regular number as written, empty for other texts."""
    if _WHOLE.match(text):
        return "0"
    if _GROUPED.match(text):
        return "#,##0"
    decimals = _DECIMAL.match(text)
    if decimals is None:
        return ""
    return ("#,##0." if "." in text else "0.") + "0" * len(decimals[1])
