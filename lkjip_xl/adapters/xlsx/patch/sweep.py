"""Taking marks out of a copy that a person saved in Excel or LibreOffice in between.

Ours is told by what survives such a save: the formula of the conditional formats, the markers in
the notes, the hidden name of the sheet.  What the staff changed meanwhile stays.  Our formats in
the styles part stay as well: nothing refers to them, and taking them out would move the others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from lkjip_xl.adapters.marked_cells import FORMULA_START, Place
from lkjip_xl.adapters.xlsx.own_sheet import RETURN_NAME, is_own_name, referred_sheet
from lkjip_xl.adapters.xlsx.patch.dialect import Dialect, escape_text, read_count, to_ascii
from lkjip_xl.adapters.xlsx.patch.draft import Draft
from lkjip_xl.adapters.xlsx.patch.drawing import has_shapes_besides, read_note_shapes
from lkjip_xl.adapters.xlsx.patch.note_text import START, find_ours
from lkjip_xl.adapters.xlsx.patch.notes import AUTHOR, NoteParts, cell_of, find_note_parts
from lkjip_xl.adapters.xlsx.patch.outline import (
    Element,
    Outline,
    read_outline,
    read_sheet_outline,
    set_attribute,
)
from lkjip_xl.adapters.xlsx.patch.parts import remove_content_types, remove_relations
from lkjip_xl.adapters.xlsx.patch.splice import Splice
from lkjip_xl.adapters.xlsx.patch.workbook import WorkbookPart, read_workbook
from lkjip_xl.adapters.xlsx.patch.worksheet import (
    find_priorities,
    move_priorities,
    unlink_drawing,
)
from lkjip_xl.adapters.xlsx.relations import read_relations, relations_part
from lkjip_xl.adapters.xlsx.workbook import SheetEntry
from lkjip_xl.ports import BookError

_FORMULA_BYTES = FORMULA_START.strip('"').encode()


def sweep_marks(draft: Draft) -> None:
    """Remove our sheets, conditional formats and notes wherever they are."""
    while own := read_workbook(draft).own_sheets():
        _remove_sheet(draft, read_workbook(draft), own[0])
    book = read_workbook(draft)
    for sheet in book.worksheets():
        if sheet_has_formats(draft, sheet):
            _remove_formats(draft, sheet)
        if note_parts_with_marks(draft, sheet):
            _remove_notes(draft, sheet, book.dialect)


def note_parts_with_marks(draft: Draft, sheet: SheetEntry) -> list[str]:
    """Return the sheet's comments parts in which our marker occurs."""
    comments = read_relations(draft, sheet.part).targets("comments")
    return [part for part in comments if START.encode() in draft.read(part)]


def sheet_has_formats(draft: Draft, sheet: SheetEntry) -> bool:
    """Tell whether our conditional formats occur; a sheet that is damaged never got any."""
    try:
        return _FORMULA_BYTES in draft.read(sheet.part)
    except BookError:
        return False


def _remove_sheet(draft: Draft, book: WorkbookPart, sheet: SheetEntry) -> None:
    """Take a sheet out, with the parts that only it uses; indices above it move down."""
    data = draft.read(book.part)
    splices = [book.element(sheet).cut()]
    names = book.names()
    local, returning = _names_of(sheet, names)
    gone = local + returning
    trusted = all(name.attributes.get("localSheetId") == str(sheet.index) for name in local)
    holder = book.outline.root.child("definedNames")
    if holder is not None and len(gone) == len(names):
        splices.append(holder.cut())
    else:
        splices += [name.cut() for name in gone]
        kept = [name for name in names if name not in gone] if trusted else []
        splices += _lower(data, kept, "localSheetId", sheet.index)
    views = book.outline.root.within("bookViews", "workbookView")
    for attribute in ("activeTab", "firstSheet"):
        splices += _lower(data, views, attribute, sheet.index - 1)
    draft.patch(book.part, splices)
    remove_relations(draft, book.part, [sheet.relation.id])
    used = {
        relation.target
        for other in book.sheets
        if other.index != sheet.index and other.part
        for relation in read_relations(draft, other.part)
    }
    theirs = {relation.target for relation in read_relations(draft, sheet.part)} - used - {""}
    _remove_parts(draft, [sheet.part, *sorted(theirs)])


def _names_of(sheet: SheetEntry, names: Sequence[Element]) -> tuple[list[Element], list[Element]]:
    """Return the names that go with a sheet of ours: those local to it, and that which leads to it.

    Where the book miscounts its sheets (see ``own_sheet``), those that refer to it are local.
    """
    ours = [name for name in names if referred_sheet(name.text) == sheet.name.casefold()]
    local = [name for name in names if name.attributes.get("localSheetId") == str(sheet.index)]
    returning = [name for name in ours if name.attributes.get("name") == RETURN_NAME]
    marker = [name for name in ours if is_own_name(name.attributes.get("name", ""))]
    if not all(name in local for name in marker):
        local = [name for name in ours if name not in returning]
    return local, returning


