"""What is mended without asking, and what is left to people."""

from __future__ import annotations

import pytest

from lkjip_xl.adapters.drawn import DrawnBook, draw
from lkjip_xl.location import CellRef
from lkjip_xl.perbaikan.mend import Mended, mend
from lkjip_xl.perbaikan.penerapan import apply_repairs
from lkjip_xl.perbaikan.records import Perbaikan
from lkjip_xl.pipeline import judge, read_books
from lkjip_xl.rules.catalogue import RULES

IKU = """
    ## IKU
    Indikator Kinerja Utama
    | Indikator Kinerja Utama | Satuan | Arah                    | Rumus | Target |
    | Angka kematian bayi     | rasio  | Makin rendah makin baik | n / N | 13     |
"""


def mended(*drawings: str) -> Mended:
    return mend(read_books([draw("\n".join(drawings))]))


def only(*drawings: str) -> Perbaikan:
    outcome = mended(*drawings)
    assert len(outcome.repairs) == 1, outcome
    return outcome.repairs[0]


def left(*drawings: str) -> list[tuple[str, str]]:
    outcome = mended(*drawings)
    assert outcome.repairs == ()
    return [(one.at.a1, one.reason) for one in outcome.left]


def test_a_wrong_capaian_becomes_the_formula_of_its_row() -> None:
    repair = only("""
        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
        | Panjang jalan mantap | km     | 83     | 71        | 97,00       |
        | Jembatan mantap      | unit   | 4      | 4         | 100,00      |
    """)

    assert (repair.at.a1, repair.formula) == ("E2", 'IF(C2=0,"",D2/C2*100)')
    assert (repair.written, repair.becomes, repair.number_format) == ("97,00", "85,54", "")
    assert repair.value == pytest.approx(71 / 83 * 100)
    assert repair.code == "HIT01"


def test_a_column_of_fractions_keeps_them() -> None:
    repair = only("""
        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
        | Panjang jalan mantap | km     | 83     | 71        | 97,00%      |
        | Jembatan mantap      | unit   | 4      | 4         | 100,00%     |
    """)

    assert repair.formula == 'IF(C2=0,"",D2/C2)'
    assert (repair.value, repair.becomes) == (pytest.approx(71 / 83), "85,54%")


def test_a_stated_direction_decides_the_formula() -> None:
    repair = only(
        IKU,
        """
        ## Tabel 3.1
        | Indikator Kinerja   | Satuan | Target | Realisasi | Capaian (%) |
        | Angka kematian bayi | rasio  | 13     | 11        | 84,62       |
        """,
    )

    assert repair.formula == 'IF(C2=0,"",(2*C2-D2)/C2*100)'
    assert repair.becomes == "115,38"
    assert "menurut 'IKU'!C3" in repair.reason


def test_an_inferred_direction_is_left_to_people() -> None:
    assert left("""
        | Indikator Kinerja   | Satuan | Target | Realisasi | Capaian (%) |
        | Angka kematian bayi | rasio  | 13     | 11        | 84,62       |
    """) == [("E2", "arah indikator hanya diduga dari kata “kematian”; nyatakan pada lembar IKU")]


def test_the_offices_cap_is_part_of_the_formula() -> None:
    repair = only("""
        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
        | Panjang jalan mantap | km     | 83     | 131       | 157,83      |
        | Jembatan mantap      | unit   | 4      | 4         | 100,00      |

        ## Pengaturan
        | Pengaturan                 | Nilai |
        | Batas capaian tertinggi (%) | 120   |
    """)

    assert (repair.formula, repair.value) == ('IF(C2=0,"",MIN(D2/C2*100,120))', 120)


def test_a_written_figure_that_one_slip_explains_is_left_to_people() -> None:
    """With 72 for 70 the written 90,00 would be right: who knows which of them is."""
    assert left("""
        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
        | Panjang jalan mantap | km     | 80     | 70        | 90,00       |
    """) == [("E2", "angka tertulis cocok bila D2 salah ketik; periksa keduanya")]


def test_neighbouring_rows_that_changed_places_are_left_to_people() -> None:
    outcome = mended("""
        | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
        | PROGRAM JALAN    | 500.123.000        | 281.345.000    | 82,17     |
        | PROGRAM JEMBATAN | 300.456.000        | 410.951.234    | 93,64     |
    """)

    assert outcome.repairs == ()


