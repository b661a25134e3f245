"""The guide as pages: every link leads somewhere, every picture is there."""

import re
from pathlib import Path
from urllib.parse import unquote

import tinyhtml5

from lkjip_xl.outputs.guide import HELP, slug, write_guide


def test_every_link_and_picture_is_there(tmp_path: Path) -> None:
    guide = write_guide(tmp_path / "panduan")

    assert guide.name == "panduan.html"
    pages = {path.name: path.read_text(encoding="utf-8") for path in guide.parent.glob("*.html")}
    assert set(pages) == {f"{path.stem}.html" for path in HELP.glob("*.md")}
    anchors = {name: set(re.findall(r' id="([^"]+)"', page)) for name, page in pages.items()}
    for name, page in pages.items():
        for picture in re.findall(r'<img src="([^"]+)"', page):
            assert (guide.parent / picture).exists(), picture
        for link in re.findall(r'<a href="([^"]+)"', page):
            if "://" in link:
                continue
            target, _, anchor = link.partition("#")
            assert not anchor or unquote(anchor) in anchors[target or name], link
            assert not target or target in pages, link


def test_a_page_is_html_with_a_title_and_tables(tmp_path: Path) -> None:
    page = write_guide(tmp_path).read_text(encoding="utf-8")

    root = tinyhtml5.parse(page, namespace_html_elements=False)
    assert root.find("head/title").text == "Panduan lkjip_xl"
    assert len(root.findall(".//table")) > 5


def test_a_heading_gets_the_anchor_of_a_repository() -> None:
    assert slug("Laporan, daftar isi, dan nomor halaman") == "laporan-daftar-isi-dan-nomor-halaman"
