"""An office's own sentences: found beside its template or workbook, and checked before the work."""

import shutil
from pathlib import Path

import pytest

from lkjip_xl.apps.cli import main
from lkjip_xl.resources import resource_path

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
OWN = "{% block ringkas %}\nDiserap {{ total.shown_serapan }} dari pagu kantor.\n{% endblock %}"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copy(WORKBOOKS / "contoh-bersih.xlsx", tmp_path))


def write(folder: Path, words: str | bytes, name: str = "anggaran.j2") -> Path:
    own = folder / "kalimat"
    own.mkdir(exist_ok=True)
    (own / name).write_bytes(words if isinstance(words, bytes) else words.encode())
    return own


def report(book: Path, *options: str) -> int:
    return main(
        ["laporan", str(book), "-o", str(book.parent / "hasil"), "--format", "html", *options]
    )


def page(book: Path) -> str:
    return (book.parent / "hasil" / "contoh-bersih.laporan.html").read_text(encoding="utf-8")


def test_a_sentence_beside_the_workbook_stands_in_page_and_data(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(book.parent, OWN)

    assert report(book) == 0
    assert f"kalimat laporan diambil dari {folder}" in capsys.readouterr().err
    assert "dari pagu kantor." in page(book)
    assert "dari pagu kantor." in (book.parent / "hasil" / "data.json").read_text(encoding="utf-8")


def test_what_lies_beside_the_template_goes_first(book: Path, tmp_path: Path) -> None:
    write(book.parent, OWN.replace("kantor", "buku"))
    beside = tmp_path / "templat"
    beside.mkdir()
    write(beside, OWN)
    template = shutil.copy(resource_path("templates", "lkjip.docx"), beside / "kantor.docx")

    assert report(book, "--templat", str(template)) == 0
    assert "dari pagu kantor." in page(book)


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        (
            "anggaran.j2",
            "\n{% block ringkaz %}x{% endblock %}",
            "anggaran.j2, baris 2: blok “ringkaz” tidak dikenal",
        ),
        ("angaran.j2", OWN, "berkas kalimat “angaran.j2” tidak dikenal"),
        ("anggaran.j2.txt", OWN, "berkas kalimat “anggaran.j2.txt” tidak dikenal"),
        ("anggaran.j2", OWN.replace("total.", "totl."), "anggaran.j2, baris 2: Kalimat"),
        ("anggaran.j2", OWN.replace("}}", "}"), "anggaran.j2, baris 2: Kalimat"),
        (
            "anggaran.j2",
            OWN.replace("total.shown_serapan", "tahun | nama"),
            "anggaran.j2, baris 2: Kalimat “anggaran.ringkas” tidak dapat disusun: sebuah nilai dipakai",
        ),
        (
            "anggaran.j2",
            OWN.replace("total.shown_serapan", 'kalimat("anggaran.ringkas")'),
            "kalimat itu memanggil dirinya sendiri",
        ),
        ("anggaran.j2", OWN.replace("total.shown_serapan", "none"), "nilainya kosong"),
        ("anggaran.j2", b"\xff\xfe{", "tidak tersimpan sebagai UTF-8"),
    ],
)
def test_a_slip_stops_the_work_and_names_its_place(
    book: Path, capsys: pytest.CaptureFixture[str], name: str, words: str | bytes, told: str
) -> None:
    write(book.parent, words, name)

    assert report(book) == 2
    assert told in capsys.readouterr().err
    assert not (book.parent / "hasil" / "contoh-bersih.laporan.html").exists()


def test_a_final_report_asks_in_the_office_s_words(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(book.parent, '{% block ringkas %}{{ lengkapi("catatan kas", "Kas") }}{% endblock %}')

    assert report(book, "--final") == 1
    assert "lembar Kas: catatan kas" in capsys.readouterr().err


def test_the_shipped_sentences_are_copied_once_and_are_all_sound(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = book.parent / "kalimat"

    assert main(["templat", "kalimat", str(folder)]) == 0
    assert report(book) == 0
    changed = page(book)
    assert main(["templat", "kalimat", str(folder)]) == 2
    assert "berkas itu sudah ada" in capsys.readouterr().err
    shutil.rmtree(folder)
    assert report(book) == 0
    assert page(book) == changed
