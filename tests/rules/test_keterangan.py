"""KET: remarks, analysis, scores and words for amounts against the figures."""

import pytest

from lkjip_xl.adapters.drawn import DrawnBook, draw
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.pipeline import check
from lkjip_xl.rules.keterangan.kalimat import read_number
from lkjip_xl.rules.keterangan.target import target_claims
from lkjip_xl.rules.keterangan.tren import Trend, trend_claims


def findings_of(book: DrawnBook, *codes: str) -> list[Finding]:
    return [finding for finding in check(book).findings if finding.code in codes]


class TestClaims:
    @pytest.mark.parametrize(
        ("text", "claims"),
        [
            ("Realisasi diatas target karena cuaca baik", ["di atas"]),
            ("Realisasi capaian dibawah target, hal ini disebabkan karena PPKM", ["di bawah"]),
            ("realisasi kurang dari target", ["di bawah"]),
            ("Realisasi tidak di bawah target", ["tidak di bawah"]),
            ("Melampaui target.", ["melampaui"]),
            ("Realisasi melampaui target", ["melebihi"]),
            ("Capaian di atas target", ["melampaui"]),
            ("Capaian lebih baik daripada target: jalan diperbaiki", ["melampaui"]),
            ("Target telah tercapai", ["mencapai"]),
            ("Sudah sesuai dengan target yang ditetapkan", ["mencapai"]),
            ("Target belum dapat tercapai", ["tidak mencapai"]),
            ("Belum mencapai target; lelang diulang", ["tidak mencapai"]),
            ("Hampir mencapai target", ["tidak mencapai"]),
            ("Tidak hanya mencapai target", ["mencapai"]),
            ("Belum melampaui target", ["tidak melampaui"]),
            ("Panjang jalan di bawah target", ["di bawah"]),
            # Of something else, of another time, or not a statement:
            ("Jumlah pekerja di bawah target", []),
            ("Realisasi di bawah target triwulan", []),
            ("Realisasi tahun 2021 di bawah target", []),
            ("Diperlukan alat baru agar mencapai target", []),
            ("Lelang diulang karena peserta belum mencapai target", []),
            ("Jalan kota mencapai target, sedangkan jalan desa di bawah target", []),
            ("Panjang jalan mencapai target; panjang jalan mantap di bawah target", []),
            ("Harga aspal naik", []),
        ],
    )
    def test_of_the_target(self, text: str, claims: list[str]) -> None:
        said = target_claims(text, "Panjang jalan mantap", 2023)
        told = [f"tidak {one.claim.value}" if one.is_denied else one.claim.value for one in said]
        assert told == claims

    @pytest.mark.parametrize(
        ("text", "trends"),
        [
            ("Realisasi meningkat", [(Trend.UP, 0)]),
            ("Hasil realisasi capaian menurun", [(Trend.DOWN, 0)]),
            ("Mengalami penurunan dibanding tahun 2021", [(Trend.DOWN, 2021)]),
            ("Panjang jalan naik dari tahun sebelumnya", [(Trend.UP, 0)]),
            ("Tetap", [(Trend.SAME, 0)]),
            ("Tetap tinggi", []),
            ("Menurun kemudian cenderung meningkat", []),
            ("Tidak meningkat", []),
            ("Jumlah kendaraan meningkat", []),
            ("Terjaga karena anggaran meningkat", []),
            ("Realisasi tahun 2022 menurun", []),
        ],
    )
    def test_of_the_trend(self, text: str, trends: list[tuple[Trend, int]]) -> None:
        moved = trend_claims(text, "Panjang jalan mantap", 2023)
        assert [(one.trend, one.since) for one in moved] == trends

    @pytest.mark.parametrize(
        ("text", "value", "decimals"),
        [
            ("1.472.946.761", "1472946761", 0),
            ("64,89", "64.89", 2),
            ("0.0044", "0.0044", 4),
            ("1.076", "1076", 0),
            ("66.5", "66.5", 1),
            ("13.953.545.705,00", "13953545705.00", 2),
        ],
    )
    def test_numbers(self, text: str, value: str, decimals: int) -> None:
        number = read_number(text)
        assert ([str(r) for r in number.readings], number.decimals) == ([value], decimals)


