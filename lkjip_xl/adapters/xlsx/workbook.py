"""The parts of a workbook: which sheets it has, in which order, and what they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lkjip_xl.adapters.xlsx.markup import Listed, is_true, list_elements
from lkjip_xl.adapters.xlsx.own_sheet import DefinedName, find_own_sheets
from lkjip_xl.adapters.xlsx.package import Package, Parts
from lkjip_xl.adapters.xlsx.relations import Relation, Relations, read_relations
from lkjip_xl.ports import BookError

#: Sheets of one book: annexes are compared with each other, so that time grows with the square.
MAX_SHEETS = 1_000


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One tab as the workbook lists it; ``index`` counts all tabs from 0."""

    index: int
    name: str
    relation: Relation
    hidden: bool

    @property
    def kind(self) -> str:
        """``worksheet``, another word for charts and macro sheets, or nothing if that is lost."""
        return self.relation.kind

    @property
    def part(self) -> str:
        """The sheet's part, empty where the package lacks it."""
        return self.relation.target


@dataclass(frozen=True, slots=True)
class Workbook:
    """What ``workbook.xml`` says; part names are empty where the book has no such part.

    The sheets that we added to a marked copy are in ``own``, by their keys: they are no annexes.
    """

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
    if not part:
        raise BookError(
            "berkas ini bukan buku kerja Excel",
            package.path.name,
            "Pilih berkas .xlsx atau .xlsm",
        )
    relations = read_relations(package, part)
    elements = list_elements(package, part, ("sheet", "workbookPr", "definedName"))
    tabs = list_sheets(elements, relations)
    own = find_own(elements, tabs)
    sheets = [tab for tab in tabs if tab.index not in own and tab.kind in ("worksheet", "")]
    if len(sheets) > MAX_SHEETS:
        raise package.damaged(part, f"lebih dari {MAX_SHEETS} lembar")
    return Workbook(
        sheets=sheets,
        own={own[tab.index]: tab for tab in tabs if tab.index in own},
        strings=relations.target("sharedStrings"),
        styles=relations.target("styles"),
        dates_from_1904=any(is_true(one.attributes.get("date1904")) for one in elements),
    )


def find_workbook_part(parts: Parts) -> str:
    """Return the name of the part that lists the sheets, empty where there is none."""
    related = read_relations(parts, "").target("officeDocument")
    return related or parts.find("xl/workbook.xml") or ""


def list_sheets(elements: Iterable[Listed], relations: Relations) -> list[SheetEntry]:
    """Return the tabs in their order; a sheet whose relation is lost is of no kind."""
    by_id = relations.by_id()
    sheets: list[SheetEntry] = []
    for attributes in (one.attributes for one in elements if one.tag == "sheet"):
        identifier = attributes.get("id", "")
        relation = by_id.get(identifier, Relation(identifier, kind="", target="", lacking=""))
        hidden = attributes.get("state", "visible") != "visible"
        sheets.append(SheetEntry(len(sheets), attributes.get("name", ""), relation, hidden))
    return sheets


def find_own(elements: Iterable[Listed], tabs: Sequence[SheetEntry]) -> dict[int, str]:
    """Return the keys of our sheets by their index."""
    names = (
        DefinedName(
            one.attributes.get("name", ""), one.attributes.get("localSheetId", ""), one.text
        )
        for one in elements
        if one.tag == "definedName"
    )
    countable = all(tab.kind == "worksheet" for tab in tabs)
    return find_own_sheets(names, [tab.name for tab in tabs], countable=countable)
