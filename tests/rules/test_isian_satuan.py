"""ISI: the satuan, against its figure and its indicator."""

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.pipeline import check

HEAD = "| Program/Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |"


def findings_of(*rows: str, code: str, head: str = HEAD) -> list[Finding]:
    findings = check(draw("\n".join((head, *rows)))).findings
    return [finding for finding in findings if finding.code == code]


class TestMissingSatuan:
    def test_a_figure_without_satuan(self) -> None:
        (finding,) = findings_of(
            "| PROGRAM A | Jalan | km | 4 | 4 | 100 |",
            "| PROGRAM B | Trotoar |  | 5 | 5 | 100 |",
            code="ISI08",
        )
        assert (finding.at.a1, finding.message) == ("C3", "satuan kosong, padahal target 5")

    @pytest.mark.parametrize(
        "rows",
        [
            (
                "| PROGRAM A | Jalan | km | 4 | 4 | 100 |",
                "| PROGRAM B | Trotoar | ^ | 5 | 5 | 100 |",
            ),
            ("| PROGRAM A | Jalan | km | 4 | 4 | 100 |", "| ^ | Trotoar |  | 5 | 5 | 100 |"),
            ("| PROGRAM A | Jalan | km | 4 | 4 | 100 |", "| PROGRAM B |  |  | 5 | 5 | 100 |"),
            ("| PROGRAM A | Jalan | km | 4 | 4 | 100 |", "| PROGRAM B | Trotoar |  |  |  |  |"),
        ],
    )
    def test_merged_repeated_and_empty_rows_are_silent(self, rows: tuple[str, ...]) -> None:
        assert findings_of(*rows, code="ISI08") == []

    def test_where_the_table_repeats_a_satuan_a_blank_one_is_missing(self) -> None:
        rows = (
            "| PROGRAM A | Jalan | km | 4 | 4 | 100 |",
            "| ^         | Trotoar | km | 5 | 5 | 100 |",
            "| ^         | Saluran |  | 5 | 5 | 100 |",
        )
        (finding,) = findings_of(*rows, code="ISI08")
        assert finding.at.a1 == "C4"

    def test_another_annex_may_know_it(self) -> None:
        drawing = """
            | Sasaran    | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan baik | Nilai jalan       | poin   | 80     | 80        | 100         |

            ## Menengah
            | Sasaran    | Indikator   | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Jalan baik | Nilai jalan |        | 75          | 80          | 72             | 80             |
        """
        (finding,) = [f for f in check(draw(drawing)).findings if f.code == "ISI08"]
        assert (
            finding.message == "satuan kosong, padahal target 2022 75; di Tabel 3.1 tertulis poin"
        )
        assert (finding.fix, finding.expected) == ("isi poin", "poin")


class TestUnfittingSatuan:
    @pytest.mark.parametrize(
        ("indikator", "satuan", "target", "message", "severity"),
        [
            (
                "Jumlah forum tingkat kota",
                "Persen",
                "3",
                "satuan Persen, padahal indikatornya sebuah jumlah",
                Severity.WARNING,
            ),
            (
                "Persentase anak terlayani",
                "Orang",
                "3",
                "satuan Orang, padahal indikatornya sebuah persentase",
                Severity.WARNING,
            ),
            (
                "Jumlah laporan di faskes",
                "Faskes",
                "3",
                "satuan Faskes, padahal indikatornya menghitung laporan",
                Severity.INFO,
            ),
            (
                "Dokumen tersusun",
                "Dokumen",
                "3,5",
                "target 3,5 bukan bilangan bulat, padahal satuannya Dokumen",
                Severity.WARNING,
            ),
        ],
    )
    def test_what_does_not_fit(
        self, indikator: str, satuan: str, target: str, message: str, severity: Severity
    ) -> None:
        row = f"| PROGRAM A | {indikator} | {satuan} | {target} | 7 | 200 |"
        (finding,) = findings_of(row, code="ISI09")
        assert (finding.message, finding.severity) == (message, severity)

    @pytest.mark.parametrize(
        ("indikator", "satuan", "target"),
        [
            ("Jumlah dokumen rencana", "Dok", "3"),
            ("Jumlah laporan keuangan", "Dokumen", "3"),
            ("Jumlah peserta pelatihan", "Orang", "3"),
            ("Jumlah bulan layanan", "Bulan", "3,5"),
            ("Jumlah persentase layanan", "Persen", "3,5"),
            ("Rata-rata jumlah anak", "Anak", "2,3"),
            ("Angka kecelakaan", "Kejadian per 10.000 Kendaraan", "8,6"),
            ("Indeks kepuasan", "Persen", "88,5"),
            ("Cakupan layanan", "Orang", "88"),
            ("Jumlah pelayanan", "Unit/Paket", "88"),
        ],
    )
    def test_what_fits_or_may(self, indikator: str, satuan: str, target: str) -> None:
        row = f"| PROGRAM A | {indikator} | {satuan} | {target} | {target} | 100 |"
        assert findings_of(row, code="ISI09") == []

    def test_a_column_without_year_is_named_in_words(self) -> None:
        drawing = """
            | Sasaran    | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan baik | Jembatan          | unit   | 8      | 8         | 100         |

            ## Renstra
            Tujuan dan Sasaran
            | Tujuan | Sasaran    | Indikator | Satuan | Target 2022 | Target 2023 | Kondisi Akhir Renstra |
            | Jalan  | Jalan baik | Jembatan  | unit   | 8           | 9           | 9,5                   |
        """
        (finding,) = [f for f in check(draw(drawing)).findings if f.code == "ISI09"]
        assert finding.message.startswith("target akhir 9,5 bukan bilangan bulat")

    def test_an_indicator_in_two_annexes_is_one_finding(self) -> None:
        drawing = """
            | Sasaran    | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
            | Jalan baik | Jumlah rambu      | Persen | 80     | 80        | 100         |

            ## Menengah
            | Sasaran    | Indikator    | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Jalan baik | Jumlah rambu | Persen | 75          | 80          | 72             | 80             |
        """
        (finding,) = [f for f in check(draw(drawing)).findings if f.code == "ISI09"]
        assert finding.message.endswith("; begitu juga di Tabel 3.3 (C2)")
        assert [str(cell) for cell in finding.also] == ["'Menengah'!C2"]
