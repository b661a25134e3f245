"""Chapter I: what the report rests on, the office, its issues and its problems."""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_xl.domain.renstra import Permasalahan
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.narrative.table import Table, merge_down, numbering, row, words
from lkjip_xl.outputs.narrative.wording import ask, sheet_of
from lkjip_xl.tables.text import squash


def tabulate_isu(laporan: LaporanKinerja) -> Table:
    entries = laporan.isu_strategis
    numbers = _numbers([one.isu for one in entries])
    rows = [
        row(str(number), one.isu, one.aspek) for number, one in zip(numbers, entries, strict=True)
    ]
    return Table(
        columns=(numbering(), words("Isu Strategis", 2.2), words("Aspek Terkait", 2.6)),
        rows=merge_down(rows, (0, 1), lambda at: numbers[at]),
        missing=ask("isu strategis dan aspeknya", sheet_of(laporan, Form.ISU_STRATEGIS)),
    )


def tabulate_permasalahan(laporan: LaporanKinerja) -> Table:
    entries = laporan.permasalahan
    numbers = _numbers([one.masalah_pokok for one in entries])
    rows = [
        row(str(number), one.masalah_pokok, one.masalah, one.akar_masalah)
        for number, one in zip(numbers, entries, strict=True)
    ]
    outer = merge_down(rows, (0, 1), lambda at: numbers[at])
    return Table(
        columns=(
            numbering(),
            words("Masalah Pokok", 1.8),
            words("Masalah", 2.0),
            words("Akar Masalah", 2.4),
        ),
        rows=merge_down(outer, (2,), lambda at: (numbers[at], _key_of(entries, at))),
        missing=ask("masalah pokok, masalah, dan akarnya", _sheet_of_problems(laporan)),
    )


def _key_of(entries: Sequence[Permasalahan], at: int) -> object:
    """Tell one problem's rows from the next's; without a name each row stands alone."""
    return squash(entries[at].masalah) or at


def _sheet_of_problems(laporan: LaporanKinerja) -> str:
    return sheet_of(laporan, Form.PERMASALAHAN)


def _numbers(names: Sequence[str]) -> list[int]:
    """Return a number for each name, the same for neighbours of one name."""
    numbers: list[int] = []
    above: str | None = None
    for name in names:
        own = squash(name)
        numbers.append((numbers[-1] if numbers else 0) + (own != above))
        above = own
    return numbers
