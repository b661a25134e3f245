"""What the buttons do to the workbook that is open in Excel.

Each job takes the workbook as xlwings knows it and returns a short message in Indonesian; what
keeps a job from being done is a ``BookError``.  Excel's settings and what is selected are as before
afterwards, also where a job fails.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import xlwings as xw

from lkjip_xl.adapters.xlsx.patch.note_text import START
from lkjip_xl.adapters.xlwings_live import native
from lkjip_xl.adapters.xlwings_live.book import LiveBook, own_sheets, read_name
from lkjip_xl.adapters.xlwings_live.marking import clear_book, mark_book
from lkjip_xl.adapters.xlwings_live.own_sheets import remove_own_sheets, replace_own_sheets
from lkjip_xl.adapters.xlwings_live.state import working
from lkjip_xl.adapters.xlwings_live.tinting import our_notes
from lkjip_xl.apps.own_sheets import make_own_sheets
from lkjip_xl.domain.tanggapan import Tanggapan
from lkjip_xl.finding import Severity
from lkjip_xl.grid import Grid
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.catatan import KEY as CATATAN
from lkjip_xl.outputs.marks import make_marks
from lkjip_xl.outputs.review import is_answered
from lkjip_xl.perbaikan.mend import mend
from lkjip_xl.perbaikan.records import Perbaikan
from lkjip_xl.perbaikan.usulan import propose_filling
from lkjip_xl.pipeline import Checked, check, read_books
from lkjip_xl.ports import BookError
from lkjip_xl.rules.catalogue import RULES

#: Relative difference between our result of a formula and Excel's that is rounding.
_ROUNDING = 1e-9

#: What a message names at most.
_MOST_LISTED, _MOST_REMARKS = 8, 3

_VISIBLE = (True, -1)


def validate(book: xw.Book) -> str:
    """Recompute, check and mark the workbook, and show the listing of the findings.

    Raises:
        BookError: the workbook was closed, or holds no form that is known.
    """
    name = read_name(book)
    with working(book) as progress:
        progress("menghitung ulang")
        book.app.calculate()
        live = LiveBook(book, progress)
        earlier = live.tanggapan()
        progress("memeriksa")
        checked = check(live, answers=earlier or ())
        refused = mark_book(book, make_marks(checked.findings), live.merges, progress)
        progress("menulis lembar Catatan")
        is_listed = _write_listing(book, name, checked, earlier)
        book.app.calculate()
    listing = dict(own_sheets(book)).get(CATATAN)
    if is_listed and listing is not None:
        listing.activate()
    return " ".join(_tell_findings(checked, refused, is_listed=is_listed))


def fill_formulas(book: xw.Book) -> str:
    """Fill blank cells that are computed from others with formulas; nothing is overwritten.

    Raises:
        BookError: the workbook was closed, or holds no form that is known.
    """
    with working(book) as progress:
        progress("menghitung ulang")
        book.app.calculate()
        live = LiveBook(book, progress)
        answers = live.tanggapan() or ()
        read = read_books([live])
        progress("mencari sel kosong yang dapat dihitung")
        blank = _Blank(read.grids, _protected_sheets(book))
        mended = mend(read, blank.hinder, answers, propose_filling)
        filled, undone = _fill(book, mended.repairs)
        left = [one.at for one in mended.left if blank.is_blank(one.at)]
    return " ".join(_tell_filled(filled, [*undone, *left]))


def step(book: xw.Book, direction: int) -> str:
    """Select the next marked cell, or with ``direction`` -1 the previous one, and return its note.

    Goes on with the next visible sheet, from the last one to the first.

    Raises:
        BookError: the workbook was closed, or no visible cell is marked.
    """
    read_name(book)
    own = {sheet.name for _, sheet in own_sheets(book)}
    sheets = [one for one in book.sheets if one.name not in own and one.visible in _VISIBLE]
    found = _find_next(book, sheets, 1 if direction > 0 else -1)
    if found is None:
        raise BookError(
            "tidak ada sel yang bertanda",
            book.name,
            "Tekan Validasi & Hitung untuk memeriksa dan menandai buku ini",
        )
    sheet, row, column, text = found
    sheet.activate()
    sheet.range((row, column)).select()
    return f"{CellRef('', sheet.name, row, column)}: {_first_lines(text)}"


def clear(book: xw.Book) -> str:
    """Take our marks and sheets out of the workbook; a listing that holds answers stays.

    Raises:
        BookError: the workbook was closed.
    """
    read_name(book)
    with working(book) as progress:
        answered = any(map(is_answered, LiveBook(book).tanggapan() or ()))
        marks, refused = clear_book(book, progress)
        gone = _remove_sheets(book, frozenset({CATATAN}) if answered else frozenset())
    parts = []
    if marks or gone:
        parts.append("Tanda dihapus.")
    elif not refused and not answered and gone is not None:
        parts.append("Buku ini tidak bertanda.")
    if gone is None:
        parts.append("Struktur buku dilindungi, maka lembar Catatan dan Hasil Hitung dibiarkan.")
    elif answered:
        parts.append(
            "Lembar Catatan dibiarkan karena berisi tanggapan; hapus sendiri bila tidak diperlukan."
        )
    return " ".join([*parts, *_tell_refused(refused)])


def _write_listing(
    book: xw.Book, name: str, checked: Checked, earlier: Sequence[Tanggapan] | None
) -> bool:
    """Write the sheets of ours; return whether the workbook's protection allowed it."""
    codes = {rule.code for rule in RULES}
    sheets = make_own_sheets(name, checked, codes, earlier)
    try:
        replace_own_sheets(book, sheets)
    except Exception:
        if not native.has_fixed_sheets(book):
            raise
        return False
    return True


