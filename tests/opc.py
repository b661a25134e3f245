"""What is wrong with an Office package: its zip, its parts, and what they say of each other.

An independent reading of ECMA-376 part 2 (packages) and, for workbooks, of part 1: it shares no
code with the writers it judges.  ``newly_invalid`` compares a copy with what it was made of, since
the faults of a foreign book are not ours.

Problems are told without the sizes of lists, which grow in a marked copy.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote

from lxml import etree

_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_RELATION_NAMESPACES = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)

#: What a part is when a relationship of this kind leads to it: the end of its content type.
_KINDS = {
    "worksheet": "spreadsheetml.worksheet+xml",
    "styles": "ml.styles+xml",
    "sharedStrings": "spreadsheetml.sharedStrings+xml",
    "comments": "ml.comments+xml",
    "vmlDrawing": "vmlDrawing",
    "table": "spreadsheetml.table+xml",
    "drawing": "drawing+xml",
    "chart": "drawingml.chart+xml",
    "theme": "theme+xml",
    "calcChain": "spreadsheetml.calcChain+xml",
}

#: Relationships of which a part may have one.
_ONCE = {"styles", "sharedStrings", "theme", "calcChain", "comments", "officeDocument"}

#: The children of elements in the schema's order.
_ORDERS = {
    "worksheet": (
        "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection"
        " protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells"
        " phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins"
        " pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors"
        " smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls"
        " webPublishItems tableParts extLst"
    ),
    "workbook": (
        "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups"
        " externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr"
        " smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst"
    ),
    "styleSheet": (
        "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"
    ),
    "comments": "authors commentList extLst",
    "dxf": "font numFmt fill alignment border protection extLst",
}

#: Of these children an element may have many.
_MANY = {"conditionalFormatting", "smartTagTypes", "fileRecoveryPr"}

#: Which list of the styles part an attribute points into; an empty list holds the default alone.
_STYLE_LISTS = {
    "fontId": "fonts",
    "fillId": "fills",
    "borderId": "borders",
    "xfId": "cellStyleXfs",
}
_FIRST_OWN_FORMAT = 164

#: Bytes from which on a part is not looked into, and up to which it is kept parsed.
_LARGEST, _KEPT = 40 * 2**20, 2**18

_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d*)")


def newly_invalid(source: Path | None, copy: Path) -> list[str]:
    """Return the problems of a file that what it was made of, if anything, does not have."""
    before = set() if source is None else set(find_problems(source))
    return [problem for problem in find_problems(copy) if problem not in before]


def find_problems(path: Path) -> list[str]:
    """Return what is wrong with a package, each fault once; a file that is none is one fault."""
    try:
        with path.open("rb") as stream:
            return [*dict.fromkeys(_Checker(stream).problems())]
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        return [f"no zip package: {error}"]


class _Checker:
    def __init__(self, stream: BinaryIO) -> None:
        self._archive = zipfile.ZipFile(stream)
        self._stored = [entry.filename for entry in self._archive.infolist()]
        self._spelled = {_fold(name): name for name in self._stored}
        self._contents: dict[str, bytes] = {}

    def problems(self) -> Iterator[str]:
        yield from self._check_entries()
        if _fold("[Content_Types].xml") not in self._spelled:
            yield "[Content_Types].xml is missing"
            return
        yield from self._check_content_types()
        yield from self._check_relations()
        yield from self._check_reached()
        for part in self._parts:
            root = self._root(part)
            if root is None:
                if self._is_xml(part) and len(self._read(part)) <= _LARGEST:
                    yield f"{part}: not well formed"
                continue
            yield from self._check_references(part, root)
            yield from _check_order(part, root)
        book = self._office_document
        root = self._root(book) if book else None
        if root is not None and _local(root) == "workbook":
            yield from self._check_workbook(book, root)

    # The zip

    def _check_entries(self) -> Iterator[str]:
        for name, count in Counter(map(_fold, self._stored)).items():
            if count > 1:
                yield f"{name}: {count} entries"
        for name in self._stored:
            try:
                self._contents[_fold(name)] = self._archive.read(name)
            except Exception as error:
                yield f"{name}: cannot be unpacked ({type(error).__name__})"

    @cached_property
    def _parts(self) -> list[str]:
        names = (name.replace("\\", "/").lstrip("/") for name in self._stored)
        return [name for name in names if name and not name.endswith("/")]

    def _read(self, part: str) -> bytes:
        return self._contents.get(_fold(part), b"")

    def _root(self, part: str) -> Any:
        """Return an XML part's root, or nothing where it is none or too large to look into."""
        if not self._is_xml(part):
            return None
        data = self._read(part)
        if len(data) > _LARGEST:
            return None
        return _parse(data) if len(data) > _KEPT else _parse_once(data)

    def _is_xml(self, part: str) -> bool:
        if part.lower().endswith(".vml"):
            return False  # Excel itself writes some that are not well formed
        kind = self._content_type(part)
        return part.lower().endswith((".xml", ".rels")) or kind.endswith(("+xml", "/xml"))

    # Content types

    @cached_property
    def _types(self) -> list[tuple[str, str, str]]:
        """Return what is declared: ``Override`` or ``Default``, for what, and the type."""
        root = _parse(self._read("[Content_Types].xml"))
        return [
            (
                _local(line),
                _fold(line.get("PartName" if _local(line) == "Override" else "Extension", "")),
                line.get("ContentType", ""),
            )
            for line in ([] if root is None else root.iterchildren(etree.Element))
        ]

    @cached_property
    def _type_of(self) -> dict[tuple[str, str], str]:
        return {(kind, name): content for kind, name, content in self._types}

    def _content_type(self, part: str) -> str:
        if part == "[Content_Types].xml":
            return "application/xml"
        default = self._type_of.get(("Default", part.rpartition(".")[2].lower()), "")
        return self._type_of.get(("Override", _fold(part)), default)

    def _check_content_types(self) -> Iterator[str]:
        for (kind, name), count in Counter(line[:2] for line in self._types).items():
            if count > 1:
                yield f"[Content_Types].xml: {count} × {kind} {name}"
            if kind == "Override" and name not in self._spelled:
                yield f"[Content_Types].xml: Override of {name}, which is missing"
        for part in self._parts:
            kind = self._content_type(part)
            if not kind:
                yield f"{part}: no content type"
            elif part.endswith(".rels") and kind != _RELS_TYPE:
                yield f"{part}: the content type of relationships is {kind}"

    # Relationships

    @cached_property
    def _relations(self) -> dict[str, list[dict[str, str]]]:
        """Return the relationships by owner (the package's is ``""``); ``Part`` is the target."""
        found = {}
        for name in self._parts:
            folder, base = posixpath.split(name)
            if not base.endswith(".rels") or posixpath.basename(folder) != "_rels":
                continue
            owner = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
            root = self._root(name)
            found[_fold(owner)] = [
                {**line.attrib, "Part": self._target(owner, dict(line.attrib))}
                for line in ([] if root is None else root)
                if isinstance(line.tag, str)
            ]
        return found

    def _target(self, owner: str, line: dict[str, str]) -> str:
        target = line.get("Target", "")
        if line.get("TargetMode") == "External" or target.startswith("#"):
            return ""
        target = unquote(target).partition("#")[0].replace("\\", "/")
        return _fold(posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), target)))

    def _check_relations(self) -> Iterator[str]:
        for owner, lines in self._relations.items():
            if owner and owner not in self._spelled:
                yield f"relationships of {owner}, which is missing"
            for identifier, count in Counter(line.get("Id", "") for line in lines).items():
                if not identifier or count > 1:
                    yield f"{owner or 'package'}: {count} relationships {identifier!r}"
            kinds = Counter(_kind(line) for line in lines)
            for kind in _ONCE & kinds.keys():
                if kinds[kind] > 1:
                    yield f"{owner or 'package'}: {kinds[kind]} relationships to {kind}"
            for line in lines:
                target, wanted = line["Part"], _KINDS.get(_kind(line), "")
                if target and target not in self._spelled:
                    yield f"{owner or 'package'}: {line.get('Id')} leads to {target}, which is missing"
                elif target and not self._content_type(target).endswith(wanted):
                    yield f"{owner}: {line.get('Id')} calls {target} {_kind(line)}"

    def _check_reached(self) -> Iterator[str]:
        """Tell the parts that no chain of relationships leads to."""
        reached: set[str] = set()
        waiting = [""]
        while waiting:
            owner = waiting.pop()
            for line in self._relations.get(owner, []):
                if line["Part"] and line["Part"] not in reached:
                    reached.add(line["Part"])
                    waiting.append(line["Part"])
        for part in self._parts:
            told = part == "[Content_Types].xml" or part.endswith(".rels")
            if not told and _fold(part) not in reached:
                yield f"{part}: nothing leads to it"

    def _check_references(self, part: str, root: Any) -> Iterator[str]:
        """Tell the identifiers that a part uses and its relationships lack."""
        known = {line.get("Id", "") for line in self._relations.get(_fold(part), [])}
        for element in _beside_cells(root):
            for name, value in element.attrib.items():
                if name.startswith(_RELATION_NAMESPACES) and value and value not in known:
                    yield f"{part}: {_local(element)} refers to {value}"

    def _related(self, part: str, kind: str) -> list[str]:
        return [
            line["Part"]
            for line in self._relations.get(_fold(part), [])
            if _kind(line) == kind and line["Part"] in self._spelled
        ]

    @cached_property
    def _office_document(self) -> str:
        return next(iter(self._related("", "officeDocument")), "")

    # Workbooks

    def _check_workbook(self, part: str, root: Any) -> Iterator[str]:
        sheets = list(root.iterfind("{*}sheets/{*}sheet"))
        for what, values in {
            "name": [sheet.get("name", "").casefold() for sheet in sheets],
            "sheetId": [sheet.get("sheetId") for sheet in sheets],
            "relationship": [_identifier(sheet) for sheet in sheets],
        }.items():
            for value, count in Counter(values).items():
                if count > 1 or not value:
                    yield f"{part}: {count} sheets of {what} {value!r}"
        for sheet in sheets:
            if len(sheet.get("name", "")) > 31 or re.search(r"[\[\]:*?/\\]", sheet.get("name", "")):
                yield f"{part}: a sheet cannot be called {sheet.get('name')!r}"
        yield from _check_names(part, root, len(sheets))
        styles = _Styles(self._first_root(part, "styles"))
        yield from styles.problems()
        strings = self._first_root(part, "sharedStrings")
        count = 0 if strings is None else len(strings.findall("{*}si"))
        formulas: dict[str, set[str]] = {}
        tables: list[Any] = []
        lines = {line.get("Id"): line["Part"] for line in self._relations.get(_fold(part), [])}
        for sheet in sheets:
            target = lines.get(_identifier(sheet), "")
            page = self._root(target) if target in self._spelled else None
            if page is None or _local(page) != "worksheet":
                continue
            formulas[sheet.get("sheetId", "")], problems = _look_at_cells(
                page, styles.formats, count
            )
            yield from (f"{target}: {problem}" for problem in problems)
            yield from self._check_sheet(target, page, styles)
            tables += [self._root(table) for table in self._related(target, "table")]
        yield from _check_tables(tables, styles)
        yield from _check_chain(self._first_root(part, "calcChain"), formulas)

    def _first_root(self, part: str, kind: str) -> Any:
        return next((self._root(target) for target in self._related(part, kind)), None)

    def _check_sheet(self, part: str, root: Any, styles: _Styles) -> Iterator[str]:
        for name in ("legacyDrawing", "drawing", "legacyDrawingHF"):
            if sum(_local(child) == name for child in _children(root)) > 1:
                yield f"{part}: more than one {name}"
        yield from styles.check_looks(part, root)
        merges = [merge.get("ref", "") for merge in root.iterfind("{*}mergeCells/{*}mergeCell")]
        for ref, count in Counter(merges).items():
            if count > 1:
                yield f"{part}: {count} merges {ref}"
        for holder in ("dataValidations", "mergeCells", "tableParts"):
            for element in root.iterfind(f"{{*}}{holder}"):
                yield from _check_count(part, element)
        for target in self._related(part, "comments"):
            yield from self._check_comments(target)

    def _check_comments(self, part: str) -> Iterator[str]:
        root = self._root(part)
        if root is None:
            return
        authors = len(root.findall("{*}authors/{*}author"))
        comments = root.findall("{*}commentList/{*}comment")
        for comment in comments:
            if not _number(comment.get("authorId", "")) < authors:
                yield f"{part}: the note on {comment.get('ref')} has no author"
        for ref, count in Counter(comment.get("ref") for comment in comments).items():
            if count > 1:
                yield f"{part}: {count} notes on {ref}"


