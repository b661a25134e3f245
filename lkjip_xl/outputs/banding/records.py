"""What changed between two versions of a book, for programs: one JSON object.

Keys are English and stable, texts Indonesian::

    {"version": 1,
     "old": {"name": "v1/buku.xlsx", "year": 2021,
       "books": [{"file": "buku.xlsx", "read": true}]}, "new": {…},
     "figures": [{"form": "tabel_3_1", "level": "sasaran", "item": "…", "indicator": "Rasio KDRT",
       "field": "capaian", "year": 2021, "same_value": false, "difference": 8.7, "percent": null,
       "old": {"file": "buku.xlsx", "sheet": "Tabel 3.1", "cell": "I45", "written": "95,65",
               "value": 95.65},
       "new": {…}}],
     "texts": [{"form": …, "level": …, "item": …, "indicator": …, "field": "satuan", "year": 0,
       "old": {"file": …, "sheet": …, "cell": …, "written": "Persen"}, "new": {…}}],
     "items": [{"change": "renamed", "kind": "item", "form": …, "level": …, "item": …,
       "indicator": "", "figures": 0,
       "old": {"file": …, "sheet": …, "cell": …, "name": "…"}, "new": {…}}],
     "columns": [{"change": "added", "form": …, "field": "serapan", "year": 2021,
       "kind": "figure", "filled": 94, "file": …, "sheet": …, "cell": "G6"}],
     "forms": [{"change": "gone", "form": "belanja", "rows": 4, "figures": 8}],
     "profile": [{"label": "Nama Kepala", "old": "…", "new": "…"}],
     "findings": {"gone": [finding, …], "new": [finding, …],
       "changed": [{"old": finding, "new": finding}], "staying": 140},
     "summary": {"figures": 12, "rewritten": 3, "texts": 2, "added": 1, "gone": 1, "renamed": 1,
       "moved": 0, "columns": 0, "forms": 0, "settings_changed": false,
       "new_findings": {"error": 1, "warning": 0, "info": 0}, "graver_findings": 0},
     "remarks": ["…"]}

``figures`` holds those that are only written otherwise too, with ``same_value`` true.  A ``value``
is a number or ``null``; per cent on the 0-100 scale, money in rupiah.  ``percent`` is the
difference of an amount of money in per cent of the old one.  A side without a cell has ``cell``
``null``.  ``change`` is ``added``, ``gone``, ``renamed`` or ``moved``; ``kind`` is ``item`` or
``indicator``, of a column ``figure`` or ``text``.  Of what moved, ``name`` is that of what it
stands below.  A finding is told as ``lkjip periksa --format json`` tells it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal

from lkjip_xl.comparison import Comparison
from lkjip_xl.domain.quantity import Figure
from lkjip_xl.figures.versions.changes import (
    ColumnChange,
    FigureChange,
    FormChanges,
    ItemChange,
    TextChange,
    Uraian,
    count_figures,
)
from lkjip_xl.lampiran.form import Form
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.banding.counts import count_changes, count_new
from lkjip_xl.outputs.listing import BookFile, book_record, cell_record, finding_record
from lkjip_xl.tables.numbers import plain_text

JSON_VERSION = 1

_Record = dict[str, object]


def as_json(
    comparison: Comparison,
    books: tuple[str, str],
    files: tuple[Sequence[BookFile], Sequence[BookFile]] = ((), ()),
) -> str:
    """Return what changed as one JSON object.

    Args:
        comparison: what was compared.
        books: what to call both versions.
        files: the files of both versions, with those that were passed over.
    """
    old, new = comparison.old, comparison.new
    forms = comparison.changes.forms
    document = {
        "version": JSON_VERSION,
        "old": _version(books[0], old.laporan.year, files[0]),
        "new": _version(books[1], new.laporan.year, files[1]),
        "figures": [
            record
            for form in forms
            for changes, same in ((form.figures, False), (form.rewritten, True))
            for record in (_figure(form.form, change, same) for change in changes)
        ],
        "texts": [_text(form.form, text) for form in forms for text in form.texts],
        "items": [_item(form.form, item) for form in forms for item in form.items],
        "columns": [_column(form.form, column) for form in forms for column in form.columns],
        "forms": [_form(form) for form in forms if form.fate is not None],
        "profile": [change._asdict() for change in comparison.changes.profil],
        "findings": {
            "gone": [finding_record(finding) for finding in comparison.gone],
            "new": [finding_record(finding) for finding in comparison.come],
            "changed": [
                {"old": finding_record(kept.old), "new": finding_record(kept.new)}
                for kept in comparison.changed
            ],
            "staying": len(comparison.kept),
        },
        "summary": {
            **count_changes(comparison),
            "settings_changed": comparison.changes.pengaturan,
            "new_findings": {
                severity.value: count for severity, count in count_new(comparison).items()
            },
            "graver_findings": len(comparison.graver),
        },
        "remarks": [*old.remarks, *new.remarks],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _version(name: str, year: int, files: Sequence[BookFile]) -> _Record:
    return {"name": name, "year": year, "books": [book_record(file) for file in files]}


def _subject(form: Form, uraian: Uraian) -> _Record:
    return {
        "form": form.name,
        "level": uraian.level.value,
        "item": uraian.item,
        "indicator": uraian.indikator,
    }


def _figure(form: Form, change: FigureChange, same: bool) -> _Record:
    return {
        **_subject(form, change.uraian),
        "field": change.field,
        "year": change.year,
        "same_value": same,
        "difference": _number(change.difference),
        "percent": _number(change.percent),
        "old": _figure_side(change.old, change.old_at),
        "new": _figure_side(change.new, change.new_at),
    }


def _figure_side(figure: Figure, at: CellRef | None) -> _Record:
    return {**_cell(at), "written": figure.written, "value": _number(figure.value)}


def _text(form: Form, change: TextChange) -> _Record:
    return {
        **_subject(form, change.uraian),
        "field": change.field,
        "year": change.year,
        "old": {**_cell(change.old_at), "written": change.old},
        "new": {**_cell(change.new_at), "written": change.new},
    }


def _item(form: Form, change: ItemChange) -> _Record:
    return {
        "change": change.fate.value,
        "kind": "indicator" if change.is_indikator else "item",
        **_subject(form, change.uraian),
        "figures": change.figures,
        "old": {**_cell(change.old_at), "name": change.old},
        "new": {**_cell(change.new_at), "name": change.new},
    }


def _column(form: Form, change: ColumnChange) -> _Record:
    return {
        "change": change.fate.value,
        "form": form.name,
        "field": change.field,
        "year": change.year,
        "kind": "text" if change.is_text else "figure",
        "filled": change.filled,
        **_cell(change.at),
    }


def _form(changes: FormChanges) -> _Record:
    tables = changes.new or changes.old
    return {
        "change": changes.fate,
        "form": changes.form.name,
        "rows": sum(len(table.rows) for table in tables),
        "figures": count_figures(tables),
    }


def _cell(at: CellRef | None) -> _Record:
    return {"file": None, "sheet": None, "cell": None} if at is None else {**cell_record(at)}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(plain_text(value))
