"""Where the elements of an XML part begin and end, in bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from xml.parsers import expat

from lkjip_xl.adapters.xlsx.patch.dialect import (
    RESAVE,
    UnpatchableError,
    damaged,
    qualify,
    to_ascii,
)
from lkjip_xl.adapters.xlsx.patch.splice import Splice

#: Elements of one part: 30,000 notes have as many; and how deep they may lie in each other.
MAX_ELEMENTS = 300_000
_DEEPEST = 200

_START_TAG = re.compile(rb"""<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")
_DECLARED_UTF16 = re.compile(rb"""\A\s*<\?xml[^>]*encoding\s*=\s*["']utf-?16""", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Element:
    """One element; the four offsets lie before and after its start tag and its end tag.

    ``attributes`` has local names, or ``{namespace}name`` where the file gave a prefix.  ``text``
    is its own character data.  Of an empty-element tag, ``inner_end`` equals ``inner_start``.
    """

    name: str
    namespace: str
    prefix: str
    attributes: dict[str, str]
    start: int
    inner_start: int
    inner_end: int = -1
    end: int = -1
    self_closing: bool = False
    children: list[Element] = field(default_factory=list)
    text: str = ""

    @property
    def tag(self) -> str:
        return f"{self.prefix}:{self.name}" if self.prefix else self.name

    def child(self, name: str) -> Element | None:
        return next((child for child in self.children if child.name == name), None)

    def named(self, name: str) -> list[Element]:
        return [child for child in self.children if child.name == name]

    def within(self, holder: str, name: str) -> list[Element]:
        """Return the elements of a name in the child that holds them, if there is one."""
        child = self.child(holder)
        return [] if child is None else child.named(name)

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            yield from child.walk()

    def append(self, fragment: str) -> Splice:
        """Return the splice that puts our fragment last inside the element, in its prefix."""
        new = to_ascii(qualify(fragment, self.prefix))
        if self.self_closing:
            return Splice(self.inner_start - 2, self.end, b">" + new + f"</{self.tag}>".encode())
        return Splice(self.inner_end, self.inner_end, new)

    def cut(self) -> Splice:
        return Splice(self.start, self.end, b"")


class Fragment(NamedTuple):
    """An element of ours for a part: its name and its whole, without a prefix."""

    name: str
    xml: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A part's elements; ``prefixes`` maps namespaces to the prefixes declared at the root."""

    root: Element
    prefixes: dict[str, str]


@lru_cache(maxsize=8)  # the list of content types is asked for again and again
def read_outline(data: bytes, part: str) -> Outline:
    """Return the elements of a part given in UTF-8 or an encoding that contains ASCII.

    Raises:
        UnpatchableError: not well formed, or with a DOCTYPE.
    """
    return _Reader(data, part).read([(0, len(data))], [])


def read_sheet_outline(data: bytes, part: str) -> Outline:
    """Return the elements of a worksheet without the rows: ``sheetData`` appears empty.

    The rows of a large sheet pass through the parser, which proves them well formed, but unseen
    by Python.
    """
    rows = _find_rows(data)
    if rows is None:
        return _Reader(data, part, skip="sheetData").read([(0, len(data))], [])
    start, end = rows
    return _Reader(data, part).read([(0, start), (end, len(data))], [(start, end)])


def _find_rows(data: bytes) -> tuple[int, int] | None:
    """Return the span of the rows, where plain searching is certain to find it.

    Comments, CDATA or processing instructions after the prolog could hold a look-alike; an
    empty ``sheetData`` needs no skipping.
    """
    root = re.search(rb"<((?:[\w.-]+:)?)worksheet[\s>]", data[:4096])
    if root is None or data.find(b"<!", root.start()) != -1 or data.find(b"<?", root.start()) != -1:
        return None
    tag = root[1] + b"sheetData"
    opening = re.compile(rb"<" + re.escape(tag) + rb"(?=[\s/>])").search(data, root.end())
    if opening is None:
        return None
    whole = _START_TAG.match(data, opening.start())
    end = data.rfind(b"</" + tag)
    if whole is None or whole[0].endswith(b"/>") or end < whole.end():
        return None
    return whole.end(), end


class _Reader:
    """One pass of expat over a part, with handlers only where Python wants to see elements."""

    def __init__(self, data: bytes, part: str, skip: str = "") -> None:
        self._data = data
        self._part = part
        self._skip = skip
        self._skipping = 0
        self._root: Element | None = None
        self._open: list[Element] = []
        self._texts: list[list[str]] = []  # the pieces of text of each that is open
        self._count = 0
        self._prefixes: dict[str, str] = {}
        # A part in UTF-16 comes here as UTF-8, whatever its declaration still says.
        head = data[:200].removeprefix(b"\xef\xbb\xbf")
        encoding = "utf-8" if _DECLARED_UTF16.match(head) else None
        self._parser = expat.ParserCreate(encoding, namespace_separator=" ")
        self._parser.namespace_prefixes = True
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.StartNamespaceDeclHandler = self._declare

    def read(self, seen: Sequence[tuple[int, int]], unseen: Sequence[tuple[int, int]]) -> Outline:
        """Parse everything; ``seen`` and ``unseen`` spans take turns and cover the part."""
        if not self._data.strip():
            raise damaged(self._part)
        view = memoryview(self._data)
        try:
            for index, (start, end) in enumerate(seen):
                self._watch(True)
                self._parser.Parse(view[start:end], False)
                if index < len(unseen):
                    self._watch(False)
                    self._parser.Parse(view[slice(*unseen[index])], False)
            self._watch(True)
            self._parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise damaged(self._part) from error
        if self._root is None or self._open:
            raise damaged(self._part)
        return Outline(self._root, self._prefixes)

    def _watch(self, watching: bool) -> None:
        parser = self._parser
        parser.StartElementHandler = self._start if watching else None
        parser.EndElementHandler = self._end if watching else None
        parser.CharacterDataHandler = self._text if watching else None

    def _refuse_doctype(self, *_: object) -> None:
        raise UnpatchableError(f"bagian {self._part} memuat DOCTYPE, yang berbahaya", RESAVE)

    def _declare(self, prefix: str | None, namespace: str | None) -> None:
        if self._root is None and namespace is not None:
            self._prefixes.setdefault(namespace, prefix or "")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipping:
            self._skipping += 1
            return
        start = self._parser.CurrentByteIndex
        tag = _START_TAG.match(self._data, start)
        self._count += 1
        if self._count > MAX_ELEMENTS or len(self._open) > _DEEPEST:
            what = f"bagian {self._part} memuat terlalu banyak unsur, melebihi buku yang wajar"
            raise UnpatchableError(what, RESAVE)
        if tag is None:
            raise damaged(self._part)
        namespace, local, prefix = _split_name(name)
        element = Element(
            local,
            namespace,
            prefix,
            {_attribute_name(key): value for key, value in attributes.items()},
            start,
            tag.end(),
            self_closing=tag[0].endswith(b"/>"),
        )
        if self._open:
            self._open[-1].children.append(element)
        elif self._root is None:
            self._root = element
        self._open.append(element)
        self._texts.append([])
        if local == self._skip:
            self._skipping = 1

    def _end(self, _name: str) -> None:
        if self._skipping > 1:
            self._skipping -= 1
            return
        self._skipping = 0
        element = self._open.pop()
        element.text = "".join(self._texts.pop())
        if element.self_closing:
            element.inner_end = element.end = element.inner_start
        else:
            element.inner_end = self._parser.CurrentByteIndex
            element.end = self._data.index(b">", element.inner_end) + 1

    def _text(self, text: str) -> None:
        if self._open and not self._skipping:
            self._texts[-1].append(text)


def match_start_tag(data: bytes, start: int) -> bytes:
    """Return the start tag at an offset of a part that is known to be well formed."""
    tag = _START_TAG.match(data, start)
    assert tag is not None
    return tag[0]


def read_attribute(tag: bytes, name: str) -> str | None:
    """Return an attribute's value as it is written in a start tag."""
    match = _find_attribute(tag, name)
    return None if match is None else match[match.lastindex or 0].decode("ascii", "replace")


def set_attribute(data: bytes, element: Element, name: str, value: int) -> list[Splice]:
    """Return the splice that gives an attribute another value; none where it is not there."""
    match = _find_attribute(data[element.start : element.inner_start], name)
    if match is None:
        return []
    start, end = match.span(match.lastindex or 0)
    return [Splice(element.start + start, element.start + end, str(value).encode())]


def _find_attribute(tag: bytes, name: str) -> re.Match[bytes] | None:
    """Return the match whose one group is the value, without its quotes."""
    return re.search(rf"""\s{name}\s*=\s*(?:"([^"]*)"|'([^']*)')""".encode(), tag)


def _split_name(name: str) -> tuple[str, str, str]:
    """Return namespace, local name and prefix of expat's ``namespace local prefix``."""
    namespace, _, rest = name.partition(" ")
    if not rest:
        return "", namespace, ""
    local, _, prefix = rest.partition(" ")
    return namespace, local, prefix


def _attribute_name(name: str) -> str:
    namespace, local, _ = _split_name(name)
    return f"{{{namespace}}}{local}" if namespace else local


def insert_children(
    parent: Element, fragments: Sequence[Fragment], order: Sequence[str]
) -> list[Splice]:
    """Return the splices that put each fragment where the schema's order wants it.

    A child unknown to ``order`` (an AlternateContent, say) ranks as the first known element in it.
    """
    rank = {name: index for index, name in enumerate(order)}
    fragments = sorted(fragments, key=lambda fragment: rank[fragment.name])
    if parent.self_closing:
        return [parent.append("".join(fragment.xml for fragment in fragments))] if fragments else []
    splices = []
    for name, text in fragments:
        place = parent.inner_end
        for child in parent.children:
            known = (rank[inner.name] for inner in child.walk() if inner.name in rank)
            if next(known, -1) > rank[name]:
                place = child.start
                break
        splices.append(Splice(place, place, to_ascii(qualify(text, parent.prefix))))
    return splices
