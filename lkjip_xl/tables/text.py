"""Text as staff type it, brought to a form in which two spellings of one thing are equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

from lkjip_xl.grid import ErrorValue, Value

_WORD = re.compile(r"[a-z0-9%]+")
_SPACES = re.compile(r"\s+")
#: Texts that are remembered.  A book is gone through from top to bottom again and again: with room
#: for fewer than it has, each would be forgotten just before it comes up again.
MOST_TEXTS = 32_768


@lru_cache(maxsize=MOST_TEXTS)
def tidy(text: str) -> str:
    """Return the text on one line with single spaces, otherwise as written."""
    return _SPACES.sub(" ", text.replace("\xa0", " ")).strip()


@lru_cache(maxsize=MOST_TEXTS)
def words_of(text: str) -> tuple[str, ...]:
    """Return the text's words in lower case; punctuation parts words and is dropped."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return tuple(_WORD.findall(text.lower()))


@lru_cache(maxsize=MOST_TEXTS)
def squash(text: str) -> str:
    """Return letters, digits and per cent signs only, in lower case.

    Two names are the same name when they squash to the same text: line breaks inside a narrow
    cell (``PENCA PAIAN``), spacing around slashes and capitals do not count.
    """
    return "".join(words_of(text))


def mend_words(text: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the text's words, those that a narrow cell broke in two or three made whole again.

    ``PENCA PAIAN`` is ``pencapaian`` where that is a known word and its parts are not.
    """
    words = words_of(text)
    mended: list[str] = []
    start = 0
    while start < len(words):
        end = next(
            (end for end in (start + 3, start + 2) if _is_broken(words[start:end], known)),
            start + 1,
        )
        mended.append("".join(words[start:end]))
        start = end
    return tuple(mended)


def _is_broken(parts: Sequence[str], known: Collection[str]) -> bool:
    return "".join(parts) in known and not all(part in known for part in parts)


def as_text(value: Value) -> str:
    """Return a cell's value as one line of text; a whole number without its ``.0``."""
    if type(value) is str:  # not an error value; by far the most
        return tidy(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "BENAR" if value else "SALAH"
    if isinstance(value, float | int):
        return str(int(value)) if value == int(value) else repr(value)
    if isinstance(value, ErrorValue):
        return value.value
    return tidy(value)


def as_lines(value: Value) -> str:
    """Return a cell's value as text that keeps its line breaks; blank lines are dropped."""
    if type(value) is not str or "\n" not in value:
        return as_text(value)
    return "\n".join(filter(None, map(tidy, value.splitlines())))
