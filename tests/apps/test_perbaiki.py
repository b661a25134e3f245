"""The command perbaiki, from the book on disk to the mended copy."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from lkjip_xl import check, open_book
from lkjip_xl.adapters.files import open_books
from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.apps import cli

ROOT = Path(__file__).parents[2]
SEED_BOOK = ROOT / "workbooks" / "dp3akb-serang-2021.xlsx"
CLEAN_BOOK = ROOT / "workbooks" / "contoh-bersih.xlsx"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str | Path) -> tuple[int, str, str]:
        try:
            status = cli.main(["perbaiki", *map(str, arguments)])
        except SystemExit as stop:
            status = int(stop.code or 0)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


@pytest.fixture(scope="module")
def mended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("perbaiki") / "baru.xlsx"
    assert cli.main(["perbaiki", str(SEED_BOOK), "-o", str(target)]) == 0
    return target


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A book with one wrong capaian."""
    book = openpyxl.Workbook()
    book.active.append(("Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"))
    book.active.append(("Panjang jalan mantap", "km", 83, 71, 97.03))
    book.save(tmp_path / "lampiran.xlsx")
    return tmp_path / "lampiran.xlsx"


def verdicts(path: Path) -> list[tuple[str, str, str]]:
    findings = check(open_book(path)).findings
    return [(finding.code, finding.at.sheet, finding.at.a1) for finding in findings]


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_listing_reads_well(
    run: Run, golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copy(SEED_BOOK, tmp_path)
    monkeypatch.chdir(tmp_path)

    status, out, err = run(SEED_BOOK.name, "--tampilkan")

    assert (status, err) == (0, "")
    golden("perbaikan_dp3akb_serang_2021.txt", out)
    assert [path.name for path in tmp_path.iterdir()] == [SEED_BOOK.name]


def test_the_mended_copy_has_no_new_finding_and_needs_nothing_more(
    run: Run, mended: Path, tmp_path: Path
) -> None:
    before, after = verdicts(SEED_BOOK), verdicts(mended)
    assert set(after) < set(before)
    assert ("HIT01", "Tabel 3.1", "I45") in set(before) - set(after)

    again = tmp_path / "lagi.xlsx"
    status, out, _ = run(mended, "-o", again)
    assert status == 0
    left = f"{len(after)} catatan diserahkan kepada petugas"
    assert f"Tidak ada yang dapat diperbaiki tanpa bertanya; {left}" in out
    assert not again.exists()


def test_only_what_is_mended_changes(mended: Path, tmp_path: Path) -> None:
    clean = tmp_path / "bersih.xlsx"
    cli.main(["tandai", "--bersihkan", str(mended), "-o", str(clean)])

    old, new = parts_of(SEED_BOOK), parts_of(clean)
    assert list(new) == list(old)
    changed = {name for name in new if new[name] != old[name]}
    sheets = {name for name in changed if name.startswith("xl/worksheets/sheet")}
    # The book already asks Excel to compute it on opening.
    assert changed - sheets == {"xl/styles.xml"}
    assert len(sheets) == 7
    assert verdicts(clean) == verdicts(mended)


def test_cells_say_what_stood_there(mended: Path) -> None:
    book = openpyxl.load_workbook(mended)
    note = book["Tabel 3.1"]["I45"].comment
    assert note is not None
    assert "Semula: 95,65\nMenjadi: 104,35\nRumus: =IF(G45=0" in note.text
    listing = book["Perbaikan"]
    row = next(row for row in listing.iter_rows(values_only=True) if row[2] == "I45")
    assert row[1:7] == ("Tabel 3.1", "I45", "Rasio KDRT", "Capaian", "95,65", "104,35")
    assert row[7] == '=IF(G45=0,"",(2*G45-H45)/G45*100)'
    assert book.sheetnames[-2:] == ["Catatan", "Perbaikan"]


@pytest.mark.soffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is missing")
def test_libreoffice_computes_the_same(mended: Path, tmp_path: Path) -> None:
    folder = tmp_path / "hasil"
    profile = (tmp_path / "profil").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(folder), str(mended)],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip

    theirs = {grid.sheet: grid for grid in FileBook(folder / mended.name).grids()}
    compared = 0
    for grid in FileBook(mended).grids():
        for row, column in grid.formulas:
            value = theirs[grid.sheet].value(row, column)
            assert value == pytest.approx(grid.value(row, column)), (grid.sheet, row, column)
            compared += 1
    assert compared > 60
    assert verdicts(folder / mended.name) == verdicts(mended)


