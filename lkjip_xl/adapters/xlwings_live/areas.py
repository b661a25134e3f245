"""Halving an area until a property is the same everywhere in each part.

Excel tells a property of a whole range in one call, or that its cells disagree.  Tables are
regular: few calls suffice, and their number depends on how often a look changes, not on how many
cells there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from lkjip_xl.location import CellRange

T = TypeVar("T")

Probe = Callable[[CellRange], T | None]
"""Tells what all cells of an area have; ``None`` where they disagree."""

Run = tuple[int, int]
"""First and last row of a stretch of one column."""


class Part(NamedTuple, Generic[T]):
    """An area in which all cells have one value of a property."""

    area: CellRange
    value: T


class TooVariedError(Exception):
    """A property changes so often that reading it would keep Excel busy for too long."""


class Limited(Generic[T]):
    """A probe that gives up after so many calls.

    Raises:
        TooVariedError: when called once more.
    """

    def __init__(self, probe: Probe[T], most: int) -> None:
        self._probe = probe
        self._left = most

    def __call__(self, area: CellRange) -> T | None:
        if self._left <= 0:
            raise TooVariedError
        self._left -= 1
        return self._probe(area)


def part_by_rows(area: CellRange, probe: Probe[T]) -> Iterator[Part[T]]:
    """Yield parts that agree, for what mostly changes from row to row, as fonts do."""
    value = probe(area)
    if value is not None:
        yield Part(area, value)
        return
    for half in _halve(area):
        yield from part_by_rows(half, probe)


def part_by_columns(area: CellRange, probe: Probe[T]) -> Iterator[Part[T]]:
    """Yield parts that agree, for what mostly changes from column to column, as formats do.

    Columns of a table change in the same rows: each is tried in the stretches of the one before.
    """
    value = probe(area)
    if value is not None:
        yield Part(area, value)
        return
    stretches: Sequence[Run] = ()
    for column in range(area.left, area.right + 1):
        parts = list(_part_column(area, column, stretches, probe))
        yield from parts
        if len(parts) > 1:
            stretches = _joined(parts)


def _part_column(
    area: CellRange, column: int, stretches: Sequence[Run], probe: Probe[T]
) -> Iterator[Part[T]]:
    whole = CellRange(area.top, column, area.bottom, column)
    value = probe(whole)
    if value is not None:
        yield Part(whole, value)
    elif not stretches:
        for half in _halve(whole):
            yield from part_by_rows(half, probe)
    else:
        for top, bottom in stretches:
            yield from part_by_rows(CellRange(top, column, bottom, column), probe)


def _joined(parts: Sequence[Part[T]]) -> list[Run]:
    """Return the stretches of a column, neighbours of the same value as one."""
    runs: list[Run] = []
    last: object = None
    for area, value in parts:
        if runs and value == last:
            runs[-1] = (runs[-1][0], area.bottom)
        else:
            runs.append((area.top, area.bottom))
        last = value
    return runs


def _halve(area: CellRange) -> Sequence[CellRange]:
    """Return the upper and lower half, of a single row the left and right one; none of a cell."""
    top, left, bottom, right = area.top, area.left, area.bottom, area.right
    if bottom > top:
        middle = (top + bottom) // 2
        return CellRange(top, left, middle, right), CellRange(middle + 1, left, bottom, right)
    if right > left:
        middle = (left + right) // 2
        return CellRange(top, left, bottom, middle), CellRange(top, middle + 1, bottom, right)
    return ()
