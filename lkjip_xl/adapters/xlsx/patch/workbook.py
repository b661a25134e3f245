"""The workbook part: its sheets in tab order and its defined names."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lkjip_xl.adapters.xlsx.markup import Listed
from lkjip_xl.adapters.xlsx.patch.dialect import (
    RESAVE,
    Dialect,
    UnpatchableError,
    dialect_of,
    escape_text,
    quote_attribute,
    read_count,
)
from lkjip_xl.adapters.xlsx.patch.draft import Draft
from lkjip_xl.adapters.xlsx.patch.outline import (
    Element,
    Fragment,
    Outline,
    insert_children,
    read_outline,
    set_attribute,
)
from lkjip_xl.adapters.xlsx.patch.parts import (
    add_relations,
    content_type,
    declare_types,
)
from lkjip_xl.adapters.xlsx.patch.splice import Splice
from lkjip_xl.adapters.xlsx.relations import Relations, read_relations
from lkjip_xl.adapters.xlsx.workbook import (
    SheetEntry,
    find_own,
    find_workbook_part,
    list_sheets,
)
from lkjip_xl.location import quote_sheet

_HIDDEN = ' hidden="1"'
_WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize",
    "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorkbookPart:
    """The workbook part as it stands at the moment of reading."""

    part: str
    outline: Outline
    dialect: Dialect
    relations: Relations
    sheets: Sequence[SheetEntry]

    def worksheets(self) -> list[SheetEntry]:
        return [sheet for sheet in self.sheets if sheet.kind == "worksheet" and sheet.part]

    def names(self) -> list[Element]:
        """Return the defined names."""
        return self.outline.root.within("definedNames", "definedName")

    def element(self, sheet: SheetEntry) -> Element:
        """Return the element that lists a sheet."""
        return self.outline.root.within("sheets", "sheet")[sheet.index]

    def own_sheets(self) -> list[SheetEntry]:
        """Return the sheets that we wrote."""
        own = find_own(map(_listed, self.names()), self.sheets)
        return [sheet for sheet in self.sheets if sheet.index in own]


def _listed(element: Element) -> Listed:
    plain = {key.rpartition("}")[2]: text for key, text in element.attributes.items()}
    return Listed(element.name, plain, element.text)


def read_workbook(draft: Draft) -> WorkbookPart:
    """Return the workbook part.

    Raises:
        UnpatchableError: there is none, it is binary, or its standard is unknown.
    """
    part = find_workbook_part(draft)
    if not part:
        raise UnpatchableError("berkas ini bukan buku kerja Excel", RESAVE)
    if "sheet.binary" in content_type(draft, part) or part.lower().endswith(".bin"):
        raise UnpatchableError(
            "berkas berformat .xlsb, yang tidak dapat ditandai",
            "Simpan sebagai .xlsx, lalu ulangi",
        )
    outline = read_outline(draft.read(part), part)
    dialect = dialect_of(outline.root.namespace)
    tabs = map(_listed, outline.root.within("sheets", "sheet"))
    relations = read_relations(draft, part)
    return WorkbookPart(part, outline, dialect, relations, list_sheets(tabs, relations))


class LocalName(NamedTuple):
    """A defined name of one sheet for a range of it such as ``$A$1``."""

    name: str
    area: str
    hidden: bool


def append_sheet(
    draft: Draft, stem: str, name: str, data: bytes, local_names: Iterable[LocalName]
) -> None:
    """Add a worksheet after the last tab, so that no index of a sheet moves.

    ``stem`` names its part.
    """
    book = read_workbook(draft)
    folder = posixpath.join(posixpath.dirname(book.part), "worksheets")
    part = draft.free_name(f"{folder}/lkjip-{stem}", "xml")
    draft.add(part, data)
    declare_types(draft, [(part, _WORKSHEET_TYPE)])
    (identifier,) = add_relations(
        draft, book.part, [(book.dialect.relation_type("worksheet"), part)]
    )
    holder = book.outline.root.child("sheets")
    if holder is None:
        raise UnpatchableError("buku kerja tidak mempunyai lembar", RESAVE)
    ids = [sheet.attributes.get("sheetId", "") for sheet in holder.named("sheet")]
    number = max(map(read_count, ids), default=0) + 1
    prefix = book.outline.prefixes.get(book.dialect.relationships, "")
    declared = "" if prefix else f' xmlns:r="{book.dialect.relationships}"'
    sheet = (
        f'<sheet name={quote_attribute(name)} sheetId="{number}"{declared}'
        f' {prefix or "r"}:id="{identifier}"/>'
    )
    quoted = escape_text(quote_sheet(name))
    lines = "".join(
        f'<definedName name="{local}" localSheetId="{len(book.sheets)}"'
        f"{_HIDDEN if hidden else ''}>{quoted}!{area}</definedName>"
        for local, area, hidden in local_names
    )
    draft.patch(book.part, [holder.append(sheet), *_add_names(book, lines)])


def add_global_name(draft: Draft, name: str, sheet: str, area: str) -> None:
    """Give a range a name that the whole book knows, unless the name is taken."""
    book = read_workbook(draft)
    if any(one.attributes.get("name", "").casefold() == name.casefold() for one in book.names()):
        return
    target = f"{escape_text(quote_sheet(sheet))}!{area}"
    line = f'<definedName name="{name}">{target}</definedName>'
    draft.patch(book.part, _add_names(book, line))


def _add_names(book: WorkbookPart, lines: str) -> list[Splice]:
    holder = book.outline.root.child("definedNames")
    if holder is not None:
        return [holder.append(lines)]
    fragment = Fragment("definedNames", f"<definedNames>{lines}</definedNames>")
    return insert_children(book.outline.root, [fragment], _ORDER)


def calculate_on_load(draft: Draft) -> None:
    """Let Excel compute every formula when it opens the book."""
    book = read_workbook(draft)
    element = book.outline.root.child("calcPr")
    if element is None:
        fragment = Fragment("calcPr", '<calcPr fullCalcOnLoad="1"/>')
        draft.patch(book.part, insert_children(book.outline.root, [fragment], _ORDER))
        return
    start = element.start + len(element.tag) + 1
    new = Splice(start, start, b' fullCalcOnLoad="1"')
    present = set_attribute(draft.read(book.part), element, "fullCalcOnLoad", 1)
    draft.patch(book.part, present or [new])
