"""REN: Rencana Aksi, targets, IKU, benchmarks, recommendations."""

import pytest

from lkjip_xl.adapters.drawn import DrawnBook, draw
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.pipeline import check


def findings_of(book: DrawnBook, *codes: str) -> list[Finding]:
    return [finding for finding in check(book).findings if finding.code in codes]


def plan(*rows: str, heading: str = "Target TW", more: str = "") -> DrawnBook:
    """Draw a Rencana Aksi; a row holds the name, satuan, target and the quarters' targets."""
    lines = [
        f"| Sub Kegiatan | Indikator Kinerja | Satuan | Target | {heading} I | {heading} II | {heading} III | {heading} IV | Penanggung Jawab |"
    ]
    for row in rows:
        name, *rest = (part.strip() for part in row.split("|"))
        lines.append(f"| {name} | Jumlah {name} | {' | '.join(rest)} | Bidang Jalan |")
    return draw("Rencana Aksi Tahun 2023\n" + "\n".join(lines) + "\n" + more)


class TestQuarters:
    @pytest.mark.parametrize(
        "rows",
        [
            ("a | km | 8 | 1 | 4 | 7 | 8", "b | km | 12 | 2 | 6 | 10 | 12"),
            ("a | km | 8 | 1 | 3 | 3 | 1", "b | km | 12 | 2 | 4 | 4 | 2"),
            ("a | km | 8 | 1 | 4 | 7 | 8", "b | orang | 58 | 58 | 58 | 58 | 58"),
            ("a | km | 8 | 1 | 3 | 3 | 1", "b | persen | 100 | 100 | 100 | 100 | 100"),
            ("a | km | 8 | 1 | 4 | 7 | 8", "b | prosentase | 90 | 80 | 90 | 85 | 80"),
            ("a | km | 8 | 1 | 4 | 8 |  ", "b | km | 12 | 2 | 6 | 10 | 12"),
            ("a | dokumen | 1 |  |  |  | 1", "b | dokumen | 1 |  | 1 |  |  "),
            ("a | km |  | 1 | 4 | 7 | 8", "b | km | 12 | 2 | 6 | 10 | 12"),
        ],
    )
    def test_either_reading_may_lead_to_the_year(self, rows: tuple[str, ...]) -> None:
        assert [str(finding) for finding in findings_of(plan(*rows), "REN01", "REN04")] == []

    def test_a_row_that_ends_elsewhere(self) -> None:
        rows = [f"{name} | km | 12 | 2 | 6 | 10 | 12" for name in "bcde"]
        (finding,) = findings_of(plan("a | km | 8 | 1 | 4 | 7 | 9", *rows), "REN04")

        assert (finding.at.a1, finding.severity) == ("H3", Severity.ERROR)
        assert finding.message == (
            "target triwulan berakhir pada 9, sedangkan target setahun 8; angka triwulan dibaca "
            "kumulatif"
        )

    def test_the_last_quarter_that_is_filled_is_shown_as_written(self) -> None:
        rows = [f"{name} | km | 12 | 2 | 6 | 10 | 12" for name in "bcde"]
        (finding,) = findings_of(plan("a | km | 8 | 1 | 4 | 7 |", *rows), "REN04")
        assert (finding.at.a1, finding.written) == ("G3", "7")

    def test_a_sum_that_differs(self) -> None:
        rows = [f"{name} | km | 12 | 2 | 4 | 4 | 2" for name in "bcde"]
        (finding,) = findings_of(plan("a | km | 8 | 1 | 3 | 3 | 2", *rows), "REN04")

        assert finding.message.startswith("jumlah target triwulan 9, sedangkan target setahun 8")
        assert finding.calculation == "1 + 3 + 3 + 2 = 9"

    def test_one_row_read_otherwise_is_mild(self) -> None:
        rows = [f"{name} | km | 12 | 2 | 6 | 10 | 12" for name in "bcde"]
        (finding,) = findings_of(plan("a | km | 8 | 1 | 3 | 3 | 1", *rows), "REN04")
        assert finding.severity is Severity.INFO

    def test_few_rows_do_not_make_a_reading_certain(self) -> None:
        (finding,) = findings_of(plan("a | km | 8 | 1 | 4 | 7 | 9"), "REN04")
        assert finding.severity is Severity.WARNING
        assert "jumlah keempatnya pun 21" in finding.message

    def test_a_cumulative_figure_does_not_fall(self) -> None:
        rows = [f"{name} | km | 12 | 2 | 6 | 10 | 12" for name in "bcde"]
        (finding,) = findings_of(plan("a | km | 8 | 1 | 5 | 4 | 8", *rows), "REN04")
        assert finding.message == "target kumulatif TW III 4 lebih kecil daripada TW II 5"
        assert finding.at.a1 == "G3"

    @pytest.mark.parametrize(("last", "count"), [("8", 0), ("7", 1)])
    def test_the_realisasi_of_the_quarters_leads_to_that_of_the_year(
        self, last: str, count: int
    ) -> None:
        book = draw(
            f"""
            Rencana Aksi Tahun 2023
            | Sub Kegiatan | Indikator Kinerja | Satuan | Target | Target Triwulan (Kumulatif) | < | < | < | Realisasi Triwulan (Kumulatif) | < | < | < | Penanggung Jawab |
            | ^            | ^                 | ^      | ^      | TW I | TW II | TW III | TW IV | TW I | TW II | TW III | TW IV | ^ |
            | Jalan kota   | Panjang jalan     | km     | 10     | 1 | 4 | 7 | 10 | 1 | 3 | 6 | {last} | Bidang Jalan |

            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sub Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi |
            | Jalan kota   | Panjang jalan     | km     | 10     | 8         |
            """
        )
        found = findings_of(book, "REN04")
        assert len(found) == count
        assert all(finding.related[0].a1 == "E8" for finding in found)


