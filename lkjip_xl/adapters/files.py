"""Finding workbooks on disk, and choosing the reader for each by what it really is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from lkjip_xl.adapters.compound import ENCRYPTED, WORKBOOKS, is_compound, streams_in
from lkjip_xl.adapters.xlsx.package import Package, open_package
from lkjip_xl.opening import cannot_open, is_folder, is_special, open_file
from lkjip_xl.ports import Book, BookError

#: Suffixes that are looked for in a folder.
SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".ods", ".xlsb"})

#: How the names of our own annotated and mended copies end, before the suffix.
_OWN_COPIES = re.compile(r"\.(?:catatan|perbaikan)(?:-lama)?(?:-\d+)?$", re.IGNORECASE)

_LOCK = "~$"
_ZIP = b"PK"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_CHOOSE = "Pilih buku kerja Excel (.xlsx)"
_SAVE_AS = "Buka berkas ini di Excel, simpan sebagai Buku Kerja Excel (.xlsx), lalu coba lagi"
_UNPROTECT = (
    "Buka di Excel dengan kata sandinya, pilih Berkas, Info, Proteksi Buku Kerja, Enkripsi dengan "
    "Kata Sandi, kosongkan kata sandinya, simpan, lalu coba lagi"
)

#: How the beginnings of other files read, in lower case, and what to call them.
_OTHERS = (
    (b"%pdf", "dokumen PDF", "Mintalah buku kerja Excel yang menjadi sumber PDF ini"),
    (b"{\\rtf", "dokumen RTF", _CHOOSE),
    (b"<!doctype html", "halaman web yang dinamai seperti buku kerja", _SAVE_AS),
    (b"<html", "halaman web yang dinamai seperti buku kerja", _SAVE_AS),
    (b"<table", "halaman web yang dinamai seperti buku kerja", _SAVE_AS),
    (b"mime-version:", "halaman web yang dinamai seperti buku kerja", _SAVE_AS),
    (b"<?xml", "tulisan XML, bukan buku kerja", _SAVE_AS),
    (b"\x09\x00\x04\x00", "buku kerja Excel 2, yang terlalu tua", _SAVE_AS),
    (b"\x09\x02\x06\x00", "buku kerja Excel 3, yang terlalu tua", _SAVE_AS),
    (b"\x09\x04\x06\x00", "buku kerja Excel 4, yang terlalu tua", _SAVE_AS),
    (b"\x89png", "gambar", _CHOOSE),
    (b"\xff\xd8\xff", "gambar", _CHOOSE),
    (b"rar!", "arsip RAR", "Keluarkan dahulu buku kerjanya dari arsip itu"),
    (b"7z\xbc\xaf", "arsip 7z", "Keluarkan dahulu buku kerjanya dari arsip itu"),
)


def open_books(paths: Iterable[Path | str]) -> dict[Path, Book]:
    """Return the workbooks among files and folders, each with a name that no other one has.

    Raises:
        BookError: as ``find_books`` and ``open_book`` do.
    """
    found = find_books(paths)
    return {path: open_book(path, _own_name(path, found)) for path in found}


def _own_name(path: Path, others: list[Path]) -> str:
    """Return a file's name with as many of its folders as tell it from files of the same name."""
    rivals = [other.parts for other in others if other != path and other.name == path.name]
    parts = path.parts
    taken = 1
    while taken < len(parts) and any(rival[-taken:] == parts[-taken:] for rival in rivals):
        taken += 1
    return "/".join(parts[-taken:])


def open_book(path: Path | str, name: str = "") -> Book:
    """Return the workbook in a file, chosen by its content, whatever its suffix says.

    Args:
        path: the file.
        name: what findings call the book, if not the file's name.

    Raises:
        BookError: the file is missing, locked, protected, or no workbook.
    """
    path = Path(path)
    if path.name.startswith(_LOCK):
        raise BookError(
            "ini berkas kunci yang dibuat Excel selama buku kerjanya terbuka, bukan buku kerja",
            str(path),
            f"Pilih buku kerjanya sendiri, yang namanya tidak diawali {_LOCK}",
        )
    with open_file(path) as stream:
        beginning = stream.read(1024)
    if beginning.startswith(_ZIP):
        return _open_zip(path, name)
    if is_compound(beginning):
        return _open_ole(path, name)
    raise _not_a_workbook(path, beginning)


