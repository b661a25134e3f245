"""The checks of ``corpus.py`` on one workbook, in a process that may hang or die of it.

Reads tasks from standard input, one JSON object a line, and answers each with a line
``{"faults": {…}, …}``; before a step that a hostile file could kill, it names the step.
"""

from __future__ import annotations

import json
import os
import re
import resource
import struct
import sys
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import cycle, islice, zip_longest
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine
from lxml import etree
from openpyxl.cell import Cell

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import opc

from lkjip_xl.adapters.own_sheet_layout import header_row
from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.adapters.xlsx.package import open_package
from lkjip_xl.adapters.xlsx.patch.draft import Draft
from lkjip_xl.adapters.xlsx.patch.marking import has_marks, write_clean, write_marked
from lkjip_xl.adapters.xlsx.patch.workbook import read_workbook
from lkjip_xl.adapters.xlsx.relations import read_relations, relations_part
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import Grid
from lkjip_xl.location import CellRef, parse_a1
from lkjip_xl.outputs.catatan import make_catatan
from lkjip_xl.outputs.hasil_hitung import make_hasil_hitung
from lkjip_xl.outputs.marks import make_marks
from lkjip_xl.outputs.own_sheet import OwnSheet
from lkjip_xl.ports import BookError

TODAY = date(2024, 1, 31)

MEMORY = 6 * 2**30

#: Sheets marked in one book, and cells of each kind on one sheet.
_SHEETS, _USED, _MERGED, _NOTED = 8, 6, 2, 3

#: Cells that openpyxl is asked about on one sheet.
_MOST_CELLS = 50_000

#: What may differ in an element of the original: counts of lists that grew, priorities that moved.
_MAY_DIFFER = frozenset({"count", "priority"})

Place = tuple[int, int]
Parts = dict[str, bytes]


class Faults(dict[str, str]):
    """What went wrong, by kind; of each kind the first is kept."""

    def note(self, kind: str, what: object) -> None:
        self.setdefault(kind, str(what)[:300])


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        task = json.loads(line)
        probe = {"mark": _probe_marking, "sweep": _probe_sweep, "same": _probe_same}[task["task"]]
        paths = [Path(path) for path in task["paths"]]
        try:
            answer = probe(*paths, skip=task["skip"])
        except Exception as error:
            answer = {"faults": {"crashed": f"{type(error).__name__}: {error}"[:300]}}
        _say(answer)


#: Where answers go; what a library prints goes to the standard error.
_ANSWERS = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def _say(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), file=_ANSWERS, flush=True)


def _step(name: str) -> None:
    _say({"step": name})


def _probe_marking(original: Path, folder: Path, *, skip: Sequence[str]) -> dict[str, Any]:
    """Mark a book, and compare the copy, the cleaned copy, and a second round with the original."""
    faults = Faults()
    marked, clean, again, resaved, swept = (
        folder / f"{original.stem}.{name}{original.suffix}"
        for name in ("marked", "clean", "again", "resaved", "swept")
    )
    _step("mark")
    try:
        write_marked(original, marked, (), _own_sheets(()))  # the refusal as staff would see it
        findings, sheets = _choose_findings(original)
        write_marked(original, marked, make_marks(findings), _own_sheets(findings))
    except BookError as error:
        marked.unlink(missing_ok=True)
        loads = "openpyxl" not in skip and _loads(original)
        return {"refused": error.what, "openpyxl": loads, "faults": {}}
    _step("compare")
    _compare_packages(original, marked, sheets, faults)
    _compare_values(original, marked, faults)
    _check_soundness(original, marked, faults)
    _step("clean")
    write_clean(marked, clean)
    if _parts(clean) != _parts(original):
        faults.note("not restored", _differing(original, clean))
    if has_marks(marked) is not True or (not has_marks(original) and has_marks(clean)):
        faults.note("not restored", "has_marks")
    write_marked(marked, again, make_marks(findings), _own_sheets(findings))
    if _parts(again) != _parts(marked):
        faults.note("second round differs", _differing(marked, again))
    if "calamine" not in skip:
        _step("calamine")
        _compare_by_calamine(original, marked, faults)
    loads = False
    if "openpyxl" not in skip:
        _step("openpyxl")
        loads = _compare_by_openpyxl(original, marked, findings, faults, resaved)
    if resaved.exists():
        _step("sweep")
        _check_sweep(original, resaved, swept, faults)
    for path in (clean, again, resaved, swept):
        path.unlink(missing_ok=True)
    return {"faults": faults, "openpyxl": loads, "marks": len(findings)}


