"""The charts: what they hold, how Word gets them, and that another reader can open them."""

import io
import zipfile
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from lxml import etree

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.domain.hierarki import Level
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.location import CellRef
from lkjip_xl.outputs.docx import write_report
from lkjip_xl.outputs.docx.chart_book import chart_book
from lkjip_xl.outputs.docx.chart_xml import chart_xml, drawing_xml
from lkjip_xl.outputs.docx.look import Look, Page
from lkjip_xl.outputs.html.svg import chart_svg
from lkjip_xl.outputs.narrative.anggaran import Amount, Serapan
from lkjip_xl.outputs.narrative.chart import Chart, ChartKind, Point, Series
from lkjip_xl.outputs.narrative.grafik import chart_belanja, chart_serapan
from lkjip_xl.outputs.narrative.report import compose
from lkjip_xl.outputs.narrative.text import Shown, text

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
SERANG, CONTOH = "dp3akb-serang-2021", "contoh-bersih"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
NASTY = 'A & B <tebal> "kutip" \x07'


@cache
def read(name: str) -> LaporanKinerja:
    return read_office_year(list(FileBook(WORKBOOKS / f"{name}.xlsx").grids()))


def point(value: str, shown: str = "") -> Point:
    return Point(Decimal(value), Shown(shown or value.replace(".", ",")))


def line(*series: Series) -> Chart:
    return Chart(
        kind=ChartKind.LINE,
        judul=text(NASTY),
        categories=("2021", "2022", "2023"),
        series=series,
        satuan="Km",
    )


REALISASI = Series(nama="Realisasi", points=(point("2.34"), None, point("-1.5")))
TARGET = Series(nama=NASTY, points=(point("2.34"), point("3"), point("4")))


def test_every_main_indicator_has_a_chart_over_the_years() -> None:
    charts = compose(read(SERANG)).charts("grafik_indikator")

    assert len(charts) == 7
    assert {chart.categories for chart in charts} == {("2019", "2020", "2021")}
    rjak = next(chart for chart in charts if "RJAK" in str(chart.judul))
    shown = {one.nama: [str(p.shown) for p in one.points if p] for one in rjak.series}
    assert shown == {"Realisasi": ["2,34", "2,37", "1,5"], "Target": ["2,47", "2,34", "2,34"]}
    assert all(p.shown.cells for one in rjak.series for p in one.points if p)


def test_targets_in_another_measure_do_not_flatten_the_line_of_realisasi() -> None:
    kdrt = next(
        c for c in compose(read(SERANG)).charts("grafik_indikator") if "KDRT" in str(c.judul)
    )

    assert kdrt.alt == (
        "Grafik garis, Realisasi Rasio KDRT Tahun 2019–2021 (rasio). Realisasi: 2019 0,56, "
        "2020 0,0047, 2021 0,0044."
    )


def test_the_shares_of_belanja_make_a_whole() -> None:
    for name in (SERANG, CONTOH):
        (chart,) = compose(read(name)).charts("grafik_belanja")
        assert sum(p.value for p in chart.series[0].points if p) == pytest.approx(100)


def serapan(nama: str, pagu: str | None, realisasi: str | None) -> Serapan:
    cell = CellRef("buku.xlsx", "Tabel 3.4", 4, 5)
    amounts = [
        Amount(value=None if one is None else Decimal(one), cells=(cell,))
        for one in (pagu, realisasi)
    ]
    return Serapan(nama=nama, level=Level.PROGRAM, pagu=amounts[0], realisasi=amounts[1])


def test_what_cannot_be_computed_is_not_drawn() -> None:
    parts = [serapan("PROGRAM JALAN", "200", "150"), serapan("PROGRAM AIR", None, "3")]

    (chart,) = chart_serapan(parts, "2023")

    assert chart.categories == ("Jalan",)
    assert chart.alt == (
        "Grafik batang, Serapan Anggaran Menurut Program Tahun 2023 (%). Serapan: Jalan 75,00%."
    )
    assert chart_serapan(parts[1:], "2023") == ()
    assert chart_belanja(parts[:1], "2023") == ()
    assert compose(LaporanKinerja(year=0, lampiran=())).charts("grafik_indikator") == ()


