"""Files that lie in folders or at addresses (``s3://``, ``https://`` …), seen alike.

Addresses are read and written with fsspec, which comes with ``lkjip_xl[dask]``.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote

from lkjip_xl.keeping import forget
from lkjip_xl.opening import is_folder, is_special, open_file, require_size
from lkjip_xl.ports import BookError, legible

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")

#: Bytes that are looked at together.
_CHUNK = 2**20

#: What tells one version of a remote file from another, in the words of the stores.
_VERSION = (
    "etag",
    "last-modified",
    "lastmodified",
    "mtime",
    "modified",
    "created",
    "md5",
    "md5hash",
)


@dataclass(frozen=True, slots=True, order=True)
class PlacedFile:
    """A file below a root: its folders and its name, legible, and where it can be had.

    ``version`` names what it holds, where the listing of a store tells so.
    """

    parts: tuple[str, ...]
    location: str
    version: str = ""

    @property
    def name(self) -> str:
        return self.parts[-1]

    @property
    def folder(self) -> tuple[str, ...]:
        return self.parts[:-1]


def is_address(location: str) -> bool:
    """Tell an address from a path; ``C:\\data`` is a path."""
    return _ADDRESS.match(location) is not None


def join(root: str, *parts: str) -> str:
    """Return the location of something below a root."""
    if is_address(root):
        return "/".join((root.rstrip("/"), *parts))
    return str(Path(root, *parts))


def list_files(root: str, left_out: Collection[Path] = ()) -> Iterator[PlacedFile]:
    """Yield the files below a folder or address, or the one file that it is.

    Hidden folders are passed over, and so are the folders left out.

    Raises:
        BookError: there is nothing, or it cannot be listed.
    """
    if is_address(root):
        yield from _list_address(root)
        return
    path = Path(root)
    try:
        has_files = is_folder(path)
    except BookError as error:
        fix = "Periksa nama dan letak foldernya"
        raise BookError("folder tidak ditemukan", root, fix) from error
    if has_files:
        absolute = path.absolute()  # workers may have another working folder
        yield from _list_folder(absolute, {one.resolve() for one in left_out})
    else:
        yield PlacedFile((legible(path.name),), str(path.absolute()))


def identify(file: PlacedFile) -> str:
    """Return a name of what a file holds: another one as soon as it is changed.

    Raises:
        BookError: the file cannot be read.
    """
    if file.version:
        return file.version
    try:
        if not is_address(file.location):
            with open_file(file.location) as stream:
                return _digest(stream, file.location)
        system, path = _open_system(file.location)
        facts = system.info(path)
        if version := _version_of(facts):
            return version
        require_size(facts.get("size") or 0, file.location)
        with system.open(path, "rb") as stream:
            return _digest(stream, file.location)
    except OSError as error:
        raise _cannot_read(file.location, error) from error


def stamps_below(root: str) -> Callable[[str], str]:
    """Return what tells the stamp of each file below a root by its relative path, ``a/b.xlsx``.

    A stamp changes when a file is replaced or edited; it is empty where there is no file.
    """
    if not is_address(root):
        return lambda relative: _stamp_of(Path(root, relative))
    system, path = _open_system(root)
    system.invalidate_cache()
    try:
        found = system.find(path, detail=True)
    except OSError:
        found = {}
    base = path.rstrip("/") + "/"
    stamps = {name.removeprefix(base): _version_of(facts) for name, facts in found.items()}
    return lambda relative: stamps.get(relative, "")


def _stamp_of(path: Path) -> str:
    try:
        about = path.stat()
    except OSError:
        return ""
    return f"{about.st_size}-{about.st_mtime_ns}"


def normalise(address: str) -> str:
    """Return an address as ``list_files`` writes those below it."""
    system, path = _open_system(address)
    return str(system.unstrip_protocol(path)).rstrip("/")


def fetch(file: PlacedFile, folder: Path) -> Path:
    """Return a file on this machine, brought into the folder where it lies elsewhere.

    Raises:
        BookError: it cannot be had.
    """
    if not is_address(file.location):
        return Path(file.location)
    target = folder.joinpath(*file.parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    fetch_file(file.location, target)
    return target


def fetch_file(location: str, target: Path) -> None:
    """Bring one file here.

    Raises:
        BookError: it cannot be had, or is far too large.
    """
    system, path = _open_system(location)
    try:
        require_size(system.info(path).get("size") or 0, location)
        system.get_file(path, str(target))
    except OSError as error:
        raise _cannot_read(location, error) from error


def send_file(source: Path, location: str) -> None:
    """Put one file at an address.

    Raises:
        BookError: the store does not take it.
    """
    system, path = _open_system(location)
    try:
        system.makedirs(system._parent(path), exist_ok=True)
        system.put_file(str(source), path)
    except (OSError, NotImplementedError) as error:
        raise BookError(
            f"berkas keluaran tidak dapat dikirim ({error or type(error).__name__})",
            location,
            "Periksa izin menulis di sana, atau pilih keluaran lain dengan -o",
        ) from error


def remove_file(location: str) -> None:
    """Delete a file, and its folder where nothing else is in it; what is gone already is fine."""
    if is_address(location):
        system, path = _open_system(location)
        with contextlib.suppress(OSError):
            system.rm_file(path)
        return
    with contextlib.suppress(OSError):
        Path(location).unlink()
        forget(Path(location))
        Path(location).parent.rmdir()


def names_at(location: str) -> list[str]:
    """Return the names of the files directly at an address; none where there is nothing."""
    system, path = _open_system(location)
    try:
        found = system.ls(path, detail=True)
    except OSError:
        return []
    return sorted(
        one["name"].rstrip("/").rpartition("/")[2] for one in found if one["type"] == "file"
    )


def _list_folder(root: Path, left_out: Collection[Path]) -> Iterator[PlacedFile]:
    def complain(error: OSError) -> None:
        raise _cannot_read(str(error.filename or root), error) from error

    for folder, below, names in os.walk(root, onerror=complain):
        here = Path(folder)
        below[:] = sorted(
            name
            for name in below
            if not name.startswith(".") and (here / name).resolve() not in left_out
        )
        parts = here.relative_to(root).parts
        for name in sorted(names):
            if not is_special(here / name):
                yield PlacedFile(tuple(map(legible, (*parts, name))), str(here / name))


def _list_address(root: str) -> Iterator[PlacedFile]:
    system, path = _open_system(root)
    try:
        found = sorted(system.find(path, detail=True).items())
    except OSError as error:
        raise _cannot_read(root, error) from error
    if not found:
        raise BookError(
            "tidak ada berkas di alamat itu", root, "Periksa alamat dan izin membacanya"
        )
    base = path.rstrip("/") + "/"
    for one, facts in found:
        inside = one.removeprefix(base) if one.startswith(base) else one.rpartition("/")[2]
        told = unquote(inside) if root.startswith("http") else inside
        parts = tuple(part for part in told.split("/") if part)
        if parts and not any(part.startswith(".") for part in parts[:-1]):
            yield PlacedFile(parts, system.unstrip_protocol(one), _version_of(facts))


def _open_system(location: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise BookError(
            "membaca dan menulis di alamat seperti ini memerlukan pustaka tambahan",
            location,
            'Pasang dengan pip install "lkjip_xl[dask]"',
        ) from error
    try:
        system, path = url_to_fs(location)
    except (ImportError, ValueError, OSError) as error:
        raise BookError(
            f"jenis alamat ini tidak dapat dipakai ({error})",
            location,
            "Pasang pustaka fsspec untuk jenis alamat itu, misalnya s3fs untuk s3://",
        ) from error
    return system, path


def _version_of(facts: Mapping[str, Any]) -> str:
    """Name a version by what a store tells of a file; empty where that does not tell."""
    told = {key.lower(): value for key, value in facts.items()}
    mark = next((told[key] for key in _VERSION if told.get(key)), None)
    return "" if mark is None else f"{told.get('size')} {mark}"


def _digest(stream: BinaryIO, where: str) -> str:
    """Return the name of what a stream holds; one that does not end is given up.

    Raises:
        BookError: it is far too large.
    """
    told = hashlib.sha256()
    size = 0
    while chunk := stream.read(_CHUNK):
        told.update(chunk)
        size += len(chunk)
        require_size(size, where)
    return told.hexdigest()


def _cannot_read(location: str, error: OSError) -> BookError:
    if isinstance(error, FileNotFoundError):
        return BookError(
            "berkas atau folder tidak ditemukan", location, "Periksa nama dan letaknya"
        )
    if isinstance(error, PermissionError):
        fix = "Mintalah izin membaca, atau salin ke folder Anda sendiri"
        return BookError("tidak boleh dibaca", location, fix)
    return BookError(
        f"tidak dapat dibaca ({error.strerror or error})",
        location,
        "Ulangi, atau periksa jaringannya",
    )