def _lower(data: bytes, elements: Sequence[Element], attribute: str, above: int) -> list[Splice]:
    """Return the splices that lower an attribute by one where it is larger than ``above``."""
    splices: list[Splice] = []
    for element in elements:
        number = read_count(element.attributes.get(attribute, ""))
        if number > max(above, 0):
            splices += set_attribute(data, element, attribute, number - 1)
    return splices


def _remove_parts(draft: Draft, parts: Sequence[str]) -> None:
    relations = [draft.find(relations_part(part)) for part in parts]
    gone = [*parts, *filter(None, relations)]
    remove_content_types(draft, gone)
    for part in gone:
        draft.remove(part)


def _remove_formats(draft: Draft, sheet: SheetEntry) -> None:
    data = draft.read(sheet.part)
    outline = read_sheet_outline(data, sheet.part)
    splices = []
    ours: set[Element] = set()
    for holder in outline.root.named("conditionalFormatting"):
        rules = holder.named("cfRule")
        own = [rule for rule in rules if _is_ours(rule)]
        ours.update(own)
        splices += [holder.cut()] if own and len(own) == len(rules) else [r.cut() for r in own]
    present = find_priorities(data, outline)
    gone = sorted(rule.number for rule in present if rule.element in ours)
    kept = [rule for rule in present if rule.element not in ours]
    splices += move_priorities(kept, lambda number: -bisect_left(gone, number))
    draft.patch(sheet.part, splices)


def _is_ours(rule: Element) -> bool:
    return any(formula.text.startswith(FORMULA_START) for formula in rule.named("formula"))


def _remove_notes(draft: Draft, sheet: SheetEntry, dialect: Dialect) -> None:
    sheet_outline = read_sheet_outline(draft.read(sheet.part), sheet.part)
    parts = find_note_parts(draft, sheet, sheet_outline, dialect)
    outline = read_outline(draft.read(parts.comments), parts.comments)
    comments = outline.root.within("commentList", "comment")
    splices: list[Splice] = []
    gone: list[Element] = []
    for comment in comments:
        cuts, left = _clean_note(comment)
        if cuts and not left:
            gone.append(comment)
            splices.append(comment.cut())
        else:
            splices += cuts
    cells = {cell for comment in gone if (cell := cell_of(comment)) is not None}
    if len(gone) == len(comments):
        _remove_note_parts(draft, sheet, sheet_outline, parts, cells)
        return
    data = draft.read(parts.comments)
    splices += _remove_author(data, outline, [c for c in comments if c not in gone])
    draft.patch(parts.comments, splices)
    if parts.drawing:
        draft.patch(parts.drawing, _cut_shapes(draft.read(parts.drawing), cells))


def _clean_note(comment: Element) -> tuple[list[Splice], bool]:
    """Return the splices that take our text out of a note, and whether any text is left."""
    holder = comment.child("text")
    if holder is None:
        return [], True
    runs = [(run, text) for run in holder.named("r") for text in run.named("t")]
    runs += [(text, text) for text in holder.named("t")]
    runs.sort(key=lambda pair: pair[0].start)
    whole = "".join(text.text for _, text in runs)
    spans = find_ours(whole)
    ours = {index for start, end in spans for index in range(start, end)}
    splices = []
    position = 0
    for run, text in runs:
        kept = "".join(
            character for index, character in enumerate(text.text, position) if index not in ours
        )
        position += len(text.text)
        if not kept:
            splices.append(run.cut())
        elif kept != text.text:
            splices.append(Splice(text.inner_start, text.inner_end, to_ascii(escape_text(kept))))
    left = any(not whole[index].isspace() for index in range(len(whole)) if index not in ours)
    return (splices if spans else []), left


def _remove_author(data: bytes, outline: Outline, kept: Sequence[Element]) -> list[Splice]:
    """Return the splices that take our name out of the authors, if no note left is by us.

    Programs that save the book sort the authors anew, so that those behind ours move up by one.
    """
    authors = outline.root.within("authors", "author")
    used = {comment.attributes.get("authorId") for comment in kept}
    ours = next((n for n, author in enumerate(authors) if author.text == AUTHOR), None)
    if ours is None or str(ours) in used:
        return []
    return [authors[ours].cut(), *_lower(data, kept, "authorId", ours)]


def _cut_shapes(data: bytes, cells: Collection[Place]) -> list[Splice]:
    return [
        Splice(shape.start, shape.end, b"")
        for shape in read_note_shapes(data)
        if shape.place in cells
    ]


def _remove_note_parts(
    draft: Draft, sheet: SheetEntry, outline: Outline, parts: NoteParts, cells: Collection[Place]
) -> None:
    """Remove the comments part, and the boxes' part too unless it draws something else."""
    gone = [parts.comments]
    if parts.drawing:
        data = draft.read(parts.drawing)
        cuts = _cut_shapes(data, cells)
        if has_shapes_besides(data, len(cuts)):
            draft.patch(parts.drawing, cuts)
        else:
            gone.append(parts.drawing)
            draft.patch(sheet.part, unlink_drawing(outline))
    ids = [r.id for r in read_relations(draft, sheet.part) if r.target in gone]
    remove_relations(draft, sheet.part, ids)
    _remove_parts(draft, gone)
