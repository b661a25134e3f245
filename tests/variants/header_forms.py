"""The same table in the layouts that offices give it.

``lay_out`` turns a ``Tabel`` and a ``Tampilan`` into sheets.  What a group says above the columns
of figures and what stands below it are pairs that are in use.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby
from typing import Literal

from plain_tables import KINERJA, Row, Tabel

from lkjip_xl.adapters.drawn import DrawnBook
from lkjip_xl.grid import Grid, Look, Value
from lkjip_xl.location import CellRange

#: The group above three columns of figures, and their labels.
OF_KINERJA = (
    ("Target dan Realisasi Kinerja Tahun {}", "Target", "Realisasi", "%"),
    ("Capaian Kinerja Tahun {}", "Target", "Realisasi", "Capaian"),
    ("Realisasi Kinerja", "Target", "Realisasi", "% Capaian"),
    ("Target/Realisasi", "T", "R", "%"),
    ("Capaian Target Indikator", "Target", "Realisasi", "Rasio Capaian"),
    ("Fisik", "Target", "Real", "%"),
    ("Tahun {}", "Tgt", "Relisasi", "Cap."),
    ("Kinerja Tahun {}", "Rencana", "Hasil", "Persentase Tingkat Capaian"),
    ("{}", "TARGET", "REAL", "Prosentase Capaian (%)"),
)
OF_ANGGARAN = (
    ("Anggaran Tahun {}", "Pagu", "Realisasi", "%"),
    ("Keuangan", "Alokasi", "Real", "%"),
    ("Realisasi Keuangan", "Anggaran (Rp)", "Realisasi (Rp)", "Tingkat Serapan (%)"),
    ("Target dan Realisasi Anggaran", "Target (Rp)", "Realisasi (Rp)", "Capaian (%)"),
    ("Anggaran (Rp)", "Alokasi", "Relisasi", "Persentase"),
)
ABOVE_ALL = ("Pengukuran Tahun {}", "Uraian Kinerja")
LABELS = {
    "no": "No",
    "kode": "Kode",
    "sasaran": "Sasaran Strategis",
    "program": "Program",
    "kegiatan": "Kegiatan",
    "sub_kegiatan": "Sub Kegiatan",
    "item": "Urusan/Program/Kegiatan/Sub Kegiatan",
    "indikator": "Indikator Kinerja",
    "satuan": "Satuan",
}
ITEMS = ("program", "kegiatan", "sub_kegiatan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tampilan:
    """How a table looks.

    ``words`` chooses the group and its labels, ``depth`` counts the rows of labels.  ``repeat`` is
    the number of rows after which the header comes again, 0 for never; ``parts`` the number of
    sheets or files that the table is split over.
    """

    words: int = 0
    depth: int = 2
    merged: bool = True
    numbers: Literal["", "below", "between", "letters", "again", "formulas"] = ""
    repeat: int = 0
    turned: bool = False
    satuan: Literal["column", "cell", "merged"] = "column"
    shared: bool = True
    gap: int = 0
    titled: bool = True
    as_text: bool = False
    percent: Literal["plain", "fraction", "text"] = "plain"
    hidden: bool = False
    parts: int = 1
    files: bool = False


@dataclass(slots=True)
class _Sheet:
    cells: dict[tuple[int, int], tuple[Value, Look]] = field(default_factory=dict)
    merges: list[CellRange] = field(default_factory=list)
    bottom: int = 0

    def put(self, row: int, column: int, value: Value, number_format: str = "General") -> None:
        if value is not None:
            self.cells[row, column] = (value, Look(number_format=number_format))
        self.bottom = max(self.bottom, row)

    def span(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.merges.append(CellRange(top, left, bottom, right))

    def grid(self, file: str, name: str, hidden: frozenset[int]) -> Grid:
        palette = [Look(), *sorted({look for _, look in self.cells.values()} - {Look()})]
        width = max(column for _, column in self.cells)
        rows: dict[int, list[Value]] = {}
        looks: dict[int, list[int]] = {}
        for (row, column), (value, look) in sorted(self.cells.items()):
            rows.setdefault(row, [None] * width)[column - 1] = value
            looks.setdefault(row, [0] * width)[column - 1] = palette.index(look)
        return Grid(
            file=file,
            sheet=name,
            rows=rows,
            looks=looks,
            palette=palette,
            merges=self.merges,
            hidden_rows=hidden,
        )


def lay_out(tabel: Tabel, look: Tampilan) -> list[DrawnBook]:
    """Return the books that hold the table."""
    texts = _texts(tabel, look)
    rows = [_shared(row) if look.shared else row for row in tabel.rows]
    size = -(-len(rows) // look.parts)
    grids = [
        _sheet(tabel, look, texts, rows[start : start + size], number)
        for number, start in enumerate(range(0, len(rows), size), start=1)
    ]
    if not look.files:
        return [DrawnBook("buku.xlsx", tuple(grids))]
    return [DrawnBook(f"buku {n}.xlsx", (replace(grid, file=f"buku {n}.xlsx"),))
            for n, grid in enumerate(grids, start=1)]  # fmt: skip


def _texts(tabel: Tabel, look: Tampilan) -> list[str]:
    texts = [name for name in tabel.texts if look.satuan != "cell" or name != "satuan"]
    if not look.shared:
        return texts
    at = texts.index("program")
    return [*texts[:at], "item", *(name for name in texts[at:] if name not in ITEMS)]


def _shared(row: Row) -> Row:
    name = next((row[item] for item in ITEMS if item in row), None)
    return row if name is None else row | {"item": name}


def _sheet(
    tabel: Tabel, look: Tampilan, texts: Sequence[str], rows: Sequence[Row], number: int
) -> Grid:
    sheet = _Sheet()
    place = _places(tabel, look, texts)
    top = 1
    for title in tabel.title if look.titled else ():
        sheet.put(top, 1, title)
        top += 1
    top += look.titled
    at = _header(sheet, tabel, look, place, top)
    first = at
    for position, row in enumerate(rows):
        if look.repeat and position and position % look.repeat == 0:
            _merge_satuan(sheet, look, place, first, at - 1)
            at = first = _header(sheet, tabel, look, place, at)
        for name, column in place.items():
            sheet.put(at, column, *_written(name, row, look))
        at += 1
    _merge_satuan(sheet, look, place, first, at - 1)
    hidden = frozenset([at - 2]) if look.hidden else frozenset()
    return sheet.grid("buku.xlsx", f"Lembar {number}", hidden)


def _places(tabel: Tabel, look: Tampilan, texts: Sequence[str]) -> dict[str, int]:
    """Return each column's place, blank columns between texts and figures counted."""
    before, after = list(texts), list[str]()
    if look.turned and "satuan" in before:
        before.remove("satuan")
        after = ["satuan"]
    place = {name: index for index, name in enumerate(before, start=1)}
    start = len(before) + look.gap
    rest = [*tabel.figures, *after]
    return place | {name: start + index for index, name in enumerate(rest, start=1)}