def _remove_sheets(book: xw.Book, keep: frozenset[str]) -> int | None:
    """Delete our sheets and return how many; ``None`` where the workbook's protection forbids."""
    try:
        return remove_own_sheets(book, keep)
    except Exception:
        if not native.has_fixed_sheets(book):
            raise
        return None


def _tell_findings(checked: Checked, refused: Sequence[str], *, is_listed: bool) -> Iterator[str]:
    counts = ", ".join(f"{checked.count(level)} {level.label.lower()}" for level in Severity)
    if not checked.findings:
        yield "Tidak ada catatan: semua yang diperiksa sudah sesuai."
    else:
        accepted = f" ({checked.accepted} diterima dengan alasan)" if checked.accepted else ""
        yield f"Ditemukan {counts}{accepted}."
        if is_listed:
            yield "Daftarnya ada di lembar Catatan."
    if not is_listed:
        yield "Struktur buku dilindungi, maka lembar Catatan tidak dapat ditulis."
    yield from _tell_refused(refused)
    for remark in checked.remarks[:_MOST_REMARKS]:
        yield f"{remark.rstrip('.')}."
    if len(checked.remarks) > _MOST_REMARKS:
        yield f"Ada {len(checked.remarks) - _MOST_REMARKS} keterangan serupa lagi."


def _tell_refused(refused: Sequence[str]) -> Iterator[str]:
    if refused:
        yield f"Lembar yang dilindungi tidak diubah tandanya: {', '.join(refused)}."


class _Blank:
    """Tells which cells may be filled."""

    def __init__(
        self, grids: Mapping[tuple[str, str], Grid], protected_sheets: frozenset[str]
    ) -> None:
        self._grids = grids
        self._protected_sheets = protected_sheets

    def is_blank(self, cell: CellRef) -> bool:
        grid = self._grids[cell.file, cell.sheet]
        at = (cell.row, cell.column)
        return grid.value(*at) is None and at not in grid.formulas and grid.anchor(*at) == at

    def hinder(self, cells: Collection[CellRef]) -> Mapping[CellRef, str]:
        """Return the cells that must stay as they are, with the reason."""
        hindered = {}
        for cell in cells:
            if not self.is_blank(cell):
                hindered[cell] = "sel ini sudah berisi"
            elif cell.sheet in self._protected_sheets:
                hindered[cell] = "lembarnya dilindungi"
        return hindered