def draw_row(name: str, satuan: str, target: str, realisasi: str, text: str) -> DrawnBook:
    return draw(
        f"""
        Tabel 3.1 Pencapaian Kinerja Tahun 2023
        | Indikator Kinerja | Satuan   | Target   | Realisasi   | Keterangan |
        | {name}            | {satuan} | {target} | {realisasi} | {text}     |
        """
    )


class TestRemarks:
    @pytest.mark.parametrize(
        ("target", "realisasi", "text", "is_wrong"),
        [
            ("80", "80", "Realisasi di atas target", True),
            ("80", "81", "Realisasi di atas target", False),
            ("80", "79", "Realisasi di atas target", True),
            ("80", "80", "Realisasi di bawah target", True),
            ("80", "79", "Realisasi di bawah target", False),
            ("80", "80", "Melampaui target", True),
            ("80", "80", "Target tercapai", False),
            ("80", "79", "Target tercapai", True),
            ("80", "84", "Sesuai target", False),
            ("80", "84", "Belum mencapai target", True),
            ("80", "80", "Capaian 100%", False),
            ("80", "84", "Tercapai 100%", False),
            ("80", "72", "Capaian 100%", True),
            ("80", "72", "Capaian 90%", False),
            ("80", "72", "Capaian sebesar 90,00%", False),
            ("80", "72", "Belum mencapai 100%", False),
            ("80", "72", "Capaian 91%", True),
            ("80", "84", "Diaspal 84 km, melampaui target 80 km", False),
            ("80", "84", "Diaspal 84 km, melampaui target 75 km", True),
            ("80", "84", "Diaspal 85 km, melampaui target 80 km", True),
            ("80", "84", "Ada 3 kecamatan yang melampaui target 20 ruas", False),
            ("80", "84", "Target tahun 2024 dinaikkan", False),
            ("80", "", "Realisasi di atas target", False),
            ("75-80", "78", "Realisasi di atas target", True),
            ("75-80", "81", "Realisasi di atas target", False),
        ],
    )
    def test_higher_is_better(
        self, target: str, realisasi: str, text: str, *, is_wrong: bool
    ) -> None:
        book = draw_row("Panjang jalan mantap", "km", target, realisasi, text)
        assert bool(findings_of(book, "KET01")) is is_wrong

    @pytest.mark.parametrize(
        ("target", "realisasi", "text", "severity"),
        [
            ("12", "10", "Realisasi di bawah target", None),
            ("12", "10", "Realisasi di atas target", Severity.ERROR),
            ("12", "14", "Realisasi di bawah target", Severity.ERROR),
            ("12", "14", "Realisasi di atas target", None),
            ("12", "10", "Target tercapai", None),
            ("12", "14", "Target tercapai", Severity.WARNING),
            ("12", "10", "Target belum tercapai", Severity.WARNING),
            ("12", "10", "Melampaui target", None),
            ("12", "14", "Capaian di atas target", Severity.WARNING),
            ("12", "14", "Realisasi melebihi target", None),
        ],
    )
    def test_lower_is_better(
        self, target: str, realisasi: str, text: str, severity: Severity | None
    ) -> None:
        found = findings_of(
            draw_row("Angka kematian bayi", "rasio", target, realisasi, text), "KET01"
        )
        assert [finding.severity for finding in found] == ([severity] if severity else [])

    def test_the_message_says_what_is_what(self) -> None:
        book = draw_row("Angka kematian bayi", "rasio", "12", "14", "Target tercapai")
        (finding,) = findings_of(book, "KET01")

        assert finding.message == (
            "keterangan menyebut “target tercapai”, padahal realisasi 14 di atas target 12; indikator "
            "ini makin rendah makin baik, diduga dari namanya, jadi target tidak tercapai"
        )
        assert finding.fix == (
            "tulis “tidak mencapai target” beserta penyebabnya, atau periksa target dan realisasinya"
        )
        assert (finding.at.a1, [cell.a1 for cell in finding.related]) == ("E3", ["C3", "D3"])

    @pytest.mark.parametrize(
        ("first", "second", "severities"),
        [
            ("80", "70", [Severity.INFO]),
            ("70", "70", []),
            ("80", "80", [Severity.ERROR]),
        ],
    )
    def test_a_merged_remark_fits_one_of_its_rows(
        self, first: str, second: str, severities: list[Severity]
    ) -> None:
        book = draw(
            f"""
            | Sub Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Keterangan                |
            | Jalan kota   | Jalan baru        | km     | 80     | {first}   | Realisasi di bawah target |
            |              | Jalan lama        | km     | 80     | {second}  | ^                         |
            """
        )
        assert [finding.severity for finding in findings_of(book, "KET01")] == severities

    def test_a_remark_on_the_first_row_may_mean_the_whole_sub_kegiatan(self) -> None:
        book = draw(
            """
            | Sub Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Keterangan                |
            | Jalan kota   | Jalan baru        | km     | 80     | 80        | Realisasi di bawah target |
            |              | Jalan lama        | km     | 80     | 70        |                           |
            """
        )
        assert findings_of(book, "KET01") == []

    @pytest.mark.parametrize(
        ("text", "is_wrong"),
        [
            ("Serapan di bawah 90%", True),
            ("Serapan di atas 90%", False),
            ("Serapan 95,00%", False),
            ("Serapan sebesar 96%", True),
            ("Lihat daftar kegiatan dengan serapan di bawah 90%", False),
            ("Realisasi di bawah target", False),
        ],
    )
    def test_serapan(self, text: str, *, is_wrong: bool) -> None:
        book = draw(
            f"""
            | Program/Kegiatan | Pagu (Rp)   | Realisasi (Rp) | % Capaian | Keterangan |
            | PROGRAM JALAN    | 500.000.000 | 475.000.000    | 95,00     | {text}     |
            """
        )
        assert bool(findings_of(book, "KET01")) is is_wrong

    def test_the_serapan_of_a_later_sheet(self) -> None:
        book = draw(
            """
            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Kode         | Program/Kegiatan | Pagu (Rp)   | Realisasi (Rp) | % Capaian | Keterangan   |
            | 1.03.10      | PROGRAM JALAN    | 500.000.000 | 475.000.000    | 95,00     | Serapan 95%  |
            | 1.03.10.2.01 | Jalan kota       | 300.000.000 | 285.000.000    | 95,00     | Serapan 95%  |

            ## Lanjutan
            Tabel 3.4 Realisasi Anggaran Tahun 2023 (lanjutan)
            | Kode         | Program/Kegiatan | Pagu (Rp)   | Realisasi (Rp) | % Capaian | Keterangan   |
            | 1.03.10.2.02 | Jalan desa       | 200.000.000 | 190.000.000    | 95,00     | Serapan 97%  |
            """
        )
        assert [str(finding.at) for finding in findings_of(book, "KET01")] == ["'Lanjutan'!F3"]

    @pytest.mark.parametrize(
        ("text", "is_wrong"),
        [
            ("Lebih baik daripada provinsi dan nasional", False),
            ("Lebih tinggi daripada provinsi dan nasional", True),
            ("Lebih rendah daripada provinsi", False),
            ("Di atas provinsi", True),
            ("Lebih buruk daripada nasional", True),
            ("Lebih baik daripada provinsi, masih lebih tinggi daripada nasional", True),
            ("Belum lebih baik daripada provinsi", False),
            ("Sumber data provinsi belum terbit", False),
        ],
    )
    def test_comparisons(self, text: str, *, is_wrong: bool) -> None:
        book = draw(
            f"""
            | Indikator Kinerja   | Satuan | Target | Realisasi |
            | Angka kematian bayi | rasio  | 12     | 10        |

            | Indikator Kinerja   | Satuan | Realisasi | Provinsi | Nasional | Keterangan |
            | Angka kematian bayi | rasio  | 10        | 14       | 12       | {text}     |
            """
        )
        assert bool(findings_of(book, "KET01")) is is_wrong


