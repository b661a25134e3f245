"""Each form is known by its columns, in the layouts that offices give it."""

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.formulir.analisis import ANALISIS
from lkjip_xl.lampiran.formulir.belanja import BELANJA
from lkjip_xl.lampiran.formulir.iku import IKU
from lkjip_xl.lampiran.formulir.lhe import LHE
from lkjip_xl.lampiran.formulir.pembanding import PEMBANDING
from lkjip_xl.lampiran.formulir.penyebab_serapan import PENYEBAB_SERAPAN
from lkjip_xl.lampiran.formulir.rencana_aksi import RENCANA_AKSI
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.formulir.tabel_3_2 import TABEL_3_2
from lkjip_xl.lampiran.formulir.tabel_3_3 import TABEL_3_3
from lkjip_xl.lampiran.formulir.tabel_3_4 import TABEL_3_4
from lkjip_xl.lampiran.formulir.tabel_3_5 import TABEL_3_5
from lkjip_xl.lampiran.formulir.tindak_lanjut import TINDAK_LANJUT
from lkjip_xl.lampiran.formulir.tujuan_sasaran import TUJUAN_SASARAN
from lkjip_xl.lampiran.locating import locate_all

LAYOUTS = {
    TABEL_3_1: [
        """
        | No | Tujuan | Sasaran | Program/Kegiatan/Sub Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | % Capaian | Keterangan |
        | 1  | T      | S       | PROGRAM A                     | I                 | km     | 80     | 70        | 87,50     |            |
        """,
        """
        | Sasaran Strategis | Indikator Kinerja | Target | Realisasi | Pencapaian |
        | S                 | I                 | 80     | 70        | 87,50      |
        """,
        """
        | Kode    | Sasaran | Program | Kegiatan | Sub Kegiatan | Indikator | Satuan | Kinerja | < | <         |
        | ^       | ^       | ^       | ^        | ^            | ^         | ^      | Target | Realisasi | % |
        | 1.03.10 | S       | A       |          |              | I         | km     | 80     | 70        | 87,50 |
        """,
        """
        | Indikator | Satuan | Target 2023 | Realisasi 2023 | Tingkat Capaian (%) |
        | I         | km     | 80          | 70             | 87,50               |
        """,
        """
        | Program | Indikator | Satuan | Target | Realisasi | % | Pagu (Rp)   | Realisasi (Rp) | %     |
        | A       | I         | km     | 80     | 70        | 1 | 500.000.000 | 400.000.000    | 80,00 |
        """,
    ],
    TABEL_3_2: [
        """
        | Program/Kegiatan | Indikator | Satuan | 2022    | <           | 2023    | <           | Ket |
        | ^                | ^         | ^      | Kinerja | Pagu (Rp)   | Kinerja | Pagu (Rp)   | ^   |
        | PROGRAM A        | I         | km     | 80      | 500.000.000 | 81      | 600.000.000 |     |
        """,
        """
        | Program   | Indikator | Satuan | Realisasi Tahun 2022 | <           | Realisasi Tahun 2023 | <           |
        | ^         | ^         | ^      | K                    | Rp          | K                    | Rp          |
        | PROGRAM A | I         | km     | 80                   | 500.000.000 | 81                   | 600.000.000 |
        """,
        """
        | Program   | Indikator | Satuan | 2022      | <              | 2023      | <              |
        | ^         | ^         | ^      | Kinerja   | Realisasi (Rp) | Kinerja   | Realisasi (Rp) |
        | PROGRAM A | I         | km     | 80        | 500.000.000    | 81        | 600.000.000    |
        """,
    ],
    TABEL_3_3: [
        """
        | Sasaran | Indikator | Satuan | Target | <    | Capaian | <    | Persentase Capaian | <     |
        | ^       | ^         | ^      | 2022   | 2023 | 2022    | 2023 | 2022               | 2023  |
        | S       | I         | km     | 80     | 82   | 70      | 75   | 87,50              | 91,46 |
        """,
        """
        | Sasaran | Indikator | Satuan | 2022   | <         | <     | 2023   | <         | <     |
        | ^       | ^         | ^      | Target | Realisasi | %     | Target | Realisasi | %     |
        | S       | I         | km     | 80     | 70        | 87,50 | 82     | 75        | 91,46 |
        """,
        """
        | Sasaran | Indikator | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
        | S       | I         | km     | 80          | 82          | 70             | 75             |
        """,
    ],
    TABEL_3_4: [
        """
        | No | Program/Kegiatan/Sub Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian | Ket |
        | 1  | PROGRAM A                     | 500.000.000        | 400.000.000    | 80,00     |     |
        """,
        """
        | Kode    | Program | Kegiatan | Sub Kegiatan | Target (Rp) | Realisasi (Rp) | % Capaian |
        | 1.03.10 | A       |          |              | 500.000.000 | 400.000.000    | 80,00     |
        """,
        """
        | Program/Kegiatan | Anggaran    | Realisasi   | Sisa        |
        | PROGRAM A        | 500.000.000 | 400.000.000 | 100.000.000 |
        """,
        """
        | Uraian    | Anggaran    | Realisasi   | Penyerapan (%) |
        | PROGRAM A | 500.000.000 | 400.000.000 | 80             |
        """,
    ],
    TABEL_3_5: [
        """
        | Sasaran | Target Anggaran (Rp) | <           | Capaian Anggaran (Rp) | <           | Presentase Capaian Anggaran (%) | <     |
        | ^       | 2022                 | 2023        | 2022                  | 2023        | 2022                            | 2023  |
        | S       | 500.000.000          | 600.000.000 | 400.000.000           | 540.000.000 | 80,00                           | 90,00 |
        """,
        """
        | Tujuan | Sasaran | 2022        | <              | 2023        | <              |
        | ^      | ^       | Pagu        | Realisasi (Rp) | Pagu        | Realisasi (Rp) |
        | T      | S       | 500.000.000 | 400.000.000    | 600.000.000 | 540.000.000    |
        """,
    ],
    RENCANA_AKSI: [
        """
        | Sasaran Strategis | Sasaran Program | Sasaran Kegiatan | Sasaran Sub Kegiatan | Indikator | Satuan | Target | Anggaran (Rp) | JAN | FEB | MAR | APR | MEI | JUN | JUL | AGT | SEP | OKT | NOV | DES |
        | S                 | P               | K                | SK                   | I         | km     | 80     | 500.000.000   | ■   |     |     |     |     |     |     |     |     |     |     |     |
        """,
        """
        | Program | Kegiatan | Sub Kegiatan | Indikator | Satuan | Target | TW I | TW II | TW III | TW IV | Penanggung Jawab |
        | P       | K        | SK           | I         | km     | 80     | 20   | 40    | 60     | 80    | Bidang           |
        """,
        """
        | Sub Kegiatan | Indikator | Satuan | Target | Triwulan I | <         | Triwulan II | <         | Triwulan III | <         | Triwulan IV | <         |
        | ^            | ^         | ^      | ^      | Target     | Realisasi | Target      | Realisasi | Target       | Realisasi | Target      | Realisasi |
        | SK           | I         | km     | 80     | 20         | 18        | 40          | 38        | 60           | 58        | 80          | 79        |
        """,
        """
        | Kegiatan | Indikator | Satuan | Target | Pagu (Rp)   | Jadwal Pelaksanaan Tahun 2023 | < | < | < | < | < | < | < | < | < | < | < |
        | ^        | ^         | ^      | ^      | ^           | Jan | Feb | Mar | Apr | Mei | Jun | Jul | Ags | Sep | Okt | Nop | Des |
        | K        | I         | km     | 80     | 500.000.000 | v   |     | v   |     |     |     |     |     |     |     |     |     |
        """,
    ],
    IKU: [
        """
        | No | Sasaran | Indikator Kinerja Utama | Satuan | Arah          | Rumus | Sumber Data |
        | 1  | S       | I                       | km     | Makin tinggi  | a / b | Bidang      |
        """,
    ],
    TUJUAN_SASARAN: [
        """
        | Tujuan | Sasaran | Indikator | Satuan | Target Kinerja pada Tahun | <    | <    |
        | ^      | ^       | ^         | ^      | 2021                      | 2022 | 2023 |
        | T      | S       | I         | km     | 70                        | 75   | 80   |
        """,
    ],
    BELANJA: [
        """
        | No | Jenis Belanja   | Anggaran (Rp) | Realisasi (Rp) | %     |
        | 1  | Belanja Pegawai | 500.000.000   | 400.000.000    | 80,00 |
        """,
        """
        Komposisi Belanja Tahun 2023
        | No | Uraian          | Anggaran (Rp) | Realisasi (Rp) |
        | 1  | Belanja Pegawai | 500.000.000   | 400.000.000    |
        """,
    ],
    ANALISIS: [
        """
        | Indikator | Target | Realisasi | Capaian | Penyebab Keberhasilan | Penyebab Kegagalan | Solusi |
        | I         | 80     | 70        | 87,50   | a                     | b                  | c      |
        """,
    ],
    PENYEBAB_SERAPAN: [
        """
        | No | Kegiatan | Pagu        | Realisasi   | %     | Penyebab |
        | 1  | K        | 500.000.000 | 400.000.000 | 80,00 | Gagal    |
        """,
    ],
    PEMBANDING: [
        """
        | Indikator | Satuan | Realisasi | Provinsi | Nasional |
        | I         | km     | 70        | 72       | 75       |
        """,
    ],
    TINDAK_LANJUT: [
        """
        | No | Rekomendasi | Tindak Lanjut | Keterangan |
        | 1  | a           | b             | selesai    |
        """,
    ],
    LHE: [
        """
        | No | Komponen    | Bobot | Nilai |
        | 1  | Perencanaan | 30    | 25    |
        """,
    ],
}


