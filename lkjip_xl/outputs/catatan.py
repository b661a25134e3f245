"""The sheet Catatan: the counts, a row for each finding, and what people answer to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from lkjip_xl.domain.tanggapan import Status, Tanggapan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.location import column_letters
from lkjip_xl.outputs.own_sheet import Cell, Column, Link, Look, OwnSheet, SummaryLine
from lkjip_xl.outputs.review import Review, Standing
from lkjip_xl.outputs.sentence import as_sentence

KEY = "CATATAN"

#: The titles by which a listing is read again when it comes back.
NO, KODE, BERKAS = "No", "Kode", "Berkas"
STATUS, TANGGAPAN, RIWAYAT, SIDIK = "Status", "Tanggapan", "Riwayat", "Sidik"

_COLUMNS = (
    Column(NO, 4),
    Column("Tingkat", 11),
    Column(KODE, 7),
    Column(BERKAS, 16),
    Column("Lembar", 13),
    Column("Sel", 7),
    Column("Uraian", 24),
    Column("Kolom", 12),
    Column("Tertulis", 14),
    Column("Seharusnya", 14),
    Column("Masalah", 36),
    Column("Perbaikan", 32),
    Column(STATUS, 11, choices=tuple(Status)),
    Column(TANGGAPAN, 26),
    Column(RIWAYAT, 14),
)
_SIDIK = Column(SIDIK, 18, hidden=True)
_TITLES = frozenset(column.title for column in (*_COLUMNS, _SIDIK))

#: Columns that people added are this wide.
_EXTRA_WIDTH = 18

_HINT = (
    "Klik isi kolom Sel untuk membuka sel yang dimaksud; warna dan garis tepi di bawah ini sama "
    "dengan tanda pada sel itu."
)
_YOURS = "Isilah kolom Status dan Tanggapan; isinya tetap bersama catatannya pada putaran berikut."


def make_catatan(
    findings: Sequence[Finding],
    *,
    today: date,
    earlier: Sequence[Tanggapan] | None = None,
    present: Collection[str] | None = None,
    codes: Collection[str] | None = None,
) -> OwnSheet:
    """Return the listing of the findings of one book, or of a whole office-year.

    Args:
        findings: those to list, in their order.
        today: the day of this round.
        earlier: the listing of the round before, ``None`` where there was none.
        present: the fingerprints found anywhere in the office-year, if in more books than one.
        codes: the rules applied, ``None`` for all.
    """
    review = Review(earlier, today)
    here = {finding.fingerprint for finding in findings}
    past = list(review.settled(here.union(present or ()), codes))
    several = len({finding.at.file for finding in findings}) > 1
    extra = [t for t in _titles(earlier or ()) if t not in _TITLES]
    columns = [column for column in _COLUMNS if several or column.title != BERKAS]
    columns += [Column(title, _EXTRA_WIDTH) for title in extra]
    lines = [_line(finding, review, linked=not several) for finding in findings]
    lines += [_past_line(answer, standing) for answer, standing in past]
    return OwnSheet(
        key=KEY,
        tab="Catatan",
        title="Catatan Pemeriksaan LKjIP",
        remark=f"Satu baris untuk satu catatan. {_YOURS}" if lines else _NOTHING,
        hint=_HINT,
        summary=tuple(_summary(findings, past, columns, several=several)),
        columns=(*columns, _SIDIK),
        rows=tuple(
            tuple(_cell(number, column.title, line) for column in (*columns, _SIDIK))
            for number, line in enumerate(lines, 1)
        ),
        faded=(STATUS, (Status.DIPERBAIKI, Status.DITERIMA)),
    )


_NOTHING = "Tidak ada catatan: semua yang diperiksa sudah sesuai."

_Line = Mapping[str, Cell]


def _cell(number: int, title: str, line: _Line) -> Cell:
    return Cell(number, Look.CENTRED) if title == NO else line.get(title, Cell(""))


def _line(finding: Finding, review: Review, *, linked: bool) -> _Line:
    at = finding.at
    fix = f"diterima: {finding.accepted}" if finding.accepted else finding.fix
    answer = review.answer(finding)
    shown = {} if answer is None else answer.shown
    return {
        **{title: Cell(text) for title, text in shown.items() if title not in _TITLES},
        "Tingkat": Cell(finding.severity.label, Look.of(finding.severity)),
        KODE: Cell(finding.code, Look.CENTRED),
        BERKAS: Cell(at.file),
        "Lembar": Cell(at.sheet),
        "Sel": Cell(at.a1, Look.CENTRED, Link(at.sheet, at.a1) if linked else None),
        "Uraian": Cell(finding.item),
        "Kolom": Cell(name_field(finding.field)),
        "Tertulis": Cell(finding.written),
        "Seharusnya": Cell(finding.expected),
        "Masalah": Cell(as_sentence(finding.message)),
        "Perbaikan": Cell(as_sentence(fix)),
        SIDIK: Cell(finding.fingerprint),
        **_standing_cells(review.stand(finding)),
    }


def _past_line(answer: Tanggapan, standing: Standing) -> _Line:
    """Return a line whose finding is gone, or that people wrote themselves, as it was read."""
    cells = {title: Cell(text, Look.PAST) for title, text in answer.shown.items()}
    return {**cells, SIDIK: Cell(answer.sidik), **_standing_cells(standing)}


def _standing_cells(standing: Standing) -> dict[str, Cell]:
    return {
        STATUS: Cell(standing.status, Look.CENTRED),
        TANGGAPAN: Cell(standing.tanggapan),
        RIWAYAT: Cell(standing.riwayat),
    }


def _titles(earlier: Sequence[Tanggapan]) -> Iterator[str]:
    """Yield the titles of an earlier listing, each once."""
    yield from dict.fromkeys(title for answer in earlier for title in answer.shown)


def _summary(
    findings: Sequence[Finding],
    past: Sequence[tuple[Tanggapan, Standing]],
    columns: Sequence[Column],
    *,
    several: bool,
) -> Iterator[SummaryLine]:
    """Yield a line for each severity, with the open findings by sheet, and one for all."""
    still_open = [finding for finding in findings if not finding.accepted]
    for level in Severity:
        at = [finding.at for finding in still_open if finding.severity is level]
        by_sheet = Counter(f"{one.file}, {one.sheet}" if several else one.sheet for one in at)
        text = "    ".join(f"{sheet}: {count}" for sheet, count in by_sheet.items())
        label = Cell(f"{level.label}: {len(at)}", Look.of(level))
        yield SummaryLine(label, Cell(text))
    if not findings and not past:
        return
    accepted = len(findings) - len(still_open)
    mended = sum(standing.status == Status.DIPERBAIKI for _, standing in past)
    parts = [f"dari {len(findings)} catatan"]
    parts += [f"{accepted} diterima dengan alasan"] if accepted else []
    parts += [f"{mended} catatan terdahulu sudah diperbaiki"] if mended else []
    letter = column_letters([column.title for column in columns].index(STATUS) + 1)
    counted = f'"Terbuka: "&COUNTIF({letter}{{first}}:{letter}{{last}},"{Status.TERBUKA}")'
    label = Cell(f"Terbuka: {len(still_open)}", Look.CENTRED, formula=counted)
    yield SummaryLine(label, Cell("; ".join(parts)))


def name_field(field: str) -> str:
    """Return a field's name as a reader sees it: ``tw1_target`` is ``TW I target``."""
    words = field.split("_")
    triwulan = {"tw1": "TW I", "tw2": "TW II", "tw3": "TW III", "tw4": "TW IV"}
    shown = " ".join(triwulan.get(word, word) for word in words)
    return shown[:1].upper() + shown[1:]
