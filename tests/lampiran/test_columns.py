"""What each label means, for every label that the guide to the annexes lists."""

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.domain.field import Kind
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.labels import VOCABULARY
from lkjip_xl.lampiran.naming import name_columns
from lkjip_xl.tables.header import find_headers


def columns_of(*rows: str) -> Columns:
    (grid,) = draw("\n".join(rows)).grids()
    (header,) = find_headers(grid, VOCABULARY)
    return name_columns(header)


def fields_of(*rows: str) -> list[str]:
    return [column.name for column in columns_of(*rows)]


TABEL_3_1 = "| No | Indikator Kinerja | Satuan | Target | Realisasi | {} |"


@pytest.mark.parametrize(
    "label",
    [
        "% Capaian",
        "Capaian",
        "Capaian (%)",
        "Pencapaian",
        "PENCA PAIAN",
        "PENCAPAIAN (%)",
        "Tingkat Capaian",
        "Tingkat Capaian (%)",
        "Persentase Capaian",
        "Prosentase Capaian",
        "Presentase Capaian",
        "Presentase Capaian (%)",
        "Persentasi Capaian",
        "% Pencapaian",
        "%",
        "Persen",
        "Capaian Kinerja (%)",
        "Capaian Kinerja",
        "% Capaian Kinerja",
    ],
)
def test_the_capaian(label: str) -> None:
    assert fields_of(TABEL_3_1.format(label))[-1] == "capaian"


@pytest.mark.parametrize(
    ("target", "realisasi"),
    [
        ("Target", "Realisasi"),
        ("Target 2021", "Realisasi 2021"),
        ("Target Tahun 2021", "Realisasi Tahun 2021"),
        ("Target Kinerja", "Realisasi Kinerja"),
        ("TARGET", "REALI SASI"),
        ("Target (Tahun 2021)", "Realisasi (Tahun 2021)"),
    ],
)
def test_target_and_realisasi(target: str, realisasi: str) -> None:
    columns = columns_of(f"| Sasaran | Indikator | Satuan | {target} | {realisasi} | Capaian |")
    assert [column.field for column in columns][3:] == ["target", "realisasi", "capaian"]
    assert {column.year for column in columns} == ({0, 2021} if "2021" in target else {0})


@pytest.mark.parametrize(
    ("pagu", "realisasi", "serapan"),
    [
        ("Target (Rp)", "Realisasi (Rp)", "% Capaian"),
        ("Pagu Anggaran (Rp)", "Realisasi (Rp)", "%"),
        ("Anggaran", "Realisasi", "% Capaian"),
        ("Anggaran (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)"),
        ("Pagu", "Realisasi", "Persentase"),
        ("Pagu Anggaran", "Realisasi Anggaran", "Penyerapan (%)"),
        ("Anggaran", "Realisasi Anggaran", "Persentase Serapan"),
        ("Target Anggaran (Rp)", "Capaian Anggaran (Rp)", "Presentase Capaian Anggaran (%)"),
        ("Pagu (Rp)", "Realisasi Keuangan (Rp)", "Tingkat Penyerapan"),
        ("Pagu Dana", "Realisasi", "Capaian"),
    ],
)
def test_money(pagu: str, realisasi: str, serapan: str) -> None:
    columns = columns_of(f"| No | Program/Kegiatan | {pagu} | {realisasi} | {serapan} | Ket |")

    assert [column.field for column in columns][2:5] == ["pagu", "realisasi_anggaran", "serapan"]
    assert [column.kind for column in columns][2:5] == [Kind.RUPIAH, Kind.RUPIAH, Kind.PERSEN]


