"""A package being changed: parts patched, added, removed; nothing is written before ``write``."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from lkjip_xl.adapters.xlsx.package import Package, fold_name
from lkjip_xl.adapters.xlsx.patch.archive import ArchiveWriter, Stamp, read_raw, stamp
from lkjip_xl.adapters.xlsx.patch.dialect import RESAVE, UnpatchableError, damaged
from lkjip_xl.adapters.xlsx.patch.splice import (
    Splice,
    apply_splices,
    invert_splices,
    order_splices,
    spliced_pieces,
)

_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(slots=True)
class Change:
    """What happens to one part.

    ``undo`` holds the inverse of each round of splices, in the order the rounds came.
    """

    data: bytes
    encoding: str
    splices: list[Splice] = field(default_factory=list)
    undo: list[list[Splice]] = field(default_factory=list)
    before: Stamp | None = None

    @property
    def size(self) -> int:
        return len(self.data)

    def patch(self, splices: Sequence[Splice]) -> None:
        self.data = apply_splices(self.data, self.splices)
        self.splices = order_splices(splices)
        self.undo.append(invert_splices(self.data, self.splices))

    def content(self) -> bytes:
        if self.splices:
            self.data, self.splices = apply_splices(self.data, self.splices), []
        return self.data

    def encoded(self) -> bytes:
        return encode_part(self.content(), self.encoding)

    def stamp(self) -> Stamp:
        return stamp(self.encoded())

    def pieces(self) -> Iterator[bytes | memoryview]:
        if self.encoding:
            yield self.encoded()
        else:
            yield from spliced_pieces(self.data, self.splices)


class Draft:
    """The parts of a package and what changes in them.

    Names are as the archive spells them, but with ``/`` where a program wrote backslashes.

    Raises:
        UnpatchableError: two parts have one name, so that a copy would lose one of them.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._entries = {
            entry.filename.replace("\\", "/"): entry for entry in package.archive.infolist()
        }
        self._names = {fold_name(name): name for name in self._entries}
        if len(self._names) < len(package.archive.infolist()):
            raise UnpatchableError("dua bagian di dalam berkas bernama sama", RESAVE)
        self._changed: dict[str, Change] = {}
        self._removed: set[str] = set()
        self._last: tuple[str, bytes] = ("", b"")

    @property
    def changes(self) -> dict[str, Change]:
        """The parts patched or added since the last ``settle``."""
        return {
            name: change
            for name, change in self._changed.items()
            if change.undo or change.before is None
        }

    def names(self) -> list[str]:
        return [name for name in self._names.values() if name not in self._removed]

    def find(self, name: str) -> str | None:
        """Return the part's name as the archive spells it; case and a leading slash are ignored."""
        found = self._names.get(fold_name(name))
        return None if found in self._removed else found

    def source_stamp(self, name: str) -> Stamp | None:
        """Return the size and CRC of a part as the source holds it."""
        entry = self._entries.get(name)
        return None if entry is None else Stamp(entry.file_size, entry.CRC)

    def present_stamp(self, name: str) -> Stamp | None:
        """Return the size and CRC of a part as it would be written now."""
        change = self._changed.get(name)
        return self.source_stamp(name) if change is None else change.stamp()

    def read(self, name: str) -> bytes:
        """Return a part's present content, in UTF-8 where it is stored in UTF-16."""
        if name in self._changed:
            return self._changed[name].content()
        return decode_part(self._raw(name), name)[0]

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part's present content in the encoding that it is stored in."""
        change = self._changed.get(name)
        yield self._raw(name) if change is None else change.encoded()

    def damaged(self, name: str, _detail: str = "") -> UnpatchableError:
        return damaged(name)

    def patch(self, name: str, splices: Sequence[Splice]) -> None:
        """Apply splices whose offsets refer to what ``read`` returns."""
        if not splices:
            return
        change = self._changed.get(name)
        if change is None:
            raw = self._raw(name)
            change = Change(*decode_part(raw, name), before=self.source_stamp(name))
            self._changed[name] = change
            self._last = ("", b"")
        change.patch(splices)

    def add(self, name: str, data: bytes) -> None:
        """Add a part; the name must be free."""
        self._names[fold_name(name)] = name
        self._changed[name] = Change(data, "")
        self._removed.discard(name)

    def remove(self, name: str) -> None:
        self._changed.pop(name, None)
        self._removed.add(name)

    def settle(self) -> None:
        """Take the changes so far for the original: what follows can be undone, they cannot."""
        for change in self._changed.values():
            change.before = change.stamp()
            change.undo.clear()

    def free_name(self, stem: str, suffix: str) -> str:
        """Return ``stem1.suffix`` or with the first number that no part has."""
        number = 1
        while self.find(f"{stem}{number}.{suffix}") is not None:
            number += 1
        return f"{stem}{number}.{suffix}"

    def write(
        self, stream: BinaryIO, last: tuple[str, Callable[[dict[str, Stamp]], bytes]] | None
    ) -> None:
        """Write the package.

        ``last`` names a part that is made from the stamps of the changed parts, hence after them.
        """
        writer = ArchiveWriter(stream)
        written: dict[str, Stamp] = {}
        source = self._package.archive.fp
        assert source is not None  # the package is open
        added = [
            name
            for name, change in self._changed.items()
            if change.before is None or name not in self._entries
        ]
        for name, entry in self._entries.items():
            if name in self._removed or name in added:
                continue
            if name in self._changed:
                written[name] = self._write_change(writer, name)
            else:
                writer.copy(entry, read_raw(source, entry))
        for name in added:
            written[name] = self._write_change(writer, name)
        if last is not None:
            name, make = last
            data = make(written)
            writer.add(name, [data], len(data))
        writer.close()

    def _write_change(self, writer: ArchiveWriter, name: str) -> Stamp:
        change, entry = self._changed[name], self._entries.get(name)
        stored = name if entry is None else entry.filename
        return writer.add(stored, change.pieces(), change.size)

    def _raw(self, name: str) -> bytes:
        """Return a part as stored; the last one is kept, since it is often asked for twice."""
        if self._last[0] != name:
            self._last = (name, self._package.read(name))
        return self._last[1]


def decode_part(raw: bytes, name: str) -> tuple[bytes, str]:
    """Return the content in an encoding that contains ASCII, and which encoding to restore.

    Raises:
        UnpatchableError: a part in UTF-16 that could not be restored.
    """
    encoding = _UTF16.get(raw[:2], "")
    if not encoding:
        return raw, ""
    try:
        return raw[2:].decode(encoding).encode(), encoding
    except UnicodeError as error:
        raise damaged(name) from error


def encode_part(data: bytes, encoding: str) -> bytes:
    if not encoding:
        return data
    bom = next(mark for mark, known in _UTF16.items() if known == encoding)
    return bom + data.decode().encode(encoding)
