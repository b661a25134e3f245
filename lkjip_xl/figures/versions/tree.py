"""The items of one form in one version of the book: what names them, and what tells them apart."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from lkjip_xl.domain.field import GOAL_FIELDS, Field, Key, Kind
from lkjip_xl.domain.hierarki import TREE, Level
from lkjip_xl.domain.quantity import Figure
from lkjip_xl.figures.naming import indicator_key, name_key
from lkjip_xl.lampiran.columns import NamedColumn
from lkjip_xl.lampiran.records import Baris, Item, Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.tables.text import squash, tidy

#: The texts that name a row where no indicator does, from the widest to the narrowest.
_NAMING = (
    Field.KOMPONEN,
    Field.SUB_KOMPONEN,
    Field.KELOMPOK,
    Field.GOLONGAN,
    Field.JABATAN,
    Field.WILAYAH,
    Field.REKOMENDASI,
    Field.ISU_STRATEGIS,
    Field.ASPEK,
    Field.MASALAH_POKOK,
    Field.PERMASALAHAN,
    Field.AKAR_MASALAH,
    Field.MISI,
    Field.STRATEGI,
)
#: Amounts below this are shared by chance.
_LEAST_AMOUNT = Decimal(10_000)
#: Values that too many rows share to tell one from another.
_COMMON = (Decimal(0), Decimal(1), Decimal(100))


class Cell(NamedTuple):
    """A figure of a row with its column and its cell."""

    column: NamedColumn
    figure: Figure
    at: CellRef


class Text(NamedTuple):
    """A text of a row with its cell and its column's number."""

    text: str
    at: CellRef
    column: int


@dataclass(eq=False)
class Row:
    """One row of a form; ``order`` counts the form's rows in the order of the sheets."""

    lampiran: Lampiran
    baris: Baris
    node: Node
    order: int

    @cached_property
    def name(self) -> str:
        """What a reader calls the row within its item: its indicator, or what stands for one."""
        baris = self.baris
        if baris.indikator:
            return baris.indikator
        texts = [tidy(baris.text(field)) for field in _NAMING]
        named = " / ".join(dict.fromkeys(filter(None, texts)))
        number = baris.text(Field.NO)
        return named or ("" if baris.nama or not number[:1].isalpha() else tidy(number))

    @cached_property
    def key(self) -> str:
        return indicator_key(self.name)

    @property
    def item(self) -> str:
        return self.node.nama

    @property
    def table(self) -> Hashable:
        """What tells the tables of a form apart, apart from the name of the sheet."""
        lampiran = self.lampiran
        return lampiran.year, squash(lampiran.title), tuple(c.field for c in lampiran.columns)

    @cached_property
    def content(self) -> Hashable:
        """The figures that are not blank, as they count, and the texts."""
        return (
            tuple((key, f.value, f.upper, f.reading) for key, f in self.filled),
            self.baris.satuan,
            self.baris.keterangan,
            tuple(one.text for one in self.baris.texts if one.field is not Field.NO),
        )

    @property
    def filled(self) -> list[tuple[Key, Figure]]:
        return [
            ((one.field, one.year), one.figure)
            for one in self.baris.angka
            if not one.figure.is_blank
        ]

    @cached_property
    def telling(self) -> frozenset[tuple[Key, Decimal]]:
        """The values that hardly another row has."""
        return frozenset(
            (key, figure.value)
            for key, figure in self.filled
            if figure.value is not None and figure.value not in _COMMON
        )

    def cells(self) -> dict[Key, Cell]:
        """Return the figures by field and year, blank ones included."""
        return {
            (column.field, year): Cell(
                column, self.baris.figure(column.field, year), self.baris.origin[column.key]
            )
            for column in self.lampiran.columns
            if column.is_figure
            for year in [column.year or self.lampiran.year]
        }