@pytest.mark.parametrize(
    ("label", "scale"),
    [("Pagu (Rp juta)", 6), ("Anggaran (Rp. Juta)", 6), ("Pagu (ribuan Rp)", 3), ("Pagu (Rp)", 0)],
)
def test_the_scale_of_money(label: str, scale: int) -> None:
    columns = columns_of(f"| Program | {label} | Realisasi (Rp) |")
    assert [column.scale for column in columns] == [0, scale, 0]


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("No", "no"),
        ("No.", "no"),
        ("Nomor", "no"),
        ("Kode", "kode"),
        ("Kode Rekening", "kode"),
        ("Tujuan", "tujuan"),
        ("Sasaran", "sasaran"),
        ("Sasaran Strategis", "sasaran"),
        ("Sasaran Program", "sasaran_program"),
        ("Sasaran Kegiatan", "sasaran_kegiatan"),
        ("Sasaran Sub Kegiatan", "sasaran_sub_kegiatan"),
        ("Program/Kegiatan/Sub Kegiatan", "item"),
        ("Program / Kegiatan / Sub Kegiatan", "item"),
        ("PROGRAM/KEGIATAN", "item"),
        ("Program", "program"),
        ("Kegiatan", "kegiatan"),
        ("Sub Kegiatan", "sub_kegiatan"),
        ("Indikator Kinerja", "indikator"),
        ("Indikator", "indikator"),
        ("Indikator Kinerja Utama (IKU)", "indikator"),
        ("Satuan", "satuan"),
        ("Keterangan", "keterangan"),
        ("Ket.", "keterangan"),
        ("Penanggung Jawab", "penanggung_jawab"),
        ("Arah", "arah"),
        ("Rumus Perhitungan", "rumus"),
        ("Formulasi", "rumus"),
        ("Sumber Data", "sumber_data"),
        ("Sumber Dana", "sumber_dana"),
        ("Sumber Anggaran", "sumber_dana"),
        ("Penyebab Keberhasilan", "penyebab_keberhasilan"),
        ("Rekomendasi", "rekomendasi"),
        ("Bobot", "bobot"),
    ],
)
def test_other_labels(label: str, field: str) -> None:
    assert fields_of(f"| {label} | Target | Realisasi |") == [field, "target", "realisasi"]


def test_stacked_labels_are_one_column() -> None:
    assert fields_of(
        "| No | Program      | Indikator | Satuan | Target | Realisasi |",
        "| ^  | Kegiatan     | ^         | ^      | ^      | ^         |",
        "| ^  | Sub Kegiatan | ^         | ^      | ^      | ^         |",
    ) == ["no", "item", "indikator", "satuan", "target", "realisasi"]


def test_one_label_over_three_columns_is_three_levels() -> None:
    assert fields_of(
        "| No | Program/Kegiatan/Sub Kegiatan | < | < | Indikator | Satuan | Target |"
    )[1:4] == ["program", "kegiatan", "sub_kegiatan"]


def test_years_over_performance_and_money() -> None:
    assert fields_of(
        "| Sasaran | Indikator | Satuan | 2020    | <         | 2021 | <  |",
        "| ^       | ^         | ^      | Kinerja | Pagu (Rp) | K    | Rp |",
    )[3:] == ["kinerja 2020", "pagu 2020", "kinerja 2021", "pagu 2021"]


def test_a_label_over_performance_and_money_says_neither() -> None:
    assert fields_of(
        "| Program | Indikator | Satuan | Realisasi Kinerja dan Anggaran | <  | <       | <  |",
        "| ^       | ^         | ^      | 2020                            | <  | 2021    | <  |",
        "| ^       | ^         | ^      | Kinerja                         | Rp | Kinerja | Rp |",
    )[3:] == [
        "realisasi 2020",
        "realisasi_anggaran 2020",
        "realisasi 2021",
        "realisasi_anggaran 2021",
    ]
    assert fields_of(
        "| Program | Indikator | Target Kinerja dan Anggaran | <            | Realisasi Kinerja dan Anggaran | < |",
        "| ^       | ^         | K                           | Pagu (Rp)    | K                              | Rp |",
    )[2:] == ["target", "pagu", "realisasi", "realisasi_anggaran"]


def test_capaian_between_target_and_percentage_of_several_years_is_the_realisasi() -> None:
    assert fields_of(
        "| Sasaran | Indikator | Satuan | Target | <    | Capaian | <    | Persentase Capaian | <    |",
        "| ^       | ^         | ^      | 2020   | 2021 | 2020    | 2021 | 2020               | 2021 |",
    )[3:] == [
        "target 2020",
        "target 2021",
        "realisasi 2020",
        "realisasi 2021",
        "capaian 2020",
        "capaian 2021",
    ]


def test_performance_and_money_side_by_side() -> None:
    assert fields_of(
        "| Program | Indikator | Satuan | Kinerja | <         | <       | Anggaran  | <         | < |",
        "| ^       | ^         | ^      | Target  | Realisasi | Capaian | Pagu | Realisasi | % |",
    )[3:] == ["target", "realisasi", "capaian", "pagu", "realisasi_anggaran", "serapan"]
    assert fields_of(
        "| Program | Indikator | Satuan | Target | Realisasi | % | Pagu (Rp) | Realisasi | % |"
    )[3:] == ["target", "realisasi", "capaian", "pagu", "realisasi_anggaran", "serapan"]


@pytest.mark.parametrize(
    "labels",
    [
        "TW I | TW II | TW III | TW IV",
        "Triwulan I | Triwulan II | Triwulan III | Triwulan IV",
        "Tri Wulan 1 | Tri Wulan 2 | Tri Wulan 3 | Tri Wulan 4",
        "TRW. I | TRW. II | TRW. III | TRW. IV",
    ],
)
def test_quarters(labels: str) -> None:
    assert fields_of(f"| Sasaran | Indikator | Satuan | Target | {labels} |")[4:] == [
        f"tw{number}_target" for number in (1, 2, 3, 4)
    ]


