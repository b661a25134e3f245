"""Where what we write goes."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from lkjip_xl.keeping import Kept
from lkjip_xl.ports import BookError, legible
from lkjip_xl.saving import is_there, require_name, require_target

#: What a copy of ours adds to the name of its book.
_ADDED = re.compile(r"\.(?:catatan|bersih|perbaikan)(?:-\d+)?$", re.IGNORECASE)

#: Suffixes that a copy keeps.
_KEPT = (".xlsm", ".xltx", ".xltm", ".docx", ".docm", ".dotx", ".dotm")


def name_targets(paths: Sequence[Path], output: Path | None, ending: str) -> Mapping[Path, Path]:
    """Return where each book's copy goes: the file or folder asked for, else beside the book.

    A name that we choose is never that of a book: a copy of a copy gets a number.

    Raises:
        BookError: the folder cannot be made, or a copy cannot be written where it is to go.
    """
    if output is not None and len(paths) == 1 and _names_a_file(output):
        require_target(output, paths)
        return {paths[0]: output}
    folder = None if output is None else make_folder(output)
    targets: dict[Path, Path] = {}
    for path in paths:
        stem = _ADDED.sub("", legible(path.stem))
        target = (folder or path.parent) / f"{stem}{ending}{_suffix(path)}"
        if _is_taken(target, (), targets.values()):
            # Two books of one name meet in one folder: the second is told by its own folder.
            target = target.with_name(f"{path.parent.name}-{target.name}")
        targets[path] = _number(target, paths, targets.values())
        require_target(targets[path])
    return targets


def _names_a_file(output: Path) -> bool:
    return bool(output.suffix) and not (is_there(output) and output.is_dir())


def _number(target: Path, books: Sequence[Path], others: Collection[Path]) -> Path:
    """Return the path, or the first like it with a number that is neither a book nor a target."""
    numbered, number = target, 2
    while _is_taken(numbered, books, others):
        numbered, number = target.with_stem(f"{target.stem}-{number}"), number + 1
    return numbered


def _is_taken(target: Path, books: Sequence[Path], others: Collection[Path]) -> bool:
    """Tell whether a name is taken, also where the file system does not tell A from a."""
    if str(target).casefold() in (str(other).casefold() for other in others):
        return True
    return is_there(target) and any(is_there(book) and target.samefile(book) for book in books)


def _suffix(path: Path) -> str:
    """A macro book stays one, and a document; what cannot be patched gets a new workbook."""
    return path.suffix if path.suffix.lower() in _KEPT else ".xlsx"


def make_folder(path: Path) -> Path:
    """Return the folder, made if it is missing.

    Raises:
        BookError: it cannot be made.
    """
    for one in (path, *path.parents):
        if is_there(one):
            break
        require_name(one)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BookError(
            "folder tidak dapat dibuat", str(path), "Pilih folder lain dengan pilihan -o"
        ) from error
    return path


def tell_kept(kept: Kept) -> None:
    """Say where an earlier file is kept, if one had to be."""
    if kept.path is not None:
        print(f"lkjip: {kept}", file=sys.stderr)
