"""Headers as offices make them: the last label decides, the groups above it add."""

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.lampiran.labels import VOCABULARY
from lkjip_xl.lampiran.naming import name_columns
from lkjip_xl.tables.header import find_headers


def fields_of(*rows: str) -> list[str]:
    (grid,) = draw("\n".join(rows)).grids()
    (header,) = find_headers(grid, VOCABULARY)
    return [column.name for column in name_columns(header)]


@pytest.mark.parametrize(
    ("group", "labels"),
    [
        ("Target dan Realisasi Kinerja Tahun 2024", ("Target", "Realisasi", "%")),
        (
            "Target dan Realisasi Kinerja Tahun 2024",
            ("Target", "Realisasi", "Tingkat Realisasi (%)"),
        ),
        ("Capaian Kinerja Tahun 2024", ("Target", "Realisasi", "Capaian")),
        ("Capaian Kinerja Tahun 2024", ("Target", "Realisasi", "Persentase")),
        ("Realisasi Kinerja", ("Target", "Realisasi", "% Capaian")),
        ("Target/Realisasi", ("T", "R", "%")),
        ("Target & Realisasi", ("T", "R", "% Capaian")),
        ("Capaian Target Indikator", ("Target", "Realisasi", "Rasio Capaian")),
        ("Fisik", ("Target", "Real", "%")),
        ("Kinerja Tahun 2024", ("Rencana", "Realisasi", "Capaian (%)")),
        ("Indikator Kinerja", ("Target", "Hasil", "Capaian (%)")),
        ("Pengukuran Kinerja", ("Target", "Relisasi", "% Capaian")),
        ("Tahun 2024", ("TARGET", "REAL", "CAPAIAN %")),
    ],
)
@pytest.mark.parametrize("depth", [1, 2, 3])
def test_the_last_label_decides(group: str, labels: tuple[str, str, str], depth: int) -> None:
    above = ["Pengukuran Tahun 2024", group][-depth:] if depth > 1 else []
    rows = [f"| No | Sasaran | Uraian Indikator | Satuan | {one} | < | < |" for one in above]
    last = " | ".join(labels)
    if not rows:
        fields = fields_of(f"| No | Sasaran | Indikator Kinerja | Satuan | {last} |")
    else:
        below = [f"| ^ | ^ | ^ | ^ | {one} | < | < |" for one in above[1:]]
        fields = fields_of(rows[0], *below, f"| ^ | ^ | ^ | ^ | {last} |")
    assert [name.split()[0] for name in fields[-3:]] == ["target", "realisasi", "capaian"]


def test_performance_and_money_are_told_by_the_group() -> None:
    assert fields_of(
        "| Kode | Program | Indikator | Satuan | Fisik  | <    | < | Keuangan | <    | < |",
        "| ^    | ^       | ^         | ^      | Target | Real | % | Alokasi  | Real | % |",
    )[4:] == ["target", "realisasi", "capaian", "pagu", "realisasi_anggaran", "serapan"]


def test_an_input_sheet_of_monitoring() -> None:
    assert fields_of(
        "| KD | PROGRAM/KEG/SUB KEGIATAN | INDIKATOR | SATUAN | TARGET | REALISASI TARGET "
        "| ALOKASI [ Rp ] | REALISASI [ Rp ] | PERSENTASE [ % ] | PERMASALAHAN "
        "| UPAYA MENGATASI PERMASALAHAN | TINDAK LANJUT REKOMENDASI |",
    ) == [
        "kode",
        "item",
        "indikator",
        "satuan",
        "target",
        "realisasi",
        "pagu",
        "realisasi_anggaran",
        "serapan",
        "permasalahan",
        "solusi",
        "tindak_lanjut",
    ]


E81_GROUPS = (
    "Target Renstra Perangkat Daerah pada Tahun 2019 s/d 2023 (Akhir Periode Renstra)",
    "Realisasi Capaian Kinerja Renstra Perangkat Daerah sampai dengan Renja Perangkat Daerah "
    "Tahun Lalu (n-1)",
    "Target Kinerja dan Anggaran Renja Perangkat Daerah Tahun Berjalan (Tahun n) yang Dievaluasi",
)
E81_AFTER = (
    "Realisasi Capaian Kinerja dan Anggaran Renja Perangkat Daerah yang Dievaluasi",
    "Realisasi Kinerja dan Anggaran Renstra Perangkat Daerah s/d Tahun 2023 (Akhir Tahun "
    "Pelaksanaan Renja)",
    "Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra Perangkat Daerah s/d Tahun 2023 (%)",
)
E81_FIELDS = [
    "no",
    "sasaran",
    "item",
    "indikator",
    "target_akhir",
    "pagu_akhir",
    "realisasi_lalu",
    "realisasi_anggaran_lalu",
    "target",
    "pagu",
    *(f"tw{tw}_{part}" for tw in (1, 2, 3, 4) for part in ("realisasi", "realisasi_anggaran")),
    "realisasi",
    "realisasi_anggaran",
    "realisasi_renstra",
    "realisasi_anggaran_renstra",
    "capaian_renstra",
    "serapan_renstra",
    "penanggung_jawab",
]