MONTHS = "| JAN | FEB | MAR | APR | MEI | JUN | JUL | AGT | SEP | OKT | NOV | DES "


class TestRencanaAksi:
    def test_marks_alone_are_no_targets(self) -> None:
        book = draw(
            f"""
            Rencana Aksi
            | Sub Kegiatan | Indikator | Satuan | Target {MONTHS}| Penanggung Jawab |
            | Jalan kota   | Jalan     | km     | 8      | v | v |   |   |   |   |   |   |   |   |   |   | Bidang |
            | Jalan desa   | Jalan     | km     | 8      |   | v |   |   |   |   |   |   |   |   |   |   | Bidang |
            """
        )
        assert [finding.at.a1 for finding in findings_of(book, "REN01", "REN02", "REN03")] == ["D2"]

    def test_figures_in_the_months_are_periodic_targets(self) -> None:
        book = draw(
            f"""
            Rencana Aksi
            | Sub Kegiatan | Indikator | Satuan | Target {MONTHS}| Penanggung Jawab |
            | Jalan kota   | Jalan     | km     | 8      | 2 | 6 |   |   |   |   |   |   |   |   |   |   | Bidang |
            | Jalan desa   | Jalan     | km     | 8      |   | 8 |   |   |   |   |   |   |   |   |   |   | Bidang |
            """
        )
        assert findings_of(book, "REN01") == []

    def test_a_row_without_a_time(self) -> None:
        found = findings_of(
            plan("a | km | 8 | 1 | 4 | 7 | 8", "b | km | 12 | | | |", "c | km | | | | |"), "REN02"
        )
        assert [(finding.at.a1, len(finding.also)) for finding in found] == [("E4", 0)]

    def test_an_indicator_shares_the_time_of_its_sub_kegiatan(self) -> None:
        book = draw(
            f"""
            Rencana Aksi
            | Sub Kegiatan | Indikator  | Satuan | Target {MONTHS}| Penanggung Jawab |
            | Jalan kota   | Jalan baru | km     | 8      | v | v |   |   |   |   |   |   |   |   |   |   | Bidang |
            |              | Jalan lama | km     | 8      |   |   |   |   |   |   |   |   |   |   |   |   |        |
            """
        )
        assert findings_of(book, "REN02", "REN03") == []

    @pytest.mark.parametrize(
        ("first", "second", "cells"),
        [("Bidang", "", []), ("", "Bidang", ["U3"]), ("", "-", ["U3", "U4"])],
    )
    def test_a_blank_below_an_owner_means_the_same(
        self, first: str, second: str, cells: list[str]
    ) -> None:
        marks = "| v |   |   |   |   |   |   |   |   |   |   |   "
        book = draw(
            f"""
            Rencana Aksi
            | Program | Kegiatan | Sub Kegiatan | Indikator | Satuan | Target | Anggaran (Rp) | Ket {MONTHS}| Penanggung Jawab |
            | Jalan   | Jalan    | Jalan kota   | Jalan     | km     | 8      | 100           |     {marks}| {first}  |
            |         |          | Jalan desa   | Jalan     | km     | 8      | 100           |     {marks}| {second} |
            """
        )
        found = findings_of(book, "REN03")
        assert [cell.a1 for f in found for cell in (f.at, *f.also)] == cells

    @pytest.mark.parametrize(
        ("marks", "codes"),
        [
            ("x | x | x | x | x | x | x | x | x | x | x | x", 0),
            ("x |   |   | x |   |   | x |   |   |   |   |  ", 1),
            ("  |   |   |   |   |   |   |   |   |   |   |  ", 0),
        ],
    )
    def test_a_target_of_months_is_spread_over_as_many(self, marks: str, codes: int) -> None:
        book = draw(
            f"""
            Rencana Aksi
            | Sub Kegiatan | Indikator | Satuan | Target {MONTHS}|
            | Gaji         | Gaji      | Bulan  | 12     | {marks} |
            """
        )
        assert len(findings_of(book, "REN12")) == codes

    @pytest.mark.parametrize(
        ("amount", "name", "count"),
        [("200", "Jalan desa", 0), ("250", "Jalan desa", 0), ("200", "Terwujudnya jalan", 0), ("250", "Terwujudnya jalan", 1)],
    )  # fmt: skip
    def test_the_budget_is_found_by_name_or_amount(
        self, amount: str, name: str, count: int
    ) -> None:
        book = draw(
            f"""
            Rencana Aksi
            | Sub Kegiatan | Indikator | Satuan | Target | Anggaran (Rp) | TW I | TW II | TW III | TW IV | Penanggung Jawab |
            | Jalan kota   | Jalan     | km     | 8      | 300           | 1    | 2     | 6      | 8     | Bidang           |
            | {name}       | Jalan     | km     | 8      | {amount}      | 1    | 2     | 6      | 8     | Bidang           |

            Tabel 3.4 Realisasi Anggaran
            | Sub Kegiatan | Pagu (Rp) | Realisasi (Rp) | % Capaian |
            | Jalan kota   | 300       | 285            | 95,00     |
            | Jalan desa   | 200       | 190            | 95,00     |
            """
        )
        assert len(findings_of(book, "REN05")) == count


