"""Reads a sheet Catatan that comes back, sorted and with what people added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lkjip_xl.domain.tanggapan import Tanggapan
from lkjip_xl.grid import Grid
from lkjip_xl.outputs.catatan import BERKAS, KODE, NO, RIWAYAT, SIDIK, STATUS, TANGGAPAN
from lkjip_xl.tables.text import as_lines, as_text

#: Without these a row is no header of a listing.
_NEEDED = frozenset({STATUS, TANGGAPAN})

#: These are made anew in each round.
_NOT_SHOWN = frozenset({NO, SIDIK, STATUS, TANGGAPAN, RIWAYAT, ""})


def read_catatan(grid: Grid) -> tuple[Tanggapan, ...]:
    """Return the lines of a listing, from top to bottom.

    Columns are known by their titles.  A listing without the columns for answers has none.
    """
    rows = grid.filled_rows()
    for row in rows:
        titles = {n: as_text(value).strip() for n, value in enumerate(grid.rows[row], 1)}
        if set(titles.values()) >= _NEEDED:
            below = (number for number in rows if number > row)
            return tuple(_lines(grid, titles, below))
    return ()


def _lines(grid: Grid, titles: Mapping[int, str], rows: Iterator[int]) -> Iterator[Tanggapan]:
    for row in rows:
        cells = {title: as_lines(grid.value(row, column)) for column, title in titles.items()}
        shown = {t: text for t, text in cells.items() if t not in _NOT_SHOWN}
        own = [cells.get(title, "").strip() for title in (SIDIK, KODE, STATUS, TANGGAPAN, RIWAYAT)]
        if any(own) or any(shown.values()):
            sidik, kode, status, tanggapan, riwayat = own
            yield Tanggapan(
                file=shown.get(BERKAS) or grid.file,
                sidik=sidik,
                kode=kode,
                status=status,
                tanggapan=tanggapan,
                riwayat=riwayat,
                shown=shown,
            )
