"""Texts that look like formulas: harmless in every file that a spreadsheet program opens."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pandas
import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from lkjip_xl.adapters.files import open_book
from lkjip_xl.outputs.data import COLUMNS, figure_rows, write_data
from lkjip_xl.outputs.harmless import escape, may_be_formula, unescape
from lkjip_xl.pipeline import read_books

FORMULA = '=HYPERLINK("http://contoh.invalid";"klik")'
RISKY = (
    *(FORMULA, "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\ufeff=1"),
    *("＝1", "＋1", "－1", "＠SUM(1)", "\u200b-1", "-", "-5,25", "\tx"),
)
texts = st.text(st.sampled_from(list("=+-@＝';,\t\r\n \u200b\"aZ1")), max_size=8)


@pytest.mark.parametrize("text", RISKY)
def test_what_may_be_a_formula_is_told(text: str) -> None:
    assert may_be_formula(text)
    assert escape(text) == f"'{escape(text)[1:]}" and not may_be_formula(escape(text))


@pytest.mark.parametrize("text", ["", "Rasio KDRT", "a=b", "5-3", "–", "(-5)", "a;b", " a", "5,25"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert not may_be_formula(text)
    assert escape(text) == text


@given(texts)
@example("'=1")
@example("a;=1")
@example("a\n' =1;'x")
def test_a_program_gets_the_text_back(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.lists(texts, min_size=1, max_size=4))
@example([f"x;{FORMULA};y"])
def test_no_cell_begins_a_formula_whatever_parts_the_cells(row: list[str]) -> None:
    """Excel parts a line at semicolons where commas are the decimal marks."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow(map(escape, row))

    for separator in ",;\t":
        for cells in csv.reader(io.StringIO(stream.getvalue(), newline=""), delimiter=separator):
            assert not any(re.match(r"\s*[=+\-@＝]", cell) for cell in cells)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a book whose names are formulas to whoever types them."""
    path = tmp_path / "buku.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Tabel 3.1")
        sheet.write(0, 0, "Tabel 3.1 Tahun 2023")
        head = ("Program", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)")
        rows = (
            ("=1+1", FORMULA, "@km", 80, -70, -87.5),
            ("'Program Jembatan", "a;=1+1", "+unit", 4, "-", 75),
        )
        for number, row in enumerate((head, *rows), 2):
            for column, value in enumerate(row):
                (sheet.write_string if isinstance(value, str) else sheet.write)(
                    number, column, value
                )
    return path


def test_data_is_harmless_and_read_back_whole(hostile: Path, tmp_path: Path) -> None:
    laporan = read_books([open_book(hostile)]).laporan
    expected = pandas.DataFrame(list(figure_rows(laporan)), columns=list(COLUMNS))
    names = [name for name in COLUMNS if name not in ("year", "value")]
    assert {FORMULA, "@km", "+unit", "a;=1+1"} <= set(expected[names].to_numpy().ravel())

    for name in ("angka.csv", "angka.xlsx", "angka.parquet", "angka.json"):
        assert write_data(laporan, tmp_path / name) == len(expected)

    plain = {"keep_default_na": False, "na_values": {"value": [""]}}
    raw = pandas.read_csv(tmp_path / "angka.csv", **plain)
    assert not any(map(may_be_formula, raw[names].to_numpy().ravel()))
    assert raw["value"].min() == -87.5
    back = raw.assign(**{name: raw[name].map(unescape) for name in names})
    pandas.testing.assert_frame_equal(back, expected, check_dtype=False)
    for name, read in readers().items():
        found = read(tmp_path / name)
        pandas.testing.assert_frame_equal(found, expected, check_dtype=False)


def readers() -> dict[str, Callable[[Path], pandas.DataFrame]]:
    plain = {"keep_default_na": False, "na_values": {"value": [""]}}
    return {
        "angka.xlsx": lambda path: pandas.read_excel(path, engine="openpyxl", **plain),
        "angka.parquet": pandas.read_parquet,
        "angka.json": pandas.read_json,
    }


def test_a_text_in_the_workbook_of_data_stays_one_when_it_is_edited(
    hostile: Path, tmp_path: Path
) -> None:
    write_data(read_books([open_book(hostile)]).laporan, tmp_path / "angka.xlsx")

    cells = [
        one for row in load_workbook(tmp_path / "angka.xlsx")["Data"].iter_rows() for one in row
    ]
    risky = [one for one in cells if isinstance(one.value, str) and may_be_formula(one.value)]
    assert {one.value for one in risky} >= {FORMULA, "@km", "+unit"}
    assert {(one.data_type, one.quotePrefix) for one in risky} == {("s", True)}
    assert all(one.data_type == "n" and not one.quotePrefix for one in cells if one.value == -87.5)