def goals(
    targets: str, realisasi: str, *, name: str = "Jalan mantap", satuan: str = "km"
) -> DrawnBook:
    return draw(
        f"""
        Tabel 3.3 Target dan Capaian Jangka Menengah Tahun 2023
        | Sasaran | Indikator | Satuan   | Target 2021 | Target 2022 | Target 2023 | Realisasi 2021 | Realisasi 2022 | Realisasi 2023 |
        | Jalan   | {name}    | {satuan} | {targets}   | {realisasi} |
        """
    )


class TestTargets:
    @pytest.mark.parametrize(
        ("targets", "realisasi", "severities"),
        [
            ("70 | 75 | 80", "71 | 76 | 81", []),
            ("70 | 75 | 30", "71 | 74 | 90", [Severity.WARNING, Severity.INFO]),
            ("30 | 75 | 80", "90 | 76 | 81", [Severity.INFO]),
            ("70 | 75 | 40", "30 | 30 | 80", []),
            ("70 | 72 | 74", "71 | 76 | 81", [Severity.INFO]),
            ("70 | 72 | 0", "71 | 76 | 81", [Severity.INFO]),
        ],
    )
    def test_too_easy(self, targets: str, realisasi: str, severities: list[Severity]) -> None:
        found = findings_of(goals(targets, realisasi), "REN06")
        assert sorted(f.severity for f in found) == sorted(severities)

    def test_a_program_and_its_kegiatan_with_one_target_are_one_finding(self) -> None:
        book = draw(
            """
            | Kode         | Program/Kegiatan | Indikator | Satuan | Target | Realisasi |
            | 1.03.10      | Jalan            | Jalan     | persen | 30     | 100       |
            | 1.03.10.2.01 | Pemeliharaan     | Mantap    | persen | 30     | 100       |
            """
        )
        (finding,) = findings_of(book, "REN06")
        assert (finding.at.a1, [cell.a1 for cell in finding.also]) == ("E2", ["E3"])
        assert finding.calculation == "100 / 30 × 100 = 333,33"

    def test_an_indicator_spelled_otherwise_in_another_annex_is_one_finding(self) -> None:
        book = draw(
            """
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sasaran | Indikator Kinerja       | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan   | Persentase jalan mantap | persen | 30     | 90        | 300         |

            ## Menengah
            Tabel 3.3 Target dan Capaian Jangka Menengah Tahun 2023
            | Sasaran | Indikator               | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Jalan   | Prosentase Jalan Mantap | persen | 75          | 30          | 20             | 90             |
            """
        )
        assert [finding.at.a1 for finding in findings_of(book, "REN06")] == ["D3"]

    def test_lower_is_better_is_too_easy_when_halved_and_more(self) -> None:
        book = draw(
            """
            | Indikator Kinerja   | Satuan | Target | Realisasi |
            | Angka kematian bayi | rasio  | 12     | 5         |
            | Angka kematian ibu  | rasio  | 12     | 7         |
            """
        )
        assert [finding.at.a1 for finding in findings_of(book, "REN06")] == ["C2"]

    @pytest.mark.parametrize(
        ("name", "satuan", "targets", "realisasi", "count"),
        [
            ("Jalan mantap", "km", "80 | 80 | 80", "82 | 85 | 90", 1),
            ("Jalan mantap", "km", "80 | 80 | 80", "82 | 75 | 90", 0),
            ("Jalan mantap", "km", "80 | 80 | 80", "  |    | 90", 0),
            ("Jalan mantap", "km", "80 | 80 | 81", "82 | 85 | 90", 0),
            ("Layanan", "persen", "100 | 100 | 100", "100 | 100 | 100", 0),
            ("Laporan", "dokumen", "4 | 4 | 4", "4 | 4 | 4", 0),
            ("Jumlah kasus", "kasus", "0 | 0 | 0", "0 | 0 | 0", 0),
        ],
    )
    def test_never_moved(
        self, name: str, satuan: str, targets: str, realisasi: str, count: int
    ) -> None:
        book = goals(targets, realisasi, name=name, satuan=satuan)
        assert len(findings_of(book, "REN07")) == count

    @pytest.mark.parametrize(
        ("name", "targets", "severities"),
        [
            ("Jalan mantap", "70 | 75 | 80", []),
            ("Jalan mantap", "70 | 70 | 80", []),
            ("Jalan mantap", "85 | 66 | 67", [Severity.INFO]),
            ("Angka kematian bayi", "12 | 11 | 10", []),
            ("Angka kematian bayi", "12 | 13 | 10", [Severity.INFO]),
            ("Rasio KDRT", "80 | 83 | 0,0046", [Severity.WARNING]),
        ],
    )
    def test_receding(self, name: str, targets: str, severities: list[Severity]) -> None:
        book = goals(targets, " |  | ", name=name)
        assert [finding.severity for finding in findings_of(book, "REN11")] == severities


