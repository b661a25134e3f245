"""Which cells could be mended, going by what a check found; nothing is tried yet."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.location import CellRef
from lkjip_xl.perbaikan.angka_teks import normalise_texts
from lkjip_xl.perbaikan.records import Diserahkan, Perbaikan
from lkjip_xl.perbaikan.saksi import Saksi, find_slip
from lkjip_xl.perbaikan.sengketa import Sengketa
from lkjip_xl.pipeline import Checked, Read, make_context
from lkjip_xl.rules.catalogue import find_rule
from lkjip_xl.rules.cells import figures_of, tables_of
from lkjip_xl.rules.derived import Derived, Ragu, Turunan, derive_sum
from lkjip_xl.rules.mending import SUMS

Usulan = Perbaikan | Diserahkan

#: The levels whose amounts every office adds up; bands above them often have none on purpose.
_ADDED_UP = frozenset({Level.PROGRAM, Level.KEGIATAN, Level.TOTAL})


def propose(read: Read, checked: Checked) -> Iterator[Usulan]:
    """Yield what could be mended, and what looks so but is left to people, each cell once."""
    judge = _Judge(read, checked)
    told = {
        cell: finding
        for finding in judge.findings
        if finding.code in ("ISI02", "ISI03")
        for cell in (finding.at, *finding.also)
    }
    seen: set[CellRef] = set()
    for one in (*judge.derive(), *normalise_texts(judge.context, told)):
        if one.at not in seen:
            seen.add(one.at)
            yield one


def propose_filling(read: Read, checked: Checked) -> Iterator[Usulan]:
    """Yield what ``propose`` does, and the blank amounts that are sums of what stands below them.

    A blank amount is no fault: only who asks for it gets it filled.
    """
    yield from propose(read, checked)
    yield from _Judge(read, checked).fill()


class _Judge:
    """Derives accused cells anew, where nothing is in doubt."""

    def __init__(self, read: Read, checked: Checked) -> None:
        self.context = make_context(read)
        self.findings = [one for one in checked.findings if not one.accepted]
        self._tables = tables_of(self.context)
        self._sengketa = Sengketa(self.findings)
        self._saksi = Saksi(self.context)

    def derive(self) -> Iterator[Usulan]:
        """Yield what the rules write into the cells that they accuse."""
        for finding in self.findings:
            rule = find_rule(finding.code)
            if rule is not None and rule.mend is not None:
                for due in rule.mend(self.context, finding):
                    if not self._is_shifted(due.cell):
                        yield self._judge(due, finding)

    def fill(self) -> Iterator[Perbaikan]:
        """Yield the sums that belong in blank cells, if nothing is in doubt."""
        cells = [one for one in figures_of(self.context) if one.field in SUMS]
        usual = {_kind(one) for one in cells if self._tables.number(one)}
        for cell in cells:
            is_wanted = _kind(cell) in usual or (cell.item and cell.item.level in _ADDED_UP)
            if is_wanted and self._tables.is_blank(cell) and not self._is_shifted(cell):
                due = derive_sum(self.context, cell)
                if isinstance(due, Turunan) and not self._why_disputed(due, None):
                    yield self._repair(due, None)

    def _is_shifted(self, cell: Sel) -> bool:
        return cell.row in self.context.shifted

    def _judge(self, due: Derived, finding: Finding) -> Usulan:
        doubt = due.reason if isinstance(due, Ragu) else self._why_disputed(due, finding)
        if doubt or isinstance(due, Ragu):
            return Diserahkan(due.cell.cell, due.cell.row.subject, doubt)
        return self._repair(due, finding)

    def _why_disputed(self, due: Turunan, finding: Finding | None) -> str:
        """Say which finding puts the figures below the formula in doubt, empty where none does."""
        for one in due.inputs:
            other = self._sengketa.about(one.cell, apart_from=finding)
            if other is not None:
                return f"{one.cell.a1} yang menjadi dasarnya dipersoalkan {other.code}"
        is_plain = finding is None or due.is_explained or self._tables.formula(due.cell)
        slip = None if is_plain else find_slip(self._saksi, due)
        if slip is not None:
            return f"angka tertulis cocok bila {slip.cell.a1} salah ketik; periksa keduanya"
        if due.cell.field in SUMS:
            for one in (due.cell, *due.inputs):
                other = self._sengketa.about_row(one.cell)
                if other is not None:
                    return f"tempat baris {one.row.row} dipersoalkan {other.code}"
        for one in (due.cell, *due.inputs):
            header = CellRef(one.lampiran.file, one.lampiran.sheet, *one.column.cell)
            other = self._sengketa.about(header)
            if other is not None and other.severity is Severity.ERROR:
                return f"judul kolom {header.a1} dipersoalkan {other.code}"
        return ""

    def _repair(self, due: Turunan, finding: Finding | None) -> Perbaikan:
        formula = self._tables.formula(due.cell)
        return Perbaikan(
            at=due.cell.cell,
            item=due.cell.row.subject,
            field=due.cell.field,
            written=f"={formula}" if formula else due.cell.figure.written,
            becomes=due.becomes,
            value=due.stored,
            reason=due.reason,
            formula=due.formula,
            number_format=due.number_format,
            code=finding.code if finding else "",
            name=finding.name if finding else "",
        )


def _kind(cell: Sel) -> tuple[object, ...]:
    """Return what is alike for the amounts of one level in one column of a form."""
    item = cell.item
    return (cell.column.key, item.lampiran, item.level) if item is not None else ()
