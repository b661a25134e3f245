"""The web page: valid, whole, safe, traceable, and fit for a telephone, in a real browser."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinyhtml5.parser import HTMLParser

from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.domain.profil import Profil
from lkjip_xl.domain.tindak_lanjut import TindakLanjut
from lkjip_xl.lampiran.office_year import LaporanKinerja, read_office_year
from lkjip_xl.location import Origin
from lkjip_xl.outputs.html import write_html
from lkjip_xl.outputs.html.page import render_page
from lkjip_xl.outputs.html.table import table_html
from lkjip_xl.outputs.narrative.report import compose
from lkjip_xl.outputs.narrative.table import Table, money, row, words
from lkjip_xl.outputs.narrative.text import Missing
from lkjip_xl.ports import BookError

WORKBOOKS = Path(__file__).parents[2] / "workbooks"
SERANG, CONTOH = "dp3akb-serang-2021", "contoh-bersih"
EMPTY = LaporanKinerja(year=0, lampiran=())
#: A page as wide as a telephone and one as wide as a desk, which tell what they need.
FRAMES = """<!DOCTYPE html><title>-</title><pre id="o"></pre><script>
onmessage = e => { o.textContent += JSON.stringify(e.data) + "\\n" }</script>
<iframe src="halaman.html" style="width:360px;height:640px;border:0"></iframe>
<iframe src="halaman.html" style="width:1000px;height:640px;border:0"></iframe>"""
PROBE = """<script>onload = () => { document.querySelector("a.a").focus(); parent.postMessage([
innerWidth, document.documentElement.scrollWidth,
performance.getEntriesByType("resource").length,
getComputedStyle(document.querySelector("a.a"), "::after").content.includes("LHE: E18"),
[...document.querySelectorAll("svg text")].every(t => { const b = t.getBBox();
return b.x >= 0 && b.x + b.width <= t.ownerSVGElement.viewBox.baseVal.width })], "*") }</script>"""


@cache
def page_of(name: str, findings_open: int = 0) -> str:
    laporan = read_office_year(list(FileBook(WORKBOOKS / f"{name}.xlsx").grids()))
    return render_page(compose(laporan), findings_open)


def tree_of(page: str) -> Any:
    return lxml.html.document_fromstring(page)


def lines_of(page: str) -> str:
    """Return the words of the page, one line a heading, paragraph, caption or row of a table."""
    tags = ("h1", "h2", "h3", "h4", "p", "li", "caption", "figcaption", "tr")
    body = tree_of(page).find("body")
    body.remove(body.find("nav"))
    for mark in body.iter("br"):
        mark.tail = f" / {mark.tail or ''}"
    lines = []
    for one in body.iter(*tags):
        pieces = [part.text_content() for part in one] if one.tag == "tr" else [one.text_content()]
        lines.append(" | ".join(" ".join(piece.split()) for piece in pieces).strip())
    return "\n".join(lines) + "\n"


def test_the_page_reads_well(golden: Callable[[str, str], None]) -> None:
    golden("halaman_contoh_bersih.txt", lines_of(page_of(CONTOH)))


@pytest.mark.parametrize("name", [SERANG, CONTOH, ""])
def test_the_page_is_valid_and_stands_alone(name: str) -> None:
    page = page_of(name, 3) if name else render_page(compose(EMPTY), 0)
    parser = HTMLParser()
    parser.parse(page)
    tree = tree_of(page)

    assert parser.errors == []
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [link.removeprefix("#") for link in tree.xpath("//@href")]
    assert set(targets) | set(" ".join(tree.xpath("//@aria-describedby")).split()) <= set(ids)
    assert tree.xpath("//script | //link | //img | //@src | //@onclick") == []
    assert "url(" not in page and "@import" not in page
    assert "{{" not in page and "{%" not in page


def test_the_page_is_accessible() -> None:
    tree = tree_of(page_of(SERANG))

    assert tree.get("lang") == "id"
    levels = [int(one.tag[1]) for one in tree.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(len(table.findall("caption")) == 1 for table in tree.iter("table"))
    assert all(head.get("scope") for head in tree.iter("th"))
    assert all(
        chart.find("title") is not None and chart.find("desc") is not None
        for chart in tree.iter("svg")
    )
    assert tree.find("body")[0].get("href") == "#isi"


def test_every_figure_of_the_text_leads_to_its_cells() -> None:
    tree = tree_of(page_of(SERANG))
    rows = {one.get("id"): one for one in tree.xpath("//tr[@id]")}
    links = tree.xpath("//a[@class='a']")

    assert len(links) >= 80
    for link in links:
        figure = rows[link.get("href")[1:]][2].text_content()
        assert figure == link.text
        assert re.search(r": [A-Z]+\d", link.get("data-asal"))
    kdrt = next(link for link in links if link.text == "104,35%")
    assert (
        kdrt.get("data-asal")
        == "Tabel 3.1: H45, G45 · (2 × 0,0046 − 0,0044) / 0,0046 × 100 = 104,35"
    )


def test_figures_of_tables_show_their_cells_without_being_stops() -> None:
    tree = tree_of(page_of(SERANG))
    cells = tree.xpath("//td[@title]")

    assert len(cells) > 1000
    assert tree.xpath("//td[@tabindex]") == []
    assert len(page_of(SERANG).encode()) < 1_000_000


def test_months_with_work_are_coloured_and_marked() -> None:
    tree = tree_of(page_of(SERANG))
    coloured = tree.xpath("//td[contains(@class, 'bulan')]")

    assert {one.text_content() for one in coloured} == {"■"}
    assert coloured == [one for one in tree.iter("td") if one.text_content() == "■"]


def test_tables_and_figures_are_listed_and_led_to() -> None:
    tree = tree_of(page_of(SERANG))
    listed = {link.get("href")[1:]: link.text for link in tree.xpath("//details//a")}

    assert len(listed) == 22 + 9
    for name, caption in listed.items():
        assert tree.get_element_by_id(name).text_content() == caption


def test_open_findings_make_it_a_draft() -> None:
    assert re.search(r"KONSEP — 3 catatan dan \d+ isian kosong belum selesai", page_of(SERANG, 3))
    assert "KONSEP" not in page_of(CONTOH)


def test_no_word_of_one_office_is_on_the_page_of_the_other() -> None:
    page = page_of(CONTOH).lower()

    assert [
        word for word in ("serang", "dp3akb", "banten", "pemberdayaan", "kdrt") if word in page
    ] == []


pieces = st.sampled_from(
    ["&", "<", ">", '"', "'", "{{", "}}", "{%", "%}", "</td>", "<b>", "\x07", "a", " "]
)
nasty = st.lists(pieces, min_size=1, max_size=12).map("".join).filter(str.strip)


@given(nasty)
@settings(max_examples=12)
def test_whatever_a_cell_holds_stays_text(words: str) -> None:
    origin = Origin("buku.xlsx", "Tindak Lanjut", {"rekomendasi": (4, 2)})
    laporan = replace(
        EMPTY,
        profil=Profil(nama=words, singkatan=words, tahun=2023),
        tindak_lanjut=(TindakLanjut(rekomendasi=words, tindak_lanjut=(words,), origin=origin),),
    )

    tree = tree_of(render_page(compose(laporan), 0))

    cells = [one.text_content() for one in tree.xpath("//td")]
    expected = words.replace("\x07", "")
    assert sum(expected.strip() in cell for cell in cells) >= 2
    assert tree.xpath("//b") == []


def test_a_long_annex_is_written_at_once() -> None:
    rows = tuple(row(f"Kegiatan {at}", f"{at}.000") for at in range(3000))
    table = Table(columns=(words("Uraian"), money("Pagu (Rp)")), rows=rows, missing=Missing("", ""))

    assert table_html(table).count("<tr>") == 3001


def test_the_page_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "laporan.html"
    target.write_text("lama")
    write_html(EMPTY, target, findings_open=2)
    assert "KONSEP — 2 catatan" in target.read_text(encoding="utf-8")

    with pytest.raises(BookError, match="adalah folder"):
        write_html(EMPTY, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["laporan.html"]


def test_a_browser_shows_it_on_a_telephone_without_scrolling_sideways(tmp_path: Path) -> None:
    (tmp_path / "halaman.html").write_text(page_of(SERANG, 3) + PROBE, encoding="utf-8")
    (tmp_path / "bingkai.html").write_text(FRAMES, encoding="utf-8")
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    assert browser is not None

    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path}/profil",
    ]
    command += ["--window-size=1500,900", "--virtual-time-budget=5000", "--dump-dom"]
    shown = subprocess.run(
        [*command, (tmp_path / "bingkai.html").as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    told = re.findall(r"\[(\d+),(\d+),(\d+),(\w+),(\w+)\]", shown.stdout)
    assert sorted(int(inner) for inner, *_ in told) == [360, 1000]
    for inner, needed, requests, has_source, fits in told:
        assert int(needed) <= int(inner)
        assert (requests, has_source, fits) == ("0", "true", "true")