def test_quarters_of_target_realisasi_performance_and_money() -> None:
    assert fields_of(
        "| Sasaran | Indikator | Satuan | TW I   | <         | TW II | <         |",
        "| ^       | ^         | ^      | Target | Realisasi | Target | Realisasi |",
    )[3:] == ["tw1_target", "tw1_realisasi", "tw2_target", "tw2_realisasi"]
    assert fields_of(
        "| Sasaran | Indikator | Satuan | Triwulan I | < | Triwulan II | <  |",
        "| ^       | ^         | ^      | K          | Rp | K          | Rp |",
    )[3:] == ["tw1_target", "tw1_anggaran", "tw2_target", "tw2_anggaran"]


@pytest.mark.parametrize(
    "labels",
    [
        "JAN | FEB | MAR | APR | MEI | JUN | JUL | AGT | SEP | OKT | NOV | DES",
        "Januari | Februari | Maret | April | Mei | Juni | Juli | Agustus | September | Oktober "
        "| November | Desember",
        "Jan | Peb | Mrt | Apr | Mei | Jun | Jul | Ags | Sept | Okt | Nop | Des",
    ],
)
def test_months(labels: str) -> None:
    months = fields_of(f"| Sasaran | Indikator | Satuan | Target | {labels} |")[4:]
    assert months == [
        "jan",
        "feb",
        "mar",
        "apr",
        "mei",
        "jun",
        "jul",
        "agt",
        "sep",
        "okt",
        "nov",
        "des",
    ]


def test_a_label_twice_counts_once() -> None:
    assert fields_of("| Indikator | Target | Realisasi | Target |") == [
        "indikator",
        "target",
        "realisasi",
    ]


def test_unknown_columns_are_left_out() -> None:
    assert fields_of("| No | Indikator | Satuan | Lokasi | Target | Realisasi |") == [
        "no",
        "indikator",
        "satuan",
        "target",
        "realisasi",
    ]


def test_what_the_indicator_reached_stands_before_the_money_of_its_year() -> None:
    assert fields_of(
        "| Program | Indikator | Satuan | 2020      | <         | 2021      | <         |",
        "| ^       | ^         | ^      | Realisasi | Pagu (Rp) | Realisasi | Pagu (Rp) |",
    )[3:] == ["realisasi 2020", "pagu 2020", "realisasi 2021", "pagu 2021"]


def test_money_may_stand_before_performance() -> None:
    assert fields_of(
        "| Program | Indikator | Satuan | Pagu (Rp) | Realisasi | % | Target | Realisasi | % |"
    )[3:] == ["pagu", "realisasi_anggaran", "serapan", "target", "realisasi", "capaian"]


def test_plans_may_stand_before_results() -> None:
    assert fields_of(
        "| Program | Indikator | Target | Pagu (Rp) | Realisasi | Realisasi | % | % |"
    )[2:] == ["target", "pagu", "realisasi", "realisasi_anggaran", "capaian", "serapan"]


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("Pagu Sebelum (Rp)", "Pagu Setelah (Rp)", "Selisih (Rp)"),
        ("Pagu Sebelum Perubahan", "Pagu Sesudah Perubahan", "Selisih Pagu"),
        ("Pagu Murni (Rp)", "Pagu Perubahan (Rp)", "Bertambah/Berkurang (Rp)"),
        ("Anggaran Semula (Rp)", "Anggaran Menjadi (Rp)", "Bertambah/(Berkurang) (Rp)"),
    ],
)
def test_pagu_before_and_after_a_change(before: str, after: str, change: str) -> None:
    found = fields_of(f"| No | Program/Kegiatan | {before} | {after} | {change} |")
    assert found[2:] == ["pagu_sebelum", "pagu", "selisih"]


def test_groups_of_expenditure_in_one_label() -> None:
    found = fields_of(
        "| Kode | Uraian | Anggaran Belanja Operasi | Realisasi Belanja Operasi (Rp) | Modal Anggaran |"
    )
    assert found[2:] == ["pagu_operasi", "realisasi_operasi", "pagu_modal"]


def test_the_months_of_a_plan_of_cash() -> None:
    found = fields_of(
        "| Kode Akun | Uraian | Nilai Rincian | Bulan 1 | Bulan 2 | Total Jan s.d. Feb |"
    )
    assert found == ["kode", "item", "pagu", "jan", "feb", "rak_berjalan"]
