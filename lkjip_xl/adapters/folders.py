"""Which files named or in a folder are the office's workbooks, and why the others are not."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePath

from lkjip_xl.adapters.xlsx.package import open_package
from lkjip_xl.opening import cannot_open, is_folder, is_special
from lkjip_xl.ports import BookError

#: Suffixes that are looked for in a folder.
SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".ods", ".xlsb"})

#: Other kinds of files in which annexes come; what else lies in a folder is not worth a word.
_OTHER_KINDS = frozenset((
    ".csv", ".tsv", ".pdf", ".doc", ".docx", ".docm", ".numbers", ".gsheet", ".et", ".fods", ".dbf",
    ".zip", ".rar", ".7z",
))  # fmt: skip

#: How the names of our own copies end, before the suffix; ``-lama`` and such are of copies that
#: people had edited, and that were kept when they were to be replaced.
_OWN = re.compile(
    r"\.(?P<kind>catatan|perbaikan|bersih)"
    r"(?:-(?:lama|suntingan(?:-\d{4}-\d\d-\d\d)?|\d+))*$",
    re.IGNORECASE,
)
_KINDS = {
    "catatan": "salinan bertanda dari program ini",
    "perbaikan": "salinan perbaikan dari program ini",
    "bersih": "salinan tanpa tanda dari program ini",
}

_LOCK = "~$"
_NO_FILE = "bukan berkas biasa, melainkan pipa, soket, atau perangkat"
_TOO_DEEP = "subfolder ini lebih dalam dari satu tingkat"
#: Files of a folder that are looked at to tell whether it holds workbooks.
_MOST_LOOKED_AT = 5_000


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file or folder that was not read, and why, in Indonesian.

    ``original`` is the workbook that was read in place of a copy of ours, where people worked in
    the copy later than in the workbook.
    """

    path: Path
    reason: str
    original: Path | None = None

    @property
    def warning(self) -> str:
        """What to say where an original is named."""
        if self.original is None:
            return ""
        return (
            f"PERHATIAN: {self.path.name} diubah orang dan lebih baru daripada "
            f"{self.original.name}, tetapi yang dibaca {self.original.name}. Bila perbaikannya ada "
            "di salinan itu, pakai salinannya sebagai ganti aslinya"
        )


@dataclass(frozen=True, slots=True)
class Found:
    """The workbooks among files and folders, each one once, and what was passed over."""

    books: tuple[Path, ...]
    passed_over: tuple[PassedOver, ...] = ()


def find_books(paths: Iterable[Path | str]) -> Found:
    """Return the workbooks among files and folders, sorted within each folder.

    A folder gives the workbooks in it and in the folders directly below, without hidden files,
    Excel's lock files and our own copies.  A file is taken as named, except that a lock file or a
    copy of ours gives way where other files are named too, as ``*.xlsx`` does.

    Raises:
        BookError: a folder holds no workbook, or a path does not exist.
    """
    named = [Path(path) for path in paths]
    has_own = not all(is_by_product(path.name) for path in named)
    books: dict[Path, Path] = {}
    passed_over: dict[Path, PassedOver] = {}
    for path in named:
        if is_folder(path):
            found = _look_into(path)
        elif has_own and is_by_product(path.name):
            found = Found((), (PassedOver(path, why_not(path.name)),))
        else:
            found = Found((path,))
        for book in found.books:
            books.setdefault(book.resolve(), book)
        for one in found.passed_over:
            passed_over.setdefault(one.path.resolve(), one)
    by_stem = {book.with_suffix(""): book for book in books.values()}
    return Found(
        tuple(books.values()),
        tuple(
            replace(one, original=find_original(one.path, by_stem))
            for path, one in passed_over.items()
            if not any(book.is_relative_to(path) for book in books)
        ),
    )


def why_not(name: str) -> str:
    """Return why a file of this name is no workbook of the office's own, empty if it is one."""
    if name.startswith(_LOCK):
        return "berkas kunci Excel (simpan dan tutup dahulu bukunya bila masih terbuka)"
    path = PurePath(name)
    copy = _OWN.search(path.stem)
    if copy is not None:
        return _KINDS[copy["kind"].lower()]
    if path.suffix.lower() not in SUFFIXES:
        return "bukan buku kerja Excel"
    return "berkas tersembunyi" if name.startswith(".") else ""


