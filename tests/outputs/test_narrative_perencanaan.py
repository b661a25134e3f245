"""Chapter II and the quarters of the Rencana Aksi: figures of the sample, few, many and none."""

from functools import cache
from pathlib import Path

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.outputs.narrative.rencana_aksi import (
    gather_rencana,
    gather_triwulan,
    tabulate_rencana,
    tabulate_triwulan_hasil,
)
from lkjip_xl.outputs.narrative.report import Report, compose
from lkjip_xl.outputs.narrative.table import Table

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
EMPTY = LaporanKinerja(year=2023, lampiran=())


@cache
def report_of(name: str) -> Report:
    return compose(read_office_year(list(FileBook(WORKBOOKS / f"{name}.xlsx").grids())))


def lines(table: Table) -> list[list[str]]:
    return [
        ["^" if cell is None else " / ".join(map(str, cell.lines)) for cell in row.cells]
        for row in table.rows
    ]


#: Values of the office's printed report; where its sums are wrong, the right ones.
STAFF_TOTALS = {
    "tabel_pegawai_status": ["", "Jumlah", "25", "36", "61", "100,00%"],
    "tabel_pegawai_pendidikan": ["", "Jumlah", "7", "22", "29", "100,00%"],
    "tabel_pegawai_golongan": ["", "Jumlah", "", "28", "100,00%"],  # printed: 29
    "tabel_pegawai_diklat": ["", "Jumlah", "17", "100,00%"],
}


@pytest.mark.parametrize(("name", "expected"), STAFF_TOTALS.items())
def test_the_staff_of_the_sample_adds_up(name: str, expected: list[str]) -> None:
    assert lines(report_of("dp3akb-serang-2021").table(name))[-1] == expected


def test_the_targets_of_the_sample_are_those_of_its_renstra() -> None:
    rows = lines(report_of("dp3akb-serang-2021").table("tabel_tujuan_sasaran"))

    assert [row[3:] for row in rows] == [
        ["30%", "50%", "100%", "100%", "100%", "100%"],
        ["30%", "50%", "100%", "100%", "100%", "100%"],
        ["30%", "50%", "69%", "70%", "71%", "71%"],
        ["80", "83", "0,0046", "0,0045", "0,0044", "0,0044"],
        ["60%", "80%", "100%", "100%", "100%", "100%"],
        ["2,47", "2,34", "2,34", "2,33", "2,32", "2,32"],
        ["85", "65,66", "66", "67", "67,50", "67,50"],
    ]


def test_the_main_indicators_of_the_sample_have_their_targets() -> None:
    rows = lines(report_of("dp3akb-serang-2021").table("tabel_iku"))

    assert [row[4] for row in rows] == ["100%", "100%", "69%", "0,0046", "100%", "2,34", "66"]


def test_the_budget_of_the_sample_is_that_of_its_plan() -> None:
    rows = lines(report_of("dp3akb-serang-2021").table("tabel_rencana_anggaran"))
    programs = [row[2] for row in rows if row[0].isdigit()]
    kegiatan = [row[2] for row in rows if "." in row[0]]

    assert [row[2] for row in rows[:4]] == [
        "13.953.545.705",
        "4.953.752.936",
        "8.687.058.208",
        "312.734.561",
    ]
    assert programs == [
        "6.371.088.274",
        "306.763.089",
        "222.930.000",
        "105.339.500",
        "103.450.000",
        "146.699.601",
        "364.964.500",
        "1.383.617.192",
        "95.195.239",
        "3.811.022.310",
        "1.042.476.000",
    ]
    assert len(kegiatan) == 23
    assert rows[-1][2] == "13.953.545.705"


def test_strategies_show_the_years_or_the_path_that_the_sheet_has() -> None:
    serang = report_of("dp3akb-serang-2021").table("tabel_strategi")
    contoh = report_of("contoh-bersih").table("tabel_strategi")

    assert [column.label for column in serang.columns] == [
        "Misi",
        "Strategi",
        *("2019", "2020", "2021", "2022", "2023"),
    ]
    assert [column.label for column in contoh.columns] == [
        "Tujuan",
        "Sasaran",
        "Strategi",
        "Arah Kebijakan",
    ]


def test_indicators_of_a_tujuan_are_not_counted_as_a_sasaran() -> None:
    sentence = str(report_of("contoh-bersih").text("kalimat_perjanjian_kinerja"))

    assert "memuat tujuh indikator kinerja dari dua tujuan dan tiga sasaran" in sentence


