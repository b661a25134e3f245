"""What changed between two versions of an office-year: figures, texts, items, columns, forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lkjip_xl.domain.field import Kind
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import SERATUS, Figure, Reading
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.location import CellRef


class Fate(StrEnum):
    """What became of an item, an indicator, a column or a form."""

    ADDED = "added"
    GONE = "gone"
    RENAMED = "renamed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Uraian:
    """What a change is about: an item of a form, or one of its rows.

    ``item`` and ``indikator`` are the names in the new version, the old one's for what is gone.
    """

    level: Level
    item: str
    indikator: str = ""

    @property
    def name(self) -> str:
        """What a reader calls it, as findings do."""
        return self.indikator or self.item or self.level.label


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A figure that both versions have room for.

    ``old_at`` and ``new_at`` are ``None`` where the table has no column for it.  ``year`` is the
    new version's; ``dated`` tells whether the column names it.
    """

    uraian: Uraian
    field: str
    kind: Kind
    year: int
    dated: bool
    old: Figure
    new: Figure
    old_at: CellRef | None
    new_at: CellRef | None

    @property
    def difference(self) -> Decimal | None:
        """New less old, in the figure's own unit; ``None`` where either is no number."""
        numbers = (self.old, self.new)
        if any(f.value is None or f.reading is not Reading.NUMBER for f in numbers):
            return None
        assert self.old.value is not None and self.new.value is not None
        return self.new.value - self.old.value

    @property
    def percent(self) -> Decimal | None:
        """The difference of an amount of money in per cent of the old one."""
        difference = self.difference
        if self.kind is not Kind.RUPIAH or difference is None or not self.old.value:
            return None
        return difference / abs(self.old.value) * SERATUS


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """A text of a row: satuan, keterangan, a cause.  ``year`` is 0 where its column names none."""

    uraian: Uraian
    field: str
    year: int
    old: str
    new: str
    old_at: CellRef
    new_at: CellRef


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """An item, or with ``is_indikator`` a row of one, that came, went, was renamed or moved.

    ``old`` and ``new`` are its names, for one that moved those of what it stands below; empty on
    the side that does not have it.  ``figures`` counts what came or went with it.
    """

    fate: Fate
    uraian: Uraian
    is_indikator: bool = False
    old: str = ""
    new: str = ""
    old_at: CellRef | None = None
    new_at: CellRef | None = None
    figures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChange:
    """A column of figures, or of texts, that one version of a form lacks.

    ``at`` is its first cell that holds anything, ``filled`` counts these.  ``year`` is 0 for texts
    whose column names none.
    """

    fate: Fate
    field: str
    year: int
    at: CellRef
    filled: int
    is_text: bool


Change = FigureChange | TextChange | ItemChange


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChanges:
    """What changed in one form; without ``old`` or ``new`` tables the form itself came or went.

    ``changes`` are in the order of the new version's rows, then what is gone in the order of the
    old one's; ``rewritten`` are the figures that only look different.
    """

    form: Form
    old: tuple[Lampiran, ...]
    new: tuple[Lampiran, ...]
    columns: tuple[ColumnChange, ...] = ()
    changes: tuple[Change, ...] = ()
    rewritten: tuple[FigureChange, ...] = ()

    @property
    def fate(self) -> Fate | None:
        if self.old and self.new:
            return None
        return Fate.GONE if self.old else Fate.ADDED

    @property
    def figures(self) -> tuple[FigureChange, ...]:
        return tuple(c for c in self.changes if isinstance(c, FigureChange))

    @property
    def texts(self) -> tuple[TextChange, ...]:
        return tuple(c for c in self.changes if isinstance(c, TextChange))

    @property
    def items(self) -> tuple[ItemChange, ...]:
        return tuple(c for c in self.changes if isinstance(c, ItemChange))

    def __bool__(self) -> bool:
        return bool(self.fate or self.columns or self.changes or self.rewritten)


def count_figures(tables: Iterable[Lampiran]) -> int:
    """Return how many figures stand in the tables, blank cells apart."""
    return sum(
        not figure.is_blank
        for table in tables
        for row in table.rows
        for figure in (one.figure for one in row.angka)
    )
