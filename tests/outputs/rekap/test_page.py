"""The recap's page: valid, whole, safe, sorted by its reader, and fit for a telephone."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinyhtml5.parser import HTMLParser

from lkjip_xl.outputs.rekap import page
from lkjip_xl.outputs.rekap.frames import make_frames
from lkjip_xl.outputs.rekap.page import render_page
from lkjip_xl.outputs.rekap.records import OfficeRow

#: A page as wide as a telephone and one as wide as a desk, which tell what they need.
FRAMES = """<!DOCTYPE html><title>-</title><pre id="o"></pre><script>
onmessage = e => { o.textContent += JSON.stringify(e.data) + "\\n" }</script>
<iframe src="halaman.html" style="width:360px;height:640px;border:0"></iframe>
<iframe src="halaman.html" style="width:1000px;height:640px;border:0"></iframe>"""
PROBE = """<script>onload = () => {
const table = document.querySelector("table[data-urut=Kesalahan]");
const heads = [...table.tHead.rows[0].cells];
const ranks = () => [...table.tBodies[0].rows].filter(r => !r.hidden).map(r => r.cells[0].dataset.n).join("");
const press = name => { const at = heads.findIndex(h => h.textContent.startsWith(name));
  const button = heads[at].querySelector("button"); button.focus();
  const reached = document.activeElement === button; button.click();
  return (reached ? "" : "!") + heads[at].getAttribute("aria-sort").slice(0, 1) + ranks() };
const told = [ranks(), press("Capaian"), press("Capaian"), press("Perangkat"), press("Kesalahan")];
const field = document.querySelector("input"); field.value = "BERSIH";
field.dispatchEvent(new Event("input"));
told.push(ranks(), document.querySelector("[role=status]").textContent);
parent.postMessage([innerWidth, document.documentElement.scrollWidth,
performance.getEntriesByType("resource").length, ...told], "*") }</script>"""


def tree_of(rows: list[OfficeRow]) -> Any:
    return lxml.html.document_fromstring(render_page(make_frames(rows)))


def test_what_excel_would_take_for_a_formula_is_escaped(rows: list[OfficeRow]) -> None:
    """Excel opens a web page, too, and takes what is copied from one."""
    hostile = [replace(one, office="=1+1", source="@a/b", reason="-1") for one in rows]

    cells = [one.text_content() for one in tree_of(hostile).iter("th", "td")]
    assert all(any(text in one for one in cells) for text in ("'=1+1", "'@a/b", "'-1"))
    assert not any(re.match(r"\s*[=@]", one) for one in cells)


def lines_of(tree: Any) -> str:
    """Return the words of the page, one line a heading, paragraph, caption or row of a table."""
    lines = []
    for one in tree.find("body").iter("h1", "h2", "p", "div", "caption", "tr"):
        if one.tag == "div" and one.find("dt") is None:
            continue
        pieces = (
            [part.text_content() for part in one]
            if one.tag in ("tr", "div")
            else [one.text_content()]
        )
        lines.append(" | ".join(" ".join(piece.split()) for piece in pieces).strip())
    return "\n".join(lines) + "\n"


def test_the_page_reads_well(rows: list[OfficeRow], golden: Callable[[str, str], None]) -> None:
    golden("rekap_halaman.txt", lines_of(tree_of(rows)))


@pytest.mark.parametrize("count", [0, 1, 4])
def test_the_page_is_valid_and_stands_alone(rows: list[OfficeRow], count: int) -> None:
    text = render_page(make_frames(rows[:count]))
    parser = HTMLParser()
    parser.parse(text)
    tree = lxml.html.document_fromstring(text)

    assert parser.errors == []
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    jumps = [link[1:] for link in tree.xpath("//@href") if link.startswith("#")]
    assert set(jumps) | set(tree.xpath("//@aria-labelledby")) <= set(ids)
    assert tree.xpath("//link | //img | //@src | //@onclick") == []
    assert "url(" not in text and "@import" not in text and "fetch" not in text
    assert "{{" not in text and "{%" not in text
    assert tree.get("lang") == "id"
    assert all(head.get("scope") for head in tree.iter("th"))


def test_files_are_linked_and_several_of_a_kind_are_told_apart(rows: list[OfficeRow]) -> None:
    links = tree_of(rows).xpath("//span[@class='berkas']//a")

    assert [(link.get("aria-label") or link.text, link.get("href")) for link in links] == [
        ("Salinan bertanda 1", "kab-a/dinas-keliru/satu.catatan.xlsx"),
        ("Salinan bertanda 2", "kab-a/dinas-keliru/dua.catatan.xlsx"),
        ("Daftar catatan", "kab-a/dinas-keliru/catatan.txt"),
        ("Laporan", "kab-a/dinas-bersih/laporan%20%231.docx"),
    ]


def test_offices_beyond_the_limit_are_counted(
    rows: list[OfficeRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MOST_OFFICES", 2)
    tree = tree_of(rows)

    assert "1 kantor lain dengan kesalahan paling sedikit ada di rekap.xlsx" in tree.text_content()
    assert len(tree.xpath("//table[@data-urut='Kesalahan']/tbody/tr")) == 2


pieces = st.sampled_from(["&", "<", ">", '"', "'", "{{", "{%", "</td>", "<b>", "</script>", "a"])


@given(st.lists(pieces, min_size=1, max_size=8).map(lambda some: f"§{''.join(some)}§"))
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_book_holds_stays_text(rows: list[OfficeRow], words: str) -> None:
    finding = replace(rows[3].findings[0], message=words)
    office = replace(rows[3], office=words, findings=(finding,), outputs=((words, words),))
    aside = replace(rows[0], source=words, reason=words)
    tree = tree_of([office, aside])

    assert len(tree.xpath("//script")) == 1
    assert [one.text for one in tree.xpath("//b")] == ["Kesalahan"]
    cells = [one.text_content() for one in tree.xpath("//td | //th")]
    assert sum(words in cell for cell in cells) == 4


def test_a_browser_sorts_and_filters_it_also_on_a_telephone(
    rows: list[OfficeRow], tmp_path: Path
) -> None:
    text = render_page(make_frames(rows))
    (tmp_path / "halaman.html").write_text(text + PROBE, encoding="utf-8")
    (tmp_path / "bingkai.html").write_text(FRAMES, encoding="utf-8")
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    assert browser is not None

    command = [browser, "--headless", "--no-sandbox", "--disable-gpu"]
    command += [f"--user-data-dir={tmp_path}/profil", "--window-size=1500,900"]
    command += ["--virtual-time-budget=5000", "--dump-dom", (tmp_path / "bingkai.html").as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)

    told = re.findall(r"\[(\d+),(\d+),(\d+),(.*)\]", shown.stdout)
    assert sorted(int(inner) for inner, *_ in told) == [360, 1000]
    for inner, needed, requests, seen in told:
        assert int(needed) <= int(inner)
        assert requests == "0"
        # As written; by capaian both ways, what has none last; by name; by errors; one that is sought.
        assert seen == '"123","d312","a132","a231","d123","3","1 dari 3 kantor cocok."'
