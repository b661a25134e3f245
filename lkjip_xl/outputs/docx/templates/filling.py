"""Fills a template with plain data, and nothing else: no loader, no calls into the program.

Run as a script, it fills one template that came from outside, within limits of time and memory:
``python filling.py SECONDS MEMORY SIZE`` reads a marshalled ``(template, context)`` from standard
input and writes ``OK`` with the finished document, or ``NO`` with the reason, to standard output.
It stands alone, without imports from this package, so that it starts fast.
"""

from __future__ import annotations

import io
import json
import marshal
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from math import prod
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

#: What may be done to a value.  ``safe`` is not here: a cell with & or < would break the document.
FILTERS = frozenset(
    (
        *("capitalize", "count", "d", "default", "first", "join", "last", "length", "lower"),
        *("replace", "sort", "title", "trim", "unique", "upper"),
    )
)

#: How the standard output of the script begins.
OK, NO = b"OK\n", b"NO\n"


_LOOP = re.compile(r"{%[-+]?\s*(?:for\s+\w+\s+in\s+(\w+)|(endfor)\b)")


class TooLargeError(Exception):
    """Filling adds more than allowed; the message names the loops that make it so."""


class Environment(ImmutableSandboxedEnvironment):
    """An environment that counts what it writes, and stops before that is too much.

    Args:
        most: characters that filling may add to a document; ``None`` is no limit.
    """

    def __init__(self, most: int | None = None) -> None:
        # Autoescape: a cell with & or < would else break the document without any error.
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.source = ""
        self._left = most

    def from_string(self, source: Any, *rest: Any, **options: Any) -> Any:
        self.source = str(source)
        if self._left is not None:
            self._left += len(self.source)
        return super().from_string(source, *rest, **options)

    def concat(self, pieces: Iterable[str]) -> str:
        """Join the pieces of a part as they are written; jinja calls it."""
        return "".join(pieces if self._left is None else self._counted(pieces))

    def _counted(self, pieces: Iterable[str]) -> Iterable[str]:
        for piece in pieces:
            self._left = (self._left or 0) - len(piece)
            if self._left < 0:
                raise TooLargeError
            yield piece


def make_environment(most: int | None = None) -> Environment:
    """Return the only environment in which a template is ever read."""
    environment = Environment(most)
    environment.globals.clear()
    environment.filters = {
        name: one for name, one in environment.filters.items() if name in FILTERS
    }
    return environment


class BrokenDocumentError(Exception):
    """The filled template is no sound XML: a tag tore the document apart."""


class _StrictTemplate(DocxTemplate):  # type: ignore[misc]
    """A template that stops where docxtpl would go on with whatever XML can be saved."""

    def fix_tables(self, xml: str) -> Any:
        try:
            etree.fromstring(xml)
        except etree.XMLSyntaxError as error:
            raise BrokenDocumentError(str(error)) from error
        return super().fix_tables(xml)


def fill(document: DocxTemplate, context: dict[str, Any], most: int | None = None) -> None:
    """Fill an open template in place, adding so many characters at most.

    Raises:
        Exception: whatever the template provoked; ``reason`` says which kind it is.
    """
    environment = make_environment(most)
    try:
        document.render(context, environment, autoescape=True)
    except TooLargeError:
        raise TooLargeError(_name_loops(environment.source, context)) from None


def _name_loops(source: str, context: dict[str, Any]) -> str:
    """Name the loops of a part that together go round most often, from the outermost inwards."""
    opened: list[tuple[str, int]] = []
    worst: list[tuple[str, int]] = []
    for found in _LOOP.finditer(source):
        if found[2]:
            del opened[-1:]
            continue
        value = context.get(found[1])
        opened.append((found[1], len(value) if isinstance(value, list) else 1))
        worst = max(
            worst, opened[:], key=lambda loops: (prod(count for _, count in loops), len(loops))
        )
    return " × ".join(f"{name} ({count} butir)" for name, count in worst) or "tidak ada"


def fill_bytes(template: bytes, context: dict[str, Any], most: int | None = None) -> bytes:
    """Return the filled document of a template; raises as ``fill`` does."""
    document = _StrictTemplate(io.BytesIO(template))
    fill(document, context, most)
    filled = io.BytesIO()
    document.save(filled)
    return filled.getvalue()


def reason(error: BaseException) -> tuple[str, str]:
    """Return why a template could not be filled: the kind, and the detail."""
    message = str(getattr(error, "message", None) or error)
    if isinstance(error, UndefinedError):
        return "unknown", message
    if isinstance(error, TemplateSyntaxError):
        return "syntax", message
    if isinstance(error, (TemplateError, OverflowError)):
        return "forbidden", message
    if isinstance(error, MemoryError):
        return "memory", ""
    if isinstance(error, TooLargeError):
        return "size", message
    if isinstance(error, (BrokenDocumentError, etree.XMLSyntaxError)):
        return "broken", message
    return "failed", f"{type(error).__name__}: {message}"[:300]


def to_plain(value: Any) -> Any:
    """Return a tag's value as what ``marshal`` takes; a finished block becomes a 1-tuple."""
    if isinstance(value, Markup):
        return (str(value),)
    if isinstance(value, list):
        return [to_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: to_plain(one) for key, one in value.items()}
    return value


def from_plain(value: Any) -> Any:
    """Undo ``to_plain``."""
    if isinstance(value, tuple):
        return Markup(value[0])
    if isinstance(value, list):
        return [from_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: from_plain(one) for key, one in value.items()}
    return value


def _limit(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the caller's time limit remains
        return
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        if hard == resource.RLIM_INFINITY or most < hard:
            with suppress(ValueError, OSError):  # macOS takes no limit of the address space
                resource.setrlimit(kind, (most, hard))


def _main() -> None:
    _limit(int(sys.argv[1]), int(sys.argv[2]))
    template, context = marshal.load(sys.stdin.buffer)
    try:
        answer = OK + fill_bytes(template, from_plain(context), int(sys.argv[3]))
    except (Exception, MemoryError) as error:
        answer = NO + json.dumps(reason(error)).encode()
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    _main()