def test_a_book_without_plans_is_asked_for_them() -> None:
    report = compose(EMPTY)

    assert str(report.text("kalimat_program")) == (
        "[lengkapi: program dan kegiatan di lembar Tabel 3.4]"
    )
    for text in (
        report.text("kalimat_tujuan_sasaran"),
        report.text("kalimat_strategi"),
        report.text("kalimat_iku"),
        report.text("kalimat_perjanjian_kinerja"),
        report.text("kalimat_rencana_anggaran"),
        report.text("kalimat_rencana_aksi"),
        *report.texts("uraian_triwulan"),
        *report.texts("uraian_program_pendukung"),
    ):
        assert str(text).startswith("[lengkapi: ")


def plan(*rows: str) -> LaporanKinerja:
    """Return a Rencana Aksi; each row gives indicator, target, four targets, four realisasi."""
    head = (
        "| Program | Kegiatan | Sub Kegiatan | Indikator Kinerja | Satuan | Target | Anggaran (Rp) "
        "| Target TW I | Target TW II | Target TW III | Target TW IV "
        "| Realisasi TW I | Realisasi TW II | Realisasi TW III | Realisasi TW IV |"
    )
    start = "| Program Jalan | Pemeliharaan Jalan | Jalan "
    body = [f"{start}{n} | {row} |" for n, row in enumerate(rows, start=1)]
    book = draw("\n".join(["Rencana Aksi Tahun 2023", head, *body]))
    return read_office_year(list(book.grids()))


def test_quarters_are_judged_by_what_each_promised() -> None:
    laporan = plan(
        "Panjang jalan | km | 8 | 1000 | 1 | 4 | 7 | 8 | 1 | 3 | 7 | 8",
        "Jumlah rambu | unit | 9 | 500 | 2 | 4 | 6 | 9 | 2 | 4 | 6 | 7",
    )
    hasil = gather_triwulan(laporan)

    assert lines(tabulate_triwulan_hasil(laporan, hasil)) == [
        ["TW I", "2", "2", "0", "0", "100,00%"],
        ["TW II", "2", "1", "1", "0", "50,00%"],
        ["TW III", "2", "2", "0", "0", "100,00%"],
        ["TW IV", "2", "1", "1", "0", "50,00%"],
    ]
    assert [str(one) for one in compose(laporan).texts("uraian_triwulan")] == [
        "Menurut Rencana Aksi, target triwulan dicapai oleh dua dari dua indikator pada TW I, satu "
        "dari dua indikator pada TW II, dua dari dua indikator pada TW III, dan satu dari dua "
        "indikator pada TW IV.",
        "Pada akhir TW IV yang tertinggal dari targetnya ialah Jumlah rambu.",
    ]


def test_realisasi_not_filled_in_is_asked_for_by_quarter() -> None:
    laporan = plan(
        "Panjang jalan | km | 8 | 1000 | 1 | 4 | 7 | 8 | 1 | 4 |  |  ",
        "Jumlah rambu | unit | 9 | 500 | 2 | 4 | 6 | 9 | 2 | 4 |  |  ",
    )
    sentences = [str(one) for one in compose(laporan).texts("uraian_triwulan")]

    assert "tidak ada indikator yang tertinggal" in sentences[1]
    assert sentences[2].startswith(
        "Sebagian realisasi belum diisi: [lengkapi: realisasi TW III dan TW IV"
    )


def test_the_plan_in_short_adds_up_and_tells_its_time() -> None:
    laporan = plan(
        "Panjang jalan | km | 8 | 1000 | 1 | 4 | 7 | 8 |  |  |  |  ",
        "Jumlah rambu | unit | 9 | 500 |  | 4 | 6 | 9 |  |  |  |  ",
    )
    rencana = gather_rencana(laporan)

    assert [row[1:] for row in lines(tabulate_rencana(laporan, rencana))] == [
        ["Program Jalan", "Pemeliharaan Jalan", "2", "1.500", "TW I–TW IV"]
    ]
    assert str(compose(laporan).text("kalimat_rencana_aksi")) == (
        "Perjanjian kinerja tahun 2023 dijabarkan dalam Rencana Aksi yang memuat dua indikator "
        "pada dua sub kegiatan dengan anggaran Rp1.500."
    )
