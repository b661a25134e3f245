"""The sheet Pengaturan: found by its labels, never taken for a form, never in a form's way."""

from decimal import Decimal

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.domain.indikator import Arah, Rumus
from lkjip_xl.domain.pengaturan import BAWAAN, Pengaturan
from lkjip_xl.figures.pengaturan import make_pengaturan
from lkjip_xl.lampiran.formulir.iku import IKU
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.lampiran.pengaturan import setting_named

D = Decimal

TABEL = """
Tabel 3.1 Pencapaian Kinerja Tahun 2023
| Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
| Panjang jalan mantap | km     | 80     | 70        | 87,50       |
"""


def read(drawing: str) -> LaporanKinerja:
    return read_office_year(list(draw(drawing).grids()))


def settings(drawing: str) -> Pengaturan:
    return make_pengaturan(read(drawing).pengaturan)


def complaints(drawing: str) -> list[tuple[str, str]]:
    return [(one.cell.a1, one.sebab) for one in settings(drawing).keliru]


def test_without_lists_the_defaults_hold() -> None:
    assert settings(TABEL) is BAWAAN


def test_the_limits_are_read_in_any_wording() -> None:
    own = settings("""
        | No | Pengaturan                                 | Nilai | Keterangan        |
        | 1  | Batas minimal penyerapan anggaran          | 85%   | edaran sekretaris |
        | 2  | Target terlalu mudah bila capaian di atas  | "150" |                   |
        | 3  | Capaian paling tinggi (%)                  | 120   |                   |
        | 4  | Rumus untuk indikator makin rendah         | target : realisasi x 100% | |
    """)
    assert own.batas_serapan == 85
    assert own.batas_mudah == 150
    assert own.batas_capaian == 120
    assert own.rumus_turun is Rumus.TURUN_BALIK
    assert own.keliru == ()


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Batas serapan (%)", "batas_serapan"),
        ("Batas bawah serapan anggaran", "batas_serapan"),
        ("Batas target terlalu mudah (%)", "batas_mudah"),
        ("Batas capaian tertinggi (%)", "batas_capaian"),
        ("Capaian maksimal", "batas_capaian"),
        ("Batas capaian terendah (%)", "batas_bawah"),
        ("Capaian bila realisasi nol (%)", "nihil"),
        ("Capaian bila realisasi 0, makin rendah makin baik", "nihil"),
        ("Capaian bila target dan realisasi nol (%)", "nihil_sama"),
        ("Rumus makin rendah makin baik", "rumus_turun"),
        ("Batas waktu pelaporan", ""),
        ("Capaian", ""),
    ],
)
def test_a_setting_is_known_by_its_words(label: str, name: str) -> None:
    assert setting_named(label) == name


def test_a_list_needs_no_labels_below_its_title() -> None:
    own = settings("""
        Pengaturan
        | Batas serapan (%)           | 80        |
        | Batas capaian tertinggi (%) | tidak ada |
    """)
    assert (own.batas_serapan, own.batas_capaian, own.keliru) == (80, None, ())


def test_what_is_left_blank_is_not_set() -> None:
    assert settings("| Pengaturan | Nilai |\n| Batas serapan (%) | |\n").batas_serapan == 90


@pytest.mark.parametrize(
    ("label", "value", "reason"),
    [
        (
            "Batas serapan (%)",
            "sembilan puluh",
            "bukan persen antara 1 dan 100; bawaan 90% dipakai",
        ),
        ("Batas serapan (%)", "0,9", "bukan persen antara 1 dan 100; bawaan 90% dipakai"),
        ("Batas serapan (%)", "900", "bukan persen antara 1 dan 100; bawaan 90% dipakai"),
        ("Batas capaian tertinggi (%)", "50", "antara 100 dan 10.000; capaian tidak dibatasi"),
        ("Batas capaian terendah (%)", "-5", "antara 0 dan 100; capaian boleh di bawah nol"),
        ("Capaian bila realisasi nol (%)", "penuh", "antara 0 dan 10.000; rumus biasa dipakai"),
        ("Batas waktu (hari)", "3", "“Batas waktu (hari)” tidak dikenal"),
        ("Rumus makin rendah", "realisasi / target", "bukan rumus makin rendah makin baik"),
    ],
)
def test_a_value_that_means_nothing_leaves_the_default(label: str, value: str, reason: str) -> None:
    drawing = f"| Pengaturan | Nilai |\n| {label} | {value} |\n"

    own = settings(drawing)
    assert (own.batas_serapan, own.batas_capaian, own.rumus_turun) == (90, None, Rumus.TURUN)
    ((_, said),) = complaints(drawing)
    assert reason in said


