"""The report reckons as the office has set it, so that it agrees with the findings."""

from plain import to_plain

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.domain.pengaturan import Pengaturan
from lkjip_xl.figures.pengaturan import make_pengaturan
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.outputs.narrative.anggaran import gather_low, gather_serapan
from lkjip_xl.outputs.narrative.chapters import list_chapters
from lkjip_xl.outputs.narrative.indikator import gather_indikator
from lkjip_xl.outputs.narrative.report import compose

BOOK = """
Tabel 3.1 Pencapaian Kinerja Tahun 2023
| Sasaran       | Program/Kegiatan/Sub Kegiatan | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
| Jalan membaik |                               | Panjang jalan mantap | km     | 80     | 120       | 120,00      |
| ^             |                               | Panjang jalan rusak  | km     | 10     | 8         | 120,00      |

## Anggaran
Tabel 3.4 Realisasi Anggaran Tahun 2023
| Kode         | Program/Kegiatan/Sub Kegiatan | Pagu (Rp)   | Realisasi (Rp) | Serapan (%) |
| 1.03.02      | PROGRAM JALAN                 | 500.000.000 | 430.000.000    | 86,00       |
| 1.03.02.2.01 | Pemeliharaan jalan            | 500.000.000 | 430.000.000    | 86,00       |

## Evaluasi
| Komponen             | Nilai |
| Perencanaan          | 24,00 |
| Nilai hasil evaluasi | 71,00 |
"""
SETTINGS = """
## Pengaturan
| Pengaturan                  | Nilai |
| Batas serapan (%)           | 85    |
| Batas capaian tertinggi (%) | 120   |

| Indikator           | Rumus                    |
| Panjang jalan rusak | target / realisasi × 100 |

Skala capaian
| Predikat   | Batas bawah |
| Gemilang   | 110         |
| Cukup      |             |

Skala nilai SAKIP
| Predikat | Batas bawah |
| Utama    | 70          |
| Madya    |             |
"""


def laporan(text: str) -> LaporanKinerja:
    return read_office_year(list(draw(text).grids()))


def settings(text: str) -> Pengaturan:
    return make_pengaturan(laporan(text).pengaturan)


def test_the_settings_are_read() -> None:
    own = settings(BOOK + SETTINGS)
    assert (own.batas_serapan, own.batas_capaian, own.keliru) == (85, 120, ())


def test_capaian_is_capped_and_reckoned_by_the_office_s_formula() -> None:
    capped, by_formula = gather_indikator(laporan(BOOK + SETTINGS))

    assert capped.capaian == 120
    assert str(capped.shown_capaian) == "120,00%"
    assert by_formula.capaian == 120  # of 125
    assert [one.predikat for one in (capped, by_formula)] == ["Gemilang", "Gemilang"]
    assert [one.capaian for one in gather_indikator(laporan(BOOK))] == [150, 120]


def test_low_serapan_is_what_the_office_calls_low() -> None:
    for text, low in ((BOOK, 1), (BOOK + SETTINGS, 0)):
        read = laporan(text)
        assert len(gather_low(read, gather_serapan(read))) == low
    (sentence,) = compose(laporan(BOOK + SETTINGS)).texts("uraian_serapan_rendah")
    assert str(sentence) == "Kegiatan mencapai serapan 85% atau lebih."


def test_the_score_is_worded_by_the_office_s_scale() -> None:
    with_settings, without = (
        str(compose(laporan(t)).text("kalimat_nilai_evaluasi")) for t in (BOOK + SETTINGS, BOOK)
    )

    assert "71,00 dengan predikat Utama" in with_settings
    assert "71,00 dengan predikat BB" in without


def test_headings_and_notes_name_the_office_s_own_limits() -> None:
    report = compose(laporan(BOOK + SETTINGS))
    titles = [str(one.judul) for chapter in list_chapters(report) for one in chapter.sections]

    assert "Kegiatan dengan Serapan di Bawah 85%" in titles
    assert str(report.text("skala_predikat")) == "Gemilang (≥ 110%), Cukup (selebihnya)"
    assert str(report.text("kalimat_cara_mengukur")).endswith(
        "Untuk indikator yang makin rendah makin baik, rumusnya target / realisasi × 100. Capaian "
        "dihitung paling tinggi 120,00%."
    )


def test_two_formulas_for_lower_is_better_are_both_told() -> None:
    other = BOOK.replace(
        "\n## Anggaran",
        "| ^             |                               | Angka kecelakaan     | kasus  | 10     | 8         | 120,00      |\n\n## Anggaran",
    )

    assert (
        "rumusnya target / realisasi × 100 atau (2 × target − realisasi) / target × 100, "
        "sebagaimana disebutkan dalam uraiannya."
    ) in str(compose(laporan(other + SETTINGS)).text("kalimat_cara_mengukur"))


def test_the_settings_themselves_are_no_part_of_the_report() -> None:
    assert "Batas serapan" not in to_plain(compose(laporan(BOOK + SETTINGS)))


def test_a_way_that_the_office_keeps_to_is_the_report_s_way() -> None:
    capped = BOOK.replace("80     | 120       | 120,00", "80     | 120       | 100,00").replace(
        "10     | 8         | 120,00", "10     | 8         | 100,00"
    )

    assert [one.capaian for one in gather_indikator(laporan(capped))] == [100, 100]
    assert str(compose(laporan(capped)).text("kalimat_cara_mengukur")).endswith(
        "Capaian dihitung paling tinggi 100,00%."
    )


def test_the_formula_of_what_should_stay_is_told() -> None:
    stable = SETTINGS.replace("| Rumus                    |", "| Arah |").replace(
        "| target / realisasi × 100 |", "| Stabil |"
    )
    stable = stable.replace("Batas capaian tertinggi (%) | 120 ", "Batas capaian terendah (%) | 0 ")

    assert str(compose(laporan(BOOK + stable)).text("kalimat_cara_mengukur")).endswith(
        "Untuk indikator yang makin baik bila makin dekat dengan targetnya, rumusnya realisasi / "
        "target × 100, di atas target (2 × target − realisasi) / target × 100. Capaian dihitung "
        "paling rendah 0,00%."
    )
