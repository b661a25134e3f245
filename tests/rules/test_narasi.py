"""NAR: what a report's sentences and tables say, found where it is sure and nowhere else."""

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.pipeline import check

TABLES = """
## Tabel 3.1
Tabel 3.1 Pengukuran Kinerja Tahun 2023

| Sasaran       | Indikator Kinerja               | Satuan | Target | Realisasi | Capaian (%) |
| Jalan membaik | Panjang jalan mantap            | km     | 80     | 70        | 87,50       |
| ^             | Rasio korban kecelakaan         | rasio  | 0,0046 | 0,0044    | 104,35      |
| ^             | Persentase perlindungan pejalan | persen | 90     | 100       | 111,11      |

## Tabel 3.2
Tabel 3.2 Perbandingan Realisasi

| Indikator Kinerja    | Realisasi | <    | <    |
| ^                    | 2021      | 2022 | 2023 |
| Panjang jalan mantap | 60        | 65   | 70   |

## Tabel 3.4
Tabel 3.4 Realisasi Anggaran Tahun 2023

| Program/Kegiatan             | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
| PROGRAM PENYELENGGARAAN JALAN | 2.000.000.000     | 1.500.000.000  | 75,00     |
| Rehabilitasi Jalan           | 1.200.000.000      | 900.000.000    | 75,00     |
| Pemeliharaan Jembatan        | 800.000.000        | 600.000.000    | 75,00     |
| JUMLAH                       | 2.000.000.000      | 1.500.000.000  | 75,00     |
"""


def found(sentence: str, tables: str = TABLES) -> list[str]:
    """Return the code and the accused figure of each finding about a sentence."""
    findings = check(draw(f"> {sentence}\n\n{tables}")).findings
    return [f"{f.code} {f.written}" for f in findings if f.code.startswith("NAR")]


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Realisasi Panjang jalan mantap tahun 2023 sebesar 72 km.", ["NAR01 72"]),
        ("Panjang jalan mantap mencapai 90,00%.", ["NAR01 90,00%"]),
        ("Yang tercapai: Rasio korban kecelakaan (0,0045), Persentase perlindungan pejalan (98%).", ["NAR01 0,0045", "NAR01 98%"]),
        ("Capaian terendah ialah 88,50% pada Panjang jalan mantap.", ["NAR01 88,50%"]),
        ("Pada tahun 2022 realisasi Panjang jalan mantap mencapai 66 km.", ["NAR01 66"]),
        ("Kegiatan Rehabilitasi Jalan dengan pagu Rp1.250.000.000 terealisasi Rp900.000.000.", ["NAR01 Rp1.250.000.000"]),
        ("Program Penyelenggaraan Jalan terealisasi Rp1,6 miliar.", ["NAR01 Rp1,6 miliar"]),
        ("Sisa anggaran Rehabilitasi Jalan Rp200.000.000.", ["NAR01 Rp200.000.000"]),
        ("Dinas Perhubungan Kota Serang memperoleh alokasi anggaran sebesar Rp. 2.100.000.000,- tahun 2023.", ["NAR01 Rp. 2.100.000.000,-"]),
        ("Dinas Perhubungan dan Pemeliharaan Jembatan memperoleh alokasi anggaran sebesar Rp2.200.000.000.", ["NAR01 Rp2.200.000.000"]),
        ("Dinas menetapkan pagu Pemeliharaan Jembatan Rp810.000.000.", ["NAR01 Rp810.000.000"]),
        ("Total sisa anggaran Rp500.000.000 (lima ratus lima juta rupiah) tidak terserap.", ["NAR02 lima ratus lima juta rupiah"]),
        ("Pagu Rp1.200.000.000 terealisasi Rp900.000.000 atau 57,00 persen.", ["NAR03 57,00 persen"]),
        ("Pagu Rp1.200.000.000 terealisasi Rp900.000.000, sisanya Rp200.000.000 tidak terserap.", ["NAR03 Rp200.000.000"]),
        ("Belanja honor Rp9.000.000, terdiri dari Rp4.000.000 untuk juri dan Rp4.000.000 untuk panitia.", ["NAR03 Rp9.000.000"]),
        ("Program ini dijabarkan ke dalam 3 (empat) kegiatan.", ["NAR02 empat"]),
    ],
)  # fmt: skip
def test_a_contradiction_is_found(sentence: str, wrong: list[str]) -> None:
    assert found(sentence) == wrong


