"""LAM: the same item and year in two annexes."""

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.pipeline import check

TWO = """
    Tabel 3.1 Pencapaian Kinerja Tahun 2023
    | Sasaran       | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
    | Jalan membaik | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

    ## Jangka menengah
    | Sasaran       | Indikator            | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
    | Jalan membaik | Panjang jalan mantap | km     | 75          | {target}    | 72             | {realisasi}    |
"""


def findings_of(drawing: str) -> list[Finding]:
    return [f for f in check(draw(drawing)).findings if f.code.startswith("LAM")]


@pytest.mark.parametrize(
    ("target", "realisasi", "cells"),
    [
        ("80", "70", []),
        ("80,0", "70,00", []),
        ("80", "69,6", []),  # 70 is how 69,6 shows without decimals
        ("80", "69,4", ["G2"]),
        ("81", "70", ["E2"]),
        ("81", "71", ["E2", "G2"]),
        ("", "", []),
        ("-", "-", []),
    ],
)
def test_target_and_realisasi_of_one_year(target: str, realisasi: str, cells: list[str]) -> None:
    found = findings_of(TWO.format(target=target, realisasi=realisasi))
    assert [finding.at.a1 for finding in found] == cells
    assert {finding.at.sheet for finding in found} <= {"Jangka menengah"}


def test_the_message_names_both_places() -> None:
    (finding,) = findings_of(TWO.format(target="80", realisasi="75"))

    assert finding.code == "LAM01"
    assert finding.severity is Severity.ERROR
    assert finding.message == (
        "realisasi 2023 tertulis 75, sedangkan di Tabel 3.1 ('Lembar 1'!E3) 70"
    )
    assert finding.fix == "samakan: isi 70 di sini, atau perbaiki Tabel 3.1"
    assert [str(cell) for cell in finding.related] == ["'Lembar 1'!E3"]
    assert (finding.written, finding.expected) == ("75", "70")


def test_a_range_is_compared_at_both_ends() -> None:
    drawing = TWO.replace("| 80     |", "| 79-81  |")

    assert findings_of(drawing.format(target="79-81", realisasi="70")) == []
    assert len(findings_of(drawing.format(target="79-82", realisasi="70"))) == 1


def test_an_indicator_of_another_item_is_another_indicator() -> None:
    assert (
        findings_of(
            """
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sub Kegiatan            | Indikator      | Satuan  | Target | Realisasi | Capaian |
            | Penyusunan perencanaan  | Jumlah dokumen | dokumen | 2      | 2         | 100     |

            Rencana Aksi Tahun 2023
            | Sub Kegiatan            | Indikator      | Satuan  | Target | TW I | TW II | TW III | TW IV |
            | Penyusunan perencanaan  | Jumlah dokumen | dokumen | 2      | 0    | 1     | 1      | 2     |
            | Penyusunan evaluasi     | Jumlah dokumen | dokumen | 5      | 0    | 1     | 1      | 5     |
            """
        )
        == []
    )


MONEY = """
    Tabel 3.4 Realisasi Anggaran Tahun 2023
    | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
    | PROGRAM JALAN    | 500.000.000        | 400.000.000    | 80,00     |
    | PROGRAM JEMBATAN | 300.000.000        | 270.000.000    | 90,00     |
    | PROGRAM TERMINAL | 100.000.000        | 90.000.000     | 90,00     |

    | Program/Kegiatan | Indikator | Satuan | Kinerja 2022 | Pagu (Rp) 2022 | Kinerja 2023 | Pagu (Rp) 2023 |
    | PROGRAM JALAN    | Jalan     | km     | 60           | 450.000.000    | 70           | {}             |
    | PROGRAM JEMBATAN | Jembatan  | unit   | 5            | 250.000.000    | 6            | {}             |
    | PROGRAM TERMINAL | Terminal  | unit   | 1            | 90.000.000     | 1            | {}             |
"""


@pytest.mark.parametrize(
    ("amounts", "cells"),
    [
        (("500.000.000", "300.000.000", "100.000.000"), []),
        # A column headed "Pagu" that holds the realisasi is compared with the realisasi.
        (("400.000.000", "270.000.000", "90.000.000"), []),
        (("400.000.000", "270.000.000", "90.000.001"), ["G10"]),
        (("500.000.000", "300.000.001", "100.000.000"), ["G9"]),
        # One agreement is too little to tell which of both the column holds.
        (("500.000.000", "1.000.000", "2.000.000"), []),
    ],
)
def test_money_of_one_year(amounts: tuple[str, ...], cells: list[str]) -> None:
    found = findings_of(MONEY.format(*amounts))
    assert [(finding.code, finding.at.a1) for finding in found] == [("LAM02", c) for c in cells]


def test_comparisons_are_counted() -> None:
    checked = check(draw(TWO.format(target="80", realisasi="70")))
    assert checked.compared["antar_lampiran"] == 3


QUARTERS = """
## {first}
{title} {first} Tahun 2023
| No | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
| 1  | Panjang jalan     | km     | 10     | 8         | 80,00       |
| 2  | Jumlah jembatan   | unit   | 3      | 3         | 100,00      |

## {second}
{title} {second} Tahun 2023
| No | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
| 1  | Panjang jalan     | km     | 20     | 18        | 90,00       |
| 2  | Jumlah jembatan   | unit   | 6      | 6         | 100,00      |
"""


@pytest.mark.parametrize("title", ["Capaian Kinerja", ""])
@pytest.mark.parametrize(
    ("first", "second"),
    [("Triwulan I", "Triwulan II"), ("TW 1", "TW 2"), ("Semester I", "Semester II")],
)
def test_quarters_are_not_compared_with_one_another(title: str, first: str, second: str) -> None:
    found = check(draw(QUARTERS.format(title=title, first=first, second=second))).findings
    assert {f.code for f in found} & {"LAM01", "STR02"} == set()


def test_the_same_quarter_twice_and_all_quarters_are_compared() -> None:
    for first, second in (("Triwulan I", "Triwulan I"), ("Triwulan I-IV", "Triwulan I s.d. IV")):
        found = check(draw(QUARTERS.format(title="Kinerja", first=first, second=second))).findings
        assert "LAM01" in {f.code for f in found}
