"""The sheet that lists the findings, as others see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.adapters.xlsx.patch.marking import write_clean, write_findings_book, write_marked
from lkjip_xl.finding import Finding
from lkjip_xl.outputs.catatan import make_catatan
from lkjip_xl.outputs.own_sheet import Cell, Look, OwnSheet
from lkjip_xl.ports import BookError

TODAY = date(2024, 1, 31)
HEADER = [
    "No", "Tingkat", "Kode", "Lembar", "Sel", "Uraian", "Kolom", "Tertulis", "Seharusnya",
    "Masalah", "Perbaikan", "Status", "Tanggapan", "Riwayat", "Sidik",
]  # fmt: skip


@pytest.fixture
def listing(plain_book: Path, tmp_path: Path, some_catatan: OwnSheet) -> Worksheet:
    write_marked(plain_book, tmp_path / "marked.xlsx", [], [some_catatan])
    return openpyxl.load_workbook(tmp_path / "marked.xlsx")["Catatan"]


def test_it_shows_counts_and_rows(listing: Worksheet) -> None:
    rows = [list(row) for row in listing.iter_rows(values_only=True)]

    assert [[value for value in row if value] for row in rows[2:6]] == [
        ["Kesalahan: 1", "Tabel 3.1: 1"],
        ["Peringatan: 1", "Tabel 3.1: 1"],
        ["Informasi: 1", "Tabel 3.1: 1"],
        ['="Terbuka: "&COUNTIF(L8:L10,"Terbuka")', "dari 3 catatan"],
    ]
    assert rows[6] == HEADER
    assert rows[7] == [
        1, "Kesalahan", "HIT01", "Tabel 3.1", "C4", "Panjang jalan mantap", "Capaian", "90,00",
        "87,50", "Capaian tertulis 90,00%, hasil hitung 87,50%.",
        "Isi 87,50%, atau periksa target dan realisasinya.", "Terbuka", None, "Sejak 31-01-2024",
        None,
    ]  # fmt: skip
    assert len(rows) == 10


def test_people_choose_the_status_and_do_not_see_the_fingerprint(listing: Worksheet) -> None:
    (choice,) = listing.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("L8:L10", '"Terbuka,Diperbaiki,Diterima"')
    assert listing.column_dimensions["O"].hidden


def test_no_text_can_become_a_formula(listing: Worksheet) -> None:
    risky = {
        cell.value: cell
        for row in listing.iter_rows()
        for cell in row
        if str(cell.value)[:1] in set("=+-@") and cell.data_type != "f"
    }

    assert risky.keys() == {"=HYPERLINK(1)", "-5", "+5", "@kantor"}
    assert {cell.data_type for cell in risky.values()} == {"s"}
    formulas = [cell for row in listing.iter_rows() for cell in row if cell.data_type == "f"]
    assert [cell.coordinate for cell in formulas] == ["A6"]
    assert all(cell.quotePrefix for cell in risky.values())


def test_a_text_is_quoted_in_every_look(
    plain_book: Path, tmp_path: Path, some_catatan: OwnSheet
) -> None:
    """Somebody's answer comes back as what it was: a status, or a row of the past."""
    texts = ("=1+1", "\t=1", "＝1", "biasa")
    first, *_ = some_catatan.rows
    rows = tuple(
        (Cell(text, look, first[4].link if linked else None), *first[1:])
        for look in Look
        for text in texts
        for linked in (False, True)
    )
    write_marked(plain_book, tmp_path / "marked.xlsx", [], [replace(some_catatan, rows=rows)])

    sheet = openpyxl.load_workbook(tmp_path / "marked.xlsx")["Catatan"]
    cells = [row[0] for row in sheet.iter_rows(min_row=8)]
    assert [cell.value for cell in cells] == [row[0].value for row in rows]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(bool(cell.quotePrefix) == (cell.value != "biasa") for cell in cells)


def test_it_leads_to_the_cells_and_prints_on_a4(listing: Worksheet) -> None:
    links = {row: cell.hyperlink for (cell,) in listing["E8:E10"] if (row := cell.row)}
    assert [link.location for link in links.values() if link is not None] == [
        "'Tabel 3.1'!C4", "'Tabel 3.1'!B3", "'Tabel 3.1'!C4"
    ]  # fmt: skip
    assert listing.auto_filter.ref == "A7:O10"
    assert listing.freeze_panes == "A8"
    assert listing.print_title_rows == "$7:$7"
    assert (listing.page_setup.paperSize, listing.page_setup.orientation) == (9, "landscape")
    assert listing.sheet_properties.pageSetUpPr is not None
    assert listing.sheet_properties.pageSetUpPr.fitToPage
    assert listing.page_setup.fitToHeight == 0