def e81(*, number_row: int, letters: bool = False) -> tuple[str, ...]:
    """Draw the header of an evaluation of the Renja, its row of numbers after the given row."""
    own = "No | Sasaran | Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan | Indikator Kinerja"
    pairs = " | ".join(f"{group} | <" for group in E81_GROUPS)
    quarters = "Realisasi Kinerja Pada Triwulan" + " | <" * 7
    after = " | ".join(f"{group} | <" for group in E81_AFTER)
    up = " | ".join(["^"] * 4)
    ups = " | ".join(["^ | ^"] * 3)
    rows = [
        f"| {own} | {pairs} | {quarters} | {after} | Unit Penanggung Jawab |",
        f"| {up} | {ups} | I | < | II | < | III | < | IV | < | {ups} | ^ |",
        f"| {up} |" + " K | Rp |" * 10 + " ^ |",
    ]
    if number_row:
        first = [str(n) for n in range(1, 5)]
        count = iter(range(5, 16))
        pair = [f"{next(count)} | <" for _ in range(10)]
        numbers = f"| {' | '.join(first)} | {' | '.join(pair)} | {next(count)} |"
        rows.insert(number_row, numbers)
        if number_row == 2:  # labels above the numbers do not reach through them
            rows[3] = "| | | | |" + " K | Rp |" * 10 + " |"
    return tuple(rows)


@pytest.mark.parametrize("number_row", [0, 2, 3])
def test_an_evaluation_of_the_renja(number_row: int) -> None:
    assert fields_of(*e81(number_row=number_row)) == E81_FIELDS


def test_a_number_over_performance_and_money_tells_nothing_of_either() -> None:
    assert fields_of(
        "| No | Program | Indikator | Target Renja | < | Realisasi Kinerja pada Triwulan ke- | < | < | < | Realisasi Capaian Kinerja dan Anggaran Renja yang Dievaluasi | < | Tingkat Capaian Kinerja dan Realisasi Anggaran Renja (%) | < |",
        "| ^ | ^ | ^ | ^ | ^ | I | < | II | < | ^ | < | ^ | < |",
        "| 1 | 2 | 3 | 4 | < | 5 | < | 6 | < | 7 = 5+6 | < | 8 = 7/4 x 100 % | < |",
        "| ^ | ^ | ^ | (K) | (Rp) | (K) | (Rp) | (K) | (Rp) | (K) | (Rp) | (K) | (Rp) |",
    )[-4:] == ["realisasi", "realisasi_anggaran", "capaian", "serapan"]


def test_a_number_that_is_merged_down_beside_low_labels_is_no_label() -> None:
    assert fields_of(
        "| No | Program/Kegiatan | Indikator Kinerja Program (outcome)/ Kegiatan (output) | Target Renja | < | Unit Perangkat Daerah Penanggung Jawab |",
        "| 1 | 2 | 3 | 4 | < | 5 |",
        "| ^ | ^ | ^ | K | Rp | ^ |",
    ) == ["no", "item", "indikator", "target", "pagu", "penanggung_jawab"]


def test_a_percentage_right_of_the_renstra_is_that_of_the_renstra() -> None:
    assert fields_of(
        "| Program | Indikator | Target Akhir Renstra | < | Target 2023 | < | Realisasi TW I | < | Realisasi s.d. 2023 | < | Capaian (%) | < |",
        "| ^ | ^ | Fisik | Keuangan | Fisik | Keuangan | Fisik | Keuangan | Fisik | Keuangan | Fisik | Keuangan |",
    )[-4:] == [
        "realisasi_renstra",
        "realisasi_anggaran_renstra",
        "capaian_renstra",
        "serapan_renstra",
    ]


