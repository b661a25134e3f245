"""The recap's workbook: read back cell by cell, and opened by LibreOffice."""

import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from lkjip_xl.outputs.rekap import finding_sheet
from lkjip_xl.outputs.rekap.frames import make_frames
from lkjip_xl.outputs.rekap.records import OfficeRow
from lkjip_xl.outputs.rekap.workbook import write_workbook

#: openpyxl does not know solid bars in cells, which need an extension.
pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")


def bytes_of(rows: list[OfficeRow]) -> bytes:
    stream = io.BytesIO()
    write_workbook(make_frames(rows), stream)
    return stream.getvalue()


def book_of(rows: list[OfficeRow]) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(bytes_of(rows)))


def lines_of(book: Workbook) -> str:
    lines = []
    for sheet in book:
        lines.append(f"== {sheet.title}")
        for row in sheet.iter_rows(values_only=True):
            told = " | ".join("" if value is None else str(value) for value in row)
            lines.append(told.rstrip(" |"))
    return "\n".join(lines) + "\n"


def test_the_workbook_reads_well(rows: list[OfficeRow], golden: Callable[[str, str], None]) -> None:
    golden("rekap_buku.txt", lines_of(book_of(rows)))


@pytest.mark.parametrize("count", [0, 1])
def test_no_office_or_one_is_no_trouble(rows: list[OfficeRow], count: int) -> None:
    book = book_of(rows[:count])

    assert book.sheetnames == ["Kantor", "Catatan", "Kesalahan Tersering", "Grafik"]
    assert [one.max_row for one in book][:2] == [4 + count, 4]


def test_a_text_never_becomes_a_formula(rows: list[OfficeRow]) -> None:
    book = book_of(rows)

    values = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in values)
    texts = {cell.value for cell in values if cell.data_type in ("s", "inlineStr")}
    assert {"=1+1", "-5", "@A1", '=HYPERLINK("http://contoh.invalid","klik")'} <= texts
    signed = [cell for cell in values if str(cell.value)[:1] in set("=+-@")]
    assert all(cell.quotePrefix == (cell.data_type != "n") for cell in signed)
    links = [cell for cell in values if cell.hyperlink]
    assert {cell.parent.title for cell in links} == {"Kantor"}


def test_links_lead_to_the_files_of_an_office(rows: list[OfficeRow]) -> None:
    sheet = book_of(rows)["Kantor"]
    links = {
        cell.value: unquote(cell.hyperlink.target).replace("\\", "/")
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }

    assert links == {
        "Salinan bertanda (2 berkas)": "kab-a/dinas-keliru",
        "Daftar catatan": "kab-a/dinas-keliru/catatan.txt",
        "Laporan": "kab-a/dinas-bersih/laporan #1.docx",
    }


def test_sheets_can_be_filtered_scrolled_and_printed(rows: list[OfficeRow]) -> None:
    book = book_of(rows)

    for sheet in book.worksheets[:3]:
        assert sheet.auto_filter.ref.startswith("A4:")
        assert sheet.freeze_panes in ("C5", "D5")
        assert sheet.print_title_rows == "$4:$4"
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_charts_are_native_and_name_cells(rows: list[OfficeRow]) -> None:
    archive = zipfile.ZipFile(io.BytesIO(bytes_of(rows)))
    charts = [archive.read(n).decode() for n in archive.namelist() if "charts/chart" in n]

    assert len(charts) == 3
    assert sum("Kantor!$E$5:$E$7" in chart for chart in charts) == 1


def test_too_many_findings_are_cut_with_the_errors_kept(
    rows: list[OfficeRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding_sheet, "MOST_FINDINGS", 3)
    sheet = book_of(rows)["Catatan"]

    assert sheet["A2"].value == (
        "Lembar ini memuat 3 dari 7 catatan, kesalahan lebih dahulu; semuanya ada di "
        "rekap-catatan.parquet dan di daftar catatan setiap kantor."
    )
    kept = [row[3:5] for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert kept == [("Kesalahan", "HIT01")] * 2 + [("Peringatan", "ISI02")]


@pytest.mark.soffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is missing")
def test_libreoffice_opens_it(rows: list[OfficeRow], tmp_path: Path) -> None:
    (tmp_path / "rekap.xlsx").write_bytes(bytes_of(rows))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless"]
    command += ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path), str(tmp_path / "rekap.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
    )

    with (tmp_path / "rekap.csv").open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))
    assert lines[0][0] == "Rekap Pemeriksaan LKjIP"
    assert lines[4][1] == "Dinas Keliru & Rekan Kabupaten A"
