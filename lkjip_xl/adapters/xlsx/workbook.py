"""The parts of a workbook: which sheets it has, in which order, and what they share."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lkjip_xl.adapters.xlsx.markup import list_elements
from lkjip_xl.adapters.xlsx.own_sheet import DefinedName, Tab, find_own_sheets
from lkjip_xl.adapters.xlsx.package import Package
from lkjip_xl.ports import BookError

#: Sheets of one book: annexes are compared with each other, so that time grows with the square.
MAX_SHEETS = 1_000


class SheetEntry(NamedTuple):
    """One worksheet as the workbook lists it; ``part`` is empty where the list leads nowhere."""

    name: str
    part: str
    hidden: bool


class Workbook(NamedTuple):
    """What ``workbook.xml`` says; part names are empty where the book has no such part.

    The sheets that we added to a marked copy are in ``own``, by their keys: they are no annexes.
    """

    part: str
    sheets: Sequence[SheetEntry]
    own: Mapping[str, SheetEntry]
    strings: str
    styles: str
    dates_from_1904: bool


def read_workbook(package: Package) -> Workbook:
    """Return the parts of the workbook in a package.

    Raises:
        BookError: the package holds no workbook, or its list of sheets cannot be read.
    """
    part = find_workbook_part(package)
    relations = read_relations(package, part)
    elements = list_elements(package, part, ("sheet", "workbookPr", "definedName"))
    tabs = [element.attributes for element in elements if element.tag == "sheet"]
    names = [element for element in elements if element.tag == "definedName"]
    own = find_own_sheets(
        (DefinedName(a.get("name", ""), a.get("localSheetId", ""), text) for _, a, text in names),
        [Tab(a.get("name", ""), _is_worksheet(a, relations)) for a in tabs],
    )
    sheets = [
        _read_entry(attributes, relations)
        for index, attributes in enumerate(tabs)
        if index not in own and _is_worksheet(attributes, relations)
    ]
    if len(sheets) > MAX_SHEETS:
        raise package.damaged(part, f"lebih dari {MAX_SHEETS} lembar")
    return Workbook(
        part=part,
        sheets=sheets,
        own={
            key: _read_entry(tabs[index], relations)
            for index, key in own.items()
            if index < len(tabs)
        },
        strings=_find_part(package, relations, "sharedStrings"),
        styles=_find_part(package, relations, "styles"),
        dates_from_1904=any(
            element.attributes.get("date1904") in ("1", "true")
            for element in elements
            if element.tag == "workbookPr"
        ),
    )


class Relation(NamedTuple):
    """A link from one part to another; ``kind`` is the last word of its type."""

    kind: str
    target: str


def find_workbook_part(package: Package) -> str:
    """Return the name of the part that lists the sheets.

    Raises:
        BookError: the package holds no workbook in XML.
    """
    for relation in read_relations(package, "").values():
        if relation.kind == "officeDocument" and relation.target in package:
            return relation.target
    if "xl/workbook.xml" in package:
        return "xl/workbook.xml"
    raise BookError(
        "berkas ini bukan buku kerja Excel",
        package.path.name,
        "Pilih berkas .xlsx atau .xlsm",
    )


def read_relations(package: Package, part: str) -> dict[str, Relation]:
    """Return a part's relations by their id; the empty name stands for the package itself.

    Raises:
        BookError: the list is there but cannot be read.
    """
    folder, _, name = part.rpartition("/")
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in package:
        return {}
    found: dict[str, Relation] = {}
    for _, attributes, _ in list_elements(package, rels, ("Relationship",)):
        if attributes.get("TargetMode", "").lower() == "external":
            continue
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = _resolve(package, folder, attributes.get("Target", ""))
        found[attributes.get("Id", "")] = Relation(kind, target)
    return found


def _resolve(package: Package, folder: str, target: str) -> str:
    """Return the part that a relation's target names, seen from the folder of its owner."""
    target = target.replace("\\", "/")
    name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    if name not in package and "%" in name:
        from urllib.parse import unquote  # rare, and slow to import

        return unquote(name)
    return name


def _is_worksheet(attributes: dict[str, str], relations: dict[str, Relation]) -> bool:
    """Tell worksheets from chart sheets; a sheet whose relation is lost counts as one."""
    relation = relations.get(attributes.get("id", ""))
    return relation is None or relation.kind == "worksheet"


def _read_entry(attributes: dict[str, str], relations: dict[str, Relation]) -> SheetEntry:
    relation = relations.get(attributes.get("id", ""))
    return SheetEntry(
        name=attributes.get("name", ""),
        part=relation.target if relation else "",
        hidden=attributes.get("state", "visible") != "visible",
    )


def _find_part(package: Package, relations: dict[str, Relation], kind: str) -> str:
    for relation in relations.values():
        if relation.kind == kind and relation.target in package:
            return relation.target
    return ""
