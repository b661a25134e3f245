"""What was mended, as people read it: on the terminal, in notes, and on a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from lkjip_xl.finding import Severity
from lkjip_xl.grid import Mark
from lkjip_xl.outputs.catatan import name_field
from lkjip_xl.outputs.own_sheet import Cell, Column, Link, Look, OwnSheet
from lkjip_xl.outputs.sentence import as_sentence
from lkjip_xl.perbaikan.mend import Mended
from lkjip_xl.perbaikan.records import Perbaikan

KEY = "PERBAIKAN"

_COLUMNS = (
    Column("No", 5),
    Column("Lembar", 15),
    Column("Sel", 7),
    Column("Uraian", 30),
    Column("Kolom", 13),
    Column("Tertulis", 17),
    Column("Menjadi", 17),
    Column("Rumus", 32),
    Column("Alasan", 42),
    Column("Aturan", 8),
)


def make_perbaikan(repairs: Sequence[Perbaikan]) -> OwnSheet:
    """Return the listing of what was mended, in the order it comes."""
    return OwnSheet(
        key=KEY,
        tab="Perbaikan",
        title="Perbaikan Otomatis",
        remark="Satu baris untuk satu sel yang diubah; isi lamanya ada di kolom Tertulis.",
        hint="Klik isi kolom Sel untuk membuka sel yang dimaksud.",
        summary=(),
        columns=_COLUMNS,
        rows=tuple(tuple(_cells(number, one)) for number, one in enumerate(repairs, 1)),
    )


def _cells(number: int, repair: Perbaikan) -> Iterator[Cell]:
    at = repair.at
    yield Cell(number, Look.CENTRED)
    yield Cell(at.sheet)
    yield Cell(at.a1, Look.CENTRED, Link(at.sheet, at.a1))
    yield Cell(repair.item)
    yield Cell(name_field(repair.field))
    yield Cell(repair.written or "(kosong)")
    yield Cell(repair.becomes)
    yield Cell(_formula(repair))
    yield Cell(as_sentence(repair.reason))
    yield Cell(repair.code, Look.CENTRED)


def make_repair_marks(repairs: Sequence[Perbaikan]) -> list[Mark]:
    """Return one mark for each cell that was mended."""
    return [
        Mark(
            sheet=repair.at.sheet,
            row=repair.at.row,
            column=repair.at.column,
            severity=Severity.INFO,
            code=repair.code or "PERBAIKAN",
            note=_note(repair),
        )
        for repair in repairs
    ]


def _note(repair: Perbaikan) -> str:
    labelled = (
        ("Uraian", f"{repair.item}, {name_field(repair.field)}"),
        ("Semula", repair.written or "(kosong)"),
        ("Menjadi", repair.becomes),
        ("Rumus", _formula(repair)),
        ("Alasan", as_sentence(repair.reason)),
        ("Aturan", f"{repair.code} {repair.name}".strip()),
    )
    return "\n".join(["Diperbaiki", *(f"{label}: {text}" for label, text in labelled if text)])


def _formula(repair: Perbaikan) -> str:
    return f"={repair.formula}" if repair.formula else ""


def as_text(mended: Mended, book: str) -> str:
    """Return what was mended and what was not, sheet by sheet, and one line of counts.

    Args:
        mended: the outcome.
        book: the file whose findings the reader is to look at next.
    """
    lines: list[str] = []
    for sheet, repairs in groupby(mended.repairs, key=lambda repair: repair.at.sheet):
        lines.append(f"Lembar {sheet}")
        for (formula, reason), alike in groupby(repairs, key=lambda one: (one.formula, one.reason)):
            lines += (_line(repair) for repair in alike)
            if formula:
                lines.append(f"      Rumus: ={formula}")
            lines.append(f"      Alasan: {as_sentence(reason)}")
        lines.append("")
    if mended.left:
        lines.append("Diserahkan kepada petugas")
        for one in mended.left:
            about = f" ({one.item})" if one.item else ""
            lines += [f"  {one.at}{about}", f"      {as_sentence(one.reason)}"]
        lines.append("")
    return "\n".join([*lines, _counts(mended, book)]) + "\n"


def _line(repair: Perbaikan) -> str:
    code = f"  {repair.code}" if repair.code else ""
    written = repair.written or "(kosong)"
    return f"  {repair.at.a1}  {written} → {repair.becomes}{code} ({repair.item})"


def _counts(mended: Mended, book: str) -> str:
    if mended.repairs:
        formulas = sum(bool(repair.formula) for repair in mended.repairs)
        kinds = ((formulas, "rumus"), (len(mended.repairs) - formulas, "angka"))
        told = " dan ".join(f"{count} {word}" for count, word in kinds if count)
        done = f"{len(mended.repairs)} sel: {told}"
    else:
        done = "Tidak ada yang dapat diperbaiki tanpa bertanya"
    findings = sum(not finding.accepted for finding in mended.checked.findings)
    if not findings:
        return f"{done}; tanpa catatan lain."
    return f"{done}; {findings} catatan diserahkan kepada petugas. Daftarnya: lkjip periksa {book}"