def _probe_sweep(
    original: Path, resaved: Path, swept: Path, *, skip: Sequence[str]
) -> dict[str, Any]:
    """Clean a marked copy that another program saved, and look for what is left.

    ``original`` is the book without marks as that program saves it.
    """
    faults = Faults()
    _step("sweep")
    if not has_marks(resaved):
        faults.note("marks unseen", "the program that saved the copy did not keep the marks")
    _check_sweep(original, resaved, swept, faults, by_openpyxl="openpyxl" not in skip)
    swept.unlink(missing_ok=True)
    return {"faults": faults}


def _probe_same(before: Path, after: Path, *, skip: Sequence[str]) -> dict[str, Any]:
    """Compare the constants of two books that another program saved."""
    faults = Faults()
    _step("compare")
    for one, other in zip(_grids(before), _grids(after), strict=True):
        if _constants(one) != _constants(other):
            faults.note("LibreOffice reads other values", one.sheet)
    return {"faults": faults}


def _own_sheets(findings: Sequence[Finding]) -> list[OwnSheet]:
    catatan = make_catatan(findings, today=TODAY)
    return [catatan, make_hasil_hitung((), findings, header_row(catatan) + 1)]


# Choosing cells


def _choose_findings(original: Path) -> tuple[list[Finding], list[str]]:
    """Return findings on used, merged, noted and blank cells, and the sheets they lie on."""
    with open_package(original) as package:
        draft = Draft(package)
        entries = read_workbook(draft).worksheets()
        noted = {entry.name: _noted_cells(draft, entry.part) for entry in entries}
    try:
        grids = {grid.sheet: grid for grid in FileBook(original).grids()}
    except BookError:
        grids = {}
    names = list(noted)
    chosen = names[:: max(1, -(-len(names) // _SHEETS))]
    levels = cycle(zip(Severity, ("HIT01", "SER01", "ANG02"), strict=True))
    findings = []
    for name in chosen:
        for row, column in _choose_cells(grids.get(name), noted[name]):
            severity, code = next(levels)
            findings.append(
                Finding(
                    code=code,
                    name="contoh",
                    severity=severity,
                    at=CellRef(original.name, name, row, column),
                    message=f"contoh catatan pada {name}",
                    fix="tidak ada yang perlu diperbaiki",
                )
            )
    return findings, chosen


def _choose_cells(grid: Grid | None, noted: Sequence[Place]) -> list[Place]:
    cells = [(1, 1), *noted[:_NOTED], *noted[-1:]]
    if grid is None:
        return sorted({*cells, (3, 2)})
    used = [
        (row, column)
        for row in islice(grid.rows, 2000)
        for column, value in enumerate(grid.rows[row], 1)
        if value is not None
    ]
    cells += used[:: max(1, len(used) // _USED)][:_USED] + used[-1:]
    for merge in (*grid.merges[:_MERGED], *grid.merges[-1:]):
        cells += [(merge.top, merge.left), (merge.bottom, merge.right)]
    cells += [(min(grid.height + 3, 1_048_576), 2), (900, 26)]
    return sorted(set(cells))


def _noted_cells(draft: Draft, part: str) -> list[Place]:
    texts = b"".join(
        draft.read(relation.target)
        for relation in read_relations(draft, part)
        if relation.kind in ("comments", "threadedComment") and relation.target
    )
    cells = re.findall(rb"<(?:\w+:)?(?:threadedC|c)omment\s[^>]*?ref=[\"']([A-Z]+\d+)[\"']", texts)
    return [parse_a1(cell.decode()) for cell in cells]


# Packages


def _parts(path: Path) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        return [(entry.filename, _unpack(archive, entry)) for entry in archive.infolist()]


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return a part's bytes; of a damaged one, which is copied as it is, what is wrong with it."""
    try:
        return archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        return str(error).encode()


def _raw_parts(path: Path) -> Parts:
    """Return each part's compressed bytes."""
    data = path.read_bytes()
    raw = {}
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            name, extra = struct.unpack_from("<2H", data, entry.header_offset + 26)
            start = entry.header_offset + 30 + name + extra
            raw[entry.filename] = data[start : start + entry.compress_size]
    return raw


def _differing(one: Path, other: Path) -> str:
    before, after = dict(_parts(one)), dict(_parts(other))
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return ", ".join(names) or "order of the parts"


def _compare_packages(original: Path, marked: Path, sheets: Sequence[str], faults: Faults) -> None:
    """Check that only what must change has changed, and only by additions."""
    may_change = _may_change(original, sheets)
    before, after = _raw_parts(original), _raw_parts(marked)
    texts, new_texts = dict(_parts(original)), dict(_parts(marked))
    for name, raw in before.items():
        if name not in after:
            faults.note("lost", f"part {name}")
        elif name.replace("\\", "/") not in may_change:
            if after[name] != raw:
                faults.note("lost", f"part {name} was written anew")
        elif not _only_gains(name, texts[name], new_texts[name]):
            faults.note("lost", f"part {name} changed otherwise than by additions")


def _check_soundness(original: Path, copy: Path, faults: Faults) -> None:
    for problem in opc.newly_invalid(original, copy):
        faults.note("newly invalid", problem)


def _may_change(original: Path, sheets: Sequence[str]) -> set[str]:
    with open_package(original) as package:
        draft = Draft(package)
        book = read_workbook(draft)
        relations = read_relations(draft, book.part)
        names = {
            draft.find("[Content_Types].xml"),
            book.part,
            draft.find(relations_part(book.part)),
        }
        names |= {r.target for r in relations if r.kind == "styles"}
        for sheet in book.worksheets():
            if sheet.name in sheets:
                names |= {sheet.part, draft.find(relations_part(sheet.part))}
                names |= {
                    relation.target
                    for relation in read_relations(draft, sheet.part)
                    if relation.kind in ("comments", "vmlDrawing")
                }
    return {name for name in names if name}


_ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor[^>]*>)[^<]*")


def _only_gains(name: str, before: bytes, after: bytes) -> bool:
    if before == after or not before.strip():
        return True
    if b"/spreadsheetml/" not in before and b"urn:schemas-microsoft-com:vml" in before:
        before, after = _ANCHOR.sub(rb"\1", before), _ANCHOR.sub(rb"\1", after)
        end = before.rstrip().rfind(b"</")
        return after.startswith(before[:end]) and after.endswith(before[end:])
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False)
    return _embeds(etree.fromstring(before, parser), etree.fromstring(after, parser))


def _embeds(before: Any, after: Any) -> bool:
    """Return whether an element is still there with all it held, in its order."""
    if before.tag != after.tag or not _same_attributes(before.attrib, after.attrib):
        return False
    if (before.text or "").strip() != (after.text or "").strip():
        return False
    if _local_name(before) == "text" and _plain_became_run(before, after):
        return True
    rest = iter(after)
    return all(any(_embeds(child, other) for other in rest) for child in before)


def _local_name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _same_attributes(before: Any, after: Any) -> bool:
    return before.keys() == after.keys() and all(
        after[key] == value for key, value in before.items() if key not in _MAY_DIFFER
    )


def _plain_became_run(before: Any, after: Any) -> bool:
    """Return whether a note's plain text stands in a run of its own now."""
    plain = [child.text for child in before if _local_name(child) == "t"]
    runs = [text.text for child in after for text in child if _local_name(text) == "t"]
    return bool(plain) and plain[0] in runs


# Values


def _grids(path: Path) -> list[Grid]:
    return [
        grid
        for grid in FileBook(path, "buku").grids()
        if not grid.sheet.startswith("Catatan LKjIP")
    ]


def _attempt(call: Callable[[Path], object], path: Path) -> object:
    """Return what a reader gives, or how it fails: both must be the same before and after."""
    try:
        return call(path)
    except BookError as error:
        return error.what
    except Exception as error:
        return type(error).__name__


def _compare_values(original: Path, marked: Path, faults: Faults) -> None:
    if _attempt(_read_whole, original) != _attempt(_read_whole, marked):
        faults.note("lost", "our own reader sees another book")


def _read_whole(path: Path) -> list[tuple[object, ...]]:
    """Return all that our reader sees of each sheet, looks by what they are, not by number."""
    return [
        (
            grid.sheet, grid.rows, grid.formulas, grid.stale, grid.merges, grid.hidden,
            grid.hidden_rows, grid.hidden_columns, grid.outline, grid.ignored,
            [(row, [grid.palette[look] for look in looks]) for row, looks in grid.looks.items()],
        )
        for grid in _grids(path)
    ]  # fmt: skip


def _constants(grid: Grid) -> dict[Place, object]:
    return {
        (row, column): value
        for row, values in grid.rows.items()
        for column, value in enumerate(values, 1)
        if value is not None and (row, column) not in grid.formulas
    }


def _calamine(path: Path) -> list[tuple[str, str]]:
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return [(name, repr(_attempt(lambda _: book.get_sheet_by_name(name).to_python(), path)))  # noqa: B023
            for name in book.sheet_names]  # fmt: skip


def _compare_by_calamine(original: Path, marked: Path, faults: Faults) -> None:
    before, after = _attempt(_calamine, original), _attempt(_calamine, marked)
    if isinstance(before, list):
        if not isinstance(after, list):
            faults.note("lost", f"calamine cannot open the copy: {after}")
        elif after[: len(before)] != before:
            faults.note("lost", "calamine reads other values")


def _compare_by_openpyxl(
    original: Path, marked: Path, findings: Sequence[Finding], faults: Faults, resaved: Path
) -> bool:
    """Compare cells by openpyxl and save the copy by it; return whether it loads the original."""
    loads = False
    for data_only in (True, False):
        try:
            before = openpyxl.load_workbook(original, data_only=data_only, keep_vba=True)
        except Exception:
            continue
        loads = True
        try:
            after = openpyxl.load_workbook(marked, data_only=data_only, keep_vba=True)
        except Exception as error:
            faults.note("openpyxl cannot load", f"{type(error).__name__}: {error}")
            return loads
        for sheet, other in zip(before.worksheets, after.worksheets, strict=False):
            if sheet.title != other.title or not _same_cells(sheet, other):
                faults.note("lost", f"openpyxl reads other values on {sheet.title}")
        _count_notes(after, findings, faults)
        if not data_only:
            try:
                after.save(resaved)
            except Exception:
                resaved.unlink(missing_ok=True)  # openpyxl cannot save all that it can load
    return loads


def _loads(path: Path) -> bool:
    _step("openpyxl")
    try:
        openpyxl.load_workbook(path)
    except Exception:
        return False
    return True


def _same_cells(sheet: Any, other: Any) -> bool:
    """Return whether two sheets hold the same values and looks, as far as many cells go."""
    pairs = zip_longest(_cells(sheet), _cells(other))
    return all(one == two for one, two in islice(pairs, _MOST_CELLS))


def _cells(sheet: Any) -> Iterator[tuple[str, str, str]]:
    """Yield place, value and look of the cells that have any.

    Looks are told by what they are, not by their numbers: openpyxl makes cells for notes, and
    formats for the edges of merges, behind ours.
    """
    looks: dict[tuple[int, ...], str] = {(): ""}
    plain = _look(Cell(sheet))
    for _, cell in sorted(sheet._cells.items()):
        style = tuple(cell._style or ())
        if style not in looks:
            look = _look(cell)
            looks[style] = "" if look == plain else look
        if cell.value is not None or looks[style]:
            value = vars(cell.value) if hasattr(cell.value, "__dict__") else cell.value
            yield cell.coordinate, repr(value), looks[style]


def _look(cell: Any) -> str:
    parts = (cell.number_format, cell.font, cell.fill, cell.border, cell.alignment, cell.protection)
    return "".join(map(repr, parts))


def _count_notes(book: Any, findings: Sequence[Finding], faults: Faults) -> None:
    for finding in findings:
        if finding.at.sheet not in book.sheetnames:
            continue
        sheet = book[finding.at.sheet]
        cell = sheet.cell(finding.at.row, finding.at.column)
        if cell.__class__.__name__ == "MergedCell" or _is_thread(cell.comment):
            continue
        if cell.comment is None or "LKJIP-XL" not in cell.comment.text:
            faults.note("marks unseen", f"no note at {finding.at.sheet}!{finding.at.a1}")


def _is_thread(comment: Any) -> bool:
    return comment is not None and str(comment.author).startswith("tc=")


# Sweeping


def _tabs(path: Path) -> list[str]:
    with open_package(path) as package:
        return [sheet.name for sheet in read_workbook(Draft(package)).sheets]


def _check_sweep(
    original: Path, resaved: Path, swept: Path, faults: Faults, *, by_openpyxl: bool = True
) -> None:
    try:
        before = _read_whole(resaved)
    except BookError:
        return  # openpyxl saves some books so that nobody can read them
    write_clean(resaved, swept)
    _check_soundness(resaved, swept, faults)
    if has_marks(swept):
        faults.note("marks left", "has_marks")
    if _read_whole(swept) != before:
        faults.note("lost", "sweeping changed a cell")
    tabs, kept = _tabs(swept), [tab for tab in _tabs(resaved) if tab in _tabs(original)]
    if set(kept) - set(tabs):
        faults.note("lost", f"sweeping left only the sheets {tabs}")
    elif tabs != kept:
        faults.note("marks left", f"the sheets {tabs}")
    left = [name for name, data in _parts(swept) if b"LKJIP-XL" in data]
    if any("styles" not in name and "sharedStrings" not in name for name in left):
        faults.note("marks left", ", ".join(left))
    if by_openpyxl:
        _step("openpyxl")
        try:
            openpyxl.load_workbook(resaved)
        except Exception:
            return
        try:
            openpyxl.load_workbook(swept)
        except Exception as error:
            faults.note("openpyxl cannot load", f"the swept copy: {error}")


if __name__ == "__main__":
    main()
