"""Where the copies of books go."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from lkjip_xl.ports import BookError, legible

#: What a copy of ours adds to the name of its book.
_ADDED = re.compile(r"\.(?:catatan|bersih|perbaikan)(?:-\d+)?$", re.IGNORECASE)


def name_targets(paths: Sequence[Path], output: Path | None, ending: str) -> Mapping[Path, Path]:
    """Return where each book's copy goes: the file or folder asked for, else beside the book.

    A name that we choose is never that of a book: a copy of a copy gets a number.

    Raises:
        BookError: the folder cannot be made.
    """
    if output is not None and len(paths) == 1 and output.suffix and not output.is_dir():
        return {paths[0]: output}
    folder = None if output is None else make_folder(output)
    targets: dict[Path, Path] = {}
    taken = {path.resolve() for path in paths}
    for path in paths:
        stem = _ADDED.sub("", legible(path.stem))
        target = (folder or path.parent) / f"{stem}{ending}{_suffix(path)}"
        if target in targets.values():
            # Two books of one name meet in one folder: the second is told by its own folder.
            target = target.with_name(f"{path.parent.name}-{target.name}")
        targets[path] = number_name(target, taken)
    return targets


def number_name(target: Path, taken: set[Path]) -> Path:
    """Return the path, or the first like it with a number that is not among those taken."""
    numbered, number = target, 2
    while numbered.resolve() in taken:
        numbered, number = target.with_stem(f"{target.stem}-{number}"), number + 1
    return numbered


def _suffix(path: Path) -> str:
    """A macro book stays one; what cannot be patched gets a new workbook."""
    return path.suffix if path.suffix.lower() in (".xlsm", ".xltx", ".xltm") else ".xlsx"


def make_folder(path: Path) -> Path:
    """Return the folder, made if it is missing.

    Raises:
        BookError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BookError(
            "folder tidak dapat dibuat", str(path), "Pilih folder lain dengan pilihan -o"
        ) from error
    return path
