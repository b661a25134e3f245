"""Fills a template with plain data, and nothing else: no loader, no calls into the program.

Run as a script, it fills one template that came from outside, within limits of time and memory:
``python filling.py SECONDS BYTES`` reads a marshalled ``(template, context)`` from standard input
and writes ``OK`` with the finished document, or ``NO`` with the reason, to standard output.  It
stands alone, without imports from this package, so that it starts fast.
"""

from __future__ import annotations

import io
import json
import marshal
import sys
from contextlib import suppress
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


def make_environment() -> ImmutableSandboxedEnvironment:
    """Return the only environment in which a template is ever read."""
    # Autoescape: a cell with & or < would else break the document without any error.
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
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


def fill(document: DocxTemplate, context: dict[str, Any]) -> None:
    """Fill an open template in place.

    Raises:
        Exception: whatever the template provoked; ``reason`` says which kind it is.
    """
    document.render(context, make_environment(), autoescape=True)


def fill_bytes(template: bytes, context: dict[str, Any]) -> bytes:
    """Return the filled document of a template; raises as ``fill`` does."""
    document = _StrictTemplate(io.BytesIO(template))
    fill(document, context)
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
        answer = OK + fill_bytes(template, from_plain(context))
    except (Exception, MemoryError) as error:
        answer = NO + json.dumps(reason(error)).encode()
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    _main()
