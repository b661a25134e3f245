"""The calls that others make: write a marked copy or a clean one; ask for marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from lkjip_xl.adapters.marked_cells import gather
from lkjip_xl.adapters.xlsx.package import Package, open_package
from lkjip_xl.adapters.xlsx.patch.blank_book import write_blank_book
from lkjip_xl.adapters.xlsx.patch.changing import change_cells, explain_obstacles
from lkjip_xl.adapters.xlsx.patch.dialect import RESAVE, UnpatchableError
from lkjip_xl.adapters.xlsx.patch.draft import Draft
from lkjip_xl.adapters.xlsx.patch.foreign import refuse_foreign
from lkjip_xl.adapters.xlsx.patch.geometry import REACH, read_geometry
from lkjip_xl.adapters.xlsx.patch.notes import NoteParts, find_note_parts, write_notes
from lkjip_xl.adapters.xlsx.patch.outline import Outline, insert_children, read_sheet_outline
from lkjip_xl.adapters.xlsx.patch.own_sheets import add_own_sheets, severity_styles
from lkjip_xl.adapters.xlsx.patch.parts import remove_content_types, remove_relations
from lkjip_xl.adapters.xlsx.patch.styles import StyleSheet
from lkjip_xl.adapters.xlsx.patch.sweep import (
    note_parts_with_marks,
    sheet_has_formats,
    sweep_marks,
)
from lkjip_xl.adapters.xlsx.patch.undo import announce_undo, find_record, make_record, undo_marks
from lkjip_xl.adapters.xlsx.patch.workbook import WorkbookPart, read_workbook
from lkjip_xl.adapters.xlsx.patch.worksheet import (
    WORKSHEET_ORDER,
    highlight,
    link_drawing,
    read_merges,
)
from lkjip_xl.adapters.xlsx.relations import read_relations
from lkjip_xl.adapters.xlsx.workbook import SheetEntry
from lkjip_xl.finding import Severity
from lkjip_xl.grid import CellChange, Mark
from lkjip_xl.location import CellRef, quote_sheet
from lkjip_xl.outputs.own_sheet import OwnSheet
from lkjip_xl.ports import BookError, UnmarkableError
from lkjip_xl.saving import save_whole


def write_marked(
    source: Path,
    target: Path,
    marks: Sequence[Mark],
    sheets: Sequence[OwnSheet] = (),
    *,
    changes: Sequence[CellChange] = (),
) -> Sequence[str]:
    """Write a copy of a workbook with marks and sheets of ours.

    Marks that the source carries already are replaced.  ``changes`` give cells other contents,
    which stay when the marks are taken out again.

    Returns:
        What the staff should know about the copy, in Indonesian; mostly nothing.

    Raises:
        BookError: the source cannot be marked safely, or the target cannot be written.
    """
    unmarked: list[str] = []
    with _opened(source) as package:
        draft = _without_marks(package)
        book = read_workbook(draft)
        _refuse_unmarkable(draft, book)
        if changes:
            change_cells(draft, book, changes)
            draft.settle()
            book = read_workbook(draft)
        if marks or sheets:
            unmarked = _add_marks(draft, book, marks, sheets)
            record = announce_undo(draft, book.part)
            last = (record, lambda written: make_record(draft, written))
            save_whole(target, lambda stream: draft.write(stream, last), source)
        else:
            save_whole(target, lambda stream: draft.write(stream, None), source)
        return (*map(_tell_unmarked, unmarked), *_remarks(draft))


def find_obstacles(source: Path, cells: Collection[CellRef]) -> dict[CellRef, str]:
    """Return which cells of a workbook must not be changed, with the reason in Indonesian.

    Raises:
        BookError: no cell of the workbook can be changed safely.
    """
    with _opened(source) as package:
        draft = _without_marks(package)
        book = read_workbook(draft)
        _refuse_unmarkable(draft, book)
        return explain_obstacles(draft, book, cells)


def write_clean(source: Path, target: Path) -> None:
    """Write a copy of a workbook without any mark of ours.

    A marked copy that nobody saved in between comes out equal to its original, part by part and
    byte by byte; otherwise what people changed in it stays.

    Raises:
        BookError: the source cannot be read, or the target cannot be written.
    """
    with _opened(source) as package:
        draft = _without_marks(package)
        save_whole(target, lambda stream: draft.write(stream, None), source)


def has_marks(path: Path) -> bool:
    """Return whether a workbook carries marks of ours.

    Raises:
        BookError: the workbook cannot be read.
    """
    with _opened(path) as package:
        return _has_marks(Draft(package))


def is_untouched(path: Path) -> bool:
    """Return whether a file is a copy with our marks that nobody saved since."""
    try:
        with _opened(path) as package:
            draft = Draft(package)
            record = find_record(draft)
            return record is not None and undo_marks(draft, record)
    except BookError:  # no workbook at all
        return False


def write_findings_book(target: Path, sheets: Sequence[OwnSheet]) -> None:
    """Write a workbook that holds sheets of ours alone, for a book that cannot be marked.

    Raises:
        BookError: the target cannot be written.
    """
    save_whole(target, lambda stream: write_blank_book(stream, sheets))


@contextmanager
def _opened(path: Path) -> Iterator[Package]:
    """Open a package, and let what is wrong with it be told with the file's name."""
    refuse_foreign(path)
    try:
        with open_package(path) as package:
            yield package
    except UnpatchableError as error:
        raise UnmarkableError(error.what, path.name, error.fix) from error


