"""Files that are damaged, disguised or made to do harm: a clear message, never a traceback."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lkjip_xl.adapters.files import open_book
from lkjip_xl.adapters.xlsx import book as book_module
from lkjip_xl.adapters.xlsx import cells as cells_module
from lkjip_xl.adapters.xlsx import package as package_module
from lkjip_xl.adapters.xlsx import strings as strings_module
from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.grid import ErrorValue, Grid
from lkjip_xl.ports import Book, BookError

Parts = dict[str, str | bytes]
WritePackage = Callable[[Parts], Path]
MakeParts = Callable[..., Parts]

ONE_CELL = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
SHEET = "xl/worksheets/sheet1.xml"


#: More digits than Python turns into a number.
ENDLESS = "9" * 5_000


@pytest.fixture
def write_rows(make_parts: MakeParts, write_package: WritePackage) -> Callable[[str], FileBook]:
    """Return the book whose only sheet has the given XML between ``<worksheet>`` and its end."""
    return lambda sheet: FileBook(write_package(make_parts(sheet)))


def refuse(book: Book) -> BookError:
    """Return the error with which reading ends; it must say what, where and how to repair it."""
    with pytest.raises(BookError) as caught:
        list(book.grids())
    assert caught.value.what
    assert caught.value.where
    assert caught.value.fix
    return caught.value


def losses_of(grid: Grid) -> list[str]:
    return [loss.what for loss in grid.losses]


def test_a_damaged_sheet_does_not_hide_the_others(
    make_parts: MakeParts, write_package: WritePackage
) -> None:
    parts = make_parts(ONE_CELL, ONE_CELL, ONE_CELL, ONE_CELL)
    parts[SHEET] = "<worksheet><sheetData><row></worksheet>"
    parts["xl/worksheets/sheet2.xml"] = "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet>&a;</worksheet>"
    del parts["xl/worksheets/sheet3.xml"]
    book = FileBook(write_package(parts))

    first, second, third, fourth = book.grids()
    assert [grid.sheet for grid in (first, second, third)] == ["Lembar 1", "Lembar 2", "Lembar 3"]
    assert "baris 1" in losses_of(first)[0]
    assert "DOCTYPE" in losses_of(second)[0]
    assert "bagian itu tidak ada" in losses_of(third)[0]
    assert not (first.rows or second.rows or third.rows)
    assert fourth.rows == {1: (1.0,)}
    assert not fourth.losses
    assert not book.remarks


def test_no_sheet_is_readable(make_parts: MakeParts, write_package: WritePackage) -> None:
    parts = make_parts(ONE_CELL)
    parts[SHEET] = "<worksheet>"

    assert "XML" in refuse(FileBook(write_package(parts))).what


def test_no_worksheet_at_all(make_parts: MakeParts, write_package: WritePackage) -> None:
    chart_only = make_parts(ONE_CELL)
    chart_only[SHEET] = "<chartsheet/>"

    for parts in (make_parts(), chart_only):
        assert "tidak memiliki lembar" in refuse(FileBook(write_package(parts))).what


@pytest.mark.parametrize(
    "part", ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"]
)
def test_a_damaged_part_that_all_sheets_need(
    make_parts: MakeParts, write_package: WritePackage, part: str
) -> None:
    parts = make_parts(ONE_CELL, strings="<si><t>a</t></si>")
    parts[part] = "<a><b></a>"

    assert part in refuse(FileBook(write_package(parts))).what


def test_damaged_styles_cost_only_the_looks(
    make_parts: MakeParts, write_package: WritePackage
) -> None:
    parts = make_parts(ONE_CELL, styles="<cellXfs/>")
    parts["xl/styles.xml"] = "<styleSheet>"
    book = FileBook(write_package(parts))
    (grid,) = book.grids()

    assert grid.value(1, 1) == 1.0
    assert not grid.has_looks
    assert "Format angka dan huruf tidak terbaca" in book.remarks[0]


def test_bad_cells_are_told_and_the_rest_is_read(
    make_parts: MakeParts, write_package: WritePackage
) -> None:
    sheet = """<sheetData>
        <row r="1">
          <c r="A1" t="s"><v>7</v></c><c r="B1" t="s"><v>-1</v></c>
          <c r="C1"><v>seratus</v></c><c r="D1" s="99999"><v>1</v></c>
          <c r="XFD1"><f>A1</f><v>2</v></c><c r="?"><v>3</v></c><c r="F12"><v>4</v></c>
        </row>
        <row r="1048577"><c r="A1048577"><v>1</v></c></row>
        <row r="-3" outlineLevel="x"><c r="A4" s=""><v>5</v></c></row>
      </sheetData>
      <mergeCells><mergeCell ref="A1:Z"/><mergeCell ref="A1:XFD1048576"/></mergeCells>"""
    parts = make_parts(sheet, strings="<si><t>a</t></si>")
    book = FileBook(write_package(parts))
    (grid,) = book.grids()

    assert grid.rows == {
        1: (ErrorValue.OTHER, ErrorValue.OTHER, "seratus", 1.0, None, 4.0),
        4: (5.0,),
    }
    assert len(grid.merges) == 1
    assert sorted(remark.removeprefix("Lembar 'Lembar 1': ") for remark in book.remarks) == [
        "1 nilai tidak sesuai jenisnya dan dibaca sebagai teks (C1)",
        "3 sel diabaikan karena di luar 1024 kolom pertama atau di luar lembar (mulai XFD1)",
    ]
    assert sorted((loss.what, loss.row, loss.column) for loss in grid.losses) == [
        ("1 penggabungan sel beralamat tidak sah (A1:Z)", 1, 1),
        ("1 sel beralamat di luar barisnya (F12)", 12, 6),
        ("1 sel beralamat tidak sah (?)", 1, 1),
        ("2 sel merujuk teks yang tidak ada di dalam berkas (mulai A1)", 1, 1),
    ]


def test_corners_of_the_sheet_cost_nothing(write_rows: Callable[[str], FileBook]) -> None:
    book = write_rows(
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="A1048576"><v>2</v></c><c r="XFD1048576"><v>3</v></c></row>'
        "</sheetData>"
    )
    (grid,) = book.grids()

    assert grid.rows == {1: (1.0,), 1048576: (2.0,)}


def test_numbers_without_end(write_rows: Callable[[str], FileBook]) -> None:
    book = write_rows(
        f'<cols><col min="1" max="{ENDLESS}" hidden="1"/></cols><sheetData>'
        f'<row r="{ENDLESS}" outlineLevel=""><c r="A{ENDLESS}" s="{ENDLESS}"><v>1</v></c></row>'
        f'<row outlineLevel="12"><c t="s"><v>{ENDLESS}</v></c><c><v>{ENDLESS}</v></c></row>'
        f'</sheetData><mergeCells><mergeCell ref="A1:B{ENDLESS}"/></mergeCells>'
    )
    (grid,) = book.grids()

    assert grid.rows == {1: (1.0,), 2: (ErrorValue.OTHER, ErrorValue.NUM)}
    assert not grid.outline


def test_merges_without_number(write_rows: Callable[[str], FileBook]) -> None:
    rows = "".join(f'<row r="{row}"><c><v>1</v></c></row>' for row in range(1, 1001))
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 60_000
    book = write_rows(f"<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>")
    (grid,) = book.grids()

    assert len(grid.merges) == 2000
    assert "58000 penggabungan sel diabaikan karena terlalu banyak" in losses_of(grid)[0]


def test_the_limit_of_cells_is_that_of_the_book(
    make_parts: MakeParts, write_package: WritePackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book_module, "MAX_CELLS", 2)
    two = '<sheetData><row><c><v>1</v></c><c s="0"/></row><row><c><f>A1</f></c></row></sheetData>'
    book = FileBook(write_package(make_parts(ONE_CELL, two, ONE_CELL, ONE_CELL)))

    grids = list(book.grids())
    assert [bool(grid.rows) for grid in grids] == [True, True, False, False]
    assert [len(grid.losses) for grid in grids] == [0, 0, 1, 1]
    assert "melebihi" in losses_of(grids[2])[0]


def test_a_long_formula_shared_by_many(
    write_rows: Callable[[str], FileBook], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells_module, "MAX_FORMULA_TEXT", 100_000)
    formula = "A1+" * 2_000 + "1"
    rows = "".join(f'<row><c><f t="shared" si="0"/><v>{row}</v></c></row>' for row in range(99))
    book = write_rows(
        f'<sheetData><row><c><f t="shared" si="0">{formula}</f></c></row>{rows}</sheetData>'
    )

    assert "sel" in refuse(book).what


def test_more_texts_than_a_book_may_have(
    make_parts: MakeParts, write_package: WritePackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strings_module, "MAX_STRINGS", 5)
    book = FileBook(write_package(make_parts(ONE_CELL, strings="<si/>" * 6)))

    assert "lebih dari 5 teks" in refuse(book).what


def test_a_part_that_swells(make_parts: MakeParts, write_package: WritePackage) -> None:
    parts = make_parts("<sheetData/>" + " " * (package_module.SMALL_PART + 1))

    assert "mengembang menjadi 16 MB" in refuse(FileBook(write_package(parts))).what


def test_parts_that_are_too_large_together(
    make_parts: MakeParts, write_package: WritePackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_module, "MAX_TOTAL", 3_000)
    padded = ONE_CELL + f"<!--{'x' * 1500}-->"
    book = FileBook(write_package(make_parts(padded, padded)))

    first, second = book.grids()
    assert first.rows and not first.losses
    assert "mengembang" in losses_of(second)[0]


@pytest.mark.parametrize("count", [package_module.MAX_PARTS + 1])
def test_a_package_of_countless_parts(tmp_path: Path, count: int) -> None:
    path = tmp_path / "buku.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.filelist.extend(_empty_entry(number) for number in range(count))

    with pytest.raises(BookError, match="lebih dari 50000 bagian"):
        open_book(path)


def _empty_entry(number: int) -> zipfile.ZipInfo:
    """Return a directory entry that leads nowhere; only the directory is read."""
    entry = zipfile.ZipInfo(f"{number}")
    entry.header_offset = entry.compress_size = entry.file_size = entry.CRC = 0
    return entry


def test_a_wrong_checksum(make_parts: MakeParts, write_package: WritePackage) -> None:
    path = write_package(make_parts(ONE_CELL))
    content = path.read_bytes()
    with zipfile.ZipFile(path) as package:
        checksum = package.getinfo(SHEET).CRC.to_bytes(4, "little")
    path.write_bytes(content.replace(checksum, b"\0\1\2\3"))

    assert "rusak atau terpotong" in refuse(FileBook(path)).what


def test_a_password_on_the_zip(make_parts: MakeParts, write_package: WritePackage) -> None:
    path = write_package(make_parts(ONE_CELL))
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\1\2", content.index(b"PK\1\2") + 1)
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\1\2", at + 1)
    path.write_bytes(content)

    assert "kata sandi" in refuse(FileBook(path)).what


def test_a_truncated_file(make_parts: MakeParts, write_package: WritePackage) -> None:
    path = write_package(make_parts(ONE_CELL))
    path.write_bytes(path.read_bytes()[:-30])

    with pytest.raises(BookError, match="terpotong atau rusak"):
        open_book(path)


SPLINTERS = (
    b"<", b">", b'"', b"<v>", b"</v>", b"<c>", b"<row>", b"-1", b"1e999", b"\0", b'r="XFD1048577"',
    b' t="s"', b' t="d"', b'<f t="shared" si="0"/>', b"<is><t>", b"<![CDATA[", b"<!DOCTYPE x>",
    b'ref="A1:Z"', b"99999999999", b' hidden="x"', b"&#0;",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(150))
def test_any_damage_is_reported(
    seed: int, make_parts: MakeParts, write_package: WritePackage
) -> None:
    chance = random.Random(seed)
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="s" s="1"><v>0</v></c>'
        f'<c r="B{row}"><f t="shared" si="0">A1+{row}</f><v>{row}</v></c></row>'
        for row in range(1, 6)
    )
    parts = make_parts(
        f'<cols><col min="1" max="2"/></cols><sheetData>{rows}</sheetData>'
        '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>',
        ONE_CELL,
        strings="<si><t>a</t></si>",
        styles="<fonts><font><b/></font></fonts><cellXfs><xf/><xf fontId='0'/></cellXfs>",
    )
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(list(parts))
        content = bytearray(_as_bytes(parts[name]))
        at = chance.randrange(len(content))
        content[at : at + chance.choice((0, 0, 5, 20))] = chance.choice(SPLINTERS)
        parts[name] = bytes(content)
    path = write_package(parts)
    if seed % 5 == 0:
        content = bytearray(path.read_bytes())
        content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)

    try:
        book = open_book(path)
        for grid in book.grids():
            assert all(grid.look(row, 1) for row in grid.rows)
    except BookError as error:
        told = error.what, error.where, error.fix
    else:
        told = ("terbaca",)
    assert all(told)


def _as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def test_reading_twice_and_a_file_that_went_away(
    make_parts: MakeParts, write_package: WritePackage
) -> None:
    book = FileBook(write_package(make_parts(ONE_CELL)))
    first, second = list(book.grids()), list(book.grids())

    assert first[0].rows == second[0].rows
    book.path.unlink()
    assert "tidak ditemukan" in refuse(book).what
