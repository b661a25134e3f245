"""Build ``lkjip_xl.xlam``, the Excel add-in, from the texts beside this script.

The modules (``*.bas``) and the ribbon (``pita.xml``) are put into the blank add-in, made by Excel,
that pyOpenVBA carries.  Building twice gives the same bytes, whatever zlib the machine has: the
parts are stored, not packed.

    python macros/build.py             the add-in, in this folder
    python macros/build.py FILE.xlam   the add-in, elsewhere
"""

from __future__ import annotations

import argparse
import tempfile
import zipfile
from pathlib import Path

from pyopenvba import ExcelFile

HERE = Path(__file__).parent
TARGET = HERE / "lkjip_xl.xlam"

MODULES = ("LkjipJalan", "LkjipPita")

#: Part, namespace and relationship of the ribbon: for Excel 2007, and for 2010 and newer.
RIBBONS = (
    (
        "customUI/customUI.xml",
        "http://schemas.microsoft.com/office/2006/01/customui",
        "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
    ),
    (
        "customUI/customUI14.xml",
        "http://schemas.microsoft.com/office/2009/07/customui",
        "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
    ),
)

#: What Excel shows in its list of add-ins.
PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    "<cp:coreProperties "
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>LKjIP</dc:title><dc:creator>lkjip_xl</dc:creator>"
    "<dc:description>Memeriksa lampiran LKjIP dan menyusun laporannya.</dc:description>"
    "</cp:coreProperties>"
)


def build(target: Path) -> None:
    """Write the add-in."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.xlam"
        _write_modules(draft)
        with zipfile.ZipFile(draft) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    _add_ribbons(parts)
    parts["docProps/core.xml"] = PROPERTIES.encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(_entry(name), content)


def _write_modules(draft: Path) -> None:
    with ExcelFile.create_new(draft) as book:
        project = book.vba_project()
        for name in MODULES:
            project.add_module(name, read_source(name))
        project.delete_module("Module1")
        book.save()


def read_source(name: str) -> str:
    """Return a module as VBA stores it: ASCII, with Windows' line ends."""
    text = (HERE / f"{name}.bas").read_bytes().decode("ascii")
    return "\r\n".join(text.splitlines()) + "\r\n"


def read_ribbon(namespace: str) -> bytes:
    """Return the ribbon in one of the namespaces that Excel knows."""
    text = (HERE / "pita.xml").read_bytes().decode("utf-8").replace("\r\n", "\n")
    return text.replace(RIBBONS[-1][1], namespace).encode("utf-8")


def _add_ribbons(parts: dict[str, bytes]) -> None:
    """Add both parts; Excel takes the newest that it knows, through the package's relationships."""
    relations = parts["_rels/.rels"].decode("utf-8")
    for number, (part, namespace, kind) in enumerate(RIBBONS, start=1):
        parts[part] = read_ribbon(namespace)
        entry = f'<Relationship Id="lkjip{number}" Type="{kind}" Target="{part}"/>'
        relations = relations.replace("</Relationships>", f"{entry}</Relationships>")
    parts["_rels/.rels"] = relations.encode("utf-8")


def _entry(name: str) -> zipfile.ZipInfo:
    """Return a directory entry that is the same on every machine and every day."""
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.create_system = 0
    return entry


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the Excel add-in.")
    parser.add_argument("target", type=Path, nargs="?", default=TARGET, help="where to")
    build(parser.parse_args().target)


if __name__ == "__main__":
    main()