def _protected_sheets(book: xw.Book) -> frozenset[str]:
    return frozenset(sheet.name for sheet in book.sheets if native.is_protected(sheet))


def _fill(book: xw.Book, repairs: Sequence[Perbaikan]) -> tuple[list[CellRef], list[CellRef]]:
    """Write formulas; return the cells filled, and those blank again since Excel disagrees."""
    written: list[tuple[Perbaikan, xw.Range, str]] = []
    for repair in repairs:
        cell = book.sheets[repair.at.sheet].range(repair.at.a1)
        if not repair.formula or cell.formula:
            continue  # filled since it was read
        before = cell.number_format
        if repair.number_format:
            cell.number_format = repair.number_format
        cell.formula = f"={repair.formula}"
        written.append((repair, cell, before))
    book.app.calculate()
    undone = []
    for repair, cell, before in written:
        if not _agrees(cell.raw_value, repair.value):
            cell.formula = ""
            cell.number_format = before
            undone.append(repair.at)
    return [repair.at for repair, *_ in written if repair.at not in undone], undone


def _agrees(result: object, expected: float) -> bool:
    """Tell whether Excel computes what we do; one that has not computed yet does not object."""
    if result is None:
        return True
    if isinstance(result, bool) or not isinstance(result, int | float):
        return False
    return abs(float(result) - expected) <= _ROUNDING * max(abs(expected), 1.0)


def _tell_filled(filled: Sequence[CellRef], left: Sequence[CellRef]) -> Iterator[str]:
    if filled:
        yield f"{len(filled)} sel kosong diisi rumus: {_list_cells(filled)}."
    else:
        yield "Tidak ada sel kosong yang dapat diisi rumus tanpa keraguan."
    if left:
        yield f"{len(left)} sel kosong dibiarkan untuk diperiksa: {_list_cells(left)}."


def _list_cells(cells: Sequence[CellRef]) -> str:
    shown = ", ".join(map(str, cells[:_MOST_LISTED]))
    more = len(cells) - _MOST_LISTED
    return f"{shown}, dan {more} lagi" if more > 0 else shown


_Found = tuple[xw.Sheet, int, int, str]


def _find_next(book: xw.Book, sheets: Sequence[xw.Sheet], way: int) -> _Found | None:
    """Return the marked cell that follows what is selected, of the sheets in turn.

    Notes move with their cells, so they tell where the marks are now.  The sheet that is shown
    comes first with the cells ahead, and last with all of them.
    """
    names = [sheet.name for sheet in sheets]
    shown = book.sheets.active.name
    selected = book.selection
    turn = list(sheets[::way])
    if shown in names:
        place = names[::way].index(shown)
        turn = [*turn[place + 1 :], *turn[: place + 1]]
        here = (0, 0) if selected is None else (selected.row, selected.column)
        for row, column, text in _marked_cells(turn[-1], way):
            if ((row, column) > here) if way > 0 else ((row, column) < here):
                return turn[-1], row, column, text
    for sheet in turn:
        for row, column, text in _marked_cells(sheet, way):
            return sheet, row, column, text
    return None


def _marked_cells(sheet: xw.Sheet, way: int) -> list[tuple[int, int, str]]:
    cells = [(note.location, text) for note, text in our_notes(sheet)]
    return sorted(((at.row, at.column, text) for at, text in cells), reverse=way < 0)


def _first_lines(text: str) -> str:
    """Return the severity, the rule and the message that our text in a note starts with."""
    ours = text[text.index(START) + len(START) :].strip().splitlines()
    return ". ".join(line.strip().rstrip(".") for line in ours[:3])
