"""ISI13: numbers that a merge covers up."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_xl.domain.quantity import format_number
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.records import Sel
from lkjip_xl.location import CellRef
from lkjip_xl.rules.rule import Context, Rule
from lkjip_xl.rules.wording import grouped
from lkjip_xl.tables.numbers import exact

ISI13 = Rule(
    code="ISI13",
    name="angka-tersembunyi-di-bawah-gabungan",
    severity=Severity.WARNING,
    doc="""
        Di bawah sel gabungan masih tersimpan angka yang tidak tampak.

        Mengapa: SUM tetap menghitungnya, sehingga jumlah di kertas berbeda dari angka yang
        terlihat. Program ini tidak menghitungnya. Lepaskan gabungannya untuk melihat angka itu.

        Salah:
            | Program       | Indikator Kinerja | Satuan | Target | Realisasi | Pagu (Rp)    |
            | PROGRAM JALAN | Jalan mantap      | km     | 80     | 70        | 500.000.000  |
            | ^             | Jembatan mantap   | unit   | 4      | 4         | ^ 25.000.000 |

        Benar:
            | Program       | Indikator Kinerja | Satuan | Target | Realisasi | Pagu (Rp)   |
            | PROGRAM JALAN | Jalan mantap      | km     | 80     | 70        | 500.000.000 |
            | ^             | Jembatan mantap   | unit   | 4      | 4         | ^           |
    """,
)


@ISI13.check
def find_covered_numbers(context: Context) -> Iterator[Finding]:
    covered = [
        (cell, grid, row.row)
        for lampiran in context.laporan.lampiran
        if (grid := context.grid(lampiran)) is not None and grid.merges
        for row in lampiran.rows
        if grid.merges_on(row.row)
        for cell in row.angka
        if _holds_number(grid, row.row, cell.column.index)
    ]
    for cells in grouped(covered, lambda one: one[0].cell):
        cell, grid, _ = cells[0]
        yield _told(cell, grid, [row for _, _, row in cells])


def _holds_number(grid: Grid, row: int, column: int) -> bool:
    value = grid.value(row, column)
    return isinstance(value, float) and value != 0 and grid.is_covered(row, column)


def _told(cell: Sel, grid: Grid, rows: list[int]) -> Finding:
    column = cell.column.index
    merge = grid.merge_at(rows[0], column)
    assert merge is not None
    hidden = [CellRef(grid.file, grid.sheet, row, column) for row in rows]
    told = ", ".join(f"{at.a1} {_shown(grid, at)}" for at in hidden)
    return ISI13.about(
        cell,
        what=f"gabungan {merge.a1} menutupi angka yang masih tersimpan: {told}",
        fix="lepaskan gabungannya, hapus angka itu, lalu gabungkan lagi",
        related=hidden,
    )


def _shown(grid: Grid, at: CellRef) -> str:
    value = grid.value(at.row, at.column)
    return format_number(exact(value)) if isinstance(value, float) else ""
