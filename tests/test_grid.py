from lkjip_xl.grid import Grid
from lkjip_xl.location import CellRange


def test_a_grid_says_what_is_filled_and_what_is_stale() -> None:
    grid = Grid(file="a", sheet="b", rows={1: (1.0,), 3: (None, "x", 2.0)}, stale={(3, 1), (9, 9)})

    for area in ("A1:B3", "A1:B1048576"):
        assert list(grid.filled_in(CellRange.parse(area))) == [(1, 1, 1.0), (3, 2, "x")]
    assert list(grid.stale_in(CellRange.parse("A3"))) == [(3, 1)]
    assert list(grid.stale_in(CellRange.parse("A1:B3"))) == [(3, 1)]


def test_a_value_put_into_a_cell_leaves_the_row_of_a_copy_alone() -> None:
    row: list[float | None] = [1.0]
    grid = Grid(file="a", sheet="b", rows={1: row})

    grid.put(1, 3, 5.0)

    assert (grid.rows[1], row) == ([1.0, None, 5.0], [1.0])
