"""Finds the tables whose title names an annex, but which were not read as that annex.

A number alone proves little, since offices number the tables of their reports as they like: what
the title speaks of has to fit as well, and a table has to follow it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lkjip_xl.grid import Grid, Value
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.columns import Columns
from lkjip_xl.lampiran.form import Form
from lkjip_xl.lampiran.labels import VOCABULARY
from lkjip_xl.lampiran.locating import Located, recognise
from lkjip_xl.lampiran.naming import name_columns
from lkjip_xl.tables.header import Header, find_headers
from lkjip_xl.tables.numbers import is_bare_figure
from lkjip_xl.tables.text import as_text, words_of

_LAMPIRAN = r"(?:lampiran\s*[\w.]*\s*[:.\-–]?\s*)?"
_TABLE = re.compile(rf"\s*{_LAMPIRAN}tabel\.?\s*\w*\.?\d", re.I)
_NUMBERED = re.compile(rf"\s*{_LAMPIRAN}tabel\.?\s*3\s*[.,-]\s*(\d+)(?!\d|\.\d)(.*)", re.I)
_BY_NUMBER = {form.title.number: form for form in FORMS if form.title and form.title.number}
_BY_NAME = tuple(
    (
        re.compile(rf"\s*{_LAMPIRAN}(?:tabel\.?\s*[\d.]+\s*)?{form.title.name}(.*)", re.I),
        form,
        form.title.beside,
    )
    for form in FORMS
    if form.title and form.title.name
)
#: From such a word on, a title names the office and the year.
_OFFICE = re.compile(
    r"\b(?:dinas|badan|kantor|kecamatan|sekretariat|inspektorat|satuan|perangkat|opd|skpd|"
    r"pemerintah|kabupaten|kota|provinsi|rsud|tahun|ta|20\d\d)\b.*",
    re.I,
)
#: Words that make a title one of another table, or of no table at all.
_OTHER = frozenset((
    "skala", "kategori", "predikat", "interval", "kriteria", "rentang", "gradasi", "peringkat",
    "rekapitulasi", "rekap", "ringkasan", "jumlah", "rata", "efisiensi", "analisis", "penyebab",
    "faktor", "perbandingan", "perjanjian", "tindak", "jadwal", "daftar", "nasional", "provinsi",
    "menunjukkan", "menggambarkan", "menyajikan", "memuat", "disajikan", "dilihat", "bahwa",
    "berikut", "tersebut", "berdasarkan", "diketahui", "adalah", "merupakan",
))  # fmt: skip
_LONGEST_TITLE = 300
_FARTHEST = 15
_LEAST_COLUMNS = 3
#: Words of a line that ends with a full stop and is no sentence.
_SHORT = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A table that its title calls ``form``, and that was not read as an annex.

    ``row`` and ``column`` are those of its first label.  ``columns`` are those that were
    understood; ``read_as`` is the form that the table was taken for, if any.
    """

    form: Form
    file: str
    sheet: str
    title: str
    row: int
    column: int
    columns: Columns
    read_as: Form | None = None
    is_empty: bool = False


def find_unread(grids: Sequence[Grid], located: Sequence[Located]) -> tuple[Unread, ...]:
    """Return the titled tables that no form was read from, sheet by sheet."""
    return tuple(
        unread
        for grid in grids
        for unread in _unread_on(grid, [one for one in located if one.grid is grid])
    )


def _unread_on(grid: Grid, located: Sequence[Located]) -> Iterator[Unread]:
    rows = grid.filled_rows()
    titles = [position for position, row in enumerate(rows) if _is_title(_first_text(grid, row))]
    for at, position in enumerate(titles):
        end = titles[at + 1] if at + 1 < len(titles) else len(rows)
        section = _Section(grid, rows[position:end], located)
        # Titles one below the other make a list of tables.
        is_listed = at > 0 and titles[at - 1] == position - 1
        if is_listed or section.goes_on(located):
            continue
        if (unread := section.judge()) is not None:
            yield unread


def _is_title(text: str) -> bool:
    return bool(_TABLE.match(text)) or any(pattern.match(text) for pattern, _, _ in _BY_NAME)


def _first_text(grid: Grid, row: int) -> str:
    """Return the first text of a row that holds no figure and no more than two texts."""
    values = _filled(grid, row)
    if not values or not isinstance(values[0], str) or len(values[0]) > _LONGEST_TITLE:
        return ""
    is_line = len(set(values)) <= 2 and not any(map(is_bare_figure, values))
    return values[0] if is_line else ""


