"""Transitional and strict namespaces, prefixes, and text made safe for XML."""

from __future__ import annotations

import re
from dataclasses import dataclass

PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
VML = "urn:schemas-microsoft-com:vml"

_TAG_START = re.compile(r"<(/?)(?=[A-Za-z][\w.-]*[\s/>])")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_ATTRIBUTE = _IN_TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class UnpatchableError(Exception):
    """This package cannot be changed safely; both texts are Indonesian."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.what = what
        self.fix = fix


RESAVE = "Buka di Excel, simpan ulang sebagai .xlsx, lalu ulangi"


def damaged(part: str) -> UnpatchableError:
    return UnpatchableError(f"bagian {part} di dalam berkas rusak", RESAVE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The namespaces of one of the two forms of the standard."""

    main: str
    relationships: str

    def relation_type(self, kind: str) -> str:
        return f"{self.relationships}/{kind}"


TRANSITIONAL = Dialect(
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
STRICT = Dialect(
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)


def dialect_of(namespace: str) -> Dialect:
    """Return the dialect whose main namespace this is.

    Raises:
        UnpatchableError: neither form of the standard.
    """
    for dialect in (TRANSITIONAL, STRICT):
        if dialect.main == namespace:
            return dialect
    raise UnpatchableError("isi berkas bukan buku kerja Excel yang dikenal", RESAVE)


def qualify(fragment: str, prefix: str) -> str:
    """Return our own fragment with every element in the namespace prefix that the part uses.

    Elements that have a prefix keep it.
    """
    return _TAG_START.sub(rf"<\1{prefix}:", fragment) if prefix else fragment


def read_count(text: str | None, default: int = 0) -> int:
    """Return a number that a part states; the default where that is none, or absurdly long."""
    return int(text) if text and len(text) <= 9 and text.isdecimal() else default


#: Without these a printable text goes into an element as it is.
_PLAIN = frozenset("&<>_")


def xml_part(body: str) -> bytes:
    """Return a new part with this root element."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{body}'.encode()


def to_ascii(text: str) -> bytes:
    """Return the text for insertion into a part in whatever encoding: the rest as references."""
    return text.encode("ascii", "xmlcharrefreplace")


def escape_text(text: str) -> str:
    """Return cell or note text for an element; Excel reads ``_x0041_`` as one character."""
    if text.isprintable() and text.isascii() and _PLAIN.isdisjoint(text):
        return text
    text = _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _LOOKS_ESCAPED.sub("_x005F_", text).translate(_IN_TEXT)


def quote_attribute(text: str) -> str:
    """Return the text as an attribute's value, quotes included."""
    return f'"{_NOT_XML.sub("", text).translate(_IN_ATTRIBUTE)}"'
