"""Tables as HTML: heads with scope, merged cells, the source of each figure under the pointer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from lkjip_xl.outputs.html.figures import mark_text, row_id
from lkjip_xl.outputs.narrative.asal_angka import describe_origin
from lkjip_xl.outputs.narrative.table import Align, Cell, Column, Row, Table, Tone

if TYPE_CHECKING:
    from markupsafe import Markup

_ALIGN = {Align.LEFT: "", Align.CENTER: "c", Align.RIGHT: "r"}
_TONES = {
    Tone.TUJUAN: "tu",
    Tone.SASARAN: "sa",
    Tone.PROGRAM: "pr",
    Tone.KEGIATAN: "ke",
    Tone.SUB_KEGIATAN: "su",
    Tone.TOTAL: "to",
}


def table_html(table: Table, *, anchored: bool = False) -> Markup:
    """Return the head and body of a table; ``anchored`` rows can be linked to by their number."""
    from markupsafe import Markup

    pieces = ["<thead>", *_head(table.columns), "</thead>\n<tbody>\n"]
    for at, row in enumerate(table.rows, start=1):
        mark = f' id="{row_id(at)}"' if anchored else ""
        tone = f' class="{_TONES[row.tone]}"' if row.tone in _TONES else ""
        pieces += [f"<tr{mark}{tone}>", *_cells(row, table.columns), "</tr>\n"]
    return Markup("".join([*pieces, "</tbody>"]))


def _head(columns: Sequence[Column]) -> Iterator[str]:
    grouped = any(column.group for column in columns)
    yield "<tr>"
    for group, members in groupby(columns, key=lambda column: column.group):
        neighbours = list(members)
        if group:
            yield _label(group, f' colspan="{len(neighbours)}" scope="colgroup"')
            continue
        for column in neighbours:
            yield _label(column.label, (' rowspan="2"' if grouped else "") + ' scope="col"')
    if grouped:
        yield "</tr><tr>"
        yield from (_label(one.label, ' scope="col"') for one in columns if one.group)
    yield "</tr>"


def _label(label: str, attributes: str) -> str:
    from markupsafe import escape

    return f"<th{attributes}>{escape(label)}</th>"


def _cells(row: Row, columns: Sequence[Column]) -> Iterator[str]:
    for cell, column in zip(row.cells, columns, strict=True):
        if cell is not None:
            yield _cell(cell, column)


def _cell(cell: Cell, column: Column) -> str:
    from markupsafe import escape

    align = _ALIGN[column.align] if cell.columns == 1 else ""
    look = f"{align} bulan".strip() if cell.filled else align
    sources = [
        describe_origin(shown) for line in cell.lines for shown in line.figures if shown.cells
    ]
    return "".join(
        (
            "<td",
            f' class="{look}"' if look else "",
            f' rowspan="{cell.rows}"' if cell.rows > 1 else "",
            f' colspan="{cell.columns}"' if cell.columns > 1 else "",
            f' title="{escape("; ".join(sources))}"' if sources else "",
            ">",
            "<br>".join(map(mark_text, cell.lines)),
            "</td>",
        )
    )