def test_a_blank_capaian_takes_its_neighbours_formula() -> None:
    repair = only(
        """
        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%)         |
        | Panjang jalan mantap | km     | 83     | 71        | =D2/C2*100 → 85,54  |
        | Jembatan mantap      | unit   | 7      | 6         |                     |
    """.replace("85,54", "85,5421686746988")
    )

    assert (repair.at.a1, repair.formula) == ("E3", "D3/C3*100")
    assert repair.written == ""


def test_a_figure_with_its_own_digits_is_rounded_as_the_column_is() -> None:
    book = draw("""
        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
        | Panjang jalan mantap | km     | 83     | 71        | 91,7        |
        | Jembatan mantap      | unit   | 8      | 7         | 87,5        |
    """)
    grid = book.sheets[0]
    plain = DrawnBook(book.name, (grid,))
    grid.palette = [look._replace(number_format="General") for look in grid.palette]

    (repair,) = mend(read_books([plain])).repairs

    assert (repair.formula, repair.value) == ('IF(C2=0,"",ROUND(D2/C2*100,1))', 85.5)


def test_serapan_and_the_sums_above_it() -> None:
    outcome = mended("""
        | Program/Kegiatan/Sub Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
        | PROGRAM JALAN                 | 500.000.000        | 405.000.000    | 81,00     |
        | Kegiatan: Pemeliharaan jalan  | 500.000.000        | 405.000.000    | 81,00     |
        | Sub Kegiatan: Jalan kota      | 300.000.000        | 255.000.000    | 85,00     |
        | Sub Kegiatan: Jalan desa      | 200.000.000        | 150.000.000    | 78,30     |
        | JUMLAH                        | 500.000.000        | 417.300.000    | 81,00     |
    """)

    told = {one.at.a1: (one.formula, one.becomes) for one in outcome.repairs}
    assert told == {"D5": ('IF(B5=0,"",C5/B5*100)', "75,00"), "C6": ("C2", "Rp405.000.000")}
    assert not any(finding.at.a1 in ("D5", "C6") for finding in outcome.checked.findings)


def test_a_sum_names_its_children_and_not_their_children() -> None:
    repair = only("""
        | Program/Kegiatan/Sub Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
        | PROGRAM JALAN                 | 500.000.000        | 417.300.000    | 81,00     |
        | Kegiatan: Pemeliharaan jalan  | 300.000.000        | 255.000.000    | 85,00     |
        | Sub Kegiatan: Jalan kota      | 300.000.000        | 255.000.000    | 85,00     |
        | Kegiatan: Pembangunan jalan   | 200.000.000        | 150.000.000    | 75,00     |
        | Sub Kegiatan: Jalan desa      | 200.000.000        | 150.000.000    | 75,00     |
    """)

    assert (repair.at.a1, repair.formula, repair.value) == ("C2", "C3+C5", 405_000_000)


def test_a_formula_that_leaves_a_row_out_takes_it_in() -> None:
    repair = only("""
        | Program/Kegiatan/Sub Kegiatan | Pagu Anggaran (Rp)        | Realisasi (Rp) |
        | PROGRAM JALAN                 | 500.000.000               | 400.000.000    |
        | Kegiatan: Pemeliharaan jalan  | =SUM(B4:B4) → 300.000.000 | 400.000.000    |
        | Sub Kegiatan: Jalan kota      | 300.000.000               | 250.000.000    |
        | Sub Kegiatan: Jalan desa      | 200.000.000               | 150.000.000    |
    """)

    assert (repair.at.a1, repair.written, repair.formula) == ("B3", "=SUM(B4:B4)", "SUM(B4:B5)")


def test_what_the_staff_compute_otherwise_is_left_alone() -> None:
    outcome = mended("""
        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%)           |
        | Panjang jalan mantap | km     | 83     | 71        | =C2/D2*83 → 97,028169 |
    """)

    assert outcome.repairs == ()