def test_an_evaluation_with_percentages_of_the_quarters() -> None:
    assert fields_of(
        "| Program | Indikator | Target Renja 2024 | < | Realisasi Kinerja Pada Triwulan | < | < | < | < | < |",
        "| ^ | ^ | ^ | ^ | I | < | < | II | < | < |",
        "| ^ | ^ | K | Rp | K | % | Rp | K | % | Rp |",
    )[4:] == [
        "tw1_realisasi",
        "tw1_capaian",
        "tw1_realisasi_anggaran",
        "tw2_realisasi",
        "tw2_capaian",
        "tw2_realisasi_anggaran",
    ]


def test_the_renstra_beside_the_renja() -> None:
    assert fields_of(
        "| Program | Indikator | Target Renstra | <  | Target Renja | <  | Realisasi Renja | < |",
        "| ^       | ^         | K              | Rp | K            | Rp | K               | Rp |",
    )[2:] == ["target_akhir", "pagu_akhir", "target", "pagu", "realisasi", "realisasi_anggaran"]


def test_a_renstra_with_a_target_each_year_is_the_plan_itself() -> None:
    assert fields_of(
        "| Sasaran | Indikator | Satuan | Target Renstra Tahun Ke | < | Realisasi Capaian Tahun Ke | < | Rasio Capaian Tahun Ke | < |",
        "| ^ | ^ | ^ | 2019 | 2020 | 2019 | 2020 | 2019 | 2020 |",
    )[3:] == [
        "target 2019",
        "target 2020",
        "realisasi 2019",
        "realisasi 2020",
        "capaian 2019",
        "capaian 2020",
    ]


def test_a_recapitulation_of_the_renja() -> None:
    assert fields_of(
        "| Kode | Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan "
        "| Indikator Kinerja Program/Kegiatan (out come/out put) "
        "| Target Capaian Kinerja Renstra Tahun 2023 (akhir periode Renstra) "
        "| Realisasi Target Kinerja Hasil Program dan Keluaran Kegiatan s.d. Tahun 2019 (tahun n-3) "
        "| Target dan Realisasi Kinerja Program dan Keluaran Kegiatan Tahun 2020 (tahun lalu/n-2) "
        "| < | < | Target Program/Kegiatan Renja Tahun 2021 (tahun berjalan) "
        "| Perkiraan Realisasi Capaian Target Program/Kegiatan Renstra s.d. 2021 "
        "(tahun berjalan/n-1) | < | Catatan |",
        "| ^ | ^ | ^ | ^ | ^ | Target | Realisasi | Tingkat Realisasi (%) | ^ "
        "| Realisasi Capaian | Target Capaian | ^ |",
        "| 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8=(7/6) | 9 | 10= (5+7+9) | 11=(10/4) | 12 |",
    ) == [
        "kode",
        "item",
        "indikator",
        "target_akhir",
        "realisasi_lalu",
        "target 2020",
        "realisasi 2020",
        "capaian 2020",
        "target 2021",
        "realisasi_renstra",
        "capaian_renstra",
        "keterangan",
    ]


def test_months_with_target_and_realisasi() -> None:
    fields = fields_of(
        "| No | Kode | IKU | Unit Kerja | Satuan | Januari | < | Februari | < | Maret | < |",
        "| ^ | ^ | ^ | ^ | ^ | Target | Realisasi | Target | Realisasi | Target | Realisasi |",
    )
    assert fields[-6:] == [
        "jan_target",
        "jan_realisasi",
        "feb_target",
        "feb_realisasi",
        "mar_target",
        "mar_realisasi",
    ]
    assert fields_of(
        "| No | Indikator | Satuan | Target | < | < | Realisasi | < | < |",
        "| ^ | ^ | ^ | Jan | Feb | Mar | Jan | Feb | Mar |",
    )[3:] == [
        "jan_target",
        "feb_target",
        "mar_target",
        "jan_realisasi",
        "feb_realisasi",
        "mar_realisasi",
    ]


def test_months_below_a_target_are_one_each() -> None:
    assert fields_of(
        "| No | Tujuan/ Sasaran Strategis/ Program | Indikator Kinerja | Target Tahun 2026 | Target Bulan | < | < |",
        "| ^  | ^ | ^ | ^ | Januari | Februari | Maret |",
        "| 1  | 2 | 3 | 4 | 5       | 6        | 7     |",
    ) == ["no", "item", "indikator", "target 2026", "jan", "feb", "mar"]


