"""ISI: what was filled in, and how."""

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.pipeline import check

HEAD = "| Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |"


def findings_of(*rows: str, head: str = HEAD) -> list[Finding]:
    findings = check(draw("\n".join((head, *rows)))).findings
    return [finding for finding in findings if finding.code.startswith("ISI")]


@pytest.mark.parametrize(
    ("text", "code", "message", "severity"),
    [
        ("dua", "ISI01", "“dua” tidak dapat dibaca sebagai angka", Severity.ERROR),
        (
            "2.5",
            "ISI02",
            "“2.5” dibaca 2,5: titik dipakai sebagai tanda desimal",
            Severity.WARNING,
        ),
        (
            "1,234,567",
            "ISI02",
            "“1,234,567” dibaca 1.234.567: koma dipakai sebagai pemisah ribuan",
            Severity.WARNING,
        ),
        (
            "2.000.000,-",
            "ISI02",
            "“2.000.000,-” dibaca 2.000.000: ada tanda tambahan di belakang angka",
            Severity.INFO,
        ),
        (
            "2 km",
            "ISI02",
            "“2 km” dibaca 2: satuan ikut ditulis di dalam sel angka",
            Severity.INFO,
        ),
        ("1O", "ISI02", "“1O” dibaca 10: huruf dipakai sebagai angka", Severity.WARNING),
        ("#REF!", "ISI05", "sel berisi galat #REF!", Severity.ERROR),
    ],
)
def test_how_a_figure_is_written(text: str, code: str, message: str, severity: Severity) -> None:
    (finding,) = findings_of(f"| Jalan | km | {text} | 1 |  - |")

    assert (finding.code, finding.message, finding.severity) == (code, message, severity)
    assert (finding.at.a1, finding.written) == ("C2", text)


@pytest.mark.parametrize(
    "text", ["2", '"2"', '"2,5"', "1.000.000", '"1.000.000"', "-", "n/a", "1-3"]
)
def test_regular_figures_and_words_for_none_are_silent(text: str) -> None:
    assert findings_of(f"| Jalan | km | {text} | {text} | - |") == []


def test_one_habit_in_a_row_is_one_finding() -> None:
    first, second = findings_of(
        "| Jalan | km | 2.5 | 2.5 | 100 |", "| Trotoar | km | 3.5 | 3,5 | 100 |"
    )

    assert [cell.a1 for cell in first.also] == ["D2"]
    assert first.message.endswith("; begitu juga D2")
    assert second.related == ()


def test_an_ambiguous_figure_names_both_readings() -> None:
    (finding,) = findings_of("| Akseptor | orang | 1.076 | 927 | 86,15 |")

    assert finding.code == "ISI03"
    assert "dapat berarti 1.076 atau 1,076; dipakai 1.076" in finding.message
    assert finding.expected == "1.076"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("| a | km | 1 | 1 |   |", "capaian kosong"),
        ("| a | km | 1 |   |   |", "realisasi dan capaian kosong"),
        (
            "| a | km |   |   |   |",
            "target, realisasi dan capaian kosong; seluruh angka baris ini belum diisi",
        ),
    ],
)
def test_blank_figures_of_an_indicator_are_one_finding(row: str, message: str) -> None:
    (finding,) = findings_of(row, "| b | km | 1 | 1 | 100 |")

    assert (finding.code, finding.message) == ("ISI04", message)
    assert finding.fix.startswith("isi ")


def test_rows_without_an_indicator_need_no_figures() -> None:
    head = "| Program/Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |"
    rows = ("| PROGRAM JALAN | | | | | |", "| Pemeliharaan | a | km | 1 | 1 | 100 |")
    assert findings_of(*rows, head=head) == []


def test_figures_merged_down_are_not_missing() -> None:
    assert findings_of("| a | km | 1 | 1 | 100 |", "| b | km | ^ | ^ | ^ |") == []


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("| Jalan kota | c | km | 1 |   |", ["anggaran kosong"]),
        ("| Jalan kota | c | km | 1 | ^ |", []),
        ("|            | c | km | 1 |   |", []),
    ],
)
def test_money_may_stand_on_any_row_of_an_item(second: str, expected: list[str]) -> None:
    head = "| Sub Kegiatan | Indikator | Satuan | Target | Anggaran (Rp) | TW I | TW II | TW III | TW IV |"
    found = findings_of("| Jalan desa | a | km | 1 | 500.000.000 |", second, head=head)
    assert [finding.message for finding in found] == expected


def test_a_feeding_sheet_of_scores_may_hold_words() -> None:
    drawing = """
        | No | Komponen    | Bobot | Nilai |
        | 1  | Perencanaan | 30    | BB    |

        | Indikator | Satuan | Target | Realisasi | Capaian |
        | Jalan     | km     | 1      | 1         | 100     |
    """
    assert [str(finding) for finding in check(draw(drawing)).findings] == []


GOALS = """
    Tabel 3.1 Pencapaian Kinerja Tahun 2023
    | Tujuan | Sasaran    | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
    |        | Jalan baik | Jalan mantap      | km     | 80     | 80        | 100         |
    {goal}

    ## Menengah
    Tabel 3.3 Target dan Realisasi Tahun 2023
    | Tujuan  | Sasaran    | Indikator     | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
    | Selamat |            | Indeks jalan  | indeks |             |             |                |                |
    |         | Jalan baik | Jalan mantap  | km     | 75          | {target}    | 75             | {target}       |
"""


def test_a_goal_without_figures_is_told_once_for_all_annexes() -> None:
    drawing = GOALS.format(goal="| Selamat | | Indeks jalan | indeks | | | |", target="80")
    (finding,) = [f for f in check(draw(drawing)).findings if f.code == "ISI04"]

    assert finding.message == (
        "target, realisasi dan capaian kosong; seluruh angka baris ini belum diisi; begitu juga di "
        "Tabel 3.3 (E3)"
    )
    assert [str(cell) for cell in finding.also] == ["'Menengah'!E3"]


def test_a_goal_blank_in_every_year_is_told_in_its_own_annex() -> None:
    (finding,) = [
        f for f in check(draw(GOALS.format(goal="", target="80"))).findings if f.code == "ISI04"
    ]

    assert (finding.at.sheet, finding.at.a1) == ("Menengah", "E3")
    assert finding.message == "target dan realisasi kosong di semua tahun"
