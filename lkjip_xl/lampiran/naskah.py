"""The sentences of a report, with the figures that they state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from lkjip_xl.domain.field import Kind
from lkjip_xl.domain.quantity import Doubt, Figure
from lkjip_xl.domain.terbilang import parse_terbilang
from lkjip_xl.grid import Grid, SheetKind
from lkjip_xl.location import CellRef
from lkjip_xl.tables.numbers import read_text
from lkjip_xl.tables.text import as_text

_SCALES = {
    "ribu": 3, "juta": 6, "jt": 6, "miliar": 9, "milyar": 9, "milyard": 9, "m": 9, "triliun": 12,
    "trilyun": 12, "t": 12,
}  # fmt: skip
_DIGITS = r"\d[\d.,]*\d|\d"
_ANGKA = re.compile(
    rf"(?P<rp>\brp\.?\s*)(?P<amount>{_DIGITS})"
    rf"(?:\s*(?P<scale>ribu|juta|jt|mil[iy]ard?|tril[iy]un|[mt](?=[\s,.;)]|\Z))\b)?"
    rf"(?:\s*,\s*[-–—=]+|\s*,[-–—=]+)?"
    rf"|(?<![\d.,])(?P<percent>{_DIGITS})\s*(?:%|persen\b)"
    rf"|\((?P<plain>{_DIGITS})(?=\))"
    rf"|(?<=\s)(?:sebesar|sebanyak|mencapai|sejumlah|senilai)\s+(?P<told>{_DIGITS})(?=\s+[^\W\d])"
    rf"|(?<![\d.,/-])(?P<count>\d{{1,3}}(?:\.\d{{3}})*)(?=\s*\([^()\d]{{3,}}\))",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[\s,;–-]*\(([^()]*)\)")
#: What follows a figure in brackets.
_CLOSED = re.compile(r"\)\s*(?:[,.;:)]|(?:dan|serta|atau|sedangkan|dengan)\b|\Z)", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"\d\s*(?:-|–|s\.?\s*/?\s*d\.?|sampai|hingga)\s*\Z")
_RANGE = re.compile(r"\s*(?:-|–|s\.?\s*/?\s*d\.?|sampai|hingga)\s*\d")
_YEAR = re.compile(r"(?<![\d.,])(20\d\d)(?![\d.,]*\d)")
_YEARS = re.compile(
    r"(20\d\d)\s*(?:-|–|s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?|hingga)\s*(?:tahun\s*)?(20\d\d)"
)
#: Words that compare a figure with a bound, or tell a change: it is none that a table states.
_BOUND = re.compile(
    r"(?:di\s*bawah|di\s*atas|lebih|kurang|minimal|maksimal|paling|naik|turun|\w*ningkat\w*|"
    r"\w*nurun\w*|kenaikan|selisih\s+\w+|sekitar|kisaran|hampir|rata-rata|antara|skor|interval|"
    r"masing-masing|setiap|tiap|tambah\w*|\w*kurang\w*|belum|tidak)"
    r"(?:\s+(?:dari|sebesar|sebanyak|banyak|sedikit|besar|rendah|tinggi|kecil|atau|sama|dengan|lebih|nilai|"
    r"capaian|sampai|yaitu|yakni|adalah|angka|mencapai|menjadi))*\s*(?:[<>≤≥±]\s*)*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sebutan:
    """One figure in a sentence.

    ``kind`` is ``RUPIAH`` or ``PERSEN``, of a plain number ``KINERJA``: one in brackets, one
    with words behind it, or one that a verb leads to (``mencapai 72 km``).  ``start`` and ``end``
    are its characters in the sentence; ``grain`` is half of what a scale hides (``Rp6,37 miliar``).
    ``terbilang`` are the words in brackets behind it, empty where there are none.  ``is_bound``
    tells that it is a limit or a change, not a figure of its own.
    """

    kind: Kind
    figure: Figure
    start: int
    end: int
    grain: Decimal = Decimal(0)
    terbilang: str = ""
    is_bound: bool = False
    is_bracketed: bool = False

    @property
    def number(self) -> Decimal:
        assert self.figure.value is not None
        return self.figure.value

    def shows(self, value: Decimal) -> bool:
        """Tell whether the figure is ``value`` at the digits that it shows."""
        if self.grain:
            return abs(value - self.number) <= self.grain
        return self.figure.shows(value)


@dataclass(frozen=True, slots=True, eq=False)
class Kalimat:
    """One sentence, where it stands, its figures from left to right, and the years it names."""

    text: str
    cell: CellRef
    angka: tuple[Sebutan, ...]
    years: tuple[YearNamed, ...]


class YearNamed(NamedTuple):
    year: int
    start: int


def read_naskah(grids: Iterable[Grid]) -> tuple[Kalimat, ...]:
    """Return the sentences of the documents among some grids that state a figure."""
    return tuple(
        kalimat
        for grid in grids
        if grid.kind is SheetKind.NASKAH
        for kalimat in _sentences(grid)
        if kalimat.angka
    )


def _sentences(grid: Grid) -> Iterator[Kalimat]:
    for row in grid.filled_rows():
        for column, value in enumerate(grid.rows[row], 1):
            text = as_text(value)
            if text:
                cell = CellRef(grid.file, grid.sheet, row, column)
                yield Kalimat(text, cell, tuple(_read_angka(text)), tuple(_read_years(text)))


def _read_years(text: str) -> Iterator[YearNamed]:
    for match in _YEAR.finditer(text):
        yield YearNamed(int(match[1]), match.start())
    for match in _YEARS.finditer(text):
        for year in range(int(match[1]) + 1, int(match[2])):
            yield YearNamed(year, match.start())


def _read_angka(text: str) -> Iterator[Sebutan]:
    for match in _ANGKA.finditer(text):
        sebutan = _read_one(match)
        if sebutan is None or _RANGE.match(text, match.end()):
            continue
        if _RANGE_BEFORE.search(text, 0, match.start()):
            continue
        if match["plain"] is not None and not _CLOSED.match(text, match.end()):
            continue  # the number of a list: (2) Panjang jalan
        is_bound = bool(_BOUND.search(text[: sebutan.start]))
        brackets = _BRACKETS.match(text, match.end())
        words = brackets[1].strip() if brackets and not _has_digit(brackets[1]) else ""
        if match["count"] is not None and parse_terbilang(words) is None:
            continue
        yield replace(sebutan, terbilang=words, is_bound=is_bound)


def _read_one(match: re.Match[str]) -> Sebutan | None:
    if match["percent"] is not None:
        kind, digits, scale = Kind.PERSEN, match["percent"], 0
    elif match["amount"] is not None:
        kind, digits = Kind.RUPIAH, match["amount"]
        scale = _SCALES.get((match["scale"] or "").lower(), 0)
    else:
        kind, digits, scale = Kind.KINERJA, match["count"] or match["plain"] or match["told"], 0
    figure = _read_digits(digits, kind, is_scaled=bool(scale))
    if figure is None or figure.value is None:
        return None
    grain = Decimal(10) ** (scale - figure.decimals) / 2 if scale else Decimal(0)
    written = match["told"] or match["plain"] or match[0].strip()
    meant = replace(figure, written=written, value=figure.value.scaleb(scale))
    is_bracketed = match.string[: match.start()].endswith("(") or match["plain"] is not None
    start = match.start("told") if match["told"] else match.start()
    return Sebutan(kind, meant, start, match.end(), grain, is_bracketed=is_bracketed)


def _read_digits(digits: str, kind: Kind, *, is_scaled: bool) -> Figure | None:
    """Return the figure of some digits, ``None`` where they can be read in two ways."""
    reading = Kind.KINERJA if is_scaled else kind
    figure = read_text(digits, reading)
    is_doubtful = Doubt.AMBIGUOUS in figure.doubts or figure.alternative is not None
    if kind is Kind.KINERJA or (kind is Kind.RUPIAH and not is_scaled):
        is_doubtful = figure.value is None
    return None if is_doubtful else figure


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
