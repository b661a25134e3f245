"""How cells look: ``styles.xml`` resolved into a palette of looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lkjip_xl.adapters.xlsx.markup import local_name, make_parser, parse_part, prefix_of
from lkjip_xl.adapters.xlsx.package import Package
from lkjip_xl.grid import PLAIN, Look

#: Format codes that a file names by number only (ISO/IEC 29500-1, 18.8.30, en-US).
BUILTIN_FORMATS = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
    42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    44: r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}

#: Fonts, fills, formats or number formats of one book; Excel takes 65,490 formats.
MAX_RECORDS = 100_000

#: What a format code shows as it stands: text in quotes, an escaped letter, colours, currencies.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]')


@dataclass(slots=True, eq=False)
class _Format:
    """One entry of ``cellXfs``: numbers of the records it is made of."""

    number_format: int
    font: int
    fill: int
    indent: int = 0


@dataclass(slots=True, eq=False)
class _StyleSheet:
    """The records of ``styles.xml`` that say something about a table.

    ``solid`` tells whether the fill being read has a colour at all.
    """

    codes: dict[int, str] = field(default_factory=lambda: dict(BUILTIN_FORMATS))
    fonts: list[tuple[bool, bool]] = field(default_factory=list)
    fills: list[str] = field(default_factory=list)
    formats: list[_Format] = field(default_factory=list)
    solid: bool = False

    @property
    def size(self) -> int:
        return max(len(self.codes), len(self.fonts), len(self.fills), len(self.formats))

    def look(self, entry: _Format) -> Look:
        """Return what an entry looks like; a record that is not there counts as plain."""
        fonts, fills = self.fonts, self.fills
        bold, italic = fonts[entry.font] if 0 <= entry.font < len(fonts) else (False, False)
        return Look(
            number_format=self.codes.get(entry.number_format, PLAIN.number_format),
            bold=bold,
            italic=italic,
            indent=entry.indent,
            fill=fills[entry.fill] if 0 <= entry.fill < len(fills) else "",
        )


class Styles(NamedTuple):
    """The looks of a book.

    ``palette`` starts with the plain look.  ``look_of`` maps the text of a cell's ``s`` attribute
    to an index into it; styles that look the same to us share one.
    """

    palette: Sequence[Look]
    look_of: dict[str, int]


#: The looks of a book without ``styles.xml``.
NO_STYLES = Styles((PLAIN,), {"0": 0})


def is_date_format(code: str) -> bool:
    """Tell whether a format code shows the day or the year of a number."""
    return bool(set("dy") & set(_LITERAL.sub("", code).lower()))


def read_styles(package: Package, name: str) -> Styles:
    """Return the looks of a book.

    Raises:
        BookError: the part is damaged, or holds more than ``MAX_RECORDS`` of a kind.
    """
    sheet = _read_style_sheet(package, name)
    palette = {PLAIN: 0}
    look_of = {
        str(number): palette.setdefault(sheet.look(entry), len(palette))
        for number, entry in enumerate(sheet.formats)
    }
    return Styles(tuple(palette), look_of)


def _read_style_sheet(package: Package, name: str) -> _StyleSheet:
    sheet = _StyleSheet()
    section = prefix = ""

    def root(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal prefix
        prefix = prefix_of(tag)
        parser.StartElementHandler = start
        parser.EndElementHandler = end

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal section
        if prefix_of(tag) != prefix:
            return
        local = local_name(tag)
        if section:
            _READERS[section](sheet, local, attributes)
            if sheet.size > MAX_RECORDS:
                raise package.damaged(name, f"lebih dari {MAX_RECORDS} gaya sel")
        elif local in _READERS:
            section = local

    def end(tag: str) -> None:
        nonlocal section
        if section and tag == prefix + section:
            section = ""

    parser = make_parser()
    parser.StartElementHandler = root
    parse_part(package, name, parser)
    return sheet


def _read_number_format(sheet: _StyleSheet, tag: str, attributes: dict[str, str]) -> None:
    if tag == "numFmt" and attributes.get("formatCode"):
        sheet.codes[_number(attributes.get("numFmtId"), -1)] = attributes["formatCode"]


def _read_font(sheet: _StyleSheet, tag: str, attributes: dict[str, str]) -> None:
    if tag == "font":
        sheet.fonts.append((False, False))
    elif tag in ("b", "i") and sheet.fonts:
        on = attributes.get("val", "1") not in ("0", "false", "off")
        bold, italic = sheet.fonts[-1]
        sheet.fonts[-1] = (on, italic) if tag == "b" else (bold, on)


def _read_fill(sheet: _StyleSheet, tag: str, attributes: dict[str, str]) -> None:
    if tag == "fill":
        sheet.fills.append("")
        sheet.solid = False
    elif tag == "patternFill" and sheet.fills:
        sheet.solid = attributes.get("patternType") == "solid"
    elif tag == "fgColor" and sheet.fills and sheet.solid:
        sheet.fills[-1] = _colour(attributes)


def _read_format(sheet: _StyleSheet, tag: str, attributes: dict[str, str]) -> None:
    if tag == "xf":
        number_format, font, fill = (
            _number(attributes.get(key)) for key in ("numFmtId", "fontId", "fillId")
        )
        sheet.formats.append(_Format(number_format, font, fill))
    elif tag == "alignment" and sheet.formats:
        sheet.formats[-1].indent = max(_number(attributes.get("indent")), 0)


_READERS = {
    "numFmts": _read_number_format,
    "fonts": _read_font,
    "fills": _read_fill,
    "cellXfs": _read_format,
}


def _colour(attributes: dict[str, str]) -> str:
    """Return a colour as the file names it: ``FFRRGGBB``, ``theme:N:tint`` or ``indexed:N``."""
    if "rgb" in attributes:
        return attributes["rgb"].upper()
    if "theme" in attributes:
        return f"theme:{attributes['theme']}:{attributes.get('tint', '0')}"
    if "indexed" in attributes:
        return f"indexed:{attributes['indexed']}"
    return ""


def _number(text: str | None, default: int = 0) -> int:
    try:
        return int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default
