"""Comments in documents: where they stand, what they leave alone, and that they go again."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from opc import newly_invalid
from word import W, paragraph, write_body, write_document

from lkjip_xl.adapters.docx.marking import write_clean, write_marked
from lkjip_xl.adapters.drawn import draw
from lkjip_xl.finding import Severity
from lkjip_xl.grid import Mark
from lkjip_xl.ports import UnmarkableError

TABLE = "Tabel 3.1 (tabel ke-1)"
DRAWING = """
    Tabel 3.1 Pengukuran Kinerja Tahun 2023

    | Indikator Kinerja    | Satuan | Target | Realisasi | Capaian (%) |
    | Panjang jalan mantap | km     | 80     |           | 90,00       |
"""


def mark(sheet: str, row: int, column: int, note: str = "HIT01 keliru\nBaris dua <&>") -> Mark:
    return Mark(
        sheet=sheet, row=row, column=column, severity=Severity.ERROR, code="HIT01", note=note
    )


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def comments(path: Path) -> list[list[str]]:
    root = etree.fromstring(parts(path)["word/comments.xml"])
    return [[str(line.xpath("string()")) for line in one.iter(f"{{{W}}}p")] for one in root]


def highlighted(path: Path) -> list[str]:
    """Return the text between the marks of each comment."""
    root = etree.fromstring(parts(path)["word/document.xml"])
    found: dict[str, str] = {}
    open_now: set[str] = set()
    for one in root.iter():
        name, number = etree.QName(one).localname, one.get(f"{{{W}}}id", "")
        if name == "commentRangeStart":
            open_now.add(number)
            found[number] = ""
        elif name == "commentRangeEnd":
            open_now.remove(number)
        elif name == "t":
            for each in open_now:
                found[each] += one.text or ""
    assert not open_now
    return list(found.values())


@pytest.fixture
def report(tmp_path: Path) -> Path:
    words = "<w:p><w:r><w:t>Kalimat satu. Kalimat </w:t></w:r><w:r><w:t>dua. </w:t></w:r><w:r><w:t>Kalimat tiga.</w:t></w:r></w:p>"
    return write_document(tmp_path / "laporan.docx", [words, *draw(DRAWING).sheets])


def test_a_comment_stands_at_its_cell_and_its_sentence(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "m.docx"
    marks = [
        mark(TABLE, 2, 5),
        mark("Naskah", 1, 3, "NAR01 beda"),
        mark("Naskah", 1, 2, "NAR01 lain"),
    ]
    write_marked(report, target, marks)

    assert highlighted(target) == ["Kalimat satu. Kalimat dua. ", "Kalimat tiga.", "90,00"]
    assert comments(target) == [
        ["Kesalahan", "HIT01 keliru", "Baris dua <&>"], ["Kesalahan", "NAR01 beda"], ["Kesalahan", "NAR01 lain"],
    ]  # fmt: skip
    assert newly_invalid(report, target) == []


def test_two_marks_at_one_place_are_one_comment(report: Path, tmp_path: Path) -> None:
    write_marked(report, tmp_path / "m.docx", [mark(TABLE, 2, 5, "A"), mark(TABLE, 2, 5, "B")])

    assert comments(tmp_path / "m.docx") == [["Kesalahan", "A", "", "Kesalahan", "B"]]


@pytest.mark.parametrize("column", [4, 5])
def test_without_them_the_document_is_the_original(
    report: Path, tmp_path: Path, column: int
) -> None:
    """Also where an empty cell had to be opened for the sign."""
    write_marked(report, tmp_path / "m.docx", [mark(TABLE, 2, column), mark("Naskah", 1, 1)])
    changed = {n for n, data in parts(tmp_path / "m.docx").items() if parts(report).get(n) != data}
    write_clean(tmp_path / "m.docx", tmp_path / "c.docx")

    assert changed == {
        "word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels",
    }  # fmt: skip
    assert parts(tmp_path / "c.docx") == parts(report)


def test_marking_again_replaces(report: Path, tmp_path: Path) -> None:
    write_marked(report, tmp_path / "m.docx", [mark(TABLE, 2, 5)])
    write_marked(tmp_path / "m.docx", tmp_path / "n.docx", [mark(TABLE, 2, 3, "ANG01 lain")])
    write_marked(tmp_path / "n.docx", tmp_path / "o.docx", [])

    assert highlighted(tmp_path / "n.docx") == ["80"]
    assert parts(tmp_path / "o.docx") == parts(report)


def test_the_comments_of_others_stay(tmp_path: Path) -> None:
    theirs = f'<w:comments xmlns:w="{W}"><w:comment w:id="4" w:author="Budi"><w:p/></w:comment></w:comments>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>'
    )
    body = '<w:p><w:commentRangeStart w:id="4"/><w:r><w:t>Satu.</w:t></w:r><w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r></w:p>'
    source = write_body(
        tmp_path / "a.docx",
        body,
        **{"word/comments.xml": theirs, "word/_rels/document.xml.rels": relations},
    )
    write_marked(source, tmp_path / "m.docx", [mark("Naskah", 1, 1)])
    write_clean(tmp_path / "m.docx", tmp_path / "c.docx")

    assert comments(tmp_path / "m.docx") == [[""], ["Kesalahan", "HIT01 keliru", "Baris dua <&>"]]
    assert highlighted(tmp_path / "m.docx") == ["Satu.", "Satu."]
    assert parts(tmp_path / "c.docx") == parts(source)


def test_a_text_box_takes_its_comment_outside(tmp_path: Path) -> None:
    box = f"<w:pict><w:txbxContent>{paragraph('Di kotak.')}</w:txbxContent></w:pict>"
    source = write_body(tmp_path / "a.docx", f"<w:p><w:r>{box}</w:r></w:p>")
    write_marked(source, tmp_path / "m.docx", [mark("Naskah", 1, 1)])

    root = etree.fromstring(parts(tmp_path / "m.docx")["word/document.xml"])
    (sign,) = root.iter(f"{{{W}}}commentReference")
    assert not any(etree.QName(one).localname == "txbxContent" for one in sign.iterancestors())
    assert newly_invalid(source, tmp_path / "m.docx") == []


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    document = f'<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="{W}"><w:body>{paragraph("Satu.")}</w:body></w:document>'
    source = write_body(tmp_path / "a.docx", "", **{"word/document.xml": document.encode("utf-16")})  # type: ignore[arg-type]

    with pytest.raises(UnmarkableError, match="penyandian"):
        write_marked(source, tmp_path / "m.docx", [mark("Naskah", 1, 1)])


@pytest.mark.soffice
def test_libreoffice_opens_the_copy(report: Path, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not there")
    write_marked(report, tmp_path / "m.docx", [mark(TABLE, 2, 5)])
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to", "pdf", "m.docx"]  # fmt: skip
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)

    assert (tmp_path / "m.pdf").stat().st_size > 1000
