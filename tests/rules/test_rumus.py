"""RUM: formulas that are wrong where their value may still look right."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from lkjip_xl.adapters.drawn import DrawnBook, draw
from lkjip_xl.figures.directions import Directions
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.office_year import read_office_year
from lkjip_xl.location import CellRange
from lkjip_xl.pipeline import check
from lkjip_xl.rules.rule import Context
from lkjip_xl.rules.rumus.faulty import faulty_formulas
from lkjip_xl.rules.rumus.jumlah import adds_percentages


def rum(book: DrawnBook) -> list[Finding]:
    return [finding for finding in check(book).findings if finding.code.startswith("RUM")]


def told(book: DrawnBook) -> list[str]:
    return [f"{finding.code} {finding.at.a1}" for finding in rum(book)]


def context_of(book: DrawnBook) -> Context:
    grids = list(book.grids())
    laporan = read_office_year(grids)
    return Context(laporan, Directions(laporan), {(g.file, g.sheet): g for g in grids})


def ignoring(book: DrawnBook, complaint: str, cells: str) -> DrawnBook:
    grids: list[Grid] = list(book.grids())
    grids[0].ignored = {complaint: [CellRange.parse(cells)]}
    return replace(book, sheets=tuple(grids))


def sums(program: str, kegiatan: str, other: str = "100.000.000") -> DrawnBook:
    """Return a program of two kegiatan with two sub kegiatan each; sums stand in column B."""
    return draw(f"""
        | Program/Kegiatan/Sub Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) |
        | PROGRAM JALAN                 | {program}          | 600.000.000    |
        | Kegiatan: Pemeliharaan jalan  | {kegiatan}         | 400.000.000    |
        | Sub Kegiatan: Jalan kota      | 300.000.000        | 250.000.000    |
        | Sub Kegiatan: Jalan desa      | 200.000.000        | 150.000.000    |
        | Kegiatan: Pembangunan jalan   | 250.000.000        | 200.000.000    |
        | Sub Kegiatan: Jembatan        | 150.000.000        | 120.000.000    |
        | Sub Kegiatan: Gorong-gorong   | {other}            | 80.000.000     |
    """)


WHOLE, PART = "=B3+B6 → 750.000.000", "=SUM(B4:B5) → 500.000.000"


class TestSums:
    @pytest.mark.parametrize(
        ("program", "kegiatan"),
        [
            (WHOLE, PART),
            ("=SUM(B3,B6) → 750.000.000", "=B4+B5 → 500.000.000"),
            ("=SUM(B4:B5,B7:B8) → 750.000.000", PART),
            ("=SUM(B4:B5)+B6 → 750.000.000", PART),
            ("=ROUND(B3+B6,0) → 750.000.000", "=SUM(B4,B5) → 500.000.000"),
            ("=SUBTOTAL(9,B3:B8) → 750.000.000", "=SUBTOTAL(9,B4:B5) → 500.000.000"),
            (WHOLE, "=SUM(A4:B5) → 500.000.000"),
            ("750.000.000", PART),
            ("=B3*1.5 → 750.000.000", PART),
            ("=B3+250000000-0 → 750.000.000", PART),
        ],
    )
    def test_right_ones(self, program: str, kegiatan: str) -> None:
        book = sums(program, kegiatan, "100.000.000")
        # A subtotal over a typed kegiatan counts it beside its parts.
        if "SUBTOTAL" in program:
            grids = list(book.grids())
            grids[0].formulas[6, 2] = "SUBTOTAL(9,B7:B8)"
            book = replace(book, sheets=tuple(grids))

        assert told(book) == []

    @pytest.mark.parametrize(
        ("program", "kegiatan", "found", "words"),
        [
            (WHOLE, "=SUM(B4:B4) → 300.000.000", "RUM01 B3", "melewatkan B5"),
            ("=SUM(B3:B5) → 1.000.000.000", PART, "RUM01 B2", "menghitung dua kali B4"),
            ("=SUM(B3:B6) → 1.250.000.000", PART, "RUM01 B2", "menghitung dua kali"),
            (WHOLE, "=SUM(B4:B6) → 750.000.000", "RUM01 B3", "ikut menjumlahkan B6"),
            (WHOLE, "=SUM(B3:B5) → 0", "RUM01 B3", "ikut menjumlahkan B3"),
            ("=B3+B6+1000000 → 751.000.000", PART, "RUM01 B2", "diketik di dalam rumus (1.000.000)"),
            ("=B3 → 500.000.000", PART, "RUM01 B2", "melewatkan B7"),
            (WHOLE, "=SUM(C4:C5) → 400.000.000", "RUM03 B3", "menjumlahkan kolom realisasi anggaran"),
            (WHOLE, "=B4+C5 → 450.000.000", "RUM03 B3", "ikut menjumlahkan kolom"),
        ],
    )  # fmt: skip
    def test_wrong_ones(self, program: str, kegiatan: str, found: str, words: str) -> None:
        (finding,) = [f for f in rum(sums(program, kegiatan)) if f.code != "RUM06"]

        assert f"{finding.code} {finding.at.a1}" == found
        assert words in finding.message
        assert finding.severity is Severity.ERROR

    def test_both_sides_and_the_remedy(self) -> None:
        (finding,) = rum(sums("750.000.000", "=SUM(B4:B4) → 300.000.000"))

        assert finding.message == (
            "rumus =SUM(B4:B4) melewatkan B5 (Sub Kegiatan: Jalan desa, Rp200.000.000). Rumus itu "
            "memberi Rp300.000.000, jumlah 2 rinciannya Rp500.000.000"
        )
        assert finding.fix == "masukkan B5 ke dalam rumus"
        assert finding.calculation == "300.000.000 + 200.000.000 = 500.000.000"
        assert finding.expected == "500.000.000"

    def test_a_part_of_nothing_may_be_left_out(self) -> None:
        for nothing in ("0", "-", ""):
            book = sums("=B3+B7 → 650.000.000", PART, nothing)
            grids = list(book.grids())
            grids[0].rows[6] = ["Kegiatan: Pembangunan jalan", 150e6, 200e6]
            assert told(replace(book, sheets=tuple(grids))) == []

    def test_a_parent_that_is_still_blank_is_no_fault_of_the_sum(self) -> None:
        assert told(sums("=B3+B6 → 250.000.000", "")) == []

    def test_a_text_that_sum_passes_over(self) -> None:
        book = draw("""
            | Program/Kegiatan/Sub Kegiatan | Pagu Anggaran (Rp)        | Realisasi (Rp) |
            | PROGRAM JALAN                 | 500.000.000               | 400.000.000    |
            | Kegiatan: Pemeliharaan jalan  | =SUM(B4:B5) → 300.000.000 | 400.000.000    |
            | Sub Kegiatan: Jalan kota      | 300.000.000               | 250.000.000    |
            | Sub Kegiatan: Jalan desa      | "200.000.000"             | 150.000.000    |
        """)
        (finding,) = rum(book)

        assert (finding.code, finding.at.a1) == ("RUM01", "B3")
        assert "melewati B5" in finding.message
        assert "ketik B5 sebagai angka" in finding.fix

    def test_what_excel_was_told_to_ignore(self) -> None:
        book = sums("750.000.000", "=SUM(B4:B4) → 300.000.000")

        assert told(ignoring(book, "formulaRange", "B1:B9")) == []
        assert told(ignoring(book, "formula", "B1:B9")) == ["RUM01 B3"]

    def test_the_same_slip_in_several_years_is_one_finding(self) -> None:
        (finding,) = rum(draw("""
            | Program/Kegiatan/Sub Kegiatan | Indikator Kinerja | Satuan | 2021    | <                         | 2022    | <                         |
            | ^                             | ^                 | ^      | Kinerja | Rp                        | Kinerja | Rp                        |
            | PROGRAM JALAN                 | Jalan mantap      | %      | 80      | 500.000.000               | 85      | 600.000.000               |
            | Kegiatan: Pemeliharaan jalan  | Jalan terpelihara | km     | 20      | =SUM(E5:E5) → 300.000.000 | 25      | =SUM(G5:G5) → 400.000.000 |
            | Sub Kegiatan: Jalan kota      | Jalan kota        | km     | 12      | 300.000.000               | 15      | 400.000.000               |
            | Sub Kegiatan: Jalan desa      | Jalan desa        | km     | 8       | 200.000.000               | 10      | 200.000.000               |
        """))  # fmt: skip

        assert finding.at.a1 == "E4"
        assert [cell.a1 for cell in finding.also] == ["G4"]

    @pytest.mark.parametrize(
        ("formula", "found"),
        [
            ("=SUM(B2:B4) → 900.000.000", []),
            ("=SUM(B2:B3) → 800.000.000", ["RUM01 B5"]),
            ("=B2+B3+B4 → 900.000.000", []),
        ],
    )
    def test_totals(self, formula: str, found: Sequence[str]) -> None:
        book = draw(f"""
            | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) |
            | PROGRAM JALAN    | 500.000.000        | 400.000.000    |
            | PROGRAM JEMBATAN | 300.000.000        | 200.000.000    |
            | PROGRAM TERMINAL | 100.000.000        | 90.000.000     |
            | JUMLAH           | {formula}          | 690.000.000    |
        """)

        assert told(book) == found


def serapan(own: str, first: str = "83,33", second: str = "75,00") -> DrawnBook:
    return draw(f"""
        | Program/Kegiatan             | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
        | PROGRAM JALAN                | 500.000.000        | 400.000.000    | {own}     |
        | Kegiatan: Pemeliharaan jalan | 300.000.000        | 250.000.000    | {first}   |
        | Kegiatan: Pembangunan jalan  | 200.000.000        | 150.000.000    | {second}  |
    """)


class TestAddedPercentages:
    @pytest.mark.parametrize(
        ("formula", "words"),
        [
            ("=SUM(D3,D4) → 158,33", "menjumlahkan persentase: 83,33 + 75 = 158,33"),
            ("=D3+D4 → 158,33", "menjumlahkan"),
            ("=AVERAGE(D3:D4) → 79,17", "merata-ratakan persentase: (83,33 + 75) / 2 = 79,17"),
            ("=(D3+D4)/2 → 79,17", "merata-ratakan"),
            ("=SUM(D3:D4)/2 → 79,17", "merata-ratakan"),
        ],
    )
    def test_wrong_ones(self, formula: str, words: str) -> None:
        (finding,) = [f for f in rum(serapan(formula)) if f.code != "RUM06"]

        assert (finding.code, finding.at.a1) == ("RUM07", "D2")
        assert finding.severity is Severity.ERROR
        assert words in finding.message
        assert "seharusnya 80,00%" in finding.message
        assert finding.calculation == "400.000.000 / 500.000.000 × 100 = 80,00"
        assert finding.fix == "ganti rumusnya dengan =C2/B2*100"

    @pytest.mark.parametrize("formula", ["=C2/B2*100 → 80,00", "80,00", "=D3 → 83,33"])
    def test_other_ones(self, formula: str) -> None:
        assert "RUM07" not in " ".join(told(serapan(formula)))

    def test_a_mean_that_happens_to_be_right(self) -> None:
        book = draw("""
            | Program/Kegiatan             | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian               |
            | PROGRAM JALAN                | 500.000.000        | 500.000.000    | =AVERAGE(D3:D4) → 100,00 |
            | Kegiatan: Pemeliharaan jalan | 300.000.000        | 300.000.000    | 100,00                  |
            | Kegiatan: Pembangunan jalan  | 200.000.000        | 200.000.000    | 100,00                  |
        """)
        (finding,) = rum(book)

        assert (finding.code, finding.severity) == ("RUM07", Severity.WARNING)
        assert "kebetulan sama" in finding.message

    def test_the_mean_of_capaian_without_a_base_is_all_there_is(self) -> None:
        book = draw("""
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%)             |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50                   |
            | Jembatan mantap      | unit   | 90     | 81        | 90,00                   |
            | Rata-rata capaian    |        |        |           | =AVERAGE(E2:E3) → 88,75 |
        """)

        assert told(book) == []

    def test_a_row_of_years_is_one_finding(self) -> None:
        book = draw("""
            | Tujuan       | Sasaran       | Target Anggaran (Rp) | <           | Realisasi Anggaran (Rp) | <           | Persentase Capaian Anggaran (%) | <                    |
            | ^            | ^             | 2021                 | 2022        | 2021                    | 2022        | 2021                            | 2022                 |
            | Jalan baik   |               | 500.000.000          | 600.000.000 | 400.000.000             | 540.000.000 | =G4+G5 → 158,33                 | =H4+H5 → 180,00      |
            |              | Jalan kota    | 300.000.000          | 400.000.000 | 250.000.000             | 360.000.000 | 83,33                           | 90,00                |
            |              | Jalan desa    | 200.000.000          | 200.000.000 | 150.000.000             | 180.000.000 | 75,00                           | 90,00                |
        """)  # fmt: skip
        (finding,) = [f for f in rum(book) if f.code == "RUM07"]

        assert finding.at.a1 == "G3"
        assert [cell.a1 for cell in finding.also] == ["H3"]
        assert "begitu juga H3: 180,00%, seharusnya 90,00%" in finding.message

    def test_other_rules_can_ask(self) -> None:
        context = context_of(serapan("=SUM(D3,D4) → 158,33"))
        (finding,) = rum(serapan("=SUM(D3,D4) → 158,33"))

        assert adds_percentages(context, finding.at)
        assert faulty_formulas(context) == {finding.at: "RUM07"}


def capaian(*formulas: str) -> DrawnBook:
    """Return a table of performance; the formulas are those of its last column."""
    figures = [(80, 70), (90, 81), (4, 4), (20, 18), (50, 40), (10, 9), (30, 24), (200, 150)]
    names = ["Jalan", "Jembatan", "Terminal", "Halte", "Rambu", "Marka", "Drainase", "Lampu"]
    rows = "\n".join(
        f"| {name} terbangun | unit | {target} | {realisasi} | {formula} |"
        for name, (target, realisasi), formula in zip(names, figures, formulas, strict=False)
    )
    return draw(f"| Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |\n{rows}")


RESULTS = ("87,50", "90,00", "100,00", "90,00", "80,00", "90,00", "80,00", "75,00")


def ratios(count: int, **others: str) -> DrawnBook:
    """Return a table whose capaian are realisasi / target, but for the rows named (``E3="…"``)."""
    formulas = [
        others.get(f"E{row}", f"=D{row}/C{row}*100 → {RESULTS[row - 2]}")
        for row in range(2, count + 2)
    ]
    return capaian(*formulas)


class TestStrayReferences:
    @pytest.mark.parametrize(
        ("formula", "words"),
        [
            ("=D2/C3*100 → 77,78", "memakai target baris lain, C3 (Jembatan terbangun), bukan C2"),
            ("=D3/C2*100 → 101,25", "memakai realisasi baris lain, D3"),
            ("=D2/C$3*100 → 77,78", "baris lain"),
            ("=IF(C3=0,0,D2/C3*100) → 77,78", "baris lain"),
            ("=C2/D2*100 → 114,29", "pembilang dan penyebutnya tertukar"),
            ("=D2/D2*100 → 100,00", "hanya memakai realisasi (D2), tidak memakai target (C2)"),
            ("=D2/90*100 → 77,78", "tidak memakai target"),
        ],
    )
    def test_wrong_ones(self, formula: str, words: str) -> None:
        (finding,) = rum(ratios(8, E2=formula))

        assert (finding.code, finding.at.a1) == ("RUM03", "E2")
        assert words in finding.message
        assert "seharusnya 87,50%" in finding.message
        assert finding.severity is Severity.ERROR

    @pytest.mark.parametrize(
        "formula",
        [
            "=D2/C2*100 → 87,50",
            "=(D2/C2)*100 → 87,50",
            "=ROUND(D2/C2*100,2) → 87,50",
            "=IFERROR(D2/C2*100,0) → 87,50",
            "=IF(C2=0,0,D2/C2*100) → 87,50",
            "=D2*100/C2 → 87,50",
            "=100-(C2-D2)/C2*100 → 87,50",
            "=MIN(D2/C2*100,120) → 87,50",
            "=D2/C2 → 87,50%",
            "=D2/80*100 → 87,50",
        ],
    )
    def test_right_ones(self, formula: str) -> None:
        assert told(ratios(8, E2=formula)) == []

    def test_a_value_that_happens_to_be_right_is_milder(self) -> None:
        # C5 is 20 and C4 is 4: the row's own result is 100, and so is 20/20.
        book = draw("""
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%)         |
            | Panjang jalan mantap | km     | 80     | 80        | =D2/C3*100 → 100,00 |
            | Jembatan mantap      | unit   | 80     | 80        | =D3/C3*100 → 100,00 |
        """)
        (finding,) = rum(book)

        assert (finding.code, finding.severity) == ("RUM03", Severity.WARNING)

    def test_a_shift_down_the_column_is_one_finding(self) -> None:
        (finding,) = rum(ratios(
            8,
            E2="=D2/C3*100 → 77,78", E3="=D3/C4*100 → 2.025,00", E4="=D4/C5*100 → 20,00",
        ))  # fmt: skip

        assert finding.at.a1 == "E2"
        assert [cell.a1 for cell in finding.also] == ["E3", "E4"]
        assert finding.severity is Severity.ERROR

    def test_another_year(self) -> None:
        book = draw("""
            | Sasaran    | Indikator    | Satuan | Target | <    | Capaian | <    | Persentase Capaian | <                   |
            | ^          | ^            | ^      | 2021   | 2022 | 2021    | 2022 | 2021               | 2022                |
            | Jalan baik | Jalan mantap | km     | 80     | 100  | 60      | 80   | =F3/D3*100 → 75,00 | =G3/D3*100 → 100,00 |
            | Jembatan   | Jembatan     | unit   | 10     | 10   | 9       | 10   | =F4/D4*100 → 90,00 | =G4/E4*100 → 100,00 |
        """)  # fmt: skip
        (finding,) = rum(book)

        assert (finding.code, finding.at.a1) == ("RUM03", "I3")
        assert "memakai target 2021 (D3), bukan target 2022 (E3)" in finding.message
        assert finding.fix == "ganti D3 dengan E3"

    def test_performance_in_place_of_money(self) -> None:
        book = draw("""
            | Program/Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%)        | Pagu Anggaran (Rp) | Realisasi Anggaran (Rp) | Serapan (%)         |
            | PROGRAM JALAN    | Jalan mantap      | km     | 80     | 70        | =E2/D2*100 → 87,50 | 500.000.000        | 400.000.000             | =H2/G2*100 → 80,00  |
            | PROGRAM JEMBATAN | Jembatan mantap   | unit   | 10     | 9         | =E3/D3*100 → 90,00 | 300.000.000        | 240.000.000             | =G3/H3*100 → 125,00 |
        """)  # fmt: skip
        (finding,) = rum(book)

        assert (finding.code, finding.at.a1) == ("RUM03", "I3")
        assert "tertukar" in finding.message

    def test_a_share_of_one_total_is_no_slip(self) -> None:
        rows = "".join(
            f"| PROGRAM {name} | {pagu}.000.000 | {pagu}.000.000 | =C{row}/$C$6*100 → {share} |\n"
            for row, (name, pagu, share) in enumerate(
                [("JALAN", 100, "10,00"), ("AIR", 200, "20,00"), ("BUMI", 300, "30,00"), ("KOTA", 400, "40,00")],
                start=2,
            )
        )  # fmt: skip
        head = "| Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |\n"
        tail = "| JUMLAH | 1.000.000.000 | =SUM(C2:C5) → 1.000.000.000 | =SUM(D2:D5) → 100,00 |"

        assert "RUM03" not in " ".join(told(draw(head + rows + tail)))

    def test_links_to_another_annex(self) -> None:
        def linked(first: int, second: int) -> DrawnBook:
            return draw(f"""
                Tabel 3.5 Serapan per program
                | Program/Kegiatan | Pagu Anggaran (Rp)           | Realisasi (Rp) |
                | PROGRAM JALAN    | ='Rinci'!B{first} → 500.000.000 | 400.000.000    |
                | PROGRAM JEMBATAN | ='Rinci'!B{second} → 500.000.000 | 400.000.000    |
                ## Rinci
                | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) |
                | PROGRAM JALAN    | 500.000.000        | 400.000.000    |
                | PROGRAM JEMBATAN | 500.000.000        | 400.000.000    |
            """)

        (finding,) = rum(linked(2, 2))

        assert told(linked(2, 3)) == []
        assert (finding.code, finding.at.a1) == ("RUM03", "B4")
        assert finding.fix == "ganti 'Rinci'!B2 dengan B3"


class TestDeviants:
    @pytest.mark.parametrize(
        "formula",
        ["=D4/C4*10 → 10,00", "=D4-C4 → 0,00", "=D4/C4*100+5 → 105,00", "=D4/C4+7 → 8,00"],
    )
    def test_one_that_computes_otherwise(self, formula: str) -> None:
        (finding,) = rum(ratios(6, E4=formula))

        assert (finding.code, finding.at.a1) == ("RUM02", "E4")
        assert "berbeda bentuk dari 5 rumus lain" in finding.message
        assert "dengan rumus tetangganya 100,00%" in finding.message

    def test_too_few_neighbours_say_nothing(self) -> None:
        assert told(ratios(4, E4="=D4/C4*10 → 10,00")) == []

    def test_two_habits_in_a_column_are_none_strange(self) -> None:
        others = {f"E{row}": f"=D{row}/C{row}*100+5 → 95,00" for row in (5, 7)}

        assert not [text for text in told(ratios(8, **others)) if text.startswith("RUM02")]

    def test_the_formula_of_another_direction_is_no_deviant(self) -> None:
        book = draw("""
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%)                  |
            | Jalan terbangun      | km     | 80     | 70        | =D2/C2*100 → 87,50           |
            | Jembatan terbangun   | unit   | 90     | 81        | =D3/C3*100 → 90,00           |
            | Terminal terbangun   | unit   | 4      | 4         | =D4/C4*100 → 100,00          |
            | Halte terbangun      | unit   | 20     | 18        | =D5/C5*100 → 90,00           |
            | Rambu terbangun      | unit   | 50     | 40        | =D6/C6*100 → 80,00           |
            | Jumlah kecelakaan    | kasus  | 10     | 9         | =(2*C7-D7)/C7*100 → 110,00   |
        """)

        assert told(book) == []

    def test_what_excel_was_told_to_ignore(self) -> None:
        book = ratios(6, E4="=D4/C4*10 → 10,00")

        assert told(ignoring(book, "formula", "E4")) == []
        assert told(ignoring(book, "formula", "E5")) == ["RUM02 E4"]


class TestTypedNumbers:
    def test_one_that_agrees_is_worth_knowing(self) -> None:
        (finding,) = rum(ratios(6, E5="90,00"))

        assert (finding.code, finding.at.a1) == ("RUM05", "E5")
        assert finding.severity is Severity.INFO
        assert "sama dengan hasil rumusnya, 90,00%" in finding.message

    def test_one_that_differs_names_the_result(self) -> None:
        (finding,) = rum(ratios(8, E5="95,00"))

        assert finding.code == "RUM05"
        assert "berbeda dari hasil rumusnya, 90,00%" in finding.message

    def test_a_habit_of_typing_is_none_of_our_business(self) -> None:
        typed = {f"E{row}": RESULTS[row - 2] for row in (2, 5, 7)}

        assert told(ratios(8, **typed)) == []

    def test_four_formulas_make_no_column_of_formulas(self) -> None:
        assert told(ratios(5, E5="90,00")) == []

    def test_a_row_that_cannot_be_computed_may_hold_a_number(self) -> None:
        book = ratios(6, E5="100,00")
        grids = list(book.grids())
        grids[0].rows[5] = ["Halte terbangun", "unit", 0.0, 0.0, 100.0]

        assert told(replace(book, sheets=tuple(grids))) == []

    def test_inputs_are_typed(self) -> None:
        """Sub kegiatan are what is typed; only their sums are formulas."""
        parts = "".join(
            f"| Kegiatan: Kegiatan {name} | =SUM(B{row + 1}:B{row + 2}) → 300.000.000 | 300.000.000 |\n"
            f"| Sub Kegiatan: {name} satu | 100.000.000 | 100.000.000 |\n"
            f"| Sub Kegiatan: {name} dua | 200.000.000 | 200.000.000 |\n"
            for name, row in (("A", 3), ("B", 6), ("C", 9), ("D", 12), ("E", 15))
        )
        head = "| Program/Kegiatan/Sub Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) |\n"
        whole = "| PROGRAM JALAN | =B3+B6+B9+B12+B15 → 1.500.000.000 | 1.500.000.000 |\n"

        assert told(draw(head + whole + parts)) == []


class TestBrokenFormulas:
    def test_a_lost_reference_behind_a_result(self) -> None:
        (finding,) = rum(ratios(3, E2="=IFERROR(D2/#REF!*100,87.5) → 87,50"))

        assert (finding.code, finding.at.a1) == ("RUM04", "E2")

    def test_errors_of_figures_are_told_once(self) -> None:
        book = ratios(3, E2="=D2/#REF!*100 → #REF!")

        assert [f.code for f in check(book).findings] == ["ISI05"]

    def test_an_error_in_a_text_column(self) -> None:
        book = draw("""
            | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) | Keterangan                     |
            | Panjang jalan mantap | km     | 80     | 70        | 87,50       | =VLOOKUP(A2,Z1:Z9,1,0) → #N/A  |
        """)  # fmt: skip

        assert told(book) == ["RUM04 F2"]
        assert told(ignoring(book, "evalError", "F1:F9")) == []


class TestStaleResults:
    def test_all_of_a_sheet_are_one_finding(self) -> None:
        (finding,) = rum(ratios(6, E2="=D2/C2*100 → 95,00", E4="=D4/C4*100 → 95,00"))

        assert (finding.code, finding.at.a1) == ("RUM06", "E2")
        assert [cell.a1 for cell in finding.also] == ["E4"]
        assert finding.message == (
            "tersimpan 95,00, padahal rumus =D2/C2*100 memberi 87,50; begitu juga E4 tersimpan "
            "95,00, rumusnya 100,00"
        )

    def test_only_the_root_is_accused(self) -> None:
        book = sums("=B3+B6 → 850.000.000", "=SUM(B4:B5) → 600.000.000")

        assert told(book) == ["RUM06 B3"]

    @pytest.mark.parametrize(
        "formula",
        [
            "=TODAY()-D2 → 95,00",
            "=NOW() → 95,00",
            "=[1]Lain!A1 → 95,00",
            "='[Lain.xlsx]Data'!A1 → 95,00",
            "=pagu_total/2 → 95,00",
            "=INDIRECT(\"A1\") → 95,00",
            "=RAND()*100 → 95,00",
        ],
    )  # fmt: skip
    def test_what_changes_by_itself_is_not_judged(self, formula: str) -> None:
        assert told(ratios(3, E2=formula)) == []

    def test_digits_that_are_not_shown_do_not_count(self) -> None:
        assert told(ratios(3, E2="=D2/C2*100-0.001 → 87,50")) == []

    def test_hard_formulas_go_to_the_library(self) -> None:
        hard = "=LARGE(D2:D3,2)/C2*100"

        assert told(ratios(3, E2=f"{hard} → 95,00")) == ["RUM06 E2"]


def test_a_drawing_with_formulas_can_stand_elsewhere() -> None:
    text = """
        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%)        |
        | Panjang jalan mantap | km     | 80     | 70        | =D2/C3*100 → 77,78 |
        | Jembatan mantap      | unit   | 90     | 81        | =D3/C3*100 → 90,00 |
    """

    assert told(draw(text)) == ["RUM03 E2"]
    assert told(draw(text, top=5, left=3)) == ["RUM03 G6"]