def test_the_upper_of_two_lines_has_its_labels_above() -> None:
    chart = line(REALISASI, TARGET)

    assert [chart.is_upper(0, at) for at in range(3)] == [True, False, False]
    assert [chart.is_upper(1, at) for at in range(3)] == [False, True, True]


def test_labels_are_written_out_in_indonesian() -> None:
    tree = etree.fromstring(chart_xml(line(REALISASI, TARGET), "rId1"))

    labels = [label.find(f".//{A}t").text for label in tree.iter(f"{C}dLbl")]
    assert labels == ["2,34", "-1,5", "2,34", "3", "4"]
    assert [value.text for value in tree.iter(f"{C}v")][4:6] == ["2.34", "-1.5"]
    assert NASTY.replace("\x07", "") in [value.text for value in tree.iter(f"{C}v")]


def test_the_place_of_a_chart_describes_it() -> None:
    chart = line(REALISASI, TARGET)

    xml = drawing_xml(chart, "indikator-1", Look({}, {}, Page(9000, 14000)))

    paragraph = etree.fromstring(xml.replace("<w:p>", f'<w:p xmlns:w="{W}">', 1))
    described = next(one for one in paragraph.iter() if one.tag.endswith("}docPr"))
    assert described.get("descr") == chart.alt.replace("\x07", "")


def test_the_workbook_behind_a_chart_opens() -> None:
    book = openpyxl.load_workbook(io.BytesIO(chart_book(line(REALISASI, TARGET))))

    rows = [[cell.value for cell in row] for row in book["Data"].iter_rows()]
    assert [row[0] for row in rows[1:]] == ["2021", "2022", "2023"]
    assert [row[1] for row in rows] == ["Realisasi", 2.34, None, -1.5]


@pytest.mark.parametrize("kind", list(ChartKind))
@pytest.mark.parametrize("value", ["0", "7", "-2"])
def test_a_chart_of_one_value_is_drawn(kind: ChartKind, value: str) -> None:
    chart = Chart(
        kind=kind,
        judul=text(NASTY),
        categories=(NASTY,),
        series=(Series(nama="Serapan", points=(point(value),)),),
    )

    svg = etree.fromstring(chart_svg(chart, "g").replace("\x07", ""))

    assert [one.text for one in svg.iter() if one.text == value]
    assert etree.fromstring(chart_xml(chart, "rId1")).tag == f"{C}chartSpace"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("laporan") / "laporan.docx"
    write_report(read(SERANG), target)
    return target


def drawings(document: Any) -> list[Any]:
    return [shape._inline for shape in document.inline_shapes]


def test_word_finds_every_chart_its_workbook_and_its_description(report: Path) -> None:
    document = docx.Document(str(report))
    found = drawings(document)

    assert len(found) == 9
    assert len({one.docPr.id for one in found}) == 9
    assert all(one.docPr.get("descr", "").startswith("Grafik ") for one in found)
    for one in found:
        relation = next(one.iter(f"{C}chart")).get(
            "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
        )
        part = document.part.related_parts[relation]
        (book,) = part.related_parts.values()
        assert openpyxl.load_workbook(io.BytesIO(book.blob)).sheetnames == ["Data"]


def test_figures_are_numbered_below_their_charts(report: Path) -> None:
    captions = [p for p in docx.Document(str(report)).paragraphs if p.style.name == "Caption"]
    numbers = [p.text.split(" ")[1] for p in captions if p.text.startswith("Gambar")]

    assert numbers == [f"3.{number}" for number in range(1, 10)]


def test_a_report_without_figures_has_no_chart(tmp_path: Path) -> None:
    write_report(LaporanKinerja(year=0, lampiran=()), tmp_path / "laporan.docx")

    names = zipfile.ZipFile(tmp_path / "laporan.docx").namelist()
    assert [name for name in names if "chart" in name] == []
