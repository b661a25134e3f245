"""What a form is: one specification states all that is particular to it.

Each form has a module of its own in ``formulir/``; what reads, judges or writes asks a form what
it is, and names one only to speak of that form alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Generic, TypeVar

from lkjip_xl.domain.field import Field
from lkjip_xl.lampiran.columns import Columns

if TYPE_CHECKING:
    from lkjip_xl.lampiran.records import Lampiran

Record = TypeVar("Record", covariant=True)


class FormKind(Enum):
    """What a form is: an annex, another sheet with a tree, a plain table, or one with words.

    In the last one columns of figures may hold words: a predikat among scores, a rank among
    numbers, numbers of rooms.
    """

    LAMPIRAN = auto()
    TREE = auto()
    TABLE = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class Essential:
    """A column without which no table is read as a form: its label, and whether it is there."""

    label: str
    is_there: Callable[[Columns], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
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


def fits_nothing(_: Columns) -> int:
    """Fit no table: the form is read in a way of its own."""
    return 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
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

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"

    @property
    def is_lampiran(self) -> bool:
        """Whether it is one of the annexes, not a sheet that feeds the rest of the report."""
        return self.kind is FormKind.LAMPIRAN

    @property
    def has_tree(self) -> bool:
        """Whether its rows stand below one another: tujuan, sasaran, program and so on."""
        return self.kind in (FormKind.LAMPIRAN, FormKind.TREE)

    @property
    def allows_words(self) -> bool:
        """Whether its columns of figures may hold words."""
        return self.kind is FormKind.WORDS

    def missing(self, columns: Columns) -> list[str]:
        """Return the labels without which a table is not recognised as this form."""
        return [one.label for one in self.essential if not one.is_there(columns)]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RecordForm(Form, Generic[Record]):
    """A form whose rows are records of the report: ``read`` returns those of one table."""

    read: Callable[[Lampiran], tuple[Record, ...]]
