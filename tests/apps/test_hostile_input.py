"""Input made to break, stop or mislead a command: it says what is wrong, and ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pandas
import pytest
import xlsxwriter
from small_books import write_kinerja

from lkjip_xl import opening
from lkjip_xl.adapters.folders import find_books
from lkjip_xl.apps.cli import main
from lkjip_xl.batch.places import identify, list_files
from lkjip_xl.keeping import MEMORY
from lkjip_xl.ports import BookError, legible

#: Cells that hold no sensible amount, as numbers and as texts.
AMOUNTS = (1e40, 1e300, -1e300, -0.0, 1e-300, "1E+40", "1E+400", "9" * 400, "NaN", "Infinity", "-0")


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Let a command that waits for ever fail its test, not the whole run."""

    def stop(*_: object) -> None:
        pytest.fail("still waiting")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        os.chdir(path.parent)  # the whole path may be too long for a socket
        one.bind(path.name)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    write_kinerja(tmp_path / "buku.xlsx")
    return tmp_path / "buku.xlsx"


@pytest.mark.parametrize(
    "arguments",
    [
        "periksa {no}",
        "tandai {no}",
        "tandai --bersihkan {no}",
        "perbaiki {no}",
        "laporan {no}",
        "laporan {ok} --templat {no}",
        "proses {ok} --templat {no}",
        "data {no} -o {ok}.csv",
        "banding {ok} {no}",
        "banding {no} {ok}",
        "templat periksa {no}",
    ],
)
@pytest.mark.parametrize("make", [make_pipe, make_device, make_socket])
def test_only_files_are_opened(
    book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Path], None], arguments: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(book.parent)
    no = book.with_name("x.xlsx")
    make(no)
    present = set(book.parent.iterdir())

    assert main(arguments.format(ok=book, no=no).split()) == 2
    assert "x.xlsx: " in (told := capsys.readouterr().err)
    assert "bukan berkas biasa" in told
    assert set(book.parent.iterdir()) == present


def test_what_is_no_file_is_passed_over_in_a_folder(book: Path) -> None:
    make_pipe(book.with_name("pipa.xlsx"))
    make_device(book.with_name("nol.xlsx"))

    found = find_books([book.parent])
    assert found.books == (book,)
    assert {one.path.name for one in found.passed_over} == {"pipa.xlsx", "nol.xlsx"}
    assert all("bukan berkas biasa" in one.reason for one in found.passed_over)
    assert [one.name for one in list_files(str(book.parent))] == [book.name]


def test_a_file_that_is_exchanged_for_a_pipe(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    about = book.stat()
    make_pipe(pipe := book.with_name("pipa.xlsx"))
    monkeypatch.setattr(Path, "stat", lambda _path: about)

    with pytest.raises(BookError, match="bukan berkas biasa"):
        opening.open_file(pipe)


def test_a_file_that_is_hardly_there_but_huge(tmp_path: Path) -> None:
    path = tmp_path / "buku.xls"
    with path.open("wb") as stream:
        stream.write(bytes.fromhex("D0CF11E0A1B11AE1"))
        stream.truncate(8 * 2**30)

    for verb in (["periksa"], ["tandai"], ["tandai", "--bersihkan"]):
        assert main([*verb, str(path)]) == 2
    (file,) = list_files(str(path))
    with pytest.raises(BookError, match="8192 MB"):
        identify(file)


@pytest.mark.parametrize("amount", AMOUNTS)
def test_amounts_beyond_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], amount: float | str
) -> None:
    path = tmp_path / "buku.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet("Tabel 3.1")
        sheet.write_row(0, 0, ["Tabel 3.1 Tahun 2023"])
        sheet.write_row(2, 0, ["Program", "Indikator", "Satuan", "Target", "Realisasi", "Capaian"])
        for row, column in enumerate((3, 4, 5), start=3):
            sheet.write_row(row, 0, [f"Program {row}", f"Jalan mantap {row}", "km", 80, 70, 87.5])
            sheet.write(row, column, amount)

    for arguments in (
        ["periksa", str(path), "--format", "json"],
        ["perbaiki", str(path)],
        ["data", str(path), "-o", f"{path}.csv"],
    ):
        assert main(arguments) in (0, 1)
    found = json.loads(capsys.readouterr().out.partition("\n}\n")[0] + "}")["findings"]
    unreadable = [one["cell"] for one in found if one["code"] == "ISI01"]
    if isinstance(amount, float) and abs(amount) > 1e24:
        assert unreadable == ["D4", "E5", "F6"]


