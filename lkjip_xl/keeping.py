"""Nothing of the office's is lost: what is no untouched file of ours is kept when it is replaced.

Annotated copies and Word reports tell themselves whether anybody saved them since they were made.
Of everything else, the folder that it was written to remembers the hash, in a small hidden file;
where that is gone, one file too many is kept, never one too few.
"""

from __future__ import annotations

import filecmp
import hashlib
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from lkjip_xl.opening import is_special
from lkjip_xl.ports import BookError
from lkjip_xl.saving import explain, follow, is_there, require_target

#: The file that remembers, in the form of ``sha256sum``.
MEMORY = ".lkjip-keluaran"

_HEAD = "# Dicatat oleh lkjip_xl agar berkas yang pernah disunting tidak tertimpa. Boleh dihapus."

#: What is added to the name of a file that is kept.
LAMA = "lama"


@dataclass(slots=True)
class Kept:
    """Where the file went that was there before, ``None`` where nothing had to be kept."""

    path: Path | None = None

    def __str__(self) -> str:
        return (
            "Berkas terdahulu pernah diubah orang atau bukan buatan program ini, "
            f"maka disimpan: {self.path}"
        )


@contextmanager
def replacing(
    target: Path,
    inputs: Iterable[Path] = (),
    *,
    is_ours: Callable[[Path], bool] | None = None,
    added: str = LAMA,
) -> Iterator[Kept]:
    """Guard the writing of one file; every command that writes goes through here.

    Args:
        target: the file that will be written within the context, by ``save_whole``.
        inputs: what it must not be, whichever way its path is spelt.
        is_ours: tells of a file that says so itself whether we made it and nobody changed it;
            without it the folder's memory tells, and will remember the new file.
        added: what the name of a file that is kept gets.

    Yields:
        Where the earlier file is kept; complete when the context ends.

    Raises:
        BookError: the target cannot be written, is an input, or the earlier file cannot be kept.
    """
    require_target(target, inputs)
    target = follow(target)
    kept = Kept()
    if target.exists() and not (is_ours or is_remembered)(target):
        kept.path = keep_aside(target, added)
    try:
        yield kept
    finally:
        # Nothing was written, or the same once more: then there is nothing to keep.
        if kept.path is not None and _is_same(kept.path, target):
            with suppress(OSError):
                kept.path.unlink()
            kept.path = None
    if is_ours is None:
        _note(target, _digest)


def is_remembered(target: Path) -> bool:
    """Tell whether a file is as we wrote it."""
    try:
        return _read(target.parent).get(target.name) == _digest(target)
    except OSError:
        return False


def withdraw(
    target: Path, is_ours: Callable[[Path], bool] = is_remembered, added: str = LAMA
) -> Kept:
    """Take away a file that is out of date: one that people changed is kept under another name.

    Raises:
        BookError: it cannot be taken away.
    """
    kept = Kept() if is_ours(target) else Kept(keep_aside(target, added))
    try:
        target.unlink()
    except OSError as error:
        raise explain(error, target) from error
    forget(target)
    return kept


def forget(target: Path) -> None:
    """Remember a file no more that is gone; with the last one the memory goes."""
    _note(target, lambda _: "")


def keep_aside(target: Path, added: str) -> Path:
    """Give a file a second name that no other file has, and return it.

    Raises:
        BookError: it cannot be kept.
    """
    for number in count(1):
        kept = target.with_stem(f"{target.stem}-{added}" + (f"-{number}" if number > 1 else ""))
        try:
            _duplicate(target, kept)
        except FileExistsError:
            continue
        except OSError as error:
            raise BookError(
                "berkas terdahulu pernah diubah orang dan tidak dapat disimpan",
                str(target),
                "Periksa ruang kosong dan izin menulis di folder itu, atau pilih keluaran lain",
            ) from error
        break
    return kept


def _duplicate(target: Path, kept: Path) -> None:
    """Link a file to a new name; copy it where the disk knows no links.

    Raises:
        OSError: neither can be done; FileExistsError where the name is taken.
    """
    try:
        kept.hardlink_to(target)
    except FileExistsError:
        raise
    except OSError:
        _copy(target, kept)


def _copy(target: Path, kept: Path) -> None:
    copy = kept.open("xb")
    try:
        with copy, target.open("rb") as source:
            shutil.copyfileobj(source, copy)
        shutil.copystat(target, kept)
    except OSError:
        with suppress(OSError):
            kept.unlink()
        raise


def _is_same(one: Path, other: Path) -> bool:
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read(folder: Path) -> dict[str, str]:
    """Return the hashes of what we wrote to a folder, by name.

    Raises:
        OSError: nothing is remembered, or it cannot be read.
    """
    if is_special(folder / MEMORY):
        raise OSError("no file")
    text = (folder / MEMORY).read_text("utf-8", "surrogateescape")
    lines = [line.partition("  ") for line in text.split("\n") if not line.startswith("#")]
    return {name: digest for digest, _, name in lines}


def _note(target: Path, tell: Callable[[Path], str]) -> None:
    """Write down what is told of a file; a memory that cannot be written is done without."""
    with suppress(OSError):
        try:
            known = _read(target.parent)
        except FileNotFoundError:
            known = {}
        known[target.name] = tell(target)
        here = {
            name: digest
            for name, digest in sorted(known.items())
            if digest and is_there(target.parent / name)
        }
        _write(target.parent, here)


def _write(folder: Path, known: Mapping[str, str]) -> None:
    if not known:
        (folder / MEMORY).unlink(missing_ok=True)
        return
    temporary = folder / f"{MEMORY}.{secrets.token_hex(4)}.tmp"
    text = "\n".join([_HEAD, *(f"{digest}  {name}" for name, digest in known.items()), ""])
    try:
        temporary.write_text(text, "utf-8", "surrogateescape")
        temporary.replace(folder / MEMORY)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
