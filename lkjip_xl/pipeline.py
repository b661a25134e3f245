"""The one call that every front end makes: books in, findings out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from lkjip_xl.figures.directions import Directions
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.ports import Book, BookError
from lkjip_xl.rules.catalogue import RULES
from lkjip_xl.rules.rule import Context
from lkjip_xl.rules.solving import solve


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found.

    ``compared`` counts the comparisons made by kind (``capaian``, ``serapan``, ``sums`` …).
    ``remarks`` are Indonesian sentences about what could not be seen or computed.
    """

    laporan: LaporanKinerja
    findings: tuple[Finding, ...]
    compared: Mapping[str, int]
    remarks: tuple[str, ...]

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An office-year as read, before any rule.

    ``grids`` holds the sheets by file and name, in the order of the books.
    """

    laporan: LaporanKinerja
    grids: Mapping[tuple[str, str], Grid]
    remarks: tuple[str, ...]


def check(*books: Book) -> Checked:
    """Read the books of one office-year, recompute, and apply every rule.

    Raises:
        BookError: a book cannot be read, or none of them holds a form that is known.
    """
    read = read_books(books)
    context = Context(read.laporan, Directions(read.laporan), read.grids)
    findings = [
        finding for rule in RULES for check_rule in rule.checks for finding in check_rule(context)
    ]
    equations = [e for rule in RULES for source in rule.sources for e in source(context)]
    findings.extend(solve(equations))
    order = {sheet: position for position, sheet in enumerate(read.grids)}
    findings.sort(key=lambda f: (order[f.at.file, f.at.sheet], f.at.row, f.at.column, f.code))
    compared = {"capaian": 0, "serapan": 0, "sums": 0} | context.tally
    return Checked(
        laporan=read.laporan,
        findings=tuple(findings),
        compared=MappingProxyType(compared),
        remarks=read.remarks,
    )


def read_books(books: Sequence[Book]) -> Read:
    """Read the books of one office-year; formula cells without a stored result are computed.

    Raises:
        BookError: a book cannot be read, or none of them holds a form that is known.
    """
    grids, remarks = _read_grids(books)
    laporan = read_office_year(grids)
    if not any(lampiran.form.is_lampiran for lampiran in laporan.lampiran):
        raise _no_form(books, laporan)
    return Read(
        laporan=laporan,
        grids={(grid.file, grid.sheet): grid for grid in grids},
        remarks=tuple(remarks),
    )


def _read_grids(books: Iterable[Book]) -> tuple[list[Grid], list[str]]:
    grids: list[Grid] = []
    remarks: list[str] = []
    for book in books:
        own = list(book.grids())
        if any(grid.stale for grid in own):
            # Only now: most books store every result, and the engine is large.
            from lkjip_xl.figures.recalculate import recalculate

            unsolved = recalculate(own).unsolved
            remarks.extend(f"{one.at}: rumus belum dihitung, {one.reason}" for one in unsolved)
        grids.extend(own)
        remarks.extend(book.remarks)
    return grids, remarks


def _no_form(books: Sequence[Book], laporan: LaporanKinerja) -> BookError:
    what = "tidak ada lampiran LKjIP yang dikenali"
    if laporan.lampiran:
        what += "; hanya lembar pendukung yang ditemukan"
    return BookError(
        what,
        ", ".join(book.name for book in books),
        "Pastikan judul kolom seperti Indikator Kinerja, Target, Realisasi, dan % Capaian ada di "
        "atas tabel",
    )
