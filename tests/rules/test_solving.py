"""One slip that upsets several statements is one finding, at the cell that was mistyped."""

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.finding import Finding
from lkjip_xl.pipeline import check

BOOK = """
    ## Anggaran
    Tabel 3.4 Realisasi Anggaran Tahun 2023
    | Kode            | Program/Kegiatan/Sub Kegiatan | Pagu (Rp)   | Realisasi (Rp) | % Capaian |
    | 1.03.10         | Penyelenggaraan jalan         | 900.000.000 | 810.000.000    | 90,00     |
    | 1.03.10.2.01    | Pemeliharaan                  | 600.000.000 | 540.000.000    | 90,00     |
    | 1.03.10.2.01.01 | Jalan kota                    | 400.000.000 | 380.000.000    | 95,00     |
    | 1.03.10.2.01.02 | Jalan desa                    | 200.000.000 | 160.000.000    | 80,00     |
    | 1.03.10.2.02    | Pembangunan                   | 300.000.000 | 270.000.000    | 90,00     |
    | 1.03.10.2.02.01 | Jembatan                      | 300.000.000 | 270.000.000    | 90,00     |
    | JUMLAH          |                               | 900.000.000 | 810.000.000    | 90,00     |

    ## Dua tahun
    Tabel 3.2 Realisasi Kinerja dan Anggaran
    | Kode            | Program/Kegiatan/Sub Kegiatan | Indikator      | Satuan | Kinerja 2022 | Pagu (Rp) 2022 | Kinerja 2023 | Pagu (Rp) 2023 |
    | 1.03.10         | Penyelenggaraan jalan         | Jalan mantap   | persen | 60           | 800.000.000    | 70           | 900.000.000    |
    | 1.03.10.2.01    | Pemeliharaan                  | Jalan terawat  | persen | 61           | 500.000.000    | 72           | 600.000.000    |
    | 1.03.10.2.01.01 | Jalan kota                    | Panjang kota   | km     | 12           | 300.000.000    | 14           | 400.000.000    |
    | 1.03.10.2.01.02 | Jalan desa                    | Panjang desa   | km     | 21           | 200.000.000    | 25           | 200.000.000    |
    | 1.03.10.2.02    | Pembangunan                   | Jembatan baik  | persen | 40           | 300.000.000    | 50           | 300.000.000    |
    | 1.03.10.2.02.01 | Jembatan                      | Jumlah jembatan | unit  | 2            | 300.000.000    | 3            | 300.000.000    |
"""


def findings_of(text: str) -> list[Finding]:
    codes = ("HIT", "ANG", "LAM")
    return [f for f in check(draw(text)).findings if f.code.startswith(codes)]


def test_a_consistent_book_is_silent() -> None:
    assert findings_of(BOOK) == []


@pytest.mark.parametrize(
    ("old", "new", "cell", "code", "expected"),
    [
        # The pagu of a sub kegiatan: its serapan, its kegiatan's sum and Tabel 3.2 all speak.
        (" 400.000.000 | 380", " 440.000.000 | 380", "C5", "ANG03", "400.000.000"),
        # Its realisasi: serapan and sum.
        (" 380.000.000 ", " 308.000.000 ", "D5", "ANG03", "380.000.000"),
        # The pagu of a kegiatan: both sums, its serapan and Tabel 3.2.
        (" 600.000.000 | 540", " 660.000.000 | 540", "C4", "ANG03", "600.000.000"),
        # A percentage alone.
        ("| 95,00     |", "| 96,00     |", "E5", "ANG01", "95,00"),
        # An amount of the other annex: its own sum and its twin.
        (" 200.000.000    |\n    | 1.03.10.2.02    | Pembangunan                   | Jembatan",
         " 220.000.000    |\n    | 1.03.10.2.02    | Pembangunan                   | Jembatan",
         "H6", "LAM02", "200.000.000"),
    ],
)  # fmt: skip
def test_the_root_is_accused_once(old: str, new: str, cell: str, code: str, expected: str) -> None:
    assert old in BOOK
    (finding,) = findings_of(BOOK.replace(old, new, 1))

    assert (finding.at.a1, finding.code, finding.expected) == (cell, code, expected)


def test_the_finding_says_what_else_speaks_for_it() -> None:
    (finding,) = findings_of(BOOK.replace(" 400.000.000 | 380", " 440.000.000 | 380", 1))

    assert finding.message == (
        "pagu 2023 tertulis Rp440.000.000, semestinya Rp400.000.000: jumlah 2 sub kegiatan "
        "menjadi sama dengan Rp600.000.000 (C4); Tabel 3.2 ('Dua tahun'!H5) menulis "
        "Rp400.000.000; serapan 2023 95,00% menjadi cocok"
    )
    assert finding.fix == "isi Rp400.000.000, atau perbaiki angka lain yang disebut"


def test_two_slips_far_apart_are_two_findings() -> None:
    text = BOOK.replace("| 95,00     |", "| 96,00     |", 1).replace(
        " 270.000.000    | 90,00     |\n    | JUMLAH",
        " 270.000.000    | 91,00     |\n    | JUMLAH",
        1,
    )
    assert [f.at.a1 for f in findings_of(text)] == ["E5", "E8"]
