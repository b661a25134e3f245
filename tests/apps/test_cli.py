"""The command line, run as staff run it: from start to end, in a process of its own."""

import csv
import json
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from small_books import write_anggaran, write_kinerja, write_unknown

ROOT = Path(__file__).parents[2]
SEED_BOOK = ROOT / "workbooks" / "dp3akb-serang-2021.xlsx"
CLEAN_BOOK = ROOT / "workbooks" / "contoh-bersih.xlsx"


def run(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-X",
            "dev",
            "-W",
            "error",
            "-m",
            "lkjip_xl.apps.cli",
            *map(str, arguments),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        check=False,
    )


@pytest.fixture(scope="module")
def seed_listing() -> subprocess.CompletedProcess[str]:
    return run("periksa", SEED_BOOK)


@pytest.fixture(scope="module")
def seed_document() -> Any:
    return json.loads(run("periksa", SEED_BOOK, "--format", "json").stdout)


@pytest.fixture(scope="module")
def clean_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The figures of the clean book as CSV."""
    target = tmp_path_factory.mktemp("data") / "angka.csv"
    done = run("data", CLEAN_BOOK, "-o", target)
    assert (done.returncode, done.stderr) == (0, "")
    return target


def test_a_clean_book_exits_with_0_and_says_what_was_compared() -> None:
    done = run("periksa", CLEAN_BOOK)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0 kesalahan, 0 peringatan, 0 informasi; diperiksa 70 capaian, ")


def test_errors_exit_with_1_and_end_in_one_line_of_counts(
    seed_listing: subprocess.CompletedProcess[str],
) -> None:
    done = seed_listing

    assert (done.returncode, done.stderr) == (1, "")
    assert "  I45  Kesalahan  HIT01 (Rasio KDRT)\n" in done.stdout
    assert "      Hitungan: (2 × 0,0046 − 0,0044) / 0,0046 × 100 = 104,35\n" in done.stdout
    assert " kesalahan, " in done.stdout.splitlines()[-1]


def test_json_keeps_its_contract(seed_document: Any) -> None:
    document = seed_document

    assert document["version"] == 1
    rasio = next(f for f in document["findings"] if f["cell"] == "I45" and f["code"] == "HIT01")
    assert {**rasio, "message": "", "fix": "", "fingerprint": "", "calculation": ""} == {
        "code": "HIT01",
        "name": "capaian-berbeda-dari-hitungan",
        "severity": "error",
        "file": SEED_BOOK.name,
        "sheet": "Tabel 3.1",
        "cell": "I45",
        "field": "capaian",
        "item": "Rasio KDRT",
        "written": "95,65",
        "expected": "104,35",
        "message": "",
        "fix": "",
        "calculation": "",
        "related": [
            {"file": SEED_BOOK.name, "sheet": "Tabel 3.1", "cell": "G45"},
            {"file": SEED_BOOK.name, "sheet": "Tabel 3.1", "cell": "H45"},
            {"file": SEED_BOOK.name, "sheet": "IKU", "cell": "E8"},
        ],
        "fingerprint": "",
    }
    assert all(f["message"] and f["fix"] and f["fingerprint"] for f in document["findings"])
    prints = [f["fingerprint"] for f in document["findings"]]
    assert len(prints) == len(set(prints))
    tabel_3_1 = next(t for t in document["tables"] if t["form"] == "tabel_3_1")
    assert tabel_3_1 == {
        "form": "tabel_3_1",
        "file": SEED_BOOK.name,
        "sheet": "Tabel 3.1",
        "range": "A4:J141",
        "rows": 137,
    }
    severities = [f["severity"] for f in document["findings"]]
    summary = document["summary"]
    assert {s: severities.count(s) for s in ("error", "warning", "info")} == {
        s: summary[s] for s in ("error", "warning", "info")
    }
    assert summary["checked"]["capaian"] > 100


def test_data_holds_every_figure_of_the_annexes(clean_data: Path, tmp_path: Path) -> None:
    done = run("data", SEED_BOOK, "-o", tmp_path / "angka.csv")

    assert (done.returncode, done.stderr) == (0, "")
    _holds_all(tmp_path / "angka.csv", "dp3akb_serang_2021_angka.csv")
    _holds_all(clean_data, "contoh_bersih_angka.csv")


def _holds_all(data: Path, golden_file: str) -> None:
    with data.open(encoding="utf-8", newline="") as stream:
        read = {_identity(row): row for row in csv.DictReader(stream)}
    with (ROOT / "tests" / "golden" / golden_file).open(encoding="utf-8", newline="") as stream:
        for expected in csv.DictReader(stream):
            row = read[_identity(expected)]
            assert row["level"] == expected["level"]
            assert _same(row["value"], expected["value"]), (expected, row)


def _identity(row: dict[str, str]) -> tuple[str, ...]:
    number = row["row"] if "row" in row else "".join(filter(str.isdigit, row["cell"]))
    return row["sheet"], row["form"], number, row["field"], row["year"]


def _same(read: str, expected: str) -> bool:
    """Compare at the digits of the expected value; the golden percentages are rounded."""
    if not read or not expected:
        return read == expected
    shown = Decimal(expected)
    return abs(Decimal(read) - shown) <= Decimal(1).scaleb(shown.as_tuple().exponent) / 2


@pytest.mark.parametrize("suffix", [".xlsx", ".parquet", ".json"])
def test_data_is_the_same_in_every_format(suffix: str, clean_data: Path, tmp_path: Path) -> None:
    import pandas

    assert run("data", CLEAN_BOOK, "-o", tmp_path / f"angka{suffix}").returncode == 0
    expected = pandas.read_csv(clean_data, keep_default_na=False, na_values={"value": [""]})
    reader = {
        ".xlsx": pandas.read_excel,
        ".parquet": pandas.read_parquet,
        ".json": pandas.read_json,
    }
    options = {
        ".xlsx": {"engine": "openpyxl", "keep_default_na": False, "na_values": {"value": [""]}}
    }.get(suffix, {})
    found = reader[suffix](tmp_path / f"angka{suffix}", **options)

    pandas.testing.assert_frame_equal(
        found.astype({"written": str}), expected.astype({"written": str}), check_dtype=False
    )


def test_marks_go_into_a_copy_and_come_out_again(
    seed_listing: subprocess.CompletedProcess[str], tmp_path: Path
) -> None:
    book = tmp_path / "lampiran.xlsx"
    shutil.copy(SEED_BOOK, book)
    before = book.read_bytes()

    done = run("tandai", book)
    marked = tmp_path / "lampiran.catatan.xlsx"
    assert done.returncode == 1
    assert str(marked) in done.stdout
    assert book.read_bytes() == before
    again = run("periksa", marked).stdout.replace(marked.name, SEED_BOOK.name)
    assert again.rsplit(";", 1)[0] == seed_listing.stdout.rsplit(";", 1)[0]

    assert run("tandai", marked, "--bersihkan", "-o", tmp_path / "bersih.xlsx").returncode == 0
    assert _parts(tmp_path / "bersih.xlsx") == _parts(book)


def _parts(path: Path) -> dict[str, bytes]:
    import zipfile

    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_source_is_never_written_over(tmp_path: Path) -> None:
    book = tmp_path / "lampiran.xlsx"
    shutil.copy(SEED_BOOK, book)
    before = book.read_bytes()

    done = run("tandai", book, "-o", book)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert book.read_bytes() == before


def test_proses_makes_everything_in_one_folder(tmp_path: Path) -> None:
    done = run("proses", SEED_BOOK, "-o", tmp_path / "hasil")

    assert done.returncode == 1
    assert sorted(path.name for path in (tmp_path / "hasil").iterdir()) == [
        "dp3akb-serang-2021.catatan.xlsx",
        "dp3akb-serang-2021.laporan.docx",
    ]


def test_several_books_together_are_one_office_year(tmp_path: Path) -> None:
    """Splitting a book into two files changes no verdict."""
    from openpyxl import load_workbook

    (tmp_path / "bagian").mkdir()
    whole_book = load_workbook(SEED_BOOK, data_only=True)
    whole_book.save(tmp_path / "utuh.xlsx")
    second_book = load_workbook(tmp_path / "utuh.xlsx")
    for number, name in enumerate(whole_book.sheetnames, start=1):
        del (whole_book if number > 9 else second_book)[name]
    whole_book.save(tmp_path / "bagian" / "1.xlsx")
    second_book.save(tmp_path / "bagian" / "2.xlsx")

    whole = json.loads(run("periksa", tmp_path / "utuh.xlsx", "--format", "json").stdout)[
        "findings"
    ]
    parts = json.loads(run("periksa", tmp_path / "bagian", "--format", "json").stdout)["findings"]

    def verdicts(findings: list[dict[str, str]]) -> list[tuple[str, str, str]]:
        return sorted((f["code"], f["sheet"], f["cell"]) for f in findings)

    assert verdicts(parts) == verdicts(whole)
    assert {f["fingerprint"] for f in parts} == {f["fingerprint"] for f in whole}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "argumen ini wajib diisi: PERINTAH"),
        (("periksa",), "argumen ini wajib diisi: BUKU"),
        (("periksa", "a.xlsx", "--format", "xml"), "pilihan 'xml' tidak ada"),
        (("hitung", "a.xlsx"), "pilihan 'hitung' tidak ada"),
        (("periksa", "tidak-ada.xlsx"), "tidak-ada.xlsx: berkas tidak ditemukan"),
        (("aturan", "XYZ99"), "XYZ99: aturan dengan kode itu tidak ada"),
        (("data", CLEAN_BOOK, "-o", "angka.doc"), "akhiran .doc tidak dikenal"),
    ],
)
def test_what_cannot_be_done_exits_with_2_and_says_why(
    arguments: tuple[str, ...], words: str
) -> None:
    done = run(*arguments)

    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_a_book_without_a_known_table_is_told_so(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Daftar belanja dapur", "Harga"])
    book.save(tmp_path / "belanja.xlsx")

    done = run("periksa", tmp_path / "belanja.xlsx")

    assert done.returncode == 2
    assert "belanja.xlsx: tidak ada lampiran LKjIP yang dikenali" in done.stderr


def test_help_speaks_indonesian() -> None:
    for command in (
        (),
        ("periksa",),
        ("tandai",),
        ("perbaiki",),
        ("laporan",),
        ("proses",),
        ("data",),
        ("aturan",),
    ):
        done = run(*command, "--help")
        assert done.returncode == 0
        assert done.stdout.startswith("pemakaian: lkjip")
        for english in ("usage", "options", "show this", "positional"):
            assert english not in done.stdout


def test_every_rule_is_listed_and_explained() -> None:
    from lkjip_xl.rules.catalogue import RULES

    listed = run("aturan").stdout
    assert all(f"{rule.code}  {rule.severity.label}" in listed for rule in RULES)
    explained = run("aturan", "hit01").stdout
    assert explained.startswith("HIT01 capaian-berbeda-dari-hitungan (kesalahan)\n\nCapaian yang")
    assert "Salah:" in explained


def test_the_library_gives_the_same_objects() -> None:
    from lkjip_xl import check, open_book

    assert check(open_book(CLEAN_BOOK)).findings == ()


def test_two_books_of_one_name_are_told_apart(tmp_path: Path) -> None:
    write_kinerja(tmp_path / "kinerja" / "lampiran.xlsx", capaian=90)
    write_anggaran(tmp_path / "anggaran" / "lampiran.xlsx")

    document = json.loads(run("periksa", tmp_path, "--format", "json").stdout)
    assert {t["file"] for t in document["tables"]} == {
        "kinerja/lampiran.xlsx",
        "anggaran/lampiran.xlsx",
    }
    assert run("tandai", tmp_path, "-o", tmp_path / "hasil").returncode == 1
    assert len(list((tmp_path / "hasil").iterdir())) == 2


def test_formulas_without_a_stored_result_are_computed(seed_document: Any, tmp_path: Path) -> None:
    """A book that openpyxl saved holds formulas only; the verdicts are those of the original."""
    from openpyxl import load_workbook

    load_workbook(SEED_BOOK).save(tmp_path / SEED_BOOK.name)

    stale = json.loads(run("periksa", tmp_path / SEED_BOOK.name, "--format", "json").stdout)

    assert stale == seed_document


def test_bentuk_tells_how_each_column_was_read() -> None:
    done = run("periksa", CLEAN_BOOK, "--bentuk")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Tabel 3.1: kepala baris" in done.stdout


def test_json_is_not_empty_where_no_form_is_known(tmp_path: Path) -> None:
    book = tmp_path / "penduduk.xlsx"
    write_unknown(book)

    done = run("periksa", book, "--format", "json")

    assert done.returncode == 2
    document = json.loads(done.stdout)
    assert document["error"]["where"] == "penduduk.xlsx"
    assert [sheet["sheet"] for sheet in document["sheets"]] == ["Penduduk"]
    assert "Lembar Penduduk" in done.stderr
