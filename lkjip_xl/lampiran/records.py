"""What an annex says, row by row: the records that figures, rules and reports work on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from lkjip_xl.domain.field import AMOUNTS, Field, Key
from lkjip_xl.domain.hierarki import Evidence, Jalur, Level
from lkjip_xl.domain.kode import is_organisasi
from lkjip_xl.domain.quantity import BLANK, Figure, format_number, format_rupiah
from lkjip_xl.lampiran.columns import Columns, NamedColumn
from lkjip_xl.lampiran.form import Form
from lkjip_xl.location import CellRange, CellRef, Origin

_EXACT = Decimal(0)
#: What is settled only with the year: the plan and the budget change in its course as well.
_OF_THE_YEAR = (
    *(Field.TARGET, Field.REALISASI, Field.CAPAIAN),
    *(Field.PAGU, Field.REALISASI_ANGGARAN, Field.SERAPAN),
)
_MOST_OF_NAME = 50


@dataclass(frozen=True, slots=True, eq=False)
class Sel:
    """One cell of a table, which knows its row, its column, and what stands there.

    ``text`` is what a cell of texts says, ``figure`` what a cell of figures means; the other one is
    blank.  ``place`` is where the value is stored, row and column: of a merge its first cell.
    """

    row: Baris
    column: NamedColumn
    figure: Figure
    text: str
    place: tuple[int, int]

    @property
    def lampiran(self) -> Lampiran:
        return self.row.lampiran

    @property
    def item(self) -> Item | None:
        return self.row.item

    @property
    def field(self) -> Field:
        return self.column.field

    @property
    def year(self) -> int:
        """The column's year; the table's own where its labels name none."""
        return self.column.year or self.row.lampiran.year

    @property
    def cell(self) -> CellRef:
        lampiran = self.row.lampiran
        return CellRef(lampiran.file, lampiran.sheet, *self.place)

    @property
    def is_own(self) -> bool:
        """Whether the value is stored in this row, not in a merge that begins further up."""
        return self.place[0] == self.row.row

    @property
    def value(self) -> Decimal | None:
        return self.figure.value

    @property
    def number(self) -> Decimal:
        """The figure's value, where it is known to have one."""
        assert self.figure.value is not None
        return self.figure.value

    @property
    def written(self) -> str:
        return self.figure.written or self.text

    @property
    def label(self) -> str:
        """The field and its year, as a reader calls them."""
        return f"{self.field.label} {self.year}" if self.year else self.field.label

    @property
    def grain(self) -> Decimal:
        """Half of what the writing may hide: 0 for whole rupiah, 500.000 for whole millions."""
        if not self.column.scale:
            return _EXACT
        shown = len(self.figure.written.partition(",")[2])
        return Decimal(10) ** (self.column.scale - shown) / 2

    def show(self, value: Decimal) -> str:
        """Return a value as this cell would show it."""
        if self.field.is_money:
            return format_rupiah(value)
        percent = "%" if self.field.is_percent or self.figure.percent else ""
        return format_number(value, self.figure.decimals) + percent

    def beside(self, name: Field) -> Sel | None:
        """Return the row's cell of another field of the same year."""
        return self.row.sel(name, self.year)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Baris:
    """One row of an annex: an item of the tree, with one of its indicators.

    ``nama`` is the item's name, carried down where the row continues the item above
    (``begins_item`` is false).  ``cells`` has one cell for each column of the annex, blank ones
    included.  ``kode`` is a code of the tree, ``stated_kode`` whatever the columns of codes hold:
    that of an urusan, an office or an akun as well.  ``lampiran`` and ``item`` are those that the
    row belongs to.
    """

    row: int
    level: Level
    evidence: Evidence
    begins_item: bool
    nama: str
    jalur: Jalur
    kode: str = ""
    stated_kode: str = ""
    indikator: str = ""
    satuan: str = ""
    keterangan: str = ""
    name_place: tuple[int, int]
    cells: tuple[Sel, ...] = field(init=False, repr=False, default=())
    lampiran: Lampiran = field(init=False, repr=False)
    item: Item | None = field(init=False, repr=False, default=None)

    def sel(self, name: Field, year: int = 0) -> Sel | None:
        """Return the cell of a column, ``None`` where the annex has no such column."""
        position = self.lampiran.positions.get((name, year))
        return None if position is None else self.cells[position]

    def figure(self, name: Field, year: int) -> Figure:
        position = self.lampiran.positions.get((name, year))
        return BLANK if position is None else self.cells[position].figure

    def told(self, name: Field, year: int) -> Sel | None:
        """Return the cell of a figure that has a value."""
        position = self.lampiran.positions.get((name, year))
        own = None if position is None else self.cells[position]
        return None if own is None or own.figure.value is None else own

    def text(self, name: Field, year: int = 0) -> str:
        """Return what a cell of texts says, in its own lines; empty where there is no column."""
        position = self.lampiran.positions.get((name, year))
        return "" if position is None else self.cells[position].text

    @property
    def angka(self) -> Iterator[Sel]:
        """The cells of figures."""
        return map(self.cells.__getitem__, self.lampiran.figure_positions)

    @property
    def texts(self) -> Iterator[Sel]:
        """The cells of texts beside the names, the indicator, its satuan and keterangan."""
        return (cell for cell in self.cells if cell.field.is_further_text)

    def at(self, name: Field, year: int = 0) -> CellRef:
        """Return the cell of a value, or the row's best substitute where it has no column."""
        own = (self.sel(name, year) or self.sel(name)) if name is not Field.NAMA else None
        if own is None and name is not Field.NAMA:
            own = self.sel(Field.INDIKATOR)
        place = self.name_place if own is None else own.place
        return CellRef(self.lampiran.file, self.lampiran.sheet, *place)

    @property
    def origin(self) -> Origin[Key]:
        """Where the row's values lie, for a record that is made of them."""
        cells = {cell.column.key: cell.place for cell in self.cells}
        cells[Field.NAMA, 0] = self.name_place
        return Origin(self.lampiran.file, self.lampiran.sheet, cells)

    @property
    def subject(self) -> str:
        """What a reader calls this row: its indicator, or its item."""
        return self.indikator or self.nama or self.level.label


