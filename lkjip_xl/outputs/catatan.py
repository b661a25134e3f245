"""What the sheet Catatan shows: the counts and a row for each finding, free of any file format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lkjip_xl.finding import Finding, Severity
from lkjip_xl.outputs.sentence import as_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class CatatanRow:
    """One finding as the sheet lists it; ``file`` tells which book ``sheet`` belongs to.

    One that the office accepts has the look of information and is called ``Diterima``.
    """

    number: int
    severity: Severity
    code: str
    name: str
    file: str
    sheet: str
    cell: str
    item: str
    field: str
    written: str
    expected: str
    message: str
    fix: str
    accepted: bool = False

    @property
    def label(self) -> str:
        return "Diterima" if self.accepted else self.severity.label


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the listing: its title, the field of ``CatatanRow`` it shows, its width.

    The width counts characters of the body text.
    """

    title: str
    field: str
    width: float


COLUMNS: tuple[Column, ...] = (
    Column("No", "number", 5),
    Column("Tingkat", "label", 11),
    Column("Kode", "code", 8),
    Column("Aturan", "name", 19),
    Column("Lembar", "sheet", 13),
    Column("Sel", "cell", 7),
    Column("Uraian", "item", 28),
    Column("Kolom", "field", 13),
    Column("Tertulis", "written", 15),
    Column("Seharusnya", "expected", 15),
    Column("Masalah", "message", 34),
    Column("Perbaikan", "fix", 34),
)

#: Follows the remark where the sheet lies in the marked book itself.
LINK_HINT = (
    "Klik isi kolom Sel untuk membuka sel yang dimaksud; warna dan garis tepi di bawah ini sama "
    "dengan tanda pada sel itu."
)

#: Stands before ``Lembar`` where the findings come from several books.
FILE_COLUMN = Column("Berkas", "file", 18)


@dataclass(frozen=True, slots=True, kw_only=True)
class CatatanSheet:
    """The listing of the findings of one book, or of all books of an office-year."""

    title: str
    remark: str
    counts: tuple[tuple[Severity, int], ...]
    rows: tuple[CatatanRow, ...]

    @property
    def tab(self) -> str:
        """The name that the sheet asks for."""
        return "Catatan"

    @property
    def columns(self) -> tuple[Column, ...]:
        if len({row.file for row in self.rows}) < 2:
            return COLUMNS
        place = next(index for index, column in enumerate(COLUMNS) if column.field == "sheet")
        return (*COLUMNS[:place], FILE_COLUMN, *COLUMNS[place:])

    @property
    def total(self) -> int:
        return len(self.rows)


def make_catatan(findings: Sequence[Finding]) -> CatatanSheet:
    """Return the listing of the findings, in the order they come."""
    rows = tuple(
        CatatanRow(
            number=number,
            severity=Severity.INFO if finding.accepted else finding.severity,
            code=finding.code,
            name=finding.name,
            file=finding.at.file,
            sheet=finding.at.sheet,
            cell=finding.at.a1,
            item=finding.item,
            field=name_field(finding.field),
            written=finding.written,
            expected=finding.expected,
            message=as_sentence(finding.message),
            fix=as_sentence(f"diterima: {finding.accepted}" if finding.accepted else finding.fix),
            accepted=bool(finding.accepted),
        )
        for number, finding in enumerate(findings, 1)
    )
    counts = tuple(
        (level, sum(row.severity is level and not row.accepted for row in rows))
        for level in Severity
    )
    accepted = sum(row.accepted for row in rows)
    remark = (
        "Satu baris untuk satu catatan."
        if rows
        else "Tidak ada catatan: semua yang diperiksa sudah sesuai."
    )
    if accepted:
        remark += f" {accepted} di antaranya diterima menurut lembar Pengaturan."
    return CatatanSheet(title="Catatan Pemeriksaan LKjIP", remark=remark, counts=counts, rows=rows)


def name_field(field: str) -> str:
    """Return a field's name as a reader sees it: ``tw1_target`` is ``TW I target``."""
    words = field.split("_")
    triwulan = {"tw1": "TW I", "tw2": "TW II", "tw3": "TW III", "tw4": "TW IV"}
    shown = " ".join(triwulan.get(word, word) for word in words)
    return shown[:1].upper() + shown[1:]