class _Styles:
    """The styles part: how long its lists are, and what points beyond them."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._lists = {} if root is None else {_local(child): child for child in root}
        self._sizes = {name: _count_children(holder) for name, holder in self._lists.items()}

    def size(self, name: str) -> int:
        return self._sizes.get(name, 0)

    @property
    def formats(self) -> int:
        return max(self.size("cellXfs"), 1)

    def problems(self) -> Iterator[str]:
        if self._root is None:
            return
        for holder in self._lists.values():
            yield from _check_count("styles", holder)
        declared = [one.get("numFmtId", "") for one in self._lists.get("numFmts", ())]
        for number, count in Counter(declared).items():
            if count > 1:
                yield f"styles: {count} number formats {number}"
        for name in ("cellXfs", "cellStyleXfs"):
            for index, line in enumerate(self._lists.get(name, ())):
                yield from self._check_format(f"styles: {name} {index}", line, {*declared})
        for style in self._lists.get("cellStyles", ()):
            if not _number(style.get("xfId", "")) < max(self.size("cellStyleXfs"), 1):
                yield f"styles: cellStyle {style.get('name')} points beyond cellStyleXfs"
        yield from self.check_looks("styles", self._root)
        for index, look in enumerate(self._lists.get("dxfs", ())):
            yield from _check_order(f"styles: dxf {index}", look)

    def _check_format(self, where: str, line: Any, declared: set[str]) -> Iterator[str]:
        for attribute, name in _STYLE_LISTS.items():
            if not _number(line.get(attribute, "0")) < max(self.size(name), 1):
                yield f"{where}: {attribute} {line.get(attribute)} points beyond {name}"
        number = line.get("numFmtId", "0")
        if _number(number) >= _FIRST_OWN_FORMAT and number not in declared:
            yield f"{where}: number format {number} is not declared"

    def check_looks(self, part: str, root: Any) -> Iterator[str]:
        """Tell the conditional looks that a part asks for and the styles lack."""
        size = self.size("dxfs")
        for element in _beside_cells(root):
            for name, value in element.attrib.items():
                if name.lower().endswith("dxfid") and not _number(value) < size:
                    yield f"{part}: {_local(element)} {name} {value} points beyond dxfs"


def _check_names(part: str, root: Any, sheets: int) -> Iterator[str]:
    names = root.findall("{*}definedNames/{*}definedName")
    keys = Counter((one.get("name", "").casefold(), one.get("localSheetId")) for one in names)
    for (name, scope), count in keys.items():
        if count > 1:
            yield f"{part}: {count} names {name} of scope {scope}"
        if scope is not None and not _number(scope) < sheets:
            yield f"{part}: name {name} is local to sheet {scope}"
    for view in root.iterfind("{*}bookViews/{*}workbookView"):
        for attribute in ("activeTab", "firstSheet"):
            if not _number(view.get(attribute, "0")) < sheets:
                yield f"{part}: {attribute} {view.get(attribute)} points beyond the sheets"


def _look_at_cells(root: Any, formats: int, strings: int) -> tuple[set[str], list[str]]:
    """Return the cells with a formula, and what is wrong with rows and cells."""
    formulas: set[str] = set()
    problems: list[str] = []
    last_row = 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        number = _number(row.get("r", str(last_row + 1)))
        if number <= last_row:
            problems.append(f"row {number} after row {last_row}")
        last_row, last_column = int(number), 0
        if not _number(row.get("s", "0")) < formats:
            problems.append(f"row {number}: style {row.get('s')}")
        for cell in row.iterfind("{*}c"):
            ref = cell.get("r", "")
            match = _CELL.fullmatch(ref)
            column = last_column + 1 if match is None else _column(match[1])
            if column <= last_column or (match is not None and int(match[2]) != number):
                problems.append(f"cell {ref} out of its place")
            last_column = column
            problems += [f"cell {ref}: {what}" for what in _check_cell(cell, formats, strings)]
            if cell.find("{*}f") is not None:
                formulas.add(ref)
    for column in root.iterfind("{*}cols/{*}col"):
        if not _number(column.get("style", "0")) < formats:
            problems.append(f"column {column.get('min')}: style {column.get('style')}")
    return formulas, problems


def _check_cell(cell: Any, formats: int, strings: int) -> Iterator[str]:
    if not _number(cell.get("s", "0")) < formats:
        yield f"style {cell.get('s')}"
    if cell.get("t") == "s":
        value = cell.findtext("{*}v")
        if value and not _number(value.strip()) < strings:
            yield f"shared string {value}"
    if [_local(child) for child in cell] not in _CONTENTS:
        yield f"content {[_local(child) for child in cell]}"


_CONTENTS: list[list[str]] = [[], ["v"], ["f"], ["f", "v"], ["is"], ["f", "is"]]
_CONTENTS += [[*content, "extLst"] for content in _CONTENTS]


def _check_tables(tables: Iterable[Any], styles: _Styles) -> Iterator[str]:
    present = [table for table in tables if table is not None]
    for attribute in ("id", "displayName"):
        for value, count in Counter(t.get(attribute, "").casefold() for t in present).items():
            if count > 1:
                yield f"{count} tables of {attribute} {value}"
    for table in present:
        yield from styles.check_looks(f"table {table.get('displayName')}", table)


def _check_chain(chain: Any, formulas: dict[str, set[str]]) -> Iterator[str]:
    sheet = ""
    for link in [] if chain is None else chain.iterfind("{*}c"):
        sheet = link.get("i", sheet)
        if sheet in formulas and link.get("r") not in formulas[sheet]:
            yield f"calcChain: {link.get('r')} of sheet {sheet} has no formula"


def _check_count(part: str, holder: Any) -> Iterator[str]:
    count = holder.get("count")
    if count is not None and _number(count) != _count_children(holder):
        yield f"{part}: {_local(holder)} has a count that is not its own"


def _check_order(part: str, root: Any) -> Iterator[str]:
    order = _ORDERS.get(_local(root), "").split()
    names = [_local(child) for child in _children(root) if _local(child) in order]
    for one, other in pairwise(names):
        if order.index(one) > order.index(other):
            yield f"{part}: {other} after {one}"
        elif one == other and one not in _MANY:
            yield f"{part}: {one} twice"


def _beside_cells(root: Any) -> Iterator[Any]:
    """Yield an element and all in it but the rows of a sheet, which refer to no other part."""
    yield root
    for child in root.iterchildren(etree.Element):
        if _local(child) != "sheetData":
            yield from child.iter(etree.Element)


def _children(root: Any) -> Iterator[Any]:
    """Yield an element's children, those of the first alternative in the place of alternatives."""
    for child in root.iterchildren(etree.Element):
        if _local(child) != "AlternateContent":
            yield child
            continue
        for branch in child.iterchildren(etree.Element):
            yield from branch.iterchildren(etree.Element)
            break


def _parse(data: bytes) -> Any:
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


#: Parts that a copy shares with its source are parsed once.
_parse_once = lru_cache(maxsize=128)(_parse)


def _count_children(element: Any) -> int:
    return sum(isinstance(child.tag, str) for child in element)


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _kind(line: dict[str, str]) -> str:
    return line.get("Type", "").rpartition("/")[2]


def _identifier(sheet: Any) -> str:
    values = (sheet.get(f"{namespace}id") for namespace in _RELATION_NAMESPACES)
    return next((value for value in values if value), "")


def _number(text: str) -> float:
    """Return a whole number that is not negative; anything else points beyond every list."""
    return int(text) if text.isdecimal() else float("inf")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _fold(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
