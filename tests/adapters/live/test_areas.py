"""Areas are halved until their cells agree, and no cell is lost or told twice."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_xl.adapters.xlwings_live.areas import (
    Limited,
    TooVariedError,
    part_by_columns,
    part_by_rows,
)
from lkjip_xl.location import CellRange

Table = Sequence[Sequence[int]]

tables = st.integers(1, 6).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 2), min_size=width, max_size=width), min_size=1, max_size=12
    )
)


class Asked:
    """A probe over a table that counts its calls."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.calls = 0

    def __call__(self, area: CellRange) -> int | None:
        self.calls += 1
        values = {
            self.table[row - 1][column - 1]
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        }
        return values.pop() if len(values) == 1 else None

    @property
    def whole(self) -> CellRange:
        return CellRange(1, 1, len(self.table), len(self.table[0]))


@given(tables, st.sampled_from([part_by_rows, part_by_columns]))
def test_parts_tell_every_cell_once(table: Table, part: type) -> None:
    asked = Asked(table)

    told = [
        ((row, column), value)
        for area, value in part(asked.whole, asked)
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
    ]

    assert sorted(told) == [
        ((row, column), value)
        for row, line in enumerate(table, 1)
        for column, value in enumerate(line, 1)
    ]


def test_columns_share_their_stretches() -> None:
    """Ten columns that change in the same five rows cost little more than one such column."""
    lines = [[0] * 10 if row in (1, 40, 80, 120, 160) else list(range(1, 11)) for row in range(200)]
    one, ten = Asked([line[:1] for line in lines]), Asked(lines)

    list(part_by_columns(one.whole, one))
    list(part_by_columns(ten.whole, ten))

    assert ten.calls <= one.calls + 9 * 12 + 1


def test_a_limit_gives_up() -> None:
    asked = Asked([[0, 1]] * 10)

    with pytest.raises(TooVariedError):
        list(part_by_rows(asked.whole, Limited(asked, 5)))

    assert asked.calls == 5
