"""Daftar Asal Angka: where each figure of the report's text comes from, and how it was computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from lkjip_xl.location import CellRange, CellRef
from lkjip_xl.outputs.narrative.chapters import Block, Chapter, Paragraph, Points
from lkjip_xl.outputs.narrative.table import Table, number, numbering, row, words
from lkjip_xl.outputs.narrative.text import Missing, Shown, Text

#: What stands above the list, in every document.
LEAD = (
    "Setiap angka dalam uraian laporan ini berasal dari sel buku kerja berikut. Angka yang "
    "dihitung disertai hitungannya."
)


@dataclass(frozen=True, slots=True)
class AsalAngka:
    """One figure of a part of the text; one that is repeated there stands once.

    ``number`` counts from 1 through the whole report.
    """

    number: int
    bagian: str
    shown: Shown


def list_origins(chapters: Iterable[Chapter]) -> tuple[AsalAngka, ...]:
    """Return the figures of all paragraphs and lists in the order in which they are read."""
    found = dict.fromkeys(
        (name_section(chapter, position), shown)
        for chapter in chapters
        for position, section in enumerate(chapter.sections)
        for block in section.blocks
        for text in texts_of(block)
        for shown in text.figures
        if is_traced(shown)
    )
    return tuple(AsalAngka(at, *key) for at, key in enumerate(found, start=1))


def texts_of(block: Block) -> tuple[Text, ...]:
    """Return the running text of a block: none of a table, a chart or a signature."""
    match block:
        case Paragraph(text):
            return (text,)
        case Points(items):
            return items
        case _:
            return ()


def is_traced(shown: Shown) -> bool:
    """Tell whether something shown is a figure that comes from cells, and not a name or a dash."""
    return bool(shown.cells) and any(letter.isdigit() for letter in shown.text)


def name_section(chapter: Chapter, position: int) -> str:
    """Return what a reader calls a section: ``BAB III B.1``, or an indicator's name after it."""
    path = [chapter.label or chapter.judul]
    upper, lower = "", ""
    for section in chapter.sections[: position + 1]:
        if section.level == 1:
            upper, lower = section.label, ""
        elif section.level == 2:
            lower = section.label
    path.append((upper + lower).rstrip("."))
    section = chapter.sections[position]
    name = f", {section.judul}" if section.level == 3 else ""
    return " ".join(filter(None, path)) + name


def tabulate_origins(origins: Iterable[AsalAngka]) -> Table:
    """Return the list as a table on landscape pages."""
    rows = [
        row(
            str(one.number),
            one.bagian,
            str(one.shown),
            describe_cells(one.shown.cells),
            one.shown.calculation,
        )
        for one in origins
    ]
    return Table(
        columns=(
            numbering(),
            words("Bagian", 2.0),
            number("Angka"),
            words("Lembar dan Sel", 2.4),
            words("Hitungan", 3.0),
        ),
        rows=tuple(rows),
        missing=Missing("angka yang berasal dari buku kerja", "lampiran"),
        small=True,
        wide=True,
    )


def describe_cells(cells: Iterable[CellRef]) -> str:
    """Return cells as ``Tabel 3.4: F8:F12, F14; Belanja: C5``, runs down a column joined."""
    by_sheet: dict[str, list[CellRef]] = {}
    for cell in dict.fromkeys(cells):
        by_sheet.setdefault(cell.sheet, []).append(cell)
    return "; ".join(f"{sheet}: {', '.join(_runs(found))}" for sheet, found in by_sheet.items())


def _runs(cells: list[CellRef]) -> Iterator[str]:
    """Yield neighbouring cells of one column as one range."""
    placed = enumerate(cells)
    for _, members in groupby(placed, key=lambda pair: (pair[1].column, pair[1].row - pair[0])):
        run = [cell for _, cell in members]
        first, last = run[0], run[-1]
        yield CellRange(first.row, first.column, last.row, last.column).a1


def describe_origin(shown: Shown) -> str:
    """Return a figure's cells and calculation in one line."""
    cells = describe_cells(shown.cells)
    return f"{cells} · {shown.calculation}" if shown.calculation else cells
