"""HIR: parents, duplicates, names, codes and levels."""

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.pipeline import check

T31 = """
    Tabel 3.1 Pencapaian Kinerja Tahun 2023
    | Program/Kegiatan/Sub Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
"""
T34 = """
    Tabel 3.4 Realisasi Anggaran Tahun 2023
    | Program/Kegiatan/Sub Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
"""
T32 = """
    Tabel 3.2 Realisasi Kinerja dan Anggaran
    | Program/Kegiatan/Sub Kegiatan | Indikator | Satuan | Kinerja 2022 | Pagu (Rp) 2022 | Kinerja 2023 | Pagu (Rp) 2023 |
"""
KODE = """
    Tabel 3.1 Pencapaian Kinerja Tahun 2023
    | Kode | Program/Kegiatan/Sub Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
"""


def found(code: str, *tables: str) -> list[Finding]:
    findings = check(draw("\n\n".join(tables))).findings
    return [finding for finding in findings if finding.code == code]


def t31(*rows: tuple[str, str]) -> str:
    return T31 + "\n".join(f"    | {name} | {told} | km | 1 | 1 | 100 |" for name, told in rows)


def t34(*names: str) -> str:
    return T34 + "\n".join(f"    | {name} | 100.000.000 | 100.000.000 | 100 |" for name in names)


def coded(*rows: tuple[str, str]) -> str:
    return KODE + "\n".join(
        f"    | {kode} | {name} | Hasil {number} | km | 1 | 1 | 100 |"
        for number, (kode, name) in enumerate(rows)
    )


class TestParents:
    def test_the_missing_parents_code_is_told(self) -> None:
        (finding,) = found(
            "HIR02",
            coded(
                ("1.03.10", "PROGRAM JALAN"),
                ("1.03.10.2.01", "Pemeliharaan"),
                ("1.03.10.2.01.05", "Perbaikan lubang"),
                ("1.03.11", "PROGRAM AIR"),
                ("1.03.11.2.02.07", "Pembersihan saluran"),
            ),
        )
        assert finding.at.a1 == "B7"
        assert "baris kegiatan 1.03.11.2.02" in finding.fix

    def test_a_table_of_sub_kegiatan_alone_lacks_nothing(self) -> None:
        rows = coded(("1.03.10.2.01.05", "Lubang"), ("1.03.10.2.01.06", "Bahu"))
        assert found("HIR02", rows) == []

    def test_most_rows_without_parent_are_a_habit(self) -> None:
        rows = coded(
            ("1.03.10", "PROGRAM JALAN"),
            ("1.03.10.2.01.05", "Lubang"),
            ("1.03.10.2.01.06", "Bahu"),
        )
        assert found("HIR02", rows) == []

    def test_siblings_that_moved_are_one_finding(self) -> None:
        head = t31(
            ("PROGRAM JALAN", "a"),
            ("Kegiatan: Pemeliharaan Rutin", "b"),
            ("Kegiatan: Peningkatan Struktur", "c"),
            ("Kegiatan: Pengawasan Mutu", "d"),
            ("PROGRAM JEMBATAN", "e"),
            ("Kegiatan: Penggantian Lantai", "f"),
        )
        moved = t34(
            "PROGRAM JALAN",
            "Kegiatan: Pemeliharaan Rutin",
            "PROGRAM JEMBATAN",
            "Kegiatan: Penggantian Lantai",
            "Kegiatan: Peningkatan Struktur",
            "Kegiatan: Pengawasan Mutu",
        )
        (finding,) = found("HIR04", head, moved)
        assert finding.severity is Severity.ERROR
        assert len(finding.also) == 1
        assert "“PROGRAM JEMBATAN”" in finding.message
        assert "“PROGRAM JALAN”" in finding.message

    def test_a_misspelt_parent_is_no_other_parent(self) -> None:
        head = t31(("PROGRAM JALAN DAERAH", "a"), ("Kegiatan: Pemeliharaan Rutin", "b"))
        other = t34("PROGRAM JALN DAERAH", "Kegiatan: Pemeliharaan Rutin")
        assert found("HIR04", head, other) == []