class TestTrends:
    @pytest.mark.parametrize(
        ("before", "now", "text", "severity"),
        [
            ("70", "75", "Realisasi meningkat", None),
            ("75", "75", "Realisasi meningkat", Severity.WARNING),
            ("75", "70", "Realisasi meningkat dibanding tahun 2022", Severity.ERROR),
            ("75", "70", "Realisasi menurun", None),
            ("75", "75", "Realisasi tetap", None),
            ("75", "76", "Realisasi tetap", Severity.WARNING),
            ("75", "76", "Realisasi stabil", None),
            ("75", "70", "Membaik", Severity.WARNING),
            ("75", "70", "Realisasi naik dibanding tahun 2020", None),
            ("75", "70", "Capaian kinerja meningkat", None),
            ("", "70", "Realisasi meningkat", None),
            ("70", "75", "Naik dari 70 menjadi 75", None),
            ("70", "75", "Naik dari 72 menjadi 75", Severity.ERROR),
            ("70", "75", "Naik dari 102 menjadi 120", None),
            ("70", "75", "Naik dari 75 menjadi 70", Severity.ERROR),
        ],
    )
    def test_against_the_year_before(
        self, before: str, now: str, text: str, severity: Severity | None
    ) -> None:
        book = draw(
            f"""
            Tabel 3.3 Target dan Capaian Jangka Menengah Tahun 2023
            | Sasaran | Indikator    | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 | Keterangan |
            | Jalan   | Jalan mantap | km     | 60          | 65          | {before}       | {now}          | {text}     |
            """
        )
        found = findings_of(book, "KET02")
        assert [finding.severity for finding in found] == ([severity] if severity else [])

    def test_the_message_has_both_years(self) -> None:
        book = draw(
            """
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sasaran | Indikator Kinerja | Satuan | Target | Realisasi | Keterangan          |
            | Jalan   | Jalan mantap      | km     | 80     | 74        | Realisasi meningkat |

            Tabel 3.3 Target dan Capaian Jangka Menengah Tahun 2023
            | Sasaran | Indikator    | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Jalan   | Jalan mantap | km     | 75          | 80          | 78             | 74             |
            """
        )
        (finding,) = findings_of(book, "KET02")

        assert finding.message == (
            "keterangan menyebut “meningkat”, padahal 2022 78 (Tabel 3.3), 2023 74 (Tabel 3.1)"
        )
        assert [cell.a1 for cell in finding.related] == ["F7", "E3"]


