"""ANG10, ANG11: a low serapan is explained, and only a low one."""

import pytest

from lkjip_xl.adapters.drawn import DrawnBook, draw
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.pipeline import check

TABLE = """
    Tabel 3.4 Realisasi Anggaran Tahun 2023
    | Kode            | Program/Kegiatan/Sub Kegiatan | Pagu (Rp) | Realisasi (Rp) | % Capaian | Keterangan |
    | 1.03.10         | Penyelenggaraan jalan         | 900       | 780            | 86,67     |            |
    | 1.03.10.2.01    | Pemeliharaan jalan kabupaten  | 600       | 490            | 81,67     | {kegiatan} |
    | 1.03.10.2.01.01 | Jalan kota                    | 400       | 300            | 75,00     | {sub}      |
    | 1.03.10.2.01.02 | Jalan desa                    | 200       | 190            | 95,00     | {high}     |
    | 1.03.10.2.02    | Pembangunan jembatan          | 300       | 290            | 96,67     |            |
    | 1.03.10.2.02.01 | Jembatan                      | 300       | 290            | 96,67     |            |
    {sheet}
"""
SHEET = """
    Kegiatan dengan Serapan di Bawah 90%
    | No | Nama Kegiatan | Penyebab |
    | 1  | {name}        | {cause}  |
"""


def findings_of(book: DrawnBook, code: str) -> list[Finding]:
    return [finding for finding in check(book).findings if finding.code == code]


def draw_table(
    *, kegiatan: str = "", sub: str = "", high: str = "", name: str = "", cause: str = "Lelang"
) -> DrawnBook:
    sheet = SHEET.format(name=name, cause=cause) if name else ""
    return draw(TABLE.format(kegiatan=kegiatan, sub=sub, high=high, sheet=sheet))


@pytest.mark.parametrize(
    "causes",
    [
        {"kegiatan": "Lelang diulang"},
        {"sub": "Lelang diulang"},
        {"name": "Pemeliharaan jalan kabupaten"},
        {"name": "Kegiatan: Pemeliharaan Jalan Kabupaten"},
        {"name": "Pemeliharan jalan kabupaten"},
        {"name": "Jalan kota"},
        {"name": "Penyelenggaraan jalan"},
    ],
)
def test_a_cause_may_stand_anywhere(causes: dict[str, str]) -> None:
    assert findings_of(draw_table(**causes), "ANG10") == []


def test_a_cause_elsewhere_explains_nothing() -> None:
    (finding,) = findings_of(draw_table(name="Pembangunan jembatan"), "ANG10")

    assert finding.at.a1 == "E4"
    assert finding.message == "serapan 81,67%, di bawah 90%, tetapi penyebabnya tidak disebutkan"
    assert finding.calculation == "490 / 600 × 100 = 81,67"


def test_a_kegiatan_listed_without_its_cause_is_marked_there() -> None:
    book = draw_table(name="Pemeliharaan jalan kabupaten", cause="-")
    (finding,) = findings_of(book, "ANG10")
    assert (finding.at.a1, finding.related[0].a1) == ("C12", "E4")


def test_without_any_cause_the_table_has_one_finding() -> None:
    (finding,) = findings_of(draw_table(), "ANG10")
    assert finding.message.startswith("1 kegiatan terserap di bawah 90%, yang pertama 81,67%")


def test_a_table_without_a_place_for_causes_is_left_alone() -> None:
    book = draw(
        """
        | Program/Kegiatan | Pagu (Rp) | Realisasi (Rp) | % Capaian |
        | PROGRAM JALAN    | 500       | 400            | 80,00     |
        """
    )
    assert findings_of(book, "ANG10") == []


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("Pembangunan jembatan", Severity.WARNING),
        ("Jalan desa", Severity.WARNING),
        ("Pemeliharaan jalan kabupaten", None),
        ("Jalan kota", None),
        ("Kegiatan lain yang tidak dikenal", None),
    ],
)
def test_a_cause_for_what_is_not_low(name: str, severity: Severity | None) -> None:
    found = findings_of(draw_table(name=name), "ANG11")
    assert [finding.severity for finding in found] == ([severity] if severity else [])


def test_a_kegiatan_above_the_limit_with_a_low_sub_kegiatan_is_mild() -> None:
    book = draw(
        """
        Tabel 3.4 Realisasi Anggaran Tahun 2023
        | Kode            | Program/Kegiatan/Sub Kegiatan | Pagu (Rp) | Realisasi (Rp) | % Capaian |
        | 1.03.10         | Penyelenggaraan jalan         | 600       | 560            | 93,33     |
        | 1.03.10.2.01    | Pemeliharaan jalan kabupaten  | 600       | 560            | 93,33     |
        | 1.03.10.2.01.01 | Jalan kota                    | 500       | 480            | 96,00     |
        | 1.03.10.2.01.02 | Jalan desa                    | 100       | 80             | 80,00     |

        Kegiatan dengan Serapan di Bawah 90%
        | No | Nama Kegiatan                | Penyebab       |
        | 1  | Pemeliharaan jalan kabupaten | Lelang diulang |
        """
    )
    (finding,) = findings_of(book, "ANG11")
    assert finding.severity is Severity.INFO
    assert "“Jalan desa” (80,00%)" in finding.message