def find_books(paths: Iterable[Path | str]) -> list[Path]:
    """Return the workbooks among files and folders, sorted within each folder, each one once.

    A folder gives the workbooks in it and in the folders directly below, without hidden files,
    Excel's lock files and our own annotated copies.  A file is taken as named, except that a lock
    file or an annotated copy gives way where other files are named too, as ``*.xlsx`` does.

    Raises:
        BookError: a folder holds no workbook, or a path does not exist.
    """
    named = [Path(path) for path in paths]
    has_own = not all(is_by_product(path.name) for path in named)
    found: dict[Path, Path] = {}
    for path in named:
        if is_folder(path):
            books = _list_folder(path)
        elif has_own and is_by_product(path.name):
            books = []
        else:
            books = [path]
        for book in books:
            found.setdefault(book.resolve(), book)
    return list(found.values())


def _list_folder(folder: Path) -> list[Path]:
    try:
        books = sorted(_walk(folder))
    except OSError as error:
        raise cannot_open(folder, error) from error
    if not books:
        raise BookError(
            "folder ini tidak berisi buku kerja Excel",
            str(folder),
            "Sebutkan folder yang berisi berkas .xlsx, atau sebutkan berkasnya",
        )
    return books


def _walk(folder: Path, *, below: int = 1) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if below:
                yield from _walk(path, below=below - 1)
        elif path.suffix.lower() not in SUFFIXES or is_by_product(path.name):
            continue
        elif not is_special(path):
            yield path


def is_by_product(name: str) -> bool:
    """Tell a lock file of Excel and a copy that we made from a workbook of the office's own."""
    return name.startswith(_LOCK) or _OWN_COPIES.search(PurePath(name).stem) is not None


def _open_zip(path: Path, name: str) -> Book:
    """Return the workbook in a zip package."""
    with open_package(path) as package:
        kind = _kind_of_package(package)
    if kind == "xlsx":
        from lkjip_xl.adapters.xlsx.book import FileBook

        return FileBook(path, name)
    if kind in ("ods", "xlsb"):
        return _open_with_calamine(path, name)
    raise BookError(f"ini {kind}, bukan buku kerja Excel", path.name, _CHOOSE)


def _open_with_calamine(path: Path, name: str) -> Book:
    from lkjip_xl.adapters.calamine import CalamineBook

    return CalamineBook(path, name)


def _kind_of_package(package: Package) -> str:
    """Return ``xlsx``, ``xlsb`` or ``ods``, or what else the package is, in Indonesian."""
    for part, kind in (
        ("xl/workbook.xml", "xlsx"),
        ("xl/workbook.bin", "xlsb"),
        ("word/document.xml", "dokumen Word"),
        ("ppt/presentation.xml", "presentasi PowerPoint"),
    ):
        if part in package:
            return kind
    if "mimetype" in package:
        text = package.read("mimetype").decode("ascii", "replace").strip()
        return "ods" if text.startswith(_ODS) else "dokumen OpenDocument"
    # A workbook may keep its parts under other names; its own relations tell.
    return "xlsx" if "_rels/.rels" in package else "arsip zip"


def _open_ole(path: Path, name: str) -> Book:
    """Return the workbook in a compound file, the container of old and of encrypted files."""
    with open_file(path) as stream:
        streams = streams_in(stream)
    if ENCRYPTED in streams:
        raise BookError("berkas dilindungi kata sandi", path.name, _UNPROTECT)
    if WORKBOOKS.isdisjoint(streams):
        what = "ini berkas Office lama yang lain, misalnya dokumen Word, bukan buku kerja Excel"
        raise BookError(what, path.name, _CHOOSE)
    return _open_with_calamine(path, name)


def _not_a_workbook(path: Path, beginning: bytes) -> BookError:
    if not beginning:
        return BookError("berkas kosong (0 bita)", path.name, "Mintalah salinan yang utuh")
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for start, what, fix in _OTHERS:
        if text.startswith(start) or beginning.startswith(start):
            return BookError(f"berkas ini {what}", path.name, fix)
    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        return BookError("berkas ini teks biasa, bukan buku kerja Excel", path.name, _SAVE_AS)
    return BookError("berkas ini bukan buku kerja Excel, atau sudah rusak", path.name, _CHOOSE)
