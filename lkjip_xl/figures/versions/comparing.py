"""Compares two versions of an office-year form by form.

Figures are compared by what they are, never by where they stand: an item or indicator, a field, a
year.  Money belongs to an item, whichever of its rows states it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lkjip_xl.domain.hierarki import Evidence
from lkjip_xl.domain.profil import Profil
from lkjip_xl.domain.quantity import BLANK, Figure, round_to
from lkjip_xl.figures.naming import without_number
from lkjip_xl.figures.versions.changes import (
    Change,
    ColumnChange,
    Fate,
    FigureChange,
    FormChanges,
    ItemChange,
    TextChange,
    Uraian,
)
from lkjip_xl.figures.versions.tree import Cell, Node, Row, grow_tree
from lkjip_xl.figures.versions.twins import find_twins
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Key, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.tables.numbers import Kind
from lkjip_xl.tables.text import squash


class ProfilChange(NamedTuple):
    """A line of the sheet Profil that reads otherwise; empty where a version lacks it."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookChanges:
    """What changed between two versions, in the order of the new version's forms.

    ``moved`` says where each cell of the old version stands in the new one, for cells of one
    meaning on both sides.
    """

    forms: tuple[FormChanges, ...]
    profil: tuple[ProfilChange, ...]
    pengaturan: bool
    moved: Mapping[CellRef, CellRef]


def compare_versions(old: LaporanKinerja, new: LaporanKinerja) -> BookChanges:
    """Return what changed from the old version of an office-year to the new one."""
    cells: set[tuple[CellRef, CellRef]] = set()
    mine, theirs = _by_form(old), _by_form(new)
    forms = [
        _compare_form(form, mine.get(form, ()), theirs.get(form, ()), cells)
        for form in dict.fromkeys((*theirs, *mine))
    ]
    return BookChanges(
        forms=tuple(filter(None, forms)),
        profil=tuple(_compare_profil(old.profil, new.profil)),
        pengaturan=_settings(old) != _settings(new),
        moved=_one_to_one(cells),
    )


def _by_form(laporan: LaporanKinerja) -> dict[Form, tuple[Lampiran, ...]]:
    forms = dict.fromkeys(lampiran.form for lampiran in laporan.lampiran)
    return {form: laporan.of(form) for form in forms}


def _compare_form(
    form: Form,
    old: tuple[Lampiran, ...],
    new: tuple[Lampiran, ...],
    cells: set[tuple[CellRef, CellRef]],
) -> FormChanges:
    if not old or not new:
        return FormChanges(form=form, old=old, new=new)
    comparer = _Comparer(_Keys(old, new))
    comparer.compare(grow_tree(old), grow_tree(new))
    cells.update(comparer.cells)
    return FormChanges(
        form=form,
        old=old,
        new=new,
        columns=tuple(comparer.keys.changes()),
        changes=tuple(change for _, change in sorted(comparer.changes, key=lambda c: c[0])),
        rewritten=tuple(change for _, change in sorted(comparer.rewritten, key=lambda c: c[0])),
    )


class _Keys:
    """Which figures of the old version's rows stand for which of the new one's.

    A column without a year is its table's own year, which may have been mended in the title: what
    is the only one left of a field on both sides is the same column.
    """

    def __init__(self, old: Sequence[Lampiran], new: Sequence[Lampiran]) -> None:
        self._old, self._new = old, new
        mine, theirs = _columns(old), _columns(new)
        self.pairs: list[tuple[Key, Key]] = [(key, key) for key in mine if key in theirs]
        gone: dict[str, list[Key]] = _by_field(key for key in mine if key not in theirs)
        come: dict[str, list[Key]] = _by_field(key for key in theirs if key not in mine)
        for field in sorted(gone.keys() & come.keys()):
            (one, *more), (other, *others) = gone[field], come[field]
            if not more and not others and not (mine[one] and theirs[other]):
                self.pairs.append((one, other))
                del gone[field], come[field]
        self.gone = [key for keys in gone.values() for key in keys]
        self.come = [key for keys in come.values() for key in keys]

    def changes(self) -> Iterator[ColumnChange]:
        """Yield the columns with figures that only one version has."""
        for fate, tables, keys in (
            (Fate.ADDED, self._new, self.come),
            (Fate.GONE, self._old, self.gone),
        ):
            for key in sorted(keys, key=lambda key: (key[1], key[0])):
                filled = [
                    baris.at(*_address(table, key))
                    for table in tables
                    for baris in table.rows
                    if not baris.figure(*key).is_blank
                ]
                if filled:
                    yield ColumnChange(
                        fate=fate, field=key[0], year=key[1], at=filled[0], figures=len(filled)
                    )