class TestAnalysis:
    @pytest.mark.parametrize(
        ("realisasi", "good", "bad", "solution", "expected"),
        [
            ("84", "Cuaca baik", "", "", []),
            ("84", "", "Lelang diulang", "Lebih awal", [("D6", Severity.WARNING)]),
            ("84", "", "", "", [("C6", Severity.WARNING)]),
            ("84", "-", "-", "", [("C6", Severity.WARNING)]),
            ("84", "Cuaca baik", "Lelang diulang", "", [("D6", Severity.INFO)]),
            ("72", "", "Lelang diulang", "Lebih awal", []),
            ("72", "Cuaca baik", "Lelang diulang", "Lebih awal", []),
            ("72", "Cuaca baik", "", "", [("C6", Severity.WARNING)]),
            ("72", "", "", "", [("D6", Severity.WARNING)]),
            ("72", "", "Lelang diulang", "", [("E6", Severity.WARNING)]),
            ("", "", "Lelang diulang", "", []),
        ],
    )
    def test_causes_and_solutions(
        self,
        realisasi: str,
        good: str,
        bad: str,
        solution: str,
        expected: list[tuple[str, Severity]],
    ) -> None:
        book = draw(
            f"""
            | Indikator Kinerja    | Satuan | Target | Realisasi   |
            | Panjang jalan mantap | km     | 80     | {realisasi} |

            Analisis
            | No | Indikator Kinerja    | Penyebab Keberhasilan | Penyebab Kegagalan | Solusi     |
            | 1  | Panjang jalan mantap | {good}                | {bad}              | {solution} |
            """
        )
        found = [(finding.at.a1, finding.severity) for finding in findings_of(book, "KET03")]
        assert found == expected

    def test_one_column_may_hold_causes_of_either_kind(self) -> None:
        book = draw(
            """
            | Indikator Kinerja    | Satuan | Target | Realisasi |
            | Panjang jalan mantap | km     | 80     | 72        |

            Analisis
            | Indikator Kinerja    | Penyebab Keberhasilan/Kegagalan | Solusi     |
            | Panjang jalan mantap | Lelang diulang                  | Lebih awal |
            """
        )
        assert findings_of(book, "KET03") == []


