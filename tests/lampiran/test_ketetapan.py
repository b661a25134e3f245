"""What an office settles by hand about columns and sheets holds, and what it cannot is told."""

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.lampiran.formulir.iku import IKU
from lkjip_xl.lampiran.formulir.tabel_3_1 import TABEL_3_1
from lkjip_xl.lampiran.understanding import understand
from lkjip_xl.pipeline import check

KINERJA = """
## Kinerja
Pencapaian Kinerja Tahun 2023
| No | Sasaran    | Indikator Kinerja | Satuan | Janji | Nyata | Hitungan (%) |
| 1  | Jalan baik | Jalan mantap      | km     | 80    | 70    | 90,00        |

## Pengaturan
| Lembar  | Kolom    | Berisi      |
| Kinerja | E        | Target      |
|         | Nyata    | Realisasi   |
| Kinerja | G        | {}          |
"""


def test_a_column_holds_what_the_office_says() -> None:
    checked = check(draw(KINERJA.format("Capaian (%)")))

    (lampiran,) = checked.laporan.lampiran
    assert [column.field.value for column in lampiran.columns] == [
        "no", "sasaran", "indikator", "satuan", "target", "realisasi", "capaian",
    ]  # fmt: skip
    assert [finding.at.a1 for finding in checked.findings if finding.code == "HIT01"] == ["G3"]


def test_a_column_that_is_ignored_is_not_judged() -> None:
    checked = check(draw(KINERJA.format("Abaikan")))
    assert not [finding for finding in checked.findings if finding.code == "HIT01"]


def test_a_meaning_that_no_label_has_is_told() -> None:
    checked = check(draw(KINERJA.format("Warna")))
    (told,) = [finding for finding in checked.findings if finding.code == "PGT02"]
    assert "“Warna”" in told.message
    assert told.at.a1 == "C4"


def test_a_sheet_is_the_form_that_the_office_says_or_none() -> None:
    book = """
    ## Kinerja
    | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
    | Jalan mantap      | km     | 80     | 70        | 87,50       |

    ## Lama
    | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
    | Jalan mantap      | km     | 80     | 70        | 99,00       |

    ## Pengaturan
    | Lembar | Formulir |
    | Lama   | {}       |
    """
    ignored = check(draw(book.format("Abaikan")))
    assert [lampiran.sheet for lampiran in ignored.laporan.lampiran] == ["Kinerja"]
    assert understand(list(draw(book.format("Abaikan")).grids()))[1].sebab == (
        "diabaikan menurut Pengaturan"
    )
    settled = check(draw(book.format("IKU")))
    assert [lampiran.form for lampiran in settled.laporan.lampiran] == [TABEL_3_1, IKU]
    unknown = check(draw(book.format("Tabel 9")))
    assert [finding.code for finding in unknown.findings if finding.code == "PGT02"] == ["PGT02"]


def test_a_setting_for_a_sheet_or_a_column_that_is_not_there_is_told() -> None:
    def told(lembar: str, kolom: str) -> list[tuple[str, str]]:
        one = "| Kinerja | G        | {}          |"
        other = f"| {lembar} | {kolom} | Capaian (%) |"
        findings = check(draw(KINERJA.replace(one, other))).findings
        return [(f.at.a1, f.message) for f in findings if f.code == "PGT02"]

    assert told("Kinerja", "Hitungan (%)") == []
    assert told("Kinreja", "G") == [
        ("A4", "lembar “Kinreja” tidak ada, pengaturan ini tidak dipakai")
    ]
    assert told("Kinerja", "Hasil") == [
        (
            "B4",
            "tidak ada tabel dengan kolom “Hasil” di lembar Kinerja, pengaturan ini tidak dipakai",
        )
    ]


def test_a_table_of_contents_is_no_setting() -> None:
    contents = """
    ## Kinerja
    | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
    | Jalan mantap      | km     | 80     | 70        | 87,50       |

    ## Daftar Isi
    | No | Lembar  | Lampiran           |
    | 1  | Kinerja | Pencapaian Kinerja |
    """
    assert not check(draw(contents)).laporan.pengaturan


def test_a_header_of_words_that_nobody_knows_can_be_settled() -> None:
    book = """
    ## Kinerja
    Pencapaian Kinerja Tahun 2023
    | Urut | Ukuran       | Takaran | Janjian | Nyatanya | Hitungan |
    | 1    | Jalan mantap | km      | 80      | 70       | 90,00    |

    ## Pengaturan
    | Lembar  | Kolom    | Berisi            |
    | Kinerja | Ukuran   | Indikator Kinerja |
    | Kinerja | Takaran  | Satuan            |
    | Kinerja | Janjian  | Target            |
    | Kinerja | Nyatanya | Realisasi         |
    | Kinerja | Hitungan | Capaian (%)       |
    """
    found = [(f.code, f.at.a1) for f in check(draw(book)).findings]
    assert ("HIT01", "F3") in found
    assert "PGT02" not in [code for code, _ in found]
