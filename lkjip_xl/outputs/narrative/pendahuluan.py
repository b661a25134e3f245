"""Chapter I: what the report rests on, the office, its issues and its problems."""

from __future__ import annotations

from collections.abc import Sequence

from lkjip_xl.lampiran.formulir.isu_strategis import ISU_STRATEGIS
from lkjip_xl.lampiran.formulir.permasalahan import PERMASALAHAN
from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.narrative.table import Table, numbering, row, words
from lkjip_xl.outputs.narrative.wording import ask, sheet_of
from lkjip_xl.tables.text import squash


def tabulate_isu(laporan: LaporanKinerja) -> Table:
    numbers = _numbers([one.isu for one in laporan.isu_strategis])
    return Table(
        columns=(numbering(), words("Isu Strategis", 2.2), words("Aspek Terkait", 2.6)),
        rows=tuple(
            row(str(number), one.isu, one.aspek)
            for number, one in zip(numbers, laporan.isu_strategis, strict=True)
        ),
        missing=ask("isu strategis dan aspeknya", sheet_of(laporan, ISU_STRATEGIS)),
    ).merged((0, 1), lambda at: numbers[at])


def tabulate_permasalahan(laporan: LaporanKinerja) -> Table:
    entries = laporan.permasalahan
    numbers = _numbers([one.masalah_pokok for one in entries])
    table = Table(
        columns=(
            numbering(),
            words("Masalah Pokok", 1.8),
            words("Masalah", 2.0),
            words("Akar Masalah", 2.4),
        ),
        rows=tuple(
            row(str(number), one.masalah_pokok, one.masalah, one.akar_masalah)
            for number, one in zip(numbers, entries, strict=True)
        ),
        missing=ask("masalah pokok, masalah, dan akarnya", sheet_of(laporan, PERMASALAHAN)),
    )
    outer = table.merged((0, 1), lambda at: numbers[at])
    return outer.merged((2,), lambda at: (numbers[at], squash(entries[at].masalah) or at))


def _numbers(names: Sequence[str]) -> list[int]:
    """Return a number for each name, the same for neighbours of one name."""
    numbers: list[int] = []
    above: str | None = None
    for name in names:
        own = squash(name)
        numbers.append((numbers[-1] if numbers else 0) + (own != above))
        above = own
    return numbers
