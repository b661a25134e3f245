"""The sheets that a marked book gets, whether it lies in a file or is open in Excel."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from lkjip_xl.adapters.own_sheet_layout import header_row
from lkjip_xl.domain.tanggapan import Tanggapan
from lkjip_xl.finding import Finding
from lkjip_xl.outputs.catatan import make_catatan
from lkjip_xl.outputs.hasil_hitung import make_hasil_hitung
from lkjip_xl.outputs.own_sheet import OwnSheet
from lkjip_xl.pipeline import Checked


def findings_of(file: str, checked: Checked) -> list[Finding]:
    """Return the findings of one book of an office-year."""
    return [finding for finding in checked.findings if finding.at.file == file]


def make_own_sheets(
    file: str, checked: Checked, codes: Collection[str], earlier: Sequence[Tanggapan] | None
) -> list[OwnSheet]:
    """Return the sheet Catatan of one book and, where it has percentages, Hasil Hitung.

    Args:
        file: the book's name.
        checked: the check of its office-year.
        codes: the rules applied.
        earlier: the listing whose answers are continued, ``None`` where there was none.
    """
    findings = findings_of(file, checked)
    present = {finding.fingerprint for finding in checked.findings}
    catatan = make_catatan(
        findings, today=date.today(), earlier=earlier, present=present, codes=codes
    )
    daftar = [one for one in checked.perhitungan if one.at.file == file]
    if not daftar:
        return [catatan]
    return [catatan, make_hasil_hitung(daftar, findings, header_row(catatan) + 1)]
