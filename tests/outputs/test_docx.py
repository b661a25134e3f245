"""The Word report: complete, faithful to the cells, written whole or not at all."""

import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.domain.profil import Profil
from lkjip_xl.domain.tindak_lanjut import TindakLanjut
from lkjip_xl.finding import Finding, Severity
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.location import CellRef, Origin
from lkjip_xl.outputs.docx import ReportError, write_report
from lkjip_xl.outputs.docx.look import Look, Page
from lkjip_xl.outputs.docx.table_xml import table_xml
from lkjip_xl.outputs.docx.widths import plan_widths
from lkjip_xl.outputs.narrative.chapters import list_chapters
from lkjip_xl.outputs.narrative.gaps import list_gaps
from lkjip_xl.outputs.narrative.report import compose
from lkjip_xl.outputs.narrative.table import Table, money, numbering, row, words
from lkjip_xl.outputs.narrative.text import Missing
from lkjip_xl.ports import BookError
from lkjip_xl.resources import resource_path

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
TEMPLATES = Path(__file__).parents[2] / "templates"
SERANG, CONTOH = "dp3akb-serang-2021", "contoh-bersih"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FINDINGS = tuple(
    Finding(
        code="HIT01",
        name="capaian-berbeda-dari-hitungan",
        severity=Severity.ERROR,
        at=CellRef("buku.xlsx", "Tabel 3.1", row, 9),
        message="capaian tertulis 90,00%, hasil hitung 87,50%",
        fix="isi 87,50%",
        item="Panjang jalan & jembatan <mantap>",
    )
    for row in (7, 8, 9)
)
NASTY = 'A & B <tebal> "kutip" {{ nama }} {% if x %} \x07 akhir'


@cache
def read(name: str) -> LaporanKinerja:
    return read_office_year(list(FileBook(WORKBOOKS / f"{name}.xlsx").grids()))


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("laporan")
    for name, findings in ((SERANG, FINDINGS), (CONTOH, ())):
        write_report(read(name), folder / f"{name}.docx", findings=findings)
    return {name: docx.Document(str(folder / f"{name}.docx")) for name in (SERANG, CONTOH)}


def text_of(document: Any) -> str:
    paragraphs = document.element.body.iter(f"{W}p")
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in paragraphs)


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        (SERANG, ("104,35%", "135,90%", "89,44%", "Rp1.472.946.761", "71,43%", "42,98%")),
        (CONTOH, ("104,07%", "95,71%", "96,18%", "Rp430.059.047", "71,43%", "87,83%")),
    ],
)
def test_the_report_holds_the_computed_figures(
    name: str, figures: tuple[str, ...], reports: dict[str, Any]
) -> None:
    text = text_of(reports[name])

    assert [figure for figure in figures if figure not in text] == []


def test_a_wrong_figure_of_the_workbook_does_not_reach_the_report(reports: dict[str, Any]) -> None:
    assert "95,65%" not in text_of(reports[SERANG])


def test_no_tag_is_left_over(reports: dict[str, Any]) -> None:
    for document in reports.values():
        text = text_of(document)
        assert "{{" not in text
        assert "{%" not in text


def test_no_word_of_one_office_is_in_the_report_of_the_other(reports: dict[str, Any]) -> None:
    serang, contoh = text_of(reports[SERANG]).lower(), text_of(reports[CONTOH]).lower()

    for word in ("serang", "dp3akb", "banten", "pemberdayaan", "kdrt"):
        assert word not in contoh
    for word in ("tirta kencana", "perhubungan", "dermaga", "wiratma"):
        assert word not in serang


def test_open_findings_make_it_a_draft(reports: dict[str, Any]) -> None:
    assert re.search(r"KONSEP — 3 catatan dan \d+ isian kosong", text_of(reports[SERANG]))
    assert "KONSEP" not in text_of(reports[CONTOH])


def test_annexes_are_landscape_and_their_heads_repeat(reports: dict[str, Any]) -> None:
    for document in reports.values():
        orientations = [section.page_width > section.page_height for section in document.sections]
        assert orientations == [False] * 7 + [True]
        for table in document.element.body.iter(f"{W}tbl"):
            assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None


