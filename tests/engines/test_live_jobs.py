"""The buttons' jobs from start to end, also where Excel or the workbook refuses."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw
from excel_double import ExcelRefusedError
from marked import read_cells, read_marks
from small_book import BLANK, WRONG, write_book

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.apps import live
from lkjip_xl.ports import BookError

OpenCopy = Callable[[Path], xw.Book]

#: Where only our own part is tried, the fastest engine does.
on_openpyxl = pytest.mark.parametrize("engine", ["openpyxl"], indirect=True)


def state(app: xw.App, book: xw.Book) -> tuple[object, ...]:
    """Return what a job must leave as it was."""
    selected = book.selection
    return (
        app.calculation,
        app.screen_updating,
        app.display_alerts,
        app.enable_events,
        app.status_bar,
        book.sheets.active.name,
        None if selected is None else selected.address,
    )


def test_validate_tells_the_counts_and_shows_the_listing(app: xw.App, book: xw.Book) -> None:
    before = state(app, book)[:-2]

    message = live.validate(book)

    assert message.startswith("Ditemukan ")
    assert " kesalahan, " in message
    assert message.endswith("Daftarnya ada di lembar Catatan.")
    assert book.sheets.active.name == "Catatan"
    assert state(app, book)[:-2] == before


@on_openpyxl
def test_progress_shows_in_the_status_bar(app: xw.App, book: xw.Book) -> None:
    live.validate(book)

    texts = app.impl.status_texts
    assert "LKjIP: membaca lembar Tabel 3.1 …" in texts
    assert "LKjIP: menandai lembar Lain …" in texts
    assert app.status_bar is False


def test_a_clean_book_says_so(open_copy: OpenCopy, tmp_path: Path) -> None:
    clean = """
        | Indikator Kinerja | Satuan | Target | Realisasi | Capaian (%) | Keterangan |
        | Jalan mantap      | km     | 80     | 80        | 100,00      | Tercapai   |
    """
    book = open_copy(write_book(tmp_path / "bersih.xlsx", draw(clean)))

    message = live.validate(book)

    assert "0 kesalahan" in message or message.startswith("Tidak ada catatan")


def test_protected_sheet_is_told_and_the_rest_marked(book: xw.Book, engine: str) -> None:
    live.validate(book)
    first = read_marks(book)
    _protect(book, engine, "Lain")

    message = live.validate(book)

    assert message.endswith("Lembar yang dilindungi tidak diubah tandanya: Lain.")
    second = read_marks(book)
    assert {at for at in second.formats if at[0] == "Lain"} == {
        at for at in first.formats if at[0] == "Lain"
    }
    assert live.clear(book).endswith("Lembar yang dilindungi tidak diubah tandanya: Lain.")
    assert {sheet for sheet, *_ in read_marks(book).formats} == {"Lain"}


def _protect(book: xw.Book, engine: str, sheet: str) -> None:
    if engine == "openpyxl":
        book.impl.backend.book[sheet].protection.sheet = True
    elif engine == "office":
        book.impl.backend.protect(sheet)
    elif sys.platform == "darwin":
        book.sheets[sheet].api.protect_worksheet()
    else:
        book.sheets[sheet].api.Protect()


@on_openpyxl
def test_protected_structure_keeps_the_marks(app: xw.App, book: xw.Book) -> None:
    book.impl.structure_is_protected = True

    message = live.validate(book)

    assert "Struktur buku dilindungi, maka lembar Catatan tidak dapat ditulis." in message
    assert read_marks(book).formats
    assert [sheet.name for sheet in book.sheets] == ["Tabel 3.1", "Lain"]
    assert app.calculation == "automatic"


def test_a_closed_book_is_told(book: xw.Book) -> None:
    book.close()

    for job in (live.validate, live.fill_formulas, live.clear, lambda one: live.step(one, 1)):
        with pytest.raises(BookError, match="sudah ditutup"):
            job(book)


def test_a_book_without_forms_is_left_alone(
    app: xw.App, open_copy: OpenCopy, tmp_path: Path
) -> None:
    book = open_copy(write_book(tmp_path / "lain.xlsx", draw("| Nama | Umur |\n| Ani | 30 |")))
    book.sheets[0].range("B2").select()
    before = state(app, book)

    for job in (live.validate, live.fill_formulas):
        with pytest.raises(BookError, match="tidak ada lampiran LKjIP yang dikenali"):
            job(book)

    assert state(app, book) == before
    assert [sheet.name for sheet in book.sheets] == ["Lembar 1"]


@on_openpyxl
@pytest.mark.parametrize(
    ("what", "after"),
    [("values", 1), ("add_rule", 2), ("write_note", 1), ("add_sheet", 1), ("write", 4)],
)
def test_an_error_midway_leaves_excel_as_it_was(
    app: xw.App, book: xw.Book, what: str, after: int
) -> None:
    book.sheets["Lain"].activate()
    book.sheets["Lain"].range("C3").select()
    before, cells = state(app, book), read_cells(book)
    app.impl.refuse[what] = after

    with pytest.raises(ExcelRefusedError):
        live.validate(book)

    app.impl.refuse.clear()
    assert state(app, book) == before
    assert read_cells(book) == cells
    assert [sheet.name for sheet in book.sheets] == ["Tabel 3.1", "Lain"]


@on_openpyxl
def test_answers_outlive_an_error_midway(app: xw.App, book: xw.Book) -> None:
    live.validate(book)
    first = read_marks(book).own["CATATAN"]
    app.impl.refuse["write"] = 6

    with pytest.raises(ExcelRefusedError):
        live.validate(book)

    app.impl.refuse.clear()
    assert read_marks(book).own["CATATAN"] == first


def test_stepping_goes_round_the_marked_cells(book: xw.Book) -> None:
    live.validate(book)
    book.sheets["Tabel 3.1"].activate()
    book.sheets["Tabel 3.1"].range("A1").select()

    there = [_step(book, 1) for _ in range(12)]
    seen = there[: there.index(there[0], 1)]

    assert ("Tabel 3.1", WRONG) in seen
    assert ("Tabel 3.1", BLANK) in seen
    assert {sheet for sheet, _ in seen} == {"Tabel 3.1", "Lain"}
    assert len(set(seen)) == len(seen)
    back = [_step(book, -1) for _ in range(len(seen))]
    place = seen.index(back[0])
    assert back == [seen[place - n] for n in range(len(seen))]


def _step(book: xw.Book, direction: int) -> tuple[str, str]:
    message = live.step(book, direction)
    sheet = book.sheets.active.name
    address = book.selection.address.replace("$", "")
    assert message.startswith(f"'{sheet}'!{address}: ")
    return sheet, address


def test_stepping_skips_hidden_sheets(book: xw.Book) -> None:
    live.validate(book)
    book.sheets["Tabel 3.1"].activate()
    book.sheets["Lain"].visible = False

    assert {_step(book, 1)[0] for _ in range(8)} == {"Tabel 3.1"}


def test_stepping_without_marks_says_what_to_do(book: xw.Book) -> None:
    with pytest.raises(BookError, match=r"tidak ada sel yang bertanda.*Tekan Validasi & Hitung"):
        live.step(book, 1)


def test_blank_figures_are_filled_and_nothing_else(app: xw.App, book: xw.Book, engine: str) -> None:
    cells = read_cells(book)

    message = live.fill_formulas(book)

    assert message == f"1 sel kosong diisi rumus: 'Tabel 3.1'!{BLANK}."
    filled = book.sheets["Tabel 3.1"].range(BLANK)
    assert filled.formula.startswith("=")
    if engine != "openpyxl":  # which computes nothing
        assert filled.raw_value == pytest.approx(80)
    filled.formula = ""
    changed = read_cells(book)
    assert [sheet[:4] for sheet in changed] == [sheet[:4] for sheet in cells]


def test_filling_twice_changes_nothing_more(book: xw.Book) -> None:
    live.fill_formulas(book)
    formula = book.sheets["Tabel 3.1"].range(BLANK).formula

    message = live.fill_formulas(book)

    assert message.startswith("Tidak ada sel kosong")
    assert book.sheets["Tabel 3.1"].range(BLANK).formula == formula


def test_a_protected_sheet_is_not_filled(book: xw.Book, engine: str) -> None:
    _protect(book, engine, "Tabel 3.1")

    message = live.fill_formulas(book)

    assert f"1 sel kosong dibiarkan untuk diperiksa: 'Tabel 3.1'!{BLANK}." in message
    assert not book.sheets["Tabel 3.1"].range(BLANK).formula
