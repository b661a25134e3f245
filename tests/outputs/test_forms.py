"""The blank forms: our own reader knows them, and filled with sound figures they raise nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lkjip_xl import check, open_book
from lkjip_xl.domain.field import Field
from lkjip_xl.grid import Grid
from lkjip_xl.lampiran.blank import BlankForm
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.formulir.profil import ISIAN, LABELS
from lkjip_xl.lampiran.locating import Located, locate
from lkjip_xl.outputs.forms import write_forms
from lkjip_xl.outputs.forms.catalogue import blank_forms

CLEAN = Path(__file__).parents[2] / "workbooks" / "contoh-bersih.xlsx"
YEAR = 2023
#: Pegawai has four tables of the office's own headings; the guide tells how they look.
SHEETS = {form: form.blank(YEAR).sheet for form in FORMS if form.blank is not None}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The forms with the texts and figures of the clean book; formulas are the forms' own."""
    path = tmp_path_factory.mktemp("forms") / "Lampiran LKjIP.xlsx"
    write_forms(path, YEAR)
    forms = {form.sheet: form for form in blank_forms(YEAR)}
    missing = set(forms)
    workbook = openpyxl.load_workbook(path)
    for grid in open_book(CLEAN).grids():
        for located in locate(grid):
            if located.form in SHEETS:
                missing.discard(SHEETS[located.form])
                form = forms[SHEETS[located.form]]
                _fill(workbook[form.sheet], form, located)
        if grid.sheet == "Profil":
            _fill_profil(workbook["Profil"], grid)
    for sheet in missing:
        _fill_row(workbook[sheet], forms[sheet])
    workbook.save(path)
    workbook.close()
    return path


def _fill_row(sheet: Any, form: BlankForm) -> None:
    """Fill one row of a form that the clean book lacks, so that it is a table at all.

    A sasaran of that name would be none of the office's.
    """
    row = 4 + max(len(column.labels) for column in form.columns)
    for place, column in enumerate(form.columns, start=2):
        if not column.formula and column.key != Field.SASARAN:
            name = Field(column.key.split()[0])
            figure = 10 if name in (Field.PAGU, Field.PAGU_AKHIR) else 1
            # A name of its own: two forms do not speak of one item with other figures.
            sheet.cell(row, place).value = figure if name.is_figure else f"Contoh {form.sheet}"


def _fill(sheet: Any, form: BlankForm, located: Located) -> None:
    columns = {column.key: place for place, column in enumerate(form.columns, start=2)}
    own = {column.key for column in form.columns if not column.formula}
    first = 4 + max(len(column.labels) for column in form.columns)
    rows = [row for row in located.body.rows if row not in located.body.totals]
    for number, row in enumerate(rows, start=first):
        values = located.grid.rows[row]
        for column in located.columns:
            if column.name in own and column.index <= len(values):
                value = values[column.index - 1]
                if value is not None:
                    sheet.cell(number, columns[column.name]).value = value


def _fill_profil(sheet: Any, grid: Grid) -> None:
    texts = {values[1]: values[2] for values in grid.rows.values() if len(values) > 2}
    for row, label in enumerate(ISIAN, start=4):
        sheet.cell(row, 3).value = texts.get(label)


def test_every_column_is_what_our_reader_takes_it_for(filled: Path) -> None:
    found = {}
    for grid in open_book(filled).grids():
        for located in locate(grid):
            found[grid.sheet] = (located.form, tuple(column.name for column in located.columns))

    assert found == {
        form.sheet: (
            next(known for known, sheet in SHEETS.items() if sheet == form.sheet),
            tuple(column.key for column in form.columns),
        )
        for form in blank_forms(YEAR)
    }


def test_filled_with_sound_figures_they_raise_nothing(filled: Path) -> None:
    checked = check(open_book(filled))

    assert [str(finding) for finding in checked.findings] == []
    assert checked.remarks == ()
    # As many capaian and serapan as in the clean book, and those of the single rows of the forms
    # that it lacks: every formula of the forms gave its figure.
    assert checked.compared["capaian"] == 63 + 6
    assert checked.compared["serapan"] == 52 + 1
    profil = checked.laporan.profil
    assert profil is not None and profil.nama == "Dinas Perhubungan" and profil.tahun == YEAR


def test_the_profile_asks_by_labels_that_are_known() -> None:
    known = {label for labels in LABELS.values() for label in labels}
    assert set(ISIAN) <= known | {"Nama Singkat"}


def test_choices_are_hints_on_the_blank_rows(filled: Path) -> None:
    sheet = openpyxl.load_workbook(filled)["IKU"]
    lists = {str(one.sqref): one for one in sheet.data_validations.dataValidation}

    assert set(lists) == {"C5:C34", "H5:H34"}
    assert lists["H5:H34"].formula1 == '"Makin tinggi makin baik,Makin rendah makin baik"'
    assert lists["H5:H34"].errorStyle == "information"


def test_a_blank_book_is_told_apart_from_a_faulty_one(tmp_path: Path) -> None:
    from lkjip_xl.ports import BookError

    write_forms(tmp_path / "kosong.xlsx", YEAR)

    with pytest.raises(BookError, match="tidak ada lampiran LKjIP yang dikenali"):
        check(open_book(tmp_path / "kosong.xlsx"))
