"""Exchanging bytes of a part, and the reverse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Splice:
    """The bytes from ``start`` up to ``end`` give way to ``new``; both are equal to insert."""

    start: int
    end: int
    new: bytes


def order_splices(splices: Sequence[Splice]) -> list[Splice]:
    """Return the splices by position; insertions at one place keep the order they came in.

    Raises:
        ValueError: two splices overlap.
    """
    ordered = sorted(splices, key=lambda splice: (splice.start, splice.end))
    for before, after in pairwise(ordered):
        if before.end > after.start:
            raise ValueError(f"splices overlap: {before} and {after}")
    return ordered


def spliced_pieces(data: bytes, splices: Sequence[Splice]) -> Iterator[bytes | memoryview]:
    """Yield the new content piece by piece, so that a large part is not held twice."""
    view = memoryview(data)
    position = 0
    for splice in splices:
        if splice.start > position:
            yield view[position : splice.start]
        yield splice.new
        position = splice.end
    if position < len(data):
        yield view[position:]


def apply_splices(data: bytes, splices: Sequence[Splice]) -> bytes:
    return b"".join(spliced_pieces(data, splices))


def invert_splices(data: bytes, splices: Sequence[Splice]) -> list[Splice]:
    """Return the splices that turn the new content back into ``data``."""
    shift = 0
    inverse = []
    for splice in splices:
        start = splice.start + shift
        inverse.append(Splice(start, start + len(splice.new), data[splice.start : splice.end]))
        shift += len(splice.new) - (splice.end - splice.start)
    return inverse