def test_months_with_work_are_coloured_and_marked(reports: dict[str, Any]) -> None:
    for document in reports.values():
        cells = list(document.element.body.iter(f"{W}tc"))
        marked = [one for one in cells if "".join(t.text for t in one.iter(f"{W}t")) == "■"]
        fill = f"{W}tcPr/{W}shd[@{W}fill='8FAFD6']"
        assert marked == [one for one in cells if one.find(fill) is not None] != []


def test_every_row_is_as_wide_as_its_grid(reports: dict[str, Any]) -> None:
    for document in reports.values():
        for table in document.element.body.iter(f"{W}tbl"):
            columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
            for one in table.findall(f"{W}tr"):
                spans = [
                    int(span.get(f"{W}val"))
                    if (span := c.find(f"{W}tcPr/{W}gridSpan")) is not None
                    else 1
                    for c in one.findall(f"{W}tc")
                ]
                assert sum(spans) == columns


def test_captions_are_numbered_on(reports: dict[str, Any]) -> None:
    captions = [
        paragraph.text.split(" ")[1]
        for paragraph in reports[SERANG].paragraphs
        if paragraph.style.name == "Caption" and paragraph.text.startswith("Tabel")
    ]

    of_chapters = {1: 6, 2: 5, 3: 10, 4: 1}
    assert captions == [f"{c}.{n + 1}" for c, count in of_chapters.items() for n in range(count)]


def test_chapters_begin_at_one_and_each_list_at_its_own(reports: dict[str, Any]) -> None:
    document = reports[CONTOH]
    chapters = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    lists: dict[str, list[int]] = {}
    for position, paragraph in enumerate(document.paragraphs):
        number = paragraph._p.find(f"{W}pPr/{W}numPr/{W}numId")
        if paragraph.style.name == "List Number":
            lists.setdefault(number.get(f"{W}val"), []).append(position)

    assert [chapter.split()[0] for chapter in chapters] == [
        "PENDAHULUAN",
        "PERENCANAAN",
        "AKUNTABILITAS",
        "TINDAK",
        "PENUTUP",
    ]
    assert len(lists) == 7
    for positions in lists.values():
        assert positions == list(range(positions[0], positions[0] + len(positions)))


def test_gaps_are_set_apart(reports: dict[str, Any]) -> None:
    runs = [run for paragraph in reports[SERANG].paragraphs for run in paragraph.runs]
    gaps = [run for run in runs if run.text.startswith("[lengkapi: ")]

    assert gaps
    assert {run.style.name for run in gaps} == {"Perlu Dilengkapi"}


def test_whatever_a_cell_holds_survives(tmp_path: Path) -> None:
    origin = Origin("buku.xlsx", "Tindak Lanjut", {"rekomendasi": (4, 2)})
    laporan = LaporanKinerja(
        year=2023,
        lampiran=(),
        profil=Profil(nama=NASTY, singkatan="R&D <1>", tahun=2023),
        tindak_lanjut=(
            TindakLanjut(rekomendasi=NASTY, tindak_lanjut=(NASTY, "x" * 400), origin=origin),
        ),
    )

    write_report(laporan, tmp_path / "laporan.docx")

    document = docx.Document(str(tmp_path / "laporan.docx"))
    text = text_of(document)
    expected = NASTY.replace("\x07", "")
    assert text.count(expected) >= 3
    assert "R&D <1>" in "".join(p.text for p in document.sections[1].header.paragraphs)
    assert "PENUTUP" in text


def test_an_empty_office_year_still_gives_a_report(tmp_path: Path) -> None:
    write_report(LaporanKinerja(year=0, lampiran=()), tmp_path / "laporan.docx")

    text = text_of(docx.Document(str(tmp_path / "laporan.docx")))
    assert "[lengkapi: nama perangkat daerah di lembar Profil, baris Nama Perangkat Daerah]" in text
    assert "[lengkapi: isi Rencana Aksi di lembar Rencana Aksi]" in text


