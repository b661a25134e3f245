"""Forms of the yearly round as offices shape them, beyond what the invented books vary."""

from __future__ import annotations

from lkjip_xl import check
from lkjip_xl.adapters.drawn import draw
from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.pipeline import Checked


def _told(drawing: str) -> Checked:
    return check(draw(drawing))


def _found(checked: Checked) -> list[tuple[str, str]]:
    return [(finding.code, finding.at.a1) for finding in checked.findings]


_MURNI = """
    ## PK
    PERJANJIAN KINERJA TAHUN 2024
    | No | Sasaran Strategis | Indikator Kinerja | Target |
    | 1  | Jalan membaik     | Jalan mantap      | 70     |
    | 2  | Jembatan membaik  | Jembatan mantap   | 4      |
"""
_PERUBAHAN = """
    ## PK Perubahan
    PERJANJIAN KINERJA PERUBAHAN TAHUN 2024
    | No | Sasaran Strategis | Indikator Kinerja | Target |
    | 1  | Jalan membaik     | Jalan mantap      | 75     |
    | 2  | Jembatan membaik  | Jembatan mantap   | 4      |
"""
_CAPAIAN = """
    ## Tabel 3.1
    Tabel 3.1 Pencapaian Kinerja Tahun 2024
    | Sasaran          | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
    | Jalan membaik    | Jalan mantap      | km     | 75     | 75        | 100         |
    | Jembatan membaik | Jembatan mantap   | unit   | 4      | 4         | 100         |
"""


def test_of_two_agreements_the_later_one_holds() -> None:
    assert _found(_told(_MURNI + _PERUBAHAN + _CAPAIAN)) == []
    assert ("LAM01", "D3") in _found(_told(_MURNI + _CAPAIAN))


def test_an_agreement_tells_the_indicators_where_no_list_of_them_does() -> None:
    checked = _told(_MURNI)

    assert [one.nama for one in checked.laporan.iku] == ["Jalan mantap", "Jembatan mantap"]


def test_most_programs_of_another_budget_are_one_finding() -> None:
    checked = _told("""
        ## PK
        PERJANJIAN KINERJA TAHUN 2024
        | Program          | Anggaran (Rp) |
        | PROGRAM JALAN    | 550.000.000   |
        | PROGRAM JEMBATAN | 310.000.000   |
        | PROGRAM TERMINAL | 100.000.000   |
        ## Tabel 3.4
        Tabel 3.4 Realisasi Anggaran Tahun 2024
        | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
        | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00     |
        | PROGRAM JEMBATAN | 300.000.000        | 276.000.000    | 92,00     |
        | PROGRAM TERMINAL | 100.000.000        | 90.000.000     | 90,00     |
    """)

    (finding,) = checked.findings
    assert (finding.code, finding.at.a1) == ("PJK02", "B3")
    assert [cell.a1 for cell in finding.also] == ["B4"]


def test_the_words_below_the_total_are_compared_with_it() -> None:
    drawing = """
        PERJANJIAN KINERJA TAHUN 2024
        | No     | Program          | Anggaran    |
        | 1      | PROGRAM JALAN    | 500.000.000 |
        | 2      | PROGRAM JEMBATAN | 300.000.000 |
        | JUMLAH | <                | 800.000.000 |
        Terbilang: delapan ratus {} rupiah
    """
    assert _found(_told(drawing.format("juta"))) == []
    assert _found(_told(drawing.format("satu juta"))) == [("KET05", "A6")]


def test_years_of_a_plan_that_are_only_counted() -> None:
    header = """
        Pencapaian Kinerja Pelayanan {}
        | No | Indikator Kinerja | Target NSPK | Target IKK | Target Renstra Tahun ke- | < | Realisasi Capaian Tahun ke- | < | Rasio Capaian Tahun ke- | < |
        | ^  | ^                 | ^           | ^          | 1  | 2  | 1  | 2  | 1      | 2      |
        | 1  | Terminal tertata  |             | 40         | 30 | 40 | 30 | 36 | 100,00 | 90,00  |
        | 2  | Halte tertata     | 4           | 20         | 10 | 20 | 10 | 20 | 100,00 | 100,00 |
    """
    (counted,) = _told(header.format("")).laporan.lampiran
    (named,) = _told(header.format("Tahun 2021-2025")).laporan.lampiran

    assert counted.form.name == named.form.name == "pelayanan"
    assert counted.years(Field.CAPAIAN) == (1, 2)
    assert named.years(Field.CAPAIAN) == (2021, 2022)
    assert _found(_told(header.format("").replace("90,00", "95,00"))) == [("HIT01", "J4")]


