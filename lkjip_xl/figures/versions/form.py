"""Compares the two versions of one form: what is the same in both, and what is not.

Figures are compared by what they are, never by where they stand: an item or indicator, a field, a
year.  Money belongs to an item, whichever of its rows states it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

from lkjip_xl.domain.field import Field, Key, Kind
from lkjip_xl.domain.hierarki import Evidence
from lkjip_xl.domain.kode import kode_parts
from lkjip_xl.domain.quantity import BLANK
from lkjip_xl.figures.versions.changes import (
    Change,
    Fate,
    FigureChange,
    ItemChange,
    TextChange,
    Uraian,
)
from lkjip_xl.figures.versions.columns import ColumnPairs
from lkjip_xl.figures.versions.sameness import differs, is_renamed, means_same
from lkjip_xl.figures.versions.tree import Cell, Node, Row, texts_of
from lkjip_xl.figures.versions.twins import find_twins
from lkjip_xl.location import CellRef

#: What places an item for sure, also where its row has not moved.
_SURE = (Evidence.KODE, Evidence.KOLOM)

#: Sorts what is told: the new version's rows, then what is gone, by row, column, and kind.
_Place = tuple[bool, int, int]


class FormComparer:
    """Goes through what is the same in both versions of a form, and what is not."""

    def __init__(self, keys: ColumnPairs, *, formats: bool) -> None:
        self.keys = keys
        self._formats = formats
        self.changes: list[tuple[_Place, Change]] = []
        self.rewritten: list[tuple[_Place, FigureChange]] = []
        self.cells: set[tuple[CellRef, CellRef]] = set()
        self._told: set[Hashable] = set()
        self._done: set[tuple[Row, Key]] = set()
        self._row_of: dict[Row, Row] = {}
        self._places: dict[Row, int] = {}

    def compare(self, old: Sequence[Node], new: Sequence[Node]) -> None:
        twins = find_twins(old, new)
        node_of = dict(twins.nodes)
        self._row_of = dict(twins.rows)
        self._places = twins.places(old, new)
        for one, other in twins.nodes:
            self._compare_nodes(one, other, node_of)
        for row, its in twins.rows:
            self._compare_rows(row, its, is_home=node_of.get(row.node) is its.node)
        known = {node for pair in twins.nodes for node in pair}
        paired = {row for pair in twins.rows for row in pair}
        self._tell_single(old, known, paired, Fate.GONE)
        self._tell_single(new, known, paired, Fate.ADDED)

    # -- items

    def _compare_nodes(self, old: Node, new: Node, node_of: Mapping[Node, Node]) -> None:
        self._map(old.at, new.at)
        place = (False, new.first.order, -2)
        if is_renamed(old.nama, new.nama):
            self._tell(
                place,
                ItemChange(
                    fate=Fate.RENAMED,
                    uraian=_of_node(new),
                    old=old.nama,
                    new=new.nama,
                    old_at=old.at,
                    new_at=new.at,
                ),
            )
        if _has_other_parent(old, new, node_of) and (
            new.first.baris.evidence in _SURE or not self._is_in_place(old.first, new.first)
        ):
            assert old.parent is not None and new.parent is not None
            self._tell(
                place,
                ItemChange(
                    fate=Fate.MOVED,
                    uraian=_of_node(new),
                    old=old.parent.nama,
                    new=new.parent.nama,
                    old_at=old.at,
                    new_at=new.at,
                ),
            )
        if old.in_tree and old.rows and new.rows:
            self._compare_money(old, new)

    def _compare_money(self, old: Node, new: Node) -> None:
        """Compare an item's money where one row on either side states it, whichever that is."""
        if len(old.rows) == len(new.rows) == 1 and old.rows[0] in self._row_of:
            return
        mine, theirs = ([(row, row.cells()) for row in node.rows] for node in (old, new))
        for key, twin in self.keys.pairs:
            own, its = _stated(mine, key), _stated(theirs, twin)
            if len(own) != 1 or len(its) != 1:
                continue
            (_, cell), (row, other) = own[0], its[0]
            if not _is_of_item(other):
                continue
            self._done.update((r, key) for r in old.rows)
            self._done.update((r, twin) for r in new.rows)
            self._compare_cells(_of_node(new), row.order, twin, cell, other)

    def _tell_single(
        self, nodes: Sequence[Node], known: set[Node], paired: set[Row], fate: Fate
    ) -> None:
        for node in nodes:
            if node not in known:
                if node.rows:
                    self._tell_one(fate, node.rows[0], _of_node(node), node.at, node.rows)
                continue
            for row in node.rows:
                if row not in paired:
                    at = row.baris.at(Field.INDIKATOR)
                    self._tell_one(fate, row, _of_row(row), at, [row], is_row=True)

    def _tell_one(
        self,
        fate: Fate,
        first: Row,
        uraian: Uraian,
        at: CellRef,
        rows: Sequence[Row],
        *,
        is_row: bool = False,
    ) -> None:
        is_old = fate is Fate.GONE
        name = uraian.indikator if is_row else uraian.item
        figures = sum(
            self.keys.has(key, is_old=is_old) and (own, key) not in self._done
            for own in rows
            for key, _ in own.filled
        )
        if not name and not figures:
            return  # a blank row
        self._tell(
            (is_old, first.order, -2),
            ItemChange(
                fate=fate,
                uraian=uraian,
                is_indikator=is_row,
                old=name if is_old else "",
                new="" if is_old else name,
                old_at=at if is_old else None,
                new_at=None if is_old else at,
                figures=figures,
            ),
        )

    # -- rows

    def _compare_rows(self, old: Row, new: Row, *, is_home: bool) -> None:
        uraian = _of_row(new)
        old_at, new_at = old.baris.at(Field.INDIKATOR), new.baris.at(Field.INDIKATOR)
        has_other_item = not is_home and differs(old.item, new.item)
        if has_other_item and not self._is_in_place(old, new):
            self._tell(
                (False, new.order, -1),
                ItemChange(
                    fate=Fate.MOVED,
                    uraian=uraian,
                    is_indikator=True,
                    old=old.item,
                    new=new.item,
                    old_at=old_at,
                    new_at=new_at,
                ),
            )
        mine, theirs = old.baris.indikator, new.baris.indikator
        if mine and theirs and is_renamed(mine, theirs) and self._is_first(old_at, new_at):
            self._tell(
                (False, new.order, -1),
                ItemChange(
                    fate=Fate.RENAMED,
                    uraian=uraian,
                    is_indikator=True,
                    old=mine,
                    new=theirs,
                    old_at=old_at,
                    new_at=new_at,
                ),
            )
        self._compare_texts(old, new, uraian)
        my_cells, its_cells = old.cells(), new.cells()
        for key, twin in self.keys.pairs:
            if (old, key) not in self._done and (new, twin) not in self._done:
                self._compare_cells(uraian, new.order, twin, my_cells.get(key), its_cells.get(twin))

    def _compare_cells(
        self, uraian: Uraian, order: int, key: Key, old: Cell | None, new: Cell | None
    ) -> None:
        sample = new or old
        if sample is None:
            return
        if old is not None and new is not None:
            self._map(old.at, new.at)
        mine, theirs = (BLANK if cell is None else cell.figure for cell in (old, new))
        if mine == theirs:
            return
        change = FigureChange(
            uraian=uraian,
            field=key[0],
            kind=sample.column.kind,
            year=key[1],
            dated=bool(sample.column.year),
            old=mine,
            new=theirs,
            old_at=None if old is None else old.at,
            new_at=None if new is None else new.at,
        )
        place = (False, order, sample.column.index)
        if not means_same(mine, theirs, formats=self._formats):
            self._tell(place, change)
        elif mine.written != theirs.written:
            self.rewritten.append((place, change))

    def _compare_texts(self, old: Row, new: Row, uraian: Uraian) -> None:
        theirs = dict(texts_of(new.lampiran, new.baris))
        for (field, year), (mine, my_at, index) in texts_of(old.lampiran, old.baris):
            if (field, year) not in theirs:
                continue  # told once for the column
            its, its_at, _ = theirs[field, year]
            self._map(my_at, its_at)
            is_named = field == "indikator" and bool(mine and its)
            is_carried = (not its and my_at.row != old.baris.row) or (
                not mine and its_at.row != new.baris.row
            )
            is_same = _is_same_kode(mine, its) if field == "kode" else not differs(mine, its)
            if is_named or is_carried or is_same:
                continue
            if self._is_first(my_at, its_at):
                self._tell(
                    (False, new.order, index),
                    TextChange(
                        uraian=uraian,
                        field=field,
                        year=year,
                        old=mine,
                        new=its,
                        old_at=my_at,
                        new_at=its_at,
                    ),
                )

    def _is_in_place(self, old: Row, new: Row) -> bool:
        """Tell whether two rows follow the same row: an inferred level may give new parents."""
        return self._places[old] == self._places[new]

    def _map(self, old: CellRef, new: CellRef) -> None:
        self.cells.add((old, new))

    def _is_first(self, *cells: CellRef) -> bool:
        """Tell whether a pair of cells comes for the first time: a merge stands on many rows."""
        if cells in self._told:
            return False
        self._told.add(cells)
        return True

    def _tell(self, place: _Place, change: Change) -> None:
        self.changes.append((place, change))


# -- what a row says


def _of_node(node: Node) -> Uraian:
    return Uraian(level=node.level, item=node.nama)


def _of_row(row: Row) -> Uraian:
    return Uraian(level=row.node.level, item=row.item, indikator=row.name)


def _stated(rows: Iterable[tuple[Row, Mapping[Key, Cell]]], key: Key) -> list[tuple[Row, Cell]]:
    return [
        (row, cells[key]) for row, cells in rows if key in cells and not cells[key].figure.is_blank
    ]


def _is_of_item(cell: Cell) -> bool:
    """Tell whether a column is about an item's money, not about one of its indicators."""
    return cell.column.kind is Kind.RUPIAH or cell.column.field == "serapan"


def _is_same_kode(old: str, new: str) -> bool:
    return kode_parts("".join(old.split())) == kode_parts("".join(new.split()))


def _has_other_parent(old: Node, new: Node, node_of: Mapping[Node, Node]) -> bool:
    if old.parent is None or new.parent is None:
        return False
    return node_of.get(old.parent) is not new.parent and old.parent.key != new.parent.key
