"""Which figures something else puts in doubt: nothing is derived from them."""

from __future__ import annotations

from collections.abc import Iterable

from lkjip_xl.finding import Finding, Severity
from lkjip_xl.location import CellRef

#: Rules of derived figures, whose equations are judged as one system: where one of them accuses a
#: derived figure, it has already weighed what the figure is derived from.
_WEIGHED = frozenset(
    {"HIT01", "HIT02", "HIT06", "ANG01", "ANG02", "ANG03", "ANG04", "ISI06", "RUM01", "RUM07"}
)
#: Rules that only say how a figure is written, never that it is wrong.
_OF_WRITING = frozenset({"ISI02", "ISI04", "ISI07", "ISI11", "RUM05"})
#: Rules that put the place of a row in its tree in doubt.
_OF_TREE = frozenset({"HIR01", "HIR02", "HIR03", "HIR04", "HIR07", "HIR08", "ANG12"})


class Sengketa:
    """The cells that open findings accuse.

    A finding accuses the cells it is about; an error also what it rests on, since either side of a
    contradiction may be the wrong one.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._by_cell: dict[CellRef, list[Finding]] = {}
        self._rows: dict[tuple[str, str, int], Finding] = {}
        for finding in findings:
            if finding.code in _OF_WRITING:
                continue
            cells = {finding.at, *finding.also}
            if finding.code in _OF_TREE:
                for cell in cells:
                    self._rows.setdefault((cell.file, cell.sheet, cell.row), finding)
            if finding.severity is Severity.ERROR and finding.code not in _WEIGHED:
                cells.update(finding.related)
            for cell in cells:
                self._by_cell.setdefault(cell, []).append(finding)

    def about_row(self, cell: CellRef) -> Finding | None:
        """Return a finding that puts the place of a cell's row in the tree in doubt."""
        return self._rows.get((cell.file, cell.sheet, cell.row))

    def about(self, cell: CellRef, apart_from: Finding | None = None) -> Finding | None:
        """Return a finding that puts a cell in doubt, ``None`` where none does."""
        return next((one for one in self._by_cell.get(cell, ()) if one is not apart_from), None)
