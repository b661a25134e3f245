"""The same item and indicator in several annexes, despite slips."""

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.figures.alignment import Alignment, Match
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.formulir.analisis import ANALISIS
from lkjip_xl.lampiran.formulir.iku import IKU
from lkjip_xl.lampiran.formulir.pembanding import PEMBANDING
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.formulir.tabel_3_4 import TABEL_3_4
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year

T31 = """
    Tabel 3.1 Pencapaian Kinerja Tahun 2023
    | Program/Kegiatan/Sub Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
"""
T34 = """
    Tabel 3.4 Realisasi Anggaran Tahun 2023
    | Program/Kegiatan/Sub Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
"""


def read(performance: str, money: str) -> LaporanKinerja:
    book = draw(f"{T31}{performance}\n\n{T34}{money}")
    return read_office_year(list(book.grids()))


def keys(laporan: LaporanKinerja, form: Form) -> dict[str, str]:
    alignment = Alignment(laporan)
    (lampiran,) = laporan.of(form)
    return {item.nama: alignment.item_key(item) for item in lampiran.items}


def test_slips_and_spelling_keep_an_items_key() -> None:
    laporan = read(
        """
    | PROGRAM JALAN          | a | km | 1 | 1 | 100 |
    | Kegiatan: Surat Menyurat | b | km | 1 | 1 | 100 |
    | Kegiatan: Fasilitasi & Rapat | c | km | 1 | 1 | 100 |
""",
        """
    | POGRAM JALAN          | 200.000.000 | 200.000.000 | 100 |
    | Kegiatan: Surat Meyurat  | 100.000.000 | 100.000.000 | 100 |
    | Kegiatan: Fasilitasi dan Rapat | 100.000.000 | 100.000.000 | 100 |
""",
    )
    one, other = keys(laporan, TABEL_3_1), keys(laporan, TABEL_3_4)
    assert list(one.values()) == list(other.values())
    assert len(set(one.values())) == 3


def test_names_that_differ_in_meaning_are_two_items() -> None:
    laporan = read(
        """
    | PROGRAM JALAN            | a | km | 1 | 1 | 100 |
    | Kegiatan: Dokumen RKA-SKPD | b | km | 1 | 1 | 100 |
    | Kegiatan: Dokumen Renja | b | km | 1 | 1 | 100 |
""",
        """
    | PROGRAM JALAN              | 200.000.000 | 200.000.000 | 100 |
    | Kegiatan: Dokumen DPA-SKPD | 100.000.000 | 100.000.000 | 100 |
    | Kegiatan: Dokumen Lakip | 100.000.000 | 100.000.000 | 100 |
""",
    )
    one, other = keys(laporan, TABEL_3_1), keys(laporan, TABEL_3_4)
    assert len(set(one.values()) & set(other.values())) == 1


def test_the_only_one_left_is_the_same_though_a_word_differs() -> None:
    laporan = read(
        """
    | PROGRAM JALAN            | a | km | 1 | 1 | 100 |
    | Kegiatan: Peran Organisasi Masyarakat | b | km | 1 | 1 | 100 |
    | Kegiatan: Jalan Kota | b | km | 1 | 1 | 100 |
""",
        """
    | PROGRAM JALAN              | 200.000.000 | 200.000.000 | 100 |
    | Kegiatan: Jalan Kota       | 100.000.000 | 100.000.000 | 100 |
    | Kegiatan: Peran Organisasi Kemasyarakatan | 100.000.000 | 100.000.000 | 100 |
""",
    )
    one, other = keys(laporan, TABEL_3_1), keys(laporan, TABEL_3_4)
    assert set(one.values()) == set(other.values())
    alignment = Alignment(laporan)
    assert {m.how for node in alignment.items for m in node.mentions} == {
        Match.NEW,
        Match.NAME,
        Match.PLACE,
    }


def test_one_name_under_two_parents_is_two_items_in_each_annex() -> None:
    rows = [
        ("PROGRAM JALAN", 1),
        ("Kegiatan: Koordinasi", 1),
        ("PROGRAM AIR", 1),
        ("Kegiatan: Koordinasi", 1),
    ]
    laporan = read(
        "\n".join(f"    | {name} | x | km | 1 | 1 | 100 |" for name, _ in rows),
        "\n".join(f"    | {name} | 100.000.000 | 100.000.000 | 100 |" for name, _ in rows),
    )
    alignment = Alignment(laporan)
    codes = [[alignment.item_key(item) for item in lampiran.items] for lampiran in laporan.lampiran]
    assert codes[0] == codes[1]
    assert len(set(codes[0])) == 4


def test_an_indicator_keeps_its_key_across_forms() -> None:
    laporan = read_office_year(
        list(
            draw("""
    Tabel 3.1 Pencapaian Kinerja Tahun 2023
    | Sasaran        | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
    | Jalan membaik  | Persentase panjang jalan mantap | km     | 80     | 70        | 87,50       |
    | ^              | Jembatan baik        | unit   | 8      | 7         | 87,50       |

    Tabel 3.3 Target dan Capaian Jangka Menengah
    | Sasaran       | Indikator            | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
    | Jalan membaik | Jembatan baik Tahun 2023 | km     | 75          | 80          | 72             | 75             |
    | ^             | Prosentase panjng jalan mantap | km     | 75          | 80          | 72             | 75             |
""").grids()
        )
    )
    alignment = Alignment(laporan)
    one, other = laporan.lampiran
    first = [alignment.indicator_key(row) for row in one.rows]
    assert first[::-1] == [alignment.indicator_key(row) for row in other.rows]
    assert all(first)