def test_a_budget_before_and_after_a_change() -> None:
    assert fields_of(
        "| NO | PROGRAM DAN KEGIATAN | PAGU ANGGARAN SEBELUM (Rp) | REALISASI | < "
        "| PAGU ANGGARAN SETELAH (Rp) | SELISIH PAGU SEBELUM DAN SESUDAH | RINCIAN |",
        "| ^ | ^ | ^ | (Rp) | (%) | ^ | ^ | ^ |",
    )[:7] == ["no", "item", "pagu_sebelum", "realisasi_anggaran", "serapan", "pagu", "selisih"]
    assert fields_of("| No | Program | Pagu Sebelum Perubahan | Realisasi (Rp) | % |")[2:] == [
        "pagu",
        "realisasi_anggaran",
        "serapan",
    ]


def test_expenditure_by_group() -> None:
    assert fields_of(
        "| Kode | < | < | < | Uraian Urusan, Organisasi, Program, Kegiatan dan Sub Kegiatan | Kelompok Belanja | < | < | < | < | < | < | < |",
        "| ^ | ^ | ^ | ^ | ^ | Operasi | < | Modal | < | Tak Terduga | < | Transfer | < |",
        "| ^ | ^ | ^ | ^ | ^ | Anggaran | Realisasi | Anggaran | Realisasi | Anggaran | Realisasi | Anggaran | Realisasi |",
        '| "1" | < | < | < | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "10" |',
    )[-9:] == [
        "item",
        "pagu_operasi",
        "realisasi_operasi",
        "pagu_modal",
        "realisasi_modal",
        "pagu_tak_terduga",
        "realisasi_tak_terduga",
        "pagu_transfer",
        "realisasi_transfer",
    ]


@pytest.mark.parametrize(
    ("target", "realisasi", "third", "expected"),
    [
        ("Target (%)", "Realisasi (%)", "Capaian (%)", ["target", "realisasi", "capaian"]),
        ("Pagu (Rp)", "Realisasi (Rp)", "Realisasi (%)", ["pagu", "realisasi_anggaran", "serapan"]),
        ("Target", "Realisasi", "Realisasi (%)", ["target", "realisasi", "capaian"]),
        ("Pagu", "Realisasi", "% Realisasi", ["pagu", "realisasi_anggaran", "serapan"]),
        ("Rencana (Rp)", "Realisasi (Rp)", "%", ["pagu", "realisasi_anggaran", "serapan"]),
    ],
)
def test_a_realisasi_in_per_cent(
    target: str, realisasi: str, third: str, expected: list[str]
) -> None:
    assert fields_of(f"| No | Program | {target} | {realisasi} | {third} |")[2:] == expected


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Tujuan/Sasaran Strategis/Program", "item"),
        ("TUJUAN/ SASARAN STRATEGIS", "sasaran"),
        ("Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "item"),
        ("PROGRAM DAN KEGIATAN", "item"),
        ("Program/Keg/Sub Keg", "item"),
        ("OPD/Program/Kegiatan/Sub Kegiatan", "item"),
        ("INDIKATOR KINERJA UTAMA", "indikator"),
        ("Indikator Kinerja Program (outcome) / Kegiatan (output)", "indikator"),
        ("Polarisasi", "arah"),
        ("Upaya", "solusi"),
        ("Kendala/Permasalahan", "permasalahan"),
        ("Perangkat Daerah Penanggung Jawab", "penanggung_jawab"),
    ],
)
def test_names_that_offices_use(label: str, field: str) -> None:
    assert fields_of(f"| No | {label} | Target | Realisasi |")[1] == field


@pytest.mark.parametrize(
    "numbers",
    [
        "| a | b | c | d | e | f = (e/d)*100 |",
        "| (1) | (2) | (3) | (4) | (5) | (6)=(5)/(4)x100 |",
        "| 1 | 2 | 3 | 3 | 4 | 5=4/3 |",
        "| I | II | III | IV | V | VI |",
    ],
)
def test_a_row_of_numbers_or_letters_may_stand_between_the_labels(numbers: str) -> None:
    labels = "| No | Sasaran | Indikator | Target | Realisasi | % |"
    (grid,) = draw(
        f"{labels}\n{numbers}\n| 1 | Jalan baik | Jalan mantap | 80 | 70 | 87,5 |"
    ).grids()
    (header,) = find_headers(grid, VOCABULARY)
    assert header.bottom == 2
    assert [column.number[:1] for column in header.columns][1] == numbers.split("|")[2].strip("( ")[
        :1
    ] or (header.columns[1].number.startswith("(2"))
