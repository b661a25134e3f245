"""Where a command writes: never over an input, never over what is not ours, never with a traceback."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from small_books import write_one_row

from lkjip_xl import check, open_book
from lkjip_xl.apps import cli
from lkjip_xl.apps.reporting import write_word
from lkjip_xl.keeping import MEMORY, replacing

FOREIGN = b"milik kantor"
TODAY = f"{date.today():%Y-%m-%d}"

#: Each command that writes the file it is told, with the suffix of that file.
INTO_A_FILE = {
    "tandai": (("tandai", "buku.xlsx", "-o"), ".xlsx"),
    "bersihkan": (("tandai", "--bersihkan", "buku.xlsx", "-o"), ".xlsx"),
    "perbaiki": (("perbaiki", "buku.xlsx", "-o"), ".xlsx"),
    "data xlsx": (("data", "buku.xlsx", "-o"), ".xlsx"),
    "data csv": (("data", "buku.xlsx", "-o"), ".csv"),
    "data json": (("data", "buku.xlsx", "-o"), ".json"),
    "data parquet": (("data", "buku.xlsx", "-o"), ".parquet"),
}

#: Each command that writes into a folder, with a file that it writes there, and what that becomes.
INTO_A_FOLDER = {
    "tandai": (("tandai", "buku.xlsx", "-o"), "buku.catatan.xlsx", "buku.catatan-lama.xlsx"),
    "bersihkan": (
        ("tandai", "--bersihkan", "buku.xlsx", "-o"), "buku.bersih.xlsx", "buku.bersih-lama.xlsx",
    ),
    "perbaiki": (("perbaiki", "buku.xlsx", "-o"), "buku.perbaikan.xlsx", "buku.perbaikan-lama.xlsx"),
    "laporan": (
        ("laporan", "buku.xlsx", "-o"), "buku.laporan.docx", f"buku.laporan-suntingan-{TODAY}.docx",
    ),
    "laporan html": (
        ("laporan", "buku.xlsx", "--format", "html", "-o"),
        "buku.laporan.html", f"buku.laporan-suntingan-{TODAY}.html",
    ),
    "data.json": (
        ("laporan", "buku.xlsx", "--format", "html", "-o"),
        "data.json", f"data-suntingan-{TODAY}.json",
    ),
    "proses": (("proses", "buku.xlsx", "-o"), "buku.catatan.xlsx", "buku.catatan-lama.xlsx"),
    "proses, the report": (
        ("proses", "buku.xlsx", "-o"), "buku.laporan.docx",
        f"buku.laporan-suntingan-{TODAY}.docx",
    ),
}  # fmt: skip

SPELLINGS: dict[str, Callable[[Path], Path]] = {
    "the same": lambda book: Path(book.name),
    "absolute": lambda book: book,
    "round about": lambda book: Path("x", "..", ".", book.name),
    "through a link to the folder": lambda book: Path("folder-tautan", book.name),
    "symbolic link": lambda book: Path("tautan.xlsx"),
    "hard link": lambda book: Path("kembar.xlsx"),
}

BAD_NAMES = (
    "CON{}", "nul{}", "Aux.lama{}", "COM1{}", "lpt9{}", "x{}.", "x{} ", "baris\nbaru{}", "x\x1b[2J{}",
    "x\0{}", "n" * 252 + "{}",
)  # fmt: skip

Run = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def one_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asal") / "buku.xlsx"
    write_one_row(path)
    return path


@pytest.fixture
def place(one_book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(one_book, tmp_path)
    return tmp_path


@pytest.fixture
def run(place: Path, one_book: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command, and return its status and what it says; its book must stay as it is."""

    def run(*arguments: object) -> tuple[int, str]:
        capsys.readouterr()
        status = cli.main([str(one) for one in arguments])
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        assert (place / "buku.xlsx").read_bytes() == one_book.read_bytes()
        assert not list(place.rglob("*.tmp"))
        return status, told.out + told.err

    return run


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def edit(path: Path) -> None:
    """Do to a file what people do: save the workbook, or change another one's letters."""
    if path.suffix == ".xlsx":
        openpyxl.load_workbook(path).save(path)
    else:
        path.write_bytes(path.read_bytes() + b" ")


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize(
    "command", [one for one, (_, end) in INTO_A_FILE.items() if end == ".xlsx"]
)
def test_no_input_is_written_over(command: str, spelling: str, place: Path, run: Run) -> None:
    (place / "x").mkdir()
    (place / "folder-tautan").symlink_to(place)
    (place / "tautan.xlsx").symlink_to("buku.xlsx")
    (place / "kembar.xlsx").hardlink_to("buku.xlsx")
    before = files(place)
    status, told = run(*INTO_A_FILE[command][0], SPELLINGS[spelling](place / "buku.xlsx"))

    assert status == 2
    assert "tidak boleh menimpa berkas asalnya" in told
    assert files(place) == before