@pytest.mark.parametrize(
    "sentence",
    [
        # What is right, at the digits shown, and in any of the usual ways of writing.
        "Realisasi Panjang jalan mantap tahun 2023 sebesar 70 km atau capaian 87,5%.",
        "Panjang jalan mantap mencapai 87,50 persen dari target.",
        "Program Penyelenggaraan Jalan terealisasi Rp1,5 miliar dari pagu Rp 2 milyar (75%).",
        "Dinas memperoleh alokasi anggaran sebesar Rp. 2.000.000.000, - dengan realisasi Rp. 1.500.000.000,- atau 75,00%.",
        "Total sisa anggaran Rp500.000.000 (Lima Ratus Juta Rupiah) tidak terserap.",
        "Panjang jalan mantap naik dari 65 km tahun 2022 menjadi 70 km.",
        "Indikator yang belum memenuhi target: Panjang jalan mantap (70), Persentase perlindungan pejalan (100%).",
        # Limits and changes are no figures of a table.
        "Capaian Panjang jalan mantap masih di bawah 90% dan naik 5% dari tahun sebelumnya.",
        "Realisasi Panjang jalan mantap belum mencapai 100%.",
        "Serapan Rehabilitasi Jalan kurang dari 80%.",
        # Another thing than the table's, or nothing that is sure.
        "Penyerapan honor narasumber hanya 50% dari yang dianggarkan.",
        "Perlindungan pejalan dan anak mencapai 98%.",
        "Panjang jalan mantap di Kecamatan Serang mencapai 12 km.",
        "Panjang jalan mantap dan indeks layanan terminal mencapai 93,00%.",
        "Kegiatan sosialisasi keselamatan menyerap Rp50.000.000.",
        "Dua kegiatan, termasuk Rehabilitasi Jalan, menyerap seluruhnya Rp1.111.000.000.",
        "Sampai triwulan III pagu Rehabilitasi Jalan terealisasi Rp100.000.000.",
        "Sebelum perubahan, pagu murni Rehabilitasi Jalan Rp1.100.000.000.",
        "Pada tahun 2019 realisasi Panjang jalan mantap 12 km.",
        "Yang tertinggal ialah (1) Panjang jalan mantap, (2) Rasio korban kecelakaan, dan (3) lainnya.",
        "Target nasional Panjang jalan mantap 97%.",
        "Bidang Pemeliharaan Jembatan memiliki 12 (dua belas) pegawai.",
        "Nilai 3-5% termasuk kategori baik.",
        "Dinas Perhubungan dan Pemeliharaan Jembatan memperoleh alokasi anggaran sebesar Rp2.000.000.000.",
        "Kepala Dinas Perhubungan, Terminal dan Pemeliharaan Jembatan Kota Serang mencapai 99,00%.",
        "Total honor narasumber Rp5.000.000.",
        "Biaya perjalanan seluruhnya Rp3.000.000.",
        "Alokasi anggaran untuk lomba sebesar Rp3.000.000.",
        "Total APBD Pemerintah Kota Serang tahun 2023 Rp900.000.000.000.",
        "Total belanja modal jalan Rp3.000.000.",
        "Anggarannya Rp6,37 miliar (enam miliar tiga ratus tujuh puluh satu juta rupiah).",
        "Kegiatan dikerjakan dalam 10 (sepuluh) hari.",
    ],
)
def test_nothing_is_invented(sentence: str) -> None:
    assert found(sentence) == []


class TestTables:
    def test_tables_that_differ(self) -> None:
        assert found(
            "Uraian.", TABLES.replace("| 60        | 65   | 70 ", "| 60        | 65   | 71 ")
        ) == ["NAR04 71"]

    def test_another_version_is_another_figure(self) -> None:
        plan = """
            ## Tabel 2.4
            Tabel 2.4 Rencana Anggaran {} Tahun 2023

            | Uraian             | Pagu Anggaran (Rp) |
            | Rehabilitasi Jalan | 1.000.000.000      |
        """
        plain = check(draw("> Uraian.\n" + plan.format("") + TABLES)).findings
        named = check(draw("> Uraian.\n" + plan.format("Murni") + TABLES)).findings

        # A table of programs and their pagu states what a Perjanjian Kinerja promises.
        assert [(f.code, f.at.a1) for f in plain] == [("PJK02", "B4")]
        assert not [f for f in named if f.code in ("NAR04", "PJK02")]

    def test_a_table_on_another_basis_is_told_once(self) -> None:
        rows = [f"| Kegiatan Nomor {n}x | {n}00.000.000 | {n}0.000.000 |" for n in range(1, 7)]
        head = "| Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) |"
        first = "\n".join([head, *rows])
        second = first.replace("00.000.000 |", "50.000.000 |")
        drawing = f"> Uraian.\n\n## A\nTabel 3.4 Realisasi 2023\n\n{first}\n\n## B\nTabel 2.4 Rencana 2023\n\n{second}"
        own = [f for f in check(draw(drawing)).findings if f.code == "NAR04"]

        assert len(own) == 1
        assert len(own[0].also) == 5


class TestBook:
    BOOK = "\n# buku.xlsx\n" + TABLES

    def test_only_what_differs_from_the_book_is_told_of_the_report(self) -> None:
        """Its annexes' own mistakes are told where they are mended: in the workbook."""
        wrong = TABLES.replace("87,50", "88,50")
        checked = check(draw("> Uraian.\n" + wrong + self.BOOK.replace("87,50", "88,50")))

        assert {(f.at.file, f.code) for f in checked.findings if f.item == "Panjang jalan mantap"} == {
            ("buku.xlsx", "HIT01")
        }  # fmt: skip

    def test_a_percentage_computed_anew_is_right(self) -> None:
        checked = check(draw("> Uraian.\n" + TABLES + self.BOOK.replace("87,50", "88,50")))

        assert not [f for f in checked.findings if f.at.file != "buku.xlsx"]

    def test_sentences_are_compared_with_the_book_where_there_is_no_table(self) -> None:
        checked = check(draw("> Realisasi Panjang jalan mantap sebesar 72 km." + self.BOOK))

        assert [(f.code, f.at.file) for f in checked.findings if f.code.startswith("NAR")] == [
            ("NAR01", "gambar.xlsx")
        ]  # fmt: skip
