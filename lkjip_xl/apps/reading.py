"""Opens the books that a command names, and says which files are read and which are not."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from lkjip_xl.adapters.files import open_found
from lkjip_xl.adapters.folders import Found, describe, find_books
from lkjip_xl.figures.belonging import MixedBooksError
from lkjip_xl.outputs.listing import BookFile
from lkjip_xl.ports import Book

#: What no shell reads otherwise than it stands.
_PLAIN = re.compile(r"[\w./:\\-]+\Z")

#: Commands that take documents as well.
_READ_DOCUMENTS = frozenset({"periksa", "tandai", "data"})


class Books(dict[Path, Book]):
    """The books of a command by their files; ``files`` tells also of what was passed over."""

    def __init__(self, found: Found, folders: Sequence[Path], *, documents: bool) -> None:
        super().__init__(open_found(found.books, documents=documents))
        self.files = [BookFile(book.name) for book in self.values()]
        for one in found.passed_over:
            original = self[one.original].name if one.original else ""
            self.files.append(BookFile(_name_below(one.path, folders), one.reason, original))


def read_named(paths: Sequence[Path], command: str, *, quiet: bool = False) -> Books:
    """Open the books among files and folders, and say which they are.

    Nothing is said of one book where nothing was passed over.

    Raises:
        BookError: as ``find_books`` and ``open_book`` do.
    """
    found = find_books(paths)
    folders = [path for path in paths if path.is_dir()]
    books = Books(found, folders, documents=command in _READ_DOCUMENTS)
    if not quiet and (found.passed_over or len(books) > 1):
        _say(f"Dibaca: {', '.join(book.name for book in books.values())}")
        _say(describe(found.passed_over, lambda path: _name_below(path, folders)))
    for one in found.passed_over:
        if one.original is not None:
            _say(f"{one.warning}: lkjip {command} {_quote([one.path])}")
    return books


def suggest_command(error: MixedBooksError, command: str, paths: Sequence[Path]) -> str:
    """Return a command that reads some of the books that cannot be read together."""
    books = open_found(find_books(paths).books, documents=True)
    kept = [path for path, book in books.items() if book.name in error.kept]
    told = f"Misalnya: lkjip {command} {_quote(kept)}"
    if not error.is_mixed:
        return told
    folders = [path for path in paths if path.is_dir()]
    folder = _quote(folders) if len(folders) == len(paths) else "FOLDER"
    return f"{told}\nUntuk semuanya, masing-masing tersendiri: lkjip rekap {folder} -o HASIL"


def _name_below(path: Path, folders: Iterable[Path]) -> str:
    """Return a file's name, with its folders below the one that was named."""
    above = next((folder for folder in folders if path.is_relative_to(folder)), path.parent)
    return path.relative_to(above).as_posix()


def _quote(paths: Iterable[Path]) -> str:
    return " ".join(str(p) if _PLAIN.match(str(p)) else f'"{p}"' for p in paths)


def _say(text: str) -> None:
    if text:
        print(text, file=sys.stderr)
