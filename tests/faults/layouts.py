"""The clean book as other offices would have laid it out, still without a single fault.

Each layout is a function from the clean book to one or more books.  ``LAYOUTS`` names them, with
the codes of the findings that are true of the layout itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from clean import BUILDER, with_blank_row, with_copy, with_sheet, with_values, without_row
from reshaping import (
    below,
    map_cells,
    plain,
    reorder_columns,
    unmerged,
    with_blank_columns,
    without_columns,
)

from lkjip_xl.adapters.drawn import DrawnBook
from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.domain.quantity import format_number
from lkjip_xl.grid import Grid, Look, Value
from lkjip_xl.location import CellRange

RENAKSI, T31, T32 = "Renaksi 2023", "T-C.1 Kinerja", "T-C.2 Kinerja Anggaran"
T33, T34, T35 = "T-C.3 Target Renstra", "Lamp 3.4", "Lamp 3.5"
ANNEXES = (RENAKSI, T31, T32, T33, T34, T35)
#: Of the annexes with a Kode: the header's row, the first row, the last, and the column of Kode.
TREES = {T31: (7, 9, 50), T32: (7, 10, 51), T34: (7, 9, 39)}
#: The rows of column numbers under the headers.
NUMBERS = {T31: 8, T32: 9, T34: 8, T35: 9}
TOTALS = {RENAKSI: 32, T32: 52, T34: 40, T35: 17}

Layout = Callable[[DrawnBook], Sequence[DrawnBook]]
LAYOUTS: dict[str, tuple[Layout, frozenset[str]]] = {}


def layout(name: str, *codes: str) -> Callable[[Layout], Layout]:
    """Register a layout, with the codes of what is truly to be said about it."""

    def register(function: Layout) -> Layout:
        LAYOUTS[name] = (function, frozenset(codes))
        return function

    return register


def sheet_of(book: DrawnBook, name: str) -> Grid:
    return next(grid for grid in book.sheets if grid.sheet == name)


def with_sheets(book: DrawnBook, *grids: Grid) -> DrawnBook:
    for grid in grids:
        book = with_sheet(book, grid)
    return book


def without_sheets(book: DrawnBook, *names: str) -> DrawnBook:
    return DrawnBook(book.name, tuple(grid for grid in book.sheets if grid.sheet not in names))


def only(book: DrawnBook, *names: str) -> DrawnBook:
    return DrawnBook(book.name, tuple(grid for grid in book.sheets if grid.sheet in names))


def without_numbers(book: DrawnBook) -> DrawnBook:
    """Return the book without the rows of column numbers."""
    return with_sheets(
        book, *(without_row(sheet_of(book, name), row) for name, row in NUMBERS.items())
    )


# --- sheets and files -----------------------------------------------------------------------------


@layout("seperti aslinya")
def as_it_is(book: DrawnBook) -> Sequence[DrawnBook]:
    return [book]


for _annex in ANNEXES:

    @layout(f"hanya {_annex}")
    def one_annex(book: DrawnBook, name: str = _annex) -> Sequence[DrawnBook]:
        return [only(book, name)]

    @layout(f"tanpa {_annex}", "STR01")
    def without_one(book: DrawnBook, name: str = _annex) -> Sequence[DrawnBook]:
        return [without_sheets(book, name)]


for _pair in ((T31, T34), (T31, T33), (T33, T35), (T32, T34), (T31, RENAKSI), (T34, RENAKSI)):

    @layout(f"hanya {_pair[0]} dan {_pair[1]}")
    def two_annexes(book: DrawnBook, names: tuple[str, str] = _pair) -> Sequence[DrawnBook]:
        return [only(book, *names)]


@layout("hanya enam lampiran")
def annexes_only(book: DrawnBook) -> Sequence[DrawnBook]:
    return [only(book, *ANNEXES)]


TRUE_WITHOUT = {"Pembanding": ("REN09",)}

for _feeding in ("IKU", "Tujuan Sasaran", "Analisis IKU", "Penyebab Serapan", "Pembanding",
                 "Profil", "Belanja", "LHE", "Pegawai", "Tindak Lanjut", "Strategi"):  # fmt: skip

    @layout(f"tanpa lembar {_feeding}", *TRUE_WITHOUT.get(_feeding, ()))
    def without_feeding(book: DrawnBook, name: str = _feeding) -> Sequence[DrawnBook]:
        return [without_sheets(book, name)]


@layout("nama lembar lain dan urutan terbalik")
def renamed(book: DrawnBook) -> Sequence[DrawnBook]:
    sheets = (replace(g, sheet=f"Sheet{n}", _merges_by_row=None) for n, g in enumerate(book.sheets))
    return [DrawnBook(book.name, tuple(sheets)[::-1])]


@layout("satu lampiran satu berkas")
def many_files(book: DrawnBook) -> Sequence[DrawnBook]:
    return [
        DrawnBook(f"{n}.xlsx", (replace(g, file=f"{n}.xlsx", sheet="Sheet1", _merges_by_row=None),))
        for n, g in enumerate(book.sheets)
    ]


@layout("semua lampiran di satu lembar")
def one_sheet(book: DrawnBook) -> Sequence[DrawnBook]:
    joint = sheet_of(book, T31)
    for name in (T32, T33, T34, T35):
        joint = below(joint, sheet_of(book, name))
    rest = without_sheets(book, T32, T33, T34, T35)
    return [with_sheet(rest, joint)]


# --- columns ----------------------------------------------------------------------------------------


def _reordered(book: DrawnBook, orders: dict[str, Sequence[int]]) -> list[DrawnBook]:
    bare = without_numbers(book)
    return [
        with_sheets(
            bare, *(reorder_columns(sheet_of(bare, name), order) for name, order in orders.items())
        )
    ]


@layout("urutan kolom lain")
def other_order(book: DrawnBook) -> Sequence[DrawnBook]:
    return _reordered(
        book,
        {
            T31: [1, 3, 4, 2, 5, 6, 7, 8, 10, 9, 11, 12, 13],
            T33: [1, 2, 3, 4, 6, 5, 7, 8, 9, 13, 14, 15, 10, 11, 12],
            T34: [1, 11, 2, 3, 4, 5, 6, 7, 8, 9, 10],
            T35: [1, 2, 3, 4, 5, 6, 10, 11, 12, 7, 8, 9, 13, 14, 15],
            RENAKSI: [1, 2, 3, 4, 5, 6, 7, 8, 30, *range(10, 22), *range(22, 30), 9],
        },
    )


@layout("tanpa kolom Kode")
def without_kode(book: DrawnBook) -> Sequence[DrawnBook]:
    bare = without_numbers(book)
    return [with_sheets(bare, *(without_columns(sheet_of(bare, name), 2) for name in TREES))]


@layout("tanpa Tujuan dan Sasaran di 3.2 dan 3.4")
def without_tujuan(book: DrawnBook) -> Sequence[DrawnBook]:
    bare = without_numbers(book)
    grid = without_columns(sheet_of(bare, T34), 3, 4)
    return [with_sheets(bare, grid)]


@layout("tanpa kolom Satuan", "STR06")
def without_satuan(book: DrawnBook) -> Sequence[DrawnBook]:
    bare = without_numbers(book)
    places = {T31: 10, T32: 9, T33: 6, T35: 6}
    return [with_sheets(bare, *(without_columns(sheet_of(bare, n), c) for n, c in places.items()))]


@layout("tanpa kolom Keterangan")
def without_keterangan(book: DrawnBook) -> Sequence[DrawnBook]:
    bare = without_numbers(book)
    places = {T31: 13, T32: 16, T34: 11}
    return [with_sheets(bare, *(without_columns(sheet_of(bare, n), c) for n, c in places.items()))]


@layout("tanpa kolom capaian dan serapan", "STR06")
def without_percentages(book: DrawnBook) -> Sequence[DrawnBook]:
    bare = without_numbers(book)
    places = {T31: (12,), T34: (10,), T33: (13, 14, 15), T35: (13, 14, 15)}
    return [with_sheets(bare, *(without_columns(sheet_of(bare, n), *c) for n, c in places.items()))]


@layout("tanpa nomor urut")
def without_no(book: DrawnBook) -> Sequence[DrawnBook]:
    return [with_sheets(book, *(without_columns(sheet_of(book, n), 2) for n in (T33, "IKU")))]


@layout("Rencana Aksi tanpa triwulan", "REN01")
def without_triwulan(book: DrawnBook) -> Sequence[DrawnBook]:
    return [with_sheet(book, without_columns(sheet_of(book, RENAKSI), *range(22, 30)))]


@layout("Rencana Aksi tanpa bulan", "REN02")
def without_months(book: DrawnBook) -> Sequence[DrawnBook]:
    return [with_sheet(book, without_columns(sheet_of(book, RENAKSI), *range(10, 22)))]


@layout("Rencana Aksi tanpa realisasi triwulan")
def without_quarter_realisasi(book: DrawnBook) -> Sequence[DrawnBook]:
    return [with_sheet(book, without_columns(sheet_of(book, RENAKSI), *range(26, 30)))]


@layout("kolom tahun mendatang masih kosong")
def future_years(book: DrawnBook) -> Sequence[DrawnBook]:
    """Tabel 3.3 for the whole Renstra: realisasi and capaian of the years to come are blank."""
    bare = without_numbers(book)
    plan = sheet_of(book, "Tujuan Sasaran")
    grid = sheet_of(bare, T33)
    grid = with_blank_columns(grid, 15, 3)
    grid = with_blank_columns(grid, 12, 3)
    grid = with_blank_columns(grid, 9, 3)
    values: dict[tuple[int, int], Value] = {}
    for number in range(3):
        for left in (10, 16, 22):
            values[8, left + number] = 2024.0 + number
        for row in range(9, 16):
            values[row, 10 + number] = plan.value(row - 3, 10 + number)
    grid = with_values(grid, values)
    spans = {7: (7, 12), 13: (13, 18), 19: (19, 24)}
    merges = [m for m in grid.merges if m.top != 7 or m.bottom != 7]
    merges += [CellRange(7, left, 7, right) for left, right in spans.values()]
    return [with_sheet(bare, replace(grid, merges=merges, _merges_by_row=None))]


# --- names ------------------------------------------------------------------------------------------


def _one_column(grid: Grid, header: int, first: int, last: int, style: str) -> Grid:
    """Return the sheet with program, kegiatan and sub kegiatan in one column, without Kode."""
    values: dict[tuple[int, int], Value] = {(header, 5): "Program/Kegiatan/Sub Kegiatan"}
    indents: dict[int, int] = {}
    for row in range(first, last + 1):
        names = [grid.value(row, column) for column in (5, 6, 7)]
        depth = next((d for d, name in enumerate(names) if name), None)
        if depth is None:
            continue
        name, kode = str(names[depth]), str(grid.value(row, 2) or "")
        indents[row] = depth
        if style == "huruf besar" and depth == 0:
            name = name.upper()
        if style == "kode di depan nama":
            name = f"{kode} {name}"
        values[row, 5] = name
    joined = with_values(grid, values)
    moved = [
        replace(m, left=5, right=5) if m.left in (6, 7) and m.top >= first else m
        for m in grid.merges
        if not (m.left in (6, 7) and m.top == header)
    ]
    joined = replace(joined, merges=moved, _merges_by_row=None)
    if style == "menjorok":

        def indented(row: int, column: int, value: Value, look: Look) -> tuple[Value, Look]:
            if column != 5 or row not in indents:
                return value, look
            return value, look._replace(indent=indents[row], bold=indents[row] == 0)

        joined = map_cells(joined, indented)
    return without_columns(joined, 2, 6, 7)


for _style in ("menjorok", "huruf besar", "kode di depan nama"):

    @layout(f"satu kolom program sampai sub kegiatan, {_style}")
    def one_column(book: DrawnBook, style: str = _style) -> Sequence[DrawnBook]:
        bare = without_numbers(book)
        changed = []
        for name, (header, first, last) in TREES.items():
            shift = 0 if name not in NUMBERS else 1
            grid = _one_column(sheet_of(bare, name), header, first - shift, last - shift, style)
            changed.append(plain(grid) if style == "huruf besar" else grid)
        return [with_sheets(bare, *changed)]


@layout("tujuan dan sasaran diulang di setiap baris")
def repeated(book: DrawnBook) -> Sequence[DrawnBook]:
    grids = [unmerged(sheet_of(book, n), range(9, 60), (3, 4)) for n in TREES]
    grids += [unmerged(sheet_of(book, n), range(9, 60), (2, 3, 4)) for n in (T33, T35)]
    grids += [unmerged(sheet_of(book, RENAKSI), range(9, 60), (2, 3, 4))]
    return [with_sheets(book, *grids)]


@layout("tanpa gabungan sel di bawah judul kolom")
def no_merges(book: DrawnBook) -> Sequence[DrawnBook]:
    return [
        with_sheets(
            book,
            *(
                replace(g, merges=[m for m in g.merges if m.top < 9], _merges_by_row=None)
                for g in book.sheets
                if g.sheet in ANNEXES
            ),
        )
    ]


@layout("nama program dengan huruf biasa di Tabel 3.4")
def title_case(book: DrawnBook) -> Sequence[DrawnBook]:
    def change(row: int, column: int, value: Value, look: Look) -> tuple[Value, Look]:
        if isinstance(value, str) and value.startswith("PROGRAM"):
            return value.title().replace("Dan ", "dan "), look
        return value, look

    return [with_sheet(book, map_cells(sheet_of(book, T34), change))]


@layout("nama dipotong baris baru dan spasi ganda")
def spaced(book: DrawnBook) -> Sequence[DrawnBook]:
    def change(row: int, column: int, value: Value, look: Look) -> tuple[Value, Look]:
        if isinstance(value, str) and 3 <= column <= 8 and row >= 9:
            words = value.split(" ")
            middle = len(words) // 2
            return " ".join(words[:middle]) + "\n" + "  ".join(words[middle:]), look
        return value, look

    return [with_sheets(book, *(map_cells(sheet_of(book, n), change) for n in (T31, T34)))]


@layout("nama bernomor urut di Tabel 3.4")
def numbered(book: DrawnBook) -> Sequence[DrawnBook]:
    counts = [0, 0, 0]
    grid = sheet_of(book, T34)
    values: dict[tuple[int, int], Value] = {}
    for row in range(9, 40):
        for depth, column in enumerate((5, 6, 7)):
            name = grid.value(row, column)
            if name:
                counts[depth] += 1
                counts[depth + 1 :] = [0] * (2 - depth)
                number = ".".join(str(n) for n in counts[: depth + 1])
                values[row, column] = f"{number}. {name}"
    return [with_sheet(book, with_values(grid, values))]


@layout("satuan ditulis dengan cara lain")
def other_satuan(book: DrawnBook) -> Sequence[DrawnBook]:
    other = {"Persen": "%", "Dokumen": "Dok", "Orang": "orang", "Unit": "UNIT", "Laporan": "Lap."}

    def change(row: int, column: int, value: Value, look: Look) -> tuple[Value, Look]:
        return (other.get(value, value) if isinstance(value, str) else value), look

    return [with_sheet(book, map_cells(sheet_of(book, T32), change))]


@layout("kode dua angka di Tabel 3.4")
def short_kode(book: DrawnBook) -> Sequence[DrawnBook]:
    def change(row: int, column: int, value: Value, look: Look) -> tuple[Value, Look]:
        if column == 2 and isinstance(value, str) and value.count(".") == 5:
            head, tail = value.rsplit(".", 1)
            return f"{head}.{tail[-2:]}", look
        return value, look

    return [with_sheet(book, map_cells(sheet_of(book, T34), change))]


@layout("judul dan kop dihapus")
def no_titles(book: DrawnBook) -> Sequence[DrawnBook]:
    grids = [
        replace(
            g,
            rows={r: v for r, v in g.rows.items() if r >= 7 or g.sheet not in ANNEXES},
            merges=[m for m in g.merges if m.top >= 7],
            _merges_by_row=None,
        )
        for g in book.sheets
        if g.sheet in ANNEXES
    ]
    return [with_sheets(book, *grids)]


@layout("tanpa Keterangan terisi", "KET", "ANG", "REN")
def blank_keterangan(book: DrawnBook) -> Sequence[DrawnBook]:
    places = {T31: 13, T32: 16, T34: 11}
    grids = []
    for name, column in places.items():
        grid = sheet_of(book, name)
        blank: dict[tuple[int, int], Value] = {
            (row, column): None for row in grid.rows if row >= 9 and grid.value(row, column)
        }
        grids.append(with_values(grid, blank))
    return [with_sheets(book, *grids)]


# --- rows -------------------------------------------------------------------------------------------


@layout("tanpa baris jumlah")
def without_totals(book: DrawnBook) -> Sequence[DrawnBook]:
    return [with_sheets(book, *(without_row(sheet_of(book, n), r) for n, r in TOTALS.items()))]


def _with_page_break(grid: Grid, source: Grid, header: range, at: int, again: bool) -> Grid:
    """Return the sheet with its header again in front of a row, where merges down a column end.

    The part of a merge below the header starts blank, or shows its text again.
    """
    height = len(header)
    cut = [m for m in grid.merges if m.top < at <= m.bottom]
    kept = [m for m in grid.merges if m not in cut]
    page = replace(grid, merges=kept, _merges_by_row=None)
    for row in reversed(header):
        page = with_copy(page, source, row, at)
    merges = list(page.merges)
    merges += [
        replace(m, top=m.top + at - header.start, bottom=m.bottom + at - header.start)
        for m in source.merges
        if m.top in header and m.bottom > m.top
    ]
    values: dict[tuple[int, int], Value] = {}
    for merge in cut:
        parts = [replace(merge, bottom=at - 1), replace(merge, top=at, bottom=merge.bottom)]
        parts[1] = replace(parts[1], top=at + height, bottom=merge.bottom + height)
        merges += [p for p in parts if (p.top, p.left) != (p.bottom, p.right)]
        if again:
            values[at + height, merge.left] = grid.value(merge.top, merge.left)
    return with_values(replace(page, merges=merges, _merges_by_row=None), values)


for _again in (False, True):

    @layout(f"judul kolom diulang di setiap halaman{', nama juga' if _again else ''}")
    def page_headers(book: DrawnBook, again: bool = _again) -> Sequence[DrawnBook]:
        grids = []
        for name, (header, first, _) in TREES.items():
            grid = source = sheet_of(book, name)
            for place in (first + 21, first + 9):
                grid = _with_page_break(grid, source, range(header, first), place, again)
            grids.append(grid)
        return [with_sheets(book, *grids)]


@layout("baris kosong di antara program")
def blank_rows(book: DrawnBook) -> Sequence[DrawnBook]:
    grids = []
    for name, (_, first, last) in TREES.items():
        grid = sheet_of(book, name)
        programs = [r for r in range(first + 1, last + 1) if grid.value(r, 5)]
        for row in reversed(programs):
            grid = with_blank_row(grid, row)
        grids.append(grid)
    return [with_sheets(book, *grids)]


@layout("program diurutkan menurut kode di Tabel 3.4")
def sorted_programs(book: DrawnBook) -> Sequence[DrawnBook]:
    grid = unmerged(sheet_of(book, T34), range(9, 40), (3, 4))
    order = [*range(28, 40), *range(9, 28)]
    rows = grid.rows | {9 + n: grid.rows[old] for n, old in enumerate(order)}
    looks = grid.looks | {9 + n: grid.looks[old] for n, old in enumerate(order)}
    return [with_sheet(book, replace(grid, rows=rows, looks=looks, _merges_by_row=None))]


@layout("Tabel 3.1 hanya sampai sasaran")
def sasaran_only(book: DrawnBook) -> Sequence[DrawnBook]:
    bare = without_numbers(book)
    grid = sheet_of(bare, T31)
    for row in reversed(range(8, 50)):
        if grid.value(row, 2) or not (grid.value(row, 8) and _is_goal(grid, row)):
            grid = without_row(grid, row)
    return [with_sheet(bare, without_columns(grid, 2, 5, 6, 7))]


def _is_goal(grid: Grid, row: int) -> bool:
    return all(grid.shown(row, column) is None for column in (5, 6, 7))


@layout("Tabel 3.4 hanya program dan kegiatan")
def kegiatan_only(book: DrawnBook) -> Sequence[DrawnBook]:
    bare = without_numbers(book)
    grid = sheet_of(bare, T34)
    for row in reversed(range(8, 39)):
        if grid.value(row, 7):
            grid = without_row(grid, row)
    return [with_sheet(bare, without_columns(grid, 7))]


@layout("Tabel 3.4 hanya sub kegiatan yang berangka")
def sub_only(book: DrawnBook) -> Sequence[DrawnBook]:
    grid = sheet_of(book, T34)
    blank: dict[tuple[int, int], Value] = {
        (row, column): None
        for row in range(9, 40)
        if not grid.value(row, 7)
        for column in (8, 9, 10)
    }
    return [with_sheet(book, with_values(grid, blank))]


@layout("Tabel 3.5 tanpa uang pada baris tujuan")
def sasaran_money_only(book: DrawnBook) -> Sequence[DrawnBook]:
    grid = sheet_of(book, T35)
    blank: dict[tuple[int, int], Value] = {
        (row, column): None for row in (10, 15) for column in range(7, 16)
    }
    return [with_sheet(book, with_values(grid, blank))]


# --- figures ----------------------------------------------------------------------------------------

PERCENTAGES = {
    T31: (12,),
    T33: (13, 14, 15),
    T34: (10,),
    T35: (13, 14, 15),
    "Belanja": (6,),
    "Analisis IKU": (7,),
    "Penyebab Serapan": (6,),
}
MONEY = {
    RENAKSI: (9,),
    T32: (11, 13, 15),
    T34: (8, 9),
    T35: (7, 8, 9, 10, 11, 12),
    "Belanja": (4, 5),
    "Penyebab Serapan": (4, 5),
}

Write = Callable[[Decimal, Look], tuple[Value, Look]]


def _figures(book: DrawnBook, places: dict[str, tuple[int, ...]], write: Write) -> DrawnBook:
    def changed(grid: Grid, columns: Iterable[int]) -> Grid:
        def change(row: int, column: int, value: Value, look: Look) -> tuple[Value, Look]:
            is_year = isinstance(value, float) and 2000 <= value < 2100 and row < 10
            is_number = isinstance(value, float) and row != NUMBERS.get(grid.sheet) and not is_year
            if column in columns and is_number and isinstance(value, float):
                return write(Decimal(f"{value:.15g}"), look)
            return value, look

        return map_cells(grid, change)

    return with_sheets(book, *(changed(sheet_of(book, n), c) for n, c in places.items()))


def _percent(value: Decimal, look: Look) -> Decimal:
    return value * 100 if "%" in look.number_format else value


def _rounded_percentages(book: DrawnBook, decimals: int) -> DrawnBook:
    """Return the book with its percentages computed anew and rounded once."""
    exact = {
        grid.sheet: grid for grid in FileBook(BUILDER.parents[1] / "contoh-bersih.xlsx").grids()
    }
    shown = "0." + "0" * decimals if decimals else "0"

    def changed(name: str, columns: tuple[int, ...]) -> Grid:
        def change(row: int, column: int, value: Value, look: Look) -> tuple[Value, Look]:
            computed = exact[name].value(row, column)
            if (row, column) not in exact[name].formulas or column not in columns:
                return value, look
            assert isinstance(computed, float)
            percent = _percent(Decimal(f"{computed:.15g}"), look)
            return float(_rounded(percent, decimals)), look._replace(number_format=shown)

        return map_cells(sheet_of(book, name), change)

    return with_sheets(book, *(changed(n, c) for n, c in PERCENTAGES.items()))


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


@layout("persentase sebagai pecahan berformat %")
def as_fractions(book: DrawnBook) -> Sequence[DrawnBook]:
    return [
        _figures(
            book,
            PERCENTAGES,
            lambda v, look: (
                float(_percent(v, look) / 100),
                look._replace(number_format="0.00%"),
            ),
        )
    ]


@layout("persentase sebagai angka 0–100")
def as_numbers(book: DrawnBook) -> Sequence[DrawnBook]:
    return [
        _figures(
            book,
            PERCENTAGES,
            lambda v, look: (float(_percent(v, look)), look._replace(number_format="0.00")),
        )
    ]


@layout("persentase sebagai teks 94,20%")
def as_percent_texts(book: DrawnBook) -> Sequence[DrawnBook]:
    return [
        _figures(
            book,
            PERCENTAGES,
            lambda v, look: (format_number(_percent(v, look), 2) + "%", Look()),
        )
    ]


@layout("persentase satu desimal")
def one_decimal(book: DrawnBook) -> Sequence[DrawnBook]:
    return [_rounded_percentages(book, 1)]


@layout("persentase bulat")
def whole_percent(book: DrawnBook) -> Sequence[DrawnBook]:
    return [_rounded_percentages(book, 0)]


@layout("uang sebagai teks Rp748.530.000")
def money_texts(book: DrawnBook) -> Sequence[DrawnBook]:
    return [_figures(book, MONEY, lambda v, look: (f"Rp{format_number(v, 0)}", Look()))]


@layout("uang sebagai teks 748.530.000,00")
def money_cents(book: DrawnBook) -> Sequence[DrawnBook]:
    return [_figures(book, MONEY, lambda v, look: (format_number(v, 2), Look()))]


@layout("uang nilai penuh, tampil juta")
def money_shown_in_millions(book: DrawnBook) -> Sequence[DrawnBook]:
    return [
        _figures(
            book,
            MONEY,
            lambda v, look: (float(v), look._replace(number_format="#,##0.00,,")),
        )
    ]


def _in_millions(grid: Grid, decimals: int, rows: Iterable[int]) -> Grid:
    """Return a sheet whose money is typed in millions, which its labels say."""
    columns = MONEY[grid.sheet]
    wanted = set(rows)

    def change(row: int, column: int, value: Value, look: Look) -> tuple[Value, Look]:
        if isinstance(value, str):
            return value.replace("(Rp)", "(Rp juta)"), look
        if column in columns and row in wanted and isinstance(value, float):
            millions = _rounded(Decimal(f"{value:.15g}") / 1_000_000, decimals)
            shown = "#,##0." + "0" * decimals
            return float(millions), look._replace(number_format=shown)
        return value, look

    return map_cells(grid, change)


@layout("Tabel 3.5 dalam juta rupiah, dua desimal")
def table_in_millions(book: DrawnBook) -> Sequence[DrawnBook]:
    return [with_sheet(book, _in_millions(sheet_of(book, T35), 2, range(10, 18)))]


@layout("Tabel 3.4 dalam juta rupiah, dua desimal")
def annex_in_millions(book: DrawnBook) -> Sequence[DrawnBook]:
    return [with_sheet(book, _in_millions(sheet_of(book, T34), 2, range(9, 41)))]


# 18.500 as a text can be read in two ways; the reading that was chosen is told.
@layout("semua angka sebagai teks", "ISI03")
def all_texts(book: DrawnBook) -> Sequence[DrawnBook]:
    def text(value: Decimal, look: Look) -> tuple[Value, Look]:
        own = look.number_format
        decimals = len(own.split(".")[1].rstrip("%")) if "." in own else 0
        if own == "General":
            return float(value), look
        shown = value * 100 if "%" in own else value
        ending = "%" if "%" in own else ""
        return format_number(shown, decimals, grouped="," in own) + ending, Look()

    places = {g.sheet: tuple(range(1, 40)) for g in book.sheets if g.sheet in ANNEXES}
    return [_figures(book, places, text)]


@layout("tanpa tampilan, seperti dari pembaca nilai saja")
def without_looks(book: DrawnBook) -> Sequence[DrawnBook]:
    return [with_sheets(book, *(plain(g) for g in book.sheets))]


@layout("tanda bulan memakai x, angka 1, dan kotak")
def other_marks(book: DrawnBook) -> Sequence[DrawnBook]:
    marks: dict[int, Value] = {0: "x", 1: 1.0, 2: "■"}

    def change(row: int, column: int, value: Value, look: Look) -> tuple[Value, Look]:
        return (marks[row % 3] if value == "v" else value), look

    return [with_sheet(book, map_cells(sheet_of(book, RENAKSI), change))]


@layout("triwulan tidak kumulatif")
def by_quarter(book: DrawnBook) -> Sequence[DrawnBook]:
    grid = sheet_of(book, RENAKSI)
    values: dict[tuple[int, int], Value] = {
        (7, 22): "Target Triwulan",
        (7, 26): "Realisasi Triwulan",
    }
    for row in range(9, 32):
        for left in (22, 26):
            own = [grid.value(row, left + n) for n in range(4)]
            for n in (1, 2, 3):
                now, before = own[n], own[n - 1]
                if isinstance(now, float) and isinstance(before, float):
                    values[row, left + n] = now - before
    return [with_sheet(book, with_values(grid, values))]


# --- words and unfinished books ---------------------------------------------------------------------


@layout("keterangan dengan kata lain")
def other_words(book: DrawnBook) -> Sequence[DrawnBook]:
    lower = ("Angka kecelakaan lalu lintas", "Waktu tunggu rata-rata penumpang angkutan sungai")
    grid = sheet_of(book, T31)
    values: dict[tuple[int, int], Value] = {}
    for row in range(9, 51):
        target, realisasi = grid.value(row, 9), grid.value(row, 11)
        assert isinstance(target, float) and isinstance(realisasi, float)
        if grid.value(row, 8) in lower:
            text = (
                "Realisasi di bawah target, artinya lebih baik daripada yang direncanakan"
                if realisasi < target
                else "Realisasi di atas target sehingga target belum tercapai karena kapal naik dok"
            )
        elif realisasi > target:
            text = "Realisasi melebihi target"
        elif realisasi == target:
            text = "Realisasi sesuai dengan target"
        else:
            text = "Realisasi belum mencapai target karena cuaca"
        values[row, 13] = text
    return [with_sheet(book, with_values(grid, values))]


@layout("keterangan pendek")
def short_words(book: DrawnBook) -> Sequence[DrawnBook]:
    grid = sheet_of(book, T31)
    values: dict[tuple[int, int], Value] = {}
    for row in range(9, 51):
        capaian = grid.value(row, 12)
        assert isinstance(capaian, float)
        values[row, 13] = "Tercapai" if capaian >= 1 else "Tidak tercapai"
    return [with_sheet(book, with_values(grid, values))]


@layout("baris tujuan tanpa indikator", "STR01")
def bare_tujuan(book: DrawnBook) -> Sequence[DrawnBook]:
    places = {T31: ((9, 37), range(8, 14)), T32: ((10, 38), range(8, 17))}
    grids = [
        with_values(sheet_of(book, n), {(r, c): None for r in rows for c in columns})
        for n, (rows, columns) in places.items()
    ]
    return [with_sheets(only(book, T31, T32, T34, T35, RENAKSI), *grids)]


@layout("Rencana Aksi baru sampai triwulan II")
def half_year(book: DrawnBook) -> Sequence[DrawnBook]:
    grid = sheet_of(only(book, RENAKSI), RENAKSI)
    blank: dict[tuple[int, int], Value] = {
        (row, column): None for row in range(9, 32) for column in (28, 29)
    }
    return [with_sheet(only(book, RENAKSI), with_values(grid, blank))]


@layout("buku rencana awal tahun", "ISI", "STR")
def plan_only(book: DrawnBook) -> Sequence[DrawnBook]:
    """Targets and pagu stand, realisasi of the year are still to come."""
    own = only(book, T31, T34, RENAKSI)
    places = {T31: (11, 12, 13), T34: (9, 10, 11), RENAKSI: (26, 27, 28, 29)}
    grids = []
    for name, columns in places.items():
        grid = sheet_of(own, name)
        blank: dict[tuple[int, int], Value] = {
            (row, c): None for row in grid.rows if 9 <= row < 52 for c in columns
        }
        grids.append(with_values(grid, blank))
    return [with_sheets(own, *grids)]