@pytest.mark.parametrize(
    ("form", "drawing"),
    [
        pytest.param(form, drawing, id=f"{form}-{number}")
        for form, drawings in LAYOUTS.items()
        for number, drawing in enumerate(drawings, start=1)
    ],
)
def test_the_form_is_known(form: Form, drawing: str) -> None:
    assert [located.form for located in locate_all(list(draw(drawing).grids()))] == [form]


@pytest.mark.parametrize(
    "drawing",
    [
        "",
        "Sekapur sirih",
        "| No | Nama Barang | Jumlah | Harga |\n| 1 | Kursi | 5 | 500.000.000 |",
        "| No | Indikator | Satuan |\n| 1 | I | km |",
        "| No | Indikator | Satuan | Target | Realisasi |",
    ],
)
def test_other_tables_and_empty_ones_are_no_form(drawing: str) -> None:
    assert locate_all(list(draw(drawing).grids())) == []


def test_all_forms_on_one_sheet_are_found_in_order() -> None:
    drawing = "\n\n".join(
        f"Tabel {number} Bagian\n{drawings[0].replace('        ', '')}"
        for number, drawings in enumerate(LAYOUTS.values(), start=1)
    )
    found = locate_all(list(draw(drawing).grids()))

    assert [located.form for located in found] == list(LAYOUTS)
    assert all(located.header.title.startswith("Tabel ") for located in found)
    assert all(len(located.body.rows) == 1 for located in found)
