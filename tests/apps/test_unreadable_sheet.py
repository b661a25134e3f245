"""A sheet that cannot be read is an error wherever findings are shown, and in no final report."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lkjip_xl.adapters.files import open_books
from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.apps.cli import main
from lkjip_xl.outputs.rekap.gather import make_row
from lkjip_xl.pipeline import check

CLEAN_BOOK = Path(__file__).parents[2] / "workbooks" / "contoh-bersih.xlsx"
PART, SHEET = "xl/worksheets/sheet12.xml", "Lamp 3.4"


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _doctype(data: bytes) -> bytes:
    return data.replace(b"<worksheet", b"<!DOCTYPE x>\n<worksheet", 1)


@pytest.fixture(params=[_half, _doctype, None], ids=["half", "doctype", "checksum"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the clean book with one sheet spoilt."""
    spoil: Callable[[bytes], bytes] | None = request.param
    path = tmp_path / "buku.xlsx"
    with zipfile.ZipFile(CLEAN_BOOK) as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            target.writestr(entry, spoil(data) if spoil and entry.filename == PART else data)
        checksum = target.getinfo(PART).CRC.to_bytes(4, "little")
    if spoil is None:
        path.write_bytes(path.read_bytes().replace(checksum, b"\0\1\2\3"))
    return path


def test_every_front_end_calls_it_an_error(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["periksa", str(book), "--diam"]) == 1
    assert capsys.readouterr().out.startswith("1 kesalahan")
    assert main(["periksa", str(book)]) == 1
    assert f"Lembar {SHEET}\n  A1  Kesalahan  STR08" in capsys.readouterr().out
    main(["periksa", str(book), "--format", "json"])
    (found,) = [
        one for one in json.loads(capsys.readouterr().out)["findings"] if one["severity"] == "error"
    ]
    assert (found["code"], found["sheet"], found["cell"]) == ("STR08", SHEET, "A1")
    assert PART in found["message"] and found["fix"]
    main(["periksa", str(book), "--format", "sarif"])
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert [one["ruleId"] for one in results if one["level"] == "error"] == ["STR08"]


def test_the_figures_are_not_called_whole(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["data", str(book), "-o", str(tmp_path / "angka.csv")]) == 1
    assert f"lembar '{SHEET}' di buku.xlsx: bagian {PART}" in capsys.readouterr().err


def test_a_recap_counts_it(book: Path) -> None:
    row = make_row(check(*open_books([book]).values()), key="x", source="", files=[book.name])

    assert [one.code for one in row.findings if one.severity == "error"] == ["STR08"]


def test_a_marked_copy_lists_it_and_loses_nothing(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tandai", str(book)]) == 1
    assert f"Lembar '{SHEET}' rusak, maka tidak ditandai" in capsys.readouterr().err
    copy = book.with_name("buku.catatan.xlsx")
    with zipfile.ZipFile(book) as before, zipfile.ZipFile(copy) as after:
        assert after.getinfo(PART).CRC == before.getinfo(PART).CRC
    (told,) = [one for one in FileBook(copy).tanggapan() or () if one.shown["Kode"] == "STR08"]
    assert told.shown["Lembar"] == SHEET


def test_no_final_report_is_made_without_it(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "hasil"

    assert main(["laporan", str(book), "-o", str(target), "--final"]) == 1
    assert not target.exists()
    assert "1 kesalahan belum selesai" in capsys.readouterr().err


def test_a_book_whose_only_annex_is_lost_says_so(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(book.parent / "b.xlsx", "w") as target:
        workbook = source.read("xl/workbook.xml").decode()
        first, last = workbook.index("<sheets>") + 8, workbook.index("</sheets>")
        sheet = next(one for one in workbook[first:last].split("/>") if SHEET in one) + "/>"
        for entry in source.infolist():
            if entry.filename == "xl/workbook.xml":
                profil = workbook[first : workbook.index("/>", first) + 2]
                target.writestr(entry, workbook[:first] + profil + sheet + workbook[last:])
            elif entry.filename == PART:
                target.writestr(entry, b"<worksheet>")
            else:
                target.writestr(entry, source.read(entry))

    assert main(["periksa", str(book.parent / "b.xlsx")]) == 2
    assert f"lembar '{SHEET}': bagian {PART}" in capsys.readouterr().err
