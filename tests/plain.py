"""The report as plain text, for reading it through and for comparing two of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lkjip_xl.outputs.narrative.capaian import UraianIndikator
from lkjip_xl.outputs.narrative.chart import Chart
from lkjip_xl.outputs.narrative.report import Report
from lkjip_xl.outputs.narrative.table import Row, Table
from lkjip_xl.outputs.narrative.text import Text


def to_plain(report: Report) -> str:
    """Return every value of the report under its name, tables with one line a row."""
    lines: list[str] = []
    for name, value in report.values.items():
        lines += ["", f"== {name}", *_lines(value)]
    return "\n".join(lines[1:]) + "\n"


def _lines(value: object) -> Iterator[str]:
    match value:
        case Text():
            yield str(value)
        case UraianIndikator():
            yield f"{value.nama}: {value.uraian}"
        case Chart():
            yield value.alt
        case Table():
            yield from _table_lines(value)
        case bool():
            yield "ya" if value else "tidak"
        case Iterable():
            for one in value:
                yield from _lines(one)


def _table_lines(table: Table) -> Iterator[str]:
    if not table.rows:
        yield str(table.missing)
        return
    labels = [f"{c.group}: {c.label}" if c.group else c.label for c in table.columns]
    yield " | ".join(labels)
    yield from map(_row_line, table.rows)


def _row_line(row: Row) -> str:
    cells = ("^" if cell is None else " / ".join(map(str, cell.lines)) for cell in row.cells)
    return " | ".join(cells)
