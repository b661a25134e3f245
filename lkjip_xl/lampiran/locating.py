"""Finds the known forms on a sheet: where each lies, and which column means what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from lkjip_xl.domain.field import Key
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.ketetapan import BEBAS, Ketetapan
from lkjip_xl.lampiran.naming import name_columns
from lkjip_xl.location import CellRange
from lkjip_xl.tables.body import Body, count_repeats, read_body
from lkjip_xl.tables.header import Header, side_by_side


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


def locate(grid: Grid, ketetapan: Ketetapan = BEBAS) -> Iterator[Located]:
    """Yield the forms of a sheet from top to bottom.

    A table whose labels fit no form is passed over; so is a header with nothing below it.
    """
    if ketetapan.is_ignored(grid.sheet):
        return
    yield from locate_below(grid, ketetapan.headers(grid), ketetapan)


def locate_below(
    grid: Grid, headers: Sequence[Header], ketetapan: Ketetapan = BEBAS
) -> Iterator[Located]:
    """Yield the forms below the headers of a sheet."""
    if any(len(side_by_side(header)) > 1 for header in headers):
        for number in range(max(len(side_by_side(header)) for header in headers)):
            parts = [own[number] for h in headers if number < len(own := side_by_side(h))]
            yield from _locate_in(grid, parts, ketetapan)
    else:
        yield from _locate_in(grid, headers, ketetapan)


def _locate_in(grid: Grid, headers: Sequence[Header], ketetapan: Ketetapan) -> Iterator[Located]:
    position = 0
    while position < len(headers):
        header = headers[position]
        position += 1
        columns = name_columns(ketetapan.settle(header, grid.sheet), grid)
        form = recognise(columns, ketetapan.form_of(grid.sheet))
        if form is None:
            position += count_repeats(header, headers[position:])
            continue
        figures = [column.index for column in columns if column.is_figure]
        body, repeats = read_body(grid, header, headers[position:], figures, form.closing)
        position += repeats
        if not body.rows:
            continue
        yield Located(
            form=form,
            grid=grid,
            header=header,
            columns=renamed(columns, form),
            body=body,
        )


def recognise(columns: Columns, settled: Form | None = None) -> Form | None:
    """Return the form that was settled by hand, or that a table's columns fit best, or ``None``."""
    if settled is not None:
        return settled
    points, form = max(((form.fits(columns), form) for form in FORMS), key=lambda pair: pair[0])
    return form if points else None


def renamed(columns: Columns, form: Form) -> Columns:
    """Give columns the names that they have on a form; the first of two keeps a name for itself."""
    names = dict(form.rename)
    taken: set[Key] = set()
    renamed = []
    for column in columns:
        own = replace(column, field=names.get(column.field, column.field))
        renamed.append(column if own.key in taken else own)
        taken.add(own.key)
    return replace(columns, columns=tuple(renamed))


def locate_all(grids: Sequence[Grid], ketetapan: Ketetapan = BEBAS) -> list[Located]:
    return [located for grid in grids for located in locate(grid, ketetapan)]