def template_with(tmp_path: Path, line: str) -> Path:
    document = docx.Document(str(resource_path("templates", "lkjip.docx")))
    document.add_paragraph(line)
    path = tmp_path / "templat-kantor.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{{ nama_kantor }}", "nama_kantor"),
        ("{% if tahun %}", "tidak ditutup"),
        ("{{ tahun.__class__.__mro__ }}", "dilarang"),
    ],
)
def test_a_bad_tag_is_named_and_nothing_is_written(tmp_path: Path, line: str, words: str) -> None:
    template = template_with(tmp_path, line)
    target = tmp_path / "laporan.docx"

    with pytest.raises(ReportError, match=words):
        write_report(read(CONTOH), target, template=template)

    assert [path.name for path in tmp_path.iterdir()] == [template.name]


def test_the_offices_own_template_is_used(tmp_path: Path) -> None:
    template = template_with(tmp_path, "Ditambahkan oleh {{ sebutan }}.")

    write_report(read(CONTOH), tmp_path / "laporan.docx", template=template)

    assert "Ditambahkan oleh Dishub." in text_of(docx.Document(str(tmp_path / "laporan.docx")))


def test_a_template_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    template = tmp_path / "templat.docx"
    template.write_bytes(b"bukan dokumen")

    with pytest.raises(ReportError, match="templat laporan tidak dapat dibuka"):
        write_report(read(CONTOH), tmp_path / "laporan.docx", template=template)


def test_a_target_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "laporan.docx"
    target.mkdir()

    with pytest.raises(BookError, match="keluaran yang diminta adalah folder"):
        write_report(read(CONTOH), target)

    assert [path.name for path in tmp_path.iterdir()] == ["laporan.docx"]


def test_an_old_report_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "laporan.docx"
    target.write_text("lama")

    write_report(replace(read(CONTOH), tindak_lanjut=()), target)

    assert zipfile.is_zipfile(target)


def test_amounts_get_the_room_they_need() -> None:
    amount = "13.953.545.705"
    table = Table(
        columns=(numbering(), words("Program", 3), money("Pagu (Rp)"), money("Realisasi (Rp)")),
        rows=(row("1", "Sebuah nama program yang panjang sekali " * 4, amount, amount),),
        missing=Missing("apa", "mana"),
    )

    widths = plan_widths(table, 9000, 9, 9)

    assert sum(widths) <= 9000
    assert min(widths[2:]) >= len(amount) * 9 * 0.556 * 20


def test_a_table_without_rows_says_what_is_missing() -> None:
    empty = Table(columns=(words("Uraian"),), rows=(), missing=Missing("isi", "lembar Belanja"))

    xml = table_xml(empty, Look({}, {}, Page(9000, 14000)))

    assert "<w:tbl>" not in xml
    assert "[lengkapi: isi di lembar Belanja]" in xml


def test_the_template_is_what_its_builder_writes(tmp_path: Path) -> None:
    first, second = tmp_path / "first.docx", tmp_path / "second.docx"

    for target in (first, second):
        subprocess.run(
            [sys.executable, "-B", str(TEMPLATES / "build_lkjip.py"), str(target)], check=True
        )

    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as built, zipfile.ZipFile(TEMPLATES / "lkjip.docx") as shipped:
        assert built.namelist() == shipped.namelist()
        assert [n for n in built.namelist() if built.read(n) != shipped.read(n)] == []


def test_a_draft_lists_its_open_findings_at_the_end(reports: dict[str, Any]) -> None:
    last = reports[SERANG].tables[-1]
    cells = [cell.text for cell in last.rows[1].cells]

    assert cells[:4] == ["1", "HIT01", "Tabel 3.1", "I7"]
    assert cells[4] == "Panjang jalan & jembatan <mantap>"
    gaps = list_gaps(list_chapters(compose(read(SERANG))))
    assert len(last.rows) == 1 + len(FINDINGS) + len(gaps)
    assert [cell.text for cell in last.rows[-1].cells][4] == gaps[-1].what
    assert "Catatan yang Belum Selesai" not in text_of(reports[CONTOH])
