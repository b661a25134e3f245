"""Annotated copies: written, kept from harm, and cleaned of their marks again."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lkjip_xl.adapters.docx import marking as documents
from lkjip_xl.adapters.docx.book import DocumentBook
from lkjip_xl.adapters.files import is_document
from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.adapters.xlsx.patch.marking import (
    is_untouched,
    write_clean,
    write_findings_book,
    write_marked,
)
from lkjip_xl.apps.own_sheets import findings_of, make_own_sheets
from lkjip_xl.apps.targets import name_targets, tell_kept
from lkjip_xl.domain.tanggapan import Tanggapan
from lkjip_xl.keeping import Kept, replacing
from lkjip_xl.opening import is_folder
from lkjip_xl.outputs.marks import make_marks
from lkjip_xl.pipeline import Checked
from lkjip_xl.ports import Book, BookError, UnmarkableError
from lkjip_xl.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class _Copy:
    """One book's copy to be; ``earlier`` is the listing whose answers it continues."""

    book: Book
    path: Path
    target: Path
    earlier: tuple[Tanggapan, ...] | None


@dataclass(frozen=True, slots=True)
class Written:
    """A copy that was written: ``count`` findings of a book, and what was kept of before."""

    book: str
    target: Path
    count: int
    kept: Kept
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies of an office-year's books."""

    copies: tuple[_Copy, ...]

    @property
    def _books(self) -> list[Path]:
        return [copy.path for copy in self.copies]

    @property
    def answers(self) -> list[Tanggapan]:
        """What people answered so far, in the books and in the copies that will be replaced."""
        return [answer for copy in self.copies for answer in copy.earlier or ()]

    def write(self, checked: Checked, rules: Sequence[Rule]) -> Iterator[Written]:
        """Write each copy as it is asked for; of a book that takes no marks, its findings alone.

        Raises:
            BookError: a copy cannot be written.
        """
        codes = {rule.code for rule in rules}
        return (self._write(copy, checked, codes) for copy in self.copies)

    def _write(self, copy: _Copy, checked: Checked, codes: set[str]) -> Written:
        findings = findings_of(copy.book.name, checked)
        if isinstance(copy.book, DocumentBook):
            with replacing(copy.target, self._books) as kept:
                marks = make_marks(findings, is_listed=False)
                documents.write_marked(copy.path, copy.target, marks)
            return Written(copy.book.name, copy.target, len(findings), kept, ())
        sheets = make_own_sheets(copy.book.name, checked, codes, copy.earlier)
        with replacing(copy.target, self._books, is_ours=is_untouched) as kept:
            try:
                remarks = write_marked(copy.path, copy.target, make_marks(findings), sheets)
            except UnmarkableError as error:
                remarks = (f"{error.what}. {error.fix}. Catatannya ditulis dalam buku tersendiri.",)
                write_findings_book(copy.target, sheets)
        return Written(copy.book.name, copy.target, len(findings), kept, tuple(remarks))


def tell(written: Iterable[Written], *, quiet: bool = False) -> None:
    """Say of each copy that it is there; remarks are said also where quiet is wanted."""
    for one in written:
        for remark in one.remarks:
            print(f"lkjip: {one.book}: {remark}", file=sys.stderr)
        tell_kept(one.kept)
        if quiet:
            continue
        count = f"{one.count} catatan ditandai:" if one.count else "Tanpa catatan:"
        print(f"{count} {one.target}")


def plan(books: Mapping[Path, Book], output: Path | None) -> Copies:
    """Decide where each book's copy goes, and gather the answers that it continues.

    Raises:
        BookError: a book cannot be read, or the folder cannot be made.
    """
    targets = name_targets(list(books), output, ".catatan")
    return Copies(
        tuple(
            _Copy(book, path, targets[path], _earlier(book, targets[path]))
            for path, book in books.items()
        )
    )


def _earlier(book: Book, target: Path) -> tuple[Tanggapan, ...] | None:
    """Return the listing that the book carries, then what only the copy to be replaced holds."""
    own = book.tanggapan()
    replaced = _listing_of(target)
    if own is None or replaced is None:
        found = replaced if own is None else own
        return None if found is None else tuple(found)
    known = {answer.sidik for answer in own}
    return (*own, *(answer for answer in replaced if answer.sidik not in known))


def _listing_of(target: Path) -> Sequence[Tanggapan] | None:
    """Return the listing in a file that will be replaced; what is no workbook has none."""
    try:
        return FileBook(target).tanggapan() if target.is_file() else None
    except BookError:
        return None


def clean(paths: Sequence[Path], output: Path | None) -> int:
    """Write copies without our marks; return the exit status.

    Raises:
        BookError: a path is a folder or is not there, or a copy cannot be written.
    """
    if any(map(is_folder, paths)):
        raise BookError(
            "--bersihkan memerlukan berkas, bukan folder",
            ", ".join(map(str, paths)),
            "Sebutkan salinan bertandanya",
        )
    for path, target in name_targets(paths, output, ".bersih").items():
        with replacing(target, paths) as kept:
            (documents.write_clean if is_document(path) else write_clean)(path, target)
        tell_kept(kept)
        print(f"Salinan tanpa tanda: {target}")
    return 0
