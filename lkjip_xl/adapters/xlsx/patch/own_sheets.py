"""The sheets that we add to a workbook, as worksheet parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lkjip_xl.adapters.own_sheet_layout import (
    LONGEST,
    REMARK_ROW,
    TITLE_POINTS,
    TITLE_ROW,
    Layout,
    fit_height,
    name_tabs,
)
from lkjip_xl.adapters.xlsx.own_sheet import RETURN_NAME, own_sheet_name
from lkjip_xl.adapters.xlsx.patch.dialect import Dialect, escape_text, quote_attribute, xml_part
from lkjip_xl.adapters.xlsx.patch.draft import Draft
from lkjip_xl.adapters.xlsx.patch.styles import TINTS, CellStyle, StyleSheet, border, fill
from lkjip_xl.adapters.xlsx.patch.workbook import (
    LocalName,
    add_global_name,
    append_sheet,
    read_workbook,
)
from lkjip_xl.finding import Severity
from lkjip_xl.location import column_letters, quote_sheet
from lkjip_xl.outputs.catatan import KEY as CATATAN
from lkjip_xl.outputs.harmless import may_be_formula
from lkjip_xl.outputs.own_sheet import Cell, Look, OwnSheet

#: Excel's own formats ``#,##0`` and ``0.00``, shown with the marks of the reader's language.
_WHOLE, _HUNDREDTHS = 3, 2

_GREY = "FF7F7F7F"

_LINE, _DARK = border("thin", "FFBFBFBF"), fill("FF1F3864")
_TOP = 'vertical="top" wrapText="1"'
_CENTRED = 'horizontal="center" vertical="top" wrapText="1"'
_RIGHT = 'horizontal="right" vertical="top" wrapText="1"'
_MIDDLE = 'horizontal="center" vertical="center" wrapText="1"'


def _font(look: str = "", size: int = 10, colour: str = "FF000000") -> str:
    name = '<name val="Calibri"/><family val="2"/>'
    return f'<font>{look}<sz val="{size}"/><color rgb="{colour}"/>{name}</font>'


_STYLES = {
    "title": CellStyle(_font("<b/>", 16, "FF1F3864"), alignment='vertical="center"'),
    "remark": CellStyle(_font("<i/>", 10, "FF595959"), alignment='vertical="center" wrapText="1"'),
    "header": CellStyle(
        _font("<b/>", 10, "FFFFFFFF"),
        _DARK,
        _LINE,
        _MIDDLE,
    ),
    "text": CellStyle(_font(), border=_LINE, alignment=_TOP),
    "summary": CellStyle(_font(), border=_LINE, alignment='vertical="center" wrapText="1"'),
    "label": CellStyle(_font("<b/>"), border=_LINE, alignment=_MIDDLE),
    "link": CellStyle(_font("<u/>", 10, "FF0563C1"), border=_LINE, alignment=_CENTRED),
    Look.CENTRED: CellStyle(_font(), border=_LINE, alignment=_CENTRED),
    Look.PAST: CellStyle(_font("", 10, _GREY), border=_LINE, alignment=_TOP),
    Look.NUMBER: CellStyle(_font(), border=_LINE, alignment=_RIGHT),
    Look.RUPIAH: CellStyle(_font(), border=_LINE, alignment=_RIGHT, number_format=_WHOLE),
    Look.PERSEN: CellStyle(_font(), border=_LINE, alignment=_RIGHT, number_format=_HUNDREDTHS),
}
for _level, _tint in TINTS.items():
    _LOOK = _font(_tint.font, 10, _tint.colour)
    _STYLES[_level.value] = CellStyle(_LOOK, _tint.fill, _tint.border, _CENTRED)
    _STYLES[f"{_level.value} label"] = CellStyle(_LOOK, _tint.fill, _tint.border, _MIDDLE)

#: A text that would become a formula when somebody edits it is quoted in each of these looks.
_QUOTED = {f"{name} quoted": replace(style, quoted=True) for name, style in _STYLES.items()}

_FADED = f'<dxf><font><color rgb="{_GREY}"/></font></dxf>'


@dataclass(frozen=True, slots=True)
class _Place(Layout):
    """A layout with the numbers of its looks in the book; ``faded`` is a conditional one."""

    styles: Mapping[str, int]
    faded: int


def add_own_sheets(draft: Draft, styles: StyleSheet, sheets: Sequence[OwnSheet]) -> None:
    """Add sheets behind the last tab; ``styles`` is still to be saved."""
    if not sheets:
        return
    indices = {str(name): styles.add_style(style) for name, style in (_STYLES | _QUOTED).items()}
    faded = styles.add_dxf(_FADED)
    book = read_workbook(draft)
    tabs = {sheet.name: sheet.name for sheet in book.sheets}
    names = name_tabs(tabs, sheets)
    for sheet in sheets:
        place = _Place(sheet, tabs | names, indices, faded)
        data = xml_part("".join(_render(place, book.dialect)))
        append_sheet(draft, sheet.key.lower(), names[sheet.key], data, _local_names(place))
        if sheet.key == CATATAN:
            add_global_name(draft, RETURN_NAME, names[sheet.key], f"$A${place.header}")


def _local_names(place: _Place) -> Iterator[LocalName]:
    header = place.header
    yield LocalName(own_sheet_name(place.sheet.key), "$A$1", hidden=True)
    yield LocalName("_xlnm.Print_Titles", f"${header}:${header}", hidden=False)
    if place.sheet.rows:
        area = f"$A${header}:${column_letters(place.width)}${place.last_row}"
        yield LocalName("_xlnm._FilterDatabase", area, hidden=True)


def _render(place: _Place, dialect: Dialect) -> Iterator[str]:
    columns = place.sheet.columns
    last = f"{column_letters(len(columns))}{place.last_row}"
    below = f"A{place.header + 1}"
    yield (
        f'<worksheet xmlns="{dialect.main}">'
        '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{last}"/>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{place.header}" topLeftCell="{below}" activePane="bottomLeft"'
        f' state="frozen"/><selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>'
    )
    for number, column in enumerate(columns, 1):
        hidden = ' hidden="1"' if column.hidden else ""
        width = column.width + 0.7109375
        yield f'<col min="{number}" max="{number}" width="{width}"{hidden} customWidth="1"/>'
    yield "</cols><sheetData>"
    yield from _rows(place)
    yield "</sheetData>"
    if place.sheet.rows:
        yield f'<autoFilter ref="A{place.header}:{last}"/>'
    yield _merges(place)
    yield _fading(place)
    yield _choices(place)
    yield _links(place)
    yield (
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;RHalaman &amp;P dari &amp;N</oddFooter>"
        "</headerFooter></worksheet>"
    )


def _rows(place: _Place) -> Iterator[str]:
    sheet = place.sheet
    yield _row(TITLE_ROW, [(1, Cell(sheet.title), "title")], place, TITLE_POINTS)
    remark = [(1, Cell(place.remark), "remark")]
    yield _row(REMARK_ROW, remark, place, place.remark_height)
    for number, line in enumerate(sheet.summary, REMARK_ROW + 1):
        yield _summary_row(number, line.label, line.text, place)
    header = [(n, Cell(column.title), "header") for n, column in enumerate(sheet.columns, 1)]
    yield _row(place.header, header, place, place.header_height)
    for number, row in enumerate(sheet.rows, place.header + 1):
        cells = [(n, cell, _style_of(cell, place)) for n, cell in enumerate(row, 1)]
        yield _row(number, cells, place, fit_height(row, sheet.columns))


def _summary_row(number: int, label: Cell, text: Cell, place: _Place) -> str:
    split, last = place.label_columns, place.visible
    style = f"{label.look} label" if f"{label.look} label" in place.styles else "label"
    cells = [(n, label if n == 1 else Cell(None), style) for n in range(1, split + 1)]
    cells += [
        (n, text if n == split + 1 else Cell(None), "summary") for n in range(split + 1, last + 1)
    ]
    return _row(number, cells, place, place.summary_height(text))


def _merges(place: _Place) -> str:
    split, last = place.label_columns, place.visible
    ranges = [(1, place.remark_columns, REMARK_ROW)]
    for row in range(REMARK_ROW + 1, place.header):
        ranges += [(1, split, row), (split + 1, last, row)]
    merged = "".join(
        f'<mergeCell ref="{column_letters(first)}{row}:{column_letters(end)}{row}"/>'
        for first, end, row in ranges
        if end > first
    )
    return f"<mergeCells>{merged}</mergeCells>" if merged else ""


def _fading(place: _Place) -> str:
    """Return the conditional format that greys the rows which need no more attention."""
    tests = ",".join(place.fading_tests())
    if not tests:
        return ""
    area = f"A{place.header + 1}:{column_letters(place.visible)}{place.last_row}"
    return (
        f'<conditionalFormatting sqref="{area}"><cfRule type="expression"'
        f' dxfId="{place.faded}" priority="1"><formula>OR({escape_text(tests)})</formula></cfRule>'
        "</conditionalFormatting>"
    )


def _choices(place: _Place) -> str:
    """Return the drop-downs of the columns that offer a choice."""
    offers = [
        f'<dataValidation type="list" allowBlank="1" showErrorMessage="1"'
        f" errorTitle={quote_attribute(column.title)}"
        f" error={quote_attribute('Pilih salah satu: ' + ', '.join(column.choices))}"
        f' sqref="{letters}{place.header + 1}:{letters}{place.last_row}">'
        f'<formula1>"{escape_text(",".join(column.choices))}"</formula1></dataValidation>'
        for number, column in enumerate(place.sheet.columns, 1)
        if column.choices and (letters := column_letters(number))
    ]
    if not offers or not place.sheet.rows:
        return ""
    return f'<dataValidations count="{len(offers)}">{"".join(offers)}</dataValidations>'


def _links(place: _Place) -> str:
    links = "".join(
        f'<hyperlink ref="{column_letters(number)}{row}"'
        f" location={quote_attribute(f'{quote_sheet(tab)}!{cell.link.cell}')}"
        f" tooltip={quote_attribute(f'Buka {tab} sel {cell.link.cell}'[:255])}/>"
        for row, cells in enumerate(place.sheet.rows, place.header + 1)
        for number, cell in enumerate(cells, 1)
        if cell.link is not None and (tab := place.target(cell))
    )
    return f"<hyperlinks>{links}</hyperlinks>" if links else ""


def _style_of(cell: Cell, place: _Place) -> str:
    return "link" if place.target(cell) else str(cell.look)


def _row(number: int, cells: Sequence[tuple[int, Cell, str]], place: _Place, height: float) -> str:
    body = "".join(
        f'<c r="{column_letters(column)}{number}" s="{place.styles[style + _quoting(cell)]}"'
        f"{_content(cell, place)}"
        for column, cell, style in cells
    )
    # Without customHeight Excel fits a row again when a person writes in it.
    fixed = ' customHeight="1"' if number <= place.header else ""
    return f'<row r="{number}" ht="{height}"{fixed}>{body}</row>'


def _quoting(cell: Cell) -> str:
    return " quoted" if isinstance(cell.value, str) and may_be_formula(cell.value) else ""


def _content(cell: Cell, place: _Place) -> str:
    """Return what follows the attributes that every cell has."""
    if formula := place.formula(cell):
        return f' t="str"><f>{escape_text(formula)}</f><v>{escape_text(str(cell.value))}</v></c>'
    if cell.value is None or cell.value == "":
        return "/>"
    if isinstance(cell.value, int | Decimal):
        return f"><v>{cell.value}</v></c>"
    text = escape_text(cell.value[:LONGEST])
    return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def severity_styles(styles: StyleSheet) -> dict[Severity, int]:
    """Return the conditional look of each severity, added to the book's own."""
    return {level: styles.add_dxf(tint.dxf()) for level, tint in TINTS.items()}
