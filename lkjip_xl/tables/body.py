"""The rows below a header: data, totals, repeats of the header, and where the table ends."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from lkjip_xl.domain.field import Kind
from lkjip_xl.grid import Grid
from lkjip_xl.tables.header import Header
from lkjip_xl.tables.numbers import read_text
from lkjip_xl.tables.text import as_text, squash

_SOURCE = re.compile(
    r"(?:sumber(?: data)?|catatan|keterangan|ket)\.?\s*:|\*\)|terbilang\b", re.IGNORECASE
)
_SIGNATURE = re.compile(
    r"mengetahui\b|n\s*i\s*p\s*[.:]|"
    r"(?:plt\.?\s+|plh\.?\s+)?(?:kepala|sekretaris|camat|direktur|inspektur)\s+"
    r"(?:dinas|badan|kantor|bagian|upt|kecamatan|rsud|satuan)|"
    r"[\w .]+,\s*(?:\d{1,2}\s+)?"
    r"(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)"
    r"\s+20\d\d",
    re.IGNORECASE,
)
#: How a part of a table is numbered.
_PART = r"(?:[ivx]{1,4}|[a-h]|\d{1,2})"
_TOTAL = re.compile(
    r"(?:belanja(?: daerah)?|"
    r"(?:(?:sub|grand)\s*-?\s*)?(?:jumlah|total)"
    r"(?:\s*(?:total|keseluruhan|seluruhnya|semua|anggaran|belanja|program|opd|skpd|pd))*)"
    rf"(?:(?:\s+(?:kegiatan|sasaran|tujuan|urusan|bidang))?\s+{_PART})?"
    rf"\s*(?:\(\s*{_PART}(?:\s*(?:\+|,|-|dan|s\.?\s*/?\s*d\.?)\s*{_PART})*\s*\))?"
    r"\s*(?:\(rp\.?\))?\s*[:.]?\Z",
    re.IGNORECASE,
)
#: An indicator may be an average, too: it has figures of its own, where a mean has few.
_MEAN = re.compile(
    r"(?:jumlah\s+)?(?:nilai\s+)?(?:rata\s*-?\s*(?:rata|2)|rerata)"
    r"(?:\s*(?:capaian|pencapaian|persentase|tingkat|kinerja|sasaran|tujuan|program|kegiatan|"
    r"indikator|strategis|keseluruhan|total|serapan|realisasi|anggaran|fisik|keuangan|opd|"
    r"\(?%\)?|[ivx]{1,4}|\d{1,2}))*\s*[:.]?\Z",
    re.IGNORECASE,
)
_LOOK_AHEAD = 6


class Body(NamedTuple):
    """The rows of one table: ``rows`` in order, ``totals`` those among them that add up the rest.

    ``last`` is the last row that belongs to the table; ``repeats`` counts the page headers skipped.
    """

    rows: tuple[int, ...]
    totals: frozenset[int]
    last: int
    repeats: int


def read_body(
    grid: Grid,
    header: Header,
    later: Sequence[Header],
    figures: Collection[int],
    closing: re.Pattern[str] | None = None,
) -> tuple[Body, int]:
    """Return the rows of a table and how many of the ``later`` headers are its own repeats.

    Args:
        grid: the sheet.
        header: the table's header.
        later: the headers below it, from top to bottom.
        figures: the columns that hold figures; they tell data from what stands below a table.
        closing: how the rows begin that sum the table up and are no data.
    """
    repeats = count_repeats(header, later)
    limit = _limit(later[repeats:], grid)
    skipped = {row for own in later[:repeats] for row in _page_header(grid, own)}
    filled = grid.filled_rows()
    below = filled[bisect_right(filled, header.bottom) : bisect_left(filled, limit)]
    rows = [row for row in below if row not in skipped]
    if closing is not None:
        rows = [row for row in rows if not closing.match(first_text(grid, row, header))]
    kept = _until_end(grid, header, rows, figures)
    totals = frozenset(
        row for row in kept if is_total(grid, row, header) or _is_mean(grid, row, header, figures)
    )
    last = kept[-1] if kept else header.bottom
    return Body(tuple(kept), totals, last, repeats), repeats


def count_repeats(header: Header, later: Sequence[Header]) -> int:
    """Return how many of the headers below a table are its own, repeated on the next page."""
    count = 0
    for other in later:
        same_labels = other.signature == header.signature
        if not same_labels or _names_another_table(header.title, other.title):
            break
        count += 1
    return count


def _page_header(grid: Grid, repeat: Header) -> Iterator[int]:
    """Yield the rows of a repeated header, and those above it that are its title and no data."""
    yield from range(repeat.top, repeat.bottom + 1)
    title = range(repeat.title_row, repeat.top) if repeat.title_row else ()
    yield from (row for row in title if row in grid.rows and _is_page_title(grid, row, repeat))


def _is_page_title(grid: Grid, row: int, repeat: Header) -> bool:
    """Tell a page's title from a last row of data that has a name and no figures yet.

    A title is one text at the table's left edge that says what it is or stands apart.
    """
    filled = _filled_columns(grid, row)
    if len(filled) != 1 or min(filled) > repeat.left:
        return False
    text = as_text(grid.value(row, min(filled))).lower()
    return row - 1 not in grid.rows or any(word in text for word in ("tabel", "lampiran", "lanjut"))


def _names_another_table(first: str, second: str) -> bool:
    """Tell whether a title between two equal headers starts a table of its own."""
    words = second.lower()
    return squash(first) != squash(second) and "tabel" in words and "lanjut" not in words


def _limit(others: Sequence[Header], grid: Grid) -> int:
    if not others:
        return grid.height + 1
    return others[0].title_row or others[0].top


def is_total(grid: Grid, row: int, header: Header) -> bool:
    """Tell whether a row's first text says that it adds up the others."""
    return _TOTAL.match(_close_up(first_text(grid, row, header))) is not None


