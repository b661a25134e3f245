"""ISI: scale, decimals, range, and ways to say none."""

from decimal import Decimal

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.domain.quantity import Figure, Reading
from lkjip_xl.figures.explanation import is_scale_slip
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.pipeline import check

HEAD = "| Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |"


def findings_of(*rows: str, head: str = HEAD, code: str = "") -> list[Finding]:
    findings = check(draw("\n".join((head, *rows)))).findings
    return [finding for finding in findings if finding.code == code or not code]


class TestScale:
    @pytest.mark.parametrize(
        ("written", "decimals", "expected", "is_slip"),
        [
            ("0.95", 2, "95", True),
            ("0.95", 2, "95.2", True),
            ("0.66", 2, "66.67", True),
            ("9500", 0, "95.2", True),
            ("9520", 0, "95.2", True),
            ("1", 0, "100", True),
            ("1", 0, "87", False),
            ("0", 0, "0.3", False),
            ("95", 0, "95.2", False),
            ("9.5", 1, "95", False),
            ("950", 0, "95", False),
            ("0.9", 1, "64", False),
        ],
    )
    def test_what_is_a_slip(
        self, written: str, decimals: int, expected: str, is_slip: bool
    ) -> None:
        figure = Figure(
            written=written, value=Decimal(written), decimals=decimals, reading=Reading.NUMBER
        )
        assert is_scale_slip(figure, Decimal(expected)) is is_slip

    @pytest.mark.parametrize(
        ("row", "cell", "message"),
        [
            (
                "| Jalan | km | 80 | 76 | 0,95 |",
                "E2",
                "capaian tertulis 0,95, seharusnya 95,00%: belum dikalikan 100",
            ),
            (
                "| Jalan | km | 80 | 76 | 9500% |",
                "E2",
                "capaian tertulis 9500%, seharusnya 95%: dikalikan 100 dua kali",
            ),
            (
                "| Jalan | persen | 80 | 0,76 | 95 |",
                "D2",
                "realisasi tertulis 0,76, seharusnya 76: belum dikalikan 100",
            ),
        ],
    )
    def test_the_cell_on_the_wrong_scale(self, row: str, cell: str, message: str) -> None:
        (finding,) = findings_of(row, "| Dok | dokumen | 4 | 3 | 75 |", code="ISI06")

        assert (finding.at.a1, finding.message) == (cell, message)
        assert finding.severity is Severity.ERROR

    def test_a_column_of_fractions_is_one_finding(self) -> None:
        rows = [
            f"| Hal {i} | km | 80 | {i} | {i / 80:.4f} |".replace(".", ",") for i in (76, 40, 20)
        ]
        (finding,) = findings_of(*rows, code="ISI06")

        assert finding.message == (
            "semua 3 capaian di kolom ini belum dikalikan 100: 0,9500 seharusnya 95,00%"
        )
        assert [cell.a1 for cell in finding.also] == ["E3", "E4"]
        assert finding.severity is Severity.WARNING

    def test_serapan(self) -> None:
        head = "| Program/Kegiatan | Pagu (Rp) | Realisasi (Rp) | % Capaian |"
        rows = [
            "| PROGRAM A | 1.000.000 | 950.000 | 9500% |",
            "| PROGRAM B | 1.000.000 | 930.000 | 93% |",
        ]
        (finding,) = findings_of(*rows, head=head, code="ISI06")
        assert finding.at.a1 == "D2"


class TestDecimals:
    def test_many_decimals_are_told_once_a_column(self) -> None:
        (finding,) = findings_of(
            "| Hak anak | Persen | 84 | 100 | 119,047619 |",
            "| Hak ibu | Persen | 84 | 90 | 107,142857 |",
            "| Hak lain | Persen | 84 | 84 | 100,00 |",
        )
        assert (finding.code, finding.expected) == ("ISI07", "119,05")
        assert finding.message == (
            "119,047619% ditulis dengan 6 desimal; begitu juga 1 sel lain di kolom ini"
        )

    def test_three_decimals_and_ratios_are_silent(self) -> None:
        assert findings_of("| Rasio layanan | rasio | 0,0046 | 0,0041 | 89,130 |") == []


