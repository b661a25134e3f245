"""Notes on cells: ours beside the staff's, in the comments part and the boxes that show it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lkjip_xl.adapters.marked_cells import MarkedCell, Place
from lkjip_xl.adapters.xlsx.patch.dialect import (
    RESAVE,
    TRANSITIONAL,
    Dialect,
    UnpatchableError,
    xml_part,
)
from lkjip_xl.adapters.xlsx.patch.draft import Draft
from lkjip_xl.adapters.xlsx.patch.drawing import (
    VML_TYPE,
    extend_drawing,
    new_drawing,
    read_note_shapes,
)
from lkjip_xl.adapters.xlsx.patch.geometry import Geometry, place_box, stretch_anchor
from lkjip_xl.adapters.xlsx.patch.note_text import BOX_WIDTH, NoteText, compose_note
from lkjip_xl.adapters.xlsx.patch.outline import (
    Element,
    Fragment,
    Outline,
    insert_children,
    read_outline,
)
from lkjip_xl.adapters.xlsx.patch.parts import add_relations, declare_types
from lkjip_xl.adapters.xlsx.patch.splice import Splice
from lkjip_xl.adapters.xlsx.patch.worksheet import find_drawings
from lkjip_xl.adapters.xlsx.relations import read_relations
from lkjip_xl.adapters.xlsx.workbook import SheetEntry
from lkjip_xl.location import CellRange, parse_a1

AUTHOR = "LKJIP-XL"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_ORDER = ("authors", "commentList", "extLst")


class OwnNote(NamedTuple):
    """Our note, and the cell or merge that it is on."""

    area: CellRange
    text: NoteText


@dataclass(frozen=True, slots=True)
class NoteParts:
    """The parts of a sheet that notes live in, as far as the sheet has them."""

    comments: str
    drawing: str
    threads: Sequence[str]


def find_note_parts(
    draft: Draft, sheet: SheetEntry, outline: Outline, dialect: Dialect
) -> NoteParts:
    """Return the parts that a sheet's notes live in.

    Raises:
        UnpatchableError: the sheet names boxes that the package lacks.
    """
    relations = read_relations(draft, sheet.part)
    drawing = ""
    for legacy in find_drawings(outline):
        identifier = legacy.attributes.get(f"{{{dialect.relationships}}}id", "")
        relation = relations.by_id().get(identifier)
        drawing = "" if relation is None else relation.target
        if not drawing:
            what = f"kotak catatan pada lembar {sheet.name} tidak ditemukan di dalam berkas"
            raise UnpatchableError(what, RESAVE)
    return NoteParts(relations.target("comments"), drawing, relations.targets("threadedComment"))


def write_notes(
    draft: Draft,
    sheet: SheetEntry,
    parts: NoteParts,
    cells: Sequence[MarkedCell],
    geometry: Geometry,
    dialect: Dialect,
) -> str:
    """Write the notes of one sheet; return the relation that ``legacyDrawing`` needs, if a new one.

    A cell with a thread gets no note: Excel shows one or the other.
    """
    outline = _read_comments(draft, parts)
    present = {} if outline is None else comments_by_cell(outline)
    threads = threaded_cells(draft, parts, outline)
    texts = {
        cell.place: OwnNote(cell.area, compose_note(cell.marks))
        for cell in cells
        if cell.place not in threads
    }
    if not texts:
        return ""
    if outline is None:
        part = _free_part(draft, sheet, "lkjip-notes", "xml")
        draft.add(part, _new_comments(texts, dialect))
        declare_types(draft, [(part, _COMMENTS_TYPE)])
        add_relations(draft, sheet.part, [(dialect.relation_type("comments"), part)])
    else:
        draft.patch(parts.comments, _extend_comments(outline, present, texts))
    return _write_boxes(draft, sheet, parts.drawing, texts, geometry, dialect)


def _write_boxes(
    draft: Draft,
    sheet: SheetEntry,
    drawing: str,
    texts: Mapping[Place, OwnNote],
    geometry: Geometry,
    dialect: Dialect,
) -> str:
    data = draft.read(drawing) if drawing else b""
    shapes = {shape.place: shape for shape in read_note_shapes(data)}
    boxes = {
        cell: place_box(geometry, area, BOX_WIDTH, text.pixels())
        for cell, (area, text) in texts.items()
        if cell not in shapes
    }
    if not drawing:
        part = _free_part(draft, sheet, "lkjip-notes", "vml")
        draft.add(part, new_drawing(sheet.index + 1, boxes))
        declare_types(draft, [(part, VML_TYPE)])
        # Excel keeps this type in strict books, too, since boxes are no part of that standard.
        kind = TRANSITIONAL.relation_type("vmlDrawing")
        (identifier,) = add_relations(draft, sheet.part, [(kind, part)])
        return identifier
    try:
        splices = extend_drawing(data, boxes) if boxes else []
    except ValueError as error:
        what = f"kotak catatan pada lembar {sheet.name} tidak dapat dibaca"
        raise UnpatchableError(what, RESAVE) from error
    for cell, (_, text) in texts.items():
        shape = shapes.get(cell)
        if shape is not None and shape.anchor is not None:
            anchor = stretch_anchor(geometry, shape.anchor, text.pixels())
            splices.append(Splice(shape.anchor_start, shape.anchor_end, str(anchor).encode()))
    draft.patch(drawing, splices)
    return ""


def _new_comments(texts: Mapping[Place, OwnNote], dialect: Dialect) -> bytes:
    comments = "".join(_comment(area, text, author=0) for _, (area, text) in sorted(texts.items()))
    body = f"<authors><author>{AUTHOR}</author></authors><commentList>{comments}</commentList>"
    return xml_part(f'<comments xmlns="{dialect.main}">{body}</comments>')


def _extend_comments(
    outline: Outline,
    present: Mapping[Place, Element],
    texts: Mapping[Place, OwnNote],
) -> list[Splice]:
    splices: list[Splice] = []
    missing: list[Fragment] = []
    authors = outline.root.child("authors")
    number = 0 if authors is None else len(authors.named("author"))
    added = []
    for cell, (area, text) in sorted(texts.items()):
        if cell in present:
            splices += _append_to_note(present[cell], text)
        else:
            added.append(_comment(area, text, author=number))
    if added:
        author = f"<author>{AUTHOR}</author>"
        for name, fragment in (("authors", author), ("commentList", "".join(added))):
            holder = outline.root.child(name)
            if holder is not None:
                splices.append(holder.append(fragment))
            else:
                missing.append(Fragment(name, f"<{name}>{fragment}</{name}>"))
    return splices + insert_children(outline.root, missing, _ORDER)


def _append_to_note(comment: Element, text: NoteText) -> list[Splice]:
    """Return the splices that put our runs after the staff's text.

    Plain text becomes a run first: the schema allows text beside runs, but programs then show
    only one of the two.
    """
    holder = comment.child("text")
    if holder is None:
        return [comment.append(f"<text>{text.runs(after_staff=False)}</text>")]
    plain = holder.child("t")
    if plain is None:
        return [holder.append(text.runs(after_staff=bool(holder.children)))]
    tag = f"{holder.prefix}:r" if holder.prefix else "r"
    return [
        Splice(plain.start, plain.start, f"<{tag}>".encode()),
        Splice(plain.end, plain.end, f"</{tag}>".encode()),
        holder.append(text.runs(after_staff=True)),
    ]


def _comment(area: CellRange, text: NoteText, *, author: int) -> str:
    cell = CellRange(area.top, area.left, area.top, area.left).a1
    runs = text.runs(after_staff=False)
    return f'<comment ref="{cell}" authorId="{author}"><text>{runs}</text></comment>'


def _read_comments(draft: Draft, parts: NoteParts) -> Outline | None:
    if not parts.comments:
        return None
    return read_outline(draft.read(parts.comments), parts.comments)


def comments_by_cell(outline: Outline) -> dict[Place, Element]:
    found: dict[Place, Element] = {}
    for comment in outline.root.within("commentList", "comment"):
        cell = cell_of(comment)
        if cell is not None:
            found.setdefault(cell, comment)
    return found


def threaded_cells(draft: Draft, parts: NoteParts, outline: Outline | None) -> set[Place]:
    """Return the cells with a thread, by the threads and by their stand-ins among the notes."""
    cells = set()
    for part in parts.threads:
        root = read_outline(draft.read(part), part).root
        cells |= {cell for child in root.children if (cell := cell_of(child)) is not None}
    if outline is not None:
        authors = outline.root.within("authors", "author")
        stand_ins = {str(n) for n, author in enumerate(authors) if author.text.startswith("tc=")}
        cells |= {
            cell
            for cell, comment in comments_by_cell(outline).items()
            if comment.attributes.get("authorId") in stand_ins
        }
    return cells


def cell_of(element: Element) -> Place | None:
    try:
        return parse_a1(element.attributes.get("ref", ""))
    except ValueError:
        return None


def _free_part(draft: Draft, sheet: SheetEntry, stem: str, suffix: str) -> str:
    folder = posixpath.dirname(posixpath.dirname(sheet.part))
    return draft.free_name(posixpath.join(folder, stem), suffix)