@pytest.mark.parametrize(
    ("written", "becomes", "value", "number_format"),
    [
        ("4.953.752.936,-", "4.953.752.936", 4953752936, '#,##0",-"'),
        ("298.739.500", "298.739.500", 298739500, "#,##0"),
        ("54.590.000,", "54.590.000", 54590000, "#,##0"),
        ("6,318,563,994", "6.318.563.994", 6318563994, "#,##0"),
        ("Rp 5.294.655.000,00", "5.294.655.000,00", 5294655000, '"Rp "#,##0.00'),
        ("348792600", "348792600", 348792600, "0"),
    ],
)
def test_an_amount_that_is_a_text_becomes_a_number(
    written: str, becomes: str, value: float, number_format: str
) -> None:
    repair = only(f"""
        | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) |
        | PROGRAM JALAN    | "{written}"        | 12.000.000     |
        | PROGRAM JEMBATAN | 300.000.000        | 200.000.000    |
    """)

    assert (repair.at.a1, repair.becomes, repair.value) == ("B2", becomes, value)
    assert (repair.number_format, repair.formula, repair.written) == (number_format, "", written)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("1.076", "“1.076” dapat dibaca sebagai ribuan atau desimal"),
        ("0,9 Angka", "“0,9 Angka” hanya terbaca dengan menafsirkannya: satuan ikut ditulis"),
        ("≥ 80", "“≥ 80” hanya terbaca dengan menafsirkannya: satuan ikut ditulis"),
        ("1O0", "“1O0” hanya terbaca dengan menafsirkannya: huruf dipakai sebagai angka"),
        ("007", "“007” memuat tanda yang tidak dapat ditampilkan oleh format angka"),
    ],
)
def test_a_text_that_needs_interpretation_is_left_to_people(written: str, reason: str) -> None:
    outcome = mended(f"""
        | Indikator Kinerja    | Satuan | Target      | Realisasi | Capaian (%) |
        | Jumlah peserta       | orang  | "{written}" |           |             |
        | Panjang jalan mantap | km     | 80          | 70        | 87,50       |
    """)

    assert [one for one in outcome.repairs if one.at.a1 == "C2"] == []
    assert any(one.at.a1 == "C2" and one.reason.startswith(reason) for one in outcome.left)


def test_texts_are_made_numbers_before_they_are_computed_with() -> None:
    outcome = mended(
        IKU.replace("| 13 ", "| 0,0046 "),
        """
        ## Tabel 3.1
        | Indikator Kinerja   | Satuan | Target   | Realisasi | Capaian (%) |
        | Angka kematian bayi | rasio  | "0.0046" | "0.0044"  | "95.65%"    |
        """,
    )

    told = {one.at.a1: (one.written, one.becomes, one.number_format) for one in outcome.repairs}
    assert told == {
        "C2": ("0.0046", "0,0046", "0.0000"),
        "D2": ("0.0044", "0,0044", "0.0000"),
        "E2": ("95.65%", "104,35%", "0.00%"),
    }


def test_what_the_office_accepts_stays_as_it_is() -> None:
    outcome = mended("""
        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
        | Panjang jalan mantap | km     | 83     | 71        | 97,00       |

        ## Pengaturan
        | Kode Aturan | Uraian               | Lembar | Sel | Alasan           |
        | HIT01       | Panjang jalan mantap |        |     | menurut Renstra  |
    """)

    assert outcome.repairs == ()


def test_formulas_that_follow_are_computed_again() -> None:
    outcome = mended("""
        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) | Selisih             |
        | Panjang jalan mantap | km     | 83     | 71        | 97,00       | =E2-100 → -3        |
        | Jembatan mantap      | unit   | 4      | 4         | 100,00      | =F2+E3-100 → -3     |
    """)

    assert [one.at.a1 for one in outcome.repairs] == ["E2"]
    results = {(one.row, one.column): (one.value, one.formula) for one in outcome.results}
    assert results == {
        (2, 6): (pytest.approx(71 / 83 * 100 - 100), None),
        (3, 6): (pytest.approx(71 / 83 * 100 - 100), None),
    }


def test_a_cell_that_must_not_be_written_is_told() -> None:
    book = draw("""
        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
        | Panjang jalan mantap | km     | 83     | 71        | 97,00       |
    """)

    def locked(cells: object) -> dict[CellRef, str]:
        return {CellRef(book.name, "Lembar 1", 2, 5): "lembar dilindungi"}

    outcome = mend(read_books([book]), locked)
    assert outcome.repairs == ()
    assert [(one.at.a1, one.reason) for one in outcome.left] == [("E2", "lembar dilindungi")]


@pytest.mark.parametrize(
    "drawing", [drawing for rule in RULES for kind, drawing in rule.examples if kind == "Salah"]
)
def test_every_example_is_mended_without_harm_and_only_once(drawing: str) -> None:
    read = read_books([draw(drawing)])
    outcome = mend(read)

    before = {(f.code, f.at) for f in judge(read).findings}
    assert {(f.code, f.at) for f in outcome.checked.findings} <= before
    again = mend(apply_repairs(read, outcome.repairs))
    assert again.repairs == ()
