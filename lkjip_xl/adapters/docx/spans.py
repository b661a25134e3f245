"""Where the elements of a part lie in its bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

#: What parts a namespace from a name in a parser that knows namespaces.
_PARTER = "}"


@dataclass(slots=True, eq=False)
class Span:
    """One element: its name without namespace, its bytes, and what is directly in it.

    ``inner_end`` is where its end tag begins; an element without one (``is_closed``) has none.
    """

    name: str
    attributes: dict[str, str]
    start: int
    end: int = 0
    inner_end: int = 0
    is_closed: bool = False
    children: list[Span] = field(default_factory=list)

    def walk(self) -> Iterator[Span]:
        """Yield the element and all below it in document order."""
        stack = [self]
        while stack:
            one = stack.pop()
            yield one
            stack.extend(reversed(one.children))


def read_spans(data: bytes, is_own: Callable[[str], bool]) -> Span:
    """Return the root element of a part with all below it.

    Args:
        data: the part, in UTF-8.
        is_own: tells by its address whether a namespace is the part's own; elements of others keep
            no name.

    Raises:
        ValueError: the part is no sound XML, or is not in UTF-8.
    """
    parser = expat.ParserCreate(namespace_separator=_PARTER)
    root = Span("", {}, 0)
    stack = [root]

    def start(tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(_PARTER)
        own = {key.rpartition(_PARTER)[2]: value for key, value in attributes.items()}
        span = Span(name if is_own(namespace) else "", own, parser.CurrentByteIndex)
        stack[-1].children.append(span)
        stack.append(span)

    def end(_: str) -> None:
        span = stack.pop()
        at = parser.CurrentByteIndex
        # Of an element without an end tag the parser tells where its only tag ends, or begins.
        span.is_closed = at == span.start or _is_one_tag(data[span.start : at])
        span.inner_end = at
        span.end = at
        if at == span.start or not span.is_closed:
            span.end = data.index(b">", at) + 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:8]:
        raise ValueError("the part is not in UTF-8")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError("the part is no sound XML") from error
    return root.children[0]


def _is_one_tag(element: bytes) -> bool:
    return element.endswith(b"/>") and element.count(b"<") == 1
