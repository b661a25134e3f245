"""The report as a web page, from the shell."""

from __future__ import annotations

import json
from pathlib import Path

from lkjip_xl.apps import cli
from lkjip_xl.keeping import MEMORY

BOOK = Path(__file__).parents[2] / "workbooks" / "contoh-bersih.xlsx"


def test_a_web_page_and_its_data_lie_beside_the_word_report(tmp_path: Path) -> None:
    assert cli.main(["laporan", str(BOOK), "-o", str(tmp_path), "--format", "docx,html"]) == 0

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        MEMORY,
        "contoh-bersih.laporan.docx",
        "contoh-bersih.laporan.html",
        "data.json",
    ]
    page = (tmp_path / "contoh-bersih.laporan.html").read_text("utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert json.loads((tmp_path / "data.json").read_text("utf-8"))