LHE = """
    | Indikator Kinerja    | Satuan | Target | Realisasi |
    | Panjang jalan mantap | km     | 80     | 80        |

    Laporan Hasil Evaluasi
    | No       | Komponen    | Sub Komponen | Nilai | Nilai Komponen |
    | 1        | Perencanaan | Strategis    | 30,10 | 50,20          |
    |          |             | Tahunan      | 20,10 |                |
    | 2        | Pengukuran  | Pemenuhan    | 10,00 | 21,00          |
    |          |             | Kualitas     | 11,00 |                |
    | TOTAL    |             |              |       | 71,20          |
    | PREDIKAT |             |              |       | BB             |
"""


class TestEvaluation:
    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("", "", []),
            ("| BB   ", "| BB (Sangat Baik)", []),
            ("| BB   ", "| BB (Baik)", [("E11", Severity.ERROR)]),
            ("| BB   ", "| B    ", [("E11", Severity.ERROR)]),
            ("| BB   ", "| Sangat Baik", []),
            ("| BB   ", "| A (Memuaskan)", [("E11", Severity.ERROR)]),
            ("20,10 |", "20,11 |", [("E6", Severity.INFO)]),
            ("20,10 |", "21,10 |", [("E6", Severity.ERROR)]),
            ("71,20", "72,20", [("E10", Severity.ERROR)]),
            ("11,00 |", "      |", []),
        ],
    )
    def test_sums_and_predikat(
        self, old: str, new: str, expected: list[tuple[str, Severity]]
    ) -> None:
        book = draw(LHE.replace(old, new, 1) if old else LHE)
        found = [(finding.at.a1, finding.severity) for finding in findings_of(book, "KET04")]
        assert found == expected

    def test_components_that_list_their_parts_below_are_not_added_up(self) -> None:
        book = draw(
            """
            | Indikator Kinerja    | Satuan | Target | Realisasi |
            | Panjang jalan mantap | km     | 80     | 80        |

            Laporan Hasil Evaluasi
            | No    | Komponen    | Bobot | Nilai |
            | 1     | Perencanaan | 60    | 40,00 |
            | a     | Strategis   | 30    | 22,00 |
            | b     | Tahunan     | 30    | 18,00 |
            | 2     | Pengukuran  | 40    | 25,00 |
            | TOTAL |             | 100   | 65,00 |
            """
        )
        assert findings_of(book, "KET04") == []

    @pytest.mark.parametrize(
        ("realisasi", "title", "is_wrong"),
        [("71,20", "Tahun 2023", False), ("70,20", "Tahun 2023", True), ("70,20", "", False)],
    )
    def test_the_goal_that_measures_the_evaluation(
        self, realisasi: str, title: str, *, is_wrong: bool
    ) -> None:
        book = draw(
            f"""
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sasaran       | Indikator Kinerja | Satuan | Target | Realisasi   |
            | Akuntabilitas | Nilai AKIP Dinas  | Nilai  | 70     | {realisasi} |

            Laporan Hasil Evaluasi {title}
            | No    | Komponen    | Bobot | Nilai |
            | 1     | Perencanaan | 60    | 46,20 |
            | 2     | Pengukuran  | 40    | 25,00 |
            | TOTAL |             | 100   | 71,20 |
            """
        )
        assert bool(findings_of(book, "KET04")) is is_wrong


