"""Tables whose title names an annex that could not be read from them."""

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.formulir.perjanjian_kinerja import PERJANJIAN_KINERJA
from lkjip_xl.lampiran.formulir.rencana_aksi import RENCANA_AKSI
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.formulir.tabel_3_2 import TABEL_3_2
from lkjip_xl.lampiran.formulir.tabel_3_3 import TABEL_3_3
from lkjip_xl.lampiran.formulir.tabel_3_4 import TABEL_3_4
from lkjip_xl.lampiran.formulir.tabel_3_5 import TABEL_3_5
from lkjip_xl.lampiran.office_year import read_office_year
from lkjip_xl.lampiran.titled import Unread

ALIEN = """
    | Tolok Ukur      | Sat. | Rencana | Hasil | %     |
    | Jalan mantap    | km   | 80      | 70    | 87,50 |
    | Jembatan mantap | unit | 4       | 4     | 100   |
"""
KINERJA = """
    | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
    | Jalan mantap      | km     | 80     | 70        | 87,50       |
"""


def unread_in(drawing: str) -> list[Unread]:
    return list(read_office_year(draw(drawing).sheets).unread)


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("Tabel 3.1", TABEL_3_1),
        ("TABEL 3.1. PENCAPAIAN REALISASI KINERJA DINAS JALAN TAHUN 2023", TABEL_3_1),
        ("Lampiran I Tabel 3.2 Realisasi Kinerja dan Anggaran 2021-2023", TABEL_3_2),
        ("Tabel 3.3 Target dan Capaian Jangka Menengah", TABEL_3_3),
        ("Tabel 3.4 Realisasi Anggaran", TABEL_3_4),
        ("Tabel 3.5 Serapan Anggaran Tujuan dan Sasaran Jangka Menengah", TABEL_3_5),
        ("RENCANA AKSI TAHUN 2023", RENCANA_AKSI),
        ("Tabel 2.4 Rencana Aksi Pencapaian Kinerja Dinas Jalan", RENCANA_AKSI),
        ("Tabel 3.2 Capaian Indikator Kinerja Utama", TABEL_3_1),
    ],
)
def test_a_titled_table_with_unknown_labels_is_unread(title: str, form: Form) -> None:
    (unread,) = unread_in(f"{title}\n{ALIEN}")

    assert (unread.form, unread.row, unread.column) == (form, 3, 1)
    assert not unread.is_empty


def test_the_topic_may_stand_in_the_next_line() -> None:
    (unread,) = unread_in(
        f"Tabel 3.4\n    Realisasi Anggaran Tahun 2023\n    | Nama Perangkat: | Dinas Jalan | |\n{ALIEN}"
    )

    assert (unread.form, unread.row) == (TABEL_3_4, 5)


def test_understood_columns_are_told() -> None:
    (unread,) = unread_in("""
        Tabel 3.1 Pencapaian Realisasi Kinerja
        | Indikator Kinerja | Satuan | Target | Tercatat | Capaian (%) |
        | Jalan mantap      | km     | 80     | 70    | 87,50       |
    """)

    assert [column.field for column in unread.columns] == [
        "indikator", "satuan", "target", "capaian",
    ]  # fmt: skip


def test_an_annex_taken_for_a_list_of_indicators_is_unread() -> None:
    (unread,) = unread_in("""
        Tabel 3.1 Pencapaian Realisasi Kinerja
        | Sasaran       | Indikator Kinerja | Satuan | Target | Tercatat |
        | Jalan membaik | Jalan mantap      | km     | 80     | 70    |
    """)

    assert (unread.form, unread.read_as) == (TABEL_3_1, PERJANJIAN_KINERJA)


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(f"Tabel 3.1 Pencapaian Realisasi Kinerja\n{KINERJA}", id="read"),
        pytest.param(
            f"Tabel 3.2 Capaian Kinerja Tahun 2023\n{KINERJA}", id="read under another number"
        ),
        pytest.param(f"Tabel 3.1 Skala Capaian Kinerja\n{ALIEN}", id="scale"),
        pytest.param(f"Tabel 3.2 Jumlah Penduduk Menurut Kecamatan\n{ALIEN}", id="another topic"),
        pytest.param(f"Tabel 3.1 Realisasi Penerimaan Retribusi\n{ALIEN}", id="income"),
        pytest.param(f"Tabel 3.12 Pencapaian Realisasi Kinerja\n{ALIEN}", id="another number"),
        pytest.param(f"Rencana Aksi Daerah Penurunan Stunting\n{ALIEN}", id="another plan"),
        pytest.param(
            f"Tabel 3.1 menunjukkan bahwa capaian kinerja meningkat dari tahun lalu.\n{ALIEN}",
            id="narrative",
        ),
        pytest.param(f"Sesuai Tabel 3.1 capaian kinerja naik\n{ALIEN}", id="reference"),
        pytest.param(
            "DAFTAR TABEL\n    Tabel 3.1 Pencapaian Realisasi Kinerja\n"
            f"    Tabel 3.4 Realisasi Anggaran\n{ALIEN}",
            id="list of tables",
        ),
        pytest.param(
            "| Tabel 3.1 Pencapaian Realisasi Kinerja | 21 |\n"
            f"    | Tabel 3.4 Realisasi Anggaran | 34 |\n{ALIEN}",
            id="contents with pages",
        ),
        pytest.param("Tabel 3.1 Pencapaian Realisasi Kinerja", id="a title alone"),
        pytest.param(
            "Tabel 3.1 Analisis Capaian Kinerja\n"
            "    | Indikator | Penyebab Keberhasilan | Penyebab Kegagalan | Solusi |\n"
            "    | Jalan     | Dana cukup            | Hujan              | Jadwal |",
            id="analysis",
        ),
    ],
)
def test_other_titles_are_no_fault(drawing: str) -> None:
    assert unread_in(f"{KINERJA}\n    ## Lain\n    {drawing}") == []


def test_a_title_repeated_on_the_next_page_is_no_fault() -> None:
    page = "Tabel 3.1 Pencapaian Realisasi Kinerja\n" + KINERJA

    assert unread_in(f"{page}\n    {page.replace('Jalan', 'Jembatan')}") == []


@pytest.mark.parametrize(
    "row", ["|  |  |  |  |  |", "| 1 |  |  |  |  |", "| Jumlah | | | | =SUM(E4:E5) → 0 |"]
)
def test_an_empty_table_is_told_as_such(row: str) -> None:
    (unread,) = unread_in(f"""
        Tabel 3.1 Pencapaian Realisasi Kinerja
        | Tolok Ukur | Sat. | Rencana | Hasil | % |
        {row}
    """)

    assert unread.is_empty


def test_a_first_page_that_was_not_read_is_told_although_the_next_one_was() -> None:
    (unread,) = unread_in(f"Tabel 3.1 Pencapaian Realisasi Kinerja\n{ALIEN}\n{KINERJA}")

    assert (unread.row, unread.is_empty) == (3, False)
