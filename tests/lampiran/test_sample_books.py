"""Every figure and every level of both sample workbooks, against what was read by hand."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.domain.quantity import round_to
from lkjip_xl.lampiran.catalogue import FORMS
from lkjip_xl.lampiran.formulir.pegawai import PEGAWAI
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.lampiran.records import Baris

ROOT = Path(__file__).parents[2]
BOOKS = {
    "dp3akb_serang_2021": "dp3akb-serang-2021.xlsx",
    "contoh_bersih": "contoh-bersih.xlsx",
}
Expected = dict[str, str]


@cache
def read_book(name: str) -> LaporanKinerja:
    book = FileBook(ROOT / "workbooks" / BOOKS[name])
    return read_office_year(list(book.grids()))


@cache
def expected_rows(name: str) -> tuple[Expected, ...]:
    path = ROOT / "tests" / "golden" / f"{name}_angka.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


CASES = [
    pytest.param(name, form, id=f"{name}-{form}")
    for name in BOOKS
    for form in sorted({row["form"] for row in expected_rows(name)})
]


def rows_of(name: str, form: str) -> Iterator[tuple[Expected, int, Baris | None]]:
    """Yield what is expected, the table's year, and the row that was read."""
    found = {
        (lampiran.sheet, row.row): (lampiran.year, row)
        for lampiran in read_book(name).of(*(one for one in FORMS if one.name == form))
        for row in lampiran.rows
    }
    for expected in expected_rows(name):
        if expected["form"] == form:
            year, row = found.get((expected["sheet"], int(expected["row"])), (0, None))
            yield expected, year, row


@pytest.mark.parametrize(("name", "form"), CASES)
def test_every_figure_is_read_as_meant_and_as_written(name: str, form: str) -> None:
    wrong = [
        f"{expected} <> {figure}"
        for expected, _, row in rows_of(name, form)
        for figure in [row and row.figure(expected["field"], int(expected["year"]))]
        if figure is None or not _same(expected, figure.value, figure.written)
    ]
    assert wrong == []


def _same(expected: Expected, value: Decimal | None, written: str) -> bool:
    """Tell whether a figure is the expected one.

    A formula's cached value has more digits than are written; a per cent sign may be the format's.
    """
    meant = Decimal(expected["value"]) if expected["value"] else None
    as_written = expected.get("written", "").rstrip("%")
    if value is None or meant is None:
        return value == meant
    shown = round_to(value, max(-int(meant.as_tuple().exponent), 0))
    return shown == meant and (not as_written or written.rstrip("%") == as_written)


@pytest.mark.parametrize(("name", "form"), CASES)
def test_every_row_has_its_level(name: str, form: str) -> None:
    wrong = {
        f"{expected['sheet']} {expected['row']}: {row and row.level} ({row and row.evidence})"
        for expected, _, row in rows_of(name, form)
        if row is None or row.level != expected["level"]
    }
    assert wrong == set()


@pytest.mark.parametrize(("name", "form"), CASES)
def test_every_row_has_its_item_and_indicator(name: str, form: str) -> None:
    wrong = {
        f"{expected['row']}: {expected['nama']} / {expected['indikator']} <> {row}"
        for expected, _, row in rows_of(name, form)
        if row is None or (row.nama, row.indikator) != (expected["nama"], expected["indikator"])
    }
    assert wrong == set()


#: The forms that the report is made of; further ones need not be in every book.
REPORT = {
    *("tabel_3_1", "tabel_3_2", "tabel_3_3", "tabel_3_4", "tabel_3_5", "rencana_aksi"),
    *("iku", "tujuan_sasaran", "strategi", "isu_strategis", "permasalahan", "belanja"),
    *("analisis", "penyebab_serapan", "pembanding", "tindak_lanjut", "lhe"),
}


@pytest.mark.parametrize(
    ("name", "year", "lacks"),
    [("dp3akb_serang_2021", 2021, {"pembanding"}), ("contoh_bersih", 2023, set[str]())],
)
def test_every_form_is_found_once_but_the_tables_of_employees(
    name: str, year: int, lacks: set[str]
) -> None:
    laporan = read_book(name)
    found = [lampiran.form.name for lampiran in laporan.lampiran if lampiran.form is not PEGAWAI]

    assert laporan.year == year
    assert laporan.profil is not None
    assert sorted(found) == sorted(REPORT - lacks)
    assert len(laporan.of(PEGAWAI)) == 4
