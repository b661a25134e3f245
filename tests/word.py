"""Writes Word documents for tests: paragraphs, and tables with merges, as Word stores them."""

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from lkjip_xl.domain.field import Kind
from lkjip_xl.grid import Grid
from lkjip_xl.location import CellRange
from lkjip_xl.tables.numbers import read_figure
from lkjip_xl.tables.text import as_text

#: Twentieths of a point.
_COLUMN = 900

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    "</Types>"
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/{{kind}}" Target="{{target}}"/></Relationships>'
)
_STYLES = (
    f'<w:styles xmlns:w="{W}">'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Judul1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>'
    "</w:styles>"
)


def write_document(path: Path, blocks: Iterable[str | Grid]) -> Path:
    """Write a document of paragraphs and tables; ``# `` begins a heading, ``<w:`` is XML."""
    return write_body(path, "".join(map(_block, blocks)))


def write_body(path: Path, body: str, **further: str) -> Path:
    """Write a document whose body is given as XML; further parts go by ``name=content``."""
    document = f'{_HEAD}<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}<w:sectPr/></w:body></w:document>'
    parts = {
        "[Content_Types].xml": _HEAD + _TYPES,
        "_rels/.rels": _HEAD + _RELS.format(kind="officeDocument", target="word/document.xml"),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _HEAD + _RELS.format(kind="styles", target="styles.xml"),
        "word/styles.xml": _HEAD + _STYLES,
        **further,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def paragraph(text: str, style: str = "") -> str:
    own = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    lines = text.split("\n")
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return (
        f"<w:p>{own}<w:r>{runs}</w:r></w:p>" if text else f"<w:p>{own}</w:p>" if own else "<w:p/>"
    )


def _block(block: str | Grid) -> str:
    if isinstance(block, Grid):
        return "".join(_sheet(block))
    if block.startswith("<w:"):
        return block
    return paragraph(block[2:], "Judul1") if block.startswith("# ") else paragraph(block)


def _sheet(grid: Grid) -> Iterator[str]:
    """Yield a sheet's titles as paragraphs, then its cells as one table."""
    top = next(row for row in grid.filled_rows() if _filled(grid, row) > 1)
    for row in grid.filled_rows():
        if row < top:
            yield paragraph(next(as_text(value) for value in grid.rows[row] if value))
    width = max(grid.width, *(merge.right for merge in grid.merges), 1)
    rows = "".join(_row(grid, row, width) for row in range(top, grid.height + 1))
    columns = f'<w:gridCol w:w="{_COLUMN}"/>' * width
    yield f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    yield "<w:p/>"


def _filled(grid: Grid, row: int) -> int:
    return sum(value not in (None, "") for value in grid.rows[row])


def _row(grid: Grid, row: int, width: int) -> str:
    cells = []
    column = 1
    while column <= width:
        merge = grid.merge_at(row, column) or CellRange(row, column, row, column)
        cells.append(_cell(grid, row, merge))
        column = merge.right + 1
    return f"<w:tr>{''.join(cells)}</w:tr>"


def _cell(grid: Grid, row: int, merge: CellRange) -> str:
    span = merge.right - merge.left + 1
    properties = f'<w:tcW w:w="{_COLUMN * span}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge.bottom > merge.top:
        properties += '<w:vMerge w:val="restart"/>' if row == merge.top else "<w:vMerge/>"
    text = shown(grid, row, merge.left) if row == merge.top else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def shown(grid: Grid, row: int, column: int) -> str:
    """Return what a cell shows, as somebody would copy it into a document."""
    value = grid.value(row, column)
    if isinstance(value, str) or value is None:
        return str(value or "")
    return read_figure(value, grid.look(row, column).number_format, Kind.KINERJA).written
