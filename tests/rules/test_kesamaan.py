"""LAM: satuan, wording and completeness of lists in two annexes."""

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.figures.satuan_antar import Apart, compare_satuan
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.pipeline import check

IKU = """
    Indikator Kinerja Utama
    | Sasaran | Indikator Kinerja Utama | Satuan | Rumus | Sumber Data |
"""
T31 = """
    Tabel 3.1 Pencapaian Kinerja Tahun 2023
    | Sasaran | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
"""
T33 = """
    Tabel 3.3 Target dan Capaian Jangka Menengah
    | Sasaran | Indikator | Satuan | Target 2022 | Target 2023 | Realisasi 2022 | Realisasi 2023 |
"""
P31 = """
    Tabel 3.1 Pencapaian Kinerja Tahun 2023
    | Program/Kegiatan | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
"""
P34 = """
    Tabel 3.4 Realisasi Anggaran Tahun 2023
    | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp) | % Capaian |
"""


def found(code: str, *tables: str) -> list[Finding]:
    findings = check(draw("\n\n".join(tables))).findings
    return [finding for finding in findings if finding.code == code]


def goals(head: str, *rows: tuple[str, str, str]) -> str:
    figures = {IKU: "a / b | Bidang", T31: "1 | 1 | 100", T33: "1 | 1 | 1 | 1"}[head]
    return head + "\n".join(
        f"    | {sasaran} | {told} | {satuan} | {figures} |" for sasaran, told, satuan in rows
    )


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Persen", "%", Apart.SAME),
        ("Dok", "Dokumen", Apart.SAME),
        ("Org.", "orang", Apart.SAME),
        ("", "orang", Apart.SAME),
        ("Peserta", "Orang", Apart.NEAR),
        ("Poin", "Skala", Apart.NEAR),
        ("Unit/Paket", "Unit", Apart.NEAR),
        ("Kelurahan", "Kecamatan", Apart.OTHER),
        ("Indeks", "Persen", Apart.OTHER),
        ("Rasio", "Persen", Apart.SCALE),
        ("Forum", "Persen", Apart.SCALE),
    ],
)
def test_units_are_told_apart(one: str, other: str, apart: Apart) -> None:
    assert compare_satuan(one, other) is apart is compare_satuan(other, one)


def test_one_finding_an_indicator_at_the_odd_one() -> None:
    row = ("Jalan membaik", "Rasio kecelakaan", "Rasio")
    (finding,) = found(
        "LAM03",
        goals(IKU, row),
        goals(T31, (*row[:2], "Persen")),
        goals(T33, row),
    )
    assert (finding.written, finding.expected) == ("Persen", "Rasio")
    assert finding.severity is Severity.ERROR


def test_wording_that_drifts() -> None:
    (finding,) = found(
        "LAM04",
        goals(T31, ("Desa maju", "Persentase lembaga berprestasi", "persen")),
        goals(T33, ("Desa maju", "Persentase kelompok berprestasi", "persen")),
    )
    assert finding.severity is Severity.WARNING
    assert "“lembaga”" in finding.message
    assert "“kelompok”" in finding.message


def test_a_slip_in_an_indicator_is_worth_knowing() -> None:
    (finding,) = found(
        "LAM04",
        goals(T31, ("Desa maju", "Terpenuhnya layanan dasar", "persen")),
        goals(T33, ("Desa maju", "Terpenuhinya layanan dasar", "persen")),
        goals(IKU, ("Desa maju", "Terpenuhinya layanan dasar", "persen")),
    )
    assert finding.severity is Severity.INFO
    assert (finding.written, finding.expected) == ("Terpenuhnya", "Terpenuhinya")


def test_a_remark_in_brackets_is_worth_knowing() -> None:
    (finding,) = found(
        "LAM04",
        goals(T31, ("Desa maju", "Nilai evaluasi (skala 0-100)", "nilai")),
        goals(T33, ("Desa maju", "Nilai evaluasi", "nilai")),
    )
    assert finding.severity is Severity.INFO


def test_iku_that_nobody_reports() -> None:
    rows = [("Desa maju", f"Indikator {name} desa", "persen") for name in ("air", "jalan", "pasar")]
    (finding,) = found("LAM05", goals(IKU, *rows), goals(T31, *rows[:2]))
    assert finding.severity is Severity.WARNING
    assert "1 indikator di sini tidak ada di Tabel 3.1" in finding.message


def test_lists_that_share_nothing_are_not_compared() -> None:
    rows = [("Desa maju", f"Indikator {name} desa", "persen") for name in ("air", "jalan")]
    assert found("LAM05", goals(IKU, rows[0]), goals(T31, rows[1])) == []


def program(head: str, *names: str) -> str:
    figures = {P31: "{} | km | 1 | 1 | 100", P34: "100.000.000 | 100.000.000 | 100"}[head]
    return head + "\n".join(
        f"    | {name} | {figures.format(f'Hasil {number}')} |" for number, name in enumerate(names)
    )


NAMES = ("PROGRAM JALAN", "PROGRAM JEMBATAN", "PROGRAM TERMINAL", "PROGRAM DERMAGA")


def test_a_program_without_money() -> None:
    (finding,) = found("LAM06", program(P31, *NAMES), program(P34, *NAMES[:3]))
    assert finding.written == ""
    assert finding.message == "program ini tidak ada di Tabel 3.4: “PROGRAM DERMAGA”"


def test_a_missing_program_stands_for_its_kegiatan() -> None:
    rows = (*NAMES, "Kegiatan: Pengerukan")
    (finding,) = found("LAM06", program(P31, *rows), program(P34, *NAMES[:3]))
    assert "Pengerukan" not in finding.message


def test_a_misspelt_program_is_not_missing() -> None:
    names = (*NAMES[:3], "PROGRAM DERMGA")
    assert found("LAM06", program(P31, *NAMES), program(P34, *names)) == []


def test_an_annex_of_other_items_is_not_compared() -> None:
    assert found("LAM06", program(P31, *NAMES), program(P34, NAMES[0])) == []


def test_an_item_without_figures_is_not_missed() -> None:
    empty = f"\n    | {NAMES[3]} | Hasil | km | | | |"
    assert found("LAM06", program(P31, *NAMES[:3]) + empty, program(P34, *NAMES[:3])) == []


def test_a_cause_of_a_kegiatan_that_nobody_has() -> None:
    causes = """
    Kegiatan dengan Serapan di Bawah 90%
    | No | Kegiatan | Penyebab |
    | 1 | Jembatan | Lelang gagal |
    | 2 | Pembangunan Menara | Lahan belum bebas |
"""
    (finding,) = found("LAM07", program(P34, *NAMES), causes)
    assert finding.written == "Pembangunan Menara"


def test_a_sasaran_outside_the_renstra() -> None:
    plan = """
    Tabel 2.1 Tujuan dan Sasaran
    | Tujuan | Sasaran | Indikator | Satuan | Target 2022 | Target 2023 |
    | Daerah maju | Jalan membaik | Jalan mantap | persen | 1 | 1 |
"""
    report = goals(
        T31, ("Jalan membaik", "Jalan mantap", "persen"), ("Udara segar", "Mutu udara", "persen")
    )
    (finding,) = found("LAM08", plan, report)
    assert finding.written == "Udara segar"
