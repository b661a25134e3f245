"""The zip package around a workbook: its parts by name, within limits.

A workbook comes from anywhere, so a part is refused before it is unpacked where its declared size
says that it was made to exhaust the memory.  ``zipfile`` stops at the declared size and checks the
CRC, so a false declaration ends in an error, not in more data.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from lkjip_xl.opening import open_file
from lkjip_xl.ports import BookError
from lkjip_xl.zipped import DAMAGED

#: Bytes of one unpacked part.  A sheet with 3 million filled cells takes 100 to 150 MB.
MAX_PART = 200 * 2**20

#: Bytes of all parts that are read from one package: the time stays below a minute.
MAX_TOTAL = 800 * 2**20

#: Sheets shrink to between 1/5 and 1/60, since every cell carries its own address; filler made to
#: exhaust the memory shrinks to 1/1000.  Parts up to ``SMALL_PART`` are harmless at any ratio.
MAX_RATIO = 200
SMALL_PART = 16 * 2**20

#: Parts of one package; a book with a thousand sheets, notes and pictures has about 6,000.
MAX_PARTS = 50_000

#: Bytes handed on at a time.
CHUNK = 2**18

#: The only two ways in which a workbook is packed; the others unpack without a bound.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_REPAIR = (
    "Buka berkas ini di Excel, pilih Buka dan Perbaiki, simpan dengan nama baru, lalu coba lagi; "
    "bila tidak bisa dibuka, mintalah salinan baru dari pembuatnya"
)


class Parts(Protocol):
    """Whatever parts of a package are read from: a file, or a draft of changes to one."""

    def find(self, name: str) -> str | None:
        """Return a part's name as it is spelled, but with ``/`` where a program wrote backslashes.

        Case and a leading slash are ignored.
        """

    def chunks(self, name: str) -> Iterable[bytes]:
        """Return a part's bytes, piece by piece."""

    def damaged(self, name: str, detail: str = ...) -> Exception:
        """Return the error that says a part cannot be used."""


class Package:
    """An open zip package.  ``names`` are as stored; look-ups ignore case and a leading slash."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self.archive = archive
        self._entries = {fold_name(entry.filename): entry for entry in archive.infolist()}
        self._sizes: dict[str, int] = {}

    @property
    def names(self) -> Sequence[str]:
        return [entry.filename for entry in self.archive.infolist()]

    def __contains__(self, name: str) -> bool:
        return fold_name(name) in self._entries

    def find(self, name: str) -> str | None:
        entry = self._entries.get(fold_name(name))
        return None if entry is None else entry.filename.replace("\\", "/")

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part's unpacked bytes piece by piece.

        Raises:
            BookError: the part is missing, damaged, locked by a password or far too large.
        """
        entry = self.allow(name)
        try:
            with self.archive.open(entry) as stream:
                while chunk := stream.read(CHUNK):
                    yield chunk
        except DAMAGED as error:
            raise self.damaged(name) from error

    def read(self, name: str) -> bytes:
        """Return a part's unpacked bytes; raises as ``chunks`` does."""
        return b"".join(self.chunks(name))

    def allow(self, name: str) -> zipfile.ZipInfo:
        """Return a part's entry, unless it is missing, locked or far too large.

        Raises:
            BookError: it is one of these.
        """
        entry = self._entries.get(fold_name(name))
        if entry is None:
            raise self.damaged(name, "bagian itu tidak ada")
        if entry.flag_bits & 1:
            raise BookError(
                "berkas dilindungi kata sandi",
                self.path.name,
                "Simpan salinan tanpa kata sandi, lalu coba lagi",
            )
        if entry.compress_type not in _METHODS:
            raise self.damaged(name, "cara memampatkannya tidak dikenal")
        self._sizes[entry.filename] = entry.file_size
        packed = max(entry.compress_size, 1)
        inflated = entry.file_size > SMALL_PART and entry.file_size > MAX_RATIO * packed
        if inflated or entry.file_size > MAX_PART or sum(self._sizes.values()) > MAX_TOTAL:
            raise BookError(
                f"bagian {name} mengembang menjadi {entry.file_size / 2**20:.0f} MB, "
                "jauh melebihi buku kerja yang wajar",
                self.path.name,
                "Salin tabel yang diperlukan ke buku kerja baru, lalu periksa buku kerja itu",
            )
        return entry

    def damaged(self, name: str, detail: str = "isinya rusak atau terpotong") -> BookError:
        """Return the error that says a part cannot be used."""
        return BookError(f"bagian {name} tidak dapat dibaca: {detail}", self.path.name, _REPAIR)

    def close(self) -> None:
        stream = self.archive.fp
        self.archive.close()
        if stream is not None:
            stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_package(path: Path) -> Package:
    """Open the zip package of a workbook; use it in a ``with`` statement.

    Raises:
        BookError: the file is missing, locked, or not a sound zip package.
    """
    stream = open_file(path)
    try:
        archive = zipfile.ZipFile(stream)
    except DAMAGED as error:
        stream.close()
        what = "berkas terpotong atau rusak, sehingga bukan lagi buku kerja Excel yang utuh"
        raise BookError(what, path.name, _REPAIR) from error
    if len(archive.infolist()) > MAX_PARTS:
        stream.close()
        what = f"berkas berisi lebih dari {MAX_PARTS} bagian, jauh melebihi buku kerja yang wajar"
        raise BookError(what, path.name, _REPAIR)
    return Package(path, archive)


def fold_name(name: str) -> str:
    """Return what two spellings of a part's name have in common."""
    return name.replace("\\", "/").lstrip("/").lower()