class TestDuplicates:
    def test_a_copied_row_is_an_error(self) -> None:
        (finding,) = found(
            "HIR03",
            t31(
                ("PROGRAM JALAN", "a"),
                ("Kegiatan: Rutin", "b"),
                ("Kegiatan: Berkala", "c"),
                ("Kegiatan: Rutin", "b"),
            ),
        )
        assert finding.severity is Severity.ERROR
        assert finding.at.a1.startswith("A")

    def test_a_name_under_two_parents_is_no_duplicate(self) -> None:
        rows = t31(
            ("PROGRAM JALAN", "a"),
            ("Kegiatan: Koordinasi", "b"),
            ("PROGRAM AIR", "c"),
            ("Kegiatan: Koordinasi", "b"),
        )
        assert found("HIR03", rows) == []

    def test_several_indicators_of_one_item_are_no_duplicate(self) -> None:
        rows = t31(("PROGRAM JALAN", "a"), ("PROGRAM JALAN", "b"), ("", "c"))
        assert found("HIR03", rows) == []

    def test_one_indicator_for_two_years_is_no_duplicate(self) -> None:
        rows = t31(("PROGRAM JALAN", "RKA Tahun 2023"), ("", "RKA Tahun 2024"))
        assert found("HIR03", rows) == []

    def test_one_indicator_in_two_units_is_no_duplicate(self) -> None:
        rows = T31 + (
            "    | PROGRAM JALAN | Peserta | orang | 1 | 1 | 100 |\n"
            "    |               | Peserta | kelompok | 1 | 1 | 100 |"
        )
        assert found("HIR03", rows) == []


class TestNames:
    def test_a_slip_in_several_names_is_one_finding(self) -> None:
        names = ("Fasilitasi Desa Mandiri", "Fasilitasi Kelurahan Sehat", "Rapat Kerja")
        (finding,) = found(
            "HIR05",
            t31(("PROGRAM DESA", "a"), *((f"Kegiatan: {name}", name) for name in names)),
            t34("PROGRAM DESA", *(f"Kegiatan: {name.replace('Fas', 'Fac')}" for name in names)),
        )
        assert finding.severity is Severity.INFO
        assert "“Facilitasi”" in finding.message
        assert "“Fasilitasi”" in finding.message
        assert len(finding.also) == 1

    def test_another_word_is_a_warning(self) -> None:
        (finding,) = found(
            "HIR05",
            t31(
                ("PROGRAM DESA", "a"),
                ("Kegiatan: Penataan dan Pemberdayaan Lembaga Desa Tingkat Provinsi", "b"),
            ),
            t34(
                "PROGRAM DESA",
                "Kegiatan: Penataan dan Pemberdayaan Lembaga Desa Tingkat Kabupaten/Kota",
            ),
        )
        assert finding.severity is Severity.WARNING
        assert "“Kabupaten/Kota”" in finding.message
        assert "“Provinsi”" in finding.message

    def test_the_minority_is_accused(self) -> None:
        one, other = "Kegiatan: Peran Organisasi Desa", "Kegiatan: Peran Organisasi Daerah"
        (finding,) = found(
            "HIR05",
            t31(("PROGRAM DESA", "a"), (other, "b")),
            t34("PROGRAM DESA", one),
            T32
            + "    | PROGRAM DESA | a | km | 1 | 100.000.000 | 1 | 100.000.000 |\n"
            + f"    | {one} | b | km | 1 | 100.000.000 | 1 | 100.000.000 |",
        )
        assert (finding.written, finding.expected) == ("Daerah", "Desa")

    def test_writing_alone_is_no_finding(self) -> None:
        assert (
            found(
                "HIR05",
                t31(("PROGRAM DESA", "a"), ("Kegiatan: Sarana & Prasarana Kab./Kota", "b")),
                t34("Program Desa", "Kegiatan: SARANA DAN PRASARANA KABUPATEN/KOTA"),
            )
            == []
        )

    def test_two_items_with_like_names_are_not_mixed(self) -> None:
        names = ("Kegiatan: Penyusunan RKA-SKPD", "Kegiatan: Penyusunan DPA-SKPD")
        rows = t31(("PROGRAM DESA", "a"), *((name, name) for name in names))
        assert found("HIR05", rows, t34("PROGRAM DESA", *reversed(names))) == []
        assert found("HIR05", rows, t34("PROGRAM DESA", names[0])) == []

    def test_program_itself_misspelt(self) -> None:
        (finding,) = found("HIR05", t31(("POGRAM DESA", "a"), ("Kegiatan: Rapat", "b")))
        assert (finding.written, finding.expected) == ("POGRAM", "PROGRAM")


