"""The sheet that lists the findings, as a worksheet part."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lkjip_xl.adapters.xlsx.own_sheet import OWN_SHEET_NAME
from lkjip_xl.adapters.xlsx.patch.dialect import Dialect, escape_text, quote_attribute
from lkjip_xl.adapters.xlsx.patch.draft import Draft
from lkjip_xl.adapters.xlsx.patch.styles import TINTS, CellStyle, StyleSheet
from lkjip_xl.adapters.xlsx.patch.workbook import (
    WorkbookPart,
    append_sheet,
    free_sheet_name,
)
from lkjip_xl.finding import Severity
from lkjip_xl.location import column_letters, quote_sheet
from lkjip_xl.outputs.catatan import LINK_HINT, CatatanRow, CatatanSheet, Column

_TITLE_ROW, _REMARK_ROW, _COUNT_ROW, _HEADER_ROW = 1, 2, 3, 4

#: Excel's limit for the text of one cell, in characters.
_LONGEST = 32_767

#: What would make a formula of a text if somebody typed it again.
_FORMULA_STARTS = ("=", "+", "-", "@")

#: Row heights are stated, since LibreOffice fits none in books that Excel wrote: points a line
#: and around it, Excel's limit, and how many characters of the body text a unit of width holds.
_LINE_POINTS, _PADDING_POINTS, _MOST_POINTS = 13.2, 4, 409
_CHARACTERS_PER_UNIT = 1.1

#: Room for ``Kesalahan: 1.234`` in bold.
_COUNT_WIDTH = 17

_LINE = "<border>{}<diagonal/></border>".format(
    "".join(
        f'<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>'
        for side in ("left", "right", "top", "bottom")
    )
)
_DARK = (
    '<fill><patternFill patternType="solid"><fgColor rgb="FF1F3864"/><bgColor rgb="FF1F3864"/>'
    "</patternFill></fill>"
)
_TOP = 'vertical="top" wrapText="1"'
_CENTRED = 'horizontal="center" vertical="top" wrapText="1"'
_MIDDLE = 'horizontal="center" vertical="center" wrapText="1"'


def _font(look: str = "", size: int = 10, colour: str = "FF000000") -> str:
    name = '<name val="Calibri"/><family val="2"/>'
    return f'<font>{look}<sz val="{size}"/><color rgb="{colour}"/>{name}</font>'


_STYLES = {
    "title": CellStyle(_font("<b/>", 16, "FF1F3864"), alignment='vertical="center"'),
    "remark": CellStyle(_font("<i/>", 10, "FF595959"), alignment='vertical="center"'),
    "header": CellStyle(
        _font("<b/>", 10, "FFFFFFFF"),
        _DARK,
        _LINE,
        _MIDDLE,
    ),
    "text": CellStyle(_font(), border=_LINE, alignment=_TOP),
    "quoted": CellStyle(_font(), border=_LINE, alignment=_TOP, quoted=True),
    "centred": CellStyle(_font(), border=_LINE, alignment=_CENTRED),
    "link": CellStyle(_font("<u/>", 10, "FF0563C1"), border=_LINE, alignment=_CENTRED),
    "total": CellStyle(_font("<b/>"), border=_LINE, alignment=_MIDDLE),
}
for _level, _tint in TINTS.items():
    _LOOK = _font(_tint.font, 10, _tint.colour)
    _STYLES[_level.value] = CellStyle(_LOOK, _tint.fill, _tint.border, _CENTRED)
    _STYLES[f"{_level.value} count"] = CellStyle(_LOOK, _tint.fill, _tint.border, _MIDDLE)


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    value: str | int
    style: str


def add_catatan(
    draft: Draft, book: WorkbookPart, styles: StyleSheet, catatan: CatatanSheet
) -> None:
    """Add the sheet behind the last tab; ``styles`` is still to be saved."""
    indices = {name: styles.add_style(style) for name, style in _STYLES.items()}
    # With several books, whose sheets may share names, a link could lead to the wrong one.
    linked = [] if len({row.file for row in catatan.rows}) > 1 else book.sheets
    data = _render(catatan, indices, {sheet.name for sheet in linked}, book.dialect)
    last = column_letters(len(catatan.columns))
    names = [
        (OWN_SHEET_NAME, "$A$1", True),
        ("_xlnm.Print_Titles", f"${_HEADER_ROW}:${_HEADER_ROW}", False),
    ]
    if catatan.rows:
        table = f"$A${_HEADER_ROW}:${last}${_HEADER_ROW + len(catatan.rows)}"
        names.append(("_xlnm._FilterDatabase", table, True))
    append_sheet(draft, free_sheet_name(book, catatan.tab), data, names)


def _render(
    catatan: CatatanSheet, styles: Mapping[str, int], linked: Collection[str], dialect: Dialect
) -> bytes:
    columns = catatan.columns
    last = f"{column_letters(len(columns))}{_HEADER_ROW + len(catatan.rows)}"
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{column.width + 0.7109375}" customWidth="1"/>'
        for n, column in enumerate(columns, 1)
    )
    merged = "".join(
        f'<mergeCell ref="{column_letters(first)}{_COUNT_ROW}:{column_letters(last)}{_COUNT_ROW}"/>'
        for (first, last), _, _ in _counts(catatan, columns)
        if last > first
    )
    rows = "".join(
        _row(number, cells, styles, height)
        for number, height, cells in _rows(catatan, columns, linked)
    )
    below = f"A{_HEADER_ROW + 1}"
    filtered = f'<autoFilter ref="A{_HEADER_ROW}:{last}"/>' if catatan.rows else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{dialect.main}">'
        '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{last}"/>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{_HEADER_ROW}" topLeftCell="{below}" activePane="bottomLeft"'
        f' state="frozen"/><selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{widths}</cols><sheetData>{rows}</sheetData>{filtered}"
        f"<mergeCells>{merged}</mergeCells>"
        f"{_links(catatan, columns, linked)}"
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;RHalaman &amp;P dari &amp;N</oddFooter>"
        "</headerFooter></worksheet>"
    ).encode()


def _rows(
    catatan: CatatanSheet, columns: Sequence[Column], linked: Collection[str]
) -> Iterator[tuple[int, float, list[_Cell]]]:
    """Yield number, height in points and cells of every row."""
    yield _TITLE_ROW, 24, [_Cell(1, catatan.title, "title")]
    hint = f" {LINK_HINT}" if any(row.sheet in linked for row in catatan.rows) else ""
    yield _REMARK_ROW, 18, [_Cell(1, catatan.remark + hint, "remark")]
    counts = [
        _Cell(column, text if column == first else "", style)
        for (first, last), text, style in _counts(catatan, columns)
        for column in range(first, last + 1)
    ]
    yield _COUNT_ROW, 17.25, counts
    header = [_Cell(n, column.title, "header") for n, column in enumerate(columns, 1)]
    yield _HEADER_ROW, 21, header
    for number, row in enumerate(catatan.rows, _HEADER_ROW + 1):
        cells = [
            _Cell(n, getattr(row, column.field), _style_of(row, column, linked))
            for n, column in enumerate(columns, 1)
        ]
        yield number, _fit_height(cells, columns), cells


def _counts(
    catatan: CatatanSheet, columns: Sequence[Column]
) -> Iterator[tuple[tuple[int, int], str, str]]:
    """Yield columns, text and style of the counts; in their severity's look they are the legend."""
    texts = [(f"{level.label}: {count}", f"{level.value} count") for level, count in catatan.counts]
    first = 2
    for text, style in [*texts, (f"Jumlah: {catatan.total}", "total")]:
        last = first
        while sum(column.width for column in columns[first - 1 : last]) < _COUNT_WIDTH:
            last += 1
        yield (first, last), text, style
        first = last + 1


