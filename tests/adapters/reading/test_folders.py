"""Finding the office's books in folders, and telling what was passed over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import xlsxwriter

from lkjip_xl.adapters.folders import PassedOver, describe, find_books
from lkjip_xl.ports import BookError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder as an office has it."""
    for name in (
        "Tabel 3.2.xlsx",
        "Tabel 3.1.XLSX",
        "~$Tabel 3.1.xlsx",
        "Tabel 3.1.catatan.xlsx",
        ".tersembunyi.xlsx",
        "Renaksi.xls",
        "catatan.txt",
        "Tabel 3.1.bersih.xlsx",
        "Tabel 3.1.catatan-lama.xlsx",
        "Tabel 3.1.laporan.docx",
        "data.csv",
        "bidang/Belanja.ods",
        "bidang/lama/Belanja.xlsx",
        ".arsip/Belanja.xlsx",
        "kosong/surat.docx",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    return tmp_path


def test_books_of_a_folder(folder: Path) -> None:
    assert [path.relative_to(folder).as_posix() for path in find_books([folder]).books] == [
        "Renaksi.xls",
        "Tabel 3.1.XLSX",
        "Tabel 3.2.xlsx",
        "bidang/Belanja.ods",
    ]


def test_what_somebody_may_miss_is_told_with_the_reason(folder: Path) -> None:
    told = describe(
        find_books([folder]).passed_over, lambda path: path.relative_to(folder).as_posix()
    )

    assert told == (
        "Dilewati: .tersembunyi.xlsx karena berkas tersembunyi; "
        "Tabel 3.1.bersih.xlsx karena salinan tanpa tanda dari program ini; "
        "Tabel 3.1.catatan-lama.xlsx, Tabel 3.1.catatan.xlsx karena salinan bertanda dari program "
        "ini; bidang/lama karena subfolder ini lebih dalam dari satu tingkat; "
        "data.csv, kosong/surat.docx karena bukan buku kerja Excel; "
        "~$Tabel 3.1.xlsx karena berkas kunci Excel (simpan dan tutup dahulu bukunya bila masih "
        "terbuka)"
    )


def test_a_deep_folder_that_is_named_too_is_not_passed_over(folder: Path) -> None:
    found = find_books([folder, folder / "bidang" / "lama"])

    assert folder / "bidang" / "lama" / "Belanja.xlsx" in found.books
    assert not any(one.path.is_dir() for one in found.passed_over)


def test_files_keep_their_order_and_come_once(folder: Path) -> None:
    named = [folder / "Tabel 3.2.xlsx", folder / "bidang", folder / "Tabel 3.2.xlsx"]

    assert [path.name for path in find_books(named).books] == [
        "Tabel 3.2.xlsx",
        "Belanja.ods",
        "Belanja.xlsx",
    ]


def test_an_annotated_copy_counts_only_when_it_is_meant(folder: Path) -> None:
    copy, lock = folder / "Tabel 3.1.catatan.xlsx", folder / "~$Tabel 3.1.xlsx"

    assert find_books([copy]).books == (copy,)
    assert find_books([lock]).books == (lock,)
    found = find_books([copy, lock, folder / "Tabel 3.2.xlsx"])
    assert found.books == (folder / "Tabel 3.2.xlsx",)
    assert [one.path for one in found.passed_over] == [copy, lock]


@pytest.mark.parametrize(
    ("name", "is_ours"),
    [
        ("a.catatan.xlsx", True),
        ("a.PERBAIKAN-2.xlsx", True),
        ("a.bersih.xlsm", True),
        ("a.catatan-lama-3.xlsx", True),
        ("a.catatan-suntingan-2026-01-31.xlsx", True),
        ("a.catatan rapat.xlsx", False),
        ("catatan.xlsx", False),
    ],
)
def test_copies_of_ours_are_known_by_their_names(tmp_path: Path, name: str, is_ours: bool) -> None:
    for one in ("a.xlsx", name):
        (tmp_path / one).touch()

    found = find_books([tmp_path])

    assert [one.path.name for one in found.passed_over] == [name] * is_ours
    assert len(found.books) == 2 - is_ours


def make_copies(folder: Path) -> Path:
    """Write a book with its marked copy and its copy without marks, untouched; return the book."""
    from lkjip_xl.adapters.xlsx.patch.marking import write_clean, write_marked
    from lkjip_xl.finding import Severity
    from lkjip_xl.grid import Mark

    book = folder / "buku.xlsx"
    with xlsxwriter.Workbook(str(book)) as written:
        written.add_worksheet("Tabel 3.1").write("A8", "isi")
    mark = Mark(
        sheet="Tabel 3.1", row=8, column=1, severity=Severity.ERROR, code="HIT01", note="periksa"
    )
    write_marked(book, folder / "buku.catatan.xlsx", [mark], [])
    write_clean(folder / "buku.catatan.xlsx", folder / "buku.bersih.xlsx")
    return book


def edit(path: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(path)
    book.active["A1"] = "diubah"
    book.save(path)


def test_a_copy_that_people_edited_later_is_told_with_its_original(tmp_path: Path) -> None:
    book = make_copies(tmp_path)
    assert [one.original for one in find_books([tmp_path]).passed_over] == [None, None]

    for copy in (tmp_path / "buku.catatan.xlsx", tmp_path / "buku.bersih.xlsx"):
        edit(copy)
    found = find_books([tmp_path])
    assert [one.original for one in found.passed_over] == [book, book]
    assert "buku.bersih.xlsx diubah orang dan lebih baru daripada buku.xlsx" in (
        found.passed_over[0].warning
    )

    later = book.stat().st_mtime + 60
    os.utime(book, (later, later))
    assert [one.original for one in find_books([tmp_path]).passed_over] == [None, None]


def test_many_names_are_counted() -> None:
    passed_over = [PassedOver(Path(f"{number}.csv"), "sebab") for number in range(10)]

    told = describe(passed_over, lambda path: path.name)

    assert told == (
        "Dilewati: 0.csv, 1.csv, 2.csv, 3.csv, 4.csv, 5.csv, 6.csv, 7.csv dan 2 lagi karena sebab"
    )


def test_nothing_to_find(folder: Path) -> None:
    with pytest.raises(BookError, match="tidak berisi buku kerja") as caught:
        find_books([folder / "kosong"])
    assert "Dilewati: surat.docx karena bukan buku kerja Excel" in caught.value.fix
    with pytest.raises(BookError, match="tidak ditemukan"):
        find_books([folder / "tidak-ada"])