class TestIku:
    def test_missing_columns_of_a_list_with_its_own(self) -> None:
        book = draw(
            """
            | Indikator Kinerja | Satuan | Target | Realisasi |
            | Jalan mantap      | km     | 80     | 80        |

            Indikator Kinerja Utama
            | Indikator Kinerja Utama | Satuan | Target | Rumus         |
            | Jalan mantap            | km     | 80     | Panjang jalan |
            | Jembatan mantap         | unit   | 4      | Jumlah        |
            """
        )
        found = [(f.field, f.severity, f.at.a1) for f in findings_of(book, "REN08")]
        assert found == [
            ("sumber_data", Severity.WARNING, "A5"),
            ("arah", Severity.INFO, "A5"),
            ("penanggung_jawab", Severity.INFO, "A5"),
        ]

    def test_a_perjanjian_kinerja_is_no_list_of_iku(self) -> None:
        book = draw(
            """
            | Indikator Kinerja | Satuan | Target | Realisasi |
            | Jalan mantap      | km     | 80     | 80        |

            Perjanjian Kinerja
            | No | Sasaran | Indikator Kinerja | Satuan | Target |
            | 1  | Jalan   | Jalan mantap      | km     | 80     |
            | 2  | Jalan   | Jembatan mantap   | unit   | 4      |
            """
        )
        assert findings_of(book, "REN08", "REN09") == []

    def test_no_benchmark_is_asked_of_a_few_annexes(self) -> None:
        iku = """
            | Indikator Kinerja | Satuan | Target | Realisasi |
            | Jalan mantap      | km     | 80     | 80        |

            Indikator Kinerja Utama
            | Indikator Kinerja Utama | Satuan | Target | Arah                    | Rumus   | Sumber Data | Penanggung Jawab |
            | Jalan mantap            | km     | 80     | Makin tinggi makin baik | Panjang | Survei      | Bidang           |
        """
        strategy = """
            Strategi
            | Tujuan | Sasaran | Strategi | Arah Kebijakan |
            | Jalan  | Jalan   | Aspal    | Bertahap       |
        """
        assert findings_of(draw(iku), "REN09") == []
        assert len(findings_of(draw(iku + strategy), "REN09")) == 1


class TestRecommendations:
    @pytest.mark.parametrize(
        ("first", "second", "cells"),
        [
            ("Sudah", "Sudah", []),
            ("Sudah", "", ["C6"]),
            ("Sudah", "-", ["C6"]),
            ("Sudah", "Belum", ["C6"]),
            ("Sudah", "Belum ditindaklanjuti.", ["C6"]),
            ("Sudah", "Belum ada SOP, maka disusun tahun depan", []),
            ("", "", ["C5"]),
        ],
    )
    def test_follow_up(self, first: str, second: str, cells: list[str]) -> None:
        book = draw(
            f"""
            | Indikator Kinerja | Satuan | Target | Realisasi |
            | Jalan mantap      | km     | 80     | 80        |

            | No | Rekomendasi    | Tindak Lanjut |
            | 1  | Lengkapi rumus | {first}       |
            | 2  | Pantau aksi    | {second}      |
            """
        )
        assert [finding.at.a1 for finding in findings_of(book, "REN10")] == cells
