"""The findings as people and programs read them on a terminal: text and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from lkjip_xl.domain.quantity import format_number
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.records import Lampiran
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.places import Places
from lkjip_xl.outputs.sentence import as_sentence
from lkjip_xl.pipeline import Checked

JSON_VERSION = 1
#: How a terminal shows the severity words: bold red, yellow, cyan.
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "33", Severity.INFO: "36"}
_COUNTED = {
    "capaian": "capaian",
    "serapan": "serapan",
    "sums": "penjumlahan",
    "antar_lampiran": "angka antar lampiran",
    "triwulan": "target dan realisasi triwulan",
    "bulan": "target dan realisasi bulanan",
    "evaluasi": "persentase dan penutup evaluasi Renja",
    "keterangan": "keterangan",
    "formulas": "rumus",
    "naskah": "angka di naskah",
}


def as_text(
    checked: Checked, seconds: float | None = None, *, quiet: bool = False, colour: bool = False
) -> str:
    """Return the findings sheet by sheet, remarks, and one line of counts.

    Args:
        checked: what the check found.
        seconds: how long it took; ``None`` leaves it out.
        quiet: whether only the line of counts is wanted.
        colour: whether the severity words are coloured, for a terminal.
    """
    if quiet:
        return _last_line(checked, seconds) + "\n"
    lines = list(_findings(checked, colour))
    lines += [f"Catatan pembacaan: {remark.rstrip('.')}." for remark in checked.remarks]
    if checked.remarks:
        lines.append("")
    lines.append(_last_line(checked, seconds))
    return "\n".join(lines) + "\n"


def _findings(checked: Checked, colour: bool) -> Iterator[str]:
    places = Places(checked)
    several = len({finding.at.file for finding in checked.findings}) > 1
    by_sheet = groupby(checked.findings, key=lambda f: (f.at.file, f.at.sheet))
    for (file, sheet), findings in by_sheet:
        heading = places.heading(file, sheet)
        yield f"{file}, {heading}" if several else heading[:1].upper() + heading[1:]
        for finding in findings:
            yield from finding_lines(finding, places.of(finding.at), colour=colour)
        yield ""


def finding_lines(finding: Finding, place: str, *, colour: bool = False) -> Iterator[str]:
    """Yield the lines that tell a finding: where and what it is, its message, what to do."""
    about = f" ({finding.item})" if finding.item else ""
    severity = finding.severity.label
    if colour:
        severity = f"\x1b[{_COLOURS[finding.severity]}m{severity}\x1b[0m"
    yield f"  {place}  {severity}  {finding.code}{about}"
    yield f"      {as_sentence(finding.message)}"
    if finding.calculation:
        yield f"      Hitungan: {finding.calculation}"
    if finding.accepted:
        yield f"      Diterima: {as_sentence(finding.accepted)}"
    else:
        yield f"      Perbaikan: {as_sentence(finding.fix)}"


def _last_line(checked: Checked, seconds: float | None) -> str:
    counts = ", ".join(
        f"{checked.count(severity)} {severity.label.lower()}" for severity in Severity
    )
    if checked.accepted:
        counts += f", {checked.accepted} diterima"
    compared = ", ".join(
        f"{_count(checked.compared[kind])} {word}"
        for kind, word in _COUNTED.items()
        if checked.compared.get(kind)
    )
    line = f"{counts}; diperiksa {compared or 'tidak ada angka yang dapat dibandingkan'}"
    if seconds is not None:
        line += f"; {seconds:.1f} detik".replace(".", ",")
    return line + "."


def _count(count: int) -> str:
    """Return a count as Indonesians write it: ``1.478``."""
    return format_number(Decimal(count), 0)


@dataclass(frozen=True, slots=True)
class BookFile:
    """A file that was read, or that was passed over for a reason.

    ``original`` is the book read in place of a copy that people edited later.
    """

    file: str
    reason: str = ""
    original: str = ""


def as_json(checked: Checked, files: Sequence[BookFile] = ()) -> str:
    """Return the findings, the located tables and the counts as one JSON object.

    Keys are English and stable; texts are Indonesian.  Where files are given it tells which of
    them were read.
    """
    import json  # the text needs none of it

    places = Places(checked)
    document = {
        "version": JSON_VERSION,
        "findings": [finding_record(finding, places) for finding in checked.findings],
        "tables": [_table_record(lampiran) for lampiran in checked.laporan.lampiran],
        "summary": {
            **{severity.value: checked.count(severity) for severity in Severity},
            "accepted": checked.accepted,
            "checked": dict(checked.compared),
        },
        "remarks": list(checked.remarks),
        **({"books": [book_record(file) for file in files]} if files else {}),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def book_record(file: BookFile) -> dict[str, object]:
    if not file.reason:
        return {"file": file.file, "read": True}
    newer = {"newer_than": file.original} if file.original else {}
    return {"file": file.file, "read": False, "reason": file.reason, **newer}


def finding_record(finding: Finding, places: Places | None = None) -> dict[str, object]:
    """Return a finding as data; its places in a document are told in words too, as ``place``."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        **cell_record(finding.at, places),
        "field": finding.field,
        "item": finding.item,
        "written": finding.written,
        "expected": finding.expected,
        "calculation": finding.calculation,
        "message": finding.message,
        "fix": finding.fix,
        "related": [cell_record(cell, places) for cell in (*finding.also, *finding.related)],
        "fingerprint": finding.fingerprint,
        **({"accepted": finding.accepted} if finding.accepted else {}),
    }


def cell_record(cell: CellRef, places: Places | None = None) -> dict[str, str]:
    place = places.whole(cell) if places is not None else ""
    told = {"place": place} if place else {}
    return {"file": cell.file, "sheet": cell.sheet, "cell": cell.a1, **told}


def _table_record(lampiran: Lampiran) -> dict[str, object]:
    return {
        "form": lampiran.form.name,
        "file": lampiran.file,
        "sheet": lampiran.sheet,
        "range": lampiran.area.a1,
        "rows": len(lampiran.rows),
    }
