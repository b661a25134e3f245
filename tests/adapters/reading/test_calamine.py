"""Workbooks of the other formats, made by LibreOffice from what openpyxl writes."""

from __future__ import annotations

import datetime
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl.adapters import calamine as calamine_module
from lkjip_xl.adapters.calamine import CalamineBook
from lkjip_xl.adapters.files import open_book
from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.grid import Grid, Value
from lkjip_xl.location import CellRange
from lkjip_xl.ports import BookError

SOFFICE = shutil.which("soffice")
SAMPLE = Path(__file__).parents[3] / "workbooks" / "dp3akb-serang-2021.xlsx"


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with ``contoh`` and the sample book in .xlsx, .xls and .ods."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("konversi")
    _write_example(folder / "contoh.xlsx")
    shutil.copy(SAMPLE, folder)
    for suffix in ("xls", "ods"):
        subprocess.run(
            [
                SOFFICE,
                f"-env:UserInstallation={(folder / 'profil').as_uri()}",
                "--headless",
                "--convert-to",
                suffix,
                "--outdir",
                str(folder),
                str(folder / "contoh.xlsx"),
                str(folder / SAMPLE.name),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return folder


def _write_example(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tabel 3.1"
    for place, value in {
        "B3": "Rasio KDRT",
        "C3": 0.875,
        "D3": " ",
        "B5": datetime.date(2021, 12, 31),
        "C5": datetime.datetime(2021, 12, 31, 8, 30),
        "D5": datetime.time(8, 30),
        "B7": 12,
        "E7": True,
    }.items():
        sheet[place] = value
    sheet["B7"].number_format = '#,##0" hari"'
    sheet.merge_cells("B3:B4")
    sheet.merge_cells("C7:D9")
    hidden = book.create_sheet("Daftar")
    hidden.sheet_state = "hidden"
    hidden["A1"] = 1
    book.create_sheet("Kosong")
    book.save(path)


@pytest.mark.soffice
@pytest.mark.parametrize(("suffix", "truth"), [("xls", True), ("ods", 1.0)])
def test_values_merges_and_what_is_hidden(converted: Path, suffix: str, truth: Value) -> None:
    book = open_book(converted / f"contoh.{suffix}")
    grids = list(book.grids())

    assert [(grid.sheet, grid.hidden, grid.has_looks) for grid in grids] == [
        ("Tabel 3.1", False, False),
        ("Daftar", True, False),
        ("Kosong", False, False),
    ]
    assert {row: list(values) for row, values in grids[0].rows.items()} == {
        3: [None, "Rasio KDRT", 0.875, " "],
        5: [None, "2021-12-31", "2021-12-31T08:30:00", "08:30:00"],
        7: [None, 12.0, None, None, truth],
    }
    assert set(grids[0].merges) == {CellRange(3, 2, 4, 2), CellRange(7, 3, 9, 4)}
    assert grids[0].file == f"contoh.{suffix}"
    assert "tidak terbaca" in book.remarks[0]


@pytest.mark.soffice
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_the_sample_book_reads_the_same(converted: Path, suffix: str) -> None:
    originals = FileBook(SAMPLE).grids()
    copies = open_book((converted / SAMPLE.name).with_suffix(f".{suffix}")).grids()

    for original, copy in zip(originals, copies, strict=True):
        assert copy.sheet == original.sheet
        assert set(copy.merges) == set(original.merges)
        assert values_of(copy) == values_of(original)


def values_of(grid: Grid) -> dict[tuple[int, int], Value]:
    """Return the filled cells; LibreOffice writes numbers with 15 digits."""
    return {
        (row, column): float(f"{value:.13g}") if isinstance(value, float) else value
        for row, values in grid.rows.items()
        for column, value in enumerate(values, 1)
        if value is not None
    }


@pytest.mark.soffice
def test_a_damaged_book(converted: Path, tmp_path: Path) -> None:
    content = (converted / "contoh.xls").read_bytes()
    path = tmp_path / "buku.xls"
    path.write_bytes(content[: len(content) // 3])

    with pytest.raises(BookError, match=r"rusak|Office lama"):
        list(open_book(path).grids())


def write_ods(path: Path, rows: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr(
            "content.xml",
            '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
            'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
            f'<office:body><office:spreadsheet><table:table table:name="A">{rows}</table:table>'
            "</office:spreadsheet></office:body></o:document-content>",
        )


def test_a_sheet_that_would_need_more_memory_than_there_is(tmp_path: Path) -> None:
    path = tmp_path / "buku.ods"
    cell = '<table:table-cell office:value-type="float" office:value="1"'
    write_ods(
        path,
        '<table:table-row table:number-rows-repeated="1048576">'
        f'{cell} table:number-columns-repeated="16384"/></table:table-row>',
    )

    with pytest.raises(BookError, match=r"rusak|dibaca"):
        list(open_book(path).grids())


def test_a_compound_file_that_claims_billions_of_sectors(tmp_path: Path) -> None:
    path = tmp_path / "buku.xls"
    header = bytearray(512)
    header[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    header[24:34] = bytes.fromhex("3E000300FEFF09000600")
    header[44:48] = header[72:76] = b"\xff\xff\xff\x7f"
    path.write_bytes(bytes(header) + "Workbook\0".encode("utf-16-le") + bytes(2_000))

    with pytest.raises(BookError, match=r"rusak"):
        list(open_book(path).grids())


def test_a_package_that_swells(tmp_path: Path) -> None:
    path = tmp_path / "buku.ods"
    write_ods(path, " " * (17 * 2**20))

    with pytest.raises(BookError, match="mengembang"):
        list(open_book(path).grids())


def test_the_worker_may_die(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "buku.ods"
    write_ods(path, "")
    monkeypatch.setattr(calamine_module.sys, "executable", shutil.which("false"))

    with pytest.raises(BookError, match="terlalu besar atau menyesatkan"):
        list(CalamineBook(path).grids())


def test_a_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "buku.ods"
    write_ods(path, "")
    monkeypatch.setattr(CalamineBook, "_read_apart", lambda _self: ("password", "", []))

    with pytest.raises(BookError, match="kata sandi"):
        list(CalamineBook(path).grids())


def test_without_an_interpreter_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "buku.ods"
    write_ods(
        path,
        '<table:table-row><table:table-cell office:value-type="float" office:value="2.5"/>'
        "</table:table-row>",
    )
    monkeypatch.setattr(calamine_module.sys, "frozen", True, raising=False)
    (grid,) = CalamineBook(path).grids()

    assert {row: list(values) for row, values in grid.rows.items()} == {1: [2.5]}


def test_a_sheet_that_cannot_be_read_is_no_blank_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "buku.ods"
    write_ods(path, "")
    sheets = [("A", False, {1: [2.5]}, []), ("B", True, None, [])]
    monkeypatch.setattr(CalamineBook, "_read_apart", lambda _self: ("", "", sheets))
    first, second = CalamineBook(path).grids()

    assert not first.losses
    assert second.hidden and not second.rows
    assert [loss.what for loss in second.losses] == ["isinya rusak atau terlalu besar"]