def test_a_second_indicator_of_the_same_name_is_another() -> None:
    laporan = read("\n".join(["    | PROGRAM JALAN | a | km | 1 | 1 | 100 |"] * 2), "")
    (lampiran,) = laporan.of(TABEL_3_1)
    alignment = Alignment(laporan)
    assert len({alignment.indicator_key(row) for row in lampiran.rows}) == 2
    assert len({alignment.item_key(item) for item in lampiran.items}) == 1


def test_all_totals_are_one_and_an_item_of_no_annex_has_its_name() -> None:
    laporan = read(
        """
    | PROGRAM JALAN | a | km | 1 | 1 | 100 |
""",
        """
    | PROGRAM JALAN | 200.000.000 | 200.000.000 | 100 |
    | JUMLAH        | 200.000.000 | 200.000.000 | 100 |
""",
    )
    alignment = Alignment(laporan)
    (money,) = laporan.of(TABEL_3_4)
    assert alignment.item_key(money.items[-1]) == Level.TOTAL.value
    other = Alignment(read("", ""))
    assert other.item(money.items[0]) is None
    assert other.item_key(money.items[0]) == "program:programjalan"


MANTAP = "Persentase panjang jalan kabupaten dalam kondisi mantap"
T31_WITH_GOAL = """
    Tabel 3.1 Pencapaian Kinerja Tahun 2023
    | Sasaran       | Program       | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
"""


@pytest.mark.parametrize(
    ("named", "is_same"),
    [
        (MANTAP, True),
        ("% panjang jalan kabupaten dalam kondisi mantap", True),
        ("Persentase panjang jalan kabupaten", False),
        (f"{MANTAP} di Kabupaten Serang", False),
    ],
)
def test_a_name_cut_short_means_what_it_begins_and_is_not_the_same(
    named: str, *, is_same: bool
) -> None:
    laporan = read_office_year(
        list(
            draw(f"""{T31_WITH_GOAL}
    | Jalan membaik |  | {MANTAP} | persen | 80 | 70 | 87,50 |
    | Air bersih    |  | Cakupan pelayanan air minum | persen | 80 | 70 | 87,50 |

    Analisis
    | Indikator Kinerja | Penyebab Keberhasilan | Penyebab Kegagalan | Solusi |
    | {named}           |                       | Lahan              | Bebas  |
""").grids()
        )
    )
    table, analysis = (laporan.of(form)[0] for form in (TABEL_3_1, ANALISIS))
    alignment = Alignment(laporan)
    goal, other = table.rows
    assert alignment.meant(analysis.rows[0]) is alignment.indicator(goal)
    assert (alignment.indicator(analysis.rows[0]) is alignment.indicator(goal)) is is_same
    assert alignment.rows(goal, ANALISIS) == [analysis.rows[0]]
    assert not alignment.rows(other, ANALISIS)


def test_a_sheet_without_items_speaks_of_a_goal_and_of_the_program_that_shares_its_indicator() -> (
    None
):
    laporan = read_office_year(
        list(
            draw(f"""{T31_WITH_GOAL}
    | Jalan membaik |               | {MANTAP} | persen | 80 | 70 | 87,50 |
    |               | PROGRAM JALAN | {MANTAP} | persen | 80 | 70 | 87,50 |

    Analisis
    | Indikator Kinerja | Penyebab Keberhasilan | Penyebab Kegagalan | Solusi |
    | {MANTAP}          |                       | Lahan              | Bebas  |
""").grids()
        )
    )
    table, analysis = (laporan.of(form)[0] for form in (TABEL_3_1, ANALISIS))
    alignment = Alignment(laporan)
    goal, program = table.rows
    assert alignment.meant(program) is not alignment.meant(goal)
    for row in (goal, program):
        assert alignment.rows(row, ANALISIS) == [analysis.rows[0]]


def test_two_spellings_of_one_indicator_do_not_hide_what_a_name_cut_short_means() -> None:
    laporan = read_office_year(
        list(
            draw(f"""{T31_WITH_GOAL}
    | Jalan membaik |  | {MANTAP} | persen | 80 | 70 | 87,50 |

    Indikator Kinerja Utama
    | No | Sasaran       | Indikator Kinerja Utama     | Satuan | Target |
    | 1  | Jalan membaik | {MANTAP} di Kabupaten Serang | persen | 80     |

    Pembanding
    | Indikator Kinerja                 | Satuan | Realisasi | Provinsi | Nasional |
    | Persentase panjang jalan kabupaten | persen | 70        | 75       | 80       |
""").grids()
        )
    )
    table, iku, compared = (laporan.of(form)[0].rows[0] for form in (TABEL_3_1, IKU, PEMBANDING))
    alignment = Alignment(laporan)
    assert alignment.meant(compared) is alignment.meant(iku) is alignment.indicator(table)
    assert alignment.rows(iku, PEMBANDING) == [compared]
