"""How the report prints a form as a table: what its columns hold and how they are headed."""

from __future__ import annotations

from typing import NamedTuple

from lkjip_xl.domain.field import Field


class Printed(NamedTuple):
    """A column of a form's table in the report.

    What ``field`` is decides what stands below it: a name or a text as it is, a figure with its
    cell, money added up anew, a percentage computed anew, a month as part of a bar.

    Args:
        field: what is shown.
        label: what stands above it.
        group: what stands above it and its neighbours of the same group.
        weight: the share of the width that a column of text takes.
        each_year: whether it is shown for each year that is told, below the year or with the year
            below its label, see ``PrintedTable``.
        optional: whether it is left out where the table has no such column.
    """

    field: Field
    label: str
    group: str = ""
    weight: float = 1.0
    each_year: bool = False
    optional: bool = False


class PrintedTable(NamedTuple):
    """The columns from left to right; ``by_year`` puts those of one year side by side."""

    columns: tuple[Printed, ...]
    by_year: bool = False


INDIKATOR = Printed(field=Field.INDIKATOR, label="Indikator Kinerja", weight=2.6)
SATUAN = Printed(field=Field.SATUAN, label="Satuan", weight=1.1)
KETERANGAN = Printed(field=Field.KETERANGAN, label="Keterangan", weight=2.2)


def uraian(label: str, weight: float = 3.2) -> Printed:
    """Return the column that names the items."""
    return Printed(field=Field.NAMA, label=label, weight=weight)
