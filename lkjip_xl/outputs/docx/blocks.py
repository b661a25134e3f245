"""Finished tables, kept out of the template's way while it is filled, and set into it afterwards.

docxtpl goes over the whole text of a filled template several times; a report's tables are most of
that text, and nothing in them is left to fill in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from lkjip_xl.outputs.docx.errors import ReportError

#: Characters that tables may take which stand in a report more than once.
MOST_REPEATED = 4 * 2**20

_PLACE = "{urn:lkjip-xl}blok"
_PLACE_TEXT = re.compile(rb'<\w+:blok xmlns:\w+="urn:lkjip-xl" no="(\d+)"/>')
_OPENING = "<w:tbl>"


class Blocks:
    """The finished tables of one report, numbered in the order they were taken."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._names: list[str] = []

    def take(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """Return the tags' values with a place holder for each finished table."""
        return {name: self._hold(name, value) for name, value in context.items()}

    def _hold(self, name: str, value: Any) -> Any:
        from markupsafe import Markup

        if not isinstance(value, Markup) or not value.startswith(_OPENING):
            return value
        self._blocks.append(str(value))
        self._names.append(name)
        return Markup(f'<b:blok xmlns:b="urn:lkjip-xl" no="{len(self._blocks) - 1}"/>')

    def set_in(self, document: Any) -> Any:
        """Return a document of python-docx with the blocks in their places, headers' too.

        Raises:
            ReportError: a template has them so often that the document would be too large.
        """
        for part in document.part.package.iter_parts():
            element = getattr(part, "element", None)
            if element is not None and next(element.iter(_PLACE), None) is not None:
                part._element = self._filled(element)
        return document.part.document

    def _filled(self, element: Any) -> Any:
        # As text: to move a large table's elements between two documents costs far more.
        from docx.opc.oxml import serialize_part_xml
        from docx.oxml import parse_xml

        text = serialize_part_xml(element)
        self._require_modest(Counter(int(place[1]) for place in _PLACE_TEXT.finditer(text)))
        return parse_xml(_PLACE_TEXT.sub(self._block, text))

    def _require_modest(self, places: Counter[int]) -> None:
        """Let no table be repeated until the document is too large; once, each is as it is."""
        repeated = {no: count for no, count in places.items() if count > 1}
        sizes = {no: count * len(self._blocks[no]) for no, count in repeated.items()}
        if sum(sizes.values()) <= MOST_REPEATED:
            return
        worst = max(sizes, key=sizes.__getitem__)
        name, count = self._names[worst], repeated[worst]
        raise ReportError(
            f"{name} dicetak {count} kali, sehingga dokumennya terlalu besar",
            "templat",
            f"Keluarkan {{{{p {name} }}}} dari perulangan {{%p for … %}}",
        )

    def _block(self, place: re.Match[bytes]) -> bytes:
        return self._blocks[int(place[1])].encode()
