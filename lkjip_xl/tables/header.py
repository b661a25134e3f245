"""Finds the headers of a sheet by their labels and tells what each column is.

A header is one to four rows of labels, often merged, with a row of column numbers below it.  A
vocabulary given by the caller says which words are labels and which field a label names; nothing
here knows a form.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from lkjip_xl.grid import Grid, Value
from lkjip_xl.location import CellRange
from lkjip_xl.tables.numbers import is_bare_figure
from lkjip_xl.tables.text import as_text, mend_words, squash

MOST_HEADER_ROWS = 4
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_COLUMN_NUMBER = re.compile(r"\(?\s*(\d{1,2}|[a-z]|[ivx]{1,5})\s*\)?\s*(?:=.*)?$", re.I | re.DOTALL)
_LONGEST_LABEL = 200
#: Labels below a row of numbers are short: K, Rp, %, Target, Tingkat Capaian (%).
_LONGEST_LOW_LABEL = 30
_MANY_LABELS = 4
#: A figure with its satuan, which is no label though its word be one: ``95 Kelompok``.
_COUNTED = re.compile(r"\s*(?!20\d\d\b)\d[\d.,]*\s+[^\W\d]")
#: What an indicator of maturity reached, though "Level" is a label.
_LEVEL_REACHED = re.compile(r"level\d\Z")
_ROMAN = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of headers and what they name.

    ``words`` are all words that labels are made of; ``phrases`` maps a squashed phrase to the
    field it names.  ``fillers`` are labels that carry no field by themselves (``K``, ``Rp``).
    """

    words: frozenset[str]
    phrases: Mapping[str, str]
    fillers: frozenset[str] = frozenset()
    _cache: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def with_fillers(self, labels: Collection[str]) -> Vocabulary:
        """Return a vocabulary that knows some squashed labels more, with a memory of its own."""
        return Vocabulary(self.words, self.phrases, self.fillers | frozenset(labels))

    def is_label(self, value: Value) -> bool:
        """Tell whether a cell reads like a header's label."""
        if isinstance(value, float):
            return 2000 <= value < 2100 and value == int(value)
        if not isinstance(value, str) or len(value) > _LONGEST_LABEL:
            return False
        known = self._cache.get(value)
        if known is None:
            known = self._cache[value] = self._reads_as_label(value)
        return known

    def _reads_as_label(self, text: str) -> bool:
        squashed = squash(text)
        if not squashed or _LEVEL_REACHED.match(squashed) or _COUNTED.match(text):
            return False
        if squashed in self.phrases or squashed in self.fillers:
            return True
        words = mend_words(text, self.words)
        known = sum(len(word) for word in words if word in self.words or _is_year(word))
        return known >= 0.75 * len(squashed)


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.startswith("20") and word.isdigit()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a header.

    ``path`` holds its labels from the group down (``("2019", "Pagu (Rp)")``); ``number`` what its
    row of column numbers says (``7=6/5*100``), empty where there is none.  ``cell`` is the row and
    column of the lowest label, ``number_row`` the row of the number, 0 where there is none.
    """

    index: int
    path: tuple[str, ...]
    number: str = ""
    cell: tuple[int, int] = (0, 0)
    number_row: int = 0

    @property
    def label(self) -> str:
        return " ".join(self.path)

    @property
    def year(self) -> int | None:
        """The one year that the labels name; a span such as 2018-2023 names none."""
        for text in reversed(self.path):
            years = _YEAR.findall(text)
            if years:
                return int(years[0]) if len(years) == 1 else None
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The labels of one table: rows ``top`` to ``bottom``, with the row of numbers included."""

    top: int
    bottom: int
    columns: tuple[Column, ...]
    title: str = ""
    title_row: int = 0

    @property
    def left(self) -> int:
        return self.columns[0].index

    @property
    def right(self) -> int:
        return self.columns[-1].index

    @property
    def signature(self) -> tuple[str, ...]:
        """What a repeated header has in common with the first: its labels."""
        return tuple(squash(column.label) for column in self.columns)


