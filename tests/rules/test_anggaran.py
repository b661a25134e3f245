"""ANG: absorption, and sums at every level."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl.adapters.drawn import DrawnBook, draw
from lkjip_xl.domain.quantity import format_number
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.pipeline import check

SUMS = ("ANG03", "ANG04")


def findings_of(book: DrawnBook, *codes: str) -> list[Finding]:
    return [finding for finding in check(book).findings if not codes or finding.code in codes]


def draw_serapan(pagu: str, realisasi: str, serapan: str) -> DrawnBook:
    return draw(
        f"""
        | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
        | PROGRAM JALAN    | {pagu}             | {realisasi}    | {serapan} |
        """
    )


@pytest.mark.parametrize(
    ("pagu", "realisasi", "serapan", "codes"),
    [
        ("500.000.000", "400.000.000", "80,00", []),
        ("500.000.000", "400.000.000", "80", []),
        ("500.000.000", "400.000.000", "80,00%", []),
        ("500.000.000", "400.000.000", '"80,00%"', []),
        ("300.000.000", "200.000.000", "66,67", []),
        ("300.000.000", "200.000.000", "67", []),
        ("300.000.000", "200.000.000", "66,66", ["ANG02"]),
        ("300.000.000", "200.000.000", "66", ["ANG02"]),
        ("300.000.000", "200.000.000", "66,68", ["ANG01"]),
        ("300.000.000", "200.000.000", "33,33", ["ANG01"]),
        ("0", "0", "0", []),
        ("0", "0", "-", []),
        ("500.000.000", "-", "0", []),
        ("400.000.000", "500.000.000", "125,00", ["ANG05"]),
        ("500.000.000", "500.000.000", "100", []),
        ("500.000.000", "500.000.001", "100", ["ANG05"]),
    ],
)
def test_serapan(pagu: str, realisasi: str, serapan: str, codes: list[str]) -> None:
    found = findings_of(draw_serapan(pagu, realisasi, serapan), "ANG01", "ANG02", "ANG05")
    assert [finding.code for finding in found] == codes


def test_a_wrong_serapan_shows_its_calculation() -> None:
    (finding,) = findings_of(draw_serapan("500.000.000", "400.000.000", "85,0"))

    assert finding.severity is Severity.ERROR
    assert finding.message == "serapan tertulis 85,0%, hasil hitung 80,0%"
    assert finding.fix == "isi 80,0%, atau periksa pagu dan realisasinya"
    assert (finding.written, finding.expected) == ("85,0", "80,0")
    assert finding.calculation == "400.000.000 / 500.000.000 × 100 = 80,0"
    assert (finding.at.a1, [cell.a1 for cell in finding.related]) == ("D2", ["B2", "C2"])
    assert (finding.field, finding.item) == ("serapan", "PROGRAM JALAN")


TREE = """
    | Kode            | Program/Kegiatan/Sub Kegiatan | Pagu (Rp) | Realisasi (Rp) |
    | 1.03.10         | Penyelenggaraan jalan         | 900       | 810            |
    | 1.03.10.2.01    | Pemeliharaan                  | 600       | 540            |
    | 1.03.10.2.01.01 | Jalan kota                    | 400       | 360            |
    | 1.03.10.2.01.02 | Jalan desa                    | 200       | 180            |
    | 1.03.10.2.02    | Pembangunan                   | 300       | 270            |
    | 1.03.10.2.02.01 | Jembatan                      | 300       | 270            |
    | 1.03.11         | Angkutan                      | 100       | 90             |
    | 1.03.11.2.01    | Terminal                      | 100       | 90             |
    | JUMLAH          |                               | 1000      | 900            |
