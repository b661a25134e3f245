"""HIT: the arithmetic of performance."""

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.pipeline import check

HEAD = "| Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |"
IKU = """
    | Indikator Kinerja Utama | Satuan | Arah                    | Rumus | Target |
    | {}                      | rasio  | {}                      | a / b | 80     |

    """


def findings_of(
    target: str,
    realisasi: str,
    capaian: str,
    *,
    nama: str = "Jalan mantap",
    satuan: str = "km",
    arah: str = "",
) -> list[Finding]:
    iku = IKU.format(nama, arah) if arah else ""
    table = f"{HEAD}\n| {nama} | {satuan} | {target} | {realisasi} | {capaian} |"
    return [f for f in check(draw(iku + table)).findings if f.code.startswith("HIT")]


def codes_of(*figures: str, **more: str) -> list[str]:
    return [finding.code for finding in findings_of(*figures, **more)]


@pytest.mark.parametrize(
    ("target", "realisasi", "capaian", "codes"),
    [
        ("80", "70", "87,50", []),
        ("80", "70", "87,5", []),
        ("80", "70", "88", []),
        ("80", "70", "87", ["HIT02"]),
        ("80", "70", "87,50%", []),
        ("80", "70", '"87,50%"', []),
        ("80", "70", '"87.50%"', []),
        ("80", "70", "90", ["HIT01"]),
        ("80", "69,97", "87,5", []),
        ("80", "70", "87,6", ["HIT01"]),
        ("80", "100", "125", []),
        ("80", "100", "100", ["HIT01"]),
        ("150", "100", "66,66", ["HIT02"]),
        ("69,1-69,5", "69,3", "100", []),
        ("69,1-69,5", "70", "100,72", []),
        ("69,1-69,5", "68", "98,41", []),
        ("69,1-69,5", "70", "100", ["HIT02"]),
        ("69,1-69,5", "70", "100,00", ["HIT01"]),
        ("0", "2", "100", ["HIT05"]),
        ("-", "2", "100", ["HIT05"]),
        ("", "2", "100", ["HIT05"]),
        ("0", "0", "0", []),
        ("80", "", "", []),
        ("80", "-", "-", []),
    ],
)
def test_higher_is_better(target: str, realisasi: str, capaian: str, codes: list[str]) -> None:
    assert codes_of(target, realisasi, capaian) == codes


@pytest.mark.parametrize(
    ("capaian", "codes"),
    [
        ("116,67", []),
        ("116,66", ["HIT02"]),
        ("120,00", ["HIT04"]),
        ("16,67", ["HIT04"]),
        ("83,33", ["HIT01"]),
        ("99", ["HIT01"]),
    ],
)
def test_lower_is_better(capaian: str, codes: list[str]) -> None:
    assert codes_of("12", "10", capaian, nama="Angka kematian bayi", satuan="rasio") == codes


def test_a_wrong_capaian_says_which_formula_gives_it() -> None:
    (finding,) = findings_of("12", "10", "83,33", nama="Angka kematian bayi", satuan="rasio")

    assert finding.message == (
        "capaian tertulis 83,33%, hasil hitung 116,67%; arah diduga makin rendah makin baik dari "
        "kata “kematian”; angka tertulis adalah hasil realisasi / target × 100"
    )
    assert finding.calculation == "(2 × 12 − 10) / 12 × 100 = 116,67"


def test_a_stated_direction_is_not_called_a_guess() -> None:
    (finding,) = findings_of(
        "12", "10", "83,33", nama="Waktu layanan", arah="Makin rendah makin baik"
    )

    assert "diduga" not in finding.message
    assert "indikator ini makin rendah makin baik" in finding.message


def test_the_stated_direction_beats_the_words() -> None:
    stated = {"nama": "Angka kematian bayi", "arah": "Makin tinggi makin baik"}
    assert codes_of("12", "10", "83,33", **stated) == []
    assert codes_of("12", "10", "116,67", **stated) == ["HIT01"]


def test_a_figure_computed_before_rounding_is_milder() -> None:
    (finding,) = findings_of("13", "10,9", "83,7", satuan="rasio")

    assert finding.code == "HIT01"
    assert finding.severity is Severity.WARNING
    assert "sebelum dibulatkan" in finding.message


def test_copying_the_realisasi_is_recognised() -> None:
    (finding,) = findings_of("80", "70", "70")
    assert finding.message.endswith(
        "angka tertulis mungkin angka realisasi disalin sebagai capaian"
    )


def test_a_direction_that_is_not_stated_is_asked_for() -> None:
    drawing = f"""
        {IKU.format("Angka kematian bayi", "")}
        {HEAD}
        | Jalan mantap | km | 80 | 70 | 87,50 |
    """
    (finding,) = check(draw(drawing)).findings

    assert (finding.code, finding.at.a1, finding.field) == ("HIT03", "C2", "arah")
    assert "“kematian”" in finding.message


