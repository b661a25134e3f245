"""Which cells could be mended, going by what a check found; nothing is tried yet."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.domain.hierarki import Level
from lkjip_xl.domain.quantity import format_number
from lkjip_xl.figures.directions import Directions
from lkjip_xl.figures.pengaturan import make_pengaturan
from lkjip_xl.figures.plain_formula import PlainCalculator
from lkjip_xl.figures.shifting import ShiftedRows
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.location import CellRef
from lkjip_xl.perbaikan.angka_teks import normalise_texts
from lkjip_xl.perbaikan.jumlah import FIELDS as MONEY
from lkjip_xl.perbaikan.jumlah import derive_sum, leaves_rows_out
from lkjip_xl.perbaikan.persentase import BASES, Ragu, Turunan, derive_percentage
from lkjip_xl.perbaikan.records import Diserahkan, Perbaikan
from lkjip_xl.perbaikan.saksi import Saksi, find_slip, find_slip_in_sum
from lkjip_xl.perbaikan.sel import Cells, Sel
from lkjip_xl.perbaikan.sengketa import Sengketa
from lkjip_xl.pipeline import Checked, Read

Usulan = Perbaikan | Diserahkan

_WRONG_PERCENTAGE = frozenset({"HIT01", "HIT02", "HIT06", "ANG01", "ANG02", "ISI06", "LAM01"})
_WRONG_SUM = frozenset({"ANG03", "ANG04", "LAM02"})
_BLANK = frozenset({"ISI04", "ISI20"})
#: The levels whose amounts every office adds up; bands above them often have none on purpose.
_ADDED_UP = frozenset({Level.PROGRAM, Level.KEGIATAN, Level.TOTAL})
#: Rules whose ``expected`` is the derived figure itself.
_WITH_EXPECTED = _WRONG_PERCENTAGE - {"ISI06"} | _WRONG_SUM | {"RUM01", "RUM07"}


def propose(read: Read, checked: Checked) -> Iterator[Usulan]:
    """Yield what could be mended, and what looks so but is left to people, each cell once."""
    cells = Cells(read)
    told = {
        cell: finding
        for finding in checked.findings
        if finding.code in ("ISI02", "ISI03") and not finding.accepted
        for cell in (finding.at, *finding.also)
    }
    seen: set[CellRef] = set()
    for one in (*_derive(read, checked, cells), *normalise_texts(cells, told)):
        if one.at not in seen:
            seen.add(one.at)
            yield one


def propose_filling(read: Read, checked: Checked) -> Iterator[Usulan]:
    """Yield what ``propose`` does, and the blank amounts that are sums of what stands below them.

    A blank amount is no fault: only who asks for it gets it filled.
    """
    yield from propose(read, checked)
    cells = list(Cells(read))
    judge = _Judge(read, checked)
    usual = {(id(one.head), one.column.key, one.item.level) for one in cells if one.number}
    for cell in cells:
        is_usual = (id(cell.head), cell.column.key, cell.item.level) in usual
        if cell.column.field in MONEY and (is_usual or cell.item.level in _ADDED_UP):
            yield from judge.fill(cell)


def _derive(read: Read, checked: Checked, cells: Cells) -> Iterator[Usulan]:
    judge = _Judge(read, checked)
    for finding in checked.findings:
        if finding.accepted:
            continue
        for at in _mendable(finding):
            cell = cells.at(at)
            if cell is not None:
                yield from judge.judge(cell, finding)


def _mendable(finding: Finding) -> tuple[CellRef, ...]:
    """Return the cells of a finding that may be derived figures."""
    if finding.code in _BLANK:
        return (finding.at, *finding.related)
    if finding.code == "RUM05":
        return (finding.at, *finding.also)
    if finding.code == "HIT01" and finding.severity is not Severity.ERROR:
        return ()  # the written figure may be the better one
    if finding.code in _WITH_EXPECTED or finding.code == "ISI06":
        return (finding.at,)
    return ()


class _Judge:
    """Derives accused cells anew, where nothing is in doubt."""

    def __init__(self, read: Read, checked: Checked) -> None:
        pengaturan = make_pengaturan(read.laporan.pengaturan)
        self._directions = Directions(read.laporan, pengaturan)
        self._calculator = PlainCalculator(read.grids)
        self._shifted = ShiftedRows(read.grids)
        self._sengketa = Sengketa(checked.findings)
        self._saksi = Saksi(read)

    def judge(self, cell: Sel, finding: Finding) -> Iterator[Usulan]:
        field = cell.column.field
        if cell.row in self._shifted or not _concerns(cell, finding):
            return
        if field in BASES:
            due = derive_percentage(self._calculator, self._directions, cell)
        elif field in MONEY:
            due = derive_sum(cell)
        else:
            due = None
        if isinstance(due, Ragu):
            yield Diserahkan(cell.at, cell.row.subject, due.reason)
        elif due is not None and _is_confirmed(cell, finding, due):
            doubt = self._why_disputed(cell, finding, due)
            if doubt:
                yield Diserahkan(cell.at, cell.row.subject, doubt)
            else:
                yield _repair(cell, finding, due)

    def fill(self, cell: Sel) -> Iterator[Perbaikan]:
        """Yield the sum that belongs in a blank cell, if nothing is in doubt."""
        has_value = cell.grid.value(cell.at.row, cell.at.column) is not None
        if has_value or cell.formula or cell.row in self._shifted:
            return
        due = derive_sum(cell)
        if isinstance(due, Turunan) and not self._why_disputed(cell, None, due):
            yield _repair(cell, None, due)

    def _why_disputed(self, cell: Sel, finding: Finding | None, due: Turunan) -> str:
        """Say which finding puts the figures below the formula in doubt, empty where none does."""
        for one in due.inputs:
            other = self._sengketa.about(one.at, apart_from=finding)
            if other is not None:
                return f"{one.at.a1} yang menjadi dasarnya dipersoalkan {other.code}"
        is_plain = finding is None or bool(cell.formula) or due.is_explained
        slip = None if is_plain else self._slip(cell, due)
        if slip is not None:
            return f"angka tertulis cocok bila {slip.at.a1} salah ketik; periksa keduanya"
        if cell.column.field in MONEY:
            for one in (cell, *due.inputs):
                other = self._sengketa.about_row(one.at)
                if other is not None:
                    return f"tempat baris {one.at.row} dipersoalkan {other.code}"
        for one in (cell, *due.inputs):
            row, column = one.column.cell
            header = CellRef(one.lampiran.file, one.lampiran.sheet, row, column)
            other = self._sengketa.about(header)
            if other is not None and other.severity is Severity.ERROR:
                return f"judul kolom {header.a1} dipersoalkan {other.code}"
        return ""

    def _slip(self, cell: Sel, due: Turunan) -> Sel | None:
        """Return the figure that may be wrong instead of the derived one."""
        if due.compute is None:
            return find_slip_in_sum(self._saksi, cell, due.inputs, due.result)
        if self._saksi.is_backed(cell, due.result, [one.at for one in due.inputs]):
            return None
        whole, part = due.inputs
        return find_slip(self._saksi, cell, whole, part, due.compute)


def _concerns(cell: Sel, finding: Finding) -> bool:
    """Tell whether a finding is of the kind that the cell's own formula mends."""
    code, is_percentage = finding.code, cell.column.field in BASES
    has_value = cell.grid.value(cell.at.row, cell.at.column) is not None
    if code in _BLANK:
        return is_percentage and not has_value and not cell.formula
    if code == "RUM01":
        return bool(cell.formula)
    if code == "RUM07":
        return bool(cell.formula) and cell.column.field == "serapan"
    if cell.formula:
        return False  # how the staff computes is for them to mend
    return code == "RUM05" or code in (_WRONG_PERCENTAGE if is_percentage else _WRONG_SUM)


def _is_confirmed(cell: Sel, finding: Finding, due: Turunan) -> bool:
    """Tell whether the formula gives what the rule has computed in its own way."""
    if finding.code == "RUM01" and not leaves_rows_out(cell, due):
        return False
    if finding.code not in _WITH_EXPECTED or not finding.expected:
        return True
    places = (cell.figure.decimals, 0, None)
    expected = finding.expected.removeprefix("Rp").rstrip("%")
    return expected in {format_number(due.result, decimals) for decimals in places}


def _repair(cell: Sel, finding: Finding | None, due: Turunan) -> Perbaikan:
    return Perbaikan(
        at=cell.at,
        item=cell.row.subject,
        field=cell.column.field,
        written=f"={cell.formula}" if cell.formula else cell.figure.written,
        becomes=due.becomes,
        value=due.stored,
        reason=due.reason,
        formula=due.formula,
        number_format=due.number_format,
        code=finding.code if finding else "",
        name=finding.name if finding else "",
    )
