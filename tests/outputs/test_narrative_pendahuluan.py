"""Chapter I: the office, its people, its issues; few, many and none."""

from decimal import Decimal

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.domain.pegawai import KelompokPegawai
from lkjip_xl.domain.profil import Profil
from lkjip_xl.domain.quantity import BLANK, Figure, Reading
from lkjip_xl.domain.renstra import IsuStrategis, Permasalahan
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.location import Origin
from lkjip_xl.outputs.narrative.kepegawaian import (
    Jenis,
    gather_pegawai,
    tabulate_pegawai,
)
from lkjip_xl.outputs.narrative.pendahuluan import tabulate_permasalahan
from lkjip_xl.outputs.narrative.report import compose
from lkjip_xl.outputs.narrative.table import Table

EMPTY = LaporanKinerja(year=2023, lampiran=())
ORIGIN = Origin(
    "buku.xlsx", "Pegawai", {"jumlah": (4, 3), "laki_laki": (4, 1), "perempuan": (4, 2)}
)


def figure(value: int | None) -> Figure:
    if value is None:
        return BLANK
    return Figure(written=str(value), value=Decimal(value), reading=Reading.NUMBER)


def group(name: str, jumlah: int | None, *, tabel: str = "", **more: int | str) -> KelompokPegawai:
    return KelompokPegawai(
        tabel=tabel,
        kelompok=name,
        jumlah=figure(jumlah),
        laki_laki=figure(int(more["laki_laki"]) if "laki_laki" in more else None),
        perempuan=figure(int(more["perempuan"]) if "perempuan" in more else None),
        golongan=str(more.get("golongan", "")),
        is_total=name == "JUMLAH",
        origin=ORIGIN,
    )


def office(*pegawai: KelompokPegawai) -> LaporanKinerja:
    return LaporanKinerja(year=2023, lampiran=(), pegawai=pegawai)


def lines(table: Table) -> list[list[str]]:
    return [
        ["^" if cell is None else " / ".join(map(str, cell.lines)) for cell in row.cells]
        for row in table.rows
    ]


@pytest.mark.parametrize(
    ("tabel", "kelompok", "jenis"),
    [
        ("Data Pegawai Berdasarkan Jenis Kelamin", "PNS", Jenis.KELAMIN),
        ("Data Kepegawaian PNS Menurut Pendidikan", "Strata I", Jenis.PENDIDIKAN),
        ("Pendidikan dan Pelatihan (Diklat) PNS", "Pim III", Jenis.DIKLAT),
        ("PNS menurut Pangkat, Golongan dan Ruang", "Penata", Jenis.GOLONGAN),
        ("", "Strata I", Jenis.PENDIDIKAN),
        ("", "PPPK", Jenis.KELAMIN),
        ("Data Pegawai", "Diklatpim IV", Jenis.DIKLAT),
    ],
)
def test_a_staff_table_is_known_by_its_title_else_by_its_groups(
    tabel: str, kelompok: str, jenis: Jenis
) -> None:
    assert list(gather_pegawai(office(group(kelompok, 3, tabel=tabel)))) == [jenis]


def test_two_tables_without_titles_are_told_apart_by_their_totals() -> None:
    found = gather_pegawai(
        office(group("PNS", 3), group("JUMLAH", 3), group("SLTA", 1), group("Strata I", 2))
    )

    assert [len(daftar.kelompok) for daftar in found.values()] == [1, 2]


def test_sums_and_shares_are_computed_and_not_taken_from_the_sheet() -> None:
    laporan = office(
        group("Strata I", 99, laki_laki=2, perempuan=9),
        group("Strata II", None, laki_laki=4, perempuan=13),
        group("Strata III", 0, laki_laki=0, perempuan=0),
        group("JUMLAH", 77, laki_laki=50, perempuan=27),
    )
    table = tabulate_pegawai(laporan, gather_pegawai(laporan), Jenis.PENDIDIKAN)

    assert lines(table) == [
        ["1", "Strata I", "2", "9", "11", "39,29%"],
        ["2", "Strata II", "4", "13", "17", "60,71%"],
        ["3", "Strata III", "0", "0", "0", "0,00%"],
        ["", "Jumlah", "6", "22", "28", "100,00%"],
    ]
    (total,) = [f for text in table.texts() for f in text.figures if f.text == "28"]
    assert total.calculation == "11 + 17 + 0 = 28"


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([], ""),
        ([0, 0], ""),
        ([3], "Menurut pendidikan terakhir, seluruhnya (3 orang) tergolong Strata 1."),
        (
            [1, 3],
            "Menurut pendidikan terakhir, kelompok terbesar ialah Strata 2, yaitu 3 dari 4 orang "
            "(75,00%).",
        ),
        (
            [3, 3],
            "Menurut pendidikan terakhir, setiap kelompok yang terisi berjumlah sama, yaitu 3 "
            "orang.",
        ),
        (
            [1, 3, 3],
            "Menurut pendidikan terakhir, kelompok terbesar ialah Strata 2 dan Strata 3, "
            "masing-masing 3 orang.",
        ),
    ],
)
def test_the_largest_group_is_said_rightly(counts: list[int], sentence: str) -> None:
    groups = [group(f"Strata {n}", count) for n, count in enumerate(counts, start=1)]

    told = compose(office(*groups)).texts("uraian_komposisi_pegawai")
    assert " ".join(map(str, told)) == sentence


