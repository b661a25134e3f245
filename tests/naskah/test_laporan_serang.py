"""The printed report: what its chapters, its text and its annexes say against one another."""

from collections.abc import Callable
from pathlib import Path

import pytest
from laporan import BOOK, CHAPTERS, write_report

from lkjip_xl import check, open_book
from lkjip_xl.finding import Finding
from lkjip_xl.outputs.places import Places
from lkjip_xl.pipeline import Checked


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(tmp_path_factory.mktemp("serang") / "laporan.docx")


@pytest.fixture(scope="module")
def checked(report: Path) -> Checked:
    return check(open_book(report))


def told(findings: tuple[Finding, ...], *codes: str) -> set[tuple[str, str, str]]:
    return {(f.code, f.at.sheet, f.written) for f in findings if f.code.startswith(codes)}


def test_the_contradictions_of_its_chapters_are_found(checked: Checked) -> None:
    """Listed by hand from the printed report: what its chapters state otherwise than its annexes."""
    assert told(checked.findings, "NAR") == {
        # 1.289.187.250 in the annex, and for the only program that holds the kegiatan
        ("NAR04", "Tabel 3.6 (tabel ke-8)", "1.280.187.250,00"),
        # 0,56 in the annex
        ("NAR04", "Tabel 3.2 (tabel ke-4)", "0,056"),
        # 10 in both annexes
        ("NAR04", "Tabel 3.2 (tabel ke-4)", "0%"),
    }  # fmt: skip


def test_its_annexes_are_judged_as_in_the_workbook(checked: Checked) -> None:
    """But for what only a workbook can have wrong, and what its further sheets tell."""
    in_book = {(f.code, f.item, f.field) for f in check(open_book(BOOK)).findings}
    families = ("ANG", "HIT", "LAM01", "ISI09", "STR03")
    own = [f for f in checked.findings if f.code.startswith(families)]
    annexes = [f for f in own if int(f.at.sheet.partition("ke-")[2].rstrip(")")) > 9]
    strange = [f for f in annexes if (f.code, f.item, f.field) not in in_book]

    assert len(annexes) > 40
    # Where the workbook has a live formula that adds percentages, the printed figure is judged.
    assert {f.code for f in strange} <= {"ANG01", "HIT01"}


def test_with_the_workbook_only_what_differs_from_it_is_told(report: Path) -> None:
    both = check(open_book(report), open_book(BOOK))
    own = tuple(f for f in both.findings if f.at.file == "laporan.docx")

    assert told(own, "") == {
        ("NAR05", sheet, written) for _, sheet, written in told(check(open_book(report)).findings, "NAR")
    }  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "slip", "code"),
    [
        ("realisasinya Rp. 12.480.598.944, - sehingga", "realisasinya Rp. 12.480.589.944, - sehingga", "NAR01"),
        ("Berprestasi (65%)", "Berprestasi (56%)", "NAR01"),
        ("Rasio KDRT (0,0044)", "Rasio KDRT (0,044)", "NAR01"),
        ("Rp.312.734.561,- dengan realisasi", "Rp.312.743.561,- dengan realisasi", "NAR01"),
        ("penyerapannya 95,52%", "penyerapannya 92,55%", "NAR01"),
        ("Satu Milyar Empat Ratus", "Satu Milyar Lima Ratus", "NAR02"),
        ("11 (sebelas) program", "12 (sebelas) program", "NAR02"),
        ("| 93,80%", "| 98,30%", "NAR04"),
        ("| 4.953.752.936,00 | 4.721", "| 4.953.572.936,00 | 4.721", "NAR04"),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_found(
    tmp_path: Path, checked: Checked, printed: str, slip: str, code: str
) -> None:
    assert printed in CHAPTERS
    slipped = check(open_book(write_report(tmp_path / "a.docx", CHAPTERS.replace(printed, slip))))
    new = told(slipped.findings, "NAR") - told(checked.findings, "NAR")

    assert {one[0] for one in new} & {code}


def test_it_reads_well(checked: Checked, golden: Callable[[str, str], None]) -> None:
    places = Places(checked)
    own = [f for f in checked.findings if f.code.startswith("NAR")]
    golden(
        "naskah_dp3akb_serang_2021.txt", "\n".join(f"{places.whole(f.at)}\n{f}" for f in own) + "\n"
    )