def test_a_clean_book_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    status, out, err = run(CLEAN_BOOK, "-o", tmp_path / "baru.xlsx")

    assert (status, err) == (0, "")
    assert out == (
        "Tidak ada yang dapat diperbaiki tanpa bertanya; tanpa catatan lain.\n"
        "Salinan tidak ditulis karena tidak ada yang diubah.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_the_copy_lies_beside_the_book(run: Run, small: Path) -> None:
    status, out, _ = run(small)

    target = small.with_name("lampiran.perbaikan.xlsx")
    assert status == 0
    assert out.endswith(f"Salinan yang diperbaiki: {target}\n")
    assert {path.name for path in small.parent.iterdir()} == {small.name, target.name}
    # A folder that is read whole must not count the figures twice.
    assert list(open_books([small.parent])) == [small]


def test_a_protected_sheet_is_left_to_people(run: Run, small: Path) -> None:
    book = openpyxl.load_workbook(small)
    book.active.protection.sheet = True
    book.save(small)

    status, out, _ = run(small)

    assert status == 0
    assert "Lembar dilindungi dan sel ini terkunci." in out
    assert not small.with_name("lampiran.perbaikan.xlsx").exists()


def test_what_cannot_be_done_exits_with_2(run: Run, small: Path) -> None:
    folder, content = small.parent, small.read_bytes()

    status, _, err = run(small, "-o", small)
    assert (status, small.read_bytes()) == (2, content)
    assert "tidak boleh menimpa berkas asalnya" in err

    assert run(folder)[0] == 2
    (folder / "angka.csv").write_text("a;b\n")
    assert run(folder / "angka.csv")[0] == 2
    (folder / "~$hasil.xlsx").write_text("")
    status, _, err = run(small, "-o", folder / "hasil.xlsx")
    assert status == 0  # nobody has a file open that is not there
    status, _, err = run(small, "-o", folder / "hasil.xlsx")
    assert status == 2
    assert "berkas keluaran sedang dibuka" in err


def test_what_people_accepted_in_the_listing_is_not_mended(tmp_path: Path) -> None:
    source, marked = tmp_path / "buku.xlsx", tmp_path / "buku.catatan.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "Tabel 3.1"
    for row in (
        ("Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"),
        ("Panjang jalan mantap", "km", 80, 70, 90),
        ("Jumlah jembatan mantap", "unit", 8, 6, 70),
    ):
        book.active.append(row)
    book.save(source)
    assert cli.main(["tandai", str(source)]) == 1
    again = openpyxl.load_workbook(marked)
    sheet = again["Catatan"]
    titles = {cell.value: cell.column for cell in sheet[7]}
    for row in sheet.iter_rows(min_row=8):
        if row[titles["Sel"] - 1].value == "E2":
            row[titles["Status"] - 1].value = "Diterima"
            row[titles["Tanggapan"] - 1].value = "angka dokumen revisi"
    again.save(marked)
    assert cli.main(["perbaiki", str(marked)]) == 0

    mended = openpyxl.load_workbook(tmp_path / "buku.perbaikan.xlsx")
    assert mended["Tabel 3.1"]["E2"].value == 90
    assert str(mended["Tabel 3.1"]["E3"].value).startswith("=")
    assert mended.sheetnames == ["Tabel 3.1", "Catatan", "Perbaikan"]
