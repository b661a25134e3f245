"""Notices that workbooks of a folder were saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lkjip_xl.adapters.folders import why_not

#: Milliseconds in which the steps of one saving are taken together: a program writes a file beside
#: the book, puts the book aside, renames the new one and deletes the old one.
_TOGETHER = 600

#: Milliseconds without a change after which that is told.
_SIGN_OF_LIFE = 500


def watch_books(folders: Sequence[Path]) -> Iterator[frozenset[Path]]:
    """Yield the workbooks that were written, moved or deleted, as often as that happens.

    Now and then it yields none, first of all when watching has begun.  Lock files, files that a
    program writes beside a book, and our own copies are passed over.
    """
    from watchfiles import watch

    for changes in watch(
        *folders,
        watch_filter=lambda _change, path: is_book(Path(path)),
        step=_TOGETHER,
        debounce=5 * _TOGETHER,
        rust_timeout=_SIGN_OF_LIFE,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    ):
        yield frozenset(Path(path) for _change, path in changes)


def is_book(path: Path) -> bool:
    """Tell by its name whether a file is a workbook of the office's own."""
    return not why_not(path.name)
