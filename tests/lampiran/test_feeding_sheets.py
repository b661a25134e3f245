"""The sheets that feed the rest of the report, as read from the sample books."""

from functools import cache
from pathlib import Path

import pytest

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.domain.field import Field
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
SERANG, CONTOH = "dp3akb-serang-2021", "contoh-bersih"


@cache
def read(name: str) -> LaporanKinerja:
    return read_office_year(list(FileBook(WORKBOOKS / f"{name}.xlsx").grids()))


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        (
            SERANG,
            {
                "iku": 7,
                "tujuan_sasaran": 7,
                "strategi": 4,
                "isu_strategis": 13,
                "permasalahan": 13,
                "pegawai": 32,
                "belanja": 4,
                "analisis": 7,
                "penyebab_serapan": 10,
                "pembanding": 0,
                "tindak_lanjut": 12,
                "lhe": 14,
            },
        ),
        (
            CONTOH,
            {
                "iku": 7,
                "tujuan_sasaran": 7,
                "strategi": 6,
                "isu_strategis": 8,
                "permasalahan": 8,
                "pegawai": 24,
                "belanja": 4,
                "analisis": 7,
                "penyebab_serapan": 2,
                "pembanding": 7,
                "tindak_lanjut": 4,
                "lhe": 5,
            },
        ),
    ],
)
def test_every_row_becomes_a_record(name: str, counts: dict[str, int]) -> None:
    laporan = read(name)

    assert {field: len(getattr(laporan, field)) for field in counts} == counts


def test_points_in_one_cell_are_told_apart() -> None:
    first = read(SERANG).analisis[0]

    assert first.penyebab_keberhasilan == (
        "Peran perempuan dalam pembangunan kota makin besar",
        "Wawasan anggota lembaga pemberdayaan masyarakat bertambah",
        "Lembaga pemberdayaan masyarakat ikut aktif memberdayakan perempuan",
    )
    assert first.penyebab_kegagalan == ()
    assert first.origin[Field.PENYEBAB_KEBERHASILAN, 0].a1 == "C5"


def test_causes_of_low_serapan_keep_their_order() -> None:
    fourth = read(SERANG).penyebab_serapan[3]

    assert fourth.kegiatan.startswith("Penguatan dan Pengembangan Lembaga Penyedia Layanan")
    assert fourth.penyebab == (
        "Kegiatan yang mengumpulkan orang dibatasi selama PPKM",
        "Perjalanan dan penginapan luar daerah ditiadakan karena pandemi",
        "Sisa anggaran tidak dapat digeser karena tidak ada perubahan anggaran",
    )


def test_a_text_column_of_several_years_keeps_each_year() -> None:
    assert read(SERANG).strategi[0].arah_kebijakan == {
        2019: "Penyiapan pengendalian angka kelahiran",
        2020: "Penguatan pengendalian angka kelahiran",
        2021: "Optimalisasi pengendalian angka kelahiran",
        2022: "Pencapaian pengendalian angka kelahiran",
        2023: "Pencapaian pengendalian angka kelahiran",
    }


def test_problems_are_carried_down_to_their_roots() -> None:
    problems = read(SERANG).permasalahan

    assert problems[6].masalah_pokok == problems[0].masalah_pokok
    assert problems[6].masalah == "Perlindungan perempuan dan pemenuhan hak anak belum maksimal"
    assert problems[6].akar_masalah == "Sistem informasi gender dan anak belum selesai dikembangkan"
    assert problems[7].masalah_pokok == "Kualitas hidup keluarga masih rendah"


def test_staff_are_counted_by_sex_under_short_labels() -> None:
    strata_1 = next(one for one in read(SERANG).pegawai if one.kelompok == "Strata I")

    assert strata_1.tabel.startswith("Tabel 1.2 ")
    assert (strata_1.laki_laki.written, strata_1.perempuan.written) == ("2", "9")
    assert strata_1.persen.written == "26,92"


@pytest.mark.parametrize(
    ("name", "pagu"), [(SERANG, "13.953.545.705,-"), (CONTOH, "11.263.695.320")]
)
def test_the_total_of_belanja_is_marked(name: str, pagu: str) -> None:
    *kinds, total = read(name).belanja

    assert [one.is_total for one in kinds] == [False, False, False]
    assert total.is_total
    assert total.pagu.written == pagu


@pytest.mark.parametrize(("name", "nilai"), [(SERANG, "64,89"), (CONTOH, "72,55")])
def test_the_score_of_the_evaluation_is_its_total(name: str, nilai: str) -> None:
    (total,) = [one for one in read(name).lhe if one.is_total]

    assert nilai in (total.nilai.written, total.nilai_komponen.written)


def test_the_predikat_is_no_component() -> None:
    laporan = read(CONTOH)

    assert laporan.predikat_lhe is not None
    assert laporan.predikat_lhe.predikat == "BB"
    assert "Predikat" not in [one.komponen for one in laporan.lhe]


def test_figures_of_other_places_are_read_by_place() -> None:
    second = read(CONTOH).pembanding[1]

    assert second.indikator == "Angka kecelakaan lalu lintas"
    assert {place: figure.written for place, figure in second.angka.items()} == {
        "provinsi": "8,94",
        "nasional": "9,36",
    }


def test_targets_of_the_renstra_are_read_by_year() -> None:
    first = read(CONTOH).tujuan_sasaran[0]

    assert list(first.target) == [2021, 2022, 2023, 2024, 2025, 2026]
    assert first.target[2023].written == "81,00"
    assert first.target_akhir.written == "85,00"
