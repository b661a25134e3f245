"""What the tables of a report state, figure by figure, whichever form each of them has.

A finished report repeats its annexes in excerpts of its own making.  Here every table is read that
has names and figures, also one that fits no form, and gives a statement for each figure: of what,
which one, and for which year.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lkjip_xl.domain.field import Field
from lkjip_xl.domain.hierarki import NO_JALUR, Level
from lkjip_xl.domain.quantity import Doubt, Figure, format_number, format_rupiah
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.building import Table
from lkjip_xl.lampiran.formulir.belanja import BELANJA
from lkjip_xl.lampiran.formulir.rencana_aksi import RENCANA_AKSI
from lkjip_xl.lampiran.labels import VOCABULARY
from lkjip_xl.lampiran.locating import Located, recognise, renamed
from lkjip_xl.lampiran.naming import name_columns
from lkjip_xl.lampiran.records import Baris, Sel
from lkjip_xl.location import CellRef
from lkjip_xl.tables.body import read_body
from lkjip_xl.tables.header import find_headers
from lkjip_xl.tables.nesting import place_flat
from lkjip_xl.tables.text import words_of

#: The figures that two tables may both state of one thing for one year.
STATED = (
    Field.TARGET,
    Field.REALISASI,
    Field.CAPAIAN,
    Field.PAGU,
    Field.REALISASI_ANGGARAN,
    Field.SERAPAN,
    Field.SISA,
    Field.ANGGARAN,
)
#: A column of kinerja states what was reached, under another name.
_SAME = {Field.KINERJA: Field.REALISASI}
_OF_ITEMS = (Field.PAGU, Field.REALISASI_ANGGARAN, Field.SERAPAN, Field.SISA, Field.ANGGARAN)
#: Labels of a figure that is promised for another time than the year's.
_OTHER_TIME = re.compile(
    r"renstra|rpjmd?|akhir|jangka|nasional|provinsi|standar|s\.?\s*/?\s*d\b|kumulatif", re.I
)
#: Words by which a table says which version of its amounts it has.
_VERSIONS = re.compile(r"\b(murni|perubahan|pergeseran|awal|semula|sebelum|sesudah)\b", re.I)
_CALLED = {
    Field.PAGU: re.compile(r"pagu|anggaran|alokasi|plafon|belanja"),
    Field.REALISASI_ANGGARAN: re.compile(r"realisasi|capaian"),
}
_PLAN = re.compile(r"\b(?:rencana\s+aksi|renaksi)\b", re.IGNORECASE)
_YEARS = re.compile(r"(?<![\d-])(20\d\d)(?!\d|\s*[-–])")
_LEVEL_WORD = re.compile(
    r"\s*(?:pro?gram|sub\s*kegiatan|kegiatan|sasaran|indikator)\b\s*:?\s*", re.I
)
_LISTED = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]+)+\s+", re.I)
#: What a name ends with in brackets: a short form, a scale, what it is counted in.
_ASIDE = re.compile(r"(?<=\w)\s*\([^()]*\)\s*\Z")
_SPELLED = {"prosentase": "persentase", "presentase": "persentase", "%": "persentase"}
TOTAL = ("total",)


@lru_cache(maxsize=8_192)
def name_of(text: str) -> tuple[str, ...]:
    """Return the words by which a sentence or a table names a thing.

    Its number, its level and what it adds in brackets do not count.
    """
    text = _ASIDE.sub("", text)
    text = _LISTED.sub("", text, count=1) if _LISTED.match(text) else text
    text = _LEVEL_WORD.sub("", text, count=1) if _LEVEL_WORD.match(text) else text
    return tuple(_SPELLED.get(word, word) for word in words_of(text))


@dataclass(frozen=True, slots=True)
class Pernyataan:
    """One figure that a table states.

    ``words`` name the thing (``TOTAL`` the sum of all), ``name`` as written.  ``version`` is what
    the table's title says of its amounts (``perubahan``), empty where it says nothing; ``satuan``
    is the indicator's.  ``title`` names the table for a reader.
    """

    words: tuple[str, ...]
    name: str
    field: Field
    year: int
    figure: Figure
    cell: CellRef
    satuan: str
    version: str
    title: str

    @property
    def shown(self) -> str:
        """The figure as a sentence would write it."""
        value = self.figure.value
        assert value is not None
        if self.field.is_money:
            return format_rupiah(value)
        percent = "%" if self.field.is_percent or self.figure.percent else ""
        return format_number(value, max(self.figure.decimals, 0)) + percent

    @property
    def table(self) -> tuple[str, str]:
        """The file and sheet of the table."""
        return self.cell.file, self.cell.sheet

    @property
    def key(self) -> tuple[tuple[str, ...], Field, int]:
        return self.words, self.field, self.year


def read_pernyataan(grids: Iterable[Grid], year: int) -> tuple[Pernyataan, ...]:
    """Return what the tables on some sheets state.

    Args:
        grids: the sheets, or the tables of a document.
        year: the year of a table whose title names none, or several.
    """
    return tuple(one for grid in grids for one in _on(grid, year))


def _on(grid: Grid, year: int) -> Iterator[Pernyataan]:
    headers = find_headers(grid, VOCABULARY)
    position = 0
    while position < len(headers):
        header = headers[position]
        columns = name_columns(header, grid)
        figures = [column.index for column in columns if column.is_figure]
        body, repeats = read_body(grid, header, headers[position + 1 :], figures)
        position += 1 + repeats
        form = recognise(columns)
        if form is not None:
            columns = renamed(columns, form)
        form = form or BELANJA  # a plain one: the table is of none
        if body.rows and figures:
            yield from _in(Located(form, grid, header, columns, body), year)


def _in(located: Located, year: int) -> Iterator[Pernyataan]:
    title = located.header.title
    years = set(_YEARS.findall(title))
    own = int(years.pop()) if len(years) == 1 else year
    version = " ".join(dict.fromkeys(found.lower() for found in _VERSIONS.findall(title)))
    table = Table(located)
    for row in table.rows(place_flat(table.facts), NO_JALUR, own):
        is_total = row.level is Level.TOTAL or row.row in located.body.totals
        for cell in _figures(row):
            made = _state(located, row, cell, own, is_total=is_total)
            if made is not None:
                yield Pernyataan(*made, version, located.grid.sheet)


def _figures(row: Baris) -> Iterator[Sel]:
    return (cell for cell in row.cells if cell.column.is_figure and cell.is_own)


def _state(
    located: Located, row: Baris, cell: Sel, year: int, *, is_total: bool
) -> tuple[tuple[str, ...], str, Field, int, Figure, CellRef, str] | None:
    """Return what a cell states, ``None`` where it states nothing that is sure."""
    field = _SAME.get(cell.field, cell.field)
    figure = cell.figure
    if _is_plan(located):
        # It states amounts of its own alone, which may lag behind the budget.
        field = Field.ANGGARAN if field is Field.PAGU else field
        if field is not Field.ANGGARAN:
            return None
    if field not in STATED or figure.value is None or figure.upper is not None:
        return None
    if (figure.percent and field.is_money) or not _is_called(cell, located):
        return None  # its label leaves open what it is
    if Doubt.AMBIGUOUS in figure.doubts or _OTHER_TIME.search(cell.column.label):
        return None
    name = row.nama if field in _OF_ITEMS or not row.indikator else row.indikator
    if is_total and field not in _OF_ITEMS:
        return None
    words = TOTAL if is_total else name_of(name)
    if not words:
        return None
    at = CellRef(located.grid.file, located.grid.sheet, *cell.place)
    return words, name, field, cell.column.year or year, figure, at, row.satuan


def _is_called(cell: Sel, located: Located) -> bool:
    """Tell whether a column's own label names what it was taken for.

    Among columns that no form asks for, as of a table of efficiency, what is left over may have
    been given a name: ``Dihemat (Rp)`` is no pagu, nor is ``Capaian`` beside ``Serapan`` one.
    """
    label = cell.column.label.lower()
    words = _CALLED.get(cell.field)
    if words is not None and not words.search(label):
        return False
    others = (column.label.lower() for column in located.columns)
    return (
        cell.field is not Field.SERAPAN or "serap" in label or not any("serap" in o for o in others)
    )


def _is_plan(located: Located) -> bool:
    return located.form is RENCANA_AKSI or bool(_PLAN.search(located.header.title))


class DaftarPernyataan:
    """Statements by what they state."""

    def __init__(self, pernyataan: Sequence[Pernyataan]) -> None:
        self.all = pernyataan
        self._by_key: dict[tuple[tuple[str, ...], Field, int], list[Pernyataan]] = {}
        self._units: dict[tuple[str, ...], set[str]] = {}
        for one in pernyataan:
            self._by_key.setdefault(one.key, []).append(one)
            if one.satuan:
                self._units.setdefault(one.words, set()).add(one.satuan)
        self.names = frozenset(one.words for one in pernyataan)

    def of(self, words: tuple[str, ...], field: Field, year: int) -> Sequence[Pernyataan]:
        return self._by_key.get((words, field, year), ())

    def units(self, words: tuple[str, ...]) -> Collection[str]:
        """Return what the tables count a thing in."""
        return self._units.get(words, ())

    def of_table(self, one: Pernyataan, cell: CellRef) -> Sequence[Pernyataan]:
        """Return what the table of a cell states of the same thing."""
        table = (cell.file, cell.sheet)
        return [other for other in self.of(*one.key) if other.table == table]
