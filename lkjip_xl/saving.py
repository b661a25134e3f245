"""All or nothing on disk: a file is written beside its target and takes its place when whole."""

from __future__ import annotations

import errno
import io
import os
import re
import secrets
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from lkjip_xl.ports import BookError

#: Seconds after which nobody can still be writing a file that a killed run left behind.
_LEFT_BEHIND = 3600

#: Bytes that a file's name can have at most, on every common system.
_LONGEST = 255

_CLOSE_IT = "Tutup berkas itu di Excel atau LibreOffice, lalu ulangi; atau pilih nama keluaran lain"
_NAME_IT = "Pilih nama keluaran lain"

#: Letters that no name may have: on Windows more of them mean something else.
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f]" if os.name == "posix" else r'[\x00-\x1f\x7f<>:"|?*]')

#: Names that are devices on Windows, whatever follows the first dot.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.I)

#: What some errors mean, and what to do about them.
_MEANINGS = {
    errno.EROFS: ("penyimpanan keluaran hanya dapat dibaca", "Pilih folder lain"),
    errno.ENOSPC: ("ruang penyimpanan habis", "Kosongkan sebagian, atau pilih folder lain"),
    errno.EDQUOT: ("jatah penyimpanan habis", "Kosongkan sebagian, atau pilih folder lain"),
    errno.ENAMETOOLONG: ("nama berkas keluaran terlalu panjang", "Pilih nama yang lebih pendek"),
}


def save_whole(target: Path, write: Callable[[BinaryIO], None], source: Path | None = None) -> None:
    """Write a file so that the target is at any moment either the old one or the new one.

    Where the target is a symbolic link, the file that it leads to is written.

    Raises:
        BookError: the target is the source, is open in a spreadsheet program, or its folder
            cannot be written to.
    """
    target = follow(target)
    require_target(target, () if source is None else (source,))
    temporary = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.tmp")
    _drop_leftovers(target)
    try:
        with temporary.open("xb+") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except OSError as error:
        raise explain(error, target) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)


def write_text(text: str, stream: BinaryIO) -> None:
    """Write a text as UTF-8; made for ``save_whole`` with ``functools.partial``."""
    stream.write(text.encode())


def at_once(write: Callable[[BinaryIO], object]) -> Callable[[BinaryIO], None]:
    """Let a library write to memory, and give the file the whole of it.

    Libraries that meet a full disk between two of their steps leave open archives behind, which
    complain on their own once more.
    """

    def hand_over(stream: BinaryIO) -> None:
        memory = io.BytesIO()
        write(memory)
        stream.write(memory.getbuffer())

    return hand_over


def follow(target: Path) -> Path:
    """Return the file that is meant: what a symbolic link leads to, else the target itself."""
    try:
        return Path(os.path.realpath(target)) if target.is_symlink() else target
    except (OSError, ValueError):  # too long a name, or one with a NUL
        return target


def require_target(target: Path, inputs: Iterable[Path] = ()) -> None:
    """Let a target pass only where a file can be written that replaces no input.

    Raises:
        BookError: it is an input under whatever name, a folder, open in a spreadsheet program, or
            its name or folder will not do.
    """
    target = follow(target)
    require_name(target)
    try:
        _require_place(target)
        if target.exists() and any(is_there(one) and target.samefile(one) for one in inputs):
            raise BookError("keluaran tidak boleh menimpa berkas asalnya", str(target), _NAME_IT)
        if target.exists() and _is_open(target):
            raise BookError("berkas keluaran sedang dibuka", str(target), _CLOSE_IT)
    except OSError as error:
        raise explain(error, target) from error


def require_name(path: Path) -> None:
    """Let a file or folder pass only where every office's computer can have one of its name.

    Raises:
        BookError: it cannot.
    """
    name = path.name
    where = _UNWRITABLE.sub("�", str(path))
    if _UNWRITABLE.search(name):
        raise BookError("nama keluaran memuat huruf yang tidak boleh dipakai", where, _NAME_IT)
    if len(os.fsencode(name)) > _LONGEST:
        raise BookError(*_MEANINGS[errno.ENAMETOOLONG][:1], where, "Pilih nama yang lebih pendek")
    if _DEVICE.fullmatch(name):
        raise BookError("nama keluaran adalah nama perangkat di Windows", where, _NAME_IT)
    if name not in (".", "..") and name != name.rstrip(". "):
        raise BookError("nama keluaran berakhir dengan titik atau spasi", where, _NAME_IT)


def is_there(path: Path) -> bool:
    """Tell whether a path leads to something; what cannot even be looked at counts as nothing."""
    try:
        return path.exists()
    except OSError:
        return False


def explain(error: OSError, target: Path) -> BookError:
    """Say in the three parts of our messages why a target could not be written."""
    if error.errno in _MEANINGS:
        what, fix = _MEANINGS[error.errno]
        return BookError(what, str(target), fix)
    if isinstance(error, PermissionError):
        if is_there(target):
            return BookError("berkas keluaran terkunci", str(target), _CLOSE_IT)
        fix = "Pilih folder lain, atau mintalah izin menulis di folder itu"
        return BookError("folder keluaran tidak boleh ditulisi", str(target.parent), fix)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        fix = "Buat folder itu lebih dahulu, atau pilih folder lain"
        return BookError("folder keluaran tidak ada", str(target.parent), fix)
    return BookError(
        f"berkas keluaran tidak dapat ditulis ({error.strerror or error})",
        str(target),
        "Periksa ruang kosong pada penyimpanan, atau pilih folder lain",
    )


def _require_place(target: Path) -> None:
    if target.is_dir():
        raise BookError("keluaran yang diminta adalah folder", str(target), "Sebutkan nama berkas")
    if target.exists() and not target.is_file():
        raise BookError("keluaran yang diminta bukan berkas biasa", str(target), _NAME_IT)
    if not target.parent.is_dir():
        raise explain(FileNotFoundError(), target)


def _is_open(target: Path) -> bool:
    """Return whether Excel's or LibreOffice's lock file lies beside the target."""
    locks = (f"~${target.name}", f".~lock.{target.name}#")
    return any(is_there(target.parent / lock) for lock in locks)


def _drop_leftovers(target: Path) -> None:
    """Delete what runs that were killed while they wrote this target have left beside it."""
    name = re.compile(rf"\.{re.escape(target.name[:40])}\.[0-9a-f]{{8}}\.tmp")
    with suppress(OSError):  # a folder that cannot be listed, a file that is gone already
        for path in target.parent.iterdir():
            if name.fullmatch(path.name) and path.stat().st_mtime < time.time() - _LEFT_BEHIND:
                path.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system lets folders be synced."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):  # some network drives refuse; the file itself is safe already
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