def _filled(grid: Grid, row: int) -> list[Value]:
    return [value for value in grid.rows[row] if value not in (None, "")]


class _Section:
    """The rows from a title to the next one: the lines of the title, and what stands below."""

    def __init__(self, grid: Grid, rows: Sequence[int], located: Sequence[Located]) -> None:
        self._grid = grid
        self._rows = rows
        near = [row for row in rows if row <= rows[0] + _FARTHEST]
        self._start = next((row for row in near[1:] if self._is_table_row(row)), 0)
        lines = [row for row in near if row < (self._start or rows[0] + 1)]
        self.lines = [" ".join(map(as_text, dict.fromkeys(_filled(grid, row)))) for row in lines]
        below = [one for one in located if rows[0] < one.header.top <= rows[-1]]
        self._read_as = below[0] if below else None
        if self._read_as is not None and self._start and self._has_data(self._read_as.header.top):
            # What was read is the next page; the first one has a header of its own.
            self._rows = [row for row in rows if row < self._read_as.header.top]
            self._read_as = None

    def goes_on(self, located: Sequence[Located]) -> bool:
        """Tell whether the title stands in a table that was read, or repeats that of one above."""
        top = self._rows[0]
        above = [one for one in located if one.header.top <= top and one.form.stands_alone]
        return any(top <= one.body.last or self.lines[0] in one.header.title for one in above)

    def judge(self) -> Unread | None:
        """Return the table below if the title means an annex that was not read."""
        form = _named_form(self.lines)
        read_as = self._read_as.form if self._read_as else None
        if form is None or not (read_as is None or read_as.yields_to_titles):
            return None
        header = self._header()
        start = self._start or (header.top if header else 0)
        if not start:
            return None
        columns = name_columns(header) if header else Columns(())
        own = self._grid.rows[start]
        return Unread(
            form=form,
            file=self._grid.file,
            sheet=self._grid.sheet,
            title=self.lines[0],
            row=start,
            column=next(at for at, value in enumerate(own, 1) if value not in (None, "")),
            columns=columns,
            read_as=read_as or (form if header and recognise(columns) else None),
            is_empty=not self._has_data(self._rows[-1] + 1, header.bottom if header else start),
        )

    def _header(self) -> Header | None:
        """Return the header below the title, where its labels are known as such."""
        headers = find_headers(self._grid, VOCABULARY)
        own = (one for one in headers if self._rows[0] < one.top <= self._rows[-1])
        header = next(own, None)
        is_far = header and self._start and header.top > self._start + _LEAST_COLUMNS
        return None if is_far else header

    def _has_data(self, end: int, above: int = 0) -> bool:
        above = above or self._start
        return any(self._holds_data(row) for row in self._rows if above < row < end)

    def _is_table_row(self, row: int) -> bool:
        """Tell whether a row reads like labels: several texts, none of which is ``Nama:``."""
        texts = {as_text(value) for value in _filled(self._grid, row) if isinstance(value, str)}
        labels = {text for text in texts if not is_bare_figure(text)}
        return len(labels) >= _LEAST_COLUMNS and not any(text.endswith(":") for text in labels)

    def _holds_data(self, row: int) -> bool:
        """Tell whether somebody typed a figure beside a text; formulas compute from blanks too."""
        values = [
            value
            for column, value in enumerate(self._grid.rows[row], start=1)
            if value not in (None, "") and (row, column) not in self._grid.formulas
        ]
        figures = sum(map(is_bare_figure, values))
        return 0 < figures < len(values)


def _named_form(lines: Sequence[str]) -> Form | None:
    """Return the annex that a title names, ``None`` where it speaks of something else."""
    title = " ".join(lines)
    if "...." in title or (lines[0].endswith(".") and len(words_of(lines[0])) > _SHORT):
        return None
    for pattern, form, beside in _BY_NAME:
        if named := pattern.match(title):
            return form if _topic(named[1]) <= beside else None
    numbered = _NUMBERED.match(title)
    if numbered is None or (words := _topic(numbered[2])) & _OTHER:
        return None
    numbered_form = _BY_NUMBER.get(numbered[1])
    if numbered_form is None or words <= {"lanjutan"}:
        return numbered_form
    spoken_of = [form for form in _BY_NUMBER.values() if _speaks_of(words, form)]
    return numbered_form if numbered_form in spoken_of else next(iter(spoken_of), None)


def _speaks_of(words: frozenset[str], form: Form) -> bool:
    return form.title is not None and all(words & topic for topic in form.title.topics)


def _topic(words: str) -> frozenset[str]:
    return frozenset(words_of(_OFFICE.sub("", words)))
