"""What changed in one form, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from lkjip_xl.figures.versions.changes import (
    Change,
    ColumnChange,
    Fate,
    FigureChange,
    FormChanges,
    ItemChange,
    TextChange,
    count_figures,
)
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.banding.wording import (
    Style,
    name_place,
    show_count,
    show_difference,
    show_figure,
    show_texts,
)
from lkjip_xl.outputs.catatan import name_field
from lkjip_xl.tables.text import tidy


class FormText:
    """Words the changes of one form; a cell is named with its sheet where the form has several."""

    def __init__(self, form: FormChanges, style: Style, *, several_files: bool) -> None:
        self._form = form
        self._style = style
        self._several_files = several_files
        self._alone = {
            (tables[0].file, tables[0].sheet)
            for tables in (form.old, form.new)
            if len({(table.file, table.sheet) for table in tables}) == 1
        }

    def lines(self) -> Iterator[str]:
        form = self._form
        if form.fate is not None:
            yield self._whole_form()
            return
        rewritten = form.rewritten if self._style.detailed else ()
        if not form.changes and not form.columns and not rewritten:
            return
        yield self._title()
        yield from map(self._column, form.columns)
        for name, own in groupby(form.changes, key=lambda change: change.uraian.name):
            yield from self._subject(name, list(own))
        if rewritten:
            yield "  Angka yang hanya ditulis lain"
        for figure in rewritten:
            yield f"      {tidy(figure.uraian.name)}, {_lower(self._figure(figure))}"

    def _title(self) -> str:
        label = self._form.form.label
        old, new = self._sheets(self._form.old), self._sheets(self._form.new)
        if old != new:
            return f"{label}, lembar {new} (dulu {old})"
        return label if new == label else f"{label}, lembar {new}"

    def _sheets(self, tables: Sequence[Lampiran]) -> str:
        names = dict.fromkeys(
            f"{table.file}, {table.sheet}" if self._several_files else table.sheet
            for table in tables
        )
        return "; ".join(names)

    def _whole_form(self) -> str:
        form = self._form
        tables = form.new or form.old
        rows = sum(len(table.rows) for table in tables)
        what = "baru" if form.fate is Fate.ADDED else "tidak ada lagi"
        counts = f"{show_count(rows)} baris, {show_count(count_figures(tables))} angka"
        return f"{form.form.label}: {what}, lembar {self._sheets(tables)}; {counts}"

    def _column(self, column: ColumnChange) -> str:
        what = "Kolom baru" if column.fate is Fate.ADDED else "Kolom tidak ada lagi"
        name = name_field(column.field) + (f" {column.year}" if column.year else "")
        filled = f"{show_count(column.filled)} {'tulisan' if column.is_text else 'angka'}"
        return f"  {what}: {name}; {filled}, mulai {self._at(column.at)}"

    def _subject(self, name: str, changes: Sequence[Change]) -> Iterator[str]:
        inner = [change for change in changes if not _stands_alone(change)]
        yield from (
            f"  {self._item(change)}"
            for change in changes
            if isinstance(change, ItemChange) and _stands_alone(change)
        )
        if inner:
            yield f"  {tidy(name)}"
            yield from (f"      {self._change(change)}" for change in inner)

    def _change(self, change: Change) -> str:
        if isinstance(change, FigureChange):
            return self._figure(change)
        return self._text(change) if isinstance(change, TextChange) else self._item(change)

    def _figure(self, change: FigureChange) -> str:
        name = name_field(change.field) + (f" {change.year}" if change.dated else "")
        sides = self._sides(
            show_figure(change.old), change.old_at, show_figure(change.new), change.new_at
        )
        return f"{name}: {sides}{show_difference(change)}"

    def _text(self, change: TextChange) -> str:
        name = name_field(change.field) + (f" {change.year}" if change.year else "")
        old, new = show_texts(change.old, change.new, self._style)
        return f"{name}: {self._sides(old, change.old_at, new, change.new_at)}"

    def _item(self, change: ItemChange) -> str:
        what = "indikator" if change.is_indikator else change.uraian.level.label
        if change.is_indikator and not change.uraian.item:
            what = "baris"
        if change.fate is Fate.RENAMED:
            old, new = show_texts(change.old, change.new, self._style)
            sides = self._sides(old, change.old_at, new, change.new_at)
            return f"Nama {what}: {sides}"
        if change.fate is Fate.MOVED:
            old, new = (f"“{tidy(name) or 'tanpa nama'}”" for name in (change.old, change.new))
            return f"Pindah dari {self._sides(old, change.old_at, new, change.new_at, ' ke ')}"
        is_gone = change.fate is Fate.GONE
        name = tidy(change.old if is_gone else change.new) or "tanpa nama"
        at = change.old_at if is_gone else change.new_at
        place = f"dulu {self._at(at)}" if is_gone else self._at(at)
        counted = f"; {show_count(change.figures)} angka" if change.figures else ""
        owner = f", {change.uraian.item}" if change.is_indikator and change.uraian.item else ""
        word = f"{what.capitalize()} {'hilang' if is_gone else 'baru'}"
        return f"{word}: {name}{tidy(owner)} ({place}{counted})"

    def _sides(
        self,
        old: str,
        old_at: CellRef | None,
        new: str,
        new_at: CellRef | None,
        arrow: str = " → ",
    ) -> str:
        before, after = self._at(old_at), self._at(new_at)
        if before == after:
            return f"{old}{arrow}{new} ({after})"
        return f"{old} ({before}){arrow}{new} ({after})"

    def _at(self, cell: CellRef | None) -> str:
        if cell is None:
            return "tanpa kolom"
        if (cell.file, cell.sheet) in self._alone:
            return cell.a1
        return name_place(cell, with_file=self._several_files)


def _stands_alone(change: Change) -> bool:
    return isinstance(change, ItemChange) and change.fate in (Fate.ADDED, Fate.GONE)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