def is_mean(text: str) -> bool:
    """Tell whether the name of a row of totals says that it is a mean of the others, no sum."""
    return _MEAN.match(text) is not None


def _is_mean(grid: Grid, row: int, header: Header, figures: Collection[int]) -> bool:
    """Tell whether a row gives the mean of those above: in some columns only, or without more."""
    if not is_mean(first_text(grid, row, header)):
        return False
    filled = _filled_columns(grid, row)
    own = sorted(filled & set(range(header.left, header.right + 1)))
    texts = [column for column in own if isinstance(grid.value(row, column), str)]
    return 2 * len(filled & set(figures)) < len(figures) or texts[:1] == own[:1] == texts


def first_text(grid: Grid, row: int, header: Header) -> str:
    """Return the first text of a row below a header, empty where it has none."""
    for value in grid.rows[row][header.left - 1 : header.right]:
        if isinstance(value, str) and value.strip():
            return as_text(value)
    return ""


def _close_up(text: str) -> str:
    """Return ``J U M L A H`` without the spaces between its letters, other texts as they are."""
    letters = text.split(" ")
    return "".join(letters) if all(len(letter) == 1 for letter in letters) else text


def _until_end(
    grid: Grid, header: Header, rows: Sequence[int], figures: Collection[int]
) -> list[int]:
    """Return the rows up to the signature block, a source line, or a gap no data follow."""
    kept: list[int] = []
    previous = header.bottom
    after_total = False
    for position, row in enumerate(rows):
        values = [value for value in grid.rows[row] if value not in (None, "")]
        if not values:
            continue
        after_gap = row - previous > 1 or bool(figures)
        if not _has_number(grid, row, figures):
            texts = [as_text(value) for value in values]
            if _is_source(texts) and _goes_on(grid, row + 1, header, figures):
                continue
            if _is_source(texts) or (after_gap and _is_signature(texts)):
                break
        gap = row - previous > 1 and not _is_joined(grid, previous, row, header)
        # What follows a total without touching a column of figures is a remark about it.
        remark = after_total or _is_spread(grid, row, header)
        ends = gap or (remark and not _filled_columns(grid, row) & set(figures))
        if ends and not _data_follow(grid, rows[position : position + _LOOK_AHEAD], figures):
            break
        if not set(range(header.left, header.right + 1)) & _filled_columns(grid, row):
            continue
        kept.append(row)
        previous = row
        after_total = is_total(grid, row, header)
    return kept


def _goes_on(grid: Grid, row: int, header: Header, figures: Collection[int]) -> bool:
    """Tell whether the row right below a remark is one of the table: a name with its figures."""
    filled = _filled_columns(grid, row)
    own = filled & set(range(header.left, header.right + 1))
    return len(filled & set(figures)) > 1 and bool(own - set(figures))


def _is_spread(grid: Grid, row: int, header: Header) -> bool:
    """Tell whether one text spreads over most of the table, as a remark below it does."""
    merge = grid.merge_at(row, header.left)
    if merge is None or len(_filled_columns(grid, row)) > 1:
        return False
    return merge.right - merge.left + 1 > (header.right - header.left + 1) / 2


def _is_source(texts: Sequence[str]) -> bool:
    return len(texts) <= 2 and _SOURCE.match(texts[0]) is not None


def _is_signature(texts: Sequence[str]) -> bool:
    return len(texts) <= 3 and _SIGNATURE.match(texts[0]) is not None


def _is_joined(grid: Grid, upper: int, lower: int, header: Header) -> bool:
    """Tell whether one merge spans a gap of blank rows, so that it is no gap."""
    for column in (header.left, header.left + 1, header.left + 2):
        merge = grid.merge_at(upper, column)
        if merge is not None and merge.bottom >= lower - 1:
            return True
    return False


def _filled_columns(grid: Grid, row: int) -> set[int]:
    return {
        column
        for column, value in enumerate(grid.rows.get(row, ()), start=1)
        if value is not None and value != ""
    }


def _has_number(grid: Grid, row: int, figures: Collection[int]) -> bool:
    """Tell whether a row holds a number, or a text that is one in a column of figures."""
    return any(
        isinstance(value, float)
        or (column in figures and isinstance(value, str) and _reads_as_number(value))
        for column, value in enumerate(grid.rows[row], start=1)
    )


def _reads_as_number(text: str) -> bool:
    return read_text(text, Kind.KINERJA).value is not None


def _data_follow(grid: Grid, rows: Sequence[int], figures: Collection[int]) -> bool:
    """Tell whether figures stand in the next rows, before anything that reads like a note."""
    for row in rows:
        if _has_number(grid, row, figures):
            return True
        texts = [as_text(value) for value in grid.rows[row] if value not in (None, "")]
        if texts and (_is_source(texts) or _is_signature(texts)):
            return False
    return not figures
