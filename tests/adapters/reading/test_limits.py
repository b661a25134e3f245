"""Small files that unfold into endless lists: refused or cut short, before they cost anything."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl.adapters import compound
from lkjip_xl.adapters.files import open_book
from lkjip_xl.adapters.xlsx import cells as cells_module
from lkjip_xl.adapters.xlsx import markup as markup_module
from lkjip_xl.adapters.xlsx import sheet as sheet_module
from lkjip_xl.adapters.xlsx import styles as styles_module
from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.adapters.xlsx.patch import outline as outline_module
from lkjip_xl.adapters.xlsx.patch.marking import write_clean, write_marked
from lkjip_xl.finding import Severity
from lkjip_xl.grid import Mark
from lkjip_xl.ports import Book, BookError

Parts = dict[str, str | bytes]
WritePackage = Callable[[Parts], Path]
MakeParts = Callable[..., Parts]

ONE_CELL = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
MARK = Mark(sheet="Sheet", row=1, column=1, severity=Severity.ERROR, code="HIT01", note="HIT01 x")


def complaint(book: Book) -> str:
    """Return why a book cannot be read, in whole or in part."""
    try:
        list(book.grids())
    except BookError as error:
        return str(error)
    return "; ".join(book.remarks)


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """Return a workbook as a program writes it, so that it can be marked."""
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.save(tmp_path / "asli.xlsx")
    return tmp_path / "asli.xlsx"


def change_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, data in parts.items():
            archive.writestr(one, data)
    return path


@pytest.mark.parametrize(
    "styles",
    [
        f"<cellXfs>{'<xf/>' * 11}</cellXfs>",
        f"<fonts>{'<font/>' * 11}</fonts>",
        f"<fills>{'<fill/>' * 11}</fills>",
        "<numFmts>"
        + "".join(f'<numFmt numFmtId="{n}" formatCode="0"/>' for n in range(200, 260))
        + "</numFmts>",
    ],
)
def test_styles_without_number(
    make_parts: MakeParts, write_package: WritePackage, monkeypatch: pytest.MonkeyPatch, styles: str
) -> None:
    monkeypatch.setattr(styles_module, "MAX_RECORDS", 10 if "numFmt" not in styles else 50)
    book = FileBook(write_package(make_parts(ONE_CELL, styles=styles)))

    assert "gaya sel" in complaint(book)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_lists_without_end(
    make_parts: MakeParts, write_package: WritePackage, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setattr(markup_module, "MAX_LISTED", 20)
    parts = make_parts(ONE_CELL)
    more = '<definedName name="a">A</definedName>' * 20 + '<Relationship Id="a" Target="b"/>' * 20
    parts[part] = str(parts[part]).replace("</workbook>", f"{more}</workbook>")
    parts[part] = str(parts[part]).replace("</Relationships>", f"{more}</Relationships>")

    assert "lebih dari 20 unsur" in complaint(FileBook(write_package(parts)))


def test_a_text_in_countless_pieces(make_parts: MakeParts, write_package: WritePackage) -> None:
    parts = make_parts(ONE_CELL)
    name = f'<definedName name="a">{"A<b/>" * 200_000}</definedName>'
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("<sheets>", f"{name}<sheets>")

    assert complaint(FileBook(write_package(parts))) == ""


@pytest.mark.parametrize(
    ("limit", "rows"),
    [("MAX_AREA", "<row><c/><c/><c/></row>" * 20), ("MAX_DAMAGE", '<row><c r="XFD1"/></row>' * 60)],
)
def test_cells_that_hold_nothing(
    make_parts: MakeParts,
    write_package: WritePackage,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    rows: str,
) -> None:
    monkeypatch.setattr(cells_module, limit, 50)
    book = FileBook(write_package(make_parts(f"<sheetData>{rows}</sheetData>")))

    assert "melebihi" in complaint(book)


def test_what_surrounds_the_cells_is_not_looked_at_for_ever(
    make_parts: MakeParts, write_package: WritePackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_module, "_MOST_SEEN", 5)
    columns = "".join(f'<col min="{n}" max="{n}" hidden="1"/>' for n in range(1, 20))
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 20))
    errors = "".join(f'<ignoredError sqref="A{n}" formula="1"/>' for n in range(1, 20))
    around = f"<cols>{columns}</cols>{ONE_CELL}<mergeCells>{merges}</mergeCells>{errors}"
    (grid,) = FileBook(write_package(make_parts(around))).grids()

    assert grid.hidden_columns == {1, 2, 3, 4, 5}
    assert len(grid.merges) == len(grid.ignored["formula"]) == 5


@pytest.mark.parametrize(
    "encoding", ["shift_jis", "gb2312", "big5", "utf-32", "utf-7", "rot13", "tidak-ada"]
)
def test_encodings_that_no_workbook_has(real: Path, encoding: str) -> None:
    with zipfile.ZipFile(real) as archive:
        names = [one for one in archive.namelist() if one.endswith((".xml", ".rels"))]
    content = real.read_bytes()
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>'.encode()
    for name in names:
        real.write_bytes(content)
        change_part(real, name, lambda data: declaration + data.partition(b"?>")[2] or data)
        with suppress(BookError):  # nothing else
            list(open_book(real).grids())
            write_marked(real, real.with_name("tanda.xlsx"), [MARK])
            write_clean(real, real.with_name("bersih.xlsx"))


def test_parts_packed_without_bound(make_parts: MakeParts, tmp_path: Path) -> None:
    path = tmp_path / "buku.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as package:
        for name, content in make_parts(ONE_CELL).items():
            package.writestr(name, content)

    with pytest.raises(BookError, match="memampatkannya"):
        list(FileBook(path).grids())


@pytest.mark.parametrize("more", ["<a/>" * 50, "<a>" * 300 + "</a>" * 300])
def test_markup_without_end_takes_no_marks(
    real: Path, monkeypatch: pytest.MonkeyPatch, more: str
) -> None:
    monkeypatch.setattr(outline_module, "MAX_ELEMENTS", 300)
    change_part(
        real,
        "xl/styles.xml",
        lambda data: data.replace(b"</styleSheet>", f"{more * 10}</styleSheet>".encode()),
    )

    with pytest.raises(BookError, match="terlalu banyak unsur"):
        write_marked(real, real.with_name("tanda.xlsx"), [MARK])


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b'{"version":1}',
        b'{"version":1,"touched":{"xl/workbook.xml":3},"added":{}}',
        b'{"version":1,"touched":{},"added":{"xl/workbook.xml":{"size":"a"}}}',
        b'{"version":1,"touched":{},"added":["a"]}',
        b'{"version":1,"touched":7,"added":{}}',
    ],
)
def test_a_record_that_somebody_wrote_into(real: Path, record: bytes) -> None:
    marked, clean = real.with_name("tanda.xlsx"), real.with_name("bersih.xlsx")
    write_marked(real, marked, [MARK])
    change_part(marked, "xl/lkjip-undo.json", lambda _: record)

    write_clean(marked, clean)

    assert [grid.rows for grid in FileBook(clean).grids()] == [{1: (1.0,)}]


def test_a_record_with_splices_that_overlap(real: Path) -> None:
    marked, clean = real.with_name("tanda.xlsx"), real.with_name("bersih.xlsx")
    write_marked(real, marked, [MARK])

    def overlap(data: bytes) -> bytes:
        record = json.loads(data)
        for touched in record["touched"].values():
            touched["rounds"] = [[[0, 9, ""], [5, 7, ""]]]
        return json.dumps(record).encode()

    change_part(marked, "xl/lkjip-undo.json", overlap)
    write_clean(marked, clean)

    assert [grid.rows for grid in FileBook(clean).grids()] == [{1: (1.0,)}]


@pytest.mark.parametrize("place", range(80, 140, 7))
def test_a_stream_is_found_across_pieces(monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    monkeypatch.setattr(compound, "_CHUNK", 100)
    content = bytes(place) + "Workbook\0".encode("utf-16-le") + bytes(90)

    assert compound.streams_in(io.BytesIO(content)) == {"Workbook"}
