"""Settings change verdicts as stated; what has no effect is reported."""

import pytest

from lkjip_xl.adapters.drawn import DrawnBook, draw
from lkjip_xl.finding import Severity
from lkjip_xl.location import CellRange
from lkjip_xl.pipeline import Checked, check
from lkjip_xl.rules.acceptance import accept
from lkjip_xl.rules.selection import select_rules

TABEL = """
Tabel 3.1 Pencapaian Kinerja Tahun 2023
| Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
| Panjang jalan mantap | km     | 80     | 120       | {jalan}     |
| Angka kematian bayi  | rasio  | 12     | 10        | {bayi}      |

## Pengaturan
Pengaturan
"""


def book(settings: str = "", *, jalan: str = "150,00", bayi: str = "116,67") -> DrawnBook:
    return draw(TABEL.format(jalan=jalan, bayi=bayi) + settings)


def found(*books: DrawnBook) -> list[tuple[str, str, str]]:
    return [(f.code, f.at.a1, f.accepted) for f in check(*books).findings]


def open_codes(checked: Checked) -> list[str]:
    return [f.code for f in checked.findings if not f.accepted]


def test_the_cap_of_the_office_is_part_of_the_formula() -> None:
    cap = "| Pengaturan | Nilai |\n| Batas capaian tertinggi (%) | 120 |\n"

    assert found(book()) == found(book(cap, jalan="120,00")) == []
    (uncapped,) = check(book(cap)).findings
    assert (uncapped.code, uncapped.expected) == ("HIT01", "120,00")
    assert uncapped.calculation == "120 / 80 × 100 = 150,00, dibatasi paling tinggi 120,00"


DIBATASI = """
Tabel 3.1 Pencapaian Kinerja Tahun 2023
| Indikator Kinerja     | Satuan | Target | Realisasi | Capaian (%)                         | Keterangan |
| Panjang jalan mantap  | km     | 80     | 120       | =MIN(D3/C3*100,120) → 120,00        | {kata}     |
| Jembatan kondisi baik | unit   | 10     | 11        | =MIN(D4/C4*100,120) → 110,00        | -          |
| Ruas jalan kota       | unit   | 20     | 30        | =MIN(D5/C5*100,120) → 120,00        | -          |
| Lampu jalan menyala   | unit   | 50     | 50        | =MIN(D6/C6*100,120) → 100,00        | -          |
| Rambu terpasang       | unit   | 40     | 40        | {akhir} | - |

## Pengaturan
Pengaturan
| Pengaturan | Nilai |
| Batas capaian tertinggi (%) | 120 |
| Batas target terlalu mudah (%) | 1000 |
"""


@pytest.mark.parametrize("kata", ["-", "capaian 120%", "capaian 150%"])
def test_formulas_and_remarks_may_use_the_cap(kata: str) -> None:
    own = DIBATASI.format(kata=kata, akhir="=MIN(D7/C7*100,120) → 100,00")

    assert found(draw(own)) == []


def test_a_sum_of_percentages_is_told_the_capped_value() -> None:
    own = DIBATASI.format(kata="-", akhir="=AVERAGE(E3:E6) → 112,50").replace(
        "| 40     | 40 ", "| 40     | 80 "
    )
    (finding,) = [f for f in check(draw(own)).findings if f.code == "RUM07"]

    assert finding.at.a1 == "E7"
    assert "seharusnya 120,00%" in finding.message


def test_the_formula_of_one_indicator() -> None:
    own = "| Indikator | Arah | Rumus |\n| Angka kematian bayi | | target / realisasi × 100 |\n"

    assert found(book(own, bayi="120,00")) == []
    (wrong,) = check(book(own)).findings
    assert (wrong.at.a1, wrong.expected) == ("E4", "120,00")
    assert wrong.calculation == "12 / 10 × 100 = 120,00"


def test_the_formula_of_all_that_is_better_when_lower() -> None:
    own = "| Pengaturan | Nilai |\n| Rumus makin rendah | (target − realisasi) / target × 100 |\n"

    assert found(book(own, bayi="16,67")) == []


def test_the_direction_that_the_words_suggest_can_be_overruled() -> None:
    own = "| Indikator | Arah | Rumus |\n| Angka kematian bayi | Makin tinggi makin baik | |\n"

    assert found(book(own, bayi="83,33")) == []


ACCEPTED = """
| Kode Aturan | Uraian               | Lembar | Sel | Alasan                |
| {kode}      | {uraian}             | {lembar} | {sel} | mengikuti dokumen revisi |
"""


def acceptance(kode: str = "HIT01", uraian: str = "", lembar: str = "", sel: str = "") -> str:
    return ACCEPTED.format(kode=kode, uraian=uraian, lembar=lembar, sel=sel)


