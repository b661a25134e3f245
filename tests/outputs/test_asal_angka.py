"""Daftar Asal Angka: each figure of the text once a section, its cells in short."""

from pathlib import Path

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.narrative.asal_angka import (
    describe_cells,
    is_traced,
    list_origins,
    tabulate_origins,
)
from lkjip_xl.outputs.narrative.chapters import (
    Chapter,
    Paragraph,
    Section,
    TableBlock,
    list_chapters,
)
from lkjip_xl.outputs.narrative.report import compose
from lkjip_xl.outputs.narrative.table import Table, row, words
from lkjip_xl.outputs.narrative.text import Missing, Shown, say, text

BOOK = Path(__file__).parents[2] / "workbooks" / "contoh-bersih.xlsx"


def cell(row: int, column: int = 6, sheet: str = "Tabel 3.4") -> CellRef:
    return CellRef("buku.xlsx", sheet, row, column)


def test_cells_in_a_run_are_told_as_one_range() -> None:
    cells = [cell(8), cell(9), cell(10), cell(12), cell(8), cell(11, 5), cell(3, 1, "Belanja")]

    assert describe_cells(cells) == "Tabel 3.4: F8:F10, F12, E11; Belanja: A3"
    assert describe_cells([]) == ""


def test_names_and_dashes_are_no_figures() -> None:
    assert is_traced(Shown("104,35%", (cell(8),)))
    assert not is_traced(Shown("Dinas Perhubungan", (cell(8),)))
    assert not is_traced(Shown("–", (cell(8),)))
    assert not is_traced(Shown("12"))


def test_a_figure_stands_once_in_its_section_and_tables_are_left_out() -> None:
    figure = Shown("75,00%", (cell(8),), "150 / 200 × 100 = 75,00")
    told = Paragraph(say("Serapannya {one}, ya {one}.", one=figure))
    table = Table(
        columns=(words("Serapan"),),
        rows=(row(Shown("9%", (cell(1),))),),
        missing=Missing("", ""),
    )
    chapter = Chapter(
        judul="Akuntabilitas",
        number=3,
        sections=(
            Section(text("Anggaran"), (told, told), label="A."),
            Section(text("Program"), (told, TableBlock(text("x"), table)), 2, "1."),
            Section(text("Jalan mantap"), (told,), 3),
        ),
    )

    assert [(one.number, one.bagian) for one in list_origins([chapter])] == [
        (1, "BAB III A"),
        (2, "BAB III A.1"),
        (3, "BAB III A.1, Jalan mantap"),
    ]


def test_every_figure_of_the_report_is_on_the_list() -> None:
    report = compose(read_office_year(list(FileBook(BOOK).grids())))
    origins = list_origins(list_chapters(report))
    listed = {one.shown for one in origins}

    told = {
        figure
        for paragraphs in (
            report.texts("ikhtisar"),
            report.texts("uraian_antar_tahun"),
            report.texts("uraian_anggaran"),
            report.texts("kesimpulan"),
        )
        for paragraph in paragraphs
        for figure in paragraph.figures
        if is_traced(figure)
    }
    assert told
    assert told <= listed
    assert [one.number for one in origins] == list(
        range(1, len(tabulate_origins(origins).rows) + 1)
    )


def test_a_report_without_figures_says_so() -> None:
    report = compose(LaporanKinerja(year=0, lampiran=()))
    table = tabulate_origins(list_origins(list_chapters(report)))

    assert table.rows == ()
    assert "[lengkapi: " in str(table.missing)