def test_it_stands_last_and_the_reader_skips_it(
    rich_book: Path, tmp_path: Path, some_catatan: OwnSheet
) -> None:
    write_marked(rich_book, tmp_path / "marked.xlsx", [], [some_catatan])

    read = [grid.sheet for grid in FileBook(tmp_path / "marked.xlsx").grids()]
    assert read == [grid.sheet for grid in FileBook(rich_book).grids()]


@pytest.mark.parametrize(
    ("present", "ours"),
    [
        (["CATATAN"], "Catatan LKjIP"),
        (["Catatan", "catatan lkjip"], "Catatan LKjIP 2"),
    ],
)
def test_a_sheet_of_the_staff_keeps_its_name(
    present: list[str], ours: str, plain_book: Path, tmp_path: Path, some_catatan: OwnSheet
) -> None:
    source, marked, again = (tmp_path / f"{name}.xlsx" for name in ("buku", "marked", "again"))
    book = openpyxl.load_workbook(plain_book)
    for name in present:
        book.create_sheet(name)
    book.save(source)
    write_marked(source, marked, [], [some_catatan])
    write_marked(marked, again, [], [some_catatan])

    assert openpyxl.load_workbook(again).sheetnames[3:] == [*present, ours]


def test_without_findings_it_says_so(plain_book: Path, tmp_path: Path) -> None:
    write_marked(plain_book, tmp_path / "marked.xlsx", [], [make_catatan([], today=TODAY)])
    sheet = openpyxl.load_workbook(tmp_path / "marked.xlsx")["Catatan"]

    assert sheet["A2"].value == "Tidak ada catatan: semua yang diperiksa sudah sesuai."
    assert sheet.auto_filter.ref is None


def test_a_book_of_its_own_has_no_links(tmp_path: Path, some_catatan: OwnSheet) -> None:
    target = tmp_path / "catatan.xlsx"
    write_findings_book(target, [some_catatan])
    book = openpyxl.load_workbook(target)
    sheet = book["Catatan"]

    assert book.sheetnames == ["Catatan"]
    assert [cell.value for cell in sheet[7]] == HEADER
    assert sheet["E8"].value == "C4"
    assert sheet["E8"].hyperlink is None
    with pytest.raises(BookError, match="tidak memiliki lembar tabel"):
        list(FileBook(target).grids())


def test_findings_of_several_books_name_their_file(
    tmp_path: Path, some_findings: list[Finding]
) -> None:
    first, *rest = some_findings
    other = replace(first, at=first.at._replace(file="anggaran.xlsx"))
    write_findings_book(tmp_path / "catatan.xlsx", [make_catatan([other, *rest], today=TODAY)])
    sheet = openpyxl.load_workbook(tmp_path / "catatan.xlsx")["Catatan"]

    assert [cell.value for cell in sheet[7]] == [*HEADER[:3], "Berkas", *HEADER[3:]]
    assert [sheet[f"D{row}"].value for row in (8, 9, 10)] == [
        "anggaran.xlsx", "buku.xlsx", "buku.xlsx"
    ]  # fmt: skip


def test_a_clean_copy_of_a_listing_alone_is_the_source(
    plain_book: Path, tmp_path: Path, some_catatan: OwnSheet,
    read_parts: Callable[[Path], Mapping[str, bytes]],
) -> None:  # fmt: skip
    marked, clean = tmp_path / "marked.xlsx", tmp_path / "clean.xlsx"
    write_marked(plain_book, marked, [], [some_catatan])
    write_clean(marked, clean)

    assert read_parts(clean) == read_parts(plain_book)


def test_a_name_leads_back_to_the_listing(
    plain_book: Path, tmp_path: Path, some_catatan: OwnSheet
) -> None:
    source, marked, saved, clean = (
        tmp_path / f"{name}.xlsx" for name in ("buku", "tanda", "simpan", "bersih")
    )
    book = openpyxl.load_workbook(plain_book)
    book.defined_names.add(DefinedName("Milik_Kantor", attr_text="'Tabel 3.1'!$A$1"))
    book.save(source)
    write_marked(source, marked, [], [some_catatan])
    book = openpyxl.load_workbook(marked)
    assert book.defined_names["Catatan_LKjIP"].attr_text == "'Catatan'!$A$7"

    book.save(saved)
    write_clean(saved, clean)
    assert list(openpyxl.load_workbook(clean).defined_names) == ["Milik_Kantor"]
