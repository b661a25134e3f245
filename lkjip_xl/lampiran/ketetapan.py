"""What an office settles by hand: what a column holds, and which form a sheet is.

A setting replaces the labels of a column, so that whatever a label can say can be settled:
``Realisasi TW II (Rp)`` as well as ``Target 2024``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.labels import VOCABULARY
from lkjip_xl.location import column_letters
from lkjip_xl.tables.header import Column, Header, find_headers
from lkjip_xl.tables.text import squash

#: "Not read": a column that holds nothing of interest, a sheet that is no annex.
_IGNORED = frozenset({"abaikan", "diabaikan", "tidakdibaca", "bukanlampiran", "lewati"})
#: What is no longer than this may be the letters of a column.
_LETTERS = 3
_FORMS = {squash(name): form for form in FORMS for name in (form.label, form.name)}


@dataclass(frozen=True, slots=True)
class Ketetapan:
    """What is settled by hand.

    ``columns``: squashed sheet, empty for every sheet, and column letter or squashed label → the
    label that holds.  ``forms``: squashed sheet → form, ``None`` for a sheet that is not read.
    """

    columns: Mapping[tuple[str, str], str] = field(default_factory=dict)
    forms: Mapping[str, Form | None] = field(default_factory=dict)

    def is_ignored(self, sheet: str) -> bool:
        return self.forms.get(squash(sheet), ...) is None

    def form_of(self, sheet: str) -> Form | None:
        return self.forms.get(squash(sheet))

    def headers(self, grid: Grid) -> list[Header]:
        """Return the headers of a sheet; what the office calls its columns counts as a label."""
        sheets = ("", squash(grid.sheet))
        own = {name for sheet, name in self.columns if sheet in sheets and len(name) > _LETTERS}
        return find_headers(grid, VOCABULARY.with_fillers(own) if own else VOCABULARY)

    def settle(self, header: Header, sheet: str) -> Header:
        """Return a header with the labels that hold; columns that are not read are left out."""
        if not self.columns:
            return header
        settled = [(column, self._label_of(column, sheet)) for column in header.columns]
        kept = tuple(
            column if label is None else replace(column, path=(label,))
            for column, label in settled
            if label is None or not is_ignored(label)
        )
        return replace(header, columns=kept) if kept else header

    def _label_of(self, column: Column, sheet: str) -> str | None:
        keys = ((own, name) for own in (squash(sheet), "") for name in names_of(column))
        return next((self.columns[key] for key in keys if key in self.columns), None)


def names_of(column: Column) -> tuple[str, str]:
    """Return what a setting may call a column: its letter, and its label, squashed."""
    return column_letters(column.index).lower(), squash(column.label)


#: Nothing is settled by hand.
BEBAS = Ketetapan()


def is_ignored(text: str) -> bool:
    return squash(text) in _IGNORED


def is_known_form(text: str) -> bool:
    """Tell whether a text names a form, or says that a sheet is not read."""
    return is_ignored(text) or squash(text) in _FORMS


def form_named(text: str) -> Form | None:
    return _FORMS.get(squash(text))