"""


def test_a_tree_that_adds_up_is_silent_and_counted() -> None:
    checked = check(draw(TREE))
    assert [str(finding) for finding in checked.findings] == []
    assert checked.compared["sums"] == 2 * 5


@pytest.mark.parametrize(
    ("old", "new", "code", "cell", "related"),
    [
        # A sub kegiatan: its kegiatan no longer is the sum; nobody else is accused.
        ("| 200       |", "| 210       |", "ANG03", "C3", ["C4", "C5"]),
        # A kegiatan: it differs from its own sub kegiatan; the program is explained by it.
        ("| 600       |", "| 650       |", "ANG03", "C3", ["C4", "C5", "C2", "C6"]),
        # A program: it differs from its kegiatan; the total is explained by it.
        ("| 900       |", "| 950       |", "ANG03", "C2", ["C3", "C6", "C10", "C8"]),
        ("| 1000      |", "| 1001      |", "ANG04", "C10", ["C2", "C8"]),
        ("| 810            |", "| 801            |", "ANG03", "D2", ["D3", "D6", "D10", "D8"]),
    ],
)
def test_one_wrong_amount_is_one_finding_at_its_root(
    old: str, new: str, code: str, cell: str, related: list[str]
) -> None:
    (finding,) = findings_of(draw(TREE.replace(old, new, 1)))

    assert (finding.code, finding.at.a1) == (code, cell)
    assert [ref.a1 for ref in finding.related] == related
    assert finding.severity is Severity.ERROR


def test_two_wrong_amounts_are_two_findings() -> None:
    changed = TREE.replace("| 200       |", "| 210       |").replace("| 950 ", "| 951 ")
    changed = changed.replace("| 1000      |", "| 1001      |")
    assert [finding.at.a1 for finding in findings_of(draw(changed))] == ["C3", "C10"]


def test_the_message_has_both_amounts_and_the_difference() -> None:
    (finding,) = findings_of(draw(TREE.replace("| 200       |", "| 210       |", 1)))

    assert finding.message == (
        "pagu tertulis Rp600, jumlah 2 sub kegiatan di bawahnya Rp610, selisih -Rp10"
    )
    assert finding.fix == "isi Rp610, atau perbaiki rincian yang keliru"
    assert finding.calculation == "400 + 210 = 610"


def test_a_blank_part_is_named() -> None:
    (finding,) = findings_of(draw(TREE.replace("| 200       |", "|           |", 1)), *SUMS)

    assert finding.message.endswith("selisih Rp200; 1 di antaranya belum diisi")
    assert finding.fix == "isi Rp400, atau lengkapi rincian yang kosong"


def test_an_amount_merged_over_indicators_counts_once() -> None:
    assert (
        findings_of(
            draw(
                """
                | Kode            | Program/Kegiatan | Indikator | Satuan | Target | Realisasi | % | Pagu (Rp) | Realisasi (Rp) |
                | 1.03.10         | Jalan            | a         | km     | 1      | 1         | 100 | 500     | 400            |
                | 1.03.10.2.01    | Pemeliharaan     | b         | km     | 1      | 1         | 100 | 500     | 400            |
                | 1.03.10.2.01.01 | Jalan kota       | c         | km     | 1      | 1         | 100 | 300     | 250            |
                | ^               | ^                | d         | km     | 1      | 1         | 100 | ^       | ^              |
                | 1.03.10.2.01.02 | Jalan desa       | e         | km     | 1      | 1         | 100 |         |                |
                |                 |                  | f         | km     | 1      | 1         | 100 | 200     | 150            |
                |                 |                  | g         | km     | 1      | 1         | 100 |         |                |
                """
            ),
            *SUMS,
        )
        == []
    )


def test_overspending_accuses_the_lowest_item_only() -> None:
    changed = TREE.replace("| 180            |", "| 280            |")
    changed = changed.replace("| 540            |", "| 640            |")
    changed = changed.replace("| 810            |", "| 910            |")
    changed = changed.replace("| 900            |", "| 1000           |")
    (finding,) = findings_of(draw(changed))

    assert (finding.code, finding.at.a1) == ("ANG05", "D5")
    assert finding.message == "realisasi Rp280 melebihi pagu Rp200 sebesar Rp80"


def test_amounts_of_goals_are_the_sums_of_their_programs() -> None:
    drawing = """
        | Tujuan | Sasaran | Program/Kegiatan | Pagu (Rp) | Realisasi (Rp) | %  |
        | T      |         |                  | 900       | 450            | 50 |
        |        | S       |                  | 900       | 450            | 50 |
        |        |         | PROGRAM A        | 500       | 250            | 50 |
        |        |         | PROGRAM B        | 400       | 200            | 50 |
        | JUMLAH |         |                  | 900       | 450            | 50 |
    """
    assert findings_of(draw(drawing)) == []
    (finding,) = findings_of(
        draw(drawing.replace("|        | S       |                  | 900", "| | S | | 800")), *SUMS
    )
    assert finding.at.a1 == "D3"


Amounts = list[list[list[int]]]
trees: st.SearchStrategy[Amounts] = st.lists(
    st.lists(st.lists(st.integers(1, 10**10), min_size=1, max_size=4), min_size=1, max_size=3),
    min_size=1,
    max_size=3,
)


def rows_of(tree: Amounts) -> list[tuple[str, str, int]]:
    """Return code, name and amount of each item of a tree, with the total."""
    rows = []
    for p, program in enumerate(tree, start=1):
        rows.append((f"1.03.{p:02}", f"Program {p}", sum(map(sum, program))))
        for k, kegiatan in enumerate(program, start=1):
            rows.append((f"1.03.{p:02}.2.{k:02}", f"Kegiatan {p} {k}", sum(kegiatan)))
            for s, amount in enumerate(kegiatan, start=1):
                rows.append((f"1.03.{p:02}.2.{k:02}.{s:02}", f"Sub {p} {k} {s}", amount))
    return [*rows, ("JUMLAH", "", sum(sum(map(sum, program)) for program in tree))]


def draw_tree(rows: list[tuple[str, str, int]], *, kode: bool = True) -> DrawnBook:
    lines = ["| Kode | Program/Kegiatan/Sub Kegiatan | Pagu (Rp) | Realisasi (Rp) |"]
    for code, name, amount in rows:
        own = code if kode or code == "JUMLAH" else ""
        lines.append(f"| {own} | {name} | {format_number(Decimal(amount), grouped=False)} | 0 |")
    return draw("\n".join(lines))


@given(trees, st.booleans())
def test_any_tree_with_correct_sums_is_silent(tree: Amounts, kode: bool) -> None:
    """Also where the sums themselves are the only evidence of the levels."""
    assert findings_of(draw_tree(rows_of(tree), kode=kode), *SUMS) == []


@given(trees, st.data())
def test_one_changed_amount_is_one_finding_that_names_its_cell(
    tree: Amounts, data: st.DataObject
) -> None:
    rows = rows_of(tree)
    changed = data.draw(st.integers(0, len(rows) - 1))
    code, name, amount = rows[changed]
    rows[changed] = (code, name, amount + data.draw(st.integers(1, 10**9)))
    (finding,) = findings_of(draw_tree(rows), *SUMS)

    assert (changed + 2, 3) in {(c.row, c.column) for c in (finding.at, *finding.related)}


SUB_TOTALS = """
| No | Program/Kegiatan         | Anggaran  | Realisasi | %     |
| 1  | PROGRAM JALAN            |           |           |       |
|    | Penyelenggaraan Jalan    | 8.000.000 | 7.660.000 | 95,75 |
|    | Penyelenggaraan Jembatan | 1.250.000 | 1.100.000 | 88,00 |
|    | Jumlah                   | 9.250.000 | 8.760.000 | 94,70 |
| 2  | PROGRAM PENUNJANG        |           |           |       |
|    | Administrasi Umum        | 375.500   | 369.500   | 98,40 |
|    | Jumlah                   | 375.500   | 369.500   | 98,40 |
|    | TOTAL                    | 9.625.500 | 9.129.500 | 94,85 |
|    | RATA-RATA                |           |           | 94,05 |
"""


@pytest.mark.parametrize(
    ("right", "wrong", "where"),
    [
        ("9.250.000 | 8.760.000 | 94,70", "9.350.000 | 8.760.000 | 93,69", "C5"),
        ("9.625.500 | 9.129.500 | 94,85", "9.625.500 | 9.219.500 | 95,78", "D9"),
        ("8.000.000 | 7.660.000 | 95,75", "8.000.000 | 6.660.000 | 95,75", "D3"),
    ],
)
def test_a_total_in_between_adds_up_what_stands_since_the_last(
    right: str, wrong: str, where: str
) -> None:
    clean = check(draw(SUB_TOTALS)).findings
    assert [f for f in clean if f.severity is Severity.ERROR] == []
    found = check(draw(SUB_TOTALS.replace(right, wrong))).findings
    assert where in {f.at.a1 for f in found if f.code in ("ANG03", "ANG04")}
