"""Formats appended to the book's own, so that no index moves."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from lkjip_xl.adapters.marked_cells import SHADES, Shade
from lkjip_xl.adapters.xlsx.patch.dialect import (
    UnpatchableError,
    quote_attribute,
    read_count,
    xml_part,
)
from lkjip_xl.adapters.xlsx.patch.draft import Draft
from lkjip_xl.adapters.xlsx.patch.outline import (
    Element,
    Fragment,
    insert_children,
    read_outline,
    set_attribute,
)
from lkjip_xl.adapters.xlsx.patch.parts import (
    add_relations,
    declare_types,
)
from lkjip_xl.adapters.xlsx.patch.splice import Splice
from lkjip_xl.adapters.xlsx.patch.workbook import WorkbookPart
from lkjip_xl.adapters.xlsx.relations import read_relations
from lkjip_xl.adapters.xlsx.styles import BUILTIN_FORMATS
from lkjip_xl.ports import BookError

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
    "tableStyles", "colors", "extLst",
)  # fmt: skip

#: What index 0 means (for fills also 1) in a book that has no list of its own.
_DEFAULTS = {
    "fonts": ['<font><sz val="11"/><name val="Calibri"/></font>'],
    "fills": [
        '<fill><patternFill patternType="none"/></fill>',
        '<fill><patternFill patternType="gray125"/></fill>',
    ],
    "borders": ["<border><left/><right/><top/><bottom/><diagonal/></border>"],
    "cellXfs": ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'],
    "dxfs": [],
    "numFmts": [],
}

#: The attribute of a cell format that points into a list.
_POINTERS = {"fonts": "fontId", "fills": "fillId", "borders": "borderId"}
_LOOK_POINTER = re.compile(rb"""[dD]xfId\s*=\s*["'](\d{1,9})["']""")

_LOOKING = ("table", "pivotTable")

#: How far beyond the end of a list something that points there could meet an entry of ours.
_WITHIN = 256

#: Numbers below this are Excel's own formats.
_FIRST_OWN_FORMAT = 164
#: Formats by number whose look follows the country Excel runs in, unlike their code.
_NATIONAL_FORMATS = frozenset({*range(5, 9), 14, 22, *range(41, 45)})


#: The least that Excel, LibreOffice and openpyxl take for a complete styles part.
_NORMAL_STYLE = {
    "fonts": [
        '<font><sz val="11"/><color theme="1"/><name val="Calibri"/><family val="2"/>'
        '<scheme val="minor"/></font>'
    ],
    "fills": _DEFAULTS["fills"],
    "borders": _DEFAULTS["borders"],
    "cellStyleXfs": _DEFAULTS["cellXfs"],
    "cellXfs": ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'],
    "cellStyles": ['<cellStyle name="Normal" xfId="0" builtinId="0"/>'],
}


def border(style: str, colour: str) -> str:
    sides = ("left", "right", "top", "bottom")
    lines = (f'<{side} style="{style}"><color rgb="{colour}"/></{side}>' for side in sides)
    return f"<border>{''.join(lines)}<diagonal/></border>"


def fill(colour: str) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/>'
        f'<bgColor rgb="{colour}"/></patternFill></fill>'
    )


@dataclass(frozen=True, slots=True)
class Tint:
    """How a severity looks, as elements of the styles part."""

    fill: str
    border: str
    font: str
    colour: str

    def dxf(self) -> str:
        """Return the conditional format's look; it has no diagonal, which Excel would draw."""
        border = self.border.replace("<diagonal/>", "")
        font = f'<font>{self.font}<color rgb="{self.colour}"/></font>'
        return f"<dxf>{font}{self.fill}{border}</dxf>"


def _tint(shade: Shade) -> Tint:
    return Tint(
        fill(f"FF{shade.fill}"),
        border(shade.line, f"FF{shade.line_colour}"),
        "<b/>" * shade.bold + "<i/>" * shade.italic,
        f"FF{shade.font_colour}",
    )


TINTS = {level: _tint(shade) for level, shade in SHADES.items()}


@dataclass(frozen=True, slots=True)
class CellStyle:
    """A cell format given by its parts.

    ``alignment`` holds the attributes of that element, ``number_format`` the number of one of
    Excel's own formats.
    """

    font: str
    fill: str = _DEFAULTS["fills"][0]
    border: str = _DEFAULTS["borders"][0]
    alignment: str = ""
    quoted: bool = False
    number_format: int = 0


