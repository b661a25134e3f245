"""All or nothing on disk: a file is written beside its target and takes its place when whole."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from lkjip_xl.ports import BookError

#: Seconds after which nobody can still be writing a file that a killed run left behind.
_LEFT_BEHIND = 3600

_CLOSE_IT = "Tutup berkas itu di Excel atau LibreOffice, lalu ulangi; atau pilih nama keluaran lain"


def save_whole(target: Path, write: Callable[[BinaryIO], None], source: Path | None = None) -> None:
    """Write a file so that the target is at any moment either the old one or the new one.

    Raises:
        BookError: the target is the source, is open in a spreadsheet program, or its folder
            cannot be written to.
    """
    if source is not None and _same_file(source, target):
        raise BookError(
            "salinan bertanda tidak boleh menimpa berkas asalnya",
            str(target),
            "Pilih nama keluaran lain",
        )
    if target.is_dir():
        raise BookError("keluaran yang diminta adalah folder", str(target), "Sebutkan nama berkas")
    if target.exists() and _is_open(target):
        raise BookError("berkas keluaran sedang dibuka", str(target), _CLOSE_IT)
    temporary = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.tmp")
    _drop_leftovers(target)
    try:
        with temporary.open("xb+") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _explain(error, target) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_text(text: str, stream: BinaryIO) -> None:
    """Write a text as UTF-8; made for ``save_whole`` with ``functools.partial``."""
    stream.write(text.encode())


def _same_file(source: Path, target: Path) -> bool:
    try:
        return target.samefile(source)
    except FileNotFoundError:
        return target.resolve() == source.resolve()


def _is_open(target: Path) -> bool:
    """Return whether Excel's or LibreOffice's lock file lies beside the target."""
    locks = (f"~${target.name}", f".~lock.{target.name}#")
    return any((target.parent / lock).exists() for lock in locks)


def _drop_leftovers(target: Path) -> None:
    """Delete what runs that were killed while they wrote this target have left beside it."""
    name = re.compile(rf"\.{re.escape(target.name[:100])}\.[0-9a-f]{{8}}\.tmp")
    try:
        for path in target.parent.iterdir():
            if name.fullmatch(path.name) and path.stat().st_mtime < time.time() - _LEFT_BEHIND:
                path.unlink()
    except OSError:
        pass  # a folder that cannot be listed, a file that is gone already: nothing to tidy


def _explain(error: OSError, target: Path) -> BookError:
    if isinstance(error, PermissionError):
        if target.exists():
            return BookError("berkas keluaran terkunci", str(target), _CLOSE_IT)
        fix = "Pilih folder lain, atau mintalah izin menulis di folder itu"
        return BookError("folder keluaran tidak boleh ditulisi", str(target.parent), fix)
    if isinstance(error, FileNotFoundError):
        fix = "Buat folder itu lebih dahulu, atau pilih folder lain"
        return BookError("folder keluaran tidak ada", str(target.parent), fix)
    return BookError(
        f"berkas keluaran tidak dapat ditulis ({error.strerror or error})",
        str(target),
        "Periksa ruang kosong pada penyimpanan, atau pilih folder lain",
    )


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system lets folders be synced."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError:
        pass  # some network drives refuse; the file itself is safe already
    finally:
        os.close(descriptor)