def side_by_side(header: Header) -> list[Header]:
    """Return the headers of tables that stand side by side, mostly the one header itself.

    Behind a blank column the label comes again that the first column has.
    """
    columns = header.columns
    first = squash(columns[0].path[-1])
    starts = [0] + [
        at
        for at in range(1, len(columns))
        if columns[at].index > columns[at - 1].index + 1 and squash(columns[at].path[-1]) == first
    ]
    if len(starts) == 1:
        return [header]
    ends = [*starts[1:], len(columns)]
    return [
        replace(header, columns=columns[start:end]) for start, end in zip(starts, ends, strict=True)
    ]


def find_headers(grid: Grid, vocabulary: Vocabulary, least: int = 2) -> list[Header]:
    """Return the headers of a sheet from top to bottom, also those a page break repeats.

    Args:
        grid: the sheet.
        vocabulary: which words are labels.
        least: how many labels make a header row.
    """
    headers: list[Header] = []
    below = 0
    for row in grid.filled_rows():
        if row <= below or not _is_header_row(grid, vocabulary, row, least):
            continue
        header = _read_header(grid, vocabulary, row, below)
        headers.append(header)
        below = header.bottom
    return headers


def _is_header_row(grid: Grid, vocabulary: Vocabulary, row: int, least: int) -> bool:
    """Tell whether most of a row's cells are labels and several different ones are.

    Where many are, half of them is enough: the others are what the office calls its own columns.
    """
    values = [value for value in grid.rows[row] if value is not None and value != ""]
    if len(values) < least:
        return False
    labels = [value for value in values if vocabulary.is_label(value)]
    texts = {squash(value) for value in labels if isinstance(value, str)}
    share = 0.5 if len(texts) >= _MANY_LABELS else 0.6
    return len(labels) >= share * len(values) and len(texts) >= least


def _read_header(grid: Grid, vocabulary: Vocabulary, top: int, above: int) -> Header:
    rows = _label_rows(grid, vocabulary, top)
    number_row = rows[-1] + 1 if _is_number_row(grid, rows[-1] + 1, _right_end(grid, rows)) else 0
    if number_row and _are_low_labels(grid, vocabulary, number_row + 1):
        rows.append(number_row + 1)
    columns = tuple(
        Column(
            index=index,
            path=path,
            number=(number := as_text(grid.shown(number_row, index)) if number_row else ""),
            cell=cell,
            number_row=number_row if number else 0,
        )
        for index, path, cell in _paths(grid, rows, number_row)
    )
    bottom = max(rows[-1], number_row)
    title, title_row = _title_above(grid, top, above)
    return Header(top=top, bottom=bottom, columns=columns, title=title, title_row=title_row)


def _label_rows(grid: Grid, vocabulary: Vocabulary, top: int) -> list[int]:
    """Return the rows of labels: those joined by merges, and those that hold only labels."""
    merged_down = max(
        (
            merge.bottom
            for column in range(1, len(grid.rows[top]) + 1)
            if (merge := grid.merge_at(top, column)) is not None
            and grid.value(merge.top, merge.left) is not None
        ),
        default=top,
    )
    last = min(merged_down, top + MOST_HEADER_ROWS - 1)
    for row in range(top + 1, top + MOST_HEADER_ROWS):
        if row <= last:
            continue
        values = [value for value in grid.rows.get(row, ()) if value not in (None, "")]
        if not values or not all(vocabulary.is_label(value) for value in values):
            break
        last = row
    return list(range(top, last + 1))


def _right_end(grid: Grid, rows: Sequence[int]) -> int:
    """Return the last column that has a label."""
    width = max(
        (
            at
            for row in rows
            for at, value in enumerate(grid.rows.get(row, ()), 1)
            if value not in (None, "")
        ),
        default=0,
    )
    return max([width, *(merge.right for row in rows for merge in grid.merges_on(row))])


def _is_number_row(grid: Grid, row: int, right: int) -> bool:
    """Tell whether a row numbers the columns: ``1 2 3``, ``(1) (2)``, ``a b c``, ``7=6/5*100``.

    The numbers rise; where somebody slipped in numbering, one in four may repeat the last.
    """
    values = [value for value in grid.rows.get(row, ())[:right] if value not in (None, "")]
    texts = [as_text(value) for value in values]
    found = [match[1].lower() for text in texts if (match := _COLUMN_NUMBER.match(text))]
    if len(values) < 2 or len(found) < len(texts):
        return False
    if all(name.isdigit() for name in found):
        numbers = [int(name) for name in found]
        return numbers[0] in (0, 1, 2) and _rises(numbers)
    names = [name for name in found if not name.isdigit()]
    digits = [int(name) for name in found if name.isdigit()]
    if digits:  # a letter over the first columns, numbers over the rest
        return all(len(name) == 1 for name in names) and digits[0] in (0, 1, 2) and _rises(digits)
    if all(len(name) == 1 for name in names) and names[0] in "abc" and _rises([*map(ord, names)]):
        return True
    return all(set(name) <= set(_ROMAN) for name in names) and _rises([*map(_from_roman, names)])


