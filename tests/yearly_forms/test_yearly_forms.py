"""The forms of a year, in invented books: every figure in its field, every slip at its cell."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from lembar import Isi, Kantor, Lembar

from lkjip_xl import check
from lkjip_xl.adapters.drawn import draw
from lkjip_xl.domain.quantity import format_number, format_rupiah
from lkjip_xl.finding import Severity
from lkjip_xl.pipeline import Checked

SEEDS = range(12)
FORMS = {
    "PK": "perjanjian_kinerja",
    "PK Anggaran": "perjanjian_anggaran",
    "Renaksi": "rencana_aksi",
    "Laporan Renaksi": "renaksi_bulanan",
    "Monev": "monev",
    "T-C.23": "pelayanan",
    "T-C.29": "rekap_renja",
}


def _book(*sheets: Lembar) -> Checked:
    return check(draw("\n".join(sheet.draw() for sheet in sheets)))


def _whole(seed: int) -> list[Lembar]:
    kantor = Kantor(seed)
    return [*kantor.lembar(seed), *kantor.beside()]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_sheet_is_read_as_what_it_is(seed: int) -> None:
    sheets = {sheet.name: sheet for sheet in Kantor(seed).lembar(seed)}
    read = {one.sheet: one for one in _book(*sheets.values()).laporan.lampiran}

    assert {name: one.form.name for name, one in read.items()} == FORMS
    for name, lampiran in read.items():
        sheet = sheets[name]
        expected = {at + 1: column for at, column in enumerate(sheet.columns) if column}
        assert {column.index: column.name for column in lampiran.columns} == expected
        figures = {
            (row.row, cell.column.index): cell.value
            for row in lampiran.rows
            for cell in row.angka
            if cell.value is not None
        }
        assert figures == {
            sheet.place((row, at)): cell.value
            for row, cells in enumerate(sheet.rows)
            for at, cell in enumerate(cells)
            if isinstance(cell, Isi)
        }


@pytest.mark.parametrize("seed", SEEDS)
def test_a_clean_book_has_no_findings(seed: int) -> None:
    findings = _book(*_whole(seed)).findings

    assert [str(f) for f in findings if f.severity is not Severity.INFO] == []


@pytest.mark.parametrize("name", FORMS)
def test_each_form_stands_alone(name: str) -> None:
    sheet = next(one for one in Kantor(3).lembar(3) if one.name == name)

    checked = _book(sheet)

    assert [one.form.name for one in checked.laporan.lampiran] == [FORMS[name]]
    assert [str(f) for f in checked.findings if f.severity is Severity.ERROR] == []


def _spoilt(seed: int) -> Iterator[tuple[str, str, list[Lembar]]]:
    """Yield the sheet and cell of one wrong digit, and the book with it."""
    rng = random.Random(seed)
    sheets = _whole(seed)
    for sheet in sheets:
        if not sheet.spoilable:
            continue
        row, at = rng.choice(sheet.spoilable)
        cell = sheet.rows[row][at]
        assert isinstance(cell, Isi) and cell.value is not None
        wrong = cell.value + rng.choice((2, 3, 4))
        shown = format_number(cell.value, None, grouped=False)
        if cell.text == format_rupiah(cell.value).removeprefix("Rp"):
            text = format_rupiah(wrong * 10).removeprefix("Rp")
        elif cell.text.startswith(shown) and not cell.text.endswith("%") and "," not in cell.text:
            text = cell.text.replace(shown, format_number(wrong, None, grouped=False), 1)
        else:
            sign = "%" if cell.text.endswith("%") else ""
            text = format_number(wrong, 2) + sign
        before = sheet.rows[row][at]
        sheet.rows[row][at] = Isi(text, wrong)
        top, left = sheet.place((row, at))
        yield sheet.name, f"{_letters(left)}{top}", sheets
        sheet.rows[row][at] = before


def _letters(column: int) -> str:
    first, rest = divmod(column - 1, 26)
    return (chr(64 + first) if first else "") + chr(65 + rest)


def test_a_wrong_digit_is_found_at_its_cell() -> None:
    tried, missed, elsewhere = 0, [], []
    for seed in SEEDS[:9]:
        for name, a1, sheets in _spoilt(seed):
            tried += 1
            told = {
                (f.at.sheet, f.at.a1)
                for f in _book(*sheets).findings
                if f.severity is not Severity.INFO
            }
            if (name, a1) not in told:
                missed.append((seed, name, a1, sorted(told)))
            elsewhere += [(seed, name, a1, other) for other in told - {(name, a1)}]

    assert tried > 60
    assert len(missed) <= 0.05 * tried, missed
    assert len(elsewhere) <= 0.05 * tried, elsewhere


@pytest.mark.parametrize("seed", range(3))
def test_amounts_that_are_no_numbers_and_sums_that_are_short(seed: int) -> None:
    sheet = Kantor(seed).anggaran(seed)
    at = sheet.columns.index("pagu")
    first, total = sheet.rows[0][at], sheet.rows[-1][at]
    assert isinstance(first, Isi) and isinstance(total, Isi)
    assert first.value is not None and total.value is not None

    sheet.rows[0][at] = Isi(f"{first.text[:-1]}O", None)
    (lookalike,) = [f for f in _book(sheet).findings if f.code in ("ISI01", "ISI02")]
    assert (lookalike.at.row, lookalike.at.column) == sheet.place((0, at))

    sheet.rows[0][at] = first
    sheet.rows[-1][at] = Isi(format_rupiah(total.value - first.value).removeprefix("Rp"), None)
    short = [f for f in _book(sheet).findings if f.severity is Severity.ERROR]
    last = sheet.place((len(sheet.rows) - 1, at))
    assert last in {(f.at.row, f.at.column) for f in short}


def test_swapped_columns_show_in_every_ratio() -> None:
    sheet = Kantor(1).pelayanan(1)
    for row in sheet.rows:
        row[4], row[6] = row[6], row[4]
    wrong = [row for row in sheet.rows if row[4] != row[6]]

    codes = [f.at.column for f in _book(sheet).findings if f.code == "HIT01"]
    assert codes.count(9) == len(wrong)
