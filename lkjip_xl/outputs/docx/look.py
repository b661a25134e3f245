"""The named styles of a template: what our tables ask for, and what stands in where one is gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: Paragraph styles of table cells, by what the cell is.
BODY, SMALL, HEAD, SMALL_HEAD = "Isi Tabel", "Isi Tabel Kecil", "Kepala Tabel", "Kepala Tabel Kecil"
TABLE = "Tabel Laporan"
GAP = "Perlu Dilengkapi"
_SIZES = {BODY: 9.0, SMALL: 7.5, HEAD: 9.0, SMALL_HEAD: 7.5}


@dataclass(frozen=True, slots=True)
class Page:
    """The room between the margins, in twentieths of a point."""

    upright: int
    wide: int


@dataclass(frozen=True, slots=True)
class Look:
    """A template's style ids by name, its letter sizes in points, its room."""

    ids: Mapping[str, str]
    sizes: Mapping[str, float]
    page: Page

    def style_id(self, name: str) -> str:
        """Return a style's id, empty where the template has none of that name."""
        return self.ids.get(name, "")

    def size(self, name: str) -> float:
        return self.sizes.get(name, _SIZES.get(name, 9.0))


def read_look(document: Any) -> Look:
    """Return the look of a document opened with python-docx."""
    ids, sizes = {}, {}
    for style in document.styles:
        ids[style.name] = style.style_id
        font = getattr(style, "font", None)
        if font is not None and font.size is not None:
            sizes[style.name] = font.size.pt
    return Look(ids, sizes, _read_page(document))


def _read_page(document: Any) -> Page:
    upright, wide = 0, 0
    for section in document.sections:
        room = (section.page_width - section.left_margin - section.right_margin) // 635
        if section.page_width > section.page_height:
            wide = wide or room
        else:
            upright = upright or room
    return Page(upright or wide, wide or upright)
