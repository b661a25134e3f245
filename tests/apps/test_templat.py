"""The command ``lkjip templat`` and the option ``--templat``, as staff use them."""

from pathlib import Path

import docx
import pytest

from lkjip_xl.apps.cli import main
from lkjip_xl.resources import resource_path

CLEAN_BOOK = Path(__file__).parents[2] / "workbooks" / "contoh-bersih.xlsx"


@pytest.fixture
def template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "kantor.docx"
    assert main(["templat", "baru", str(path)]) == 0
    assert f"lkjip templat periksa {path}" in capsys.readouterr().out
    return path


def add_line(path: Path, line: str) -> None:
    document = docx.Document(str(path))
    document.add_paragraph(line)
    document.save(str(path))


def test_a_new_template_is_the_shipped_one_and_replaces_nothing(
    template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert template.read_bytes() == resource_path("templates", "lkjip.docx").read_bytes()
    template.write_bytes(b"pekerjaan orang")

    assert main(["templat", "baru", str(template)]) == 2
    assert "berkas itu sudah ada" in capsys.readouterr().err
    assert template.read_bytes() == b"pekerjaan orang"


@pytest.mark.parametrize(
    ("name", "words"),
    [("kantor.doc", "berakhiran .docx"), ("tidak/ada.docx", "folder keluaran tidak ada")],
)
def test_a_template_goes_only_where_it_can(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, words: str
) -> None:
    assert main(["templat", "baru", str(tmp_path / name)]) == 2
    assert words in capsys.readouterr().err


def test_a_sound_template_exits_with_0(template: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["templat", "periksa", str(template)]) == 0
    assert capsys.readouterr().out == "Templat kantor.docx dapat dipakai.\n"


def test_a_wrong_tag_exits_with_1_and_is_told_with_its_place(
    template: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_line(template, "Disahkan oleh {{ nama_kepla }}.")

    assert main(["templat", "periksa", str(template)]) == 1
    assert capsys.readouterr().out == (
        "1 hal perlu diperbaiki dalam kantor.docx:\n"
        "\n"
        "1. Bagian “Catatan yang Belum Selesai”, di “Disahkan oleh "
        "{{ nama_kepla }}.”\n"
        "   {{ nama_kepla }}: nama_kepla tidak dikenal; yang mirip: nama_kepala.\n"
        "   Perbaikan: Ganti dengan nama_kepala.\n"
    )


def test_what_cannot_be_opened_exits_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["templat", "periksa", str(tmp_path / "tidak-ada.docx")]) == 2
    assert "berkas tidak ditemukan" in capsys.readouterr().err


def test_the_tags_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["templat", "daftar"]) == 0
    assert "  {{p tabel_capaian }}" in capsys.readouterr().out


def test_the_report_is_made_from_the_offices_template(template: Path, tmp_path: Path) -> None:
    add_line(template, "Disahkan oleh {{ nama_kepala }}.")

    status = main(["laporan", str(CLEAN_BOOK), "-o", str(tmp_path), "--templat", str(template)])

    assert status == 0
    report = docx.Document(str(tmp_path / "contoh-bersih.laporan.docx"))
    assert report.paragraphs[-1].text.startswith("Disahkan oleh ")
    assert "{{" not in report.paragraphs[-1].text


def test_a_bad_template_stops_the_work_before_anything_is_written(
    template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_line(template, "{% for i in range(10**9) %}x{% endfor %}")
    folder = tmp_path / "hasil"

    status = main(["proses", str(CLEAN_BOOK), "-o", str(folder), "--templat", str(template)])

    assert status == 2
    assert "templat belum dapat dipakai" in capsys.readouterr().err
    assert not folder.exists()


def test_a_report_never_replaces_its_template(
    template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = template.rename(tmp_path / "contoh-bersih.laporan.docx")
    before = taken.read_bytes()

    status = main(["laporan", str(CLEAN_BOOK), "-o", str(tmp_path), "--templat", str(taken)])

    assert status == 2
    assert "tidak boleh menimpa berkas asalnya" in capsys.readouterr().err
    assert taken.read_bytes() == before
