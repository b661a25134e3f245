"""Running text in which every figure leads to where it comes from.

A figure of the text is a link to its row in the Daftar Asal Angka: it is reached with the keyboard
and by touch, and shows its cells while it has the pointer or the focus.  Figures in tables show
theirs under the pointer only, since a thousand stops would make the keyboard useless.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from lkjip_xl.outputs.narrative.asal_angka import AsalAngka, describe_origin
from lkjip_xl.outputs.narrative.text import Missing, Part, Shown, Text

if TYPE_CHECKING:
    from markupsafe import Markup


def row_id(number: int) -> str:
    """Return the anchor of a row of the Daftar Asal Angka."""
    return f"asal-{number}"


class Figures:
    """Marks up the figures of one report."""

    def __init__(self, origins: Iterable[AsalAngka]) -> None:
        self._numbers = {(one.bagian, one.shown): one.number for one in origins}

    def mark_up(self, text: Text, bagian: str) -> Markup:
        """Return a text of a section with its figures linked and its gaps set apart."""
        from markupsafe import Markup

        return Markup("").join(self._parts(text, bagian))

    def _parts(self, text: Text, bagian: str) -> Iterator[str]:
        for part in text.parts:
            number = self._numbers.get((bagian, part)) if isinstance(part, Shown) else None
            if number is None or not isinstance(part, Shown):
                yield mark_part(part)
                continue
            yield _link(part, row_id(number))


def _link(shown: Shown, target: str) -> Markup:
    from markupsafe import Markup

    link = '<a class="a" href="#{}" aria-describedby="{}" data-asal="{}">{}</a>'
    return Markup(link).format(target, target, describe_origin(shown), shown.text)


def mark_part(part: Part) -> Markup:
    """Return words as they are, a gap set apart."""
    from markupsafe import Markup, escape

    if isinstance(part, Missing):
        return Markup("<mark>{}</mark>").format(str(part))
    return escape(str(part))


def mark_text(text: Text) -> Markup:
    from markupsafe import Markup

    return Markup("").join(map(mark_part, text.parts))
