"""One annex in the many shapes that offices give it: what it says stays the same."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from lkjip_xl.adapters.drawn import DrawnBook, draw
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.formulir.tabel_3_4 import TABEL_3_4
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.lampiran.records import Baris, Lampiran
from lkjip_xl.pipeline import check
from lkjip_xl.tables.numbers import plain_text


def read(*books: DrawnBook) -> LaporanKinerja:
    return read_office_year([grid for book in books for grid in book.grids()])


def told(drawing: str, *forms: Form) -> list[str]:
    """Return what each row of a drawing says, one line each, whatever its layout."""
    laporan = read(draw(drawing))
    return [
        line
        for lampiran in laporan.of(*(forms or FORMS))
        for line in _lines(lampiran, laporan.year)
    ]


def _lines(lampiran: Lampiran, year: int) -> Iterator[str]:
    for row in lampiran.rows:
        figures = " ".join(_figures(row, lampiran.year))
        parent = _parent(row)
        yield f"{row.level}: {row.nama}{parent} | {row.indikator} | {figures}"


def _figures(row: Baris, year: int) -> Iterator[str]:
    for name, own_year, figure in ((one.field, one.year, one.figure) for one in row.angka):
        if figure.value is not None:
            label = name if own_year == year else f"{name} {own_year}"
            yield f"{label}={plain_text(figure.value)}"


def _parent(row: Baris) -> str:
    above = [row.jalur.name_at(level) for level in list(Level)[:5] if level.depth < row.level.depth]
    names = [name for name in above if name]
    return f" < {names[-1]}" if names and row.level is not Level.TOTAL else ""


ANGGARAN = [
    "program: PROGRAM JALAN < Jalan membaik |  | pagu=800 realisasi_anggaran=600 serapan=75",
    "kegiatan: Pemeliharaan jalan < PROGRAM JALAN |  | pagu=800 realisasi_anggaran=600 serapan=75",
    "sub_kegiatan: Jalan kota < Pemeliharaan jalan |  | pagu=500 realisasi_anggaran=400 serapan=80",
    "sub_kegiatan: Jalan desa < Pemeliharaan jalan |  | pagu=300 realisasi_anggaran=200 "
    "serapan=66.67",
    "program: PROGRAM ANGKUTAN < Angkutan membaik |  | pagu=200 realisasi_anggaran=190 serapan=95",
    "kegiatan: Angkutan umum < PROGRAM ANGKUTAN |  | pagu=200 realisasi_anggaran=190 serapan=95",
    "sub_kegiatan: Angkutan kota < Angkutan umum |  | pagu=150 realisasi_anggaran=150 serapan=100",
    "sub_kegiatan: Angkutan desa < Angkutan umum |  | pagu=50 realisasi_anggaran=40 serapan=80",
    "total: JUMLAH |  | pagu=1000 realisasi_anggaran=790 serapan=79",
]

SHAPES = {
    "plain": """
        | No | Sasaran          | Program/Kegiatan/Sub Kegiatan | Pagu (Rp) | Realisasi (Rp) | %     |
        | 1  | Jalan membaik    | PROGRAM JALAN                 | 800       | 600            | 75    |
        |    |                  | Pemeliharaan jalan            | 800       | 600            | 75    |
        |    |                  | Jalan kota                    | 500       | 400            | 80    |
        |    |                  | Jalan desa                    | 300       | 200            | 66,67 |
        | 2  | Angkutan membaik | PROGRAM ANGKUTAN              | 200       | 190            | 95    |
        |    |                  | Angkutan umum                 | 200       | 190            | 95    |
        |    |                  | Angkutan kota                 | 150       | 150            | 100   |
        |    |                  | Angkutan desa                 | 50        | 40             | 80    |
        |    |                  | JUMLAH                        | 1000      | 790            | 79    |
    """,
    "sasaran merged down, blank rows, a title and a signature block": """
        Tabel 3.4
        Realisasi Anggaran

        | No | Sasaran          | Program/Kegiatan/Sub Kegiatan | Pagu (Rp) | Realisasi (Rp) | %     |
        | 1  | 2                | 3                             | 4         | 5              | 6=5/4*100 |
        | 1  | Jalan membaik    | PROGRAM JALAN                 | 800       | 600            | 75    |
        | ^  | ^                | Pemeliharaan jalan            | 800       | 600            | 75    |
        | ^  | ^                | Jalan kota                    | 500       | 400            | 80    |
        | ^  | ^                | Jalan desa                    | 300       | 200            | 66,67 |

        | 2  | Angkutan membaik | PROGRAM ANGKUTAN              | 200       | 190            | 95    |
        | ^  | ^                | Angkutan umum                 | 200       | 190            | 95    |
        | ^  | ^                | Angkutan kota                 | 150       | 150            | 100   |
        | ^  | ^                | Angkutan desa                 | 50        | 40             | 80    |
        | JUMLAH | <            | <                             | 1000      | 790            | 79    |
        | Sumber: Bidang Keuangan, 2023 |

        |    |                  |                               |  Sukamaju, 31 Desember 2023 |
        |    |                  |                               |  Kepala Dinas Perhubungan   |


        |    |                  |                               |  NIP. 19700101 199001 1 001 |
    """,
    "sasaran repeated on every row": """
        | Sasaran          | Program/Kegiatan/Sub Kegiatan | Pagu (Rp) | Realisasi (Rp) | %     |
        | Jalan membaik    | PROGRAM JALAN                 | 800       | 600            | 75    |
        | Jalan membaik    | Pemeliharaan jalan            | 800       | 600            | 75    |
        | Jalan membaik    | Jalan kota                    | 500       | 400            | 80    |
        | Jalan membaik    | Jalan desa                    | 300       | 200            | 66,67 |
        | Angkutan membaik | PROGRAM ANGKUTAN              | 200       | 190            | 95    |
        | Angkutan membaik | Angkutan umum                 | 200       | 190            | 95    |
        | Angkutan membaik | Angkutan kota                 | 150       | 150            | 100   |
        | Angkutan membaik | Angkutan desa                 | 50        | 40             | 80    |
        | JUMLAH           |                               | 1000      | 790            | 79    |
    """,
    "header repeated on the next page": """
        | No | Sasaran          | Program/Kegiatan/Sub Kegiatan | Pagu (Rp) | Realisasi (Rp) | %     |
        | 1  | 2                | 3                             | 4         | 5              | 6     |
        | 1  | Jalan membaik    | PROGRAM JALAN                 | 800       | 600            | 75    |
        |    |                  | Pemeliharaan jalan            | 800       | 600            | 75    |
        |    |                  | Jalan kota                    | 500       | 400            | 80    |
        | No | Sasaran          | Program/Kegiatan/Sub Kegiatan | Pagu (Rp) | Realisasi (Rp) | %     |
        | 1  | 2                | 3                             | 4         | 5              | 6     |
        |    |                  | Jalan desa                    | 300       | 200            | 66,67 |
        | 2  | Angkutan membaik | PROGRAM ANGKUTAN              | 200       | 190            | 95    |
        |    |                  | Angkutan umum                 | 200       | 190            | 95    |
        |    |                  | Angkutan kota                 | 150       | 150            | 100   |
        |    |                  | Angkutan desa                 | 50        | 40             | 80    |
        |    |                  | JUMLAH                        | 1000      | 790            | 79    |
    """,
    "three columns and a code with two digits in the last segment": """
        | Kode            | Sasaran          | Program          | Kegiatan           | Sub Kegiatan  | Anggaran | Realisasi | % Capaian |
        | 1.03.10         | Jalan membaik    | PROGRAM JALAN    |                    |               | 800      | 600       | 75        |
        | 1.03.10.2.01    |                  |                  | Pemeliharaan jalan |               | 800      | 600       | 75        |
        | 1.03.10.2.01.05 |                  |                  |                    | Jalan kota    | 500      | 400       | 80        |
        | 1.03.10.2.01.06 |                  |                  |                    | Jalan desa    | 300      | 200       | 66,67     |
        | 1.03.11         | Angkutan membaik | PROGRAM ANGKUTAN |                    |               | 200      | 190       | 95        |
        | 1.03.11.2.01    |                  |                  | Angkutan umum      |               | 200      | 190       | 95        |
        | 1.03.11.2.01.01 |                  |                  |                    | Angkutan kota | 150      | 150       | 100       |
        | 1.03.11.2.01.02 |                  |                  |                    | Angkutan desa | 50       | 40        | 80        |
        | JUMLAH          |                  |                  |                    |               | 1000     | 790       | 79        |
    """,
    "one label over three columns, parents merged down": """
        | No | Sasaran          | Program/Kegiatan/Sub Kegiatan | <                  | <             | Anggaran | Realisasi | % Capaian |
        | 1  | Jalan membaik    | PROGRAM JALAN                 | <                  | <             | 800      | 600       | 75        |
        |    | ^                |                               | Pemeliharaan jalan | <             | 800      | 600       | 75        |
        |    | ^                |                               |                    | Jalan kota    | 500      | 400       | 80        |
        |    | ^                |                               |                    | Jalan desa    | 300      | 200       | 66,67     |
        | 2  | Angkutan membaik | PROGRAM ANGKUTAN              | <                  | <             | 200      | 190       | 95        |
        |    | ^                |                               | Angkutan umum      | <             | 200      | 190       | 95        |
        |    | ^                |                               |                    | Angkutan kota | 150      | 150       | 100       |
        |    | ^                |                               |                    | Angkutan desa | 50       | 40        | 80        |
        |    | JUMLAH           | <                             | <                  | <             | 1000     | 790       | 79        |
    """,
    "program and kegiatan repeated beside each sub kegiatan": """
        | Sasaran          | Program          | Kegiatan           | Sub Kegiatan  | Anggaran | Realisasi | % Capaian |
        | Jalan membaik    | PROGRAM JALAN    |                    |               | 800      | 600       | 75        |
        | Jalan membaik    | PROGRAM JALAN    | Pemeliharaan jalan |               | 800      | 600       | 75        |
        | Jalan membaik    | PROGRAM JALAN    | Pemeliharaan jalan | Jalan kota    | 500      | 400       | 80        |
        | Jalan membaik    | PROGRAM JALAN    | Pemeliharaan jalan | Jalan desa    | 300      | 200       | 66,67     |
        | Angkutan membaik | PROGRAM ANGKUTAN |                    |               | 200      | 190       | 95        |
        | Angkutan membaik | PROGRAM ANGKUTAN | Angkutan umum      |               | 200      | 190       | 95        |
        | Angkutan membaik | PROGRAM ANGKUTAN | Angkutan umum      | Angkutan kota | 150      | 150       | 100       |
        | Angkutan membaik | PROGRAM ANGKUTAN | Angkutan umum      | Angkutan desa | 50       | 40        | 80        |
        | JUMLAH           |                  |                    |               | 1000     | 790       | 79        |
    """,
    "a column inserted, letters and Roman numerals as numbering": """
        | No  | Sasaran          | No | Program/Kegiatan/Sub Kegiatan | Lokasi  | Pagu (Rp) | Realisasi (Rp) | %     | Ket |
        | I   | Jalan membaik    | A  | PROGRAM JALAN                 | Kota    | 800       | 600            | 75    | Lelang gagal |
        |     |                  | 1  | Pemeliharaan jalan            | Kota    | 800       | 600            | 75    | Lelang gagal |
        |     |                  | a  | Jalan kota                    | Kota    | 500       | 400            | 80    |     |
        |     |                  | b  | Jalan desa                    | Desa    | 300       | 200            | 66,67 |     |
        | II  | Angkutan membaik | B  | PROGRAM ANGKUTAN              | Kota    | 200       | 190            | 95    |     |
        |     |                  | 1  | Angkutan umum                 | Kota    | 200       | 190            | 95    |     |
        |     |                  | a  | Angkutan kota                 | Kota    | 150       | 150            | 100   |     |
        |     |                  | b  | Angkutan desa                 | Desa    | 50        | 40             | 80    |     |
        |     |                  |    | J U M L A H                   |         | 1000      | 790            | 79    |     |
    """,
    "the total stands at the top": """
        | Sasaran          | Program/Kegiatan/Sub Kegiatan | Pagu (Rp) | Realisasi (Rp) | %     |
        |                  | JUMLAH                        | 1000      | 790            | 79    |
        | Jalan membaik    | PROGRAM JALAN                 | 800       | 600            | 75    |
        |                  | Pemeliharaan jalan            | 800       | 600            | 75    |
        |                  | Jalan kota                    | 500       | 400            | 80    |
        |                  | Jalan desa                    | 300       | 200            | 66,67 |
        | Angkutan membaik | PROGRAM ANGKUTAN              | 200       | 190            | 95    |
        |                  | Angkutan umum                 | 200       | 190            | 95    |
        |                  | Angkutan kota                 | 150       | 150            | 100   |
        |                  | Angkutan desa                 | 50        | 40             | 80    |
    """,
    "the total is called BELANJA and stands at the top": """
        | Sasaran          | Program/Kegiatan/Sub Kegiatan | Pagu (Rp) | Realisasi (Rp) | %     |
        |                  | BELANJA                       | 1000      | 790            | 79    |
        | Jalan membaik    | PROGRAM JALAN                 | 800       | 600            | 75    |
        |                  | Pemeliharaan jalan            | 800       | 600            | 75    |
        |                  | Jalan kota                    | 500       | 400            | 80    |
        |                  | Jalan desa                    | 300       | 200            | 66,67 |
        | Angkutan membaik | PROGRAM ANGKUTAN              | 200       | 190            | 95    |
        |                  | Angkutan umum                 | 200       | 190            | 95    |
        |                  | Angkutan kota                 | 150       | 150            | 100   |
        |                  | Angkutan desa                 | 50        | 40             | 80    |
    """,
    "sasaran on a row of its own": """
        | No | Sasaran          | Program/Kegiatan/Sub Kegiatan | Pagu (Rp) | Realisasi (Rp) | %     |
        | 1  | Jalan membaik    |                               |           |                |       |
        |    |                  | PROGRAM JALAN                 | 800       | 600            | 75    |
        |    |                  | Pemeliharaan jalan            | 800       | 600            | 75    |
        |    |                  | Jalan kota                    | 500       | 400            | 80    |
        |    |                  | Jalan desa                    | 300       | 200            | 66,67 |
        | 2  | Angkutan membaik |                               |           |                |       |
        |    |                  | PROGRAM ANGKUTAN              | 200       | 190            | 95    |
        |    |                  | Angkutan umum                 | 200       | 190            | 95    |
        |    |                  | Angkutan kota                 | 150       | 150            | 100   |
        |    |                  | Angkutan desa                 | 50        | 40             | 80    |
        |    |                  | JUMLAH                        | 1000      | 790            | 79    |
    """,
}


def without_goals(lines: list[str]) -> list[str]:
    return [line for line in lines if not line.startswith(("tujuan", "sasaran"))]


def named_alike(lines: list[str]) -> list[str]:
    """Return the lines in one order, the total last and by one name."""
    total = [line.partition("|")[2] for line in lines if line.startswith("total")]
    return [line for line in lines if not line.startswith("total")] + [
        f"total: JUMLAH |{figures}" for figures in total
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_tabel_3_4_says_the_same_in_every_shape(shape: str) -> None:
    assert named_alike(without_goals(told(SHAPES[shape], TABEL_3_4))) == ANGGARAN


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_is_wrong_in_any_shape(shape: str) -> None:
    assert [str(finding) for finding in check(draw(SHAPES[shape])).findings] == []


@pytest.mark.parametrize("shape", SHAPES)
def test_a_wrong_total_is_found_in_every_shape(shape: str) -> None:
    changed = SHAPES[shape].replace("| 1000 ", "| 1001 ")
    findings = check(draw(changed)).findings

    assert [finding.code for finding in findings] == ["ANG04"]
    assert "Rp1.001" in findings[0].message


KINERJA = [
    "sasaran: Jalan membaik | Jalan mantap | target=80 realisasi=70 capaian=87.5",
    "program: PROGRAM JALAN < Jalan membaik | Jalan terawat | target=10 realisasi=10 capaian=100",
    "kegiatan: Pemeliharaan < PROGRAM JALAN | Panjang jalan | target=20 realisasi=25 capaian=125",
    "sub_kegiatan: Jalan kota < Pemeliharaan | Jalan kota | target=30 realisasi=30 capaian=100",
    "sub_kegiatan: Jalan kota < Pemeliharaan | Jalan desa | target=40 realisasi=30 capaian=75",
    "sub_kegiatan: Jalan kota < Pemeliharaan | Trotoar | target=50 realisasi=50 capaian=100",
]

SHAPES_OF_KINERJA = {
    "names on the first row": """
        | Sasaran       | Program | Kegiatan | Sub Kegiatan | Indikator     | Satuan | Target 2021 | Realisasi 2021 | Capaian (%) |
        | Jalan membaik |         |          |              | Jalan mantap  | km     | 80          | 70             | 87,50       |
        |               | PROGRAM JALAN | |              | Jalan terawat | km     | 10          | 10             | 100         |
        |               |         | Pemeliharaan |          | Panjang jalan | km     | 20          | 25             | 125         |
        |               |         |          | Jalan kota   | Jalan kota    | km     | 30          | 30             | 100         |
        |               |         |          |              | Jalan desa    | km     | 40          | 30             | 75          |
        |               |         |          |              | Trotoar       | km     | 50          | 50             | 100         |
    """,
    "names merged down": """
        | Sasaran       | Program/Kegiatan/Sub Kegiatan | Indikator     | Satuan | Target | Realisasi | Capaian (%) |
        | Jalan membaik |                               | Jalan mantap  | km     | 80     | 70        | 87,50       |
        | ^             | PROGRAM JALAN                 | Jalan terawat | km     | 10     | 10        | 100         |
        | ^             | Pemeliharaan                  | Panjang jalan | km     | 20     | 25        | 125         |
        | ^             | Jalan kota                    | Jalan kota    | km     | 30     | 30        | 100         |
        | ^             | ^                             | Jalan desa    | km     | 40     | 30        | 75          |
        | ^             | ^                             | Trotoar       | km     | 50     | 50        | 100         |
    """,
    "the name on the middle row": """
        | Sasaran       | Program/Kegiatan/Sub Kegiatan | Indikator     | Satuan | Target | Realisasi | Capaian (%) |
        | Jalan membaik |                               | Jalan mantap  | km     | 80     | 70        | 87,50       |
        |               | PROGRAM JALAN                 | Jalan terawat | persen | 10     | 10        | 100         |
        |               | Pemeliharaan                  | Panjang jalan | persen | 20     | 25        | 125         |
        |               |                               | Jalan kota    | km     | 30     | 30        | 100         |
        |               | Jalan kota                    | Jalan desa    | km     | 40     | 30        | 75          |
        |               |                               | Trotoar       | km     | 50     | 50        | 100         |
    """,
    "the name on every row": """
        | Sasaran       | Program/Kegiatan/Sub Kegiatan | Indikator     | Satuan | Target | Realisasi | Capaian (%) |
        | Jalan membaik |                               | Jalan mantap  | km     | 80     | 70        | 87,50       |
        | Jalan membaik | PROGRAM JALAN                 | Jalan terawat | km     | 10     | 10        | 100         |
        | Jalan membaik | Pemeliharaan                  | Panjang jalan | km     | 20     | 25        | 125         |
        | Jalan membaik | Jalan kota                    | Jalan kota    | km     | 30     | 30        | 100         |
        | Jalan membaik | Jalan kota                    | Jalan desa    | km     | 40     | 30        | 75          |
        | Jalan membaik | Jalan kota                    | Trotoar       | km     | 50     | 50        | 100         |
    """,
    "fractions with a per cent format, figures as text": """
        | Sasaran       | Program/Kegiatan/Sub Kegiatan | Indikator     | Satuan | Target | Realisasi | Capaian |
        | Jalan membaik |                               | Jalan mantap  | km     | "80"   | 70        | 87,50%  |
        | ^             | PROGRAM JALAN                 | Jalan terawat | km     | "10"   | 10        | 100%    |
        | ^             | Pemeliharaan                  | Panjang jalan | km     | "20"   | 25        | 125,0%  |
        | ^             | Jalan kota                    | Jalan kota    | km     | "30"   | 30        | "100%"  |
        | ^             | ^                             | Jalan desa    | km     | "40"   | 30        | "75,0"  |
        | ^             | ^                             | Trotoar       | km     | "50"   | 50        | 100     |
    """,
}


@pytest.mark.parametrize("shape", SHAPES_OF_KINERJA)
def test_tabel_3_1_says_the_same_in_every_shape(shape: str) -> None:
    assert told(SHAPES_OF_KINERJA[shape], TABEL_3_1) == KINERJA


@pytest.mark.parametrize("shape", SHAPES_OF_KINERJA)
def test_nothing_is_wrong_with_tabel_3_1_in_any_shape(shape: str) -> None:
    findings = check(draw(SHAPES_OF_KINERJA[shape])).findings
    assert [str(finding) for finding in findings if finding.code != "HIR01"] == []


def test_performance_and_money_in_one_table() -> None:
    assert told(
        """
        | Program/Kegiatan | Indikator     | Satuan | Kinerja | <         | <   | Anggaran (Rp) | <         | <     |
        | ^                | ^             | ^      | Target  | Realisasi | %   | Pagu          | Realisasi | %     |
        | PROGRAM JALAN    | Jalan mantap  | km     | 80      | 70        | 87,50 | 500.000.000 | 400.000.000 | 80  |
        | Pemeliharaan     | Panjang jalan | km     | 20      | 25        | 125 | 500.000.000   | 400.000.000 | 80  |
        |                  | Trotoar       | km     | 40      | 40        | 100 |               |             |     |
        """
    ) == [
        "program: PROGRAM JALAN | Jalan mantap | target=80 realisasi=70 capaian=87.5 "
        "pagu=500000000 realisasi_anggaran=400000000 serapan=80",
        "kegiatan: Pemeliharaan < PROGRAM JALAN | Panjang jalan | target=20 realisasi=25 "
        "capaian=125 pagu=500000000 realisasi_anggaran=400000000 serapan=80",
        "kegiatan: Pemeliharaan < PROGRAM JALAN | Trotoar | target=40 realisasi=40 capaian=100",
    ]


def test_money_in_millions() -> None:
    assert told(
        """
        | Program       | Pagu (Rp juta) | Realisasi (Rp juta) | %     |
        | PROGRAM JALAN | 500,5          | 400,4               | 80,00 |
        """
    ) == ["program: PROGRAM JALAN |  | pagu=500500000 realisasi_anggaran=400400000 serapan=80"]


def test_an_annex_of_several_years() -> None:
    lines = told(
        """
        Tabel 3.2 Realisasi Kinerja dan Anggaran Tahun 2022 dan 2023

        | No | Program / Kegiatan | Indikator | Satuan | 2022    | <           | 2023    | <           |
        | ^  | ^                  | ^         | ^      | Kinerja | Pagu (Rp)   | Kinerja | Pagu (Rp)   |
        | I  | PROGRAM JALAN      | Mantap    | km     | 70      | 500.000.000 | 72      | 600.000.000 |
        | 1  | Pemeliharaan       | Panjang   | km     | 20      | 500.000.000 | -       | 600.000.000 |
        """
    )
    assert lines == [
        "program: PROGRAM JALAN | Mantap | kinerja 2022=70 anggaran 2022=500000000 kinerja=72 "
        "anggaran=600000000",
        "kegiatan: Pemeliharaan < PROGRAM JALAN | Panjang | kinerja 2022=20 "
        "anggaran 2022=500000000 anggaran=600000000",
    ]


@pytest.mark.parametrize("mark", ["■", "x", "v", "√", "1", "500.000.000", "ya"])
def test_a_month_is_marked_in_many_ways(mark: str) -> None:
    (lampiran,) = read(
        draw(
            f"""
            | Sub Kegiatan | Indikator | Satuan | Target | Anggaran (Rp) | JAN | FEB | MAR | APR | MEI | JUN | JUL | AGT | SEP | OKT | NOV | DES |
            | Jalan kota   | Panjang   | km     | 80     | 500.000.000   |     | {mark} | |  -  |     |     |     |     |     |     |     |     |
            """
        )
    ).lampiran
    (row,) = lampiran.rows
    marked = [one.field for one in row.angka if one.field.bulan and one.value]

    assert marked == ["feb"]


def test_quarters_of_performance_and_money() -> None:
    assert told(
        """
        | Sasaran | Sub Kegiatan | Indikator | Satuan | Target Tahunan | TW I | <          | TW II | <          | TW III | <          | TW IV | <          | Penanggung Jawab |
        | ^       | ^            | ^         | ^      | ^              | K    | Rp         | K     | Rp         | K      | Rp         | K     | Rp         | ^                |
        | Mantap  | Jalan kota   | Panjang   | km     | 80             | 20   | 50.000.000 | 40    | 60.000.000 | 60     | 70.000.000 | 80    | 80.000.000 | Bidang           |
        """
    ) == [
        "sub_kegiatan: Jalan kota < Mantap | Panjang | target=80 tw1_target=20 "
        "tw1_anggaran=50000000 tw2_target=40 tw2_anggaran=60000000 tw3_target=60 "
        "tw3_anggaran=70000000 tw4_target=80 tw4_anggaran=80000000"
    ]


def test_two_forms_below_each_other_on_one_sheet() -> None:
    laporan = read(
        draw(
            """
            Tabel 3.1 Pencapaian Kinerja Tahun 2023
            | Sasaran       | Indikator    | Satuan | Target | Realisasi | Capaian |
            | Jalan membaik | Jalan mantap | km     | 80     | 70        | 87,50   |

            Tabel 3.4 Realisasi Anggaran Tahun 2023
            | Program       | Pagu (Rp)   | Realisasi (Rp) | %     |
            | PROGRAM JALAN | 500.000.000 | 400.000.000    | 80,00 |
            | JUMLAH        | 500.000.000 | 400.000.000    | 80,00 |
            Sumber: Bidang Perencanaan
            """
        )
    )
    assert [(one.form, one.area.a1, len(one.rows)) for one in laporan.lampiran] == [
        (TABEL_3_1, "A2:F3", 1),
        (TABEL_3_4, "A6:D8", 2),
    ]
    assert laporan.year == 2023


def test_doubtful_numbers_are_settled_by_the_percentage_of_their_row() -> None:
    (lampiran,) = read(
        draw(
            """
            | Indikator | Satuan | Target | Realisasi | Capaian (%) |
            | Akseptor  | orang  | 1.076  | 927       | 86,15       |
            | Rasio     | rasio  | 1.076  | 0,927     | 86,15       |
            | Lainnya   | rasio  | 2      | 1.250     | 62,50       |
            | Kebalikan | orang  | 1.250  | 1.250     | 100         |
            """
        )
    ).lampiran
    values = [
        (row.figure("target", 0).value, row.figure("realisasi", 0).value) for row in lampiran.rows
    ]

    assert values[0] == (1076, 927)
    assert values[1] == (Decimal("1.076"), Decimal("0.927"))
    assert values[2] == (2, Decimal("1.250"))
    assert values[3] == (1250, 1250)


def test_doubtful_numbers_without_a_percentage_are_settled_by_their_column() -> None:
    (lampiran,) = read(
        draw(
            """
            | Sasaran | Indikator | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
            | Jalan   | Rasio     | rasio  | 1.076       | 1,1         | 1,2            | 1,3            |
            | Jalan   | Akseptor  | orang  | 1.076       | 1100        | 1200           | 1300           |
            """
        )
    ).lampiran
    assert [row.figure("target", 2022).value for row in lampiran.rows] == [Decimal("1.076"), 1076]


def test_one_office_year_in_several_books() -> None:
    kinerja = draw(
        """
        Tabel 3.1 Tahun 2023
        | Sasaran       | Indikator    | Satuan | Target | Realisasi | Capaian |
        | Jalan membaik | Jalan mantap | km     | 80     | 70        | 87,50   |
        """,
        file="kinerja.xlsx",
    )
    anggaran = draw(SHAPES["plain"], file="anggaran.xlsx")
    laporan = read(kinerja, anggaran)

    assert [(one.form, one.file, one.year) for one in laporan.lampiran] == [
        (TABEL_3_1, "kinerja.xlsx", 2023),
        (TABEL_3_4, "anggaran.xlsx", 2023),
    ]


SPLIT = """
    Tabel 3.4 Realisasi Anggaran
    | No | Sasaran          | Program/Kegiatan/Sub Kegiatan | Pagu (Rp) | Realisasi (Rp) | %     |
    | 1  | Jalan membaik    | PROGRAM JALAN                 | 800       | 600            | 75    |
    |    |                  | Pemeliharaan jalan            | 800       | 600            | 75    |
    |    |                  | Jalan kota                    | 500       | 400            | 80    |
    ## Lanjutan
    | No | Sasaran          | Program/Kegiatan/Sub Kegiatan | Pagu (Rp) | Realisasi (Rp) | %     |
    |    |                  | Jalan desa                    | 300       | 200            | 66,67 |
    | 2  | Angkutan membaik | PROGRAM ANGKUTAN              | 200       | 190            | 95    |
    |    |                  | Angkutan umum                 | 200       | 190            | 95    |
    |    |                  | Angkutan kota                 | 150       | 150            | 100   |
    |    |                  | Angkutan desa                 | 50        | 40             | 80    |
    |    |                  | JUMLAH                        | 1000      | 790            | 79    |
