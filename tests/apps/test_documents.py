"""Documents at the command line: checked, marked, cleaned, and refused where they cannot serve."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from opc import newly_invalid
from word import write_document

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.apps.cli import main

BOOKS = Path(__file__).parents[2] / "workbooks"
REPORT = """
    Tabel 3.1 Pengukuran Kinerja Tahun 2023

    | Sasaran       | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
    | Jalan membaik | Panjang jalan mantap | km     | 80     | 70        | 90,00       |
"""
SENTENCE = "Realisasi Panjang jalan mantap pada tahun 2023 sebesar 72 km."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    blocks = ["# BAB III AKUNTABILITAS KINERJA", SENTENCE, *draw(REPORT).sheets]
    return write_document(tmp_path / "laporan.docx", blocks)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_places_are_told_in_words(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["periksa", str(report)]) == 1
    said = capsys.readouterr().out

    assert "Naskah\n  paragraf ke-2 di bawah BAB III AKUNTABILITAS KINERJA, “Realisasi Panjang jalan mantap pada tahun 2023 sebesar…”  Kesalahan  NAR01" in said  # fmt: skip
    assert "Tabel 3.1 (tabel ke-1)\n  baris 2, kolom Capaian (%)  Kesalahan  HIT01" in said
    assert ", 1 angka di naskah; " in said.splitlines()[-1]


def test_data_tells_the_place_too(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["periksa", str(report), "--format", "json"])
    record = next(
        f for f in json.loads(capsys.readouterr().out)["findings"] if f["code"] == "HIT01"
    )
    assert {key: record[key] for key in ("file", "sheet", "cell", "place")} == {
        "file": "laporan.docx",
        "sheet": "Tabel 3.1 (tabel ke-1)",
        "cell": "F2",
        "place": "Tabel 3.1 (tabel ke-1), baris 2, kolom Capaian (%)",
    }

    main(["periksa", str(report), "--format", "sarif"])
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    places = [result["locations"][0]["message"]["text"] for result in run["results"]]
    assert "Tabel 3.1 (tabel ke-1), baris 2, kolom Capaian (%)" in places


def test_marked_and_cleaned(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    marked, clean = report.with_suffix(".catatan.docx"), report.with_suffix(".bersih.docx")
    assert main(["tandai", str(report)]) == 1
    assert main(["tandai", "--bersihkan", str(marked)]) == 0

    assert newly_invalid(report, marked) == []
    assert b"HIT01" in parts(marked)["word/comments.xml"]
    assert b"Catatan no" not in parts(marked)["word/comments.xml"]
    assert parts(clean) == parts(report)
    assert str(marked) in capsys.readouterr().out


def test_a_marked_copy_that_people_changed_is_kept(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marked = report.with_suffix(".catatan.docx")
    main(["tandai", str(report)])
    main(["tandai", str(report)])
    assert "disimpan" not in capsys.readouterr().err
    write_document(marked, ["Disunting orang."])
    main(["tandai", str(report)])

    assert "disimpan" in capsys.readouterr().err


def test_with_its_workbook_both_are_marked(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = shutil.copy(BOOKS / "contoh-bersih.xlsx", tmp_path / "buku.xlsx")
    main(["tandai", str(report), str(book), "-o", str(tmp_path / "hasil")])

    assert {path.name for path in (tmp_path / "hasil").iterdir() if not path.name.startswith(".")} == {
        "laporan.catatan.docx", "buku.catatan.xlsx",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["contoh-bersih", "dp3akb-serang-2021"])
def test_our_own_report_agrees_with_its_workbook(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = shutil.copy(BOOKS / f"{name}.xlsx", tmp_path)
    main(["laporan", str(book), "-o", str(tmp_path)])
    capsys.readouterr()
    main(["periksa", str(tmp_path / f"{name}.laporan.docx"), str(book), "--format", "json"])
    document = json.loads(capsys.readouterr().out)

    assert [f["message"] for f in document["findings"] if f["file"].endswith(".docx")] == []
    assert document["summary"]["checked"]["naskah"] > 500


@pytest.mark.parametrize("command", ["laporan", "proses", "perbaiki"])
def test_where_a_document_does_not_do(
    report: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(report)]) == 2
    assert "dokumen Word, bukan buku kerja Excel" in capsys.readouterr().err


def test_a_document_without_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["periksa", str(write_document(tmp_path / "surat.docx", ["Dengan hormat."]))]) == 2
    assert "tidak ada tabel LKjIP yang dikenali" in capsys.readouterr().err


def test_a_folder_is_read_without_its_documents(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Reports lie beside the workbooks that they were made of."""
    shutil.copy(BOOKS / "contoh-bersih.xlsx", tmp_path)

    assert main(["periksa", str(tmp_path)]) == 0
    assert "laporan.docx" in capsys.readouterr().err


def test_every_figure_of_a_document_is_listed(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its excerpts and the workbook beside it are not left out."""
    drawing = draw(REPORT.replace("Tabel 3.1", "Tabel 3.3").replace("| 90,00 ", "| 87,50 "))
    both = write_document(tmp_path / "dua.docx", [*draw(REPORT).sheets, "Uraian.", *drawing.sheets])
    book = shutil.copy(BOOKS / "contoh-bersih.xlsx", tmp_path)
    main(["data", str(both), str(book), "-o", str(tmp_path / "angka.csv")])
    lines = (tmp_path / "angka.csv").read_text(encoding="utf-8-sig").splitlines()

    assert sum(line.startswith("dua.docx,Tabel 3.1") for line in lines) == 3
    assert sum(line.startswith("dua.docx,Tabel 3.3") for line in lines) == 3
    assert sum(line.startswith("contoh-bersih.xlsx") for line in lines) > 100