def test_no_book_of_several_is_written_over(place: Path, run: Run) -> None:
    (place / "dua").mkdir()
    shutil.copy(place / "buku.xlsx", place / "dua" / "lain.xlsx")
    before = files(place / "dua")

    status, told = run("data", "dua", "buku.xlsx", "-o", place / "dua" / "LAIN.XLSX".lower())
    assert (status, files(place / "dua")) == (2, before)
    assert "menimpa" in told


@pytest.mark.parametrize("command", INTO_A_FILE)
def test_a_file_that_is_not_ours_is_kept(command: str, place: Path, run: Run) -> None:
    arguments, suffix = INTO_A_FILE[command]
    target, kept = place / f"lain{suffix}", place / f"lain-lama{suffix}"
    target.write_bytes(FOREIGN)
    status, told = run(*arguments, target)

    assert status in (0, 1)
    assert f"maka disimpan: {kept}" in told
    assert (kept.read_bytes(), target.read_bytes() == FOREIGN) == (FOREIGN, False)

    before = files(place)
    assert "disimpan" not in run(*arguments, target)[1], "nobody has changed it since"
    assert files(place).keys() == before.keys()

    edit(target)
    edited = target.read_bytes()
    assert f"maka disimpan: {place / f'lain-lama-2{suffix}'}" in run(*arguments, target)[1]
    assert (place / f"lain-lama-2{suffix}").read_bytes() == edited


@pytest.mark.parametrize("command", INTO_A_FOLDER)
def test_a_file_in_the_folder_that_is_not_ours_is_kept(command: str, place: Path, run: Run) -> None:
    arguments, name, kept = INTO_A_FOLDER[command]
    folder = place / "hasil"
    folder.mkdir()
    (folder / name).write_bytes(FOREIGN)
    status, told = run(*arguments, folder)

    assert status in (0, 1)
    assert f"maka disimpan: {folder / kept}" in told
    assert (folder / kept).read_bytes() == FOREIGN != (folder / name).read_bytes()
    assert "disimpan" not in run(*arguments, folder)[1]


@pytest.mark.parametrize("command", INTO_A_FILE)
def test_a_link_is_followed_and_its_file_kept(command: str, place: Path, run: Run) -> None:
    arguments, suffix = INTO_A_FILE[command]
    real, link = place / f"nyata{suffix}", place / f"tautan{suffix}"
    real.write_bytes(FOREIGN)
    link.symlink_to(real.name)

    assert run(*arguments, link)[0] in (0, 1)
    assert link.is_symlink()
    assert real.read_bytes() != FOREIGN
    assert (place / f"nyata-lama{suffix}").read_bytes() == FOREIGN


@pytest.mark.parametrize("command", INTO_A_FILE)
def test_what_cannot_be_written_is_told(command: str, place: Path, run: Run) -> None:
    arguments, suffix = INTO_A_FILE[command]
    (place / f"folder{suffix}").mkdir()
    (place / f"berkas{suffix}").write_bytes(FOREIGN)
    os.mkfifo(place / f"pipa{suffix}")
    for target in (
        f"tidak-ada/x{suffix}", f"berkas{suffix}/x{suffix}", f"pipa{suffix}",
        *(name.format(suffix) for name in BAD_NAMES),
    ):  # fmt: skip
        status, told = run(*arguments, target)
        assert (status, told.count("lkjip: ")) == (2, 1), target
        assert "\x1b" not in told
    if command.startswith("data"):
        assert "adalah folder" in run(*arguments, f"folder{suffix}")[1]
    assert files(place).keys() == {"buku.xlsx", f"berkas{suffix}"}
    assert (place / f"berkas{suffix}").read_bytes() == FOREIGN


@pytest.mark.parametrize("command", INTO_A_FOLDER)
@pytest.mark.parametrize("name", ["berkas", "berkas/x", "CON", "hasil.", "n" * 256, "a\tb"])
def test_a_folder_that_cannot_be_made_is_told(
    command: str, name: str, place: Path, run: Run
) -> None:
    (place / "berkas").write_bytes(FOREIGN)
    status, told = run(*INTO_A_FOLDER[command][0], name)

    assert (status, told.count("lkjip: ")) == (2, 1)
    assert {path.name for path in place.iterdir()} == {"buku.xlsx", "berkas"}


def test_a_report_that_people_edited_is_kept_with_all_its_words(place: Path, run: Run) -> None:
    run("laporan", "buku.xlsx")
    report = place / "buku.laporan.docx"
    for number, name in enumerate((f"suntingan-{TODAY}", f"suntingan-{TODAY}-2")):
        document = docx.Document(report)
        document.add_paragraph(f"Tulisan kantor {number}")
        document.save(report)
        _, told = run("laporan", "buku.xlsx")
        kept = place / f"buku.laporan-{name}.docx"
        assert f"disimpan: {kept.name}" in told
        assert docx.Document(kept).paragraphs[-1].text == f"Tulisan kantor {number}"
    assert {path.name for path in place.iterdir()} == {
        "buku.xlsx", report.name, *(f"buku.laporan-suntingan-{TODAY}{n}.docx" for n in ("", "-2")),
    }  # fmt: skip


