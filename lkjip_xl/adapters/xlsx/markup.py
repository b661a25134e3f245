"""Streaming a part's XML into handlers; what is malformed or dangerous ends in a ``BookError``."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple, NoReturn
from xml.parsers import expat

from lkjip_xl.adapters.xlsx.package import Parts

#: Elements of a part that are listed: a book that was copied for years has 100,000 defined names.
MAX_LISTED = 200_000

#: Bytes of text that are collected before a handler gets them.
_TEXT_BUFFER = 2**15


class UnsafeMarkupError(ValueError):
    """A document type declaration: workbooks have none, entity bombs do."""


def parse_part(parts: Parts, name: str, parser: expat.XMLParserType) -> None:
    """Feed a part to a parser, piece by piece.

    Raises:
        BookError: the part cannot be read, is not well formed, or declares a document type.
    """
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for chunk in parts.chunks(name):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        detail = f"tulisan XML-nya cacat di baris {error.lineno}"
        raise parts.damaged(name, detail) from error
    except (ValueError, LookupError) as error:  # so a parser says that it knows no such encoding
        detail = "memuat deklarasi DOCTYPE atau penyandian yang tidak boleh ada di buku kerja"
        raise parts.damaged(name, detail) from error


def make_parser() -> expat.XMLParserType:
    """Return a parser that reports each run of text in as few pieces as it can.

    Names arrive as written, prefix included: joining each to its namespace costs a fifth of the
    reading time, and ``prefix_of`` the root tells all that is needed.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _TEXT_BUFFER
    return parser


def prefix_of(name: str) -> str:
    """Return a name's namespace prefix with its colon, or nothing."""
    return name[: name.find(":") + 1]


def is_true(text: str | None) -> bool:
    """Tell whether an attribute's text is the truth value that switches something on."""
    return text in ("1", "true")


def local_name(name: str) -> str:
    return name[name.find(":") + 1 :]


class Listed(NamedTuple):
    """One element: its name and attributes without prefix, and the text directly inside it."""

    tag: str
    attributes: dict[str, str]
    text: str


def list_elements(parts: Parts, name: str, wanted: Collection[str]) -> list[Listed]:
    """Return the wanted elements of a small part in document order.

    Raises:
        BookError: the part cannot be read, or holds more than ``MAX_LISTED`` of them.
    """
    found: list[Listed] = []
    pieces: list[list[str]] = []  # of the text of each
    inside: list[int | None] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        local = local_name(tag)
        inside.append(len(found) if local in wanted else None)
        if local in wanted:
            plain = {local_name(key): text for key, text in attributes.items()}
            found.append(Listed(local, plain, ""))
            pieces.append([])
            if len(found) > MAX_LISTED:
                raise parts.damaged(name, f"lebih dari {MAX_LISTED} unsur")

    def end(_tag: str) -> None:
        inside.pop()

    def add(text: str) -> None:
        if inside and (index := inside[-1]) is not None:
            pieces[index].append(text)

    parser = make_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = add
    parse_part(parts, name, parser)
    return [
        one._replace(text="".join(text)) if text else one
        for one, text in zip(found, pieces, strict=True)
    ]


def _refuse_doctype(*_declaration: object) -> NoReturn:
    raise UnsafeMarkupError
