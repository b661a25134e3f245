"""Finished tables, kept out of the template's way while it is filled, and set into it afterwards.

docxtpl goes over the whole text of a filled template several times; a report's tables are most of
that text, and nothing in them is left to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_PLACE = "{urn:lkjip-xl}blok"
_PLACE_TEXT = re.compile(rb'<\w+:blok xmlns:\w+="urn:lkjip-xl" no="(\d+)"/>')
_OPENING = "<w:tbl>"


class Blocks:
    """The finished tables of one report, numbered in the order they were taken."""

    def __init__(self) -> None:
        self._blocks: list[str] = []

    def take(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """Return the tags' values with a place holder for each finished table."""
        return {name: self._hold(value) for name, value in context.items()}

    def _hold(self, value: Any) -> Any:
        from markupsafe import Markup

        if not isinstance(value, Markup) or not value.startswith(_OPENING):
            return value
        self._blocks.append(str(value))
        return Markup(f'<b:blok xmlns:b="urn:lkjip-xl" no="{len(self._blocks) - 1}"/>')

    def set_in(self, document: Any) -> Any:
        """Return a document of python-docx with the blocks in their places, headers' too."""
        for part in document.part.package.iter_parts():
            element = getattr(part, "element", None)
            if element is not None and next(element.iter(_PLACE), None) is not None:
                part._element = self._filled(element)
        return document.part.document

    def _filled(self, element: Any) -> Any:
        # As text: to move a large table's elements between two documents costs far more.
        from docx.opc.oxml import serialize_part_xml
        from docx.oxml import parse_xml

        return parse_xml(_PLACE_TEXT.sub(self._block, serialize_part_xml(element)))

    def _block(self, place: re.Match[bytes]) -> bytes:
        return self._blocks[int(place[1])].encode()
