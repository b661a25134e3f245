"""Opening workbooks on disk: the reader for each is chosen by what it really is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from lkjip_xl.adapters.compound import ENCRYPTED, WORKBOOKS, is_compound, streams_in
from lkjip_xl.adapters.folders import find_books
from lkjip_xl.adapters.xlsx.package import Package, open_package
from lkjip_xl.opening import open_file
from lkjip_xl.ports import Book, BookError

_LOCK = "~$"
_ZIP = b"PK"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_DOCUMENTS = (".docx", ".docm", ".dotx", ".dotm", ".doc")
_ONLY_CHECKED = (
    "Dokumen Word dapat dibaca dengan lkjip periksa, lkjip tandai, dan lkjip data; untuk perintah "
    "ini pilih buku kerja Excel (.xlsx)"
)
_MEND_DOCUMENT = (
    "Buka di Word dengan Buka dan Perbaiki, simpan dengan nama baru, lalu coba lagi; bila tidak "
    "bisa dibuka, mintalah salinan baru dari pembuatnya"
)
_SAVE_DOCUMENT = "Buka di Word, simpan sebagai Dokumen Word (.docx), lalu coba lagi"
_UNPROTECT_DOCUMENT = (
    "Buka di Word dengan kata sandinya, pilih Berkas, Info, Proteksi Dokumen, Enkripsi dengan Kata "
    "Sandi, kosongkan kata sandinya, simpan, lalu coba lagi"
)
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
    return open_found(find_books(paths).books)


def open_found(found: Sequence[Path], *, documents: bool = False) -> dict[Path, Book]:
    """Return the workbooks in some files, each with a name that no other one has.

    Args:
        found: the files.
        documents: whether Word documents are taken as well.

    Raises:
        BookError: as ``open_book`` does.
    """
    return {path: open_book(path, _own_name(path, found), documents=documents) for path in found}


def _own_name(path: Path, others: Sequence[Path]) -> str:
    """Return a file's name with as many of its folders as tell it from files of the same name."""
    rivals = [other.parts for other in others if other != path and other.name == path.name]
    parts = path.parts
    taken = 1
    while taken < len(parts) and any(rival[-taken:] == parts[-taken:] for rival in rivals):
        taken += 1
    return "/".join(parts[-taken:])


def is_document(path: Path) -> bool:
    """Tell whether a file is a Word document, whatever its suffix says.

    Raises:
        BookError: the file is missing, locked, or damaged.
    """
    with open_file(path) as stream:
        if not stream.read(len(_ZIP)).startswith(_ZIP):
            return False
    with open_package(path) as package:
        return _kind_of_package(package) == "docx"


def open_book(path: Path | str, name: str = "", *, documents: bool = True) -> Book:
    """Return the workbook in a file, chosen by its content, whatever its suffix says.

    Args:
        path: the file.
        name: what findings call the book, if not the file's name.
        documents: whether a Word document is taken as well, for its tables and its text.

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
        return _open_zip(path, name, documents=documents)
    if is_compound(beginning):
        return _open_ole(path, name)
    raise _not_a_workbook(path, beginning)


def _open_zip(path: Path, name: str, *, documents: bool) -> Book:
    """Return the workbook in a zip package."""
    with _opened(path) as package:
        kind = _kind_of_package(package)
    if kind == "xlsx":
        from lkjip_xl.adapters.xlsx.book import FileBook

        return FileBook(path, name)
    if kind == "docx" and not documents:
        raise BookError("ini dokumen Word, bukan buku kerja Excel", path.name, _ONLY_CHECKED)
    if kind == "docx":
        from lkjip_xl.adapters.docx.book import DocumentBook

        return DocumentBook(path, name)
    if kind in ("ods", "xlsb"):
        return _open_with_calamine(path, name)
    raise BookError(f"ini {kind}, bukan buku kerja Excel", path.name, _CHOOSE)


def _opened(path: Path) -> Package:
    """Open a package; of a damaged one the error says what its name promises."""
    try:
        return open_package(path)
    except BookError as error:
        if path.suffix.lower() not in _DOCUMENTS:
            raise
        what = error.what.replace("buku kerja Excel", "dokumen Word")
        raise BookError(what, error.where, _MEND_DOCUMENT) from error


def _open_with_calamine(path: Path, name: str) -> Book:
    from lkjip_xl.adapters.calamine import CalamineBook

    return CalamineBook(path, name)


def _kind_of_package(package: Package) -> str:
    """Return ``xlsx``, ``xlsb``, ``ods``, ``docx``, or in Indonesian what else it is."""
    for part, kind in (
        ("xl/workbook.xml", "xlsx"),
        ("xl/workbook.bin", "xlsb"),
        ("word/document.xml", "docx"),
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
        is_named_document = path.suffix.lower() in _DOCUMENTS
        fix = _UNPROTECT_DOCUMENT if is_named_document else _UNPROTECT
        raise BookError("berkas dilindungi kata sandi", path.name, fix)
    if WORKBOOKS.isdisjoint(streams):
        if path.suffix.lower() == ".doc":
            raise BookError("ini dokumen Word lama (.doc)", path.name, _SAVE_DOCUMENT)
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
