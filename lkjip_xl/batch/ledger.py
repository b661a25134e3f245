"""The run's memory: a file in the output folder that grows by a line for each office-year done.

A line is a head and a recap row, both JSON, with a tab between them.  A run that is cut off loses
at most the line that it was writing; the next run goes on behind the last whole one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO, Self, overload

from lkjip_xl.batch.row_text import load_row
from lkjip_xl.batch.shape import require_own, require_shape
from lkjip_xl.opening import is_special
from lkjip_xl.outputs.rekap.records import OfficeRow, State
from lkjip_xl.ports import BookError
from lkjip_xl.saving import save_whole

#: Bytes of a line: an office with 50,000 findings has a third of them.
MAX_LINE = 64 * 2**20

#: How the first line of every ledger begins, whichever version wrote it.
_BEGINNING = b'{"key":'


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the ledger knows of an office-year without its row.

    ``signature`` names the books' content, the rules and the options it was made with.  ``state``
    is ``None`` where the books turned out not to be one office-year; there is no row then.
    ``open`` counts the findings that count, by severity.  ``outputs`` has the stamp of each file
    written.  ``seen`` tells by the name of its content what a book holds.
    """

    key: str
    signature: str
    state: State | None
    open: Mapping[str, int] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, Sequence[object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an office-year's line begins, how long it is, and what its head says."""

    head: Head
    start: int
    length: int


class Ledger:
    """What was done so far; use it as a context, so that no second run writes beside it.

    Raises:
        BookError: the file cannot be written, or another run is using it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._places: dict[str, _Place] = {}
        self._stream = _open(path)
        self._read()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def find(self, key: str) -> Head | None:
        place = self._places.get(key)
        return None if place is None else place.head

    def heads(self) -> Iterator[Head]:
        return (place.head for place in self._places.values())

    def add(self, head: Head, row: str = "") -> None:
        """Remember an office-year; ``row`` is the text of its recap row."""
        line = json.dumps(asdict(head), separators=(",", ":"))
        whole = f"{line}\t{row}\n".encode()
        start = self._stream.seek(0, 2)
        self._stream.write(whole)
        self._stream.flush()
        self._places[head.key] = _Place(head, start, len(whole))

    def rows(self, keys: Sequence[str]) -> Rows:
        """Return the rows of office-years, read from the file only when they are looked at."""
        return Rows(self, keys)

    def has_row(self, key: str) -> bool:
        """Tell whether an office-year's row is there as it was written."""
        try:
            return self.row(key).key == key
        except (KeyError, ValueError):
            return False

    def row(self, key: str) -> OfficeRow:
        """Return an office-year's row.

        Raises:
            KeyError: there is no such office-year.
            ValueError: somebody has changed the row.
        """
        place = self._places[key]
        self._stream.seek(place.start)
        line = self._stream.read(place.length).decode()
        return load_row(line.partition("\t")[2])

    def tidy(self) -> None:
        """Write the file anew, without the lines that later ones have replaced, and close it."""
        places = sorted(self._places.values(), key=lambda place: place.start)

        def write(target: BinaryIO) -> None:
            for place in places:
                self._stream.seek(place.start)
                target.write(self._stream.read(place.length))
            self._stream.close()  # Windows replaces no file that is open

        if sum(place.length for place in places) < self._stream.seek(0, 2):
            save_whole(self.path, write)

    def _read(self) -> None:
        """Learn where each office-year's last whole line is."""
        self._stream.seek(0)
        start = 0
        is_whole = True
        while line := self._stream.readline(MAX_LINE):
            was_whole, is_whole = is_whole, line.endswith(b"\n")
            head = _read_head(line) if was_whole and is_whole else None
            if head is not None:
                self._places[head.key] = _Place(head, start, len(line))
            start += len(line)
        if not is_whole:
            self._stream.write(b"\n")  # the run was cut off here; the next line is a new one


class Rows(Sequence[OfficeRow]):
    """Recap rows in the ledger: a province's findings need not be in memory all at once."""

    def __init__(self, ledger: Ledger, keys: Sequence[str]) -> None:
        self._ledger = ledger
        self._keys = keys

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, index: int) -> OfficeRow: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> OfficeRow | Rows:
        if isinstance(index, slice):
            return Rows(self._ledger, self._keys[index])
        return self._ledger.row(self._keys[index])


def _read_head(line: bytes) -> Head | None:
    """Return a line's head; one that was torn, or that somebody else wrote, has none."""
    text, tab, _ = line.partition(b"\t")
    try:
        told = json.loads(text) if tab else {}
        head = Head(**{**told, "state": told["state"] and State(told["state"])})
        require_shape(head)
        require_own(head.key, list(head.outputs))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return head


def _open(path: Path) -> BinaryIO:
    try:
        if is_special(path):
            raise OSError
        stream = path.open("a+b")
    except OSError as error:
        raise BookError(
            "catatan kerja tidak boleh ditulisi",
            str(path),
            "Mintalah izin menulis di folder itu, atau pilih keluaran lain dengan -o",
        ) from error
    if not _is_ledger(stream):
        stream.close()
        raise BookError(
            "berkas ini bukan catatan kerja rekap",
            str(path),
            "Pindahkan berkas itu, atau pilih keluaran lain dengan -o",
        )
    try:
        _lock(stream)
    except OSError as error:
        stream.close()
        raise BookError(
            "catatan kerja sedang dipakai rekap yang lain",
            str(path),
            "Tunggu sampai rekap itu selesai, atau pilih keluaran lain dengan -o",
        ) from error
    return stream


def _is_ledger(stream: BinaryIO) -> bool:
    """Tell whether a file begins as ours do, were it cut off after the first letters."""
    stream.seek(0)
    beginning = stream.read(len(_BEGINNING))
    return _BEGINNING.startswith(beginning)


def _lock(stream: BinaryIO) -> None:
    """Take the file for this process; the lock ends with the process, however that ends.

    Raises:
        OSError: another process has it.
    """
    try:
        import fcntl
    except ImportError:
        return  # Windows: the folder's owner has to take care
    fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
