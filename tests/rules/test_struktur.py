"""STR: forms, columns, headings and the formulas they state."""

from dataclasses import replace

import pytest

from lkjip_xl.adapters.drawn import DrawnBook, draw
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import Loss
from lkjip_xl.pipeline import check


def findings_of(drawing: str, *codes: str) -> list[Finding]:
    findings = check(draw(drawing)).findings
    return [f for f in findings if f.code in codes or (not codes and f.code.startswith("STR"))]


KINERJA = """
    ## {sheet}
    {title}
    | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
    | Jalan mantap      | km     | 80     | 70        | 87,50       |
    | Jembatan mantap   | unit   | 4      | 4         | 100         |
    | Trotoar mantap    | unit   | {last} | 4         | 100         |
"""


def kinerja(sheet: str, title: str = "", last: str = "4") -> str:
    return KINERJA.format(sheet=sheet, title=title, last=last)


ANGGARAN = """
    ## Anggaran
    Tabel 3.4 Realisasi Anggaran Tahun 2023
    | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
    | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00     |
    | PROGRAM JEMBATAN | 300.000.000        | 276.000.000    | 92,00     |
    | PROGRAM TROTOAR  | 200.000.000        | 190.000.000    | 95,00     |
"""
MENENGAH = """
    ## Menengah
    Tabel 3.3 Target dan Realisasi Jangka Menengah Tahun 2023
    | Sasaran    | Indikator    | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
    | Jalan baik | Jalan mantap | km     | 75          | 80          | 72             | 70             |
"""


class TestMissingForms:
    def test_three_annexes_make_a_book_that_lacks_the_others(self) -> None:
        book = kinerja("Kinerja", "Tabel 3.1 Tahun 2023") + ANGGARAN + MENENGAH
        (finding,) = findings_of(book, "STR01")

        assert finding.message == (
            "3 dari 6 lampiran ditemukan; Tabel 3.2, Tabel 3.5 dan Rencana Aksi tidak ada atau "
            "tidak dikenali"
        )
        assert (finding.at.sheet, finding.at.a1) == ("Kinerja", "A2")
        assert finding.severity is Severity.INFO

    def test_two_annexes_are_checked_as_they_are(self) -> None:
        assert findings_of(ANGGARAN + MENENGAH) == []


class TestDoubledForms:
    def test_a_copy_is_reported_at_its_header(self) -> None:
        (finding,) = findings_of(kinerja("Baru") + kinerja("Lama"))

        assert (finding.code, finding.at.sheet, finding.at.a1) == ("STR02", "Lama", "A1")
        assert finding.message == (
            "Tabel 3.1 sudah ada pada lembar 'Baru'; 3 baris bernama sama, semua angkanya sama"
        )

    def test_a_copy_that_differs_names_a_cell(self) -> None:
        (finding,) = findings_of(kinerja("Baru") + kinerja("Lama", last="5"), "STR02")
        assert finding.message.endswith("1 angkanya berbeda, misalnya C4")

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Capaian Kinerja Triwulan I Tahun 2023", "Capaian Kinerja Triwulan II Tahun 2023"),
            ("Capaian Kinerja Tahun 2022", "Capaian Kinerja Tahun 2023"),
        ],
    )
    def test_other_periods_are_no_copies(self, one: str, other: str) -> None:
        assert findings_of(kinerja("A", one) + kinerja("B", other), "STR02") == []

    def test_an_extract_beside_the_whole_table_is_no_copy(self) -> None:
        extract = """
            ## Ringkas
            | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan mantap      | km     | 80     | 70        | 87,50       |
        """
        assert findings_of(kinerja("A") + extract, "STR02") == []


TABEL_3_2 = """
    ## Gabungan
    Tabel 3.2 Realisasi Kinerja dan Anggaran Tahun 2023
    | Program/Kegiatan | Indikator | Satuan | Kinerja 2022 | {label} 2022 | Kinerja 2023 | {label} 2023 |
    | PROGRAM JALAN    | Jalan     | km     | 60           | 450.000.000  | 70           | {a}          |
    | PROGRAM JEMBATAN | Jembatan  | unit   | 5            | 250.000.000  | 6            | {b}          |
    | PROGRAM TROTOAR  | Trotoar   | m      | 9            | 150.000.000  | 9            | {c}          |
"""
PAGU = {"a": "500.000.000", "b": "300.000.000", "c": "200.000.000"}
REALISASI = {"a": "480.000.000", "b": "276.000.000", "c": "190.000.000"}


