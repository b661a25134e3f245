"""The zip package of a template: its parts, opened only within limits."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from lxml import etree

from lkjip_xl.opening import open_file
from lkjip_xl.outputs.docx.errors import ReportError
from lkjip_xl.outputs.docx.templates.problem import Problem
from lkjip_xl.ports import BookError
from lkjip_xl.zipped import DAMAGED

#: Bytes of one unpacked part, of one XML part, and of all; a template is text and a few pictures.
MAX_PART, MAX_XML, MAX_TOTAL = 60 * 2**20, 20 * 2**20, 200 * 2**20
MAX_PARTS = 2_000

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DOTX = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_WITH_MACROS = "application/vnd.ms-word."
_TYPES = "[Content_Types].xml"
_OLE = b"\xd0\xcf\x11\xe0"

_SAVE_AS = "Buka di Word, pilih Simpan Sebagai, jenis Dokumen Word (.docx), lalu pakai berkas itu"
_SMALLER = "Kecilkan gambarnya, atau mulai lagi dari templat bawaan: lkjip templat baru NAMA.docx"


@dataclass(frozen=True, slots=True)
class Package:
    """A template's parts, not yet judged: parsed XML by name, content types, all names."""

    names: tuple[str, ...]
    types: Mapping[str, str]
    trees: Mapping[str, Any]
    main: str

    def named(self, pattern: str) -> Iterator[tuple[str, Any]]:
        """Yield the XML parts whose name matches a glob pattern."""
        for name, tree in sorted(self.trees.items()):
            if PurePosixPath(name).match(pattern):
                yield name, tree

    def of_kind(self, kind: str) -> Iterator[Any]:
        """Yield the XML parts of a kind (``header``, ``styles``), whatever they are called."""
        for name, tree in sorted(self.trees.items()):
            if self.types.get(name, "").endswith(f".{kind}+xml"):
                yield tree


def read_package(path: Path) -> tuple[Package | None, list[Problem]]:
    """Return a template's parts, or none where a problem forbids to look at them.

    Raises:
        ReportError: the file cannot be opened as a Word document at all.
    """
    try:
        with open_template(path) as stream, zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            if problem := _find_excess(entries):
                return None, [problem]
            return _read_parts(path, archive)
    except (*DAMAGED, etree.XMLSyntaxError) as error:
        raise _unusable(path) from error


def open_template(path: Path) -> BinaryIO:
    """Open the file of a template.

    Raises:
        ReportError: it cannot be opened.
    """
    try:
        return open_file(path)
    except BookError as error:
        what = f"templat laporan tidak dapat dibuka: {error.what}"
        raise ReportError(what, error.where, error.fix) from error


def _find_excess(entries: list[zipfile.ZipInfo]) -> Problem | None:
    """Tell whether the package was made, or has grown, to exhaust the memory."""
    where = "Isi berkas"
    if len(entries) > MAX_PARTS:
        return Problem(where, f"berkas berisi lebih dari {MAX_PARTS} bagian", _SMALLER)
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        return Problem(where, "dua bagian di dalam berkas bernama sama", _SAVE_AS)
    for entry in entries:
        limit = MAX_XML if entry.filename.endswith((".xml", ".rels")) else MAX_PART
        if entry.file_size > limit:
            size = f"{entry.file_size / 2**20:.0f} MB, melebihi batas {limit / 2**20:.0f} MB"
            return Problem(where, f"bagian {entry.filename} berukuran {size}", _SMALLER)
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        return Problem(where, f"isi berkas melebihi {MAX_TOTAL / 2**20:.0f} MB", _SMALLER)
    return None


def _read_parts(path: Path, archive: zipfile.ZipFile) -> tuple[Package | None, list[Problem]]:
    names = archive.namelist()
    if _TYPES not in names:
        raise _unusable(path)
    trees, problems = {}, []
    for name in names:
        if not name.endswith((".xml", ".rels")):
            continue
        tree = etree.fromstring(archive.read(name), _parser())
        if tree.getroottree().docinfo.doctype:
            problems.append(
                Problem("Isi berkas", f"bagian {name} memuat DOCTYPE, yang tidak wajar", _SAVE_AS)
            )
        trees[name] = tree
    types = _read_types(trees[_TYPES])
    main = next((n for n, kind in types.items() if kind.endswith(".main+xml") and n in trees), "")
    if main and types[main] == _DOTX:
        problems.append(Problem("Jenis berkas", "berkas ini Templat Word (.dotx)", _SAVE_AS))
    elif not main or not (types[main] == _MAIN or types[main].startswith(_WITH_MACROS)):
        raise _unusable(path)
    return Package(tuple(names), types, trees, main), problems


def _parser() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _read_types(tree: Any) -> dict[str, str]:
    """Return the content type of each part that declares its own."""
    return {
        str(one.get("PartName", "")).lstrip("/"): str(one.get("ContentType", ""))
        for one in tree
        if isinstance(one.tag, str) and one.tag.endswith("}Override")
    }


def _unusable(path: Path) -> ReportError:
    """Return the error for a file that is no sound .docx, with the likeliest reason."""
    what = "templat laporan tidak dapat dibuka"
    if _starts_with(path, _OLE):
        what += ": berkas berformat Word lama (.doc) atau dilindungi kata sandi"
        return ReportError(what, path.name, _SAVE_AS)
    fix = f"Periksa apakah berkas itu dokumen Word (.docx) yang tidak rusak. {_SAVE_AS}"
    return ReportError(what, path.name, fix)


def _starts_with(path: Path, mark: bytes) -> bool:
    with open_template(path) as stream:
        return stream.read(len(mark)) == mark
