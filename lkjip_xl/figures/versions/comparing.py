"""Compares two versions of an office-year, form by form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lkjip_xl.figures.versions.changes import FormChanges
from lkjip_xl.figures.versions.columns import ColumnPairs
from lkjip_xl.figures.versions.form import FormComparer
from lkjip_xl.figures.versions.supporting import ProfilChange, compare_profil, list_settings
from lkjip_xl.figures.versions.tree import grow_tree
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.location import CellRef


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


def compare_versions(
    old: LaporanKinerja, new: LaporanKinerja, *, formats: bool = True
) -> BookChanges:
    """Return what changed from the old version of an office-year to the new one.

    Args:
        old: the one version.
        new: the other.
        formats: whether the number formats of both could be read, as from an .xlsx file.
    """
    cells: set[tuple[CellRef, CellRef]] = set()
    mine, theirs = _by_form(old), _by_form(new)
    forms = [
        _compare_form(form, mine.get(form, ()), theirs.get(form, ()), cells, formats)
        for form in dict.fromkeys((*theirs, *mine))
    ]
    return BookChanges(
        forms=tuple(filter(None, forms)),
        profil=tuple(compare_profil(old.profil, new.profil)),
        pengaturan=list_settings(old) != list_settings(new),
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
    formats: bool,
) -> FormChanges:
    if not old or not new:
        return FormChanges(form=form, old=old, new=new)
    comparer = FormComparer(ColumnPairs(old, new), formats=formats)
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


def _one_to_one(cells: Collection[tuple[CellRef, CellRef]]) -> dict[CellRef, CellRef]:
    """Return the pairs of which neither cell is in another pair: a merge may have been undone."""
    olds = Counter(old for old, _ in cells)
    news = Counter(new for _, new in cells)
    return {old: new for old, new in cells if olds[old] == news[new] == 1}