class TestMoneyUnderAWrongHeading:
    def test_realisasi_called_pagu(self) -> None:
        (finding,) = findings_of(ANGGARAN + TABEL_3_2.format(label="Pagu (Rp)", **REALISASI))

        assert (finding.code, finding.at.sheet, finding.at.a1) == ("STR03", "Gabungan", "G2")
        assert finding.message == (
            "kolom “Pagu (Rp) 2023” berisi realisasi, bukan pagu: 3 dari 3 anggaran sama dengan "
            "realisasi di Tabel 3.4, misalnya G3 Rp480.000.000 (pagu Rp500.000.000)"
        )
        assert [str(cell) for cell in finding.related] == [
            "'Gabungan'!G3", "'Anggaran'!B3", "'Anggaran'!C3"
        ]  # fmt: skip

    def test_pagu_called_realisasi(self) -> None:
        (finding,) = findings_of(ANGGARAN + TABEL_3_2.format(label="Realisasi (Rp)", **PAGU))
        assert "berisi pagu, bukan realisasi" in finding.message

    @pytest.mark.parametrize(
        ("label", "amounts"),
        [("Pagu (Rp)", PAGU), ("Realisasi (Rp)", REALISASI), ("Rp", REALISASI)],
    )
    def test_right_and_open_headings_are_silent(self, label: str, amounts: dict[str, str]) -> None:
        assert findings_of(ANGGARAN + TABEL_3_2.format(label=label, **amounts), "STR03") == []

    def test_one_amount_alone_says_nothing(self) -> None:
        mixed = PAGU | {"a": REALISASI["a"]}
        assert findings_of(ANGGARAN + TABEL_3_2.format(label="Pagu (Rp)", **mixed), "STR03") == []


TWO_ANNEXES = """
    ## Kinerja
    Tabel 3.1 Pencapaian Kinerja Tahun 2023
    | Sasaran    | Indikator | Satuan | Target | Realisasi | Capaian (%) |
    | Jalan baik | Jalan     | km     | 80     | 70        | 87,50       |
    | ^          | Jembatan  | unit   | 8      | 6         | 75          |
    | ^          | Trotoar   | m      | 10     | 9         | 90          |

    ## Menengah
    Tabel 3.3 Target dan Realisasi Jangka Menengah Tahun 2023
    | Sasaran    | Indikator | Satuan | Target 2022 | Target 2023 | {a} 2022 | {a} 2023 | Persentase Capaian (%) 2022 | Persentase Capaian (%) 2023 |
    | Jalan baik | Jalan     | km     | 75          | 80          | 72       | {b} | 96  |  {c} |
    | ^          | Jembatan  | unit   | 8           | 8           | 6        | {d} | 75  |  {e} |
    | ^          | Trotoar   | m      | 10          | 10          | 9        | {f} | 90  |  {g} |
"""
RIGHT_RESULTS = {"b": "70", "c": "87,50", "d": "6", "e": "75", "f": "9", "g": "90"}
TARGETS_AGAIN = {"b": "80", "c": "100", "d": "8", "e": "100", "f": "10", "g": "100"}


class TestResultsUnderAWrongHeading:
    def test_capaian_that_holds_realisasi_is_told_once(self) -> None:
        (finding,) = findings_of(TWO_ANNEXES.format(a="Capaian", **RIGHT_RESULTS))

        assert (finding.code, finding.severity) == ("STR03", Severity.INFO)
        assert finding.message.startswith("kolom “Capaian” (2022 dan 2023) berisi realisasi;")
        assert [cell.a1 for cell in (finding.at, *finding.also)] == ["F2", "G2"]

    def test_realisasi_is_called_so(self) -> None:
        assert findings_of(TWO_ANNEXES.format(a="Realisasi", **RIGHT_RESULTS)) == []

    def test_targets_repeated_as_realisasi(self) -> None:
        (finding,) = findings_of(TWO_ANNEXES.format(a="Realisasi", **TARGETS_AGAIN))

        assert (finding.code, finding.at.a1) == ("STR03", "G2")
        assert "3 dari 3 angka sama dengan target di Tabel 3.1" in finding.message