"""


def test_an_annex_split_over_two_sheets_is_one_tree() -> None:
    first, second = read(draw(SPLIT)).lampiran

    assert told(SPLIT) == ANGGARAN
    assert (len(first.rows), len(second.rows)) == (3, 6)
    assert (len(first.items), len(second.items)) == (9, 0)
    assert [str(finding) for finding in check(draw(SPLIT)).findings] == []


@pytest.mark.parametrize(
    ("old", "new", "sheet", "cell"),
    [
        ("| 1000 ", "| 1001 ", "Lanjutan", "D7"),
        ("| 300 ", "| 301 ", "Lanjutan", "D2"),
        ("| 150       |", "| 149       |", "Lanjutan", "D5"),
    ],
)
def test_a_wrong_sum_over_two_sheets_is_found(old: str, new: str, sheet: str, cell: str) -> None:
    findings = check(draw(SPLIT.replace(old, new))).findings
    (finding,) = [one for one in findings if one.code in ("ANG03", "ANG04")]
    assert (finding.at.sheet, finding.at.a1) == (sheet, cell)


def test_a_copy_on_another_sheet_is_no_next_part() -> None:
    lines = SHAPES["plain"].splitlines()
    without_total = "\n".join(line for line in lines if "JUMLAH" not in line)
    first, second = read(draw(f"{without_total}\n## Salinan\n{without_total}")).lampiran

    assert len(first.items) == len(second.items) == 8


def test_two_columns_that_state_one_figure_of_one_year() -> None:
    ((row,),) = (
        lampiran.rows
        for lampiran in read(
            draw("""
                Tabel 3.1 Tahun 2023

                | Program | Indikator Kinerja | Satuan | Target | Target 2023 | Realisasi |
                | Jalan   | Jalan mantap      | km     | 80     | 90          | 70        |
            """)
        ).lampiran
    )

    assert [one.figure.written for one in row.angka] == ["80", "90", "70"]


def test_rows_of_belanja_and_of_urusan_stand_outside_the_tree() -> None:
    (lampiran,) = check(
        draw("""
        Realisasi Anggaran Tahun 2023
        | Kode                   | Uraian                        | Pagu (Rp)   | Realisasi (Rp) |
        | "2"                    | URUSAN WAJIB                  | 900.000.000 | 800.000.000    |
        | "2.16"                 | BIDANG KOMUNIKASI             | 900.000.000 | 800.000.000    |
        | 2.16.2.20.2.21.01.0000 | DINAS KOMUNIKASI              | 900.000.000 | 800.000.000    |
        | 2.16.01                | PROGRAM PENUNJANG             | 900.000.000 | 800.000.000    |
        | 2.16.01.2.01           | Perencanaan                   | 900.000.000 | 800.000.000    |
        | 2.16.01.2.01.0001      | Penyusunan Dokumen            | 900.000.000 | 800.000.000    |
        | 5.1.02                 | BELANJA BARANG DAN JASA       | 900.000.000 | 800.000.000    |
        | 5.1.02.01              | BELANJA BARANG                | 900.000.000 | 800.000.000    |
        | 5.1.02.01.001.00024    | Belanja Alat Tulis            | 900.000.000 | 800.000.000    |
        """)
    ).laporan.lampiran

    assert [row.level.value for row in lampiran.rows] == [
        *["urusan"] * 3, "program", "kegiatan", "sub_kegiatan", *["rincian"] * 3,
    ]  # fmt: skip
    assert [item.nama for item in lampiran.items if item.parent is not None] == [
        "Perencanaan",
        "Penyusunan Dokumen",
    ]


def test_the_satuan_may_stand_behind_the_name_of_the_indicator() -> None:
    (lampiran,) = read(
        draw("""
        | Sasaran    | Indikator Kinerja         | Target | Realisasi | Capaian (%) |
        | Jalan baik | Panjang jalan mantap (km) | 80     | 70        | 87,50       |
        |            | Kasus kekerasan (KDRT)    | 4      | 4         | 100         |
        |            | Jembatan mantap (unit)    | 4      | 4         | 100         |
        """)
    ).lampiran
    assert [(row.indikator, row.satuan) for row in lampiran.rows] == [
        ("Panjang jalan mantap", "km"),
        ("Kasus kekerasan (KDRT)", ""),
        ("Jembatan mantap", "unit"),
    ]


def test_a_short_form_in_brackets_is_no_satuan_where_a_column_has_it() -> None:
    (lampiran,) = read(
        draw("""
        | Sasaran    | Indikator Kinerja          | Satuan | Target | Realisasi | Capaian (%) |
        | Jalan baik | Angka kematian ibu (AKI)   | rasio  | 80     | 70        | 87,50       |
        |            | Angka kematian bayi (AKB)  | rasio  | 4      | 4         | 100         |
        """)
    ).lampiran
    assert lampiran.rows[0].indikator == "Angka kematian ibu (AKI)"