def test_several_years_are_compared_each() -> None:
    checked = check(
        draw(
            """
            | Sasaran | Indikator | Satuan | Target | <    | Realisasi | <    | Capaian (%) | <     |
            | ^       | ^         | ^      | 2022   | 2023 | 2022      | 2023 | 2022        | 2023  |
            | Jalan   | Mantap    | km     | 80     | 90   | 70        | 72   | 87,50       | 80,50 |
            """
        )
    )
    (finding,) = checked.findings

    assert (finding.code, finding.at.a1) == ("HIT01", "I3")
    assert [cell.a1 for cell in finding.related] == ["E3", "G3"]
    assert checked.compared["capaian"] == 2


SERAPAN = """
    Tabel 3.4 Realisasi Anggaran Tahun 2023
    | Program/Kegiatan | Pagu (Rp)   | Realisasi (Rp) | % Capaian |
    | PROGRAM JALAN    | 100.590.000 | 84.190.000     | 83,70     |
    | PROGRAM JEMBATAN | 100.000.000 | 91.250.000     | 91,25     |

    Tabel 3.1 Pencapaian Kinerja Tahun 2023
    | Program/Kegiatan | Indikator Kinerja       | Satuan | Target | Realisasi | Capaian (%) |
    | PROGRAM JALAN    | Panjang jalan mantap    | km     | 100    | {}     | 83,70       |
    | PROGRAM JEMBATAN | Panjang jembatan mantap | m      | 100    | {}     | {}       |
    """
TABEL_3_2 = """
    Tabel 3.2 Realisasi Kinerja dan Anggaran
    | Program/Kegiatan | Indikator Kinerja    | Satuan | Kinerja 2022 | Anggaran (Rp) 2022 | Kinerja 2023 | Anggaran (Rp) 2023 |
    | PROGRAM JALAN    | Panjang jalan mantap | km     | 80           | 90.000.000         | {}        | 84.190.000         |
    """


@pytest.mark.parametrize(
    ("own", "other", "tabel_3_2", "severities"),
    [
        pytest.param("83,70", "95,50", "", [Severity.WARNING], id="satu saja"),
        pytest.param("83,70", "91,25", "", [Severity.ERROR] * 2, id="dua program"),
        pytest.param("83,70", "95,50", "83,70", [Severity.WARNING] * 2, id="lampiran lain sama"),
        pytest.param("83,70", "95,50", "84,00", [Severity.ERROR], id="lampiran lain berbeda"),
        pytest.param("84", "95,50", "83,70", [Severity.ERROR] * 2, id="capaian ikut tersalin"),
    ],
)
def test_one_realisasi_may_meet_its_serapan_by_chance(
    own: str, other: str, tabel_3_2: str, severities: list[Severity]
) -> None:
    sheets = SERAPAN.format(own, other, other) + (TABEL_3_2.format(tabel_3_2) if tabel_3_2 else "")

    found = [f for f in check(draw(sheets)).findings if f.code == "HIT06"]

    assert [f.severity for f in found] == severities
    assert all(("periksa sumber" in f.fix) == (f.severity is Severity.WARNING) for f in found)


@pytest.mark.parametrize(
    ("nama", "arah", "capaian", "severity"),
    [
        ("Panjang ruas", "", "112,50", Severity.WARNING),
        ("Panjang ruas", "", "114,29", Severity.WARNING),
        ("Panjang ruas", "Makin tinggi makin baik", "112,50", Severity.ERROR),
        ("Panjang ruas", "", "118", Severity.ERROR),
        ("Angka kematian bayi", "", "87,50", Severity.ERROR),
    ],
)
def test_where_no_direction_is_known_the_other_formula_is_a_question(
    nama: str, arah: str, capaian: str, severity: Severity
) -> None:
    [finding] = findings_of("80", "70", capaian, nama=nama, arah=arah)

    assert (finding.code, finding.severity) == ("HIT01", severity)
    assert ("nyatakan arahnya" in finding.fix) == (severity is Severity.WARNING)


def test_the_office_s_own_way_is_told_once_with_a_few_cells_that_show_it() -> None:
    rows = "".join(f"| Jumlah pasar {n} | unit | 80 | {90 + n} | 100 |\n" for n in range(9))

    (told,) = check(draw(f"{HEAD}\n{rows}")).findings

    assert (told.code, told.at.a1, len(told.related)) == ("HIT09", "E1", 5)
    assert "terlihat pada 9 angka" in told.message
    assert "“Batas capaian tertinggi (%)” diisi 100" in told.fix


def test_a_target_of_no_cases_that_was_reached_is_full() -> None:
    more = {"nama": "Jumlah kasus kekerasan", "satuan": "kasus"}

    assert codes_of("0", "0", "100", **more) == []
    assert codes_of("0", "0", "80", **more) == ["HIT05"]
    assert codes_of("0", "0", "100") == ["HIT05"]
    assert codes_of("0", "2", "100", **more) == ["HIT05"]