HEAD = "| Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) | Keterangan |\n"
ROWS = "| Jalan | km | 80 | 70 | 87,50 | |\n| Jembatan | unit | 4 | 4 | 100 | |\n"


class TestShiftedRows:
    @pytest.mark.parametrize(
        ("row", "cell", "direction"),
        [
            ("| Dokumen rencana |  | dokumen | 4 | 4 | 100 |", "C4", "kanan"),
            ("|  | Dokumen rencana | dokumen | 4 | 4 | 100 |", "C4", "kanan"),
            ("| Jumlah rambu |  | buah rambu | 4 | 4 | 100 |", "C4", "kanan"),
            ("| Jumlah rambu | unit |  | 4 | 3 | 75,00 |", "D4", "kanan"),
            ("| Dokumen | 4 | 4 | 100 |  |  |", "B4", "kiri"),
            ("| dokumen | 4 | 3 | 75,00 | kurang staf | |", "B4", "kiri"),
            ("| Jumlah dokumen | 4 | 3 | 75,00 |  |  |", "B4", "kiri"),
        ],
    )
    def test_a_row_beside_its_columns(self, row: str, cell: str, direction: str) -> None:
        (finding,) = findings_of(HEAD + ROWS + row, "STR04")
        assert finding.at.a1 == cell
        assert f"satu kolom ke {direction}:" in finding.message

    def test_the_cause_is_told_once(self) -> None:
        found = check(draw(HEAD + ROWS + "| Dokumen |  | dokumen | 4 | 4 | 100 |")).findings
        assert [f.code for f in found if f.code != "KET06"] == ["STR04"]

    def test_a_run_of_rows_is_one_finding(self) -> None:
        rows = "| Dokumen |  | dokumen | 4 | 4 | 100 |\n| Rambu | | unit | 9 | 9 | 100 |\n"
        (finding,) = findings_of(HEAD + ROWS + rows + "| Trayek | unit | 4 | 4 | 100 | |", "STR04")

        assert finding.message.startswith("2 baris berturut-turut (sampai baris 5): ")
        assert [cell.a1 for cell in finding.also] == ["C5"]

    def test_a_whole_block_may_be_shifted(self) -> None:
        rows = "".join(f"| Hal {i} |  | unit | {i} | {i} | 100 |\n" for i in range(2, 9))
        (finding,) = findings_of(HEAD + rows, "STR04")
        assert len(finding.also) == 6

    @pytest.mark.parametrize(
        "row",
        [
            "| Jumlah rambu | unit | - | 4 | - | 100 |",
            "| Jumlah rambu | unit |  | 4 |  |  |",
            "| Jumlah rambu | unit | dua | 4 | 100 |  |",
            "| Jumlah rambu | 12 | 4 | 4 | 100 |  |",
            "| Jumlah rambu | unit | 4 | 4 | 100 | 2023 |",
            "| Jumlah rambu | unit | 4 | 4 |  | 100 |",
        ],
    )
    def test_other_faults_are_no_shift(self, row: str) -> None:
        assert findings_of(HEAD + ROWS + row, "STR04") == []

    def test_a_row_of_money(self) -> None:
        drawing = """
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian   | Keterangan |
            | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00       |            |
            | PROGRAM JEMBATAN |                    | 300.000.000    | 276.000.000 | 92,00      |
        """
        (finding,) = findings_of(drawing, "STR04")
        assert finding.at.a1 == "C3"


def numbered(formula: str, *rows: str) -> str:
    head = "| Indikator | Satuan | Target | Realisasi | Capaian (%) |\n| 1 | 2 | 3 | 4 | "
    return head + formula + " |\n" + "\n".join(rows)


FOLLOWED = (
    "| a | km | 80 | 70 | 87,50 |",
    "| b | km | 90 | 60 | 66,66 |",
    "| c | km | 4 | 4 | 100 |",
    "| d | km | 5 | 4 | 80 |",
)


