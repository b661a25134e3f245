"""The one call that every front end makes: books in, findings out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from lkjip_xl.domain.tanggapan import Tanggapan
from lkjip_xl.figures.belonging import require_one_office_year
from lkjip_xl.figures.directions import Directions
from lkjip_xl.figures.kebiasaan import settle
from lkjip_xl.figures.perhitungan import DaftarPerhitungan
from lkjip_xl.figures.survey import survey_books
from lkjip_xl.figures.unfed import find_unfed
from lkjip_xl.finding import Finding, Severity, make_fingerprint
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.lampiran.understanding import LembarTerbaca, understand
from lkjip_xl.location import quote_sheet
from lkjip_xl.ports import Book, BookError
from lkjip_xl.rules.acceptance import accept, accept_answered
from lkjip_xl.rules.catalogue import RULES
from lkjip_xl.rules.equations import Equation
from lkjip_xl.rules.rule import Context, Rule
from lkjip_xl.rules.rumus.faulty import faulty_formulas
from lkjip_xl.rules.solving import solve

#: Families that judge the outcome of the others.
_LAST = frozenset({"PGT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found.

    ``compared`` counts the comparisons made by kind (``capaian``, ``serapan``, ``sums`` …).
    ``directions`` tells which way each indicator is better, ``perhitungan`` every capaian and
    serapan as written and as computed.  ``remarks`` are Indonesian sentences about what could not
    be seen or computed.  ``has_formats`` tells whether number formats could be read, as from an
    .xlsx file.
    """

    laporan: LaporanKinerja
    findings: tuple[Finding, ...]
    compared: Mapping[str, int]
    directions: Directions
    perhitungan: DaftarPerhitungan
    remarks: tuple[str, ...]
    has_formats: bool = True

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

    ``grids`` holds the sheets by file and name, in the order of the books.
    """

    laporan: LaporanKinerja
    grids: Mapping[tuple[str, str], Grid]
    remarks: tuple[str, ...]


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
    return judge(read_books(books), rules, answers)


def judge(read: Read, rules: Sequence[Rule] = RULES, answers: Sequence[Tanggapan] = ()) -> Checked:
    """Apply rules to an office-year as read."""
    context = make_context(read)
    codes = {rule.code for rule in rules}
    families = {rule.family for rule in rules}
    found = [f for f in _apply(context, families - _LAST) if f.code in codes]
    findings, unused = accept(found, context.pengaturan.diterima)
    context.unused = tuple(one for one in unused if one.kode in codes)
    findings += [f for f in _apply(context, families & _LAST) if f.code in codes]
    order = {sheet: position for position, sheet in enumerate(read.grids)}
    findings.sort(key=lambda f: (order[f.at.file, f.at.sheet], f.at.row, f.at.column, f.code))
    return Checked(
        laporan=read.laporan,
        findings=tuple(accept_answered(_with_own_fingerprints(findings), answers)),
        compared=MappingProxyType({"capaian": 0, "serapan": 0, "sums": 0} | context.tally),
        directions=context.directions,
        perhitungan=context.perhitungan,
        remarks=read.remarks,
        has_formats=all(grid.has_looks for grid in read.grids.values()),
    )


def make_context(read: Read) -> Context:
    """Return what the rules work on."""
    own = settle(read.laporan)
    context = Context(
        read.laporan,
        own.directions,
        read.grids,
        own.directions.pengaturan,
        kebiasaan=own.kebiasaan,
    )
    context.perhitungan = own.perhitungan  # not computed once more
    return context


def state_equations(context: Context) -> list[Equation]:
    """Return what must agree with what, by all rules; rows that slid sideways mean nothing."""
    equations = [e for rule in RULES for source in rule.sources for e in source(context)]
    if any(map(context.shifted.of, context.laporan.lampiran)):
        equations = [e for e in equations if not _is_shifted(context, e)]
    return equations


def _apply(context: Context, families: Collection[str]) -> Iterator[Finding]:
    """Yield what the rules of some families find.

    A family is the smallest part that can be left out: one check may find what several of its rules
    describe.  The equations of all families are one system, and are judged together or not at all.
    """
    applied = [rule for rule in RULES if rule.family in families]
    for rule in applied:
        for check_rule in rule.checks:
            yield from check_rule(context)
    if any(rule.sources for rule in applied):
        # A wrong formula is told with the value it should give; the value is no second finding.
        told = faulty_formulas(context) if "RUM" in families else {}
        yield from solve(state_equations(context), set(told))


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
    grids = read_grids(books, remarks)
    laporan = read_office_year(grids)
    if not any(lampiran.form.stands_alone for lampiran in laporan.lampiran):
        raise UnknownFormError(books, laporan, grids)
    if len(books) > 1:
        require_one_office_year(survey_books(laporan, grids))
    return Read(
        laporan=laporan,
        grids={(grid.file, grid.sheet): grid for grid in grids},
        remarks=tuple(remarks),
    )


def read_grids(books: Iterable[Book], remarks: list[str] | None = None) -> list[Grid]:
    """Return the sheets of all books; formula cells without a stored result are computed.

    Args:
        books: the workbooks.
        remarks: takes up what could not be seen or computed, in Indonesian.

    Raises:
        BookError: a book cannot be read.
    """
    grids: list[Grid] = []
    remarks = [] if remarks is None else remarks
    for book in books:
        own = list(book.grids())
        if any(grid.stale for grid in own):
            # Only now: most books store every result, and the engine is large.
            from lkjip_xl.figures.recalculate import recalculate

            unsolved = recalculate(own).items()
            remarks.extend(f"{at}: rumus belum dihitung, {reason}" for at, reason in unsolved)
        find_unfed(own)
        grids.extend(own)
        remarks.extend(book.remarks)
    return grids


class UnknownFormError(BookError):
    """No sheet holds a form that is known."""

    @cached_property
    def sheets(self) -> tuple[LembarTerbaca, ...]:
        """How each sheet was understood, found out only where somebody asks."""
        return understand(self._grids)

    def __init__(self, books: Sequence[Book], laporan: LaporanKinerja, grids: Sequence[Grid]):
        self._grids = grids
        what = "tidak ada lampiran LKjIP yang dikenali"
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