def test_the_report_of_the_button_and_of_the_recap_is_guarded_too(place: Path) -> None:
    target = place / "Laporan.docx"
    target.write_bytes(FOREIGN)
    checked = check(open_book(place / "buku.xlsx"))
    remarks = write_word(checked, target)

    kept = target.with_stem(f"Laporan-suntingan-{TODAY}")
    assert f"maka disimpan: {kept}." in remarks[-1]
    assert kept.read_bytes() == FOREIGN
    assert len(write_word(checked, target)) == len(remarks) - 1


def test_an_untouched_report_is_replaced_wherever_it_was_brought(place: Path, run: Run) -> None:
    run("laporan", "buku.xlsx")
    (place / "lain").mkdir()
    (place / "buku.laporan.docx").rename(place / "lain" / "buku.laporan.docx")

    assert "disimpan" not in run("laporan", "buku.xlsx", "-o", "lain")[1]
    assert [path.name for path in (place / "lain").iterdir()] == ["buku.laporan.docx"]


def test_all_forms_of_a_report_say_the_same(place: Path, run: Run, one_book: Path) -> None:
    run("laporan", "buku.xlsx", "--format", "html", "-o", "hasil")
    folder = place / "hasil"
    page, data = (folder / name for name in ("buku.laporan.html", "data.json"))
    before = page.read_bytes(), data.read_bytes()
    book = openpyxl.load_workbook(one_book)
    book.active["D4"] = 77
    other = place / "baru" / "buku.xlsx"
    other.parent.mkdir()
    book.save(other)

    assert "disimpan" not in run("laporan", other, "-o", "hasil")[1]
    assert page.read_bytes() != before[0] and data.read_bytes() != before[1]

    page.write_text("disunting")
    told = run("laporan", other, "-o", "hasil")[1]
    assert (folder / f"buku.laporan-suntingan-{TODAY}.html").read_text() == "disunting"
    assert "data.json dihapus: isinya laporan yang lama" in told
    assert files(folder).keys() == {
        "buku.laporan.docx", f"buku.laporan-suntingan-{TODAY}.html",
    }  # fmt: skip


def test_a_printed_report_that_cannot_be_renewed_goes(
    place: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without LibreOffice: ours goes, one that is not ours is kept apart."""
    report = place / "buku.laporan.pdf"
    report.write_bytes(b"%PDF cetakan kantor")
    run("laporan", "buku.xlsx")
    assert not report.exists()
    kept = place / f"buku.laporan-suntingan-{TODAY}.pdf"
    assert kept.read_bytes() == b"%PDF cetakan kantor"

    with replacing(report):
        report.write_bytes(b"%PDF cetakan kita")
    status, told = run("laporan", "buku.xlsx")
    assert status == 1 and not report.exists()
    assert "buku.laporan.pdf dihapus: isinya laporan yang lama" in told


def test_a_word_report_is_not_made_unasked(place: Path, run: Run) -> None:
    """It may come from the office's own template, which this run does not know."""
    run("laporan", "buku.xlsx")
    before = (place / "buku.laporan.docx").stat()
    run("laporan", "buku.xlsx", "--format", "html")

    assert (place / "buku.laporan.docx").stat() == before


def test_another_programs_data_beside_the_report_stays(place: Path, run: Run) -> None:
    (place / "data.json").write_text('{"format": "lain"}')
    run("laporan", "buku.xlsx")

    assert (place / "data.json").read_text() == '{"format": "lain"}'


def test_a_new_template_replaces_nothing(place: Path, run: Run) -> None:
    (place / "ada.docx").write_bytes(FOREIGN)
    for name in ("ada.docx", "tidak-ada/x.docx", "NUL.docx", "n" * 251 + ".docx"):
        assert run("templat", "baru", name)[0] == 2
    assert files(place).keys() == {"buku.xlsx", "ada.docx"}
    assert (place / "ada.docx").read_bytes() == FOREIGN


def test_a_forgotten_folder_loses_nothing(place: Path, run: Run) -> None:
    """Without the memory the same figures are no loss; other ones are kept."""
    run("data", "buku.xlsx", "-o", "x.csv")
    (place / MEMORY).unlink()
    assert "disimpan" not in run("data", "buku.xlsx", "-o", "x.csv")[1]

    (place / "x.csv").write_text("lama\n")
    (place / MEMORY).write_bytes(b"\xff\x00 rusak")
    assert "x-lama.csv" in run("data", "buku.xlsx", "-o", "x.csv")[1]