class TestStatedFormulas:
    @pytest.mark.parametrize(
        "formula",
        [
            "5=4/3*100",
            "(5)=(4)/(3)x100",
            "5 = 4 : 3 x 100%",
            "5=4/3",
            "5=(4/3)×100",
            "5",
            "5=lihat",
        ],
    )
    def test_a_formula_that_is_followed(self, formula: str) -> None:
        assert findings_of(numbered(formula, *FOLLOWED)) == []

    def test_a_formula_that_names_the_wrong_columns(self) -> None:
        (finding,) = findings_of(numbered("5=3/4*100", *FOLLOWED))

        assert (finding.code, finding.at.a1) == ("STR05", "E2")
        assert finding.message == (
            "rumus kolom “5=3/4*100” tidak cocok dengan 3 dari 3 baris; misalnya E3 tertulis "
            "87,50, menurut rumus 114,29"
        )
        assert finding.fix == "tulis 5=4/3*100, atau hitung ulang kolom ini menurut rumusnya"

    def test_single_rows_are_for_the_arithmetic(self) -> None:
        assert findings_of(numbered("5=4/3*100", *FOLLOWED, "| e | km | 10 | 9 | 95 |")) == []

    def test_equal_figures_tell_no_ratio(self) -> None:
        rows = [f"| {name} | km | 4 | 4 | 100 |" for name in "abcdef"]
        assert findings_of(numbered("5=3/4*100", *rows)) == []


class TestMissingColumns:
    def test_an_annex_without_satuan_and_capaian(self) -> None:
        drawing = """
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sasaran    | Indikator Kinerja | Target | Realisasi |
            | Jalan baik | Jalan mantap      | 80     | 70        |
        """
        (finding,) = findings_of(drawing)

        assert (finding.code, finding.at.a1) == ("STR06", "A2")
        assert finding.message == "Tabel 3.1 tidak memuat kolom Satuan dan persentase capaian"

    def test_a_column_by_another_name_is_there(self) -> None:
        drawing = """
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Indikator Kinerja | Ukuran | Target | Realisasi | Capaian (%) |
            | Jalan mantap      | km     | 80     | 70        | 87,50       |
        """
        assert findings_of(drawing) == []

    def test_an_extract_without_a_title_may_lack_columns(self) -> None:
        drawing = """
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) |
            | PROGRAM JALAN    | 500.000.000        | 480.000.000    |
        """
        assert findings_of(drawing) == []

    def test_a_year_that_one_group_lacks(self) -> None:
        drawing = """
            Tabel 3.3 Target dan Realisasi
            | Sasaran | Indikator | Satuan | Target 2021 | Target 2022 | Target 2023 | Target 2024 | Realisasi 2021 | Realisasi 2023 |
            | Jalan   | Jalan     | km     | 75          | 80          | 81          | 90          | 72             | 70             |
        """
        (finding,) = findings_of(drawing)

        assert finding.at.a1 == "H2"
        assert finding.message == (
            "kolom Realisasi 2022 tidak ada, padahal kolom lain tahun itu ada"
        )

    def test_a_year_of_money_that_one_group_lacks(self) -> None:
        drawing = """
            Tabel 3.5 Serapan Anggaran Jangka Menengah
            | Sasaran | Pagu 2021 (Rp) | Pagu 2022 (Rp) | Pagu 2023 (Rp) | Realisasi 2021 (Rp) | Realisasi 2023 (Rp) |
            | Jalan   | 700.000        | 800.000        | 900.000        | 650.000             | 850.000             |
        """
        (finding,) = findings_of(drawing, "STR06")

        assert finding.at.a1 == "E2"
        assert finding.message == (
            "kolom Realisasi Anggaran 2022 tidak ada, padahal kolom lain tahun itu ada"
        )


def test_an_annex_without_title_among_others() -> None:
    book = (
        kinerja("Kinerja", "Tabel 3.1 Tahun 2023")
        + ANGGARAN
        + MENENGAH.replace("Tabel 3.3 Target dan Realisasi Jangka Menengah Tahun 2023", "")
    )
    (finding,) = findings_of(book, "STR07")
    assert (finding.at.sheet, finding.severity) == ("Menengah", Severity.INFO)


def test_a_lost_cell_is_told_at_its_place() -> None:
    (grid,) = draw(kinerja("Kinerja")).sheets
    loss = Loss("2 sel merujuk teks yang tidak ada (mulai A3)", "Cocokkan dengan aslinya", 3, 1)
    book = DrawnBook("buku.xlsx", (replace(grid, losses=(loss,)),))
    (found,) = [one for one in check(book).findings if one.code == "STR08"]

    assert (found.at.a1, found.severity) == ("A3", Severity.ERROR)
    assert found.message == loss.what
    assert found.fix == "cocokkan dengan aslinya"
