"""Rows of the feeding sheets: blanks that mean "as above", and entries that run over rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.lampiran.records import Baris
from lkjip_xl.tables.points import split_points
from lkjip_xl.tables.text import squash, tidy


def carry_down(
    rows: Iterable[Baris], *fields: Field
) -> Iterator[tuple[Baris, Mapping[Field, str]]]:
    """Yield each row with the texts of ``fields``, blanks filled from above.

    The fields go from outer to inner: an inner one is carried only below the same outer ones.
    """
    carried = dict.fromkeys(fields, "")
    for row in rows:
        fresh = {field: tidy(row.text(field)) for field in fields}
        for position, field in enumerate(fields):
            if not fresh[field]:
                continue
            if squash(fresh[field]) != squash(carried[field]):
                carried.update(dict.fromkeys(fields[position + 1 :], ""))
            carried[field] = fresh[field]
        yield row, dict(carried)


def group_rows(rows: Iterable[Baris], name: Callable[[Baris], str]) -> list[list[Baris]]:
    """Return the rows by entry: a row with a blank or the same name continues the one above."""
    groups: list[list[Baris]] = []
    for row in rows:
        own = squash(name(row))
        if groups and own in ("", squash(name(groups[-1][0]))):
            groups[-1].append(row)
        elif own:
            groups.append([row])
    return groups


def points_of(rows: Sequence[Baris], field: Field) -> tuple[str, ...]:
    """Return the points of one column over the rows of an entry, each once."""
    texts = dict.fromkeys(row.text(field) for row in rows)
    return tuple(dict.fromkeys(point for text in texts for point in split_points(text)))


def entries(rows: Iterable[Baris]) -> Iterator[Baris]:
    """Yield the rows that are no totals."""
    return (row for row in rows if row.level is not Level.TOTAL)
