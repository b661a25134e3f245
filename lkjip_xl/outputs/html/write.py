"""Writes the report of an office-year as a web page."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from lkjip_xl.lampiran.office_year import LaporanKinerja
from lkjip_xl.outputs.html.page import render_page
from lkjip_xl.outputs.narrative.report import compose
from lkjip_xl.outputs.narrative.sentences import Kalimat
from lkjip_xl.saving import save_whole


def write_html(
    laporan: LaporanKinerja,
    target: Path,
    *,
    findings_open: int = 0,
    kalimat: Kalimat | None = None,
) -> None:
    """Write the page to ``target``, all of it or nothing.

    Args:
        laporan: the records of one office-year.
        target: the file to write; one that is there is replaced.
        findings_open: how many findings of severity ``error`` are open; any put a visible
            "KONSEP" at the top, as do gaps of the report.
        kalimat: the office's own sentences.

    Raises:
        BookError: the file cannot be written.
    """
    page = render_page(compose(laporan, kalimat), findings_open).encode()

    def write(stream: BinaryIO) -> None:
        stream.write(page)

    save_whole(target, write)