def _header(sheet: _Sheet, tabel: Tabel, look: Tampilan, place: dict[str, int], top: int) -> int:
    """Write the rows of labels and numbers; return the row below them."""
    forms = OF_KINERJA if tabel.figures == KINERJA else OF_ANGGARAN
    group, *own = forms[look.words % len(forms)]
    above = [text.format(tabel.year) for text in (*ABOVE_ALL[::-1], group)][-(look.depth - 1) :]
    above = above if look.depth > 1 else []
    if not above and tabel.figures != KINERJA:
        own = [label if "(" in label or label == "%" else f"{label} (Rp)" for label in own[:2]]
        own.append("Serapan (%)")
    between = look.numbers == "between" and above
    last = top + len(above) + bool(between)
    first_figure, last_figure = (place[tabel.figures[n]] for n in (0, -1))
    for row, text in enumerate(above, start=top):
        sheet.put(row, first_figure, text)
        if look.merged:
            sheet.span(row, first_figure, row, last_figure)
    for name, label in zip(tabel.figures, own, strict=True):
        sheet.put(last, place[name], label)
    for name, column in place.items():
        if name not in tabel.figures:
            sheet.put(top, column, LABELS[name])
            if look.merged:
                sheet.span(top, column, last - 2 * bool(between), column)
    if between:
        _numbers(sheet, tabel, look, place, last - 1)
    elif look.numbers:
        last += 1
        _numbers(sheet, tabel, look, place, last)
    return last + 1


def _numbers(sheet: _Sheet, tabel: Tabel, look: Tampilan, place: dict[str, int], row: int) -> None:
    names = list(place)
    number = {name: str(at) for at, name in enumerate(names, start=1)}
    if look.numbers == "letters":
        number = {name: "abcdefghijklmnop"[at] for at, name in enumerate(names)}
    if look.numbers == "again":
        number[names[-1]] = number[names[-2]]
    for name, column in place.items():
        text = number[name]
        if look.numbers == "formulas" and name == tabel.figures[2]:
            text = f"{text}={number[tabel.figures[1]]}/{number[tabel.figures[0]]}*100"
        sheet.put(row, column, float(text) if text.isdigit() else text)


def _merge_satuan(
    sheet: _Sheet, look: Tampilan, place: dict[str, int], first: int, last: int
) -> None:
    if look.satuan != "merged" or "satuan" not in place:
        return
    column = place["satuan"]
    told = [(sheet.cells.get((row, column), (None,))[0], row) for row in range(first, last + 1)]
    for value, group in groupby(told, key=lambda pair: pair[0]):
        rows = [row for _, row in group]
        if value is not None and len(rows) > 1:
            for row in rows[1:]:
                del sheet.cells[row, column]
            sheet.span(rows[0], column, rows[-1], column)


def _written(name: str, row: Row, look: Tampilan) -> tuple[Value, str]:
    value = row.get(name)
    if not isinstance(value, Decimal):
        return (float(value) if name == "no" and value else value), "General"
    if name in ("capaian", "serapan"):
        return _percent(value, look)
    if look.satuan == "cell" and name in ("target", "realisasi"):
        return f"{indonesian(value)} {row['satuan']}", "General"
    return (indonesian(value) if look.as_text else float(value)), _format(value)


def _percent(value: Decimal, look: Tampilan) -> tuple[Value, str]:
    if look.percent == "fraction":
        return float(f"{value / 100:.15g}"), "0.00%"
    if look.percent == "text":
        return f"{value} %", "General"
    return (indonesian(value) if look.as_text else float(value)), "0.00"


def _format(value: Decimal) -> str:
    return "#,##0" + ("." + "0" * digits if (digits := _digits(value)) else "")


def _digits(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def indonesian(value: Decimal) -> str:
    """Return a figure as it is written in Indonesia: ``1.234,50``."""
    text = f"{value:,.{_digits(value)}f}"
    return text.translate(str.maketrans({",": ".", ".": ","}))
