"""The one call that every front end makes: books in, findings out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from lkjip_xl.domain.tanggapan import Tanggapan
from lkjip_xl.figures.belonging import require_one_office_year
from lkjip_xl.figures.directions import Directions
from lkjip_xl.figures.kebiasaan import settle
from lkjip_xl.figures.naskah.report import Naskah, make_naskah
from lkjip_xl.figures.perhitungan import DaftarPerhitungan
from lkjip_xl.figures.survey import survey_books
from lkjip_xl.figures.unfed import find_unfed
from lkjip_xl.finding import Finding, Severity, make_fingerprint
from lkjip_xl.grid import Grid, SheetKind
from lkjip_xl.lampiran.excerpts import part_excerpts
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.lampiran.understanding import LembarTerbaca, understand
from lkjip_xl.location import CellRef, quote_sheet
from lkjip_xl.ports import Book, BookError
from lkjip_xl.rules.acceptance import accept, accept_answered
from lkjip_xl.rules.catalogue import RULES
from lkjip_xl.rules.causes import Causes, Teller
from lkjip_xl.rules.cells import tables_of
from lkjip_xl.rules.dependence import Dependence
from lkjip_xl.rules.equations import Equation
from lkjip_xl.rules.hierarki.ganda import HIR03, copied_cells
from lkjip_xl.rules.isian.galat import ISI05, cells_of_errors
from lkjip_xl.rules.rule import Context, Rule, once
from lkjip_xl.rules.rumus.faulty import faulty_formulas
from lkjip_xl.rules.solving import solve

#: Families that judge the outcome of the others.
_LAST = frozenset({"PGT"})
#: The rules that tell a figure of a workbook to be wrong.
_OF_FIGURES = ("ANG", "HIT", "LAM01", "LAM02", "RUM")
#: The rules that need no more than one row of a table.
_OF_ROWS = frozenset({"HIT01", "ANG01"})
#: The rules that judge the sentences of a document, and its tables by the workbook beside it.
_OF_DOCUMENTS = ("NAR", "KET04")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found.

    ``compared`` counts the comparisons made by kind (``capaian``, ``serapan``, ``sums`` …).
    ``directions`` tells which way each indicator is better, ``perhitungan`` every capaian and
    serapan as written and as computed.  ``remarks`` are Indonesian sentences about what could not
    be seen or computed.  ``has_formats`` tells whether number formats could be read, as from an
    .xlsx file.  ``naskah`` is what a document among the books says beside its annexes.
    """

    laporan: LaporanKinerja
    findings: tuple[Finding, ...]
    compared: Mapping[str, int]
    directions: Directions
    perhitungan: DaftarPerhitungan
    remarks: tuple[str, ...]
    has_formats: bool = True
    naskah: Naskah = field(default_factory=Naskah)

    def count(self, severity: Severity) -> int:
        """Return how many findings of a severity are open: those accepted do not count."""
        return sum(f.severity is severity and not f.accepted for f in self.findings)

    @property
    def accepted(self) -> int:
        """How many findings the office accepts."""
        return sum(bool(finding.accepted) for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An office-year as read, before any rule.

    ``grids`` holds the sheets by file and name, in the order of the books.  Of a document
    ``naskah`` is what it says beside its annexes, ``ringkas`` what it shows of them again in its
    chapters, and ``buku`` the workbook that it is read with.
    """

    laporan: LaporanKinerja
    grids: Mapping[tuple[str, str], Grid]
    remarks: tuple[str, ...]
    naskah: Naskah | None = None
    ringkas: LaporanKinerja | None = None
    buku: Read | None = None

    @property
    def whole(self) -> LaporanKinerja:
        """All that was read: of a document its excerpts, and the workbook beside it."""
        first = self.laporan if self.buku is None else self.buku.laporan
        parts = (first, *((self.laporan,) if self.buku else ()), self.ringkas)
        return replace(
            first, lampiran=tuple(one for part in parts if part for one in part.lampiran)
        )


def check(
    *books: Book, rules: Sequence[Rule] = RULES, answers: Sequence[Tanggapan] | None = None
) -> Checked:
    """Read the books of one office-year, recompute, and apply the rules.

    What the office accepts, on its sheet Pengaturan or in answer to an earlier listing, stays among
    the findings, with its reason.

    Args:
        books: the workbooks of one office-year.
        rules: those to apply, all unless some are chosen.
        answers: what people answered; ``None`` takes it from the listings that the books carry.

    Raises:
        BookError: a book cannot be read, none of them holds a form that is known, or they are not
            of one office-year.
    """
    if answers is None:
        answers = [answer for book in books for answer in book.tanggapan() or ()]
    read = read_books(books)
    if read.buku is None:
        return judge(read, rules, answers)
    buku = judge(read.buku, rules, answers)
    assert read.naskah is not None
    # Whichever rules are asked for: a figure that is wrong in the workbook is none to go by.
    whole = buku if tuple(rules) == RULES else judge(read.buku)
    hitungan = {one.at: one.hasil for one in whole.perhitungan if one.hasil is not None}
    naskah = replace(read.naskah, hitungan=hitungan, accused=_accused(whole))
    read = replace(read, naskah=naskah)
    # What is wrong in an annex is mended in the workbook, and told there.
    own = [rule for rule in rules if rule.code.startswith(_OF_DOCUMENTS)]
    return _together(buku, judge(read, own, answers))


def _accused(buku: Checked) -> frozenset[CellRef]:
    """Return the cells of a workbook whose figure is found to be wrong."""
    found = (f for f in buku.findings if f.code.startswith(_OF_FIGURES))
    return frozenset(cell for finding in found for cell in (finding.at, *finding.also))


def _together(buku: Checked, naskah: Checked) -> Checked:
    """Return what was found in a workbook and in the report about it."""
    both = Counter(buku.compared) + Counter(naskah.compared)
    return replace(
        buku,
        laporan=replace(buku.laporan, lampiran=(*buku.laporan.lampiran, *naskah.laporan.lampiran)),
        findings=(*naskah.findings, *buku.findings),
        compared=MappingProxyType(dict.fromkeys(buku.compared, 0) | both),
        remarks=(*buku.remarks, *naskah.remarks),
        naskah=naskah.naskah,
    )


def judge(read: Read, rules: Sequence[Rule] = RULES, answers: Sequence[Tanggapan] = ()) -> Checked:
    """Apply rules to an office-year as read."""
    if read.naskah is not None:
        rules = [rule for rule in rules if not rule.hanya_buku]
    codes = frozenset(rule.code for rule in rules)
    accepted: frozenset[Teller] = frozenset()
    while True:
        checked, tellers = _judge(read, codes, answers, accepted)
        more = (tellers & frozenset(_accepted(checked))) - accepted
        if not more:
            return checked
        # What the office accepts is no fault, and explains none: all that it hid is judged.
        accepted |= more


def _accepted(checked: Checked) -> Iterator[Teller]:
    for finding in checked.findings:
        if finding.accepted:
            yield from ((finding.code, cell) for cell in (finding.at, *finding.also))


def _judge(
    read: Read, codes: frozenset[str], answers: Sequence[Tanggapan], accepted: frozenset[Teller]
) -> tuple[Checked, frozenset[Teller]]:
    """Return what is found, and what explains other findings that were left out."""
    context = make_context(read)
    last = frozenset(code for code in codes if code[:3] in _LAST)
    causes = causes_of(context, codes - last, accepted)
    found = [f for f in _apply(context, codes - last, accepted) if not causes.explains(f)]
    found += _in_excerpts(read, context, codes)
    findings, unused = accept(found, context.pengaturan.diterima)
    context.unused = tuple(one for one in unused if one.kode in codes)
    findings += _apply(context, last)
    order = {sheet: position for position, sheet in enumerate(read.grids)}
    findings.sort(key=lambda f: (order[f.at.file, f.at.sheet], f.at.row, f.at.column, f.code))
    checked = Checked(
        laporan=read.laporan,
        findings=tuple(accept_answered(_with_own_fingerprints(findings), answers)),
        compared=MappingProxyType({"capaian": 0, "serapan": 0, "sums": 0} | context.tally),
        directions=context.directions,
        perhitungan=context.perhitungan,
        remarks=read.remarks,
        has_formats=all(grid.has_looks for grid in read.grids.values()),
        naskah=read.naskah or Naskah(),
    )
    return checked, causes.tellers


def _in_excerpts(read: Read, context: Context, codes: frozenset[str]) -> list[Finding]:
    """Return what is wrong within the rows of a document's excerpts: nothing else is theirs."""
    if read.ringkas is None or not read.ringkas.lampiran:
        return []
    own = Context(read.ringkas, context.directions, read.grids, context.pengaturan)
    found = list(_apply(own, _OF_ROWS & codes))
    context.tally.update(own.tally)
    return found


def make_context(read: Read) -> Context:
    """Return what the rules work on."""
    own = settle(read.laporan)
    context = Context(
        read.laporan,
        own.directions,
        read.grids,
        own.directions.pengaturan,
        kebiasaan=own.kebiasaan,
        terbalik=own.terbalik,
        naskah=read.naskah or Naskah(),
    )
    context.perhitungan = own.perhitungan  # not computed once more
    return context


def state_equations(context: Context) -> list[Equation]:
    """Return what must agree with what, by all rules; rows that slid sideways mean nothing."""
    equations = [e for rule in RULES for source in rule.sources for e in source(context)]
    if any(map(context.shifted.of, context.laporan.lampiran)):
        equations = [e for e in equations if not _is_shifted(context, e)]
    return equations


def _apply(
    context: Context, codes: frozenset[str], accepted: frozenset[Teller] = frozenset()
) -> Iterator[Finding]:
    """Yield what some rules find.

    A family is the smallest part that can be left out: one check may find what several of its rules
    describe.  The equations of all families are one system, and are judged together or not at all.
    """
    families = {code[:3] for code in codes}
    applied = [rule for rule in RULES if rule.family in families]
    found = [f for rule in applied for check_rule in rule.checks for f in check_rule(context)]
    if any(rule.sources for rule in applied):
        causes = causes_of(context, codes, accepted)
        found += causes.findings
        found += solve(causes.remaining, causes.dependence, causes.told)
    return (finding for finding in found if finding.code in codes)


@once
def causes_of(context: Context, codes: frozenset[str], accepted: frozenset[Teller]) -> Causes:
    """Return what is wrong as a whole; what follows from it is no finding of its own.

    A wrong formula is told with the value it should give, where its rule is asked for; the value is
    no second finding.
    """
    told: dict[CellRef, str] = {}
    if any(code.startswith("RUM") for code in codes):
        told |= {cell: code for cell, code in faulty_formulas(context).items() if code in codes}
    if ISI05.code in codes:
        told |= dict.fromkeys(cells_of_errors(context), ISI05.code)
    copied: dict[CellRef, Teller] = {}
    if HIR03.code in codes:
        copied = {cell: (HIR03.code, at) for cell, at in copied_cells(context).items()}
    dependence = Dependence(tables_of(context), tuple(context.grids.values()))
    return Causes(state_equations(context), dependence, told, copied, codes, accepted)


def _with_own_fingerprints(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Tell apart two complaints of one rule about one thing, by their order."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.fingerprint] += 1
        number = seen[finding.fingerprint]
        if number > 1:
            finding = replace(
                finding, fingerprint=make_fingerprint(finding.fingerprint, str(number))
            )
        yield finding


def _is_shifted(context: Context, equation: Equation) -> bool:
    """Tell whether a term stands in a row that slid sideways, whose figures mean nothing."""
    return any(term.row in context.shifted for term in equation.terms)


def read_books(books: Sequence[Book]) -> Read:
    """Read the books of one office-year; formula cells without a stored result are computed.

    Raises:
        BookError: a book cannot be read, or none of them holds a form that is known.
        MixedBooksError: they are of several offices or years, or one is a copy of another.
    """
    remarks: list[str] = []
    told: list[str] = []
    grids = read_grids(books, remarks, told)
    documents = {grid.file for grid in grids if grid.kind is not SheetKind.LEMBAR}
    sheets = [grid for grid in grids if grid.file not in documents]
    buku = _read_sheets(books, sheets, remarks) if sheets or not documents else None
    if not documents:
        assert buku is not None
        return buku
    return _read_document(books, [g for g in grids if g.file in documents], told, buku)


def _read_sheets(books: Sequence[Book], grids: Sequence[Grid], remarks: Sequence[str]) -> Read:
    laporan = read_office_year(grids)
    if not any(lampiran.form.stands_alone for lampiran in laporan.lampiran):
        raise UnknownFormError(books, laporan, grids)
    if len(books) > 1:
        require_one_office_year(survey_books(laporan, grids))
    return Read(laporan=laporan, grids=_by_name(grids), remarks=tuple(remarks))


def _read_document(
    books: Sequence[Book], grids: Sequence[Grid], remarks: Sequence[str], buku: Read | None
) -> Read:
    """Read a report with its annexes; what it shows of them again in its chapters is no annex."""
    tables = [grid for grid in grids if grid.kind is not SheetKind.NASKAH]
    annexes, excerpts = part_excerpts(tables)
    laporan = read_office_year(annexes)
    naskah = make_naskah(
        grids,
        laporan,
        [*buku.grids.values()] if buku else (),
        buku.laporan.year if buku else 0,
    )
    if not naskah.tabel.all and buku is None:
        raise UnknownFormError(books, laporan, grids)
    return Read(
        laporan=laporan,
        grids=_by_name(grids),
        remarks=() if buku else tuple(remarks),
        naskah=naskah,
        ringkas=read_office_year(excerpts),
        buku=buku,
    )


def _by_name(grids: Sequence[Grid]) -> dict[tuple[str, str], Grid]:
    return {(grid.file, grid.sheet): grid for grid in grids}


def read_grids(
    books: Iterable[Book],
    remarks: list[str] | None = None,
    of_documents: list[str] | None = None,
) -> list[Grid]:
    """Return the sheets of all books; formula cells without a stored result are computed.

    Args:
        books: the workbooks.
        remarks: takes up what could not be seen or computed, in Indonesian.
        of_documents: takes up what there is to say of the documents among them.

    Raises:
        BookError: a book cannot be read.
    """
    grids: list[Grid] = []
    remarks = [] if remarks is None else remarks
    of_documents = [] if of_documents is None else of_documents
    for book in books:
        own = list(book.grids())
        if any(grid.stale for grid in own):
            # Only now: most books store every result, and the engine is large.
            from lkjip_xl.figures.recalculate import recalculate

            unsolved = recalculate(own).items()
            remarks.extend(f"{at}: rumus belum dihitung, {reason}" for at, reason in unsolved)
        find_unfed(own)
        grids.extend(own)
        is_document = any(grid.kind is not SheetKind.LEMBAR for grid in own)
        (of_documents if is_document else remarks).extend(book.remarks)
    return grids


class UnknownFormError(BookError):
    """No sheet holds a form that is known."""

    @cached_property
    def sheets(self) -> tuple[LembarTerbaca, ...]:
        """How each sheet was understood, found out only where somebody asks."""
        return understand(self._grids)

    def __init__(self, books: Sequence[Book], laporan: LaporanKinerja, grids: Sequence[Grid]):
        self._grids = grids
        is_document = any(grid.kind is not SheetKind.LEMBAR for grid in grids)
        what = f"tidak ada {'tabel' if is_document else 'lampiran'} LKjIP yang dikenali"
        if laporan.lampiran:
            what += "; hanya lembar pendukung yang ditemukan"
        what += "".join(
            f"; lembar {quote_sheet(grid.sheet)}: {loss.what}"
            for grid in grids
            for loss in grid.losses
        )
        super().__init__(
            what,
            ", ".join(book.name for book in books),
            "Pastikan judul kolom seperti Indikator Kinerja, Target, Realisasi, dan % Capaian ada "
            "di atas tabel",
        )
