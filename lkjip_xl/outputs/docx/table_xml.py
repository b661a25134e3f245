"""Tables as WordprocessingML: merged cells, heads that repeat, amounts that stay on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from xml.sax.saxutils import escape

from lkjip_xl.outputs.docx.look import BODY, GAP, HEAD, SMALL, SMALL_HEAD, TABLE, Look
from lkjip_xl.outputs.docx.widths import plan_widths
from lkjip_xl.outputs.narrative.table import Align, Cell, Column, Row, Table, Tone
from lkjip_xl.outputs.narrative.text import Missing, Text

_FILLS = {
    Tone.TUJUAN: "DCE6F1",
    Tone.SASARAN: "E8EEF6",
    Tone.PROGRAM: "F3F6FA",
    Tone.TOTAL: "E8EEF6",
}
_HEAD_FILL, _BAR_FILL = "C6D5E8", "8FAFD6"
_BOLD = frozenset({Tone.TUJUAN, Tone.SASARAN, Tone.PROGRAM, Tone.TOTAL})
_INDENT = {Tone.KEGIATAN: 120, Tone.SUB_KEGIATAN: 260}
_JUSTIFY = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}
_SHORT_ROWS, _SHORT_LETTERS = 6, 600
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(words: str) -> str:
    """Return the text without the characters that no XML document may hold."""
    return _ILLEGAL.sub("", words)


def table_xml(table: Table, look: Look) -> str:
    """Return a table as XML; one without rows as a paragraph that says what is missing."""
    if not table.rows:
        return _paragraph(Text((table.missing,)), look.style_id("Body Text"), look)
    body, head = (SMALL, SMALL_HEAD) if table.small else (BODY, HEAD)
    room = look.page.wide if table.wide else look.page.upright
    widths = plan_widths(table, room, look.size(body), look.size(head))
    writer = _Writer(table.columns, widths, look, body, head, together=_is_short(table))
    return "".join(
        (
            "<w:tbl>",
            _properties(sum(widths), look),
            "<w:tblGrid>",
            *(f'<w:gridCol w:w="{width}"/>' for width in widths),
            "</w:tblGrid>",
            *writer.head_rows(),
            *writer.body_rows(table.rows),
            "</w:tbl>",
        )
    )


def _is_short(table: Table) -> bool:
    """Tell whether a table fits on a page beyond doubt, and so should not be parted."""
    letters = sum(len(str(text)) for text in table.texts())
    return len(table.rows) <= _SHORT_ROWS and letters <= _SHORT_LETTERS


def _properties(width: int, look: Look) -> str:
    style = look.style_id(TABLE)
    return (
        "<w:tblPr>"
        + (f'<w:tblStyle w:val="{style}"/>' if style else "")
        + f'<w:tblW w:w="{width}" w:type="dxa"/>'
        + ("" if style else _PLAIN_BORDERS)
        + '<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        "</w:tblCellMar>"
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
    )


_PLAIN_BORDERS = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)


class _Writer:
    """Writes the rows of one table."""

    def __init__(
        self,
        columns: Sequence[Column],
        widths: Sequence[int],
        look: Look,
        body: str,
        head: str,
        *,
        together: bool,
    ) -> None:
        self._columns = columns
        self._widths = widths
        self._look = look
        self._body = look.style_id(body)
        self._head = look.style_id(head)
        self._together = together
        self._keeps_next = False
        words = (at for at, column in enumerate(columns) if column.align is Align.LEFT)
        #: The first column of words, where indents show the level of a row.
        self._first_words = next(words, 0)

    def head_rows(self) -> Iterator[str]:
        """Yield the rows of labels, which Word repeats on every page."""
        if not any(column.group for column in self._columns):
            cells = [self._label(column.label, at) for at, column in enumerate(self._columns)]
            yield _row(cells, head=True)
            return
        upper, lower, at = [], [], 0
        for group, members in groupby(self._columns, key=lambda column: column.group):
            for column in (grouped := list(members)):
                merge = "" if group else "<w:vMerge/>"
                label = column.label if group else ""
                lower.append(self._label(label, at + grouped.index(column), extra=merge))
            if group:
                upper.append(self._label(group, at, span=len(grouped)))
            else:
                upper += [
                    self._label(column.label, at + offset, extra='<w:vMerge w:val="restart"/>')
                    for offset, column in enumerate(grouped)
                ]
            at += len(grouped)
        yield _row(upper, head=True)
        yield _row(lower, head=True)

    def _label(self, label: str, at: int, *, span: int = 1, extra: str = "") -> str:
        width = sum(self._widths[at : at + span])
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
            + extra
            + f'<w:shd w:val="clear" w:color="auto" w:fill="{_HEAD_FILL}"/>'
            '<w:vAlign w:val="center"/></w:tcPr>'
            + _paragraph(Text((label,)), self._head, self._look, justify="center", keep=True)
            + "</w:tc>"
        )

    def body_rows(self, rows: Sequence[Row]) -> Iterator[str]:
        """Yield the rows; a merge that began above is carried on where a cell is covered."""
        reach: dict[int, tuple[int, Cell]] = {}
        for position, row in enumerate(rows, start=1):
            is_band = any(cell and cell.columns == len(self._columns) for cell in row.cells)
            self._keeps_next = position < len(rows) and (self._together or is_band)
            cells: list[str] = []
            at = 0
            while at < len(self._columns):
                cell = row.cells[at] if at < len(row.cells) else None
                if cell is not None:
                    if cell.rows > 1:
                        reach[at] = (cell.rows - 1, cell)
                    cells.append(self._cell(cell, at, row.tone, restart=cell.rows > 1))
                    at += cell.columns
                    continue
                left, above = reach.get(at, (0, Cell()))
                covered = replace(above, lines=())
                cells.append(self._cell(covered, at, row.tone, goes_on=left > 0))
                if left:
                    reach[at] = (left - 1, above)
                at += covered.columns
            yield _row(cells)

    def _cell(
        self, cell: Cell, at: int, tone: Tone, *, restart: bool = False, goes_on: bool = False
    ) -> str:
        column = self._columns[at]
        width = sum(self._widths[at : at + cell.columns])
        fill = _BAR_FILL if cell.filled else _FILLS.get(tone)
        align = Align.LEFT if cell.columns > 1 else column.align
        indent = _INDENT.get(tone, 0) if align is Align.LEFT and at == self._first_words else 0
        lines = cell.lines or (Text(),)
        return "".join(
            (
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>',
                f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else "",
                '<w:vMerge w:val="restart"/>' if restart else "",
                "<w:vMerge/>" if goes_on else "",
                f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else "",
                "<w:noWrap/>" if column.unbroken and cell.columns == 1 else "",
                "</w:tcPr>",
                *(
                    _paragraph(
                        line,
                        self._body,
                        self._look,
                        justify=_JUSTIFY[align],
                        bold=tone in _BOLD,
                        indent=indent,
                        keep=self._keeps_next,
                    )
                    for line in lines
                ),
                "</w:tc>",
            )
        )


def _row(cells: Sequence[str], *, head: bool = False) -> str:
    properties = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if head else "") + "</w:trPr>"
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _paragraph(
    text: Text,
    style: str,
    look: Look,
    *,
    justify: str = "",
    bold: bool = False,
    indent: int = 0,
    keep: bool = False,
) -> str:
    properties = (
        (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:keepNext/>" if keep else "")
        + (f'<w:ind w:left="{indent}"/>' if indent else "")
        + (f'<w:jc w:val="{justify}"/>' if justify else "")
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{_runs(text, look, bold=bold)}</w:p>"


def _runs(text: Text, look: Look, *, bold: bool) -> str:
    if not any(isinstance(part, Missing) for part in text.parts):
        return _run(str(text), "", bold=bold)
    gap = look.style_id(GAP)
    return "".join(
        _run("".join(map(str, parts)), gap if is_gap else "", bold=bold)
        for is_gap, parts in groupby(text.parts, key=lambda part: isinstance(part, Missing))
    )


def _run(words: str, style: str, *, bold: bool) -> str:
    if not (words := escape(clean(words))):
        return ""
    properties = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:b/>" if bold else "")
    wrapped = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{wrapped}{_lines(words)}</w:r>"


def _lines(words: str) -> str:
    """Return escaped text with the breaks and tabs that a cell may hold."""
    text = f'<w:t xml:space="preserve">{words}</w:t>'
    for sign, element in (("\n", "br"), ("\t", "tab")):
        if sign in words:
            text = text.replace(sign, f'</w:t><w:{element}/><w:t xml:space="preserve">')
    return text