class Amount(NamedTuple):
    """The rupiah of one item in one column: the sum over its rows, and the cells that hold it.

    ``value`` is ``None`` where every cell is blank, says "none" or cannot be read.
    """

    value: Decimal | None
    figures: tuple[Figure, ...]
    cells: tuple[CellRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Item:
    """A tujuan, sasaran, program, kegiatan or sub kegiatan of an annex, with all its rows.

    ``parent`` and ``children`` are positions in ``Lampiran.items``; ``lampiran`` is the one that
    holds them, of a form over several sheets the first.
    """

    position: int
    level: Level
    nama: str
    jalur: Jalur
    kode: str
    rows: tuple[Baris, ...]
    parent: int | None
    children: tuple[int, ...]
    lampiran: Lampiran = field(init=False, repr=False)

    @property
    def below(self) -> Iterator[Item]:
        """The items that are part of this one."""
        return self.lampiran.children_of(self)

    def is_part_of(self, other: Item) -> bool:
        """Tell whether the item lies below another one at any depth; all are part of a total."""
        if self.lampiran is not other.lampiran:
            return False
        if other.level is Level.TOTAL:
            return self.level is not Level.TOTAL
        item = self
        while item.parent is not None and item is not other:
            item = self.lampiran.items[item.parent]
        return item is other and self is not other

    @property
    def name(self) -> str:
        """The item's name on one line, shortened for a message; its level where it has none."""
        name = " ".join(self.nama.split()) or self.level.label
        return name if len(name) <= _MOST_OF_NAME else f"{name[:_MOST_OF_NAME].rstrip()}…"

    def at(self, name: Field) -> CellRef:
        """Return where the item's name, its code or another text of it stands."""
        return self.rows[0].at(name)

    def total(self, name: Field, year: int) -> Decimal | None:
        """Return the item's amount in a column of money; a vertical merge counts once."""
        values = [value for row in self.rows if (value := row.figure(name, year).value) is not None]
        return sum(values, Decimal(0)) if values else None

    def told(self, name: Field, year: int) -> tuple[Sel, ...]:
        """Return the cells that make up the item's amount; a vertical merge counts once."""
        return tuple(one for row in self.rows if (one := row.told(name, year)) is not None)

    def amount(self, name: Field, year: int) -> Amount:
        """Return the item's amount with the figures and cells that make it up."""
        told = [
            (row.figure(name, year), row.at(name, year))
            for row in self.rows
            if not row.figure(name, year).is_blank
        ]
        return Amount(
            value=self.total(name, year),
            figures=tuple(figure for figure, _ in told),
            cells=tuple(cell for _, cell in told),
        )


@dataclass(frozen=True, kw_only=True, eq=False)  # without slots, which leave no room for a cache
class Lampiran:
    """One located form with everything read from it.

    Of a form that runs over several sheets each has its own rows; ``items`` of them all are in the
    first, since an item may begin on one sheet and end on the next.
    """

    form: Form
    file: str
    sheet: str
    title: str
    area: CellRange
    year: int
    columns: Columns
    rows: tuple[Baris, ...]
    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            object.__setattr__(row, "lampiran", self)
        for item in self.items:
            object.__setattr__(item, "lampiran", self)
            for row in item.rows:
                object.__setattr__(row, "item", item)

    @cached_property
    def positions(self) -> Mapping[Key, int]:
        """The place of each column; one without a year also stands for the table's own year."""
        found: dict[Key, int] = {}
        for position, column in enumerate(self.columns):
            found[column.field, column.year] = position
            found[column.field, column.year or self.year] = position
            if not column.is_figure:
                found[column.field, 0] = position
        return found

    @cached_property
    def figure_positions(self) -> tuple[int, ...]:
        return tuple(n for n, column in enumerate(self.columns) if column.is_figure)

    @cached_property
    def _years(self) -> Mapping[Field, tuple[int, ...]]:
        fields = {column.field for column in self.columns}
        return {name: self.columns.years(name) or (self.year,) for name in fields}

    def years(self, name: Field) -> tuple[int, ...]:
        """Return the years that a field has figures for; the table's own where none is named."""
        return self._years.get(name, ())

    @cached_property
    def amounts(self) -> tuple[Key, ...]:
        """The columns of money that an item has sums in: of pagu, realisasi and anggaran."""
        return tuple((name, year) for name in AMOUNTS for year in self.years(name))

    @property
    def added_amounts(self) -> tuple[Key, ...]:
        """The columns of money that add up level by level."""
        also = ((name, year) for name in self.form.also_add_up for year in self.years(name))
        return (*self.amounts, *also)

    @cached_property
    def states(self) -> Mapping[Field, Field]:
        """Its columns, and what each states of the year; the form says which."""
        states, awaited = self.form.states, self.form.grows_until
        if not awaited or any(row.told(name, self.year) for row in self.rows for name in awaited):
            return states
        return {own: told for own, told in states.items() if told not in _OF_THE_YEAR}

    def column(self, name: Field, year: int) -> NamedColumn | None:
        """Return the column of a figure."""
        position = self.positions.get((name, year))
        return None if position is None else self.columns.columns[position]

    def header(self, *names: Field) -> CellRef:
        """Return the header's cell over the first of some columns that is there, else its first."""
        found = next((own for name in names if (own := self.columns.first(name)) is not None), None)
        column = self.area.left if found is None else found.index
        return CellRef(self.file, self.sheet, self.area.top, column)

    def head(self, column: NamedColumn | None = None) -> CellRef:
        """Return the cell of a column's label, of the leftmost one where no column is given."""
        return CellRef(self.file, self.sheet, *(column or self.columns.columns[0]).cell)

    def under(self, column: NamedColumn) -> Iterator[Sel]:
        """Yield the cells of a column, row by row."""
        position = self.columns.columns.index(column)
        return (row.cells[position] for row in self.rows)

    def children_of(self, item: Item) -> Iterator[Item]:
        return (self.items[position] for position in item.children)

    def below(self, item: Item) -> Iterator[Item]:
        """Yield all that stands below an item, each before what stands below it."""
        for child in self.children_of(item):
            yield child
            yield from self.below(child)

    @cached_property
    def offices(self) -> frozenset[str]:
        """The codes of the offices and their units that have rows of their own, mostly none."""
        codes = {row.stated_kode for item in self.items for row in item.rows}
        return frozenset(kode.rstrip(".") for kode in codes if is_organisasi(kode))

    @property
    def is_of_several(self) -> bool:
        """Whether it tells of several offices, which have programs of the same names and codes."""
        return len(self.offices) > 1

    @property
    def totals(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.level is Level.TOTAL)
