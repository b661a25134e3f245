"""The report of DP3AKB Kota Serang for 2021, put together again as a document.

``laporan_serang.txt`` has its chapters: the tables with the figures as printed, and sentences in
words of our own that state the figures its text states.  The annexes are those of the sample
workbook, which was copied from the same report.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from word import write_document

from lkjip_xl.adapters.drawn import draw
from lkjip_xl.adapters.xlsx.book import FileBook
from lkjip_xl.grid import Grid

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "workbooks" / "dp3akb-serang-2021.xlsx"
CHAPTERS = Path(__file__).with_name("laporan_serang.txt").read_text(encoding="utf-8")
ANNEXES = ("Tabel 3.1", "Tabel 3.2", "Tabel 3.3", "Tabel 3.4", "Tabel 3.5", "Rencana Aksi")


def write_report(path: Path, chapters: str = CHAPTERS) -> Path:
    annexes = (grid for grid in FileBook(BOOK).grids() if grid.sheet in ANNEXES)
    return write_document(path, [*blocks(chapters), "# LAMPIRAN", *annexes])


def blocks(chapters: str) -> Iterator[str | Grid]:
    """Yield headings (``# ``), paragraphs (``> ``) and drawn tables with their captions."""
    for part in re.split(r"\n\n(?=[#>T])", chapters.strip()):
        if part.startswith("# "):
            yield part
        elif part.startswith("> "):
            yield from (line.removeprefix("> ") for line in part.splitlines())
        else:
            yield from draw(part).sheets
