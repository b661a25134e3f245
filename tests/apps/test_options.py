"""The linter's manners: choosing rules, exit statuses, formats, quiet, colour."""

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from lkjip_xl.apps import cli
from lkjip_xl.apps.terminal import wants_colour

ROOT = Path(__file__).parents[2]
SEED_BOOK = ROOT / "workbooks" / "dp3akb-serang-2021.xlsx"
CLEAN_BOOK = ROOT / "workbooks" / "contoh-bersih.xlsx"


class Terminal(io.StringIO):
    """A standard output that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Run a command in this process; return its exit status, output and messages."""
    try:
        status = cli.main([str(argument) for argument in arguments])
    except SystemExit as stop:
        status = int(stop.code or 0)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def write_book(path: Path, *rows: tuple[object, ...], settings: tuple[object, ...] = ()) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(("Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"))
    for row in rows:
        book.active.append(row)
    if settings:
        sheet = book.create_sheet("Pengaturan")
        sheet.append(("Kode Aturan", "Uraian", "Lembar", "Sel", "Alasan"))
        sheet.append(settings)
    book.save(path)
    return path


WRONG = ("Panjang jalan mantap", "km", 80, 70, 90)
CUT = ("Jumlah peserta", "orang", 150, 100, 66.66)
ACCEPTED = ("HIT01", "Panjang jalan mantap", None, None, "mengikuti dokumen revisi")


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    return write_book(tmp_path / "salah.xlsx", WRONG, CUT)


@pytest.mark.parametrize(
    ("options", "codes", "status"),
    [
        ((), {"HIT01", "HIT02"}, 1),
        (("--pilih", "hit01"), {"HIT01"}, 1),
        (("--pilih", "HIT02"), {"HIT02"}, 0),
        (("--pilih", "HIT", "--abaikan", "HIT01"), {"HIT02"}, 0),
        (("--pilih", "ANG,LAM"), set(), 0),
        (("--pilih", "HIT02", "--pilih", "HIT01"), {"HIT01", "HIT02"}, 1),
        (("--abaikan", "HIT"), set(), 0),
        (("--abaikan", "HIT01", "--gagal-pada", "warning"), {"HIT02"}, 0),
        (("--abaikan", "HIT01", "--gagal-pada", "peringatan"), {"HIT02"}, 0),
        (("--abaikan", "HIT01", "--gagal-pada", "Informasi"), {"HIT02"}, 1),
        (("--gagal-pada", "kesalahan"), {"HIT01", "HIT02"}, 1),
    ],
)
def test_choice_and_exit_status(
    options: tuple[str, ...],
    codes: set[str],
    status: int,
    wrong: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    done, out, err = run(capsys, "periksa", wrong, "--format", "json", *options)

    assert (done, err) == (status, "")
    assert {finding["code"] for finding in json.loads(out)["findings"]} == codes


@pytest.mark.parametrize("command", ["tandai", "laporan", "proses"])
def test_every_command_that_checks_takes_them(
    command: str, wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = ("-o", wrong.parent / "hasil")

    assert run(capsys, command, wrong, *output)[0] == 1
    assert run(capsys, command, wrong, *output, "--abaikan", "HIT01")[0] == 0
    assert (
        run(capsys, command, wrong, *output, "--abaikan", "HIT01", "--gagal-pada", "info")[0] == 1
    )
    status, _, err = run(capsys, command, wrong, *output, "--pilih", "XYZ")
    assert status == 2
    assert "Pilih keluarga ANG, " in err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--pilih", "HIT77"), "--pilih: aturan atau keluarga “HIT77” tidak ada. Pilih dari HIT01"),
        (("--abaikan", "ABC"), "--abaikan: aturan atau keluarga “ABC” tidak ada. Pilih keluarga"),
        (("--gagal-pada", "parah"), "argumen --gagal-pada: pilihan 'parah' tidak ada"),
        (("--format", "xml"), "argumen --format: pilihan 'xml' tidak ada"),
        (("--pilih",), "argumen --pilih: perlu satu nilai"),
    ],
)
def test_what_is_not_understood_exits_with_2(
    options: tuple[str, ...], words: str, wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "periksa", wrong, *options)

    assert (status, out) == (2, "")
    assert words in err


