"""Choosing a reader by content."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from lkjip_xl.adapters.calamine import CalamineBook
from lkjip_xl.adapters.files import open_book
from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.ports import BookError

Parts = dict[str, str | bytes]
WritePackage = Callable[[Parts], Path]
MakeParts = Callable[..., Parts]

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm", ".xltx", ".xls", ".dat"])
def test_a_book_is_known_by_its_content(
    make_parts: MakeParts, write_package: WritePackage, suffix: str
) -> None:
    path = write_package(make_parts("<sheetData/>"))

    assert isinstance(open_book(path.rename(path.with_suffix(suffix))), FileBook)


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("buku.xlsx", b"", "kosong"),
        ("buku.xlsx", b"%PDF-1.7\n", "PDF"),
        ("buku.xls", b"\xef\xbb\xbf\r\n<HTML><table>", "halaman web"),
        ("buku.xls", b"<?xml version='1.0'?><Workbook/>", "XML"),
        ("buku.csv", b"No;Indikator\n", "teks biasa"),
        ("buku.xlsx", b"No;Indikator\n", "bukan buku kerja Excel"),
        ("buku.xlsx", b"PK\x03\x04terpotong", "terpotong atau rusak"),
        ("buku.xlsx", b"PK\x05\x06" + bytes(18), "arsip zip"),
        ("buku.xls", OLE, "Office lama"),
        ("buku.xlsx", OLE + "EncryptedPackage\0".encode("utf-16-le"), "kata sandi"),
        ("~$buku.xlsx", b"\x04Nama", "berkas kunci"),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(BookError, match=what) as caught:
        open_book(path)
    assert name in caught.value.where
    assert caught.value.fix


@pytest.mark.parametrize(
    ("part", "what"),
    [("ppt/presentation.xml", "PowerPoint"), ("a", "zip")],
)
def test_other_packages(write_package: WritePackage, part: str, what: str) -> None:
    with pytest.raises(BookError, match=what):
        open_book(write_package({part: "<a/>"}))


def test_an_old_book_goes_to_calamine(tmp_path: Path) -> None:
    path = tmp_path / "buku.xls"
    path.write_bytes(OLE + "Workbook\0".encode("utf-16-le"))

    assert isinstance(open_book(path), CalamineBook)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="tidak ditemukan"):
        open_book(tmp_path / "tidak-ada.xlsx")
    with pytest.raises(BookError, match="folder"):
        open_book(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError

    path = tmp_path / "buku.xlsx"
    path.touch()
    monkeypatch.setattr(os, "open", refuse)

    for read in (lambda: open_book(path), lambda: list(FileBook(path).grids())):
        with pytest.raises(BookError, match="dikunci") as caught:
            read()
        assert "Tutup" in caught.value.fix