def _without_marks(package: Package) -> Draft:
    draft = Draft(package)
    record = find_record(draft)
    if record is not None and not undo_marks(draft, record):
        draft = Draft(package)
        _drop_record(draft, record)
        sweep_marks(draft)
    elif record is None and _has_marks(draft):
        sweep_marks(draft)
    draft.settle()
    return draft


def _has_marks(draft: Draft) -> bool:
    book = read_workbook(draft)
    if find_record(draft) is not None or book.own_sheets():
        return True
    return any(
        note_parts_with_marks(draft, sheet) or sheet_has_formats(draft, sheet)
        for sheet in book.worksheets()
    )


def _refuse_unmarkable(draft: Draft, book: WorkbookPart) -> None:
    if not book.worksheets():
        raise UnpatchableError("tidak ada lembar kerja di dalam buku ini", RESAVE)
    if any(relation.kind == "revisionHeaders" for relation in book.relations):
        raise UnpatchableError(
            "buku ini masih dibagikan dengan cara lama (Share Workbook)",
            "Di Excel pilih Tinjau > Bagikan Buku Kerja, hentikan pembagian, simpan, lalu ulangi",
        )


def _add_marks(
    draft: Draft, book: WorkbookPart, marks: Sequence[Mark], own: Sequence[OwnSheet]
) -> list[str]:
    """Add the marks and our sheets; return the sheets that are too damaged for a mark."""
    by_sheet: dict[str, list[Mark]] = {}
    for mark in marks:
        by_sheet.setdefault(mark.sheet, []).append(mark)
    sheets = {sheet.name: sheet for sheet in book.worksheets()}
    for name in by_sheet.keys() - {sheet.name for sheet in book.sheets}:
        raise UnpatchableError(
            f"lembar {name} yang hendak ditandai tidak ada", "Periksa ulang buku kerja ini dahulu"
        )
    styles = StyleSheet(draft, book)
    dxfs = severity_styles(styles) if marks else {}
    add_own_sheets(draft, styles, own)
    styles.save()
    unmarked = []
    for name, group in by_sheet.items():
        outline = _outline_of(draft, sheets.get(name))
        if outline is None:
            unmarked.append(name)
        else:
            _mark_sheet(draft, book, sheets[name], outline, group, dxfs)
    return unmarked


def _outline_of(draft: Draft, sheet: SheetEntry | None) -> Outline | None:
    """Return a sheet's outline, ``None`` where the sheet is damaged or not in the file."""
    if sheet is None:
        return None
    try:
        return read_sheet_outline(draft.read(sheet.part), sheet.part)
    except (BookError, UnpatchableError):
        return None


def _tell_unmarked(sheet: str) -> str:
    return (
        f"Lembar {quote_sheet(sheet)} rusak, maka tidak ditandai dan disalin apa adanya; "
        "catatannya ada di lembar Catatan."
    )


def _mark_sheet(
    draft: Draft,
    book: WorkbookPart,
    sheet: SheetEntry,
    outline: Outline,
    marks: Sequence[Mark],
    dxfs: dict[Severity, int],
) -> None:
    data = draft.read(sheet.part)
    cells = gather(marks, read_merges(outline))
    moved, formats = highlight(data, outline, cells, dxfs)
    parts = find_note_parts(draft, sheet, outline, book.dialect)
    _refuse_shared(draft, book, sheet, parts)
    rows = {row for cell in cells for row in range(cell.area.top, cell.area.top + REACH)}
    geometry = read_geometry(data, outline, rows)
    identifier = write_notes(draft, sheet, parts, cells, geometry, book.dialect)
    links = [link_drawing(outline, identifier, book.dialect)] if identifier else []
    draft.patch(
        sheet.part, [*moved, *insert_children(outline.root, [*formats, *links], WORKSHEET_ORDER)]
    )


def _refuse_shared(draft: Draft, book: WorkbookPart, sheet: SheetEntry, parts: NoteParts) -> None:
    """Refuse notes that two sheets share: a note added for one would appear on the other."""
    present = {parts.comments, parts.drawing} - {""}
    if not present:
        return
    users = Counter(
        relation.target for other in book.sheets if other.part
        for relation in read_relations(draft, other.part)
    )  # fmt: skip
    if any(users[part] > 1 for part in present):
        what = f"catatan sel pada lembar {sheet.name} dipakai bersama lembar lain"
        raise UnpatchableError(what, RESAVE)


def _drop_record(draft: Draft, record: str) -> None:
    """Take out a record that is out of date; a program that saved the book may have kept it."""
    book = read_workbook(draft)
    ids = [relation.id for relation in book.relations if relation.target == record]
    remove_relations(draft, book.part, ids)
    remove_content_types(draft, [record])
    draft.remove(record)


def _remarks(draft: Draft) -> Iterator[str]:
    names = [name.lower() for name in draft.names()]
    if any("_xmlsignatures/" in name for name in names):
        yield (
            "Buku ini ditandatangani secara digital; tanda tangan itu tidak berlaku pada salinan "
            "yang ditandai, dan tetap berlaku pada berkas asalnya."
        )
    if any("vbaprojectsignature" in name for name in names):
        yield (
            "Makro buku ini ditandatangani; bila Excel menolak tanda tangan itu pada salinan yang "
            "ditandai, pakailah berkas asalnya."
        )
