"""Joins the rows of an annex into items, and the items into a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lkjip_xl.domain.hierarki import TREE, Level
from lkjip_xl.lampiran.records import Baris, Item
from lkjip_xl.tables.text import squash


def build_items(rows: Sequence[Baris]) -> tuple[Item, ...]:
    """Return the items of an annex in order, each with its parent and children.

    A row without a name continues the item above; so does a row that repeats its name directly
    below it on the same level, as page breaks and indicator rows do.
    """
    groups: list[list[Baris]] = []
    for row in rows:
        if groups and _continues(groups[-1][-1], row):
            groups[-1].append(row)
        else:
            groups.append([row])
    items = [_item(position, group) for position, group in enumerate(groups)]
    return _linked(items)


def _continues(above: Baris, row: Baris) -> bool:
    if row.level is not above.level or row.level is Level.TOTAL:
        return False
    if not row.begins_item:
        return True
    same_kode = row.kode == above.kode or not row.kode
    is_same = bool(row.nama) and squash(row.nama) == squash(above.nama) and same_kode
    return is_same and not _is_twice(above, row)


def _is_twice(above: Baris, row: Baris) -> bool:
    """Tell whether a row says once more what the one above says, and nothing else.

    Rows of one item differ in their indicators, or in which columns of money they fill.
    """
    if row.indikator or above.indikator:
        return False
    if len(above.cells) != len(row.cells):
        return False  # the table goes on with other columns
    pairs = zip(above.cells, row.cells, strict=True)
    told = [(one.value, other.value) for one, other in pairs if one.column.is_figure]
    filled = [pair for pair in told if pair != (None, None)]
    return len(filled) > 1 and all(one == other for one, other in filled)


def _item(position: int, rows: Sequence[Baris]) -> Item:
    first = rows[0]
    return Item(
        position=position,
        level=first.level,
        nama=first.nama,
        jalur=first.jalur,
        kode=first.kode,
        rows=tuple(rows),
        parent=None,
        children=(),
    )


def _linked(items: Sequence[Item]) -> tuple[Item, ...]:
    """Give each item the nearest item above it of a higher level as its parent.

    What stands outside the tree has none: a total, an urusan, a kind of belanja below its sub
    kegiatan, which together would count an amount several times.
    """
    parents: list[int | None] = []
    children: list[list[int]] = [[] for _ in items]
    open_items: list[Item] = []
    for item in items:
        if item.level not in TREE:
            parents.append(None)
            continue
        while open_items and open_items[-1].level.depth >= item.level.depth:
            open_items.pop()
        parent = open_items[-1].position if open_items else None
        parents.append(parent)
        if parent is not None:
            children[parent].append(item.position)
        open_items.append(item)
    return tuple(
        replace(item, parent=parent, children=tuple(own))
        for item, parent, own in zip(items, parents, children, strict=True)
    )
