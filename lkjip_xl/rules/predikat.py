"""The cells of figures that hold a predicate, such as WTP or BB, and mean it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lkjip_xl.domain.field import Kind
from lkjip_xl.domain.predikat import Urutan
from lkjip_xl.domain.quantity import Reading
from lkjip_xl.figures.peringkat import find_steps, scales_of
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.records import Baris, Sel
from lkjip_xl.rules.rule import Context, once
from lkjip_xl.tables.text import words_of

STRICT_FORMS = tuple(form for form in FORMS if not form.allows_words)

_UNITS = frozenset(
    {
        "predikat", "opini", "kategori", "kriteria", "level", "tingkat", "tingkatan", "grade",
        "huruf", "klasifikasi", "akreditasi", "peringkat",
    }
)  # fmt: skip
_NAMES = frozenset(
    {"predikat", "opini", "kategori", "sakip", "akip", "akreditasi", "maturitas", "kematangan"}
)


@once
def unreadable(context: Context) -> Sequence[Sel]:
    """Return the cells of figures whose text is none."""
    return [
        cell
        for cell in context.angka(*STRICT_FORMS)
        if cell.figure.reading is Reading.UNREADABLE and cell.row not in context.shifted
    ]


@once
def predicates(context: Context) -> Mapping[Sel, dict[Urutan, int]]:
    """Return the cells that hold a step of an ordered scale on purpose, with their places on it.

    A word is meant where the row has two of one scale, or says that it counts in such words: one B
    among numbers is a slip.
    """
    scales = scales_of(context.pengaturan)
    rows: dict[Baris, dict[Sel, dict[Urutan, int]]] = {}
    for cell in unreadable(context):
        steps = find_steps(cell.written, scales) if cell.field.kind is Kind.KINERJA else {}
        if steps:
            rows.setdefault(cell.row, {})[cell] = steps
    return {
        cell: steps
        for row, cells in rows.items()
        for cell, steps in cells.items()
        if _counts_in_words(row) or _is_among(cell, steps, cells)
    }


def _is_among(
    cell: Sel, steps: Mapping[Urutan, int], cells: Mapping[Sel, Mapping[Urutan, int]]
) -> bool:
    return any(other is not cell and steps.keys() & own.keys() for other, own in cells.items())


def _counts_in_words(row: Baris) -> bool:
    if not _UNITS.isdisjoint(words_of(row.satuan)):
        return True
    has_numbers = any(
        cell.value is not None and cell.field.kind is Kind.KINERJA and not _may_be_mark(cell)
        for cell in row.angka
    )
    # With no second figure in its row to compare it with, a step of a scale is taken at its word.
    is_single = len(row.lampiran.figure_positions) == 1
    return not has_numbers and (is_single or not _NAMES.isdisjoint(words_of(row.indikator)))


def _may_be_mark(cell: Sel) -> bool:
    """Tell whether a month's 1 may stand for any word or colour in its cell."""
    return cell.column.is_month and cell.value == 1
