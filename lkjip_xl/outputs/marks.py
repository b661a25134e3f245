"""From findings to marks on cells: the highlight's severity and the note's text."""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import Mark
from lkjip_xl.outputs.catatan import name_field
from lkjip_xl.outputs.sentence import as_sentence


def make_marks(findings: Sequence[Finding], *, is_listed: bool = True) -> list[Mark]:
    """Return one mark for each cell at fault; findings of one book, since a mark names no file.

    What the office accepts is marked as information: nothing is to be done there.  The notes give
    the number that the finding has on the sheet Catatan, which lists them in the same order; a
    document has none (``is_listed`` is false).
    """
    return [
        Mark(
            sheet=cell.sheet,
            row=cell.row,
            column=cell.column,
            severity=Severity.INFO if finding.accepted else finding.severity,
            code=finding.code,
            note=compose_note(finding) + (f"\nCatatan no {number}" if is_listed else ""),
        )
        for number, finding in enumerate(findings, 1)
        for cell in (finding.at, *finding.also)
    ]


def compose_note(finding: Finding) -> str:
    """Return the note's lines: the rule, what is wrong, the figures, how to repair it."""
    subject = ", ".join(part for part in (finding.item, name_field(finding.field)) if part)
    labelled = (
        ("Uraian", subject),
        ("Tertulis", finding.written),
        ("Seharusnya", finding.expected),
        ("Hitungan", finding.calculation),
        ("Diterima", as_sentence(finding.accepted))
        if finding.accepted
        else ("Perbaikan", as_sentence(finding.fix)),
    )
    lines = [f"{finding.code} {finding.name}", as_sentence(finding.message)]
    lines += [f"{label}: {text}" for label, text in labelled if text]
    return "\n".join(line for line in lines if line)
