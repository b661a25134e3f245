"""Raw zip entries: copied with their compressed bytes, or written anew."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO

from lkjip_xl.adapters.xlsx.patch.dialect import UnpatchableError, damaged

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s4B4H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_CHUNK = 2**18
_FOUR_GIGABYTES = 2**32 - 1

#: Bits of the flags: sizes follow the data; the name is UTF-8.
_SIZES_FOLLOW = 0x08
_UTF8_NAME = 0x800

#: Parts from this size on are compressed at a lower level: half the time for 15 % more bytes.
_LARGE = 4 * 2**20
_LEVEL, _LEVEL_LARGE = 6, 3

#: 1 January 1980, as Excel itself stamps every part: the same marks give the same bytes.
_DATE, _TIME = 0x21, 0


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells whether a part still is what it was: its size in bytes and its CRC-32."""

    size: int
    crc: int


def stamp(data: bytes) -> Stamp:
    return Stamp(len(data), zlib.crc32(data))


def read_raw(stream: IO[bytes], entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the compressed bytes of an entry as they lie in the file.

    Raises:
        UnpatchableError: the entry's own header is not where the directory says.
    """
    stream.seek(entry.header_offset)
    header = stream.read(_LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
        raise damaged(entry.filename)
    *_, name_length, extra_length = _LOCAL.unpack(header)
    stream.seek(name_length + extra_length, 1)
    left = entry.compress_size
    while left:
        chunk = stream.read(min(left, _CHUNK))
        if not chunk:
            raise damaged(entry.filename)
        left -= len(chunk)
        yield chunk


class ArchiveWriter:
    """Writes a zip archive to a seekable stream, entry after entry."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._directory: list[bytes] = []

    def copy(self, entry: zipfile.ZipInfo, raw: Iterable[bytes]) -> None:
        """Write an entry with the compressed bytes it has."""
        offset = self._begin()
        utf8 = entry.flag_bits & _UTF8_NAME
        name = entry.orig_filename.encode("utf-8" if utf8 else "cp437")
        year, month, day, hour, minute, second = entry.date_time
        local = _LOCAL.pack(
            b"PK\x03\x04",
            entry.extract_version,
            entry.flag_bits & ~_SIZES_FOLLOW,  # the sizes stand in this header
            entry.compress_type,
            hour << 11 | minute << 5 | second // 2,
            (year - 1980) << 9 | month << 5 | day,
            entry.CRC,
            entry.compress_size,
            entry.file_size,
            len(name),
            0,
        )
        self._stream.write(local + name)
        for chunk in raw:
            self._stream.write(chunk)
        self._list(
            local, name, offset, (entry.create_version, entry.create_system), entry.external_attr
        )

    def add(self, name: str, pieces: Iterable[bytes | memoryview], size: int) -> Stamp:
        """Compress a part of about this size, and return what was written."""
        offset = self._begin()
        encoded = name.encode()
        flags = 0 if name.isascii() else _UTF8_NAME
        self._stream.seek(_LOCAL.size + len(encoded), 1)
        level = _LEVEL_LARGE if size >= _LARGE else _LEVEL
        packer = zlib.compressobj(level, zlib.DEFLATED, -15)
        crc = length = packed = 0
        for piece in pieces:
            crc = zlib.crc32(piece, crc)
            length += len(piece)
            packed += self._stream.write(packer.compress(piece))
        packed += self._stream.write(packer.flush())
        local = _LOCAL.pack(
            b"PK\x03\x04", 20, flags, zipfile.ZIP_DEFLATED, _TIME, _DATE, crc, packed, length,
            len(encoded), 0,
        )  # fmt: skip
        self._stream.seek(offset)
        self._stream.write(local + encoded)
        self._stream.seek(0, 2)
        self._list(local, encoded, offset, (20, 0), 0)
        return Stamp(length, crc)

    def close(self) -> None:
        """Write the directory; nothing can be added after it."""
        offset = self._begin()
        directory = b"".join(self._directory)
        count = len(self._directory)
        self._stream.write(directory)
        self._stream.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), offset, 0))

    def _begin(self) -> int:
        offset = self._stream.tell()
        if offset > _FOUR_GIGABYTES or len(self._directory) >= 0xFFFF:
            raise UnpatchableError(
                "berkas terlalu besar", "Pisahkan lembarnya ke beberapa buku kerja"
            )
        return offset

    def _list(
        self, local: bytes, name: bytes, offset: int, made_by: tuple[int, int], attributes: int
    ) -> None:
        _, needed, flags, method, time, date, crc, packed, length, _, _ = _LOCAL.unpack(local)
        self._directory.append(
            _CENTRAL.pack(
                b"PK\x01\x02", *made_by, needed & 0xFF, needed >> 8, flags, method, time, date, crc,
                packed, length, len(name), 0, 0, 0, 0, attributes, offset,
            )
            + name
        )  # fmt: skip
