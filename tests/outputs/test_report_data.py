"""The data file: the whole report, its figures with their cells."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.outputs.report_data import write_report_data

BOOK = Path(__file__).parents[2] / "workbooks" / "dp3akb-serang-2021.xlsx"


@cache
def read() -> LaporanKinerja:
    return read_office_year(list(FileBook(BOOK).grids()))


def written(laporan: LaporanKinerja, folder: Path) -> dict[str, Any]:
    write_report_data(laporan, folder / "data.json")
    data = json.loads((folder / "data.json").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def blocks(data: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [
        block
        for chapter in data["bab"]
        for section in chapter["bagian"]
        for block in section["isi"]
        if block["jenis"] == kind
    ]


def test_the_file_holds_texts_tables_and_charts_in_order(tmp_path: Path) -> None:
    data = written(read(), tmp_path)

    assert (data["format"], data["versi"], data["tahun"]) == ("lkjip-laporan", 1, "2021")
    assert [chapter["nomor"] for chapter in data["bab"] if chapter["nomor"]] == [
        "BAB I",
        "BAB II",
        "BAB III",
        "BAB IV",
        "BAB V",
    ]
    labels = [table["nomor"] for table in blocks(data, "tabel") if table["nomor"]]
    of_chapters = {1: 6, 2: 5, 3: 10, 4: 1}
    assert labels == [
        f"Tabel {c}.{n + 1}" for c, count in of_chapters.items() for n in range(count)
    ]
    charts = blocks(data, "grafik")
    assert [chart["nomor"] for chart in charts] == [f"Gambar 3.{n}" for n in range(1, 10)]
    rjak = charts[5]["seri"][0]["titik"]
    assert [point["nilai"] for point in rjak] == ["2.34", "2.37", "1.5"]


def test_figures_carry_their_cells_and_calculation(tmp_path: Path) -> None:
    paragraphs = blocks(written(read(), tmp_path), "paragraf")
    figures = [one for block in paragraphs for one in block["teks"].get("angka", ())]

    assert {
        "teks": "104,35%",
        "sel": ["'Tabel 3.1'!H45", "'Tabel 3.1'!G45"],
        "hitungan": "(2 × 0,0046 − 0,0044) / 0,0046 × 100 = 104,35",
    } in figures


def test_every_row_has_a_place_for_every_column(tmp_path: Path) -> None:
    for table in blocks(written(read(), tmp_path), "tabel"):
        assert {len(row["sel"]) for row in table["baris"]} <= {len(table["kolom"])}


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    tables = blocks(written(LaporanKinerja(year=0, lampiran=()), tmp_path), "tabel")

    assert {"apa": "indikator kinerja utama", "di": "lembar IKU"} in [
        table["kurang"] for table in tables
    ]
