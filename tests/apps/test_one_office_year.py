"""One call, one office-year: what the commands refuse, and what they say of the files they read."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest
from small_books import write_anggaran, write_kinerja

from lkjip_xl.apps.cli import main

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
SAMPLES = ("contoh-bersih", "dp3akb-serang-2021")

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def offices(tmp_path: Path) -> Path:
    """Return a folder with the books of two offices."""
    write_kinerja(tmp_path / "masuk" / "a.xlsx", office="Dinas A")
    write_kinerja(tmp_path / "masuk" / "b b.xlsx", office="Dinas B")
    return tmp_path / "masuk"


def files_of(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "arguments",
    [
        ["periksa"],
        ["periksa", "--format", "json"],
        ["tandai"],
        ["laporan"],
        ["laporan", "--final"],
        ["proses"],
        ["data", "-o", "{}/angka.csv"],
    ],
    ids=" ".join,
)
def test_two_offices_stop_every_command(
    offices: Path, capsys: Capture, arguments: list[str]
) -> None:
    before = files_of(offices)

    assert main([*(one.format(offices) for one in arguments), str(offices)]) == 2

    told = capsys.readouterr()
    if "json" in arguments:
        assert json.loads(told.out)["error"]["where"] == "2 buku bersama-sama"
    else:
        assert told.out == ""
    assert told.err.splitlines() == [
        "Dibaca: a.xlsx, b b.xlsx",
        "lkjip: 2 buku bersama-sama: isinya bukan satu perangkat daerah dan satu tahun, melainkan "
        "Dinas A tahun 2023 (a.xlsx); Dinas B tahun 2023 (b b.xlsx). Sebutkan buku satu perangkat "
        "daerah dan satu tahun saja, atau samakan nama dan tahunnya di lembar Profil dan di judul "
        "tabel bila salah tulis.",
        f"Misalnya: lkjip {arguments[0]} {offices}/a.xlsx",
        f"Untuk semuanya, masing-masing tersendiri: lkjip rekap {offices} -o HASIL",
    ]
    assert files_of(offices) == before


def test_a_copy_stops_the_command_that_its_original_would_do(
    tmp_path: Path, capsys: Capture
) -> None:
    write_anggaran(tmp_path / "c.xlsx", office="Dinas A")
    shutil.copyfile(tmp_path / "c.xlsx", tmp_path / "Salinan c (1).xlsx")

    assert main(["laporan", "--final", str(tmp_path)]) == 2

    told = capsys.readouterr().err
    assert "Tabel 3.4 di Salinan c (1).xlsx dan di c.xlsx sebagian besar sama. Sebutkan" in told
    assert told.endswith(f"\nMisalnya: lkjip laporan {tmp_path}/c.xlsx\n")
    assert main(["periksa", str(tmp_path / "Salinan c (1).xlsx")]) == 0


def test_both_versions_of_a_comparison_are_one_office_year(offices: Path, capsys: Capture) -> None:
    assert main(["banding", str(offices / "a.xlsx"), str(offices)]) == 2

    told = capsys.readouterr().err
    assert "lkjip: buku baru, 2 buku bersama-sama: isinya bukan satu perangkat daerah" in told
    assert "pindahkan yang lain ke folder lain, atau sebutkan satu berkas" in told


def test_the_sample_books_are_two_offices(capsys: Capture) -> None:
    assert main(["periksa", *(str(WORKBOOKS / f"{name}.xlsx") for name in SAMPLES)]) == 2

    assert "Kota Serang tahun 2021 (dp3akb-serang-2021.xlsx)" in capsys.readouterr().err


def test_what_is_read_and_passed_over_is_said(tmp_path: Path, capsys: Capture) -> None:
    write_kinerja(tmp_path / "a.xlsx")
    write_anggaran(tmp_path / "bidang" / "b.xlsx")
    (tmp_path / "bidang" / "surat.pdf").touch()
    write_kinerja(tmp_path / "a.catatan.xlsx")

    main(["periksa", str(tmp_path)])
    assert capsys.readouterr().err == (
        "Dibaca: a.xlsx, b.xlsx\n"
        "Dilewati: a.catatan.xlsx karena salinan bertanda dari program ini; "
        "bidang/surat.pdf karena bukan buku kerja Excel\n"
    )
    main(["periksa", str(tmp_path), "--diam"])
    assert capsys.readouterr().err == ""
    main(["periksa", str(tmp_path / "a.xlsx"), str(tmp_path / "a.catatan.xlsx")])
    assert "Dilewati: a.catatan.xlsx karena salinan" in capsys.readouterr().err
    main(["periksa", str(tmp_path / "a.xlsx")])
    assert capsys.readouterr().err == ""

    main(["periksa", str(tmp_path), "--format", "json"])
    assert json.loads(capsys.readouterr().out)["books"] == [
        {"file": "a.xlsx", "read": True},
        {"file": "b.xlsx", "read": True},
        {
            "file": "a.catatan.xlsx",
            "read": False,
            "reason": "salinan bertanda dari program ini",
        },
        {"file": "bidang/surat.pdf", "read": False, "reason": "bukan buku kerja Excel"},
    ]


@pytest.fixture
def edited(tmp_path: Path, capsys: Capture) -> Path:
    """Return a folder with a book and a marked copy in which somebody mended a figure."""
    folder = tmp_path / "masuk"
    write_kinerja(folder / "a.xlsx", capaian=90)
    main(["tandai", str(folder / "a.xlsx")])
    copy = openpyxl.load_workbook(folder / "a.catatan.xlsx")
    copy["Tabel 3.1"]["F4"] = 87.5
    copy.save(folder / "a.catatan.xlsx")
    capsys.readouterr()
    return folder


def test_a_copy_that_was_mended_is_told_and_can_be_named(edited: Path, capsys: Capture) -> None:
    assert main(["periksa", str(edited), "--diam"]) == 1

    told = capsys.readouterr().err
    assert told == (
        "PERHATIAN: a.catatan.xlsx diubah orang dan lebih baru daripada a.xlsx, tetapi yang dibaca "
        "a.xlsx. Bila perbaikannya ada di salinan itu, pakai salinannya sebagai ganti aslinya: "
        f"lkjip periksa {edited}/a.catatan.xlsx\n"
    )
    main(["periksa", str(edited), "--format", "json"])
    assert json.loads(capsys.readouterr().out)["books"][1]["newer_than"] == "a.xlsx"
    assert main(told.rpartition(": lkjip ")[2].split()) == 0