@pytest.mark.parametrize(
    "stated",
    [
        {"uraian": "panjang  jalan MANTAP"},
        {"sel": "E3"},
        {"sel": "$E$3", "lembar": "lembar 1"},
        {"sel": "'Lembar 1'!E3"},
        {"sel": "A1, E2:E5"},
        {"uraian": "Panjang jalan mantap", "lembar": "Lembar 1", "sel": "E3"},
        {},
    ],
)
def test_an_accepted_finding_stays_and_does_not_count(stated: dict[str, str]) -> None:
    checked = check(book(acceptance(**stated), jalan="149,00"))

    (finding,) = checked.findings
    assert (finding.code, finding.accepted) == ("HIT01", "mengikuti dokumen revisi")
    assert checked.count(Severity.ERROR) == 0
    assert checked.accepted == 1


@pytest.mark.parametrize(
    "stated",
    [
        {"kode": "HIT02"},
        {"uraian": "Panjang jalan"},
        {"lembar": "Tabel 3.2"},
        {"sel": "E4"},
        {"uraian": "Panjang jalan mantap", "sel": "D3"},
    ],
)
def test_an_acceptance_that_meets_nothing_is_reported(stated: dict[str, str]) -> None:
    checked = check(book(acceptance(**stated), jalan="149,00"))

    assert open_codes(checked) == ["HIT01", "PGT01"]
    unused = checked.findings[-1]
    assert (unused.at.sheet, unused.at.a1, unused.severity) == ("Pengaturan", "A4", Severity.INFO)


def test_one_acceptance_may_meet_several_findings() -> None:
    checked = check(book(acceptance(), jalan="149,00", bayi="90,00"))

    assert [f.accepted != "" for f in checked.findings] == [True, True]


def test_the_first_of_two_acceptances_gives_the_reason_and_both_are_used() -> None:
    settings = acceptance() + "| HIT01 | Panjang jalan mantap | | | alasan kedua |\n"

    assert found(book(settings, jalan="149,00")) == [("HIT01", "E3", "mengikuti dokumen revisi")]


def test_an_acceptance_of_a_rule_that_was_left_out_is_not_called_unused() -> None:
    own = book(acceptance(), jalan="149,00")

    assert check(own, rules=select_rules(["ANG", "PGT"])).findings == ()
    assert [f.code for f in check(own, rules=select_rules(["HIT"])).findings] == ["HIT01"]


def test_an_unknown_code_is_unreadable_not_unused() -> None:
    checked = check(book(acceptance(kode="HIT99")))

    (finding,) = checked.findings
    assert finding.code == "PGT02"
    assert finding.message == "kode aturan “HIT99” tidak ada, penerimaan ini tidak dipakai"


def test_an_unreadable_setting_is_reported_at_its_cell() -> None:
    (finding,) = check(book("| Pengaturan | Nilai |\n| Batas serapan (%) | banyak |\n")).findings

    assert (finding.code, finding.at.a1, finding.written) == ("PGT02", "B3", "banyak")
    assert finding.message == (
        "batas serapan “banyak” bukan persen antara 1 dan 100; bawaan 90% dipakai"
    )
    assert finding.fix == "isi dengan angka persen, misalnya 90"


def test_a_setting_for_an_indicator_that_no_annex_has() -> None:
    own = """
        | Indikator           | Arah                    | Rumus |
        | Angka kemaitan bayi | Makin rendah makin baik |       |
        | Prevalensi stunting | Makin rendah makin baik |       |
    """
    ((code, cell, _),) = found(draw(TABEL.format(jalan="150,00", bayi="116,67") + own))

    assert (code, cell) == ("PGT03", "A5")  # the misspelt name is near enough to be known


def test_settings_may_lie_in_a_book_of_their_own() -> None:
    settings = draw("Pengaturan\n" + acceptance(), file="pengaturan.xlsx")
    (wrong,) = check(book(jalan="149,00"), settings).findings

    assert wrong.accepted


def test_the_same_acceptance_has_the_same_fingerprint_wherever_it_stands() -> None:
    own = acceptance(uraian="Jembatan")
    first, second = (
        check(draw(TABEL.format(jalan="150,00", bayi="116,67") + gap + own)).findings[0]
        for gap in ("", "\nCatatan\n\n\n")
    )
    assert first.at != second.at
    assert first.fingerprint == second.fingerprint


def test_nothing_is_accepted_without_acceptances() -> None:
    findings = list(check(book(jalan="149,00")).findings)

    assert accept(findings, ()) == (findings, ())
    assert (3, 5) in CellRange.parse("E3")
