"""Text as workbooks store it: shared strings, rich text runs, escaped characters."""

from __future__ import annotations

import re

from lkjip_xl.adapters.xlsx.markup import make_parser, parse_part, prefix_of
from lkjip_xl.adapters.xlsx.package import Package

#: Texts of one book; a book at the limit of filled cells has no more than that.
MAX_STRINGS = 3_000_000

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescape(text: str) -> str:
    """Return text with ``_x000D_`` and the like turned into the characters they stand for.

    Control characters are dropped: nobody sees them, and no XML that we write can hold them.
    """
    plain = _NO_TEXT.sub("", _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text))
    if plain.isascii():
        return plain
    # Two escapes may be the halves of one character; a lone half is not text.
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def read_strings(package: Package, name: str) -> list[str | None]:
    """Return the shared strings in order; the empty text is ``None``.

    Formatting inside a text is dropped, and so are its phonetic readings.

    Raises:
        BookError: the part is damaged, or holds more than ``MAX_STRINGS`` texts.
    """
    strings: list[str | None] = []
    runs: list[str] = []
    pieces: list[str] = []
    prefix = ""
    phonetic = False

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal phonetic
        if tag == prefix + "t":
            pieces.clear()
        elif tag == prefix + "rPh":
            phonetic = True

    def end(tag: str) -> None:
        nonlocal phonetic
        if tag == prefix + "t":
            if not phonetic:
                runs.extend(pieces)
        elif tag == prefix + "si":
            text = "".join(runs)
            runs.clear()
            strings.append((unescape(text) if "_x" in text else text) or None)
            if len(strings) > MAX_STRINGS:
                raise package.damaged(name, f"lebih dari {MAX_STRINGS} teks")
        elif tag == prefix + "rPh":
            phonetic = False

    def root(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal prefix
        prefix = prefix_of(tag)
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = pieces.append

    parser = make_parser()
    parser.StartElementHandler = root
    parse_part(package, name, parser)
    return strings