class TestWords:
    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("Nilai AKIP 64,89 dengan predikat B", []),
            ("Nilai AKIP 64,89 dengan predikat BB", ["KET04"]),
            ("Sebanyak 1 dari 2 indikator tercapai", []),
            ("Sebanyak 2 (dua) dari 2 (dua) indikator kinerja utama mencapai target", ["KET04"]),
            ("Sebanyak 1 dari 2 indikator belum tercapai", []),
            ("Sebanyak 5 dari 9 indikator tercapai", []),
            ("Sebanyak 2 dari 2 indikator perlu ditinjau", []),
            (
                "Anggaran sebesar Rp. 13.953.545.705,- dengan realisasi sebesar Rp. 12.480.598.944,- atau 89,44%",
                [],
            ),
            (
                "Anggaran sebesar Rp. 13.953.545.705,- dengan realisasi sebesar Rp. 12.480.598.944,- atau 98,44%",
                ["KET04"],
            ),
            (
                "Rp. 1.472.946.761,- (Satu Milyar Empat Ratus Tujuh Puluh Dua Juta Sembilan Ratus Empat Puluh Enam Ribu Tujuh Ratus Enam Puluh Satu Rupiah)",
                [],
            ),
            (
                "Rp. 1.472.946.761,- (Satu Milyar Empat Ratus Tujuh Puluh Dua Juta Rupiah)",
                ["KET05"],
            ),
            ("Terdiri dari 11 (sebelas) program", []),
            ("Terdiri dari 12 (sebelas) program", ["KET05"]),
            ("Pasal 5 (ayat dua) dan 7 (kosong)", []),
            ("Surat Nomor 15 (lima belas) lembar, 3 (dua) lampiran", ["KET05"]),
        ],
    )
    def test_in_any_cell(self, text: str, codes: list[str]) -> None:
        book = draw(
            f"""
            | Indikator Kinerja | Satuan | Target | Realisasi |
            | Jalan mantap      | km     | 80     | 84        |
            | Jembatan mantap   | unit   | 4      | 3         |

            {text}
            """
        )
        assert [finding.code for finding in findings_of(book, "KET04", "KET05")] == codes

    @pytest.mark.parametrize("word", ["tidak", "belum", "tak", "gagal"])
    def test_what_was_not_reached_is_counted(self, word: str) -> None:
        book = draw(
            f"""
            | Indikator Kinerja | Satuan | Target | Realisasi |
            | Jalan mantap      | km     | 80     | 84        |
            | Jalan baru        | km     | 8      | 9         |
            | Jembatan mantap   | unit   | 4      | 3         |

            Sebanyak 1 dari 3 indikator {word} tercapai
            """
        )
        assert findings_of(book, "KET04") == []

    @pytest.mark.parametrize(
        ("words", "is_wrong"),
        [
            ("Dua puluh juta rupiah", False),
            ("Dua puluh satu juta rupiah", True),
            ("Dalam rupiah", False),
        ],
    )
    def test_words_beside_an_amount(self, words: str, *, is_wrong: bool) -> None:
        book = draw(
            f"""
            | Indikator Kinerja | Satuan | Target | Realisasi |
            | Jalan mantap      | km     | 80     | 84        |

            | Sisa anggaran | 20.000.000 | {words} |
            """
        )
        assert bool(findings_of(book, "KET05")) is is_wrong


class TestMisses:
    @pytest.mark.parametrize(
        ("program", "first", "second", "more", "cells"),
        [
            ("", "", "", "", []),
            ("", "Lelang diulang", "", "", ["G4"]),
            ("", "Lelang diulang", "Lelang diulang", "", []),
            ("Lelang diulang", "", "", "", []),
            ("", "Lelang diulang", "", "Jembatan", []),
        ],
    )
    def test_a_miss_is_explained_somewhere(
        self, program: str, first: str, second: str, more: str, cells: list[str]
    ) -> None:
        book = draw(
            f"""
            | Kode         | Program/Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Keterangan |
            | 1.03.10      | Jalan            | Mantap            | persen | 90     | 80        | {program}  |
            | 1.03.10.2.01 | Jalan kota       | Jalan             | km     | 80     | 72        | {first}    |
            | 1.03.10.2.02 | Jembatan kota    | Jembatan          | unit   | 4      | 3         | {second}   |

            Analisis
            | Indikator Kinerja | Penyebab Keberhasilan | Penyebab Kegagalan | Solusi     |
            | {more or "Lain"}  |                       | Lahan              | Pembebasan |
            """
        )
        found = findings_of(book, "KET06")
        assert [finding.at.a1 for finding in found] == cells
