"""A marked copy goes to people and comes back: what they wrote stays, what they settled counts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl.apps import cli

HEADER = ("Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)")
JALAN = ("Panjang jalan mantap", "km", 80, 70, 90)
JEMBATAN = ("Jumlah jembatan mantap", "unit", 8, 6, 70)


def write_book(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in (HEADER, *rows):
        book.active.append(row)
    book.active.title = "Tabel 3.1"
    book.save(path)
    return path


def listing(path: Path) -> list[dict[str, object]]:
    sheet = openpyxl.load_workbook(path)["Catatan"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    start = next(number for number, row in enumerate(rows) if row[0] == "No")
    return [dict(zip(map(str, rows[start]), row, strict=True)) for row in rows[start + 1 :]]


def answer(path: Path, answers: Mapping[str, tuple[str, str]]) -> None:
    """Write answers by item into a copy, and save it as a spreadsheet program would."""
    book = openpyxl.load_workbook(path)
    sheet = book["Catatan"]
    rows = list(sheet.iter_rows())
    start = next(number for number, row in enumerate(rows) if row[0].value == "No")
    columns = {cell.value: number for number, cell in enumerate(rows[start])}
    for row in rows[start + 1 :]:
        item = str(row[columns["Uraian"]].value)
        if row[columns["Kode"]].value == "HIT01" and item in answers:
            row[columns["Status"]].value, row[columns["Tanggapan"]].value = answers[item]
    book.save(path)


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    book = write_book(tmp_path / "buku.xlsx", JALAN, JEMBATAN)
    assert cli.main(["tandai", str(book)]) == 1
    return tmp_path / "buku.catatan.xlsx"


def of_item(path: Path, item: str) -> tuple[object, ...]:
    (line,) = [r for r in listing(path) if r["Uraian"] == item and r["Kode"] == "HIT01"]
    return line["Status"], line["Tanggapan"], str(line["Riwayat"]).split()[0]


def test_a_copy_that_comes_back_keeps_its_answers(
    marked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reasons = {JALAN[0]: ("Diterima", "Angka revisi"), JEMBATAN[0]: ("Terbuka", "Cek gambar")}
    answer(marked, reasons)
    capsys.readouterr()
    assert cli.main(["periksa", str(marked), "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert [f["accepted"] for f in document["findings"] if "accepted" in f] == ["Angka revisi"]

    assert cli.main(["tandai", str(marked)]) == 1
    again = marked.with_name("buku.catatan-2.xlsx")
    assert of_item(again, JALAN[0]) == ("Diterima", "Angka revisi", "Sejak")
    assert of_item(again, JEMBATAN[0]) == ("Terbuka", "Cek gambar", "Sejak")
    assert openpyxl.load_workbook(again).sheetnames == ["Tabel 3.1", "Catatan", "Hasil Hitung"]


def test_a_mended_original_finds_the_answers_in_the_copy_it_replaces(
    marked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(marked, {JALAN[0]: ("Diterima", "Angka revisi"), JEMBATAN[0]: ("Diperbaiki", "")})
    book = write_book(marked.with_name("buku.xlsx"), JALAN, (*JEMBATAN[:4], 75))
    assert cli.main(["tandai", str(book)]) == 0, "what is accepted counts no more"

    assert of_item(marked, JALAN[0]) == ("Diterima", "Angka revisi", "Sejak")
    assert of_item(marked, JEMBATAN[0]) == ("Diperbaiki", None, "Hilang")
    kept = marked.with_name("buku.catatan-lama.xlsx")
    assert f"disimpan: {kept}" in capsys.readouterr().err
    assert of_item(kept, JEMBATAN[0]) == ("Diperbaiki", None, "Sejak")


def test_an_untouched_copy_is_replaced_without_a_trace(marked: Path) -> None:
    first = marked.read_bytes()
    assert cli.main(["tandai", str(marked.with_name("buku.xlsx"))]) == 1
    assert sorted(path.name for path in marked.parent.iterdir()) == [
        "buku.catatan.xlsx",
        "buku.xlsx",
    ]
    assert marked.read_bytes() == first


def test_a_folder_is_checked_without_the_copies_in_it(
    marked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(marked, {JALAN[0]: ("Terbuka", "x")})
    assert cli.main(["tandai", str(marked.parent)]) == 1
    assert marked.with_name("buku.catatan-lama.xlsx").exists()
    capsys.readouterr()
    assert cli.main(["periksa", str(marked.parent), "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert {table["file"] for table in document["tables"]} == {"buku.xlsx"}