def test_a_staff_table_that_is_missing_is_asked_for() -> None:
    table = tabulate_pegawai(EMPTY, gather_pegawai(EMPTY), Jenis.GOLONGAN)

    assert str(table.missing) == (
        "[lengkapi: jumlah pegawai menurut pangkat dan golongan di lembar Pegawai]"
    )
    assert table.rows == ()


def test_the_profile_gives_duty_units_and_legal_basis_from_rows_and_points() -> None:
    book = draw("""
        | Nama Perangkat Daerah | Dinas Bina Marga                   |
        | Tahun                 | 2023                               |
        | Kota                  | Anyar                              |
        | Tugas Pokok           | Membantu Bupati di bidang jalan.   |
        | Susunan Organisasi    | Sekretariat; Bidang Jalan          |
        |                       | Unit Pelaksana Teknis              |
        | Dasar Hukum           | Peraturan Bupati Nomor 1;          |
    """)
    laporan = read_office_year(list(book.grids()))

    report = compose(laporan)
    assert [str(one) for one in report.texts("uraian_organisasi")] == [
        "Tugas pokok Dinas Bina Marga ialah membantu Bupati di bidang jalan."
    ]
    assert [str(one) for one in report.texts("susunan_organisasi")] == [
        "Sekretariat",
        "Bidang Jalan",
        "Unit Pelaksana Teknis",
    ]
    assert [str(one) for one in report.texts("dasar_hukum")] == ["Peraturan Bupati Nomor 1"]


def test_a_silent_profile_is_asked_and_the_general_basis_is_given() -> None:
    laporan = LaporanKinerja(year=2023, lampiran=(), profil=Profil(nama="Dinas Bina Marga"))
    report = compose(laporan)
    *general, gap = map(str, report.texts("dasar_hukum"))

    assert any("Nomor 29 Tahun 2014" in one for one in general)
    assert gap.endswith("di lembar Profil, baris Dasar Hukum]")
    assert str(report.texts("susunan_organisasi")[0]) == (
        "[lengkapi: susunan organisasi di lembar Profil, baris Susunan Organisasi]"
    )


@pytest.mark.parametrize(
    ("issues", "sentence"),
    [
        ([], "[lengkapi: isu strategis dan aspeknya di lembar Isu Strategis]"),
        (
            [("Mutu jalan", "")],
            "Perencanaan kinerja bertolak dari satu isu strategis, yaitu mutu jalan.",
        ),
        (
            [("Mutu jalan", "Perawatan"), ("Mutu jalan", "Drainase"), ("Layanan KB", "Alat")],
            "Perencanaan kinerja bertolak dari dua isu strategis, yaitu mutu jalan dan layanan KB. "
            "Seluruhnya dirinci menjadi tiga aspek pada tabel berikut.",
        ),
    ],
)
def test_issues_are_counted_once_each(issues: list[tuple[str, str]], sentence: str) -> None:
    entries = tuple(IsuStrategis(isu=isu, aspek=aspek, origin=ORIGIN) for isu, aspek in issues)
    laporan = LaporanKinerja(year=2023, lampiran=(), isu_strategis=entries)

    assert str(compose(laporan).text("kalimat_isu_strategis")) == sentence


def test_problems_are_merged_down_to_their_roots() -> None:
    rows = [("Pokok A", "Sama", "1"), ("Pokok A", "Sama", "2"), ("Pokok B", "Sama", "3")]
    entries = tuple(
        Permasalahan(masalah_pokok=a, masalah=b, akar_masalah=c, origin=ORIGIN) for a, b, c in rows
    )
    laporan = LaporanKinerja(year=2023, lampiran=(), permasalahan=entries)

    assert lines(tabulate_permasalahan(laporan)) == [
        ["1", "Pokok A", "Sama", "1"],
        ["^", "^", "^", "2"],
        ["2", "Pokok B", "Sama", "3"],
    ]
    assert str(compose(laporan).text("kalimat_permasalahan")).startswith(
        "Identifikasi permasalahan menghasilkan dua masalah pokok, satu masalah, dan tiga akar"
    )
    assert str(compose(EMPTY).text("kalimat_permasalahan")).startswith("[lengkapi: masalah pokok")
