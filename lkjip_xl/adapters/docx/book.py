"""Word documents in files, read as grids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lkjip_xl.adapters.docx.body import read_body
from lkjip_xl.adapters.docx.numbering import Numbering
from lkjip_xl.adapters.docx.package import heading_levels, main_part, parse, related
from lkjip_xl.adapters.docx.sheets import Sheets, make_sheets
from lkjip_xl.adapters.xlsx.package import open_package
from lkjip_xl.domain.tanggapan import Tanggapan
from lkjip_xl.grid import Grid

#: What names a report that this program wrote, among its properties.
_PROPERTIES, _OURS = "docProps/core.xml", b"<dc:identifier>lkjip-xl:"
_WITH_ITS_BOOK = (
    "laporan ini disusun oleh program ini, dan lampirannya diringkas; sebutkan juga buku kerjanya, "
    "supaya yang diperiksa hanya yang berbeda dari buku itu"
)


class DocumentBook:
    """A document on disk; a ``ports.Book``."""

    def __init__(self, path: Path, name: str = "") -> None:
        self.path = path
        self.name = name or path.name
        self.remarks: Sequence[str] = ()

    def grids(self) -> Iterator[Grid]:
        """Yield the text, then every table in order.

        Raises:
            BookError: the file is missing, locked, damaged, protected, or made to do harm.
        """
        with open_package(self.path) as package:
            if _PROPERTIES in package and _OURS in package.read(_PROPERTIES):
                self.remarks = (f"{self.name}: {_WITH_ITS_BOOK}",)
        yield from read_sheets(self.path, self.name).grids

    def tanggapan(self) -> Sequence[Tanggapan] | None:
        return None


def read_sheets(path: Path, name: str) -> Sheets:
    """Return the grids of a document and what their cells stand for; raises as ``grids`` does."""
    with open_package(path) as package:
        part = main_part(package)
        lists = related(package, part, "numbering")
        numbering = Numbering(parse(package, lists) if lists else None)
        blocks = read_body(parse(package, part), heading_levels(package, part), numbering)
    return make_sheets(blocks, name)