def _fit_height(cells: Sequence[_Cell], columns: Sequence[Column]) -> float:
    lines = max(
        _count_lines(str(cell.value), int(column.width * _CHARACTERS_PER_UNIT))
        for cell, column in zip(cells, columns, strict=True)
    )
    return min(round(lines * _LINE_POINTS + _PADDING_POINTS, 2), _MOST_POINTS)


@lru_cache(maxsize=4096)
def _count_lines(text: str, characters: int) -> int:
    if len(text) <= 0.7 * characters and "\n" not in text:
        return 1
    capitals = sum(character.isupper() for character in text)
    characters = int(characters / (1 + 0.25 * capitals / max(len(text), 1)))
    return sum(max(1, len(textwrap.wrap(line, characters))) for line in text.splitlines())


def _style_of(row: CatatanRow, column: Column, linked: Collection[str]) -> str:
    match column.field:
        case "label":
            return row.severity.value
        case "cell":
            return "link" if row.sheet in linked else "centred"
        case "number" | "code":
            return "centred"
    text = str(getattr(row, column.field))
    return "quoted" if text.startswith(_FORMULA_STARTS) else "text"


def _row(number: int, cells: Sequence[_Cell], styles: Mapping[str, int], height: float) -> str:
    body = "".join(
        f'<c r="{column_letters(cell.column)}{number}" s="{styles[cell.style]}"'
        + (
            f"><v>{cell.value}</v></c>"
            if isinstance(cell.value, int)
            else f' t="inlineStr"><is><t xml:space="preserve">'
            f"{escape_text(cell.value[:_LONGEST])}</t></is></c>"
        )
        for cell in cells
    )
    # Without customHeight Excel fits a row again when a person writes in it.
    fixed = ' customHeight="1"' if number <= _HEADER_ROW else ""
    return f'<row r="{number}" ht="{height}"{fixed}>{body}</row>'


def _links(catatan: CatatanSheet, columns: Sequence[Column], linked: Collection[str]) -> str:
    letters = column_letters(
        next(n for n, column in enumerate(columns, 1) if column.field == "cell")
    )
    links = "".join(
        f'<hyperlink ref="{letters}{number}"'
        f" location={quote_attribute(f'{quote_sheet(row.sheet)}!{row.cell}')}"
        f" tooltip={quote_attribute(f'Buka {row.sheet} sel {row.cell}'[:255])}/>"
        for number, row in enumerate(catatan.rows, _HEADER_ROW + 1)
        if row.sheet in linked
    )
    return f"<hyperlinks>{links}</hyperlinks>" if links else ""


def severity_styles(styles: StyleSheet) -> dict[Severity, int]:
    """Return the conditional look of each severity, added to the book's own."""
    return {level: styles.add_dxf(tint.dxf()) for level, tint in TINTS.items()}
