"""Blank sums and percentages are filled in where asked for, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.location import CellRef
from lkjip_xl.perbaikan.mend import mend
from lkjip_xl.perbaikan.usulan import propose_filling
from lkjip_xl.pipeline import Read, read_books

TABEL = """
    Tabel 3.4 Realisasi Anggaran Tahun 2023
    | Kode         | Program/Kegiatan | Pagu (Rp)   | Realisasi (Rp) | % Capaian |
    | 1.03.02      | PROGRAM JALAN    |             |                |           |
    | 1.03.02.2.01 | Kegiatan A       | 100.000.000 | 80.000.000     | 80,00     |
    | 1.03.02.2.02 | Kegiatan B       | {}          | 150.000.000    | 75,00     |
    | 1.03.03      | PROGRAM JEMBATAN | 50.000.000  | 40.000.000     | 80,00     |
    | 1.03.03.2.01 | Kegiatan C       | 50.000.000  | 40.000.000     | 80,00     |
    |              | JUMLAH           |             |                |           |
    """


def fill(read: Read) -> dict[str, str]:
    def hinder(cells: Collection[CellRef]) -> Mapping[CellRef, str]:
        grids = read.grids
        return {
            cell: "sel ini sudah berisi"
            for cell in cells
            if grids[cell.file, cell.sheet].value(cell.row, cell.column) is not None
        }

    mended = mend(read, hinder, propose=propose_filling)
    return {one.at.a1: one.formula for one in mended.repairs}


def test_sums_are_filled_from_below_and_percentages_beside_them() -> None:
    assert fill(read_books([draw(TABEL.format("200.000.000"))])) == {
        "C3": "SUM(C4:C5)",
        "D3": "SUM(D4:D5)",
        "E3": 'IF(C3=0,"",D3/C3*100)',
        "C8": "C3+C6",
        "D8": "D3+D6",
    }


def test_a_sum_whose_parts_are_not_all_there_stays_blank() -> None:
    assert fill(read_books([draw(TABEL.format(""))])) == {"D3": "SUM(D4:D5)", "D8": "D3+D6"}


def test_a_sum_that_calls_for_a_cause_is_filled_all_the_same() -> None:
    """A kegiatan under 90 % wants its cause told: a warning that says nothing against the sum."""
    table = """
        Tabel 3.4 Realisasi Anggaran Tahun 2023
        | Kode            | Program/Kegiatan | Pagu (Rp)   | Realisasi (Rp) | % Capaian | Keterangan |
        | 1.03.02         | PROGRAM JALAN    |             |                | 80,00     |            |
        | 1.03.02.2.01    | Kegiatan Ruas    |             |                | 80,00     |            |
        | 1.03.02.2.01.01 | Sub Kegiatan A   | 100.000.000 | 80.000.000     | 80,00     |            |
        | 1.03.02.2.01.02 | Sub Kegiatan B   | 50.000.000  | 40.000.000     | 80,00     |            |
        """

    assert fill(read_books([draw(table)])) == {
        "C3": "C4",
        "D3": "D4",
        "C4": "SUM(C5:C6)",
        "D4": "SUM(D5:D6)",
    }


def test_mending_alone_fills_no_sum() -> None:
    mended = mend(read_books([draw(TABEL.format("200.000.000"))]))

    assert [one for one in mended.repairs if one.at.a1 in {"C3", "D3", "C8", "D8"}] == []