def is_by_product(name: str) -> bool:
    """Tell a lock file of Excel and a copy that we made from a workbook of the office's own."""
    return name.startswith(_LOCK) or _OWN.search(PurePath(name).stem) is not None


def is_worth_telling(name: str) -> bool:
    """Tell whether a reader may have taken a file of this name for one that is read."""
    suffix = PurePath(name).suffix.lower()
    is_ours = name.startswith((".", _LOCK)) or ".laporan" in name
    return suffix in SUFFIXES or (suffix in _OTHER_KINDS and not is_ours)


def find_original(copy: Path, books: Mapping[Path, Path]) -> Path | None:
    """Return the workbook that a copy of ours was made from, if people edited the copy later.

    Args:
        copy: any file that was passed over.
        books: the workbooks that were not, by their path without the suffix.
    """
    own = _OWN.search(copy.stem)
    if own is None or copy.name.startswith(_LOCK):
        return None
    book = books.get(copy.with_name(copy.stem[: own.start()]))
    if book is None or not _is_newer(copy, book):
        return None
    return book if _was_edited(copy, book, own["kind"].lower()) else None


def _is_newer(copy: Path, book: Path) -> bool:
    try:
        return copy.stat().st_mtime_ns > book.stat().st_mtime_ns
    except OSError:
        return False


def _was_edited(copy: Path, book: Path, kind: str) -> bool:
    """Tell whether people saved a copy; one that never had marks tells it by what it holds."""
    from lkjip_xl.adapters.xlsx.patch.marking import has_marks, is_untouched  # rarely needed

    try:
        if kind == "bersih":
            return _checksums(copy) != _checksums(book)
        return has_marks(copy) and not is_untouched(copy)
    except (BookError, OSError):
        return False


def _checksums(package: Path) -> dict[str, int]:
    with open_package(package) as opened:
        return {part.filename: part.CRC for part in opened.archive.infolist()}


def _look_into(folder: Path) -> Found:
    books: list[Path] = []
    passed_over: list[PassedOver] = []
    try:
        for path, reason in sorted(_walk(folder)):
            if reason:
                passed_over.append(PassedOver(path, reason))
            else:
                books.append(path)
    except OSError as error:
        raise cannot_open(folder, error) from error
    if not books:
        raise _no_book(folder, passed_over)
    return Found(tuple(books), tuple(passed_over))


def _walk(folder: Path, *, below: int = 1) -> Iterator[tuple[Path, str]]:
    """Yield the files of a folder that are worth a word, each with why it is not read, if so."""
    for path in folder.iterdir():
        if path.is_dir():
            if path.name.startswith("."):
                continue
            if below:
                yield from _walk(path, below=below - 1)
            elif _holds_books(path):
                yield path, _TOO_DEEP
        elif is_worth_telling(path.name):
            yield path, _NO_FILE if is_special(path) else why_not(path.name)


def _holds_books(folder: Path) -> bool:
    names = (name for _, _, names in os.walk(folder) for name in names)
    return any(not why_not(name) for name in islice(names, _MOST_LOOKED_AT))


def _no_book(folder: Path, passed_over: Iterable[PassedOver]) -> BookError:
    what = "folder ini tidak berisi buku kerja Excel"
    told = describe(passed_over, lambda path: path.relative_to(folder).as_posix())
    fix = "Sebutkan folder yang berisi berkas .xlsx, atau sebutkan berkasnya"
    return BookError(what, str(folder), f"{fix}. {told}" if told else fix)


def describe(passed_over: Iterable[PassedOver], name_of: Callable[[Path], str]) -> str:
    """Return what was passed over and why as one line, empty where there is nothing."""
    by_reason: dict[str, list[str]] = {}
    for one in passed_over:
        by_reason.setdefault(one.reason, []).append(name_of(one.path))
    told = [f"{_name_some(names)} karena {reason}" for reason, names in by_reason.items()]
    return f"Dilewati: {'; '.join(told)}" if told else ""


def _name_some(names: list[str], most: int = 8) -> str:
    more = f" dan {len(names) - most} lagi" if len(names) > most else ""
    return ", ".join(names[:most]) + more
