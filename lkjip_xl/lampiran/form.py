"""What a form is: one specification states all that is particular to it.

Each form has a module of its own in ``formulir/``; what reads, judges or writes asks a form what
it is, and names one only to speak of that form alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.lampiran.blank import BlankForm
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.printed import PrintedTable

if TYPE_CHECKING:
    from lkjip_xl.lampiran.records import Lampiran

Record = TypeVar("Record", covariant=True)

#: The precedence of a form that nobody copies from.
_LAST = 1000


class FormKind(Enum):
    """What a form is, which decides how its rows are placed and whether it is worth a check alone.

    An annex of the report; a form of its own, read and judged like an annex; another sheet with a
    tree; a plain table; one with words.  In the last one columns of figures may hold words: a
    predikat among scores, a rank among numbers, numbers of rooms.
    """

    LAMPIRAN = auto()
    OWN = auto()
    TREE = auto()
    TABLE = auto()
    WORDS = auto()


class Essential(NamedTuple):
    """A column without which no table is read as a form: its label, and whether it is there."""

    label: str
    is_there: Callable[[Columns], bool]


class ColumnSum(NamedTuple):
    """A column that is the sum of others in every row; ``called`` is what the parts are."""

    whole: Field
    parts: tuple[Field, ...]
    called: str = "kolom"


class Title(NamedTuple):
    """How titles name a form: by a number and what they speak of, or by a name.

    Args:
        number: of "Tabel 3.…"; offices number as they like, so ``topics`` have to fit as well.
        topics: a title speaks of the form if it has a word of each set.
        name: a pattern of the words that begin a title.
        beside: the only words that may follow ``name``.
    """

    number: str = ""
    topics: tuple[frozenset[str], ...] = ()
    name: str = ""
    beside: frozenset[str] = frozenset()


def alike(*fields: Field) -> Mapping[Field, Field]:
    """Let each column state what it is called."""
    return {name: name for name in fields}


def fits_nothing(_: Columns) -> int:
    """Fit no table: the form is read in a way of its own."""
    return 0


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)  # no slots: room for a cache
class Form:
    """A form that the tool reads; two forms are the same only if they are one object.

    Args:
        name: its name in every machine-readable output.
        label: its name as office staff know it.
        kind: what it is.
        order: its place among the forms; of forms that fit a table equally well the first is taken.
        fits: 0 for "not this form", else how well a table's columns fit.
        rename: a column's general field, and the field that it is on this form.
        essential: what it is told by, for whoever wonders why a table was not read as this form.
        title: how titles name it; only for forms that are missed where a title announces one.
        yields_to_titles: whether it takes tables for its own that by their title are another's.

    What its columns are:
        required: those without which it is incomplete, though it is recognised.
        filled: what each row has to state; in a form of several years an indicator of a goal, in
            some year at least.
        series: fields that say the same of several years, or together of several quarters.
        in_satuan: those whose figures are in the row's satuan; empty for a table of money that
            gives the satuan all the same, ``None`` for a form without.
        computes: percentages that follow from two other columns, see ``DASAR``.
        per_indicator: columns that each indicator makes of others in a way of its own, so that
            formulas in them may differ from row to row.
        sums: columns that are the sum of others; the form's own rule judges them.
        also_add_up: columns of money that add up level by level, beside those that always do.
        may_add_up: columns of money that do so only if the work of other years is in the table too.
        states: column → what it states, so that another form that states it has to agree.
        restated: whether a later table of the year, for the changed budget, takes its place.

    What its rows are:
        adds_up: whether money, or heads, add up: level by level, of a flat table in its total.
        names_work: whether it goes down to kegiatan and sub kegiatan.
        promises: whether it promises what the annexes have to report: an indicator of it has to be
            among theirs.
        is_complete: whether it has to hold all the work that others like it hold.
        closing: how the rows begin that sum the whole table up; they are none of its rows.
        grows_until: columns that are filled last: as long as they are blank, the figures of the
            year are not settled and state nothing.
        naming: its place among the forms that name items or indicators, those that name most, and
            most carefully, first; 0 where it names none.
        lists_items: whether it names items although it has no tree.
        loose_levels: levels of the items that may stand in its column of names as well.
        precedence: which form is believed when two disagree: the lowest, that others copy from.

    ``blank`` makes the blank form of a reporting year, where the tool hands one out; ``printed`` is
    its table in the report.
    """

    name: str
    label: str
    order: int
    kind: FormKind = FormKind.TABLE
    fits: Callable[[Columns], int] = fits_nothing
    rename: tuple[tuple[Field, Field], ...] = ()
    essential: tuple[Essential, ...] = ()
    title: Title | None = None
    yields_to_titles: bool = False
    required: tuple[Field, ...] = ()
    filled: tuple[Field, ...] = ()
    series: tuple[tuple[Field, ...], ...] = ()
    in_satuan: tuple[Field, ...] | None = None
    computes: tuple[Field, ...] = ()
    per_indicator: tuple[Field, ...] = ()
    sums: tuple[ColumnSum, ...] = ()
    also_add_up: tuple[Field, ...] = ()
    may_add_up: tuple[Field, ...] = ()
    states: Mapping[Field, Field] = field(default_factory=dict)
    restated: bool = False
    grows_until: tuple[Field, ...] = ()
    closing: re.Pattern[str] | None = None
    adds_up: bool = False
    names_work: bool = False
    promises: bool = False
    is_complete: bool = False
    naming: int = 0
    lists_items: bool = False
    loose_levels: tuple[Level, ...] = ()
    precedence: int = _LAST
    blank: Callable[[int], BlankForm] | None = None
    printed: PrintedTable | None = None

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"

    @cached_property
    def is_lampiran(self) -> bool:
        """Whether it is one of the annexes that every report has."""
        return self.kind is FormKind.LAMPIRAN

    @cached_property
    def stands_alone(self) -> bool:
        """Whether it says something by itself, not only what feeds the rest of the report."""
        return self.kind in (FormKind.LAMPIRAN, FormKind.OWN)

    @cached_property
    def has_tree(self) -> bool:
        """Whether its rows stand below one another: tujuan, sasaran, program and so on."""
        return self.kind in (FormKind.LAMPIRAN, FormKind.OWN, FormKind.TREE)

    @cached_property
    def allows_words(self) -> bool:
        """Whether its columns of figures may hold words."""
        return self.kind is FormKind.WORDS

    @cached_property
    def yearly(self) -> tuple[Field, ...]:
        """The fields that it has a column of for each of several years."""
        return tuple(fields[0] for fields in self.series if len(fields) == 1)

    @cached_property
    def reports_one_year(self) -> bool:
        """Whether it sets what one year brought against what was promised for it."""
        return bool(self.computes) and not self.yearly

    @cached_property
    def realisasi(self) -> Field | None:
        """The column that states what an indicator reached, ``None`` where none does."""
        return next((own for own, told in self.states.items() if told is Field.REALISASI), None)

    @cached_property
    def has_anggaran(self) -> bool:
        """Whether its money stands under Anggaran, be it pagu or realisasi."""
        return any(own is Field.ANGGARAN for _, own in self.rename)

    @cached_property
    def is_anggaran_open(self) -> bool:
        """Whether its Anggaran may be pagu or realisasi: other annexes have to tell which."""
        return self.has_anggaran and Field.ANGGARAN not in self.states

    @cached_property
    def names_items(self) -> bool:
        """Whether its rows are items that other forms may name as well."""
        return self.naming > 0 and (self.has_tree or self.lists_items)

    def missing(self, columns: Columns) -> list[str]:
        """Return the labels without which a table is not recognised as this form."""
        return [one.label for one in self.essential if not one.is_there(columns)]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class RecordForm(Form, Generic[Record]):
    """A form whose rows are records of the report: ``read`` returns those of one table."""

    read: Callable[[Lampiran], tuple[Record, ...]]