def test_control_characters_go_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "a\x01\n\x7f.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet("Tabel 3.1")
        sheet.write_row(0, 0, ["Tabel 3.1 Tahun 2023"])
        sheet.write_row(2, 0, ["Program", "Indikator", "Satuan", "Target", "Realisasi", "Capaian"])
        sheet.write_row(3, 0, ["Jalan", "Pan\x01jang\x0b ja\x1flan", "km", 80, 70, 90])

    assert main(["tandai", str(path), "-o", str(tmp_path / "tanda.xlsx")]) == 1
    for suffix in ("xlsx", "csv", "json", "parquet"):
        assert main(["data", str(path), "-o", str(tmp_path / f"data.{suffix}")]) == 0
    rows = openpyxl.load_workbook(tmp_path / "data.xlsx")["Data"].iter_rows(values_only=True)
    written = {value for row in rows for value in row}
    assert {"Panjang jalan", "a%01%0A%7F.xlsx"} <= written
    assert set(pandas.read_parquet(tmp_path / "data.parquet")["indikator"]) == {"Panjang jalan"}


@pytest.mark.parametrize("name", [b"a\xff.xlsx", b"a'b!c.xlsx", b"a=1+1.xlsx", b"a#?%20.xlsx"])
def test_file_names_of_every_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: bytes
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    write_kinerja(tmp_path / "buku.xlsx", capaian=90)
    (tmp_path / "buku.xlsx").rename(path)

    for verb in (
        ["periksa", "--format", "json"],
        ["periksa", "--format", "sarif"],
        ["data", "-o", str(tmp_path / "data.csv")],
        ["data", "-o", str(tmp_path / "data.parquet")],
        ["banding", str(path)],
        ["tandai"],
    ):
        assert main([*verb, str(path)]) in (0, 1), capsys.readouterr().err
    told = legible(path.name)
    assert set(pandas.read_csv(tmp_path / "data.csv")["file"]) == {told}
    assert path.with_name(told).with_suffix(".catatan.xlsx").is_file()


@pytest.mark.parametrize("name", ["x" * 300 + ".xlsx", "a/" * 3000])
@pytest.mark.parametrize(
    "verb",
    [["periksa"], ["tandai"], ["tandai", "--bersihkan"], ["perbaiki"], ["templat", "periksa"]],
)
def test_names_that_no_file_can_have(verb: list[str], name: str) -> None:
    assert main([*verb, name]) == 2


@pytest.mark.parametrize("sheet", ["A'B", "=1+1", "a!b", '"', "3.1 & <x>", "A1", "TRUE", "#REF!"])
def test_sheet_names_that_need_quoting(book: Path, sheet: str) -> None:
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    named = sheet.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b'name="Tabel 3.1"', f'name="{named}"'.encode()
    )
    with zipfile.ZipFile(book, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    marked, clean = book.with_name("tanda.xlsx"), book.with_name("bersih.xlsx")

    assert main(["tandai", str(book), "-o", str(marked)]) in (0, 1)
    assert openpyxl.load_workbook(marked).sheetnames[0] == sheet
    assert main(["tandai", "--bersihkan", str(marked), "-o", str(clean)]) == 0
    with zipfile.ZipFile(clean) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == parts


def test_a_memory_that_is_a_pipe(book: Path) -> None:
    make_pipe(book.with_name(MEMORY))

    for _ in range(2):
        assert main(["data", str(book), "-o", str(book.with_suffix(".csv"))]) == 0
