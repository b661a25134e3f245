"""The workbook part: its sheets in tab order and its defined names."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lkjip_xl.adapters.xlsx.own_sheet import DefinedName, Tab, find_own_sheets
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
    Outline,
    find_attribute,
    insert_children,
    read_outline,
)
from lkjip_xl.adapters.xlsx.patch.parts import (
    add_relations,
    content_type,
    declare_types,
    read_relations,
)
from lkjip_xl.adapters.xlsx.patch.splice import Splice
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
class SheetEntry:
    """One tab: ``part`` is empty and ``kind`` is not ``worksheet`` for charts and macro sheets."""

    index: int
    name: str
    kind: str
    part: str
    relation: str
    element: Element


@dataclass(frozen=True, slots=True)
class WorkbookPart:
    """The workbook part as it stands at the moment of reading."""

    part: str
    outline: Outline
    dialect: Dialect
    sheets: Sequence[SheetEntry]

    def worksheets(self) -> list[SheetEntry]:
        return [sheet for sheet in self.sheets if sheet.kind == "worksheet" and sheet.part]

    def names(self) -> list[Element]:
        """Return the defined names."""
        holder = self.outline.root.child("definedNames")
        return [] if holder is None else holder.named("definedName")

    def own_sheets(self) -> list[SheetEntry]:
        """Return the sheets that we wrote."""
        own = find_own_sheets(
            (
                DefinedName(
                    name.attributes.get("name", ""),
                    name.attributes.get("localSheetId", ""),
                    name.text,
                )
                for name in self.names()
            ),
            [Tab(sheet.name, sheet.kind == "worksheet") for sheet in self.sheets],
        )
        return [sheet for sheet in self.sheets if sheet.index in own]


def read_workbook(draft: Draft) -> WorkbookPart:
    """Return the workbook part.

    Raises:
        UnpatchableError: there is none, it is binary, or its standard is unknown.
    """
    relations = [r.target for r in read_relations(draft, "") if r.kind == "officeDocument"]
    part = next((target for target in relations if target), draft.find("xl/workbook.xml"))
    if not part:
        raise UnpatchableError("berkas ini bukan buku kerja Excel", RESAVE)
    if "sheet.binary" in content_type(draft, part) or part.lower().endswith(".bin"):
        raise UnpatchableError(
            "berkas berformat .xlsb, yang tidak dapat ditandai",
            "Simpan sebagai .xlsx, lalu ulangi",
        )
    outline = read_outline(draft.read(part), part)
    dialect = dialect_of(outline.root.namespace)
    by_id = {relation.id: relation for relation in read_relations(draft, part)}
    holder = outline.root.child("sheets")
    sheets = []
    for index, element in enumerate([] if holder is None else holder.named("sheet")):
        identifier = element.attributes.get(f"{{{dialect.relationships}}}id", "")
        relation = by_id.get(identifier)
        sheets.append(
            SheetEntry(
                index,
                element.attributes.get("name", ""),
                "" if relation is None else relation.kind,
                "" if relation is None else relation.target,
                identifier,
                element,
            )
        )
    return WorkbookPart(part, outline, dialect, sheets)


def free_sheet_name(present: Iterable[str], wanted: str) -> str:
    """Return the name wanted for a tab, or the first like it that no tab has."""
    taken = {name.casefold() for name in present}
    candidates = [wanted, f"{wanted} LKjIP"]
    candidates += [f"{wanted} LKjIP {number}" for number in range(2, len(taken) + 3)]
    return next(name for name in candidates if name.casefold() not in taken)


def append_sheet(
    draft: Draft, stem: str, name: str, data: bytes, local_names: Sequence[tuple[str, str, bool]]
) -> None:
    """Add a worksheet after the last tab, so that no index of a sheet moves.

    ``stem`` names its part.  ``local_names`` are defined names of the sheet: name, range such as
    ``$A$1``, hidden.
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
    ids = [sheet.element.attributes.get("sheetId", "") for sheet in book.sheets]
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
    fragment = ("definedNames", f"<definedNames>{lines}</definedNames>")
    return insert_children(book.outline.root, [fragment], _ORDER)


def calculate_on_load(draft: Draft) -> None:
    """Let Excel compute every formula when it opens the book."""
    book = read_workbook(draft)
    element = book.outline.root.child("calcPr")
    if element is None:
        fragment = ("calcPr", '<calcPr fullCalcOnLoad="1"/>')
        draft.patch(book.part, insert_children(book.outline.root, [fragment], _ORDER))
        return
    tag = draft.read(book.part)[element.start : element.inner_start]
    span = find_attribute(tag, "fullCalcOnLoad")
    if span is not None:
        start, end = (element.start + offset for offset in span)
        draft.patch(book.part, [Splice(start, end, b"1")])
    else:
        start = element.start + len(element.tag) + 1
        draft.patch(book.part, [Splice(start, start, b' fullCalcOnLoad="1"')])
