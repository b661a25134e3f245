"""The one way in which a file that somebody names is opened: only if it is a file, and not absurd.

Reading a pipe waits for ever and reading ``/dev/zero`` never ends, whatever their names promise.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from lkjip_xl.ports import BookError

#: Bytes of a file that is read at all; a workbook full of photographs has a tenth of them.
MAX_FILE = 512 * 2**20

#: A pipe must not be waited for; the other systems and kinds of file ignore the flag.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def open_file(path: Path | str) -> BinaryIO:
    """Open a regular file for reading.

    Raises:
        BookError: it is missing, locked, no regular file, or far too large.
    """
    path = Path(path)
    try:
        # Before it is opened, since opening alone can rewind a tape; and again afterwards, since
        # the name may lead to another file by then.
        _require_file(path, path.stat())
        stream = os.fdopen(os.open(path, _FLAGS), "rb")
        try:
            _require_file(path, os.fstat(stream.fileno()))
        except BaseException:
            stream.close()
            raise
    except (OSError, ValueError) as error:  # a name with a null character in it
        raise cannot_open(path, error) from error
    return stream


def is_folder(path: Path) -> bool:
    """Tell a folder from a file.

    Raises:
        BookError: there is neither.
    """
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError) as error:
        raise cannot_open(path, error) from error


def is_special(path: Path) -> bool:
    """Tell whether a path leads to a pipe, a socket or a device."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _require_file(path: Path, about: os.stat_result) -> None:
    if stat.S_ISDIR(about.st_mode):
        raise IsADirectoryError
    if not stat.S_ISREG(about.st_mode):
        raise BookError(
            "ini bukan berkas biasa, melainkan pipa, soket, atau perangkat",
            str(path),
            "Sebutkan berkas yang sebenarnya",
        )
    require_size(about.st_size, str(path))


def require_size(size: int, where: str) -> None:
    """Refuse a file of so many bytes if that is absurd.

    Raises:
        BookError: it is.
    """
    if size > MAX_FILE:
        raise BookError(
            f"berkas berukuran {size / 2**20:.0f} MB, jauh melebihi batas "
            f"{MAX_FILE / 2**20:.0f} MB",
            where,
            "Salin tabel yang diperlukan ke buku kerja baru, lalu pakai buku kerja itu",
        )


def cannot_open(path: Path, error: OSError | ValueError) -> BookError:
    """Return the error for a file that the operating system does not let us read."""
    if isinstance(error, FileNotFoundError):
        return BookError("berkas tidak ditemukan", str(path), "Periksa nama dan foldernya")
    if isinstance(error, IsADirectoryError):
        return BookError("ini folder, bukan berkas", str(path), "Sebutkan berkas di dalamnya")
    if isinstance(error, PermissionError):
        return BookError(
            "berkas tidak boleh dibaca, atau sedang dikunci oleh program lain",
            str(path),
            "Tutup berkas itu di Excel, atau mintalah izin membacanya, lalu coba lagi",
        )
    reason = error.strerror if isinstance(error, OSError) else None
    return BookError(
        f"berkas tidak dapat dibaca ({reason or error})",
        str(path),
        "Salin berkas itu ke komputer ini, lalu coba lagi",
    )