class TestRange:
    @pytest.mark.parametrize(
        ("row", "message"),
        [
            ("| Panjang jalan | km | 80 | -8 | -10 |", "realisasi -8 negatif"),
            (
                "| Cakupan layanan | % | 80 | 120 | 150 |",
                "realisasi 120 lebih dari 100 persen, padahal indikatornya bagian dari keseluruhan",
            ),
            (
                "| Nilai SAKIP (skala 0-100) | nilai | 80 | 648 | 810 |",
                "realisasi 648 lebih dari 100, padahal skalanya 0-100",
            ),
            (
                "| Gaji dibayar | Bulan | 12 | 14 | 116,67 |",
                "realisasi 14 bulan, padahal setahun hanya 12 bulan",
            ),
            (
                "| Persentase jalan yang mantap | persen | 110 | 110 | 100 |",
                "target 110 lebih dari 100 persen, padahal indikatornya bagian dari keseluruhan; "
                "begitu juga D2",
            ),
        ],
    )
    def test_out_of_range(self, row: str, message: str) -> None:
        (finding,) = findings_of(row, code="ISI10")
        assert (finding.message, finding.severity) == (message, Severity.WARNING)

    @pytest.mark.parametrize(
        "row",
        [
            "| Laju pertumbuhan ekonomi | persen | 5 | -2 | -40 |",
            "| Persentase peningkatan pendapatan | persen | 100 | 130 | 130 |",
            "| Persentase realisasi investasi | persen | 100 | 130 | 130 |",
            "| Cakupan layanan | orang | 800 | 800 | 100 |",
            "| Jumlah orang bulan | orang bulan | 24 | 24 | 100 |",
            "| Nilai SAKIP (skala 0-100) | nilai | 80 | 80 | 100 |",
        ],
    )
    def test_within_range(self, row: str) -> None:
        assert findings_of(row, code="ISI10") == []

    def test_negative_money_is_wrong(self) -> None:
        head = "| Program/Kegiatan | Pagu (Rp) | Realisasi (Rp) | Sisa (Rp) |"
        (finding,) = findings_of(
            "| PROGRAM A | 1.000.000 | -950.000 | 50.000 |", head=head, code="ISI10"
        )
        assert (finding.message, finding.severity) == (
            "realisasi anggaran negatif: -Rp950.000",
            Severity.ERROR,
        )

    def test_the_end_of_the_renstra_may_add_months_up(self) -> None:
        head = (
            "| Sasaran | Indikator | Satuan | Target 2022 | Target 2023 | Kondisi Akhir Renstra |"
        )
        kinerja = f"{HEAD}\n| Jalan | km | 1 | 1 | 100 |\n\n\n"
        rows = "| Layanan | Layanan buka | bulan | 12 | 12 | 60 |"
        assert findings_of(rows, head=kinerja + head, code="ISI10") == []


TABEL_3_2 = (
    "| Program/Kegiatan | Indikator | Satuan | Kinerja 2022 | Rp 2022 | Kinerja 2023 | Rp 2023 |"
)


class TestWaysToSayNone:
    @pytest.mark.parametrize(
        ("first", "second", "count"), [("0", "-", 1), ("0", "n/a", 1), ("0", "0", 0), ("-", "-", 0)]
    )
    def test_zero_beside_a_sign(self, first: str, second: str, count: int) -> None:
        rows = [
            f"| PROGRAM {name} | {name} | km | {sign} | 1.000.000 | 5 | 2.000.000 |"
            for name, sign in zip("ABCD", (first, first, second, second), strict=True)
        ]
        assert len(findings_of(*rows, head=TABEL_3_2, code="ISI11")) == count

    def test_the_message_counts_and_shows(self) -> None:
        rows = [
            f"| PROGRAM {name} | {name} | km | {sign} | 1.000.000 | 5 | 2.000.000 |"
            for name, sign in zip("ABCDE", "000--", strict=True)
        ]
        (finding,) = findings_of(*rows, head=TABEL_3_2, code="ISI11")
        assert finding.message == (
            "angka yang tidak ada ditulis dengan beberapa cara: kinerja “0” 3 sel (misalnya D2), "
            "“-” 2 sel (misalnya D5)"
        )

    def test_one_stray_zero_is_a_result(self) -> None:
        rows = [
            f"| PROGRAM {name} | {name} | km | {sign} | 1.000.000 | 5 | 2.000.000 |"
            for name, sign in zip("ABCD", "0---", strict=True)
        ]
        assert findings_of(*rows, head=TABEL_3_2, code="ISI11") == []


class TestEmptyYears:
    HEAD = (
        "Tabel 3.3 Target dan Realisasi Tahun 2023\n"
        "| Sasaran | Indikator | Satuan | Target 2021 | Target 2022 | Target 2023 | Target 2024 "
        "| Realisasi 2021 | Realisasi 2022 | Realisasi 2023 | Realisasi 2024 |"
    )

    def test_a_year_without_figures(self) -> None:
        (finding,) = findings_of(
            "| A | B | km | | 8 | 9 | 9 | - | 8 | 9 | |", head=self.HEAD, code="ISI12"
        )
        assert finding.message.startswith("kolom tahun 2021 tidak berisi satu angka pun")
        assert [cell.a1 for cell in (finding.at, *finding.also)] == ["D2", "H2"]

    def test_a_year_to_come_may_be_blank(self) -> None:
        rows = "| A | B | km | 7 | 8 | 9 | | 7 | 8 | 9 | |"
        assert findings_of(rows, head=self.HEAD, code="ISI12") == []
