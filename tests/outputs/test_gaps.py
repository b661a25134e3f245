"""The report's gaps: one list for the final report, the draft's own list and its notice."""

from pathlib import Path

import pytest

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.outputs.docx.context import build_context
from lkjip_xl.outputs.docx.look import Look, Page
from lkjip_xl.outputs.narrative.chapters import list_chapters
from lkjip_xl.outputs.narrative.gaps import list_gaps, name_draft
from lkjip_xl.outputs.narrative.report import Report, compose
from lkjip_xl.pipeline import read_books

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
LHE = """
    | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
    | Panjang jalan mantap | km     | 80     | 70        | 87,50       |

    ## Nilai
    | No | Komponen             | Nilai |
    | 1  | Perencanaan Kinerja  | {nilai} |
    |    | Nilai Hasil Evaluasi | =SUM(C2:C2) → {jumlah} |
"""


def report_of(name: str) -> Report:
    return compose(read_books([FileBook(WORKBOOKS / f"{name}.xlsx")]).laporan)


def gaps_of(report: Report) -> list[str]:
    return [f"{gap.where}: {gap.what}" for gap in list_gaps(list_chapters(report))]


def test_a_whole_book_leaves_no_gap() -> None:
    assert gaps_of(report_of("contoh-bersih")) == []


def test_each_gap_is_named_once_with_its_row_or_column() -> None:
    gaps = gaps_of(report_of("dp3akb-serang-2021"))

    assert "lembar Profil, baris Nama Kepala: nama kepala" in gaps  # the signature's
    assert "lembar Profil, baris NIP: NIP kepala" in gaps
    assert "lembar Analisis, kolom Penyebab Keberhasilan: penyebab keberhasilan Rasio KDRT" in gaps
    assert len(gaps) == len(set(gaps))
    # Offices without figures of other regions have no section for them.
    assert not any("pembanding" in gap for gap in gaps)


@pytest.mark.parametrize(("nilai", "jumlah"), [("", "0"), ("0", "0")])
def test_a_blank_score_is_a_gap_and_a_zero_is_none(nilai: str, jumlah: str) -> None:
    report = compose(read_books([draw(LHE.format(nilai=nilai, jumlah=jumlah))]).laporan)
    gap = "lembar Nilai, kolom Nilai: nilai hasil evaluasi akuntabilitas kinerja"

    assert (gap in gaps_of(report)) is not nilai.isdigit()
    assert ("0,00" in str(report.text("kalimat_nilai_evaluasi"))) is nilai.isdigit()


@pytest.mark.parametrize(
    ("errors", "gaps", "notice"),
    [
        (0, 0, ""),
        (2, 0, "KONSEP — 2 catatan belum selesai"),
        (0, 3, "KONSEP — 3 isian kosong belum selesai"),
        (2, 3, "KONSEP — 2 catatan dan 3 isian kosong belum selesai"),
    ],
)
def test_the_notice_counts_both(errors: int, gaps: int, notice: str) -> None:
    assert name_draft(errors, gaps) == notice


def test_a_draft_lists_the_gaps_that_a_final_report_would_refuse() -> None:
    report = report_of("dp3akb-serang-2021")
    context = build_context(report, Look({}, {}, Page(9000, 14000)))

    assert str(context["konsep"]).startswith("KONSEP — ")
    for gap in list_gaps(list_chapters(report)):
        assert gap.what in str(context["tabel_catatan"])


def test_one_component_without_a_score_is_a_gap() -> None:
    report = compose(
        read_books(
            [
                draw("""
                | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) |
                | Jalan mantap      | km     | 80     | 70        | 87,50       |

                ## LHE
                | No | Komponen             | Bobot | Nilai                 |
                | 1  | Perencanaan Kinerja  | 30    | 20                    |
                | 2  | Pengukuran Kinerja   | 30    |                       |
                |    | Nilai Hasil Evaluasi | 60    | =SUM(D2:D3) → 20      |
            """)
            ]
        ).laporan
    )

    assert "lembar LHE, kolom Nilai: nilai Pengukuran Kinerja" in gaps_of(report)