def test_numbers_of_rows_are_no_codes_of_the_chart_of_accounts() -> None:
    checked = _told("""
        Rekapitulasi Evaluasi Hasil Pelaksanaan Renja
        | Kode | Urusan/Program/Kegiatan    | Indikator Kinerja | Target Renstra Tahun 2023 (akhir periode Renstra) | Realisasi Renstra s.d. Tahun 2019 | Target Tahun 2020 | Realisasi Tahun 2020 | Target Renja Tahun 2021 | Perkiraan Realisasi Renstra s.d. Tahun 2021 |
        | 69   | PROGRAM BUDAYA BACA        | Indeks baca       | 80          | 50       | 60         | 60         | 65        | 65        |
        | 1.   | Kegiatan Pengadaan Buku    | Jumlah judul      | 500 judul   | 90 judul | 100 judul  | 90 judul   | 20 judul  | 200 judul |
        | 2.   | Kegiatan Pembinaan         | Taman bina        | 100%        | 40%      | 50%        | 50%        | 60%       | 60%       |
        | 3.   | Kegiatan Layanan           | Jumlah orang      | 1.000 orang | -        | 100 orang  | 110 orang  | 100 orang | 210 orang |
        | 4.   | Kegiatan Penyelamatan      | Jumlah arsip      | 90 arsip    |          | 15 arsip   | 3 arsip    |           |           |
    """)
    (lampiran,) = checked.laporan.lampiran

    levels = [row.level for row in lampiran.rows]
    assert levels == [Level.PROGRAM, *[Level.KEGIATAN] * 4]
    assert _found(checked) == []


def test_goals_among_the_programs_of_one_column() -> None:
    months = " | ".join(("Jan", "Feb", "Mar", "Apr", "Mei", "Jun"))
    (lampiran,) = _told(f"""
        RENCANA AKSI TAHUN 2026
        | No | Tujuan/ Sasaran Strategis/ Program | Indikator Kinerja | Target | {months} |
        |    | Meningkatkan ketahanan daerah      | Indeks ketahanan  | 9      | 0 | 0 | 3 | 4 | 5 | 9 |
        |    | Meningkatnya kesiapsiagaan warga   | Warga siaga       | 90     | 0 | 9 | 9 | 40 | 50 | 90 |
        |    | PROGRAM PENANGGULANGAN BENCANA     | Desa tangguh      | 12     | 0 | 1 | 2 | 4 | 8 | 12 |
    """).laporan.lampiran

    assert [row.level for row in lampiran.rows] == [Level.TUJUAN, Level.SASARAN, Level.PROGRAM]


def test_months_not_yet_over_say_nothing() -> None:
    pairs = "| Target | Realisasi " * 12
    names = " | < | ".join(
        ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
         "Oktober", "November", "Desember")
    )  # fmt: skip
    told = " | ".join(f"{month} | {month if month < 4 else ''}" for month in range(1, 13))
    drawing = f"""
        LAPORAN RENAKSI TAHUN 2026
        | No | IKU            | Satuan | Target Tahun | {names} | < |
        | ^  | ^              | ^      | ^            {pairs}|
        | 1  | Jumlah dermaga | unit   | {{}}         | {told} |
        | 2  | Jumlah halte   | unit   | 12           | {told} |
    """
    assert _found(_told(drawing.format(12))) == []
    assert _found(_told(drawing.format(15))) == [("PJK01", "AA4")]