def _address(table: Lampiran, key: Key) -> Key:
    column = table.column(*key)
    return key[0], column.year if column is not None else 0


def _columns(tables: Sequence[Lampiran]) -> dict[Key, bool]:
    """Return the figures that the tables have columns for, and whether a label names the year."""
    found: dict[Key, bool] = {}
    for table in tables:
        for column in table.columns:
            if column.is_figure:
                found.setdefault((column.field, column.year or table.year), bool(column.year))
    return found


def _by_field(keys: Iterable[Key]) -> dict[str, list[Key]]:
    fields: dict[str, list[Key]] = defaultdict(list)
    for key in keys:
        fields[key[0]].append(key)
    return fields


#: What places an item for sure, also where its row has not moved.
_SURE = (Evidence.KODE, Evidence.KOLOM)

#: Sorts what is told: the new version's rows, then what is gone, by row, column, and kind.
_Place = tuple[bool, int, int]


class _Comparer:
    """Goes through what is the same in both versions of a form, and what is not."""

    def __init__(self, keys: _Keys) -> None:
        self.keys = keys
        self.changes: list[tuple[_Place, Change]] = []
        self.rewritten: list[tuple[_Place, FigureChange]] = []
        self.cells: set[tuple[CellRef, CellRef]] = set()
        self._told: set[Hashable] = set()
        self._done: set[tuple[int, Key]] = set()
        self._row_of: dict[int, Row] = {}
        self._places: dict[int, int] = {}

    def compare(self, old: Sequence[Node], new: Sequence[Node]) -> None:
        twins = find_twins(old, new)
        node_of = {id(one): other for one, other in twins.nodes}
        self._row_of = {id(row): its for row, its in twins.rows}
        self._places = twins.places(old, new)
        for one, other in twins.nodes:
            self._compare_nodes(one, other, node_of)
        for row, its in twins.rows:
            self._compare_rows(row, its, is_home=node_of.get(id(row.node)) is its.node)
        known = {id(node) for pair in twins.nodes for node in pair}
        paired = {id(row) for pair in twins.rows for row in pair}
        self._tell_single(old, known, paired, Fate.GONE)
        self._tell_single(new, known, paired, Fate.ADDED)

    # -- items

    def _compare_nodes(self, old: Node, new: Node, node_of: Mapping[int, Node]) -> None:
        self._map(old.at, new.at)
        place = (False, new.first.order, -2)
        if _is_renamed(old.nama, new.nama):
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
        if len(old.rows) == len(new.rows) == 1 and id(old.rows[0]) in self._row_of:
            return
        mine, theirs = ([(row, row.cells()) for row in node.rows] for node in (old, new))
        for key, twin in self.keys.pairs:
            own, its = _stated(mine, key), _stated(theirs, twin)
            if len(own) != 1 or len(its) != 1:
                continue
            (_, cell), (row, other) = own[0], its[0]
            if not _is_of_item(other):
                continue
            self._done.update((id(r), key) for r in old.rows)
            self._done.update((id(r), twin) for r in new.rows)
            self._compare_cells(_of_node(new), row.order, twin, cell, other)

    def _tell_single(
        self, nodes: Sequence[Node], known: set[int], paired: set[int], fate: Fate
    ) -> None:
        for node in nodes:
            if id(node) not in known:
                if node.rows:
                    rows = [row for row in node.rows if id(row) not in paired]
                    self._tell_one(fate, node.rows[0], _of_node(node), node.at, rows)
                continue
            for row in node.rows:
                if id(row) not in paired:
                    at = row.baris.at("indikator")
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
        keys = {key for key, _ in self.keys.pairs} if is_old else {k for _, k in self.keys.pairs}
        figures = sum(
            key in keys and (id(own), key) not in self._done
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
        old_at, new_at = old.baris.at("indikator"), new.baris.at("indikator")
        has_other_item = not is_home and _differs(old.item, new.item)
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
        if mine and theirs and _is_renamed(mine, theirs) and self._is_first(old_at, new_at):
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
            if (id(old), key) not in self._done and (id(new), twin) not in self._done:
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
        if not _means_same(mine, theirs):
            self._tell(place, change)
        elif mine.written != theirs.written:
            self.rewritten.append((place, change))

    def _compare_texts(self, old: Row, new: Row, uraian: Uraian) -> None:
        theirs = dict(_texts(new))
        for (field, year), (mine, my_at, index) in _texts(old):
            if (field, year) not in theirs:
                continue
            its, its_at, _ = theirs[field, year]
            self._map(my_at, its_at)
            is_named = field == "indikator" and bool(mine and its)
            is_carried = (not its and my_at.row != old.baris.row) or (
                not mine and its_at.row != new.baris.row
            )
            if is_named or is_carried or not _differs(mine, its):
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
        return self._places[id(old)] == self._places[id(new)]

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


_Text = tuple[str, CellRef, int]


def _texts(row: Row) -> Iterator[tuple[Key, _Text]]:
    """Yield the texts of a row with cell and column, but not its name and its number."""
    baris = row.baris
    own = {"indikator": baris.indikator, "satuan": baris.satuan, "keterangan": baris.keterangan}
    for column in row.lampiran.columns:
        text = own.get(column.field, baris.texts.get(column.key))
        if text is not None and not column.is_figure and column.field != "no":
            yield (column.field, column.year), (text, baris.origin[column.key], column.index)


def _has_other_parent(old: Node, new: Node, node_of: Mapping[int, Node]) -> bool:
    if old.parent is None or new.parent is None:
        return False
    return node_of.get(id(old.parent)) is not new.parent and old.parent.key != new.parent.key


def _is_renamed(old: str, new: str) -> bool:
    return _differs(without_number(old), without_number(new))


def _differs(old: str, new: str) -> bool:
    """Tell whether two texts differ in more than spaces and capitals."""
    return "".join(old.split()).casefold() != "".join(new.split()).casefold()


def _means_same(old: Figure, new: Figure) -> bool:
    """Tell whether two figures say the same, at the digits that the finer one shows."""
    if old.reading is not new.reading:
        return False
    if old.value is None or new.value is None:
        return old.value is new.value and not _differs(old.written, new.written)
    decimals = max(old.decimals, new.decimals)
    if (old.upper is None) is not (new.upper is None):
        return False
    return all(
        one == other or round_to(one, decimals) == round_to(other, decimals)
        for one, other in ((old.value, new.value), (old.upper, new.upper))
        if one is not None and other is not None
    )


# -- the rest of a book


def _compare_profil(old: Profil | None, new: Profil | None) -> Iterator[ProfilChange]:
    mine, theirs = _profil_lines(old), _profil_lines(new)
    for key in dict.fromkeys((*theirs, *mine)):
        label, text = theirs.get(key, ("", ""))
        own_label, own = mine.get(key, ("", ""))
        if _differs(own, text):
            yield ProfilChange(label or own_label, own, text)


def _profil_lines(profil: Profil | None) -> dict[str, tuple[str, str]]:
    if profil is None:
        return {}
    return {squash(label): (label, "; ".join(values)) for label, values in profil.isian.items()}


def _settings(laporan: LaporanKinerja) -> set[Hashable]:
    """Return what the lists of the sheet Pengaturan say, wherever they stand."""
    return {
        (daftar.jenis, tuple(sorted(row.texts.items())), row.angka.written)
        for daftar in laporan.pengaturan
        for row in daftar.rows
    }


def _one_to_one(cells: Collection[tuple[CellRef, CellRef]]) -> dict[CellRef, CellRef]:
    """Return the pairs of which neither cell is in another pair: a merge may have been undone."""
    olds = Counter(old for old, _ in cells)
    news = Counter(new for _, new in cells)
    return {old: new for old, new in cells if olds[old] == news[new] == 1}