class StyleSheet:
    """The styles part, and what is to be appended to it in one go."""

    def __init__(self, draft: Draft, book: WorkbookPart) -> None:
        self._draft = draft
        self._book = book
        self._part = book.relations.target("styles") or _create_styles(draft, book)
        self._root = read_outline(draft.read(self._part), self._part).root
        self._added: dict[str, list[str]] = {name: [] for name in _DEFAULTS}
        self._own_formats: dict[str, int] = {}

    def add_dxf(self, fragment: str) -> int:
        return self._add("dxfs", fragment)

    def add_style(self, style: CellStyle) -> int:
        """Return the index that a cell names to get this format."""
        font = self._add("fonts", style.font)
        fill = self._add("fills", style.fill)
        border = self._add("borders", style.border)
        base = ' xfId="0"' if self._root.child("cellStyleXfs") is not None else ""
        quoted = ' quotePrefix="1"' if style.quoted else ""
        return self._add(
            "cellXfs",
            f'<xf numFmtId="{style.number_format}" fontId="{font}" fillId="{fill}"'
            f' borderId="{border}"{base}{quoted} applyNumberFormat="1"'
            ' applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f"<alignment {style.alignment}/></xf>",
        )

    def with_number_format(self, style: int, code: str) -> int:
        """Return the index of a cell format like another one but for its number format."""
        formats = self._root.within("cellXfs", "xf")
        attributes: dict[str, str] = {"fontId": "0", "fillId": "0", "borderId": "0"}
        children = ""
        if style < len(formats):
            attributes = {k: v for k, v in formats[style].attributes.items() if "{" not in k}
            children = "".join(
                f"<{child.name}{_as_text(child.attributes)}/>"
                for child in formats[style].children
                if child.name in ("alignment", "protection")
            )
        # A cell whose text was forced by an apostrophe would turn a number into text again.
        attributes.pop("quotePrefix", None)
        attributes |= {"numFmtId": str(self._format_number(code)), "applyNumberFormat": "1"}
        return self._add("cellXfs", f"<xf{_as_text(attributes)}>{children}</xf>")

    def is_locked(self, style: int) -> bool:
        """Tell whether a cell of a format is locked where its sheet is protected."""
        formats = self._root.within("cellXfs", "xf")
        protection = formats[style].child("protection") if style < len(formats) else None
        return protection is None or protection.attributes.get("locked") not in ("0", "false")

    def _format_number(self, code: str) -> int:
        """Return the number that stands for a format code, declared if it is new."""
        for number, known in BUILTIN_FORMATS.items():
            if known == code and number not in _NATIONAL_FORMATS:
                return number
        declared = {
            one.attributes.get("formatCode"): read_count(one.attributes.get("numFmtId"))
            for one in self._root.within("numFmts", "numFmt")
        }
        if declared.get(code):
            return declared[code]
        if code not in self._own_formats:
            used = map(read_count, self._pointers("numFmtId"))
            first = max([_FIRST_OWN_FORMAT - 1, *declared.values(), *used]) + 1
            self._own_formats[code] = first + len(self._own_formats)
        number = self._own_formats[code]
        self._add("numFmts", f'<numFmt numFmtId="{number}" formatCode={quote_attribute(code)}/>')
        return number

    def save(self) -> None:
        splices: list[Splice] = []
        missing: list[Fragment] = []
        for name, fragments in self._added.items():
            if not fragments:
                continue
            holder = self._root.child(name)
            if holder is None:
                body = "".join(fragments)
                missing.append(Fragment(name, f'<{name} count="{len(fragments)}">{body}</{name}>'))
            else:
                splices += self._extend(holder, fragments)
        self._draft.patch(self._part, splices + insert_children(self._root, missing, _ORDER))

    def _add(self, name: str, fragment: str) -> int:
        holder = self._root.child(name)
        present = 0 if holder is None else len(holder.children)
        added = self._added[name]
        if not added:
            added += [] if present else _DEFAULTS[name]
            added += self._fillers(name, present + len(added))
        if fragment not in added:
            added.append(fragment)
        return present + added.index(fragment)

    def _fillers(self, name: str, present: int) -> list[str]:
        """Return entries for what points beyond the end of a list, lest it meets ours there."""
        if name == "dxfs":
            filler, pointers = "<dxf/>", self._look_pointers()
        elif name in _POINTERS:
            filler, pointers = _DEFAULTS[name][0], self._pointers(_POINTERS[name])
        else:
            return []
        beyond = [
            number for number in map(read_count, pointers) if present <= number < present + _WITHIN
        ]
        return [filler] * (max(beyond, default=present - 1) + 1 - present)

    def _pointers(self, attribute: str) -> Iterator[str]:
        for name in ("cellStyleXfs", "cellXfs"):
            for xf in self._root.within(name, "xf"):
                yield xf.attributes.get(attribute, "")

    def _look_pointers(self) -> Iterator[str]:
        """Yield what points to a conditional look; nothing among the rows of a sheet does."""
        yield from self._look_pointers_in(self._part)
        for sheet in self._book.worksheets():
            try:
                relations = read_relations(self._draft, sheet.part)
                related = [part for kind in _LOOKING for part in relations.targets(kind)]
                found = [self._look_pointers_in(part) for part in (sheet.part, *related)]
            except (BookError, UnpatchableError):
                continue  # a damaged sheet is copied as it is
            yield from chain(*found)

    def _look_pointers_in(self, part: str) -> list[str]:
        data = self._draft.read(part)
        pointers = _LOOK_POINTER.finditer(data, max(data.rfind(b"sheetData"), 0))
        return [match[1].decode() for match in pointers]

    def _extend(self, holder: Element, fragments: Sequence[str]) -> list[Splice]:
        """Return the splices that append to a list and mend its count."""
        count = len(holder.children) + len(fragments)
        counted = set_attribute(self._draft.read(self._part), holder, "count", count)
        return [*counted, holder.append("".join(fragments))]


def _as_text(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={quote_attribute(value)}" for name, value in attributes.items())


def _create_styles(draft: Draft, book: WorkbookPart) -> str:
    """Add a styles part that changes nothing, to a book that has none or has lost it."""
    lost = next((r.lacking for r in book.relations if r.kind == "styles" and r.lacking), "")
    # The usual name if it is free: openpyxl looks nowhere else.
    part = lost or posixpath.join(posixpath.dirname(book.part), "styles.xml")
    if draft.find(part) is not None:
        part = draft.free_name(part.removesuffix(".xml"), "xml")
    lists = "".join(
        f'<{name} count="{len(items)}">{"".join(items)}</{name}>'
        for name, items in _NORMAL_STYLE.items()
    )
    draft.add(part, xml_part(f'<styleSheet xmlns="{book.dialect.main}">{lists}</styleSheet>'))
    declare_types(draft, [(part, _STYLES_TYPE)])
    if not lost:
        add_relations(draft, book.part, [(book.dialect.relation_type("styles"), part)])
    return part
