"""The command ``laporan``: forms, the final report, what is said where LibreOffice is missing."""

from pathlib import Path

import pytest

from lkjip_xl.apps.cli import main

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
SEED_BOOK, CLEAN_BOOK = WORKBOOKS / "dp3akb-serang-2021.xlsx", WORKBOOKS / "contoh-bersih.xlsx"


def test_a_final_report_is_refused_while_errors_are_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["laporan", str(SEED_BOOK), "-o", str(tmp_path / "hasil"), "--final"])

    told = capsys.readouterr()
    assert status == 1
    assert "kesalahan belum selesai. Lihat daftarnya dengan lkjip periksa" in told.err
    assert not (tmp_path / "hasil").exists()


def test_a_final_report_is_checked_with_all_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["laporan", str(SEED_BOOK), "-o", str(tmp_path), "--final", "--abaikan", "HIT"]

    assert main(arguments) == 2
    assert "semua aturan" in capsys.readouterr().err


def test_without_libreoffice_the_other_forms_are_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(
        ["laporan", str(CLEAN_BOOK), "-o", str(tmp_path), "--final", "--format", "pdf,docx"]
    )

    told = capsys.readouterr()
    assert status == 2
    assert [path.name for path in tmp_path.iterdir()] == ["contoh-bersih.laporan.docx"]
    assert "PDF: LibreOffice tidak ditemukan. Pasang LibreOffice" in told.err
    assert "belum memuat nomor halaman" in told.err


def test_an_unknown_form_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["laporan", str(CLEAN_BOOK), "--format", "docx,odt"])

    assert ended.value.code == 2
    assert (
        "argumen --format: bentuk odt tidak ada (pilih dari docx, html, pdf)"
        in capsys.readouterr().err
    )


def test_a_final_report_is_refused_while_it_lacks_anything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from openpyxl import load_workbook

    workbook = load_workbook(CLEAN_BOOK)
    profil = workbook["Profil"]
    for row in profil.iter_rows():
        for cell in row:
            if cell.value in ("NIP", "NIP Kepala"):
                profil.cell(cell.row, cell.column + 1).value = None
    lhe = workbook["LHE"]
    for row in lhe.iter_rows(min_row=5):
        for cell in row:
            if isinstance(cell.value, int | float) and cell.column > 3:
                cell.value = None
    workbook.save(tmp_path / "buku.xlsx")

    assert main(["laporan", str(tmp_path / "buku.xlsx"), "-o", str(tmp_path / "h"), "--final"]) == 1
    told = capsys.readouterr().err
    assert "isian masih kosong" in told
    assert "  lembar Profil, baris NIP: NIP kepala\n" in told
    assert "nilai hasil evaluasi akuntabilitas kinerja\n" in told
    assert "predikat" not in told
    assert not (tmp_path / "h").exists()
