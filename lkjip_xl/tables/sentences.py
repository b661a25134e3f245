"""Parts a paragraph into its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_END = re.compile(r"[.!?][)\"”’]*\s+(?=[\"“‘(]?[A-Z])|\n+")
#: What a full stop follows without ending a sentence, in lower case.
_SHORT = re.compile(
    r"(?:^|[\s(.])(?:rp|no|nomor|jl|jln|kel|kec|kab|prov|dr|drs|dra|ir|prof|h|hj|s\.d|dsb|tgl|th|"
    r"hal|lamp|[a-z]|[ivx]+|\d{1,3})\.\s*\Z",
    re.IGNORECASE,
)


class Sentence(NamedTuple):
    """One sentence, and where it begins in its paragraph."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def split_sentences(paragraph: str) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph; a line break ends one too.

    A full stop ends one where a capital follows, unless it belongs to a short form (``Rp.``,
    ``No.``, ``Jl.``) or to the number of a list.
    """
    start = 0
    for match in _END.finditer(paragraph):
        if "\n" not in match[0] and _SHORT.search(paragraph[start : match.start() + 1]):
            continue
        yield from _stripped(paragraph, start, match.end())
        start = match.end()
    yield from _stripped(paragraph, start, len(paragraph))


def _stripped(paragraph: str, start: int, end: int) -> Iterator[Sentence]:
    text = paragraph[start:end]
    own = text.strip()
    if own:
        yield Sentence(start + text.index(own[0]), own)