@dataclass(eq=False)
class Node:
    """An item of a form, or an ancestor of one that only a path names: it has no ``rows``.

    ``beside`` is the program that a total stands below.
    """

    level: Level
    nama: str
    kode: str = ""
    parent: Node | None = None
    beside: str = ""
    rows: list[Row] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @cached_property
    def key(self) -> str:
        return name_key(self.nama, self.level)

    @property
    def first(self) -> Row:
        """Its first row, or the first one below it."""
        return self.rows[0] if self.rows else self.children[0].first

    @property
    def at(self) -> CellRef:
        """The cell of its name."""
        baris = self.first.baris
        if self.rows:
            return baris.at(Field.NAMA)
        goal = GOAL_FIELDS.get(self.level)
        return baris.at(goal if goal and baris.sel(goal) else Field(self.level.value))

    @property
    def in_tree(self) -> bool:
        return self.level in TREE

    @property
    def table(self) -> Hashable:
        return self.rows[0].table if self.rows else None

    @property
    def sheet(self) -> str:
        return self.rows[0].lampiran.sheet if self.rows else ""

    @cached_property
    def content(self) -> Hashable:
        return tuple((row.key, row.content) for row in self.rows), tuple(sorted(self.below))

    @cached_property
    def below(self) -> frozenset[str]:
        """The keys of what stands below, and of its indicators."""
        names = {child.key for child in self.children}
        return frozenset(names) - {""}

    @cached_property
    def indicators(self) -> frozenset[str]:
        return frozenset(row.key for row in self.rows) - {""}

    @cached_property
    def amounts(self) -> frozenset[tuple[Key, Decimal]]:
        return frozenset(
            (key, figure.value)
            for row in self.rows
            for key, figure in row.filled
            if figure.value is not None
            and figure.value >= _LEAST_AMOUNT
            and _is_rupiah(row.lampiran, key)
        )


def _is_rupiah(lampiran: Lampiran, key: Key) -> bool:
    column = lampiran.columns.first(key[0])
    return column is not None and column.kind is Kind.RUPIAH


class _Grower:
    """Adds item after item; an ancestor is the last one of its name that was met."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._last: dict[tuple[Level, str, Node | None], Node] = {}
        self._program = ""

    def ancestor(self, level: Level, nama: str, parent: Node | None) -> Node:
        key = (level, name_key(nama, level), parent)
        return self._last[key] if key in self._last else self._new(level, nama, parent)

    def item(self, item: Item) -> Node:
        parent = None
        if item.level in TREE:
            for level in TREE[: item.level.depth]:
                if name := item.jalur.name_at(level):
                    parent = self.ancestor(level, name, parent)
            self._program = item.jalur.program or item.jalur.sasaran or item.jalur.tujuan
        known = self._last.get((item.level, name_key(item.nama, item.level), parent))
        is_flat = item.level is Level.RINCIAN and not item.nama
        if known is None or (known.rows and not is_flat):
            known = self._new(item.level, item.nama, parent)
        known.nama, known.kode = item.nama, item.kode
        known.beside = self._program if item.level is Level.TOTAL else ""
        return known

    def _new(self, level: Level, nama: str, parent: Node | None) -> Node:
        node = Node(level=level, nama=nama, parent=parent)
        self._last[level, name_key(nama, level), parent] = node
        self.nodes.append(node)
        if parent is not None:
            parent.children.append(node)
        return node


def texts_of(lampiran: Lampiran, baris: Baris) -> Iterator[tuple[Key, Text]]:
    """Yield the texts of a row by field and year, but not its item's name and its number."""
    own = {
        Field.INDIKATOR: baris.indikator,
        Field.SATUAN: baris.satuan,
        Field.KETERANGAN: baris.keterangan,
    }
    for one in baris.cells:
        if one.field in own or (one.field.is_further_text and one.field is not Field.NO):
            text = own.get(one.field, one.text)
            yield one.column.key, Text(text, one.cell, one.column.index)


def grow_tree(tables: Sequence[Lampiran]) -> tuple[Node, ...]:
    """Return the items of a form in order, ancestors before what stands below them.

    Args:
        tables: the form's tables, its parts on several sheets included.
    """
    owner = {baris: table for table in tables for baris in table.rows}
    order = {b: place for place, b in enumerate(b for table in tables for b in table.rows)}
    grower = _Grower()
    for item in _items(tables):
        node = grower.item(item)
        node.rows.extend(Row(owner[baris], baris, node, order[baris]) for baris in item.rows)
    return tuple(grower.nodes)


def _items(tables: Sequence[Lampiran]) -> Iterator[Item]:
    for table in tables:
        yield from table.items
