"""Finds the known forms on a sheet: where each lies, and which column means what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from lkjip_xl.domain.field import Key
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran import annexes, feeding
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Form, FormSpec
from lkjip_xl.lampiran.labels import VOCABULARY
from lkjip_xl.lampiran.naming import name_columns
from lkjip_xl.location import CellRange
from lkjip_xl.tables.body import Body, read_body
from lkjip_xl.tables.header import Header, find_headers

SPECS: tuple[FormSpec, ...] = (*annexes.SPECS, *feeding.SPECS)


class Located(NamedTuple):
    """A form found on a sheet, not yet read."""

    form: Form
    grid: Grid
    header: Header
    columns: Columns
    body: Body

    @property
    def area(self) -> CellRange:
        return CellRange(
            self.header.top,
            self.header.left,
            max(self.body.last, self.header.bottom),
            self.header.right,
        )


def locate(grid: Grid) -> Iterator[Located]:
    """Yield the forms of a sheet from top to bottom.

    A table whose labels fit no form is passed over; so is a header with nothing below it.
    """
    headers = find_headers(grid, VOCABULARY)
    position = 0
    while position < len(headers):
        header = headers[position]
        columns = name_columns(header)
        spec = recognise(columns)
        figures = [column.index for column in columns if column.is_figure]
        body, repeats = read_body(grid, header, headers[position + 1 :], figures)
        position += 1 + repeats
        if spec is None or not body.rows:
            continue
        yield Located(
            form=spec.form,
            grid=grid,
            header=header,
            columns=renamed(columns, spec),
            body=body,
        )


def recognise(columns: Columns) -> FormSpec | None:
    """Return the form that a table's columns fit best, or ``None``."""
    fits = [(spec.fits(columns), spec) for spec in SPECS]
    points, spec = max(fits, key=lambda pair: pair[0])
    return spec if points else None


def renamed(columns: Columns, spec: FormSpec) -> Columns:
    """Give columns the names that they have on a form; the first of two keeps a name for itself."""
    names = dict(spec.rename)
    taken: set[Key] = set()
    renamed = []
    for column in columns:
        own = replace(column, field=names.get(column.field, column.field))
        renamed.append(column if own.key in taken else own)
        taken.add(own.key)
    return replace(columns, columns=tuple(renamed))


def locate_all(grids: Sequence[Grid]) -> list[Located]:
    return [located for grid in grids for located in locate(grid)]