class TestIndicators:
    ROWS = (
        ("PROGRAM JALAN", "Jalan mantap seluruhnya"),
        ("Kegiatan: Rutin", "Panjang jalan yang dirawat"),
        ("Kegiatan: Berkala", "Panjang jalan yang dilapis"),
    )

    def rows_of_32(self, *indicators: str) -> str:
        return T32 + "\n".join(
            f"    | {name} | {told} | km | 1 | 100.000.000 | 1 | 100.000.000 |"
            for (name, _), told in zip(self.ROWS, indicators, strict=True)
        )

    def test_an_indicator_in_the_row_of_another_item(self) -> None:
        other = self.rows_of_32(
            "Jalan mantap seluruhnya", "Rambu yang dipasang", "Panjang jalan yang dirawat"
        )
        (finding,) = found("HIR06", t31(*self.ROWS), other)
        assert "“Kegiatan: Rutin”" in finding.message
        assert finding.written == "Panjang jalan yang dirawat"

    def test_its_own_indicators_are_no_finding(self) -> None:
        same = self.rows_of_32(*(told for _, told in self.ROWS))
        assert found("HIR06", t31(*self.ROWS), same) == []

    def test_an_indicator_of_many_items_belongs_to_none(self) -> None:
        rows = [(name, "Persentase pelaksanaan kegiatan") for name, _ in self.ROWS]
        other = self.rows_of_32("x", "y", "Persentase pelaksanaan kegiatan")
        assert found("HIR06", t31(*rows), other) == []


class TestCodes:
    def test_a_child_with_another_prefix(self) -> None:
        (finding,) = found(
            "HIR07",
            coded(
                ("1.03.10", "PROGRAM JALAN"),
                ("1.03.10.2.01", "Pemeliharaan"),
                ("1.03.10.2.01.05", "Perbaikan lubang"),
                ("1.03.01.2.01.06", "Pembersihan bahu"),
            ),
        )
        assert finding.at.a1 == "A6"
        assert finding.expected == "1.03.10.2.01.06"

    def test_a_wrong_parent_is_accused_once(self) -> None:
        (finding,) = found(
            "HIR07",
            coded(
                ("1.03.10", "PROGRAM JALAN"),
                ("1.03.10.2.07", "Pemeliharaan"),
                ("1.03.10.2.01.05", "Perbaikan lubang"),
                ("1.03.10.2.01.06", "Pembersihan bahu"),
            ),
        )
        assert finding.at.a1 == "A4"
        assert finding.expected == "1.03.10.2.01"

    def test_a_placeholder_and_four_digits_fit(self) -> None:
        rows = coded(
            ("x.xx.01", "PROGRAM PENUNJANG"),
            ("1.03.01.2.01", "Perencanaan"),
            ("1.03.01.2.01.0005", "Penyusunan Renja"),
        )
        assert found("HIR07", rows) == []

    def test_one_code_for_two_names_in_two_annexes(self) -> None:
        money = """
    Tabel 3.4 Realisasi Anggaran Tahun 2023
    | Kode | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
    | 1.03.10 | PROGRAM JALAN | 100.000.000 | 100.000.000 | 100 |
    | 1.03.10.2.01 | Pengadaan Tanah | 100.000.000 | 100.000.000 | 100 |
"""
        rows = coded(("1.03.10", "PROGRAM JALAN"), ("1.03.10.2.01", "Uji Mutu"))
        (finding,) = found("HIR03", rows, money)
        assert finding.severity is Severity.ERROR
        assert "“Uji Mutu”" in finding.message
