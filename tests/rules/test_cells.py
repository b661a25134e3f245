"""The tables of a book by the addresses of their cells."""

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.domain.field import Field
from lkjip_xl.location import CellRef
from lkjip_xl.pipeline import make_context, read_books
from lkjip_xl.rules.cells import figures_of, tables_of

BOOK = """
    ## Tabel 3.4
    | Program/Kegiatan | Pagu Anggaran (Rp) | Realisasi (Rp)   | % Capaian |
    | PROGRAM JALAN    | 500.000.000        | =B3 → 90.000.000 |           |
    | Kegiatan: Jalan  | 90.000.000         | "80.000.000"     | ^         |
    | JUMLAH           | 500.000.000        | 90.000.000       | 18        |
"""


def test_a_cell_is_found_by_its_address() -> None:
    book = draw(BOOK)
    context = make_context(read_books([book]))
    tables, (grid,) = tables_of(context), book.sheets

    cell = tables.find(grid, 2, 3)
    assert cell is not None and cell.field is Field.REALISASI_ANGGARAN
    assert (tables.formula(cell), tables.number(cell), tables.is_blank(cell)) == ("B3", 9e7, False)
    assert tables.grid(cell) is context.grids[grid.file, grid.sheet]

    text, covered = tables.find(grid, 3, 3), tables.find(grid, 3, 4)
    assert text is not None and (text.value, tables.number(text)) == (80_000_000, None)
    assert covered is not None and not covered.is_own and tables.is_blank(covered)
    assert tables.figure(CellRef(grid.file, grid.sheet, 3, 4)) is None
    assert tables.figure(CellRef(grid.file, grid.sheet, 2, 1)) is None
    assert covered not in list(figures_of(context))


def test_an_item_is_part_of_what_stands_above_it() -> None:
    laporan = read_books([draw(BOOK)]).laporan
    program, kegiatan, total = laporan.lampiran[0].items

    assert kegiatan.is_part_of(program) and list(program.below) == [kegiatan]
    assert kegiatan.is_part_of(total) and program.is_part_of(total)
    assert not program.is_part_of(kegiatan)
    assert not program.is_part_of(program) and not total.is_part_of(total)
    assert kegiatan.lampiran is laporan.lampiran[0]


def test_what_a_percentage_is_taken_of() -> None:
    assert Field.SERAPAN.base == (Field.PAGU, Field.REALISASI_ANGGARAN)
    assert Field.TW2_CAPAIAN.base == (Field.TW2_TARGET, Field.TW2_REALISASI)
    assert Field.PAGU.base == ()
