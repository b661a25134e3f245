"""How much of a report a set of books holds: rules ask for no sheet of a report that is not there."""

from __future__ import annotations

from typing import TypeGuard

from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.tables.text import squash

_NOTHING = frozenset({"", "na", "nihil", "tidakada", "belumada", "0"})


def feeds_a_report(laporan: LaporanKinerja) -> bool:
    """Tell whether the books hold sheets for the whole report, not a few annexes only."""
    return bool(
        laporan.profil
        or laporan.analisis
        or laporan.tindak_lanjut
        or laporan.strategi
        or laporan.isu_strategis
        or laporan.permasalahan
    )


def says_something(text: str) -> bool:
    """Tell a text from a blank, a dash and other ways to write that there is none."""
    return squash(text) not in _NOTHING


def is_filled(cell: Sel | None) -> TypeGuard[Sel]:
    """Tell whether there is a cell that holds a figure, or a text that says something."""
    return cell is not None and (cell.value is not None or says_something(cell.written))
