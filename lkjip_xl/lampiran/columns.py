"""The columns of a located table, each with what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_xl.domain.field import Field, Key, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedColumn:
    """A column whose meaning is known.

    ``year`` is 0 where the labels name no year.  ``scale`` is the power of ten the label promises.
    ``cell`` is the row and column of the lowest label, ``number_row`` the row of the number.
    """

    index: int
    field: Field
    year: int = 0
    label: str = ""
    number: str = ""
    scale: int = 0
    cell: tuple[int, int] = (0, 0)
    number_row: int = 0

    @property
    def key(self) -> Key:
        return self.field, self.year

    @property
    def name(self) -> str:
        """The key as one word, as blank forms and listings write it."""
        return f"{self.field} {self.year}" if self.year else self.field.value

    @property
    def said(self) -> str:
        """What it holds, and the year that its labels name, in a sentence."""
        return f"{self.field.label} {self.year}" if self.year else self.field.label

    @property
    def kind(self) -> Kind:
        """What its figures count; without a meaning for a column of texts."""
        return self.field.kind or Kind.KINERJA

    @property
    def is_figure(self) -> bool:
        return self.field.kind is not None

    @property
    def is_month(self) -> bool:
        """Whether it is a month's only column, which marks or figures fill."""
        return self.field.bulan is not None and self.field.part is self.field


@dataclass(frozen=True, slots=True)
class Columns:
    """The named columns of one table, from left to right, and the title above it."""

    columns: tuple[NamedColumn, ...]
    title: str = ""

    def __iter__(self) -> Iterator[NamedColumn]:
        return iter(self.columns)

    def has(self, *fields: Field) -> bool:
        """Tell whether all the fields have a column."""
        present = {column.field for column in self.columns}
        return all(field in present for field in fields)

    def has_any(self, *fields: Field) -> bool:
        return any(column.field in fields for column in self.columns)

    def years(self, field: Field) -> tuple[int, ...]:
        """Return the years that a field has columns for, in order."""
        return tuple(sorted({c.year for c in self.columns if c.field == field and c.year}))

    def first(self, field: Field) -> NamedColumn | None:
        return next((column for column in self.columns if column.field == field), None)

    @property
    def months(self) -> int:
        return sum(column.is_month for column in self.columns)
