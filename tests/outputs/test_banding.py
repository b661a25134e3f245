"""What changed between two versions of a book, as people and programs read it."""

import json
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_xl import check, open_book
from lkjip_xl.adapters.drawn import draw
from lkjip_xl.comparison import Comparison, compare
from lkjip_xl.outputs.banding.listing import as_text
from lkjip_xl.outputs.banding.records import as_json
from lkjip_xl.outputs.banding.wording import Style, show_texts
from lkjip_xl.outputs.listing import BookFile

SEED_BOOK = Path(__file__).parents[2] / "workbooks" / "dp3akb-serang-2021.xlsx"
BOOKS = ("v1/lampiran.xlsx", "v2/lampiran.xlsx")


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """The seed book, and what an office may have made of it a week later."""
    folder = tmp_path_factory.mktemp("banding")
    book = openpyxl.load_workbook(SEED_BOOK, data_only=True)
    book.save(folder / "lama.xlsx")
    _revise(book)
    book.save(folder / "baru.xlsx")
    return compare(*(check(open_book(folder / name)) for name in ("lama.xlsx", "baru.xlsx")))


def _revise(book: openpyxl.Workbook) -> None:
    kinerja = book["Tabel 3.1"]
    kinerja["I45"] = 104.35
    kinerja["J46"] = "Seluruh perempuan dan anak korban kekerasan sudah dilayani dan ditangani"
    kinerja["H49"], kinerja["I49"] = 45, 90
    kinerja["G50"] = "belum"
    anggaran = book["Tabel 3.4"]
    anggaran["E11"] = 124583000
    anggaran["G12"] = "69,03%"
    anggaran["D13"] = "Koordinasi dan Penyusunan Dokumen Perubahan RKASKPD"
    _shift(anggaran, 16, -1)
    _shift(anggaran, 12, 1)
    for column, value in enumerate(("Evaluasi Kinerja", 10_000_000, 9_000_000, 90), start=4):
        anggaran.cell(12, column, value)
    anggaran.title = "Anggaran 2021"
    program = book["Tabel 3.2"]["D10"]
    program.value = program.value.replace("POGRAM", "PROGRAM")
    book["IKU"]["E8"] = "Makin tinggi makin baik"
    del book["Belanja"]


def _shift(sheet: Worksheet, row: int, by: int) -> None:
    """Insert or delete a row, with the merges below it."""
    if by > 0:
        sheet.insert_rows(row, by)
    else:
        sheet.delete_rows(row, -by)
    for merge in sheet.merged_cells.ranges:
        if merge.min_row >= row:
            merge.shift(row_shift=by)
        elif merge.max_row >= row:
            merge.expand(down=by) if by > 0 else merge.shrink(bottom=-by)


def test_the_revision_reads_well(
    comparison: Comparison, golden: Callable[[str, str], None]
) -> None:
    golden("banding.txt", as_text(comparison, BOOKS, Style(), seconds=0.8))


def test_all_details_are_told_on_demand(comparison: Comparison) -> None:
    text = as_text(comparison, BOOKS, Style(detailed=True))

    assert "  Angka yang hanya ditulis lain\n" in text
    assert "RKA-SKPD, serapan: 69,03 (G12) → 69,03% (G13)\n" in text
    assert "“Realisasi diatas target, sebab seluruh perempuan dan anak korban kekerasan" in text


def test_quiet_tells_the_counts_alone(comparison: Comparison) -> None:
    assert as_text(comparison, BOOKS, Style(quiet=True)).startswith("5 angka berubah, ")


def test_nothing_changed_is_said(comparison: Comparison) -> None:
    assert as_text(compare(comparison.old, comparison.old), BOOKS, Style()) == (
        "Lama: v1/lampiran.xlsx\nBaru: v2/lampiran.xlsx\n\n"
        f"Tidak ada perubahan isi; catatan: 0 selesai, 0 baru, {len(comparison.old.findings)} "
        "tetap.\n"
    )


def test_json_keeps_its_contract(comparison: Comparison) -> None:
    files = [BookFile("lampiran.xlsx"), BookFile("surat.docx", "bukan buku kerja Excel")]
    document = json.loads(as_json(comparison, BOOKS, (files, [])))

    assert list(document) == [
        "version",
        "old",
        "new",
        "figures",
        "texts",
        "items",
        "columns",
        "forms",
        "profile",
        "findings",
        "summary",
        "remarks",
    ]
    assert document["old"] == {
        "name": "v1/lampiran.xlsx",
        "year": 2021,
        "books": [
            {"file": "lampiran.xlsx", "read": True},
            {"file": "surat.docx", "read": False, "reason": "bukan buku kerja Excel"},
        ],
    }
    pagu = next(figure for figure in document["figures"] if figure["field"] == "pagu")
    assert pagu == {
        "form": "tabel_3_4",
        "level": "sub_kegiatan",
        "item": "Penyusunan Dokumen Perencanaan Perangkat Daerah",
        "indicator": "",
        "field": "pagu",
        "year": 2021,
        "same_value": False,
        "difference": 45000.0,
        "percent": 0.03613355,
        "old": {
            "file": "lama.xlsx",
            "sheet": "Tabel 3.4",
            "cell": "E11",
            "written": "124.538.000",
            "value": 124538000.0,
        },
        "new": {
            "file": "baru.xlsx",
            "sheet": "Anggaran 2021",
            "cell": "E11",
            "written": "124.583.000",
            "value": 124583000.0,
        },
    }
    assert [figure["same_value"] for figure in document["figures"]].count(True) == 1
    assert {item["change"] for item in document["items"]} == {"added", "gone", "renamed"}
    assert document["forms"] == [{"change": "gone", "form": "belanja", "rows": 4, "figures": 8}]
    findings = document["findings"]
    assert all(one["fingerprint"] for one in (*findings["gone"], *findings["new"]))
    assert findings["staying"] == len(comparison.kept)
    assert document["summary"]["figures"] == 5


def test_books_of_two_years_are_told_apart() -> None:
    table = dedent("""
    Tabel 3.1 Pencapaian Kinerja Tahun 2022
    | Indikator    | Satuan | Target | Realisasi | Capaian (%) |
    | Jalan mantap | km     | 80     | 70        | 87,50       |
    """)
    old, new = check(draw(table)), check(draw(table.replace("2022", "2023")))

    text = as_text(compare(old, new), BOOKS, Style())
    assert "Perhatian: buku lama untuk tahun 2022, buku baru untuk tahun 2023.\n" in text


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Persen", "%", ("“Persen”", "“%”")),
        ("", "hujan\nlebat", ("kosong", "“hujan lebat”")),
        (
            "a" * 100 + "tengah" + "b" * 100,
            "a" * 100 + "pinggir",
            (f"“…{'a' * 16}tengah{'b' * 48}…”", f"“…{'a' * 16}pinggir”"),
        ),
    ],
)
def test_long_texts_are_shown_where_they_part(old: str, new: str, shown: tuple[str, str]) -> None:
    assert show_texts(old, new, Style()) == shown
