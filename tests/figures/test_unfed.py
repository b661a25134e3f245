"""Formulas that show 0 because nothing was filled in."""

import pytest

from lkjip_xl.adapters.drawn import DrawnBook, draw
from lkjip_xl.figures.unfed import find_unfed
from lkjip_xl.finding import Severity
from lkjip_xl.grid import Loss
from lkjip_xl.lampiran.formulir.lhe import LHE
from lkjip_xl.pipeline import check, read_books


def unfed_in(drawing: str) -> set[tuple[int, int]]:
    grids = list(draw(drawing).grids())
    find_unfed(grids)
    return {cell for grid in grids for cell in grid.unfed}


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        ("| a |\n| |\n| =SUM(A2:A2) → 0 |", {(3, 1)}),
        ("| a |\n| |\n| =SUM(A2:A2) → 0 |\n| =A3 → 0 |\n| =A3+A4 → 0 |", {(3, 1), (4, 1), (5, 1)}),
        ("| a |\n| |\n| =SUBTOTAL(9,A2:A2) → 0 |", {(3, 1)}),
        ("| a |\n| |\n| =IFERROR(A2/B2*100,0) → 0 |", {(3, 1)}),
        ("| a |\n| 0 |\n| =SUM(A2:A2) → 0 |", set()),
        ("| a |\n| - |\n| =SUM(A2:A2) → 0 |", set()),
        ("| 5 |\n| -5 |\n| =SUM(A1:A2) → 0 |", set()),
        ("| a |\n| |\n| =SUM(A2:A2)+1 → 1 |", set()),
        ("| a |\n| |\n| =0 → 0 |", set()),
        ("| a |\n| |\n| =SUM(Pagu,A2) → 0 |", set()),
        ("| =Lain!A1 → 0 |\n## Lain\n| a |", set()),
        ("| =Lain!A2 → 0 |\n## Lain\n| a |", {(1, 1)}),
        ("| =Hilang!A2 → 0 |", set()),
    ],
)
def test_only_blank_cells_feed_nothing(drawing: str, expected: set[tuple[int, int]]) -> None:
    assert unfed_in(drawing) == expected


def test_what_a_lost_sheet_fed_is_not_called_blank() -> None:
    first, second = draw("| =Lain!A2 → 0 |\n## Lain\n~~rusak~~").grids()
    find_unfed([first, second])

    assert second.losses == (Loss("rusak", second.losses[0].fix),)
    assert not first.unfed


BOOK = """
    ## Kinerja
    | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
    | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

    ## LHE
    | No | Komponen             | Bobot | Nilai |
    | 1  | Perencanaan Kinerja  | {a}   | {b}   |
    | 2  | Pengukuran Kinerja   |       |       |
    |    | Nilai Hasil Evaluasi | =SUM(C2:C3) → {c} | =SUM(D2:D3) → {d} |
"""


def book(**cells: str) -> DrawnBook:
    return draw(BOOK.format(**cells))


def test_a_blank_form_has_no_score() -> None:
    checked = check(book(a="", b="", c="0", d="0"))
    (total,) = [one for one in checked.laporan.lhe if one.is_total]

    assert total.nilai.is_blank and total.bobot.is_blank
    assert checked.count(Severity.ERROR) == 0


def test_a_score_of_zero_stays_one() -> None:
    read = read_books([book(a="30", b="0", c="30", d="0")])
    (total,) = [one for one in read.laporan.lhe if one.is_total]

    assert (total.bobot.value, total.nilai.value) == (30, 0)
    assert read.laporan.of(LHE)