def _rises(numbers: Sequence[int]) -> bool:
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    repeats = sum(step == 0 for step in steps)
    return all(step >= 0 for step in steps) and (repeats == 0 or 4 * repeats <= len(steps))


def _from_roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-own if own < after else own for own, after in zip(values, following, strict=True))


def _are_low_labels(grid: Grid, vocabulary: Vocabulary, row: int) -> bool:
    """Tell whether a row below the numbers still holds labels, as ``K | Rp | K | Rp``."""
    values = [value for value in grid.rows.get(row, ()) if value not in (None, "")]
    return len(values) > 1 and all(
        vocabulary.is_label(value) and len(as_text(value)) <= _LONGEST_LOW_LABEL for value in values
    )


def _paths(
    grid: Grid, rows: Sequence[int], number_row: int
) -> Iterable[tuple[int, tuple[str, ...], tuple[int, int]]]:
    """Yield each labelled column with its labels from top to bottom, and the lowest one's cell.

    A number that is merged down beside low labels is none of them.
    """
    width = max(len(grid.rows.get(row, ())) for row in rows)
    for row in rows:
        width = max([width, *(merge.right for merge in grid.merges_on(row))])
    texts = {
        row: [_shown_label(grid, row, col, number_row) for col in range(1, width + 1)]
        for row in rows
    }
    _spread_groups(texts, rows)
    for index in range(1, width + 1):
        path: list[str] = []
        cell = (rows[0], index)
        for row in rows:
            text = texts[row][index - 1]
            if text and (not path or path[-1] != text):
                path.append(text)
                cell = grid.anchor(row, index)
        if path:
            yield index, tuple(path), cell


def _shown_label(grid: Grid, row: int, column: int, number_row: int) -> str:
    is_number = number_row > 0 and grid.anchor(row, column)[0] == number_row
    return "" if is_number else as_text(grid.shown(row, column))


def _spread_groups(texts: dict[int, list[str]], rows: Sequence[int]) -> None:
    """Carry an unmerged group label to the right over the columns it stands for.

    ``2019`` above ``Kinerja`` is meant for the ``Pagu`` beside it too, when nothing else stands
    above ``Pagu`` and both have a label of their own below.
    """
    for position, row in enumerate(rows[:-1]):
        below = [texts[later] for later in rows[position + 1 :]]
        line = texts[row]
        for index in range(1, len(line)):
            if line[index] or not line[index - 1]:
                continue
            if any(under[index] for under in below) and any(under[index - 1] for under in below):
                own_below = [under[index - 1] for under in below if under[index - 1]]
                if own_below[0] != line[index - 1]:
                    line[index] = line[index - 1]


def _title_above(grid: Grid, top: int, above: int) -> tuple[str, int]:
    """Return the lines of text over a table as one title, and the row of the first line.

    A title is a run of rows that hold one text each; figures or several cells end it.
    """
    lines: list[str] = []
    first = 0
    blanks = 0
    for row in range(top - 1, max(above, top - 12), -1):
        texts = [as_text(value) for value in grid.rows.get(row, ()) if value not in (None, "")]
        if not texts:
            blanks += 1
            if blanks > 2:
                break
            continue
        if len(set(texts)) > 2 or any(map(is_bare_figure, grid.rows[row])):
            break
        lines.insert(0, " ".join(dict.fromkeys(texts)))
        first = row
    if not above:
        lines[:0] = grid.caption
    return " ".join(lines), first


@lru_cache(maxsize=8_192)
def find_phrase(label: str, phrases: tuple[str, ...]) -> str:
    """Return the longest phrase that a squashed label contains, empty if it contains none."""
    return max((phrase for phrase in phrases if phrase in label), key=len, default="")


def bounds(header: Header, bottom: int) -> CellRange:
    """Return the rectangle from a header's first label to a row."""
    return CellRange(header.top, header.left, bottom, header.right)