def test_an_agreement_with_the_budget_beside_its_indicators() -> None:
    drawing = """
        ## PK
        PERJANJIAN KINERJA TAHUN 2024
        | No | Sasaran Strategis | Indikator Kinerja | Target | Program          | Anggaran (Rp) |
        | 1  | Jalan membaik     | Jalan mantap      | 75     | PROGRAM JALAN    | {}   |
        | 2  | Jembatan membaik  | Jembatan mantap   | 4      | PROGRAM JEMBATAN | 300.000.000   |
        ## Tabel 3.4
        Tabel 3.4 Realisasi Anggaran Tahun 2024
        | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
        | PROGRAM JALAN    | 500.000.000        | 480.000.000    | 96,00     |
        | PROGRAM JEMBATAN | 300.000.000        | 276.000.000    | 92,00     |
    """
    assert _found(_told(drawing.format("500.000.000"))) == []
    assert _found(_told(drawing.format("550.000.000"))) == [("PJK02", "F3")]


def test_targets_in_words_of_a_scale() -> None:
    checked = _told("""
        PERJANJIAN KINERJA TAHUN 2024
        | No | Sasaran Strategis   | Indikator Kinerja    | Target   |
        | 1  | Keuangan tertib     | Opini BPK            | WTP      |
        | 2  | Akuntabel           | Nilai hasil evaluasi | A        |
        | 3  | Sistem pemerintahan | Indeks SPBE          | 3,5      |
        | 4  | Layanan baik        | Indeks kepuasan      | 8S,1     |
    """)
    assert _found(checked) == [("ISI01", "D6")]


def test_a_month_with_a_word_is_a_mark_beside_a_target_in_words() -> None:
    checked = _told("""
        RENCANA AKSI TAHUN 2024
        | No | Sasaran         | Indikator Kinerja | Satuan | Target | Jan | Feb | Mar | Apr | Mei | Jun | Penanggung Jawab |
        | 1  | Keuangan tertib | Opini BPK         | opini  | WTP    |     |     |     |     | WTP |     | Keuangan         |
        | 2  | Layanan baik    | Jumlah dokumen    | dokumen | 6     | 1   | 2   | 3   | 4   | 5   | 6   | Sekretariat      |
    """)
    assert _found(checked) == []


def test_the_office_above_its_programs_is_none_of_them() -> None:
    (lampiran,) = _told("""
        CAPAIAN KINERJA TAHUN 2024
        | OPD/Program/Kegiatan | Indikator     | Satuan | Target | Realisasi | % | Alokasi (Rp) | Realisasi (Rp) | % | Permasalahan |
        | DINAS PEKERJAAN UMUM |               |        |        |           |   | 800.000.000  | 720.000.000    | 90,00 |          |
        | PROGRAM JALAN        | Jalan mantap  | km     | 10     | 9   | 90,00   | 500.000.000  | 450.000.000    | 90,00 | Hujan    |
        | PROGRAM JEMBATAN     | Jembatan baik | unit   | 10     | 9   | 90,00   | 300.000.000  | 270.000.000    | 90,00 |          |
    """).laporan.lampiran

    assert [row.level for row in lampiran.rows] == [Level.URUSAN, Level.PROGRAM, Level.PROGRAM]


def test_years_that_are_told_back_from_the_coming_one() -> None:
    drawing = """
        Rekapitulasi Evaluasi Hasil Pelaksanaan Renja s/d Tahun {}
        | Kode    | Urusan/Program/Kegiatan | Indikator Kinerja | Target Kinerja Capaian Program (Renstra PD) Tahun n+1 | Realisasi Kinerja s/d tahun n-3 | Target dan Realisasi Kinerja Tahun Lalu (n-2) | <                | <                     | Target Renja PD tahun berjalan (n-1) | Perkiraan Realisasi Capaian Target Renstra PD s/d tahun berjalan | < |
        | ^       | ^                       | ^                 | ^   | ^  | Target Renja | Realisasi Renja | Tingkat Realisasi (%) | ^  | Realisasi Capaian | Tingkat Capaian (%) |
        | 1.03.02 | PROGRAM JALAN           | Panjang jalan     | 100 | 20 | 10           | 10              | 100                   | 15 | {}                | 45                  |
    """
    checked = _told(drawing.format(2021, 45))
    (lampiran,) = checked.laporan.lampiran

    assert lampiran.form.name == "rekap_renja"
    assert (lampiran.years(Field.REALISASI), lampiran.years(Field.TARGET)) == (
        (2020,),
        (2020, 2021),
    )
    assert _found(checked) == []
    assert ("PJK03", "J4") in _found(_told(drawing.format("…", 54).replace("| 45 ", "| 54 ")))
