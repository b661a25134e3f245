"""Marks on the staff's cells: conditional formats and notes, put there and taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import xlwings as xw

from lkjip_xl.adapters.marked_cells import (
    FORMULA_START,
    SHADES,
    MarkedCell,
    gather,
    group_alike,
    rule_formula,
)
from lkjip_xl.adapters.xlsx.patch.note_text import BOX_WIDTH, START, compose_note, find_ours
from lkjip_xl.adapters.xlwings_live import native
from lkjip_xl.grid import Mark
from lkjip_xl.location import CellRange

#: Excel takes addresses of several areas up to this length.
_LONGEST_ADDRESS = 250

#: Points for a pixel, as boxes are measured.
_POINTS = 0.75


def mark_cells(sheet: xw.Sheet, marks: Sequence[Mark], merges: Sequence[CellRange]) -> None:
    """Mark cells of a sheet that has no marks of ours."""
    if not marks:
        return
    cells = gather(marks, merges)
    # xlwings puts each new format before those that are there: the worst comes last.
    for group in reversed(group_alike(cells)):
        shade = SHADES[group[0].severity]
        for address in join_addresses([cell.area for cell in group]):
            rule = sheet.range(address).conditional_formats.add_custom(
                f"={rule_formula(group[0].code)}",
                fill_color=f"#{shade.fill}",
                font_color=f"#{shade.font_colour}",
                font_bold=shade.bold or None,
                font_italic=shade.italic or None,
            )
            native.draw_edges(rule, shade.line, shade.line_colour)
    threads = native.threaded_cells(sheet)
    notes = {(at.row, at.column): note for note in sheet.notes for at in (note.location,)}
    for cell in cells:
        if cell.place not in threads:
            _write_note(sheet, cell, notes.get(cell.place))


def clear_cells(sheet: xw.Sheet) -> int:
    """Take our marks out of a sheet; return how many notes and formats there were."""
    formats = sheet.cells.conditional_formats
    gone = 0
    for index in range(len(formats), 0, -1):
        rule = formats(index)
        if rule.type == "custom" and (rule.formula or "").startswith(f"={FORMULA_START}"):
            rule.delete()
            gone += 1
    for note, text in our_notes(sheet):
        kept = _without_ours(text)
        if kept.strip():
            note.text = kept
        else:
            note.delete()
        gone += 1
    return gone


def our_notes(sheet: xw.Sheet) -> list[tuple[xw.Note, str]]:
    """Return the notes of a sheet in which our text stands, with their whole text."""
    notes = [(note, note.text or "") for note in sheet.notes]
    return [(note, text) for note, text in notes if START in text]


def join_addresses(areas: Sequence[CellRange]) -> Iterator[str]:
    """Yield addresses of several areas each, as long as Excel takes them."""
    address = ""
    for area in areas:
        joined = f"{address},{area.a1}" if address else area.a1
        if len(joined) > _LONGEST_ADDRESS:
            yield address
            joined = area.a1
        address = joined
    if address:
        yield address


def _write_note(sheet: xw.Sheet, cell: MarkedCell, note: xw.Note | None) -> None:
    """Write our text into the note of a cell, after what the staff wrote there."""
    text = compose_note(cell.marks)
    lines = "\n".join(line for line, _ in text.lines)
    if note is None:
        note = sheet.range(cell.place).add_note(lines)
    else:
        native.append_to_note(note, f"\n\n{lines}")
    native.enlarge_note(note, BOX_WIDTH * _POINTS, text.pixels() * _POINTS)


def _without_ours(text: str) -> str:
    for start, end in reversed(find_ours(text)):
        text = text[:start] + text[end:]
    return text