def test_the_first_of_two_values_holds() -> None:
    drawing = "| Pengaturan | Nilai |\n| Batas serapan | 85 |\n| Batas serapan (%) | 80 |\n"

    assert settings(drawing).batas_serapan == 85
    ((cell, said),) = complaints(drawing)
    assert cell == "B3" and "ditulis dua kali" in said


INDIKATOR = """
| Indikator           | Arah                    | Rumus                    |
| Angka kematian bayi | Makin rendah makin baik | target / realisasi × 100 |
| Rasio KDRT          |                         | [target - (realisasi - target)] / target x 100% |
| Nilai SAKIP         | makin tinggi makin baik |                          |
"""


def test_direction_and_formula_of_each_indicator() -> None:
    own = settings(INDIKATOR).indikator

    assert {name: (one.arah, one.rumus) for name, one in own.items()} == {
        "angkakematianbayi": (Arah.TURUN, Rumus.TURUN_BALIK),
        "rasiokdrt": (None, Rumus.TURUN),
        "nilaisakip": (Arah.NAIK, None),
    }


def test_a_list_of_formulas_of_capaian_is_no_iku_sheet() -> None:
    laporan = read(TABEL + "\n## Lain\n" + INDIKATOR)

    assert [one.form for one in laporan.lampiran] == [TABEL_3_1]
    assert laporan.iku == ()


def test_an_iku_sheet_is_no_list_of_settings() -> None:
    laporan = read("""
        | Indikator           | Arah                    | Rumus                                     |
        | Angka kematian bayi | Makin rendah makin baik | kematian / 1.000 kelahiran hidup × 1.000  |
    """)
    assert [one.form for one in laporan.lampiran] == [IKU]
    assert laporan.pengaturan == ()


def test_the_title_pengaturan_tells_a_list_of_directions_from_an_iku_sheet() -> None:
    laporan = read("""
        Pengaturan arah indikator
        | Indikator           | Arah                    |
        | Angka kematian bayi | Makin rendah makin baik |
    """)
    assert laporan.lampiran == ()
    assert make_pengaturan(laporan.pengaturan).indikator["angkakematianbayi"].arah is Arah.TURUN


def test_what_contradicts_itself_is_told() -> None:
    ((_, contradiction), (_, unknown), (_, twice)) = complaints("""
        | Indikator  | Arah                    | Rumus                    |
        | Nilai A    | Makin tinggi makin baik | target / realisasi × 100 |
        | Nilai B    | terserah                | target / realisasi × 100 |
        | Nilai B    | Makin rendah makin baik | realisasi / target × 100 |
    """)
    assert "tidak sesuai dengan arah" in contradiction
    assert unknown == "arah “terserah” tidak dikenal dan tidak dipakai"
    assert "diatur dua kali" in twice


def test_acceptances() -> None:
    own = settings("""
        | Kode Aturan | Uraian     | Lembar    | Sel              | Alasan            |
        | hit 01      | Rasio KDRT |           |                  | menurut dokumen A |
        | ANG01       |            | Tabel 3.4 | $G$12; g14:g16   | sudah disepakati  |
        | LAM02       |            |           | 'Tabel 3.1'!I45  | dibulatkan        |
    """)
    assert [(p.kode, p.uraian, p.lembar, p.sel, p.alasan) for p in own.diterima] == [
        ("HIT01", "Rasio KDRT", "", "", "menurut dokumen A"),
        ("ANG01", "", "Tabel 3.4", "$G$12,G14:G16", "sudah disepakati"),
        ("LAM02", "", "Tabel 3.1", "I45", "dibulatkan"),
    ]