def test_what_is_accepted_is_listed_and_does_not_fail(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = write_book(tmp_path / "diterima.xlsx", WRONG, settings=ACCEPTED)

    status, out, _ = run(capsys, "periksa", book)
    assert status == 0
    assert "  E2  Kesalahan  HIT01 (Panjang jalan mantap)\n" in out
    assert "      Diterima: Mengikuti dokumen revisi.\n" in out
    assert "Perbaikan" not in out
    assert out.splitlines()[-1].startswith("0 kesalahan, 0 peringatan, 0 informasi, 1 diterima; ")

    document = json.loads(run(capsys, "periksa", book, "--format", "json")[1])
    (finding,) = document["findings"]
    assert (finding["severity"], finding["accepted"]) == ("error", "mengikuti dokumen revisi")
    summary = document["summary"]
    assert {name: summary[name] for name in ("error", "warning", "info", "accepted")} == {
        "error": 0,
        "warning": 0,
        "info": 0,
        "accepted": 1,
    }


def test_an_open_finding_says_nothing_of_acceptance(
    wrong: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads(run(capsys, "periksa", wrong, "--format", "json")[1])

    assert all("accepted" not in finding for finding in document["findings"])
    assert document["summary"]["accepted"] == 0


def test_an_accepted_error_leaves_the_report_final_and_its_mark_mild(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from openpyxl import load_workbook

    book = write_book(tmp_path / "diterima.xlsx", WRONG, settings=ACCEPTED)
    assert run(capsys, "tandai", book)[0] == 0

    marked = load_workbook(tmp_path / "diterima.catatan.xlsx")
    comment = marked.worksheets[0]["E2"].comment
    assert "Diterima: Mengikuti dokumen revisi." in comment.text
    catatan = [cell.value for row in marked["Catatan"].iter_rows() for cell in row if cell.value]
    assert "Diterima" in catatan
    assert "Kesalahan: 0" in catatan
    assert "dari 1 catatan; 1 diterima dengan alasan" in catatan


def test_quiet_leaves_the_last_line(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = run(capsys, "periksa", wrong)[1].splitlines()
    status, out, err = run(capsys, "periksa", wrong, "--diam")

    assert (status, err) == (1, "")
    assert out.splitlines()[0].rsplit(";", 1)[0] == whole[-1].rsplit(";", 1)[0]
    assert len(out.splitlines()) == 1

    status, out, _ = run(capsys, "proses", wrong, "--diam", "-o", wrong.parent / "hasil")
    assert (status, len(out.splitlines())) == (1, 1)
    assert len(list((wrong.parent / "hasil").iterdir())) == 2


def test_the_listing_is_the_same_every_time(capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (run(capsys, "periksa", SEED_BOOK)[1].splitlines() for _ in range(2))

    assert first[:-1] == second[:-1]
    places = [line for line in first if line.startswith("Lembar ")]
    assert len(places) == len(set(places))


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({}, False),
    ],
)
def test_colours_only_where_they_show(environment: dict[str, str], coloured: bool) -> None:
    assert wants_colour(Terminal(), environment) is (coloured and sys.platform != "win32")
    assert not wants_colour(io.StringIO(), environment)


def test_a_terminal_gets_coloured_severity_words(
    wrong: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = {}
    for no_colour in ("", "1"):
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv("NO_COLOR", no_colour)
        monkeypatch.setattr(sys, "stdout", outputs.setdefault(no_colour, Terminal()))
        assert cli.main(["periksa", str(wrong)]) == 1
    coloured, plain = (outputs[key].getvalue() for key in ("", "1"))

    assert "  E2  \x1b[1;31mKesalahan\x1b[0m  HIT01 (Panjang jalan mantap)\n" in coloured
    assert "  E3  \x1b[36mInformasi\x1b[0m  HIT02 (Jumlah peserta)\n" in coloured
    assert "\x1b" not in plain
    assert len(coloured.splitlines()) == len(plain.splitlines())


def test_a_pipe_gets_no_colour(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "\x1b" not in run(capsys, "periksa", wrong)[1]


def test_sarif_names_the_book_as_seen_from_the_working_folder(
    wrong: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = wrong.parent / "buku kerja"
    folder.mkdir()
    shutil.move(wrong, folder / "salah.xlsx")
    monkeypatch.chdir(wrong.parent)

    def uri_of(book: Path) -> str:
        status, out, _ = run(capsys, "periksa", book, "--format", "sarif")
        assert status == 1
        return str(json.loads(out)["runs"][0]["artifacts"][0]["location"]["uri"])

    assert uri_of(Path("buku kerja/salah.xlsx")) == "buku%20kerja/salah.xlsx"
    monkeypatch.chdir(folder)
    assert uri_of(Path("salah.xlsx")) == "salah.xlsx"
    other = wrong.parent / "lain"
    other.mkdir()
    monkeypatch.chdir(other)
    assert uri_of(Path("../buku kerja/salah.xlsx")) == (folder / "salah.xlsx").resolve().as_uri()


def test_help_is_quick_to_import() -> None:
    """The help must not wait for the readers, the rules or the outputs."""
    import subprocess

    code = (
        "import sys\n"
        "from lkjip_xl.apps.arguments import build_parser\n"
        "build_parser('0').format_help()\n"
        "print([name for name in sys.modules if name.startswith('lkjip_xl.')])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "['lkjip_xl.apps', 'lkjip_xl.apps.arguments']"