def test_an_acceptance_needs_code_reason_and_a_real_cell() -> None:
    drawing = """
        | Kode Aturan | Uraian     | Sel  | Alasan       |
        | HIT01       | Rasio KDRT |      |              |
        |             | Rasio KDRT |      | disepakati   |
        | HIT01       |            | kiri | disepakati   |
    """
    assert settings(drawing).diterima == ()
    assert [said for _, said in complaints(drawing)] == [
        "penerimaan tanpa alasan tidak dipakai",
        "penerimaan tanpa kode aturan tidak dipakai",
        "sel “kiri” bukan alamat sel, penerimaan tidak dipakai",
    ]


def test_causes_of_low_serapan_with_codes_are_no_acceptances() -> None:
    laporan = read("""
        | Kode         | Kegiatan     | Alasan                |
        | 1.03.02.2.01 | Pemeliharaan | Lelang terlambat      |
    """)
    assert laporan.pengaturan == ()


def test_scales() -> None:
    own = settings("""
        Skala predikat capaian
        | Predikat | Batas bawah |
        | Buruk    |             |
        | Cukup    | 60          |
        | Baik     | 85,5        |

        | Predikat SAKIP | Nilai minimal |
        | Istimewa       | 90            |
        | Baik           | ≥ 70          |
        | Kurang         | 0             |
    """)
    assert [(s.label, s.limit, s.above) for s in own.skala_capaian] == [
        ("Baik", D("85.5"), False),
        ("Cukup", D(60), False),
        ("Buruk", None, False),
    ]
    assert [(s.label, s.limit, s.above) for s in own.skala_sakip] == [
        ("Istimewa", D(90), True),
        ("Baik", D(70), False),
        ("Kurang", None, False),
    ]


def test_a_scale_is_known_by_its_words_where_nothing_names_it() -> None:
    own = settings("| Predikat | Batas bawah |\n| AA | 95 |\n| A | 85 |\n| B | |\n")

    assert [step.label for step in own.skala_sakip] == ["AA", "A", "B"]
    assert own.skala_capaian == BAWAAN.skala_capaian


@pytest.mark.parametrize(("first", "second"), [("tinggi", "cukup"), ("60", "60")])
def test_a_scale_without_clear_limits_is_not_used(first: str, second: str) -> None:
    drawing = f"| Predikat | Batas bawah |\n| Baik | {first} |\n| Cukup | {second} |\n| Buruk | |\n"

    assert settings(drawing).skala_capaian == BAWAAN.skala_capaian
    assert len(complaints(drawing)) == 1


EVERYTHING = """
Pengaturan
| Pengaturan         | Nilai | Keterangan |   | Predikat      | Batas bawah |
| Batas serapan (%)  | 85    |            |   | Baik          | 80          |
|                    |       |            |   | Buruk         |             |
| Batas capaian tertinggi (%) | 120 |     |   |               |             |

Arah dan rumus
| Indikator            | Arah | Rumus                    |
| Panjang jalan rusak  |      | target / realisasi × 100 |

| Kode Aturan | Uraian | Lembar | Sel | Alasan     |
| HIT01       |        |        |     | disepakati |

| ANG01       |        |        |     | disepakati |
"""


@pytest.mark.parametrize(
    "drawing",
    [
        TABEL + "\n## Pengaturan\n" + EVERYTHING,
        TABEL + "\n\n" + EVERYTHING,
        EVERYTHING + "\n\n" + TABEL,
        TABEL + EVERYTHING,
    ],
    ids=["own sheet", "below", "above", "close below"],
)
def test_lists_may_stand_anywhere_and_leave_the_annexes_alone(drawing: str) -> None:
    laporan = read(drawing)

    (tabel,) = laporan.lampiran
    assert (tabel.form, [row.indikator for row in tabel.rows]) == (
        TABEL_3_1,
        ["Panjang jalan mantap"],
    )
    own = make_pengaturan(laporan.pengaturan)
    assert (own.batas_serapan, own.batas_capaian) == (85, 120)
    assert [step.label for step in own.skala_capaian] == ["Baik", "Buruk"]
    assert own.indikator["panjangjalanrusak"].rumus is Rumus.TURUN_BALIK
    assert [one.kode for one in own.diterima] == ["HIT01", "ANG01"]
    assert own.keliru == ()
